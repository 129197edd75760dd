//! MDX 3: Markdown with JSX elements, `{expressions}` and `import`/`export` statements, without HTML, indented code and
//! `<autolinks>`.
//!
//! What is not Markdown is overwritten byte for byte before Markdown is parsed, so that every offset stays true: by blanks where
//! tags and expressions fill whole lines (there MDX begins and ends a block), else by something that is part of the paragraph:
//! a tag by a tag, an expression by letters. Behaviour from micromark-extension-mdxjs 3, whose JavaScript parser is not asked:
//! what does not compile stays as it is.

mod indent;
mod script;
mod tag;

pub use script::Import;
pub(in crate::page::document) use {
    indent::Indents,
    tag::{Tag, TagAttribute},
};

use super::islands::{Island, IslandKind};
use crate::{page::dialect::MarkdownDialect, text::Span};
use indent::Level;
use script::is_blank_after;

/// A body read as MDX. Spans count from its start.
#[derive(Debug, Default)]
pub(super) struct Mdx {
    /// The body with everything overwritten that is no Markdown.
    pub masked: String,
    /// The same without the indentation inside elements, if there is any.
    pub flat: Option<(String, Indents)>,
    /// Components, expressions, statements and comments in braces.
    pub islands: Vec<Island>,
    /// All tags.
    pub tags: Vec<Tag>,
    /// Comments, in braces and in HTML.
    pub comments: Vec<Span>,
    /// What the page imports.
    pub imports: Vec<Import>,
}

/// Reads a body.
pub(super) fn read(body: &str, dialect: &MarkdownDialect) -> Mdx {
    let mut reader = Reader::new(body, dialect);
    while reader.at < body.len() {
        reader.line();
    }
    reader.finish()
}

struct Reader<'a> {
    body: &'a str,
    bytes: &'a [u8],
    dialect: &'a MarkdownDialect,
    at: usize,
    masked: Vec<u8>,
    mdx: Mdx,
    /// The marker of the open code fence and its length.
    fence: Option<(u8, usize)>,
    /// The backticks of the fence that hides MDX from other programs.
    wrapper: Option<usize>,
    /// Whether the line before belongs to a paragraph.
    in_paragraph: bool,
    /// Elements that are open, by blocks.
    levels: Vec<Level>,
    /// Lines to be moved to the left, and how far.
    moved: Vec<(usize, usize)>,
    /// How many more bytes may be read in vain: what is never closed would be read to the end again and again.
    patience: usize,
    /// Whether no comment is closed from here on.
    no_comment_ends: bool,
}

impl<'a> Reader<'a> {
    fn new(body: &'a str, dialect: &'a MarkdownDialect) -> Self {
        Self {
            body,
            bytes: body.as_bytes(),
            dialect,
            at: 0,
            masked: body.as_bytes().to_vec(),
            mdx: Mdx::default(),
            fence: None,
            wrapper: None,
            in_paragraph: false,
            levels: Vec::new(),
            moved: Vec::new(),
            patience: 100_000 + 8 * body.len(),
            no_comment_ends: false,
        }
    }

    fn finish(mut self) -> Mdx {
        // Only whole tags, expressions, comments and marks were overwritten, so this is UTF-8; if not, nothing is.
        self.mdx.masked = String::from_utf8(self.masked).unwrap_or_else(|_| self.body.to_owned());
        if !self.moved.is_empty() {
            self.mdx.flat = Some(Indents::take_off(&self.mdx.masked, &self.moved));
        }
        let text = self.body;
        for island in self.mdx.islands.iter().filter(|island| island.kind == IslandKind::Module) {
            script::imports(island.span.of(text), island.span.start as usize, &mut self.mdx.imports);
        }
        self.mdx
    }

