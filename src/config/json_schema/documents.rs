//! The files of a schema: the one that is named, and those that its `$ref`s lead to.

use super::{
    SchemaFiles, Trouble,
    address::{decode, file_address},
    engine, instance,
    references::{Reference, Walk, properties},
};
use crate::{
    page::{
        dialect::Scalars,
        front_matter::{Node, Syntax, json_fault, read_data},
    },
    path::SitePath,
    text::{Span, nearest},
};
use rustc_hash::FxHashMap;
use serde_json::Value;

/// The files of a schema.
pub(super) struct Documents {
    /// The one that is named, and those it refers to, in the order met.
    all: Vec<Document>,
    /// By the address that a document, or a part of one with an `$id`, is known by: which document, and the way to the part.
    resources: FxHashMap<String, Part>,
    /// Where a reference stands, and what it leads to.
    references: FxHashMap<Part, Part>,
}

/// A document by its number, and the way to a part of it (a JSON pointer).
pub(super) type Part = (usize, String);

/// A schema file.
struct Document {
    path: SitePath,
    value: Value,
    /// The same with the places of everything; `None` where they cannot be told.
    tree: Option<Node>,
}

/// So many references the files may hold. Each can lead to the next, and compiling and checking follow them on the stack.
const REFERENCES: usize = 2_000;

impl Documents {
    /// Reads a schema, and all that it refers to.
    pub(super) fn read(files: &SchemaFiles<'_>, path: &SitePath) -> Result<Self, Trouble> {
        let mut documents = Self { all: Vec::new(), resources: FxHashMap::default(), references: FxHashMap::default() };
        let Some(text) = (files.read)(path) else {
            let near = nearest(path.as_str(), files.paths.iter().map(SitePath::as_str));
            let help = near.map(|near| format!("Did you mean `{near}`?"));
            return Err(trouble(format!("there is no file `{path}`"), help, None));
        };
        let mut references = documents.add(path, &text)?;
        let mut count = references.len();
        // Each file is read once, so cycles come to an end.
        while let Some(reference) = references.pop() {
            if count > REFERENCES {
                let message = format!("`{path}` holds more than {REFERENCES} references, with the files that it refers to");
                return Err(trouble(message, None, documents.value_span(reference.document, &reference.pointer)));
            }
            let (address, fragment) = reference.target.split_once('#').unwrap_or((&reference.target, ""));
            if !documents.resources.contains_key(address) && !engine::is_known(address) {
                let local = documents.local(address);
                let found = local.clone().and_then(|path| Some(((files.read)(&path)?, path)));
                let Some((text, path)) = found else { return Err(documents.lost(&reference, local)) };
                let at = documents.all.len();
                let more = documents.add(&path, &text)?;
                count += more.len();
                references.extend(more);
                documents.resources.entry(address.to_owned()).or_insert((at, String::new()));
            }
            let Some((document, part)) = documents.resources.get(address) else { continue };
            // An empty fragment is the whole, one without a slash is a name that the compiler looks up.
            if fragment.is_empty() || fragment.starts_with('/') {
                let pointer = format!("{part}{}", decode(fragment));
                if documents.all.get(*document).is_some_and(|document| document.value.pointer(&pointer).is_none()) {
                    return Err(documents.nowhere(&reference, *document));
                }
                let target = (*document, pointer);
                documents.references.insert((reference.document, reference.pointer), target);
            }
        }
        Ok(documents)
    }

    /// The files.
    pub(super) fn files(&self) -> Vec<&SitePath> {
        self.all.iter().map(|document| &document.path).collect()
    }

    /// The address of the first one, and what it says.
    pub(super) fn root(&self) -> Option<(String, &Value)> {
        self.all.first().map(|document| (file_address(&document.path), &document.value))
    }

    /// What each of the documents says, by every address that it is known by.
    pub(super) fn by_address(&self) -> FxHashMap<String, Value> {
        let whole = self.resources.iter().filter(|(_, (_, part))| part.is_empty());
        whole.filter_map(|(address, (at, _))| Some((address.clone(), self.all.get(*at)?.value.clone()))).collect()
    }

    /// The document, and the way in it, that an address with a fragment (decoded) names.
    pub(super) fn place(&self, address: &str, fragment: &str) -> Option<(usize, String)> {
        let (document, part) = self.resources.get(address)?;
        Some((*document, format!("{part}{fragment}")))
    }

