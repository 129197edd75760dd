//! The menu equals what eleventy-navigation makes of the same pages (see `README.md`).

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    site::{Nav, NavNode, NavProblem},
    workspace::Workspace,
};

fn open() -> Session {
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), "[site]\ngenerator = \"eleventy\"\n");
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    let pages = include_str!("pages.txt").split("@@ ").skip(1).map(|page| page.split_once('\n').expect("a path and a text"));
    Session::open(Workspace::in_memory(pages.map(|(path, text)| (path.to_owned(), text.to_owned()))), config, rules)
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
    let session = open();
    let site = session.site();
    let (ours, theirs) = (tree(&site.nav), include_str!("menu.txt"));
    assert!(ours == theirs, "ours:\n{ours}\ntheirs:\n{theirs}");
}

#[test]
fn what_is_lost_is_told() {
    let session = open();
    let site = session.site();
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
