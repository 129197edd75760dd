//! Writes the JSON Schema that editors complete and check front matter by.
//!
//! It says what all pages show, and leaves the rest open. Its words mean the same in draft 7, which most editors know, and in
//! 2020-12.

use super::{
    evidence::{self, FEW},
    keys::Keys,
    nodes::counted as by_count,
    settings::counted,
};
use crate::{
    page::front_matter::{Data, DateForm, Node, Style, Value, WrittenDay},
    site::{
        Site,
        census::{Key, Kind, Scope, Use},
    },
};
use serde_json::{Map, Value as Json, json};

/// Values that are offered where a key is no choice of a few.
const EXAMPLES: usize = 8;

/// The schema of the front matter of all pages. A key for which `is_slip` holds is written by mistake.
pub(super) fn write(keys: &Keys<'_>, is_slip: &dyn Fn(&str) -> bool) -> String {
    let (site, all) = (keys.site, &keys.all);
    let writer = Writer { keys, site, all, is_slip };
    let mut schema = Map::new();
    // Readers that know draft 7 only, which are many, refuse a schema that names a later one; they read this one alike.
    schema.insert(
        "$comment".into(),
        "JSON Schema 2020-12, in words that draft 7 knows, too; so neither is named as $schema".into(),
    );
    schema.insert("title".into(), "Front matter".into());
    let pages = counted(all.len(), "page");
    schema.insert("description".into(), format!("What the front matter of {pages} has in common, by `handbook init`").into());
    schema.insert("type".into(), "object".into());
    writer.table(&mut schema, site.census().top(), all.len());
    let mut text = serde_json::to_string_pretty(&Json::Object(schema)).unwrap_or_default();
    text.push('\n');
    text
}

struct Writer<'a> {
    keys: &'a Keys<'a>,
    site: &'a Site,
    all: &'a Scope<'a>,
    is_slip: &'a dyn Fn(&str) -> bool,
}

impl<'a> Writer<'a> {
    /// Adds the keys of a table that `tables` pages have; none are required when that is 0. Depth is bounded by the readers' nesting limit.
    fn table(&self, schema: &mut Map<String, Json>, keys: Vec<Key<'a>>, tables: usize) {
        let mut keys: Vec<(Key<'a>, Vec<&Use>)> = keys.into_iter().map(|key| (key, self.uses(key))).collect();
        keys.retain(|(key, uses)| !uses.is_empty() && !key.is_item() && key.name() != "<<" && !(self.is_slip)(key.name()));
        keys.sort_by_key(|(_, uses)| std::cmp::Reverse(uses.len()));
        let is_required = |(key, uses): &&(Key<'a>, Vec<&Use>)| {
            tables >= FEW && key.tally(self.all).having == tables && self.is_spelt_alike(*key, uses)
        };
        let required: Vec<Json> = keys.iter().filter(is_required).map(|(key, _)| Json::from(key.name())).collect();
        if !required.is_empty() {
            schema.insert("required".into(), Json::Array(required));
        }
        let properties: Map<String, Json> =
            keys.iter().map(|(key, uses)| (key.written().to_owned(), self.key(*key, uses))).collect();
        if !properties.is_empty() {
            schema.insert("properties".into(), Json::Object(properties));
        }
    }

    /// The uses of a key on these pages.
    fn uses(&self, key: Key<'a>) -> Vec<&'a Use> {
        key.uses_in(self.all).collect()
    }

    /// Whether all pages spell the key as the generator looks it up. Editors know nothing of generators that take `linkTitle` for
    /// `linktitle`.
    fn is_spelt_alike(&self, key: Key<'_>, uses: &[&Use]) -> bool {
        uses.iter().all(|one| self.keys.nodes.written(one) == Some(key.name()))
    }

    fn key(&self, key: Key<'a>, uses: &[&'a Use]) -> Json {
        let mut schema = Map::new();
        let having = key.tally(self.all).having;
        let all = if having == self.all.len() { "all " } else { "" };
        let description = format!("On {all}{}", counted(having, "page"));
        schema.insert("description".into(), description.into());
        self.value(&mut schema, key, uses);
        Json::Object(schema)
    }

    /// What a value is, if that can be told of all.
    fn value(&self, schema: &mut Map<String, Json>, key: Key<'a>, uses: &[&'a Use]) {
        let nodes: Vec<&Node> = uses.iter().filter_map(|one| self.keys.nodes.node(one)).collect();
        let Some(types) = self.types(&nodes) else { return };
        if nodes.len() != uses.len() {
            return;
        }
        match types.as_slice() {
            [one] => schema.insert("type".into(), (*one).into()),
            many => schema.insert("type".into(), many.to_vec().into()),
        };
        if types.iter().all(|name| matches!(*name, "string" | "null")) {
            self.text(schema, &nodes);
        }
        if types.contains(&"object") {
            // In a list, and where the table may be empty, what it must hold is not told.
            let mut pages: Vec<_> = uses.iter().filter(|one| one.kind == Kind::Table).map(|one| one.page).collect();
            pages.dedup();
            let has_empty = nodes.iter().any(|node| matches!(&node.data, Data::Mapping(entries) if entries.is_empty()));
            let in_list = std::iter::successors(Some(key), |key| key.parent()).any(Key::is_item);
            self.table(schema, key.children(), if has_empty || in_list { 0 } else { pages.len() });
        }
        if let Some(items) = key.items()
            && types.contains(&"array")
        {
            let mut within = Map::new();
            let uses = self.uses(items);
            self.value(&mut within, items, &uses);
            if !within.is_empty() {
                schema.insert("items".into(), Json::Object(within));
            }
        }
    }

