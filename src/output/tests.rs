//! Every form with the texts that are hard on columns and line ends.

use super::{FixCounts, LinkCounts, Options, Report, Sources, Summary, concise, diff, github, human, json, statistics, summary};
use crate::{
    diagnostic::{Diagnostic, Fix, Label, LinkInfo, Severity},
    path::SitePath,
    text::{LineIndex, Span},
};
use serde_json::Value;
use snapbox::{assert_data_eq, str};
use std::{collections::BTreeMap, time::Duration};

struct Texts(BTreeMap<SitePath, (String, LineIndex)>);

impl Sources for Texts {
    fn text(&self, path: &SitePath) -> Option<(&str, &LineIndex)> {
        self.0.get(path).map(|(text, lines)| (text.as_str(), lines))
    }
}

fn path(name: &str) -> SitePath {
    SitePath::new(name).unwrap()
}

fn texts(files: &[(&str, &str)]) -> Texts {
    Texts(files.iter().map(|(name, text)| (path(name), ((*text).to_owned(), LineIndex::new(text)))).collect())
}

/// The place of `needle` in `text`.
fn span(text: &str, needle: &str) -> Span {
    let start = text.find(needle).unwrap();
    Span::new(start, start + needle.len())
}

fn problem(name: &str, span: Span, message: &str) -> Diagnostic {
    Diagnostic::new("links/broken-link", Severity::Error, Label::new(&path(name), span), message.to_owned())
}

