//! Addresses that stand in the text without marks.

use crate::{
    diagnostic::Fix,
    page::{Page, markup::Markup},
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<BareUrl>("links/bare-url", include_str!("../../../rules/links/bare-url.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BareUrl {}

impl StyleRule for BareUrl {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for &span in markup.bare_urls(page) {
            // What a template tag writes is not known; what stands in an HTML tag is an attribute.
            let (islands, elements) = (&page.document.islands, &page.document.elements);
            let island = islands.get(islands.partition_point(|island| island.span.end <= span.start));
            let element = elements.get(elements.partition_point(|element| element.span.end <= span.start));
            if island.is_some_and(|tag| tag.span.overlaps(span)) || element.is_some_and(|tag| tag.span.overlaps(span)) {
                continue;
            }
            let span = without_punctuation(page.slice(span), span);
            let written = page.slice(span);
            let finding = report.add(&page.path, span, "this address stands in the text as it is");
            match between_brackets(written) {
                Some(address) => {
                    finding.help("Put it between `<` and `>`, or make it the address of a link with words");
                    finding.fix(Fix::unsafe_(format!("Write `{address}`"), &page.path, span, address));
                }
                None if written.contains(|c: char| c.is_ascii_control()) => {
                    finding.help("It holds a character that nobody sees and that no address can hold: write it anew");
                }
                None => {
                    finding.help("Make it the address of a link with words");
                }
            }
        }
    }
}

/// The address before the first full stop, bracket or comma of Chinese or Japanese: the parser takes it, and all words up to the next
/// blank, for a part of the address, as GitHub does.
fn without_punctuation(written: &str, span: Span) -> Span {
    if written.is_ascii() {
        return span;
    }
    let end = written.find(['。', '、', '，', '；', '！', '？', '「', '」', '『', '』', '（', '）']).unwrap_or(written.len());
    // Nothing but `https://` is no address.
    if end <= "https://".len() { span } else { Span::new(span.start as usize, span.start as usize + end) }
}

/// The address between `<` and `>`, if that makes a link ("autolinks" in CommonMark 0.31).
fn between_brackets(written: &str) -> Option<String> {
    if written.contains(|c: char| c.is_ascii_control() || matches!(c, ' ' | '<' | '>')) {
        return None;
    }
    // Between brackets `www.` alone leads to a page of this site, and is no link for the parser.
    if written.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return Some(format!("<https://{written}>"));
    }
    let is_link = written.contains("://") || written.split_once('@').is_some_and(|(_, host)| host.split('.').all(is_label));
    is_link.then(|| format!("<{written}>"))
}

/// Whether this can stand between the dots of a mail address in brackets.
fn is_label(label: &str) -> bool {
    let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(is_inside) && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::between_brackets;

    #[test]
    fn brackets_are_offered_where_they_make_a_link() {
        let rows = [
            ("https://example.org/a@b_c", Some("<https://example.org/a@b_c>")),
            ("WWW.example.org/?to=https://a", Some("<https://WWW.example.org/?to=https://a>")),
            ("ann@post.example.org", Some("<ann@post.example.org>")),
            ("ann@post_office.example.org", None),
            ("ann@post-.example.org", None),
            ("https://example.org/é\u{1}", None),
            ("https://example.org/a>b", None),
        ];
        for (written, wanted) in rows {
            assert_eq!(between_brackets(written).as_deref(), wanted, "{written}");
        }
    }
}
