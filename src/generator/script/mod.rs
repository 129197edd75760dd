//! Generator configs written in JavaScript or TypeScript, read without running them.
//!
//! What is literal, or follows from literals in the same file, is returned; what only running would tell is
//! [`Value::Computed`], never a guess. Three things are taken on trust: a variable of the environment with a default is not
//! set, an object handed to a function is not altered there, and `process.cwd()` is the folder the generator runs in (`.`).

mod bindings;
mod calls;
mod changes;
mod combine;
mod declarations;
mod expressions;
mod modules;
mod nesting;
mod path;
mod places;
mod read;
mod reduce;
mod scope;
#[cfg(test)]
mod tests;
mod value;
mod walk;

pub use value::{Call, Function, Name, UNKNOWN_ENTRIES, Value};

pub use modules::Linked;
pub use places::Places;

use super::Files;
use crate::text::Span;

/// What a config script exports and calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// The exports by name, each once. The default export, and what CommonJS assigns to `module.exports`, is `default`.
    pub exports: Vec<(String, Value)>,
    /// Every call in the file, also in functions that may never run, in the order written; a chain from its first link on.
    pub calls: Vec<Call>,
    /// The modules that it imports names from, as written, sorted.
    pub imports: Vec<String>,
    /// Why the script could not be read, or not all of it.
    pub problem: Option<Problem>,
}

/// Why a script could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, for a person.
    pub message: String,
    /// Where, in bytes.
    pub span: Span,
}

impl Script {
    /// Reads a script. The extension of `path` decides its language: `.ts`, `.mts`, `.cts` and `.tsx` are TypeScript; anything
    /// else is JavaScript, with JSX allowed. Nothing is executed and no other file is opened.
    pub fn read(path: &str, text: &str) -> Self {
        read::read(path, text, &modules::Modules::default())
    }

    /// Reads a script of the repository together with those of its own files that it imports: a name that stands for what such
    /// a file exports is that value. `None` when there is no such file.
    pub fn linked(files: &dyn Files, path: &str) -> Option<Linked> {
        modules::linked(files, path)
    }

    /// The settings that a generator gets: the default export, seen through wrapper calls (`defineConfig({…})`) to their first
    /// argument and through functions to what they return. `exports` holds it as written.
    pub fn default_export(&self) -> Option<&Value> {
        self.export("default").map(settings)
    }

    /// An export by name, as written.
    pub fn export(&self, name: &str) -> Option<&Value> {
        self.exports.iter().find(|(exported, _)| exported == name).map(|(_, value)| value)
    }

    /// The calls whose last name is `method`: `addPlugin` finds `eleventyConfig.addPlugin(…)`.
    pub fn calls_to<'s>(&'s self, method: &'s str) -> impl Iterator<Item = &'s Call> {
        self.calls.iter().filter(move |call| call.method() == method)
    }
}

fn settings(mut value: &Value) -> &Value {
    loop {
        value = match value {
            Value::Function(function) => &function.returns,
            Value::Call(call) => match call.arguments.first() {
                Some(inner @ (Value::Table(_) | Value::Call(_) | Value::Function(_))) if call.receiver.is_none() => inner,
                _ => return value,
            },
            _ => return value,
        }
    }
}
