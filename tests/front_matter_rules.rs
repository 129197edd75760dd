//! The rules about front matter, where an example on their pages would be too long.

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{diagnostic::Applicability, fixer::settle, rule::Selectors};

const ELEVENTY: (&str, &str) = ("eleventy.config.js", "export default () => ({ dir: { input: \"content\" } });\n");

fn open(files: &[(String, String)], rule: &str) -> Handbook {
    let select = Some(vec![format!("front-matter/{rule}")]);
    Handbook::new(files.iter().cloned(), Selectors { select, ..Selectors::default() })
}

/// `count` pages with this front matter.
fn pages(name: &str, count: usize, block: &str) -> Vec<(String, String)> {
    (0..count).map(|at| (format!("content/{name}{at:02}.md"), format!("---\n{block}\n---\n"))).collect()
}

fn with(mut files: Vec<(String, String)>, more: &[(&str, &str)]) -> Vec<(String, String)> {
    files.extend(more.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())));
    files
}

fn messages(files: &[(String, String)], rule: &str) -> Vec<String> {
    open(files, rule).lint().into_iter().map(|d| d.message.into_owned()).collect()
}

/// The slips found when `often` pages have one front matter and `seldom` pages another.
fn slips(often: (usize, &str), seldom: (usize, &str)) -> Vec<String> {
    let mut files = pages("many", often.0, often.1);
    files.extend(pages("few", seldom.0, seldom.1));
    messages(&files, "misspelled-key")
}

#[test]
fn slips_are_told_by_what_other_pages_write() {
    let told = slips((91, "related_order: 1"), (3, "related order: 2"));
    assert_eq!(told, ["`related order` is probably a slip: 91 of 94 pages here write `related_order`"; 3]);
    let told = slips((64, "description: x"), (1, "Description: x"));
    assert_eq!(told, ["`Description` is probably a slip: 64 of 65 pages here write `description`"]);
    let told = slips((10, "menu:\n  sorting: 1"), (1, "menu:\n  sotring: 1"));
    assert_eq!(told, ["`sotring` is probably a slip: 10 of 11 pages here write `sorting`"]);
    let told = slips((10, "cards:\n  - heading: x\n  - heading: y"), (1, "cards:\n  - heding: x"));
    assert_eq!(told, ["`heding` is probably a slip: 10 of 11 pages here write `heading`"]);
}

#[test]
fn keys_that_are_right_are_let_alone() {
    for (often, seldom) in [
        ((9, "sorting: 1"), (1, "sotring: 1")),
        ((20, "sorting: 1"), (4, "sotring: 1")),
        ((100, "weight: 1"), (1, "height: 1")),
        ((100, "date: x"), (1, "data: x")),
        ((100, "tags: x"), (1, "tag: x")),
        ((100, "title: x"), (1, "linkTitle: x")),
        ((40, "badges: x"), (1, "badge: x")),
        ((100, "badges: [x]"), (1, "badge: x")),
        ((100, "sorting: 1"), (1, "sorting: 1\nsortings: 2")),
        ((100, "image1: x"), (1, "image2: x")),
        ((100, "sorting: 1"), (1, "menu:\n  sotring: 1")),
        ((100, "sorting: 1"), (1, "sotring: text")),
    ] {
        assert_eq!(slips(often, seldom), [""; 0], "{often:?} {seldom:?}");
    }
    assert_eq!(slips((100, "badges: x"), (1, "badge: x")).len(), 1, "nearly all pages write the plural");
}

#[test]
fn a_slip_is_mended_with_its_quotes_and_never_doubled() {
    let mut files = pages("many", 20, "owner_team: x");
    let one = ("content/a.md", "---\n\"owner team\": y\n---\n");
    files = with(files, &[one, ("content/b.md", "---\nowner_team: x\nOwner_Team: y\n---\n")]);
    let mut handbook = open(&files, "misspelled-key");
    let outcome = settle(&mut handbook, Applicability::Safe);
    assert_eq!(&*handbook.texts["content/a.md"], "---\n\"owner_team\": y\n---\n");
    assert_eq!(outcome.changed.len(), 1);
    assert_eq!(outcome.remaining.len(), 1, "which of the two is to stay, a person must say");
}

#[test]
fn keys_of_the_generator_are_known() {
    let page = "---\nlayout: a\npermalink: /a/\ntags: x\neleventyNavigation:\n  key: A\n  parent: B\n  order: 1\n---\n";
    let odd = "---\neleventyNavigaton:\n  key: A\n---\n";
    let files = with(Vec::new(), &[ELEVENTY, ("content/a.md", page), ("content/b.md", odd)]);
    assert_eq!(
        messages(&files, "misspelled-key"),
        ["`eleventyNavigaton` is probably a slip: Eleventy reads `eleventyNavigation`"]
    );
}

