//! Python-Markdown's block syntax (3.11, with PyMdown Extensions 13), made readable for a CommonMark parser.
//!
//! Where the two differ in what is a heading, a link or code, the text is overwritten before it is parsed, byte for byte, so that
//! every offset stays true: the marker line of a callout or tab becomes the bullet of a list item, so that its indented lines are
//! read as Markdown; raw HTML becomes blank, to be read as HTML only. What the parser is kept from seeing is listed beside it.

mod callouts;
mod fences;
mod headings;
mod html;
mod meta;
mod spaces;

use super::destination;
use crate::page::dialect::PythonMarkdown;
use fences::Fences;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A text ready for the parser, and what it holds besides. Offsets count from its start.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// As long as the source.
    pub(super) text: String,
    /// Where the marks of callouts and tabs stand, which now are bullets.
    pub(super) bullets: Vec<usize>,
    /// Titles of callouts and labels of tabs: they may hold links.
    pub(super) titles: Vec<Range<usize>>,
    /// Labels of tabs.
    pub(super) tabs: Vec<Range<usize>>,
    /// Headings that CommonMark takes for text (`#Title`): level, and where the words stand.
    pub(super) headings: Vec<(u8, Range<usize>)>,
    /// HTML that was taken out.
    pub(super) html: Vec<Range<usize>>,
    /// Labels of definitions wherever they stand, as they are looked up, and where the definition is: CommonMark wants a blank
    /// line before them.
    pub(super) labels: FxHashMap<String, Range<usize>>,
}

impl Reading {
    /// The label of a reference as it is looked up, and the destination that a definition gives it. `source` is what was read.
    pub(super) fn definition(&self, source: &str, reference: &str) -> Option<(String, String)> {
        let label = folded(reference);
        let destination = destination::of_definition(source, self.labels.get(&label)?.clone())?;
        Some((label, source.get(destination)?.to_owned()))
    }
}

/// Reads `text`; `whole` says that nothing stands before it on the page.
pub(super) fn read(text: &str, whole: bool, dialect: &PythonMarkdown) -> Reading {
    let mut scanner = Scanner {
        text,
        out: text.as_bytes().to_vec(),
        dialect,
        fences: Fences::new(text),
        found: Reading::default(),
        lines: 0,
        least: None,
        quotes: html::Quotes::default(),
        after_html: false,
    };
    let start = if whole { scanner.meta() } else { 0 };
    scanner.run(start);
    let mut found = scanner.found;
    // Only whole characters were overwritten; if not, nothing is.
    found.text = String::from_utf8(scanner.out).unwrap_or_else(|_| text.to_owned());
    found
}

struct Scanner<'a> {
    text: &'a str,
    /// The text to be.
    out: Vec<u8>,
    dialect: &'a PythonMarkdown,
    fences: Fences,
    found: Reading,
    /// How many lines the block has so far: lines since a blank one, a heading, a fence.
    lines: usize,
    /// The least indentation of these lines: what is indented deeper goes on with them and starts nothing.
    least: Option<usize>,
    quotes: html::Quotes,
    /// Whether HTML is the last thing that is not indented: a paragraph to Python-Markdown, which a definition may explain.
    after_html: bool,
}

/// A line: where it starts, where its words start and end, and how far they are indented in columns.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    start: usize,
    words: usize,
    text: &'a str,
    indent: usize,
    next: usize,
}

impl<'a> Line<'a> {
    fn at(text: &'a str, start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = &rest[..length];
        let mut indent = 0;
        let mut words = start;
        for byte in line.bytes() {
            match byte {
                b' ' => indent += 1,
                b'\t' => indent += 4 - indent % 4,
                _ => break,
            }
            words += 1;
        }
        let text = text.get(words..start + length).unwrap_or_default().trim_end();
        Self { start, words, text, indent, next: start + length }
    }

    fn end(&self) -> usize {
        self.words + self.text.len()
    }
}

impl<'a> Scanner<'a> {
    fn run(&mut self, mut at: usize) {
        while at < self.text.len() {
            let line = Line::at(self.text, at);
            at = self.line(line);
        }
    }

