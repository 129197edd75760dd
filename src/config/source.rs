//! `reference` of `[[front-matter]]`: where the names stand that a value may be.

use super::{field::Field, set::Set};
use crate::path::SitePath;
use std::fmt;

/// Where the names stand that a front matter value may be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// `pages`: a page by its path, address, name or title. `pages#key`: by what its own front matter has under `key`.
    Pages(Option<String>),
    /// `files`: a file of the repository by its path.
    Files,
    /// `_layouts/`: a file below the folder, with or without extension.
    Folder(SitePath),
    /// `people.yml`, `people.yml#members.name`: what a YAML, JSON, TOML or CSV file lists, under a dotted key or in a column.
    Data(SitePath, Option<String>),
    /// `CODEOWNERS`: whoever owns something. `None` for the file that the code host takes.
    Owners(Option<SitePath>),
}

impl Source {
    /// What a file's name ends with that names are read from.
    pub const DATA: [&'static str; 5] = ["yml", "yaml", "json", "toml", "csv"];

    /// What is written in `handbook.toml`; `None` for what is none of the sources.
    pub fn parse(written: &str) -> Option<Self> {
        let (place, key) = match written.split_once('#') {
            Some((place, key)) => (place.trim(), Some(key.trim().to_owned()).filter(|key| !key.is_empty())),
            None => (written.trim(), None),
        };
        let path = SitePath::new(place.trim_start_matches("./")).filter(|path| !path.as_str().contains('\\'))?;
        Some(match place {
            "pages" => Self::Pages(key),
            "files" if key.is_none() => Self::Files,
            "CODEOWNERS" if key.is_none() => Self::Owners(None),
            _ if path.file_name() == "CODEOWNERS" && key.is_none() => Self::Owners(Some(path)),
            _ if place.ends_with('/') && key.is_none() => Self::Folder(path),
            _ if Self::DATA.contains(&path.extension()) => Self::Data(path, key),
            _ => return None,
        })
    }
}

/// As it is written in `handbook.toml`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, key): (&dyn fmt::Display, _) = match self {
            Self::Pages(key) => (&"pages", key.as_deref()),
            Self::Files => (&"files", None),
            Self::Folder(path) => return write!(f, "{path}/"),
            Self::Data(path, key) => (path, key.as_deref()),
            Self::Owners(path) => (path.as_ref().map_or(&"CODEOWNERS" as &dyn fmt::Display, |path| path), None),
        };
        match key {
            Some(key) => write!(f, "{place}#{key}"),
            None => write!(f, "{place}"),
        }
    }
}

/// One source or several: a value is in one of them.
pub(super) fn sources(field: &Field<'_>) -> Option<Vec<Set<Source>>> {
    let read = |field: &Field<'_>| {
        let written = field.name()?;
        match Source::parse(&written.value) {
            Some(source) => Some(field.set(source)),
            None if written.value.contains('\\') => {
                let help = format!("Write `{}`", written.value.replace('\\', "/"));
                field.error("the parts of a path must be divided by `/`", Some(help))
            }
            None => {
                let help = "Write `pages`, `files`, `CODEOWNERS`, a folder with a `/` at its end, or a file that ends in `.yml`, \
                            `.json`, `.toml` or `.csv`";
                field.error(format!("names cannot be looked up in `{}`", written.value), Some(help.to_owned()))
            }
        }
    };
    let sources: Vec<_> = field.one_or_more("text in quotes")?.iter().filter_map(read).collect();
    (!sources.is_empty()).then_some(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_written_as_they_are_read() {
        for written in [
            "pages",
            "pages#nav.key",
            "files",
            "_layouts/",
            "a/b.yml",
            "a.csv#Name of person",
            "CODEOWNERS",
            ".github/CODEOWNERS",
        ] {
            assert_eq!(Source::parse(written).map(|source| source.to_string()).as_deref(), Some(written));
        }
        for written in ["", "people", "a.txt", "../a.yml", "files#x", "a/#x"] {
            assert_eq!(Source::parse(written), None, "{written}");
        }
    }
}
