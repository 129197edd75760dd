//! HTML among the blocks, and the text inside it.

use super::{reader::Reader, tag::Tag};

impl<'a> Reader<'a> {
    /// HTML at the start of a line.
    pub(super) fn html(&mut self, start: usize, words: &str) -> bool {
        let body = self.body;
        let text = &body[start..];
        if text.starts_with("<!--") {
            // CommonMark has comments the same way.
            let close = if self.never_ended[0] { None } else { memchr::memmem::find(text.as_bytes(), b"-->") };
            self.never_ended[0] = close.is_none();
            if let Some(close) = close {
                let past = start + close + 3;
                self.at = self.at.max(past + body[past..].find('\n').map_or(body.len() - past, |line| line + 1));
            }
            return true;
        }
        let Some(tag) = Tag::read(text) else { return false };
        if tag.is_span() {
            // CommonMark takes a tag alone on its line, and all lines after it, for HTML.
            let alone = words.len() == tag.length;
            if alone {
                self.blocks.html.push(start..start + tag.length);
                self.mask(start..start + tag.length);
            }
            return alone;
        }
        if tag.is_end {
            self.end_tag(start, &tag);
            return true;
        }
        if tag.is_empty {
            self.html_until(start, start + tag.length);
            return true;
        }
        if tag.holds_markdown(self.html_is_markdown) {
            if !self.body[start + tag.length..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                return false;
            }
            self.blocks.html.push(start..start + tag.length);
            self.mask(start..start + tag.length);
            self.at = start + tag.length;
            self.open.push((tag.name, true, self.at));
            self.boundary = true;
            return true;
        }
        if self.has_tags && !is_closed(text, self.html_is_markdown) {
            self.gave_up = true;
            return false;
        }
        self.open.push((tag.name, false, start));
        self.at = start + tag.length;
        if tag.is_raw_text() {
            self.skip_raw_text(tag.name);
        }
        true
    }

    /// An end tag where a block may begin: of the element that is open, or of none.
    fn end_tag(&mut self, start: usize, tag: &Tag<'a>) {
        let end = start + tag.length;
        if let Some((_, _, from)) = self.open.pop_if(|(name, is_markdown, _)| *is_markdown && name.eq_ignore_ascii_case(tag.name))
        {
            self.blocks.inside.push(from..start);
            if let Some((_, false, _)) = self.open.last() {
                self.blocks.html.push(start..end);
                self.mask(start..end);
                self.at = end;
                self.go_on_from(end);
                return;
            }
        }
        self.html_until(start, end);
    }

    /// The elements around are not Markdown: what is read of them from now on begins at `at`.
    fn go_on_from(&mut self, at: usize) {
        for (_, _, start) in self.open.iter_mut().rev().take_while(|(_, is_markdown, _)| !is_markdown) {
            *start = at;
        }
    }

    /// Takes what stands between for HTML, with the tags after it on the line. Text after it is a paragraph of its own.
    fn html_until(&mut self, start: usize, end: usize) {
        let mut past = end;
        loop {
            let rest = &self.body[past..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
            let Some(tag) = Tag::read(&rest[blanks..]).filter(|tag| tag.is_end || tag.is_empty || tag.is_span()) else { break };
            past += blanks + tag.length;
        }
        self.blocks.html.push(start..past);
        let after = self.body[past..].trim_start_matches([' ', '\t', '\r']);
        let ends_line = after.is_empty() || after.starts_with('\n');
        self.masks.push((start..past, b' '));
        if !ends_line {
            // Not blanks, which would make code of the text.
            let line = self.body[..past].rfind('\n').map_or(0, |end| end + 1).max(start);
            self.masks.push((line..past, b'x'));
        }
        self.at = past + self.body[past..].find('\n').map_or(self.body.len() - past, |end| end + 1);
        self.boundary = false;
    }

    /// Goes on inside an element whose text is no Markdown, to its end or to an element in it whose text is.
    pub(super) fn raw(&mut self) {
        let body = self.body;
        let Some(&(name, _, start)) = self.open.last() else { return };
        let Some(found) = memchr::memchr(b'<', self.rest().as_bytes()) else {
            self.blocks.html.push(start..body.len());
            self.mask(start..body.len());
            self.at = body.len();
            self.open.pop();
            return;
        };
        let at = self.at + found;
        let text = &body[at..];
        self.at = at + 1;
        if text.starts_with("<!--") {
            self.at = memchr::memmem::find(text.as_bytes(), b"-->").map_or(body.len(), |close| at + close + 3);
            return;
        }
        let Some(tag) = Tag::read(text) else { return };
        self.at = at + tag.length;
        if tag.is_end {
            if !name.eq_ignore_ascii_case(tag.name) {
                return;
            }
            self.open.pop();
            // Else it is part of the element around it.
            if !matches!(self.open.last(), Some((_, false, _))) {
                self.html_until(start, self.at);
            }
        } else if !tag.is_empty {
            let is_markdown = tag.markdown.is_some() && tag.holds_markdown(false);
            if is_markdown && body[self.at..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                self.blocks.html.push(start..self.at);
                self.mask(start..self.at);
                self.go_on_from(self.at);
                self.open.push((tag.name, true, self.at));
                self.boundary = true;
            } else {
                // Its part of the text belongs to the outermost of the elements.
                self.open.push((tag.name, false, start));
                if tag.is_raw_text() {
                    self.skip_raw_text(tag.name);
                }
            }
        }
    }

    fn skip_raw_text(&mut self, name: &str) {
        let rest = self.rest().as_bytes();
        let ends = memchr::memmem::find_iter(rest, b"</");
        let end = ends
            .into_iter()
            .find(|&at| rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())));
        self.at += end.unwrap_or(rest.len());
    }
}

/// Whether the element that `text` begins with is closed, all in it included.
fn is_closed(text: &str, html_is_markdown: bool) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        at += found;
        let Some(tag) = Tag::read(&text[at..]) else {
            at += 1;
            continue;
        };
        at += tag.length;
        if tag.is_end {
            if open.pop_if(|name| name.eq_ignore_ascii_case(tag.name)).is_some() && open.is_empty() {
                return true;
            }
        } else if !tag.is_empty && (open.is_empty() || !tag.holds_markdown(html_is_markdown) || tag.markdown.is_some()) {
            open.push(tag.name);
        }
    }
    false
}
