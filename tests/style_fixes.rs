//! Safe fixes of how lists and lines are written never change what a reader sees.

use handbook_lint::{
    config::Config,
    diagnostic::Applicability,
    fixer::{Outcome, settle},
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

const RULES: [&str; 12] = [
    "lists/blank-lines",
    "lists/indent",
    "lists/marker-space",
    "lists/marker-style",
    "lists/ordered-prefix",
    "lists/same-level-indent",
    "whitespace/blockquote-spaces",
    "whitespace/final-newline",
    "whitespace/hard-tabs",
    "whitespace/multiple-blank-lines",
    "whitespace/rule-style",
    "whitespace/trailing",
];

/// The other rules whose safe fixes readers must not see.
const OTHERS: [&str; 20] = [
    "code/block-style",
    "code/fence-blank-lines",
    "code/fence-style",
    "code/span-space",
    "emphasis/strong-style",
    "emphasis/style",
    "headings/atx-many-spaces",
    "headings/blank-lines",
    "headings/closed-many-spaces",
    "headings/start-left",
    "headings/style",
    "links/style",
    "links/text-space",
    "links/unused-definition",
    "tables/blank-lines",
    "tables/format",
    "tables/pipe-style",
    "whitespace/blockquote-blank",
    "whitespace/line-length",
    "emphasis/spaces",
];

/// A page after all safe fixes of these rules.
fn fixed(rules: &[&str], text: &str) -> (String, Outcome) {
    let config = Config::default();
    let select = Some(rules.iter().map(|rule| (*rule).to_owned()).collect());
    let rules = RuleSet::new(rules::book(), &config, &Selectors { select, ..Selectors::default() }).unwrap();
    let files = [("page.md".to_owned(), text.to_owned())];
    let mut session = Session::open(Workspace::in_memory(files), config, rules);
    let outcome = settle(&mut session, Applicability::Safe);
    let after = outcome.changed.first().map_or(text.to_owned(), |changed| changed.after.to_string());
    (after, outcome)
}

fn one(rule: &str, text: &str) -> String {
    let (after, outcome) = fixed(&[rule], text);
    assert!(outcome.settled);
    after
}

/// What a browser shows: blanks folded, but for those in blocks of code.
fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut words = String::new();
    let mut in_code = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
        match event {
            Event::Text(text) if in_code => out.push_str(&text),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            Event::Code(code) => {
                words.push('`');
                words.push_str(code.trim());
                words.push('`');
            }
            other => {
                in_code = match other {
                    Event::Start(Tag::CodeBlock(_)) => true,
                    Event::End(TagEnd::CodeBlock) => false,
                    _ => in_code,
                };
                if matches!(other, Event::End(TagEnd::CodeBlock)) {
                    // Code that nothing closes ends with the page, whose last blank lines nobody sees.
                    out.truncate(out.trim_end().len());
                }
                let folded: Vec<&str> = words.split_ascii_whitespace().collect();
                out.push_str(&folded.join(" "));
                words.clear();
                match other {
                    Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => out.push_str("\n[code]\n"),
                    Event::Start(Tag::Link { dest_url, title, .. }) => out.push_str(&format!("\n[{dest_url} {title}]\n")),
                    Event::Start(Tag::Image { dest_url, title, .. }) => out.push_str(&format!("\n![{dest_url} {title}]\n")),
                    // Blocks of HTML are not told apart: what stands in them is.
                    Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => words.push(' '),
                    other => out.push_str(&format!("\n{other:?}\n")),
                }
            }
        }
    }
    out + &words
}

#[test]
fn all_that_belongs_to_an_item_moves_with_it() {
    let text = "* one\n   * two\n     goes on\n   lazily\n\n     ```sh\n       code\n     ```\n\n         indented\n   * three\n      * four\n";
    let wanted =
        "* one\n  * two\n    goes on\n   lazily\n\n    ```sh\n      code\n    ```\n\n        indented\n  * three\n    * four\n";
    assert_eq!(one("lists/indent", text), wanted);
    let text = "> -   one\r\n>\r\n>     more\r\n> -   two\r\n";
    assert_eq!(one("lists/marker-space", text), "> - one\r\n>\r\n>   more\r\n> - two\r\n");
    let text = "9. one\n\n   more\n9. two\n\n   more\n10. three\n\n    more\n";
    let (after, _) = fixed(&["lists/ordered-prefix"], text);
    assert_eq!(after, text, "the first number is shown");
    let text = "1. one\n10. two\n\n    more\n\n        code\n";
    assert_eq!(one("lists/ordered-prefix", text), "1. one\n2. two\n\n   more\n\n       code\n");
}

