//! The settings of markdownlint 0.42 and of markdownlint-cli2 0.22, and what markdownlint-cli keeps beside them.

use super::{
    find::{Found, Kind},
    foreign::{Foreign, Level, Means, Rules, Saying, Tool},
    globs::{Bare, Place},
    parse::{self, Unread},
    styles,
    value::{At, Entry, Value},
};
use crate::{generator::Files, path::SitePath};
use std::collections::BTreeMap;

/// How many files may extend each other.
const CHAIN: usize = 20;

/// What one folder says.
#[derive(Default)]
struct Folder {
    /// Of `.markdownlint.json` and the like; it wins over the other.
    config: Option<Vec<Entry>>,
    /// `config` of `.markdownlint-cli2.jsonc` and the like.
    options: Option<Vec<Entry>>,
}

/// Reads what was found.
pub(super) fn read(files: &dyn Files, found: &[Found]) -> Result<Foreign, Unread> {
    let mut foreign = Foreign::new(Tool::Markdownlint);
    let mut folders: BTreeMap<SitePath, Folder> = BTreeMap::new();
    for one in found {
        foreign.sources.push(one.path.clone());
        let mut reader = Reader { files, one, foreign: &mut foreign };
        let folder = folders.entry(one.folder()).or_default();
        match one.kind {
            Kind::Ignore => {
                let text = one.text(files).ok_or_else(|| Unread::new(&one.path, "it is not UTF-8 text"))?;
                foreign.exclude_listed(&text, &one.path, &one.place);
            }
            Kind::Config => folder.config = Some(reader.config(&one.value(files)?)?),
            Kind::Options | Kind::PackageJson => {
                let value = one.value(files)?;
                folder.options = reader.options(&value)?.or(folder.options.take());
            }
            // A file that was named on the command line is what its keys say.
            Kind::Named => {
                let value = one.value(files)?;
                match value.entries().iter().any(|entry| OPTIONS.contains(&entry.name.as_str())) {
                    true => folder.options = reader.options(&value)?,
                    false => folder.config = Some(reader.config(&value)?),
                }
            }
            Kind::Mdlrc | Kind::Rumdl | Kind::Pyproject => {}
        }
    }
    for path in folders.keys() {
        let Some(entries) = effective(&folders, path) else { continue };
        let rules = rules(&entries);
        match path.as_str().is_empty() {
            true => foreign.rules = Some(rules),
            false => foreign.folders.push((path.clone(), rules)),
        }
    }
    if foreign.rules.is_none() && (foreign.folders.is_empty() || folders.contains_key(&SitePath::root())) {
        foreign.rules = Some(Rules::all_on());
    }
    Ok(foreign)
}

/// What holds in a folder: its own settings of rules, or those of the nearest folder above, in the order of markdownlint-cli2.
/// `None` when it has none of its own.
fn effective(folders: &BTreeMap<SitePath, Folder>, path: &SitePath) -> Option<Vec<Entry>> {
    let own = folders.get(path)?;
    if own.config.is_none() && own.options.is_none() {
        return None;
    }
    let (mut config, mut options) = (own.config.clone(), own.options.clone());
    let mut at = path.clone();
    while !at.as_str().is_empty() {
        at = at.parent();
        let Some(parent) = folders.get(&at) else { continue };
        if let Some(base) = &parent.options {
            options = Some(spread(base.clone(), options.unwrap_or_default()));
        }
        if config.is_none() && options.is_none() {
            config.clone_from(&parent.config);
        }
    }
    config.or(options)
}

/// `{...base, ...over}`: a key that both have stays in its first place.
fn spread(mut base: Vec<Entry>, over: Vec<Entry>) -> Vec<Entry> {
    for entry in over {
        match base.iter_mut().find(|known| known.name == entry.name) {
            Some(known) => *known = entry,
            None => base.push(entry),
        }
    }
    base
}

