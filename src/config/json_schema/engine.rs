//! The one place that calls the `jsonschema` crate, which has a release a week.

use super::{
    Trouble, branches,
    documents::{Documents, decode},
    refusal,
    violation::{Bound, Kind, Measure, Step, Violation},
    weight,
};
use jsonschema::{
    PatternOptions, Retrieve, Uri, ValidationError, Validator,
    error::{TypeKind, ValidationErrorKind as Wrong},
    paths::{Location, LocationSegment},
    types::JsonType,
    uri,
};
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::error::Error;

/// So many violations of one page are told.
const MOST: usize = 100;
/// So deep alternatives within alternatives are followed.
const DEPTH: usize = 8;
/// What lies deeper is told of by yes or no: a schema that refers to itself asks everything anew at each level, of each alternative.
const DEEP: usize = 12;
/// So often a pattern may go back on a text; one that needs more says nothing about it.
const BACKTRACKS: usize = 20_000;

/// A schema that can be asked.
pub(super) struct Engine {
    documents: Documents,
    validator: Validator,
    keys: Vec<String>,
}

/// Hands out the files that were read before.
struct Read(FxHashMap<String, Value>);

impl Retrieve for Read {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        self.0.get(uri.as_str()).cloned().ok_or_else(|| "not one of the handbook's files".into())
    }
}

/// An address seen from another, as RFC 3986 has it; `None` when one of them is none.
pub(super) fn resolve(base: &str, written: &str) -> Option<String> {
    let base = uri::from_str(base).ok()?;
    uri::resolve_against(&base.borrow(), written).ok().map(|uri| uri.as_str().to_owned())
}

/// Whether the crate knows what stands at an address: the drafts themselves.
pub(super) fn is_known(address: &str) -> bool {
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with("json-schema.org/"))
}

impl Engine {
    /// Compiles the first of the documents.
    pub(super) fn new(documents: Documents) -> Result<Self, Trouble> {
        let Some((address, root)) = documents.root() else { return Err(refusal::of_nothing()) };
        if weight::is_heavy(&documents) {
            return Err(refusal::of_weight(&documents));
        }
        let built = jsonschema::options()
            .with_base_uri(address)
            .with_retriever(Read(documents.by_address()))
            .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(BACKTRACKS))
            .should_validate_formats(true)
            .build(root);
        match built {
            Ok(validator) => {
                let keys = documents.keys();
                Ok(Self { documents, validator, keys })
            }
            Err(error) => {
                let is_lost = matches!(error.kind(), Wrong::Referencing(_));
                Err(refusal::of_schema(&documents, error.instance_path().as_str(), error.instance(), is_lost))
            }
        }
    }

    pub(super) fn documents(&self) -> &Documents {
        &self.documents
    }

    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    /// What is wrong with a value.
    pub(super) fn check(&self, instance: &Value) -> Vec<Violation> {
        // Nearly all pages are right, which is found out much faster than what is wrong.
        if self.validator.is_valid(instance) {
            return Vec::new();
        }
        if is_deeper(instance, DEEP) {
            let kind = Kind::Other;
            return vec![Violation { at: Vec::new(), kind, asked: None, words: None, because: None }];
        }
        let mut found = Vec::new();
        for error in self.validator.iter_errors(instance) {
            found.extend(self.told(&error, 0));
            if found.len() > MOST {
                found.truncate(MOST);
                break;
            }
        }
        found
    }

    fn told(&self, error: &ValidationError<'_>, depth: usize) -> Vec<Violation> {
        let asked = Asked::of(&self.documents, error);
        let at = steps(error.instance_path());
        let kind = match error.kind() {
            Wrong::AnyOf { context } | Wrong::OneOfNotValid { context } if depth < DEPTH => {
                let branch = |errors: &Vec<ValidationError<'static>>| {
                    errors.iter().take(MOST).flat_map(|error| self.told(error, depth + 1)).collect()
                };
                let words = asked.words(&[]);
                let mut best = branches::best(context.iter().take(MOST).map(branch).collect(), &at);
                best.iter_mut().for_each(|violation| violation.words = violation.words.take().or_else(|| words.clone()));
                return best;
            }
            Wrong::AdditionalProperties { unexpected } | Wrong::UnevaluatedProperties { unexpected } => {
                let allowed = asked.properties();
                let key = |name: &String| asked.violation(&at, Kind::Key { name: name.clone(), allowed: allowed.clone() }, &[]);
                return unexpected.iter().take(MOST).map(key).collect();
            }
            Wrong::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default().to_owned();
                match inner.kind() {
                    Wrong::Enum { options } => {
                        let allowed = options.as_array().into_iter().flatten().filter_map(Value::as_str);
                        Kind::Key { name, allowed: allowed.map(str::to_owned).collect() }
                    }
                    Wrong::Pattern { pattern } => Kind::KeyForm { name, pattern: Some(pattern.clone()) },
                    _ => Kind::KeyForm { name, pattern: None },
                }
            }
            Wrong::Required { property } => Kind::Missing(vec![property.as_str().unwrap_or_default().to_owned()]),
            Wrong::Type { kind: TypeKind::Single(one) } => Kind::Type(vec![name(*one)]),
            Wrong::Type { kind: TypeKind::Multiple(set) } => {
                // "Or empty" is said last.
                let (nothing, something): (Vec<_>, Vec<_>) = set.iter().map(name).partition(|name| *name == "null");
                Kind::Type(something.into_iter().chain(nothing).collect())
            }
            Wrong::Enum { options } => Kind::OneOf(options.as_array().cloned().unwrap_or_default()),
            Wrong::Constant { expected_value } => Kind::OneOf(vec![(**expected_value).clone()]),
            Wrong::Pattern { pattern } => Kind::Pattern(pattern.clone()),
            Wrong::Format { format } => Kind::Format(format.clone()),
            Wrong::Minimum { limit } => Kind::Number(Bound::AtLeast, number(limit)),
            Wrong::Maximum { limit } => Kind::Number(Bound::AtMost, number(limit)),
            Wrong::ExclusiveMinimum { limit } => Kind::Number(Bound::MoreThan, number(limit)),
            Wrong::ExclusiveMaximum { limit } => Kind::Number(Bound::LessThan, number(limit)),
            Wrong::MultipleOf { multiple_of } => Kind::Number(Bound::MultipleOf, *multiple_of),
            Wrong::MinLength { limit } => Kind::Size(Measure::Characters, Bound::AtLeast, *limit),
            Wrong::MaxLength { limit } => Kind::Size(Measure::Characters, Bound::AtMost, *limit),
            Wrong::MinItems { limit } => Kind::Size(Measure::Items, Bound::AtLeast, *limit),
            Wrong::MaxItems { limit } => Kind::Size(Measure::Items, Bound::AtMost, *limit),
            Wrong::AdditionalItems { limit } => Kind::Size(Measure::Items, Bound::AtMost, *limit as u64),
            Wrong::MinProperties { limit } => Kind::Size(Measure::Keys, Bound::AtLeast, *limit),
            Wrong::MaxProperties { limit } => Kind::Size(Measure::Keys, Bound::AtMost, *limit),
            Wrong::UniqueItems => Kind::Repeated,
            Wrong::Contains => Kind::Lacking,
            Wrong::FalseSchema => Kind::NotAllowed,
            Wrong::Not { schema } => return vec![asked.negated(&at, schema, error.instance())],
            Wrong::OneOfMultipleValid { .. } => match asked.alternatives(error.instance()) {
                Some(keys) => Kind::Together(keys),
                None => Kind::Several,
            },
            // What the patterns' engine gives up on is not known to be wrong.
            Wrong::BacktrackLimitExceeded { .. } | Wrong::RegexEngineFailure { .. } | Wrong::Referencing(_) => return Vec::new(),
            _ => Kind::Other,
        };
        let names = match &kind {
            Kind::Missing(names) => names.clone(),
            _ => Vec::new(),
        };
        vec![asked.violation(&at, kind, &names)]
    }
}

