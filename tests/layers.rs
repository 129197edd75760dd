//! The modules are layers: each uses only those above it in `src/lib.rs`.

#![allow(clippy::disallowed_methods)] // tests make their own files

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The modules in the order of `src/lib.rs`.
fn layers() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned)).collect()
}

fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| files(&path)).filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The modules that a file names after `crate::`, in groups too.
fn uses(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(word(rest));
            continue;
        };
        let mut depth = 1;
        let mut item = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => item = true,
                c if item && depth == 1 && c.is_alphabetic() => {
                    found.push(word(&group[at..]));
                    item = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

#[test]
fn modules_look_up_only() {
    let layers = layers();
    assert!(layers.len() > 8, "{layers:?}");
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    let mut wrong = Vec::new();
    for layer in &layers {
        let folder = PathBuf::from(format!("src/{layer}"));
        let file = PathBuf::from(format!("src/{layer}.rs"));
        let sources = [folder, file].into_iter().filter(|path| path.exists()).flat_map(|path| files(&path));
        for source in sources {
            let text = fs::read_to_string(&source).unwrap();
            for used in uses(&text) {
                if rank(&used) > rank(layer) {
                    wrong.push(format!("{} uses {used}, which stands below {layer}", source.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn uses_are_found() {
    let text = "use crate::{\n    config::{A, crate_b},\n    text::Span,\n};\ncrate::page::Page";
    assert_eq!(uses(text), ["config", "text", "page"]);
}

/// A rule looks at what the parse knows: it never splits text into lines or runs a pattern over raw Markdown.
#[test]
fn rules_do_not_read_the_text_again() {
    let mut wrong = Vec::new();
    for source in files(Path::new("src/rules")) {
        let text = fs::read_to_string(&source).unwrap();
        for seam in [".lines()", "Regex::new", "std::fs", "pulldown_cmark"] {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            // `page.lines()` is the line index.
            if code.replace("page.lines()", "").contains(seam) {
                wrong.push(format!("{} uses {seam}", source.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