/// What a configuration says of rules.
fn rules(entries: &[Entry]) -> Rules {
    let mut rules = Rules::all_on();
    if let Some(default) = entries.iter().find(|entry| entry.name.eq_ignore_ascii_case("default")) {
        rules.default = default.value.is_truthy().then(|| level(&default.value));
        rules.default_at = Some(default.at.clone());
    }
    for entry in entries.iter().filter(|entry| !is_no_rule(&entry.name)) {
        rules.sayings.push(Saying { name: entry.name.clone(), at: Some(entry.at.clone()), means: means(&entry.value) });
    }
    rules
}

/// Keys that are about the file itself. Nobody is told that a comment has no equal.
fn is_no_rule(name: &str) -> bool {
    name.eq_ignore_ascii_case("default") || matches!(name, "extends" | "$schema" | "comment" | "//" | "_comment" | "description")
}

fn means(value: &Value) -> Means {
    let Value::Table(entries) = value else {
        return match value.is_truthy() {
            true => Means::On { level: Some(level(value)), options: Some(Vec::new()) },
            false => Means::Off,
        };
    };
    if value.get("enabled").is_some_and(|enabled| !enabled.value.is_truthy()) {
        return Means::Off;
    }
    let severity = value.get("severity").map_or(Level::Fails, |entry| level(&entry.value));
    let options = entries.iter().filter(|entry| !matches!(entry.name.as_str(), "enabled" | "severity")).cloned().collect();
    Means::On { level: Some(severity), options: Some(options) }
}

fn level(value: &Value) -> Level {
    if value.as_str() == Some("warning") { Level::Tells } else { Level::Fails }
}

/// The keys of markdownlint-cli2.
const OPTIONS: [&str; 14] = [
    "config",
    "customRules",
    "fix",
    "frontMatter",
    "gitignore",
    "globs",
    "ignores",
    "markdownItPlugins",
    "modulePaths",
    "noBanner",
    "noInlineConfig",
    "noProgress",
    "outputFormatters",
    "showFound",
];

/// Reads one file.
struct Reader<'a> {
    files: &'a dyn Files,
    one: &'a Found,
    foreign: &'a mut Foreign,
}

