//! Input that nobody wrote on purpose: whatever the bytes, pages are read, rules run, and fixes settle.

#![allow(clippy::disallowed_methods)] // tests make their own files

use handbook_lint::{
    config::Config,
    diagnostic::{Applicability, Diagnostic, Label},
    fixer::{Harm, settle},
    output::Sources,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    text::Span,
    workspace::Workspace,
};
use proptest::prelude::*;

/// What makes each generator known.
const GENERATORS: [&str; 3] = ["plain", "eleventy", "raneto"];

/// What parsers stumble over.
const NASTY: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "    ",
    "\u{feff}",
    "\0",
    "é",
    "日本",
    "😀",
    "\u{301}",
    "\u{2028}",
    "\u{a0}",
    "\u{85}",
    "a",
    "word",
    "the the ",
    "İ",
    "ß",
    "---",
    "---\n",
    "\n---\n",
    "--- \n",
    "+++\n",
    "---json\n",
    "---toml\n",
    "...\n",
    "/*\n",
    "*/\n",
    "Title: x\n",
    "title: ",
    "title: 'é",
    "date: 2024-13-01\n",
    "tags: [a, b]\n",
    "permalink: ",
    "draft: true\n",
    "permalink: /a/{{ page.fileSlug }}/\n",
    "aliases: [/old/, /a/]\n",
    "eleventyNavigation:\n  key: K\n  parent: P\n",
    "a: &a [*a]\n",
    "<<: *a\n",
    "? ",
    "- ",
    "  - ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "#",
    "# ",
    "## ",
    "### Same\n",
    "# A {#id}\n",
    "{.a #b}",
    "{#",
    "###### ",
    "===\n",
    "> ",
    "* ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "~~~ md\n",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "1. ",
    "[^1]",
    "[^1]: x\n",
    "[a]",
    "[a]: b.md\n",
    "[a]: <",
    "[x](b.md)",
    "[x](b.md#",
    "[x](/b/",
    "[x](../a.md 'é')",
    "[x](<a b>)",
    "![x](é.png)",
    "(http://a b)[x]",
    "[x](b%ED%A0%80.md)",
    "[x](%)",
    "[x](\\\\a\\b.md)",
    "[x](C:\\b.md)",
    "[x](//b)",
    "[x](#é)",
    "[](",
    "[[b]]",
    "[[b|x",
    "[[b#é]]",
    "<a href=\"b.md\">",
    "<a href=",
    "<a name='x'>",
    "</a>",
    "<img src='é.png'",
    "<h2 id=x>",
    "<!--",
    "-->",
    "<!-- handbook-disable",
    "<!-- handbook-disable links/broken-page -->\n",
    "<!-- handbook-disable-line é -->",
    "-->\n",
    "<!-- handbook-enable -->\n",
    "<!-- markdownlint-disable MD001 MD999 -->\n",
    "<!-- handbook-disable-next-line all -- until 2020-01-01 -->\n",
    "{{",
    "}}",
    "{%",
    "%}",
    "{% raw %}",
    "{{< ref \"b.md\" >}}",
    "{{ '/b/' | url }}",
    "%base_url%",
    "%image_url%/x.png",
    "<%",
    "%>",
    "https://example.org/é",
    "<https://a.b>",
    "www.a.b",
    "a@b.c",
    "&amp;",
    "&#x",
    "&#xD800;",
    "\\",
    "\\\n",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "Ã©",
    "â€™",
    "$",
    "$$",
    ":smile:",
    "::: note\n",
    "!!! note\n",
    "<div>\n",
    "<script>",
    "</script>",
    "<pre>",
    "<![CDATA[",
    "<?",
];

