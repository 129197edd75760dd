//! Hugo's configuration: one file, or a folder of them. Keys are not told apart by case.

use crate::{
    generator::Files,
    page::front_matter::{Data, Node, Syntax, read_data},
    path::SitePath,
};

/// Names of the one file, in the order in which Hugo looks for them.
const NAMES: [&str; 2] = ["hugo", "config"];
const EXTENSIONS: [(&str, Syntax); 4] =
    [("toml", Syntax::Toml), ("yaml", Syntax::Yaml), ("yml", Syntax::Yaml), ("json", Syntax::Json)];

/// All that the configuration says, as far as a published site reads it.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The files; earlier ones overrule later ones.
    layers: Vec<Layer>,
    /// Files that could not be read.
    pub unread: Vec<String>,
}

#[derive(Debug)]
struct Layer {
    file: SitePath,
    /// The keys that what the file holds belongs below (`languages.en.menus` of `menus.en.toml`).
    below: Vec<String>,
    root: Node,
}

/// A value and the file that says it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'c> {
    pub node: &'c Node,
    pub file: &'c SitePath,
    root: &'c Node,
}

/// The folder that holds the site (`""` for the repository), and the file that gives it away.
pub(super) fn locate(files: &dyn Files) -> Option<(String, String)> {
    if let Some(file) = in_folder(files, "") {
        return Some((String::new(), file));
    }
    // Documentation that lives in a folder of its own, beside what it is about.
    let mut best: Option<(usize, String, String)> = None;
    for path in files.paths() {
        let name = path.file_name();
        let one = EXTENSIONS.iter().any(|(extension, _)| name.strip_prefix("hugo.").is_some_and(|rest| rest == *extension));
        if !one || is_of_theme(path) {
            continue;
        }
        let folder = path.parent();
        let folder = folder.as_str().strip_suffix("config/_default").unwrap_or(folder.as_str()).trim_end_matches('/');
        let depth = folder.split('/').count();
        if depth <= 3 && best.as_ref().is_none_or(|(known, ..)| depth < *known) && has_content(files, folder) {
            best = Some((depth, folder.to_owned(), path.as_str().to_owned()));
        }
    }
    best.map(|(_, folder, file)| (folder, file))
}

/// Whether a configuration is a theme's own, or that of its example.
fn is_of_theme(path: &SitePath) -> bool {
    path.as_str().split('/').any(|part| matches!(part, "themes" | "_vendor" | "node_modules" | "exampleSite" | "archetypes"))
}

fn has_content(files: &dyn Files, folder: &str) -> bool {
    files.below(&join(folder, "content")).next().is_some() || files.below(&join(folder, "layouts")).next().is_some()
}

fn in_folder(files: &dyn Files, folder: &str) -> Option<String> {
    for name in NAMES {
        for place in ["", "config/_default"] {
            for (extension, syntax) in EXTENSIONS {
                let path = join(folder, &join(place, &format!("{name}.{extension}")));
                if files.exists(&path) && (name == "hugo" || !place.is_empty() || is_hugo(files, &path, folder, syntax)) {
                    return Some(path);
                }
            }
        }
    }
    None
}

/// `config.toml` is a name that many programs use: this one's speaks of Hugo, or stands beside its folders.
fn is_hugo(files: &dyn Files, path: &str, folder: &str, syntax: Syntax) -> bool {
    let root = files.read(path).and_then(|text| read_data(&text, syntax));
    let Some(root) = root else { return false };
    let says = |key: &str| child(&root, key).is_some();
    let beside = |name: &str| files.below(&join(folder, name)).next().is_some();
    !root.entries().iter().any(|entry| &*entry.name == "base_url")
        && (says("baseurl") || says("languagecode") || says("defaultcontentlanguage"))
        && (beside("content") || beside("layouts") || beside("themes") || beside("archetypes"))
}

impl Config {
    /// Reads the configuration of the site in `folder`.
    pub(super) fn read(files: &dyn Files, folder: &str) -> Self {
        let mut config = Self::default();
        for environment in ["config/production", "config/_default"] {
            let place = join(folder, environment);
            for path in files.below(&place) {
                config.add(files, path, path.below(&place).unwrap_or_default());
            }
        }
        let one = NAMES.iter().flat_map(|name| EXTENSIONS.map(|(extension, _)| join(folder, &format!("{name}.{extension}"))));
        if let Some(path) = one.into_iter().find(|path| files.exists(path)).as_deref().and_then(SitePath::new) {
            config.add(files, &path, "hugo.");
        }
        config
    }

