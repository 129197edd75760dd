//! Template tags in Markdown.
//!
//! They are overwritten before Markdown is parsed, so that their inside is not read as Markdown, by as many bytes, so that
//! every offset stays true: with blanks where a line holds nothing else, else with letters (blanks would end a link's
//! destination).

mod braces;
mod erb;
mod mdbook;
mod shortcodes;

pub(crate) use erb::{link_to, literal};

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
    /// `<Component …>` in MDX: prints whatever the component prints.
    Component,
    /// `import` and `export` statements in MDX: print nothing.
    Module,
    /// An opening mark whose end is missing: the mark alone. Of one kind only the first is told.
    Unclosed,
    /// `{{< … >}}`: a Hugo shortcode that prints HTML.
    Shortcode,
    /// `{{% … %}}`: a Hugo shortcode that prints Markdown, which becomes part of the page's.
    MarkdownShortcode,
    /// `{{</* … */>}}` and `{{%/* … */%}}`: shown as it is, without the `/*` and `*/`.
    ShownTag,
    /// What stands between a shortcode's tags and is not read as Markdown.
    Verbatim,
}

/// The arguments of a shortcode: each with its name, or without one.
pub type Arguments<'a> = Vec<(Option<&'a str>, &'a str)>;

/// What part of a pair a Hugo shortcode tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagRole {
    /// `{{< name … >}}`: may be closed further down, or stand alone.
    Open,
    /// `{{< /name >}}`.
    Close,
    /// `{{< name … />}}`: opened and closed at once.
    SelfClosed,
}

impl Island {
    /// The first word inside the tag (`include` of `{% include "x" %}`, `figure` of `{{< figure src="x" >}}`), without trimming
    /// marks. Of an end tag the word that says so is part of it: `endif`, `/figure`. Of a component its name: `Tabs`.
    pub fn name<'a>(&self, text: &'a str) -> &'a str {
        if self.is_shortcode() {
            return shortcodes::name(self.span.of(text));
        }
        if self.kind == IslandKind::Component {
            return self.inside(text).split([' ', '\t', '\n', '\r', '/', '>', '{']).next().unwrap_or_default();
        }
        self.inside(text).split([' ', '\t', '\n', '\r', '|', '(']).next().unwrap_or_default()
    }

    /// What stands in the tag after its name.
    pub fn rest<'a>(&self, text: &'a str) -> &'a str {
        let inside = self.inside(text);
        inside.get(self.name(text).len()..).unwrap_or_default().trim()
    }

    /// The file that the tag's first argument names, without quotes and without the part of it that is meant (mdBook's
    /// `file:lines` and `file:name`).
    pub fn file<'a>(&self, text: &'a str) -> Option<&'a str> {
        let written = self.rest(text).split_whitespace().next()?.trim_matches(['"', '\'', ',']);
        Some(written.split_once(':').map_or(written, |(file, _)| file)).filter(|file| !file.is_empty())
    }

    /// The name of the tag that this one ends; `None` when it is no end tag.
    pub fn ends<'a>(&self, text: &'a str) -> Option<&'a str> {
        let name = match self.role(text) {
            Some(TagRole::Close) => self.name(text),
            Some(TagRole::Open | TagRole::SelfClosed) => return None,
            None => self.name(text).strip_prefix("end").filter(|_| self.kind == IslandKind::Tag)?,
        };
        (!name.is_empty()).then_some(name)
    }

    /// Whether it does something: no value, comment or text.
    pub fn is_tag(&self) -> bool {
        self.kind == IslandKind::Tag || self.is_shortcode()
    }

    /// `{{< … >}}` and `{{% … %}}`.
    fn is_shortcode(&self) -> bool {
        matches!(self.kind, IslandKind::Shortcode | IslandKind::MarkdownShortcode)
    }

    fn inside<'a>(&self, text: &'a str) -> &'a str {
        let tag = self.span.of(text);
        if self.kind == IslandKind::Component {
            return tag.get(1..tag.len().saturating_sub(1)).unwrap_or_default().trim();
        }
        let mark = if self.is_shortcode() { 3 } else { 2 };
        let inside = tag.get(mark..tag.len().saturating_sub(mark)).unwrap_or_default();
        inside.trim_matches(['-', '=', ' ', '\t', '\n', '\r'])
    }
}

