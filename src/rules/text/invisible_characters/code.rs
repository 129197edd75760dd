//! Invisible characters in code: what is copied does not work.

use super::{around, cleared, is_of_script, named, runs_left};
use crate::{
    diagnostic::Applicability,
    page::{
        Page,
        document::Kind,
        invisible::{Invisible, Role},
    },
    rule::Report,
    text::Span,
};

/// Reports each piece of code with such characters in it, once.
pub(super) fn check(page: &Page, all: &[Invisible], report: &mut Report) {
    for node in page.document.nodes.iter().filter(|node| matches!(node.kind(), Kind::Code | Kind::CodeBlock(_))) {
        let within = Invisible::within(all, node.span);
        if within.is_empty() || is_shown(page, node.span) {
            continue;
        }
        let code = page.slice(node.span);
        let to_left = within.iter().any(|invisible| invisible.role == Role::Direction) && runs_left(code);
        let found: Vec<Invisible> =
            within.iter().copied().filter(|invisible| breaks(page, node.span, *invisible, to_left)).collect();
        let Some(first) = found.first() else { continue };
        let message = format!("this code holds {}", named(&found));
        let finding = report.add(&page.path, first.span, message);
        let spaces = found.iter().all(|invisible| invisible.role == Role::NoBreakSpace);
        finding.help(match (spaces, found.len()) {
            (true, 1) => "Write a plain space: with this one, the code does not work for those who copy it",
            (true, _) => "Write plain spaces: with these, the code does not work for those who copy it",
            (false, 1) => "Remove it: with it, the code does not work for those who copy it",
            (false, _) => "Remove them: with them, the code does not work for those who copy it",
        });
        // Code reads the same without them; only where they turn the direction it does not.
        let turns = found.iter().any(|invisible| invisible.role == Role::Direction);
        finding.fix(cleared(page, &found, if turns { Applicability::Unsafe } else { Applicability::Safe }));
    }
}

/// Whether the code is nothing else: it shows the character to those who read of it.
fn is_shown(page: &Page, code: Span) -> bool {
    page.slice(code).chars().all(|c| c == '`' || c.is_whitespace() || Invisible::is(c))
}

fn breaks(page: &Page, code: Span, invisible: Invisible, to_left: bool) -> bool {
    let around = around(page, code, invisible);
    match invisible.role {
        // French typography, and the lines that `tree` draws.
        Role::NoBreakSpace => {
            let french = around.0 == Some('«') || matches!(around.1, Some('»' | '?' | '!' | ':' | ';' | '%'));
            !french && !is_drawing(page, code, invisible)
        }
        Role::ZeroWidth | Role::Joiner => !is_of_script(around) && !is_meant(around),
        Role::Direction => !to_left,
        Role::Tag => false,
    }
}

/// Whether somebody put it there to keep a mark from working: `{` and `{`, `@` and a name.
fn is_meant(around: (Option<char>, Option<char>)) -> bool {
    let mark = |char: Option<char>| char.is_some_and(|char| matches!(char, '{' | '}' | '%' | '<' | '@' | '`' | '#' | ':' | '~'));
    mark(around.0) || mark(around.1)
}

/// Whether lines are drawn right beside it: a folder tree, a table.
fn is_drawing(page: &Page, code: Span, invisible: Invisible) -> bool {
    let line = page.lines().line(&page.text, page.lines().line_at(invisible.span.start as usize));
    let start = line.start.max(code.start);
    // Drawings stand at the start of a line; a line may be long.
    let near = page.slice(Span { start, end: invisible.span.start }).chars().rev().take(8);
    near.into_iter().any(|c| matches!(c, '\u{2500}'..='\u{257f}'))
}
