//! Comments in pages that switch rules off and on: markdownlint's as markdownlint reads them, and ours.
//!
//! `expected.txt` is what markdownlint finds in `pages/`; `record.mjs` writes it.

#![allow(clippy::disallowed_methods)] // tests read their own files

#[path = "../rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{diagnostic::Diagnostic, rule::Selectors, text::LineIndex};
use std::{collections::BTreeSet, fs, path::Path};

/// The numbers of `record.mjs`, and our names.
const RULES: [(&str, &str); 4] = [
    ("MD001", "headings/increment"),
    ("MD009", "whitespace/trailing"),
    ("MD024", "headings/duplicate"),
    ("MD045", "a11y/alt-text"),
];

const SETTINGS: &str = "[lint]\npreset = 'markdown'\n[rules]\nMD024 = 'off'\n";

fn lint(settings: &str, text: &str) -> Vec<Diagnostic> {
    let files = [("handbook.toml", settings), ("a.md", text)];
    Handbook::new(files.map(|(path, text)| (path.to_owned(), text.to_owned())), Selectors::default()).lint()
}

/// `line rule`, of the page, sorted by line.
fn told(settings: &str, text: &str) -> Vec<String> {
    let lines = LineIndex::new(text);
    let found = lint(settings, text);
    let on_page = found.iter().filter(|one| one.at.path.as_str() == "a.md");
    on_page.map(|one| format!("{} {}", lines.line_at(one.at.span.start as usize) + 1, one.rule)).collect()
}

