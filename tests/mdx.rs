//! MDX pages: what is Markdown in them, and what JSX adds.

use handbook_lint::{
    generator::slug::{Anchors, Numbering, Slugger},
    page::{
        Action, Format, Page,
        dialect::{Attributes, Dialect, MarkdownDialect},
        document::{IslandKind, Kind},
    },
    path::SitePath,
};

/// As Docusaurus 3.10 reads pages.
fn docusaurus() -> Dialect {
    let markdown = MarkdownDialect {
        attributes: Attributes::HeadingId,
        image_text_in_headings: true,
        directives: true,
        directives_in_headings: true,
        ..MarkdownDialect::default()
    };
    Dialect { markdown, ..Dialect::default() }
}

fn page(text: &str) -> Page {
    Page::parse(SitePath::new("a.mdx").unwrap(), text.as_bytes().to_vec(), Format::Mdx, &docusaurus())
}

/// The ids of Markdown headings, as Docusaurus makes them.
fn ids(text: &str) -> Vec<String> {
    let mut anchors = Anchors::new(Numbering::GithubSlugger);
    let page = page(text);
    let headings = page.document.headings.iter().filter(|heading| !heading.html);
    headings
        .map(|heading| match &heading.id {
            Some(id) => id.id.to_string(),
            None => {
                let blank = |padded: bool| if padded { " " } else { "" };
                let words = format!("{}{}{}", blank(heading.padding.0), heading.text, blank(heading.padding.1));
                anchors.assign(Slugger::Github.slug(&words)).unwrap_or_default()
            }
        })
        .collect()
}

/// Each heading and the id that @docusaurus/mdx-loader 3.10.2 gave it.
#[test]
fn heading_ids_are_those_of_docusaurus() {
    for (heading, expected) in [
        ("# Title `code` ![alt text](https://e.org/a.png) [link](/a) {#Explicit}", "Explicit"),
        ("## Using npm:run x", "using-npm-x"),
        ("## At 12:30pm :rocket: std::foo", "at-1230pm-rocket-stdfoo"),
        ("## Don't \"quote\" — it's…", "dont-quote--its"),
        ("## 日本語 見出し 🚀", "日本語-見出し-"),
        ("## Expr {props.name} and {/* note */} end", "expr-propsname-and--note--end"),
        ("## Comment id {/* #comment-id */}", "comment-id"),
        ("## Html comment <!-- #html-id -->", "html-comment-"),
        ("## Html comment <!-- note --> more", "html-comment--more"),
        ("## A <Badge text=\"x\">inner</Badge> b", "a-inner-b"),
        ("## A <b>bold</b> &amp; &copy;", "a-bold--"),
        ("## X {#my id with space}", "my id with space"),
        ("## X {#A} more", "x-a-more"),
        ("## X \\{#esc}", "esc"),
        ("<div>\n## In div\n</div>", "in-div"),
        ("<Tabs>\n    <TabItem value=\"a\">\n        ### Deep heading\n    </TabItem>\n</Tabs>", "deep-heading"),
        ("##   Ends with dash -  ##", "ends-with-dash--"),
        ("Setext *heading*\n---", "setext-heading"),
        ("## $ *emph*asis_x", "-emphasis_x"),
        ("text\n<Foo>\n## After\n</Foo>", "after"),
        (":::note Title\n\n## In note\n\n:::", "in-note"),
        ("- item\n  ## In item", "in-item"),
        ("> ## In quote", "in-quote"),
        ("## [ref][r] ![ref alt][r]\n\n[r]: https://e.org", "ref-ref-alt"),
        ("## a:b[label] c ::leaf", "alabel-c-leaf"),
    ] {
        assert_eq!(ids(heading), [expected], "{heading}");
    }
}

#[test]
fn jsx_adds_links_headings_and_ids() {
    let text = "import P, {x} from './_p.mdx'\n\n<Card href=\"/a\" to=\"/no\" />\n\ntext <Link to='/b'>b</Link> <a href={'/c'}>c</a>\n<a href={useBaseUrl('/d')}>d</a> <img src=\"e.png\" alt=\"\" />\n\n<h2 id=\"f\">Raw *g*</h2>\n\n<Section id=\"h\">\n\n[i](/i)\n\n</Section>\n";
    let page = page(text);
    let document = &page.document;
    let links: Vec<_> = document.links.iter().map(|l| (l.url(text), l.image, l.templated)).collect();
    assert_eq!(
        links,
        [
            ("/a", false, false),
            ("/b", false, false),
            ("/c", false, false),
            ("{useBaseUrl('/d')}", false, true),
            ("e.png", true, false),
            ("/i", false, false)
        ]
    );
    let heading = &document.headings[0];
    assert_eq!((heading.level, &*heading.text, heading.id.as_ref().map(|id| &*id.id)), (2, "Raw *g*", Some("f")));
    assert_eq!(document.anchors.iter().map(|anchor| &*anchor.id).collect::<Vec<_>>(), ["h"]);
    let components: Vec<_> = document.islands.iter().filter(|i| i.kind == IslandKind::Component).map(|i| i.name(text)).collect();
    assert_eq!(components, ["Card", "Link", "Section"]);
    let imports: Vec<_> = document.imports.iter().map(|i| (i.name.of(text), i.default, i.module.of(text))).collect();
    assert_eq!(imports, [("P", true, "./_p.mdx"), ("x", false, "./_p.mdx")]);
}

#[test]
fn spans_stay_true_where_indentation_is_taken_off() {
    let text = "---\na: b\n---\n<Tabs>\n\t<TabItem>\n\n\t\té [one](/one \"t\") and\n\t\t[two](</two>) `c`\n\n\t\t- [three]\n\n\t</TabItem>\n</Tabs>\n\n[three]: /three\n";
    let page = page(text);
    let links: Vec<_> = page.document.links.iter().map(|l| (l.destination.of(text), l.span.of(text))).collect();
    assert_eq!(
        links,
        [("/one", "[one](/one \"t\")"), ("/two", "[two](</two>)"), ("/three", "[three]: /three")],
        "{:?}",
        page.document.nodes
    );
    let code = page.document.nodes.iter().find(|node| node.kind() == Kind::Code).unwrap();
    assert_eq!(code.span.of(text), "`c`");
    assert!(page.document.nodes.iter().any(|node| node.kind() == Kind::Item));
}

#[test]
fn comments_in_braces_switch_rules_off() {
    let page = page("{/* handbook-disable-next-line links/broken-page -- moved */}\n[a](/a)\n");
    assert_eq!(page.directives.len(), 1);
    assert_eq!((page.directives[0].action, page.directives[0].lines.clone()), (Action::DisableNextLine, 0..1));
    assert_eq!(page.directives[0].reason.as_deref(), Some("moved"));
}

#[test]
fn code_keeps_its_braces() {
    let text = "`{a}` and\n\n```jsx\n<A href=\"/x\">{b}</A>\n```\n\n\\{c} \\<D>\n";
    let document = page(text).document;
    assert!(document.islands.is_empty() && document.links.is_empty() && document.elements.is_empty(), "{document:?}");
}
