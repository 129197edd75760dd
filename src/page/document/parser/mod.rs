//! From the Markdown parser's events to a [`Document`].

mod blocks;
mod heading_text;
mod html_parts;
mod indented;
mod jsx;
mod late;
mod links;
mod python;
mod shown;
mod table_heads;
mod tight;

pub(crate) use html_parts::html_links;
pub(in crate::page) use shown::shown;

use super::{
    Anchor, Document, Heading, Kind, Node, UndefinedLabel, attributes,
    html::{self, Found},
    islands::{self, Island},
    kramdown::{self, Blocks},
    mdx::{self, Indents},
    python as python_markdown,
};
use crate::{
    page::dialect::{Attributes, Dialect, IdSource, MarkdownDialect, TemplateSyntax},
    text::Span,
};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{borrow::Cow, ops::Range};

/// Parses the Markdown of `text` that starts at byte `start`. Spans count from the start of `text`.
pub fn parse(text: &str, start: usize, dialect: &Dialect) -> Document {
    let body = text.get(start..).unwrap_or_default();
    let (tagless, islands) = match dialect.templates {
        Some(syntax) => islands::mask(body, syntax, &dialect.verbatim),
        None => (body.into(), Vec::new()),
    };
    let whole = text[..start].trim_start_matches('\u{feff}').is_empty();
    let python = dialect.markdown.python.as_ref().map(|python| python_markdown::read(&tagless, whole, python));
    let (masked, blocks) = match dialect.markdown.kramdown {
        true => kramdown::read(&tagless, !islands.is_empty(), dialect.markdown.html_is_markdown),
        false => (Cow::Borrowed(python.as_ref().map_or(&*tagless, |python| &python.text)), Blocks::default()),
    };
    let rows = dialect.markdown.definition_lists && dialect.markdown.tables && !dialect.markdown.kramdown;
    let masked = if rows { table_heads::marked(masked) } else { masked };
    let mut builder = Builder::new(body, &masked, start, &dialect.markdown);
    builder.document.islands = shifted(islands, start);
    builder.python = python.as_ref().map(|python| (python, &*tagless));
    let undefined = builder.read(&masked, &Indents::default());
    builder.reread_indented(text, dialect);
    builder.add_python();
    if dialect.templates == Some(TemplateSyntax::Erb) {
        builder.printed_links();
    }
    builder.add_blocks(&blocks, &tagless);
    let mut document = builder.finish();
    document.undefined_labels = undefined;
    document
}

/// Parses the MDX of `text` that starts at byte `start`. Spans count from the start of `text`.
pub fn parse_mdx(text: &str, start: usize, dialect: &Dialect) -> Document {
    let body = text.get(start..).unwrap_or_default();
    let mdx = mdx::read(body, &dialect.markdown);
    let mut builder = Builder::new(body, &mdx.masked, start, &dialect.markdown);
    builder.mdx = true;
    builder.document.islands = shifted(mdx.islands, start);
    let (parsed, indents) = match &mdx.flat {
        Some((flat, indents)) => (flat.as_str(), indents),
        None => (mdx.masked.as_str(), &Indents::default()),
    };
    let undefined = builder.read(parsed, indents);
    builder.reread_indented(text, dialect);
    builder.add_tags(&mdx.tags);
    let mut document = builder.finish();
    document.headings.sort_by_key(|heading| heading.span.start);
    document.comments.extend(mdx.comments.iter().map(|comment| comment.shifted(start)));
    document.imports = mdx.imports.into_iter().map(|import| import.shifted(start)).collect();
    document.undefined_labels = undefined;
    document
}

/// Reads the HTML of a template in `text` that starts at byte `start`: there is no Markdown in it.
pub fn parse_template(text: &str, start: usize, dialect: &Dialect) -> Document {
    let body = text.get(start..).unwrap_or_default();
    let syntax = dialect.templates.unwrap_or(TemplateSyntax::Nunjucks);
    let (masked, islands) = islands::mask(body, syntax, &dialect.verbatim);
    let mut builder = Builder::new(body, &masked, start, &dialect.markdown);
    builder.document.islands = shifted(islands, start);
    let mut found = Found::default();
    html::scan(&masked, start, &mut found);
    builder.add_html(found);
    if syntax == TemplateSyntax::Erb {
        builder.printed_links();
    }
    builder.document
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
    options.set(Options::ENABLE_SMART_PUNCTUATION, markdown.smart_punctuation);
    options
}

