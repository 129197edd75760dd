//! The menu for programs. Its form is told in `docs/nav.md`; fields are added, and none changes its meaning within a version.

use super::{Menu, below};
use crate::site::{Flaw, Lost, NavNode, Outside};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    generator: &'a str,
    roots: Vec<Node<'a>>,
    lost: Vec<LostEntry<'a>>,
    outside: Vec<OutsidePage<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    key: Option<&'a str>,
    title: &'a str,
    url: Option<&'a str>,
    page: Option<&'a str>,
    source: &'a str,
    order: Option<f64>,
    problems: Vec<&'static str>,
    below: usize,
    children: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct LostEntry<'a> {
    key: Option<&'a str>,
    title: &'a str,
    source: &'a str,
    parent: Option<&'a str>,
    why: &'static str,
}

#[derive(Serialize)]
struct OutsidePage<'a> {
    page: &'a str,
    title: &'a str,
    url: Option<&'a str>,
    why: &'static str,
    reason: Option<&'a str>,
}

/// Writes the menu.
pub(super) fn write(out: &mut dyn Write, menu: &Menu<'_>) -> io::Result<()> {
    let site = menu.site;
    let lost = menu.beside.lost.iter().filter_map(|(at, why)| {
        let entry = site.nav.entries.get(*at)?;
        let why = match why {
            Lost::MissingParent => "missing-parent",
            Lost::Cycle => "cycle",
            Lost::Unreachable => "unreachable",
            Lost::DuplicateKey => "duplicate-key",
        };
        let (key, parent) = (entry.key.as_deref(), entry.parent.as_deref());
        Some(LostEntry { key, title: &entry.title, source: entry.source.as_str(), parent, why })
    });
    let outside = menu.beside.outside.iter().map(|(id, outside)| {
        let entry = site.entry(*id);
        let (why, reason) = match outside {
            Outside::Unpublished(reason) => ("unpublished", Some(reason.as_str())),
            Outside::Hidden => ("hidden", None),
            Outside::Orphan => ("orphan", None),
            Outside::Linked => ("linked", None),
        };
        OutsidePage { page: entry.page.path.as_str(), title: entry.title(), url: entry.url(), why, reason }
    });
    let whole = Whole {
        version: 1,
        generator: site.facts.generator.value.name(),
        roots: menu.roots.iter().map(|root| node(menu, root, 1)).collect(),
        lost: lost.collect(),
        outside: outside.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn node<'a>(menu: &Menu<'a>, node: &'a NavNode, level: u32) -> Node<'a> {
    let entry = menu.entry(node);
    let problem = |flaw: &Flaw| match flaw {
        Flaw::MissingTarget => "missing-target",
        Flaw::Unpublished => "unpublished",
        Flaw::Announced => "not-written",
        Flaw::MadeUp => "made-up",
        Flaw::DuplicateKey => "duplicate-key",
        Flaw::OrderClash => "order-clash",
    };
    let is_cut = level >= menu.depth;
    let children: &[NavNode] = if is_cut { &[] } else { &node.children };
    let children: Vec<Node<'_>> = children.iter().map(|child| self::node(menu, child, level + 1)).collect();
    Node {
        key: entry.key.as_deref(),
        title: &entry.title,
        url: entry.url.as_deref(),
        page: menu.page(node).map(|page| menu.site.page(page).path.as_str()),
        source: entry.source.as_str(),
        order: entry.order,
        problems: menu.flaws(node).iter().map(problem).collect(),
        below: if is_cut { below(node) } else { children.iter().map(|child| 1 + child.below).sum() },
        children,
    }
}
