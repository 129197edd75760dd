//! Reviews: which pages are due, who owns them, and what `handbook review` prints.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use handbook_lint::{
    rule::{RuleSet, Selectors},
    rules,
    session::{Session, read_settings},
    workspace::Workspace,
    {config::Config, path::SitePath},
};
use jiff::civil::{Date, date};
use program::{Run, copy, fixture, handbook};
use std::fs;

/// What the two rules say of some files on a day, each with the text it points at.
fn found_on(today: Date, files: &[(&str, &str)]) -> Vec<String> {
    let settings = SitePath::new("handbook.toml").unwrap();
    let text = files.iter().find(|(path, _)| *path == settings.as_str()).map(|(_, text)| *text);
    let config = text.map_or_else(Config::default, |text| read_settings(&settings, text));
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let selectors = Selectors { select: Some(vec!["review".to_owned()]), ..Selectors::default() };
    let set = RuleSet::new(rules::book(), &config, &selectors).unwrap();
    let files: Vec<_> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let session = Session::open(Workspace::in_memory(files.clone()), config, set).on(today);
    let text = |path: &SitePath| files.iter().find(|(known, _)| *known == path.as_str()).map(|(_, text)| text.as_str());
    let diagnostics = session.diagnostics();
    let shown = diagnostics.iter().map(|found| {
        format!("{} [{}] {}", found.at.path, found.at.span.of(text(&found.at.path).unwrap_or_default()), found.message)
    });
    shown.collect()
}

/// The messages about one page with this front matter, on 22 November 2024.
fn page(settings: &str, front_matter: &str) -> Vec<String> {
    let page = format!("---\n{front_matter}\n---\n# Page\n");
    found_on(date(2024, 11, 22), &[("handbook.toml", settings), ("a.md", &page)])
}

#[test]
fn nothing_is_due_unless_somebody_says_so() {
    for keys in ["last_reviewed_on: 2001-01-01\nreview_in: 1 day", "review_by: 2001-01-01", "expires: 2001-01-01"] {
        assert_eq!(page("", keys), [""; 0], "{keys}");
    }
    assert_eq!(page("[review]", "last_reviewed_on: 2001-01-01"), [""; 0], "no interval");
}

