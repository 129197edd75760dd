//! Front matter as a JSON value.

use crate::page::{
    dialect::Scalars,
    front_matter::{Data, Node, Value},
};
use rustc_hash::FxHashMap;
use serde_json::{Map, Number, Value as Json};

/// So many values a block may have when its aliases are followed; what is written in one are at most as many.
const NODES: usize = 100_000;
/// So deep they may lie in each other.
const DEPTH: usize = 128;

/// The metadata as the generator has it: aliases followed, `<<` merged, dates as they are written. `None` when there is too much.
pub(super) fn from_front_matter(root: Option<&Node>, scalars: Scalars) -> Option<Json> {
    let Some(root) = root else { return Some(Json::Object(Map::new())) };
    Reader { root, scalars, anchors: None, left: NODES }.value(root, 0)
}

struct Reader<'a> {
    root: &'a Node,
    scalars: Scalars,
    /// By name; found when the first alias is met.
    anchors: Option<FxHashMap<&'a str, &'a Node>>,
    left: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, node: &'a Node, depth: usize) -> Option<Json> {
        self.left = self.left.checked_sub(1)?;
        if depth > DEPTH {
            return None;
        }
        Some(match &node.data {
            Data::Scalar(scalar) => match node.value(self.scalars) {
                Value::Null => Json::Null,
                Value::Bool(flag) => Json::Bool(flag),
                Value::Integer(number) => Json::Number(number.into()),
                Value::Float(number) => Number::from_f64(number).map_or(Json::Null, Json::Number),
                Value::Text | Value::Date(_) | Value::Error => Json::String(scalar.text.to_string()),
            },
            Data::Sequence(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.value(item, depth + 1)?);
                }
                Json::Array(values)
            }
            Data::Mapping(entries) => {
                let mut map = Map::with_capacity(entries.len());
                for entry in entries.iter().filter(|entry| &*entry.name != "<<") {
                    let value = self.value(&entry.value, depth + 1)?;
                    map.insert(entry.name.to_string(), value);
                }
                for merged in entries.iter().filter(|entry| &*entry.name == "<<") {
                    let merged = self.value(&merged.value, depth + 1)?;
                    merge(&mut map, merged);
                }
                Json::Object(map)
            }
            Data::Alias(name) => match self.anchor(name) {
                Some(node) => self.value(node, depth + 1)?,
                None => Json::Null,
            },
        })
    }

    fn anchor(&mut self, name: &str) -> Option<&'a Node> {
        let root = self.root;
        let anchors = self.anchors.get_or_insert_with(|| {
            let mut anchors = FxHashMap::default();
            collect(root, &mut anchors);
            anchors
        });
        anchors.get(name).copied()
    }
}

/// Depth is bounded by the readers' nesting limit.
fn collect<'a>(node: &'a Node, anchors: &mut FxHashMap<&'a str, &'a Node>) {
    if let Some(name) = node.anchor() {
        anchors.insert(name, node);
    }
    for entry in node.entries() {
        collect(&entry.value, anchors);
    }
    for item in node.as_list().unwrap_or_default() {
        collect(item, anchors);
    }
}

/// Adds the keys of a mapping, or of each of a list, that are not there yet.
fn merge(map: &mut Map<String, Json>, more: Json) {
    match more {
        Json::Object(more) => {
            for (key, value) in more {
                map.entry(key).or_insert(value);
            }
        }
        Json::Array(items) => items.into_iter().for_each(|item| merge(map, item)),
        _ => {}
    }
}
