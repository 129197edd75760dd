//! A value that names something that is not there: a person, a team, a tag, a layout, a page.

use super::{asked_at, listed, value::written};
use crate::{
    config::{FrontMatterSchema, Set, Source},
    diagnostic::{Fix, Label, Severity},
    generator::{PageId, Reference as Known, Route},
    page::{
        NoList, Page,
        front_matter::{Data, Node, Value},
    },
    path::SitePath,
    rule::{Finding, Report, Rule, SiteRule},
    site::{Entry, NoRegister, Register, Site},
    text::nearest,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<Reference>("front-matter/reference", include_str!("../../../rules/front-matter/reference.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {}

/// So many names are told when none is near.
const SHOWN: usize = 8;

/// For so many values a near name is looked for; to compare more of them with every name takes too long.
const COMPARED: usize = 200;

impl SiteRule for Reference {
    fn reads(&self, site: &Site) -> Vec<SitePath> {
        let asked = site.schemas.iter().flat_map(|schema| schema.references.values()).flat_map(|set| &set.value);
        let known = site.facts.references.iter().flat_map(|known| &known.sources);
        let sources = asked.map(|set| &set.value).chain(known);
        let path = |source: &Source| match source {
            Source::Data(path, _) | Source::Owners(Some(path)) => Some(path.clone()),
            _ => None,
        };
        sources.filter_map(path).collect()
    }

    fn check(&self, site: &Site, report: &mut Report) {
        for schema in site.schemas.iter() {
            for (key, sources) in &schema.references {
                asked(site, schema, key, sources, report);
            }
        }
        for known in &site.facts.references {
            looked_up(site, known, report);
        }
    }
}

/// What `handbook.toml` asks for.
fn asked(site: &Site, schema: &FrontMatterSchema, key: &str, sources: &Set<Vec<Set<Source>>>, report: &mut Report) {
    let mut registers = Vec::new();
    let mut all = true;
    for source in &sources.value {
        match site.register(&source.value) {
            Ok(register) => registers.push(register),
            Err(why) => {
                all = false;
                unusable(site, schema, key, source, why, report);
            }
        }
    }
    // What cannot be read may hold the name.
    if !all || registers.iter().any(|register| !register.complete) {
        return;
    }
    let mut names = Names { site, registers: &registers, compared: 0, known: None };
    for (id, entry) in pages(site) {
        let page = &*entry.page;
        if !site.holds(schema, page) {
            continue;
        }
        for node in values(site, page, key) {
            if let Some(finding) = names.check(id, page, key, node, report) {
                finding.related(asked_at(schema, sources.span));
            }
        }
    }
}

/// What the generator looks up by itself.
fn looked_up(site: &Site, known: &Known, report: &mut Report) {
    let registers: Vec<_> = known.sources.iter().filter_map(|source| site.register(source).ok()).collect();
    if registers.len() < known.sources.len() || registers.iter().any(|register| !register.complete) {
        return;
    }
    let scalars = site.facts.dialect.front_matter.scalars;
    let mut names = Names { site, registers: &registers, compared: 0, known: Some(known) };
    for (id, entry) in pages(site) {
        let is_built = entry.placement.withheld.is_none() && entry.placement.route != Route::None;
        // What the handbook's own settings say of the key goes before.
        let is_asked = || site.schemas_of(&entry.page).any(|schema| schema.references.contains_key(known.key));
        if !is_built || !known.covers(&entry.page.path) || is_asked() {
            continue;
        }
        for node in values(site, &entry.page, known.key) {
            let name = node.as_str().unwrap_or_default();
            if node.value(scalars) != Value::Text || known.known.iter().any(|one| one == name) {
                continue;
            }
            if let Some(finding) = names.check(id, &entry.page, known.key, node, report) {
                finding.label(known.outcome);
                if !known.breaks {
                    finding.severity(Severity::Warning);
                }
            }
        }
    }
}

fn pages(site: &Site) -> impl Iterator<Item = (PageId, &Entry)> {
    site.pages.iter().enumerate().map(|(id, entry)| (id as PageId, entry))
}

/// The values of a key that are names: neither empty nor `false`, which often says that there is none, nor made by a template.
fn values<'a>(site: &Site, page: &'a Page, key: &str) -> Vec<&'a Node> {
    let scalars = site.facts.dialect.front_matter.scalars;
    let values = page.front_matter.as_ref().map(|block| block.values(key)).unwrap_or_default();
    let is_name = |node: &&Node| {
        let Data::Scalar(scalar) = &node.data else { return false };
        let is_made = ["{{", "{%", "<%", "${"].iter().any(|mark| scalar.text.contains(mark));
        let is_tagged = node.tag().is_some_and(|tag| tag != "!!str" && tag != "!");
        !is_made && !is_tagged && !node.is_empty(scalars) && node.value(scalars) != Value::Bool(false)
    };
    values.into_iter().flat_map(Node::items).filter(is_name).collect()
}

/// The names that values are held against.
struct Names<'a> {
    site: &'a Site,
    registers: &'a [Register<'a>],
    /// How many values were compared with all names.
    compared: usize,
    /// What the generator does with them, where it is the one who asks.
    known: Option<&'a Known>,
}

