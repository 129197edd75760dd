//! Goes through a page and notes what it holds.

use super::{
    Bearer, Content, Document, Id, Link, Place,
    tag::{Tag, refresh_in},
};
use html5gum::emitters::callback::CallbackEvent;

/// An element that tells where on the page one is.
struct Frame {
    name: Box<[u8]>,
    /// Whether it is the content by its role, not by its name.
    is_main: bool,
    /// Where its content is. Kept, because many elements may stand deep inside many frames.
    place: Place,
}

/// What is known of a page so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) document: Document,
    frames: Vec<Frame>,
    /// The numbers of the open `<nav>` and `<aside>` elements.
    menus: Vec<u32>,
    menu_count: u32,
    in_heading: bool,
    templates: u32,
    pub(super) has_main: bool,
    pub(super) heading_in_article: bool,
    in_head: bool,
    /// What stands in an open `<noscript>`, which is no HTML where scripts run.
    noscript: Option<Vec<u8>>,
    /// Where those without scripts are sent.
    pub(super) without_scripts: Option<Box<str>>,
    /// The address that the page calls its own.
    pub(super) canonical: Option<Box<str>>,
    tag: Tag,
}

/// Frames deeper than this are not told apart.
const DEEPEST: usize = 500;

impl Reader {
    /// Takes up a part of the page.
    pub(super) fn on_event(&mut self, event: CallbackEvent<'_>) {
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
