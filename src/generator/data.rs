//! Metadata of a page: its front matter, and what folders and data files add to it.

use crate::{
    config::{Condition, Scalar, Set, SiteState},
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Node, Value},
    },
    text::Span,
};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Data files: values for all pages below a folder, or for one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FolderData {
    /// By folder path (`content/posts`) or by page path without extensions (`content/posts/a`).
    values: BTreeMap<String, Json>,
    /// What layouts give to the pages that use them, by the names that pages may call them; outer layouts are merged in.
    layouts: BTreeMap<String, Json>,
    /// Values for all pages, which everything else goes before.
    global: Option<Json>,
    /// Values for pages by their paths; later ones go before earlier ones.
    scopes: Vec<Scope>,
}

/// Values for the pages whose paths fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    /// What their paths begin with, in the middle of a name or not: one of these.
    pub starts: Vec<String>,
    /// A folder that their paths go through, with a slash around it: one of these, if there are any.
    pub inside: Vec<String>,
    /// Folders that their paths do not go through, with a slash around each.
    pub outside: Vec<String>,
    /// The values.
    pub values: Json,
}

impl Scope {
    fn covers(&self, path: &str, rooted: &str) -> bool {
        self.starts.iter().any(|start| path.starts_with(start.as_str()))
            && (self.inside.is_empty() || self.inside.iter().any(|folder| rooted.contains(folder.as_str())))
            && !self.outside.iter().any(|folder| rooted.contains(folder.as_str()))
    }
}

impl FolderData {
    /// Adds what a data file says about `place`; keys said twice keep the later value.
    pub fn add(&mut self, place: &str, data: Json) {
        merge(self.values.entry(place.to_owned()).or_insert(Json::Null), data);
    }

    /// Adds what a layout says under the name that pages call it by.
    pub fn add_layout(&mut self, name: String, data: Json) {
        self.layouts.insert(name, data);
    }

    /// Adds a value for all pages, by its dotted key.
    pub fn add_global(&mut self, dotted: &str, value: Json) {
        let nested = dotted.rsplit('.').fold(value, |value, key| Json::Object([(key.to_owned(), value)].into_iter().collect()));
        merge(self.global.get_or_insert(Json::Null), nested);
    }

    /// Adds values for the pages whose paths fit; they go before those added earlier.
    pub fn add_scope(&mut self, scope: Scope) {
        self.scopes.push(scope);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.layouts.is_empty() && self.global.is_none() && self.scopes.is_empty()
    }

    /// The value of a dotted key for a page, from its own data file, then its folder's, then the folders' above, then its
    /// layout's, then the one for all.
    pub fn get(&self, page: &Page, key: &str) -> Option<&Json> {
        if self.is_empty() {
            return None;
        }
        let found = self.placed(page, key).or_else(|| self.scoped(page, key));
        found.or_else(|| self.of_layout(page, key)).or_else(|| lookup(self.global.as_ref()?, key))
    }

    fn scoped(&self, page: &Page, key: &str) -> Option<&Json> {
        if self.scopes.is_empty() {
            return None;
        }
        let path = page.path.as_str();
        let rooted = format!("/{path}");
        self.scopes.iter().rev().filter(|scope| scope.covers(path, &rooted)).find_map(|scope| lookup(&scope.values, key))
    }

    fn of_layout(&self, page: &Page, key: &str) -> Option<&Json> {
        if self.layouts.is_empty() || key == "layout" {
            return None;
        }
        let written = page.front_matter.as_ref().and_then(|block| block.get("layout"));
        let name = match written {
            Some(entry) => entry.value.as_str()?,
            None => self.get(page, "layout")?.as_str()?,
        };
        lookup(self.layouts.get(name)?, key)
    }

    fn placed(&self, page: &Page, key: &str) -> Option<&Json> {
        if self.values.is_empty() {
            return None;
        }
        let path = page.path.as_str();
        let own = format!("{}/{}", page.path.parent_str(), page.path.stem());
        let own = own.strip_prefix('/').unwrap_or(&own);
        let mut places = vec![own];
        let mut at = path;
        while let Some(slash) = at.rfind('/') {
            at = &at[..slash];
            places.push(at);
        }
        places.push("");
        places.into_iter().find_map(|place| lookup(self.values.get(place)?, key))
    }
}

/// Puts `more` over `known`: objects are merged, anything else is replaced.
fn merge(known: &mut Json, more: Json) {
    match (known, more) {
        (Json::Object(known), Json::Object(more)) => {
            for (key, value) in more {
                merge(known.entry(key).or_insert(Json::Null), value);
            }
        }
        (known, more) => *known = more,
    }
}

