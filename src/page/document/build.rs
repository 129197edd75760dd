//! From the Markdown parser's events to a [`Document`].

use super::{
    Anchor, Definition, Document, Heading, Image, Kind, Link, LinkKind, Node, UndefinedLabel, attributes, destination,
    html::{self, Found},
    islands::{self, Island},
};
use crate::{
    page::dialect::{Attributes, Dialect, MarkdownDialect, TemplateSyntax},
    text::Span,
};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Parses the Markdown of `text` that starts at byte `start`. Spans count from the start of `text`.
pub fn parse(text: &str, start: usize, dialect: &Dialect) -> Document {
    let body = text.get(start..).unwrap_or_default();
    let (masked, islands) = match dialect.templates {
        Some(syntax) => islands::mask(body, syntax),
        None => (body.into(), Vec::new()),
    };
    let mut undefined = Vec::new();
    let mut on_broken = |link: BrokenLink<'_>| {
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            let mut span = Span::from(link.span).shifted(start);
            if link.link_type == LinkType::Collapsed && text.get(span.end as usize..).is_some_and(|rest| rest.starts_with("[]")) {
                span.end += 2;
            }
            undefined.push(UndefinedLabel { span, label: link.reference.as_ref().into() });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&masked, options(&dialect.markdown), Some(&mut on_broken));
    let mut builder = Builder::new(body, &masked, start, &dialect.markdown);
    builder.document.islands = shifted(islands, start);
    let mut events = parser.into_offset_iter();
    for (event, range) in events.by_ref() {
        builder.event(event, range);
    }
    for (label, definition) in events.reference_definitions().iter() {
        builder.definition(label, definition.dest.as_ref(), definition.span.clone());
    }
    drop(events);
    let mut document = builder.finish();
    document.undefined_labels = undefined;
    document
}

/// Reads the HTML of a template in `text` that starts at byte `start`: there is no Markdown in it.
pub fn parse_template(text: &str, start: usize, dialect: &Dialect) -> Document {
    let body = text.get(start..).unwrap_or_default();
    let syntax = dialect.templates.unwrap_or(TemplateSyntax::Nunjucks);
    let (masked, islands) = islands::mask(body, syntax);
    let mut builder = Builder::new(body, &masked, start, &dialect.markdown);
    builder.document.islands = shifted(islands, start);
    let mut found = Found::default();
    html::scan(&masked, start, &mut found);
    builder.add_html(found);
    builder.document
}

/// The links in the HTML of `source`, which stands at byte `start` of the page.
pub(crate) fn html_links(source: &str, start: usize, kind: LinkKind) -> Vec<Link> {
    if !source.contains("<a ") && !source.contains("<img ") {
        return Vec::new();
    }
    let dialect = MarkdownDialect::default();
    let mut builder = Builder::new(source, source, start, &dialect);
    builder.scan_html(0..source.len());
    builder.document.links.into_iter().map(|link| Link { kind, ..link }).collect()
}

fn shifted(islands: Vec<Island>, by: usize) -> Vec<Island> {
    islands.into_iter().map(|island| Island { span: island.span.shifted(by), ..island }).collect()
}

fn options(markdown: &MarkdownDialect) -> Options {
    let mut options = Options::empty();
    options.set(Options::ENABLE_TABLES, markdown.tables);
    options.set(Options::ENABLE_FOOTNOTES, markdown.footnotes);
    options.set(Options::ENABLE_STRIKETHROUGH, markdown.strikethrough);
    options.set(Options::ENABLE_TASKLISTS, markdown.tasks);
    options.set(Options::ENABLE_DEFINITION_LIST, markdown.definition_lists);
    options.set(Options::ENABLE_MATH, markdown.math);
    options
}