impl Names<'_> {
    /// Reports a value that is none of the names.
    fn check<'r>(&mut self, id: PageId, page: &Page, key: &str, node: &Node, report: &'r mut Report) -> Option<&'r mut Finding> {
        let name = node.as_str()?.trim();
        // What the generator looks up in a folder it looks up by its path.
        let by_path = self.known.is_some_and(|known| !known.slips_only);
        let has = |register: &Register<'_>| match by_path {
            true => register.has_path(self.site, id, name),
            false => register.has(self.site, id, name),
        };
        if self.registers.iter().any(has) {
            return None;
        }
        self.compared += 1;
        let further = self.known.iter().flat_map(|known| &known.known).map(String::as_str);
        // A file that may be named without its folder is looked for without it, too.
        let of_folder = |register: &&Register<'_>| !by_path && matches!(register.source, Source::Folder(_));
        let folders = self.registers.iter().filter(of_folder).flat_map(|register| &register.names);
        let bare = folders.filter_map(|name| Some(name.rsplit_once('/')?.1));
        let names = self.registers.iter().flat_map(|register| &register.names).map(|name| &**name);
        let candidates = names.chain(bare).chain(further);
        let near = if self.compared <= COMPARED { nearest(name, candidates) } else { None };
        if near.is_none() && self.known.is_some_and(|known| known.slips_only) {
            return None;
        }
        let finding = report.add(&page.path, node.span, self.message(key, name));
        match near {
            Some(near) => {
                finding.help(format!("Did you mean `{near}`?"));
                let syntax = page.front_matter.as_ref()?.syntax;
                let text = written(node, near, true, syntax, self.site.facts.dialect.front_matter.scalars);
                finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, node.span, text));
                if let Some((path, span)) = self.registers.iter().find_map(|register| register.place(near))
                    && !span.is_empty()
                {
                    finding.related(Label::with_message(path, *span, format!("`{near}` is here")));
                }
            }
            None => _ = finding.help(self.advice()),
        }
        Some(finding)
    }

    fn message(&self, key: &str, name: &str) -> String {
        let is_folder = self.registers.iter().all(|register| matches!(register.source, Source::Folder(_)));
        let what = self.known.map_or(if is_folder { "files" } else { "names" }, |known| known.what);
        if self.registers.is_empty() {
            let title = self.site.facts.generator.value.title();
            return format!("`{name}` is none of the {what} that {title} has");
        }
        let [register] = self.registers else {
            let places: Vec<String> = self.registers.iter().map(|register| place(register.source)).collect();
            return format!("`{name}` is named neither in {}", places.join(" nor in "));
        };
        let count = register.count;
        match register.source {
            Source::Pages(None) => format!("`{name}` is the path, address or title of no page"),
            Source::Pages(Some(named_by)) if named_by == key => format!("`{name}` is the `{key}` of no page"),
            Source::Pages(Some(named_by)) => format!("no page has `{name}` as its `{named_by}`"),
            Source::Files => format!("there is no file `{name}`"),
            Source::Owners(_) => format!("`{name}` owns nothing in {}", place(register.source)),
            source if count == 1 => format!("`{name}` is not among the {what} in {}", place(source)),
            source => format!("`{name}` is none of the {count} {what} in {}", place(source)),
        }
    }

    /// What to do when no name is near.
    fn advice(&self) -> String {
        if let (Some(known), true) = (self.known, self.registers.is_empty()) {
            return format!("It may be {}", any_of(known.known.iter().map(String::as_str)));
        }
        let [register] = self.registers else { return "Write a name that stands in one of them".to_owned() };
        match register.source {
            Source::Pages(None) => "Write the path of a page as it is in its folder, or its title".to_owned(),
            Source::Files => "Write its path from the top folder, or from this page".to_owned(),
            source if register.names.len() <= SHOWN => {
                let names = any_of(register.names.iter().map(|name| &**name));
                let add = if let Source::Data(..) = source { format!(", or add it to {}", place(source)) } else { String::new() };
                format!("It may be {names}{add}")
            }
            Source::Pages(Some(key)) => format!("Write what a page has as its `{key}`"),
            Source::Data(..) => format!("Write a name that is there, or add it to {}", place(register.source)),
            source => format!("Write a name that stands in {}", place(source)),
        }
    }
}

