//! The keyword of a schema that is not met, and what stands beside it.

use super::steps;
use crate::config::json_schema::{
    address::decode,
    documents::Documents,
    violation::{Kind, Step, Violation},
};
use jsonschema::ValidationError;
use serde_json::Value;

/// The keyword that was not met.
pub(super) struct Asked<'a> {
    documents: &'a Documents,
    /// Where the keyword stands.
    place: Option<(usize, String)>,
    keyword: &'a str,
    /// The schema that holds it.
    schema: Option<&'a Value>,
    /// The way to the value for which it is asked, when an `if` asks for it.
    because: Option<Vec<Step>>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(documents: &'a Documents, error: &'a ValidationError<'_>) -> Self {
        let address = error.absolute_keyword_location().map_or("", |uri| uri.as_str());
        let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
        let place = documents.place(address, &decode(fragment));
        let above = place.as_ref().and_then(|(document, pointer)| Some((*document, pointer.rsplit_once('/')?.0)));
        let schema = above.and_then(|(document, pointer)| documents.value(document, pointer));
        let because = place.as_ref().and_then(|(document, pointer)| condition(documents, *document, pointer, error));
        Self { documents, place, keyword: error.kind().keyword(), schema, because }
    }

    pub(super) fn violation(&self, at: &[Step], kind: Kind, names: &[String]) -> Violation {
        let asked = self.place.as_ref().and_then(|(document, pointer)| self.documents.span(*document, pointer));
        let words = self.words(names);
        Violation { at: at.to_vec(), kind, asked, words, because: self.because.clone() }
    }

    /// The author's words on the keyword, on these keys of it, or on the schema that holds it.
    pub(super) fn words(&self, names: &[String]) -> Option<String> {
        let schema = self.schema?;
        let text = |value: &Value| value.as_str().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let error = schema.get("errorMessage").and_then(|message| {
            let own = message.get(self.keyword);
            let of_key = || own.and_then(|own| names.iter().find_map(|name| text(own.get(name)?)));
            text(message).or_else(|| own.and_then(text)).or_else(of_key)
        });
        let pattern = || schema.get("patternErrorMessage").filter(|_| self.keyword == "pattern").and_then(text);
        let described = |schema: &Value| ["description", "title"].into_iter().find_map(|name| schema.get(name).and_then(text));
        let named = || names.iter().find_map(|name| described(schema.get("properties")?.get(name)?));
        // What describes a mapping says nothing about the key that it lacks.
        let about = || described(schema).filter(|_| names.is_empty() && !matches!(self.keyword, "anyOf" | "oneOf"));
        error.or_else(pattern).or_else(named).or_else(about)
    }

    /// The keys that the schema names.
    pub(super) fn properties(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut open: Vec<&Value> = self.schema.into_iter().collect();
        while let Some(schema) = open.pop() {
            let own = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
            names.extend(own.filter(|(_, value)| **value != Value::Bool(false)).map(|(name, _)| name.clone()));
            if self.keyword == "unevaluatedProperties" {
                let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|name| schema.get(name)?.as_array()).flatten();
                open.extend(lists.chain(["then", "else"].into_iter().filter_map(|name| schema.get(name))));
            }
        }
        names
    }

    /// What `not` forbids: some keys, or a value.
    pub(super) fn negated(&self, at: &[Step], schema: &Value, instance: &Value) -> Violation {
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let names: Vec<String> = required.map(str::to_owned).collect();
        let only = schema.as_object().is_some_and(|map| map.len() == 1);
        match names.as_slice() {
            [name] if only && instance.get(name).is_some() => {
                let at: Vec<Step> = at.iter().cloned().chain([Step::Key(name.as_str().into())]).collect();
                self.violation(&at, Kind::NotAllowed, &[])
            }
            [_, _, ..] if only => self.violation(at, Kind::Together(names), &[]),
            _ => self.violation(at, Kind::Forbidden, &[]),
        }
    }

    /// The keys of which `oneOf` wants one, where it wants nothing else, and that are there.
    pub(super) fn alternatives(&self, instance: &Value) -> Option<Vec<String>> {
        let mut names = Vec::new();
        for branch in self.schema?.get("oneOf")?.as_array()? {
            let [Value::String(name)] = branch.get("required")?.as_array()?.as_slice() else { return None };
            names.push(name.clone());
        }
        names.retain(|name| instance.get(name).is_some());
        (names.len() > 1).then_some(names)
    }
}

/// The way to the value for which a `then` asks something: the first key whose value the `if` beside it names.
fn condition(documents: &Documents, document: usize, pointer: &str, error: &ValidationError<'_>) -> Option<Vec<Step>> {
    let (before, after) = pointer.rsplit_once("/then/")?;
    // Of keys below the `then`, only those of the same mapping are told apart for certain.
    let below = after.split('/').filter(|name| matches!(*name, "properties" | "items" | "prefixItems" | "contains")).count();
    let asked = documents.value(document, &format!("{before}/if"))?;
    let (name, _) = asked
        .get("properties")?
        .as_object()?
        .iter()
        .find(|(_, value)| value.get("const").is_some() || value.get("enum").is_some())?;
    let path = steps(error.instance_path());
    let mut at = path.get(..path.len().checked_sub(below)?)?.to_vec();
    at.push(Step::Key(name.as_str().into()));
    Some(at)
}
