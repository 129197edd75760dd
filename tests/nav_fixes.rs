//! What `--fix --unsafe-fixes` does to menus.

use handbook_lint::{
    config::Config,
    diagnostic::Applicability,
    fixer::{Outcome, settle},
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};

/// The texts that one rule changes, and what came of fixing.
fn fixed(rule: &str, files: &[(&str, &str)]) -> (Vec<(String, String)>, Outcome) {
    let settings = SitePath::new("handbook.toml").unwrap();
    let text = files.iter().find(|(path, _)| *path == "handbook.toml").map_or("", |(_, text)| text);
    let config = Config::parse(&settings, text);
    let selectors = Selectors { select: Some(vec![rule.to_owned()]), ..Selectors::default() };
    let rules = RuleSet::new(rules::book(), &config, &selectors).unwrap();
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let mut session = Session::open(Workspace::in_memory(files), config, rules);
    let outcome = settle(&mut session, Applicability::Unsafe);
    let changed = outcome.changed.iter().map(|changed| (changed.path.to_string(), changed.after.to_string())).collect();
    (changed, outcome)
}

/// As [`fixed`], where one file is to change and nothing to be left.
fn one(rule: &str, files: &[(&str, &str)]) -> String {
    let (mut changed, outcome) = fixed(rule, files);
    assert_eq!(outcome.remaining, []);
    assert!(outcome.settled && changed.len() == 1, "{changed:?}");
    changed.remove(0).1
}

#[test]
fn a_line_in_mkdocs_yml_is_like_its_neighbours() {
    let nav = "site_name: x\nnav:\n  - Welcome: index.md\n  - People: # who we are\n      - 'Leave': people/leave.md # all of it\n      # more to come\n  - tools/chat.md\n";
    let files = [
        ("mkdocs.yml", nav),
        ("docs/index.md", "# Welcome\n"),
        ("docs/people/leave.md", "# Leave\n"),
        ("docs/people/first-day.md", "# It's your: first day\n"),
        ("docs/tools/chat.md", "# Chat\n"),
        ("docs/tools/mail.md", "# Mail\n"),
        ("docs/other/new/page.md", "# Yes\n"),
    ];
    assert_eq!(
        one("nav/not-listed", &files),
        "site_name: x\nnav:\n  - Welcome: index.md\n  - 'Yes': other/new/page.md\n  - People: # who we are\n      - 'Leave': people/leave.md # all of it\n      - 'It''s your: first day': people/first-day.md\n      # more to come\n  - tools/chat.md\n  - tools/mail.md\n".replace("'Yes'", "\"Yes\"")
    );
}

#[test]
fn as_many_lines_as_there_are_pages_at_one_place() {
    let names: Vec<String> = (0..40).map(|number| format!("src/p{number:02}.md")).collect();
    for (summary, end) in
        [("# Summary\n\n- [A](./a.md)\n\n[End](end.md)\n", "\n[End](end.md)\n"), ("- [A](./a.md)\r\n- [End](end.md)", "")]
    {
        let mut files =
            vec![("book.toml", "[book]\n"), ("src/SUMMARY.md", summary), ("src/a.md", "# A\n"), ("src/end.md", "# End\n")];
        files.extend(names.iter().map(|name| (name.as_str(), "# Same\n")));
        let after = one("nav/not-listed", &files);
        assert_eq!(after.matches("- [Same](").count(), 40, "{after}");
        assert!(after.ends_with(end) && after.contains("p39.md"), "{after}");
        assert_eq!(
            after.matches('\n').count() - after.matches("\r\n").count(),
            if end.is_empty() { 0 } else { after.lines().count() }
        );
    }
}

#[test]
fn where_nothing_can_be_inserted_nothing_is_offered() {
    for nav in ["nav: [a.md]\n", "nav:\n  Home: a.md\n"] {
        let files = [("mkdocs.yml", nav), ("docs/a.md", "# A\n"), ("docs/b.md", "# B\n")];
        let (changed, outcome) = fixed("nav/not-listed", &files);
        assert_eq!((changed, outcome.remaining.len()), (vec![], 1), "{nav}");
    }
}

#[test]
fn orders_keep_their_quotes_and_comments() {
    let page = |order: &str| format!("---\neleventyNavigation: {{ key: x{}, order: {order} }} # sort\n---\n", order.len());
    let (a, b, c) = (page("3"), page("'3'"), page("\"3\"  "));
    let files = [("handbook.toml", "[site]\ngenerator = \"eleventy\"\n"), ("a.md", &*a), ("b.md", &*b), ("c.md", &*c)];
    let (changed, outcome) = fixed("nav/order-clash", &files);
    assert_eq!(outcome.remaining, []);
    assert_eq!(changed, [("b.md".to_owned(), b.replace("'3'", "'4'")), ("c.md".to_owned(), c.replace("\"3\"", "\"5\""))]);
}

#[test]
fn a_house_of_its_own_keeps_its_keys() {
    let settings =
        "[site]\ngenerator = \"custom\"\n[site.menu]\nkey = \"nav.key\"\nparent = \"nav.parent\"\norder = \"nav.order\"\n";
    let files = [
        ("handbook.toml", settings),
        ("a.md", "---\nnav:\n  key: \"Pay, tax\"\n  order: 1\n---\n"),
        ("b.md", "---\nnav:\n  key: B\n  order: 1 # first\n---\n"),
        ("c.md", "---\nnav:\n  key: C\n  parent: Pay, taxes\n---\n"),
    ];
    assert_eq!(one("nav/order-clash", &files), "---\nnav:\n  key: B\n  order: 2 # first\n---\n");
    assert_eq!(one("nav/missing-parent", &files), "---\nnav:\n  key: C\n  parent: \"Pay, tax\"\n---\n");
}

#[test]
fn entries_of_several_sidebars_do_not_clash() {
    let sidebars =
        "module.exports = { a: [{type: 'autogenerated', dirName: 'a'}], b: [{type: 'autogenerated', dirName: 'b'}] };\n";
    let page = "---\nsidebar_position: 1\n---\n# Page\n";
    let mut files = vec![
        ("docusaurus.config.js", "module.exports = { presets: [['classic', { docs: { sidebarPath: './sidebars.js' } }]] };\n"),
        ("sidebars.js", sidebars),
        ("docs/a/one.md", page),
        ("docs/b/one.md", page),
    ];
    let (changed, outcome) = fixed("nav/order-clash", &files);
    assert_eq!((changed, outcome.remaining.len()), (vec![], 0));
    files.push(("docs/b/two.md", page));
    assert_eq!(one("nav/order-clash", &files), page.replace('1', "2"));
}
