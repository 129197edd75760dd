//! Many addresses or paths, to find the one that was meant.

use super::likeness::{Name, Sketch, folded};
use rapidfuzz::distance::damerau_levenshtein;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Addresses or paths by their last part.
#[derive(Debug, Default)]
pub(in crate::site) struct Index {
    targets: Vec<String>,
    /// The last parts, each with the places of those that have it. What few are compared with is made when one first is.
    names: Vec<(OnceLock<Name>, Vec<u32>)>,
    /// The places in `names` of those that are the same but for case and dashes.
    same: FxHashMap<String, Vec<u32>>,
    /// In step with `names`, to be gone through fast.
    sketches: Vec<Sketch>,
    /// What [`similar`](Self::similar) found for a name: what one page spells wrong, others do too.
    asked: Mutex<FxHashMap<String, Arc<Similar>>>,
}

/// The places of similar names, the most similar first; those that are alike together.
type Similar = Vec<Vec<usize>>;

impl Index {
    pub(super) fn new(targets: impl Iterator<Item = String>) -> Self {
        let mut targets: Vec<_> = targets.collect();
        targets.sort_unstable();
        targets.dedup();
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        let mut names: Vec<(OnceLock<Name>, Vec<u32>)> = Vec::new();
        let mut sketches = Vec::new();
        let mut same: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (at, target) in targets.iter().enumerate() {
            let name = name_of(target);
            let place = *places.entry(name).or_insert_with(|| {
                names.push((OnceLock::new(), Vec::new()));
                sketches.push(Sketch::of(name));
                same.entry(folded(name)).or_default().push(names.len() as u32 - 1);
                names.len() - 1
            });
            names[place].1.push(at as u32);
        }
        Self { targets, names, same, sketches, asked: Mutex::default() }
    }

    /// The target that `wanted` surely means: one of the same name elsewhere, else one of a similar name. Of several the one
    /// that shares most of the way; `None` when that is not clear.
    pub(super) fn nearest(&self, wanted: &str, allowed: impl Fn(&str) -> bool) -> Option<&str> {
        let name = Name::new(name_of(wanted));
        if name.is_empty() {
            return None;
        }
        let named = |at: usize| {
            let places = self.names.get(at).map_or(&[][..], |(_, places)| places);
            places.iter().filter_map(|&at| self.targets.get(at as usize)).map(String::as_str).filter(|target| allowed(target))
        };
        let same = self.same.get(name.folded()).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<&str> = same.iter().flat_map(|&at| named(at as usize)).collect();
        if found.is_empty() {
            found = self.similar(name_of(wanted), &name).iter().find_map(|names| {
                Some(names.iter().flat_map(|&at| named(at)).collect::<Vec<_>>()).filter(|found| !found.is_empty())
            })?;
        }
        clearest(found.iter().copied(), |target| shared(wanted, target)).or_else(|| {
            let distance = |target: &str| {
                if wanted.len().abs_diff(target.len()) > 3 * '\u{10ffff}'.len_utf8() {
                    return 0;
                }
                let args = damerau_levenshtein::Args::default().score_cutoff(3);
                damerau_levenshtein::distance_with_args(wanted.chars(), target.chars(), &args).map_or(0, |distance| 4 - distance)
            };
            clearest(found.iter().copied(), distance).filter(|target| distance(target) > 0)
        })
    }
}

impl Index {
    fn name(&self, at: usize) -> Option<&Name> {
        let (name, places) = self.names.get(at)?;
        let target = self.targets.get(*places.first()? as usize)?;
        Some(name.get_or_init(|| Name::new(name_of(target))))
    }

    fn similar(&self, written: &str, name: &Name) -> Arc<Similar> {
        let asked = || self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked().get(written) {
            return Arc::clone(known);
        }
        let sketch = Sketch::from(name);
        let mut found = Similar::new();
        for (at, _) in self.sketches.iter().enumerate().filter(|(_, other)| sketch.may_be_like(**other)) {
            let Some(unlikeness) = self.name(at).and_then(|other| name.unlikeness(other)) else { continue };
            if found.len() <= unlikeness {
                found.resize(unlikeness + 1, Vec::new());
            }
            found[unlikeness].push(at);
        }
        let found = Arc::new(found);
        asked().insert(written.to_owned(), Arc::clone(&found));
        found
    }
}

/// The only one, or the one with the highest score if it is alone at the top.
fn clearest<'a>(targets: impl Iterator<Item = &'a str>, score: impl Fn(&str) -> usize) -> Option<&'a str> {
    let mut best: Option<(usize, Option<&str>)> = None;
    for target in targets {
        let score = score(target);
        match &mut best {
            Some((most, alone)) if *most == score => *alone = None,
            Some((most, _)) if *most > score => {}
            _ => best = Some((score, Some(target))),
        }
    }
    best?.1
}

/// How many parts of the way are the same.
fn shared(wanted: &str, target: &str) -> usize {
    wanted.split('/').filter(|part| !part.is_empty() && target.split('/').any(|other| other == *part)).count()
}

/// The last part of an address or path without extension; of an index page, the folder's.
fn name_of(target: &str) -> &str {
    let mut parts = target.trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default();
    let name = last.rsplit_once('.').filter(|(name, _)| !name.is_empty()).map_or(last, |(name, _)| name);
    let folder = matches!(name, "index" | "_index" | "README").then(|| parts.next().filter(|part| !part.is_empty())).flatten();
    folder.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moved_and_misspelt_targets_are_found() {
        let paths = ["/people/leave/", "/people/pay/", "/sales/pay/", "/guides/index.html", "/a/overview/", "/b/overview/"];
        let index = Index::new(paths.iter().map(|path| (*path).to_owned()));
        for (wanted, expected) in [
            ("/handbook/leave/", Some("/people/leave/")),
            ("/people/leaves", Some("/people/leave/")),
            ("/team/sales/pay", Some("/sales/pay/")),
            ("/salse/pay", Some("/sales/pay/")),
            ("/guide", Some("/guides/index.html")),
            ("/handbook/pay", None),
            ("/overview", None),
            ("/nothing", None),
            ("/", None),
        ] {
            assert_eq!(index.nearest(wanted, |_| true), expected, "{wanted}");
        }
        assert_eq!(index.nearest("/sales/pay", |target| target != "/sales/pay/"), Some("/people/pay/"));
    }
}
