//! Files that nothing names.

use super::{Site, Target};
use crate::{
    generator::PageId,
    page::{Format, Page},
    path::SitePath,
    text::Span,
};
use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

/// How far a name may stand from what computes the rest of it, in bytes, on one line.
const REACH: usize = 200;

/// Calls that list a folder, so that all that is in it may be used.
const LISTING: [&str; 11] =
    ["glob", "globsync", "globby", "match", "context", "readdir", "readdirsync", "listdir", "dir", "contains", "startswith"];

/// What templates of Hugo say to get all pictures beside a page.
const RESOURCES: [&str; 4] = [".Resources.ByType", ".Resources.Match", ".Resources.GetMatch", "range .Resources"];

impl Site {
    /// Those of some files that no link leads to, and no page and none of [`Site::data_files`] may name: by their file names, in
    /// code and front matter also without extension, or by a name that a template makes up in their folder.
    pub fn unnamed<'s>(&self, files: &[&'s SitePath]) -> Vec<&'s SitePath> {
        let linked = self.linked_assets();
        let aliased =
            |path: &SitePath| self.linked_files.contains_key(path) || self.linked_files.values().any(|target| target == path);
        let mut left: Vec<&SitePath> = files.to_vec();
        left.retain(|path| !linked.contains(path.as_str()) && !aliased(path));
        let named = self.named(&left);
        left.retain(|path| !named.contains(&path.file_name().to_lowercase()));
        let stems = self.named_without_extension(&left);
        left.retain(|path| !stems.contains(&path.stem().to_lowercase()));
        if self.takes_pictures_beside_pages() {
            let bundles =
                self.pages.iter().map(|entry| &entry.page.path).filter(|path| matches!(path.stem(), "index" | "_index"));
            let bundles: FxHashSet<&str> = bundles.map(SitePath::parent_str).collect();
            left.retain(|path| !bundles.contains(path.parent_str()));
        }
        let open = self.computed_folders(&left);
        left.retain(|path| !folders(path).any(|folder| open.contains(&folder.to_lowercase())));
        let left_names: FxHashSet<&str> = left.iter().map(|path| path.as_str()).collect();
        let is_used = |path: &str| self.asset(path).is_some() && !left_names.contains(path);
        let variants: Vec<bool> = left.iter().map(|path| originals(path).any(|original| is_used(&original))).collect();
        left.into_iter().zip(variants).filter(|(_, is_variant)| !is_variant).map(|(path, _)| path).collect()
    }

    fn linked_assets(&self) -> FxHashSet<&str> {
        let mut linked = FxHashSet::default();
        for page in 0..self.pages.len() as PageId {
            for (_, resolved) in self.links(page) {
                if let Target::Asset(id) = resolved.target {
                    linked.extend(self.assets.get(id as usize).map(SitePath::as_str));
                }
            }
        }
        linked
    }

    /// Whether a template lists the files beside a page.
    fn takes_pictures_beside_pages(&self) -> bool {
        self.data_files.values().any(|text| RESOURCES.iter().any(|call| text.contains(call)))
    }

    /// The file names in lower case that stand somewhere.
    fn named(&self, files: &[&SitePath]) -> FxHashSet<String> {
        let mut spellings: FxHashMap<String, String> = FxHashMap::default();
        for path in files {
            let name = path.file_name().to_lowercase();
            for spelling in spelled(path.file_name()) {
                spellings.insert(spelling, name.clone());
            }
        }
        let is_end = |before: Option<u8>, after: Option<u8>| !before.is_some_and(goes_on) && !after.is_some_and(is_word);
        self.search(spellings, |_| Vec::new(), true, is_end)
    }

    /// The file names in lower case whose stems stand where code may add the rest, or are the names of pages.
    fn named_without_extension(&self, files: &[&SitePath]) -> FxHashSet<String> {
        let stems = |path: &&SitePath| (path.stem().to_lowercase(), path.stem().to_lowercase());
        let spellings: FxHashMap<String, String> = files.iter().map(stems).collect();
        let is_end = |before: Option<u8>, after: Option<u8>| {
            !before.is_some_and(is_word) && !after.is_some_and(|c| is_word(c) || c == b'-')
        };
        let code = |page: &Page| -> Vec<Span> {
            let islands = page.document.islands.iter().map(|island| island.span);
            islands.chain(page.front_matter.as_ref().map(|block| block.block)).collect()
        };
        let mut found = self.search(spellings, code, false, is_end);
        for entry in &self.pages {
            let path = &entry.page.path;
            found.extend([path.stem().to_lowercase(), path.parent().file_name().to_lowercase()]);
        }
        found
    }

    /// Looks for words in all texts: in the whole of them, or of Markdown pages only in some `parts`.
    fn search(
        &self,
        spellings: FxHashMap<String, String>,
        parts: impl Fn(&Page) -> Vec<Span> + Sync,
        whole: bool,
        is_end: impl Fn(Option<u8>, Option<u8>) -> bool + Sync,
    ) -> FxHashSet<String> {
        let (words, names): (Vec<String>, Vec<String>) = spellings.into_iter().filter(|(word, _)| !word.is_empty()).unzip();
        let Some(finder) = finder(&words) else { return FxHashSet::default() };
        let look = |text: &str| -> FxHashSet<usize> {
            let mut found = FxHashSet::default();
            for hit in finder.find_overlapping_iter(text) {
                let at = hit.pattern().as_usize();
                let before = hit.start().checked_sub(1).and_then(|at| text.as_bytes().get(at)).copied();
                let encoded = text.as_bytes().get(..hit.start()).is_some_and(ends_with_slash_code);
                if !found.contains(&at) && is_end(before.filter(|_| !encoded), text.as_bytes().get(hit.end()).copied()) {
                    found.insert(at);
                }
            }
            found
        };
        let of_page = |page: &Page| -> FxHashSet<usize> {
            if whole || page.format != Format::Markdown {
                return look(&page.text);
            }
            parts(page).into_iter().flat_map(|part| look(page.slice(part))).collect()
        };
        let pages = self.pages.par_iter().map(|entry| of_page(&entry.page));
        let files = self.data_files.par_iter().map(|(_, text)| look(text));
        let found = pages.chain(files).reduce(FxHashSet::default, |mut one, other| {
            one.extend(other);
            one
        });
        found.into_iter().filter_map(|at| names.get(at).cloned()).collect()
    }

    /// The folders of some files, each by its own name in lower case, in which code makes up the names of files, or lists them.
    fn computed_folders(&self, files: &[&SitePath]) -> FxHashSet<String> {
        let names: FxHashSet<String> = files.iter().flat_map(|path| folders(path)).map(str::to_lowercase).collect();
        let names: Vec<String> = names.into_iter().collect();
        let extensions: FxHashSet<String> = files.iter().map(|path| path.extension().to_lowercase()).collect();
        let Some(finder) = finder(&names) else { return FxHashSet::default() };
        let look = |text: &str| -> FxHashSet<usize> {
            let mut found = FxHashSet::default();
            for hit in finder.find_overlapping_iter(text) {
                let at = hit.pattern().as_usize();
                let before = hit.start().checked_sub(1).and_then(|at| text.as_bytes().get(at)).copied();
                if !found.contains(&at) && !before.is_some_and(goes_on) && is_open(text, hit.start(), hit.end(), &extensions) {
                    found.insert(at);
                }
            }
            found
        };
        let pages = self.pages.par_iter().map(|entry| look(&entry.page.text));
        let files = self.data_files.par_iter().map(|(_, text)| look(text));
        let found = pages.chain(files).reduce(FxHashSet::default, |mut one, other| {
            one.extend(other);
            one
        });
        found.into_iter().filter_map(|at| names.get(at).cloned()).collect()
    }
}

