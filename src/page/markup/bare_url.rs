//! Addresses without brackets that code hosts turn into links (GitHub's Markdown 0.29, "autolinks (extended)").

use crate::{
    page::{
        Page,
        document::{Kind, Node},
    },
    text::Span,
};

/// The addresses in the text of a page that are no links by their own marks: `https://…`, `www.…`, `someone@example.org`. What
/// stands between an HTML tag and the one that closes it is left out, and so is what follows a bracket that nothing closes.
pub fn bare_urls(page: &Page) -> Vec<Span> {
    let candidates = candidates(page.text.as_bytes());
    let mut found = Vec::new();
    let Some(last) = candidates.last().filter(|_| are_in_text(page, &candidates)) else { return found };
    let mut next = 0;
    let mut reader = Reader { page, candidates: &candidates, next: &mut next, found: &mut found };
    let nodes = &page.document.nodes;
    let mut at = 0;
    while let Some(node) = nodes.get(at).filter(|node| node.span.start <= *last) {
        match node.kind() {
            Kind::CodeBlock(_) | Kind::HtmlBlock => at = node.end().max(at + 1),
            Kind::Paragraph | Kind::Heading(_) | Kind::TableCell | Kind::Item | Kind::DefinitionTerm => {
                reader.inline(at + 1, node.end(), &mut 0);
                // Blocks in an item follow its own words.
                at = if node.kind() == Kind::Item { at + 1 } else { node.end().max(at + 1) };
            }
            _ => at += 1,
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The addresses in a part of a page that is no text, such as a line of code: those that would be links if it were, in their order.
pub fn addresses_in(page: &Page, part: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut done = part.start as usize;
    for candidate in candidates(page.slice(part).as_bytes()) {
        let at = part.start as usize + candidate as usize;
        if at < done {
            continue;
        }
        if let Some(span) = address(&page.text, done..part.end as usize, at) {
            done = span.end as usize;
            found.push(span);
        }
    }
    found
}

/// Where an address may begin or, if it is one of a person, where its `@` stands. Sorted.
fn candidates(bytes: &[u8]) -> Vec<u32> {
    let mut found: Vec<u32> = memchr::memmem::find_iter(bytes, b"://").map(|at| at as u32).collect();
    found.extend(memchr::memchr_iter(b'@', bytes).map(|at| at as u32));
    found.extend(memchr::memmem::find_iter(bytes, b"ww.").map(|at| at as u32));
    found.extend(memchr::memmem::find_iter(bytes, b"WW.").map(|at| at as u32));
    found.sort_unstable();
    found
}

/// Whether any of the candidates stands in text, not just in the addresses of links and in code.
fn are_in_text(page: &Page, candidates: &[u32]) -> bool {
    let mut next = 0;
    let mut last = 0;
    page.document.nodes.iter().filter(|node| node.kind() == Kind::Text).any(|node| {
        // A few nodes begin before the end of the one before.
        if node.span.start < last {
            next = candidates.partition_point(|&candidate| candidate < node.span.start);
        }
        last = node.span.start;
        while candidates.get(next).is_some_and(|&candidate| candidate < node.span.start) {
            next += 1;
        }
        candidates.get(next).is_some_and(|&candidate| candidate < node.span.end)
    })
}

struct Reader<'a> {
    page: &'a Page,
    candidates: &'a [u32],
    /// The first candidate that may lie ahead.
    next: &'a mut usize,
    found: &'a mut Vec<Span>,
}

impl Reader<'_> {
    /// Reads the text among the nodes from `at` to `end`, which are siblings and what is in them. `depth` counts the brackets
    /// that are open.
    fn inline(&mut self, at: usize, end: usize, depth: &mut u32) {
        let nodes = &self.page.document.nodes;
        let Some(first) = nodes.get(at).filter(|_| at < end) else { return };
        let last = nodes.get(at..end).and_then(|all| all.iter().map(|node| node.span.end).max()).unwrap_or_default();
        *self.next = self.candidates.partition_point(|&candidate| candidate < first.span.start);
        if self.candidates.get(*self.next).is_none_or(|&candidate| candidate >= last) {
            return;
        }
        let tagged = Tagged::among(self.page, at, end);
        let mut at = at;
        while let Some(node) = nodes.get(at).filter(|_| at < end) {
            let after = node.end().max(at + 1);
            match node.kind() {
                Kind::Text if !tagged.covers(node.span.start) => self.text(node, depth),
                Kind::Emphasis | Kind::Strong | Kind::Strikethrough if !tagged.covers(node.span.start) => {
                    self.inline(at + 1, after, depth);
                }
                _ => {}
            }
            at = after;
        }
    }

    fn text(&mut self, node: &Node, depth: &mut u32) {
        let text = &self.page.text;
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let mut done = start;
        let first = self.candidates.partition_point(|&candidate| (candidate as usize) < start);
        for &candidate in self.candidates.get(first..).unwrap_or_default() {
            let at = candidate as usize;
            if at >= end {
                break;
            }
            if at < done {
                continue;
            }
            let Some(span) = address(text, done..end, at) else { continue };
            let before = text.get(done..span.start as usize).unwrap_or_default();
            *depth = brackets(before, text.get(..done).unwrap_or_default().ends_with('\\'), *depth);
            done = span.start as usize;
            if *depth == 0 {
                done = span.end as usize;
                // `<https://… >`, which is not quite an autolink.
                let inside = text.get(..span.start as usize).is_some_and(|before| before.ends_with('<'))
                    && text.get(done..).is_some_and(|after| after.starts_with('>'));
                if !inside {
                    self.found.push(span);
                }
            }
        }
        let rest = text.get(done..end).unwrap_or_default();
        *depth = brackets(rest, text.get(..done).unwrap_or_default().ends_with('\\'), *depth);
    }
}

/// How many brackets are open after some text of which `depth` were before it.
fn brackets(text: &str, escaped: bool, mut depth: u32) -> u32 {
    let skip = usize::from(escaped && text.starts_with(['[', ']']));
    for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()).filter(|at| *at >= skip) {
        depth = if text.as_bytes()[at] == b'[' { depth + 1 } else { depth.saturating_sub(1) };
    }
    depth
}

