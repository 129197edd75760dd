//! `[[front-matter]]`: what the front matter of some pages must be.

use super::{
    condition::{self, Condition, When},
    field::{Field, never},
    files::Files,
    json_schema::JsonSchema,
    key_patterns::KeyPatterns,
    scalar::Scalar,
    set::{Keys, Set},
    source::{self, Source},
    table::Table,
    value::{Kind, Value},
    value_type::{self, ValueType},
};
use crate::{page::Page, path::SitePath, text::Span};
use jiff::{civil, fmt::strtime::BrokenDownTime, tz::TimeZone};
use regex::Regex;
use std::sync::Arc;

/// `[[front-matter]]`: what the front matter of some pages must be. Keys are dotted: `eleventyNavigation.key`.
#[derive(Clone, Debug)]
pub struct FrontMatterSchema {
    /// The file that it stands in.
    pub file: SitePath,
    /// The bytes of its header.
    pub declared: Span,
    /// The pages it is for.
    pub files: Files,
    /// `when`: what the front matter of a page must say for the rest to hold; all of it. Empty when it always holds.
    pub when: Vec<(String, Set<Condition>)>,
    /// `required`: keys that every page has. One with a `when` of its own stands in a table of its own, which follows.
    pub required: Vec<Set<String>>,
    /// `empty`: which of the required keys may have an empty value; none when absent.
    pub empty: Option<Set<Empty>>,
    /// `types`: a value has one of these.
    pub types: Keys<Vec<Set<ValueType>>>,
    /// `enum`: a value, or each item of a list, is one of these.
    pub values: Keys<Vec<Set<Scalar>>>,
    /// `pattern`: a text matches it somewhere.
    pub patterns: Keys<Regex>,
    /// `date`: a value is a date in one of these formats, in strftime notation: `%Y-%m-%d`.
    pub dates: Keys<Vec<Set<String>>>,
    /// `unique`: no two pages have the same value.
    pub unique: Keys<UniqueScope>,
    /// `length`: of a text in characters, of a list in items.
    pub lengths: Keys<Bounds>,
    /// `range`: of a number.
    pub ranges: Keys<Bounds>,
    /// `allow-future`: keys whose dates may lie ahead.
    pub allow_future: Vec<Set<String>>,
    /// `reference`: a value, or each item of a list, is a name that stands in one of these. Lists are looked through on the way
    /// to the key (`authors.name`).
    pub references: Keys<Vec<Set<Source>>>,
    /// `link`: keys whose values lead to pages or files. Lists are looked through likewise.
    pub links: Vec<Set<String>>,
    /// `closed`: whether only keys that are named somewhere may stand on a page.
    pub closed: Option<Set<bool>>,
    /// `allow`: keys that are fine, too, where the table is closed.
    pub allow: KeyPatterns,
    /// `schema`: a file with a JSON Schema that the front matter meets.
    pub schema: Option<Set<SitePath>>,
    /// What that file says; `None` until it is read, and when it cannot be used.
    pub json: Option<Arc<JsonSchema>>,
}

/// Which of the required keys may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Empty {
    /// `false`: none.
    None,
    /// `true`: all.
    All,
    /// These.
    Keys(Vec<Set<String>>),
}

/// Among which pages a value is unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UniqueScope {
    /// `site`: among all that the schema is for.
    Site,
    /// `folder`: among those in one folder.
    Folder,
}

/// The least and the greatest value or length, both allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// `min`.
    pub min: Option<Set<f64>>,
    /// `max`.
    pub max: Option<Set<f64>>,
}

impl FrontMatterSchema {
    /// Whether it is about a page, whatever it says in `when`: one that names no `files` is about Markdown, not about templates.
    pub fn is_about(&self, page: &Page) -> bool {
        (self.files.files.is_some() || page.format.is_markdown()) && self.files.matches(&page.path)
    }

