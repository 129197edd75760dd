//! Which files hold the settings of another linter.

use super::{
    foreign::{Note, Tool},
    globs::Place,
    parse::{self, Unread},
    value::{At, Value},
};
use crate::{generator::Files, path::SitePath};
use std::{collections::BTreeSet, sync::Arc};

/// The files of markdownlint-cli2 0.22, the one that counts first.
const OPTIONS: [&str; 4] =
    [".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml", ".markdownlint-cli2.cjs", ".markdownlint-cli2.mjs"];

/// The files of markdownlint itself, the one that counts first.
const CONFIGS: [&str; 7] = [
    ".markdownlint.jsonc",
    ".markdownlint.json",
    ".markdownlint.yaml",
    ".markdownlint.yml",
    ".markdownlint.cjs",
    ".markdownlint.mjs",
    ".markdownlintrc",
];

const IGNORE: &str = ".markdownlintignore";

/// The files of rumdl 0.3, the one that counts first.
const RUMDL: [&str; 4] = [".rumdl.toml", "rumdl.toml", ".config/rumdl.toml", "pyproject.toml"];

const MDLRC: &str = ".mdlrc";

/// Where super-linter keeps its own.
const LINTERS: [&str; 3] =
    [".github/linters/.markdown-lint.yml", ".github/linters/.markdownlint.json", ".github/linters/.markdownlint.yml"];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Config,
    Options,
    PackageJson,
    Ignore,
    /// Named by the user: what it holds shows which of the first two it is.
    Named,
    Mdlrc,
    Rumdl,
    Pyproject,
}

impl Kind {
    /// By the name of a file.
    pub(super) fn of(path: &SitePath) -> Self {
        match path.file_name() {
            MDLRC => Self::Mdlrc,
            "pyproject.toml" => Self::Pyproject,
            "package.json" => Self::PackageJson,
            IGNORE => Self::Ignore,
            name if name.ends_with("rumdl.toml") => Self::Rumdl,
            name if name.ends_with(".rb") || name.ends_with("mdlrc") => Self::Mdlrc,
            name if OPTIONS.iter().any(|options| name.ends_with(options)) => Self::Options,
            name if CONFIGS.iter().any(|config| name.ends_with(config)) => Self::Config,
            _ => Self::Named,
        }
    }

    pub(super) fn tool(self) -> Tool {
        match self {
            Self::Mdlrc => Tool::Mdl,
            Self::Rumdl | Self::Pyproject => Tool::Rumdl,
            _ => Tool::Markdownlint,
        }
    }
}

/// A file with settings.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) kind: Kind,
    /// From the folder that `place` names.
    pub(super) path: SitePath,
    pub(super) place: Place,
}

impl Found {
    /// One that holds for the whole handbook.
    pub(super) fn whole(path: SitePath) -> Self {
        Self { kind: Kind::of(&path), path, place: Place::Inside(SitePath::root()) }
    }

    /// The folder of the handbook that it holds for.
    pub(super) fn folder(&self) -> SitePath {
        match &self.place {
            Place::Inside(folder) => folder.clone(),
            Place::Above(_) => SitePath::root(),
        }
    }

    /// A file by its path from where this one's path begins.
    pub(super) fn read(&self, files: &dyn Files, path: &SitePath) -> Option<Arc<str>> {
        match self.place {
            Place::Inside(_) => files.read(path.as_str()),
            Place::Above(_) => files.read_from_top(path.as_str()),
        }
    }

    pub(super) fn text(&self, files: &dyn Files) -> Option<Arc<str>> {
        self.read(files, &self.path)
    }

    /// What the file says; of `package.json` and `pyproject.toml` the part that is about Markdown.
    pub(super) fn value(&self, files: &dyn Files) -> Result<Value, Unread> {
        let text = self.text(files).ok_or_else(|| Unread::new(&self.path, "it is not there, or is not UTF-8 text"))?;
        let value = parse::parse(&text, &self.path)?;
        let part = match self.kind {
            Kind::PackageJson => value.get("markdownlint-cli2"),
            Kind::Pyproject => value.get("tool").and_then(|tool| tool.value.get("rumdl")),
            _ if matches!(value, Value::Table(_)) => return Ok(value),
            _ => return Err(Unread::new(&self.path, "it holds no settings")),
        };
        let missing = || Unread::new(&self.path, "it says nothing about Markdown");
        part.map(|entry| entry.value.clone()).ok_or_else(missing)
    }
}

/// What there is.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// All of one linter, the file for the whole handbook first.
    pub(super) found: Vec<Found>,
    /// Files beside them that do not count.
    pub(super) notes: Vec<Note>,
}