struct Builder<'a> {
    body: &'a str,
    /// The body with its template tags overwritten, byte for byte: what the parser saw.
    masked: &'a str,
    start: usize,
    dialect: &'a MarkdownDialect,
    document: Document,
    open: Vec<usize>,
    links: Vec<OpenLink<'a>>,
    /// Where links (not images) stand.
    linked: Vec<Span>,
    heading: Option<OpenHeading>,
    html: Option<Range<usize>>,
    /// Labels in use, and whether an image uses them.
    used: FxHashMap<String, bool>,
}

struct OpenLink<'a> {
    kind: LinkType,
    destination: CowStr<'a>,
    image: bool,
    range: Range<usize>,
    text_start: usize,
    text_end: usize,
    label: CowStr<'a>,
    has_text: bool,
}

struct OpenHeading {
    level: u8,
    range: Range<usize>,
    text: String,
    text_span: Option<Range<usize>>,
    /// Length of `text` when something other than text was last added: attributes can only stand after it.
    tail: usize,
}

impl<'a> Builder<'a> {
    fn new(body: &'a str, masked: &'a str, start: usize, dialect: &'a MarkdownDialect) -> Self {
        Self {
            body,
            masked,
            start,
            dialect,
            document: Document::default(),
            open: Vec::new(),
            links: Vec::new(),
            linked: Vec::new(),
            heading: None,
            html: None,
            used: FxHashMap::default(),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::from(range.clone()).shifted(self.start)
    }

    fn push(&mut self, kind: Kind, range: &Range<usize>) {
        let node = Node::new(kind, self.span(range), self.document.nodes.len() + 1);
        self.document.nodes.push(node);
    }

    fn event<'e: 'a>(&mut self, event: Event<'e>, range: Range<usize>) {
        if let Some(link) = self.links.last_mut()
            && !matches!(event, Event::End(_))
        {
            link.text_end = link.text_end.max(range.end);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            // Code is one block: what looks like a link or an address in it is none.
            Event::Text(_) if self.in_code_block() => {}
            Event::Text(text) => {
                self.words(&text, &range, true);
                let span = self.span(&range);
                // The parser cuts text at every character that might have been markup.
                match self.document.nodes.last_mut() {
                    Some(last) if last.kind() == Kind::Text && last.span.end == span.start => last.span.end = span.end,
                    _ => self.push(Kind::Text, &range),
                }
            }
            Event::Code(text) => {
                self.words(&text, &range, false);
                self.push(Kind::Code, &range);
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text, &range, false);
                self.push(Kind::Math, &range);
            }
            Event::Html(_) => match &mut self.html {
                Some(run) => run.end = range.end,
                None => self.html = Some(range),
            },
            Event::InlineHtml(_) => {
                self.push(Kind::InlineHtml, &range);
                if let Some(heading) = &mut self.heading {
                    heading.tail = heading.text.len();
                }
                self.scan_html(range);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.words(" ", &range, true);
                self.push(if event == Event::SoftBreak { Kind::SoftBreak } else { Kind::HardBreak }, &range);
            }
            Event::FootnoteReference(_) => self.push(Kind::FootnoteReference, &range),
            Event::Rule => self.push(Kind::Rule, &range),
            Event::TaskListMarker(_) => self.push(Kind::TaskMarker, &range),
        }
    }

    fn in_code_block(&self) -> bool {
        let innermost = self.open.last().and_then(|&at| self.document.nodes.get(at));
        innermost.is_some_and(|node| node.kind() == Kind::CodeBlock)
    }

    /// Words of the text: of the open heading, and of the image they may describe.
    fn words(&mut self, text: &str, range: &Range<usize>, plain: bool) {
        let in_image = match self.links.last_mut() {
            Some(link) if link.image => {
                link.has_text |= !text.trim().is_empty();
                true
            }
            _ => false,
        };
        let Some(heading) = &mut self.heading else { return };
        if in_image && !self.dialect.image_text_in_headings {
            heading.tail = heading.text.len();
            return;
        }
        heading.text.push_str(text);
        if !plain {
            heading.tail = heading.text.len();
        }
        match &mut heading.text_span {
            Some(span) => span.end = range.end,
            None => heading.text_span = Some(range.clone()),
        }
    }