    /// The table, followed by one for each of the required keys that has a condition of its own.
    pub(super) fn read(table: &Table<'_>) -> Vec<Self> {
        let names = |key| table.get(key).and_then(|field: Field<'_>| field.names()).unwrap_or_default();
        let asked = table.get("when");
        let when = asked.as_ref().and_then(condition::read);
        let is_broken = asked.is_some() && when.is_none();
        let (required, conditional) = table.get("required").map(|field| required(&field)).unwrap_or_default();
        let schema = Self {
            file: table.problems.path().clone(),
            declared: table.declared,
            files: Files::read(table),
            when: when.unwrap_or_default(),
            required,
            empty: table.get("empty").and_then(|field| empty(&field)),
            types: keys(table, "types", never, value_type::types),
            values: keys(table, "enum", never, |field| field.scalars()),
            patterns: keys(table, "pattern", never, |field| field.regex().map(|regex| regex.value)),
            dates: keys(table, "date", never, formats),
            unique: table.get("unique").map_or_else(Keys::new, |field| unique(&field)),
            lengths: keys(table, "length", is_bounds, |field| bounds(field, true)),
            ranges: keys(table, "range", is_bounds, |field| bounds(field, false)),
            allow_future: names("allow-future"),
            references: keys(table, "reference", never, source::sources),
            links: names("link"),
            closed: table.get("closed").and_then(|field| field.boolean()),
            allow: KeyPatterns::read(table),
            schema: table.get("schema").and_then(|field| field.path()),
            json: None,
        };
        if let Some(first) = schema.allow.patterns.first()
            && !schema.closed.is_some_and(|closed| closed.value)
        {
            let help = "Set `closed = true`, too: then only keys that are named may stand on a page";
            table.problems.warning(first.key, "`allow` has no effect without `closed`", Some(help.to_owned()));
        }
        table.finish();
        if is_broken {
            return Vec::new();
        }
        let alone = |(key, when): (Set<String>, When)| schema.only(key, when);
        let conditional: Vec<_> = conditional.into_iter().map(alone).collect();
        std::iter::once(schema).chain(conditional).collect()
    }

    /// For the same pages, but nothing is asked for except one key, on one more condition.
    fn only(&self, key: Set<String>, when: When) -> Self {
        Self {
            file: self.file.clone(),
            declared: self.declared,
            files: self.files.clone(),
            when: self.when.iter().cloned().chain(when).collect(),
            required: vec![key],
            empty: self.empty.clone(),
            types: Keys::new(),
            values: Keys::new(),
            patterns: Keys::new(),
            dates: Keys::new(),
            unique: Keys::new(),
            lengths: Keys::new(),
            ranges: Keys::new(),
            allow_future: Vec::new(),
            references: Keys::new(),
            links: Vec::new(),
            closed: None,
            allow: KeyPatterns::default(),
            schema: None,
            json: None,
        }
    }

    /// The dotted keys that it speaks of, some of them more than once; not those of its JSON Schema.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let may_be_empty = match self.empty.as_ref().map(|set| &set.value) {
            Some(Empty::Keys(keys)) => keys.as_slice(),
            _ => &[],
        };
        let named = self.required.iter().chain(may_be_empty).chain(&self.allow_future).chain(&self.links);
        let listed = named.map(|set| &set.value);
        let by_value = self.types.keys().chain(self.values.keys()).chain(self.patterns.keys()).chain(self.dates.keys());
        let by_size = self.unique.keys().chain(self.lengths.keys()).chain(self.ranges.keys()).chain(self.references.keys());
        let conditions = self.when.iter().map(|(key, _)| key);
        listed.chain(by_value).chain(by_size).chain(conditions).map(String::as_str)
    }
}

/// A key that is required on a condition.
type Conditional = (Set<String>, When);

/// The keys that every page has, and those that only some have: `{ key = "review_by", when = { type = "policy" } }`.
fn required(field: &Field<'_>) -> (Vec<Set<String>>, Vec<Conditional>) {
    let (mut always, mut sometimes) = (Vec::new(), Vec::new());
    let single = !matches!(field.value.kind, Kind::List(_));
    let items = if single { field.names().map(|names| always.extend(names)).map(|()| Vec::new()) } else { field.list() };
    for item in items.unwrap_or_default() {
        if !matches!(item.value.kind, Kind::Table(_)) {
            always.extend(item.name());
            continue;
        }
        let table = item.item_table();
        let key = table.get("key").map(|field| field.name());
        let when = table.get("when").map(|field| condition::read(&field));
        table.finish();
        match (key, when) {
            (Some(Some(key)), Some(Some(when))) => sometimes.push((Set { key: field.key, ..key }, when)),
            (None, _) => missing(&item, "`key` is missing: name the key that is required"),
            (_, None) => missing(&item, "`when` is missing: say on which pages the key is required"),
            _ => {}
        }
    }
    (always, sometimes)
}

