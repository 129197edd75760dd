//! Hugo's shortcodes: `{{< name "argument" key=value >}}`, `{{% name %}}`, and their closing tags. Any other `{{ }}` is text.
//!
//! Read as Hugo 0.168 does: arguments may be quoted with `"` or a backtick, and hold the end mark then.

use super::{Island, IslandKind, TagRole};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// An end mark that is further away than this many bytes is not looked for: nobody writes such a tag.
const LONGEST: usize = 20_000;

/// Finds the tags. What stands between the tags of a shortcode called one of `verbatim` is an island of its own.
pub(super) fn find(body: &str, verbatim: &[Box<str>]) -> Vec<Island> {
    let bytes = body.as_bytes();
    let mut islands: Vec<Island> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"{{") {
        let start = at + found;
        let Some((length, kind)) = tag(&body[start..]) else {
            at = start + 2;
            // `{{{<` begins one byte later.
            if bytes.get(at) == Some(&b'{') {
                at -= 1;
            }
            continue;
        };
        islands.push(Island { span: Span::new(start, start + length), kind, block: false });
        at = start + length;
    }
    if verbatim.is_empty() { islands } else { with_insides(body, islands, verbatim) }
}

/// The tags, with what stands between those of a verbatim shortcode in place of the tags in there.
fn with_insides(body: &str, islands: Vec<Island>, verbatim: &[Box<str>]) -> Vec<Island> {
    let mut kept = Vec::with_capacity(islands.len());
    // Where closing tags stand, by name, from the last to the first.
    let mut closing: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, island) in islands.iter().enumerate().rev() {
        if island.role(body) == Some(TagRole::Close) {
            closing.entry(island.name(body)).or_default().push(index);
        }
    }
    let mut index = 0;
    while let Some(island) = islands.get(index) {
        kept.push(*island);
        index += 1;
        let name = island.name(body);
        if island.role(body) != Some(TagRole::Open) || !verbatim.iter().any(|known| **known == *name) {
            continue;
        }
        let Some(ends) = closing.get_mut(name) else { continue };
        while ends.last().is_some_and(|&end| end < index) {
            ends.pop();
        }
        let Some(end) = ends.last().and_then(|&end| islands.get(end).map(|island| (end, island))) else { continue };
        let inside = Span { start: island.span.end, end: end.1.span.start };
        if !inside.is_empty() {
            kept.push(Island { span: inside, kind: IslandKind::Verbatim, block: false });
        }
        index = end.0;
    }
    kept
}

/// The length and the kind of the tag that `text` begins with.
fn tag(text: &str) -> Option<(usize, IslandKind)> {
    let (close, shown_close, kind) = match text.as_bytes().get(2)? {
        b'<' => (">}}", "*/>}}", IslandKind::Shortcode),
        b'%' => ("%}}", "*/%}}", IslandKind::MarkdownShortcode),
        _ => return None,
    };
    let near = near(text);
    let inside = near.get(3..)?;
    if inside.trim_start().starts_with("/*") {
        let end = inside.find(shown_close)?;
        return Some((3 + end + shown_close.len(), IslandKind::ShownTag));
    }
    let mut quote = None;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(b'"'), b'\\') => escaped = true,
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'`') => quote = Some(byte),
            (None, byte) if close.as_bytes().first() == Some(&byte) && inside[at..].starts_with(close) => {
                return Some((3 + at + close.len(), kind));
            }
            (None, b'{') if inside[at..].starts_with("{{<") || inside[at..].starts_with("{{%") => return None,
            _ => {}
        }
    }
    None
}

/// As much of `text` as a tag may take.
fn near(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The tag that `text` begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(&str, &str)> {
    let (length, kind) = tag(text.strip_prefix("{{").map(|_| text)?)?;
    (kind != IslandKind::ShownTag).then(|| text.split_at(length))
}

/// What stands between the marks of a tag, without the slash of a closing or self-closed one.
fn inside(tag: &str) -> &str {
    let inside = tag.get(3..tag.len().saturating_sub(3)).unwrap_or_default().trim();
    inside.strip_prefix('/').or_else(|| inside.strip_suffix('/')).unwrap_or(inside).trim()
}

/// The name of the shortcode.
pub(super) fn name(tag: &str) -> &str {
    inside(tag).split(char::is_whitespace).next().unwrap_or_default()
}

pub(super) fn role(tag: &str) -> TagRole {
    let inside = tag.get(3..tag.len().saturating_sub(3)).unwrap_or_default().trim();
    if inside.starts_with('/') {
        TagRole::Close
    } else if inside.ends_with('/') {
        TagRole::SelfClosed
    } else {
        TagRole::Open
    }
}

/// The arguments, each with its name if it has one; quotes are taken off.
pub(super) fn arguments(tag: &str) -> Vec<(Option<&str>, &str)> {
    let inside = inside(tag);
    let mut rest = inside.get(name(tag).len()..).unwrap_or_default();
    let mut arguments = Vec::new();
    while arguments.len() < 100 {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let mut key = None;
        let word = rest.find(|c: char| c == '=' || c == '"' || c == '`' || c.is_whitespace()).unwrap_or(rest.len());
        if rest[word..].starts_with('=') && word > 0 {
            key = Some(&rest[..word]);
            rest = &rest[word + 1..];
        }
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '`'));
        let value = match quote {
            Some(quote) => rest[1..].split(quote).next().unwrap_or_default(),
            None => rest.split(char::is_whitespace).next().unwrap_or_default(),
        };
        let quotes = if quote.is_some() { 2 } else { 0 };
        rest = rest.get(value.len() + quotes..).unwrap_or_default();
        arguments.push((key, value));
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<(&str, IslandKind)> {
        find(body, &["code".into()]).into_iter().map(|island| (island.span.of(body), island.kind)).collect()
    }

    #[test]
    fn shortcodes_are_told_from_other_braces() {
        use IslandKind::{MarkdownShortcode, Shortcode, ShownTag, Verbatim};
        assert_eq!(found("{{ x }} {{{ {{<"), []);
        assert_eq!(found("a {{< b >}} {{% c %}}d"), [("{{< b >}}", Shortcode), ("{{% c %}}", MarkdownShortcode)]);
        assert_eq!(found(r#"{{< b ">}} \" é" `>}}` />}}"#), [(r#"{{< b ">}} \" é" `>}}` />}}"#, Shortcode)]);
        assert_eq!(found("{{</* b */>}}{{%/* c */%}}"), [("{{</* b */>}}", ShownTag), ("{{%/* c */%}}", ShownTag)]);
        assert_eq!(
            found("{{< code >}}{{< x >}}{{< /code >}}"),
            [("{{< code >}}", Shortcode), ("{{< x >}}", Verbatim), ("{{< /code >}}", Shortcode)]
        );
        assert_eq!(found("{{< a {{< b >}}"), [("{{< b >}}", Shortcode)]);
    }

    #[test]
    fn tags_are_taken_apart() {
        assert_eq!((name("{{< /tab >}}"), role("{{< /tab >}}")), ("tab", TagRole::Close));
        assert_eq!((name("{{</ tab >}}"), role("{{< tab />}}")), ("tab", TagRole::SelfClosed));
        assert_eq!(arguments(r#"{{< ref "a b" >}}"#), [(None, "a b")]);
        assert_eq!(arguments("{{<ref path=\"x\" lang=`de` 7 >}}"), [(Some("path"), "x"), (Some("lang"), "de"), (None, "7")]);
        assert_eq!(leading("{{% ref a %}}#b").map(|(_, rest)| rest), Some("#b"));
    }
}
