//! A date that is broken, or written otherwise than on the other pages.

use super::{print, wrong_day};
use crate::{
    diagnostic::Severity,
    page::front_matter::{DateForm, Node, WrittenDay},
    rule::Report,
    rules::evidence,
    site::{
        Site,
        census::{Key, Kind, Use},
    },
};
use rustc_hash::FxHashMap;

/// Reports what is no date, or one of another form, under keys that hold dates on nearly all pages. `is_told` says that a value is
/// looked at without them, so that a day that does not exist is reported already.
pub(super) fn check(site: &Site, report: &mut Report, is_told: impl Fn(Key<'_>, &Node) -> bool) {
    for key in site.census().keys().filter(|key| key.uses().len() > evidence::ENOUGH) {
        let uses = key.uses();
        let dates = uses.iter().filter(|one| one.kind == Kind::Date).count();
        if dates < evidence::ENOUGH || dates * 2 < uses.len() {
            continue;
        }
        let Some(usual) = usual(uses) else { continue };
        // A table with several dates in it is no date in another form.
        let is_odd = |one: &Use| one.kind.is_scalar() && !one.form.is_some_and(|form| fits(form, usual));
        let odd = evidence::pages(evidence::markdown(site, uses).filter(|one| is_odd(one)));
        let alike = evidence::pages(uses.iter().filter(|one| one.kind == Kind::Date && !is_odd(one)));
        if alike < evidence::ENOUGH || !evidence::is_few(odd, alike) {
            continue;
        }
        for one in evidence::markdown(site, uses).filter(|one| is_odd(one) || one.form.is_some() && one.day.is_none()) {
            let name = evidence::name(key);
            if evidence::is_asked(site, one.page, |schema| schema.dates.contains_key(&name) || schema.types.contains_key(&name)) {
                continue;
            }
            let Some(node) = key.node(one) else { continue };
            match node.as_str().and_then(WrittenDay::read).filter(|day| day.day().is_none()) {
                None => finding(site, key, one, usual, (alike, odd), report),
                Some(_) if is_told(key, node) => {}
                Some(day) => impossible(site, node, one, day, report),
            }
        }
    }
}

/// The form that most dates have.
fn usual(uses: &[Use]) -> Option<DateForm> {
    let mut counts: FxHashMap<DateForm, usize> = FxHashMap::default();
    for form in uses.iter().filter_map(|one| one.form).filter(|form| form.is_certain()) {
        *counts.entry(form).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(form, count)| (*count, std::cmp::Reverse(*form))).map(|(form, _)| form)
}

/// Whether a date is of the usual form. Whether a time follows does not count: generators take both.
fn fits(form: DateForm, usual: DateForm) -> bool {
    form.fits_day(usual) && (form.is_padded() || !usual.is_padded())
}

/// A day that no calendar has, or that can be two.
fn impossible(site: &Site, node: &Node, one: &Use, day: WrittenDay, report: &mut Report) {
    let text = node.as_str().unwrap_or_default();
    if let Some(finding) = wrong_day(site.page(one.page), node, text, day, report) {
        finding.severity(Severity::Warning);
    }
}

fn finding(site: &Site, key: Key<'_>, one: &Use, usual: DateForm, (alike, odd): (usize, usize), report: &mut Report) {
    let Some(text) = key.text(one) else { return };
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    // `never` and `Last Modified` are no slips of the pen.
    if one.form.is_none() && figures < 4 || text.is_empty() || text.contains('\n') {
        return;
    }
    let (name, page) = (evidence::name(key), site.page(one.page));
    let share = evidence::share(alike, odd);
    let sample = usual.without_time().sample();
    let message = match one.form {
        Some(_) => format!("`{name}` is `{text}`, but written like `{sample}` on {share} that have it"),
        None => format!("`{name}` is `{text}`, but a date like `{sample}` on {share} that have it"),
    };
    let finding = report.add(&page.path, one.value, message);
    let day = one.day.zip(usual.without_time().strftime()).and_then(|(day, format)| print(&format, day));
    finding.severity(Severity::Warning).help(match day {
        Some(day) => format!("Write `{day}`"),
        None => format!("Write the day like `{sample}`"),
    });
}