fn report(diagnostics: Vec<Diagnostic>) -> Report {
    let summary = Summary { pages: 1, ..Summary::of(&diagnostics) };
    Report { diagnostics, summary }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn narrow() -> Options {
    Options { width: 60, ..Options::default() }
}

fn human_of(diagnostics: Vec<Diagnostic>, texts: &Texts) -> String {
    written(|out| human::write(out, &report(diagnostics), texts, &narrow()))
}

fn concise_of(diagnostics: Vec<Diagnostic>, texts: &Texts) -> String {
    written(|out| concise::write(out, &report(diagnostics), texts, &narrow()))
}

const JAPANESE: &str = "\u{feff}# 旅\r\n日本語 🎉 [x](y.md) z\r\n";

#[test]
fn columns_are_characters_and_underlines_stand_under_wide_ones() {
    let texts = texts(&[("a.md", JAPANESE)]);
    let mut found = problem("a.md", span(JAPANESE, "y.md"), "No page `y.md`");
    found.at.message = "leads nowhere".into();
    assert_data_eq!(
        human_of(vec![found.clone()], &texts),
        str![[r#"
  error[links/broken-link]: No page `y.md`
   ╭─[a.md:2:11]
 1 │ # 旅
 2 │ 日本語 🎉 [x](y.md) z
   ·               ──┬─
   ·                 ╰── leads nowhere
   ╰────


"#]]
    );
    assert_data_eq!(concise_of(vec![found], &texts), "a.md:2:11: error[links/broken-link] No page `y.md`\n");
}

#[test]
fn a_byte_order_mark_is_not_shown() {
    let shown = human_of(vec![problem("a.md", span(JAPANESE, "# 旅"), "Odd")], &texts(&[("a.md", JAPANESE)]));
    assert_data_eq!(
        shown,
        str![[r#"
  error[links/broken-link]: Odd
   ╭─[a.md:1:1]
 1 │ # 旅
   · ────
 2 │ 日本語 🎉 [x](y.md) z
   ╰────


"#]]
    );
}

#[test]
fn places_at_and_past_the_end_are_shown_at_the_end() {
    let text = "one\ntwo";
    let texts = texts(&[("a.md", text), ("empty.md", "")]);
    let at_end = human_of(vec![problem("a.md", span(text, "two"), "Last")], &texts);
    assert_data_eq!(
        at_end,
        str![[r#"
  error[links/broken-link]: Last
   ╭─[a.md:2:1]
 1 │ one
 2 │ two
   · ───
   ╰────


"#]]
    );
    for place in [Span::at(7), Span::at(8), Span::new(99, 120)] {
        let past = human_of(vec![problem("a.md", place, "Past")], &texts);
        assert_data_eq!(
            past,
            str![[r#"
  error[links/broken-link]: Past
   ╭─[a.md:2:4]
 1 │ one
 2 │ two
   ·    ▲
   ╰────


"#]]
        );
    }
    let empty = human_of(vec![problem("empty.md", Span::at(1), "Nothing here")], &texts);
    assert_data_eq!(
        empty,
        str![[r#"
  error[links/broken-link]: Nothing here
   ╭─[empty.md:1:1]
 1 │
   · ▲
   ╰────


"#]]
    );
}

#[test]
fn a_line_break_belongs_to_its_line() {
    let text = "one\r\ntwo\r\n";
    let shown = human_of(vec![problem("a.md", Span::new(3, 5), "Break")], &texts(&[("a.md", text)]));
    assert_data_eq!(
        shown,
        str![[r#"
  error[links/broken-link]: Break
   ╭─[a.md:1:4]
 1 │ one
   ·    ▲
 2 │ two
   ╰────


"#]]
    );
}

#[test]
fn places_over_several_lines() {
    let text = "a\n\nb 日\r\nc\nd e\n\nf\n";
    let mut found = problem("a.md", span(text, "日\r\nc\nd"), "Several");
    found.at.message = "all this".into();
    assert_data_eq!(
        human_of(vec![found], &texts(&[("a.md", text)])),
        str![[r#"
  error[links/broken-link]: Several
   ╭─[a.md:3:3]
 3 │ ╭─▶ b 日
 4 │ │   c
 5 │ ├─▶ d e
   · ╰──── all this
   ╰────


"#]]
    );
    let long = "x\n".repeat(400);
    assert_data_eq!(
        human_of(vec![problem("a.md", Span::new(0, 800), "Long")], &texts(&[("a.md", &long)])),
        str![[r#"
  error[links/broken-link]: Long
   ╭─[a.md:1:1]
 1 │ x
   · ┬
   · ╰── (and 399 more lines)
 2 │ x
   ╰────


"#]]
    );
}

#[test]
fn long_lines_are_shown_around_the_place() {
    let text = format!("{}[x](gone.md){}\n", "日本 🎉 ".repeat(400), " word".repeat(500));
    let texts = texts(&[("a.md", &text)]);
    let shown = human_of(vec![problem("a.md", span(&text, "gone.md"), "No page `gone.md`")], &texts);
    assert_data_eq!(
        &shown,
        str![[r#"
  error[links/broken-link]: No page `gone.md`
   ╭─[a.md:1:2005]
 1 │ …🎉 日本 🎉 日本 🎉 [x](gone.md) word word word word w…
   ·                         ───────
   ╰────


"#]]
    );
    assert!(human_of(vec![problem("a.md", Span::new(0, text.len()), "All")], &texts).len() < 1000);
}

#[test]
fn related_places_and_fixes() {
    let a = "# One\n\n[x](b.md#tow)\n# One\n\n\n\n\nfar\n";
    let b = "# Two\n";
    let mut found = problem("a.md", span(a, "b.md#tow"), "The page b.md has no heading `tow`, so the reader lands at its top");
    let label = |name: &str, span, message: &'static str| Label::with_message(&path(name), span, message);
    found.related = vec![
        label("b.md", span(b, "Two"), "near"),
        label("a.md", span(a, "far"), "far"),
        label("a.md", span(a, "# One"), "close"),
        label("c.png", Span::at(0), "no text"),
    ];
    found.help = Some("Did you mean `two`?\nIt is the only heading of that page, and it is near to what stands here".into());
    found.fix = Some(Fix::safe("Write `two`", &path("a.md"), span(a, "tow"), "two").into());
    assert_data_eq!(
        human_of(vec![found.clone()], &texts(&[("a.md", a), ("b.md", b)])),
        str![[r#"
  error[links/broken-link]: The page b.md has no heading
  │ `tow`, so the reader lands at its top
   ╭─[a.md:3:5]
 1 │ # One
   · ──┬──
   ·   ╰── close
 2 │
 3 │ [x](b.md#tow)
   ·     ────────
 4 │ # One
   ╰────
   ╭─[a.md:9:1]
 9 │ far
   · ─┬─
   ·  ╰── far
   ╰────
   ╭─[b.md:1:3]
 1 │ # Two
   ·   ─┬─
   ·    ╰── near
   ╰────
  help: Did you mean `two`?
        It is the only heading of that page, and it is near
        to what stands here
   fix: Write `two` [--fix]


"#]]
    );
    let concise = concise_of(vec![found], &texts(&[("a.md", a)]));
    assert_eq!(
        concise,
        "a.md:3:5: error[links/broken-link] [*] The page b.md has no heading `tow`, so the reader lands at its top\n"
    );
}

#[test]
fn without_a_text_the_path_is_still_told() {
    let found = vec![problem("gone.png", Span::new(5, 9), "Too big")];
    let shown = human_of(found.clone(), &texts(&[]));
    assert_data_eq!(shown, "  error[links/broken-link]: Too big\n   at gone.png\n\n");
    assert_eq!(concise_of(found, &texts(&[])), "gone.png:1:1: error[links/broken-link] Too big\n");
}

#[test]
fn a_page_cannot_speak_to_the_terminal() {
    let text = "a \u{1b}[2J b\r c\u{202e}d\n";
    let mut found = problem("a.md", span(text, "b"), "No \u{1b}[31m\npage");
    found.at.message = "\u{7}here".into();
    found.help = Some("\u{1b}]0;x".into());
    let texts = texts(&[("a.md", text)]);
    for form in [human_of(vec![found.clone()], &texts), concise_of(vec![found], &texts)] {
        assert!(!form.contains(['\u{1b}', '\u{7}', '\u{202e}', '\r']), "{form:?}");
        assert!(form.contains("No ␛[31m page"), "{form:?}");
    }
}

#[test]
fn colours_come_when_asked_for() {
    let texts = texts(&[("a.md", JAPANESE)]);
    let report = report(vec![problem("a.md", span(JAPANESE, "y.md"), "No page")]);
    let options = Options { color: true, ..narrow() };
    let human = written(|out| human::write(out, &report, &texts, &options));
    assert!(human.contains("\u{1b}[31;1merror[links/broken-link]:\u{1b}[0m No page"), "{human:?}");
    let concise = written(|out| concise::write(out, &report, &texts, &options));
    assert!(concise.starts_with("\u{1b}[1ma.md\u{1b}[0m:2:11: "), "{concise:?}");
}

#[test]
fn no_more_than_the_limit_is_shown() {
    let report = report((0..5).map(|_| problem("a.md", Span::at(0), "Same")).collect());
    let options = Options { limit: 2, ..narrow() };
    let shown = written(|out| human::write(out, &report, &texts(&[]), &options));
    assert_eq!(shown.matches("Same").count(), 2);
    assert!(shown.ends_with("… and 3 more findings not shown\n\n"), "{shown}");
}

#[test]
fn a_crowd_of_related_places_is_cut_short() {
    let mut found = problem("a.md", Span::at(0), "Same title as others");
    found.related = vec![Label::with_message(&path("a.md"), Span::at(0), "here too"); 30];
    found.help = Some("Give each its own".into());
    let shown = human_of(vec![found], &texts(&[("a.md", "x\n")]));
    assert_eq!(shown.matches("here too").count(), 8);
    assert!(shown.ends_with("╰────\n   … and 22 more places\n  help: Give each its own\n\n"), "{shown}");
}

#[test]
fn paths_are_those_of_the_working_directory() {
    let above = Options { prefix: "docs/".to_owned(), ..Options::default() };
    assert_eq!(above.shown(&path("a/b.md")), "docs/a/b.md");
    let inside = Options { folder: path("a/c"), ..Options::default() };
    assert_eq!(inside.shown(&path("a/c/b.md")), "b.md");
    assert_eq!(inside.shown(&path("a/b.md")), "../../a/b.md");
}

#[test]
fn json_keeps_the_contract() {
    let mut found = problem("a.md", span(JAPANESE, "y.md"), "No \"page\"");
    found.help = Some("Write one".into());
    found.related = vec![Label::with_message(&path("a.md"), span(JAPANESE, "旅"), "here")];
    found.fix = Some(Fix::unsafe_("Write `x.md`", &path("a.md"), span(JAPANESE, "y.md"), "x.md").into());
    found.link = Some(LinkInfo { written: "y.md".to_owned(), resolved: None }.into());
    let mut bare = problem("a.md", Span::new(999, 999), "Bare");
    (bare.rule, bare.severity) = ("style/x", Severity::Info);
    let mut report = report(vec![found, bare]);
    report.summary.links = LinkCounts { checked: 3, broken: 1, external: 2, skipped: [("template".to_owned(), 4)].into() };
    let text = written(|out| json::write(out, &report, &texts(&[("a.md", JAPANESE)])));
    let value: Value = serde_json::from_str(&text).unwrap();
    let at = |line: u32, column: u32, offset: u32| serde_json::json!({"line": line, "column": column, "offset": offset});
    let link = serde_json::json!({"start": at(2, 11, 29), "end": at(2, 15, 33)});
    let expected = serde_json::json!({
        "version": 1,
        "diagnostics": [
            {
                "rule": "links/broken-link", "severity": "error", "message": "No \"page\"", "help": "Write one",
                "path": "a.md", "range": link,
                "related": [{"path": "a.md", "range": {"start": at(1, 3, 5), "end": at(1, 4, 8)}, "message": "here"}],
                "fix": {"title": "Write `x.md`", "applicability": "unsafe",
                    "edits": [{"path": "a.md", "range": link, "text": "x.md"}]},
                "link": {"written": "y.md", "resolved": null},
            },
            {
                "rule": "style/x", "severity": "info", "message": "Bare", "help": null,
                "path": "a.md", "range": {"start": at(3, 1, 38), "end": at(3, 1, 38)}, "related": [], "fix": null,
            },
        ],
        "summary": {
            "pages": 1, "errors": 1, "warnings": 0, "infos": 1,
            "links": {"checked": 3, "broken": 1, "external": 2, "skipped": {"template": 4}},
        },
    });
    assert_eq!(value, expected);
    assert_eq!(&JAPANESE[29..33], "y.md");

    let nothing = written(|out| json::write(out, &Report::default(), &texts(&[])));
    let value: Value = serde_json::from_str(&nothing).unwrap();
    assert_eq!(value["diagnostics"], serde_json::json!([]));
}

#[test]
fn github_annotations_are_escaped_and_errors_come_first() {
    let text = "one\ntwo\n";
    let name = "a,b:100%.md";
    let mut mild = problem(name, Span::new(0, 6), "Two lines");
    mild.severity = Severity::Info;
    let mut warning = mild.clone();
    warning.severity = Severity::Warning;
    let mut bad = problem(name, span(text, "two"), "100% wrong: a,b\r\nand more");
    bad.help = Some("Mend it".into());
    let report = report(vec![mild, warning, bad]);
    let shown = written(|out| github::write(out, &report, &texts(&[(name, text)]), &narrow()));
    let expected = "\
::error title=handbook (links/broken-link),file=a%2Cb%3A100%25.md,line=2,col=1,endLine=2,endColumn=4::a,b:100%25.md:2:1: 100%25 wrong: a,b%0D%0Aand more%0Ahelp: Mend it
::warning title=handbook (links/broken-link),file=a%2Cb%3A100%25.md,line=1,endLine=2::a,b:100%25.md:1:1: Two lines
::notice title=handbook (links/broken-link),file=a%2Cb%3A100%25.md,line=1,endLine=2::a,b:100%25.md:1:1: Two lines
";
    assert_eq!(shown, expected);
}

#[test]
fn statistics_count_rules() {
    let fixable = |rule: &'static str, fix: bool| {
        let mut found = problem("a.md", Span::at(0), "");
        found.rule = rule;
        found.fix = fix.then(|| Fix::safe("", &path("a.md"), Span::at(0), "").into());
        found
    };
    let mut all = vec![fixable("a/once", false), fixable("b/all", true), fixable("b/all", true), fixable("c/some", true)];
    all.extend((0..9).map(|_| fixable("c/some", false)));
    let shown = written(|out| statistics::write(out, &report(all), &narrow()));
    let expected = "10 [-] c/some\n 2 [*] b/all\n 1 [ ] a/once\n[*] all can be fixed with --fix, [-] some of them\n";
    assert_eq!(shown, expected);
    assert_eq!(written(|out| statistics::write(out, &Report::default(), &narrow())), "");
}

#[test]
fn the_summary_is_one_plain_line() {
    let told = |report: &Report| written(|out| summary::write(out, report));
    let mut report = report(Vec::new());
    assert_eq!(told(&report), "1 page, 0 links checked: all is well in under 1 ms\n");
    report.summary = Summary {
        pages: 86,
        errors: 9,
        warnings: 1,
        links: LinkCounts { checked: 512, broken: 9, external: 301, skipped: [("template".to_owned(), 4)].into() },
        elapsed: Duration::from_millis(41),
        ..Summary::default()
    };
    let line =
        "86 pages, 512 links checked: 9 errors, 1 warning in 41 ms (4 links skipped: 4 template; 301 external not checked)\n";
    assert_eq!(told(&report), line);

    let edit = |fix: fn(&'static str, &SitePath, Span, &'static str) -> Fix| {
        let mut found = problem("a.md", Span::at(0), "");
        found.fix = Some(fix("", &path("a.md"), Span::at(0), "x").into());
        found
    };
    report.diagnostics = vec![edit(Fix::safe), edit(Fix::unsafe_), edit(Fix::unsafe_)];
    assert_eq!(told(&report), format!("{line}1 fixable with --fix (2 more with --unsafe-fixes)\n"));

    report = Report::default();
    assert_eq!(told(&report), "No page was found: nothing was checked\n");
    report.summary = Summary { pages: 2, fixed: Some(FixCounts { fixes: 1, files: 1 }), ..Summary::default() };
    report.summary.elapsed = Duration::from_millis(1290);
    assert_eq!(told(&report), "Applied 1 fix in 1 file\n2 pages, 0 links checked: nothing left to mend in 1.2 s\n");
}

#[test]
fn diffs_keep_line_endings() {
    let name = path("a.md");
    let told = |before: &str, after: &str| written(|out| diff::write(out, [(&name, before, after)], &Options::default()));
    assert_eq!(
        told("a\r\nb\r\nc\rd\r\n", "a\r\nB\r\nc\rd\r\n"),
        "--- a.md\n+++ a.md\n@@ -1,3 +1,3 @@\n a\r\n-b\r\n+B\r\n c\rd\r\n"
    );
    assert_eq!(told("a", "a\n"), "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    assert_eq!(
        told("a\r", "b\r"),
        "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-a\r\n\\ No newline at end of file\n+b\r\n\\ No newline at end of file\n"
    );
    assert_eq!(told("same", "same"), "");
}

mod any_span {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever span a rule comes up with, every form shows something.
        #[test]
        fn can_be_shown(
            text in "[ab \t\r\n\u{feff}\u{0}\u{301}é日😀]{0,60}",
            spans in prop::collection::vec((0usize..260, 0usize..60), 1..5),
            width in 0usize..90,
        ) {
            let texts = texts(&[("a.md", &text)]);
            let mut found = problem("a.md", Span::new(spans[0].0, spans[0].0 + spans[0].1), "Here");
            let related = spans[1..].iter().map(|&(start, len)| Label::with_message(&path("a.md"), Span::new(start, start + len), "there"));
            found.related = related.collect();
            let report = report(vec![found]);
            let options = Options { width, ..Options::default() };
            let shown = written(|out| human::write(out, &report, &texts, &options));
            prop_assert!(shown.contains("╭─[a.md:"));
            prop_assert!(!shown.contains("Failed"));
            written(|out| concise::write(out, &report, &texts, &options));
            written(|out| github::write(out, &report, &texts, &options));
            let json = written(|out| json::write(out, &report, &texts));
            prop_assert!(serde_json::from_str::<Value>(&json).is_ok());
        }
    }
}
