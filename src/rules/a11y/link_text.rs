//! Links whose words say nothing of where they lead.

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{LinkForm, LinkMark, Markup},
    },
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<LinkText>("a11y/link-text", include_str!("../../../rules/a11y/link-text.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LinkText {
    prohibited_texts: Vec<String>,
}

impl StyleRule for LinkText {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        for link in LinkMark::all(page).filter(|link| !link.image && link.form != LinkForm::Autolink) {
            let written = page.slice(link.words);
            if words(written).next().is_none() {
                continue;
            }
            if self.prohibited_texts.iter().any(|text| same_words(text, written)) && is_text(page, link.node) {
                let message = format!("the words \"{}\" do not say where this link leads", written.trim());
                report.add(&page.path, link.words, message).help("Write what readers find there");
            }
        }
    }
}

/// The words of a text. Letters outside of ASCII part words, as in markdownlint.
fn words(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether two texts have the same words, whatever their case and what stands between them.
fn same_words(one: &str, other: &str) -> bool {
    // Words can only be the same if one text is not much longer.
    if other.len() >= one.len() + 40 {
        return false;
    }
    let mut others = words(other);
    words(one).all(|word| others.next().is_some_and(|other| word.eq_ignore_ascii_case(other))) && others.next().is_none()
}

/// Whether the words of a link are mere text: code and HTML say more than their letters.
fn is_text(page: &Page, link: usize) -> bool {
    let nodes = &page.document.nodes;
    let end = nodes.get(link).map_or(0, |node| node.end());
    let mut at = link + 1;
    while let Some(node) = nodes.get(at).filter(|_| at < end) {
        if matches!(node.kind(), Kind::Code | Kind::InlineHtml) {
            return false;
        }
        at = node.end().max(at + 1);
    }
    true
}
