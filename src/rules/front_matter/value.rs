//! A value that `handbook.toml` does not allow.

mod near_miss;

use super::{asked, listed, quoted};
use crate::{
    config::{Bounds, FrontMatterSchema, Scalar as Wanted, Set},
    diagnostic::Fix,
    generator::PageId,
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, FrontMatter, Node, Style, Syntax, Value},
    },
    path::SitePath,
    rule::{Finding, Report, Rule, SiteRule},
    site::Site,
    text::nearest,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<AllowedValue>("front-matter/value", include_str!("../../../rules/front-matter/value.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllowedValue {
    infer: bool,
}

/// So many values are told; more are in `handbook.toml`.
const SHOWN: usize = 8;

impl SiteRule for AllowedValue {
    fn check(&self, site: &Site, report: &mut Report) {
        if self.infer {
            near_miss::check(site, report);
        }
    }

    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let Some(block) = &page.front_matter else { return };
        let scalars = site.facts.dialect.front_matter.scalars;
        for schema in site.schemas_of(page) {
            one_of(page, block, schema, scalars, report);
            patterns(page, block, schema, scalars, report);
            lengths(page, block, schema, scalars, report);
            ranges(page, block, schema, scalars, report);
        }
    }
}

/// The value of a key, or each item of its list, that is neither empty nor an alias.
fn items<'a>(block: &'a FrontMatter, key: &str, scalars: Scalars) -> impl Iterator<Item = &'a Node> + use<'a> {
    let items = block.get(key).map(|entry| entry.value.items()).unwrap_or_default();
    items.iter().filter(move |node| matches!(node.data, Data::Scalar(_)) && !node.is_empty(scalars))
}

fn one_of(page: &Page, block: &FrontMatter, schema: &FrontMatterSchema, scalars: Scalars, report: &mut Report) {
    for (key, wanted) in &schema.values {
        for node in items(block, key, scalars) {
            let text = node.as_str().unwrap_or_default();
            if wanted.value.iter().any(|set| equals(node, &set.value, scalars)) {
                continue;
            }
            let is_text = |set: &Set<Wanted>| matches!(set.value, Wanted::Text(_));
            let values: Vec<_> = wanted.value.iter().map(|set| (set.value.to_string(), is_text(set))).collect();
            let shown = text.trim_matches(['\n', '\r']);
            let message = format!("`{shown}` is none of the values that `{key}` may have");
            let finding = report.add(&page.path, node.span, message);
            asked(finding, page, schema, wanted.span);
            suggest(finding, page, node, &values, &schema.file, block.syntax, scalars);
        }
    }
}

/// Names the value that comes nearest, and offers to write it, or else all; each of them with whether it is text. All of them
/// stand in `file`.
pub(super) fn suggest(
    finding: &mut Finding,
    page: &Page,
    node: &Node,
    values: &[(String, bool)],
    file: &SitePath,
    syntax: Syntax,
    scalars: Scalars,
) {
    let names = || values.iter().map(|(name, _)| name.as_str());
    let all = || format!("It may be {}", listed(names()).replace(" and ", " or "));
    let text = node.as_str().unwrap_or_default();
    let bare = text.trim_matches(['\n', '\r']);
    if bare.len() < text.len() && names().any(|name| name == bare) {
        finding.help(format!("A line break belongs to the value as it is written: write `{bare}` behind the colon"));
        return;
    }
    match nearest(text, names()) {
        Some(near) => {
            let others = if (2..=SHOWN).contains(&values.len()) { format!(" {}", all()) } else { String::new() };
            finding.help(format!("Did you mean `{near}`?{others}"));
            let is_text = values.iter().any(|(name, is_text)| *is_text && name == near);
            let text = written(node, near, is_text, syntax, scalars);
            finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, node.span, text));
        }
        None if values.len() <= SHOWN => {
            finding.help(all());
        }
        None => {
            finding.help(format!("The {} values that it may have are listed in `{file}`", values.len()));
        }
    }
}

/// Whether a value is the wanted one. What differs by its type only is not told here.
fn equals(node: &Node, wanted: &Wanted, scalars: Scalars) -> bool {
    let number = match node.value(scalars) {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    };
    match wanted {
        Wanted::Integer(wanted) if number.is_some() => number == Some(*wanted as f64),
        Wanted::Float(wanted) if number.is_some() => number == Some(*wanted),
        wanted => node.as_str().is_some_and(|text| text == wanted.to_string()),
    }
}

