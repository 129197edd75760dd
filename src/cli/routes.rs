//! `handbook routes`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ListArgs, ListFormat},
    open::show,
};
use crate::{
    generator::{PageId, Route},
    site::{RedirectTo, Site},
};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

#[derive(Serialize)]
struct Routes<'a> {
    version: u32,
    generator: &'a str,
    routes: Vec<OneRoute<'a>>,
}

#[derive(Serialize)]
struct OneRoute<'a> {
    source: &'a str,
    url: &'a str,
    aliases: Vec<&'a str>,
    published: bool,
    anchors: Vec<&'a str>,
}

/// Lists where every page is served.
pub(super) fn run(args: &ListArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    show(&args.path, global, terminal, |out, session| match args.format {
        ListFormat::Json => json(out, session.site()),
        ListFormat::Text => text(out, session.site()),
    })
}

/// Every address with its page. A page with several addresses has several routes.
fn routes(site: &Site) -> Vec<OneRoute<'_>> {
    let mut routes = Vec::new();
    let mut former: BTreeMap<PageId, Vec<&str>> = BTreeMap::new();
    for redirect in &site.redirects {
        if let RedirectTo::Page(id) = redirect.to {
            former.entry(id).or_default().push(&redirect.from);
        }
    }
    for (id, entry) in site.pages.iter().enumerate() {
        let Route::At(url) = &entry.placement.route else { continue };
        let id = id as u32;
        let shown = entry.placement.hidden_body.is_none() && !entry.placement.replaced;
        let anchors = if shown { site.anchors(id).ids().map(|(id, _)| id).collect() } else { Vec::new() };
        let aliases = former.remove(&id).unwrap_or_default();
        let published = entry.placement.withheld.is_none();
        let source = entry.page.path.as_str();
        routes.push(OneRoute { source, url, aliases, published, anchors });
        for url in &entry.placement.also {
            let anchors = routes.last().map(|route| route.anchors.clone()).unwrap_or_default();
            routes.push(OneRoute { source, url, aliases: Vec::new(), published, anchors });
        }
    }
    routes
}

fn json(out: &mut dyn Write, site: &Site) -> io::Result<()> {
    let routes = Routes { version: 1, generator: site.facts.generator.value.name(), routes: routes(site) };
    serde_json::to_writer_pretty(&mut *out, &routes)?;
    writeln!(out)
}

fn text(out: &mut dyn Write, site: &Site) -> io::Result<()> {
    let routes = routes(site);
    let width = routes.iter().map(|route| route.url.chars().count()).max().unwrap_or_default().min(60);
    for route in &routes {
        let note = if route.published { "" } else { "  (not published)" };
        writeln!(out, "{:<width$}  {}{note}", route.url, route.source)?;
        for alias in &route.aliases {
            writeln!(out, "{alias:<width$}  redirects to {}", route.url)?;
        }
    }
    if routes.is_empty() {
        writeln!(out, "No page was found.")?;
    }
    Ok(())
}