#[test]
fn raneto_headers_are_read_as_raneto_does() {
    let settings = ("handbook.toml", "[[front-matter]]\nrequired = ['title']\ntypes = { sort = 'integer' }\n");
    let good = "/*\nTitle: A\nShow On Menu: true\nSort: 1\n*/\n";
    let bad = "/*\nDescription: A\nSort: first\n*/\n";
    let config = ("config/config.default.js", "module.exports = { content_dir: 'content', theme_dir: 'themes' };\n");
    let files = with(Vec::new(), &[settings, config, ("content/a.md", good), ("content/b.md", bad)]);
    let told = |rule| open(&files, rule).lint().into_iter().map(|d| format!("{} {}", d.at.path, d.message)).collect::<Vec<_>>();
    assert_eq!(told("type"), ["content/b.md `sort` is text, and must be an integer"]);
    let told = told("required");
    assert_eq!(told, ["content/b.md `title` is missing from the front matter"]);
}

#[test]
fn an_unclosed_block_is_closed_in_the_line_endings_of_the_page() {
    for (before, after) in [
        ("---\r\ntitle: A\r\n\r\nText\r\n", "---\r\ntitle: A\r\n---\r\n\r\nText\r\n"),
        ("---\ntitle: A", "---\ntitle: A\n---\n"),
        ("\u{feff}---\ntitle: A\n\nText\n", "\u{feff}---\ntitle: A\n---\n\nText\n"),
        ("\u{feff}\n\n---\ntitle: A\n---\n", "\u{feff}---\ntitle: A\n---\n"),
        ("  ---\ntitle: A\n---\n", "---\ntitle: A\n---\n"),
        // What follows looks like a key: where the block ends is not sure.
        ("---\ntitle: A\n\nowner: B\n\nText\n", "---\ntitle: A\n\nowner: B\n\nText\n"),
    ] {
        let files = with(Vec::new(), &[("a.md", before)]);
        let mut handbook = open(&files, "unclosed");
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert_eq!(&*handbook.texts["a.md"], after);
        assert_eq!(outcome.remaining.len(), usize::from(before == after), "{before:?}");
    }
}

#[test]
fn eleventy_stops_at_dates_it_cannot_read() {
    let date = |date: &str| {
        let page = format!("---\ndate: {date}\n---\n");
        messages(&with(Vec::new(), &[ELEVENTY, ("content/a.md", &page)]), "date")
    };
    for good in [
        "2024-01-02",
        "2024-01-02T10:00:00Z",
        "2024-01-02 10:00:00",
        "Last Modified",
        "git Created",
        "'2024-01-02'",
        "2024",
        "{{ x }}",
    ] {
        assert_eq!(date(good), [""; 0], "{good}");
    }
    for bad in ["2024-1-2", "2024/01/02", "31/12/2024", "2024-01-02 10:00"] {
        assert_eq!(date(bad), [format!("Eleventy cannot read the date `{bad}`, and stops")]);
    }
    assert_eq!(date("2024-02-30"), ["`2024-02-30` is no date: February 2024 has 29 days, so there is no day 30"]);
}

#[test]
fn odd_blocks_are_no_trouble() {
    let settings = "[[front-matter]]\nrequired = ['a.b.c']\ntypes = { a = 'list of strings' }\nenum = { a = ['x'] }\nunique = ['a']\nlength = { a = { min = 2 } }\nrange = { a = { max = 1 } }\ndate = { a = '%Y-%m-%d' }\n";
    for text in [
        "",
        "\u{feff}",
        "---",
        "---\n",
        "---\n---\n",
        "---\r\n\r\n---\r\n",
        "---\na:\n---\n",
        "---\na: *x\n---\n",
        "---\na: &x [*x, {b: }]\n---\n",
        "---\n<<: {a: 1}\n---\n",
        "---\n日本: 語\n? [a]\n: b\n---\n",
        "---\na: !odd x\n---\n",
        "---\na: 9999-99-99\nb: 0000-00-00\nc: 00/00/0000\n---\n",
        "---\na: |\n\n---\n",
    ] {
        let files = with(Vec::new(), &[("handbook.toml", settings), ELEVENTY, ("content/a.md", text), ("content/b.md", text)]);
        let mut handbook =
            Handbook::new(files, Selectors { select: Some(vec!["front-matter".to_owned()]), ..Selectors::default() });
        let outcome = settle(&mut handbook, Applicability::Unsafe);
        assert!(outcome.settled, "{text:?}");
    }
}

/// A build without JSON Schema says so where one is asked for, and does everything else.
#[cfg(not(feature = "schema"))]
#[test]
fn schema_files_need_their_feature() {
    let settings = ("handbook.toml", "[[front-matter]]\nschema = 'page.json'\nrequired = ['title']\n");
    let files = with(Vec::new(), &[settings, ("page.json", "{}"), ("a.md", "---\na: x\n---\n")]);
    let told: Vec<_> = open(&files, "required").lint().into_iter().map(|d| d.message.into_owned()).collect();
    let expected = ["`title` is missing from the front matter", "this build of `handbook` cannot read JSON Schema files"];
    assert_eq!(told, expected);
}
