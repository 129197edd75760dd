//! Blanks at the ends of a link's words.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        markup::{LinkMark, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<TextSpace>("links/text-space", include_str!("../../../rules/links/text-space.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextSpace {}

impl StyleRule for TextSpace {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        for link in LinkMark::all(page).filter(|link| !link.image) {
            let written = page.slice(link.words);
            if written.trim().len() == written.len() {
                continue;
            }
            let (start, end) = (link.words.start as usize, link.words.end as usize);
            let before = written.len() - written.trim_start().len();
            let after = written.trim_end().len();
            if before > 0 && after > 0 {
                add(page, link, Span::new(start, start + before), link.span.start, report);
            }
            if after < written.len() {
                add(page, link, Span::new(start + after, end), link.span.end, report);
            }
        }
    }
}

/// Reports `blanks`, which belong to `outside`, just before or after the link.
fn add(page: &Page, link: LinkMark, blanks: Span, outside: u32, report: &mut Report) {
    let finding = report.add(&page.path, blanks, "blanks between the brackets and the words of this link");
    finding.help("Remove them, or move them out of the brackets: they are underlined with the words");
    // Further lines may begin with marks of a quotation.
    if page.slice(blanks).contains('\n') || page.slice(link.words).trim().is_empty() {
        return;
    }
    let text = &page.text;
    let beside = if outside == link.span.start {
        text.get(..outside as usize).and_then(|before| before.chars().next_back())
    } else {
        text.get(outside as usize..).and_then(|after| after.chars().next())
    };
    let remove = Edit { path: page.path.clone(), span: blanks, text: String::new() };
    let mut edits = vec![remove];
    let apart = beside.is_none_or(char::is_whitespace);
    // "link ," would become "link,".
    let is_mark = outside == link.span.end && beside.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
    if !apart && !is_mark {
        edits.push(Edit { path: page.path.clone(), span: Span::at(outside as usize), text: " ".to_owned() });
        edits.sort_by_key(|edit| edit.span);
    }
    let applicability = if is_mark { Applicability::Unsafe } else { Applicability::Safe };
    let title = if apart || is_mark { "Remove the blanks" } else { "Move the blank out of the link" };
    finding.fix(Fix { title: title.into(), applicability, edits });
}
