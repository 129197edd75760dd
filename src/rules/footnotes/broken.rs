//! References without a footnote, and footnotes that nothing refers to.

use crate::{
    diagnostic::{Fix, Label, Severity},
    generator::PageId,
    page::{Page, document::Kind, prose::Prose},
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::{Span, nearest},
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Broken>("footnotes/broken", include_str!("../../../rules/footnotes/broken.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Broken {}

/// A footnote.
struct Note {
    /// Its label, where it is defined.
    label: Span,
    used: bool,
}

impl SiteRule for Broken {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let known = site.facts.understood && site.facts.dialect.markdown.footnotes && page.format.is_markdown();
        if !known || memchr::memmem::find(page.text.as_bytes(), b"[^").is_none() {
            return;
        }
        // What a template tag prints, or a page that shows this one, may hold the other half.
        let whole = page.document.islands.is_empty() && !site.facts.more_definitions && site.entry(id).url().is_some();
        let mut notes = notes(page, report);
        for node in page.document.nodes.iter().filter(|node| node.kind() == Kind::FootnoteReference) {
            let note = label(page, node.span).and_then(|label| notes.get_mut(&page.slice(label).to_lowercase()));
            note.into_iter().for_each(|note| note.used = true);
        }
        if whole {
            missing(page, &mut notes, report);
            unused(page, &notes, report);
        }
    }
}

/// The footnotes of a page by their labels in small letters, as labels are compared. Reports those that are there twice.
fn notes(page: &Page, report: &mut Report) -> FxHashMap<String, Note> {
    let mut notes: FxHashMap<String, Note> = FxHashMap::default();
    for node in page.document.nodes.iter().filter(|node| node.kind() == Kind::FootnoteDefinition) {
        let Some(label) = label(page, node.span) else { continue };
        match notes.get(&page.slice(label).to_lowercase()) {
            None => _ = notes.insert(page.slice(label).to_lowercase(), Note { label, used: false }),
            Some(first) => {
                let message =
                    format!("another footnote is called `{}`, too, and only one of the two is shown", page.slice(label));
                let finding = report.add(&page.path, label, message);
                finding.related(Label::with_message(&page.path, first.label, "the other one"));
                finding.help("Give it a name of its own, and use that in the text");
            }
        }
    }
    notes
}

/// The label in `[^label]` at the start of a span.
fn label(page: &Page, span: Span) -> Option<Span> {
    let text = page.slice(span).strip_prefix("[^")?;
    let length = text.find(']')?;
    Some(Span::new(2, 2 + length).shifted(span.start as usize))
}

/// `[^label]` in the text that is no reference, as nothing defines it.
fn missing(page: &Page, notes: &mut FxHashMap<String, Note>, report: &mut Report) {
    let mut prose = None;
    let mut written = Vec::new();
    for at in memchr::memmem::find_iter(page.text.as_bytes(), b"[^") {
        let rest = page.text.get(at + 2..).unwrap_or_default();
        let length =
            rest.bytes().take(100).take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let after = rest.get(length..).unwrap_or_default();
        if length == 0 || !after.starts_with(']') || is_pattern(&rest[..length], &after[1..]) {
            continue;
        }
        let span = Span::new(at, at + 2 + length + 1);
        if prose.get_or_insert_with(|| Prose::of(page)).covers(span) {
            written.push((Span::new(at + 2, at + 2 + length), after[1..].starts_with(':')));
        }
    }
    // A line that looks like a footnote is one, to some programs, even where our reading of the page differs.
    let defined: FxHashSet<String> =
        written.iter().filter(|(_, defines)| *defines).map(|(label, _)| page.slice(*label).to_lowercase()).collect();
    // More footnotes than that are not searched for one of a like name.
    const MOST: usize = 100;
    let known: Vec<String> = notes.keys().take(MOST).cloned().collect();
    for (span, _) in &written {
        let label = page.slice(*span);
        if defined.contains(&label.to_lowercase()) {
            continue;
        }
        // Known labels that the parser did not take for references stand where none can be.
        if notes.contains_key(&label.to_lowercase()) {
            if let Some(note) = notes.get_mut(&label.to_lowercase()) {
                note.used = true;
            }
            continue;
        }
        let whole = Span { start: span.start - 2, end: span.end + 1 };
        let finding = report.add(&page.path, whole, format!("there is no footnote `{label}` on this page"));
        let unused = known.iter().filter(|name| notes.get(*name).is_some_and(|note| !note.used)).map(String::as_str);
        match nearest(&label.to_lowercase(), unused).filter(|_| !label.bytes().all(|byte| byte.is_ascii_digit())) {
            Some(near) => {
                finding.help(format!("Did you mean `[^{near}]`?"));
                finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, *span, near));
            }
            None => {
                _ = finding.help(format!("Write the footnote on a line that begins with `[^{label}]:`, or remove the reference"))
            }
        }
    }
}

/// Whether `[^…]` is a regular expression that somebody forgot to mark as code: a range, or more of one after it.
fn is_pattern(label: &str, after: &str) -> bool {
    let range = label.len() > 2 && label.as_bytes().get(1) == Some(&b'-');
    range || after.starts_with(['+', '*', '?', '{', '\\', '$', '|'])
}

/// Footnotes that no reference leads to.
fn unused(page: &Page, notes: &FxHashMap<String, Note>, report: &mut Report) {
    let mut unused: Vec<&Note> = notes.values().filter(|note| !note.used).collect();
    unused.sort_unstable_by_key(|note| note.label.start);
    for note in unused {
        let label = page.slice(note.label);
        let finding = report.add(&page.path, note.label, format!("nothing in the text refers to the footnote `{label}`"));
        finding.severity(Severity::Info);
        finding.help(format!("Write `[^{label}]` where readers need it, or remove the footnote"));
    }
}
