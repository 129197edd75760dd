//! Links written in a way that the handbook does not want.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::{LinkKind, folded_label},
        markup::{LinkForm, LinkMark, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::cell::OnceCell;

pub(super) static RULE: Rule = Rule::style::<Style>("links/style", include_str!("../../../rules/links/style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "one for each way to write a link")]
struct Style {
    autolink: bool,
    inline: bool,
    full: bool,
    collapsed: bool,
    shortcut: bool,
    url_inline: bool,
}

impl StyleRule for Style {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        if self.autolink && self.inline && self.full && self.collapsed && self.shortcut && self.url_inline {
            return;
        }
        let definitions = OnceCell::new();
        for link in LinkMark::all(page) {
            let Some(message) = self.unwanted(page, &link) else { continue };
            let finding = report.add(&page.path, link.span, message);
            let target = match link.form {
                LinkForm::Full | LinkForm::Collapsed | LinkForm::Shortcut => {
                    let label = if link.form == LinkForm::Full { link.target } else { link.words };
                    definitions.get_or_init(|| addresses(page)).get(&folded_label(page.slice(label))).copied()
                }
                _ => Some(link.target),
            };
            match self.wanted(page, &link, target) {
                Some(text) => {
                    finding.help(format!("Write `{text}`"));
                    let mut fix = Fix::safe(format!("Write `{text}`"), &page.path, link.span, text);
                    if link.form == LinkForm::Inline && page.slice(link.words) != page.slice(link.target) {
                        fix.applicability = Applicability::Unsafe;
                    }
                    finding.fix(fix);
                }
                None => _ = finding.help("Write it as the other links of the handbook are written"),
            }
        }
    }
}

impl Style {
    /// What is said of a link that is not wanted so.
    fn unwanted(&self, page: &Page, link: &LinkMark) -> Option<&'static str> {
        match link.form {
            LinkForm::Autolink if !self.autolink => Some("this address stands alone between `<` and `>`"),
            LinkForm::Inline if link.target.is_empty() => None,
            LinkForm::Inline if !self.inline => Some("the address of this link stands beside its words"),
            LinkForm::Inline if !self.url_inline && self.autolink && !link.image => {
                let address = page.slice(link.target);
                (page.slice(link.words) == address && is_address(address)).then_some("the words of this link are its address")
            }
            LinkForm::Full if !self.full => Some("the address of this link stands elsewhere, under a label"),
            LinkForm::Collapsed if !self.collapsed => Some("this link ends in empty brackets"),
            LinkForm::Shortcut if !self.shortcut => Some("this link is only its label"),
            _ => None,
        }
    }

    /// The link written as it is wanted.
    fn wanted(&self, page: &Page, link: &LinkMark, target: Option<Span>) -> Option<String> {
        let words = page.slice(link.words);
        let address = if link.form == LinkForm::Autolink { words } else { page.slice(target?) };
        let one_line = !page.slice(link.span).contains('\n');
        let templated = page.document.islands.iter().any(|island| island.span.overlaps(link.span));
        if !one_line || templated || address.is_empty() {
            return None;
        }
        let autolink = self.autolink && !link.image && is_address(address);
        if self.inline && link.form != LinkForm::Inline && !words.is_empty() && (self.url_inline || !autolink) {
            let mark = if link.image { "!" } else { "" };
            let address = if address.contains(['(', ')', ' ']) { format!("<{address}>") } else { address.to_owned() };
            return Some(format!("{mark}[{words}]({address})"));
        }
        (autolink && link.form != LinkForm::Autolink).then(|| format!("<{address}>"))
    }
}

/// Where the labels of the page lead. Those with a title are left out: it would be lost.
fn addresses(page: &Page) -> FxHashMap<String, Span> {
    let mut links = page.document.links.iter().filter(|link| link.kind == LinkKind::Definition).peekable();
    let mut found = FxHashMap::default();
    for definition in &page.document.definitions {
        while links.next_if(|link| link.span.start < definition.span.start).is_some() {}
        let Some(link) = links.peek().filter(|link| link.span.start == definition.span.start && !link.templated) else {
            continue;
        };
        let after = Span { start: link.destination.end, end: definition.span.end };
        if page.slice(after).trim().trim_start_matches('>').is_empty() {
            found.insert(folded_label(&definition.label), link.destination);
        }
    }
    found
}

/// Whether it can stand between `<` and `>`.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() >= 2
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    };
    scheme.is_some_and(is_scheme) && !text.contains([' ', '<', '>'])
}
