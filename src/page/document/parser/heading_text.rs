//! What some renderers make of a heading's words before its id is made.

use crate::page::dialect::MarkdownDialect;
use std::borrow::Cow;

/// The words as they are printed.
pub(super) fn printed<'t>(text: &'t str, dialect: &MarkdownDialect) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    if !dialect.addresses_in_headings && text.contains("://") {
        text = without_addresses(&text).into();
    }
    if dialect.dashes_in_headings && text.contains("--") {
        text = text.replace("---", "\u{2014}").replace("--", "\u{2013}").into();
    }
    text
}

/// The words without addresses that become links by themselves.
fn without_addresses(text: &str) -> String {
    let is_address = |word: &str| {
        let lower = word.to_ascii_lowercase();
        ["http://", "https://", "ftp://"].iter().any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
    };
    text.split(' ').map(|word| if is_address(word) { "" } else { word }).collect::<Vec<_>>().join(" ")
}