/// The spans from an inline HTML tag to the one that closes it, among siblings.
struct Tagged(Vec<Span>);

impl Tagged {
    fn among(page: &Page, from: usize, to: usize) -> Self {
        let nodes = &page.document.nodes;
        let mut open: Vec<(&str, u32)> = Vec::new();
        let mut pairs = Vec::new();
        let mut at = from;
        while let Some(node) = nodes.get(at).filter(|_| at < to) {
            at = node.end().max(at + 1);
            if node.kind() != Kind::InlineHtml {
                continue;
            }
            let tag = page.slice(node.span).trim_start_matches('<');
            let name = |tag: &str| tag.find([' ', '/', '>', '\t', '\n', '\r']).unwrap_or(tag.len());
            match tag.strip_prefix('/') {
                None if tag.starts_with('!') => {}
                None => open.push((&tag[..name(tag)], node.span.start)),
                Some(close) => {
                    let close = &close[..name(close)];
                    // Few tags are ever open at once; more than these are no HTML that anybody wrote.
                    const DEEPEST: usize = 50;
                    let shallow = open.len().saturating_sub(DEEPEST);
                    if let Some(place) = open[shallow..].iter().rposition(|(name, _)| *name == close) {
                        let (_, start) = open.remove(shallow + place);
                        pairs.push(Span { start, end: node.span.end });
                    }
                }
            }
        }
        pairs.sort();
        Self(pairs)
    }

    fn covers(&self, offset: u32) -> bool {
        let after = self.0.partition_point(|pair| pair.start <= offset);
        self.0[..after].iter().rev().take(50).any(|pair| offset < pair.end)
    }
}

/// The address in `within` that the candidate at byte `at` belongs to.
fn address(text: &str, within: std::ops::Range<usize>, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let rest = text.get(at..within.end)?;
    if rest.starts_with("://") {
        let scheme = ["https", "http"].into_iter().find(|scheme| {
            at.checked_sub(scheme.len())
                .filter(|start| *start >= within.start)
                .and_then(|start| text.get(start..at))
                .is_some_and(|written| written.eq_ignore_ascii_case(scheme))
        })?;
        let start = at - scheme.len();
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        if before.is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let host = text.get(at + 3..within.end)?;
        if host.starts_with(|c: char| c.is_whitespace() || c.is_control() || is_punctuation(c)) {
            return None;
        }
        let end = at + 3 + path(host, domain(host)?);
        return Some(Span::new(start, end));
    }
    if rest.starts_with('@') {
        return person(text, within, at);
    }
    let start = at.checked_sub(1).filter(|start| *start >= within.start && bytes[*start].eq_ignore_ascii_case(&b'w'))?;
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|c| !matches!(c, '(' | '*' | '_' | '[' | ']' | '~' | ' ' | '\t' | '\n' | '\r')) {
        return None;
    }
    let host = text.get(start..within.end)?;
    let length = path(host, domain(host)?);
    // `www.` alone is no address.
    (length > 4).then(|| Span::new(start, start + length))
}

/// Unicode punctuation as CommonMark counts it, symbols too.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_punctuation() } else { !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(c) }
}

/// Marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The length of the domain at the start of `text`; `None` when it is none.
fn domain(text: &str) -> Option<usize> {
    let (mut last, mut last_but_one) = (false, false);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '.' | '_') {
            if is_trail(&text[at..]) {
                break;
            }
            if c == '_' {
                last = true;
            } else {
                (last_but_one, last) = (last, false);
            }
        } else if c.is_whitespace() || c != '-' && is_punctuation(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    (end > 0 && !last && !last_but_one).then_some(end)
}