fn missing(item: &Field<'_>, message: &str) {
    let help = "For example `{ key = \"review_by\", when = { type = \"policy\" } }`";
    item.error::<()>(message, Some(help.to_owned()));
}

fn keys<T>(
    table: &Table<'_>,
    name: &'static str,
    is_leaf: fn(&Value) -> bool,
    read: impl Fn(&Field<'_>) -> Option<T>,
) -> Keys<T> {
    table.get(name).map_or_else(Keys::new, |field| field.keys(is_leaf, read))
}

fn empty(field: &Field<'_>) -> Option<Set<Empty>> {
    match field.value.kind {
        Kind::Boolean(flag) => Some(field.set(if flag { Empty::All } else { Empty::None })),
        Kind::Text(_) | Kind::List(_) => Some(field.set(Empty::Keys(field.names()?))),
        _ => field.expected("`true`, `false` or a list of keys"),
    }
}

fn unique(field: &Field<'_>) -> Keys<UniqueScope> {
    let scopes = [("site", UniqueScope::Site), ("folder", UniqueScope::Folder)];
    if let Kind::Table(_) = field.value.kind {
        return field.keys(never, |field| field.one_of(&scopes).map(|scope| scope.value));
    }
    let names = field.names().unwrap_or_default();
    names.into_iter().map(|name| (name.value.clone(), name.map(|_| UniqueScope::Site))).collect()
}

fn is_bounds(value: &Value) -> bool {
    let Kind::Table(entries) = &value.kind else { return false };
    entries.is_empty() || entries.iter().any(|entry| !matches!(entry.value.kind, Kind::Table(_)))
}

fn bounds(field: &Field<'_>, length: bool) -> Option<Bounds> {
    if !matches!(field.value.kind, Kind::Table(_)) {
        return field.expected("a table like `{ min = 1, max = 80 }`");
    }
    let table = field.table()?;
    let number = |name| {
        let field = table.get(name)?;
        let number = field.number()?;
        if length && (number.value < 0.0 || number.value.fract() != 0.0) {
            return field.error(format!("`{name}` must be a whole number of 0 or more"), None);
        }
        Some(number)
    };
    let bounds = Bounds { min: number("min"), max: number("max") };
    table.finish();
    match bounds {
        Bounds { min: None, max: None } => None,
        Bounds { min: Some(min), max: Some(max) } if min.value > max.value => {
            field.problems.error(min.span, format!("`min` is greater than `max`, which is {}", max.value), None);
            None
        }
        bounds => Some(bounds),
    }
}

fn formats(field: &Field<'_>) -> Option<Vec<Set<String>>> {
    let formats: Vec<_> = field.one_or_more("text in quotes")?.iter().filter_map(format).collect();
    (!formats.is_empty()).then_some(formats)
}

/// A date format in strftime notation.
fn format(field: &Field<'_>) -> Option<Set<String>> {
    let format = field.name()?;
    if !format.value.contains('%') {
        let letters = [("YYYY", "%Y"), ("yyyy", "%Y"), ("MM", "%m"), ("DD", "%d"), ("dd", "%d")];
        let guess = letters.iter().fold(format.value.clone(), |text, (from, to)| text.replace(from, to));
        let help = if guess == format.value { "For example `%Y-%m-%d`".to_owned() } else { format!("Write `{guess}`") };
        return field.error(format!("`{}` is no date format", format.value), Some(help));
    }
    // A date that is printed and read back meets every directive that does not exist, or that can only be printed.
    let day = civil::date(2000, 1, 31).to_zoned(TimeZone::UTC);
    let round_trip = day.and_then(|day| {
        let printed = BrokenDownTime::from(&day).to_string(&format.value)?;
        BrokenDownTime::parse(&format.value, printed)
    });
    match round_trip {
        Ok(_) => Some(format),
        Err(_) => {
            let help = Some("For example `%Y-%m-%d`".to_owned());
            field.error(format!("`{}` is no date format", format.value), help)
        }
    }
}
