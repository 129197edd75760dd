//! Menus whose entries name their parents, as each generator puts them together.

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    site::{Lost, NavNode, Outside, Site},
    workspace::Workspace,
};

fn open(files: &[(&str, String)]) -> Session {
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), "");
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    Session::open(Workspace::in_memory(files.iter().map(|(path, text)| ((*path).to_owned(), text.clone()))), config, rules)
}

/// The menu, an entry a line: its title, indented by its level.
fn menu(site: &Site) -> Vec<String> {
    fn add(site: &Site, level: &[NavNode], depth: usize, lines: &mut Vec<String>) {
        for node in level {
            lines.push(format!("{}{}", "> ".repeat(depth), site.nav.entries[node.entry].title));
            add(site, &node.children, depth + 1, lines);
        }
    }
    let mut lines = Vec::new();
    add(site, &site.nav.roots, 0, &mut lines);
    lines
}

fn lost(site: &Site) -> Vec<(&str, Lost)> {
    site.beside_menu().lost.iter().map(|&(at, why)| (site.nav.entries[at].title.as_str(), why)).collect()
}

/// Built with Hugo 0.168, which made this menu of the same files.
#[test]
fn hugo_sorts_by_weight_and_name_and_makes_up_parents() {
    let page = |title: &str, weight: u32, parent: &str| {
        format!("---\ntitle: {title}\nmenus:\n  main:\n    weight: {weight}\n    parent: \"{parent}\"\n---\n")
    };
    let site =
        "baseURL = \"https://x.example/\"\n[[menus.main]]\nname = \"Zeta\"\nidentifier = \"z\"\nurl = \"/z/\"\nweight = 5\n";
    let files = [
        ("hugo.toml", site.to_owned()),
        ("content/a.md", page("beta", 5, "")),
        ("content/b.md", page("Alpha", 5, "")),
        ("content/c.md", page("alpha", 5, "")),
        ("content/d.md", page("Child", 1, "Alpah")),
        ("content/e.md", page("Zchild", 1, "z")),
        ("content/f.md", page("bychild", 1, "Zeta")),
        ("content/g.md", page("B", 5, "")),
        ("content/k.md", "---\ntitle: Long\nlinkTitle: Short\nmenus: main\nweight: 5\n---\n".to_owned()),
        ("content/l.md", page("under short", 0, "Short")),
        ("content/n.md", page("one", 0, "two")),
        ("content/o.md", page("two", 0, "one")),
        ("content/q.md", "---\ntitle: dup\nmenus:\n  main:\n    identifier: dup\n---\n".to_owned()),
        ("content/r.md", "---\ntitle: other\nmenus:\n  main:\n    identifier: dup\n---\n".to_owned()),
    ];
    let session = open(&files);
    let site = session.site();
    let wanted = [
        "Alpha",
        "alpha",
        "B",
        "beta",
        "Short",
        "> under short",
        "Zeta",
        "> Zchild",
        "Alpah",
        "> Child",
        "dup",
        "Zeta",
        "> bychild",
    ];
    assert_eq!(menu(site), wanted);
    assert_eq!(lost(site), [("one", Lost::Cycle), ("two", Lost::Cycle), ("other", Lost::DuplicateKey)]);
}

/// Built with just-the-docs 0.12 and Jekyll 4.3, which made this menu of the same files.
#[test]
fn just_the_docs_looks_at_what_is_further_up() {
    let page = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\n");
    let files = [
        ("_config.yml", "remote_theme: just-the-docs/just-the-docs\n".to_owned()),
        ("a.md", page("Berlin", "")),
        ("b.md", page("Oslo", "")),
        ("c.md", page("Rooms", "parent: Berlin\n")),
        ("d.md", page("Rooms", "parent: Oslo\n")),
        ("e.md", page("Fjord", "parent: Rooms\ngrand_parent: Oslo\n")),
        ("f.md", page("Spree", "parent: Rooms\nancestor: Berlin\n")),
        ("g.md", page("Seine", "parent: Rooms\ngrand_parent: Paris\n")),
        ("h.md", page("Chairs", "parent: Fjord\nancestor: Oslo\n")),
        ("i.md", page("Tables", "parent: Fjord\nancestor: Berlin\n")),
        ("j.md", page("Sofas", "parent: Tables\n")),
        ("k.md", page("Berlin", "parent: Oslo\n")),
        ("l.md", page("apart", "parent: Berlin\n")),
        ("m.md", page("Zoo", "")),
        ("n.md", page("attic", "")),
    ];
    let session = open(&files);
    let site = session.site();
    let wanted =
        ["Berlin", "> Rooms", "> > Spree", "> apart", "Oslo", "> Berlin", "> Rooms", "> > Fjord", "> > > Chairs", "Zoo", "attic"];
    assert_eq!(menu(site), wanted);
    let mut lost = lost(site);
    lost.sort_by_key(|(title, _)| *title);
    assert_eq!(lost, [("Seine", Lost::MissingParent), ("Sofas", Lost::Unreachable), ("Tables", Lost::MissingParent)]);
}

#[test]
fn what_is_beside_the_menu_is_told_apart() {
    let files = [
        ("book.toml", "[book]\n".to_owned()),
        ("src/SUMMARY.md", "- [A](a.md)\n- [Later]()\n- [Gone](gone.md)\n".to_owned()),
        ("src/a.md", "# A\n{{#include parts/p.md}}\n".to_owned()),
        ("src/parts/p.md", "x\n".to_owned()),
        ("src/b.md", "# B\n".to_owned()),
    ];
    let session = open(&files);
    let site = session.site();
    let outside: Vec<_> = site.beside_menu().outside.into_iter().map(|(id, why)| (site.page(id).path.to_string(), why)).collect();
    assert_eq!(outside, [("src/b.md".to_owned(), Outside::Unpublished("not listed in SUMMARY.md".to_owned()))]);
    assert_eq!(site.flaws().len(), 2);
}

/// Rings, and names that thousands have, come to an end.
#[test]
fn hostile_menus_are_bounded() {
    let ring = |at: usize| format!("---\ntitle: T{at}\nparent: T{}\nnav_order: 1\n---\n", (at + 1) % 500);
    let same =
        |at: usize| format!("---\ntitle: Same\nnav_order: 1\n{}---\n", if at.is_multiple_of(2) { "" } else { "parent: Same\n" });
    let names: Vec<String> = (0..500).map(|at| format!("p{at}.md")).collect();
    for page in [&ring as &dyn Fn(usize) -> String, &same] {
        let mut files = vec![("_config.yml", "remote_theme: just-the-docs/just-the-docs\n".to_owned())];
        files.extend(names.iter().enumerate().map(|(at, name)| (name.as_str(), page(at))));
        let session = open(&files);
        let site = session.site();
        assert_eq!(menu(site).len() + lost(site).len(), 500);
    }
    let deep: String = (0..2000).map(|at| format!("{}- [a{at}](a.md)\n", "  ".repeat(at))).collect();
    let files = [("book.toml", "[book]\n".to_owned()), ("src/SUMMARY.md", deep), ("src/a.md", "# A\n".to_owned())];
    assert!(!menu(open(&files).site()).is_empty());
}
