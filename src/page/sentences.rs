//! The sentences of a page, and how long they are.

use super::{Page, document::Kind, prose::Prose};
use crate::text::Span;

/// A sentence in the running text of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// From its first letter or sign to its last.
    pub span: Span,
    /// How many words it has: what stands between blanks and has a letter or a figure in it. A piece of code, an address or a
    /// template tag is one word.
    pub words: u32,
    /// Letters and figures in it, code and addresses aside.
    pub letters: u32,
    /// Characters in it, blanks, code and addresses aside.
    pub characters: u32,
    /// How many commas it has.
    pub commas: u32,
    /// How many of its characters are of scripts that write words without blanks between them: Chinese and Japanese.
    pub unspaced: u32,
    /// Whether some of its characters are of scripts that have neither blanks between words nor stops: Thai, Lao, Burmese, Khmer.
    pub endless: bool,
}

impl Sentence {
    /// Whether it is of a script in which words cannot be counted.
    pub fn is_unspaced(&self) -> bool {
        self.unspaced * 2 > self.characters
    }
}

/// Calls `found` with each sentence of a page, in their order. Code, tables, headings, HTML, pictures and quotations are passed
/// over; callouts (`> [!NOTE]`) are no quotations. A list's item, and what a line break that stays parts, are sentences of their
/// own even without a stop.
///
/// A stop ends a sentence where blanks and no small letter follow, or at once in Chinese and Japanese. After an abbreviation before
/// a name (`Dr. Smith`) a sentence is taken to end, too: one is rather found too short than too long.
pub fn sentences(page: &Page, mut found: impl FnMut(Sentence)) {
    let prose = Prose::of(page);
    let mut reader = Reader { page, open: None, found: &mut found };
    let mut at = 0;
    // Where the block ends that text belongs to.
    let mut block = 0;
    let mut attributes = 0;
    while let Some(node) = page.document.nodes.get(at) {
        if node.span.start >= block {
            reader.end();
        }
        let past = node.end().max(at + 1);
        at += 1;
        match node.kind() {
            Kind::Text => {
                attributes = attributes.max(end_of_attributes(page, node.span.start));
                let rest = Span { start: node.span.start.max(attributes).min(node.span.end), end: node.span.end };
                prose.pieces(rest, |piece, is_text| if is_text { reader.text(piece) } else { reader.thing(piece) });
            }
            Kind::Code | Kind::Math => reader.thing(node.span),
            Kind::SoftBreak => reader.blank(),
            Kind::HardBreak => reader.end(),
            Kind::InlineHtml if page.slice(node.span).starts_with("<br") => reader.end(),
            Kind::InlineHtml | Kind::Emphasis | Kind::Strong | Kind::Strikethrough | Kind::Link => {}
            Kind::FootnoteReference | Kind::TaskMarker => {}
            Kind::Image => at = past,
            kind => {
                reader.end();
                block = node.span.end;
                let is_callout = || page.slice(node.span).trim_start_matches(['>', ' ']).starts_with("[!");
                let passed_over = match kind {
                    Kind::Heading(_) | Kind::CodeBlock(_) | Kind::HtmlBlock | Kind::Table | Kind::DefinitionTerm => true,
                    Kind::BlockQuote => !is_callout(),
                    _ => false,
                };
                if passed_over {
                    at = past;
                }
            }
        }
    }
    reader.end();
}

/// Where `{target=_blank}` ends, if it begins here, right behind a link or other markup. Where it is text after all, some words are
/// not counted.
fn end_of_attributes(page: &Page, start: u32) -> u32 {
    const LONGEST: usize = 300;
    let (before, after) = page.text.split_at_checked(start as usize).unwrap_or_default();
    if !after.starts_with('{') || !before.ends_with([')', ']', '>', '*', '_', '`']) {
        return 0;
    }
    let line = after.bytes().take(LONGEST).take_while(|byte| *byte != b'\n');
    line.zip(start + 1..).find(|(byte, _)| *byte == b'}').map_or(0, |(_, end)| end)
}

/// Reads text piece by piece.
struct Reader<'a> {
    page: &'a Page,
    open: Option<Open>,
    found: &'a mut dyn FnMut(Sentence),
}

/// A sentence that is not at its end yet.
#[derive(Default)]
struct Open {
    sentence: Sentence,
    /// Whether the last character belongs to a word; and whether that is counted.
    in_word: bool,
    counted: bool,
    stop: Stop,
}

/// What may be the end of a sentence.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stop {
    #[default]
    None,
    /// A stop; brackets and quotation marks may follow.
    Written,
    /// A stop and a blank.
    Parted,
    /// A stop that needs no blank after it.
    Wide,
}

