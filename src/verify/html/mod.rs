//! What a built page holds: ids, links, and where on the page they stand.

mod bytes;
mod reader;
mod tag;

use html5gum::{
    Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use reader::Reader;
use rustc_hash::FxHashSet;
use std::convert::Infallible;

/// A built page, reduced to what is compared.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Every id and `<a name>`, in their order.
    pub(super) ids: Vec<Id>,
    /// The words of every heading, in their order.
    pub(super) headings: Vec<String>,
    /// Every link and picture, in their order.
    pub(super) links: Vec<Link>,
    /// What relative addresses start from, where a `<base>` says so.
    pub(super) base: Option<Box<str>>,
    /// Where the page sends its readers at once (`<meta http-equiv="refresh">`).
    pub(super) refresh: Option<Box<str>>,
    content: Content,
    /// All ids, to look them up.
    names: FxHashSet<Box<str>>,
}

/// An id on a page.
#[derive(Debug)]
pub(super) struct Id {
    /// The id.
    pub(super) id: Box<str>,
    /// What it is the id of.
    pub(super) of: Bearer,
    place: Place,
}

/// What has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    /// A heading or something in one, by the heading's place in [`Document::headings`].
    Heading(usize),
    /// An `<a>`.
    Link,
    /// Anything else: links are seldom made to it.
    Other,
}

/// A link or picture on a page.
#[derive(Debug)]
pub(super) struct Link {
    /// The address as written; `None` for an `<a>` that leads nowhere and names no place.
    pub(super) address: Option<Box<str>>,
    /// Whether it shows its target instead of leading there.
    pub(super) image: bool,
    /// Which `<nav>` or `<aside>` of the page it stands in, counted from 1; 0 for none.
    pub(super) menu: u32,
    place: Place,
}

/// The elements around something.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    main: bool,
    article: bool,
    /// In a `<nav>`.
    nav: bool,
    /// In an `<aside>` that is no part of an article.
    aside: bool,
    header: bool,
    footer: bool,
    /// In preformatted text: numbered lines.
    pre: bool,
}

impl Place {
    /// The place of what is in an element that is at this place.
    fn inside(self, name: &[u8], is_main: bool) -> Self {
        match name {
            b"main" => Self { main: true, ..self },
            _ if is_main => Self { main: true, ..self },
            // What an article has around it, it does not have in it.
            b"article" => Self { main: self.main, article: true, nav: self.nav, ..Self::default() },
            b"nav" => Self { nav: true, ..self },
            b"aside" => Self { aside: self.aside || !self.article, ..self },
            b"header" => Self { header: true, ..self },
            b"footer" => Self { footer: true, ..self },
            b"pre" => Self { pre: true, ..self },
            _ => self,
        }
    }
}

/// Which part of a page is its content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Content {
    /// Its articles, where they hold headings.
    Article,
    /// Its `<main>`.
    Main,
    /// All but menus, header and footer.
    #[default]
    Body,
}

impl Content {
    fn holds(self, place: Place) -> bool {
        !place.nav
            && !place.footer
            && match self {
                Self::Article => place.article,
                Self::Main => place.main,
                Self::Body => !place.header && !place.aside,
            }
    }
}

