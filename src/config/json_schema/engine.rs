//! The one place that calls the `jsonschema` crate, which has a release a week.

mod asked;

use super::{
    Trouble, branches,
    documents::Documents,
    refusal,
    violation::{Bound, Kind, Measure, Step, Violation},
    weight,
};
use asked::Asked;
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
