//! `verify` finds each kind of disagreement between what is predicted and a built site, and no others.

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    verify::{Section, Unverifiable, Verification, verify},
    workspace::Workspace,
};

const CONFIG: &str = r#"
import { IdAttributePlugin } from "@11ty/eleventy";
import navigation from "@11ty/eleventy-navigation";
export default function (config) {
  config.addPlugin(IdAttributePlugin);
  config.addPlugin(navigation);
  config.addPassthroughCopy("files");
}
"#;

fn files(files: &[(&str, &str)]) -> Workspace {
    Workspace::in_memory(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

fn session(pages: &[(&str, &str)], settings: &str) -> Session {
    let config = Config::parse(&SitePath::new("handbook.toml").expect("a path"), settings);
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).expect("the rules");
    let pages: Vec<_> = pages.iter().copied().chain([("eleventy.config.js", CONFIG)]).collect();
    Session::open(files(&pages), config, rules)
}

fn compared(pages: &[(&str, &str)], settings: &str, built: &[(&str, &str)]) -> Verification {
    verify(session(pages, settings).site(), &files(built)).expect("something to compare")
}

/// Each difference on a line: kind, source, place, address, message.
fn told(section: &Section) -> Vec<String> {
    let line = |difference: &handbook_lint::verify::Difference| {
        let source = difference.source.as_ref().map_or("-", |path| path.as_str());
        let place = difference.position.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        format!("{} {source}{place} {} - {}", difference.kind.name(), difference.address, difference.message)
    };
    section.differences.iter().map(line).collect()
}

fn numbers(section: &Section) -> (usize, usize) {
    (section.compared, section.differences.len())
}

#[test]
fn what_agrees_agrees() {
    let found = compared(
        &[
            ("index.md", "# Start\n\n[a](/a/#one) [x](https://example.org) ![p](/files/p.png) [lost](/lost/)\n"),
            ("a.md", "# A\n\n## One\n\n[up](../#start)\n"),
            ("files/p.png", ""),
        ],
        "",
        &[
            (
                "index.html",
                "<main><h1 id=start>Start</h1><p><a href=/a/#one>a</a> <a href=https://example.org>x</a><img src=/files/p.png>\
                 <a href=/lost/>lost</a></main>",
            ),
            ("a/index.html", "<main><h1 id=a>A</h1><h2 id=one>One</h2><a href=../#start>up</a></main>"),
            ("files/p.png", ""),
            ("404.html", "<h1 id=lost>"),
        ],
    );
    assert!(found.agrees(), "{found:?}");
    assert_eq!((numbers(&found.routes), numbers(&found.anchors), numbers(&found.links)), ((2, 0), (3, 0), (4, 0)));
    assert_eq!(found.links.skipped.into_iter().collect::<Vec<_>>(), [("external", 1)]);
    assert!(found.navigation.note.is_some());
}

#[test]
fn pages_are_compared() {
    let settings = "[[site.states]]\nwhen = { draft = true }\npublished = false\n";
    let pages = [
        ("index.md", "# Start\n"),
        ("gone.md", "# Gone\n"),
        ("draft.md", "---\ndraft: true\n---\n"),
        ("kept.md", "---\ndraft: true\n---\n"),
        ("new.md", "---\nredirect_from: [/old/, /older/, /oldest/]\n---\n"),
    ];
    let built = [
        ("index.html", "<h1 id=start>"),
        ("draft/index.html", ""),
        ("extra.html", ""),
        ("moved/index.html", "<meta http-equiv=refresh content='0; url=/'>"),
        ("new/index.html", ""),
        ("old/index.html", "<meta http-equiv=refresh content='0; url=/new/'>"),
        ("older/index.html", "<meta http-equiv=refresh content='0; url=/'>"),
    ];
    let found = compared(&pages, settings, &built);
    assert_eq!(
        told(&found.routes),
        [
            "unknown - /extra.html - the built site has this page, and nothing is known of it",
            "unknown - /moved/index.html - the built site redirects it to `/`, and nothing of that is known",
            "withheld draft.md /draft/ - the page is not published (`draft`), but the built site has it",
            "missing gone.md /gone/ - the built site has no page at this address",
            "redirect new.md /older/ - this former address of `/new/` leads to `/index.html` on the built site",
            "redirect new.md /oldest/ - this former address of `/new/` leads nowhere on the built site",
        ]
    );
    assert_eq!(found.routes.compared, 10);
}

#[test]
fn ids_are_compared() {
    let pages = [
        ("index.md", "# Start\n\n## Not there\n\n<a id=\"by-hand\"></a> <!-- named -->\n"),
        ("hidden.md", "---\npending: true\n---\n# Hidden\n"),
        ("a.njk", "<h2 id=one>One</h2>{{ more }}\n"),
    ];
    let built = [
        (
            "index.html",
            "<nav><h2 id=menu></h2></nav><main><h1 id=start>Start</h1><h2 id=other>Not there</h2><h2 id=more>More of this</h2><a id=by-hand></a><a name=named></a>\
             <div id=box></div><h2 id=__private></h2></main>",
        ),
        ("hidden/index.html", "<p>Later"),
        ("a/index.html", "<main><h2 id=one>One</h2><h2 id=two>Two</h2></main>"),
    ];
    let found = compared(&pages, "[[site.states]]\nwhen = { pending = true }\nbody = \"hidden\"\n", &built);
    assert_eq!(
        told(&found.anchors),
        [
            "missed index.md /#named - the built page has this id, and it is not predicted",
            "missed index.md /#other - the built page has this id, and it is not predicted",
            "false index.md:3:1 /#not-there - the built page has nothing with this id",
        ]
    );
    let skipped: Vec<_> = found.anchors.skipped.into_iter().collect();
    assert_eq!(skipped, [("hidden-body", 1), ("template", 1), ("theme", 1)]);
}

#[test]
fn ids_on_every_page_are_the_themes() {
    let names = ["a", "b", "c", "d", "e", "f"];
    let pages: Vec<_> = names.iter().map(|name| (format!("{name}.md"), format!("# {name}\n"))).collect();
    let html = |name: &str| format!("<main><h2 id=brand>B</h2><h1 id={name}>{name}</h1><a href=/nowhere>x</a></main>");
    let built: Vec<_> = names.iter().map(|name| (format!("{name}/index.html"), html(name))).collect();
    let borrow = |files: &'static [(String, String)]| files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>();
    let found = compared(&borrow(pages.leak()), "", &borrow(built.leak()));
    assert!(found.agrees(), "{found:?}");
}

#[test]
fn links_are_compared() {
    let index = "[fine](/a/) [dead](/lost/) [hash](/a/#gone) ![p](/files/p.png)\n\n[odd](b.md) [not there](/none/) `made`\n\n[pdf](/files/x.pdf)\n";
    let pages = [("index.md", index), ("a.md", "# A\n\n## Gone\n"), ("files/p.png", ""), ("files/x.pdf", "")];
    let built = [
        (
            "index.html",
            "<main><a href=/a/>fine</a><a href=/lost/>dead</a><a href=/a/#gone>hash</a><img src=/files/p.png>\
             <a href=/a/>odd</a><a href=/files/x.pdf>pdf</a><a href=/made/>made</a><a href=/of-the-theme/>x</a></main>",
        ),
        ("a/index.html", "<h1 id=a>A</h1>"),
        ("lost.html", ""),
        ("files/x.pdf", ""),
    ];
    let found = compared(&pages, "", &built);
    assert_eq!(
        told(&found.links),
        [
            "missed index.md /made/ - the built page has this broken link, which was not found in the source",
            "false index.md:1:13 /lost/ - it is called broken, but leads somewhere on the built site",
            "missed index.md:1:28 /a/#gone - it is broken on the built site, whose page has no such id, and not called so",
            "missed index.md:1:45 /files/p.png - it leads nowhere on the built site, and is not called broken",
            "false index.md:3:1 /b.md - it is called broken, and the built page has no such link",
            "false index.md:3:13 /none/ - it is called broken, and the built page has no such link",
        ]
    );
}

#[test]
fn a_link_printed_otherwise_explains_itself() {
    let pages = [("index.md", "[a](/a/) [b](b.md) [c](/c/)\n"), ("a.md", ""), ("c.md", "")];
    let built = [
        ("index.html", "<main><a href=/a/></a><a href=/a/></a><a href=/c/></a></main>"),
        ("a/index.html", ""),
        ("c/index.html", ""),
    ];
    let found = compared(&pages, "", &built);
    assert_eq!(
        told(&found.links),
        ["address index.md:1:10 /b.md - it is called broken, but leads somewhere on the built site: it is printed as `/a/`"]
    );
}

#[test]
fn an_emptied_address_is_dead() {
    let pages = [("index.md", "[b](#)\n\n[a](/gone/) [c](/a/)\n"), ("a.md", "")];
    let index = "<main><a href='#'>b</a> <a href=''>a</a> <a href=''>c</a></main>";
    let found = compared(&pages, "", &[("index.html", index), ("a/index.html", "")]);
    let [missed] = &*told(&found.links) else { panic!("{found:?}") };
    assert!(missed.starts_with("address index.md:3:13 /a/ - it leads nowhere on the built site"), "{missed}");
}

#[test]
fn menus_are_compared() {
    let page =
        |title: &str, order: u32| format!("---\ntitle: {title}\neleventyNavigation: {{ key: {title}, order: {order} }}\n---\n");
    let texts = [page("A", 1), page("B", 2), page("C", 3), page("D", 4)];
    let pages = [("a.md", &*texts[0]), ("b.md", &texts[1]), ("c.md", &texts[2]), ("d.md", &texts[3])];
    let built = |nav: &'static str| [("a/index.html", nav), ("b/index.html", ""), ("c/index.html", ""), ("d/index.html", "")];
    let found = compared(&pages, "", &built("<nav><a href=/a/>A</a><a href=/c/>C</a><a href=/b/>B</a></nav>"));
    assert_eq!(
        told(&found.navigation),
        [
            "order c.md /c/ - it stands before \"B\" in the menus of the built pages, not after it",
            "missing d.md /d/ - no menu of the built pages has this entry",
        ]
    );
    let found = compared(&pages, "", &built("<nav><a href=/x/>A</a></nav>"));
    assert!(found.navigation.note.is_some_and(|note| note.contains("no entry")));
    let found = compared(&pages, "", &built("<nav><a href=/a/>A</a></nav>"));
    assert!(found.navigation.note.is_some_and(|note| note.contains("1 of 4")));
}

#[test]
fn a_site_below_a_path_is_compared() {
    let pages = [("index.md", "# Start\n\n[a](/docs/a/) [b](/a/)\n"), ("a.md", "[up](../#start)\n")];
    let settings = "[site]\npath-prefix = \"/docs/\"\nbase-url = \"https://example.org\"\n";
    for top in ["", "docs/"] {
        let index = format!("{top}index.html");
        let a = format!("{top}a/index.html");
        let built = [
            (&*index, "<main><h1 id=start>Start</h1><a href=/docs/a/>a</a> <a href=/a/>b</a></main>"),
            (&*a, "<main><a href=https://example.org/docs/#start>up</a></main>"),
        ];
        let found = compared(&pages, settings, &built);
        assert_eq!(told(&found.links), [""; 0], "{top}");
        assert!(found.agrees() && found.links.compared == 3, "{top}: {found:?}");
    }
}

#[test]
fn nothing_to_compare_is_told() {
    let session = session(&[("index.md", "")], "");
    assert_eq!(verify(session.site(), &files(&[("a.txt", "")])).err(), Some(Unverifiable::NoHtml));
    let plain = Config::parse(&SitePath::new("handbook.toml").expect("a path"), "[site]\ngenerator = \"plain\"\n");
    let rules = RuleSet::new(rules::book(), &plain, &Selectors::default()).expect("the rules");
    let plain = Session::open(files(&[("index.md", "")]), plain, rules);
    assert_eq!(verify(plain.site(), &files(&[("index.html", "")])).err(), Some(Unverifiable::NotBuilt));
}
