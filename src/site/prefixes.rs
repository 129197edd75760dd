//! Many beginnings of addresses, of which the first that fits is looked for.

use rustc_hash::FxHashMap;

/// Beginnings of paths by their place in a list. A lookup costs as much as there are different lengths, not as there are
/// beginnings: a site that moved may have thousands of rules, and each link asks for all of them.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    places: FxHashMap<String, u32>,
    /// In bytes, sorted.
    lengths: Vec<usize>,
}

impl Prefixes {
    /// Adds a beginning with its place; of equal ones the first counts. Returns the one that does.
    pub(super) fn add(&mut self, prefix: &str, place: u32) -> u32 {
        if let Err(at) = self.lengths.binary_search(&prefix.len()) {
            self.lengths.insert(at, prefix.len());
        }
        *self.places.entry(prefix.to_owned()).or_insert(place)
    }

    /// The least place of those that `path` begins with.
    pub(super) fn first(&self, path: &str) -> Option<u32> {
        self.all(path).min()
    }

    /// The places of all that `path` begins with, the shortest first.
    pub(super) fn all(&self, path: &str) -> impl Iterator<Item = u32> {
        let starts = self.lengths.iter().map_while(|&length| (length <= path.len()).then(|| path.get(..length)));
        starts.filter_map(|start| self.places.get(start?).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_those_that_fit_is_found() {
        let mut prefixes = Prefixes::default();
        for (place, prefix) in ["/a/b/", "/a/", "/é", "/a/b/c", "/a/"].into_iter().enumerate() {
            prefixes.add(prefix, place as u32);
        }
        for (path, place) in [("/a/b/c", Some(0)), ("/a/c", Some(1)), ("/a", None), ("/éa", Some(2)), ("/日", None), ("", None)]
        {
            assert_eq!(prefixes.first(path), place, "{path}");
        }
        prefixes.add("", 9);
        assert_eq!((prefixes.first(""), prefixes.first("/a/")), (Some(9), Some(1)));
    }
}
