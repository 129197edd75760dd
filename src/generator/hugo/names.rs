//! What Hugo makes of file names: the logical path of a page, by which links and templates find it, and its address.
//!
//! As Hugo 0.168 does; the address of a page with blanks or capitals in its name was the same in all versions since 0.55.

use super::model::{Model, Paths};
use crate::path::SitePath;
use std::{borrow::Cow, ops::Range};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What kind of content a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `index.md`: a page whose folder belongs to it alone.
    Leaf,
    /// `_index.md`: the page of its folder.
    Branch,
    /// Any other.
    Single,
}

/// A content file by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ident {
    /// The logical path: `/docs/a`, in lower case, without extension and language; `/` for the home page.
    pub logical: String,
    pub kind: Kind,
    /// Its language, by its place.
    pub language: u16,
    /// Further languages that see the file.
    pub others: Vec<u16>,
    /// The folder as written, below the content: `docs/Sub`.
    pub folder: String,
    /// The name as written, without extension and language.
    pub base: String,
}

/// Extensions of content.
pub(super) fn is_content(extension: &str) -> bool {
    let known = ["md", "markdown", "mdown", "html", "htm", "adoc", "asciidoc", "ad", "org", "rst", "pandoc", "pdc"];
    known.iter().any(|name| extension.eq_ignore_ascii_case(name))
}

/// Whether the extension is one of Markdown.
pub(super) fn is_markdown(extension: &str) -> bool {
    ["md", "markdown", "mdown"].iter().any(|name| extension.eq_ignore_ascii_case(name))
}

/// What tells about a content file in its path alone, nothing of it copied: every link asks it of the page that it stands on.
#[derive(Clone, Debug)]
pub(super) struct Name<'a> {
    /// Below the content.
    path: Cow<'a, str>,
    /// Bytes of `path` that are the folder.
    folder: usize,
    /// Where the name stands, without extension and language.
    base: Range<usize>,
    pub kind: Kind,
    pub language: u16,
    others: &'a [u16],
}

impl<'a> Name<'a> {
    /// What the file is; `None` when it is no content.
    pub(super) fn of(model: &'a Model, path: &'a SitePath) -> Option<Self> {
        let (mount, rest) = model.mounts.iter().find_map(|mount| Some((mount, path.below(mount.source.as_str())?)))?;
        let virtual_path: Cow<'_, str> = match (mount.target.as_str(), rest) {
            ("", rest) => rest.into(),
            (target, "") => target.into(),
            (target, rest) => format!("{target}/{rest}").into(),
        };
        let (folder, name) = cut_last(&virtual_path, b'/').unwrap_or(("", &virtual_path));
        let (base, extension) = cut_last(name, b'.')?;
        if base.is_empty() || !is_content(extension) || is_hidden(&virtual_path) {
            return None;
        }
        let mut language = None;
        let mut base = base;
        if let Some((rest, code)) = cut_last(base, b'.')
            && let Some(known) = model.language(&code.to_lowercase())
        {
            (base, language) = (rest, Some(known));
        }
        let suffixed = language.is_some();
        let language = language.or_else(|| mount.languages.first().copied()).unwrap_or(model.default_language);
        if model.languages.get(usize::from(language)).is_some_and(|language| language.disabled) {
            return None;
        }
        let others = if suffixed { &[] } else { mount.languages.get(1..).unwrap_or_default() };
        let kind = match base {
            "index" => Kind::Leaf,
            "_index" => Kind::Branch,
            _ => Kind::Single,
        };
        let start = virtual_path.len() - name.len();
        let (folder, base) = (folder.len(), start..start + base.len());
        Some(Self { path: virtual_path, folder, base, kind, language, others })
    }

    /// The folder as written, below the content.
    fn folder(&self) -> &str {
        self.path.get(..self.folder).unwrap_or_default()
    }

    /// See [`Ident::base`].
    fn base(&self) -> &str {
        self.path.get(self.base.clone()).unwrap_or_default()
    }

    /// See [`Ident::logical`].
    pub(super) fn logical(&self) -> String {
        match self.kind {
            Kind::Single if self.folder == 0 => below_top(self.base()),
            Kind::Single => below_top(self.path.get(..self.base.end).unwrap_or_default()),
            Kind::Leaf | Kind::Branch => below_top(self.folder()),
        }
    }

    /// The folder of its own files, for a bundle; of the file itself for any other page.
    pub(super) fn own_folder(&self) -> String {
        below_top(self.folder())
    }
}

impl Ident {
    /// What the file is; `None` when it is no content.
    pub(super) fn of(model: &Model, path: &SitePath) -> Option<Self> {
        let name = Name::of(model, path)?;
        Some(Self {
            logical: name.logical(),
            kind: name.kind,
            language: name.language,
            others: name.others.to_vec(),
            folder: name.folder().to_owned(),
            base: name.base().to_owned(),
        })
    }