    fn add(&mut self, files: &dyn Files, path: &SitePath, name: &str) {
        let Some((_, syntax)) = EXTENSIONS.iter().find(|(extension, _)| path.extension().eq_ignore_ascii_case(extension)) else {
            return;
        };
        if name.contains('/') {
            return;
        }
        let name = name.to_ascii_lowercase();
        let mut parts = name.split('.');
        let base = match parts.next().unwrap_or_default() {
            "hugo" | "config" => "",
            "menu" => "menus",
            base => base,
        };
        let language = parts.next().filter(|part| parts.next().is_some() && !part.is_empty());
        let mut below: Vec<String> = Vec::new();
        if let Some(language) = language {
            below.extend(["languages".to_owned(), language.to_owned()]);
        }
        if !base.is_empty() {
            below.push(base.to_owned());
        }
        match files.read(path.as_str()).map(|text| (text.trim().is_empty(), read_data(&text, *syntax))) {
            Some((_, Some(root))) => self.layers.push(Layer { file: path.clone(), below, root }),
            Some((true, None)) => {}
            _ => self.unread.push(path.as_str().to_owned()),
        }
    }

    /// The files that were read.
    pub(super) fn files(&self) -> impl Iterator<Item = &SitePath> {
        self.layers.iter().map(|layer| &layer.file)
    }

    /// The value of a key, given by its path of names in lower case.
    pub(super) fn get(&self, path: &[&str]) -> Option<Found<'_>> {
        self.all(path).next()
    }

    /// What every file says of a key, the most important first.
    pub(super) fn all<'c>(&'c self, path: &[&str]) -> impl Iterator<Item = Found<'c>> {
        self.layers.iter().filter_map(move |layer| {
            let rest = path.get(layer.below.len()..).filter(|_| layer.below.iter().zip(path).all(|(a, b)| a == b))?;
            let mut node = resolved(&layer.root, &layer.root);
            for name in rest {
                node = resolved(child(node, name)?, &layer.root);
            }
            Some(Found { node, file: &layer.file, root: &layer.root })
        })
    }

    /// The keys of a table, in lower case, as all files together have them.
    pub(super) fn keys(&self, path: &[&str]) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        let mut add = |key: String| {
            if !keys.contains(&key) {
                keys.push(key);
            }
        };
        for found in self.all(path) {
            found.entries().for_each(|(name, _)| add(name));
        }
        for layer in &self.layers {
            if layer.below.len() > path.len() && layer.below.iter().zip(path).all(|(a, b)| a == b) {
                add(layer.below[path.len()].clone());
            }
        }
        keys
    }

    /// Text, a number or a flag as written.
    pub(super) fn str(&self, path: &[&str]) -> Option<&str> {
        self.get(path)?.node.as_str()
    }

    /// A flag.
    pub(super) fn flag(&self, path: &[&str]) -> Option<bool> {
        match self.str(path)?.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The texts of a list, or the one text that stands for a list of one.
    pub(super) fn list(&self, path: &[&str]) -> Vec<String> {
        self.get(path).map(|found| found.texts()).unwrap_or_default()
    }
}

impl<'c> Found<'c> {
    /// The value of a key below this one.
    pub(super) fn get(&self, path: &[&str]) -> Option<Found<'c>> {
        let mut node = self.node;
        for name in path {
            node = resolved(child(node, name)?, self.root);
        }
        Some(Found { node, ..*self })
    }

    /// The text of a key below this one.
    pub(super) fn str(&self, name: &str) -> Option<&'c str> {
        self.get(&[name])?.node.as_str()
    }

    /// The keys in lower case with their values.
    pub(super) fn entries(&self) -> impl Iterator<Item = (String, Found<'c>)> {
        let (file, root) = (self.file, self.root);
        self.node
            .entries()
            .iter()
            .map(move |entry| (entry.name.to_lowercase(), Found { node: resolved(&entry.value, root), file, root }))
    }

    /// The items of a list, or the one value that stands for a list of one.
    pub(super) fn items(&self) -> Vec<Found<'c>> {
        let of = |node| Found { node: resolved(node, self.root), ..*self };
        match self.node.as_list() {
            Some(items) => items.iter().map(of).collect(),
            None => vec![*self],
        }
    }

    /// The texts of a list.
    pub(super) fn texts(&self) -> Vec<String> {
        self.items().iter().filter_map(|item| item.node.as_str()).map(str::to_owned).collect()
    }
}

/// The value of a key, whatever its case.
fn child<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    node.entries().iter().rev().find(|entry| entry.name.eq_ignore_ascii_case(name)).map(|entry| &entry.value)
}

/// What a YAML alias stands for; a value that is none stands for itself.
fn resolved<'n>(node: &'n Node, root: &'n Node) -> &'n Node {
    match &node.data {
        Data::Alias(name) => anchored(root, name).unwrap_or(node),
        _ => node,
    }
}

/// Depth is bounded by the reader's nesting limit.
fn anchored<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    if node.anchor() == Some(name) {
        return Some(node);
    }
    let entries = node.entries().iter().map(|entry| &entry.value);
    entries.chain(node.as_list().unwrap_or_default()).find_map(|node| anchored(node, name))
}

/// `folder/rest`, or `rest` alone in the top folder.
pub(super) fn join(folder: &str, rest: &str) -> String {
    match (folder, rest) {
        ("", rest) => rest.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, rest) => format!("{folder}/{rest}"),
    }
}
