//! Whether all emphasis is marked alike: the two rules about it differ only in how many marks there are.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{Page, document::Kind},
    rule::Report,
    text::Span,
};
use serde::Deserialize;

/// Which mark.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(in crate::rules::emphasis) enum Style {
    Asterisk,
    Consistent,
    Underscore,
}

/// Reports emphasis of a kind that is marked otherwise than `style` says, by so many marks.
pub(in crate::rules::emphasis) fn check(page: &Page, kind: Kind, marks: usize, style: Style, report: &mut Report) {
    let mut wanted = style;
    for node in page.document.nodes.iter().filter(|node| node.kind() == kind) {
        let written = node.span.of(&page.text);
        let found = match written.as_bytes().first() {
            Some(b'*') => Style::Asterisk,
            Some(b'_') => Style::Underscore,
            _ => continue,
        };
        if wanted == Style::Consistent {
            wanted = found;
        }
        if found == wanted || wanted == Style::Underscore && is_in_word(page, node.span) {
            continue;
        }
        let start = node.span.start as usize;
        let open = Span::new(start, start + marks);
        let close = Span::new((node.span.end as usize).saturating_sub(marks), node.span.end as usize);
        let (mark, other) = if wanted == Style::Asterisk { ("*", "_") } else { ("_", "*") };
        let (mark, other) = (mark.repeat(marks), other.repeat(marks));
        let words = if marks == 1 { "emphasis" } else { "strong emphasis" };
        let message = format!("{words} is marked with `{other}` here");
        let others = if style == Style::Consistent { ", as the first on this page does" } else { "" };
        let help = format!("Mark it with `{mark}`{others}");
        if memchr::memchr(b'\n', written.as_bytes()).is_some() {
            // Somebody may look at its last line only.
            report.add(&page.path, close, message.clone()).help(help.clone());
        }
        let finding = report.add(&page.path, open, message);
        finding.help(help);
        let edits = [open, close].map(|span| Edit { path: page.path.clone(), span, text: mark.clone() });
        let applicability = if is_clear(page, node.span, marks, &mark) { Applicability::Safe } else { Applicability::Unsafe };
        finding.fix(Fix { title: format!("Mark it with `{mark}`").into(), applicability, edits: edits.into() });
    }
}

/// Whether a letter, digit or underscore stands right before or after it: there underscores mark nothing.
fn is_in_word(page: &Page, span: Span) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let bytes = page.text.as_bytes();
    let before = (span.start as usize).checked_sub(1).and_then(|at| bytes.get(at));
    is_word(before) || is_word(bytes.get(span.end as usize))
}

/// Whether no mark of the new kind stands in it or next to it, with which the marks might pair otherwise, and no letter next to it.
fn is_clear(page: &Page, span: Span, marks: usize, mark: &str) -> bool {
    let (start, end) = (span.start as usize, span.end as usize);
    let Some(inside) = page.text.get(start + marks..end.saturating_sub(marks)) else { return false };
    let Some(byte) = mark.as_bytes().first() else { return false };
    let is_open = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric() && !matches!(letter, '*' | '_'));
    let edges = [inside.chars().next(), inside.chars().next_back()];
    memchr::memchr(*byte, inside.as_bytes()).is_none()
        && edges.iter().all(|edge| !matches!(edge, Some('*' | '_')))
        && is_open(page.text.get(..start).and_then(|before| before.chars().next_back()))
        && is_open(page.text.get(end..).and_then(|after| after.chars().next()))
}