fn soup() -> impl Strategy<Value = Vec<u8>> {
    let fragment = prop_oneof![
        40 => prop::sample::select(NASTY).prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(fragment, 0..40).prop_map(|fragments| fragments.concat())
}

/// Now and then with front matter that opens properly, so that what follows is seen as such.
fn page() -> impl Strategy<Value = Vec<u8>> {
    (
        prop::sample::select(&["", "", "---\n", "---\ntitle: A\n---\n", "\u{feff}---\r\ntitle: A\r\n", "/*\nTitle: x\n*/\n"][..]),
        soup(),
    )
        .prop_map(|(start, soup)| [start.as_bytes(), &soup].concat())
}

fn open(generator: &str, files: &[(&str, Vec<u8>)], settings: &str) -> Session {
    let settings = format!("[site]\ngenerator = \"{generator}\"\n{settings}");
    let config = Config::parse(&"handbook.toml".parse_path(), &settings);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let selectors = Selectors { select: Some(vec!["all".to_owned()]), ..Selectors::default() };
    let rules = RuleSet::new(rules::book(), &config, &selectors).expect("`all` is known");
    let files = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone()));
    Session::open(Workspace::in_memory_bytes(files), config, rules)
}

trait ParsePath {
    fn parse_path(&self) -> handbook_lint::path::SitePath;
}

impl ParsePath for str {
    fn parse_path(&self) -> handbook_lint::path::SitePath {
        handbook_lint::path::SitePath::new(self).expect("a path inside")
    }
}

/// Every place that a diagnostic names is a stretch of a text that is there.
fn check_places(session: &Session, diagnostics: &[Diagnostic]) {
    for found in diagnostics {
        let edits = found.fix.iter().flat_map(|fix| &fix.edits).map(|edit| (&edit.path, edit.span));
        let labels = std::iter::once(&found.at).chain(&found.related).map(|Label { path, span, .. }| (path, *span));
        for (path, Span { start, end }) in labels.chain(edits) {
            let Some((text, _)) = Sources::text(session, path) else { continue };
            assert!(text.get(start as usize..end as usize).is_some(), "{}: {path} {start}..{end} of {text:?}", found.rule);
        }
        assert!(!found.message.is_empty(), "{}", found.rule);
    }
}

proptest! {
    #[test]
    fn whatever_the_bytes_rules_run_and_fixes_settle(
        generator in prop::sample::select(&GENERATORS[..]), a in page(), b in page(), index in page(), allow in any::<bool>(),
    ) {
        let roots = if generator == "raneto" { "content/" } else { "" };
        let names = ["index.md", "a.md", "b.md"].map(|name| format!("{roots}{name}"));
        let files = [(&*names[0], index), (&*names[1], a), (&*names[2], b)];
        let mut session = open(generator, &files, "");
        check_places(&session, &session.diagnostics());

        let allow = if allow { Applicability::Unsafe } else { Applicability::Safe };
        let outcome = settle(&mut session, allow);
        check_places(&session, &outcome.remaining);
        prop_assert!(outcome.settled, "{:?} by {:?}", outcome.changed, outcome.unsettled);
        for withheld in outcome.withheld.iter().filter(|withheld| withheld.harm == Harm::FrontMatter) {
            // Raneto ends front matter at the first `---` anywhere, so where none stands yet, any dash written may be its end.
            let bytes = session.workspace().bytes(&withheld.path).expect("a page");
            let page = String::from_utf8_lossy(&bytes).into_owned();
            let open = page.trim_start_matches('\u{feff}').strip_prefix("---").is_some_and(|rest| !rest.contains("---"));
            prop_assert!(generator == "raneto" && open, "{withheld:?}");
        }
        // What was fixed in memory reads back as the same handbook.
        let text = |path: &str| session.workspace().bytes(&path.parse_path()).expect("a page");
        let again = open(generator, &names.each_ref().map(|name| (&**name, text(name))), "");
        prop_assert_eq!(again.diagnostics(), outcome.remaining);
    }
}

fn rules_found(session: &Session) -> Vec<String> {
    session.diagnostics().iter().map(|found| format!("{}:{}", found.at.path, found.rule)).collect()
}