/// Names told as a choice: `a`, `b` or `c`.
fn any_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => {
            format!("{} or `{last}`", first.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
        }
        _ => listed(names),
    }
}

/// A source in plain words.
fn place(source: &Source) -> String {
    match source {
        Source::Pages(_) => "the pages".to_owned(),
        Source::Files => "the files".to_owned(),
        Source::Folder(path) => format!("the folder `{path}`"),
        Source::Data(path, None) => format!("`{path}`"),
        Source::Data(path, Some(key)) => format!("`{path}` under `{key}`"),
        Source::Owners(Some(path)) => format!("`{path}`"),
        Source::Owners(None) => "`CODEOWNERS`".to_owned(),
    }
}

/// Says in `handbook.toml` that nothing can be looked up.
fn unusable(site: &Site, schema: &FrontMatterSchema, key: &str, source: &Set<Source>, why: NoRegister, report: &mut Report) {
    let (message, help) = match (&source.value, why) {
        (Source::Folder(path), _) => {
            (format!("there are no files in the folder `{path}`"), "Write its path from the top folder".into())
        }
        (Source::Data(path, _), NoRegister::Missing) => {
            let near = nearest(path.as_str(), site.assets.iter().map(SitePath::as_str));
            let help = near.map_or_else(|| "Write its path from the top folder".into(), |near| format!("Did you mean `{near}`?"));
            (format!("there is no file `{path}`"), help)
        }
        (Source::Data(path, _), NoRegister::Data(NoList::Unreadable)) => {
            (format!("`{path}` cannot be read"), "Look for a slip in it with an editor that knows its format".into())
        }
        (Source::Data(path, _), NoRegister::Data(NoList::Empty)) => {
            (format!("there are no names in `{path}`"), "Add them".into())
        }
        (Source::Data(path, _), NoRegister::Data(NoList::Tables)) => (
            format!("`{path}` lists tables, and nothing says which of their keys is the name"),
            format!("Write the key behind a `#`, like `{path}#name`"),
        ),
        (Source::Data(path, named_by), _) => {
            let named_by = named_by.as_deref().unwrap_or_default();
            (format!("nothing in `{path}` has the key or column `{named_by}`"), "Write one that is there".into())
        }
        (Source::Pages(named_by), _) => {
            let named_by = named_by.as_deref().unwrap_or_default();
            (format!("no page has the key `{named_by}`"), "Write a key that pages have".into())
        }
        (Source::Owners(_), NoRegister::Missing) => {
            ("the repository has no `CODEOWNERS`".into(), "Write the path of a file that lists the owners".into())
        }
        (Source::Owners(_), _) => ("nobody owns anything in `CODEOWNERS`".into(), "Add owners there".into()),
        (Source::Files, _) => return,
    };
    let finding = report.add(&schema.file, source.span, format!("{message}: the values of `{key}` were not looked up"));
    finding.help(help);
}
