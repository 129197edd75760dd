//! An unquoted value that the generator reads as something else than it looks like.

use crate::{
    diagnostic::Fix,
    generator::PageId,
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, Node, Scalar, Style, Syntax, Value, WrittenDay},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<AmbiguousValue>("front-matter/ambiguous-value", include_str!("../../../rules/front-matter/ambiguous-value.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmbiguousValue {}

impl SiteRule for AmbiguousValue {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let Some(block) = page.front_matter.as_ref().filter(|block| block.syntax == Syntax::Yaml) else { return };
        if let Some(root) = &block.root {
            check(site, page, root, report);
        }
    }
}

/// Depth is bounded by the readers' nesting limit.
fn check(site: &Site, page: &Page, node: &Node, report: &mut Report) {
    match &node.data {
        Data::Mapping(entries) => entries.iter().for_each(|entry| check(site, page, &entry.value, report)),
        Data::Sequence(items) => items.iter().for_each(|item| check(site, page, item, report)),
        Data::Scalar(scalar) if scalar.style == Style::Plain && may_surprise(&scalar.text) => {
            scalar_value(site, page, node, scalar, report);
        }
        Data::Scalar(_) | Data::Alias(_) => {}
    }
}

/// Only figures, and words of two or three letters, are read in different ways.
fn may_surprise(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b'0'..=b'9' | b'+' | b'-' | b'.', _, ..]
            | [b'y' | b'Y' | b'n' | b'N' | b'o' | b'O', _]
            | [b'y' | b'Y' | b'o' | b'O', _, _]
    )
}

fn scalar_value(site: &Site, page: &Page, node: &Node, scalar: &Scalar, report: &mut Report) {
    let value = node.value(site.facts.dialect.front_matter.scalars);
    let core = node.value(Scalars::Core);
    let text = &*scalar.text;
    if same(value, core) {
        return;
    }
    let reader = site.facts.generator.value.title();
    let quoted = format!("'{text}'");
    let (reads, help, fix) = match value {
        // `front-matter/date` tells of those that do not exist; the others are what they look like.
        _ if WrittenDay::read(text).is_some() => return,
        Value::Text => {
            let fix = Fix::safe(format!("Write `{quoted}`"), &page.path, node.span, quoted.clone());
            ("text, and other tools as a number".to_owned(), format!("Write `{quoted}`, which is text to all of them"), Some(fix))
        }
        Value::Bool(flag) => {
            let fix = Fix::safe(format!("Write `{flag}`"), &page.path, node.span, flag.to_string());
            (format!("`{flag}`"), format!("Write `{flag}`, or `{quoted}` if the word is meant"), Some(fix))
        }
        Value::Integer(_) | Value::Float(_) => {
            let number = match value {
                Value::Integer(number) => number.to_string(),
                Value::Float(number) => number.to_string(),
                _ => return,
            };
            let divided = text.contains('_') && text.replace('_', "") == number;
            let (title, help, fix): (_, _, fn(_, &_, _, _) -> _) = if divided {
                (number.clone(), format!("Write `{number}`, or `{quoted}` if it is no number"), Fix::safe)
            } else {
                // Nobody means a number of base 8.
                let decimal = text.trim_start_matches('0');
                let meant = if !decimal.is_empty() && decimal.bytes().all(|b| b.is_ascii_digit()) { decimal } else { &number };
                let help = format!("Write `{quoted}` to keep it as it is, or `{meant}` if that number is meant");
                (quoted.clone(), help, Fix::unsafe_)
            };
            (format!("the number {number}"), help, Some(fix(format!("Write `{title}`"), &page.path, node.span, title)))
        }
        Value::Error => ("an error, and stops".to_owned(), format!("Write `{quoted}`"), None),
        Value::Null | Value::Date(_) => return,
    };
    let finding = report.add(&page.path, node.span, format!("{reader} reads `{text}` as {reads}"));
    finding.help(help);
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// Whether two readers come to the same value.
fn same(value: Value, other: Value) -> bool {
    match (value, other) {
        (Value::Float(one), Value::Float(two)) => one == two || one.is_nan() && two.is_nan(),
        (Value::Integer(whole), Value::Float(number)) | (Value::Float(number), Value::Integer(whole)) => number == whole as f64,
        (one, two) => one == two,
    }
}
