//! Shell commands with a `$` before them, and nothing that they print.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        document::Kind,
        markup::{Block, CodeBlock, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<ShellPrompt>("code/shell-prompt", include_str!("../../../rules/code/shell-prompt.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShellPrompt {}

impl StyleRule for ShellPrompt {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, block) in markup.of_kind(|kind| matches!(kind, Kind::CodeBlock(_))) {
            if memchr::memchr(b'$', block.span.of(&page.text).as_bytes()).is_none() {
                continue;
            }
            let code = CodeBlock::read(page, block);
            let quotes = markup.quotes(place);
            let line_of = |line| {
                let end = page.lines().line(&page.text, line).end;
                let start = markup.quote_marks(page, line, quotes).end;
                Span { start: start.min(end), end }
            };
            let all = || lines(block, &code).map(line_of).filter(|line| !line.of(&page.text).trim().is_empty());
            if !all().all(|line| prompt(page, line).is_some()) {
                continue;
            }
            for prompt in all().filter_map(|line| prompt(page, line)) {
                let finding = report.add(&page.path, prompt, "a `$` before a command whose output is not shown");
                finding.help("Leave it out, so that readers can copy the command");
                finding.fix(Fix::unsafe_("Remove the `$`", &page.path, prompt, ""));
            }
        }
    }
}

/// The 0-based lines of the code itself.
fn lines(block: &Block, code: &CodeBlock) -> std::ops::Range<usize> {
    let (first, end) = (block.first as usize, block.last as usize + 1);
    match code {
        CodeBlock::Indented => first..end,
        CodeBlock::Fenced(fence) => first + 1..end - usize::from(fence.close.is_some() && end > first + 1),
    }
}

/// The `$` that a line begins with, and the blanks after it.
fn prompt(page: &Page, line: Span) -> Option<Span> {
    let written = line.of(&page.text).trim_start();
    let start = line.end as usize - written.len();
    let command = written.strip_prefix('$')?;
    let blanks = command.len() - command.trim_start().len();
    (blanks > 0).then(|| Span::new(start, start + 1 + blanks))
}
