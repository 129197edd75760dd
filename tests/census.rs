//! What the census of the front matter says of a site.

use handbook_lint::{
    config::Config,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    site::census::{Kind, ScopeOf},
    workspace::Workspace,
};

fn open(pages: &[(&str, &str)]) -> Session {
    let files = pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let config = Config::default();
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    Session::open(Workspace::in_memory(files), config, rules)
}

/// An Eleventy site, whose generator reads dates and knows layouts.
fn handbook() -> Session {
    open(&[
        (".eleventy.js", "module.exports = () => ({ dir: { input: 'content' } });"),
        ("content/index.njk", "---\nhero: true\n---\n"),
        ("content/a.md", "---\ntitle: A\nlayout: page.njk\norder: 1\ndate: 2024-01-31\n---\n"),
        ("content/b.md", "---\ntitle: B\nlayout: page.njk\norder: '2'\ntags: [x, y]\n---\n"),
        (
            "content/news/c.md",
            "---\ntitle: C\nlayout: post.njk\norder: 1.5\ndate: \"31.01.2024\"\ntags: [x]\nnav:\n  key: C\n---\n",
        ),
        (
            "content/news/d.md",
            "---\ntitle: B\nlayout: post.njk\norder:\ndate: 1.2.2024\ntags: y\nlinks:\n- {to: e}\n- {to: f, text: F}\n---\n",
        ),
        ("content/news/e.md", "no front matter\n"),
    ])
}

#[test]
fn keys_are_found_by_their_dotted_names() {
    let session = handbook();
    let census = session.site().census();
    for dotted in ["title", "nav", "nav.key", "tags[]", "links[].to", "hero"] {
        assert_eq!(census.key(dotted).map(|key| key.dotted()).as_deref(), Some(dotted));
    }
    for none in ["", "nav.", "nav.parent", "title[]", "key", "links.to", "."] {
        assert!(census.key(none).is_none(), "{none}");
    }
    let mut all: Vec<_> = census.keys().map(|key| key.dotted()).collect();
    all.sort();
    assert_eq!(
        all,
        [
            "date",
            "hero",
            "layout",
            "links",
            "links[]",
            "links[].text",
            "links[].to",
            "nav",
            "nav.key",
            "order",
            "tags",
            "tags[]",
            "title"
        ]
    );
    assert_eq!(census.top().len(), 8);
    let key = census.key("nav.key").unwrap();
    assert_eq!((key.name(), key.parent().map(|key| key.name()), key.text(&key.uses()[0])), ("key", Some("nav"), Some("C")));
}

#[test]
fn kinds_and_values_are_counted_page_by_page() {
    let session = handbook();
    let census = session.site().census();
    let all = census.everywhere();
    assert_eq!(all.len(), 5, "templates are no Markdown");
    let order = census.key("order").unwrap().tally(&all);
    assert_eq!((order.pages, order.having, order.filled), (5, 4, 3));
    for kind in [Kind::Integer, Kind::Text, Kind::Number, Kind::Empty] {
        assert_eq!(order.of_kind(kind), 1, "{kind:?}");
    }
    assert_eq!(order.only_kind(), None);
    let date = census.key("date").unwrap().tally(&all);
    assert_eq!(date.only_kind(), Some(Kind::Date));
    let forms: Vec<_> = date.forms.iter().map(|(form, count)| (form.sample(), *count)).collect();
    assert_eq!(forms.len(), 3, "{forms:?}");
    let tags = census.key("tags").unwrap();
    assert_eq!(tags.tally(&all).kinds(), [(Kind::List, 2), (Kind::Text, 1)]);
    let items = tags.items().unwrap();
    assert_eq!((items.tally(&all).uses, items.tally(&all).having), (3, 2));
    let values = items.values(&all, 10);
    assert_eq!((values.most_used, values.distinct, values.total), (vec![("x", 2), ("y", 1)], 2, 3));
    assert!(!census.key("title").unwrap().values(&all, 1).are_unique());
    assert_eq!(census.key("title").unwrap().values(&all, 1).most_used, [("B", 2)]);
}

#[test]
fn scopes_are_folders_and_layouts() {
    let session = handbook();
    let census = session.site().census();
    let folders: Vec<_> = census.folders().iter().map(|scope| (scope.of, scope.len())).collect();
    assert_eq!(folders, [(ScopeOf::Folder("content"), 5), (ScopeOf::Folder("content/news"), 3)]);
    let kinds: Vec<_> = census.kinds().iter().map(|scope| (scope.of, scope.len())).collect();
    assert_eq!(kinds, [(ScopeOf::Value("layout", "page.njk"), 2), (ScopeOf::Value("layout", "post.njk"), 2)]);
    let posts = census.kinds().pop().unwrap();
    assert!(census.key("title").unwrap().tally(&posts).is_filled_on_all());
    assert!(census.key("order").unwrap().tally(&posts).is_on_all());
    assert!(!census.key("order").unwrap().tally(&posts).is_filled_on_all());
    assert!(census.key("title").unwrap().values(&posts, 5).are_unique());
    let news = &census.folders()[1];
    assert!(!census.key("title").unwrap().tally(news).is_on_all());
}

#[test]
fn a_page_that_is_all_data_ends_in_time() {
    let many: String = (0..20_000).map(|at| format!("k{at}: {at}\n")).collect();
    let items: String = (0..20_000).map(|at| format!("- {{tilte: {at}}}\n")).collect();
    let deep = format!("deep: {}{}\n", "[".repeat(5_000), "]".repeat(5_000));
    let long = format!("{}: 1\n", "l".repeat(100_000));
    let session = open(&[
        ("a.md", &format!("---\n{many}---\n")),
        ("b.md", &format!("---\nlist:\n{items}---\n")),
        ("c.md", &format!("---\n{deep}---\n")),
        ("d.md", &format!("---\n{long}---\n")),
    ]);
    let census = session.site().census();
    assert!(census.keys().count() < 10_000);
    let all = census.everywhere();
    assert!(census.key("list[].tilte").unwrap().values(&all, 100).most_used.len() <= 100);
    session.diagnostics();
}
