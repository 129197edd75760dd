//! Options of markdownlint's rules do what they do in markdownlint 0.42.1: each of these pages has other findings without them.

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};
use std::collections::{BTreeMap, BTreeSet};

const TABLES: &str =
    "a | b\n-- | --\n\ntext\n\n| a | b |\n| -- | -- |\n\ntext\n\n| a | b\n| -- | --\n\ntext\n\na | b |\n-- | -- |\n";
const LAYOUTS: &str =
    "| a | b |\n| -- | ---- |\n| cc | d |\n\ntext\n\n|a|b|\n|-|-|\n|cc|d|\n\ntext\n\n| a  | b |\n| --- | -- |\n| cc | d |\n";
const LINKS: &str = "<https://example.org>\n\n[a](/a)\n\n[b][c]\n\n[c][]\n\n[c]\n\n[https://example.org](https://example.org)\n\n![d](/d.png)\n\n[c]: /c\n";

/// Rule, options, page, and the lines (1-based) that markdownlint reports.
type Row = (&'static str, &'static str, &'static str, &'static [usize]);

/// Made by running markdownlint.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("headings/increment", r##"front-matter-title = "^name:""##, "---\nname: Leave\n---\n\n### Days\n", &[5]),
    ("headings/style", r##"style = "atx""##, "Leave\n=====\n\n## Days\n", &[1]),
    ("headings/style", r##"style = "atx_closed""##, "# Leave\n\n## Days ##\n", &[1]),
    ("headings/style", r##"style = "setext""##, "# Leave\n\n## Days\n\n### More\n", &[1, 3, 5]),
    ("headings/style", r##"style = "setext_with_atx""##, "# Leave\n\n### Days\n", &[1]),
    ("headings/style", r##"style = "setext_with_atx_closed""##, "# Leave\n\n## Days\n\n### More ###\n", &[1, 3]),
    ("lists/marker-style", r##"style = "asterisk""##, "- a\n- b\n", &[1, 2]),
    ("lists/marker-style", r##"style = "dash""##, "* a\n\ntext\n\n- b\n", &[1]),
    ("lists/marker-style", r##"style = "plus""##, "- a\n\ntext\n\n+ b\n", &[1]),
    ("lists/marker-style", r##"style = "sublist""##, "- a\n  - b\n  - c\n- d\n", &[2, 3]),
    ("lists/indent", "indent = 4", "- a\n  - b\n- c\n    - d\n", &[2]),
    ("lists/indent", "indent = 3, start-indented = true", "- a\n   - b\n", &[1, 2]),
    ("lists/indent", "start-indented = true, start-indent = 1", " - a\n   - b\n", &[]),
    ("whitespace/trailing", "strict = true", "# Leave  \n\nAda  \nExample  \n", &[1, 4]),
    ("whitespace/trailing", "code-blocks = true", "```sh\nmake \n```\n", &[2]),
    ("whitespace/trailing", "list-item-empty-lines = true", "- a\n \n  b\n \n- c\n", &[4]),
    ("whitespace/trailing", "br-spaces = 0", "Ada  \nExample\n", &[1]),
    ("whitespace/trailing", "br-spaces = 3", "Ada  \nExample   \nStreet\n", &[1]),
    ("whitespace/hard-tabs", "code-blocks = false", "a\tb `c\td`\n\n```sh\n\tx\n```\n", &[1]),
    ("whitespace/hard-tabs", r##"ignore-code-languages = ["makefile"]"##, "```Makefile\n\tx\n```\n\n```sh\n\tx\n```\n", &[6]),
    ("whitespace/multiple-blank-lines", "maximum = 2", "a\n\n\nb\n\n\n\nc\n", &[7]),
    ("whitespace/line-length", "heading-line-length = 10", "# A long heading here\n\nA long line of words here.\n", &[1]),
    ("whitespace/line-length", "line-length = 10", "A line of words here\nand\n", &[1]),
    ("whitespace/line-length", "code-block-line-length = 10", "```sh\nmake all of it now\n```\n", &[2]),
    ("whitespace/line-length", "line-length = 10, code-blocks = false", "a long line of words\n\n    a long line of words\n", &[1]),
    ("whitespace/line-length", "line-length = 10, headings = false", "# a long line of words\n\na long line of words\n", &[3]),
    ("whitespace/line-length", "line-length = 10, tables = false", "| a long line of words |\n| --- |\n| a |\n\na long line of words\n", &[5]),
    ("whitespace/line-length", "line-length = 10, strict = true", "See https://example.org/leave\n\n[words here](https://example.org/leave)\n\n> https://example.org/leave\n", &[1, 3, 5]),
    ("whitespace/line-length", "line-length = 10, stern = true", "See https://example.org/leave\n\n[words here](https://example.org/leave)\n\n> https://example.org/leave\n", &[1]),
    ("headings/blank-lines", "lines-above = 2", "# Leave\n\nText\n\n## Days\n\nText\n", &[5]),
    ("headings/blank-lines", "lines-above = [1,0]", "Text\n# Leave\n\nText\n## Days\n\nText\n", &[2]),
    ("headings/blank-lines", "lines-above = -1", "Text\n# Leave\n\nText\n", &[]),
    ("headings/blank-lines", "lines-below = 2", "# Leave\n\nText\n", &[1]),
    ("headings/blank-lines", "lines-below = [0,1]", "# Leave\nText\n\n## Days\nText\n", &[4]),
    ("headings/blank-lines", "include-front-matter = true", "---\na: b\n---\n# Leave\n", &[4]),
    ("headings/duplicate", "siblings-only = true", "# A\n\n## B\n\n## B\n\n# C\n\n## B\n", &[5]),
    ("headings/single-title", "level = 2", "## A\n\n## B\n\n# C\n\n# D\n", &[3]),
    ("headings/single-title", r##"front-matter-title = """##, "---\ntitle: A\n---\n\n# B\n\n# C\n", &[7]),
    ("headings/trailing-punctuation", r##"punctuation = "?""##, "# A?\n\n## B:\n", &[1]),
    ("whitespace/blockquote-spaces", "list-items = false", ">  a\n\n> - b\n>   c\n>\n>  - d\n", &[1]),
    ("lists/ordered-prefix", r##"style = "one""##, "1. a\n2. b\n", &[2]),
    ("lists/ordered-prefix", r##"style = "ordered""##, "1. a\n1. b\n", &[2]),
    ("lists/ordered-prefix", r##"style = "zero""##, "1. a\n2. b\n\ntext\n\n0. c\n0. d\n", &[1, 2]),
    ("lists/marker-space", "ul-single = 3", "- a\n- b\n\ntext\n\n- c\n\n  d\n", &[1, 2]),
    ("lists/marker-space", "ul-multi = 3", "- a\n- b\n\ntext\n\n- c\n\n  d\n", &[6]),
    ("lists/marker-space", "ol-single = 2", "1. a\n2. b\n\ntext\n\n1. c\n\n   d\n", &[1, 2]),
    ("lists/marker-space", "ol-multi = 2", "1. a\n2. b\n\ntext\n\n1. c\n\n   d\n", &[6]),
    ("code/fence-blank-lines", "list-items = false", "- a\n  ```sh\n  b\n  ```\n\ntext\n```sh\nc\n```\n", &[7]),
    ("html/inline", r##"allowed-elements = ["br","B"]"##, "a<br>b <b>c</b> <i>d</i>\n\n<i>e</i>\n\n<b>f</b>\n", &[1, 3]),
    ("html/inline", r##"table-allowed-elements = ["br"]"##, "| a<br>b |\n| - |\n| <b>c</b> |\n\na<br>b\n", &[3, 5]),
    ("whitespace/rule-style", r##"style = "* * *""##, "a\n\n---\n\nb\n\n* * *\n", &[3]),
    ("headings/emphasis-as-heading", r##"punctuation = "?""##, "**Leave.**\n\n*Why?*\n\ntext\n", &[1]),
    ("code/fence-language", r##"allowed-languages = ["sh"]"##, "```sh\na\n```\n\n```js\nb\n```\n", &[5]),
    ("code/fence-language", "language-only = true", "```sh title=a\na\n```\n\n```js\nb\n```\n", &[1]),
    ("headings/first-line", "level = 2", "# A\n", &[1]),
    ("headings/first-line", "allow-preamble = true", "Text\n\n## A\n", &[3]),
    ("headings/first-line", r##"front-matter-title = """##, "---\ntitle: A\n---\n\nText\n", &[5]),
    ("headings/required-structure", r##"headings = ["# A","*"]"##, "# B\n", &[1]),
    ("headings/required-structure", r##"headings = ["# a"], match-case = true"##, "# A\n", &[1]),
    ("prose/proper-names", r##"names = ["GitHub"]"##, "github `github`\n\n```sh\ngithub https://github.com/a\n```\n\n<b title=\"github\">x</b>\n", &[1, 4, 7]),
    ("prose/proper-names", r##"names = ["GitHub"], code-blocks = false"##, "text `github`\n\n```sh\ngithub\n```\n\n<b title=\"github\">x</b>\n", &[7]),
    ("prose/proper-names", r##"names = ["GitHub"], html-elements = false"##, "text `github`\n\n<b title=\"github\">x</b>\n", &[1]),
    ("code/block-style", r##"style = "fenced""##, "    a\n\ntext\n\n    b\n", &[1, 5]),
    ("code/block-style", r##"style = "indented""##, "```sh\na\n```\n", &[1]),
    ("code/fence-style", r##"style = "backtick""##, "~~~sh\na\n~~~\n", &[1]),
    ("code/fence-style", r##"style = "tilde""##, "```sh\na\n```\n", &[1]),
    ("emphasis/style", r##"style = "asterisk""##, "_a_\n\n*b*\n", &[1]),
    ("emphasis/style", r##"style = "underscore""##, "*a*\n\n_b_ c*d*e\n\n*f*\n", &[1, 5]),
    ("emphasis/strong-style", r##"style = "asterisk""##, "__a__\n\n**b**\n", &[1]),
    ("emphasis/strong-style", r##"style = "underscore""##, "**a**\n\n__b__\n", &[1]),
    ("links/broken-anchor", "ignore-case = true", "# Ab\n\n[a](#AB)\n\n[b](#cd)\n", &[5]),
    ("links/broken-anchor", r##"ignored-pattern = "^tab-""##, "# Ab\n\n[a](#tab-1)\n\n[b](#a-tab-)\n", &[5]),
    ("links/undefined-label", "shortcut-syntax = true", "[a] [b][c]\n\n[**d**]\n\n[e\nf]\n", &[1, 3, 5]),
    ("links/undefined-label", r##"ignored-labels = ["c"]"##, "[b][C]\n\n[b][d]\n", &[3]),
    ("links/unused-definition", r##"ignored-definitions = ["c"]"##, "[C]: /x\n[d]: /y\n", &[2]),
    ("links/style", "autolink = false", LINKS, &[1]),
    ("links/style", "inline = false", LINKS, &[3, 11, 13]),
    ("links/style", "full = false", LINKS, &[5]),
    ("links/style", "collapsed = false", LINKS, &[7]),
    ("links/style", "shortcut = false", LINKS, &[9]),
    ("links/style", "url-inline = false", LINKS, &[11]),
    ("tables/pipe-style", r##"style = "no-leading-or-trailing""##, "| a | b\n| -- | --\n\ntext\n\na | b\n-- | --\n", &[1, 2]),
    ("tables/pipe-style", r##"style = "leading-and-trailing""##, "a | b\n-- | --\n\ntext\n\n| a | b |\n| -- | -- |\n", &[1, 2]),
    ("tables/pipe-style", r##"style = "leading-only""##, TABLES, &[1, 2, 6, 7, 16, 17]),
    ("tables/pipe-style", r##"style = "trailing-only""##, TABLES, &[1, 2, 6, 7, 11, 12]),
    ("a11y/link-text", r##"prohibited-texts = ["this page"]"##, "[here](/a)\n\n[This page](/b)\n", &[3]),
    ("tables/format", r##"style = "aligned""##, LAYOUTS, &[2, 3, 9, 14]),
    ("tables/format", r##"style = "compact""##, LAYOUTS, &[7, 8, 9, 13]),
    ("tables/format", r##"style = "tight""##, LAYOUTS, &[1, 2, 3, 13, 14, 15]),
    ("tables/format", "aligned-delimiter = true", LAYOUTS, &[2, 14]),
];

/// How each page is told its options.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    Nothing,
    Settings,
    /// A comment of markdownlint's at the end of the page.
    Comment,
}

/// The lines with findings of each page under `preset = "markdown"`, of the rule of its row.
fn lines(told: Told) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut settings = "[site]\ngenerator = \"plain\"\n[lint]\npreset = \"markdown\"\n".to_owned();
    for (at, (rule, options, ..)) in ROWS.iter().enumerate().filter(|_| told == Told::Settings) {
        settings += &format!("[[overrides]]\nfiles = [\"{at}.md\"]\nrules = {{ \"{rule}\" = {{ {options} }} }}\n");
    }
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), &settings);
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    let problems: Vec<_> = config.problems.iter().chain(&rules.problems).map(|problem| problem.message.clone()).collect();
    assert_eq!(problems, [""; 0], "{settings}");
    let pages = ROWS.iter().enumerate().map(|(at, (rule, options, text, _))| {
        let comment = if told == Told::Comment { comment(rule, options) } else { String::new() };
        (format!("{at}.md"), format!("{text}{comment}"))
    });
    let found = Session::open(Workspace::in_memory(pages), config, rules).diagnostics();
    let mut lines: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for found in found {
        let at = found.at.path.as_str().trim_end_matches(".md").parse().unwrap();
        let (rule, _, text, _): Row = ROWS[at];
        // The comment is a line, too.
        if found.rule == rule
            && let Some(before) = text.get(..found.at.span.start as usize)
        {
            lines.entry(at).or_default().insert(before.matches('\n').count() + 1);
        }
    }
    lines
}

/// The options as markdownlint writes them.
fn comment(rule: &str, options: &str) -> String {
    let number = rules::book().rule(rule).unwrap().info().aliases[0].clone();
    let table: toml::Table = toml::from_str(&format!("options = {{ {options} }}")).unwrap();
    let json = serde_json::to_string(&table["options"]).unwrap();
    let words = regex::Regex::new("[a-z]-[a-z]").unwrap();
    let json = words.replace_all(&json, |found: &regex::Captures| found[0].replace('-', "_")).into_owned();
    format!("\n<!-- markdownlint-configure-file {{ \"{number}\": {json} }} -->\n")
}

#[test]
fn options_do_what_they_do_in_markdownlint() {
    let (settings, comment, default) = (lines(Told::Settings), lines(Told::Comment), lines(Told::Nothing));
    let mut wrong = Vec::new();
    for (at, (rule, options, text, wanted)) in ROWS.iter().enumerate() {
        let wanted: BTreeSet<usize> = wanted.iter().copied().collect();
        let of = |lines: &BTreeMap<usize, BTreeSet<usize>>| lines.get(&at).cloned().unwrap_or_default();
        let (settings, comment, default) = (of(&settings), of(&comment), of(&default));
        if settings != wanted || comment != wanted || settings == default {
            let found = format!("{settings:?} by settings, {comment:?} by a comment, {default:?} by default");
            wrong.push(format!("{rule} {options}: {wanted:?} wanted, {found}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
