//! Template tags in Markdown.
//!
//! They are overwritten before Markdown is parsed, so that their inside is not read as Markdown, by as many bytes, so that
//! every offset stays true: with blanks where a line holds nothing else, else with letters (blanks would end a link's
//! destination).

mod braces;

use crate::{page::dialect::TemplateSyntax, text::Span};
use std::borrow::Cow;

/// A template tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Island {
    /// The whole tag.
    pub span: Span,
    /// What it does.
    pub kind: IslandKind,
    /// Whether it stands on lines of its own.
    pub block: bool,
}

/// What a template tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IslandKind {
    /// `{{ … }}`: prints a value.
    Output,
    /// `{% … %}`: does something.
    Tag,
    /// `{# … #}`, or the inside of `{% comment %}`: dropped.
    Comment,
    /// An opening mark whose end is missing: the mark alone. Of one kind only the first is told.
    Unclosed,
}

impl Island {
    /// The first word inside the tag (`include` of `{% include "x" %}`, `figure` of `{{< figure src="x" >}}`), without trimming
    /// marks. Of an end tag the word that says so is part of it: `endif`, `/figure`.
    pub fn name<'a>(&self, text: &'a str) -> &'a str {
        self.inside(text).split([' ', '\t', '\n', '\r', '|', '(']).next().unwrap_or_default()
    }

    /// What stands in the tag after its name.
    pub fn arguments<'a>(&self, text: &'a str) -> &'a str {
        let inside = self.inside(text);
        inside[self.name(text).len()..].trim()
    }

    /// The name of the tag that this one ends; `None` when it is no end tag.
    pub fn ends<'a>(&self, text: &'a str) -> Option<&'a str> {
        let name = self.name(text);
        let name = if self.is_shortcode(text) {
            let rest = name.strip_prefix('/')?;
            // A blank may stand after the slash.
            if rest.is_empty() { self.arguments(text) } else { rest }
        } else {
            name.strip_prefix("end")?
        };
        (self.kind == IslandKind::Tag && !name.is_empty()).then_some(name)
    }

    /// Whether the tag ends itself: `{{< figure />}}`.
    pub fn ends_itself(&self, text: &str) -> bool {
        self.is_shortcode(text) && self.ends(text).is_none() && self.inside(text).ends_with('/')
    }

    /// `{{< … >}}` and `{{% … %}}`.
    fn is_shortcode(&self, text: &str) -> bool {
        let tag = self.span.of(text);
        tag.starts_with("{{<") || tag.starts_with("{{%")
    }

    fn inside<'a>(&self, text: &'a str) -> &'a str {
        let tag = self.span.of(text);
        let mark = if self.is_shortcode(text) { 3 } else { 2 };
        let inside = tag.get(mark..tag.len().saturating_sub(mark)).unwrap_or_default();
        inside.trim_matches(['-', ' ', '\t', '\n', '\r'])
    }
}

/// Finds the template tags of `body` and masks them. Spans count from the start of `body`.
pub(super) fn mask(body: &str, syntax: TemplateSyntax) -> (Cow<'_, str>, Vec<Island>) {
    let mut islands = find(body, syntax);
    if islands.is_empty() {
        return (Cow::Borrowed(body), islands);
    }
    for island in &mut islands {
        island.block = island.kind == IslandKind::Comment;
    }
    let mut bytes = body.as_bytes().to_vec();
    mark_blocks(body, &mut islands);
    for island in islands.iter().filter(|island| island.kind != IslandKind::Unclosed) {
        let filler = if island.block { b' ' } else { b'x' };
        for byte in &mut bytes[island.span.range()] {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = filler;
            }
        }
    }
    // Only whole tags were overwritten, from `{` to `}`, so this is UTF-8; if not, nothing is masked.
    let masked = String::from_utf8(bytes).map_or(Cow::Borrowed(body), Cow::Owned);
    (masked, islands)
}

/// Marks the islands whose lines hold nothing but islands and blanks.
fn mark_blocks(body: &str, islands: &mut [Island]) {
    let bytes = body.as_bytes();
    let mut at = 0;
    while at < islands.len() {
        // A chain is a run of islands with only blanks between them.
        let mut last = at;
        while let Some(next) = islands.get(last + 1) {
            let gap = &bytes[islands[last].span.end as usize..next.span.start as usize];
            if !gap.iter().all(|b| matches!(b, b' ' | b'\t')) {
                break;
            }
            last += 1;
        }
        let before = bytes[..islands[at].span.start as usize].iter().rev().find(|b| !matches!(b, b' ' | b'\t'));
        let after = bytes[islands[last].span.end as usize..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r'));
        let alone = matches!(before, None | Some(b'\n')) && matches!(after, None | Some(b'\n'));
        for island in &mut islands[at..=last] {
            island.block |= alone;
        }
        at = last + 1;
    }
}

fn find(body: &str, syntax: TemplateSyntax) -> Vec<Island> {
    match syntax {
        TemplateSyntax::Liquid => braces::find(body, false),
        TemplateSyntax::Nunjucks => braces::find(body, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(body: &str) -> String {
        mask(body, TemplateSyntax::Liquid).0.into_owned()
    }

    #[test]
    fn tags_are_masked_in_place() {
        assert_eq!(masked("a [b]({{ c }}/d) e"), "a [b](xxxxxxx/d) e");
        assert_eq!(masked("{% a %}\ntext\n  {% b %} {% c %}\r\n"), "       \ntext\n                 \r\n");
        assert_eq!(masked("{% raw %}{{ a }}{% endraw %}"), "xxxxxxxxx{{ a }}xxxxxxxxxxxx", "only the tags are masked");
        assert_eq!(masked("{% comment %}[a](b){% endcomment %}").trim(), "", "a comment is dropped");
        assert_eq!(masked("{{ unclosed"), "{{ unclosed");
        assert_eq!(masked("{{ 日本 }}é"), "xxxxxxxxxxxxé");
    }

    #[test]
    fn a_mark_without_its_end_is_told_once_and_not_masked() {
        let body = "{{ a\n{{ b\n{% c";
        let (masked, islands) = mask(body, TemplateSyntax::Liquid);
        assert_eq!(masked, body);
        let told: Vec<_> = islands.iter().map(|island| (island.span.start, island.kind)).collect();
        assert_eq!(told, [(0, IslandKind::Unclosed), (10, IslandKind::Unclosed)]);
    }

    #[test]
    fn end_tags_say_what_they_end() {
        let island = |text: &str| Island { span: Span::new(0, text.len()), kind: IslandKind::Tag, block: false };
        for (text, ends, itself) in [
            ("{% endif %}", Some("if"), false),
            ("{%- endfor -%}", Some("for"), false),
            ("{% end %}", None, false),
            ("{% if a %}", None, false),
            ("{{< /tabs >}}", Some("tabs"), false),
            ("{{</ tabs >}}", Some("tabs"), false),
            ("{{% / tabs %}}", Some("tabs"), false),
            ("{{< tabs />}}", None, true),
            ("{{< figure src=\"/a/\" >}}", None, false),
        ] {
            assert_eq!((island(text).ends(text), island(text).ends_itself(text)), (ends, itself), "{text}");
        }
    }

    #[test]
    fn names_are_read() {
        let body = "{%- include 'x' -%}{{ page.url | url }}";
        let islands = mask(body, TemplateSyntax::Liquid).1;
        assert_eq!(islands.iter().map(|i| i.name(body)).collect::<Vec<_>>(), ["include", "page.url"]);
    }
}
