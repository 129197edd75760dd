//! Pages have the ids that Eleventy gives them (see `README.md`).

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    site::Site,
    workspace::Workspace,
};
use std::collections::BTreeSet;

/// An Eleventy site of these pages, with plugins.
fn open(pages: &str, plugins: &str) -> Session {
    let settings = format!("[site]\ngenerator = \"eleventy\"\nplugins = [{plugins}]\n");
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), &settings);
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    let pages = pages.split("@@ ").skip(1).map(|page| page.split_once('\n').expect("a path and a text"));
    Session::open(Workspace::in_memory(pages.map(|(path, text)| (path.to_owned(), text.to_owned()))), config, rules)
}

fn ids(site: &Site) -> BTreeSet<String> {
    let pages = (0..site.pages.len() as u32).map(|id| (site.page(id), site.anchors(id)));
    pages
        .flat_map(|(page, anchors)| anchors.ids().map(move |(id, _)| format!("{} {id}", page.path)).collect::<Vec<_>>())
        .collect()
}

fn compare(plugins: &str, theirs: &str) {
    let session = open(include_str!("pages.txt"), plugins);
    let ours = ids(session.site());
    let theirs: BTreeSet<String> = theirs.split_terminator('\n').map(str::to_owned).collect();
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    assert_eq!((only(&ours, &theirs), only(&theirs, &ours)), (Vec::new(), Vec::new()), "only ours, only theirs");
}

#[test]
fn the_id_attribute_plugin_gives_these_ids() {
    compare("\"IdAttributePlugin\"", include_str!("IdAttributePlugin.txt"));
}

#[test]
fn markdown_it_anchor_gives_these_ids() {
    compare("\"markdown-it-anchor\", \"markdown-it-attrs\"", include_str!("markdown-it-anchor.txt"));
}

/// Each page alone, with both plugins: whether Eleventy 3.1.2 stopped, and over which id.
#[test]
fn eleventy_stops_over_these_ids() {
    for (text, stops) in [
        ("<h3 id=\"own\">Own</h3>\n\n## Own\n", Some("own")),
        ("<p id=\"late\">x</p>\n\n## Late\n", Some("late")),
        ("## Early\n\n<p id=\"early\">x</p>\n", Some("early")),
        ("## <a id=\"inner\"></a>Inner\n", Some("inner")),
        ("text {#para}\n\n## Para\n", Some("para")),
        ("<a name=\"n\"></a>\n\n## N\n", None),
        ("<a id=\"n\" name=\"n\"></a>\n", None),
        ("## A {#a}\n\n## B\n\n## A\n", None),
        ("<h2>Own</h2>\n\n## Own\n", None),
        ("## Own\n\n<h2>Own</h2>\n", None),
    ] {
        let plugins = "\"IdAttributePlugin\", \"markdown-it-anchor\", \"markdown-it-attrs\"";
        let session = open(&format!("@@ a.md\n{text}"), plugins);
        let clashes: Vec<&str> = session.site().anchors(0).clashes.iter().map(|clash| &*clash.id).collect();
        assert_eq!(clashes, stops.into_iter().collect::<Vec<_>>(), "{text}");
    }
}