impl Reader<'_> {
    fn end(&mut self) {
        if let Some(open) = self.open.take()
            && open.sentence.words > 0
        {
            (self.found)(open.sentence);
        }
    }

    fn blank(&mut self) {
        if let Some(open) = &mut self.open {
            open.in_word = false;
            if open.stop == Stop::Written {
                open.stop = Stop::Parted;
            }
        }
    }

    /// Something that is one word, whatever is in it.
    fn thing(&mut self, span: Span) {
        let open = self.next(span, 'x', false);
        open.sentence.words += u32::from(!open.counted);
        (open.in_word, open.counted) = (true, true);
    }

    fn text(&mut self, piece: Span) {
        let page = self.page;
        for (at, c) in page.slice(piece).char_indices() {
            if c.is_whitespace() {
                self.blank();
                continue;
            }
            // Links in a row, and cells of what is no table.
            if matches!(c, '|' | '·' | '•' | '‧' | '→') {
                self.end();
                continue;
            }
            let span = Span::new(at, at + c.len_utf8()).shifted(piece.start as usize);
            let closes = matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '」' | '』' | '）' | '】');
            let open = self.next(span, c, closes);
            let sentence = &mut open.sentence;
            sentence.characters += 1;
            if c.is_alphanumeric() {
                sentence.letters += 1;
                sentence.words += u32::from(!open.counted);
                open.counted = true;
                sentence.unspaced += u32::from(is_unspaced(c));
                sentence.endless |= is_endless(c);
            }
            sentence.commas += u32::from(matches!(c, ',' | '、' | '，' | ';' | '；'));
            match c {
                '.' | '!' | '?' | '…' => open.stop = Stop::Written,
                '。' | '！' | '？' | '｡' => open.stop = Stop::Wide,
                _ => {}
            }
        }
    }

    /// Takes in what comes next, at `span`, beginning with `c`: in the sentence that is open, or in a new one.
    fn next(&mut self, span: Span, c: char, closes: bool) -> &mut Open {
        let ends = self.open.as_ref().is_some_and(|open| match open.stop {
            Stop::None | Stop::Written => false,
            Stop::Parted => !c.is_lowercase(),
            Stop::Wide => !closes,
        });
        if ends {
            self.end();
        }
        let open = self.open.get_or_insert_with(Open::default);
        if !closes {
            open.stop = Stop::None;
        }
        if open.sentence.span.is_empty() {
            open.sentence.span.start = span.start;
        }
        open.sentence.span.end = span.end;
        if !open.in_word {
            (open.in_word, open.counted) = (true, false);
        }
        open
    }
}

/// Letters of scripts that write words without blanks between them.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters of scripts that have no sign for the end of a sentence, or seldom one.
fn is_endless(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    fn read(source: &str) -> Vec<(String, u32)> {
        let page = Page::parse(SitePath::new("a.md").unwrap(), source.into(), Format::Markdown, &Dialect::default());
        let mut all = Vec::new();
        sentences(&page, |sentence| all.push((sentence.span.of(source).to_owned(), sentence.words)));
        all
    }

    fn texts(source: &str) -> Vec<String> {
        read(source).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn a_stop_and_a_blank_end_a_sentence() {
        assert_eq!(
            texts("One two. Three, e.g. four! (Five?) Six 1.5\nseven"),
            ["One two.", "Three, e.g. four!", "(Five?)", "Six 1.5\nseven"]
        );
        assert_eq!(texts("See a.md.\"  \"Then go.\" Gone"), ["See a.md.\"", "\"Then go.\"", "Gone"]);
        assert_eq!(texts("一つ。「二つ。」三つ！四つ"), ["一つ。", "「二つ。」", "三つ！", "四つ"]);
    }

    #[test]
    fn blocks_end_sentences() {
        assert_eq!(
            texts("- one\n- two\n  three\n\n  four\n\nfive  \nsix | seven"),
            ["one", "two\n  three", "four", "five", "six", "seven"]
        );
        assert_eq!(
            texts("# One\n\n|a|\n|-|\n|b|\n\n    c\n\n<p>d</p>\n\n> e\n\n> [!NOTE]\n> f\n\n![g](h) i"),
            ["[!NOTE]\n> f", "i"]
        );
    }

    #[test]
    fn words_are_counted_as_they_are_read() {
        assert_eq!(
            read("*One*two `three four` — [five](six) https://a.example/b?c=d"),
            [("One*two `three four` — [five](six) https://a.example/b?c=d".to_owned(), 4)]
        );
        assert_eq!(read("`a b`s c"), [("`a b`s c".to_owned(), 2)]);
        assert_eq!(read("[a](b){target=_blank rel=\"c d\"}, e"), [("a](b){target=_blank rel=\"c d\"}, e".to_owned(), 2)]);
    }
}