    /// The types of JSON that all of the values have; `None` where one cannot be told, and where there are too few of them.
    fn types(&self, nodes: &[&Node]) -> Option<Vec<&'static str>> {
        let front_matter = &self.site.facts.dialect.front_matter;
        let mut types: Vec<&'static str> = Vec::new();
        for node in nodes {
            let kind = Kind::of(node, front_matter.scalars);
            let name = match &node.data {
                _ if kind == Kind::Unknown => return None,
                Data::Alias(_) => return None,
                Data::Mapping(_) => "object",
                Data::Sequence(_) => "array",
                Data::Scalar(scalar) => match node.value(front_matter.scalars) {
                    // What the lines of a header are is said by what they look like, and that is not sure.
                    _ if scalar.style == Style::Line && kind != Kind::Text => return None,
                    Value::Null => "null",
                    // Newer readers of YAML take `yes` for text.
                    Value::Bool(_) if !matches!(&*scalar.text, "true" | "false") => return None,
                    Value::Bool(_) => "boolean",
                    Value::Integer(_) if scalar.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => "integer",
                    Value::Integer(_) | Value::Float(_) => "number",
                    Value::Text | Value::Date(_) => "string",
                    Value::Error => return None,
                },
            };
            if !types.contains(&name) {
                types.push(name);
            }
        }
        if types.contains(&"number") {
            types.retain(|name| *name != "integer");
        }
        types.sort_unstable();
        (nodes.len() >= FEW && !types.iter().all(|name| *name == "null")).then_some(types)
    }

    /// The form of a text, or the values that it may have.
    fn text(&self, schema: &mut Map<String, Json>, nodes: &[&Node]) {
        let full: Vec<&Node> = nodes.iter().copied().filter(|node| !is_null(node, self.site)).collect();
        let texts: Vec<&str> = full.iter().filter_map(|node| node.as_str()).collect();
        if let Some(format) = format(&texts) {
            schema.insert("format".into(), format.into());
            return;
        }
        let values = by_count(&texts);
        if evidence::is_choice(&values) {
            let mut names: Vec<Json> = values.iter().map(|(text, _)| Json::from(*text)).collect();
            names.extend((full.len() < nodes.len()).then_some(Json::Null));
            schema.insert("enum".into(), Json::Array(names));
        } else if values.len() * 2 <= texts.len() {
            let often = values.iter().filter(|(text, count)| *count > 1 && evidence::is_name(text));
            let names: Vec<Json> = often.take(EXAMPLES).map(|(text, _)| json!(text)).collect();
            if names.len() > 1 {
                schema.insert("examples".into(), Json::Array(names));
            }
        }
    }
}

fn is_null(node: &Node, site: &Site) -> bool {
    node.value(site.facts.dialect.front_matter.scalars) == Value::Null
}

/// `date` or `date-time`, where every text is one by RFC 3339.
fn format(texts: &[&str]) -> Option<&'static str> {
    let is_day = |text: &&str| {
        let form = DateForm::read(text).is_some_and(|form| form.strftime().as_deref() == Some("%Y-%m-%d"));
        form && text.len() == 10 && WrittenDay::read(text).is_some_and(|day| day.day().is_some())
    };
    let is_time = |text: &&str| text.as_bytes().get(10) == Some(&b'T') && text.parse::<jiff::Timestamp>().is_ok();
    if texts.len() < FEW {
        return None;
    }
    if texts.iter().all(is_day) {
        return Some("date");
    }
    texts.iter().all(is_time).then_some("date-time")
}
