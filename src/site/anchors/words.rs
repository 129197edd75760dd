//! The words that ids of headings are made of.

use crate::{
    generator::{
        Facts,
        slug::{Slugger, emoji},
    },
    page::{Page, document::Heading},
};
use std::borrow::Cow;

/// The words that a heading's id is made of; `None` where it would take the generator's own renderer to tell.
pub(super) fn words<'a>(facts: &Facts, page: &Page, slugger: Slugger, heading: &'a Heading) -> Option<Cow<'a, str>> {
    let mut text = facts.generator.value.heading_text(facts, page, heading)?;
    if text.contains('%') {
        for (name, value) in &facts.variables {
            let variable = format!("%{name}%");
            if text.contains(&variable) {
                text = text.replace(&variable, value).into();
            }
        }
    }
    if slugger == Slugger::VitePress
        && let Cow::Owned(without) = emoji::without_short_names(&text)
    {
        text = without.into();
    }
    if matches!(slugger, Slugger::Github | Slugger::Marked | Slugger::KramdownGfm) && heading.padding != (false, false) {
        let blank = |padded: bool| if padded { " " } else { "" };
        text = format!("{}{text}{}", blank(heading.padding.0), blank(heading.padding.1)).into();
    }
    if slugger == Slugger::GovukTechDocs {
        return with_entity_names(page.slice(heading.text_span), text);
    }
    Some(text)
}

/// The words of a heading for an algorithm that sees entities as they are typed. `None` where they stand among other markup.
fn with_entity_names<'a>(written: &str, text: Cow<'a, str>) -> Option<Cow<'a, str>> {
    // What these stand for is spelt out again in just this way.
    const SAME: [(&str, char); 5] = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\'')];
    let mut words = String::new();
    let mut rest = written;
    let mut foreign = false;
    while let Some(at) = rest.find('&') {
        words.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        match after.strip_prefix(';').filter(|_| !name.is_empty()) {
            Some(after) => {
                rest = after;
                match SAME.iter().find(|(same, _)| *same == name) {
                    Some((_, sign)) => words.push(*sign),
                    None => {
                        foreign = true;
                        words.extend([" ", name, " "]);
                    }
                }
            }
            None => words.push('&'),
        }
    }
    words.push_str(rest);
    match foreign {
        false => Some(text),
        true => Some(Cow::Owned(words)).filter(|_| !written.contains(['*', '_', '`', '[', '<', '\\'])),
    }
}

/// A heading's words as markdown-it's `typographer` leaves them, as far as that bears on the id. `None` where it would take the
/// whole of its rules to tell.
pub(super) fn typographer<'h>(page: &Page, heading: &'h Heading, slugger: Slugger) -> Option<Cow<'h, str>> {
    let text = &*heading.text;
    let marked = |text: &str| {
        text.contains(['\'', '"', '(']) || ["--", "...", "+-", ",,", "!!!", "???"].iter().any(|mark| text.contains(mark))
    };
    if heading.html || !marked(text) {
        return Some(Cow::Borrowed(text));
    }
    if !matches!(slugger, Slugger::Eleventy2 | Slugger::Eleventy3 | Slugger::Sindresorhus)
        || page.slice(heading.text_span).contains('`')
    {
        return None;
    }
    // These algorithms drop all punctuation, so it is enough to know what is no letter any more, and which apostrophes turned.
    let mut text = text.to_owned();
    for sign in ["(c)", "(C)", "(r)", "(R)", "(tm)", "(TM)"] {
        text = text.replace(sign, " ");
    }
    if text.contains("(Tm)") || text.contains("(tM)") {
        return None;
    }
    Some(Cow::Owned(text.replace('\'', "\u{2019}")))
}
