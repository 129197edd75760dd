//! HTML elements in Markdown.

use crate::{
    page::{
        Page,
        document::Element,
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<Inline>("html/inline", include_str!("../../../rules/html/inline.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Inline {
    allowed_elements: Vec<String>,
    table_allowed_elements: Vec<String>,
}

impl StyleRule for Inline {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut line = 0;
        for element in page.document.elements.iter().filter(|element| !element.component) {
            line = page.lines().line_from(line, element.span.start as usize);
            let in_table = markup.lines.is(line, LineKinds::TABLE);
            let own = in_table && !self.table_allowed_elements.is_empty();
            let allowed = if own { &self.table_allowed_elements } else { &self.allowed_elements };
            if allowed.iter().any(|name| element.is(&page.text, name)) {
                continue;
            }
            let name = element.name.of(&page.text);
            let finding = report.add(&page.path, first_line(page, element), format!("`<{name}>` is HTML, not Markdown"));
            finding.help(match in_markdown(name) {
                _ if in_table && element.is(&page.text, "br") => {
                    "Nothing else breaks a line in a table: allow it there with `table-allowed-elements`"
                }
                Some(markdown) => markdown,
                None => "Write it in Markdown, or allow the element with `allowed-elements`",
            });
        }
    }
}

/// The tag, as far as it stands on its first line.
fn first_line(page: &Page, element: &Element) -> Span {
    let written = element.span.of(&page.text);
    let length = memchr::memchr2(b'\n', b'\r', written.as_bytes()).unwrap_or(written.len());
    Span::new(element.span.start as usize, element.span.start as usize + length)
}

/// How Markdown says what an element says.
fn in_markdown(element: &str) -> Option<&'static str> {
    const MARKDOWN: [(&[&str], &str); 13] = [
        (&["a"], "Write `[words](address)`"),
        (&["img"], "Write `![what it shows](address)`"),
        (&["b", "strong"], "Write `**words**`"),
        (&["i", "em"], "Write `*words*`"),
        (&["code", "tt"], "Write the words between backticks"),
        (&["pre"], "Write the code between two lines of three backticks"),
        (&["br"], "End the line in a backslash, or begin a new paragraph"),
        (&["hr"], "Write a line of three dashes"),
        (&["p"], "Leave a blank line between paragraphs"),
        (&["h1", "h2", "h3", "h4", "h5", "h6"], "Begin the line with as many `#` as the heading's level"),
        (&["ul", "ol", "li"], "Begin the lines with `-` or `1.`"),
        (&["blockquote"], "Begin the lines with `>`"),
        (&["table", "thead", "tbody", "tr", "th", "td"], "Write the cells of a row between `|`"),
    ];
    let found = MARKDOWN.iter().find(|(names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(element)));
    found.map(|(_, markdown)| *markdown)
}
