//! What a built page holds: ids, links, and where on the page they stand.

use html5gum::{
    Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use rustc_hash::FxHashSet;
use std::{borrow::Cow, convert::Infallible};

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
        let text = utf8(bytes);
        let text = without_endless_tags(&text);
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

/// UTF-16 becomes UTF-8; anything else stays, since tags are ASCII.
fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Cow::Owned(text.into_bytes())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => Cow::Borrowed(bytes),
    }
}

/// More parts than anybody's tag has. The tokenizer goes one call deeper at each.
const MOST_PARTS: usize = 1000;

/// The text up to a tag that has more parts than can be read.
fn without_endless_tags(bytes: &[u8]) -> &[u8] {
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()).map(|open| at + open) {
        let rest = bytes.get(open..).unwrap_or_default();
        at = match raw_end(rest) {
            Some(end) => open + end,
            None if rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') => match tag_end(rest) {
                Some(end) => open + end,
                None => return bytes.get(..open).unwrap_or_default(),
            },
            None => open + 1,
        };
    }
    bytes
}

/// The end of a comment, or of an element whose content is no HTML: there, `<` opens nothing.
fn raw_end(rest: &[u8]) -> Option<usize> {
    let find = |needle: &[u8]| memchr::memmem::find(rest, needle).map_or(rest.len(), |at| at + needle.len());
    let opens = |name: &[u8]| rest.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if rest.starts_with(b"<!--") {
        return Some(find(b"-->"));
    }
    // Their end is looked for in the usual case only: too far costs no more than a tag that is not held against the limit.
    [b"script" as &[u8], b"style"].into_iter().find(|name| opens(name)).map(|name| find(&[b"</", name].concat()))
}

/// The end of a tag, at most so many parts away.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut parts = 0;
    let mut quote = None;
    for (at, &byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) => quote = Some(open).filter(|&open| open != byte),
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'=') => parts += 1,
            _ => {}
        }
        if parts > MOST_PARTS {
            return None;
        }
    }
    Some(rest.len())
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

/// An element that tells where on the page one is.
struct Frame {
    name: Box<[u8]>,
    /// Whether it is the content by its role, not by its name.
    is_main: bool,
    /// Where its content is. Kept, because many elements may stand deep inside many frames.
    place: Place,
}

#[derive(Default)]
struct Reader {
    document: Document,
    frames: Vec<Frame>,
    /// The numbers of the open `<nav>` and `<aside>` elements.
    menus: Vec<u32>,
    menu_count: u32,
    in_heading: bool,
    templates: u32,
    has_main: bool,
    heading_in_article: bool,
    in_head: bool,
    /// What stands in an open `<noscript>`, which is no HTML where scripts run.
    noscript: Option<Vec<u8>>,
    /// Where those without scripts are sent.
    without_scripts: Option<Box<str>>,
    /// The address that the page calls its own.
    canonical: Option<Box<str>>,
    tag: Tag,
}

/// A start tag while it is read.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Tag {
    /// Takes up a part of the tag.
    fn on_event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => *self = Self { name: name.to_vec(), attributes: Vec::new() },
            CallbackEvent::AttributeName { name } => self.attributes.push((name.to_vec(), Vec::new())),
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, place)) = self.attributes.last_mut() {
                    *place = value.to_vec();
                }
            }
            _ => {}
        }
    }

    fn is(&self, name: &str) -> bool {
        self.name == name.as_bytes()
    }

    /// The value of an attribute, without blanks around it.
    fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name.as_bytes())?;
        Some(match String::from_utf8_lossy(value) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        })
    }

    fn is_refresh(&self) -> bool {
        self.is("meta") && self.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"))
    }

    /// Where a `<meta http-equiv="refresh">` leads.
    fn refresh(&self) -> Option<Box<str>> {
        refresh(&self.get("content")?).map(Box::from)
    }
}

/// Frames deeper than this are not told apart.
const DEEPEST: usize = 500;

