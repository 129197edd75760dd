//! Headings as people write them: underlined, closed, in quotations and lists, in HTML, by templates, with other line ends.

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{diagnostic::Applicability, fixer::settle, rule::Selectors};

/// A handbook of one page on which one rule runs as in the preset `markdown`.
fn one(rule: &str, generator: &str, text: &str) -> Handbook {
    let settings = format!("[site]\ngenerator = \"{generator}\"\n\n[lint]\npreset = \"markdown\"\nselect = [\"{rule}\"]\n");
    let page = if generator == "hugo" { "content/a.md" } else { "a.md" };
    let files = [("handbook.toml".to_owned(), settings), (page.to_owned(), text.to_owned())];
    Handbook::new(files, Selectors::default())
}

/// What the rule marks, in order.
fn marked(rule: &str, generator: &str, text: &str) -> Vec<String> {
    one(rule, generator, text).lint().iter().map(|found| found.at.span.of(text).to_owned()).collect()
}

#[track_caller]
fn check(rule: &str, rows: &[(&str, &[&str])]) {
    for (text, wanted) in rows {
        assert_eq!(marked(rule, "plain", text), *wanted, "{rule} on {text:?}");
    }
}

/// The page after all fixes of the rule, unsafe ones too.
fn fixed(rule: &str, text: &str) -> String {
    let mut handbook = one(rule, "plain", text);
    let outcome = settle(&mut handbook, Applicability::Unsafe);
    assert!(outcome.settled, "{rule} on {text:?}");
    outcome.changed.first().map_or(text.to_owned(), |changed| changed.after.to_string())
}

#[test]
fn blank_lines_are_missed_in_quotations_and_lists_too() {
    check(
        "headings/blank-lines",
        &[
            ("# A\n\nB\n---\nText\n", &["B\n---"]),
            ("> # A\n> Text\n", &["# A"]),
            ("- # A\n  Text\n", &["# A"]),
            ("- # A\n- # B\n", &["# A", "# B"]),
            ("<h2>A</h2>\n\nText\n", &[]),
            ("# A\r\nText\r\n", &["# A"]),
            ("---\ntitle: A\n---\n# A\n\nText\n", &[]),
            ("<!-- reviewed -->\n# A\n\nText\n", &[]),
        ],
    );
    assert_eq!(fixed("headings/blank-lines", "> - # A\n>   Text\r\n"), "> - # A\n>\n>   Text\r\n");
    assert_eq!(fixed("headings/blank-lines", "Text\r\n# A\r\n"), "Text\r\n\r\n# A\r\n");
}

#[test]
fn levels_are_counted_from_the_title_on() {
    check(
        "headings/increment",
        &[
            ("# A\n\n### B\r\n\r\nText\n", &["### B"]),
            ("---\ntitle: A\n---\n\n### B   \n", &["### B"]),
            ("# A\n\n> ### B\n", &["### B"]),
            ("A\n===\n\n#### B ####\n", &["#### B ####"]),
            ("# A\n\n<h4>B</h4>\n\n## C\n", &[]),
            ("### A\n\n## B\n\n# C\n\n## D\n", &[]),
        ],
    );
    assert_eq!(fixed("headings/increment", "# A\n\n> ### B ###\n"), "# A\n\n> ## B ###\n");
}

#[test]
fn underlined_and_closed_headings_are_told_from_others() {
    check(
        "headings/style",
        &[
            ("# A\n\nB\n---\n", &["B\n---"]),
            ("A\n===\n\n## B\n\n### C\n", &["## B", "### C"]),
            ("# A #\n\n## B\n", &["## B"]),
            ("# A\n\n## B #\n", &["## B #"]),
            ("# A\n\n> ## B ##\n", &["## B ##"]),
            ("# A\n\n## B \\#\n", &[]),
        ],
    );
    assert_eq!(
        fixed("headings/style", "# A\r\n\r\n> B\r\n> c\r\n> ---\r\n\r\nD\r\n---\r\n"),
        "# A\r\n\r\n> B\r\n> c\r\n> ---\r\n\r\n## D\r\n"
    );
}

#[test]
fn signs_and_blanks_around_words_are_marked_exactly() {
    check("headings/atx-many-spaces", &[("#  A\n", &[" "]), ("> ##   A\n", &["  "]), ("- #  A\n", &[" "]), ("# A\n", &[])]);
    check("headings/closed-many-spaces", &[("# A  #\n", &[" "]), ("# A  \n", &[]), ("> ##   A ##\r\n", &["  "])]);
    check("headings/closed-missing-space", &[("## A##\n", &["##"]), ("## A \\#\n", &[]), ("    ## A##\n", &[])]);
    check("headings/atx-missing-space", &[("#A\n", &["#"]), ("#1 in the list\n", &["#"]), ("####### A\n", &[]), ("`#A`\n", &[])]);
    check("headings/start-left", &[("  # A\n", &["  "]), (">  # A\n", &[" "]), ("- A\n\n  # B\n", &[]), ("    # A\n", &[])]);
    check(
        "headings/trailing-punctuation",
        &[
            ("# A.\n", &["."]),
            ("A...\n===\n", &["..."]),
            ("# A: #\r\n", &[":"]),
            ("# A?\n", &[]),
            ("# R&amp;\n", &[]),
            ("# A &copy;\n", &[]),
            ("<h2>A.</h2>\n", &[]),
        ],
    );
}

#[test]
fn a_title_may_stand_in_front_matter_html_or_below_a_comment() {
    check(
        "headings/first-line",
        &[
            ("A\n===\n", &[]),
            ("<h1 align=\"center\">A</h1>\n\nText\n", &[]),
            ("<!-- a\n\nb -->\n\n# A\n", &[]),
            ("<!-- a\n\nb -->\n\nText\n", &["Text"]),
            ("---\ntitle: A\n---\n\nText\n", &[]),
            ("---\nsummary: A\n---\n\n## B\r\n", &["## B"]),
            ("> # A\n", &["> # A"]),
            ("", &[]),
        ],
    );
    check(
        "headings/single-title",
        &[
            ("# A\n\nB\n===\n", &["B\n==="]),
            ("---\ntitle: A\n---\n\n# A\n", &["# A"]),
            ("## A\n\n# B\n\n# C\n", &[]),
            ("# A\n\n> # B\n", &["# B"]),
        ],
    );
}

#[test]
fn words_are_compared_as_readers_see_them() {
    check(
        "headings/duplicate",
        &[
            ("# A\n\n## *B*\n\n### B\n", &["B"]),
            ("## A\n\nA\n---\n", &["A"]),
            ("## A ##\n\n> ## A\n", &["A"]),
            ("## A\n\n## a\n", &[]),
            ("## <!-- x -->\n\n## <!-- y -->\n", &[]),
        ],
    );
    assert_eq!(marked("headings/duplicate", "hugo", "## A {#b}\n\n## A {#c}\n\n## A\n\n## A {.d}\n"), ["A {.d}"]);
    assert_eq!(marked("headings/duplicate", "hugo", "## {{< a >}}\n\n## {{< a >}}\n"), [""; 0]);
    check(
        "headings/emphasis-as-heading",
        &[
            ("**A**\n\nText\n", &["**A**"]),
            ("**A.**\n\nText\n", &[]),
            ("> **A**\n", &[]),
            ("- **A**\n", &[]),
            ("**A** and\n", &[]),
            ("_A_\r\n\r\nText\r\n", &["_A_"]),
        ],
    );
    assert_eq!(marked("headings/emphasis-as-heading", "hugo", "**{{< a >}}**\n\nText\n"), [""; 0]);
}
