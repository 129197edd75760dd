//! Goes through a body block by block.

use super::{
    Mdx,
    indent::{self, Indents, Level},
    line::{fence, plain_prefix, prefix},
    script,
    tag::{self, Tag},
};
use crate::{
    page::{
        dialect::MarkdownDialect,
        document::islands::{Island, IslandKind},
    },
    text::Span,
};

/// A body while it is read.
pub(super) struct Reader<'a> {
    pub(super) body: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) dialect: &'a MarkdownDialect,
    pub(super) at: usize,
    pub(super) masked: Vec<u8>,
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
    pub(super) patience: usize,
    /// Whether no comment is closed from here on.
    no_comment_ends: bool,
}

impl<'a> Reader<'a> {
    /// At the beginning of a body.
    pub(super) fn new(body: &'a str, dialect: &'a MarkdownDialect) -> Self {
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

    /// What was read.
    pub(super) fn finish(mut self) -> Mdx {
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
    pub(super) fn line_end(&self, at: usize) -> usize {
        memchr::memchr(b'\n', &self.bytes[at..]).map_or(self.bytes.len(), |length| at + length)
    }

    /// Overwrites bytes, keeping line breaks.
    pub(super) fn fill(&mut self, span: Span, with: u8) {
        for byte in &mut self.masked[span.range()] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = with;
            }
        }
    }

    /// Reads the block-level part of the line at `at`, and its text.
    pub(super) fn line(&mut self) {
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
    pub(super) fn line_starts(&mut self, start: usize, line: &[u8]) {
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

    pub(super) fn island(&mut self, span: Span, kind: IslandKind, block: bool) {
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
    pub(super) fn piece(&mut self, at: usize, block: bool) -> Option<Piece> {
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

    pub(super) fn comment(&mut self, span: Span, block: bool) {
        self.mdx.comments.push(span);
        if self.bytes.get(span.start as usize) == Some(&b'{') {
            self.island(span, IslandKind::Comment, block);
        }
    }

    pub(super) fn tag(&mut self, tag: Tag, block: bool) {
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
}

/// Something that is no Markdown.
pub(super) enum Piece {
    Tag(Tag),
    Expression(Span),
    Comment(Span),
}

impl Piece {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Tag(tag) => tag.span,
            Self::Expression(span) | Self::Comment(span) => *span,
        }
    }
}
