//! A code block that ends at a fence inside it.

use crate::{
    diagnostic::{Applicability, Edit, Fix, Label},
    page::{
        Page,
        document::Kind,
        markup::{Block, Fence, Markup},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<NestedFence>("code/nested-fence", include_str!("../../../rules/code/nested-fence.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NestedFence {}

impl PageRule for NestedFence {
    fn check(&self, page: &Page, report: &mut Report) {
        // It leaves a block open, which most pages do not.
        let mut blocks = page.document.nodes.iter().filter(|node| node.kind() == Kind::CodeBlock(true));
        if !blocks.any(|node| may_be_open(page.slice(node.span))) {
            return;
        }
        let markup = Markup::of(page);
        let mut before: Option<(&Block, Fence)> = None;
        for (block, code) in markup.code(page) {
            let fence = code.fence().copied();
            if let (Some((outer, first)), Some(second)) = (before, fence) {
                check(page, (outer, &first), (block, &second), report);
            }
            before = fence.map(|fence| (block, fence));
        }
    }
}

/// Whether a fenced block may have no end: its last line is no fence, or its only one.
fn may_be_open(block: &str) -> bool {
    let block = block.trim_end();
    !block.ends_with(['`', '~']) || !block.contains('\n')
}

/// Holds a code block against the next one: what opens that one was to close this one, when this one holds the opening of another.
fn check(page: &Page, (outer, first): (&Block, &Fence), (next, second): (&Block, &Fence), report: &mut Report) {
    let Some(close) = first.close else { return };
    let mark = page.slice(first.open);
    // The end of the outer block has no words after it. Were it none, it would be closed as all others are.
    let stray = second.info.is_empty() && second.close.is_none() && page.slice(second.open) == mark;
    if !stray || outer.parent() != next.parent() {
        return;
    }
    let Some((inner, length)) = inner_fence(page, Span { start: first.info.end, end: close.start }, mark) else { return };
    let finding = report.add(&page.path, inner, "a code block begins inside this one, and its end closes both");
    finding.related(Label::with_message(&page.path, first.open, "the outer block begins here"));
    finding.related(Label::with_message(&page.path, close, "and ends here, too early"));
    finding.related(Label::with_message(&page.path, second.open, "this was to be its end, and begins another block"));
    finding.help("Begin and end the outer block with more of the signs than the inner one");
    let sign = mark.chars().next().unwrap_or('`');
    let longer: String = std::iter::repeat_n(sign, length + 1).collect();
    let edit = |span| Edit { path: page.path.clone(), span, text: longer.clone() };
    let title = format!("Write {longer} around the outer block");
    finding.fix(Fix {
        title: title.into(),
        applicability: Applicability::Unsafe,
        edits: vec![edit(first.open), edit(second.open)],
    });
}

/// The first line of a code block that begins like another one, with a language: its marks, and the length of the longest such.
fn inner_fence(page: &Page, code: Span, mark: &str) -> Option<(Span, usize)> {
    let sign = *mark.as_bytes().first()?;
    let text = page.slice(code);
    let mut found: Option<Span> = None;
    let mut longest = 0;
    let mut depth = 0usize;
    for at in memchr::memmem::find_iter(text.as_bytes(), mark) {
        // Marks at the start of a line, `>` and blanks aside; the rest of a longer run is no start.
        let before = text.get(..at)?.bytes().rev().find(|byte| !matches!(byte, b' ' | b'>'));
        if before != Some(b'\n') {
            continue;
        }
        let run = text.get(at..)?.bytes().take_while(|byte| *byte == sign).count();
        let after = text.get(at + run..)?.bytes().next();
        if after.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'{' | b' ')) {
            found = found.or(Some(Span::new(at, at + run).shifted(code.start as usize)));
            longest = longest.max(run);
            depth += 1;
        }
    }
    found.filter(|_| depth == 1).map(|found| (found, longest))
}
