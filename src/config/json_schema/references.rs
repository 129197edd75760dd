//! What a schema refers to, and the keys that it names.

use super::engine;
use serde_json::Value;

/// A place in a document that refers to another.
pub(super) struct Reference {
    pub(super) document: usize,
    pub(super) pointer: String,
    pub(super) written: String,
    /// The address that it leads to, with its fragment.
    pub(super) target: String,
}

/// Keywords whose values are maps of names to schemas.
const MAPS: [&str; 6] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"];
/// Keywords whose values are no schemas.
const VALUES: [&str; 4] = ["const", "default", "enum", "examples"];
/// Finds what a document refers to, and the parts of it that have an address of their own.
pub(super) struct Walk {
    pub(super) document: usize,
    pub(super) found: Vec<Reference>,
    /// By address: the way to the part.
    pub(super) parts: Vec<(String, String)>,
}

impl Walk {
    /// Depth is bounded by the readers' nesting limits.
    pub(super) fn schema(&mut self, value: &Value, base: &str, pointer: &mut String) {
        match value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.below(item, base, pointer, &at.to_string(), Self::schema);
                }
            }
            Value::Object(map) => {
                let id = ["$id", "id"].into_iter().find_map(|name| map.get(name)?.as_str()).filter(|id| !id.starts_with('#'));
                let own = id.and_then(|id| engine::resolve(base, id));
                let own = own.map(|address| address.trim_end_matches('#').to_owned());
                if let Some(address) = &own {
                    self.parts.push((address.clone(), pointer.clone()));
                }
                let base = own.as_deref().unwrap_or(base);
                for (name, value) in map {
                    match (name.as_str(), value) {
                        ("$ref" | "$dynamicRef" | "$recursiveRef", Value::String(written)) => {
                            let target = engine::resolve(base, written).unwrap_or_else(|| written.clone());
                            let pointer = format!("{pointer}/{name}");
                            let written = written.clone();
                            self.found.push(Reference { document: self.document, pointer, written, target });
                        }
                        (name, _) if VALUES.contains(&name) => {}
                        (name, Value::Object(_)) if MAPS.contains(&name) => self.below(value, base, pointer, name, Self::map),
                        _ => self.below(value, base, pointer, name, Self::schema),
                    }
                }
            }
            _ => {}
        }
    }

    fn map(&mut self, value: &Value, base: &str, pointer: &mut String) {
        for (name, value) in value.as_object().into_iter().flatten() {
            self.below(value, base, pointer, name, Self::schema);
        }
    }

    fn below(
        &mut self,
        value: &Value,
        base: &str,
        pointer: &mut String,
        name: &str,
        visit: fn(&mut Self, &Value, &str, &mut String),
    ) {
        let length = pointer.len();
        pointer.push('/');
        pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        visit(self, value, base, pointer);
        pointer.truncate(length);
    }
}

/// Collects the dotted names of all `properties`. Depth is bounded by the readers' nesting limits.
pub(super) fn properties(value: &Value, path: &mut String, keys: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| properties(item, path, keys)),
        Value::Object(map) => {
            for (name, value) in map {
                let named = value.as_object().filter(|_| name == "properties");
                for (key, schema) in named.into_iter().flatten() {
                    let length = path.len();
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(key);
                    keys.push(path.clone());
                    properties(schema, path, keys);
                    path.truncate(length);
                }
                // Keys of the items of lists are not told apart.
                if named.is_none() && !VALUES.contains(&name.as_str()) && name != "items" {
                    properties(value, path, keys);
                }
            }
        }
        _ => {}
    }
}
