//! `{#id .class key=value}` attributes after a heading or another element.

use crate::page::dialect::Attributes;
use std::{borrow::Cow, ops::Range};

/// Longer attribute lists are taken for text, in bytes.
const LONGEST: usize = 1000;

/// The attribute list that ends `text`, if there is one: its bytes, braces included, with blanks before it left out.
/// markdown-it-attrs (4 and 5) takes whatever words stand in the last braces of a heading.
pub(super) fn trailing(text: &str, syntax: Attributes) -> Option<Range<usize>> {
    let trimmed = text.trim_end();
    let inner = trimmed.strip_suffix('}')?;
    let open = inner.rfind('{')?;
    let list = &inner[open + 1..];
    if syntax == Attributes::PythonMarkdown {
        let apart = open == 0 || inner[..open].ends_with(' ');
        return (apart && is_python_list(list)).then_some(open..trimmed.len());
    }
    if syntax == Attributes::HeadingId {
        return list.strip_prefix('#').filter(|id| !id.trim().is_empty() && !id.contains('}')).map(|_| open..trimmed.len());
    }
    if syntax == Attributes::Kramdown {
        let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.') || !c.is_ascii();
        let starts = |c: char| !c.is_numeric() && !matches!(c, '-' | '.');
        let id = list.strip_prefix('#').filter(|id| id.starts_with(starts) && id.chars().all(name));
        return (id.is_some() && trimmed[..open].ends_with([' ', '\t'])).then_some(open..trimmed.len());
    }
    let words = syntax == Attributes::Everywhere && !list.trim().is_empty() && !list.contains(['"', '}', '\n']);
    (words || is_list(list)).then_some(open..trimmed.len())
}

/// The attribute list that starts `text`.
pub(super) fn leading(text: &str, syntax: Attributes) -> Option<Range<usize>> {
    let inner = text.strip_prefix('{')?;
    let close = inner.bytes().take(LONGEST).position(|byte| byte == b'}')?;
    let list = &inner[..close];
    (if syntax == Attributes::PythonMarkdown { is_python_list(list) } else { is_list(list) }).then_some(0..close + 2)
}

/// `text`, which the parser read at `range` of `body`, with an entity or an escaped ampersand as the author wrote it.
pub(super) fn with_entities<'t>(body: &'t str, range: &Range<usize>, text: &'t str) -> Cow<'t, str> {
    let written = body.get(range.clone()).unwrap_or_default();
    match text.strip_prefix('&') {
        Some(rest) if body[..range.start].ends_with('\\') => format!("&amp;{rest}").into(),
        _ if written.starts_with('&') && written.ends_with(';') => written.into(),
        _ => text.into(),
    }
}

/// The id in an attribute list (`{…}`, braces included): its bytes within `list`. The last one counts.
pub(super) fn id(list: &str) -> Option<Range<usize>> {
    let mut found = None;
    let start = if list.starts_with("{:") { 2 } else { 1 };
    let mut rest = start..list.len().saturating_sub(1);
    while let Some(range) = word(list, rest.clone()) {
        rest.start = range.end;
        let (start, at) = (range.start, range.end);
        let word = &list[range];
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty()) {
            found = Some(at - id.len()..at);
        } else if let Some(id) = word.strip_prefix("id=") {
            let id = id.trim_matches(['"', '\'']);
            let offset = list[start..at].find(id).unwrap_or(3);
            found = Some(start + offset..start + offset + id.len());
        }
    }
    found
}

/// The next word in `range` of `list`. Blanks in quotes after `=` are part of it.
fn word(list: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = list.get(range.clone())?;
    let start = text.len() - text.trim_start().len();
    let mut quote = None;
    let mut before = ' ';
    let length = text[start..].find(|c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            None if before == '=' && matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => return true,
            _ => {}
        }
        before = c;
        false
    });
    let end = length.map_or(text.len(), |length| start + length);
    (start < end).then_some(range.start + start..range.start + end)
}

/// Python-Markdown takes any words for attributes, on one line and with an optional colon before them.
fn is_python_list(inner: &str) -> bool {
    !inner.strip_prefix(':').unwrap_or(inner).trim().is_empty() && !inner.contains(['{', '}', '\n'])
}

