//! The words of a heading after what extensions make of them.

use super::Settings;
use crate::{
    generator::Facts,
    page::{Page, document::Heading},
};
use std::borrow::Cow;

/// Sets of icons that Material's emoji index knows; all of their names are taken for icons.
const ICONS: [&str; 4] = [":material-", ":fontawesome-", ":octicons-", ":simple-"];

/// The words that an id is made of; `None` when that cannot be known.
pub(super) fn of<'h>(facts: &Facts, settings: &Settings, page: &Page, heading: &'h Heading) -> Option<Cow<'h, str>> {
    let mut text = Cow::Borrowed(&*heading.text);
    if heading.html {
        return Some(text);
    }
    // `[words][label]` may be a link whose label another page defines.
    if settings.prints_headings && text.starts_with(":::") || facts.more_definitions && text.contains("][") {
        return None;
    }
    let code = page.slice(heading.text_span).contains('`');
    // A program of the site's own may put anything in the place of a comment.
    if settings.hooks && page.slice(heading.span).contains("<!--") {
        return None;
    }
    if settings.emoji && text.contains(':') {
        text = without_icons(text, code)?;
    }
    if settings.keys && text.contains("++") {
        let twice = text.find("++").and_then(|at| text.get(at + 2..)).is_some_and(|rest| rest.contains("++"));
        if twice {
            return None;
        }
    }
    // Dashes between words, and signs in parentheses; quotes and dots are no part of an id either way.
    if settings.smarty && text.contains("--") {
        if code {
            return None;
        }
        text = text.replace("---", "\u{2014}").replace("--", "\u{2013}").into();
    }
    if settings.symbols && ["(c)", "(r)", "(tm)", "-->", "<--", "+/-", "=/="].iter().any(|sign| text.contains(sign)) {
        if code {
            return None;
        }
        for (sign, symbol) in [
            ("(c)", "\u{a9}"),
            ("(r)", "\u{ae}"),
            ("(tm)", "\u{2122}"),
            ("<-->", "\u{2194}"),
            ("-->", "\u{2192}"),
            ("<--", "\u{2190}"),
        ] {
            text = text.replace(sign, symbol).into();
        }
        text = text.replace("+/-", "\u{b1}").replace("=/=", "\u{2260}").into();
    }
    Some(text)
}

/// The words of a tab's label.
pub(super) fn of_label<'l>(settings: &Settings, label: &'l str) -> Option<Cow<'l, str>> {
    if settings.emoji { without_icons(Cow::Borrowed(label), false) } else { Some(Cow::Borrowed(label)) }
}

/// The words without `:icon:`; `None` where a name between colons may or may not be one of an emoji.
fn without_icons(text: Cow<'_, str>, code: bool) -> Option<Cow<'_, str>> {
    let mut kept = String::with_capacity(text.len());
    let mut rest = &*text;
    let mut found = false;
    while let Some(at) = rest.find(':') {
        let name = rest[at + 1..].split(':').next().unwrap_or_default();
        let closed = rest[at + 1 + name.len()..].starts_with(':');
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'));
        if !closed || !is_name {
            kept.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        }
        if code || !ICONS.iter().any(|set| rest[at..].starts_with(set)) {
            return None;
        }
        found = true;
        kept.push_str(&rest[..at]);
        rest = &rest[at + name.len() + 2..];
    }
    kept.push_str(rest);
    Some(if found { Cow::Owned(kept.trim().to_owned()) } else { text })
}
