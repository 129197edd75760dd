//! Former addresses: aliases in front matter, and rules from `_redirects` files.

use super::{
    Entry, Redirect, RedirectTo, Served, Site,
    classify::{Class, classify},
};
use crate::generator::{
    Facts, PageId,
    url::{self, Url},
};

/// Where a browser ends up that asks for a former address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// What it finds there.
    pub end: End,
    /// The fragment that the last redirect with one adds, without `#`.
    pub fragment: Option<String>,
    /// The redirects on the way by their place in [`Site::redirects`], at least one.
    pub way: Vec<u32>,
}

/// What stands at the end of a redirect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A page, a file, or what the generator makes by itself.
    Served(Served),
    /// Another site.
    External,
    /// Nothing.
    Nowhere,
    /// A redirect that was passed already, or more of them than a browser follows.
    Loop,
    /// An address outside of the site's tree.
    Outside,
    /// Maybe a page whose address only a build tells.
    Unknown,
}

/// The most redirects that a browser follows (the Fetch standard, 4.4 HTTP-redirect fetch).
const MOST: usize = 20;

/// Longer addresses are refused by servers (the least that RFC 9110 asks of them, 8,000 bytes, and ample room). Rules that
/// repeat `:splat` would double an address at every step.
const LONGEST: usize = 64 * 1024;

impl Site {
    /// Where the redirect `first` leads when a browser asks for `path` (absolute, decoded).
    pub fn follow(&self, first: u32, path: &str) -> Arrival {
        let mut arrival = Arrival { end: End::Loop, fragment: None, way: Vec::new() };
        let (mut next, mut path) = (first, path.to_owned());
        while arrival.way.len() < MOST
            && path.len() < LONGEST
            && !arrival.way.contains(&next)
            && let Some(redirect) = self.redirects.get(next as usize)
        {
            arrival.way.push(next);
            let to = match &redirect.to {
                RedirectTo::Page(id) => {
                    arrival.end = End::Served(Served::Page(*id));
                    return arrival;
                }
                RedirectTo::Url(to) => {
                    to.replace(":splat", path.strip_prefix(redirect.from.trim_end_matches('*')).unwrap_or_default())
                }
            };
            match self.request(&to) {
                Request::Ends(end, fragment) => {
                    arrival.end = end;
                    arrival.fragment = fragment.or(arrival.fragment);
                    return arrival;
                }
                Request::GoesOn(redirect, asked, fragment) => {
                    arrival.fragment = fragment.or(arrival.fragment);
                    (next, path) = (redirect, asked);
                }
            }
        }
        arrival
    }

    /// What a browser gets for an address that a redirect names.
    fn request(&self, to: &str) -> Request {
        let own = self.own_address(to);
        if own.is_none() && classify(to) != Class::Internal {
            return Request::Ends(End::External, None);
        }
        let url = Url::split(own.unwrap_or(to));
        let fragment = url.fragment.filter(|fragment| !fragment.is_empty()).map(str::to_owned);
        let Some(path) = url::join("/", url.path) else { return Request::Ends(End::Outside, None) };
        let path = url::decode(&path);
        let prefix = &self.facts.prefix.value;
        let path = path.strip_prefix(prefix.as_str()).filter(|rest| rest.starts_with('/')).unwrap_or(&path);
        if let Some(served) = self.served(path).filter(|served| !matches!(served, Served::Redirect(_))) {
            return Request::Ends(End::Served(served), fragment);
        }
        match self.routes.redirect(self.facts.generator.value, path) {
            Some(next) => Request::GoesOn(next, path.to_owned(), fragment),
            None if self.may_be_computed(path) => Request::Ends(End::Unknown, fragment),
            None => Request::Ends(End::Nowhere, fragment),
        }
    }

    /// The path of a full address of this very site.
    fn own_address<'t>(&self, address: &'t str) -> Option<&'t str> {
        let (host, path) = url::host_and_path(address)?;
        let own = self.facts.base_url.value.as_deref().and_then(url::host_and_path)?.0;
        (own.eq_ignore_ascii_case(host) && path.starts_with('/')).then_some(path)
    }
}

/// One step on the way.
enum Request {
    Ends(End, Option<String>),
    GoesOn(u32, String, Option<String>),
}

/// All redirects, aliases first, in the order of the pages.
pub(super) fn collect(facts: &Facts, pages: &[Entry]) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (id, entry) in pages.iter().enumerate() {
        for (from, span) in &entry.placement.aliases {
            redirects.push(Redirect {
                from: from.clone(),
                to: RedirectTo::Page(id as PageId),
                path: entry.page.path.clone(),
                from_span: *span,
                to_span: *span,
            });
        }
    }
    redirects.extend(facts.redirects.iter().map(|rule| Redirect {
        from: rule.from.clone(),
        to: RedirectTo::Url(rule.to.clone()),
        path: rule.path.clone(),
        from_span: rule.from_span,
        to_span: rule.to_span,
    }));
    redirects
}
