//! Links: what is called broken is broken on the built site, and nothing else is.

use super::{
    Difference, Kind, MOST_SEARCHES, Pair, Section,
    built::{Address, Arrival, Built},
    html, place,
    theme::Theme,
};
use crate::{
    generator::url::{self, Url},
    page::{Format, document::Link},
    site::{Resolved, Site, Target},
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Compares.
pub(super) fn compare(site: &Site, built: &Built, pairs: &[Pair<'_>], theme: &Theme<'_>) -> Section {
    let sections: Vec<Section> = pairs.par_iter().map(|pair| Comparison { site, built, pair, theme }.run()).collect();
    let mut all = Section::default();
    sections.into_iter().for_each(|section| all.add(section));
    all
}

struct Comparison<'a> {
    site: &'a Site,
    built: &'a Built,
    pair: &'a Pair<'a>,
    theme: &'a Theme<'a>,
}

/// A link of the source.
struct Written<'a> {
    link: &'a Link,
    resolved: &'a Resolved,
    /// The address that is predicted, as far as one is.
    address: Option<String>,
}

/// A link of the built page.
struct Printed<'a> {
    link: &'a html::Link,
    address: Address,
}

/// Which printed link each written one became.
type Matches = Vec<Option<usize>>;

impl<'a> Comparison<'a> {
    fn run(&self) -> Section {
        let mut section = Section::default();
        let entry = self.site.entry(self.pair.id);
        let page = &self.built.pages[self.pair.at];
        if entry.placement.hidden_body.is_some() {
            section.skip("hidden-body");
            return section;
        }
        let written: Vec<Written<'_>> = self
            .site
            .links(self.pair.id)
            .map(|(link, resolved)| Written { link, resolved, address: self.site.address(self.pair.id, link) })
            .collect();
        let printed = page.document.content_links().map(|link| {
            let address = link.address.as_deref().map_or(Address::Elsewhere, |written| self.built.address(page, written));
            Printed { link, address }
        });
        let printed: Vec<Printed<'_>> = printed.collect();
        let mut matches = self.matched(&written, &printed);
        pair_up(&written, &printed, &mut matches);
        for (written, at) in written.iter().zip(&matches) {
            self.judge(written, at.map(|at| &printed[at]), &mut section);
        }
        let mut searches = MOST_SEARCHES;
        let mut taken = vec![false; printed.len()];
        for at in matches.into_iter().flatten() {
            taken[at] = true;
        }
        for printed in printed.iter().zip(taken).filter(|(_, taken)| !taken).map(|(printed, _)| printed) {
            self.judge_unwritten(printed, &mut section, &mut searches);
        }
        section
    }