/// A browser gives up after twenty redirects; so do we, instead of walking a ring once for each link to it.
#[test]
fn rings_and_long_chains_of_redirects_end() {
    let ring: String = (0..3000).map(|at| format!("/l{at} /l{} 301\n", (at + 1) % 3000)).collect();
    let links: String = (0..3000).map(|at| format!("[x](/l{at}/)\n\n")).collect();
    let doubling: String = (0..60).map(|at| format!("/d{at}/* /d{}/:splat:splat 301\n", at + 1)).collect();
    let nested = format!("/n {}\n", "//example.org".repeat(200_000));
    let redirects = format!("{ring}{doubling}{nested}/one /two\n/two /b/\n");
    let files = [
        ("_redirects", redirects.into_bytes()),
        ("a.md", format!("{links}[d](/d0/word) [n](/n) [good](/one)\n").into_bytes()),
        ("b.md", Vec::new()),
    ];
    let session = open("eleventy", &files, "base-url = 'https://example.org'\nredirects = ['_redirects']\n");
    let counts = session.link_counts(|_| true);
    assert_eq!((counts.checked, counts.broken), (3003, 3002), "only the short way leads to a page");
}

/// Each round of fixing indexes the site once, however many pages it changes.
#[test]
fn many_pages_are_fixed_at_once() {
    let names: Vec<_> = (0..1000).map(|at| format!("p{at}.md")).collect();
    let files: Vec<_> = names.iter().map(|name| (&**name, b"# A\n\nRead the the page.\n".to_vec())).collect();
    let mut session = open("plain", &files, "");
    let outcome = settle(&mut session, Applicability::Unsafe);
    assert_eq!(outcome.changed.len(), 1000);
    assert!(outcome.settled && !rules_found(&session).iter().any(|found| found.ends_with("prose/repeated-word")));
}

/// Pages that a look through the whole page for each of their parts would take minutes or hours for.
#[test]
fn much_of_the_same_is_read_to_its_end() {
    let tags = "{% raw %}{% comment %}".repeat(20_000);
    let headings = "<h2>".repeat(20_000);
    let titles = "# A {#a}\n\n".repeat(20_000);
    let comments = "<!--".repeat(100_000);
    let destinations = "[a](<".repeat(80_000);
    let keys: String = (0..20_000).map(|at| format!("k{at}: v\n")).collect();
    let keys = format!("---\n{keys}---\n");
    let tabs = "a\t".repeat(5_000);
    let quotes = format!("{}a\n", "> ".repeat(5_000));
    let marks = "*a ".repeat(10_000);
    let lines = "> a\n".repeat(5_000);
    for (generator, text) in [
        ("jekyll", format!("---\ntitle: A\n---\n{tags}")),
        ("plain", headings),
        ("docusaurus", titles),
        ("docusaurus", comments),
        ("docusaurus", destinations),
        ("plain", keys),
        ("plain", tabs),
        ("plain", quotes),
        ("plain", marks),
        ("plain", lines),
    ] {
        let files = [("docs/a.mdx", text.clone().into_bytes()), ("a.md", text.into_bytes())];
        let session = open(generator, &files, "");
        assert!(!session.site().pages.is_empty(), "{generator} reads it to its end");
        session.diagnostics();
    }
}

/// Each link asks for all redirects, and each broken one for all anchors of its page.
#[test]
fn links_do_not_look_at_every_redirect_and_anchor() {
    let redirects: String = (0..10_000).map(|at| format!("/o{at}/* /n/:splat 301\n/p{at}/* /b/:splat 200\n")).collect();
    let links: String = (0..2_000).map(|at| format!("## H{at}\n\n[x](#h{at}x) [y](/o{}/y/)\n\n", 2 * at)).collect();
    let files = [("_redirects", redirects.into_bytes()), ("a.md", links.into_bytes())];
    let session = open("eleventy", &files, "redirects = ['_redirects']\n");
    assert_eq!(session.link_counts(|_| true).broken, 4_000, "no such anchors, and redirects to nowhere");
    session.diagnostics();
}

