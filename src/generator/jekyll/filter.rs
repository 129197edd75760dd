//! Which entries of the source folder Jekyll looks at (its `EntryFilter`).

/// Files that nobody has to exclude.
pub(super) const DEFAULT_EXCLUDES: [&str; 9] = [
    ".sass-cache",
    ".jekyll-cache",
    "gemfiles",
    "Gemfile",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
];

/// `include` and `exclude` of a configuration.
#[derive(Debug, Default)]
pub(super) struct EntryFilter {
    pub(super) include: Vec<String>,
    pub(super) exclude: Vec<String>,
    /// The folder that the site is built into, relative to the source.
    pub(super) destination: String,
}

impl EntryFilter {
    /// Whether Jekyll gets to a file, or a folder, at this path below the source: it goes down folder by folder.
    pub(super) fn reaches(&self, path: &str, is_folder: bool) -> bool {
        if path == self.destination || path.strip_prefix(self.destination.as_str()).is_some_and(|rest| rest.starts_with('/')) {
            return false;
        }
        let ends = path.match_indices('/').map(|(at, _)| at);
        ends.map(|end| (end, true)).chain([(path.len(), is_folder)]).all(|(end, is_folder)| {
            let entry = &path[..end];
            let name = entry.rsplit('/').next().unwrap_or_default();
            self.keeps(entry, name, name, is_folder)
        })
    }

    /// Whether a file of a collection is read: `below` is its path in the collection's folder, `path` that with the folder.
    pub(super) fn keeps_in_collection(&self, path: &str, below: &str) -> bool {
        let name = below.rsplit('/').next().unwrap_or_default();
        self.keeps(path, below, name, false)
    }

    fn keeps(&self, path: &str, entry: &str, name: &str, is_folder: bool) -> bool {
        if matches_any(&self.include, entry, is_folder) || matches_any(&self.include, name, is_folder) {
            return true;
        }
        let special = |text: &str| text.starts_with(['.', '_', '#', '~']);
        !special(entry) && !special(name) && !entry.ends_with('~') && !matches_any(&self.exclude, path, is_folder)
    }

    /// Whether one of `include` names the entry.
    pub(super) fn includes(&self, entry: &str) -> bool {
        let name = entry.rsplit('/').next().unwrap_or_default();
        matches_any(&self.include, entry, false) || matches_any(&self.include, name, false)
    }
}

/// Whether a pattern fits: as a shell glob, or as what the path begins with.
pub(super) fn matches_any(patterns: &[String], path: &str, is_folder: bool) -> bool {
    patterns.iter().any(|pattern| {
        let pattern = pattern.trim_start_matches('/');
        path.starts_with(pattern)
            || is_folder && pattern.strip_suffix('/') == Some(path)
            || pattern.contains(['*', '?', '[', '\\']) && fits(pattern.as_bytes(), path.as_bytes())
    })
}

/// Ruby's `File.fnmatch?` without flags: `*` crosses slashes. Takes time in proportion to the product of the two lengths at most.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            star = Some((p + 1, t));
            p += 1;
            continue;
        }
        match pattern.get(p..).and_then(|rest| one(rest, text[t])) {
            Some(length) => {
                p += length;
                t += 1;
            }
            None => match &mut star {
                Some((after, from)) => {
                    *from += 1;
                    (p, t) = (*after, *from);
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|&byte| byte == b'*'))
}

/// How many bytes of the pattern stand for this one byte of text, if they fit it.
fn one(pattern: &[u8], byte: u8) -> Option<usize> {
    match pattern {
        [b'?', ..] => Some(1),
        [b'\\', escaped, ..] => (*escaped == byte).then_some(2),
        [b'[', rest @ ..] => {
            let close = rest.iter().skip(1).position(|&b| b == b']')? + 1;
            let set = rest.get(..close)?;
            let (negated, set) = match set {
                [b'!' | b'^', set @ ..] => (true, set),
                set => (false, set),
            };
            let mut found = false;
            let mut at = 0;
            while let Some(&low) = set.get(at) {
                let high = match set.get(at + 1..at + 3) {
                    Some([b'-', high]) => {
                        at += 2;
                        *high
                    }
                    _ => low,
                };
                found |= (low..=high).contains(&byte);
                at += 1;
            }
            (found != negated).then_some(close + 2)
        }
        [literal, ..] => (*literal == byte).then_some(1),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(include: &[&str], exclude: &[&str]) -> EntryFilter {
        let own = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        EntryFilter { include: own(include), exclude: own(exclude), destination: "_site".to_owned() }
    }

    #[test]
    fn folders_are_gone_down_one_by_one() {
        let plain = filter(&[".htaccess"], &["vendor/bundle/", "README", "*.txt", "drafts"]);
        for (path, expected) in [
            ("a.md", true),
            ("_a/b.md", false),
            ("a/_b.md", false),
            (".github/a.md", false),
            ("a/.htaccess", true),
            ("vendor/bundle/a.md", false),
            ("vendor/a.md", true),
            ("README.md", false),
            ("docs/README.md", true),
            ("a/b/notes.txt", false),
            ("drafts-of-mine/a.md", false),
            ("a~", false),
            ("#a.md", false),
            ("_site/a.html", false),
        ] {
            assert_eq!(plain.reaches(path, false), expected, "{path}");
        }
        assert!(filter(&["_pages"], &[]).reaches("x/_pages/a.md", false), "a name is included in any folder");
    }

    #[test]
    fn globs_are_those_of_the_shell() {
        for (pattern, path, expected) in [
            ("*.md", "a/b.md", true),
            ("a?c", "abc", true),
            ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("\\*", "*", true),
            ("[", "[", false),
        ] {
            assert_eq!(fits(pattern.as_bytes(), path.as_bytes()), expected, "{pattern} {path}");
        }
    }
}
