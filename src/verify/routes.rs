//! Addresses: every page where it ought to be, and no page of which nothing is known.

use super::{
    Difference, Kind, Section,
    built::{Address, Arrival, Built, File},
};
use crate::{
    generator::{PageId, Route, url},
    site::{RedirectTo, Served, Site},
};
use rustc_hash::FxHashSet;

/// The file that a host serves for the address of a page: where the generator files it, else where a static host looks.
pub(super) fn file_of(site: &Site, built: &Built, address: &str) -> Option<File> {
    built.file(&site.facts.generator.value.output(address)).or_else(|| built.serve(address))
}

/// Compares.
pub(super) fn compare(site: &Site, built: &Built) -> Section {
    let mut section = Section::default();
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    for (id, entry) in site.pages.iter().enumerate() {
        let Route::At(address) = &entry.placement.route else {
            if matches!(entry.placement.route, Route::Computed { .. }) {
                section.skip("computed-address");
            }
            continue;
        };
        if let Some(withheld) = &entry.placement.withheld {
            section.compared += 1;
            // Another page may have the address instead.
            if site.served(address).is_none()
                && let Some(file) = file_of(site, built, address)
            {
                seen.extend(page_of(file));
                let message = format!("the page is {}, but the built site has it", withheld.why);
                section.differences.push(difference(site, id, address, Kind::Withheld, message));
            }
            continue;
        }
        for address in std::iter::once(address).chain(&entry.placement.also) {
            section.compared += 1;
            match file_of(site, built, address) {
                Some(file) => seen.extend(page_of(file)),
                None => {
                    let message = "the built site has no page at this address".to_owned();
                    section.differences.push(difference(site, id, address, Kind::Missing, message));
                }
            }
        }
    }
    redirects(site, built, &mut section, &mut seen);
    for (at, page) in built.pages.iter().enumerate() {
        if seen.contains(&at) || is_known(site, built, &page.file) {
            continue;
        }
        section.compared += 1;
        let message = match &page.document.refresh {
            Some(to) => format!("the built site redirects it to `{to}`, and nothing of that is known"),
            None => "the built site has this page, and nothing is known of it".to_owned(),
        };
        section.differences.push(Difference {
            source: None,
            position: None,
            address: page.file.to_string(),
            kind: Kind::Unknown,
            message,
        });
    }
    section
}

fn page_of(file: File) -> Option<usize> {
    match file {
        File::Page(at) => Some(at),
        File::Other => None,
    }
}

fn difference(site: &Site, id: usize, address: &str, kind: Kind, message: String) -> Difference {
    let source = Some(site.page(id as PageId).path.clone());
    Difference { source, position: None, address: address.to_owned(), kind, message }
}

/// Whether something is known to be served here, whatever it is.
fn is_known(site: &Site, built: &Built, file: &str) -> bool {
    let folder = file.strip_suffix("index.html").unwrap_or(file);
    let bare = file.strip_suffix(".html").or(file.strip_suffix(".htm")).unwrap_or(file);
    let slashed = format!("{bare}/");
    let addresses = [file, folder, bare, &slashed];
    // A host shows it when it has nothing to show.
    matches!(file, "/404.html" | "/404/index.html")
        || addresses.iter().any(|address| {
            site.served(address).is_some()
                || site.may_be_computed(address)
                || site.redirected(address).is_some()
                || built.redirects(address).is_some()
        })
}

/// Former addresses. A host may see to them, of which a built site tells nothing; so they are compared where the site has stubs.
fn redirects(site: &Site, built: &Built, section: &mut Section, seen: &mut FxHashSet<usize>) {
    let former = site.redirects.iter().filter_map(|redirect| {
        let RedirectTo::Page(id) = redirect.to else { return None };
        // Another page may have the address.
        let path = url::decode(&redirect.from);
        let path = if path.starts_with('/') { path } else { format!("/{path}").into() };
        let is_free = site.served(&path).is_none_or(|served| matches!(served, Served::Redirect(_)));
        (is_free && site.entry(id).url().is_some()).then_some((redirect, id, path))
    });
    let former: Vec<_> = former.collect();
    let stubs = former.iter().filter(|(.., path)| built.serve(path).is_some() || built.redirects(path).is_some()).count();
    for (redirect, id, path) in &former {
        if stubs == 0 {
            section.skip("host-redirect");
            continue;
        }
        section.compared += 1;
        seen.extend(built.serve(path).and_then(page_of));
        let Some(address) = site.entry(*id).url() else { continue };
        let wanted = file_of(site, built, address);
        let prefix = site.facts.prefix.value.as_str();
        let message = match built.visit(&Address::Own(format!("{prefix}{path}"), None)) {
            // That the page itself is not there is told of its own address.
            _ if wanted.is_none() => continue,
            Arrival::There(file) if Some(file) == wanted => continue,
            Arrival::NoSuchId(at) if Some(File::Page(at)) == wanted => continue,
            Arrival::There(File::Page(at)) | Arrival::NoSuchId(at) => {
                format!("this former address of `{address}` leads to `{}` on the built site", built.pages[at].file)
            }
            Arrival::There(File::Other) => format!("this former address of `{address}` leads to a file on the built site"),
            Arrival::Elsewhere => format!("this former address of `{address}` leads out of the built site"),
            Arrival::Nowhere => format!("this former address of `{address}` leads nowhere on the built site"),
        };
        section.differences.push(Difference {
            source: Some(redirect.path.clone()),
            position: None,
            address: redirect.from.clone(),
            kind: Kind::Redirect,
            message,
        });
    }
}
