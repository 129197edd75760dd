//! What is predicted of the handbooks in `fixtures/` is what their real generators build: `handbook verify` finds no difference.
//! `tests/built/NAME/` holds what a generator made of `fixtures/NAME/`; `tests/built/rebuild NAME` records it anew.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use program::{fixture, handbook, root};
use serde_json::Value;
use std::fs;

/// The recorded sites.
fn recorded() -> Vec<String> {
    let folder = fs::read_dir(root().join("tests/built")).expect("the folder");
    let entries = folder.map(|entry| entry.expect("an entry")).filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn predictions_are_what_generators_build() {
    let names = recorded();
    assert!(names.len() > 1, "{names:?}");
    let mut wrong = Vec::new();
    for name in names {
        let folder = fixture(&name);
        if !folder.is_dir() {
            wrong.push(format!("tests/built/{name} is of no fixture"));
            continue;
        }
        let built = root().join("tests/built").join(&name);
        let built = built.to_str().expect("a path");
        let run = handbook(root(), &["verify", built, &format!("fixtures/{name}"), "--limit", "50"]);
        if run.code != 0 || !run.stderr.is_empty() {
            wrong.push(format!("{name}:\n{}{}", run.stderr, run.stdout));
        }
        let run = handbook(root(), &["verify", built, &format!("fixtures/{name}"), "--format", "json"]);
        let report: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
        for section in ["routes", "anchors", "links", "navigation"] {
            let is_noted = section == "navigation" && report[section]["note"].is_string();
            if report[section]["compared"].as_u64().unwrap_or_default() == 0 && !is_noted {
                wrong.push(format!("{name}: no {section} were compared"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Every record can be made again.
#[test]
fn every_record_has_its_script() {
    for name in recorded() {
        assert!(root().join(format!("tests/built/{name}.sh")).is_file(), "tests/built/{name}.sh is missing");
    }
}