    /// Reads the block that starts at a line, and says where to go on.
    fn line(&mut self, line: Line<'a>) -> usize {
        let Some(first) = line.text.bytes().next() else {
            self.lines = 0;
            self.least = None;
            return line.next;
        };
        self.spaced_links(&line);
        if first == b':' && self.definition(&line) {
            return line.next;
        }
        self.after_html &= line.indent >= self.dialect.tab;
        match first {
            b'`' | b'~' | b'>' if fences::is_fence(line.text) => {
                let end = if fences::opens(line.text) { self.fences.end(self.text, &line) } else { None };
                if let Some(end) = end {
                    self.lines = 0;
                    self.least = None;
                    return end;
                }
                self.unfence(&line);
            }
            b'#' => return self.heading(&line),
            b'=' | b'-' if self.underline(&line) => return line.next,
            b'!' | b'?' | b'=' if self.callout(&line) => return line.next,
            b'/' if self.dialect.blocks && line.text.starts_with("///") => return self.block(&line),
            b'<' => {
                let end = self.html(&line);
                self.after_html |=
                    line.indent == 0 && (end.is_some() || line.text.starts_with("<!--") && line.text.ends_with("-->"));
                if let Some(end) = end {
                    return end;
                }
            }
            b'[' => self.label(&line),
            _ => self.nested_html(&line),
        }
        self.lines += 1;
        self.least = Some(self.least.map_or(line.indent, |least| least.min(line.indent)));
        line.next
    }

    /// `:   What it is` below a term that is HTML, mostly a comment that a plugin puts words in the place of: the parser has to see a
    /// term, so its mark becomes a bullet. Says whether it does.
    fn definition(&mut self, line: &Line<'a>) -> bool {
        let blanks = line.text[1..].bytes().take_while(|&byte| byte == b' ').count();
        if !self.dialect.definition_lists || !self.after_html || line.indent != 0 || blanks == 0 {
            return false;
        }
        self.fill(line.words..line.words + 1, b'+');
        self.found.bullets.push(line.words);
        let words = line.words + 1 + blanks;
        let content = Line { words, text: &line.text[1 + blanks..], indent: 1 + blanks, ..*line };
        self.least = None;
        if !content.text.starts_with(['!', '?', '=']) || !self.callout(&content) {
            self.lines = 1;
            self.least = Some(self.dialect.tab);
        }
        true
    }

    /// A fence that nothing closes is no fence.
    fn unfence(&mut self, line: &Line<'_>) {
        let start = line.words + line.text.len() - line.text.trim_start_matches(['>', ' ']).len();
        let end = start + self.text[start..].bytes().take_while(|b| matches!(b, b'`' | b'~')).count();
        self.fill(start..end, b'x');
    }

    /// `[label]: …`: of several with the same label the last one counts, in CommonMark the first.
    fn label(&mut self, line: &Line<'_>) {
        if line.indent <= 3
            && let Some((label, destination)) = line.text[1..].split_once("]:")
            && !label.contains(['[', ']'])
            && !label.starts_with('^')
        {
            let before = self.found.labels.insert(folded(label), line.words..line.end());
            if let Some(before) = before.filter(|_| !destination.trim().is_empty()) {
                self.fill(before, b' ');
            }
        }
    }

    /// Overwrites a range, line breaks aside.
    fn fill(&mut self, range: Range<usize>, filler: u8) {
        for byte in self.out.get_mut(range).unwrap_or_default() {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = filler;
            }
        }
    }
}

