//! Takes a comment, or a name in it, out of a page.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::Page,
    text::Span,
};

/// Removes a whole comment, with its line when nothing else stands there.
pub(super) fn of_comment(page: &Page, comment: Span, applicability: Applicability) -> Fix {
    let text = &*page.text;
    let lines = page.lines();
    let first = lines.line_at(comment.start as usize);
    let last = lines.line_at((comment.end as usize).saturating_sub(1));
    let before = Span { start: lines.line(text, first).start, end: comment.start };
    let after = Span { start: comment.end, end: lines.line(text, last).end };
    let blank = |span: Span| span.of(text).trim().is_empty();
    if !blank(before) || !blank(after) {
        let kept = before.of(text).trim_end_matches([' ', '\t']).len();
        // Blanks before the comment go when nothing follows it; between words one must stay.
        let start = if blank(after) { before.start + kept as u32 } else { comment.start };
        return fix(page, Span { start, end: if blank(after) { after.end } else { comment.end } }, "", applicability);
    }
    let mut gone = lines.full_line(text, first).to(lines.full_line(text, last));
    let blank_line = |line: usize| blank(lines.line(text, line));
    let in_body = comment.start as usize >= page.body_start();
    let starts = first == 0 || gone.start as usize == page.body_start();
    match () {
        () if !in_body => {}
        // Of the two blank lines around it one is enough.
        () if (starts || blank_line(first - 1)) && last + 1 < lines.count() && blank_line(last + 1) => {
            gone = gone.to(lines.full_line(text, last + 1));
        }
        () if starts || blank_line(first - 1) || last + 1 >= lines.count() || blank_line(last + 1) => {}
        // The comment kept two paragraphs apart; a blank line does, too, but not always in the same way.
        () => return fix(page, before.to(after), "", Applicability::Unsafe),
    }
    fix(page, gone, "", applicability)
}

/// Removes one name of several. `names` are the places of all of them, in the order of the text.
pub(super) fn of_name(page: &Page, name: Span, names: &[Span], applicability: Applicability) -> Fix {
    let next = names.iter().find(|other| other.start >= name.end);
    let previous = names.iter().rev().find(|other| other.end <= name.start);
    let gone = match (next, previous) {
        (Some(next), _) => Span { start: name.start, end: next.start },
        (None, Some(previous)) => Span { start: previous.end, end: name.end },
        (None, None) => name,
    };
    let title = format!("Remove `{}` from the comment", page.slice(name));
    Fix { title: title.into(), ..fix(page, gone, "", applicability) }
}

fn fix(page: &Page, span: Span, text: &str, applicability: Applicability) -> Fix {
    let edit = Edit { path: page.path.clone(), span, text: text.to_owned() };
    Fix::new(applicability, "Remove the comment", vec![edit])
}
