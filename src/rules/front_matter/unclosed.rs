//! Front matter that does not end, or does not begin where the page does.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        front_matter::{FrontMatter, ProblemKind, Syntax},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<Unclosed>("front-matter/unclosed", include_str!("../../../rules/front-matter/unclosed.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unclosed {}

impl PageRule for Unclosed {
    fn check(&self, page: &Page, report: &mut Report) {
        let Some(block) = &page.front_matter else { return };
        for problem in &block.problems {
            let fix = match problem.kind {
                ProblemKind::Unclosed => close(page, block),
                ProblemKind::NotAtStart => Some(move_up(page, block)),
                ProblemKind::Syntax | ProblemKind::DuplicateKey { .. } => continue,
            };
            let finding = report.add(&page.path, problem.at, problem.message.clone());
            if let Some(help) = &problem.help {
                finding.help(help.clone());
            }
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}

/// Ends the block after its last line that looks like metadata. Nothing is offered where the lines cannot be read. When more
/// that looks like a key follows, the end may be another.
fn close(page: &Page, block: &FrontMatter) -> Option<Fix> {
    block.root.as_ref()?;
    let fence = match (block.syntax, page.text.get(block.span.start as usize..)?) {
        (Syntax::HeaderComment, _) => "*/",
        (_, open) if open.starts_with("+++") => "+++",
        (_, open) if open.starts_with(";;;") => ";;;",
        (_, open) if open.starts_with("---") => "---",
        _ => return None,
    };
    let at = block.body_start as usize;
    let (before, after) = page.text.split_at_checked(at)?;
    let newline = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if before.ends_with('\n') { "" } else { newline };
    let text = format!("{gap}{fence}{newline}");
    let next = after.trim_start();
    let word = next.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(0);
    let goes_on = word > 0 && next.get(word..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with([':', '=']));
    let title = format!("Add a closing `{fence}` line");
    let fix = if goes_on { Fix::unsafe_ } else { Fix::safe };
    Some(fix(title, &page.path, Span::at(at), text))
}

/// Takes away the blanks before the opening line.
fn move_up(page: &Page, block: &FrontMatter) -> Fix {
    let blanks = Span { start: block.body_start, end: block.span.start };
    Fix::safe("Let the page begin with the front matter", &page.path, blanks, "")
}
