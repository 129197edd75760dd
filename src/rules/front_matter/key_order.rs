//! Keys in another order than the settings want.

use crate::{
    diagnostic::{Fix, Label},
    page::{
        Page,
        front_matter::{Data, Entry, FrontMatter, Node, Syntax},
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

/// The keys in order, each with its value and the comments above it, and the place that they take. `None` where lines alone
/// cannot be moved.
fn sorted(page: &Page, block: &FrontMatter, entries: &[Entry], rank: impl Fn(&Entry) -> usize) -> Option<(Span, String)> {
    // In TOML a table holds all that follows it; in JSON commas stand between.
    if block.syntax != Syntax::Yaml || entries.iter().any(|entry| has_alias(&entry.value)) {
        return None;
    }
    let lines = page.lines();
    let mut starts = Vec::with_capacity(entries.len());
    let first = lines.line_at(block.block.start as usize);
    let mut past = first;
    for entry in entries {
        let own = lines.line_at(entry.key.start as usize);
        let line = lines.line(&page.text, own);
        // Two keys on a line, or a key with a mark before it.
        if own < past || !page.slice(Span { start: line.start, end: entry.key.start }).trim().is_empty() {
            return None;
        }
        let mut start = own;
        while start > past && page.slice(lines.line(&page.text, start - 1)).starts_with('#') {
            start -= 1;
        }
        starts.push(lines.full_line(&page.text, start).start);
        past = lines.line_at(entry.value.span.end.max(entry.key.end) as usize).max(own) + 1;
    }
    let (from, to) = (*starts.first()?, block.block.end);
    let ends = starts.iter().skip(1).copied().chain([to]);
    let mut pieces: Vec<(usize, &str)> = Vec::with_capacity(entries.len());
    for ((entry, &start), end) in entries.iter().zip(&starts).zip(ends) {
        let piece = page.text.get(start as usize..end as usize)?;
        pieces.push((rank(entry), piece));
    }
    // The last one may end without a line end, as the fence's stands outside.
    let newline = if page.slice(block.block).contains("\r\n") { "\r\n" } else { "\n" };
    let whole = page.text.get(from as usize..to as usize)?;
    let ended = whole.ends_with('\n');
    pieces.sort_by_key(|(rank, _)| *rank);
    let mut text = String::with_capacity(whole.len() + 2);
    for (_, piece) in pieces {
        text.push_str(piece);
        if !piece.ends_with('\n') {
            text.push_str(newline);
        }
    }
    if !ended {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    Some((Span { start: from, end: to }, text))
}

/// Whether a value is, or holds, an alias: it must come after what it stands for.
fn has_alias(node: &Node) -> bool {
    match &node.data {
        Data::Alias(_) => true,
        Data::Scalar(_) => false,
        Data::Mapping(entries) => entries.iter().any(|entry| has_alias(&entry.value)),
        Data::Sequence(items) => items.iter().any(has_alias),
    }
}