impl Reader {
    fn on_event(&mut self, event: CallbackEvent<'_>) {
        self.tag.on_event(&event);
        match event {
            CallbackEvent::CloseStartTag { .. } => {
                let tag = std::mem::take(&mut self.tag);
                self.open(&tag);
            }
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } if self.noscript.is_some() => {
                self.noscript.iter_mut().for_each(|text| text.extend_from_slice(value));
            }
            CallbackEvent::String { value } if self.in_heading && self.templates == 0 => {
                if let Some(heading) = self.document.headings.last_mut() {
                    heading.push_str(&String::from_utf8_lossy(value));
                }
            }
            _ => {}
        }
    }

    fn place(&self) -> Place {
        self.frames.last().map(|frame| frame.place).unwrap_or_default()
    }

    fn open(&mut self, tag: &Tag) {
        if tag.is("template") {
            self.templates += 1;
        }
        if self.templates > 0 {
            return;
        }
        let is_main = tag.get("role").is_some_and(|role| role.eq_ignore_ascii_case("main"));
        // A `<div role="main">` ends with its own end tag, so those in it are followed too.
        let is_nested = self.frames.iter().any(|frame| frame.is_main && *frame.name == *tag.name);
        let is_frame = matches!(&*tag.name, b"main" | b"article" | b"nav" | b"aside" | b"header" | b"footer" | b"pre")
            || is_main
            || is_nested;
        if is_frame && self.frames.len() < DEEPEST {
            let place = self.place().inside(&tag.name, is_main);
            self.frames.push(Frame { name: tag.name.as_slice().into(), is_main, place });
            self.has_main |= is_main || tag.is("main");
            if matches!(&*tag.name, b"nav" | b"aside") {
                self.menu_count += 1;
                self.menus.push(self.menu_count);
            }
        }
        let is_heading = matches!(&*tag.name, [b'h', b'1'..=b'6']);
        if is_heading {
            self.document.headings.push(String::new());
            self.in_heading = true;
        }
        let place = self.place();
        if is_heading {
            // The cards of a start page are articles too; their headings have no ids.
            let counts = tag.is("h1") || tag.get("id").is_some();
            self.heading_in_article |= counts && Content::Article.holds(place);
        }
        let names: [Option<&str>; 2] = if tag.is("a") { [Some("id"), Some("name")] } else { [Some("id"), None] };
        let mut seen: Option<Box<str>> = None;
        for id in names.into_iter().flatten().filter_map(|name| tag.get(name)).filter(|id| !id.is_empty()) {
            if seen.as_deref() != Some(&*id) {
                let of = match tag.is("a") {
                    _ if self.in_heading => Bearer::Heading(self.document.headings.len() - 1),
                    true => Bearer::Link,
                    false => Bearer::Other,
                };
                self.document.ids.push(Id { id: (*id).into(), of, place });
                seen = Some((*id).into());
            }
        }
        let has_id = seen.is_some();
        match &*tag.name {
            b"a" => {
                let address = tag.get("href").map(|address| Box::from(&*address));
                if address.is_some() || !has_id {
                    self.link(address, false, place);
                }
            }
            b"img" | b"video" | b"audio" | b"source" | b"iframe" | b"embed" => {
                if let Some(address) = tag.get("src") {
                    self.link(Some((*address).into()), true, place);
                }
            }
            b"link" => {
                let rel = tag.get("rel").unwrap_or_default();
                let address = tag.get("href").map(|address| Box::from(&*address));
                if rel.eq_ignore_ascii_case("canonical") {
                    self.canonical = self.canonical.take().or(address);
                } else if address.is_some() && !self.in_head {
                    self.link(address, true, place);
                }
            }
            b"head" => self.in_head = true,
            b"body" => self.in_head = false,
            b"noscript" => self.noscript = Some(Vec::new()),
            b"base" if self.document.base.is_none() => {
                self.document.base = tag.get("href").map(|address| Box::from(&*address));
            }
            b"meta" if tag.is_refresh() => {
                self.document.refresh = tag.refresh();
            }
            _ => {}
        }
    }

    fn link(&mut self, address: Option<Box<str>>, image: bool, place: Place) {
        let menu = self.menus.last().copied().unwrap_or_default();
        self.document.links.push(Link { address, image, menu, place });
    }

    fn close(&mut self, name: &[u8]) {
        if name == b"template" {
            self.templates = self.templates.saturating_sub(1);
        }
        if self.templates > 0 {
            return;
        }
        match name {
            [b'h', b'1'..=b'6'] => self.in_heading = false,
            b"head" => self.in_head = false,
            b"noscript" => {
                let text = self.noscript.take().unwrap_or_default();
                self.without_scripts = self.without_scripts.take().or_else(|| refresh_in(&text));
            }
            _ => {}
        }
        if let Some(at) = self.frames.iter().rposition(|frame| *frame.name == *name) {
            for frame in self.frames.drain(at..) {
                if matches!(&*frame.name, b"nav" | b"aside") {
                    self.menus.pop();
                }
            }
        }
    }
}

/// Where the first `<meta http-equiv="refresh">` in a piece of HTML leads.
fn refresh_in(html: &[u8]) -> Option<Box<str>> {
    let mut tag = Tag::default();
    let mut found = None;
    let emitter = CallbackEmitter::<_, Infallible, ()>::new(|event: CallbackEvent<'_>, _| {
        tag.on_event(&event);
        if matches!(event, CallbackEvent::CloseStartTag { .. }) && found.is_none() && tag.is_refresh() {
            found = tag.refresh();
        }
        None
    });
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    found
}

/// The address in `0; url=/x/`.
fn refresh(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let rest = match rest.get(..3) {
        Some(word) if word.eq_ignore_ascii_case("url") => rest.get(3..)?.trim_start().strip_prefix('=')?.trim_start(),
        _ => rest,
    };
    let address = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest,
    };
    Some(address.trim()).filter(|address| !address.is_empty())
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
            assert_eq!(refresh(content), expected, "{content}");
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
