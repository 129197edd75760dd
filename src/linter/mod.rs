//! Runs the rules over a site, hides what comments hide, and sorts the rest.

mod checks;
mod inline;
mod removal;
mod restraint;
mod suppressor;
mod timeline;
mod told_twice;
mod unknown;
mod unused;

use crate::{config::Config, diagnostic::Diagnostic, generator::PageId, rule::RuleSet, site::Site};
use checks::{Checks, OnPage};
use inline::Inline;
use jiff::civil::Date;
use rayon::prelude::*;
use suppressor::Suppressor;

/// Everything that is wrong with the site and its settings, in the order of [`Diagnostic::order`] and the same for any number
/// of threads. `today` decides which comments have expired, and which dates lie ahead.
pub fn run(site: &Site, rules: &RuleSet, config: &Config, today: Date) -> Vec<Diagnostic> {
    let inline = Inline::new(site, rules);
    let checks = Checks { site, rules, inline: &inline, today };
    let mut suppressor = Suppressor::new(site, rules, &inline);
    let ids = 0..site.pages.len() as PageId;
    let mut found: Vec<OnPage> = ids.into_par_iter().map(|page| checks.of_page(page)).collect();
    let mut of_site = rules.active.par_iter().flat_map_iter(|rule| checks.of_site(rule)).collect::<Vec<_>>();
    of_site.extend(inline.started(rules).into_values().flat_map(|started| checks.of_site_started(started)));
    // What is told of other files than the page that was looked at.
    let strays: Vec<_> = found.iter_mut().flat_map(|page| std::mem::take(&mut page.strays)).chain(of_site).collect();
    let mut others = Vec::new();
    for stray in strays {
        match site.find(stray.at.path.as_str()).and_then(|id| found.get_mut(id as usize)) {
            Some(page) => page.found.push(stray),
            None => others.push(stray),
        }
    }
    let (found, used): (Vec<_>, Vec<_>) = (found.into_par_iter().enumerate())
        .map(|(id, OnPage { mut found, .. })| {
            settle(&mut found);
            let used = suppressor.hide(id as PageId, &mut found);
            (found, used)
        })
        .unzip();
    for (id, used) in used.into_iter().enumerate() {
        suppressor.mark(id as PageId, used);
    }
    let mut own = unknown::report(site, rules, &inline);
    own.extend(inline.problems(rules));
    own.extend(unused::report(site, rules, config, &suppressor, today));
    suppressor.hide_all(&mut own);
    settle(&mut others);

    // The pages are sorted and so is what is told of each, so the little that is left has only to be put between.
    let mut all = Vec::with_capacity(found.iter().map(Vec::len).sum::<usize>() + others.len() + own.len());
    all.extend(found.into_iter().flatten());
    all.extend(others.into_iter().chain(own));
    all.extend(config.problems.iter().chain(&rules.problems).cloned());
    all.sort_by(Diagnostic::order);
    all.dedup_by(|one, other| one.at.span == other.at.span && one == other);
    all
}

/// Sorts what is told of a file, or of some, and takes out what is told twice.
fn settle(found: &mut Vec<Diagnostic>) {
    found.sort_by(Diagnostic::order);
    found.dedup_by(|one, other| one.at.span == other.at.span && one == other);
    told_twice::remove(found);
}
