//! Front matter held against the other pages, without a word in `handbook.toml`.

use handbook_lint::{
    config::Config,
    fixer::Relint,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};

/// An Eleventy handbook: on each of `count` pages the front matter that `usual` makes of its number, and one page more.
fn open(count: usize, usual: impl Fn(usize) -> String, odd: &str, config: &str) -> Session {
    let mut files = vec![(".eleventy.js".to_owned(), "module.exports = () => ({ dir: { input: 'c' } });".to_owned())];
    files.extend((0..count).map(|at| (format!("c/p{at}.md"), format!("---\n{}\n---\n\nText.\n", usual(at)))));
    files.push(("c/odd.md".to_owned(), format!("---\n{odd}\n---\n\nText.\n")));
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), config);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    Session::open(Workspace::in_memory(files), config, rules)
}

/// What is said of the odd page: line and column, severity, rule, message, and what to do.
fn odd(session: &Session) -> Vec<String> {
    let found = session.diagnostics();
    let odd = found.iter().filter(|one| one.at.path.as_str() == "c/odd.md" && one.rule.to_string().starts_with("front-matter/"));
    odd.map(|one| {
        let rule = one.rule.to_string().replace("front-matter/", "");
        format!("{:?} {rule}: {} ({})", one.severity, one.message, one.help.as_deref().unwrap_or_default())
    })
    .collect()
}

fn told(count: usize, usual: &str, odd_one: &str) -> Vec<String> {
    odd(&open(count, |_| usual.to_owned(), odd_one, ""))
}

#[track_caller]
fn quiet(count: usize, usual: &str, odd_one: &str) {
    assert_eq!(told(count, usual, odd_one), [""; 0], "{odd_one} among {count} {usual}");
}

#[test]
fn another_type_than_on_all_other_pages_is_told() {
    assert_eq!(
        told(38, "order: 10", "order: \"20\""),
        ["Warning type: `order` is text, but a number on 38 of 39 pages that have it (Write `20`)"]
    );
    assert_eq!(
        told(10, "order: 10", "order: 1O"),
        [
            "Warning type: `order` is text, but a number on 10 of 11 pages that have it (Write a number, or say in `handbook.toml` what `order` may be)"
        ]
    );
    assert_eq!(
        told(12, "pending: false", "pending: ture"),
        ["Warning type: `pending` is text, but `true` or `false` on 12 of 13 pages that have it (Write `true`)"]
    );
    assert_eq!(
        told(12, "tags: [a, b]", "tags: leave, pay"),
        ["Warning type: `tags` is text, but a list on 12 of 13 pages that have it (Write `[leave, pay]`)"]
    );
    assert_eq!(told(12, "title: A", "title: [B, C]").len(), 1);
    assert_eq!(told(12, "nav:\n  order: 1", "nav:\n  order: first").len(), 1, "keys in tables, too");
}

#[test]
fn what_themes_take_both_ways_is_let_alone() {
    quiet(100, "tags: [a, b]", "tags: a");
    quiet(100, "tags: a", "tags: [a, b]");
    quiet(100, "author: ann", "author: [ann, ben]");
    quiet(100, "layout: page.njk", "layout: false");
    quiet(100, "title: Leave", "title: 404");
    quiet(100, "image:\n  src: a.png", "image: b.png");
    quiet(100, "toc: true", "toc: 3");
    quiet(100, "date: 2024-01-31", "date:\n  created: 2024-01-31");
    quiet(40, "sidebar: false", "sidebar: guides");
    quiet(100, "order: 10", "order:");
    quiet(100, "order: 10", "order: {{ at }}");
    quiet(9, "order: 10", "order: \"20\"");
    let mixed = open(40, |at: usize| if at.is_multiple_of(4) { "level: 1" } else { "level: staff" }.to_owned(), "level: 2", "");
    assert_eq!(odd(&mixed), [""; 0]);
}

#[test]
fn a_slip_for_a_common_value_is_told() {
    let status = |at: usize| format!("status: {}", ["published", "published", "draft"][at % 3]);
    let found = odd(&open(30, status, "status: publihsed", ""));
    assert_eq!(
        found,
        ["Warning value: `publihsed` is probably a slip: `status` is `published` on 20 pages here (Write `published`)"]
    );
    assert_eq!(odd(&open(30, status, "status: Draft", "")).len(), 1);
    assert_eq!(odd(&open(30, status, "status: archived", "")), [""; 0], "another word");
    assert_eq!(told(20, "tags: [travel, leave]", "tags: [travle]").len(), 1, "items of lists");
    quiet(100, "image: /a/cover.png", "image: /b/cover.png");
    quiet(100, "version: v1", "version: v2");
    quiet(100, "tags: [plan]", "tags: [plans]");
    quiet(100, "owner: '@ann-b'", "owner: '@anne-b'");
}

