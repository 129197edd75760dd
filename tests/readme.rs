//! What the README and the other documents say is so. `UPDATE=1 cargo test --test readme` writes what is printed now.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod picture;
mod program;

use handbook_lint::{config::Config, path::SitePath, rules, rules::RULES};
use program::{handbook, recorded, root, timeless, update};
use std::{fmt::Write, fs, sync::Mutex};

/// Two tests write the README.
static README: Mutex<()> = Mutex::new(());

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the document is there").replace("\r\n", "\n")
}

/// The byte ranges of what stands in the fences of this language.
fn fences(text: &str, language: &str) -> Vec<std::ops::Range<usize>> {
    let open = format!("\n```{language}\n");
    let starts = text.match_indices(&open).map(|(at, open)| at + open.len());
    starts.filter_map(|start| Some(start..start + text[start..].find("```\n")?)).collect()
}

/// The README and the pages in `docs`.
fn documents() -> Vec<String> {
    let mut names = vec!["README.md".to_owned()];
    for entry in fs::read_dir(root().join("docs")).expect("the folder is there").flatten() {
        names
            .extend(entry.file_name().into_string().ok().filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}")));
    }
    names.sort();
    names
}

/// Each `$ handbook …` with what it prints; the time of a run is not compared.
#[test]
fn console_blocks_are_what_is_printed() {
    let _guard = README.lock();
    let mut seen = 0;
    for name in documents() {
        let text = read(&name);
        let mut now = text.clone();
        for block in fences(&text, "console").into_iter().rev() {
            seen += 1;
            let mut printed = String::new();
            for command in text[block.clone()].lines().filter_map(|line| line.strip_prefix("$ ")) {
                let words: Vec<&str> = command.split(' ').collect();
                assert_eq!(words[0], "handbook", "{command}");
                let run = handbook(root(), &words[1..]);
                writeln!(printed, "$ {command}\n{}{}", run.stderr, run.stdout).expect("a string");
            }
            let printed = format!("{}\n", printed.trim_end());
            if timeless(&printed) != timeless(&text[block.clone()]) {
                now.replace_range(block, &timeless(&printed));
            }
        }
        write_or_compare(&name, &text, &now);
    }
    assert!(seen > 3);
}

fn write_or_compare(name: &str, text: &str, now: &str) {
    if update() && text != now {
        fs::write(root().join(name), now).expect("the document can be written");
    } else {
        assert!(text == now, "{name} is out of step (UPDATE=1 writes it):\n{now}");
    }
}

/// The table of groups is counted.
#[test]
fn rules_are_counted() {
    let _guard = README.lock();
    const MARKS: [&str; 2] = ["<!-- rules -->\n", "<!-- /rules -->\n"];
    let text = read("README.md");
    let start = text.find(MARKS[0]).expect("the mark") + MARKS[0].len();
    let end = text.find(MARKS[1]).expect("the mark");
    let on = |rule: &&handbook_lint::rule::Rule| rule.info().severity.is_some();
    let all = rules::book().rules();
    let mut table = format!("{} rules, {} of them on by default:\n\n", all.len(), all.iter().copied().filter(on).count());
    table.push_str("| Group | Rules | On | For example |\n| --- | --- | --- | --- |\n");
    for group in RULES.iter().filter(|group| !group.is_empty()) {
        let name = group[0].group();
        let example = group.iter().find(|rule| rule.info().severity.is_some()).unwrap_or(&group[0]);
        let on = group.iter().copied().filter(on).count();
        let link = format!("[`{name}`](rules/README.md#{name})");
        writeln!(table, "| {link} | {} | {on} | {} |", group.len(), example.info().summary).expect("a string");
    }
    let mut now = text.clone();
    now.replace_range(start..end, &table);
    write_or_compare("README.md", &text, &now);
}

/// Every setting that is shown can be used.
#[test]
fn settings_can_be_used() {
    let mut seen = 0;
    for name in documents() {
        let text = read(&name);
        for block in fences(&text, "toml") {
            seen += 1;
            let config = Config::parse(&SitePath::new("handbook.toml").expect("a path"), &text[block.clone()]);
            let problems: Vec<_> = config.problems.iter().map(|problem| &problem.message).collect();
            assert!(problems.is_empty(), "{name}: {problems:?}\n{}", &text[block]);
        }
    }
    assert!(seen > 5);
}

/// The table of layers has them in their order.
#[test]
fn layers_are_listed() {
    let lib = read("src/lib.rs");
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let text = read("ARCHITECTURE.md");
    let rows: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(name, _)| name)).collect();
    assert_eq!(rows, modules);
}

/// The hooks run, on the files that pre-commit would hand them.
#[test]
fn hooks_run() {
    let text = read(".pre-commit-hooks.yaml");
    let entries: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("entry: handbook ")).collect();
    assert_eq!(entries.len(), text.matches("- id: ").count());
    let folder = program::copy(&program::fixture("clean"));
    for entry in entries {
        let words: Vec<&str> = entry.split(' ').chain(["content/index.md", "content/boats.md"]).collect();
        let run = handbook(folder.path(), &words);
        assert_eq!(run.code, 0, "{entry}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("2 pages"), "{entry}: {}", run.stdout);
    }
}

/// The picture is a report as a terminal shows it.
#[test]
fn the_picture_is_a_report() {
    let page = "fixtures/eleventy/content/handbook/leave.md";
    let run = handbook(root(), &["lint", page, "--color", "always"]);
    let svg = picture::svg(&format!("$ handbook lint {page}"), &timeless(&run.stdout));
    recorded(&root().join("docs/report.svg"), &svg);
}