#[test]
fn a_review_is_due_an_interval_after_the_last_one() {
    let settings = "[review]\ninterval = '6 months'";
    let due = |keys: &str| page(settings, keys);
    assert_eq!(due("reviewed: 2024-05-21"), ["a.md [2024-05-21] review was due on 21 November 2024, yesterday"]);
    assert_eq!(due("reviewed: 2024-05-22"), [""; 0], "on the day itself there is time");
    assert_eq!(due("last_reviewed_at: '2023-09-01T17:00:00.000Z'").len(), 1);
    assert_eq!(due("last_reviewed_at: \"\"\nreviewed: 2020-01-01").len(), 1, "what is empty is not there");
    assert_eq!(due("reviewed: 2020-01-01\nreview_in: 5 years"), [""; 0], "the page's own interval counts");
    assert_eq!(due("reviewed: 2020-01-01\nreview_in: never"), [""; 0]);
    assert_eq!(due("reviewed: 2020-01-01\nreview_by: 2025-01-01"), [""; 0], "the day that is named counts");
    assert_eq!(due("review_by: 22.10.2024"), ["a.md [22.10.2024] review was due on 22 October 2024, 4 weeks ago"]);
    let format = format!("{settings}\n[[front-matter]]\ndate.review_by = '%d.%m.%Y'");
    assert_eq!(page(&format, "review_by: 01.11.2024"), ["a.md [01.11.2024] review was due on 1 November 2024, 3 weeks ago"]);
    for none in
        ["reviewed: soon", "reviewed: 03/04/2020", "reviewed: 2020-02-30", "reviewed: [2020-01-01]", "reviewed:", "reviewed: *a"]
    {
        assert_eq!(due(none), [""; 0], "{none}");
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let unread = |text: &str| page("[review]", &format!("reviewed: 2024-11-01\nreview_in: {text}"));
    assert_eq!(unread("'6 moths'").len(), 1);
    assert!(unread("'6 moths'")[0].starts_with("a.md ['6 moths'] `6 moths` is no length of time"));
    assert_eq!(unread("12").len(), 1, "a number has no unit");
    assert_eq!(unread("[a, b]"), [""; 0]);
    assert_eq!(unread("90 days # roughly"), [""; 0]);
}

#[test]
fn later_settings_go_before_earlier_ones() {
    let settings =
        "[[review]]\nreviewed-keys = 'seen'\ninterval = '1 month'\n[[review]]\nfiles = ['slow']\ninterval = '10 years'";
    let text = "---\nseen: 2024-01-01\n---\n";
    let found = found_on(date(2024, 11, 22), &[("handbook.toml", settings), ("slow/a.md", text), ("b.md", text)]);
    assert_eq!(found, ["b.md [2024-01-01] review was due on 1 February 2024, 9 months ago"]);
    let only = "[[review]]\nfiles = ['slow']\ninterval = '1 day'";
    let usual = text.replace("seen", "reviewed");
    let found = found_on(date(2024, 11, 22), &[("handbook.toml", only), ("slow/a.md", &usual), ("b.md", &usual)]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn pages_that_nobody_can_read_are_not_due() {
    let settings = "[site]\ngenerator = 'hugo'\n[review]";
    let text = "---\nreview_by: 2020-01-01\ndraft: true\n---\n";
    let found = found_on(date(2024, 11, 22), &[("handbook.toml", settings), ("content/a.md", text)]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_syntax_has_dates() {
    for (page, generator) in [
        ("+++\nreview_by = 2020-01-01\n+++\n", "hugo"),
        ("{\n\"review_by\": \"2020-01-01\"\n}\n", "hugo"),
        ("\u{feff}---\r\nreview_by: 2020-01-01\r\n---\r\n", "hugo"),
        ("---\n{review_by: 2020-01-01, x: 1}\n---\n", "jekyll"),
    ] {
        let settings = format!("[site]\ngenerator = '{generator}'\ncontent = 'content'\n[review]");
        let found = found_on(date(2024, 11, 22), &[("handbook.toml", &settings), ("content/a.md", page)]);
        assert_eq!(found.len(), 1, "{page:?} {found:?}");
        assert!(found[0].contains("2020-01-01"), "{found:?}");
    }
}

const TECH_DOCS: (&str, &str) = ("config.rb", "require 'govuk_tech_docs'\nGovukTechDocs.configure(self)\n");

/// What is found on a page of a tech docs site on a day.
fn tech_docs(today: Date, settings: &str, front_matter: &str) -> Vec<String> {
    let page = format!("---\ntitle: x\n{front_matter}\n---\n");
    found_on(today, &[TECH_DOCS, ("config/tech-docs.yml", settings), ("source/a.html.md.erb", &page)])
}

#[test]
fn the_banner_of_the_tech_docs_template_is_followed() {
    let host = "host: https://example.org\n";
    let keys = "last_reviewed_on: 2024-05-22\nreview_in: 6 months";
    let at = "source/a.html.md.erb [2024-05-22]";
    assert_eq!(tech_docs(date(2024, 11, 21), host, keys), [""; 0]);
    assert_eq!(tech_docs(date(2024, 11, 22), host, keys), [format!("{at} review is due today")], "it turns red on the day");
    assert_eq!(tech_docs(date(2024, 11, 24), host, keys), [format!("{at} review was due on 22 November 2024, 2 days ago")]);
    for off in ["show_expiry: false", "show_review_banner: false"] {
        assert_eq!(tech_docs(date(2030, 1, 1), &format!("{host}{off}\n"), keys), [""; 0], "{off}");
    }
    let read =
        |interval: &str| tech_docs(date(2030, 1, 1), host, &format!("last_reviewed_on: 2024-05-22\nreview_in: {interval}"));
    assert!(read("a year")[0].contains("cannot read `a year` as a length of time, and stops"), "{:?}", read("a year"));
    assert_eq!(read("10 weekdays"), [""; 0], "what is not modelled is passed over");
    assert_eq!(
        tech_docs(date(2030, 1, 1), host, "last_reviewed_at: 2024-05-22\nreview_by: 2024-01-01"),
        [""; 0],
        "its keys only"
    );
}

#[test]
fn owners_are_looked_up_where_the_settings_say() {
    let owners = "* @acme/people\n/x/ @acme/platform @ann ben@example.org\n";
    let find = |sources: &str, owner: &str| {
        let page = format!("---\nowner: {owner}\n---\n");
        let settings = format!("[review]\nowners = {sources}");
        let files = [
            ("handbook.toml", settings.as_str()),
            ("CODEOWNERS", owners),
            ("teams.yml", "teams:\n- id: legal\n- id: sales\n"),
            ("a.md", &page),
        ];
        found_on(date(2024, 1, 1), &files)
    };
    for known in ["People", "'@acme/people'", "acme/platform", "'@ANN'", "[platform, ben@example.org]", "''", "{a: b}", "true"] {
        let found = find("'CODEOWNERS'", known);
        assert_eq!(found.len(), usize::from(known == "true"), "{known} {found:?}");
    }
    assert_eq!(find("'CODEOWNERS'", "poeple"), ["a.md [poeple] there is no `poeple` in `CODEOWNERS`"]);
    assert_eq!(find("['teams.yml#teams.id']", "'#legal'"), [""; 0]);
    assert_eq!(find("['teams.yml#teams.id', 'CODEOWNERS']", "[legal, ann, zoe]").len(), 1);
    assert_eq!(
        find("'people.yml'", "ann"),
        ["handbook.toml ['people.yml'] owners cannot be looked up in `people.yml`: there is no such file"]
    );
    assert_eq!(find("'teams.yml#members'", "ann").len(), 1);
}

/// A handbook on the disk, in a folder of a repository.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        (".git/HEAD", ""),
        (".github/CODEOWNERS", "* @acme/people\n/site/content/pay.md @acme/finance @ann\n"),
        (
            "site/handbook.toml",
            "[site]\ngenerator = 'custom'\ncontent = 'content'\nbase-url = 'https://example.org/hb'\n\n[review]\ninterval = '6 months'\n",
        ),
        ("site/content/leave.md", "---\ntitle: Time\u{1F334} off\nreviewed: 2024-01-31\n---\n"),
        ("site/content/pay.md", "---\ntitle: 'Pay, \"bonus\"; more'\nreviewed: 2024-03-01\n---\n"),
        ("site/content/tools.md", "---\ntitle: Tools\nowner: Ben\nreview_by: 2024-12-20\n---\n"),
        ("site/content/far.md", "---\ntitle: Far\nowner: Ben\nreview_by: 2031-01-01\n---\n"),
        ("site/content/none.md", "# None\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn review(folder: &tempfile::TempDir, arguments: &[&str]) -> Run {
    handbook(&folder.path().join("site"), &[&["review", "--today", "2024-11-22"], arguments].concat())
}

#[test]
fn the_list_is_grouped_by_owner() {
    let folder = sample();
    let run = review(&folder, &[]);
    assert_eq!(
        (run.stdout.as_str(), run.code),
        (
            "@acme/finance: 1 page\n  2024-09-01  2 months ago  content/pay.md  Pay, \"bonus\"; more\n\n\
             @acme/people: 1 page\n  2024-07-31  3 months ago  content/leave.md  Time\u{1F334} off\n\n\
             @ann: 1 page\n  2024-09-01  2 months ago  content/pay.md  Pay, \"bonus\"; more\n\n\
             2 reviews are overdue, 2 are due later (--all lists them)\n1 page names no day of review\n",
            0
        ),
        "{}",
        run.stderr
    );
    let run = review(&folder, &["--within", "30d", "--owner", "ben,nobody"]);
    assert_eq!(
        run.stdout,
        "Ben: 1 page\n  2024-12-20  in 4 weeks  content/tools.md  Tools\n\nNo review is overdue, 1 is coming, 1 is due later (--all lists them)\n"
    );
    assert!(review(&folder, &["--all"]).stdout.contains("2031-01-01  in 6 years"), "{}", run.stdout);
    assert_eq!(review(&folder, &["--within", "soon"]).code, 2);
}

#[test]
fn ci_can_ask_to_fail() {
    let folder = sample();
    assert_eq!(review(&folder, &["--exit-non-zero"]).code, 1);
    assert_eq!(review(&folder, &["--exit-non-zero", "--owner", "Ben", "--all"]).code, 0, "what is coming is no failure");
}

#[test]
fn programs_and_spreadsheets_can_read_it() {
    let folder = sample();
    let run = review(&folder, &["--format", "json", "--all"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&json["version"], &json["today"]), (&1.into(), &"2024-11-22".into()));
    let reviews = json["reviews"].as_array().unwrap();
    let days: Vec<_> = reviews.iter().map(|review| review["days"].as_i64().unwrap()).collect();
    assert_eq!(days, [114, 82, -28, -2231]);
    assert_eq!(reviews[0]["url"], "https://example.org/hb/leave/");
    assert_eq!(reviews[0]["owners_from"], ".github/CODEOWNERS");
    assert_eq!(json["undated"], serde_json::json!(["content/none.md"]));

    let run = review(&folder, &["--output-format", "csv"]);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3, "a row for each owner");
    assert_eq!(rows[1].iter().collect::<Vec<_>>()[..4], ["@acme/finance", "2024-09-01", "true", "82"]);
    assert_eq!(&rows[1][6], "Pay, \"bonus\"; more");
}

#[test]
fn a_calendar_changes_only_when_a_review_does() {
    let folder = sample();
    let on = |day: &str| handbook(&folder.path().join("site"), &["review", "--format", "icalendar", "--today", day]).stdout;
    let calendar = on("2024-11-22");
    assert_eq!(calendar, on("2025-03-01"));
    assert!(calendar.lines().count() > 20 && calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    assert!(!calendar.replace("\r\n", "").contains('\n'));
    let unfolded = calendar.replace("\r\n ", "");
    for part in [
        "DTSTART;VALUE=DATE:20240731\r\n",
        "DTSTAMP:20240131T000000Z\r\n",
        "SUMMARY:Review: Pay\\, \"bonus\"\\; more\r\n",
        "DESCRIPTION:content/pay.md\\nOwner: @acme/finance\\, @ann\\nLast reviewed: 2024-03-01\r\n",
        "URL:https://example.org/hb/leave/\r\n",
        "DTSTART;VALUE=DATE:20310101\r\n",
    ] {
        assert!(unfolded.contains(part), "{part}{unfolded}");
    }
    let ids = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
    let page = folder.path().join("site/content/leave.md");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("2024-01-31", "2024-02-29")).unwrap();
    let moved = on("2024-11-22").replace("\r\n ", "");
    assert_eq!(ids(&moved), ids(&unfolded), "the event moves");
    assert!(moved.contains("DTSTART;VALUE=DATE:20240829"));
}

#[test]
fn the_clock_can_be_set() {
    let handbook_of = copy(&fixture("middleman"));
    let lint = |day: &str| handbook(handbook_of.path(), &["lint", "--select", "review", "--format", "concise", "--today", day]);
    assert_eq!(lint("2026-09-01").code, 0);
    let run = lint("2026-09-02");
    assert_eq!((run.code, run.stdout.contains("index.html.md.erb:5:19: warning[review/overdue] review is due today")), (1, true));
    let run = handbook(handbook_of.path(), &["review", "--today", "2026-09-02"]);
    assert!(run.stdout.starts_with("#people: 1 page\n  2026-09-02  today  source/index.html.md.erb  Harbour"), "{}", run.stdout);
    for wrong in ["2026-13-01", "today", "", "2026-1-1", "2026-09-02T00:00"] {
        assert_eq!(lint(wrong).code, 2, "{wrong}");
    }
}

#[test]
fn without_settings_it_says_what_to_set() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.md", "---\nlast_reviewed_at: 2024-01-01\n---\n");
    let run = handbook(folder.path(), &["review"]);
    assert!(run.stdout.contains("1 page has `last_reviewed_at`"), "{}", run.stdout);
    assert!(run.stdout.ends_with("[review]\ninterval = \"6 months\"\n"));
    let run = handbook(folder.path(), &["review", "--format", "csv"]);
    assert_eq!(run.stdout.lines().count(), 1);
    assert!(run.stderr.contains("add a [review] table"));
    write("a.md", "---\nreview_by: 2024-01-01\n---\n");
    assert!(handbook(folder.path(), &["review"]).stdout.ends_with("\n\n[review]\n"));
    assert_eq!(handbook(folder.path(), &["review", "--exit-non-zero"]).code, 0);
}
