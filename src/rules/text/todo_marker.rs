//! Notes of the author that were to be gone by now.

use crate::{
    page::{Page, document::Kind},
    rule::{PageRule, Report, Rule},
    rules::terms::Terms,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<TodoMarker>("text/todo-marker", include_str!("../../../rules/text/todo-marker.md"));

#[derive(Deserialize)]
#[serde(from = "Options")]
struct TodoMarker {
    words: Vec<String>,
    terms: Terms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    words: Vec<String>,
}

impl From<Options> for TodoMarker {
    fn from(Options { words }: Options) -> Self {
        let terms = Terms::new(words.iter().map(String::as_str));
        Self { words, terms }
    }
}

impl PageRule for TodoMarker {
    fn check(&self, page: &Page, report: &mut Report) {
        let mut shown = None;
        self.terms.find(page, |span, at| {
            let Some(word) = self.words.get(at) else { return };
            // Where the words stand in code, too, the page shows how something looks.
            if word.chars().any(char::is_lowercase) && *shown.get_or_insert_with(|| self.is_shown(page)) {
                return;
            }
            let capitals = !word.chars().any(char::is_lowercase);
            let message = match capitals {
                true if page.slice(span) != word || !is_note(page, span) => return,
                true => format!("this is marked `{word}`: it is not finished"),
                false => format!("\"{word}\" stands in for text that is still to come"),
            };
            report.add(&page.path, span, message).help("Write what is missing, or remove the note until then");
        });
    }
}

impl TodoMarker {
    /// Whether words that stand in for text are in the code of a page.
    fn is_shown(&self, page: &Page) -> bool {
        let words: Vec<&String> = self.words.iter().filter(|word| word.chars().any(char::is_lowercase)).collect();
        let code = page.document.nodes.iter().filter(|node| matches!(node.kind(), Kind::Code | Kind::CodeBlock(_)));
        code.into_iter().any(|node| {
            let text = page.slice(node.span).to_lowercase();
            words.iter().any(|word| text.contains(&word.to_lowercase()))
        })
    }
}

/// Whether the word is a note to somebody, and not spoken of: it stands alone on its line, in a cell or in brackets, or a colon
/// or a name in brackets follows.
fn is_note(page: &Page, span: Span) -> bool {
    let line = page.lines().line(&page.text, page.lines().line_at(span.start as usize));
    let before = page.slice(Span { start: line.start, end: span.start }).trim_end_matches([' ', '\t', '*', '_', '"', '~']);
    let after = page.slice(Span { start: span.end.min(line.end), end: line.end }).trim_start_matches(['*', '_', '~']);
    let starts = before.is_empty()
        || before.ends_with(['>', '|', '(', '[', '#', '.', '-', '+', ':'])
        || is_number(before.trim_end_matches(['.', ')']));
    let ends = after.trim_start().is_empty()
        || after.starts_with([':', '(', ')', ']', '|', '.', '!'])
        || after.trim_start().starts_with(['|', '<']);
    starts && ends
}

/// Whether nothing but a number stands there. Looked at from its end: the line may be long, and full of such words.
fn is_number(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_ascii_digit()).bytes().rev().all(|byte| matches!(byte, b' ' | b'\t'))
}
