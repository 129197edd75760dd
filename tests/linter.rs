//! Which rules run, and what comments and settings make of what they find.

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{
    config::Config,
    diagnostic::{Applicability, Diagnostic},
    fixer::settle,
    rule::{RuleSet, Selectors},
    rules,
};

const JUMP: &str = "# A\n\n### B\n\nWords.\n";
const TWICE: &str = "# B\n\nRead the the page.\n";

fn selectors(select: &[&str], ignore: &[&str]) -> Selectors {
    let list = |names: &[&str]| (!names.is_empty()).then(|| names.iter().map(|name| (*name).to_owned()).collect());
    Selectors { select: list(select), ignore: list(ignore), ..Selectors::default() }
}

fn lint_with(files: &[(&str, &str)], selectors: Selectors) -> Vec<Diagnostic> {
    Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors).lint()
}

/// Each diagnostic as `path severity[rule]`, with the first byte.
fn told(files: &[(&str, &str)], selectors: Selectors) -> Vec<String> {
    let diagnostics = lint_with(files, selectors);
    diagnostics.iter().map(|d| format!("{}:{} {}[{}]", d.at.path, d.at.span.start, d.severity, d.rule)).collect()
}

fn with_settings(settings: &str, files: &[(&str, &str)]) -> Vec<String> {
    told(&[&[("handbook.toml", settings)], files].concat(), Selectors::default())
}

#[test]
fn the_more_specific_selector_wins() {
    let files = [("a.md", JUMP), ("b.md", TWICE)];
    let rules = |select: &[&str], ignore: &[&str]| {
        let told = told(&files, selectors(select, ignore));
        told.iter().map(|line| line[line.find('[').unwrap()..].to_owned()).collect::<Vec<_>>()
    };
    let (jump, twice) = ("[headings/increment]", "[prose/repeated-word]");
    assert_eq!(rules(&[], &[]), [jump, twice]);
    assert_eq!(rules(&["headings"], &[]), [jump]);
    assert_eq!(rules(&["md001"], &[]), [jump], "a number, in any case");
    assert_eq!(rules(&["Heading-Increment"], &[]), [jump], "an alias");
    assert_eq!(rules(&["all"], &["prose"]), [jump]);
    assert_eq!(rules(&["prose/repeated-word"], &["prose", "all"]), [twice], "the id says more than the group");
    assert_eq!(rules(&["prose"], &["prose"]), [""; 0], "of equals the one that ignores");
    assert_eq!(rules(&[], &["all"]), [""; 0]);
}

#[test]
fn settings_choose_rules_and_the_command_line_has_the_last_word() {
    let files = [("a.md", JUMP), ("b.md", TWICE)];
    let jump = |severity: &str| format!("a.md:5 {severity}[headings/increment]");
    let twice = "b.md:10 warning[prose/repeated-word]".to_owned();
    assert_eq!(with_settings("[lint]\nselect = ['prose']", &files), [twice.as_str()]);
    assert_eq!(with_settings("[lint]\nignore = ['MD001']", &files), [twice.as_str()]);
    assert_eq!(with_settings("[rules]\nMD001 = 'error'", &files), [jump("error"), twice.clone()]);
    assert_eq!(with_settings("[rules]\nheadings = 'error'\nprose = 'off'", &files), [jump("error")]);
    assert_eq!(with_settings("[rules]\nMD001 = 'warning'\nheadings = 'off'", &files), [jump("warning"), twice.clone()]);
    assert_eq!(with_settings("[lint]\nselect = ['prose']\n[rules]\nMD001 = true", &files), [jump("info"), twice]);
    let files = [&files[..], &[("handbook.toml", "[lint]\nignore = ['headings']\n[rules]\nMD001 = 'error'")]].concat();
    assert_eq!(told(&files, selectors(&["headings"], &[])), [jump("error")]);
}