#[test]
fn lists_that_would_become_others_stay() {
    // The words of the item begin at column 4: at column 2 the list would not be in it.
    let text = "-   one\n\n    - two\n";
    assert_eq!(one("lists/indent", text), text);
    // The paragraph would become a part of the item.
    let text = "   - one\n\n  Words\n";
    assert_eq!(one("lists/indent", text), text);
    // The two would become one list.
    let text = "- one\n\n* two\n";
    assert_eq!(one("lists/marker-style", text), text);
    // Three dashes are a rule.
    let text = "- one\n\nWords\n\n* - -\n";
    assert_eq!(one("lists/marker-style", text), text);
    // Dashes below words make a heading of them.
    let text = "---x\n\n- - -\n\nWords\n***\n";
    assert_eq!(one("whitespace/rule-style", text), text);
}

#[test]
fn tabs_become_as_wide_as_they_were() {
    let rule = "whitespace/hard-tabs";
    assert_eq!(one(rule, "- a\n\t- b\n"), "- a\n    - b\n");
    assert_eq!(one(rule, "1.\ta\n \tb\n"), "1.  a\n    b\n");
    assert_eq!(one(rule, "> \ta\tb\n"), ">   a b\n");
    assert_eq!(one(rule, "a \t\nb\t  \nc\n"), "a\nb  \nc\n");
    assert_eq!(one(rule, "\tcode\n\n```\n\ta\n```\n"), "    code\n\n```\n\ta\n```\n");
}

#[test]
fn line_ends_and_marks_of_the_page_stay() {
    let text = "\u{feff}---\r\na: b\r\n---\r\n\r\n\r\nA\r\n\r\n\r\n\r\nB";
    let (after, outcome) = fixed(&["whitespace/multiple-blank-lines", "whitespace/final-newline"], text);
    assert!(outcome.settled);
    assert_eq!(after, "\u{feff}---\r\na: b\r\n---\r\n\r\n\r\nA\r\n\r\nB\r\n");
    assert_eq!(one("whitespace/multiple-blank-lines", "A\n\n\n\n"), "A\n");
    assert_eq!(one("whitespace/final-newline", "A\r\nB"), "A\r\nB\r\n");
}

#[test]
fn lines_that_end_as_they_did_long_ago_are_left_alone() {
    let text = "#  A\r\r\r\r* a\r+ b  \r```\rc\r\td\r";
    let (after, outcome) = fixed(&RULES, text);
    assert!(outcome.settled);
    assert_eq!(after, text);
    let (after, _) = fixed(&OTHERS, text);
    assert_eq!(after, text);
}

#[test]
fn fixes_make_no_line_too_long_where_that_counts() {
    let row = |words: usize, end: &str| {
        format!("| {} |\n| --- |\n| {}{end}\n", "a ".repeat(words).trim_end(), "b ".repeat(words).trim_end())
    };
    let text = row(39, "");
    let (after, _) = fixed(&["tables/pipe-style", "whitespace/line-length"], &text);
    assert_eq!(after, text, "82 characters are too many");
    let (after, _) = fixed(&["tables/pipe-style"], &text);
    assert_eq!(after, row(39, " |"), "nobody minds");
    let (after, _) = fixed(&["tables/pipe-style", "whitespace/line-length"], &row(30, ""));
    assert_eq!(after, row(30, " |"), "64 are not");
}

fn line() -> impl Strategy<Value = String> {
    let before =
        prop::sample::select(vec!["", "", "", " ", "  ", "   ", "    ", "      ", "\t", "> ", ">  ", ">   ", "> > ", ">"]);
    let mark =
        prop::sample::select(vec!["", "", "", "- ", "* ", "+ ", "-   ", "-\t", "1. ", "2. ", "10. ", "3) ", "1.  ", "- - "]);
    let words = prop::sample::select(vec![
        "",
        "",
        "",
        "a",
        "b c",
        "d\te",
        "```",
        "---",
        "***",
        "* * *",
        "===",
        "# h",
        "<div>",
        "<pre>",
        "</pre>",
        "| a | b |",
        "| - | - |",
        "    code",
        "  more",
        "f  ",
        "[g]: /h",
        "<!-- i -->",
        "- [ ] j",
        "\\",
        "` k",
        "**l",
        "-",
        "+",
        "`m\t`",
    ]);
    (before, mark, words).prop_map(|(before, mark, words)| format!("{before}{mark}{words}"))
}

