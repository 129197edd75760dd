//! `handbook init` writes what is true already: the settings and the schema that it makes change no report.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use handbook_lint::{draft::SCHEMA, path::SitePath, session::read_settings};
use program::{copy, handbook, root, timeless, tree};
use std::fs;

/// The names of all handbooks in `fixtures/`.
fn fixtures() -> Vec<String> {
    let folders = fs::read_dir(root().join("fixtures")).unwrap().map(|entry| entry.unwrap());
    let folders = folders.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn problems(text: &str) -> Vec<String> {
    let settings = read_settings(&SitePath::new("handbook.toml").unwrap(), text);
    settings.problems.iter().map(|problem| problem.message.to_string()).collect()
}

/// A handbook of these pages, in a repository of its own.
fn site(pages: &[(String, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (path, text) in pages {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// `count` pages with the front matter that `block` gives the page of each number.
fn pages(folder: &str, count: usize, block: impl Fn(usize) -> String) -> Vec<(String, String)> {
    (0..count).map(|at| (format!("{folder}/page{at:02}.md"), format!("---\n{}\n---\n\n# Page\n", block(at)))).collect()
}

/// The settings that `init` writes.
fn drafted(pages: &[(String, String)]) -> String {
    let site = site(pages);
    let init = handbook(site.path(), &["init"]);
    assert_eq!(init.code, 0, "{}", init.stderr);
    let text = fs::read_to_string(site.path().join("handbook.toml")).unwrap();
    assert_eq!(problems(&text), [""; 0], "{text}");
    let lint = handbook(site.path(), &["lint", "--select", "front-matter/required,front-matter/type,front-matter/unique"]);
    assert_eq!(lint.code, 0, "{text}\n{}", lint.stdout);
    text
}

#[test]
fn what_init_writes_changes_no_report() {
    for name in fixtures() {
        let site = copy(&program::fixture(&name));
        let folder = site.path();
        let _ = fs::remove_file(folder.join("handbook.toml"));
        let before = handbook(folder, &["lint", "--format", "concise"]);
        let init = handbook(folder, &["init"]);
        assert_eq!(init.code, 0, "{name}: {}", init.stderr);
        let text = fs::read_to_string(folder.join("handbook.toml")).unwrap();
        assert_eq!(problems(&text), [""; 0], "{name}:\n{text}");
        // Without the marks it says the same, only louder.
        let unmark = |line: &str| {
            let setting = line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with("[["));
            format!("{}\n", setting.unwrap_or(line))
        };
        let loud: String = text.lines().map(unmark).collect();
        assert_eq!(problems(&loud), [""; 0], "{name}:\n{loud}");
        let after = handbook(folder, &["lint", "--format", "concise"]);
        assert_eq!((timeless(&before.stdout), before.code), (timeless(&after.stdout), after.code), "{name}:\n{text}");
        let again = handbook(folder, &["init"]);
        assert_eq!(again.code, 2, "{name}: a second init replaces nothing");
        assert_eq!(fs::read_to_string(folder.join("handbook.toml")).unwrap(), text, "{name}");
        let forced = handbook(folder, &["init", "--force"]);
        assert_eq!(forced.code, 0, "{name}: {}", forced.stderr);
        assert!(forced.stdout.contains("Kept"), "{name}: what is found out is found out again:\n{}", forced.stdout);
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_is_one_and_every_page_fits_it() {
    let mut seen = 0;
    for name in fixtures() {
        let site = copy(&program::fixture(&name));
        let folder = site.path();
        let _ = fs::remove_file(folder.join("handbook.toml"));
        let init = handbook(folder, &["init"]);
        assert_eq!(init.code, 0, "{name}");
        let Ok(text) = fs::read_to_string(folder.join(SCHEMA)) else {
            assert!(init.stdout.contains("Front matter  none"), "{name}: no schema was written:\n{}", init.stdout);
            continue;
        };
        seen += 1;
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}:\n{text}");
        assert!(jsonschema::draft7::meta::is_valid(&schema), "many editors know no later draft; {name}:\n{text}");
        let settings = fs::read_to_string(folder.join("handbook.toml")).unwrap();
        fs::write(folder.join("handbook.toml"), format!("{settings}\n[[front-matter]]\nschema = \"{SCHEMA}\"\n")).unwrap();
        // A comment that names no rule is told whatever is selected.
        let only = ["--select", "front-matter/schema,lint/config", "--ignore", "lint/unknown-rule"];
        let lint = handbook(folder, &[&["lint", "--format", "concise"][..], &only].concat());
        assert_eq!(lint.code, 0, "{name}:\n{}{}\n{text}", lint.stdout, lint.stderr);
    }
    assert!(seen > 8, "most handbooks have front matter, and {seen} have a schema");
}

#[test]
fn only_what_every_page_has_is_required() {
    let most = |at| if at == 7 { format!("title: Page {at}") } else { format!("title: Page {at}\nowner: Team {}", at % 2) };
    let text = drafted(&pages("docs", 40, most));
    assert!(text.contains("\"title\",") && text.contains("# on all 40 pages"), "{text}");
    assert!(text.contains("# \"owner\",") && text.contains("# on 39 of 40, not on docs/page07.md"), "{text}");
    assert!(text.contains("unique = [\"title\"]"), "{text}");
    // One page without front matter is enough.
    let mut more = pages("docs", 40, most);
    more.push(("docs/bare.md".to_owned(), "# Bare\n".to_owned()));
    let text = drafted(&more);
    assert!(text.contains("# required = [\"title\"") && !text.contains("\nrequired"), "{text}");
}

#[test]
fn values_are_a_choice_where_each_is_used_again_and_again() {
    let status = |at: usize| ["draft", "agreed", "retired"][at % 3];
    let text = drafted(&pages("docs", 30, |at| format!("status: {}", status(at))));
    assert!(text.contains("enum.status = [\"agreed\", \"draft\", \"retired\"]"), "{text}");
    assert!(text.contains("10, 10 and 10"), "{text}");
    let slip = |at: usize| if at == 4 { "agreeed" } else { status(at) };
    let text = drafted(&pages("docs", 30, |at| format!("status: {}", slip(at))));
    assert!(text.contains("# enum.status = ") && text.contains("on 29 of 30 pages") && !text.contains("\nenum"), "{text}");
    let text = drafted(&pages("docs", 30, |at| format!("status: {}", if at < 15 { "draft" } else { "only here" })));
    assert!(text.contains("\nenum.status"), "{text}");
    let text = drafted(&pages("docs", 30, |at| format!("status: s{}", at % 14)));
    assert!(!text.contains("enum"), "so many values are no choice:\n{text}");
}

#[test]
fn dates_are_asked_for_in_the_forms_that_pages_use() {
    let text = drafted(&pages("docs", 20, |at| format!("reviewed: 2024-01-{:02}", at + 1)));
    assert!(text.contains("date.reviewed = \"%Y-%m-%d\"") && text.contains("as in 2024-01-01"), "{text}");
    assert!(!text.contains("allow-future"), "what was reviewed was not reviewed tomorrow:\n{text}");
    let text = drafted(&pages("docs", 20, |at| format!("due: 2124-01-{:02}", at + 1)));
    assert!(text.contains("allow-future = [\"due\"]"), "{text}");
    let text = drafted(&pages("docs", 20, |at| format!("date: 0{}/0{}/2024", at % 9 + 1, at % 8 + 1)));
    assert!(!text.contains("%d"), "nobody can tell day and month:\n{text}");
}

#[test]
fn groups_of_pages_are_held_to_what_is_theirs() {
    let mut files = pages("docs", 20, |at| format!("title: Page {at}"));
    files.extend(pages("docs/blog", 12, |at| format!("title: Post {at}\nauthor: Ann {at}\nyear: 2024")));
    let text = drafted(&files);
    assert!(text.contains("# The 12 pages in `docs/blog`") && text.contains("files = [\"docs/blog/*.md\"]"), "{text}");
    assert!(text.contains("required = [\"author\", \"year\"]"), "{text}");
    // A table that some pages have.
    let menu = |at: usize| if at.is_multiple_of(2) { format!("menu:\n  key: {at}\n  order: {at}") } else { "a: b".to_owned() };
    let text = drafted(&pages("docs", 40, menu));
    assert!(text.contains("when = [\"menu\"]") && text.contains("required = [\"menu.key\", \"menu.order\"]"), "{text}");
}

#[test]
fn names_are_written_so_that_they_mean_themselves() {
    let block = |at: usize| format!("\"a \\\"b\\\" # c\": x{at}\n'd.e': true\n\"\\u0001\\u007f\": 1\ntitle: \"\\u0007 {at}\"");
    let files = pages("docs [new] {x}", 20, block);
    let text = drafted(&files);
    assert!(text.contains(r#""a \"b\" # c""#) && text.contains(r#""d.e""#) && !text.contains(['\u{1}', '\u{7f}']), "{text}");
}

#[test]
fn slips_are_made_no_convention() {
    let block = |at: usize| if at < 5 { format!("relatde_order: {at}") } else { format!("related_order: {at}") };
    let text = drafted(&pages("docs", 200, block));
    assert!(text.contains("related_order") && !text.contains("relatde_order"), "{text}");
}

#[test]
fn replacing_is_told() {
    let site = site(&pages("docs", 10, |at| format!("title: Page {at}")));
    let folder = site.path();
    let former = "# Ours.\n[lint]\nrequire-reason = true\n\n# Old.\n[[front-matter]]\nlength = { title = { max = 70 } }\n# part of it\n\n# Remember.\n\n\
                  [front-matter.types]\ntitle = \"string\"\n\n# The site.\n[site]\nbase-url = \"https://example.org\"\n\
                  redirect-keys = [\n  \"former\",\n]\n";
    fs::write(folder.join("handbook.toml"), former).unwrap();
    let files = tree(folder);
    let refused = handbook(folder, &["init"]);
    assert_eq!((refused.code, &*refused.stdout), (2, ""));
    assert!(
        refused.stderr.contains("handbook.toml is there already") && refused.stderr.contains("--force"),
        "{}",
        refused.stderr
    );
    let dry = handbook(folder, &["init", "--dry-run"]);
    assert_eq!(dry.code, 0);
    assert!(dry.stdout.contains("==> handbook.toml <==") && dry.stdout.contains(&format!("==> {SCHEMA} <==")), "{}", dry.stdout);
    assert_eq!(tree(folder), files, "nothing is written");
    let forced = handbook(folder, &["init", "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    assert!(forced.stdout.contains("Replaced handbook.toml"), "{}", forced.stdout);
    assert!(forced.stdout.contains("`front-matter.length`"), "what is lost is named: {}", forced.stdout);
    let text = fs::read_to_string(folder.join("handbook.toml")).unwrap();
    let kept =
        "# Ours.\n[lint]\nrequire-reason = true\n\n# Remember.\n\n# The site.\n[site]\nbase-url = \"https://example.org\"\n";
    assert!(
        text.starts_with(kept) && !text.contains("# Old.") && !text.contains("part of it") && !text.contains("length"),
        "what is no front matter stays:\n{text}"
    );
    assert!(text.contains("types.title = \"string\""), "{text}");
    assert_eq!(problems(&text), [""; 0], "{text}");
    let again = handbook(folder, &["init", "--force"]);
    assert_eq!(fs::read_to_string(folder.join("handbook.toml")).unwrap(), text, "{}", again.stdout);
    // A schema alone is not replaced either.
    fs::remove_file(folder.join("handbook.toml")).unwrap();
    let refused = handbook(folder, &["init"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains(SCHEMA), "{}", refused.stderr);
}

#[test]
fn without_pages_nothing_is_written() {
    let site = site(&[("notes.txt".to_owned(), "text".to_owned())]);
    let init = handbook(site.path(), &["init"]);
    assert_eq!(init.code, 2);
    assert!(init.stderr.contains("no page was found"), "{}", init.stderr);
    assert!(!site.path().join("handbook.toml").exists());
}