    /// Where the line that holds `at` ends: at its line break.
    fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length)
    }

    /// Overwrites bytes, keeping line breaks.
    fn fill(&mut self, span: Span, with: u8) {
        for byte in &mut self.masked[span.range()] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = with;
            }
        }
    }

    /// Reads the block-level part of the line at `at`, and its text.
    fn line(&mut self) {
        let start = self.at;
        let end = self.line_end(start);
        let line = &self.bytes[start..end];
        self.line_starts(start, line);
        let text = start + if self.fence.is_some() { plain_prefix(line) } else { prefix(line) };
        let content = &self.bytes[text..end];
        if let Some((mark, length)) = self.fence {
            if fence(content).is_some_and(|found| found.mark == mark && found.length >= length && found.info.is_empty()) {
                self.fence = None;
            }
            self.at = end + 1;
            return;
        }
        if content.iter().all(u8::is_ascii_whitespace) {
            self.in_paragraph = false;
            self.at = end + 1;
            return;
        }
        if let Some(found) = fence(content) {
            self.in_paragraph = false;
            self.at = end + 1;
            if found.info == b"mdx-code-block" && found.mark == b'`' && self.wrapper.is_none() {
                self.wrapper = Some(found.length);
                self.fill(Span::new(text, end), b' ');
            } else if self.wrapper == Some(found.length) && found.info.is_empty() && found.mark == b'`' {
                self.wrapper = None;
                self.fill(Span::new(text, end), b' ');
            } else {
                self.fence = Some((found.mark, found.length));
            }
            return;
        }
        if text == start && !self.in_paragraph && (content.starts_with(b"import ") || content.starts_with(b"export ")) {
            let end = script::statements_end(self.bytes, start);
            self.island(Span::new(start, end), IslandKind::Module, true);
            self.at = end;
            self.next_line();
            return;
        }
        if matches!(content.first(), Some(b'<' | b'{')) && self.block(start, text) {
            return;
        }
        let mut from = text;
        if self.dialect.directives && content.starts_with(b":::") {
            from = self.directive(text, end);
        }
        self.in_paragraph = !content.starts_with(b"#");
        self.inline(from, end, content.starts_with(b"#"));
    }

    /// Goes on after the line break.
    fn next_line(&mut self) {
        self.at = self.line_end(self.at.min(self.bytes.len())) + 1;
    }

    /// Notes how far a line is to be moved to the left.
    fn line_starts(&mut self, start: usize, line: &[u8]) {
        let Some(level) = self.levels.last_mut() else { return };
        let (columns, length) = indent::width(line);
        if length == line.len() {
            return;
        }
        let shift = level.shift(columns);
        if shift > 0 && columns > 0 {
            self.moved.push((start, shift));
        }
    }

    fn island(&mut self, span: Span, kind: IslandKind, block: bool) {
        if block {
            self.fill(span, b' ');
        }
        self.mdx.islands.push(Island { span, kind, block });
    }

    /// Reads tags and expressions that fill whole lines. If something else follows them on their last line, they are part of a
    /// paragraph, and nothing is done.
    fn block(&mut self, start: usize, text: usize) -> bool {
        let mut pieces = Vec::new();
        let mut at = text;
        loop {
            let Some(piece) = self.piece(at, true) else { return false };
            at = piece.span().end as usize;
            pieces.push(piece);
            at += self.bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
            match self.bytes.get(at) {
                None | Some(b'\n') => break,
                Some(b'<' | b'{') => {}
                Some(_) => return false,
            }
        }
        // What a list's marker stands before keeps the list open.
        let keeps_list = plain_prefix(&self.bytes[start..text]) < text - start;
        let moved = self.moved.last().filter(|(line, _)| *line == start).map_or(0, |(_, shift)| *shift);
        let (columns, _) = indent::width(&self.bytes[start..text]);
        let column = if keeps_list { text - start } else { columns }.saturating_sub(moved);
        for piece in pieces {
            let span = piece.span();
            match piece {
                Piece::Tag(tag) => {
                    if tag.closes {
                        self.levels.pop();
                    } else if !tag.closes_itself {
                        self.levels.push(Level::new(column));
                    }
                    self.tag(tag, true);
                }
                Piece::Expression(..) => self.island(span, IslandKind::Output, true),
                Piece::Comment(..) => self.comment(span, true),
            }
            self.fill(span, b' ');
        }
        if keeps_list && at < self.bytes.len() {
            self.masked[text] = b'x';
        }
        self.in_paragraph = false;
        self.at = at;
        self.next_line();
        true
    }

    /// A tag, expression or comment at `at`.
    fn piece(&mut self, at: usize, block: bool) -> Option<Piece> {
        if self.patience == 0 {
            return None;
        }
        let found = match self.bytes.get(at)? {
            b'{' => script::expression_end(self.bytes, at).map(|end| {
                let inside = self.body.get(at + 1..end - 1).unwrap_or_default().trim();
                let comment = inside.starts_with("/*") && inside.find("*/") == Some(inside.len().saturating_sub(2));
                let span = Span::new(at, end);
                if comment || inside.is_empty() { Piece::Comment(span) } else { Piece::Expression(span) }
            }),
            b'<' if self.bytes[at..].starts_with(b"<!--") => {
                let from = if self.no_comment_ends { self.bytes.len() } else { at + 4 };
                let end = memchr::memmem::find(&self.bytes[from..], b"-->");
                self.no_comment_ends = end.is_none();
                end.map(|length| Piece::Comment(Span::new(at, at + 4 + length + 3)))
            }
            b'<' => return tag::read(self.bytes, at, block).map(Piece::Tag).or_else(|| self.in_vain(at)),
            _ => None,
        };
        found.or_else(|| self.in_vain(at))
    }

    fn in_vain(&mut self, at: usize) -> Option<Piece> {
        // A tag that is none mostly shows so at once; only quotes and braces are looked for far away.
        let far = self.bytes[at..].iter().take(200).any(|byte| matches!(byte, b'"' | b'\'' | b'{')) || self.bytes[at] != b'<';
        self.patience = self.patience.saturating_sub(if far { self.bytes.len() - at } else { 200 });
        None
    }

    fn comment(&mut self, span: Span, block: bool) {
        self.mdx.comments.push(span);
        if self.bytes.get(span.start as usize) == Some(&b'{') {
            self.island(span, IslandKind::Comment, block);
        }
    }

    fn tag(&mut self, tag: Tag, block: bool) {
        let name = tag.name.of(self.body);
        if !tag.closes && (name.starts_with(char::is_uppercase) || name.contains('.')) {
            self.mdx.islands.push(Island { span: tag.span, kind: IslandKind::Component, block });
        }
        self.mdx.tags.push(tag);
    }

    /// Overwrites the marks of a `:::name[title]{attributes}` line; returns where its text begins.
    fn directive(&mut self, start: usize, end: usize) -> usize {
        let line = &self.bytes[start..end];
        let name = line.iter().take_while(|&&byte| byte == b':').count();
        let name =
            name + line[name..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let mut marks = start..start + name;
        if line.get(name) == Some(&b'[') {
            marks.end += 1;
            if let Some(close) = memchr::memrchr(b']', line) {
                self.fill(Span::new(start + close, start + close + 1), b' ');
            }
        }
        self.fill(Span::from(marks.clone()), b' ');
        marks.end
    }

    /// Reads the text of a line, and on over line ends that lie within something.
    fn inline(&mut self, from: usize, line_end: usize, heading: bool) {
        let mut at = from;
        let mut end = line_end;
        while at < end {
            let Some(found) =
                self.bytes[at..end].iter().position(|byte| matches!(byte, b'\\' | b'`' | b'{' | b'<' | b']' | b'$'))
            else {
                break;
            };
            at += found;
            let next = match self.bytes[at] {
                b'\\' => at + 2,
                b'$' if !self.dialect.math => at + 1,
                b'`' | b'$' => self.code_end(at, end),
                b']' => self.destination_end(at + 1, end),
                b'{' if self.is_heading_id(at, end, heading) => at + 1,
                _ => self.inline_piece(at),
            };
            at = next;
            if at > end {
                let lines = end;
                end = self.line_end(at.min(self.bytes.len()));
                for start in memchr::memchr_iter(b'\n', &self.bytes[lines..at.min(self.bytes.len())]) {
                    let start = lines + start + 1;
                    let line = &self.bytes[start..self.line_end(start)];
                    self.line_starts(start, line);
                }
            }
        }
        self.at = end + 1;
    }

    /// Just past a tag, expression or comment in a text, or past its first byte if there is none.
    fn inline_piece(&mut self, at: usize) -> usize {
        let Some(piece) = self.piece(at, false) else { return at + 1 };
        let span = piece.span();
        let markup = !matches!(piece, Piece::Expression(_));
        match piece {
            Piece::Tag(tag) => self.tag(tag, false),
            Piece::Expression(_) => self.island(span, IslandKind::Output, false),
            Piece::Comment(_) => self.comment(span, false),
        }
        if markup && span.len() < 3 {
            self.fill(span, b' ');
        } else {
            self.fill(span, b'x');
        }
        if markup && span.len() >= 3 {
            self.masked[span.start as usize] = b'<';
            self.masked[span.end as usize - 1] = b'>';
        }
        span.end as usize
    }

    /// Just past the code span or formula that opens at `at`, or past its marks if it is never closed in its paragraph.
    fn code_end(&mut self, at: usize, line_end: usize) -> usize {
        let mark = self.bytes[at];
        let run = |at: usize| self.bytes[at..].iter().take_while(|&&byte| byte == mark).count();
        let length = run(at);
        let mut next = at + length;
        let mut end = line_end;
        if self.patience == 0 {
            return next;
        }
        loop {
            match memchr::memchr(mark, &self.bytes[next.min(end)..end]) {
                Some(found) => {
                    let found = next + found;
                    let other = run(found);
                    next = found + other;
                    if other == length {
                        return next;
                    }
                }
                None if end >= self.bytes.len() || is_blank_after(self.bytes, end) => {
                    self.patience = self.patience.saturating_sub(end - at);
                    return at + length;
                }
                None => {
                    next = end + 1;
                    end = self.line_end(next);
                }
            }
        }
    }

    /// Just past the `(destination)` or `: destination` that follows a `]`, where braces and `<` are part of it.
    fn destination_end(&mut self, at: usize, line_end: usize) -> usize {
        match self.bytes.get(at) {
            Some(b'(') => {}
            Some(b':') => return line_end,
            _ => return at,
        }
        if self.bytes.get(at + 1) == Some(&b'<') {
            if self.patience == 0 {
                return at + 1;
            }
            if let Some(length) = memchr::memchr(b'>', &self.bytes[at..line_end]) {
                return at + length + 1;
            }
            self.patience = self.patience.saturating_sub(line_end - at);
            return at + 1;
        }
        let mut depth = 0;
        for (offset, byte) in self.bytes[at..line_end].iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ if depth > 32 => return at + 1,
                byte if byte.is_ascii_whitespace() => return at + offset,
                _ => {}
            }
            if depth == 0 {
                return at + offset + 1;
            }
        }
        at + 1
    }

    /// Whether `{#id}` stands here, at the end of a heading. (Docusaurus escapes it; to MDX itself it is a mistake.)
    fn is_heading_id(&self, at: usize, line_end: usize, heading: bool) -> bool {
        heading
            && self.bytes.get(at + 1) == Some(&b'#')
            && self.bytes[at..line_end].trim_ascii_end().strip_suffix(b"}").is_some_and(|inner| !inner[1..].contains(&b'{'))
    }
}

