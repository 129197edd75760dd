//! Names written with the wrong capitals.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        document::Kind,
        markup::{LineKinds, Markup, addresses_in, bare_urls},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<ProperNames>("prose/proper-names", include_str!("../../../rules/prose/proper-names.md"));

#[derive(Deserialize)]
#[serde(from = "Options")]
struct ProperNames {
    names: Vec<String>,
    /// Finds them whatever their case; `None` when there are none to find.
    finder: Option<AhoCorasick>,
    code_blocks: bool,
    html_elements: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    names: Vec<String>,
    code_blocks: bool,
    html_elements: bool,
}

impl From<Options> for ProperNames {
    fn from(Options { names, code_blocks, html_elements }: Options) -> Self {
        let names: Vec<_> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
        // Of `GitHub` and `github.com` the longer one is meant.
        let mut finder = AhoCorasick::builder();
        let finder = finder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        let finder = if names.is_empty() { None } else { finder.build(&names).ok() };
        Self { names, finder, code_blocks, html_elements }
    }
}

impl StyleRule for ProperNames {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let Some(finder) = &self.finder else { return };
        let text = &page.text;
        let mut nodes = Nodes { page, at: 0 };
        let mut addresses = Addresses { page, in_text: None, line: Span::default(), on_line: Vec::new() };
        for found in finder.find_iter(&**text).filter(|found| found.start() >= page.body_start()) {
            let span = Span::new(found.start(), found.end());
            let written = page.slice(span);
            if self.names.iter().any(|name| name == written) || !is_word(text, span) {
                continue;
            }
            let kind = nodes.kind_at(span.start);
            let looked_at = match kind {
                Some(Kind::Text) => true,
                Some(Kind::CodeBlock(_)) => {
                    let line = page.lines().line_at(span.start as usize);
                    self.code_blocks && !markup.lines.is(line, LineKinds::FENCE)
                }
                Some(Kind::Code) => self.code_blocks,
                Some(Kind::HtmlBlock | Kind::InlineHtml) => self.html_elements,
                _ => false,
            };
            let mut tags = page.document.islands.iter().map(|island| island.span).chain(page.document.comments.iter().copied());
            if !looked_at || addresses.overlap(span, kind == Some(Kind::Text)) || tags.any(|tag| tag.overlaps(span)) {
                continue;
            }
            let Some(name) = self.names.get(found.pattern().as_usize()) else { continue };
            let finding = report.add(&page.path, span, format!("`{written}` is written `{name}`"));
            finding.help("Write the name as its owners do");
            finding.fix(Fix::unsafe_(format!("Write `{name}`"), &page.path, span, name));
        }
    }
}

/// Whether a name stands alone, but for `_` around it. Names that begin or end with a sign need nothing there.
fn is_word(text: &str, span: Span) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    let before = bytes.get(..start).and_then(|before| before.iter().rev().find(|byte| **byte != b'_'));
    let after = bytes.get(end..).and_then(|after| after.iter().find(|byte| **byte != b'_'));
    let first = is_letter(bytes.get(start)) && is_letter(before);
    let last = is_letter(end.checked_sub(1).and_then(|last| bytes.get(last))) && is_letter(after);
    !first && !last
}

/// The addresses of a page, which are written as the machine wants them.
struct Addresses<'a> {
    page: &'a Page,
    /// Those in text, once they are asked for.
    in_text: Option<Vec<Span>>,
    /// The line of code or HTML that was asked about last.
    line: Span,
    on_line: Vec<Span>,
}

impl Addresses<'_> {
    /// Whether `span` lies in one. `is_text`: it is neither code nor HTML.
    fn overlap(&mut self, span: Span, is_text: bool) -> bool {
        let page = self.page;
        let known = if is_text {
            &*self.in_text.get_or_insert_with(|| bare_urls(page))
        } else {
            if span.start >= self.line.end {
                self.line = page.lines().line(&page.text, page.lines().line_at(span.start as usize));
                self.on_line = addresses_in(page, self.line);
            }
            &self.on_line
        };
        // They are in their order, and none lies in another.
        let after = known.partition_point(|address| address.start < span.end);
        known[..after].last().is_some_and(|address| address.overlaps(span))
    }
}

/// The nodes of a page, asked in the order of the text.
struct Nodes<'a> {
    page: &'a Page,
    at: usize,
}

impl Nodes<'_> {
    /// What is innermost at byte `offset`, which never goes back. The text of an autolink is an address.
    fn kind_at(&mut self, offset: u32) -> Option<Kind> {
        let nodes = &self.page.document.nodes;
        let mut kind = None;
        while let Some(node) = nodes.get(self.at).filter(|node| node.span.start <= offset) {
            let is_autolink = node.kind() == Kind::Link && self.page.slice(node.span).starts_with('<');
            if node.span.end <= offset {
                self.at = node.end().max(self.at + 1);
            } else if is_autolink {
                return Some(Kind::Link);
            } else {
                kind = Some(node.kind());
                if node.end() == self.at + 1 {
                    return kind;
                }
                self.at += 1;
            }
        }
        kind
    }
}