#[test]
fn names_of_no_rule_are_told_with_the_one_that_was_meant() {
    let settings = "[lint]\nignore = ['headigns']\n[rules]\n'links/nonsense-at-all' = 'off'\n";
    let found = lint_with(&[("handbook.toml", settings)], Selectors::default());
    let told: Vec<_> = found.iter().map(|d| (d.rule, d.at.span.of(settings), d.help.as_deref())).collect();
    let rule = "lint/unknown-rule";
    assert_eq!(told, [(rule, "'headigns'", Some("Did you mean `headings`?")), (rule, "'links/nonsense-at-all'", None),]);
    assert_eq!(with_settings(&format!("{settings}'lint/unknown-rule' = 'off'"), &[]), [""; 0]);

    let new = |select: &[&str]| RuleSet::new(rules::book(), &Config::default(), &selectors(select, &[])).map(|_| ());
    assert_eq!(new(&["increment"]), Err("there is no rule `increment`; did you mean `headings/increment`?".to_owned()));
    assert!(new(&["MD777"]).is_err() && new(&["all", "lint", "md001"]).is_ok());
}

#[test]
fn options_that_do_not_fit_are_told_and_the_defaults_hold() {
    let settings = "[rules.'headings/increment']\ntitle-count = false\n";
    let found = lint_with(&[("a.md", JUMP), ("handbook.toml", settings)], Selectors::default());
    let told: Vec<_> = found.iter().map(|d| (d.rule, d.severity.as_str(), d.at.path.as_str())).collect();
    assert_eq!(told, [("headings/increment", "info", "a.md"), ("lint/config", "error", "handbook.toml")]);
    assert_eq!(found[1].at.span.of(settings), "title-count");
}

#[test]
fn a_severity_for_a_group_that_does_not_run_is_told() {
    let settings = "[lint]\nselect = ['prose']\n[rules]\nheadings = 'error'\n";
    let files = [("a.md", JUMP), ("handbook.toml", settings)];
    let found = lint_with(&files, Selectors::default());
    let told: Vec<_> = found.iter().map(|d| (d.rule, d.severity.as_str(), d.at.span.of(settings))).collect();
    assert_eq!(told, [("lint/config", "warning", "headings")]);
    assert_eq!(lint_with(&files, selectors(&["text"], &[])), [], "the command line says what runs now");
}

#[test]
fn overrides_hold_for_their_files() {
    let files = [("a.md", JUMP), ("drafts/b.md", JUMP), ("drafts/c.md", "---\ntitle: C\n---\n### D\n")];
    let with = |settings: &str| {
        let told = with_settings(settings, &files);
        told.iter().map(|line| line.replace("[headings/increment]", "")).collect::<Vec<_>>()
    };
    let drafts = |rest: &str| with(&format!("[[overrides]]\nfiles = ['drafts']\n{rest}"));
    assert_eq!(drafts("rules.headings = 'off'"), ["a.md:5 info"]);
    assert_eq!(drafts("severity = 'error'"), ["a.md:5 info", "drafts/b.md:5 error", "drafts/c.md:17 error"]);
    assert_eq!(drafts("[overrides.rules.MD001]\nfront-matter-title = ''"), ["a.md:5 info", "drafts/b.md:5 info"]);
    assert_eq!(drafts("rules.MD001 = true\n[rules]\nMD001 = 'off'"), ["drafts/b.md:5 info", "drafts/c.md:17 info"]);
    assert_eq!(with("[rules.MD001]\nexclude = ['drafts']"), ["a.md:5 info"]);
    assert_eq!(with("[rules.headings]\nfiles = ['drafts/b.md']"), ["drafts/b.md:5 info"]);
    let both = "[[overrides]]\nfiles = ['drafts']\nrules.MD001 = 'off'\n[[overrides]]\nfiles = ['*c.md']\nrules.MD001 = 'error'";
    assert_eq!(with(both), ["a.md:5 info", "drafts/c.md:17 error"], "the later one wins");
}

