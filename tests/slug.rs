//! Heading ids against what the original programs made of the same headings (`tests/slug/`, recorded by the scripts there).

#![allow(clippy::disallowed_methods)] // tests make their own files

use std::{fs, path::PathBuf};

use handbook_lint::generator::slug::{Anchors, Numbering, Reserved, Slugger};

#[test]
fn every_algorithm_makes_the_recorded_ids() {
    let recorded = [
        ("eleventy_3", Slugger::Eleventy3),
        ("eleventy_2", Slugger::Eleventy2),
        ("eleventy_slug", Slugger::EleventySlug),
        ("sindresorhus", Slugger::Sindresorhus),
        ("github", Slugger::Github),
        ("marked", Slugger::Marked),
        ("markdown_it_anchor", Slugger::MarkdownItAnchor),
        ("hugo", Slugger::Hugo),
        ("hugo_ascii", Slugger::HugoAscii),
        ("hugo_blackfriday", Slugger::HugoBlackfriday),
        ("mdbook", Slugger::MdBook),
        ("python_markdown", Slugger::PythonMarkdown),
        ("python_markdown_unicode", Slugger::PythonMarkdownUnicode),
        ("pymdownx", Slugger::Pymdownx),
        ("pymdownx_lower", Slugger::PymdownxLower),
        ("pymdownx_lower_ascii", Slugger::PymdownxLowerAscii),
        ("pymdownx_fold", Slugger::PymdownxFold),
        ("kramdown_gfm", Slugger::KramdownGfm),
        ("kramdown", Slugger::Kramdown),
        ("vitepress", Slugger::VitePress),
        ("redcarpet", Slugger::Redcarpet),
    ];
    let mut wrong = Vec::new();
    for (name, slugger) in recorded {
        let rows = rows(name);
        assert!(rows.len() > 300, "{name}: only {} headings", rows.len());
        for row in rows {
            let [heading, id] = row.as_slice() else { panic!("{name}: {row:?}") };
            let got = slugger.slug(heading);
            if got != *id {
                wrong.push(format!("{name}: {heading:?} is {id:?}, not {got:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_numbering_makes_the_recorded_ids() {
    let recorded = [
        ("pages-github-slugger", Slugger::Github, Numbering::GithubSlugger),
        ("pages-marked", Slugger::Marked, Numbering::Marked),
        ("pages-markdown-it-anchor", Slugger::Eleventy3, Numbering::MarkdownItAnchor),
        ("pages-id-attribute", Slugger::Eleventy3, Numbering::IdAttribute),
        ("pages-hugo", Slugger::Hugo, Numbering::Hugo),
        ("pages-python-markdown", Slugger::PythonMarkdown, Numbering::PythonMarkdown),
        ("pages-kramdown", Slugger::KramdownGfm, Numbering::Kramdown),
    ];
    let mut wrong = Vec::new();
    for (name, slugger, numbering) in recorded {
        let rows = rows(name);
        assert!(!rows.is_empty(), "{name} is empty");
        for page in rows.chunk_by(|row, next| row[0] == next[0]) {
            let got = ids(page, slugger, numbering);
            let want: Vec<&str> = page.iter().map(|row| row[3].as_str()).collect();
            if got != want {
                wrong.push(format!("{name}, page {}: {want:?}, not {got:?}", page[0][0]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The ids of a page given as rows of page number, heading, explicit id, recorded id.
fn ids(page: &[Vec<String>], slugger: Slugger, numbering: Numbering) -> Vec<String> {
    let mut anchors = Anchors::new(numbering);
    let mut ids = vec![String::new(); page.len()];
    let mut assigned = Vec::new();
    if numbering == Numbering::PythonMarkdown {
        page.iter().filter(|row| !row[2].is_empty()).for_each(|row| assert_eq!(anchors.reserve(&row[2]), Reserved::Kept));
    }
    for (at, row) in page.iter().enumerate() {
        if row[2].is_empty() {
            assigned.push(at);
            ids[at] = anchors.assign(slugger.slug(&row[1])).unwrap_or_default();
            continue;
        }
        ids[at] = row[2].clone();
        if numbering == Numbering::PythonMarkdown {
            continue;
        }
        match anchors.reserve(&row[2]) {
            Reserved::Kept => {}
            Reserved::Renames { heading, to } => ids[assigned[heading]] = to,
            Reserved::Fails => return vec!["(fails)".to_owned(); page.len()],
        }
    }
    ids
}

#[test]
fn numbers_ten_thousand_equal_headings() {
    let numberings = [
        Numbering::GithubSlugger,
        Numbering::Github,
        Numbering::MarkdownItAnchor,
        Numbering::IdAttribute,
        Numbering::Hugo,
        Numbering::PythonMarkdown,
    ];
    for numbering in numberings {
        let mut anchors = Anchors::new(numbering);
        let ids: std::collections::BTreeSet<_> = (0..10_000).map(|_| anchors.assign("same".to_owned())).collect();
        assert_eq!(ids.len(), 10_000, "{numbering:?}");
    }
}

/// The cells of a recorded file.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "slug", &format!("{name}.tsv")].iter().collect();
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(|line| line.split('\t').map(unescape).collect()).collect()
}

/// Undoes `\t`, `\n`, `\r`, `\\` and `\u{…}`.
fn unescape(cell: &str) -> String {
    let mut parts = cell.split('\\');
    let mut text = parts.next().unwrap_or_default().to_owned();
    while let Some(part) = parts.next() {
        match part.chars().next() {
            Some('t') => text.push('\t'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('u') => {
                let (code, rest) = part[2..].split_once('}').expect("\\u{…}");
                text.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
                text.push_str(rest);
                continue;
            }
            _ => {
                text.push('\\');
                text.push_str(parts.next().unwrap_or_default());
                continue;
            }
        }
        text.push_str(&part[1..]);
    }
    text
}