const BYTES_PER_NODE: usize = 64;

struct Builder<'a> {
    body: &'a str,
    /// The body with its template tags overwritten, byte for byte: what the parser saw.
    masked: &'a str,
    start: usize,
    dialect: &'a MarkdownDialect,
    /// Tags were taken out before, and are not to be looked for again.
    mdx: bool,
    document: Document,
    open: Vec<usize>,
    links: Vec<links::OpenLink<'a>>,
    /// Where links (not images) stand.
    linked: Vec<Span>,
    heading: Option<OpenHeading>,
    html: Option<Range<usize>>,
    /// Indented blocks that are no code here.
    indented: Vec<Range<usize>>,
    /// What Python-Markdown makes of the text, and the body with only its template tags overwritten.
    python: Option<(&'a python_markdown::Reading, &'a str)>,
    /// Labels in use, and whether an image uses them.
    used: FxHashMap<String, bool>,
}

struct OpenHeading {
    level: u8,
    range: Range<usize>,
    text: String,
    text_span: Option<Range<usize>>,
    /// Length of `text` when something other than text was last added: attributes can only stand after it.
    tail: usize,
    /// Length of the `text` whose typographic signs are put in.
    settled: usize,
    /// The words that its id is made of, where they are not just the text.
    id_words: Option<heading_text::IdWords>,
    /// Length of `text` when an inline element was last closed.
    closed: Option<usize>,
}

impl OpenHeading {
    fn new(level: u8, range: Range<usize>, dialect: &MarkdownDialect) -> Self {
        let id_words = match dialect.id_words {
            IdSource::Text => None,
            IdSource::Goldmark { typographer } => Some(heading_text::IdWords::new(typographer, range.len())),
        };
        // Its words are hardly ever more than is written, so the text need not grow.
        let text = String::with_capacity(range.len());
        Self { level, range, text, text_span: None, tail: 0, settled: 0, id_words, closed: None }
    }

    /// Puts kramdown's typographic signs into the text since the last code or the like.
    fn settle(&mut self) {
        if let Some(plain) = self.text.get(self.settled..)
            && let Cow::Owned(signs) = kramdown::typographic(plain)
        {
            self.text.truncate(self.settled);
            self.text.push_str(&signs);
            self.tail = self.tail.min(self.settled);
        }
        self.settled = self.text.len();
    }
}

impl<'a> Builder<'a> {
    fn new(body: &'a str, masked: &'a str, start: usize, dialect: &'a MarkdownDialect) -> Self {
        Self {
            body,
            masked,
            start,
            dialect,
            mdx: false,
            document: Document::default(),
            open: Vec::new(),
            links: Vec::new(),
            linked: Vec::new(),
            heading: None,
            html: None,
            indented: Vec::new(),
            python: None,
            used: FxHashMap::default(),
        }
    }

