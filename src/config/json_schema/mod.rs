//! JSON Schema files that front matter is held against.
//!
//! The drafts 4, 6, 7, 2019-09 and 2020-12 as the `jsonschema` crate (0.61) reads them, which is called in `engine` alone; `format` is
//! asserted in all of them. `$ref` leads to files of the handbook only. Without the cargo feature `schema` no file can be read, and
//! the settings that name one are told so.

#[cfg(feature = "schema")]
mod address;
#[cfg(feature = "schema")]
mod branches;
#[cfg(feature = "schema")]
mod documents;
#[cfg(feature = "schema")]
mod engine;
#[cfg(feature = "schema")]
mod instance;
mod place;
#[cfg(feature = "schema")]
mod references;
#[cfg(feature = "schema")]
mod refusal;
mod violation;
#[cfg(feature = "schema")]
mod weight;

pub use place::{Place, find};
pub use violation::{Bound, Kind, Measure, Step, Violation};

use crate::{
    diagnostic::{Diagnostic, Label, Severity},
    page::{dialect::Scalars, front_matter::Node},
    path::SitePath,
    text::Span,
};
use std::{fmt, sync::Arc};

/// The files that a schema is read from.
pub struct SchemaFiles<'a> {
    /// The text of a file; `None` when there is none or it is not UTF-8.
    pub read: &'a dyn Fn(&SitePath) -> Option<Arc<str>>,
    /// The files there are, to suggest one that was meant.
    pub paths: &'a [SitePath],
}

/// A JSON Schema file with all that it refers to, ready to be asked. Nothing in it changes.
pub struct JsonSchema {
    path: SitePath,
    #[cfg(feature = "schema")]
    engine: engine::Engine,
}

/// Why a schema file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    message: String,
    help: Option<String>,
    /// The place in the schema file, when it is known.
    place: Option<(SitePath, Span)>,
}

impl JsonSchema {
    /// Reads and compiles the schema at `path`, with the files that it refers to.
    #[cfg(feature = "schema")]
    pub(super) fn read(files: &SchemaFiles<'_>, path: &SitePath) -> Result<Self, Trouble> {
        let engine = engine::Engine::new(documents::Documents::read(files, path)?)?;
        Ok(Self { path: path.clone(), engine })
    }

    /// This build cannot.
    #[cfg(not(feature = "schema"))]
    pub(super) fn read(_: &SchemaFiles<'_>, _: &SitePath) -> Result<Self, Trouble> {
        let message = "this build of `handbook` cannot read JSON Schema files".to_owned();
        let help = Some("Install one with the feature `schema`, which is on by default".to_owned());
        Err(Trouble { message, help, place: None })
    }

    /// The file.
    pub fn path(&self) -> &SitePath {
        &self.path
    }

    /// The file and those that it refers to.
    #[cfg(feature = "schema")]
    pub fn files(&self) -> Vec<&SitePath> {
        self.engine.documents().files()
    }

    /// The file and those that it refers to.
    #[cfg(not(feature = "schema"))]
    pub fn files(&self) -> Vec<&SitePath> {
        vec![&self.path]
    }

    /// What is wrong with front matter, at most a hundred things; without `root` there is none, which is as if it were empty.
    /// Nothing is said of a block that cannot be known: aliases of aliases make it grow past 100,000 values.
    #[cfg(feature = "schema")]
    pub fn check(&self, root: Option<&Node>, scalars: Scalars) -> Vec<Violation> {
        let Some(instance) = instance::from_front_matter(root, scalars) else { return Vec::new() };
        let mut found = self.engine.check(&instance);
        found.retain(|violation| root.is_none_or(|root| !find(root, &violation.at).is_unknown(scalars)));
        found
    }

    /// What is wrong with front matter.
    #[cfg(not(feature = "schema"))]
    pub fn check(&self, _: Option<&Node>, _: Scalars) -> Vec<Violation> {
        Vec::new()
    }

    /// The dotted keys that the schema speaks of anywhere.
    #[cfg(feature = "schema")]
    pub fn keys(&self) -> &[String] {
        self.engine.keys()
    }

    /// The dotted keys that the schema speaks of anywhere.
    #[cfg(not(feature = "schema"))]
    pub fn keys(&self) -> &[String] {
        &[]
    }
}

impl fmt::Debug for JsonSchema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonSchema").field(&self.path).finish()
    }
}

impl Trouble {
    /// The problem of the setting at `at` that names the file.
    pub(super) fn into_diagnostic(self, at: Label) -> Diagnostic {
        Diagnostic {
            related: self.place.map(|(path, span)| Label::with_message(&path, span, "here")).into_iter().collect(),
            help: self.help.map(Into::into),
            ..Diagnostic::new(super::RULE, Severity::Error, at, self.message)
        }
    }
}
