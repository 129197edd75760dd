//! `handbook nav`: the menu as readers see it, and what they miss.

mod dot;
mod json;
mod mermaid;
mod text;

use super::{
    Exit, Terminal,
    args::{GlobalArgs, NavArgs, NavFormat, Verbosity},
    open::show,
};
use crate::{
    generator::{NavEntry, NavTarget, PageId},
    path::SitePath,
    session::Session,
    site::{Beside, Flaw, NavNode, Site},
};
use rustc_hash::FxHashMap;
use std::{
    io::{self, IsTerminal},
    path::Path,
};

/// The menu, or a part of it.
struct Menu<'a> {
    site: &'a Site,
    /// The topmost entries shown.
    roots: Vec<&'a NavNode>,
    /// What is odd about entries, by their places.
    flaws: FxHashMap<usize, Vec<Flaw>>,
    /// Entries and pages that are not in the menu, of the part that is shown.
    beside: Beside,
    /// How many levels are shown.
    depth: u32,
    /// The page or folder whose part it is.
    part: Option<SitePath>,
}

/// Shows the menu as a reader sees it.
pub(super) fn run(args: &NavArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    let path = args.path.as_deref();
    show(path.unwrap_or(Path::new(".")), global, terminal, |out, session| {
        let menu = Menu::new(session, path, args.depth);
        match args.format {
            NavFormat::Json => json::write(out, &menu),
            NavFormat::Mermaid => {
                if global.verbosity() >= Verbosity::Normal && mermaid::is_too_large(&menu) {
                    terminal.warn("this is more than Mermaid draws unless its settings allow it; --depth 2 makes it smaller");
                }
                mermaid::write(out, &menu)
            }
            NavFormat::Dot => dot::write(out, &menu),
            NavFormat::Text => {
                // What goes to a file or another program is not broken into lines.
                let width = if io::stdout().is_terminal() { terminal.width } else { usize::MAX };
                text::write(out, &menu, width)
            }
        }
    })
}

/// Takes a node with its number and the number of the one above it.
type Visit<'v> = dyn FnMut(usize, Option<usize>, &NavNode) -> io::Result<()> + 'v;

impl<'a> Menu<'a> {
    fn new(session: &'a Session, path: Option<&Path>, depth: Option<u32>) -> Self {
        let site = session.site();
        // A path around the handbook means all of it.
        let part = path.and_then(|path| session.workspace().locate(path).ok()).filter(|part| !part.as_str().is_empty());
        let part = part.filter(|part| site.pages.iter().any(|entry| entry.page.path.below(part.as_str()).is_none()));
        let mut menu = Self {
            site,
            roots: Vec::new(),
            flaws: site.flaws(),
            beside: site.beside_menu(),
            depth: depth.unwrap_or(u32::MAX),
            part,
        };
        match menu.part.clone() {
            None => menu.roots = site.nav.roots.iter().collect(),
            Some(part) => menu.keep(&part),
        }
        menu
    }

    /// Keeps what is about the pages in a folder, or about one page.
    fn keep(&mut self, part: &SitePath) {
        let site = self.site;
        let is_in = |id: PageId| site.page(id).path.below(part.as_str()).is_some();
        let mut roots = Vec::new();
        topmost(&site.nav.roots, &|node| self.page(node).is_some_and(is_in), &mut roots);
        self.roots = roots;
        self.beside.outside.retain(|(id, _)| is_in(*id));
        self.beside
            .lost
            .retain(|(at, _)| site.nav.entries.get(*at).is_some_and(|lost| lost.source.below(part.as_str()).is_some()));
    }

    fn entry(&self, node: &NavNode) -> &'a NavEntry {
        &self.site.nav.entries[node.entry]
    }

    /// The page that an entry leads to.
    fn page(&self, node: &NavNode) -> Option<PageId> {
        self.site.page_of(self.entry(node))
    }

    /// What is odd about an entry.
    fn flaws(&self, node: &NavNode) -> &[Flaw] {
        self.flaws.get(&node.entry).map(Vec::as_slice).unwrap_or_default()
    }

    /// The same in words, after its name; empty when nothing is odd.
    fn remarks(&self, node: &NavNode) -> String {
        let remark = |flaw: &Flaw| match flaw {
            Flaw::MissingTarget => match &self.entry(node).target {
                NavTarget::Missing(written) => format!("no such page: {written}"),
                _ => "no such page".to_owned(),
            },
            Flaw::Unpublished => {
                let why = self.page(node).and_then(|page| self.site.entry(page).placement.withheld.as_ref());
                why.map_or("not published".to_owned(), |withheld| withheld.why.clone())
            }
            Flaw::Announced => "not written yet".to_owned(),
            Flaw::MadeUp => "no such entry".to_owned(),
            Flaw::DuplicateKey => "its key is used twice".to_owned(),
            Flaw::OrderClash => format!("same order as another: {}", self.entry(node).order.unwrap_or_default()),
        };
        self.flaws(node).iter().map(remark).collect::<Vec<_>>().join("; ")
    }

    /// Every node that is shown, from top to bottom, with its level (0 for the top) and the number of the node above.
    fn walk(&self, visit: &mut Visit<'_>) -> io::Result<()> {
        let mut number = 0;
        // What stands below comes right after.
        let mut open: Vec<(u32, Option<usize>, &NavNode)> = self.roots.iter().rev().map(|root| (0, None, *root)).collect();
        while let Some((level, above, node)) = open.pop() {
            visit(number, above, node)?;
            if level + 1 < self.depth {
                open.extend(node.children.iter().rev().map(|child| (level + 1, Some(number), child)));
            }
            number += 1;
        }
        Ok(())
    }
}

/// Nodes of which `wanted` is true, without those below them.
fn topmost<'a>(level: &'a [NavNode], wanted: &dyn Fn(&NavNode) -> bool, found: &mut Vec<&'a NavNode>) {
    for node in level {
        if wanted(node) {
            found.push(node);
        } else {
            topmost(&node.children, wanted, found);
        }
    }
}

/// How many entries stand below, on all levels.
fn below(node: &NavNode) -> usize {
    node.children.iter().map(|child| 1 + below(child)).sum()
}
