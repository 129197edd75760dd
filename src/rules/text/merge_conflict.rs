//! Conflict markers that git left in a file.

use crate::{
    diagnostic::Label,
    page::{Page, document::Kind},
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<MergeConflict>("text/merge-conflict", include_str!("../../../rules/text/merge-conflict.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MergeConflict {}

/// The markers of a conflict in their order. The one for the common ancestor is there in some styles only.
const OURS: &str = "<<<<<<<";
const MIDDLE: &str = "=======";
const THEIRS: &str = ">>>>>>>";

impl PageRule for MergeConflict {
    fn check(&self, page: &Page, report: &mut Report) {
        if memchr::memmem::find(page.text.as_bytes(), OURS.as_bytes()).is_none() {
            return;
        }
        // Markers change how the Markdown around them is parsed, so they are looked for in the text itself.
        let blocks: Vec<_> =
            page.document.nodes.iter().filter(|node| matches!(node.kind(), Kind::CodeBlock(_))).map(|node| node.span).collect();
        let mut from = 0;
        while let Some((ours, theirs)) = conflict(page, from) {
            from = theirs.end as usize;
            // A page that explains conflicts shows a whole one in a code block.
            let block = blocks.partition_point(|block| block.start <= ours.start).checked_sub(1);
            if block.is_some_and(|block| blocks[block].covers(ours.to(theirs))) {
                continue;
            }
            let finding = report.add(&page.path, ours, "two versions of this text are left over from a merge");
            finding.related(Label::with_message(&page.path, theirs, "up to here"));
            finding.help("Keep one version, or put the two together, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`");
        }
    }
}

/// The first and the last line of the first conflict at or after byte `from`.
fn conflict(page: &Page, from: usize) -> Option<(Span, Span)> {
    let ours = marker(page, OURS, from)?;
    let middle = marker(page, MIDDLE, ours.end as usize)?;
    let theirs = marker(page, THEIRS, middle.end as usize)?;
    Some((ours, theirs))
}

/// The first line at or after byte `from` that begins with `marker`, alone or with a blank and a name after it.
fn marker(page: &Page, marker: &str, from: usize) -> Option<Span> {
    let rest = page.text.get(from..)?;
    memchr::memmem::find_iter(rest.as_bytes(), marker).find_map(|at| {
        let at = from + at;
        let line = page.lines().line(&page.text, page.lines().line_at(at));
        let after = line.of(&page.text).strip_prefix(marker)?;
        let alone = line.start as usize == at && (after.is_empty() || after.starts_with(' '));
        alone.then_some(line)
    })
}