#[test]
fn presets_choose_rules_and_their_options() {
    let text = "# A\n\n### B   \n\n[top](#)\n";
    let files = [("a.md", text), ("drafts/b.md", text)];
    let with = |settings: &str| with_settings(settings, &files);
    let at = |path: &str, rest: &[&str]| rest.iter().map(|rest| format!("{path}:{rest}")).collect::<Vec<_>>();
    let kind = ["5 info[headings/increment]"];
    let markdown = ["5 warning[headings/increment]", "10 warning[whitespace/trailing]", "15 error[links/empty]"];
    let (a, b) = ("a.md", "drafts/b.md");
    assert_eq!(with(""), [at(a, &kind), at(b, &kind)].concat());
    assert_eq!(with("[lint]\npreset = 'markdown'"), [at(a, &markdown), at(b, &markdown)].concat());
    let drafts = "[[overrides]]\nfiles = ['drafts']\n";
    assert_eq!(with(&format!("{drafts}preset = 'markdown'")), [at(a, &kind), at(b, &markdown)].concat());
    let back = format!("[lint]\npreset = 'markdown'\n{drafts}preset = 'recommended'");
    assert_eq!(with(&back), [at(a, &markdown), at(b, &kind)].concat());

    let set = "[rules]\nMD009 = 'error'\n[rules.MD042]\nfragments = false\n";
    let settings = format!("{drafts}preset = 'markdown'\nrules.MD001 = 'off'\n{set}");
    let wanted = [at(a, &[kind[0], "10 error[whitespace/trailing]"]), at(b, &["10 error[whitespace/trailing]"])].concat();
    assert_eq!(with(&settings), wanted, "[rules] holds in every preset, and an override's own rules come last");
    let ignored = format!("[lint]\nextend-ignore = ['whitespace']\n{drafts}preset = 'markdown'");
    assert_eq!(with(&ignored), [at(a, &kind), at(b, &[markdown[0], markdown[2]])].concat());
    let options = format!("{drafts}preset = 'markdown'\nrules.MD042 = {{ fragments = false }}");
    assert_eq!(with(&options), [at(a, &kind), at(b, &markdown[..2])].concat());

    let strict = Selectors { preset: Some("strict".to_owned()), ..Selectors::default() };
    let settings = format!("{drafts}preset = 'recommended'");
    let found = told(&[&[("handbook.toml", settings.as_str())][..], &files].concat(), strict);
    assert!(found.contains(&"drafts/b.md:10 warning[whitespace/trailing]".to_owned()), "the command line: {found:?}");
    let wrong = with_settings("[[overrides]]\nfiles = ['a']\npreset = 'markdwn'", &[]);
    assert_eq!(wrong, ["handbook.toml:37 error[lint/config]"]);
}

#[test]
fn comments_hide_what_they_name() {
    let page = |comment: &str| {
        told(&[("a.md", &format!("# A\n\n{comment}\n### B b b\n\n##### C\n"))], selectors(&["headings/increment"], &[]))
    };
    let all = |comment: &str| page(comment).len();
    assert_eq!(all(""), 2);
    for name in ["", " headings/increment", " headings", " MD001", " md001 -- because", " heading-increment"] {
        assert_eq!(all(&format!("<!-- handbook-disable-next-line{name} -->")), 1, "{name}");
        assert_eq!(all(&format!("<!-- markdownlint-disable{name} -->")), 0, "{name}");
    }
    assert_eq!(all("<!-- handbook-disable-next-line prose -->"), 2);
    assert_eq!(all("<!-- handbook-disable -->\n\n<!-- handbook-enable MD001 -->"), 2);
    let in_front_matter = "---\ntitle: A # handbook-disable-file MD001\n---\n### B\n";
    assert!(told(&[("a.md", in_front_matter)], Selectors::default()).iter().all(|line| !line.contains("increment")));
}

