//! YAML blocks: a tree built from the events of granit-parser.

use super::{
    Reading, explain,
    node::{Data, Entry, Node, Style},
    places,
    problem::{Problem, ProblemKind},
};
use crate::{page::dialect::KeyNames, text::Span};
use granit_parser::{Event, Parser, ScalarStyle, Tag, options};

/// How deep lists may lie in lists, and mappings in mappings, of one notation (block or flow). Bounds every recursion over the tree to twice this.
const NESTING: usize = 64;
/// How many values one block may hold. Real ones hold some dozens; this keeps a page of megabytes between two fences cheap.
const NODES: usize = 100_000;
/// Below this many entries, comparing each key with each is cheaper than sorting.
const FEW: usize = 8;

/// Reads a YAML block; spans are offsets into `matter`. A second document is a problem.
pub(super) fn read(matter: &str, keys: KeyNames) -> Reading {
    documents(matter, keys, false)
}

/// As [`read`], for a file that may hold several documents: the first counts.
pub(super) fn read_first(matter: &str, keys: KeyNames) -> Reading {
    documents(matter, keys, true)
}

fn documents(matter: &str, keys: KeyNames, first: bool) -> Reading {
    let options = options! {
        flow_nesting_limit: NESTING,
        block_nesting_limit: NESTING,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        max_buffered_comment_events: NODES,
    };
    let mut builder = Builder { matter, keys, reading: Reading::default(), open: Vec::new(), nodes: 0, last: 0 };
    let mut ended = false;
    for event in Parser::new_from_str_with_options(matter, options) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                builder.fail(explain::scan_error(matter, &error));
                break;
            }
        };
        let span = place.byte_range().map_or(Span::at(matter.len()), Span::from);
        match event {
            Event::DocumentStart(..) if ended && first => break,
            Event::DocumentStart(..) if ended => {
                builder.fail(Problem::syntax(
                    Span::at(span.start as usize),
                    "a second set of metadata begins here, after a line of `...` or `---`",
                    "Keep all keys in one block".to_owned(),
                ));
                break;
            }
            Event::DocumentEnd => ended = true,
            event => builder.take(event, span),
        }
        if builder.nodes > NODES {
            let message = "the front matter holds more values than can be read";
            builder.fail(Problem::syntax(Span::new(0, places::first_line(matter)), message, None));
            break;
        }
    }
    builder.reading
}

/// A list or mapping whose end has not come yet.
struct Open {
    node: Node,
    flow: bool,
    /// The key whose value is next; for mappings only.
    key: Option<Key>,
}

struct Key {
    span: Span,
    name: Box<str>,
    written: Option<Box<str>>,
}

struct Builder<'a> {
    matter: &'a str,
    keys: KeyNames,
    reading: Reading,
    open: Vec<Open>,
    nodes: usize,
    /// End of the last thing written, the earliest place for an empty value.
    last: usize,
}

impl Builder<'_> {
    fn fail(&mut self, problem: Problem) {
        self.reading.root = None;
        self.reading.problems.push(problem);
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let place = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => places::block_text(self.matter, span, &text),
                    _ => span,
                };
                let mut node = Node::scalar(place, &text, style.into());
                let is_marked = anchor != 0 || tag.is_some();
                node.set_tag(tag.as_deref().map(tag_name));
                if node.span.is_empty() && style == ScalarStyle::Plain {
                    self.place_empty(&mut node, is_marked);
                }
                self.add(node);
            }
            Event::SequenceStart(_, _, tag) => self.begin(Data::Sequence(Vec::new()), span, tag.as_deref()),
            Event::MappingStart(_, _, tag) => self.begin(Data::Mapping(Vec::new()), span, tag.as_deref()),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(_) => {
                let name = span.of(self.matter).trim_start_matches('*');
                self.add(Node::new(span, Data::Alias(name.into())));
            }
            Event::UnresolvedAlias(name) => {
                let message = format!("`*{name}` refers to a value named `&{name}`, which does not exist");
                let help = "To write a text that starts with `*`, put it in quotes".to_owned();
                self.reading.problems.push(Problem::syntax(span, message, help));
                self.add(Node::new(span, Data::Alias(name.into())));
            }
            Event::Anchor(_, name) => self.anchor(&name),
            Event::Comment(..) => self.reading.comments.push(span),
            _ => {}
        }
    }

    fn begin(&mut self, data: Data, span: Span, tag: Option<&Tag>) {
        let flow = matches!(span.of(self.matter), "[" | "{");
        let mut node = Node::new(span, data);
        node.set_tag(tag.map(tag_name));
        self.nodes += 1;
        if !flow && matches!(node.data, Data::Sequence(_)) {
            let is_value = self.open.last().is_some_and(|open| matches!(open.node.data, Data::Mapping(_)));
            node.span = Span::at(places::first_dash(self.matter, span.start as usize, is_value));
        }
        // An empty value inside is behind the bracket or the first dash.
        self.last = self.last.max(if flow { span.end } else { node.span.start } as usize);
        self.open.push(Open { node, flow, key: None });
    }

    fn end(&mut self, span: Span) {
        let Some(Open { mut node, flow, .. }) = self.open.pop() else { return };
        let first = match &node.data {
            Data::Mapping(entries) => entries.first().map(|entry| entry.key),
            Data::Sequence(_) if flow => None,
            Data::Sequence(items) => items.first().map(|item| item.span),
            _ => None,
        };
        let (start, end) = if flow {
            (node.span.start as usize, span.end as usize)
        } else {
            // A block ends with its last child; the event comes only with the next token.
            let start = first.map_or(node.span.start, |first| first.start.min(node.span.start)) as usize;
            (start, self.last.max(start))
        };
        node.span = Span::new(start, end);
        node.shrink();
        if let Data::Mapping(entries) = &node.data {
            report_duplicates(entries, &mut self.reading.problems);
        }
        self.add(node);
    }

    /// Gives a value that is not written its text and its place.
    fn place_empty(&self, node: &mut Node, is_marked: bool) {
        let told = node.span.start as usize;
        let place = match self.open.last() {
            None => return,
            // Behind its tag or anchor.
            Some(_) if is_marked => told + usize::from(self.matter.get(told..).is_some_and(|rest| rest.starts_with(' '))),
            // A key that is nothing stands where its colon does.
            Some(Open { node: Node { data: Data::Mapping(_), .. }, key: None, .. }) => told,
            Some(Open { node: Node { data: Data::Sequence(_), .. }, flow: false, .. }) => {
                places::behind_dash(self.matter, self.last)
            }
            Some(_) => places::behind_colon(self.matter, self.last),
        };
        node.span = Span::at(place.max(self.last));
        if let Data::Scalar(scalar) = &mut node.data {
            scalar.text = Box::default();
        }
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, node: Node) {
        self.nodes += 1;
        let Some(open) = self.open.last_mut() else {
            self.last = node.span.end as usize;
            let is_empty = node.span.is_empty() && matches!(&node.data, Data::Scalar(scalar) if scalar.style == Style::Plain);
            if !is_empty {
                self.reading.root = Some(node);
            }
            return;
        };
        self.last = self.last.max(node.span.end as usize);
        match (&mut open.node.data, open.key.take()) {
            (Data::Mapping(entries), Some(Key { span, name, written })) => {
                entries.push(Entry { name, written, key: span, value: node });
            }
            (Data::Mapping(_), None) => {
                let (name, written) = match node.as_str() {
                    Some(text) => name(text, self.keys),
                    None => (node.span.of(self.matter).into(), None),
                };
                open.key = Some(Key { span: node.span, name, written });
            }
            (Data::Sequence(items), _) => items.push(node),
            _ => {}
        }
    }

    /// The anchor event follows the scalar or the start of the collection it belongs to.
    fn anchor(&mut self, name: &str) {
        let Some(open) = self.open.last_mut() else {
            if let Some(root) = &mut self.reading.root {
                root.set_anchor(name);
            }
            return;
        };
        if open.key.is_some() {
            return;
        }
        let node = match &mut open.node.data {
            Data::Mapping(entries) if !entries.is_empty() => entries.last_mut().map(|entry| &mut entry.value),
            Data::Sequence(items) if !items.is_empty() => items.last_mut(),
            _ => Some(&mut open.node),
        };
        if let Some(node) = node {
            node.set_anchor(name);
        }
    }
}