impl Island {
    /// What part of a pair a shortcode tag is; `None` for any other tag.
    pub fn role(&self, text: &str) -> Option<TagRole> {
        let shortcode = matches!(self.kind, IslandKind::Shortcode | IslandKind::MarkdownShortcode);
        shortcode.then(|| shortcodes::role(self.span.of(text)))
    }

    /// What a shortcode tag is given: each argument with its name, or without one.
    pub fn arguments<'a>(&self, text: &'a str) -> Arguments<'a> {
        match self.kind {
            IslandKind::Shortcode | IslandKind::MarkdownShortcode => shortcodes::arguments(self.span.of(text)),
            _ => Vec::new(),
        }
    }
}

/// The name and the arguments of the Hugo shortcode that `text` begins with, and the text after it.
pub(crate) fn leading_shortcode(text: &str) -> Option<(&str, Arguments<'_>, &str)> {
    let (tag, rest) = shortcodes::leading(text)?;
    Some((shortcodes::name(tag), shortcodes::arguments(tag), rest))
}

/// Finds the template tags of `body` and masks them. Spans count from the start of `body`. What stands inside the paired tags
/// called one of `verbatim` is no Markdown.
pub(super) fn mask<'b>(body: &'b str, syntax: TemplateSyntax, verbatim: &[Box<str>]) -> (Cow<'b, str>, Vec<Island>) {
    let mut islands = find(body, syntax, verbatim);
    if islands.is_empty() {
        return (Cow::Borrowed(body), islands);
    }
    for island in &mut islands {
        island.block = matches!(island.kind, IslandKind::Comment | IslandKind::Verbatim);
    }
    mark_blocks(body, &mut islands);
    let mut masked = String::with_capacity(body.len());
    for island in islands.iter().filter(|island| island.kind != IslandKind::Unclosed) {
        // An island inside another is masked with it.
        let Some(between) = body.get(masked.len()..island.span.start as usize) else { continue };
        masked.push_str(between);
        // Hugo puts a word in the place of `{{< >}}` while Markdown is read.
        let filler = if island.block && island.kind != IslandKind::Shortcode { ' ' } else { 'x' };
        masked.extend(
            island.span.of(body).bytes().map(|byte| if byte == b'\n' || byte == b'\r' { char::from(byte) } else { filler }),
        );
    }
    masked.push_str(body.get(masked.len()..).unwrap_or_default());
    (Cow::Owned(masked), islands)
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

fn find(body: &str, syntax: TemplateSyntax, verbatim: &[Box<str>]) -> Vec<Island> {
    match syntax {
        TemplateSyntax::Liquid => braces::find(body, false),
        TemplateSyntax::Nunjucks => braces::find(body, true),
        TemplateSyntax::Erb => erb::find(body),
        TemplateSyntax::MdBook => mdbook::find(body),
        TemplateSyntax::Hugo => shortcodes::find(body, verbatim),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(body: &str) -> String {
        mask(body, TemplateSyntax::Liquid, &[]).0.into_owned()
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
        let (masked, islands) = mask(body, TemplateSyntax::Liquid, &[]);
        assert_eq!(masked, body);
        let told: Vec<_> = islands.iter().map(|island| (island.span.start, island.kind)).collect();
        assert_eq!(told, [(0, IslandKind::Unclosed), (10, IslandKind::Unclosed)]);
    }

    #[test]
    fn end_tags_say_what_they_end() {
        let island = |text: &str| {
            let kind = if text.starts_with("{{") { IslandKind::Shortcode } else { IslandKind::Tag };
            Island { span: Span::new(0, text.len()), kind, block: false }
        };
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
            assert_eq!((island(text).ends(text), island(text).role(text) == Some(TagRole::SelfClosed)), (ends, itself), "{text}");
        }
    }

    #[test]
    fn names_are_read() {
        let body = "{%- include 'x' -%}{{ page.url | url }}";
        let islands = mask(body, TemplateSyntax::Liquid, &[]).1;
        assert_eq!(islands.iter().map(|i| i.name(body)).collect::<Vec<_>>(), ["include", "page.url"]);
    }
}