#[test]
fn names_that_differ_by_nature_hide_no_slip() {
    let types =
        |at: usize| if at.is_multiple_of(2) { "returns: page.Pages".to_owned() } else { format!("returns: type.Of{at}{at}") };
    assert_eq!(odd(&open(60, types, "returns: page.Pagers", "")), [""; 0]);
}

#[test]
fn a_date_unlike_all_others_is_told() {
    let day = |at: usize| format!("reviewed: 2024-{:02}-{:02}", at % 12 + 1, at % 28 + 1);
    let found = odd(&open(20, day, "reviewed: 31/01/2024", ""));
    assert_eq!(
        found,
        [
            "Warning date: `reviewed` is `31/01/2024`, but written like `2024-01-31` on 20 of 21 pages that have it (Write `2024-01-31`)"
        ]
    );
    let found = odd(&open(20, day, "reviewed: 2O24-01-31", ""));
    assert_eq!(
        found,
        [
            "Warning date: `reviewed` is `2O24-01-31`, but a date like `2024-01-31` on 20 of 21 pages that have it (Write the day like `2024-01-31`)"
        ]
    );
    for broken in ["2024-13-01", "'2024-02-30'", "2024-1-5", "16/05/2025T17:00:00.000Z", "202401-31"] {
        assert_eq!(odd(&open(20, day, &format!("reviewed: {broken}"), "")).len(), 1, "{broken}");
    }
    for fine in ["2024-01-31T10:00:00Z", "'2024-01-31'", "never", "yyyy-mm-dd", "", "[2024-01-31]"] {
        assert_eq!(odd(&open(20, day, &format!("reviewed: {fine}"), "")), [""; 0], "{fine}");
    }
}

#[test]
fn the_one_value_that_is_there_twice_is_told() {
    let text = |at: usize| format!("description: What everybody here should know about matter number {at}\nauthor: person {at}");
    let found = odd(&open(24, text, "description: What everybody here should know about matter number 3\nauthor: person 4", ""));
    assert_eq!(
        found,
        [
            "Warning unique: `description` is the same on `c/p3.md`, and differs on all 23 other pages that have it (Give each page a value of its own)"
        ]
    );
    let id = |at: usize| format!("id: hb-{at}");
    assert_eq!(odd(&open(12, id, "id: hb-3", "")).len(), 1);
    let twice = |at: usize| format!("id: hb-{}", at / 2);
    assert_eq!(odd(&open(40, twice, "id: hb-3", "")), [""; 0], "a habit");
}

#[test]
fn settings_end_the_guessing() {
    let number = |_| "order: 10".to_owned();
    let asked = "[[front-matter]]\ntypes = { order = [\"integer\", \"string\"] }\n";
    assert_eq!(odd(&open(30, number, "order: first", asked)), [""; 0]);
    let off = "[rules.\"front-matter/type\"]\ninfer = false\n";
    assert_eq!(odd(&open(30, number, "order: first", off)), [""; 0]);
    let status = |_| "status: published".to_owned();
    let asked = "[[front-matter]]\nenum = { status = [\"published\", \"Published\"] }\n";
    assert_eq!(odd(&open(30, status, "status: Published", asked)), [""; 0]);
}

#[test]
fn fixes_are_offered_and_mend() {
    let mut session =
        open(30, |_| "order: 10\ntoc: true\nstatus: 'draft'".to_owned(), "order: '20'\ntoc: flase\nstatus: 'drfat'", "");
    let path = SitePath::new("c/odd.md").unwrap();
    let mut text = Relint::text(&session, &path).unwrap().to_string();
    let mut edits: Vec<_> = session.diagnostics().into_iter().filter_map(|one| one.fix).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    assert_eq!(text, "---\norder: 20\ntoc: false\nstatus: 'draft'\n---\n\nText.\n");
    session.edit(&path, text);
    assert_eq!(odd(&session), [""; 0]);
}