/// The keyword that was not met.
struct Asked<'a> {
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
    fn of(documents: &'a Documents, error: &'a ValidationError<'_>) -> Self {
        let address = error.absolute_keyword_location().map_or("", |uri| uri.as_str());
        let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
        let place = documents.place(address, &decode(fragment));
        let above = place.as_ref().and_then(|(document, pointer)| Some((*document, pointer.rsplit_once('/')?.0)));
        let schema = above.and_then(|(document, pointer)| documents.value(document, pointer));
        let because = place.as_ref().and_then(|(document, pointer)| condition(documents, *document, pointer, error));
        Self { documents, place, keyword: error.kind().keyword(), schema, because }
    }

    fn violation(&self, at: &[Step], kind: Kind, names: &[String]) -> Violation {
        let asked = self.place.as_ref().and_then(|(document, pointer)| self.documents.span(*document, pointer));
        let words = self.words(names);
        Violation { at: at.to_vec(), kind, asked, words, because: self.because.clone() }
    }

    /// The author's words on the keyword, on these keys of it, or on the schema that holds it.
    fn words(&self, names: &[String]) -> Option<String> {
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
    fn properties(&self) -> Vec<String> {
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
    fn negated(&self, at: &[Step], schema: &Value, instance: &Value) -> Violation {
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
    fn alternatives(&self, instance: &Value) -> Option<Vec<String>> {
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

fn steps(location: &Location) -> Vec<Step> {
    // A key may be all figures; which of the two it is shows where it is looked up.
    let step = |segment: LocationSegment<'_>| match segment {
        LocationSegment::Property(name) => Step::Key((*name).into()),
        LocationSegment::Index(at) => Step::Item(at),
    };
    location.iter().map(step).collect()
}

fn is_deeper(value: &Value, than: usize) -> bool {
    let Some(left) = than.checked_sub(1) else { return true };
    match value {
        Value::Array(items) => items.iter().any(|item| is_deeper(item, left)),
        Value::Object(map) => map.values().any(|value| is_deeper(value, left)),
        _ => false,
    }
}

fn number(limit: &Value) -> f64 {
    limit.as_f64().unwrap_or_default()
}

fn name(one: JsonType) -> &'static str {
    match one {
        JsonType::Array => "array",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Null => "null",
        JsonType::Number => "number",
        JsonType::Object => "object",
        JsonType::String => "string",
    }
}
