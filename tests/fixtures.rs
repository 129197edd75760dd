//! The handbooks in `fixtures/`: what is reported of each is recorded in `tests/fixtures/`, programs can read it, and fixing
//! settles and loses nothing. `UPDATE=1 cargo test --test fixtures` records what is printed now.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use program::{copy, fixture, handbook, recorded, root, timeless, tree};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// Each with how `handbook lint` ends on it.
const FIXTURES: [(&str, i32); 9] = [
    ("clean", 0),
    ("eleventy", 1),
    ("hugo", 1),
    ("hugo-languages", 1),
    ("jekyll", 1),
    ("nasty", 1),
    ("plain", 1),
    ("raneto", 1),
    ("unbuildable", 1),
];

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let run = handbook(folder, &[&["lint", "--format", "json", "--exit-zero"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).expect("the report is JSON")
}

#[test]
fn reports_are_those_recorded() {
    for (name, code) in FIXTURES {
        let run = handbook(&fixture(name), &["lint", "--format", "concise"]);
        assert_eq!(run.code, code, "{name}: {}", run.stderr);
        recorded(&root().join(format!("tests/fixtures/{name}.report.txt")), &timeless(&run.stdout));
    }
}

#[test]
fn menus_and_addresses_are_those_recorded() {
    for (name, _) in FIXTURES {
        for command in ["nav", "routes"] {
            let run = handbook(&fixture(name), &[command]);
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{name}");
            recorded(&root().join(format!("tests/fixtures/{name}.{command}.txt")), &run.stdout);
        }
    }
}

#[test]
fn nothing_is_wrong_with_the_clean_handbook_whatever_is_asked() {
    let run = handbook(&fixture("clean"), &["lint", "--fail-on", "info"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
}

/// The house's contract with programs, version 1.
#[test]
fn json_is_what_was_promised() {
    for (name, _) in FIXTURES {
        let folder = fixture(name);
        let report = json(&folder, &[]);
        assert_eq!(report["version"], 1);
        let diagnostics = report["diagnostics"].as_array().expect("a list");
        let count = |severity: &str| diagnostics.iter().filter(|found| found["severity"] == severity).count() as u64;
        let summary = &report["summary"];
        let told = ["errors", "warnings", "infos"].map(|key| summary[key].as_u64().expect("a number"));
        assert_eq!(told, ["error", "warning", "info"].map(count), "{name}");
        assert!(summary["pages"].as_u64() > Some(3), "{name}");
        for key in ["checked", "broken", "external"] {
            assert!(summary["links"][key].is_u64(), "{name}: {key}");
        }
        assert!(summary["links"]["skipped"].is_object());

        for found in diagnostics {
            let rule = found["rule"].as_str().expect("a rule");
            assert!(!found["message"].as_str().expect("a message").is_empty());
            assert!(found["help"].is_string() || found["help"].is_null());
            if let Some(link) = found.get("link") {
                let about_links = rule.starts_with("links/") || rule == "i18n/wrong-locale-link";
                assert!(about_links && link["written"].is_string(), "{name}: {found}");
            }
            check_range(&folder, found);
            for related in found["related"].as_array().expect("a list") {
                assert!(related["message"].is_string(), "{rule}");
                check_range(&folder, related);
            }
            if let Some(fix) = found["fix"].as_object() {
                assert!(fix["title"].is_string(), "{rule}");
                assert!(["safe", "unsafe"].contains(&fix["applicability"].as_str().unwrap_or_default()), "{rule}");
                for edit in fix["edits"].as_array().expect("a list") {
                    assert!(edit["text"].is_string(), "{rule}");
                    check_range(&folder, edit);
                }
            }
        }
    }
}

/// Lines and columns agree with the offsets, in a file that is there.
fn check_range(folder: &Path, place: &Value) {
    let path = place["path"].as_str().expect("a path");
    let Ok(text) = String::from_utf8(fs::read(folder.join(path)).expect("the file is there")) else { return };
    let offsets = ["start", "end"].map(|end| {
        let at = &place["range"][end];
        let number = |key: &str| at[key].as_u64().expect("a number") as usize;
        let before = text.get(..number("offset")).expect("an offset between characters");
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[line_start..].chars().filter(|&c| c != '\u{feff}').count() + 1;
        assert_eq!(number("line"), before.matches('\n').count() + 1, "{place}");
        assert_eq!(number("column"), column, "{place}");
        number("offset")
    });
    assert!(offsets[0] <= offsets[1], "{place}");
}

#[test]
fn the_number_of_threads_never_shows() {
    for (name, _) in FIXTURES {
        let folder = fixture(name);
        let run = |threads| handbook(&folder, &["lint", "--format", "json", "--exit-zero", "-j", threads]).stdout;
        let first = run("1");
        for threads in ["1", "4"] {
            assert_eq!(run(threads), first, "{name} with {threads} threads");
        }
    }
}

/// The report's edits, applied by what the contract says of them, make what `--fix` makes: so nothing but these spans changes,
/// and byte order marks and line ends stay.
#[test]
fn fixing_does_what_the_report_offers_and_no_more() {
    for (name, _) in FIXTURES {
        for (flags, allowed) in [(&["--fix"][..], &["safe"][..]), (&["--fix", "--unsafe-fixes"], &["safe", "unsafe"])] {
            let (fixed, by_hand) = (copy(&fixture(name)), copy(&fixture(name)));
            let broken = unreadable(&json(fixed.path(), &[]));
            let run = handbook(fixed.path(), &[&["lint", "--exit-zero"], flags].concat());
            assert_eq!(run.code, 0, "{name}: {}", run.stderr);
            assert!(!run.stderr.contains("please report"), "{name}: {}", run.stderr);

            let mut rounds = 0;
            while apply(by_hand.path(), &json(by_hand.path(), &[]), allowed) {
                rounds += 1;
                assert!(rounds < 10, "{name} does not settle");
            }
            let (fixed_tree, wanted) = (tree(fixed.path()), tree(by_hand.path()));
            assert_eq!(fixed_tree.len(), wanted.len(), "{name}: no file comes or goes");
            if let Some((got, wanted)) = fixed_tree.into_iter().zip(wanted).find(|(got, wanted)| got != wanted) {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                panic!("{name}/{}: fixed\n{}\nwanted\n{}", got.0, text(&got.1), text(&wanted.1));
            }

            let before = tree(fixed.path());
            let again = handbook(fixed.path(), &[&["lint", "--exit-zero", "--format", "json"], flags].concat());
            let report: Value = serde_json::from_str(&again.stdout).expect("the report is JSON");
            assert_eq!(report["summary"]["fixed"], 0, "{name}: the second time there is nothing to fix");
            assert!(before == tree(fixed.path()), "{name}: the second time nothing changes");
            let now = unreadable(&report);
            assert!(now.is_subset(&broken), "{name}: no front matter breaks, but {now:?} against {broken:?}");
        }
    }
}

/// The pages whose front matter cannot be read.
fn unreadable(report: &Value) -> BTreeSet<String> {
    let found = report["diagnostics"].as_array().expect("a list").iter();
    let broken = found.filter(|found| found["rule"] == "front-matter/syntax" || found["rule"] == "front-matter/unclosed");
    broken.map(|found| found["path"].as_str().expect("a path").to_owned()).collect()
}

/// Applies the fixes of a report that do not overlap, first come first served; whether there was one.
fn apply(folder: &Path, report: &Value, allowed: &[&str]) -> bool {
    let mut taken: Vec<(String, usize, usize, String)> = Vec::new();
    for found in report["diagnostics"].as_array().expect("a list") {
        let fix = &found["fix"];
        if !allowed.contains(&fix["applicability"].as_str().unwrap_or_default()) {
            continue;
        }
        let edits: Vec<_> = fix["edits"].as_array().expect("a list").iter().map(edit).collect();
        let meets = |a: &(String, usize, usize, String), b: &(String, usize, usize, String)| {
            a.0 == b.0 && ((a.1 < b.2 && b.1 < a.2) || (a.1, a.2) == (b.1, b.2))
        };
        if !edits.iter().any(|edit| taken.iter().any(|other| meets(edit, other))) {
            taken.extend(edits);
        }
    }
    taken.sort_by(|a, b| b.cmp(a));
    for (path, start, end, text) in &taken {
        let path = folder.join(path);
        let mut bytes = fs::read(&path).expect("the file is there");
        bytes.splice(start..end, text.bytes());
        fs::write(path, bytes).expect("the file can be written");
    }
    !taken.is_empty()
}

fn edit(edit: &Value) -> (String, usize, usize, String) {
    let offset = |end: &str| edit["range"][end]["offset"].as_u64().expect("an offset") as usize;
    let text = |key: &str| edit[key].as_str().expect("a text").to_owned();
    (text("path"), offset("start"), offset("end"), text("text"))
}

#[test]
fn byte_order_marks_and_line_ends_stay() {
    let folder = copy(&fixture("nasty"));
    let read = |name: &str| fs::read(folder.path().join(name)).expect("the file is there");
    let before = (read("latin-1.md"), read("utf-16.md"), read("binary.md"));
    handbook(folder.path(), &["lint", "--fix"]);
    assert_eq!(String::from_utf8_lossy(&read("bom.md")).matches("The mark").count(), 1, "the fix is done");
    assert!(read("bom.md").starts_with("\u{feff}---".as_bytes()));
    let crlf = String::from_utf8(read("crlf.md")).expect("UTF-8");
    assert!(crlf.contains("\r\nThe line ends stay.") && crlf.matches('\n').count() == crlf.matches("\r\n").count());
    assert_eq!((read("latin-1.md"), read("utf-16.md"), read("binary.md")), before, "what is not UTF-8 is left alone");
}

#[cfg(unix)]
#[test]
fn links_that_run_in_circles_end() {
    let folder = copy(&fixture("clean"));
    std::os::unix::fs::symlink(folder.path().join("content"), folder.path().join("content/loop")).expect("a link");
    std::os::unix::fs::symlink("nowhere", folder.path().join("content/dangling.md")).expect("a link");
    for number in 0..20 {
        std::os::unix::fs::symlink("nowhere", folder.path().join(format!("content/dangling-{number}.md"))).expect("a link");
    }
    let run = handbook(folder.path(), &["lint"]);
    assert!(run.code == 0 && run.stdout.contains("4 pages"), "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stderr.lines().count(), 6, "some are named, the others counted: {}", run.stderr);
    assert_eq!(handbook(folder.path(), &["lint", "--verbose"]).stderr.matches("dangling").count(), 21);
}