fn lookup<'a>(json: &'a Json, dotted: &str) -> Option<&'a Json> {
    dotted.split('.').try_fold(json, |json, key| json.get(key))
}

/// A metadata value of a page, from wherever it comes.
#[derive(Clone, Copy, Debug)]
pub enum Meta<'a> {
    /// From the page's front matter, with the place of its key.
    Own(&'a Node, Span),
    /// From a data file.
    Given(&'a Json),
}

impl<'a> Meta<'a> {
    /// The value of a dotted key: the page's own, or what its folders give it.
    pub fn get(data: &'a FolderData, page: &'a Page, key: &str) -> Option<Self> {
        let own = page.front_matter.as_ref().and_then(|block| block.get(key));
        own.map(|entry| Self::Own(&entry.value, entry.key)).or_else(|| data.get(page, key).map(Self::Given))
    }

    /// The text of a text value.
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Own(node, _) => node.as_str(),
            Self::Given(json) => json.as_str(),
        }
    }

    /// Whether it is literally true.
    pub fn is_true(self, scalars: Scalars) -> bool {
        self.boolean(scalars) == Some(true)
    }

    /// The value as a flag, if it is one.
    pub fn boolean(self, scalars: Scalars) -> Option<bool> {
        match self {
            Self::Own(node, _) => match node.value(scalars) {
                Value::Bool(flag) => Some(flag),
                _ => None,
            },
            Self::Given(json) => json.as_bool(),
        }
    }

    /// The value as a number, if it is one.
    pub fn number(self, scalars: Scalars) -> Option<f64> {
        match self {
            Self::Own(node, _) => match node.value(scalars) {
                Value::Integer(number) => Some(number as f64),
                Value::Float(number) => Some(number),
                _ => None,
            },
            Self::Given(json) => json.as_f64(),
        }
    }

    /// Where the page says so; an empty span for a data file.
    pub fn span(self) -> Span {
        match self {
            Self::Own(node, key) => key.to(node.span),
            Self::Given(_) => Span::default(),
        }
    }

    /// Where the page has the value itself; an empty span for a data file.
    pub fn value_span(self) -> Span {
        match self {
            Self::Own(node, _) => node.span,
            Self::Given(_) => Span::default(),
        }
    }

    /// Whether there is a value, and not an empty one.
    fn says_something(self, scalars: Scalars) -> bool {
        match self {
            Self::Own(node, _) => !node.is_empty(scalars),
            Self::Given(json) => !json.is_null(),
        }
    }

    /// Whether it, or an item of the list that it is, equals a value written in `handbook.toml`.
    fn includes(self, wanted: &Scalar, scalars: Scalars) -> bool {
        match self {
            Self::Own(node, key) => {
                self.equals(wanted, scalars) || node.items().iter().any(|item| Self::Own(item, key).equals(wanted, scalars))
            }
            Self::Given(Json::Array(items)) => items.iter().any(|item| Self::Given(item).equals(wanted, scalars)),
            Self::Given(_) => self.equals(wanted, scalars),
        }
    }

    /// Whether it equals a value written in `handbook.toml`.
    fn equals(self, wanted: &Scalar, scalars: Scalars) -> bool {
        match wanted {
            Scalar::Boolean(flag) => self.boolean(scalars) == Some(*flag),
            Scalar::Integer(number) => self.number(scalars) == Some(*number as f64),
            Scalar::Float(number) => self.number(scalars) == Some(*number),
            Scalar::Text(text) | Scalar::Date(text) => self.as_str() == Some(text),
        }
    }
}

/// Whether what `handbook.toml` asks of some keys holds for a page.
pub fn holds(data: &FolderData, page: &Page, when: &[(String, Set<Condition>)], scalars: Scalars) -> bool {
    when.iter().all(|(key, condition)| {
        let meta = Meta::get(data, page, key);
        match &condition.value {
            Condition::Present(wanted) => meta.is_some_and(|meta| meta.says_something(scalars)) == *wanted,
            Condition::OneOf(values) => meta.is_some_and(|meta| values.iter().any(|set| meta.includes(&set.value, scalars))),
        }
    })
}

/// Whether a page is in a state of `[[site.states]]`; returns where the page says so.
pub fn in_state(data: &FolderData, page: &Page, state: &SiteState, scalars: Scalars) -> Option<Span> {
    let mut place = None;
    for (key, wanted) in &state.when {
        let meta = Meta::get(data, page, key)?;
        wanted.value.iter().any(|set| meta.equals(&set.value, scalars)).then_some(())?;
        place.get_or_insert(meta.span());
    }
    place
}
