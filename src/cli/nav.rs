//! `handbook nav`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ListArgs, ListFormat},
    open::show,
};
use crate::site::{Nav, NavNode, NavProblem, Site};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Menu<'a> {
    version: u32,
    roots: Vec<Node<'a>>,
}

#[derive(Serialize)]
struct Node<'a> {
    key: Option<&'a str>,
    title: &'a str,
    url: Option<&'a str>,
    source: &'a str,
    order: Option<f64>,
    children: Vec<Node<'a>>,
}

/// Shows the menu as a reader sees it.
pub(super) fn run(args: &ListArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    show(&args.path, global, terminal, |out, session| match args.format {
        ListFormat::Json => json(out, &session.site().nav),
        ListFormat::Text => text(out, session.site()),
    })
}

fn node<'a>(nav: &'a Nav, node: &'a NavNode) -> Node<'a> {
    let entry = &nav.entries[node.entry];
    Node {
        key: entry.key.as_deref(),
        title: &entry.title,
        url: entry.url.as_deref(),
        source: entry.source.as_str(),
        order: entry.order,
        children: node.children.iter().map(|child| self::node(nav, child)).collect(),
    }
}

fn json(out: &mut dyn Write, nav: &Nav) -> io::Result<()> {
    let menu = Menu { version: 1, roots: nav.roots.iter().map(|root| node(nav, root)).collect() };
    serde_json::to_writer_pretty(&mut *out, &menu)?;
    writeln!(out)
}

fn text(out: &mut dyn Write, site: &Site) -> io::Result<()> {
    let nav = &site.nav;
    if nav.scheme.is_none() {
        return writeln!(out, "{} builds no menu that handbook knows of.", site.facts.generator.value.title());
    }
    if nav.roots.is_empty() {
        return writeln!(out, "The menu is empty.");
    }
    for (at, root) in nav.roots.iter().enumerate() {
        branch(out, nav, root, "", at + 1 == nav.roots.len(), true)?;
    }
    let lost = nav.problems.iter().filter_map(|problem| match problem {
        NavProblem::MissingParent(at) | NavProblem::Unreachable(at, _) => Some(vec![*at]),
        NavProblem::Cycle(all) => Some(all.clone()),
        NavProblem::DuplicateKey(..) | NavProblem::OrderClash(_) => None,
    });
    let mut lost: Vec<usize> = lost.flatten().collect();
    lost.sort_unstable();
    lost.dedup();
    if !lost.is_empty() {
        writeln!(out, "\nNot shown, because what they stand below is not in the menu:")?;
        for at in lost {
            let entry = &nav.entries[at];
            writeln!(out, "  {}  {} (parent `{}`)", entry.title, entry.source, entry.parent.as_deref().unwrap_or_default())?;
        }
    }
    Ok(())
}

fn branch(out: &mut dyn Write, nav: &Nav, node: &NavNode, indent: &str, is_last: bool, is_root: bool) -> io::Result<()> {
    let entry = &nav.entries[node.entry];
    let (mark, below) = match (is_root, is_last) {
        (true, _) => ("", ""),
        (_, true) => ("└── ", "    "),
        (_, false) => ("├── ", "│   "),
    };
    // An entry without an address is a folder, which is its key then, or a page that is not built.
    let folder = || entry.key.as_deref().filter(|key| *key == entry.source.as_str() || entry.source.below(key).is_some());
    let address = entry.url.as_deref().or_else(folder).unwrap_or(entry.source.as_str());
    writeln!(out, "{indent}{mark}{}  {address}", entry.title)?;
    let indent = format!("{indent}{below}");
    for (at, child) in node.children.iter().enumerate() {
        branch(out, nav, child, &indent, at + 1 == node.children.len(), false)?;
    }
    Ok(())
}
