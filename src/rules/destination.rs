//! What rules say about a link: where, under which name, and how its destination is rewritten.

use crate::{
    diagnostic::{Applicability, Edit, Fix, LinkInfo, Words},
    generator::{
        PageId,
        url::{self, Url},
    },
    page::{
        Page,
        document::{Link, LinkKind},
    },
    rule::{Finding, Report},
    site::{Resolved, Site},
    text::Span,
};
use std::cell::OnceCell;

/// A link, the page it stands on and where it leads.
pub(super) struct Linked<'a> {
    pub site: &'a Site,
    pub id: PageId,
    pub page: &'a Page,
    pub link: &'a Link,
    pub resolved: &'a Resolved,
    /// The address that it means, once somebody has asked for it.
    address: OnceCell<Option<String>>,
}

impl<'a> Linked<'a> {
    /// The links of a page.
    pub(super) fn all(site: &'a Site, id: PageId) -> impl Iterator<Item = Self> {
        site.links(id).map(move |(link, resolved)| Self::new(site, id, link, resolved))
    }

    /// A link of the page with this id, and where it leads.
    pub(super) fn new(site: &'a Site, id: PageId, link: &'a Link, resolved: &'a Resolved) -> Self {
        Self { site, id, page: site.page(id), link, resolved, address: OnceCell::new() }
    }

    /// The address that it means, as far as it is known, with its fragment. To find out takes as long as to resolve the link.
    pub(super) fn address(&self) -> Option<&str> {
        self.address.get_or_init(|| self.site.address(self.id, self.link)).as_deref()
    }

    /// The destination as the renderer understands it.
    pub(super) fn url(&self) -> &'a str {
        self.link.url(&self.page.text)
    }

    /// Reports the destination; the whole link where none is written.
    pub(super) fn report<'r>(&self, report: &'r mut Report, message: impl Into<Words>) -> &'r mut Finding {
        let span = if self.link.destination.is_empty() { self.link.span } else { self.link.destination };
        self.report_at(report, span, message)
    }

    /// Reports a part of the link.
    pub(super) fn report_at<'r>(&self, report: &'r mut Report, span: Span, message: impl Into<Words>) -> &'r mut Finding {
        let written = self.page.slice(self.link.destination).to_owned();
        let finding = report.add(&self.page.path, span, message);
        finding.link(LinkInfo { written, resolved: self.address().map(str::to_owned) })
    }

    /// The path that the link means, as a reader would type it: without escapes, query and fragment.
    pub(super) fn path(&self) -> String {
        let address = self.address().unwrap_or_else(|| self.url());
        let address = url::host_and_path(address).filter(|_| self.resolved.own_site).map_or(address, |(_, path)| path);
        url::decode(Url::split(address).path).into_owned()
    }

    /// The file that the destination would name if it were a path, from the top folder.
    pub(super) fn file(&self) -> String {
        let written = url::decode(Url::split(self.url()).path).into_owned();
        if url::scheme(&written).is_some() {
            return written;
        }
        if let Some(path) = written.strip_prefix('/') {
            return path.to_owned();
        }
        self.page.path.parent().join(&written).map_or(written, |path| path.to_string())
    }

    /// Where the fragment is written, without `#`; `None` when it cannot be told from the source.
    pub(super) fn fragment_span(&self) -> Option<Span> {
        let source = self.page.slice(self.link.destination);
        let mut signs = source.match_indices('#').filter(|(at, _)| !source[..*at].ends_with('&'));
        let (at, _) = signs.next()?;
        Some(Span { start: self.link.destination.start + at as u32 + 1, end: self.link.destination.end })
    }

    /// Says what was probably meant and offers to write it; `otherwise` is the help when nobody knows.
    pub(super) fn suggest(&self, finding: &mut Finding, otherwise: &'static str) {
        match self.site.suggest(self.id, self.link) {
            Some(near) => {
                finding.help(format!("Did you mean `{near}`?"));
                self.rewrite(finding, Applicability::Unsafe, &near);
            }
            None => _ = finding.help(otherwise),
        }
    }

    /// Offers to write `destination` (escapes and entities not yet applied) in the place of the link's own.
    pub(super) fn rewrite(&self, finding: &mut Finding, applicability: Applicability, destination: &str) {
        let unlinked = matches!(self.link.kind, LinkKind::BareUrl | LinkKind::Autolink) && url::scheme(destination).is_none();
        let unseen = self.link.destination.is_empty() && !self.url().is_empty();
        if !self.link.templated && !unlinked && !unseen {
            self.replace(finding, applicability, self.link.destination, destination);
        }
    }

    /// Offers to write another fragment, without `#`.
    pub(super) fn rewrite_fragment(&self, finding: &mut Finding, span: Span, fragment: &str) {
        if !self.link.templated {
            self.replace(finding, Applicability::Unsafe, span, &url::encode(fragment));
        }
    }

    fn replace(&self, finding: &mut Finding, applicability: Applicability, span: Span, text: &str) {
        let text = escaped(self.page, self.link, text);
        let edits = vec![Edit { path: self.page.path.clone(), span, text: text.clone() }];
        finding.fix(Fix::new(applicability, format!("Write `{text}`"), edits));
    }
}

