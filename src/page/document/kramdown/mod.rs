//! Where kramdown 2.4 with kramdown-parser-gfm 1.1 sees other blocks than CommonMark.
//!
//! The text of HTML elements is no Markdown unless they say so, attribute lists stand on lines of their own, code fences have to
//! be closed, a heading's line is not indented and an underlined one has a single line after a blank one. What differs is
//! overwritten, byte for byte, so that the parser sees blocks where kramdown does, and the HTML is read by itself.

mod html;
mod reader;
mod tag;

use crate::text::Span;
use reader::Reader;
use std::{borrow::Cow, ops::Range};

/// What kramdown makes of a text. Ranges count from the start of the body.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// What is HTML, for its elements and ids.
    pub(super) html: Vec<Range<usize>>,
    /// What is Markdown inside HTML elements.
    pub(super) inside: Vec<Range<usize>>,
    /// The ids that attribute lists give to blocks.
    pub(super) ids: Vec<BlockId>,
}

/// An id in an attribute list.
#[derive(Debug)]
pub(super) struct BlockId {
    /// Where it is written.
    pub(super) id: Range<usize>,
    /// The line with the list.
    pub(super) line: Range<usize>,
    /// Whether it is about the block after it: a blank line stands before it.
    pub(super) is_next: bool,
}

/// Reads `body`, in which template tags are already overwritten. `has_tags` says whether there were any: then elements may be
/// opened and closed in other ways than the text shows.
pub(super) fn read(body: &str, has_tags: bool, html_is_markdown: bool) -> (Cow<'_, str>, Blocks) {
    let mut reader = Reader::new(body, has_tags, html_is_markdown);
    reader.run();
    let Reader { masks, mut blocks, .. } = reader;
    blocks.sort();
    if masks.is_empty() {
        return (Cow::Borrowed(body), blocks);
    }
    let mut bytes = body.as_bytes().to_vec();
    for (range, filler) in masks {
        for byte in bytes.get_mut(range).into_iter().flatten() {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = filler;
            }
        }
    }
    // Whole lines, tags and ASCII signs were overwritten, so this is UTF-8; if not, what is no UTF-8 is marked.
    let masked =
        String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).replace('\u{fffd}', "?"));
    (Cow::Owned(masked), blocks)
}

/// The typographic signs that kramdown puts in for dashes, dots and angle brackets.
pub(super) fn typographic(text: &str) -> Cow<'_, str> {
    if !text.contains("--") && !text.contains("...") && !text.contains("<<") && !text.contains(">>") {
        return Cow::Borrowed(text);
    }
    let signs = [("---", "—"), ("--", "–"), ("...", "…"), ("<< ", "«\u{a0}"), (" >>", "\u{a0}»"), ("<<", "«"), (">>", "»")];
    Cow::Owned(signs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)))
}

impl Blocks {
    /// Puts the ranges of Markdown in HTML in order, those within others left out.
    fn sort(&mut self) {
        self.inside.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        self.inside.retain(|range| {
            let is_outer = range.end > end;
            end = end.max(range.end);
            is_outer
        });
    }

    /// Whether a place is in Markdown inside an HTML element.
    pub(super) fn is_inside(&self, span: Span, start: usize) -> bool {
        let at = span.start as usize - start;
        let after = self.inside.partition_point(|range| range.start <= at);
        after.checked_sub(1).and_then(|index| self.inside.get(index)).is_some_and(|range| at < range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(body: &str) -> String {
        let (masked, _) = read(body, false, false);
        assert_eq!(masked.len(), body.len());
        masked.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    fn html(body: &str) -> Vec<&str> {
        read(body, false, false).1.html.into_iter().map(|range| &body[range]).collect()
    }

    #[test]
    fn the_text_of_elements_is_no_markdown_unless_they_say_so() {
        assert_eq!(seen("a\n\n<div>\n\n# no\n\n</div>\n\n# yes"), "a\n\n\n\n\n\n\n\n# yes");
        assert_eq!(html("<div><p>x</p>\n</div>\nafter"), ["<div><p>x</p>\n</div>"]);
        assert_eq!(seen("<div markdown=\"1\">\n# yes\n</div>\n# too"), "\n# yes\n\n# too");
        assert_eq!(seen("<div>\n<div markdown=\"1\">\n# yes\n</div>\n# no\n</div>\n# yes"), "\n\n# yes\n\n\n\n# yes");
        assert_eq!(seen("<p>open\n\n# swallowed"), "\n\n");
        assert_eq!(seen("<span>\n# yes\n</span>"), "\n# yes\n");
        assert_eq!(seen("<a id=\"x\"></a>\n# yes"), "<a id=\"x\"></a>\n# yes");
        assert_eq!(seen("<!--\n<div>\n-->\n# yes"), "<!--\n<div>\n-->\n# yes");
        assert_eq!(seen("<script>\nif (a < b) {}\n</script>\n# yes"), "\n\n\n# yes");
        assert_eq!(seen("</div>\n# yes"), "\n# yes");
        assert_eq!(seen("<https://example.org>\n"), "<https://example.org>");
        assert_eq!(seen("<div>é</div> text"), "xxxxxxxxxxxxx text");
    }

    #[test]
    fn fences_are_closed_and_headings_are_flush() {
        assert_eq!(seen("```\n# a\n```\n"), "```\n# a\n```");
        assert_eq!(seen("```\n# a\n"), "xxx\n# a");
        assert_eq!(seen("~~~ two words\n# a\n~~~\n"), "xxx two words\n# a\nxxx");
        assert_eq!(seen("a\n\n # b\n"), "a\n\n x b");
        assert_eq!(seen("- a\n\n  # b\n"), "- a\n\n  # b");
        assert_eq!(seen("one\ntwo\n---\n"), "one\ntwo\nxxx");
        assert_eq!(seen("one\n---\n"), "one\n---");
        assert_eq!(seen("- one\n---\n"), "- one\n---");
    }

    #[test]
    fn extensions_and_attribute_lists_are_no_text() {
        assert_eq!(seen("{::comment}\n# a\n{:/comment}\n# b"), "\n\n\n# b");
        assert_eq!(seen("# a\n{: #x .y}\n"), "# a\n");
        assert_eq!(seen("{:toc}\n{::options parse_block_html=\"true\" /}\n<div>\n# a\n</div>"), "\n\n\n# a\n");
        let ids = |body| read(body, false, false).1.ids.len();
        assert_eq!((ids("a\n{: #x}\n"), ids("a\n{:toc}\n"), ids("```\n{: #x}\n```\n")), (1, 0, 0));
    }

    #[test]
    fn signs_are_typographic() {
        assert_eq!(typographic("a -- b --- c..."), "a – b — c…");
        assert_eq!(typographic("x << y >> z"), "x «\u{a0}y\u{a0}» z");
    }

    #[test]
    fn bad_input_does_no_harm() {
        for body in [
            "",
            "<",
            "<a",
            "{:",
            "{:}",
            "{::",
            "```",
            "<div",
            "</",
            "<div\n",
            "\u{feff}<p>é",
            "<p\u{e9}=\"\n",
            "~~~~\r\n",
            "<x:y/>",
        ] {
            let (masked, _) = read(body, true, true);
            assert_eq!(masked.len(), body.len(), "{body:?}");
        }
        let deep = "<div>\n".repeat(50_000);
        assert_eq!(read(&deep, false, true).0.len(), deep.len());
        let open = "<!--\n{::comment}\n```a\n".repeat(20_000);
        assert_eq!(read(&open, false, false).0.len(), open.len());
    }
}