/// The value as it is written in place of the node: quoted as the node was, or where it must be.
pub(super) fn written(node: &Node, value: &str, is_text: bool, syntax: Syntax, scalars: Scalars) -> String {
    let style = match &node.data {
        Data::Scalar(scalar) => scalar.style,
        _ => Style::Plain,
    };
    match (style, syntax) {
        (Style::Line, _) => value.to_owned(),
        _ if !is_text => value.to_owned(),
        (Style::SingleQuoted, Syntax::Yaml | Syntax::HeaderComment) => format!("'{}'", value.replace('\'', "''")),
        // TOML has no escapes in these.
        (Style::SingleQuoted, Syntax::Toml) if !value.contains(|c: char| c == '\'' || c.is_control()) => format!("'{value}'"),
        // The lines below a `|` or `>`, which stands.
        (Style::Literal | Style::Folded, Syntax::Yaml | Syntax::HeaderComment) if !value.contains(['\n', '\r']) => {
            value.to_owned()
        }
        (Style::Plain, Syntax::Yaml | Syntax::HeaderComment) if reads_as_text(value, scalars) => value.to_owned(),
        _ => quoted(value, syntax),
    }
}

/// Whether a text stays what it is without quotes.
fn reads_as_text(value: &str, scalars: Scalars) -> bool {
    let word = value.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/'));
    let scalar = crate::page::front_matter::Scalar { text: value.into(), style: Style::Plain };
    let node = Node::new(Default::default(), Data::Scalar(scalar));
    word && value.starts_with(char::is_alphanumeric) && value.trim() == value && node.value(scalars) == Value::Text
}

fn patterns(page: &Page, block: &FrontMatter, schema: &FrontMatterSchema, scalars: Scalars, report: &mut Report) {
    for (key, pattern) in &schema.patterns {
        for node in items(block, key, scalars) {
            let text = node.as_str().unwrap_or_default();
            if !pattern.value.is_match(text) {
                let message = format!("`{key}` does not have the form that is asked for");
                let finding = report.add(&page.path, node.span, message);
                finding.help(format!("It must match `{}`", pattern.value.as_str()));
                asked(finding, page, schema, pattern.span);
            }
        }
    }
}

fn lengths(page: &Page, block: &FrontMatter, schema: &FrontMatterSchema, scalars: Scalars, report: &mut Report) {
    for (key, bounds) in &schema.lengths {
        let Some(entry) = block.get(key) else { continue };
        let node = &entry.value;
        let (length, unit) = match &node.data {
            Data::Sequence(items) => (items.len(), "item"),
            // Not every key must have a value; that is `front-matter/required`.
            Data::Scalar(scalar) if node.value(scalars) != Value::Null => (scalar.text.chars().count(), "character"),
            _ => continue,
        };
        let count = |number: f64| format!("{number} {unit}{}", if number == 1.0 { "" } else { "s" });
        if let Some((limit, words)) = outside(length as f64, &bounds.value) {
            let message =
                format!("`{key}` has {}, and {words} {} are {}", count(length as f64), limit.value, allowed_or_needed(words));
            let place = if node.span.is_empty() { entry.key } else { node.span };
            asked(report.add(&page.path, place, message), page, schema, limit.span);
        }
    }
}

/// What so many are: `at least` says that they are needed, all else that no others are allowed.
pub(super) fn allowed_or_needed(words: &str) -> &'static str {
    if words == "at least" { "needed" } else { "allowed" }
}

fn ranges(page: &Page, block: &FrontMatter, schema: &FrontMatterSchema, scalars: Scalars, report: &mut Report) {
    for (key, bounds) in &schema.ranges {
        for node in items(block, key, scalars) {
            let number = match (&node.data, node.value(scalars)) {
                (_, Value::Integer(number)) => number as f64,
                (_, Value::Float(number)) => number,
                (Data::Scalar(scalar), _) if scalar.style == Style::Line => match scalar.text.parse() {
                    Ok(number) => number,
                    Err(_) => continue,
                },
                _ => continue,
            };
            if let Some((limit, words)) = outside(number, &bounds.value) {
                let message = format!("`{key}` is {number}, and must be {words} {}", limit.value);
                asked(report.add(&page.path, node.span, message), page, schema, limit.span);
            }
        }
    }
}

/// The bound that a number breaks.
fn outside(number: f64, bounds: &Bounds) -> Option<(Set<f64>, &'static str)> {
    let low = bounds.min.filter(|min| number < min.value).map(|min| (min, "at least"));
    low.or_else(|| bounds.max.filter(|max| number > max.value).map(|max| (max, "at most")))
}