#[test]
fn comments_that_hide_nothing_are_told_only_when_that_is_sure() {
    let told = |comment: &str, selectors: Selectors| {
        let text = format!("# A\n\n{comment}\n## B\n");
        lint_with(&[("a.md", &text)], selectors).iter().map(|d| d.at.span.of(&text).to_owned()).collect::<Vec<_>>()
    };
    let told_by_default = |comment: &str| told(comment, Selectors::default());
    for sure in [
        "<!-- handbook-disable-next-line MD001 -->",
        "<!-- handbook-disable-next-line -->",
        "<!-- markdownlint-disable MD001 -->",
    ] {
        assert_eq!(told_by_default(sure), [sure]);
    }
    let partly = "<!-- handbook-disable-next-line MD001, MD999, prose -->";
    assert_eq!(told_by_default(partly), ["MD001", "MD999", "prose"]);
    for unsure in [
        "<!-- markdownlint-disable MD013 -->",
        "<!-- markdownlint-disable -->",
        "<!-- handbook-disable lint/unused-suppression -->",
    ] {
        assert_eq!(told_by_default(unsure), [""; 0], "{unsure}");
    }
    let only = || selectors(&["prose", "lint"], &[]);
    for unsure in ["<!-- handbook-disable-next-line MD001 -->", "<!-- handbook-disable -->", "<!-- handbook-disable prose -->"] {
        assert_eq!(told(unsure, only()), [""; 0], "{unsure}: its rule did not run");
    }
    let quiet = "<!-- handbook-disable lint -->\n\n<!-- handbook-disable-next-line MD001 -->";
    assert_eq!(told_by_default(quiet), [""; 0], "a comment about comments");
}

#[test]
fn removing_a_comment_leaves_the_page_as_it_was_read() {
    let fixed = |text: &str, allow| {
        let mut handbook = Handbook::new([("a.md".to_owned(), text.to_owned())], Selectors::default());
        assert!(settle(&mut handbook, allow).settled);
        handbook.texts["a.md"].to_string()
    };
    let comment = "<!-- handbook-disable-line MD001 -->";
    let cases = [
        ("# A {} b\n", "# A  b\n"),
        ("# A {}\n", "# A\n"),
        ("# A\r\n\r\n{}\r\n\r\n日本\r\n", "# A\r\n\r\n日本\r\n"),
        ("{}\n\n# A\n", "# A\n"),
        ("{}", ""),
        ("# A\n\n{}", "# A\n\n"),
        ("- a\n\n  {}\n  b\n", "- a\n\n  b\n"),
    ];
    for (before, after) in cases {
        assert_eq!(fixed(&before.replace("{}", comment), Applicability::Safe), after, "{before:?}");
    }
    let apart = "one\n{}\ntwo\n";
    assert_eq!(fixed(&apart.replace("{}", comment), Applicability::Safe), apart.replace("{}", comment), "two paragraphs");
    assert_eq!(fixed(&apart.replace("{}", comment), Applicability::Unsafe), "one\n\ntwo\n");
    let names = "<!-- handbook-disable-next-line MD001, prose/repeated-word -->\nthe the";
    assert_eq!(fixed(names, Applicability::Safe).lines().next(), Some("<!-- handbook-disable-next-line prose/repeated-word -->"));
    let yaml = "---\ntitle: A # handbook-disable-line MD001\n# handbook-disable-line MD001\nx: 1\n---\n";
    assert_eq!(fixed(yaml, Applicability::Safe), "---\ntitle: A\nx: 1\n---\n");
}

#[test]
fn the_order_does_not_depend_on_threads() {
    let files: Vec<_> = (0..60).map(|n| (format!("p{}.md", n * 7 % 60), format!("{JUMP}\n{TWICE}"))).collect();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let rules = selectors(&["headings/increment", "prose/repeated-word"], &[]);
        pool.install(|| Handbook::new(files.clone(), rules).lint())
    };
    let one = run(1);
    assert_eq!(one.len(), 120);
    assert!(one.is_sorted_by(|a, b| a.order(b).is_le()));
    assert!((2..5).all(|threads| run(threads) == one));
}