/// A label as it is looked up.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect() -> PythonMarkdown {
        PythonMarkdown {
            admonitions: true,
            details: true,
            tabs: true,
            markdown_in_html: true,
            definition_lists: true,
            ..PythonMarkdown::default()
        }
    }

    fn masked(text: &str) -> String {
        let found = read(text, true, &dialect());
        assert_eq!(found.text.len(), text.len(), "{text}");
        found.text
    }

    #[test]
    fn callouts_become_bullets() {
        assert_eq!(masked("!!! note \"A [b](c)\"\n    text\n"), "+ ***              \n    text\n");
        assert_eq!(masked("    ??? x\n"), "    + ***\n");
        assert_eq!(masked("=== \"Tab\"\r\n    a"), "+ ***    \r\n    a");
        assert_eq!(masked("===\n"), "===\n");
        assert_eq!(masked("  !!! note\n"), "  !!! note\n", "not at a multiple of four");
        assert_eq!(masked("```\n!!! note\n```\n"), "```\n!!! note\n```\n");
        assert_eq!(masked("!!! important!\n"), "!!! important!\n");
    }

    #[test]
    fn definitions_of_html_become_bullets() {
        assert_eq!(masked("<!-- a -->\n\n:   !!! x\n\n        b\n"), "<!-- a -->\n\n+   + ***\n\n        b\n");
        assert_eq!(masked("<!-- a -->\n\n:   b\n\n    c\n\n:   d\n"), "<!-- a -->\n\n+   b\n\n    c\n\n+   d\n");
        assert_eq!(masked("Term\n\n:   b\n"), "Term\n\n:   b\n", "the parser knows these");
        assert_eq!(masked("<!-- a -->\n\nTerm\n:   b\n"), "<!-- a -->\n\nTerm\n:   b\n");
        assert_eq!(masked("<!-- a -->\n\n:b\n"), "<!-- a -->\n\n:b\n");
    }

    #[test]
    fn what_goes_on_with_an_item_is_no_callout() {
        assert_eq!(masked("- a\n    !!! note\n"), "- a\n    !!! note\n");
        assert_eq!(masked("- a\n\n    !!! note\n"), "- a\n\n    + ***   \n");
        assert_eq!(masked("!!! note\n    !!! note\n"), "+ ***   \n    + ***   \n");
    }

    #[test]
    fn destinations_may_have_blanks() {
        assert_eq!(
            masked("[a](b c.md) [d](<e f>) [g](h \"i j\") [k]( l m )"),
            "[a](b_c.md) [d](<e f>) [g](h \"i j\") [k]( l_m )"
        );
        assert_eq!(masked("a](b c"), "a](b c");
    }

    #[test]
    fn headings_are_pythons() {
        let found = read("#Title\n##Two ##\n### Three\n ## no\n", true, &dialect());
        assert_eq!(found.text, "      \n        \n### Three\n x# no\n");
        assert_eq!(found.headings, [(1, 1..6), (2, 9..12)]);
        assert_eq!(masked("a\nb\n---\n"), "a\nb\n***\n");
        assert_eq!(masked("a\nb\n===\n"), "a\nb\nxxx\n");
        assert_eq!(masked("a\n---\n"), "a\n---\n");
    }

    #[test]
    fn of_definitions_the_last_counts() {
        assert_eq!(masked("text [a]\n\n[a]: b\n[A]: c\n"), "text [a]\n\n      \n[A]: c\n");
    }

    #[test]
    fn raw_html_is_no_markdown() {
        assert_eq!(masked("<div>\n\n[a](b)\n\n</div>\nx\n").trim(), "x");
        assert_eq!(masked("<div markdown>\n[a](b)\n</div>\n").trim(), "[a](b)");
        assert_eq!(masked("<br>\n[a](b)\n"), "xxxx\n[a](b)\n");
        assert_eq!(masked("a <b>c</b>\n"), "a <b>c</b>\n");
        assert_eq!(masked("<p>\n[a](b)\n").trim(), "", "never closed");
    }

    #[test]
    fn first_lines_may_be_metadata() {
        assert_eq!(masked("Note: a\nb: [c](d)\ntext\n"), "       \n         \ntext\n");
        assert_eq!(masked("text\nb: c\n"), "text\nb: c\n");
    }

    #[test]
    fn hostile_text_is_read_in_time() {
        for piece in ["<a =\"", "<div>", "</div>", "```\n", "!!! a\n", "<!--", "`````", "<p ", "#", "/// a\n", "=== \"", "> "] {
            let text = piece.repeat(50_000);
            assert_eq!(masked(&text).len(), text.len());
        }
    }
}
