//! Translations of a source that has changed since.

use super::source;
use crate::{
    diagnostic::Label,
    generator::PageId,
    page::{
        Page,
        front_matter::{Entry, WrittenDay, in_words},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;
use sha1::{Digest, Sha1};
use sha2::Sha256;
use std::fmt::Write;

pub(super) static RULE: Rule = Rule::site::<Stale>("i18n/stale", include_str!("../../../rules/i18n/stale.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stale {
    marker: Vec<String>,
    dates: Vec<String>,
}

impl SiteRule for Stale {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let Some(source) = source(site, id) else { return };
        let (page, source) = (site.page(id), site.page(source));
        if let Some(entry) = self.marker.iter().find_map(|key| field(page, key)) {
            by_hash(page, source, entry, report);
        } else {
            self.by_date(page, source, report);
        }
    }
}

impl Stale {
    fn by_date(&self, page: &Page, source: &Page, report: &mut Report) {
        let both = |key: &String| Some((field(page, key)?, field(source, key)?));
        let Some((ours, theirs)) = self.dates.iter().find_map(both) else { return };
        let day = |entry: &Entry| WrittenDay::read(entry.value.as_str()?)?.day();
        let (Some(our), Some(their)) = (day(ours), day(theirs)) else { return };
        if our < their {
            let message = format!("the source was changed on {}, after this page", in_words(their));
            let finding = report.add(&page.path, ours.value.span, message);
            finding.related(Label::with_message(&source.path, theirs.value.span, "the source"));
            finding.help(format!("Bring over what has changed since {}, then write the new date here", in_words(our)));
        }
    }
}

fn by_hash(page: &Page, source: &Page, entry: &Entry, report: &mut Report) {
    let Some(written) = entry.value.as_str().map(str::trim) else { return };
    let (hash, all) = match written.strip_prefix("sha256:").or(Some(written).filter(|written| written.len() == 64)) {
        Some(hash) => (hash, sha256(source.text.as_bytes())),
        None => (written, blob(source.text.as_bytes())),
    };
    let is_hash = hash.len() >= 7 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_hash || all.starts_with(&hash.to_ascii_lowercase()) {
        return;
    }
    let finding = report.add(&page.path, entry.value.span, "the source has changed since this page was translated");
    finding.related(Label::with_message(&source.path, super::place(source), "the source"));
    let start: String = all.chars().take(hash.len()).collect();
    finding.help(format!("Bring over what has changed, then write `{start}` here"));
}

/// The name that git gives a file's content (`git hash-object`).
fn blob(content: &[u8]) -> String {
    let mut hash = Sha1::new();
    hash.update(format!("blob {}\0", content.len()));
    hash.update(content);
    hex(&hash.finalize())
}

fn sha256(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn field<'p>(page: &'p Page, key: &str) -> Option<&'p Entry> {
    page.front_matter.as_ref()?.get(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_git_and_sha256sum() {
        assert_eq!(blob(b"hello\n"), "ce013625030ba8dba906f756967f9e9ca394464a");
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