    /// Reads the events of the Markdown parser on `parsed`: the masked body without `indents`. Returns the references whose label
    /// is defined nowhere.
    fn read(&mut self, parsed: &'a str, indents: &Indents) -> Vec<UndefinedLabel> {
        let mut undefined = Vec::new();
        let mut elsewhere = FxHashSet::default();
        let (body, start, python) = (self.body, self.start, self.python);
        let mut on_broken = |link: BrokenLink<'_>| {
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                let mut range = indents.restore(link.span);
                if link.link_type == LinkType::Collapsed && body.get(range.end..).is_some_and(|rest| rest.starts_with("[]")) {
                    range.end += 2;
                }
                undefined.push(UndefinedLabel { span: Span::from(range).shifted(start), label: link.reference.as_ref().into() });
            }
            let (label, destination) = python?.0.definition(python?.1, &link.reference)?;
            elsewhere.insert(label);
            Some((destination.into(), "".into()))
        };
        // About one node for so many bytes of prose; what is too much is given back at the end.
        self.document.nodes.reserve(parsed.len() / BYTES_PER_NODE);
        let parser = Parser::new_with_broken_link_callback(parsed, options(self.dialect), Some(&mut on_broken));
        let mut events = parser.into_offset_iter();
        for (event, range) in events.by_ref() {
            self.event(event, indents.restore(range));
        }
        for (label, definition) in events.reference_definitions().iter() {
            self.definition(label, definition.dest.as_ref(), indents.restore(definition.span.clone()));
        }
        drop(events);
        if let Some((python, source)) = python {
            undefined.retain(|label| python.definition(source, &label.label).is_none());
            self.add_definitions(&elsewhere);
        }
        undefined
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start + self.start, range.end + self.start)
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
                if self.heading.is_none() && self.links.last().is_none_or(|link| !link.image) {
                    // Nobody asks for the words.
                } else if self.dialect.entities_in_headings && self.heading.is_some() {
                    self.words(&attributes::with_entities(self.body, &range, &text), &range, true);
                } else {
                    let words = self.without_attributes(&text, &range);
                    self.words(words, &range, true);
                }
                let span = self.span(&range);
                // The parser cuts text at every character that might have been markup.
                match self.document.nodes.last_mut() {
                    Some(last) if last.kind() == Kind::Text && last.span.end == span.start => last.span.end = span.end,
                    _ => self.push(Kind::Text, &range),
                }
            }
            Event::Code(text) => {
                self.words(&text, &range, false);
                self.close_inline();
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
                if self.mdx {
                    self.comment_words(&range);
                } else {
                    self.scan_html(range.clone());
                }
                if let Some(heading) = &mut self.heading {
                    heading.tail = heading.text.len();
                    if let Some(words) = &mut heading.id_words {
                        words.silent();
                    }
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                self.words(" ", &range, true);
                self.push(if event == Event::SoftBreak { Kind::SoftBreak } else { Kind::HardBreak }, &range);
            }
            Event::FootnoteReference(_) => self.push(Kind::FootnoteReference, &range),
            Event::Rule if self.is_stand_in(&range) => {}
            Event::Rule => self.push(Kind::Rule, &range),
            Event::TaskListMarker(_) => self.push(Kind::TaskMarker, &range),
        }
    }

    fn in_code_block(&self) -> bool {
        let innermost = self.open.last().and_then(|&at| self.document.nodes.get(at));
        innermost.is_some_and(|node| matches!(node.kind(), Kind::CodeBlock(_)))
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
        if self.heading.is_none() {
            return;
        }
        let spliced = if self.mdx && plain { self.with_expressions(range, text) } else { None };
        let Some(heading) = &mut self.heading else { return };
        if let Some(words) = &mut heading.id_words {
            let escaped = range.start > 0 && self.body.as_bytes().get(range.start - 1) == Some(&b'\\');
            match (text, plain) {
                (" ", true) if self.body.get(range.clone()).is_some_and(|line| line.contains('\n')) => words.line_break(),
                (text, true) => words.text(text, escaped),
                (text, false) => words.code(text),
            }
        }
        if in_image && !self.dialect.image_text_in_headings {
            heading.tail = heading.text.len();
            return;
        }
        if !plain && self.dialect.kramdown {
            heading.settle();
        }
        match spliced {
            Some(words) => heading.text.push_str(&words),
            None if !plain && self.dialect.directives_in_headings => heading.text.push_str(&text.replace(':', jsx::COLON)),
            None => heading.text.push_str(text),
        }
        if !plain {
            heading.settled = heading.text.len();
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
            Tag::CodeBlock(kind) => {
                self.fence_id(kind, &range);
                if *kind == CodeBlockKind::Indented && !self.dialect.indented_code {
                    self.indented.push(range.clone());
                }
                Kind::CodeBlock(*kind != CodeBlockKind::Indented)
            }
            Tag::HtmlBlock => Kind::HtmlBlock,
            Tag::List(_) | Tag::Item if self.is_stand_in(&range) => Kind::Other,
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
        if let Some(words) = self.heading.as_mut().and_then(|heading| heading.id_words.as_mut()) {
            words.open(matches!(&tag, Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }));
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.heading = Some(OpenHeading::new(level as u8, range, self.dialect));
            }
            Tag::DefinitionListTitle => self.heading = Some(OpenHeading::new(0, range, self.dialect)),
            Tag::Link { link_type, dest_url, id, .. } => {
                self.linked.push(self.span(&range));
                self.open_link(link_type, dest_url, id, false, range);
            }
            Tag::Image { link_type, dest_url, id, .. } => self.open_link(link_type, dest_url, id, true, range),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(index) = self.open.pop() {
            let end = self.document.nodes.len();
            self.document.nodes[index].set_end(end);
        }
        let ends = matches!(tag, TagEnd::Heading(_) | TagEnd::DefinitionListTitle);
        if let Some(words) = self.heading.as_mut().and_then(|heading| heading.id_words.as_mut()).filter(|_| !ends) {
            words.close();
        }
        if matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) {
            self.close_inline();
        }
        match tag {
            TagEnd::Heading(_) | TagEnd::DefinitionListTitle => self.end_heading(),
            TagEnd::Link | TagEnd::Image => {
                self.end_link();
            }
            TagEnd::HtmlBlock => {
                if let Some(run) = self.html.take().filter(|_| !self.mdx) {
                    self.scan_html(run);
                }
            }
            _ => {}
        }
    }

    fn close_inline(&mut self) {
        if let Some(heading) = &mut self.heading {
            heading.closed = Some(heading.text.len());
        }
    }

    fn end_heading(&mut self) {
        let Some(mut heading) = self.heading.take() else { return };
        if self.dialect.kramdown {
            heading.settle();
        }
        let OpenHeading { level, range, mut text, text_span, mut tail, mut id_words, .. } = heading;
        let mut attributes = None;
        let text_span = text_span.unwrap_or(range.start..range.start);
        if self.dialect.directives_in_headings && text.contains(':') {
            let before = text.len();
            text = jsx::without_directives(&text);
            tail = tail.saturating_sub(before - text.len());
        }
        if text.contains(jsx::COLON) {
            text = text.replace(jsx::COLON, ":");
        }
        let mut id = self.comment_id(&range, &mut text);
        if id.is_none() && self.dialect.bracket_ids {
            id = self.bracket_id(&range, &mut text, tail);
        }
        if id.is_none()
            && level > 0
            && self.dialect.attributes != Attributes::None
            && let Some(list) = attributes::trailing(&text, self.dialect.attributes).filter(|list| list.start >= tail)
        {
            id = self.body[range.clone()].rfind('{').and_then(|open| {
                let written = &self.body[range.start + open..range.end];
                let close = written.find('}')? + 1;
                let id = attributes::of_heading(&written[..close], self.dialect.attributes)?;
                let at = range.start + open;
                Some(Anchor { id: written[id.clone()].into(), span: self.span(&(at + id.start..at + id.end)), name: false })
            });
            attributes = Some(text[list.start..].trim_end().to_owned());
            text.truncate(list.start);
        }
        let span = self.span(&range);
        let id_words = id_words.as_mut().map(|words| words.finish(attributes.as_deref())).filter(|words| *words != text.trim());
        let heading = Heading {
            level,
            span,
            text: text.trim().into(),
            id_words: id_words.map(Into::into),
            padding: (text.starts_with(' '), text.ends_with(' ') && id.is_none()),
            text_span: self.span(&text_span),
            id,
            html: false,
            in_html: false,
            templated: self.templated(span) || self.mdx && self.has_data(&range),
        };
        if level == 0 { self.document.terms.push(heading) } else { self.document.headings.push(heading) }
    }

    fn templated(&self, span: Span) -> bool {
        if self.mdx {
            return false;
        }
        let islands = &self.document.islands;
        let next = islands.partition_point(|island| island.span.end <= span.start);
        islands.get(next).is_some_and(|island| island.span.start < span.end)
    }

    fn finish(mut self) -> Document {
        self.document.links.sort_by_key(|link| (link.destination.start, link.span.start));
        self.document.definitions.sort_by_key(|definition| definition.span.start);
        if self.dialect.bare_urls {
            self.bare_urls();
        }
        if self.dialect.tight_headings {
            self.tight_headings();
        }
        if matches!(self.dialect.attributes, Attributes::Everywhere | Attributes::Blocks | Attributes::PythonMarkdown) {
            self.inline_attributes();
            self.document.anchors.sort_by_key(|anchor| anchor.span.start);
        }
        self.document.nodes.shrink_to_fit();
        self.document.links.shrink_to_fit();
        self.document.headings.shrink_to_fit();
        self.document
    }
}