    fn start<'e: 'a>(&mut self, tag: Tag<'e>, range: Range<usize>) {
        let kind = match &tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(*level as u8),
            Tag::BlockQuote(_) => Kind::BlockQuote,
            Tag::CodeBlock(_) => Kind::CodeBlock,
            Tag::HtmlBlock => Kind::HtmlBlock,
            Tag::List(first) => Kind::List(first.is_some()),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(_) => Kind::FootnoteDefinition,
            Tag::DefinitionList => Kind::DefinitionList,
            Tag::DefinitionListTitle => Kind::DefinitionTerm,
            Tag::DefinitionListDefinition => Kind::Definition,
            Tag::Table(_) => Kind::Table,
            Tag::TableHead => Kind::TableHead,
            Tag::TableRow => Kind::TableRow,
            Tag::TableCell => Kind::TableCell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Link { .. } => Kind::Link,
            Tag::Image { .. } => Kind::Image,
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => Kind::Other,
        };
        self.open.push(self.document.nodes.len());
        self.push(kind, &range);
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some(OpenHeading { level: level as u8, range, text: String::new(), text_span: None, tail: 0 });
            }
            Tag::Link { link_type, dest_url, id, .. } => {
                self.linked.push(self.span(&range));
                self.open_link(link_type, dest_url, id, false, range);
            }
            Tag::Image { link_type, dest_url, id, .. } => self.open_link(link_type, dest_url, id, true, range),
            _ => {}
        }
    }

    fn open_link(&mut self, kind: LinkType, destination: CowStr<'a>, label: CowStr<'a>, image: bool, range: Range<usize>) {
        let text_start = (range.start + 1 + usize::from(image)).min(range.end);
        let link = OpenLink { kind, destination, image, text_start, text_end: text_start, range, label, has_text: false };
        self.links.push(link);
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(index) = self.open.pop() {
            let end = self.document.nodes.len();
            self.document.nodes[index].set_end(end);
        }
        match tag {
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::HtmlBlock => {
                if let Some(run) = self.html.take() {
                    self.scan_html(run);
                }
            }
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let Some(OpenHeading { level, range, mut text, text_span, tail }) = self.heading.take() else { return };
        let text_span = text_span.unwrap_or(range.start..range.start);
        let mut id = None;
        if self.dialect.attributes != Attributes::None
            && let Some(list) = attributes::trailing(&text, self.dialect.attributes).filter(|list| list.start >= tail)
        {
            id = self.body[range.clone()].rfind('{').and_then(|open| {
                let written = &self.body[range.start + open..range.end];
                let close = written.find('}')? + 1;
                let id = attributes::id(&written[..close])?;
                let at = range.start + open;
                Some(Anchor { id: written[id.clone()].into(), span: self.span(&(at + id.start..at + id.end)), name: false })
            });
            text.truncate(list.start);
        }
        let span = self.span(&range);
        let heading = Heading {
            level,
            span,
            text: text.trim().into(),
            text_span: self.span(&text_span),
            id,
            html: false,
            templated: self.templated(span),
        };
        self.document.headings.push(heading);
    }

    fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if link.image {
            self.document.images.push(Image { span: self.span(&link.range), alt_is_empty: !link.has_text });
            if let Some(outer) = self.links.last_mut() {
                outer.has_text |= link.has_text;
            }
        }
        let (kind, destination) = match link.kind {
            LinkType::Inline => {
                let found = destination::of_inline(self.masked, link.text_end, link.range.end);
                (LinkKind::Inline, found.unwrap_or(link.range.end..link.range.end))
            }
            LinkType::Autolink | LinkType::Email => (LinkKind::Autolink, link.range.start + 1..link.range.end.saturating_sub(1)),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                *self.used.entry(fold(&link.label)).or_default() |= link.image;
                return;
            }
            _ => return,
        };
        let written = self.body.get(destination.clone()).unwrap_or_default();
        let templated = self.templated(self.span(&destination));
        let url = match link.kind {
            LinkType::Email => Some(format!("mailto:{}", link.destination).into()),
            _ if templated || written == link.destination.as_ref() => None,
            _ => Some(link.destination.as_ref().into()),
        };
        self.document.links.push(Link {
            kind,
            image: link.image,
            templated,
            span: self.span(&link.range),
            text: self.span(&(link.text_start..link.text_end)),
            destination: self.span(&destination),
            url,
        });
    }

    fn definition(&mut self, label: &str, url: &str, range: Range<usize>) {
        let used = self.used.get(&fold(label)).copied();
        let span = self.span(&range);
        self.document.definitions.push(Definition { span, label: label.into(), used: used.is_some() });
        let (Some(image), Some(destination)) = (used, destination::of_definition(self.masked, range)) else { return };
        let templated = self.templated(self.span(&destination));
        let differs = !templated && &self.body[destination.clone()] != url;
        self.document.links.push(Link {
            kind: LinkKind::Definition,
            image,
            templated,
            span,
            text: Span::at(span.start as usize),
            destination: self.span(&destination),
            url: differs.then(|| url.into()),
        });
    }

    fn templated(&self, span: Span) -> bool {
        let islands = &self.document.islands;
        let next = islands.partition_point(|island| island.span.end <= span.start);
        islands.get(next).is_some_and(|island| island.span.start < span.end)
    }

    fn scan_html(&mut self, range: Range<usize>) {
        let Some(piece) = self.masked.get(range.clone()) else { return };
        let mut found = Found::default();
        html::scan(piece, self.start + range.start, &mut found);
        self.add_html(found);
    }

    fn add_html(&mut self, found: Found) {
        // Spans count from the start of the page, so look things up with an empty prefix of the same length in mind.
        let at = |span: Span| Span::new(span.start as usize - self.start, span.end as usize - self.start).of(self.body);
        let mut links = Vec::new();
        let mut headings = Vec::new();
        for (index, element) in found.elements.iter().enumerate() {
            let name = at(element.name);
            let heading = found.headings.iter().find(|heading| heading.element == index);
            let mut heading_id = None;
            for attribute in &element.attributes {
                let key = at(attribute.name);
                let value = attribute.decoded.as_deref().unwrap_or_else(|| at(attribute.value));
                let is = |wanted: &str| key.eq_ignore_ascii_case(wanted);
                if is("id") || is("name") && name.eq_ignore_ascii_case("a") {
                    let anchor = Anchor { id: value.into(), span: attribute.value, name: is("name") };
                    if heading.is_some() {
                        heading_id = Some(anchor);
                    } else if !value.is_empty() {
                        self.document.anchors.push(anchor);
                    }
                } else if let Some(image) = link_attribute(name, key) {
                    links.push(Link {
                        kind: if image { LinkKind::HtmlResource } else { LinkKind::HtmlLink },
                        image,
                        templated: self.templated(attribute.value),
                        span: element.span,
                        text: element.name,
                        destination: attribute.value,
                        url: attribute.decoded.clone(),
                    });
                }
            }
            if let Some(heading) = heading {
                let span = Span::new(element.span.start as usize, heading.end.max(element.span.end as usize));
                headings.push(Heading {
                    level: heading.level,
                    span,
                    text: heading.text.trim().into(),
                    text_span: Span::new(element.span.end as usize, span.end as usize),
                    id: heading_id,
                    html: true,
                    templated: !heading.closed || self.templated(span),
                });
            }
        }
        self.document.links.append(&mut links);
        self.document.headings.append(&mut headings);
        self.document.comments.extend(found.comments);
        self.document.elements.extend(found.elements);
    }

    fn finish(mut self) -> Document {
        self.document.links.sort_by_key(|link| (link.destination.start, link.span.start));
        if self.dialect.bare_urls {
            self.bare_urls();
        }
        if self.dialect.attributes == Attributes::Everywhere {
            self.inline_attributes();
            self.document.anchors.sort_by_key(|anchor| anchor.span.start);
        }
        self.document.nodes.shrink_to_fit();
        self.document.links.shrink_to_fit();
        self.document.headings.shrink_to_fit();
        self.document
    }

    /// The text node that holds byte `offset` of the body, unless it is part of a link.
    fn plain_text_at(&self, offset: usize) -> Option<Span> {
        let at = (self.start + offset) as u32;
        let nodes = &self.document.nodes;
        // Nodes stand in the order of the text but for a few that begin a little before their elder sibling's end.
        let after = nodes.partition_point(|node| node.span.start <= at);
        let text =
            nodes[..after].iter().rev().take(4).find(|node| node.kind() == Kind::Text && node.span.contains(at as usize))?;
        let link = self.linked.partition_point(|link| link.start <= at).checked_sub(1).map(|index| self.linked[index]);
        link.is_none_or(|link| !link.contains(at as usize)).then_some(text.span)
    }

    fn bare_urls(&mut self) {
        let bytes = self.masked.as_bytes();
        let mut finder = None;
        let mut done = 0;
        let mut found = Vec::new();
        for at in memchr::memmem::find_iter(bytes, b"://") {
            if at < done {
                continue;
            }
            let Some(span) = self.plain_text_at(at) else { continue };
            let finder = finder.get_or_insert_with(|| {
                let mut finder = linkify::LinkFinder::new();
                finder.kinds(&[linkify::LinkKind::Url]);
                finder
            });
            let text = Span::new(span.start as usize - self.start, span.end as usize - self.start);
            for link in finder.links(text.of(self.masked)) {
                let span = Span::new(link.start(), link.end()).shifted(span.start as usize);
                found.push(Link {
                    kind: LinkKind::BareUrl,
                    image: false,
                    templated: self.templated(span),
                    span,
                    text: Span::at(span.start as usize),
                    destination: span,
                    url: None,
                });
            }
            done = text.end as usize;
        }
        if !found.is_empty() {
            self.document.links.append(&mut found);
            self.document.links.sort_by_key(|link| (link.destination.start, link.span.start));
        }
    }

    fn inline_attributes(&mut self) {
        for at in memchr::memchr_iter(b'{', self.body.as_bytes()) {
            let Some(list) = attributes::leading(&self.body[at..]) else { continue };
            let Some(id) = attributes::id(&self.body[at..at + list.end]) else { continue };
            if self.plain_text_at(at).is_none() {
                continue;
            }
            let span = self.span(&(at + id.start..at + id.end));
            let headings = &self.document.headings;
            let heading = headings.partition_point(|heading| heading.span.start <= span.start).checked_sub(1);
            if heading.is_some_and(|index| headings[index].span.covers(span)) {
                continue;
            }
            self.document.anchors.push(Anchor { id: self.body[at + id.start..at + id.end].into(), span, name: false });
        }
    }
}

/// Whether an HTML attribute holds an address; `Some(true)` when it loads a file.
fn link_attribute(element: &str, attribute: &str) -> Option<bool> {
    let is = |name: &str| attribute.eq_ignore_ascii_case(name);
    let element = |names: &[&str]| names.iter().any(|name| element.eq_ignore_ascii_case(name));
    if is("href") && element(&["a", "area"]) {
        Some(false)
    } else if is("src") && element(&["img", "video", "audio", "source", "track", "embed", "iframe", "script"])
        || is("poster") && element(&["video"])
        || is("href") && element(&["link"])
    {
        Some(true)
    } else {
        None
    }
}

/// Labels match regardless of case and of the width of blanks.
fn fold(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    folded
}
