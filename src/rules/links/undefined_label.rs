//! `[text][label]` whose label is defined nowhere.

use crate::{
    diagnostic::Fix,
    generator::PageId,
    page::{
        Page,
        document::{Definition, UndefinedLabel as Undefined, folded_label},
        markup::undefined_shortcuts,
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::{Span, nearest_by},
};
use serde::Deserialize;
use std::borrow::Cow;

pub(super) static RULE: Rule =
    Rule::site::<UndefinedLabel>("links/undefined-label", include_str!("../../../rules/links/undefined-label.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UndefinedLabel {
    shortcut_syntax: bool,
    ignored_labels: Vec<String>,
}

impl SiteRule for UndefinedLabel {
    fn check_page(&self, site: &Site, page: PageId, report: &mut Report) {
        // A generator may add lines to every page, or take such brackets for something else.
        if !site.facts.understood || site.facts.more_definitions {
            return;
        }
        let page = site.page(page);
        for undefined in page.document.undefined_labels.iter().filter(|undefined| is_meant(page, undefined)) {
            if self.ignores(&undefined.label) {
                continue;
            }
            let place = place(page, undefined);
            let label = &undefined.label;
            let finding =
                report.add(&page.path, place, format!("no line on this page says where `[{}]` leads", label.replace('`', "")));
            match nearest_by(label, &page.document.definitions, |definition: &Definition| &definition.label) {
                Some(near) => {
                    finding.help(format!("Did you mean `[{}]`?", near.label));
                    finding.fix(Fix::unsafe_(format!("Write `{}`", near.label), &page.path, place, &*near.label));
                }
                None if label.contains('`') => _ = finding.help("Add a line for it, or write the address in parentheses"),
                None => _ = finding.help(format!("Add a line `[{label}]: address`, or write the address in parentheses")),
            }
        }
        if self.shortcut_syntax {
            self.shortcuts(page, report);
        }
    }
}

impl UndefinedLabel {
    fn ignores(&self, label: &str) -> bool {
        self.ignored_labels.iter().any(|ignored| folded_label(ignored) == folded_label(label))
    }

    fn shortcuts(&self, page: &Page, report: &mut Report) {
        for span in undefined_shortcuts(page) {
            let label = words(page.slice(span).trim_matches(['[', ']']));
            let label = &*label;
            let templated = page.document.islands.iter().any(|island| island.span.overlaps(span));
            if !templated && !self.ignores(label) {
                let finding = report.add(&page.path, span, format!("no line on this page says where `[{label}]` leads"));
                finding.help(format!("Add a line `[{label}]: address`; if it is no link, write a backslash before the bracket"));
            }
        }
    }
}

/// A label in one line, without the marks of quotations.
fn words(label: &str) -> Cow<'_, str> {
    if !label.contains('\n') {
        return Cow::Borrowed(label);
    }
    let lines: Vec<&str> = label.split('\n').map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end()).collect();
    Cow::Owned(lines.join(" "))
}

/// Whether it is a link, and not an array's index, a box to tick, a footnote or a template.
fn is_meant(page: &Page, undefined: &Undefined) -> bool {
    let label = &*undefined.label;
    let (start, end) = (undefined.span.start as usize, undefined.span.end as usize);
    let before = page.text.get(..start).and_then(|before| before.chars().next_back());
    let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ']' | ')' | '_' | '\\' | '['));
    let goes_on = page.text.get(end..).is_some_and(|after| after.starts_with(['[', '(']));
    let boxed = matches!(label.trim(), "" | "x" | "X") || label.starts_with('^');
    let written = page.slice(undefined.span);
    let footnote = written.contains("[^");
    let templated = page.document.islands.iter().any(|island| island.span.overlaps(undefined.span));
    !(glued || goes_on || boxed || footnote || templated)
}

/// Where the label stands.
fn place(page: &Page, undefined: &Undefined) -> Span {
    let written = page.slice(undefined.span);
    let body =
        written.strip_suffix("[]").or_else(|| written.strip_suffix(']').map(|rest| &rest[rest.rfind('[').unwrap_or_default()..]));
    let Some(body) = body else { return undefined.span };
    let start = body.as_ptr() as usize - written.as_ptr() as usize;
    let inner = if written.ends_with("[]") {
        Span::new(start + 1, start + body.len().saturating_sub(1))
    } else {
        Span::new(start + 1, start + body.len())
    };
    inner.shifted(undefined.span.start as usize)
}
