//! Blanks between the marks of a heading and its words.

use crate::{
    diagnostic::Fix,
    page::{Page, markup::HeadingMark},
    rule::Report,
    text::Span,
};

/// Reports all but one of the blanks before the words.
pub(in crate::rules) fn before(page: &Page, heading: &HeadingMark, report: &mut Report) {
    let blanks = Span { start: heading.open.end, end: heading.words.start };
    if !heading.open.is_empty() && !heading.words.is_empty() && blanks.len() > 1 {
        add(page, Span { start: blanks.start + 1, ..blanks }, "more than one blank before the words of this heading", report);
    }
}

/// Reports all but one of the blanks after the words.
pub(in crate::rules) fn after(page: &Page, heading: &HeadingMark, report: &mut Report) {
    let blanks = Span { start: heading.words.end, end: heading.close.start };
    if !heading.close.is_empty() && !heading.words.is_empty() && blanks.len() > 1 {
        add(page, Span { start: blanks.start + 1, ..blanks }, "more than one blank after the words of this heading", report);
    }
}

fn add(page: &Page, blanks: Span, message: &'static str, report: &mut Report) {
    let finding = report.add(&page.path, blanks, message);
    finding.help("One is enough: readers see no more");
    finding.fix(Fix::safe("Leave one blank", &page.path, blanks, ""));
}
