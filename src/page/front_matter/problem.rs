//! What is wrong with a metadata block.

use super::{
    block::{Block, Syntax, opening_at},
    node::{Data, Node, Style},
    shape,
};
use crate::{page::dialect::FrontMatterDialect, text::Span};

/// One thing that is wrong, in words for the person who keeps the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind of thing.
    pub kind: ProblemKind,
    /// Where.
    pub at: Span,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// The kinds of problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The block cannot be read.
    Syntax,
    /// No closing fence.
    Unclosed,
    /// Blank lines or blanks before the opening fence keep the generator from seeing the block.
    NotAtStart,
    /// A key written twice in one mapping, under the name the generator looks up.
    DuplicateKey {
        /// The first key.
        first: Span,
        /// The name both have.
        name: Box<str>,
    },
}

impl Problem {
    pub(super) fn syntax(at: Span, message: impl Into<String>, help: impl Into<Option<String>>) -> Self {
        Self { kind: ProblemKind::Syntax, at, message: message.into(), help: help.into() }
    }

    pub(super) fn duplicate(name: &str, first: Span, at: Span) -> Self {
        Self {
            kind: ProblemKind::DuplicateKey { first, name: name.into() },
            at,
            message: format!("the key `{name}` is written twice"),
            help: Some("Keep one of the two".into()),
        }
    }
}

/// The problem of a block without a closing fence.
pub(super) fn unclosed(text: &str, block: &Block, dialect: &FrontMatterDialect) -> Problem {
    let opening = block.open.of(text).trim();
    let closing = match opening.get(..3) {
        _ if opening.starts_with("/*") => "*/",
        _ if opening.starts_with('{') => "}",
        Some("+++") => "+++",
        Some(";;;") => ";;;",
        _ => "---",
    };
    let message = match closing {
        "*/" | "}" => format!("the front matter has no closing `{closing}`"),
        _ => format!("the front matter has no closing `{closing}` line"),
    };
    let help = if dialect.is_npm() && !shape::tries_mapping(block.matter.of(text)) {
        "Add a `---` line where the front matter ends, or write `***` if a dividing line was meant: the whole page is read as front matter now".into()
    } else if message.ends_with("line") {
        format!("Add a line of `{closing}` after the last key")
    } else {
        format!("Add `{closing}` after the last key")
    };
    Problem { kind: ProblemKind::Unclosed, at: block.open, message, help: Some(help) }
}

/// A block that would be front matter if nothing blank stood before it. Only one that holds keys, so that a thematic break is
/// left alone.
pub(super) fn not_at_start(text: &str, dialect: &FrontMatterDialect) -> Option<(Block, Problem)> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = text.get(start..)?;
    let offset = start + (rest.len() - rest.trim_start().len());
    if offset == start || dialect.skips_blanks() {
        return None;
    }
    let mut block = opening_at(text, offset, dialect)?;
    if block.close.is_none() || block.syntax == Syntax::Json || !shape::tries_mapping(block.matter.of(text)) {
        return None;
    }
    block.body_start = Span::at(start).start;
    let indented = !rest.get(..offset - start).is_some_and(|blank| blank.contains('\n'));
    let (message, help) = if indented {
        ("the front matter is not read, because its opening line is indented", "Remove the blanks before the opening line")
    } else {
        ("the front matter is not read, because blank lines stand before it", "Remove everything before the opening line")
    };
    let problem = Problem { kind: ProblemKind::NotAtStart, at: block.open, message: message.into(), help: Some(help.into()) };
    Some((block, problem))
}

/// The problem of a block that is one scalar but tries to be a mapping.
pub(super) fn no_mapping(text: &str, node: &Node) -> Option<Problem> {
    let Data::Scalar(scalar) = &node.data else { return None };
    if scalar.style != Style::Plain {
        return None;
    }
    let written = node.span.of(text);
    let colon = shape::key_without_space(written)?;
    let at = Span::at(node.span.start as usize + colon + 1);
    Some(Problem::syntax(at, "a space is missing after the colon", format!("Write `{}: …`", written.get(..colon)?)))
}

/// Prose between two thematic breaks that does not even read as YAML: what is wrong is that it stands there.
pub(super) fn prose(problems: &mut [Problem], block: &Block) {
    for problem in problems.iter_mut().filter(|problem| problem.kind == ProblemKind::Syntax) {
        problem.message =
            "the text after the first `---` line is read as front matter, and it holds no `key: value` lines".into();
        problem.help = Some("If a dividing line was meant, write `***` instead of the first `---`".into());
        problem.at = block.open;
    }
}

/// A block that cannot be read where it has stopped looking like metadata: most likely its closing fence is missing, and a dividing
/// line in the text was taken for it.
pub(super) fn runs_on(problems: &mut [Problem], block: &Block, matter: &str) {
    let Some(run) = shape::metadata_run(matter) else { return };
    let end = block.matter.start as usize + run;
    for problem in problems.iter_mut().filter(|problem| problem.kind == ProblemKind::Syntax && problem.at.start as usize >= end) {
        problem.help = Some(match &problem.help {
            Some(help) => format!("{help}; or add a line of `---` before it, if the front matter ends there"),
            None => "If the front matter ends before this, add a line of `---` there".into(),
        });
    }
}

/// The problem of a word after the opening fence that names no language (npm gray-matter 4 stops there).
pub(super) fn unknown_language(text: &str, block: &Block) -> Option<Problem> {
    let line = block.open.of(text);
    let word = line.trim_start_matches('-').trim();
    if matches!(word, "js" | "javascript" | "coffee" | "coffeescript" | "cson") {
        return None;
    }
    let start = block.open.start as usize + line.find(word)?;
    let message = "the word after `---` is read as the language of the front matter, and there is none of that name";
    Some(Problem::syntax(Span::new(start, start + word.len()), message, "Leave the opening line as `---` alone".to_owned()))
}