/// The id in a kramdown attribute list (`{: #id .class key="value"}`, braces included): its bytes within `list`. The last one
/// counts; a list that only defines a name for others (`{:name: …}`) has none.
pub(super) fn kramdown_id(list: &str) -> Option<Range<usize>> {
    let inside = list.strip_prefix("{:")?.strip_suffix('}')?;
    let named = inside.split(':').next().filter(|name| name.len() < inside.len() && !name.is_empty());
    if named.is_some_and(|name| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))) {
        return None;
    }
    let mut found = None;
    let mut quote = None;
    let mut word = None;
    for (at, c) in inside.char_indices().chain([(inside.len(), ' ')]) {
        match quote {
            Some(open) => quote = Some(open).filter(|&open| open != c),
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => {
                found = word.take().and_then(|start| id_in_word(inside, start, at)).or(found);
            }
            None => {
                word.get_or_insert(at);
            }
        }
    }
    found.map(|id: Range<usize>| id.start + 2..id.end + 2)
}

/// The id in `#id`, `.class#id`, `id="id"`.
fn id_in_word(inside: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let word = &inside[start..end];
    if let Some(value) = word.strip_prefix("id=") {
        let value = value.get(1..value.len().checked_sub(1)?).filter(|value| !value.is_empty())?;
        return Some(start + 4..start + 4 + value.len());
    }
    if !word.starts_with(['#', '.']) {
        return None;
    }
    let hash = word.rfind('#')? + 1;
    let length = word[hash..].find('.').unwrap_or(word.len() - hash);
    let id = &word[hash..hash + length];
    id.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(start + hash..start + hash + length)
}

/// The id in the attribute list that ends a heading.
pub(super) fn of_heading(list: &str, syntax: Attributes) -> Option<Range<usize>> {
    if syntax != Attributes::HeadingId {
        return id(list);
    }
    let written = list.get(2..list.len().saturating_sub(1))?;
    let start = 2 + written.len() - written.trim_start().len();
    Some(start..start + written.trim().len())
}

/// Whether the words between the braces are attributes, not prose or template code.
fn is_list(inner: &str) -> bool {
    let mut words = inner.split_whitespace().peekable();
    words.peek().is_some()
        && !inner.contains(['{', '}', '\n'])
        && words.all(|word| {
            word.strip_prefix(['#', '.']).is_some_and(|rest| !rest.is_empty())
                || word.contains('=') && !word.starts_with('=')
                || word.ends_with(['"', '\''])
                || word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        })
        && inner.contains(['#', '.', '='])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_braces() {
        for syntax in [Attributes::Headings, Attributes::Everywhere] {
            assert_eq!(trailing("Title {#a .b}", syntax).map(|r| r.start), Some(6));
            assert_eq!(trailing("Title{.wide} ", syntax).map(|r| r.start), Some(5));
            assert_eq!(trailing("Title {}", syntax), None);
            assert_eq!(trailing("Title {a} more", syntax), None);
        }
        assert_eq!(trailing("Title {not a list}", Attributes::Headings), None);
        assert_eq!(trailing("Title {not a list}", Attributes::Everywhere).map(|r| r.start), Some(6));
        assert_eq!(trailing("Title {{ x }}", Attributes::Headings), None);
        assert_eq!(id("{#a .b}").map(|r| &"{#a .b}"[r]), Some("a"));
        assert_eq!(id("{.b id=\"x\"}").map(|r| &"{.b id=\"x\"}"[r]), Some("x"));
        assert_eq!(id("{.b}"), None);
        assert_eq!(id("{ style=\"color: #F00\" }"), None);
        assert_eq!(id("{:#a }").map(|r| &"{:#a }"[r]), Some("a"));
        assert_eq!(trailing("Title {: #a }", Attributes::PythonMarkdown).map(|r| r.start), Some(6));
        assert_eq!(trailing("Title{: #a }", Attributes::PythonMarkdown), None);
        assert_eq!(leading("{.x} rest", Attributes::Everywhere), Some(0..4));
    }

    #[test]
    fn kramdown_has_a_syntax_of_its_own() {
        let id = |list: &'static str| kramdown_id(list).map(|range| &list[range]);
        assert_eq!(id("{: #a .b}"), Some("a"));
        assert_eq!(id("{:.b#a-1}"), Some("a-1"));
        assert_eq!(id("{: id=\"x y\" title=\"#no\"}"), Some("x y"));
        assert_eq!(id("{: .b}"), None);
        assert_eq!(id("{:toc}"), None);
        assert_eq!(id("{:name: #a}"), None);
        assert_eq!(id("{: #1a}"), None);
        assert_eq!(trailing("T {#a}", Attributes::Kramdown), Some(2..6));
        assert_eq!(trailing("T{#a}", Attributes::Kramdown), None);
        assert_eq!(trailing("T {#a .b}", Attributes::Kramdown), None);
    }
}