/// It only fails on lists past all reason; then nothing is found.
fn finder(words: &[String]) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    let builder = builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard);
    if words.is_empty() { None } else { builder.build(words).ok() }
}

/// The ways in which a file name is written: as it is, in addresses and HTML, its accents apart or not.
fn spelled(name: &str) -> FxHashSet<String> {
    let forms = [name.to_owned(), name.nfc().collect(), name.nfd().collect(), name.to_lowercase()];
    let mut all = FxHashSet::default();
    for form in forms {
        all.extend([percent_encoded(&form), form.replace(' ', "%20"), form.replace('&', "&amp;"), form]);
    }
    all
}

fn percent_encoded(name: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if is_plain(byte) { encoded.push(char::from(byte)) } else { encoded.push_str(&format!("%{byte:02X}")) }
    }
    encoded
}

/// The folders that a file lies in, each by its own name.
fn folders(path: &SitePath) -> impl Iterator<Item = &str> {
    path.parent_str().split('/').filter(|folder| !folder.is_empty())
}

fn is_word(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || !c.is_ascii()
}

/// Whether a name may begin before a place that this byte stands before.
fn goes_on(c: u8) -> bool {
    is_word(c) || matches!(c, b'-' | b'.' | b'@')
}

fn ends_with_slash_code(before: &[u8]) -> bool {
    before.ends_with(b"%2F") || before.ends_with(b"%2f") || before.ends_with(b"%20")
}