/// Words, characters and headings by the ten thousand, where a look at all that went before for each would take hours.
#[test]
fn many_words_and_marks_are_read_to_their_end() {
    const MANY: usize = 30_000;
    let terms: String = (0..5_000).map(|at| format!("'term{at} word', 'fairy dust{}', ", at % 10)).collect();
    let map: String = (0..2_000).map(|at| format!("'wrong{at}' = 'right', ")).collect();
    let settings = format!(
        "[rules.'prose/forbidden-terms']\nlist = [{terms}'über', 'fairy dust']\n[rules.'prose/terminology']\nmap = {{ {map}'mail' = \
         'message' }}\n"
    );
    let headings: String = (0..5_000).map(|at| format!("# Same\n\n[x](#same-{at}) [x](#same)\n\n")).collect();
    let keys: String = (0..20_000).map(|at| format!("k{at}\u{200b}: v\u{200b}\n")).collect();
    let figures = "1".repeat(MANY * 10);
    for (name, text) in [
        ("zero-width spaces", "a\u{200b}".repeat(MANY)),
        ("in code", format!("`{}`", "a\u{a0}".repeat(MANY))),
        ("in a block", format!("```\n{}\n```\n", "a\u{a0}\u{200b}".repeat(MANY))),
        ("in a block of drawings", format!("```\n{}\n```\n", "│\u{a0}".repeat(MANY))),
        ("in short lines of code", format!("```\n{}```\n", "├\u{a0}a\n".repeat(MANY))),
        ("in pieces of code", "`\u{200b}a` ".repeat(MANY)),
        ("that turn the text", "\u{202e}a".repeat(MANY)),
        ("that hide text", "\u{e0061}\u{e0062} ".repeat(MANY)),
        ("flags", "\u{1f3f4}\u{e0061}\u{e007f}".repeat(MANY / 2)),
        ("after marks", "#\u{a0}a\n\n\u{200b}- b\n\n".repeat(MANY / 4)),
        ("in addresses", "[x](a\u{200b}b.md) [x](http://a.example/\u{200b})\n\n".repeat(MANY / 20)),
        ("in one address", format!("[x](http://a.example/{})", "\u{200b}".repeat(MANY))),
        ("in keys", format!("---\n{keys}---\n")),
        ("words of the list", "fairy dust ".repeat(MANY)),
        ("beginnings of them", "fairy ".repeat(MANY)),
        ("words far apart", format!("fairy{}dust ", " ".repeat(MANY)).repeat(10)),
        ("words across quotations", "> fairy\n> > dust\n".repeat(MANY / 10)),
        ("words in code", "`mail` ".repeat(MANY)),
        ("capital words", "ÜBER mail MAIL ".repeat(MANY)),
        ("notes after figures", format!("{figures} {}", "TODO: ".repeat(MANY))),
        ("notes on a line", "TODO ".repeat(MANY)),
        ("notes and blanks", format!("TODO{}", " ".repeat(20)).repeat(MANY / 10)),
        ("the same heading", headings),
        ("one sentence", "word, ".repeat(MANY)),
        ("sentences", "A word. ".repeat(MANY)),
        ("braces after marks", "*a*{".repeat(MANY)),
        ("openings of addresses", "[a](b c ".repeat(MANY / 2)),
        ("footnotes", (0..MANY / 10).map(|at| format!("[^{at}] [^x{at}]\n\n[^{at}]: y\n\n")).collect()),
        ("comments", format!("{}<!--", "<!-- a --> ".repeat(MANY / 2))),
        ("fences", "```a\n```b\n".repeat(MANY / 4)),
    ] {
        let session = open("plain", &[("a.md", text.into_bytes())], &settings);
        check_places(&session, &session.diagnostics());
        assert_eq!(session.site().pages.len(), 1, "{name}");
    }
}
