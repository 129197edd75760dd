//! Blanks at the end of a line.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::Kind,
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<Trailing>("whitespace/trailing", include_str!("../../../rules/whitespace/trailing.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Trailing {
    br_spaces: usize,
    code_blocks: bool,
    list_item_empty_lines: bool,
    strict: bool,
}

impl StyleRule for Trailing {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut items = ItemsBelow { markup, line: 0, is_item: false };
        let mut breaks = page.document.nodes.iter().filter(|node| node.kind() == Kind::HardBreak).peekable();
        for (line, kinds) in markup.lines.iter() {
            let span = page.lines().line(&page.text, line);
            let written = span.of(&page.text);
            // Most lines end in a letter, which one byte tells.
            if written.as_bytes().last().is_none_or(|&last| last.is_ascii_graphic()) {
                continue;
            }
            let words = written.trim_end();
            let blanks = Span::new(span.start as usize + words.len(), span.end as usize);
            if blanks.is_empty() || kinds.any(LineKinds::FRONT_MATTER.and(LineKinds::COMMENT_OPEN)) {
                continue;
            }
            let in_code = kinds.any(LineKinds::FENCED.and(LineKinds::INDENTED));
            let may_be_in_item = self.list_item_empty_lines && words.is_empty() && kinds.any(LineKinds::LIST);
            if in_code && !self.code_blocks || may_be_in_item && !items.begin_after(line) {
                continue;
            }
            while breaks.next_if(|node| node.span.end <= blanks.start).is_some() {}
            let is_break = !in_code && breaks.peek().is_some_and(|node| node.span.start <= blanks.start);
            let is_spaces = blanks.of(&page.text).bytes().all(|byte| byte == b' ');
            let count = blanks.of(&page.text).chars().count();
            if self.br_spaces >= 2 && count == self.br_spaces && (!self.strict || is_break) {
                continue;
            }
            self.add(page, blanks, is_break && is_spaces, in_code, report);
        }
    }
}

impl Trailing {
    fn add(&self, page: &Page, blanks: Span, is_break: bool, in_code: bool, report: &mut Report) {
        let finding = report.add(&page.path, blanks, "blanks at the end of the line");
        if is_break && self.br_spaces >= 2 && blanks.len() != self.br_spaces {
            let wanted = match self.br_spaces {
                2 => "two".to_owned(),
                count => count.to_string(),
            };
            if blanks.len() < self.br_spaces {
                finding.help(format!("They break the line; {wanted} are wanted for that"));
            } else if self.br_spaces == 2 {
                finding.help("Two of them are enough for a line break; more than that nobody can see");
            } else {
                finding.help(format!("They break the line; {wanted} are enough for that"));
            }
            let kept = " ".repeat(self.br_spaces.min(1000));
            finding.fix(Fix::safe(format!("Leave {wanted} blanks"), &page.path, blanks, kept));
            return;
        }
        let mut fix = Fix::safe("Remove the blanks", &page.path, blanks, "");
        if is_break {
            finding.help("They break the line; write `<br>` or a backslash instead, which can be seen");
            fix.applicability = Applicability::Unsafe;
        } else {
            finding.help("Remove them: nobody sees them");
            // Whoever copies the code copies them; blanks that are no spaces keep their width.
            if in_code || !blanks.of(&page.text).bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
                fix.applicability = Applicability::Unsafe;
            }
        }
        finding.fix(fix);
    }
}

/// Tells blank lines within an item from those before the next one.
struct ItemsBelow<'a> {
    markup: &'a Markup,
    /// The line with words that was found last.
    line: usize,
    is_item: bool,
}

impl ItemsBelow<'_> {
    /// Whether what follows the blank line `line` is a new item. Asked for one line after the other.
    fn begin_after(&mut self, line: usize) -> bool {
        if self.line <= line {
            let lines = &self.markup.lines;
            self.line = (line + 1..lines.count()).find(|&line| !lines.is(line, LineKinds::BLANK)).unwrap_or(usize::MAX);
            let blocks = &self.markup.blocks;
            let first = blocks.partition_point(|block| (block.first as usize) < self.line);
            let here = blocks[first..].iter().take_while(|block| block.first as usize == self.line);
            self.is_item = here.into_iter().any(|block| block.kind == Kind::Item);
        }
        self.is_item
    }
}