    /// Finds each link of the source on the page: by its predicted address first, then as it is written.
    fn matched(&self, written: &[Written<'_>], printed: &[Printed<'_>]) -> Matches {
        let mut matches = vec![None; written.len()];
        let mut taken = vec![false; printed.len()];
        let mut free: FxHashMap<(bool, String), VecDeque<usize>> = FxHashMap::default();
        for (at, link) in printed.iter().enumerate() {
            if let Address::Own(path, fragment) = &link.address {
                let key = key(path, fragment.as_deref().unwrap_or_default());
                free.entry((link.link.image, key)).or_default().push_back(at);
            }
        }
        // Of equal ones the next is meant.
        let mut next = 0;
        let mut take = |queue: &mut VecDeque<usize>| {
            let at = queue.iter().position(|&at| at >= next).unwrap_or_default();
            let found = queue.remove(at)?;
            next = found + 1;
            Some(found)
        };
        for (link, at) in written.iter().zip(&mut matches) {
            let Some(address) = link.address.as_deref().filter(|address| address.starts_with('/')) else { continue };
            let url = Url::split(address);
            let (path, fragment) = (url::decode(url.path), url::decode(url.fragment.unwrap_or_default()));
            let prefix = self.site.facts.prefix.value.as_str();
            let with_prefix = format!("{prefix}{path}");
            let mut likely = [&*with_prefix, &*path];
            // One that forgot the prefix is printed without it.
            if link.resolved.lacks_prefix {
                likely.reverse();
            }
            *at = likely.iter().find_map(|path| take(free.get_mut(&(link.link.image, key(path, &fragment)))?));
            if let Some(at) = *at {
                taken[at] = true;
            }
        }
        let mut raw: FxHashMap<(bool, &str), VecDeque<usize>> = FxHashMap::default();
        for (at, link) in printed.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            raw.entry((link.link.image, link.link.address.as_deref().unwrap_or_default())).or_default().push_back(at);
        }
        let text = &self.site.page(self.pair.id).text;
        for (link, at) in written.iter().zip(&mut matches).filter(|(_, at)| at.is_none()) {
            let own = link.link.url(text).trim();
            let means = link.address.as_deref().unwrap_or(own);
            *at = [means, own].into_iter().find_map(|written| raw.get_mut(&(link.link.image, written))?.pop_front());
        }
        matches
    }

    /// Compares a link of the source with what became of it.
    fn judge(&self, written: &Written<'_>, printed: Option<&Printed<'_>>, section: &mut Section) {
        let resolved = written.resolved;
        match resolved.target {
            Target::External => return section.skip("external"),
            Target::Skipped(_) => return section.skip("skipped"),
            _ => {}
        }
        let is_broken = resolved.is_broken() || resolved.lacks_prefix;
        let Some(printed) = printed else {
            if !is_broken {
                return section.skip("not-printed");
            }
            // An `<a>` without an address is a dead end too, but it is not known which of them it is.
            section.compared += 1;
            let message = "it is called broken, and the built page has no such link".to_owned();
            section.differences.push(self.difference(written, Kind::False, message));
            return;
        };
        let Some(address) = printed.link.address.as_deref() else {
            // No address: nobody gets anywhere.
            section.compared += 1;
            if !is_broken {
                let message = "the built page prints this link without an address".to_owned();
                section.differences.push(self.difference(written, Kind::Missed, message));
            }
            return;
        };
        let arrival = self.built.visit(&printed.address);
        if arrival == Arrival::Elsewhere {
            return section.skip("external");
        }
        // A generator prints nothing for a page that it finds and does not publish: the link leads nowhere, whatever a browser does.
        let own = Url::split(written.link.url(&self.site.page(self.pair.id).text).trim());
        let is_emptied = address.is_empty() && !own.path.is_empty();
        let is_dead = is_emptied || !matches!(arrival, Arrival::There(_));
        // Where the host redirects, a built site has nothing to show.
        if is_dead && (resolved.redirect.is_some() || self.is_redirected(&printed.address)) {
            return section.skip("host-redirect");
        }
        section.compared += 1;
        if is_dead == is_broken {
            return;
        }
        let differs = self.is_printed_otherwise(written, printed);
        let because = if differs { format!(": it is printed as `{address}`") } else { String::new() };
        let (kind, message) = match (is_dead, arrival) {
            (true, Arrival::NoSuchId(_)) => {
                (Kind::Missed, format!("it is broken on the built site, whose page has no such id, and not called so{because}"))
            }
            (true, _) => (Kind::Missed, format!("it leads nowhere on the built site, and is not called broken{because}")),
            (false, _) => (Kind::False, format!("it is called broken, but leads somewhere on the built site{because}")),
        };
        let kind = if differs { Kind::Address } else { kind };
        section.differences.push(self.difference(written, kind, message));
    }

    /// A link that the source does not hold: the theme's, or a template's. Where the page has no templates, it was overlooked.
    fn judge_unwritten(&self, printed: &Printed<'_>, section: &mut Section, searches: &mut usize) {
        let Some(address) = printed.link.address.as_deref() else { return };
        if self.theme.has_link(&printed.address) {
            return;
        }
        let arrival = self.built.visit(&printed.address);
        if matches!(arrival, Arrival::There(_) | Arrival::Elsewhere) {
            return;
        }
        let page = self.site.page(self.pair.id);
        *searches = searches.saturating_sub(1);
        if *searches == 0 || !self.may_be_written(address) {
            return section.skip("theme");
        }
        if page.format == Format::Template || !page.document.islands.is_empty() {
            return section.skip("template");
        }
        if self.is_redirected(&printed.address) {
            return section.skip("host-redirect");
        }
        section.compared += 1;
        section.differences.push(Difference {
            source: Some(page.path.clone()),
            position: None,
            address: address.to_owned(),
            kind: Kind::Missed,
            message: "the built page has this broken link, which was not found in the source".to_owned(),
        });
    }

    /// Whether something like the address is in the source. Layouts have links of their own, not all of them on every page.
    fn may_be_written(&self, address: &str) -> bool {
        let url = Url::split(address);
        let last = url.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        let name = if stem.trim_matches('.').is_empty() { url.fragment.unwrap_or_default() } else { stem };
        let text = &self.site.page(self.pair.id).text;
        text.contains(name) || text.contains(&*url::decode(name))
    }

    fn is_redirected(&self, address: &Address) -> bool {
        let Address::Own(path, _) = address else { return false };
        self.built.below_prefix(path).is_some_and(|path| self.site.served(path).is_none() && self.site.redirected(path).is_some())
    }

    fn is_printed_otherwise(&self, written: &Written<'_>, printed: &Printed<'_>) -> bool {
        let (Some(address), Address::Own(path, fragment)) = (&written.address, &printed.address) else { return false };
        let url = Url::split(address);
        let fragment = fragment.as_deref().unwrap_or_default();
        let meant = key(&url::decode(url.path), &url::decode(url.fragment.unwrap_or_default()));
        let below = self.built.below_prefix(path).unwrap_or(path);
        address.starts_with('/') && meant != key(path, fragment) && meant != key(below, fragment)
    }

    fn difference(&self, written: &Written<'_>, kind: Kind, message: String) -> Difference {
        let page = self.site.page(self.pair.id);
        let own = written.link.url(&page.text);
        Difference {
            source: Some(page.path.clone()),
            position: Some(place(self.site, self.pair.id, written.link.span)),
            address: written.address.as_deref().unwrap_or(own).to_owned(),
            kind,
            message,
        }
    }
}

/// What two ways to write one address have in common.
fn key(path: &str, fragment: &str) -> String {
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    format!("{}#{fragment}", path.trim_end_matches('/'))
}

/// Pairs the links that were not found with what is printed in their place, where between the same neighbours as many are left on
/// either side.
fn pair_up(written: &[Written<'_>], printed: &[Printed<'_>], matches: &mut Matches) {
    let mut taken = vec![false; printed.len()];
    for at in matches.iter().flatten() {
        taken[*at] = true;
    }
    let mut start = 0;
    let mut from = 0;
    while start < written.len() {
        if let Some(at) = matches[start] {
            from = at + 1;
            start += 1;
            continue;
        }
        let end = (start..written.len()).find(|&at| matches[at].is_some()).unwrap_or(written.len());
        let to = matches.get(end).copied().flatten().unwrap_or(printed.len());
        let left: Vec<usize> = (from..to.max(from)).filter(|&at| !taken[at]).collect();
        let fits = left.len() == end - start
            && left.iter().zip(start..end).all(|(&at, link)| printed[at].link.image == written[link].link.image);
        if fits {
            for (at, link) in left.into_iter().zip(start..end) {
                matches[link] = Some(at);
                taken[at] = true;
            }
        }
        start = end;
    }
}
