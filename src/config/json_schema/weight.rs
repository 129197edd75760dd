//! How much work it is to check one value: alternatives of alternatives multiply.

use super::documents::{Documents, Part};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// So many schemas may be asked of one value.
const MOST: u64 = 10_000;

/// The keywords whose schemas hold for the value itself.
const IN_PLACE: [&str; 9] = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies"];

/// A part whose weight is being worked out.
struct Open {
    part: Part,
    targets: Vec<Part>,
    next: usize,
    weight: u64,
}

/// Whether too many schemas are asked of some value. A part that refers to itself is counted once.
pub(super) fn is_heavy(documents: &Documents) -> bool {
    let mut known: FxHashMap<Part, u64> = FxHashMap::default();
    let starts: Vec<Part> = documents.targets().cloned().chain([(0, String::new())]).collect();
    for start in starts {
        // On a stack of its own: references may lead on thousands of times.
        let mut stack = vec![open(documents, start, &mut known)];
        while let Some(top) = stack.last_mut() {
            if top.weight > MOST {
                return true;
            }
            let Some(target) = top.targets.get(top.next) else {
                let done = stack.pop();
                if let Some(done) = done {
                    if let Some(above) = stack.last_mut() {
                        above.weight = above.weight.saturating_add(done.weight);
                    }
                    known.insert(done.part, done.weight);
                }
                continue;
            };
            top.next += 1;
            match known.get(target) {
                Some(weight) => top.weight = top.weight.saturating_add(*weight),
                None => {
                    let next = open(documents, target.clone(), &mut known);
                    stack.push(next);
                }
            }
        }
    }
    false
}

fn open(documents: &Documents, part: Part, known: &mut FxHashMap<Part, u64>) -> Open {
    let (mut targets, mut weight) = (Vec::new(), 0);
    if let Some(value) = documents.value(part.0, &part.1) {
        walk(documents, value, part.0, &mut part.1.clone(), &mut targets, &mut weight);
    }
    known.insert(part.clone(), 1);
    Open { part, targets, next: 0, weight }
}

/// Counts the schemas that hold for the value itself, and collects what they refer to. Depth is bounded by the readers' nesting
/// limits.
fn walk(documents: &Documents, value: &Value, at: usize, pointer: &mut String, targets: &mut Vec<Part>, weight: &mut u64) {
    *weight += 1;
    let length = pointer.len();
    if let Some(list) = value.as_array() {
        for (index, item) in list.iter().enumerate() {
            pointer.push_str(&format!("/{index}"));
            walk(documents, item, at, pointer, targets, weight);
            pointer.truncate(length);
        }
    }
    for (name, below) in value.as_object().into_iter().flatten() {
        pointer.push('/');
        pointer.push_str(name);
        if name.ends_with("Ref") || name == "$ref" {
            targets.extend(documents.target(at, pointer).cloned());
        } else if IN_PLACE.contains(&name.as_str()) {
            let is_map = matches!(name.as_str(), "dependentSchemas" | "dependencies");
            let schemas: Vec<(String, &Value)> = match below.as_object().filter(|_| is_map) {
                Some(map) => {
                    map.iter().map(|(name, value)| (format!("/{}", name.replace('~', "~0").replace('/', "~1")), value)).collect()
                }
                None => vec![(String::new(), below)],
            };
            for (name, schema) in schemas {
                let length = pointer.len();
                pointer.push_str(&name);
                walk(documents, schema, at, pointer, targets, weight);
                pointer.truncate(length);
            }
        }
        pointer.truncate(length);
    }
}
