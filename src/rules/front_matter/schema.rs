//! Front matter that is not as a JSON Schema file wants it.

mod forms;
mod words;

use super::{
    listed,
    required::{closing, missing_key, no_block},
    r#type::change,
    unknown_key::{Allowed, wrong_key},
    value::suggest,
};
use crate::{
    config::{
        FrontMatterSchema, ValueType,
        json_schema::{JsonSchema, Kind, Place, Step, Violation, find},
    },
    diagnostic::Label,
    generator::{PageId, data::Meta},
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, FrontMatter, Node},
    },
    rule::{Finding, Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use serde::Deserialize;
use serde_json::Value;

pub(super) static RULE: Rule = Rule::site::<Schema>("front-matter/schema", include_str!("../../../rules/front-matter/schema.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Schema {}

impl SiteRule for Schema {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let mut asked: Vec<*const JsonSchema> = Vec::new();
        for block in site.schemas_of(page) {
            let Some(schema) = &block.json else { continue };
            // Two tables may name one file.
            if !asked.contains(&std::sync::Arc::as_ptr(schema)) {
                asked.push(std::sync::Arc::as_ptr(schema));
                check(site, page, block, schema, report);
            }
        }
    }
}

fn check(site: &Site, page: &Page, table: &FrontMatterSchema, schema: &JsonSchema, report: &mut Report) {
    let scalars = site.facts.dialect.front_matter.scalars;
    let block = page.front_matter.as_ref();
    if block.is_some_and(FrontMatter::is_unreadable) {
        return;
    }
    let root = block.and_then(|block| block.root.as_ref());
    let mut found = schema.check(root, scalars);
    // What a data file of the folder gives to the page is there.
    found.retain(|violation| match &violation.kind {
        Kind::Missing(names) => !names
            .iter()
            .any(|name| dotted(&violation.at, name).is_some_and(|key| Meta::get(&site.facts.data, page, &key).is_some())),
        _ => true,
    });
    let at = Label::with_message(&table.file, table.schema.as_ref().map_or(table.declared, |set| set.span), "asked for here");
    match (block, root) {
        (Some(block), Some(root)) => {
            let teller = Teller { page, block, root, schema, scalars };
            for violation in &found {
                let finding = teller.tell(violation, report);
                relate(finding, violation, &at);
                if let Some(reason) = violation.because.as_ref().map(|path| find(root, path)).filter(|place| place.exact) {
                    let place = teller.span(reason);
                    finding.related(Label::with_message(&page.path, place, "because of this"));
                }
            }
        }
        (Some(block), None) => {
            for (violation, names) in missing(&found) {
                relate(missing_key(page, block, names, report), violation, &at);
            }
        }
        (None, _) => {
            let missing = missing(&found);
            let names: Vec<&str> = missing.iter().map(|(_, name)| *name).collect();
            if !names.is_empty() {
                let finding = no_block(page, &names, report);
                missing.iter().for_each(|(violation, _)| relate(finding, violation, &at));
            }
        }
    }
}

/// The keys that are missing from an empty block; of several, the first.
fn missing(found: &[Violation]) -> Vec<(&Violation, &str)> {
    found.iter().filter_map(|violation| Some((violation, first_missing(violation)?))).collect()
}

fn first_missing(violation: &Violation) -> Option<&str> {
    let Kind::Missing(names) = &violation.kind else { return None };
    names.first().filter(|_| violation.at.is_empty()).map(String::as_str)
}

fn relate(finding: &mut Finding, violation: &Violation, at: &Label) {
    match &violation.asked {
        Some((path, span)) => finding.related(Label::with_message(path, *span, "asked for here")),
        None => finding.related(at.clone()),
    };
}

/// The dotted name of a key; `None` within lists.
fn dotted(path: &[Step], name: &str) -> Option<String> {
    let mut key = String::new();
    for step in path {
        let Step::Key(name) = step else { return None };
        key.push_str(name);
        key.push('.');
    }
    key.push_str(name);
    Some(key)
}

/// Tells what a page breaks.
struct Teller<'a> {
    page: &'a Page,
    block: &'a FrontMatter,
    root: &'a Node,
    schema: &'a JsonSchema,
    scalars: Scalars,
}

impl<'a> Teller<'a> {
    fn tell<'r>(&self, violation: &Violation, report: &'r mut Report) -> &'r mut Finding {
        let place = find(self.root, &violation.at);
        let subject = words::subject(&violation.at);
        match &violation.kind {
            Kind::Missing(names) => self.missing(violation, names, place, report),
            Kind::Key { name, allowed } if place.exact => self.key(name, allowed, place, report),
            Kind::Key { name, .. } => self.add(self.span(place), format!("`{name}` is no key that is allowed here"), report),
            Kind::KeyForm { name, pattern } => {
                let entry = place.node.entries().iter().find(|entry| *entry.name == **name);
                let span = entry.map_or_else(|| self.span(place), |entry| entry.key);
                let finding = self.add(span, format!("`{name}` does not have the form of a key that is allowed here"), report);
                if let Some(help) = words::must_match(pattern.as_deref(), violation.words.as_deref()) {
                    finding.help(help);
                }
                finding
            }
            Kind::OneOf(values) => self.one_of(violation, values, place, &subject, report),
            Kind::Type(types) => {
                let message = words::wrong_type(&violation.at, &subject, place.node, types, self.scalars);
                let finding = self.add(self.span(place), message, report);
                let wanted: Vec<ValueType> = types.iter().filter_map(|name| words::value_type(name)).collect();
                self.retype(finding, place, &wanted);
                finding
            }
            Kind::Format(format) => {
                let text = place.node.as_str().unwrap_or_default().trim();
                let finding = self.add(self.span(place), format!("`{text}` is {}", forms::is_not(format)), report);
                if let Some(help) = forms::help(format, text).or_else(|| violation.words.clone()) {
                    finding.help(help);
                }
                finding
            }
            Kind::Pattern(pattern) => {
                let message = format!("{} does not have the form that is asked for", words::value_of(&violation.at));
                let finding = self.add(self.span(place), message, report);
                if let Some(help) = words::must_match(Some(pattern), violation.words.as_deref()) {
                    finding.help(help);
                }
                finding
            }
            kind => {
                let span = match (kind, violation.at.as_slice()) {
                    // The key is what must not be there.
                    (Kind::NotAllowed, [.., Step::Key(_)]) if place.exact => {
                        place.entry.map_or(self.span(place), |entry| entry.key)
                    }
                    (Kind::Together(names), _) => self.last_of(names, place),
                    (Kind::Repeated, _) => words::repeated(place.node).map_or(self.span(place), |item| item.span),
                    _ => self.span(place),
                };
                let finding = self.add(span, words::sentence(kind, &subject, &violation.at, place.node, self.scalars), report);
                if let Some(words) = &violation.words {
                    finding.help(words.clone());
                }
                finding
            }
        }
    }

    fn add<'r>(&self, span: Span, message: String, report: &'r mut Report) -> &'r mut Finding {
        report.add(&self.page.path, span, message)
    }

    /// The value; its key when there is none, the block's end for the whole block.
    fn span(&self, place: Place<'_>) -> Span {
        match place.entry {
            None => closing(self.block),
            Some(entry) if place.node.span.is_empty() => entry.key,
            Some(_) => place.node.span,
        }
    }

    /// The last of some keys.
    fn last_of(&self, names: &[String], place: Place<'_>) -> Span {
        let entries = place.node.entries().iter();
        let last = entries.rev().find(|entry| names.iter().any(|name| **name == *entry.name));
        last.map_or_else(|| self.span(place), |entry| entry.key)
    }

    fn missing<'r>(&self, violation: &Violation, names: &[String], place: Place<'_>, report: &'r mut Report) -> &'r mut Finding {
        if let [name] = names
            && let Some(key) = dotted(&violation.at, name)
        {
            return missing_key(self.page, self.block, &key, report);
        }
        let lacking = listed(names.iter().map(String::as_str)).replace(" and ", " or ");
        if violation.at.iter().all(|step| matches!(step, Step::Key(_))) {
            let (span, within) = match place.entry {
                None => (closing(self.block), "from the front matter".to_owned()),
                Some(entry) => (entry.key, format!("under {}", words::value_of(&violation.at))),
            };
            return self.add(span, format!("{lacking} is missing {within}"), report).help("Add one of them");
        }
        let span = place.node.entries().first().map_or_else(|| self.span(place), |entry| entry.key);
        self.add(span, format!("{lacking} is missing from {}", words::holder(&violation.at)), report)
    }

    fn key<'r>(&self, name: &str, allowed: &[String], place: Place<'_>, report: &'r mut Report) -> &'r mut Finding {
        let entries = place.node.entries();
        let Some(entry) = entries.iter().find(|entry| &*entry.name == name) else {
            return self.add(self.span(place), format!("`{name}` is no key that is allowed here"), report);
        };
        let named = allowed.iter().map(String::as_str).collect();
        wrong_key(self.page, entries, entry, &Allowed { named, read: Vec::new(), reader: "" }, report)
    }

    fn one_of<'r>(
        &self,
        violation: &Violation,
        values: &[Value],
        place: Place<'_>,
        subject: &str,
        report: &'r mut Report,
    ) -> &'r mut Finding {
        let named: Vec<(String, bool)> = values.iter().map(words::shown).collect();
        let text = place.node.as_str().unwrap_or_default();
        let all = || listed(named.iter().map(|(name, _)| name.as_str())).replace(" and ", " or ");
        let is_scalar = matches!(place.node.data, Data::Scalar(_)) && !place.node.span.is_empty();
        let same = values.iter().zip(&named).find(|(_, (name, _))| is_scalar && name == text);
        // `3` and `"3"` are told by their types.
        if let Some((value, _)) = same {
            let types = [words::type_of(value)];
            let message = words::wrong_type(&violation.at, subject, place.node, &types, self.scalars);
            let finding = self.add(self.span(place), message, report);
            self.retype(finding, place, words::value_type(types[0]).as_slice());
            return finding;
        }
        if !is_scalar || named.len() == 1 {
            let is = if is_scalar { format!("`{text}`") } else { super::r#type::words(place.node, self.scalars).to_owned() };
            let message = format!("{subject} is {is}, and must be {}", all());
            let finding = self.add(self.span(place), message, report);
            if is_scalar && place.exact {
                suggest(finding, self.page, place.node, &named, self.schema.path(), self.block.syntax, self.scalars);
                if !named.iter().any(|(name, _)| crate::text::nearest(text, [name.as_str()]).is_some()) {
                    finding.help(format!("Write {}", all()));
                }
            }
            return finding;
        }
        let message = format!("`{text}` is none of the values that {} may have", words::value_of(&violation.at));
        let finding = self.add(self.span(place), message, report);
        if place.exact {
            suggest(finding, self.page, place.node, &named, self.schema.path(), self.block.syntax, self.scalars);
        }
        finding
    }

    /// Offers quotes or brackets, or to take them away, where that is all the value needs.
    fn retype(&self, finding: &mut Finding, place: Place<'_>, wanted: &[ValueType]) {
        if !place.exact || place.node.span.is_empty() {
            return;
        }
        let wanted: Vec<&ValueType> = wanted.iter().collect();
        if let Some((text, fix)) = change(self.page, place.node, &wanted, self.block.syntax, false, self.scalars) {
            finding.help(format!("Write {text}"));
            finding.fix(fix);
        }
    }
}