    /// The dotted keys that are named as `properties` anywhere.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for document in &self.all {
            properties(&document.value, &mut String::new(), &mut keys);
        }
        keys.sort();
        keys.dedup();
        keys
    }

    /// What the reference at a place leads to.
    pub(super) fn target(&self, document: usize, pointer: &str) -> Option<&Part> {
        self.references.get(&(document, pointer.to_owned()))
    }

    /// All that references lead to.
    pub(super) fn targets(&self) -> impl Iterator<Item = &Part> {
        self.references.values()
    }

    /// What stands there.
    pub(super) fn value(&self, document: usize, pointer: &str) -> Option<&Value> {
        self.all.get(document)?.value.pointer(pointer)
    }

    /// The file of a document, and where in it the key or item stands that a JSON pointer leads to.
    pub(super) fn span(&self, document: usize, pointer: &str) -> Option<(SitePath, Span)> {
        let document = self.all.get(document)?;
        let mut node = document.tree.as_ref()?;
        let mut span = Span::at(node.span.start as usize);
        for name in pointer.split('/').skip(1) {
            let name = name.replace("~1", "/").replace("~0", "~");
            if let Some(entry) = node.entries().iter().rev().find(|entry| *entry.name == *name) {
                (node, span) = (&entry.value, entry.key);
            } else {
                node = node.as_list()?.get(name.parse::<usize>().ok()?)?;
                span = node.span;
            }
        }
        Some((document.path.clone(), span))
    }

    /// The same, of the value.
    pub(super) fn value_span(&self, document: usize, pointer: &str) -> Option<(SitePath, Span)> {
        let (path, key) = self.span(document, pointer)?;
        let (above, name) = pointer.rsplit_once('/')?;
        let tree = self.all.get(document)?.tree.as_ref()?;
        let names = above.split('/').skip(1);
        let holder = names.into_iter().try_fold(tree, |node, name| {
            let name = name.replace("~1", "/").replace("~0", "~");
            let entry = node.entries().iter().rev().find(|entry| *entry.name == *name);
            entry.map(|entry| &entry.value).or_else(|| node.as_list()?.get(name.parse::<usize>().ok()?))
        })?;
        let name = name.replace("~1", "/").replace("~0", "~");
        let value = holder.entries().iter().rev().find(|entry| *entry.name == *name).map(|entry| entry.value.span);
        Some((path, value.filter(|span| !span.is_empty()).unwrap_or(key)))
    }

    /// Adds a document, and returns what it refers to.
    fn add(&mut self, path: &SitePath, text: &str) -> Result<Vec<Reference>, Trouble> {
        let at = self.all.len();
        let document = Document::read(path, text)?;
        let mut walk = Walk { document: at, found: Vec::new(), parts: Vec::new() };
        let address = file_address(path);
        walk.schema(&document.value, &address, &mut String::new());
        self.resources.insert(address, (at, String::new()));
        for (address, pointer) in walk.parts {
            self.resources.entry(address).or_insert((at, pointer));
        }
        self.all.push(document);
        Ok(walk.found)
    }

    /// The file that an address may mean: seen from a document, it lies where it lies seen from the document's `$id`.
    fn local(&self, address: &str) -> Option<SitePath> {
        if let Some(path) = address.strip_prefix("file:///") {
            return SitePath::new(&decode(path));
        }
        self.resources.iter().filter(|(_, (_, part))| part.is_empty()).find_map(|(known, (at, _))| {
            let mut folder = known.rsplit_once('/')?.0;
            let mut above = self.all.get(*at)?.path.parent();
            loop {
                if let Some(rest) = address.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
                    return above.join(&decode(rest));
                }
                // The folder above both, but not above the host.
                folder = folder.rsplit_once('/').map(|(up, _)| up).filter(|up| up.contains("://") && !up.ends_with('/'))?;
                if above.as_str().is_empty() {
                    return None;
                }
                above = above.parent();
            }
        })
    }

    /// A reference to a file that is not there, or to another machine.
    fn lost(&self, reference: &Reference, local: Option<SitePath>) -> Trouble {
        let place = self.value_span(reference.document, &reference.pointer);
        let file = self.all.get(reference.document).map_or("", |document| document.path.as_str());
        let remote = reference.written.contains("://") || local.is_none();
        if remote {
            let message = format!("`{file}` refers to `{}`, and schemas are not fetched from the network", reference.written);
            let help = "Save a copy beside it, and refer to that by its file name".to_owned();
            return trouble(message, Some(help), place);
        }
        let message = format!("`{file}` refers to `{}`, and there is no such file", reference.written);
        trouble(message, local.map(|path| format!("It is looked for at `{path}`")), place)
    }

    /// A reference to a part of a file that is not there.
    fn nowhere(&self, reference: &Reference, target: usize) -> Trouble {
        let name = |at: usize| self.all.get(at).map_or("", |document| document.path.as_str());
        let message = format!("`{}` refers to `{}`, and there is no such part", name(reference.document), reference.written);
        let names = self.all.get(target).and_then(|document| {
            let definitions = document.value.get("$defs").or_else(|| document.value.get("definitions"))?.as_object()?;
            let wanted = reference.target.rsplit('/').next()?;
            nearest(wanted, definitions.keys().map(String::as_str)).map(|near| format!("Did you mean `{near}`?"))
        });
        trouble(message, names, self.value_span(reference.document, &reference.pointer))
    }
}

impl Document {
    fn read(path: &SitePath, text: &str) -> Result<Self, Trouble> {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let bare = text.get(mark..).unwrap_or_default();
        let is_yaml = matches!(path.extension(), "yaml" | "yml");
        let mut tree = read_data(bare, if is_yaml { Syntax::Yaml } else { Syntax::Json });
        let value = match is_yaml {
            true => tree.as_ref().and_then(|tree| instance::from_front_matter(Some(tree), Scalars::Core)),
            false => Some(serde_json::from_str(bare).map_err(|error| not_json(path, bare, mark, &error))?),
        };
        // Places are counted without the byte order mark.
        tree = tree.filter(|_| mark == 0);
        match value {
            Some(value @ (Value::Object(_) | Value::Bool(_))) => Ok(Self { path: path.clone(), value, tree }),
            Some(_) => {
                let place = tree.map(|tree| (path.clone(), tree.span));
                Err(trouble(format!("`{path}` is no JSON Schema: it must be an object, in `{{` and `}}`"), None, place))
            }
            None => Err(trouble(format!("`{path}` is no YAML that can be read"), None, None)),
        }
    }
}

fn not_json(path: &SitePath, text: &str, mark: usize, error: &serde_json::Error) -> Trouble {
    let (place, words) = json_fault(text, error);
    trouble(format!("`{path}` is not valid JSON: {words}"), None, Some((path.clone(), place.shifted(mark))))
}

fn trouble(message: String, help: Option<String>, place: Option<(SitePath, Span)>) -> Trouble {
    Trouble { message, help, place }
}
