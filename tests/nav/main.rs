//! The menu equals what eleventy-navigation makes of the same pages (see `README.md`).

use handbook_lint::{
    config::Config,
    generator::{self, Facts, Files, Known},
    page::Page,
    path::SitePath,
    site::{Nav, NavNode, NavProblem, Site},
};
use std::{collections::BTreeMap, sync::Arc};

struct Texts {
    texts: BTreeMap<SitePath, Arc<str>>,
    paths: Vec<SitePath>,
}

impl Files for Texts {
    fn paths(&self) -> &[SitePath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.texts.get(&SitePath::new(path)?).cloned()
    }
}

/// An Eleventy site of these files.
fn site(texts: &str) -> Site {
    let file = |chunk: &str| {
        let (name, text) = chunk.split_once('\n').expect("a path and a text");
        (SitePath::new(name.trim()).expect("a path"), Arc::from(text))
    };
    let texts: BTreeMap<SitePath, Arc<str>> = texts.split("@@ ").skip(1).map(file).collect();
    let files = Texts { paths: texts.keys().cloned().collect(), texts };
    let generator = generator::by_name("eleventy").expect("Eleventy");
    let mut facts = Facts::new(Known::default(generator), &Config::default().site);
    generator.facts(&files, &mut facts);
    let pages = files.texts.iter().filter_map(|(path, text)| {
        let format = generator.format(&facts, path)?;
        Some(Arc::new(Page::parse(path.clone(), text.as_bytes().to_vec(), format, &facts.dialect)))
    });
    let pages = pages.collect();
    Site::new(Arc::new(facts), pages, Arc::default(), Arc::default())
}

fn tree(nav: &Nav) -> String {
    fn add(nav: &Nav, nodes: &[NavNode], depth: usize, out: &mut String) {
        for node in nodes {
            let entry = &nav.entries[node.entry];
            let word = |text: Option<&str>| text.filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
            let line = [word(entry.key.as_deref()), word(Some(&entry.title)), word(entry.url.as_deref())].join(" | ");
            *out += &format!("{}{line}\n", "  ".repeat(depth));
            add(nav, &node.children, depth + 1, out);
        }
    }
    let mut out = String::new();
    add(nav, &nav.roots, 0, &mut out);
    out
}

#[test]
fn the_menu_is_the_one_that_eleventy_makes() {
    let site = site(include_str!("pages.txt"));
    pretty(&tree(&site.nav), include_str!("menu.txt"));
}

fn pretty(ours: &str, theirs: &str) {
    assert!(ours == theirs, "ours:\n{ours}\ntheirs:\n{theirs}");
}

#[test]
fn what_is_lost_is_told() {
    let site = site(include_str!("pages.txt"));
    let name = |at: usize| site.nav.entries[at].title.as_str();
    let mut told: Vec<String> = Vec::new();
    for problem in &site.nav.problems {
        told.push(match problem {
            NavProblem::MissingParent(at) => format!("missing: {}", name(*at)),
            NavProblem::DuplicateKey(first, second) => format!("twice: {} and {}", name(*first), name(*second)),
            NavProblem::Cycle(round) => format!("round: {}", round.iter().map(|at| name(*at)).collect::<Vec<_>>().join(", ")),
            NavProblem::Unreachable(at, culprit) => format!("lost: {} by {}", name(*at), name(*culprit)),
            NavProblem::OrderClash(group) => {
                format!("clash: {}", group.iter().map(|at| name(*at)).collect::<Vec<_>>().join(", "))
            }
        });
    }
    told.sort();
    assert_eq!(
        told,
        [
            "clash: 1 K, true K",
            "lost: Below cycle by Cy1",
            "missing: Below 2024",
            "missing: Below comma",
            "missing: Below excluded",
            "round: Cy1, Cy2",
            "round: Self",
            "twice: Dup and Second dup",
        ]
    );
    // Every entry is in the menu or told of.
    fn count(nodes: &[NavNode], shown: &mut Vec<bool>) {
        for node in nodes {
            shown[node.entry] = true;
            count(&node.children, shown);
        }
    }
    let mut shown = vec![false; site.nav.entries.len()];
    count(&site.nav.roots, &mut shown);
    let hidden = shown.iter().filter(|shown| !**shown).count();
    assert_eq!(hidden, 7, "three without parent, two in a round, one below itself, one below the round");
}