impl Document {
    /// Reads a page. Bad HTML is read as browsers do, as far as that matters here.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = bytes::utf8(bytes);
        let text = bytes::without_endless_tags(&text);
        let mut reader = Reader::default();
        let mut emitter = CallbackEmitter::<_, Infallible, ()>::new(|event: CallbackEvent<'_>, _| {
            reader.on_event(event);
            None
        });
        emitter.naively_switch_states(true);
        // The callback takes everything: the tokenizer itself yields nothing, and on bytes it cannot fail.
        Tokenizer::new_with_emitter(text, emitter).for_each(drop);
        let Reader { mut document, heading_in_article, has_main, canonical, without_scripts, .. } = reader;
        // A stub whose script leads on, and which says so to those without scripts. A page that only these leave is no stub.
        if document.refresh.is_none() && without_scripts.is_some() && without_scripts == canonical {
            document.refresh = without_scripts;
        }
        document.names = document.ids.iter().map(|id| id.id.clone()).collect();
        document.content = match (heading_in_article, has_main) {
            (true, _) => Content::Article,
            (false, true) => Content::Main,
            (false, false) => Content::Body,
        };
        document
    }

    /// Whether the id is there.
    pub(super) fn has(&self, id: &str) -> bool {
        self.names.contains(id)
    }

    /// The ids in the content that links are made to.
    pub(super) fn anchors(&self) -> impl Iterator<Item = &Id> {
        self.ids.iter().filter(|id| id.of != Bearer::Other && !id.place.pre && self.content.holds(id.place))
    }

    /// The links of the content.
    pub(super) fn content_links(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| self.content.holds(link.place))
    }

    /// All links, each with whether it stands around the content, not in it.
    pub(super) fn links_with_frame(&self) -> impl Iterator<Item = (&Link, bool)> {
        self.links.iter().map(|link| (link, !self.content.holds(link.place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(html: &str) -> Vec<String> {
        Document::read(html.as_bytes()).anchors().map(|id| id.id.to_string()).collect()
    }

    fn addresses(html: &str) -> Vec<String> {
        let document = Document::read(html.as_bytes());
        document.content_links().map(|link| link.address.as_deref().unwrap_or("-").to_owned()).collect()
    }

    #[test]
    fn the_content_is_found() {
        for (html, expected) in [
            ("<h1 id=a>x</h1><nav><h2 id=b>y</h2></nav>", &["a"][..]),
            ("<header><h1 id=a>x</h1></header><main><h2 id=b>y</h2></main>", &["b"]),
            (
                "<main><aside><h2 id=toc>y</h2></aside><article><header><h1 id=a>x</h1></header><aside><h2 id=b>y</h2></aside></article></main>",
                &["a", "b"],
            ),
            ("<div role=main><div><h2 id=a>x</h2></div><h2 id=b>y</h2></div><h2 id=c>z</h2>", &["a", "b"]),
            ("<main><h2><a id=a></a><span id=b>y</span></h2><div id=c></div><pre><a id=line-1></a></pre></main>", &["a", "b"]),
            ("<main><template><h2 id=a>x</h2></template><!-- <h2 id=b> --><script>'<h2 id=c>'</script><h2 id=d>y", &["d"]),
            ("<main><a name=old></a><a id=x name=x href=/></a></main>", &["old", "x"]),
        ] {
            assert_eq!(anchors(html), expected, "{html}");
        }
    }

    #[test]
    fn links_are_found() {
        let html =
            "<nav><a href=/menu></a></nav><main><a href='/a?b=1&amp;c=2'>x</a><a>y</a><a id=z></a><img src=\" p.png \"></main>";
        assert_eq!(addresses(html), ["/a?b=1&c=2", "-", "p.png"]);
        let document = Document::read(html.as_bytes());
        let menu: Vec<_> = document
            .links_with_frame()
            .filter(|(_, frame)| *frame)
            .map(|(link, _)| (link.address.as_deref(), link.menu))
            .collect();
        assert_eq!(menu, [(Some("/menu"), 1)]);
    }

    #[test]
    fn style_sheets_of_the_content_are_links() {
        let html = "<head><link rel=stylesheet href=/theme.css></head><body><link rel=stylesheet href=/own.css></body>";
        assert_eq!(addresses(html), ["/own.css"]);
    }

    #[test]
    fn redirects_are_read() {
        for (content, expected) in [
            ("0; url=/x/", Some("/x/")),
            ("0;URL='/x/'", Some("/x/")),
            ("0; /x/", Some("/x/")),
            ("5", None),
            ("0; url=", None),
            ("", None),
        ] {
            assert_eq!(tag::refresh(content), expected, "{content}");
        }
        let stub = |canonical: &str| {
            format!(
                "<link rel=canonical href={canonical}><script>go()</script>\
                 <noscript><meta http-equiv=refresh content='0; url=/new/'></noscript>"
            )
        };
        assert_eq!(Document::read(stub("/new/").as_bytes()).refresh.as_deref(), Some("/new/"));
        assert_eq!(Document::read(stub("/own/").as_bytes()).refresh, None);
        let html = "<meta http-equiv=Refresh content=\"0; url=../new/\"><base href=/b/>";
        let document = Document::read(html.as_bytes());
        assert_eq!((document.refresh.as_deref(), document.base.as_deref()), (Some("../new/"), Some("/b/")));
    }

    #[test]
    fn nothing_is_too_odd() {
        let wide: Vec<u8> = "\u{feff}<h1 id=\u{e9}>x</h1>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(Document::read(&wide).has("\u{e9}"));
        assert!(Document::read(b"<h1 id=\"\xff\">").has("\u{fffd}"));
        assert_eq!(Document::read(b"").ids.len(), 0);
        let many = format!("<p id=a><p {}><p id=b>", "x=1 ".repeat(200_000));
        assert!(Document::read(many.as_bytes()).has("a"));
        let closing = format!("<p id=a></p {}><p id=b>", "x=1 ".repeat(200_000));
        assert!(Document::read(closing.as_bytes()).has("a"));
        let deep = format!("{}<h1 id=a>", "<nav><article>".repeat(10_000));
        assert!(Document::read(deep.as_bytes()).has("a"));
        let odd = "<".repeat(200_000) + &"<!--".repeat(1000) + &"<script>".repeat(1000) + &"&".repeat(200_000);
        Document::read(odd.as_bytes());
    }
}
