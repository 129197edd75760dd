//! `handbook import`: what it writes is understood, loses nothing, and changes nothing that is there.

use handbook_lint::{
    config::{Config, Globs},
    diagnostic::Severity,
    generator::Files,
    import::{Failure, Import},
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::read_settings,
    workspace::Workspace,
};
use std::fmt::Write as _;

fn workspace(files: &[(&str, &str)]) -> Workspace {
    Workspace::in_memory(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

fn path(name: &str) -> SitePath {
    SitePath::new(name).expect("a path")
}

fn import(files: &[(&str, &str)]) -> Import {
    Import::read(&workspace(files), rules::book(), None, None).expect("there are settings")
}

/// The settings, and the rules that run with them. There is nothing to say against either.
fn understood(text: &str) -> (Config, RuleSet) {
    let config = read_settings(&path("handbook.toml"), text);
    let set = RuleSet::new(rules::book(), &config, &Selectors::default()).expect("no name comes from the command line");
    let problems: Vec<_> = config.problems.iter().chain(&set.problems).map(|problem| problem.message.clone()).collect();
    assert_eq!(problems, [""; 0], "{text}");
    (config, set)
}

/// How bad a rule's problems are with these settings; `None` when it does not run.
fn severity(text: &str, id: &str) -> Option<Severity> {
    understood(text).1.get(id).and_then(|rule| rule.severity())
}

/// The options of markdownlint 0.42 with a value other than the default.
const OPTIONS: [(&str, &str, &str); 63] = [
    ("MD001", "front_matter_title", "\"^\\\\s*name:\""),
    ("MD003", "style", "\"setext_with_atx\""),
    ("MD004", "style", "\"sublist\""),
    ("MD007", "indent", "4"),
    ("MD007", "start_indented", "true"),
    ("MD007", "start_indent", "4"),
    ("MD009", "br_spaces", "0"),
    ("MD009", "code_blocks", "true"),
    ("MD009", "list_item_empty_lines", "true"),
    ("MD009", "strict", "true"),
    ("MD010", "code_blocks", "false"),
    ("MD010", "ignore_code_languages", "[\"make\"]"),
    ("MD010", "spaces_per_tab", "4"),
    ("MD012", "maximum", "2"),
    ("MD013", "line_length", "100"),
    ("MD013", "heading_line_length", "60"),
    ("MD013", "code_block_line_length", "120"),
    ("MD013", "code_blocks", "false"),
    ("MD013", "tables", "false"),
    ("MD013", "headings", "false"),
    ("MD013", "strict", "true"),
    ("MD013", "stern", "true"),
    ("MD022", "lines_above", "2"),
    ("MD022", "lines_below", "0"),
    ("MD024", "siblings_only", "true"),
    ("MD025", "front_matter_title", "\"\""),
    ("MD025", "level", "2"),
    ("MD026", "punctuation", "\".,\""),
    ("MD027", "list_items", "false"),
    ("MD029", "style", "\"ordered\""),
    ("MD030", "ul_single", "3"),
    ("MD030", "ol_single", "2"),
    ("MD030", "ul_multi", "3"),
    ("MD030", "ol_multi", "2"),
    ("MD031", "list_items", "false"),
    ("MD033", "allowed_elements", "[\"br\"]"),
    ("MD033", "table_allowed_elements", "[\"br\"]"),
    ("MD035", "style", "\"---\""),
    ("MD036", "punctuation", "\".,\""),
    ("MD040", "allowed_languages", "[\"sh\"]"),
    ("MD040", "language_only", "true"),
    ("MD041", "allow_preamble", "true"),
    ("MD041", "front_matter_title", "\"\""),
    ("MD041", "level", "2"),
    ("MD043", "headings", "[\"# One\", \"*\"]"),
    ("MD043", "match_case", "true"),
    ("MD044", "names", "[\"GitHub\"]"),
    ("MD044", "code_blocks", "false"),
    ("MD044", "html_elements", "false"),
    ("MD046", "style", "\"fenced\""),
    ("MD048", "style", "\"backtick\""),
    ("MD049", "style", "\"underscore\""),
    ("MD050", "style", "\"asterisk\""),
    ("MD051", "ignore_case", "true"),
    ("MD051", "ignored_pattern", "\"^figure-\""),
    ("MD052", "ignored_labels", "[\"x\", \"y\"]"),
    ("MD052", "shortcut_syntax", "true"),
    ("MD053", "ignored_definitions", "[\"//\", \"x\"]"),
    ("MD054", "url_inline", "false"),
    ("MD055", "style", "\"leading_and_trailing\""),
    ("MD059", "prohibited_texts", "[\"this\"]"),
    ("MD060", "style", "\"aligned\""),
    ("MD060", "aligned_delimiter", "true"),
];

#[test]
fn every_option_of_markdownlint_is_carried_over() {
    let mut missing = Vec::new();
    for (rule, option, value) in OPTIONS {
        let import = import(&[(".markdownlint.json", &format!("{{\"{rule}\": {{\"{option}\": {value}}}}}"))]);
        let text = import.text();
        understood(&text);
        let kebab = option.replace('_', "-");
        if !import.notes.is_empty() || !text.contains(&format!("{kebab} = ")) {
            missing.push(format!("{rule} {option}: {text}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn all_on_and_all_off_are_what_they_say() {
    let (_, set) = understood(&import(&[(".markdownlint.json", "{}")]).text());
    let (_, preset) = understood("[lint]\npreset = \"markdown\"\n");
    let ids = |set: &RuleSet| set.active.iter().map(|rule| rule.rule.id()).collect::<Vec<_>>();
    let expected: Vec<_> = ids(&preset);
    // Rules that come without being in the preset are on in markdownlint all the same.
    assert!(expected.iter().all(|id| ids(&set).contains(id)));
    for rule in set.active.iter().filter(|rule| rule.rule.info().aliases.iter().any(|alias| alias.starts_with("MD0"))) {
        assert!(rule.severity() > Some(Severity::Info), "{} fails no run, and did in markdownlint", rule.rule.id());
    }

    // What markdownlint looks for is off, but for what is sure to be a mistake; all else is as ever.
    let (_, set) = understood(&import(&[(".markdownlint.json", "{\"default\": false}")]).text());
    let (_, preset) = understood("");
    for rule in preset.active.iter().map(|rule| rule.rule) {
        let is_theirs = rule.info().aliases.iter().any(|alias| alias.starts_with("MD0"));
        let stays = !is_theirs || rule.info().severity == Some(Severity::Error);
        assert_eq!(set.get(rule.id()).is_some(), stays, "{}", rule.id());
    }
    assert!(set.active.len() < preset.active.len());
}

#[test]
fn later_names_win_whatever_they_are() {
    for (config, expected) in [
        ("{\"MD009\": false}", None),
        ("{\"no-trailing-SPACES\": false}", None),
        ("{\"whitespace\": false}", None),
        ("{\"whitespace\": false, \"md009\": true}", Some(Severity::Warning)),
        ("{\"md009\": true, \"whitespace\": false}", None),
        ("{\"default\": false, \"md009\": \"warning\"}", Some(Severity::Info)),
        ("{\"default\": false, \"md009\": \"error\"}", Some(Severity::Warning)),
        ("{\"default\": false, \"md009\": {\"enabled\": false, \"strict\": true}}", None),
        ("{\"default\": false, \"md009\": {\"severity\": \"warning\"}}", Some(Severity::Info)),
        ("{\"default\": false, \"md009\": {}}", Some(Severity::Warning)),
        ("{\"default\": false, \"md009\": 0}", None),
        ("{\"extends\": \"base.json\", \"whitespace\": true}", Some(Severity::Warning)),
        ("{\"extends\": \"base.json\"}", None),
    ] {
        let files = [(".markdownlint.json", config), ("base.json", "{\"MD009\": false}")];
        assert_eq!(severity(&import(&files).text(), "whitespace/trailing"), expected, "{config}");
    }
}

#[test]
fn adding_loses_nothing_and_adds_once() {
    let files = [
        (".markdownlint.json", "{\"MD009\": {\"strict\": true}, \"MD042\": false, \"MD045\": false}"),
        (".markdownlintignore", "api\nold\n"),
        ("docs/.markdownlint.json", "{\"MD009\": false}"),
    ];
    for (old, kept) in [
        ("", &[][..]),
        ("# Nothing", &["# Nothing"]),
        ("[lint]\npreset = \"recommended\" # by init\n", &["# by init"]),
        (
            "[lint]\npreset = 'strict'\nextend-exclude = [\n  'old', # gone\n]\n[rules]\n\"a11y/alt-text\" = 'info' # stays\n",
            &["preset = 'strict'", "'old', # gone", "\"a11y/alt-text\" = 'info' # stays"],
        ),
        (
            "[site]\ngenerator = 'plain'\n\n[rules.a11y]\nalt-text = 'error'\n[lint]\nfail-on = 'never'",
            &["[rules.a11y]\nalt-text = 'error'", "fail-on = 'never'"],
        ),
        ("[[overrides]]\nfiles = ['x/**']\nseverity = 'info'\n", &["files = ['x/**']\nseverity = 'info'"]),
        ("[lint]\r\nextend-exclude = []\r\n[[front-matter]]\r\nrequired = [\r\n  'title',\r\n]\r\n", &["  'title',\r\n]"]),
    ] {
        let add = |old: &str| {
            let config = read_settings(&path("handbook.toml"), old);
            let import = Import::read(&workspace(&files), rules::book(), None, Some(&config)).expect("there are settings");
            import.added_to(old)
        };
        let new = add(old).expect("it can be added");
        for kept in kept {
            assert!(new.contains(kept), "{kept} is gone:\n{new}");
        }
        let (config, set) = understood(&new);
        assert_eq!(new.matches("\r\n").count() > 0, old.contains('\r'));
        let is_docs = |globs: &Globs| globs.patterns.iter().any(|pattern| pattern.value == "docs/**");
        assert_eq!(config.overrides.iter().filter(|one| one.files.files.as_ref().is_some_and(is_docs)).count(), 1, "{new}");
        assert_eq!(set.get("links/empty").and_then(|rule| rule.severity()), None, "{new}");
        assert!(new.contains("strict = true"), "{new}");
        let excluded = config.lint.extend_exclude.expect("a list");
        assert!(excluded.matches(&path("api/x.md")) && excluded.matches(&path("old/x.md")), "{new}");
        assert_eq!(add(&new).as_deref(), Some(new.as_str()), "the second time adds nothing");
    }
}

#[test]
fn broken_files_are_told_and_nothing_panics() {
    let deep = "[".repeat(50_000);
    let nested = format!("{}{}", "{\"a\":".repeat(5_000), "}".repeat(5_000));
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for at in 1..12 {
        let before = at - 1;
        let _ = writeln!(laughs, "a{at}: &a{at} [*a{before}, *a{before}, *a{before}, *a{before}, *a{before}, *a{before}]");
    }
    let texts = [
        "",
        "\0",
        "\u{feff}",
        "\u{feff}{}",
        "{",
        "}",
        "[]",
        "null",
        "true",
        "- a",
        "a",
        "a: [",
        "a: &a [*a]",
        "{\"MD009\": [1]}",
        "{\"MD009\": {\"strict\": {\"a\": [null]}}}",
        "{\"extends\": \".markdownlint.json\"}",
        "{\"extends\": 3}",
        "extends = \".rumdl.toml\"",
        "MD009 = 1",
        "[MD009]\nstrict = \"ü\"",
        "\r\n\r\n",
        "rule 'MD",
        "style",
        "style ''",
        "/*",
        "//",
        "{\"config\": 1, \"globs\": {}, \"ignores\": [1, null], \"customRules\": true}",
        "export default",
        "module.exports = {...x}",
        &deep,
        &nested,
        &laughs,
    ];
    let names = [
        ".markdownlint.json",
        ".markdownlint.jsonc",
        ".markdownlint.yaml",
        ".markdownlintrc",
        ".markdownlint.cjs",
        ".markdownlintignore",
        ".markdownlint-cli2.jsonc",
        ".markdownlint-cli2.yaml",
        ".markdownlint-cli2.mjs",
        "package.json",
        "pyproject.toml",
        ".mdlrc",
        ".rumdl.toml",
        "x/.markdownlint.json",
        "x/.rumdl.toml",
    ];
    let mut unread = 0;
    for text in texts {
        for name in names {
            match Import::read(&workspace(&[(name, text)]), rules::book(), None, None) {
                Ok(import) => {
                    understood(&import.text());
                }
                Err(Failure::Unread(why)) => {
                    assert!(!why.why.is_empty());
                    unread += 1;
                }
                Err(Failure::Nothing) => {}
            }
        }
    }
    assert!(unread > 20, "most of it is broken: {unread}");
}

#[test]
fn a_file_is_read_whatever_its_name() {
    let files = workspace(&[("config/lint.yml", "MD042: false\n"), (".markdownlint.json", "{}")]);
    let import = Import::read(&files, rules::book(), Some(&path("config/lint.yml")), None).expect("there are settings");
    assert_eq!(import.sources, [path("config/lint.yml")]);
    assert_eq!(severity(&import.text(), "links/empty"), None);
    assert!(files.exists(".markdownlint.json"));
}