enum Piece {
    Tag(Tag),
    Expression(Span),
    Comment(Span),
}

impl Piece {
    fn span(&self) -> Span {
        match self {
            Self::Tag(tag) => tag.span,
            Self::Expression(span) | Self::Comment(span) => *span,
        }
    }
}

/// The length of a line's blanks and quotation marks.
fn plain_prefix(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count()
}

/// The length of a line's blanks, quotation marks and list markers.
fn prefix(line: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += plain_prefix(&line[at..]);
        let rest = &line[at..];
        let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let marker = match rest.get(digits) {
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return at,
        };
        if !matches!(rest.get(marker), Some(b' ' | b'\t')) {
            return at;
        }
        at += marker + 1;
    }
}

struct Fence<'a> {
    mark: u8,
    length: usize,
    info: &'a [u8],
}

/// The code fence that a line is, if it is one.
fn fence(line: &[u8]) -> Option<Fence<'_>> {
    let mark = *line.first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.iter().take_while(|&&byte| byte == mark).count();
    let info = line[length..].trim_ascii();
    (length >= 3 && !(mark == b'`' && info.contains(&b'`'))).then_some(Fence { mark, length, info })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect() -> MarkdownDialect {
        MarkdownDialect { directives: true, math: true, ..MarkdownDialect::default() }
    }

    fn masked(body: &str) -> String {
        let mdx = read(body, &dialect());
        mdx.flat.map_or(mdx.masked, |(flat, _)| flat)
    }

    #[test]
    fn what_is_no_markdown_is_overwritten() {
        for (body, expected) in [
            ("import A from 'a'\nexport const b = 1\n\n# T", "                 \n                  \n\n# T"),
            ("text\nimport A from 'a'", "text\nimport A from 'a'"),
            ("a {b} c", "a xxx c"),
            ("{/* a */}\n# T", "         \n# T"),
            ("a <B c=\"d\" /> e", "a <xxxxxxxxx> e"),
            ("<Tabs>\n# T\n</Tabs>", "      \n# T\n       "),
            ("<b>x</b> y", "<x>x<xx> y"),
            ("a <>b</> c", "a   b<x> c"),
            ("`{a}` \\{b} {c}", "`{a}` \\{b} xxx"),
            ("```js\n{a}\n<B>\n```\n{c}", "```js\n{a}\n<B>\n```\n   "),
            ("[a](/b/{c}) [d](<e f>)", "[a](/b/{c}) [d](<e f>)"),
            ("$a_{b}$ $$c{d}$$ {e}", "$a_{b}$ $$c{d}$$ xxx"),
            ("# A {#id}", "# A {#id}"),
            ("# A {id}", "# A xxxx"),
            ("a < b {", "a < b {"),
            ("<!-- a -->\nb <!-- c --> d", "          \nb <xxxxxxxx> d"),
            (":::note[A {b}]\n\ntext\n\n:::", "        A xxx \n\ntext\n\n   "),
            ("- <A>\n\n  b\n\n  </A>", "- x  \n\n  b\n\n      "),
            ("```mdx-code-block\n<A>\n```\n# T", "                 \n   \n   \n# T"),
        ] {
            assert_eq!(masked(body), expected, "{body}");
        }
    }

    #[test]
    fn indentation_in_elements_is_taken_off() {
        let body = "<Tabs>\n    <TabItem value=\"a\">\n        ## A\n\n        ```js\n          b\n        ```\n    </TabItem>\n</Tabs>\n\n    c";
        let flat = masked(body);
        assert!(flat.contains("\n## A\n"), "{flat}");
        assert!(flat.contains("\n```js\n  b\n```\n"), "{flat}");
        assert!(flat.ends_with("\n    c"), "{flat}");
        let listed = masked("1. a\n   <Tabs>\n     <TabItem>\n       ```\n       b\n       ```\n     </TabItem>\n   </Tabs>");
        assert!(listed.contains("\n   ```\n   b\n   ```\n"), "{listed}");
    }

    #[test]
    fn hostile_text_is_read_in_one_go() {
        for piece in [
            "{", "<a b=\"", "<a b='{", "`", "``` `", "<A>", "</A>", "<", "{`${", "[a](", "<!--", "export {", ":::", "é{",
            "- <A>\n",
        ] {
            let body = piece.repeat(200_000 / piece.len());
            let mdx = read(&body, &dialect());
            assert_eq!(mdx.masked.len(), body.len(), "{piece}");
        }
    }
}