/// What more may stand on a line.
fn rich_line() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "#  h",
        "## h ##",
        "##  h  ##",
        " ### h",
        "   # h",
        "h\n===",
        "h\n---",
        "h  \n  ---",
        "#",
        "# #",
        "~~~",
        "~~~ a",
        "``` a",
        "````",
        "**a**",
        "__a__",
        "*a*",
        "_a_",
        "a__b__c *d*",
        "***a*** _b_",
        "** a ** _ b _",
        "*a _b_ c*",
        "**a __b__**",
        "` a ` `` b` ``",
        "` a`",
        "[ a ](b)",
        "[a ][g] [ g]",
        "[g]",
        "[g]: <h> \"t\"",
        "[unused]: /u",
        "![ a ](b 'c')",
        "<https://a.b>",
        "| a|b |",
        "|-|:-:|",
        "a|b",
        "-|-",
        "| a |",
        "|a\\|b|`c|d`|",
        "| a | b |\n|---|---|\n| c | d |",
        "a | b\n- | -\nc | d\n| e | f",
        "<b>a</b>",
        "</div>",
        "<!--",
        "-->",
        "日本 | é",
        "a very long line of words which is nearly as long as lines may be, and more a\tb",
        "| a very long row of words | which is nearly as long as | lines may be |",
        "1986. a",
        "\\# a",
        "+++",
    ]);
    let before = prop::sample::select(vec!["", "", "", " ", "   ", "    ", "> ", "- ", "  ", "1. ", "> - "]);
    prop_oneof![line(), (before, words).prop_map(|(before, words)| format!("{before}{words}"))]
}

/// With what an editor may make of a text: its line ends, a mark at its start, metadata.
fn edited(lines: &[String], ended: bool, crlf: bool, bom: bool, matter: bool) -> (String, String) {
    let body = lines.join("\n") + if ended { "\n" } else { "" };
    let head = if matter { "---\ntitle:  x  \nb: [ 1,2 ]\n---\n" } else { "" };
    let with_ends = |text: &str| if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    let head = format!("{}{}", if bom { "\u{feff}" } else { "" }, with_ends(head));
    (head, with_ends(&body))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn readers_see_the_same_after_safe_fixes(
        lines in prop::collection::vec(line(), 1..9),
        ended in any::<bool>(),
        alone in prop::option::of(prop::sample::select(RULES.to_vec())),
    ) {
        let text = lines.join("\n") + if ended { "\n" } else { "" };
        let rules = alone.map_or(RULES.to_vec(), |rule| vec![rule]);
        let (after, outcome) = fixed(&rules, &text);
        prop_assert!(outcome.settled, "{rules:?} {text:?} {after:?}");
        prop_assert_eq!(shown(&text), shown(&after), "{:?}\n{}\n-----\n{}", rules, text, after);
    }

    #[test]
    fn readers_see_the_same_after_safe_fixes_of_all_rules(
        lines in prop::collection::vec(rich_line(), 1..9),
        ended in any::<bool>(),
        crlf in any::<bool>(),
        bom in prop::bool::weighted(0.2),
        matter in prop::bool::weighted(0.3),
        alone in prop::option::of(prop::sample::select(OTHERS.to_vec())),
    ) {
        let (head, body) = edited(&lines, ended, crlf, bom, matter);
        // Metadata is told from rules by its place.
        prop_assume!(matter || !body.trim_start().starts_with(['-', '+']));
        let text = format!("{head}{body}");
        let rules = alone.map_or([&RULES[..], &OTHERS].concat(), |rule| vec![rule]);
        let (after, outcome) = fixed(&rules, &text);
        prop_assert!(outcome.settled, "{rules:?} {text:?} {after:?} {:?}", outcome.unsettled);
        prop_assert!(after.starts_with(&head), "{rules:?} {text:?} {after:?}");
        let new = &after[head.len()..];
        prop_assert_eq!(shown(&body), shown(new), "{:?}\n{}\n-----\n{}", rules, text, after);
        if crlf && body.contains('\n') {
            prop_assert!(!new.replace("\r\n", "").contains('\n'), "{rules:?} {text:?} {after:?}");
        } else if !crlf {
            prop_assert!(!new.contains('\r'), "{rules:?} {text:?} {after:?}");
        }
        let mends_end = rules.contains(&"whitespace/final-newline");
        prop_assert!(mends_end || new.is_empty() || ended == new.ends_with('\n') || !ended, "{rules:?} {text:?} {after:?}");
    }
}
