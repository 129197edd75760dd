//! The spans of YAML hold: what stands at the place of a value, read again, is that value.

#![allow(clippy::disallowed_methods, clippy::print_stderr)] // the suite is read from a folder of the user's, and summed up for them

mod check;
mod generate;

use check::check;
use generate::document;
use handbook_lint::{
    page::{
        dialect::FrontMatterDialect,
        front_matter::{Data, FrontMatter, Node, Syntax, read_data},
    },
    text::Span,
};
use proptest::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The texts of all scalars and the names of all keys, in the order of the text.
fn contents(node: &Node, values: &mut Vec<String>, keys: &mut Vec<String>) {
    match &node.data {
        Data::Scalar(scalar) => values.push(scalar.text.to_string()),
        Data::Alias(_) => {}
        Data::Sequence(items) => items.iter().for_each(|item| contents(item, values, keys)),
        Data::Mapping(entries) => entries.iter().for_each(|entry| {
            keys.push(entry.written().to_owned());
            contents(&entry.value, values, keys);
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_value_stands_where_its_span_says(document in document()) {
        let Some(root) = read_data(&document.text, Syntax::Yaml) else { panic!("not read:\n{}", document.text) };
        let (mut values, mut keys) = (Vec::new(), Vec::new());
        contents(&root, &mut values, &mut keys);
        prop_assert_eq!((&values, &keys), (&document.values, &document.keys), "{}", document.text);
        if let Err(error) = check(&document.text, &root) {
            panic!("{error}\n{}", document.text);
        }
    }

    #[test]
    fn so_it_does_in_a_page(document in document(), mark in any::<bool>()) {
        let line_break = if document.text.contains("\r\n") { "\r\n" } else { "\n" };
        let mark = if mark { "\u{feff}" } else { "" };
        let text = format!("{mark}---{line_break}{}{line_break}---{line_break}# Page{line_break}", document.text);
        let Some(block) = FrontMatter::parse(&text, &FrontMatterDialect::default()) else { panic!("no block:\n{text}") };
        prop_assert_eq!(&block.problems, &[], "{}", text);
        let Some(root) = &block.root else { panic!("not read:\n{text}") };
        if let Err(error) = check(&text, root) {
            panic!("{error}\n{text}");
        }
        for comment in &block.comments {
            prop_assert!(comment.of(&text).starts_with('#'), "{:?} {}", comment, text);
        }
    }
}

/// A page without front matter that could be read, or one whose root has the given text at its end.
fn last_value(matter: &str) -> Option<String> {
    let text = format!("---\n{matter}\n---\n");
    let block = FrontMatter::parse(&text, &FrontMatterDialect::default())?;
    let root = block.root.as_ref()?;
    check(&text, root).unwrap_or_else(|error| panic!("{}", &error[..error.len().min(500)]));
    let last = &root.entries().last()?.value;
    Some(Span { start: last.span.start, end: last.span.end }.of(&text).to_owned())
}

#[test]
fn large_and_hostile_blocks_keep_their_spans() {
    let line = "🎉 é a line of words: with a colon\n";
    let large = 10_000_000 / line.len();
    for sign in ["|", ">"] {
        let text = format!("a: 1\nlong: {sign}\n{}last: x", format!("  {line}").repeat(large));
        assert_eq!(last_value(&text).as_deref(), Some("x"));
    }
    let quoted = format!("a: \"{}\"\nlast: x", "\\\"🎉 \n ".repeat(1_000_000));
    assert_eq!(last_value(&quoted).as_deref(), Some("x"));
    let bomb: String = (1..40).map(|at| format!("n{at}: &n{at} [{}]\n", vec![format!("*n{}", at - 1); 10].join(", "))).collect();
    assert_eq!(last_value(&format!("n0: &n0 [x, y]\n{bomb}last: *n39")).as_deref(), Some("*n39"));
    let deep = format!("a: {}x{}", "[".repeat(60), "]".repeat(60));
    assert!(last_value(&deep).is_some_and(|value| value.ends_with(']')));
    assert_eq!(last_value(&format!("a: {}x{}", "[".repeat(5_000), "]".repeat(5_000))), None);
    let many: String = (0..20_000).map(|at| format!("k{at}: [a, {{b: c}}]\n")).collect();
    assert_eq!(last_value(&format!("{many}last: x")), None, "so many values are not read");
}

/// The folder with the YAML test suite's `data` branch (github.com/yaml/yaml-test-suite).
const SUITE: &str = "HANDBOOK_YAML_TEST_SUITE";

fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of the suite").map(|entry| entry.expect("an entry").path()) {
        // Two folders list the same documents by name and by tag.
        if entry.is_dir() && !["name", "tags"].iter().any(|name| entry.ends_with(name)) {
            found.extend(documents(&entry));
        } else if entry.ends_with("in.yaml") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// `HANDBOOK_YAML_TEST_SUITE=… cargo test --test yaml_spans -- --ignored --nocapture`
#[test]
#[ignore = "needs the YAML test suite in the folder that HANDBOOK_YAML_TEST_SUITE names"]
fn the_yaml_test_suite_keeps_its_spans() {
    let folder = std::env::var_os(SUITE).unwrap_or_else(|| panic!("{SUITE} names the folder of the suite"));
    let files = documents(Path::new(&folder));
    assert!(!files.is_empty(), "there is no in.yaml in {}", Path::new(&folder).display());
    let (mut good, mut read, mut faulty, mut nodes, mut wrong) = (0, 0, 0, 0, Vec::new());
    for file in &files {
        let text = fs::read_to_string(file).expect("a document");
        let is_good = !file.with_file_name("error").exists();
        good += usize::from(is_good);
        for text in [text.replace('\n', "\r\n"), text] {
            let is_last = !text.contains('\r');
            match read_data(&text, Syntax::Yaml) {
                Some(root) => {
                    read += usize::from(is_good && is_last);
                    faulty += usize::from(!is_good && is_last);
                    match check(&text, &root) {
                        Ok(count) => nodes += count,
                        Err(error) => wrong.push(format!("{} {error}", file.display())),
                    }
                }
                None if is_good && holds_values(file) => wrong.push(format!("{} is not read", file.display())),
                None => {}
            }
        }
    }
    eprintln!(
        "{} documents, {good} good: {read} of them read, and {faulty} others; {nodes} values, {} wrong",
        files.len(),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether the suite says that the first document is more than nothing.
fn holds_values(file: &Path) -> bool {
    let events = fs::read_to_string(file.with_file_name("test.event")).unwrap_or_default();
    let first = events.lines().skip_while(|line| !line.starts_with("+DOC")).take_while(|line| !line.starts_with("-DOC"));
    first
        .into_iter()
        .any(|line| line.starts_with("+MAP") || line.starts_with("+SEQ") || line.starts_with("=VAL") && !line.ends_with(':'))
}