/// Whether code that names a folder, from byte `start` to `end`, takes whatever is in it: the name of a file is computed and its
/// extension put to it (`team/{{ name }}.png`), or the folder is listed.
fn is_open(text: &str, start: usize, end: usize, extensions: &FxHashSet<String>) -> bool {
    let bytes = text.as_bytes();
    let after = bytes.get(end..(end + REACH).min(bytes.len())).unwrap_or_default();
    let after = after.get(..memchr::memchr(b'\n', after).unwrap_or(after.len())).unwrap_or_default();
    match after.first() {
        Some(b'/' | b'"' | b'\'' | b'`') => {}
        Some(b'*') => return is_listed(bytes.get(..start).unwrap_or_default()),
        _ => return false,
    }
    is_listed(bytes.get(..start).unwrap_or_default()) || takes_computed(after, extensions)
}

/// Whether a call that lists a folder stands right before its path: `readDir "static/`, `glob('./`.
fn is_listed(before: &[u8]) -> bool {
    let before = before.get(before.len().saturating_sub(REACH)..).unwrap_or_default();
    let path = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-' | b'*' | b'~' | b'@');
    let length = before.iter().rev().take_while(|byte| path(byte)).count();
    let quoted = before.get(..before.len() - length).unwrap_or_default();
    let Some((b'"' | b'\'' | b'`', call)) = quoted.split_last() else { return false };
    let call = String::from_utf8_lossy(call).to_lowercase();
    let call = call.trim_end_matches([' ', '(', '[']);
    LISTING.iter().any(|name| call.ends_with(name))
}

/// Whether, on the rest of a line, an extension is put to something computed: `}.png`, `%s.png`, `+ '.png'`.
fn takes_computed(after: &[u8], extensions: &FxHashSet<String>) -> bool {
    memchr::memchr_iter(b'.', after).any(|dot| {
        let last = dot.checked_sub(1).and_then(|last| after.get(last)).copied();
        let is_computed = match last {
            Some(b'}' | b'>' | b'"' | b'\'' | b'`' | b')' | b'*' | b']') => true,
            Some(b's' | b'v' | b'd') => dot > 1 && after.get(dot - 2) == Some(&b'%'),
            _ => false,
        };
        let rest = after.get(dot + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let extension = String::from_utf8_lossy(rest.get(..length).unwrap_or_default()).to_lowercase();
        // The extension may be computed, too.
        is_computed && (extensions.contains(&extension) || matches!(rest.first(), Some(b'{' | b'$' | b'%' | b'<' | b'#')))
    })
}

/// The files that one may be another version of: larger, smaller, for dark screens.
fn originals(path: &SitePath) -> impl Iterator<Item = String> {
    const ENDS: [&str; 14] = [
        "@2x", "@3x", "-dark", "_dark", ".dark", "-light", "_light", "-small", "-medium", "-large", "-thumb", "_thumb", ".min",
        "-2x",
    ];
    let (folder, stem, extension) = (path.parent(), path.stem(), path.extension());
    let named = ENDS.into_iter().filter_map(|end| stem.strip_suffix(end));
    let digits = stem.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, 'x' | 'w'));
    // `photo-800`, `photo_800x600`, `photo-1024w`; `step-1` is no other size of `step`.
    let sized = digits.strip_suffix(['-', '_']).filter(|_| stem.len() >= digits.len() + 3);
    let all: Vec<String> = named
        .chain(sized)
        .filter(|original| !original.is_empty())
        .flat_map(|original| [extension, "svg", "png", "jpg", "jpeg", "webp"].map(|extension| format!("{original}.{extension}")))
        .filter_map(|name| folder.join(&name).map(|path| path.as_str().to_owned()))
        .collect();
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(line: &str) -> bool {
        let at = line.find("team").unwrap();
        is_open(line, at, at + 4, &FxHashSet::from_iter(["png".to_owned()]))
    }

    #[test]
    fn what_code_takes_from_a_folder_is_not_known() {
        for line in [
            "<img src=\"/team/{{ name }}.png\">",
            "`/team/${name}.png`",
            "'/team/' + name + '.png'",
            "printf \"img/team/%s.png\" .Name",
            "<img src=\"/team/<%= name %>.png\">",
            "resources.Match \"img/team/**\"",
            "readDir \"static/team\"",
            "import.meta.glob('./team/*.png')",
        ] {
            assert!(opens(line), "{line}");
        }
        for line in
            ["<img src=\"/team/{{ picture }}\">", "<img src=\"/team/a.png\">", "the team (all of them).", "teamwork/{{ a }}.png"]
        {
            assert!(!opens(line), "{line}");
        }
    }

    #[test]
    fn another_size_is_no_file_of_its_own() {
        let of = |path: &str| originals(&SitePath::new(path).unwrap()).next();
        assert_eq!(of("a/boat@2x.png").as_deref(), Some("a/boat.png"));
        assert_eq!(of("a/boat-800x600.png").as_deref(), Some("a/boat.png"));
        assert_eq!(of("a/boat-1024w.png").as_deref(), Some("a/boat.png"));
        assert_eq!(of("a/step-1.png"), None);
        assert_eq!(of("800.png"), None);
    }
}
