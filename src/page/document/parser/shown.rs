//! What readers see of a page, to tell whether an edit changes it.

use super::{islands, kramdown, mdx, options, python_markdown, table_heads};
use crate::page::{Format, dialect::Dialect};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHasher;
use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
    mem,
};

/// A number for what readers see of the Markdown of `text` that starts at byte `start`: blanks count as a browser shows them, and
/// how things are marked does not count. Of pages that show the same it is the same.
///
/// Of Markdown in boxes and the like, which other syntax than CommonMark indents, only the text is looked at.
pub(in crate::page) fn shown(text: &str, start: usize, format: Format, dialect: &Dialect) -> u64 {
    let body = text.get(start..).unwrap_or_default();
    let options = options(&dialect.markdown);
    let (body, _) = match (format, dialect.templates) {
        (Format::Mdx, _) => {
            let mdx = mdx::read(body, &dialect.markdown);
            return seen(mdx.flat.as_ref().map_or(&mdx.masked, |(flat, _)| flat), options);
        }
        (_, Some(syntax)) => islands::mask(body, syntax, &dialect.verbatim),
        (_, None) => (body.into(), Vec::new()),
    };
    if let Some(python) = &dialect.markdown.python {
        let whole = text[..start].trim_start_matches('\u{feff}').is_empty();
        return seen(&python_markdown::read(&body, whole, python).text, options);
    }
    if dialect.markdown.kramdown {
        return seen(&kramdown::read(&body, true, dialect.markdown.html_is_markdown).0, options);
    }
    let rows = dialect.markdown.definition_lists && dialect.markdown.tables;
    seen(&if rows { table_heads::marked(Cow::Borrowed(&*body)) } else { Cow::Borrowed(&*body) }, options)
}

fn seen(markdown: &str, options: Options) -> u64 {
    let mut seen = Seen::default();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        // The parser breaks a line after a tab, too; CommonMark only after two spaces or `\`.
        let line = || markdown.get(..range.end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        match event {
            Event::HardBreak if !line().ends_with("  ") && !line().ends_with('\\') => seen.add(Event::SoftBreak),
            event => seen.add(event),
        }
    }
    seen.flush();
    seen.hasher.finish()
}

#[derive(Default)]
struct Seen {
    hasher: FxHasher,
    /// Text since the last mark, blanks as written.
    words: String,
    in_code: bool,
}

impl Seen {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.words.push_str(&text),
            Event::SoftBreak => self.words.push('\n'),
            Event::Code(code) => self.mark("code", code.trim_ascii()),
            Event::InlineMath(math) | Event::DisplayMath(math) => self.mark("math", &*math),
            Event::FootnoteReference(label) => self.mark("footnote", &*label),
            Event::HardBreak => self.mark("break", ""),
            Event::Rule => self.mark("rule", ""),
            Event::TaskListMarker(done) => self.mark("task", done),
            Event::Start(tag) => self.start(&tag),
            // Where a block of HTML ends is nothing to browsers.
            Event::End(TagEnd::HtmlBlock) => self.words.push('\n'),
            Event::End(end) => {
                self.mark("end", end);
                self.in_code &= end != TagEnd::CodeBlock;
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::HtmlBlock => self.words.push('\n'),
            Tag::Heading { level, .. } => self.mark("heading", level),
            Tag::List(first) => self.mark("list", first),
            Tag::Link { dest_url, title, .. } => self.mark("link", (&**dest_url, &**title)),
            Tag::Image { dest_url, title, .. } => self.mark("image", (&**dest_url, &**title)),
            Tag::FootnoteDefinition(label) => self.mark("note", &**label),
            Tag::Table(columns) => self.mark("table", columns.iter().map(|column| *column as u8).collect::<Vec<_>>()),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_ascii_whitespace().next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                self.mark("block", language);
                self.in_code = true;
            }
            other => self.mark("start", mem::discriminant(other)),
        }
    }

    fn mark(&mut self, name: &str, what: impl Hash) {
        self.flush();
        (name, what).hash(&mut self.hasher);
    }

    fn flush(&mut self) {
        if self.in_code {
            // Nobody sees the last blank lines of code that nothing closes.
            self.words.trim_end().hash(&mut self.hasher);
        } else {
            for word in self.words.split_ascii_whitespace() {
                word.hash(&mut self.hasher);
            }
        }
        self.words.clear();
    }
}
