//! The CPU time of whole runs, with the default rules and with those of Markdown, beside the floor: walk, read and parse the same
//! files with pulldown-cmark and nothing more.
//!
//! `cargo bench` measures a handbook that it writes itself; `HANDBOOK_BENCH=folder cargo bench` measures that folder.
//! All are timed in this one process, in turn, so that a noisy machine is noisy for all.

#![allow(missing_docs, clippy::print_stdout, clippy::disallowed_methods)]

use cpu_time::ProcessTime;
use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};
use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

const ROUNDS: usize = 7;

fn main() {
    let generated = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("HANDBOOK_BENCH").map(PathBuf::from).unwrap_or_else(|| {
        write_handbook(generated.path(), 3000);
        generated.path().to_owned()
    });
    let (files, bytes) = floor(&folder);
    println!("{files} Markdown files, {:.1} MB", bytes as f64 / 1e6);
    let mut floors = Vec::new();
    let mut runs: [(_, _, Vec<Duration>); 2] = [("default", None, Vec::new()), ("markdown", Some("markdown"), Vec::new())];
    let mut findings = [0; 2];
    for _ in 0..ROUNDS {
        floors.push(time(|| {
            floor(&folder);
        }));
        for ((_, preset, times), findings) in runs.iter_mut().zip(&mut findings) {
            times.push(time(|| *findings = run(&folder, *preset)));
        }
    }
    let floor = median(&mut floors).as_secs_f64();
    println!("floor: {:>8.1} ms CPU (walk, read, pulldown-cmark)", floor * 1e3);
    for ((name, _, times), findings) in runs.iter_mut().zip(findings) {
        let run = median(times).as_secs_f64();
        println!("{name}: {:>8.1} ms CPU, {:.2} x the floor, {findings} findings", run * 1e3, run / floor);
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = ProcessTime::now();
    work();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Number and size of the Markdown files, all parsed.
fn floor(folder: &Path) -> (usize, usize) {
    let walk = ignore::WalkBuilder::new(folder).hidden(false).build();
    let is_markdown = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md" || extension == "mdx");
    let paths: Vec<PathBuf> = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path).filter(is_markdown).collect();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let sizes: Vec<usize> = paths
        .par_iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap_or_default();
            std::hint::black_box(Parser::new_ext(&text, options).into_offset_iter().count());
            text.len()
        })
        .collect();
    (sizes.len(), sizes.iter().sum())
}

fn run(folder: &Path, preset: Option<&str>) -> usize {
    let file = folder.join("handbook.toml");
    let path = SitePath::new("handbook.toml").unwrap();
    let config = fs::read_to_string(file).map(|text| Config::parse(&path, &text)).unwrap_or_default();
    let rules = {
        let selectors = Selectors { preset: preset.map(str::to_owned), ..Selectors::default() };
        RuleSet::new(rules::book(), &config, &selectors).unwrap()
    };
    let workspace = Workspace::open(folder, &Default::default()).unwrap();
    Session::open(workspace, config, rules).diagnostics().len()
}

/// A handbook of `pages` pages with prose, links, lists, tables and code.
fn write_handbook(folder: &Path, pages: usize) {
    for number in 0..pages {
        let mut text = format!(
            "---\ntitle: Page {number}\ndescription: What page {number} says\norder: {number}\n---\n\n# Page {number}\n\n"
        );
        for section in 0..8 {
            let other = (number * 7 + section * 13) % pages;
            let _ = write!(
                text,
                "## Section {section}\n\nEvery new colleague reads *this section* in the **first week** and asks a question about it. \
                 More is in [page {other}](../{}/page-{other}.md#section-{section}) and in `handbook.toml`.\n\n\
                 - one thing to do\n- another thing, with a [link](https://example.org/{other})\n\n\
                 | Who | When |\n| --- | --- |\n| Team {section} | Monday |\n\n```sh\nrun --page {number}\n```\n\n",
                other % 20
            );
        }
        let path = folder.join(format!("{}/page-{number}.md", number % 20));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
