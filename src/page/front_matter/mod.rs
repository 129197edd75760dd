//! The metadata block of a page, with the exact place of every key and value.
//!
//! Our splitter (`block`) decides where the block lies and is the truth for every offset. gray_matter is then handed that block
//! alone, with our own engine behind it (`engine`), because its text is trimmed and its lines rejoined; what the engine builds is
//! a tree of nodes with byte spans (`yaml`, `toml`, `json`, `header`). What an unquoted scalar means is asked later (`value`), so
//! one parse answers for every generator.

mod block;
mod date;
mod date_form;
mod day;
mod engine;
mod explain;
mod header;
mod interval;
mod json;
mod node;
mod number;
mod places;
mod problem;
mod shape;
mod title;
mod toml;
mod value;
mod yaml;

pub use block::{Block, Syntax, split};
pub use date_form::DateForm;
pub use day::{Impossible, WrittenDay, distance, in_words};
pub use interval::{Chronic, Interval};
pub use json::fault as json_fault;
pub use node::{Data, Entry, Node, Scalar, Style};
pub use problem::{Problem, ProblemKind};
pub use title::TitlePattern;
pub use value::Value;

use crate::{
    page::dialect::{FrontMatterDialect, KeyNames},
    text::Span,
};

/// The metadata block at the start of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    /// From the opening fence through the closing one, without the newline after it; to the end of the block if unclosed.
    pub span: Span,
    /// The metadata between the fences, without the newline after the opening fence.
    pub block: Span,
    /// Byte offset where the Markdown starts. Before the block when [`ProblemKind::NotAtStart`] says that it is none.
    pub body_start: u32,
    /// How it is written.
    pub syntax: Syntax,
    /// The mapping of keys to values; `None` when the block is empty, cannot be read, or holds something else.
    pub root: Option<Node>,
    /// What is wrong with the block, in the order found.
    pub problems: Vec<Problem>,
    /// The comments inside, each from its `#` to the end of the line.
    pub comments: Vec<Span>,
    keys: KeyNames,
}

/// What a reader of one syntax makes of a block.
#[derive(Debug, Default)]
struct Reading {
    /// The top node, whatever it is.
    root: Option<Node>,
    problems: Vec<Problem>,
    comments: Vec<Span>,
}

impl FrontMatter {
    /// Whether generators get no metadata out of it.
    pub fn is_unreadable(&self) -> bool {
        self.problems.iter().any(|problem| !matches!(problem.kind, ProblemKind::DuplicateKey { .. }))
    }

    /// Reads the metadata block of a page; `None` when the generator would find none. `text` may begin with a byte order mark,
    /// which the spans count.
    ///
    /// A block that reads as YAML but is no mapping (prose between two thematic breaks) is `None` for MkDocs and where no
    /// generator is known, since it is shown as text there. Every other generator swallows it, so it comes back without `root`.
    /// It is a problem only where it tries to be a mapping (`title:Home`, without the space).
    pub fn parse(text: &str, dialect: &FrontMatterDialect) -> Option<Self> {
        if u32::try_from(text.len()).is_err() {
            return None;
        }
        let Some(block) = split(text, dialect) else { return Self::misplaced(text, dialect) };
        let matter = block.matter.of(text);
        let mut reading = engine::read(text, &block, dialect);
        if block.close.is_none() {
            reading.problems = vec![problem::unclosed(text, &block, dialect)];
        } else if block.syntax == Syntax::Other {
            reading.problems.extend(problem::unknown_language(text, &block));
        } else if dialect.shows_prose() && block.syntax == Syntax::Yaml && !is_mapping(&reading.root) {
            let empty = reading.root.is_none() && reading.problems.is_empty();
            if !empty && !shape::tries_mapping(matter) {
                return None;
            }
        }
        if reading.root.is_none() && block.close.is_some() && block.syntax == Syntax::Yaml {
            if shape::tries_mapping(matter) {
                problem::runs_on(&mut reading.problems, &block, matter);
            } else {
                problem::prose(&mut reading.problems, &block);
            }
        }
        let root = match reading.root {
            Some(node) if matches!(node.data, Data::Mapping(_)) => Some(node),
            Some(node) => {
                if block.close.is_some() {
                    reading.problems.extend(problem::no_mapping(text, &node));
                }
                None
            }
            None => None,
        };
        Some(Self {
            span: block.span(),
            block: block.matter,
            body_start: block.body_start,
            syntax: block.syntax,
            root,
            problems: reading.problems,
            comments: reading.comments,
            keys: dialect.keys,
        })
    }