/// The length of the address whose domain takes the first `domain` bytes.
fn path(text: &str, domain: usize) -> usize {
    let (mut open, mut closed) = (0, 0);
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < domain) {
        match c {
            '(' => open += 1,
            ')' if closed < open => closed += 1,
            '!' | '"' | '&' | '\'' | ')' | '*' | ',' | '.' | ':' | ';' | '<' | '?' | ']' | '_' | '~' => {
                if is_trail(&text[at..]) {
                    return at;
                }
                closed += usize::from(c == ')');
            }
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether nothing but punctuation follows up to a blank, a `<` or the end.
fn is_trail(text: &str) -> bool {
    // A run of punctuation longer than this ends no address.
    const LONGEST: usize = 200;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < LONGEST {
        match bytes.get(at) {
            None | Some(b'<') => return true,
            Some(b'!' | b'"' | b'\'' | b')' | b'*' | b',' | b'.' | b':' | b';' | b'?' | b'_' | b'~') => at += 1,
            Some(b'&') => {
                let name = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                if name == 0 || bytes.get(at + 1 + name) != Some(&b';') {
                    return false;
                }
                at += name + 2;
            }
            Some(b']') => match bytes.get(at + 1) {
                None | Some(b'(' | b'[') => return true,
                Some(byte) if byte.is_ascii_whitespace() => return true,
                Some(_) => at += 1,
            },
            Some(_) => return text[at..].starts_with(char::is_whitespace),
        }
    }
    false
}

/// The address of a person around the `@` at byte `at`.
fn person(text: &str, within: std::ops::Range<usize>, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
    let name = bytes.get(within.start..at)?.iter().rev().take_while(|byte| is_name(byte)).count();
    let start = at - name;
    let before = start.checked_sub(1).filter(|before| *before >= within.start).and_then(|before| bytes.get(before));
    if name == 0 || before == Some(&b'/') {
        return None;
    }
    let host = bytes.get(at + 1..within.end)?;
    let (mut dot, mut end) = (false, 0);
    while let Some(byte) = host.get(end) {
        match byte {
            b'.' if host.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => dot = true,
            b'-' | b'_' => {}
            byte if byte.is_ascii_alphanumeric() => {}
            _ => break,
        }
        end += 1;
    }
    let last = end.checked_sub(1).and_then(|last| host.get(last))?;
    (dot && last.is_ascii_alphabetic()).then(|| Span::new(start, at + 1 + end))
}

#[cfg(test)]
mod tests {
    use super::{addresses_in, bare_urls};
    use crate::{
        page::{Format, Page, dialect::Dialect},
        path::SitePath,
        text::Span,
    };

    fn found(text: &str) -> Vec<String> {
        let dialect = Dialect::default();
        let page = Page::parse(SitePath::new("page.md").unwrap(), text.as_bytes().to_vec(), Format::Markdown, &dialect);
        bare_urls(&page).into_iter().map(|span| span.of(&page.text).to_owned()).collect()
    }

    #[test]
    fn addresses_end_where_code_hosts_end_them() {
        let rows = [
            ("See https://example.org/a_(b), or www.example.org.", &["https://example.org/a_(b)", "www.example.org"][..]),
            ("(https://example.org/x?y=1&amp;)", &["https://example.org/x?y=1"]),
            ("http://a.example/b.</p>", &["http://a.example/b"]),
            ("**https://example.org** and *www.b.example*", &["https://example.org", "www.b.example"]),
            ("Write to ann.b+c@example.org. Or bob@localhost", &["ann.b+c@example.org"]),
            ("https:// www. xhttps://a.example awww.a.example a@b.1", &[]),
            ("https://under_score.example", &[]),
            (
                "- https://a.example\n  - https://b.example\n\n> | https://c.example |\n> | - |\n",
                &["https://a.example", "https://b.example", "https://c.example"],
            ),
        ];
        for (text, wanted) in rows {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn in_code_they_are_found_one_by_one() {
        let dialect = Dialect::default();
        let text = "`git clone https://a.example/b.git me@b.example:c`, https://c.example";
        let page = Page::parse(SitePath::new("page.md").unwrap(), text.as_bytes().to_vec(), Format::Markdown, &dialect);
        let found = addresses_in(&page, Span::new(1, 50)).into_iter().map(|span| page.slice(span));
        assert_eq!(found.collect::<Vec<_>>(), ["https://a.example/b.git", "me@b.example"]);
    }

    #[test]
    fn links_code_and_what_tags_hold_are_left_alone() {
        let rows = [
            "[https://a.example](https://b.example) <https://c.example> `https://d.example`",
            "<a href=\"https://a.example\">https://b.example</a>",
            "[x]: https://a.example\n\n[x]\n",
            "<div>\nhttps://a.example\n</div>\n",
            "a [bracket https://a.example",
            "    https://a.example\n",
        ];
        for text in rows {
            assert!(found(text).is_empty(), "{text}");
        }
        assert_eq!(found("[a] \\[ https://a.example <br> www.b.example"), ["https://a.example", "www.b.example"]);
    }
}