/// The name a key is looked up by, and the key as written if that differs.
pub(super) fn name(text: &str, keys: KeyNames) -> (Box<str>, Option<Box<str>>) {
    match keys.normalise(text) {
        Some(name) => (name.into(), Some(text.into())),
        None => (text.into(), None),
    }
}

/// Tells of every key that has stood in the same mapping before.
pub(super) fn report_duplicates(entries: &[Entry], problems: &mut Vec<Problem>) {
    let before = problems.len();
    let mut report = |first: &Entry, second: &Entry| {
        if &*first.name != "<<" {
            problems.push(Problem::duplicate(&second.name, first.key, second.key));
        }
    };
    if entries.len() < FEW {
        for (at, entry) in entries.iter().enumerate() {
            if let Some(first) = entries.iter().take(at).find(|first| first.name == entry.name) {
                report(first, entry);
            }
        }
        return;
    }
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut first = None::<&Entry>;
    for entry in sorted {
        match first {
            Some(first) if first.name == entry.name => report(first, entry),
            _ => first = Some(entry),
        }
    }
    if let Some(found) = problems.get_mut(before..) {
        found.sort_by_key(|problem| match problem.kind {
            ProblemKind::DuplicateKey { .. } => problem.at.start,
            _ => 0,
        });
    }
}

fn tag_name(tag: &Tag) -> Box<str> {
    match tag.core_suffix() {
        Some(suffix) => format!("!!{suffix}").into(),
        None => tag.original().into(),
    }
}

impl From<ScalarStyle> for Style {
    fn from(style: ScalarStyle) -> Self {
        match style {
            ScalarStyle::Plain => Self::Plain,
            ScalarStyle::SingleQuoted => Self::SingleQuoted,
            ScalarStyle::DoubleQuoted => Self::DoubleQuoted,
            ScalarStyle::Literal => Self::Literal,
            ScalarStyle::Folded => Self::Folded,
        }
    }
}

impl Reading {
    /// Moves every span `by` bytes on. Depth is bounded by the readers' nesting limit.
    pub(super) fn shift(&mut self, by: usize) {
        if let Some(root) = &mut self.root {
            shift_node(root, by);
        }
        for comment in &mut self.comments {
            *comment = comment.shifted(by);
        }
        for problem in &mut self.problems {
            problem.at = problem.at.shifted(by);
            if let ProblemKind::DuplicateKey { first, .. } = &mut problem.kind {
                *first = first.shifted(by);
            }
        }
    }
}

fn shift_node(node: &mut Node, by: usize) {
    node.span = node.span.shifted(by);
    match &mut node.data {
        Data::Mapping(entries) => {
            for entry in entries {
                entry.key = entry.key.shifted(by);
                shift_node(&mut entry.value, by);
            }
        }
        Data::Sequence(items) => items.iter_mut().for_each(|item| shift_node(item, by)),
        _ => {}
    }
}