    /// A block that the generator does not see because something blank stands before it.
    fn misplaced(text: &str, dialect: &FrontMatterDialect) -> Option<Self> {
        let (block, problem) = problem::not_at_start(text, dialect)?;
        Some(Self {
            span: block.span(),
            block: block.matter,
            body_start: block.body_start,
            syntax: block.syntax,
            root: None,
            problems: vec![problem],
            comments: Vec::new(),
            keys: dialect.keys,
        })
    }

    /// The entry of a key, given by name or by a path of names joined with dots (`eleventyNavigation.parent`). A key that holds
    /// dots itself is found too. Of a key written twice, the last one. Aliases and `<<` are not followed.
    pub fn get(&self, dotted: &str) -> Option<&Entry> {
        let root = self.root.as_ref()?;
        match self.keys.normalise(dotted) {
            Some(name) => root.get(&name),
            None => root.get(dotted),
        }
    }

    /// Every value of a key given by a path of names joined with dots, lists looked through on the way: the name of each of the
    /// `authors` for `authors.name`. A value may itself be a list.
    pub fn values(&self, dotted: &str) -> Vec<&Node> {
        let Some(root) = &self.root else { return Vec::new() };
        match self.keys.normalise(dotted) {
            Some(name) => root.values(&name),
            None => root.values(dotted),
        }
    }

    /// The text of a scalar value; see [`get`](Self::get).
    pub fn str(&self, dotted: &str) -> Option<&str> {
        self.get(dotted)?.value.as_str()
    }

    /// Every key in the order written, by its path of names joined with dots; keys of mappings inside lists are left out.
    pub fn fields(&self) -> impl Iterator<Item = (String, &Entry)> {
        let mut fields = Vec::new();
        if let Some(root) = &self.root {
            collect("", root, &mut fields);
        }
        fields.into_iter()
    }
}

/// Reads a whole file of data (a configuration, a menu) as a tree with the place of every key and value. `None` when it is empty
/// or cannot be read; a file of any other syntax than YAML, TOML and JSON cannot. Of several YAML documents the first counts.
pub fn read_data(text: &str, syntax: Syntax) -> Option<Node> {
    data(text, syntax)?.root
}

/// Why a file of data cannot be read, as [`read_data`] reads it. The message calls it front matter. `None` when it can.
pub fn data_problem(text: &str, syntax: Syntax) -> Option<Problem> {
    data(text, syntax)?.problems.into_iter().find(|problem| problem.kind == ProblemKind::Syntax)
}

fn data(text: &str, syntax: Syntax) -> Option<Reading> {
    u32::try_from(text.len()).ok()?;
    Some(match syntax {
        Syntax::Yaml => yaml::read_first(text, KeyNames::Exact),
        Syntax::Toml => toml::read(text, KeyNames::Exact),
        Syntax::Json => json::read(text, KeyNames::Exact),
        Syntax::HeaderComment | Syntax::Other => Reading::default(),
    })
}

/// Depth is bounded by the readers' nesting limit.
fn collect<'a>(prefix: &str, node: &'a Node, fields: &mut Vec<(String, &'a Entry)>) {
    for entry in node.entries() {
        let name = if prefix.is_empty() { entry.name.to_string() } else { format!("{prefix}.{}", entry.name) };
        if matches!(entry.value.data, Data::Mapping(_)) {
            fields.push((name.clone(), entry));
            collect(&name, &entry.value, fields);
        } else {
            fields.push((name, entry));
        }
    }
}

fn is_mapping(root: &Option<Node>) -> bool {
    matches!(root, Some(Node { data: Data::Mapping(_), .. }))
}
