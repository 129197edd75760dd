//! The bookkeeping of Eleventy 3.1's `IdAttributePlugin`, oddities included.

use rustc_hash::FxHashMap;

use super::Reserved;

/// How often each id was met and which heading was given it.
#[derive(Debug, Default)]
pub(super) struct IdAttribute {
    /// Zero stands for "not a number", which the plugin reaches by counting up a function.
    met: FxHashMap<String, u64>,
    headings: FxHashMap<String, usize>,
    assigned: usize,
}

impl IdAttribute {
    /// Any element's own id. A second one moves the heading that was given the same id; without such a heading the build
    /// fails (the plugin's `checkDuplicates` option, on by default).
    pub(super) fn reserve(&mut self, id: &str) -> Reserved {
        let Some(met) = self.meet(id) else { return Reserved::Kept };
        match self.headings.remove(id) {
            Some(heading) => {
                let to = numbered(id, met);
                self.headings.insert(to.clone(), heading);
                Reserved::Renames { heading, to }
            }
            None => Reserved::Fails,
        }
    }

    /// A heading without an id. The numbered id itself is not noted, so a later heading can get the same one.
    pub(super) fn assign(&mut self, slug: String) -> String {
        let id = match self.meet(&slug) {
            Some(met) => numbered(&slug, met),
            None => slug,
        };
        self.headings.insert(id.clone(), self.assigned);
        self.assigned += 1;
        id
    }

    /// Counts `id`; how often it was met by now if it was met before.
    fn meet(&mut self, id: &str) -> Option<u64> {
        match self.met.get_mut(id) {
            Some(met @ 1..) => {
                *met += 1;
                Some(*met)
            }
            // The count lives in a plain JavaScript object, which seems to have these names from birth. The heading
            // "Constructor" really gets the id `constructor-NaN`.
            None if OBJECT_MEMBERS.contains(&id) => {
                self.met.insert(id.to_owned(), 0);
                Some(0)
            }
            _ => {
                self.met.insert(id.to_owned(), 1);
                None
            }
        }
    }
}

fn numbered(id: &str, met: u64) -> String {
    if met == 0 { format!("{id}-NaN") } else { format!("{id}-{met}") }
}

const OBJECT_MEMBERS: [&str; 12] = [
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
];