/// A destination with the escapes that it needs where the link stands.
fn escaped(page: &Page, link: &Link, destination: &str) -> String {
    let before = page.text.get(..link.destination.start as usize).unwrap_or_default();
    let in_angles = before.ends_with('<');
    let html = matches!(link.kind, LinkKind::HtmlLink | LinkKind::HtmlResource);
    let quoted = before.ends_with(['"', '\'']);
    let balanced = parentheses_balance(destination);
    let mut text = String::with_capacity(destination.len() + 8);
    for (at, c) in destination.char_indices() {
        let escape = match c {
            ' ' => !in_angles,
            '(' | ')' => !in_angles && !html && !balanced,
            '"' | '\'' => html || matches!(link.kind, LinkKind::FrontMatter | LinkKind::Value | LinkKind::NamedValue),
            '=' => html && !quoted,
            '<' | '>' | '\\' | '|' | '`' => true,
            _ => c.is_ascii_control(),
        };
        if c == '&' && (html || is_entity(&destination[at..])) {
            text.push_str("&amp;");
        } else if escape {
            text.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            text.push(c);
        }
    }
    text
}

fn parentheses_balance(text: &str) -> bool {
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

/// Whether a text that starts with `&` starts with an entity.
fn is_entity(text: &str) -> bool {
    let name = text[1..].split(|c: char| !c.is_ascii_alphanumeric() && c != '#').next().unwrap_or_default();
    !name.is_empty() && text[1 + name.len()..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    fn rewritten(source: &str, destination: &str) -> String {
        let page = Page::parse(SitePath::new("a.md").unwrap(), source.into(), Format::Markdown, &Dialect::default());
        let link = &page.document.links[0];
        let mut text = source.to_owned();
        text.replace_range(link.destination.range(), &escaped(&page, link, destination));
        text
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_link() {
        for source in ["[a](b)", "[a](<b c> 't')", "<a href='b'>c</a>", "<img src=b>", "[a]: b\n\n[a]", "[a](b&amp;c 't')"] {
            for destination in ["x.md", "/a(b", "/a(b)c", "a&b=c;", "/&copy;", "/it's", "/a|b", "/日本#x", "/a\"b"] {
                let text = rewritten(source, destination);
                let page =
                    Page::parse(SitePath::new("a.md").unwrap(), text.clone().into(), Format::Markdown, &Dialect::default());
                assert_eq!(page.document.links.len(), 1, "{text}");
                let read = page.document.links[0].url(&page.text);
                assert_eq!(url::decode(read), destination, "{text}");
            }
        }
        assert_eq!(rewritten("[a](b)", "/a(b"), "[a](/a%28b)");
        assert_eq!(rewritten("[a](<b>)", "/a(b c"), "[a](</a(b c>)");
    }
}
