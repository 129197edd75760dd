//! `pymdownx.snippets` (13): `--8<-- "file"` prints a file into the page before Markdown is read.

use super::{
    Settings,
    config::{Config, option, text},
};
use crate::{
    generator::{Embed, Facts},
    page::{Page, front_matter::Node},
    path::SitePath,
    text::Span,
};

/// Where snippets are looked for.
#[derive(Clone, Debug)]
pub(super) enum Base {
    /// In this folder.
    Folder(SitePath),
    /// Beside the page (`!relative`).
    Page,
}

pub(super) fn read(config: &Config, options: Option<&Node>, settings: &mut Settings) {
    let here = config.folder();
    let node = option(options, "base_path");
    let bases: Vec<&Node> =
        node.map_or_else(Vec::new, |node| node.as_list().map_or_else(|| vec![node], |list| list.iter().collect()));
    settings.snippets = bases
        .into_iter()
        .filter_map(|base| match (base.tag(), base.as_str()) {
            (Some("!relative"), Some("")) => Some(Base::Page),
            (Some("!relative"), Some(path)) => {
                let root = if path.starts_with("$docs_dir") { settings.docs.clone() } else { here.clone() };
                let rest = path.split_once('/').map_or("", |(_, rest)| rest);
                root.join(rest).map(Base::Folder)
            }
            (_, Some(path)) => here.join(path).map(Base::Folder),
            _ => None,
        })
        .collect();
    if node.is_none() {
        settings.snippets.push(Base::Folder(here));
    }
    // What stands at the end of every page: mostly definitions of abbreviations and links.
    settings.appends = option(options, "auto_append").and_then(Node::as_list).is_some_and(|list| !list.is_empty())
        || option(options, "auto_append").and_then(text).is_some();
}

/// The files that a page prints, as far as they are pages themselves.
pub(super) fn embeds(facts: &Facts, settings: &Settings, page: &Page) -> Vec<Embed> {
    let mut found = Vec::new();
    if settings.snippets.is_empty() || !page.text.contains("8<-") {
        return found;
    }
    let mut block = false;
    let mut at = page.body_start();
    for line in page.text.get(at..).unwrap_or_default().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim();
        let mark = words.trim_start_matches('-').strip_prefix("8<").filter(|_| words.starts_with('-'));
        let after = mark.and_then(|rest| rest.strip_prefix('-')).map(|rest| rest.trim_start_matches('-').trim());
        let named = match after {
            Some("") => {
                block = !block;
                continue;
            }
            Some(quoted) => quoted.trim_matches(['"', '\'']),
            None if block => words,
            None => continue,
        };
        let named = named.trim();
        if named.is_empty() || named.starts_with(';') || page.document.in_code(start + line.len() - line.trim_start().len()) {
            continue;
        }
        let (name, part) = named.split_once(':').map_or((named, false), |(name, _)| (name, true));
        let span = Span::new(start, start + line.trim_end().len());
        let file = settings.snippets.iter().find_map(|base| {
            let path = match base {
                Base::Folder(folder) => folder.join(name)?,
                Base::Page => page.path.parent().join(name)?,
            };
            facts.in_content(&path).is_some().then_some(path)
        });
        // Of a part of a file, or a file that is no page, it is not known what it prints: as if the page showed itself.
        found.push(Embed { span, file: file.filter(|_| !part).unwrap_or_else(|| page.path.clone()) });
    }
    found
}
