//! What the parser finds in Markdown, with exact places.

use handbook_lint::page::{
    dialect::{Attributes, Dialect, MarkdownDialect, TemplateSyntax},
    document::{self, Document, LinkKind},
};

fn parse(text: &str) -> Document {
    document::parse(text, 0, &Dialect::default())
}

fn destinations<'a>(document: &'a Document, text: &'a str) -> Vec<(LinkKind, &'a str, &'a str)> {
    document.links.iter().map(|link| (link.kind, link.destination.of(text), link.url(text))).collect()
}

#[test]
fn links_of_every_form_are_found() {
    use LinkKind::*;
    let text = "[a](b.md#c \"t\") ![x](<i 1.png>) <https://e.org/x> https://e.org/y_(z)_a.\n\n\
        [r][Label One] [label  one] <a href='/h?a&amp;b'>h</a>\n\n[label one]: /def 'T'\n[unused]: /no\n\n\
        `[no](no)` [esc](a\\_b&amp;c) [l [x] ![in](in.png)](out)\n";
    assert_eq!(
        destinations(&parse(text), text),
        [
            (Inline, "b.md#c", "b.md#c"),
            (Inline, "i 1.png", "i 1.png"),
            (Autolink, "https://e.org/x", "https://e.org/x"),
            (BareUrl, "https://e.org/y_(z)_a", "https://e.org/y_(z)_a"),
            (HtmlLink, "/h?a&amp;b", "/h?a&b"),
            (Definition, "/def", "/def"),
            (Inline, "a\\_b&amp;c", "a_b&c"),
            (Inline, "in.png", "in.png"),
            (Inline, "out", "out"),
        ]
    );
}

#[test]
fn offsets_are_told_from_the_start_of_the_page() {
    let text = "---\ntitle: x\n---\n\n> é [a](b)\r\n> [c](\r\n> d)\n";
    let document = document::parse(text, 17, &Dialect::default());
    assert_eq!(destinations(&document, text).iter().map(|l| l.1).collect::<Vec<_>>(), ["b", "d"]);
}

#[test]
fn undefined_labels_are_told_and_plain_brackets_are_not() {
    let text = "[a][nope] [b][] [c] [x]\n";
    let document = parse(text);
    assert_eq!(document.undefined_labels.iter().map(|u| u.span.of(text)).collect::<Vec<_>>(), ["[a][nope]", "[b][]"]);
}

#[test]
fn headings_carry_text_and_attributes() {
    let text = "# One `two` *three* {#id .c}\n\nSetext{.x}\n---\n\n## ![alt](i.png) img &amp; ent\n\n<h3 id=\"h\">Raw <i>x</i></h3>\n\n## {% if %}\n";
    let markdown = MarkdownDialect { attributes: Attributes::Everywhere, ..MarkdownDialect::default() };
    let dialect = Dialect { markdown, templates: Some(TemplateSyntax::Liquid), ..Dialect::default() };
    let document = document::parse(text, 0, &dialect);
    let heads: Vec<_> =
        document.headings.iter().map(|h| (h.level, &*h.text, h.id.as_ref().map(|id| id.span.of(text)), h.templated)).collect();
    assert_eq!(
        heads,
        [
            (1, "One two three", Some("id"), false),
            (2, "Setext", None, false),
            (2, "img & ent", None, false),
            (3, "Raw x", Some("h"), false),
            (2, "xxxxxxxx", None, true)
        ]
    );
}

#[test]
fn explicit_anchors_are_found() {
    let text = "<a name=\"n\"></a> text {#not}\n\n*em*{#em} and `{#code}`\n\n<div id=d>\n";
    let markdown = MarkdownDialect { attributes: Attributes::Everywhere, ..MarkdownDialect::default() };
    let document = document::parse(text, 0, &Dialect { markdown, ..Dialect::default() });
    let mut ids: Vec<_> = document.anchors.iter().map(|a| (&*a.id, a.span.of(text))).collect();
    ids.sort();
    assert_eq!(ids, [("d", "d"), ("em", "em"), ("n", "n"), ("not", "not")]);
}

#[test]
fn template_tags_hide_nothing_around_them() {
    let text = "{% include 'a' %}\n[a]({{ base }}/b) [c](d)\n{% endif %}\n---\n";
    let dialect = Dialect { templates: Some(TemplateSyntax::Liquid), ..Dialect::default() };
    let document = document::parse(text, 0, &dialect);
    assert_eq!(
        document.links.iter().map(|l| (l.templated, l.destination.of(text))).collect::<Vec<_>>(),
        [(true, "{{ base }}/b"), (false, "d")]
    );
    assert!(document.headings.is_empty(), "a tag above a thematic break is no heading");
    assert_eq!(document.islands.iter().map(|i| i.block).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn hostile_input_ends() {
    for piece in ["[", "[a](", "![", "> ", "<a href=", "{%", "{#a}", "a://", "[^", "*_", "\u{0}", "\u{feff}"] {
        let text = piece.repeat(20_000);
        let dialect = Dialect {
            markdown: MarkdownDialect { attributes: Attributes::Everywhere, ..MarkdownDialect::default() },
            templates: Some(TemplateSyntax::Nunjucks),
            ..Dialect::default()
        };
        let document = document::parse(&text, 0, &dialect);
        assert!(document.nodes.iter().all(|node| node.span.end as usize <= text.len()));
    }
}

#[test]
fn what_looks_like_a_link_in_code_is_none() {
    let text = "See https://a.example, `https://b.example`.\n\n```\nhttps://c.example [d](e)\n```\n\n    https://f.example\n\n- ```\n  https://g.example\n";
    let dialect = Dialect { markdown: MarkdownDialect { bare_urls: true, ..MarkdownDialect::default() }, ..Dialect::default() };
    let document = document::parse(text, 0, &dialect);
    assert_eq!(document.links.iter().map(|link| link.destination.of(text)).collect::<Vec<_>>(), ["https://a.example"]);
    let in_code = text.find("c.example").unwrap();
    assert_eq!(document.kind_at(in_code), Some(handbook_lint::page::document::Kind::CodeBlock(true)));
}

#[test]
fn indented_text_may_be_no_code() {
    let text = "para\n\n    [a](b)\n    [c](d)\n\n    <a href=\"e\">\n\n- item\n\n      [f](g)\n\n```\n[h](i)\n```\n";
    assert_eq!(parse(text).links.len(), 0, "it is by default");
    let markdown = MarkdownDialect { indented_code: false, ..MarkdownDialect::default() };
    let document = document::parse(text, 0, &Dialect { markdown, ..Dialect::default() });
    assert_eq!(document.links.iter().map(|l| l.destination.of(text)).collect::<Vec<_>>(), ["b", "d", "e", "g"]);
}

#[test]
fn a_tag_of_countless_attributes_is_let_be() {
    for attribute in ["href=\"b\" ", "a\t", "a/", "a=\"b\"", "a='b'", "a=\">\" ", "b"] {
        let text = format!("[x](y)\n\n<a {}>z</a>\n", attribute.repeat(100_000));
        assert_eq!(parse(&text).links[0].destination.of(&text), "y");
    }
}