    /// The logical path of the folder that its own page would be listed in: `/docs` of `/docs/a`; `None` for the home page.
    pub(super) fn container(&self) -> Option<&str> {
        above(&self.logical)
    }

    /// The top section that it belongs to; empty for what lies at the top.
    pub(super) fn section(&self) -> &str {
        let below = &self.logical[1..];
        match (below.split_once('/'), self.kind) {
            (Some((section, _)), _) => section,
            (None, Kind::Branch) => below,
            (None, _) => "",
        }
    }

    /// The last part of its name as written: that of the folder for a bundle.
    pub(super) fn name(&self) -> &str {
        match self.kind {
            Kind::Single => &self.base,
            Kind::Leaf | Kind::Branch => self.folder.rsplit('/').next().unwrap_or_default(),
        }
    }
}

/// What stands before and after the last of an ASCII sign: `rsplit_once`, and quicker.
pub(super) fn cut_last(text: &str, sign: u8) -> Option<(&str, &str)> {
    let at = memchr::memrchr(sign, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The logical path above: `/a` of `/a/b`, `/` of `/a`, none of `/`.
pub(super) fn above(logical: &str) -> Option<&str> {
    match logical.rfind('/')? {
        0 if logical.len() == 1 => None,
        0 => Some("/"),
        slash => logical.get(..slash),
    }
}

/// Names that begin with `.` or `#`, or end with `~`, are left out.
pub(super) fn is_hidden(path: &str) -> bool {
    let bytes = path.as_bytes();
    let begins = |at: usize| at == 0 || bytes.get(at - 1) == Some(&b'/');
    let ends = |at: usize| bytes.get(at + 1).is_none_or(|next| *next == b'/');
    memchr::memchr3_iter(b'.', b'#', b'~', bytes).any(|at| if bytes.get(at) == Some(&b'~') { ends(at) } else { begins(at) })
}

/// A path in the form by which pages are found: lower case, a dash for every blank.
pub(super) fn normalised(path: &str) -> Cow<'_, str> {
    // All bytes are looked at, many at once.
    if path.bytes().fold(true, |same, byte| same & byte.is_ascii() & !byte.is_ascii_uppercase() & (byte != b' ')) {
        return path.into();
    }
    let path = path.to_lowercase();
    if path.contains(' ') { path.replace(' ', "-").into() } else { path.into() }
}

/// The same from the top: `/docs/a` of `Docs/A`.
fn below_top(path: &str) -> String {
    ["/", &normalised(path)].concat()
}

impl Paths {
    /// A name (or several with slashes) as it stands in an address.
    pub(super) fn address(self, name: &str) -> String {
        let mut clean = sanitized(name);
        if self.drops_accents {
            clean = clean.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect();
        }
        if self.keeps_case { clean } else { clean.to_lowercase() }
    }

    /// The same for a part of a path: every blank of it is a dash of its own.
    pub(super) fn of_file(self, name: &str) -> String {
        if self.keeps_case { self.address(name) } else { self.address(&name.replace(' ', "-")) }
    }
}

/// What stays of a name: letters, digits, marks and a few signs; runs of blanks between them become a dash.
fn sanitized(name: &str) -> String {
    let bytes = name.as_bytes();
    let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut clean = String::with_capacity(name.len());
    let mut gap = false;
    for (at, c) in name.char_indices() {
        let kept = c.is_alphabetic()
            || c.is_numeric()
            || matches!(c, '.' | '/' | '\\' | '_' | '#' | '+' | '~' | '-' | '@')
            || is_combining_mark(c)
            || c == '%' && hex(at + 1) && hex(at + 2);
        if kept {
            if gap && c != '-' {
                clean.push('-');
            }
            gap = false;
            clean.push(c);
        } else if c.is_whitespace() && !clean.is_empty() && !clean.ends_with('-') {
            gap = true;
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_hugo_makes() {
        let paths = Paths::default();
        for (name, address) in [
            ("B c & d", "b-c--d"),
            ("C++ and more", "c++-and-more"),
            ("a -  (b)", "a----b"),
            ("Käse & Brot", "käse--brot"),
            ("a_b~c@d#e", "a_b~c@d#e"),
            ("v1.2", "v1.2"),
        ] {
            assert_eq!(paths.of_file(name), address, "{name}");
        }
        assert_eq!(paths.address("Sl Ug/x & Y"), "sl-ug/x-y");
        assert_eq!(paths.address("  C++  / D"), "c++-/-d");
        assert_eq!(Paths { drops_accents: true, ..paths }.address("Käse"), "kase");
        assert_eq!(Paths { keeps_case: true, ..paths }.of_file("Team Space"), "Team-Space");
    }

    #[test]
    fn folders_lie_above_their_pages() {
        assert_eq!((above("/a/b"), above("/a"), above("/")), (Some("/a"), Some("/"), None));
    }
}