impl Reader<'_> {
    /// The settings of rules, with those that they extend.
    fn config(&mut self, value: &Value) -> Result<Vec<Entry>, Unread> {
        self.extended(value, &self.one.path.clone(), CHAIN)
    }

    fn extended(&mut self, value: &Value, file: &SitePath, left: usize) -> Result<Vec<Entry>, Unread> {
        let own = value.entries().to_vec();
        let Some(extends) = value.get("extends").filter(|entry| entry.value.is_truthy()) else { return Ok(own) };
        let name = extends.value.as_str().unwrap_or_default();
        if left == 0 {
            return Err(Unread { at: extends.at.clone(), why: "the files extend each other without end".to_owned() });
        }
        let path = file.parent().join(name).filter(|_| !name.starts_with(['/', '~']));
        let module = || SitePath::new(&format!("node_modules/{name}"));
        let candidates = path.into_iter().chain(module()).flat_map(|path| {
            let with = SitePath::new(&format!("{path}.json"));
            [Some(path), with].into_iter().flatten()
        });
        for path in candidates {
            let Some(text) = self.one.read(self.files, &path) else { continue };
            // A package is named without its file, which only Node.js finds.
            if text.is_empty() && path.extension().is_empty() {
                continue;
            }
            let base = parse::parse(&text, &path)?;
            let base = self.extended(&base, &path, left - 1)?;
            self.foreign.sources.extend((!path.as_str().starts_with("node_modules/")).then_some(path));
            return Ok(spread(base, own));
        }
        if let Some(base) = styles::named(name, &extends.at) {
            return Ok(spread(base, own));
        }
        let why = "this file is not in the handbook, so what it says is not carried over: add its settings by hand";
        self.foreign.note(&extends.at, format!("extends: {name}"), why);
        Ok(own)
    }

    /// The settings of markdownlint-cli2; returned are those of rules.
    fn options(&mut self, value: &Value) -> Result<Option<Vec<Entry>>, Unread> {
        let is_root = self.one.folder().as_str().is_empty();
        let mut config = None;
        for entry in value.entries() {
            let (at, name) = (&entry.at, entry.name.as_str());
            match name {
                "config" => config = Some(self.config(&entry.value)?),
                "globs" if is_root => self.globs(entry),
                "globs" => self.foreign.note(at, name, "it has no effect in a folder of the handbook"),
                "ignores" => self.foreign.exclude(&entry.value.texts(), at, name, &self.one.place, Bare::Here),
                "gitignore" => self.gitignore(entry),
                "customRules" => self.each(entry, "rules written in scripts do not run here"),
                "markdownItPlugins" => self.each(entry, "what Markdown there is follows from the site's generator"),
                "frontMatter" => {
                    self.foreign.note(at, name, "how front matter is written follows from the site's generator");
                }
                "noInlineConfig" if entry.value.is_truthy() => {
                    self.foreign.note(at, name, "comments in pages that silence rules always have an effect");
                }
                "outputFormatters" => self.foreign.note(at, name, "choose a report with `handbook lint --format`"),
                "fix" if entry.value.is_truthy() => {
                    self.foreign.note(at, name, "a run changes files only if it is told to: `handbook lint --fix`");
                }
                // About how markdownlint-cli2 is run and what it prints: nothing is lost.
                "noInlineConfig" | "fix" | "modulePaths" | "noBanner" | "noProgress" | "showFound" | "$schema" => {}
                _ => self.foreign.note(at, name, "markdownlint-cli2 has no such setting"),
            }
        }
        Ok(config)
    }

    fn globs(&mut self, entry: &Entry) {
        let texts = entry.value.texts();
        let negated = |glob: &&str| glob.starts_with(['!', '#']);
        let ignores: Vec<&str> = texts.iter().copied().filter(negated).map(|glob| glob.trim_start_matches(['!', '#'])).collect();
        let globs = texts.iter().copied().filter(|glob| !negated(glob));
        let globs: Vec<&str> = globs.map(|glob| glob.strip_prefix(':').unwrap_or(glob)).collect();
        self.foreign.exclude(&ignores, &entry.at, &entry.name, &self.one.place, Bare::Here);
        self.foreign.include(&globs, &entry.at, &entry.name, &self.one.place, Bare::Here);
    }

    /// `true`, or the name of another file with patterns.
    fn gitignore(&mut self, entry: &Entry) {
        let at = &entry.at;
        match entry.value.as_str() {
            None => self.foreign.gitignore = Some((entry.value.is_truthy(), at.clone())),
            Some(name) if name.trim_start_matches("**/") == ".gitignore" => self.foreign.gitignore = Some((true, at.clone())),
            Some(name) => {
                let path = self.one.path.parent().join(name.trim_start_matches("**/"));
                let read = path.and_then(|path| Some((self.one.read(self.files, &path)?, path)));
                match read {
                    Some((text, path)) => {
                        let place = match &self.one.place {
                            Place::Inside(_) => Place::Inside(path.parent()),
                            above @ Place::Above(_) => above.clone(),
                        };
                        self.foreign.exclude_listed(&text, &path, &place);
                    }
                    None => self.foreign.note(at, format!("gitignore: {name}"), "there is no such file"),
                }
            }
        }
    }

    /// Notes every item of a list.
    fn each(&mut self, entry: &Entry, why: &str) {
        let names: Vec<String> = match &entry.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| match item {
                    Value::List(inner) => inner.first()?.as_str().map(str::to_owned),
                    item => item.as_str().map(str::to_owned),
                })
                .collect(),
            _ => Vec::new(),
        };
        if names.is_empty() && entry.value.is_truthy() && entry.value != Value::List(Vec::new()) {
            self.foreign.note(&entry.at, &entry.name, why);
        }
        for name in names {
            self.foreign.note(&entry.at, format!("{}: {name}", entry.name), why);
        }
    }
}

/// An entry that is written nowhere but in markdownlint itself.
pub(super) fn entry(name: &str, value: Value, at: &At) -> Entry {
    Entry { name: name.to_owned(), at: at.clone(), value }
}
