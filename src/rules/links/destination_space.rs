//! `[text](my file.md)`: an address with a blank in it makes no link.

use crate::{
    diagnostic::Fix,
    generator::PageId,
    page::{Page, document::Link, prose::Prose},
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<DestinationSpace>("links/destination-space", include_str!("../../../rules/links/destination-space.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DestinationSpace {}

impl SiteRule for DestinationSpace {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let markdown = &site.facts.dialect.markdown;
        // Python-Markdown, kramdown and Redcarpet take blanks as part of the address.
        if markdown.python.is_some() || markdown.kramdown || markdown.tight_headings || !page.format.is_markdown() {
            return;
        }
        let mut prose = None;
        // Links that work are passed over: those that begin before a place, and how far they reach.
        let mut links = page.document.links.iter().peekable();
        let mut reach = 0;
        for at in memchr::memmem::find_iter(page.text.as_bytes(), b"](") {
            while let Some(Link { span, .. }) = links.next_if(|link| (link.span.start as usize) < at) {
                reach = reach.max(span.end as usize);
            }
            if at < reach {
                continue;
            }
            let Some(address) = address(page, at + 2) else { continue };
            let prose = prose.get_or_insert_with(|| Prose::of(page));
            if !prose.covers(Span::new(at, address.end as usize)) {
                continue;
            }
            let written = page.slice(address);
            let message = "there is a blank in this address, so it makes no link";
            let finding = report.add(&page.path, address, message);
            let right = written.replace(' ', "%20");
            finding.help(format!("Write `{right}`"));
            finding.fix(Fix::safe("Write `%20` for each blank", &page.path, address, right));
        }
    }
}

/// The address from byte `from` to its closing parenthesis, if it has blanks and looks like one; without blanks around it and
/// without a title.
fn address(page: &Page, from: usize) -> Option<Span> {
    // An address is no longer than this; hostile text may have many openings on one line.
    const LONGEST: usize = 500;
    let rest = page.text.as_bytes().get(from..)?;
    let mut depth = 0usize;
    let mut end = None;
    for (at, byte) in rest.iter().take(LONGEST).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => {
                end = Some(at);
                break;
            }
            b')' => depth -= 1,
            b'\n' | b'<' | b'>' | b'[' | b']' | b'`' | b'{' | b'}' | b'|' => return None,
            _ => {}
        }
    }
    let whole = page.text.get(from..from + end?)?;
    // A title comes after the address.
    let title = [" \"", " '"].iter().filter_map(|start| whole.find(start)).min();
    let closed = whole.trim_end().ends_with(['"', '\'']);
    let address = title.filter(|_| closed).map_or(whole, |title| &whole[..title]);
    let start = address.len() - address.trim_start().len();
    let address = address.trim();
    let span = Span::new(from + start, from + start + address.len());
    (address.contains(' ') && !address.contains("  ") && is_address(address)).then_some(span)
}

/// Whether it begins or ends like an address, and not like words.
fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').is_some_and(|(name, end)| {
        !name.is_empty() && (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let start = ["/", "./", "../", "http://", "https://"].iter().any(|start| text.starts_with(start) && text.len() > start.len());
    let anchor = text.starts_with('#') && text[1..].starts_with(char::is_alphanumeric);
    // "http://a.example and others" is talk.
    let words = text.contains(", ") || text.contains(". ") || text.contains("; ") || text.contains(": ");
    (extension || start || anchor) && !words
}