/// Looks for settings of any linter that is understood. Where several have some, markdownlint's count, then rumdl's.
pub(super) fn search(files: &dyn Files) -> Search {
    let mut folders: BTreeSet<SitePath> = files.paths().iter().filter(|path| is_any(path)).map(SitePath::parent).collect();
    folders.insert(SitePath::root());
    let mut search = Search::default();
    let mut all: Vec<Found> = Vec::new();
    for folder in folders {
        let place = Place::Inside(folder.clone());
        in_folder(files, &folder, &place, &mut all, &mut search.notes);
    }
    if !all.iter().any(|found| found.folder().as_str().is_empty()) {
        all.splice(0..0, above(files, &mut search.notes));
    }
    if all.is_empty() {
        let known = LINTERS.iter().find(|path| files.exists(path)).and_then(|path| SitePath::new(path));
        all.extend(known.map(|path| Found { kind: Kind::Named, ..Found::whole(path) }));
    }
    let tools = [Tool::Markdownlint, Tool::Rumdl, Tool::Mdl];
    let has = |tool: &Tool, whole: bool| {
        all.iter().any(|found| found.kind.tool() == *tool && (!whole || found.folder().as_str().is_empty()))
    };
    let tool = tools.into_iter().find(|tool| has(tool, true)).or_else(|| tools.into_iter().find(|tool| has(tool, false)));
    for found in all {
        match tool.filter(|tool| *tool != found.kind.tool()) {
            Some(tool) => {
                let why = format!("the settings of {} count; `--from {}` reads this file instead", tool.name(), found.path);
                search.notes.push(Note::new(&At { file: found.path.clone(), line: 0 }, "", why));
            }
            None => search.found.push(found),
        }
    }
    search
}

fn is_any(path: &SitePath) -> bool {
    let name = path.file_name();
    OPTIONS.contains(&name) || CONFIGS.contains(&name) || [IGNORE, MDLRC, ".rumdl.toml", "rumdl.toml"].contains(&name)
}

/// The files of one folder: the first of each kind.
fn in_folder(files: &dyn Files, folder: &SitePath, place: &Place, all: &mut Vec<Found>, notes: &mut Vec<Note>) {
    let is_root = folder.as_str().is_empty();
    let there = |name: &str| folder.join(name).filter(|path| files.exists(path.as_str()));
    let mut first = |names: &[&str], kind: Kind, all: &mut Vec<Found>| {
        let mut found = names.iter().filter_map(|name| there(name));
        let Some(path) = found.next() else { return false };
        for other in found.filter(|path| path.file_name() != "pyproject.toml") {
            let why = format!("`{}` in the same folder counts", path.file_name());
            notes.push(Note::new(&At { file: other.clone(), line: 0 }, "", why));
        }
        let kind = if path.file_name() == "pyproject.toml" { Kind::Pyproject } else { kind };
        let one = Found { kind, path, place: place.clone() };
        // Most projects in Python have the file, and not for this.
        let says = !matches!(kind, Kind::Pyproject | Kind::PackageJson) || one.value(files).is_ok();
        all.extend(says.then_some(one));
        says
    };
    if !first(&OPTIONS, Kind::Options, all) && is_root {
        first(&["package.json"], Kind::PackageJson, all);
    }
    first(&CONFIGS, Kind::Config, all);
    first(&[IGNORE], Kind::Ignore, all);
    first(if is_root { &RUMDL } else { &RUMDL[..2] }, Kind::Rumdl, all);
    if is_root {
        first(&[MDLRC], Kind::Mdlrc, all);
    }
}

/// The files at the top of the repository, where the handbook is a folder of it.
fn above(files: &dyn Files, notes: &mut Vec<Note>) -> Vec<Found> {
    let below = files.folder_in_repository();
    let mut all = Vec::new();
    if below.as_str().is_empty() {
        return all;
    }
    let names = [&OPTIONS[..], &["package.json"], &CONFIGS[..], &[IGNORE], &RUMDL[..], &[MDLRC], &LINTERS[..]];
    for (at, names) in names.into_iter().enumerate() {
        let mut there = names.iter().filter(|name| files.read_from_top(name).is_some()).filter_map(|name| SitePath::new(name));
        // The list of names is no file's, and super-linter's file counts when nothing else does.
        let (Some(path), true) = (there.next(), at < 6 || all.is_empty()) else { continue };
        for other in there.filter(|path| path.file_name() != "pyproject.toml") {
            let why = format!("`{}` in the same folder counts", path.file_name());
            notes.push(Note::new(&At { file: other.clone(), line: 0 }, "", why));
        }
        let one = Found { kind: Kind::of(&path), path, place: Place::Above(below.clone()) };
        let is_shared = matches!(one.kind, Kind::Pyproject | Kind::PackageJson);
        if !is_shared || one.value(files).is_ok() {
            all.push(one);
        }
    }
    all
}
