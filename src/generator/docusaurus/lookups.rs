//! Authors and tags that pages name by their keys (authors.ts of @docusaurus/plugin-content-blog 3.10, tags.ts of
//! @docusaurus/utils 3.10).

use super::{
    config::Reader,
    parts::Options,
    setup::{Kind, Lookups, Part},
};
use crate::{
    config::Source,
    generator::{Reference, script::Value},
    path::SitePath,
};

/// What a plugin's options say of them.
pub(super) fn of(kind: Kind, options: &Options<'_>) -> Lookups {
    let text = |key: &str, usual: &str| match options.get(key) {
        None => Some(usual.to_owned()),
        Some(Value::Text(text)) => Some(text.clone()),
        Some(_) => None,
    };
    let at_others = text("onInlineTags", "warn");
    let tags = text("tags", "tags.yml").filter(|_| kind != Kind::Pages);
    Lookups {
        authors: text("authorsMapPath", "authors.yml").filter(|_| kind == Kind::Blog),
        tags: tags.filter(|_| matches!(at_others.as_deref(), Some("warn" | "log" | "throw"))),
        stops: at_others.as_deref() == Some("throw"),
    }
}

/// Notes them for each folder, when all folders are known.
pub(super) fn read(reader: &mut Reader<'_>) {
    let mut found = Vec::new();
    for part in &reader.setup.parts {
        let inside = |other: &&Part| other.path != part.path && other.path.below(part.path.as_str()).is_some();
        let except: Vec<SitePath> = reader.setup.parts.iter().filter(inside).map(|other| other.path.clone()).collect();
        if let Some(file) = part.lookups.authors.as_deref().and_then(|name| file(reader, part, name)) {
            for key in ["authors", "authors.key"] {
                found.push(Reference {
                    except: except.clone(),
                    outcome: "Docusaurus does not build the site with an author that it does not know",
                    ..Reference::new(&part.path, key, "authors", Source::Data(file.clone(), None))
                });
            }
        }
        if let Some(file) = part.lookups.tags.as_deref().and_then(|name| file(reader, part, name)) {
            found.push(Reference {
                except,
                outcome: match part.lookups.stops {
                    true => "Docusaurus does not build the site with a tag that it does not know",
                    false => "Docusaurus takes it for another tag, and warns of it",
                },
                breaks: part.lookups.stops,
                ..Reference::new(&part.path, "tags", "tags", Source::Data(file, None))
            });
        }
    }
    reader.facts.references.append(&mut found);
}

/// The file for the pages of a folder: the one beside a translation goes before that of the source. Where the default language
/// has one of its own as well, which of them counts depends on the language that is built.
fn file(reader: &Reader<'_>, part: &Part, name: &str) -> Option<SitePath> {
    let there = |folder: &SitePath| folder.join(name).filter(|path| reader.files.exists(path.as_str()));
    if let Some(source) = &part.source {
        return there(&part.path).or_else(|| there(source));
    }
    let translated =
        reader.setup.parts.iter().any(|other| other.source.as_ref() == Some(&part.path) && there(&other.path).is_some());
    there(&part.path).filter(|_| !translated)
}