#[test]
fn comments_of_markdownlint_do_as_they_do_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/comments");
    let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
    assert!(expected.lines().count() > 20);
    let mut wrong = Vec::new();
    for line in expected.lines() {
        let (name, wanted) = line.split_once(':').unwrap();
        let text = fs::read_to_string(folder.join("pages").join(name)).unwrap();
        let lines = LineIndex::new(&text);
        let found = lint(SETTINGS, &text);
        let found: BTreeSet<_> = found
            .iter()
            .filter(|one| one.at.path.as_str() == "a.md")
            .filter_map(|one| {
                let (number, _) = RULES.iter().find(|(_, rule)| *rule == &*one.rule)?;
                Some((lines.line_at(one.at.span.start as usize) + 1, *number))
            })
            .collect();
        let found = found.iter().map(|(line, number)| format!("{line} {number}")).collect::<Vec<_>>().join(", ");
        if found != wanted.trim() {
            wrong.push(format!("{name}: {found}, but markdownlint {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn comments_of_markdownlint_start_nothing_that_the_preset_leaves_out() {
    let page = "# A\n\n<!-- markdownlint-disable -->\n\na   \n\n<!-- markdownlint-enable -->\n\nb   \n\n### C\n";
    assert_eq!(told("", page), ["11 headings/increment"]);
    assert_eq!(told("[lint]\npreset = 'markdown'", page), ["9 whitespace/trailing", "11 headings/increment"]);
    let configured = "<!-- markdownlint-configure-file { \"MD009\": true, \"MD001\": false } -->\n\n# A   \n\n### C\n";
    assert_eq!(told("", configured), [""; 0], "what is off stays off, what is on may be switched off");
}

#[test]
fn comments_of_markdownlint_without_names_are_about_markdown_only() {
    let page = "# A\n\n<!-- markdownlint-disable -->\n\nRead the the [page](gone.md).   \n";
    let found = told("[lint]\npreset = 'markdown'", page);
    assert_eq!(found, ["5 prose/repeated-word", "5 links/broken-file"]);
    assert_eq!(told("", &page.replace("markdownlint", "handbook")), [""; 0]);
}

#[test]
fn comments_of_ours_start_what_they_name() {
    let page = |comment: &str| told("", &format!("# A   \n\n{comment}\n\nb   \n\n### C   \n"));
    let jump = "7 headings/increment".to_owned();
    assert_eq!(page("<!-- handbook-enable -->"), std::slice::from_ref(&jump), "all is what the settings say");
    assert_eq!(page("<!-- handbook-enable MD009 -->"), ["5 whitespace/trailing", &jump, "7 whitespace/trailing"]);
    let all = ["1 whitespace/trailing", "5 whitespace/trailing", &jump, "7 whitespace/trailing"];
    assert_eq!(page("<!-- handbook-enable-file whitespace -->"), all);
    assert_eq!(page("<!-- handbook-configure-file { \"whitespace/trailing\": true } -->"), all);
    assert_eq!(page("<!-- handbook-disable MD009 -->\n<!-- handbook-enable MD009 -->").len(), 1, "it only ends the other");
    let strict = "{ \"MD009\": { \"severity\": \"error\", \"br-spaces\": 4 }, \"headings\": \"off\" }";
    let lines = ["1 whitespace/trailing", "5 whitespace/trailing", "7 whitespace/trailing"];
    assert_eq!(page(&format!("<!-- handbook-configure-file {strict} -->")), lines);
    let captured = page("<!-- handbook-capture --><!-- handbook-disable -->\n\n### D\n\n<!-- handbook-restore -->\n\n# E");
    assert_eq!(captured, ["13 headings/increment"], "only after it");
}

#[test]
fn settings_in_comments_that_cannot_be_used_are_told_at_their_place() {
    let told = |comment: &str| {
        let text = format!("# A\n\n<!-- {comment} -->\n");
        // Comments may be long here.
        let found = lint("[lint]\npreset = 'markdown'\nextend-ignore = ['MD013']", &text);
        let one = |one: &Diagnostic| format!("{}[{}] {}: {}", one.severity, one.rule, one.at.span.of(&text), one.message);
        found.iter().map(one).collect::<Vec<_>>()
    };
    let cases = [
        (
            "handbook-configure-file { \"headings/increment\": { \"title-count\": 1 } }",
            "error[lint/config] \"title-count\": `title-count` is no option of this rule",
        ),
        (
            "handbook-configure-file { \"MD001\": { \"html-headings\": \"no\" } }",
            "error[lint/config] \"no\": `html-headings` must be `true` or `false`, not `\"no\"`",
        ),
        (
            "handbook-configure-file { \"headings/incremnt\": false }",
            "warning[lint/unknown-rule] \"headings/incremnt\": there is no rule `headings/incremnt`, so this comment changes nothing",
        ),
        ("handbook-configure-file { \"MD001\": \"of\" }", "error[lint/config] \"of\": `of` is no severity"),
        (
            "handbook-configure-file { \"MD001\": ",
            "error[lint/config] :: the settings in this comment cannot be read: it ends too early; a bracket or a quote is not closed",
        ),
        ("handbook-configure-file", "error[lint/config] : this comment holds no settings"),
        (
            "handbook-configure-file { \"MD001\": { \"severity\": \"info\", \"files\": \"b.md\" } }",
            "warning[lint/config] \"MD001\": a comment is about its own page: `files` and `exclude` have no place in it",
        ),
        (
            "markdownlint-configure-file { \"MD009\": { \"br_spaces\": \"two\" } }",
            "warning[lint/config] \"two\": `br-spaces` must be a whole number of 0 or more, not `\"two\"`",
        ),
        ("markdownlint-configure-file MD009", "warning[lint/config] MD009: this comment holds no settings"),
        (
            "handbook-enable nonsense",
            "warning[lint/unknown-rule] nonsense: there is no rule `nonsense`, so this comment changes nothing",
        ),
    ];
    for (comment, wanted) in cases {
        assert_eq!(told(comment), [wanted], "{comment}");
    }
    for silent in [
        "markdownlint-configure-file { \"MD999\": true, \"MD009\": { \"only_theirs\": 1 }, \"$schema\": \"x\" }",
        "markdownlint-disable MD013 custom-rule",
        "handbook-configure-file { \"MD001\": \"info\", /* why */ }",
    ] {
        assert_eq!(told(silent), [""; 0], "{silent}");
    }
}

#[test]
fn a_comment_in_code_is_never_called_needless() {
    let fence = |words: &str| format!("# A\n\n```md\n<!-- markdownlint-{words} -->\n```\n");
    for words in ["disable MD001", "disable-next-line MD001", "configure-file { nonsense"] {
        assert_eq!(told("[lint]\npreset = 'markdown'", &fence(words)), [""; 0], "{words}");
    }
    assert_eq!(told("", "# A\n\n<!-- markdownlint-disable MD001 -->\n"), ["3 lint/unused-suppression"]);
}

#[test]
fn a_rule_about_the_whole_handbook_can_be_started_and_stopped() {
    let files = |settings: &str, comment: &str| {
        let files = [("handbook.toml", settings.to_owned()), ("a.md", "# A\n\n[b](gone.md)\n".to_owned())];
        let files = files.into_iter().chain([("b.md", format!("# A\n\nText.\n\n{comment}\n"))]);
        let found = Handbook::new(files.map(|(path, text)| (path.to_owned(), text)), Selectors::default()).lint();
        found.iter().map(|one| format!("{} {}", one.at.path, one.rule)).collect::<Vec<_>>()
    };
    let configured = |value: &str| format!("<!-- handbook-configure-file {{ \"pages/duplicate-title\": {value} }} -->");
    let (broken, twice) = ("a.md links/broken-file", "b.md pages/duplicate-title");
    assert_eq!(files("", ""), [broken, twice]);
    assert_eq!(files("", &configured("false")), [broken]);
    let off = "[rules]\npages = 'off'";
    assert_eq!(files(off, ""), [broken]);
    assert_eq!(files(off, &configured("true")), [broken, twice]);
}

#[test]
fn hostile_comments_are_read_in_time() {
    let open = "<!-- markdownlint-disable MD009 ".repeat(20_000);
    let pair = "<!-- markdownlint-enable --><!-- markdownlint-disable MD009 -->".repeat(5_000);
    let configured = "<!-- markdownlint-configure-file { \"MD009\": {} } -->\n".repeat(2_000);
    let deep = format!("<!-- handbook-configure-file {} -->", "{\"a\":".repeat(5_000));
    for text in [open.clone(), format!("{open}-->"), pair, configured, deep, "<!-- handbook-configure-file \0 -->".to_owned()] {
        let _ = told(SETTINGS, &format!("{text}\na   \n"));
    }
}
