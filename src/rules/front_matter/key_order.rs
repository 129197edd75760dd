//! Keys in another order than the settings want.

use crate::{
    diagnostic::{Fix, Label},
    page::{
        Page,
        front_matter::{Data, Entry, FrontMatter, Node, Style, Syntax},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<KeyOrder>("front-matter/key-order", include_str!("../../../rules/front-matter/key-order.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyOrder {
    order: Vec<String>,
}

impl PageRule for KeyOrder {
    fn check(&self, page: &Page, report: &mut Report) {
        let Some(block) = page.front_matter.as_ref().filter(|block| !self.order.is_empty() && !block.is_unreadable()) else {
            return;
        };
        let entries = block.root.as_ref().map(Node::entries).unwrap_or_default();
        let mut before: Option<(usize, &Entry)> = None;
        for entry in entries {
            let rank = self.rank(entry);
            match before {
                Some((most, late)) if rank < most => return self.tell(page, block, entries, (late, entry), report),
                _ => before = Some((rank, entry)),
            }
        }
    }
}

impl KeyOrder {
    /// The place of a key in the order; keys that it does not name come last.
    fn rank(&self, entry: &Entry) -> usize {
        self.order.iter().position(|name| name.eq_ignore_ascii_case(&entry.name)).unwrap_or(self.order.len())
    }

    fn tell(&self, page: &Page, block: &FrontMatter, entries: &[Entry], (late, early): (&Entry, &Entry), report: &mut Report) {
        let finding = report.add(&page.path, early.key, format!("the key `{}` comes before `{}`", early.name, late.name));
        finding.related(Label::with_message(&page.path, late.key, "comes after it"));
        let mut ranked: Vec<&Entry> = entries.iter().collect();
        ranked.sort_by_key(|entry| self.rank(entry));
        let names: Vec<String> = ranked.iter().map(|entry| format!("`{}`", entry.name)).collect();
        finding.help(format!("Put the keys in this order: {}", names.join(", ")));
        if let Some((span, text)) = sorted(page, block, entries, |entry| self.rank(entry)) {
            finding.fix(Fix::safe("Sort the keys", &page.path, span, text));
        }
    }
}

/// The keys in order, each with its value and the comments right above it, and the place that they take. `None` where lines alone
/// cannot be moved.
fn sorted(page: &Page, block: &FrontMatter, entries: &[Entry], rank: impl Fn(&Entry) -> usize) -> Option<(Span, String)> {
    let first = entries.first()?;
    // In TOML a table holds all that follows it; in JSON, and in YAML written like it, commas stand between.
    let flows = block.root.as_ref().is_none_or(|root| page.slice(root.span).starts_with('{'));
    if block.syntax != Syntax::Yaml || flows || entries.iter().any(|entry| is_bound(page, &entry.value)) {
        return None;
    }
    let lines = page.lines();
    let line_of = |offset: u32| lines.line_at(offset as usize);
    let column = first.key.start - lines.line(&page.text, line_of(first.key.start)).start;
    // Comments of whole lines that stand where keys do; deeper ones belong to the value that they stand in.
    let is_comment = |line: usize| {
        let start = lines.line(&page.text, line).start + column;
        block.comments.binary_search_by_key(&start, |comment| comment.start).is_ok()
    };
    let mut starts = Vec::with_capacity(entries.len());
    let mut past = line_of(block.block.start);
    for entry in entries {
        let own = line_of(entry.key.start);
        let before = Span { start: lines.line(&page.text, own).start, end: entry.key.start };
        // Two keys on a line, or a key with a mark before it.
        if own < past || before.len() != column as usize || !page.slice(before).trim().is_empty() {
            return None;
        }
        let mut start = own;
        while start > past && is_comment(start - 1) && !is_about_file(page.slice(lines.line(&page.text, start - 1))) {
            start -= 1;
        }
        starts.push(lines.full_line(&page.text, start).start);
        past = line_of(entry.value.span.end.max(entry.key.end)).max(own) + 1;
    }
    // What is said after the last key is said at the end. The line break before the closing fence belongs to the last line.
    let end = line_of(block.block.end.saturating_sub(1)).max(past.saturating_sub(1)) + 1;
    let end = (past..end).find(|&line| is_comment(line)).unwrap_or(end);
    let (from, to) = (*starts.first()?, lines.full_line(&page.text, end - 1).end.min(block.span.end));
    let ends = starts.iter().skip(1).copied().chain([to]);
    let mut pieces: Vec<(usize, &str)> = Vec::with_capacity(entries.len());
    for ((entry, &start), end) in entries.iter().zip(&starts).zip(ends) {
        let piece = page.text.get(start as usize..end as usize).filter(|piece| piece.ends_with('\n'))?;
        pieces.push((rank(entry), piece));
    }
    pieces.sort_by_key(|(rank, _)| *rank);
    Some((Span { start: from, end: to }, pieces.into_iter().map(|(_, piece)| piece).collect()))
}

/// Whether a comment speaks to a program about the file, and so stays at its top.
fn is_about_file(comment: &str) -> bool {
    ["yaml-language-server:", "$schema", "vim:", "-*-"].iter().any(|word| comment.contains(word))
}

/// Whether a value is, or holds, something that must stay where it is: an alias, which comes after what it stands for; or a block
/// that keeps the blank lines below it (`|+`), whatever comes next.
fn is_bound(page: &Page, node: &Node) -> bool {
    match &node.data {
        Data::Alias(_) => true,
        Data::Scalar(scalar) => {
            let head = || {
                let before = page.text.get(..node.span.start as usize).unwrap_or_default().trim_end();
                before.rfind('\n').map_or(before, |line| &before[line..])
            };
            matches!(scalar.style, Style::Literal | Style::Folded) && head().contains('+')
        }
        Data::Mapping(entries) => entries.iter().any(|entry| is_bound(page, &entry.value)),
        Data::Sequence(items) => items.iter().any(|item| is_bound(page, item)),
    }
}
