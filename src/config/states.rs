//! `[[site.states]]` and `[[site.link-handlers]]`: the house's own flags and link syntax.

use super::{
    field::{Field, never},
    problems::suggest,
    scalar::Scalar,
    set::{Keys, Set},
    table::Table,
};
use crate::text::Span;
use regex::Regex;

/// `[[site.states]]`: what a front matter flag does to a page.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteState {
    /// The bytes of its header.
    pub declared: Span,
    /// `when`: front matter keys and the values of which each must have one. Never empty.
    pub when: Keys<Vec<Set<Scalar>>>,
    /// `published`: whether the page is built; it is when absent.
    pub published: Option<Set<bool>>,
    /// `body`: whether the page's text is shown; it is when absent.
    pub body: Option<Set<Body>>,
}

/// What the layout does with a page's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// It prints it.
    Shown,
    /// It prints something else: the anchors of the text do not exist.
    Hidden,
}

impl SiteState {
    pub(super) fn read(table: &Table<'_>) -> Option<Self> {
        let when = table.get("when").map(|field| field.keys(never, Field::scalars));
        let published = table.get("published").and_then(|field| field.boolean());
        let body = table.get("body").and_then(|field| field.one_of(&[("shown", Body::Shown), ("hidden", Body::Hidden)]));
        table.finish();
        match when {
            Some(when) if !when.is_empty() => Some(Self { declared: table.declared, when, published, body }),
            Some(_) => None,
            None => missing(table, "`when` is missing: name the front matter", "For example `when = { pending = true }`"),
        }
    }
}

/// `[[site.link-handlers]]`: what destinations in house syntax mean.
#[derive(Clone, Debug)]
pub struct LinkHandler {
    /// The bytes of its header.
    pub declared: Span,
    /// `pattern`: on the destination as written.
    pub pattern: Set<Regex>,
    /// What a destination that matches means.
    pub target: Set<Target>,
}

/// What a destination in house syntax means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `target`: the destination that is meant, with `$1`, `$name` or `${name}` for groups of the pattern, in the syntax of
    /// [`regex::Captures::expand`]. All groups it names exist.
    Destination(String),
    /// `skip`: it is not checked, and counted under this reason.
    Skip(String),
    /// `reference`: it is a reference of the generator, of this kind.
    Reference(String),
}

impl LinkHandler {
    pub(super) fn read(table: &Table<'_>) -> Option<Self> {
        let pattern = table.get("pattern").map(|field| field.regex());
        let targets: Vec<_> = ["target", "skip", "reference"].iter().filter_map(|name| table.get(name)).collect();
        table.finish();
        let Some(pattern) = pattern else {
            let help = "For example `pattern = '^%base_url%(?<path>.*)$'`";
            return missing(table, "`pattern` is missing: say which links are meant", help);
        };
        let field = match targets.as_slice() {
            [] => {
                let help = "Write `target = \"$1\"`, or `skip = \"…\"` with the reason not to check them";
                return missing(table, "`target` is missing: say where these links lead", help);
            }
            [field] => field,
            [first, second, ..] => {
                let message = format!("`{}` and `{}` exclude each other", first.name, second.name);
                return second.error(message, Some("Keep the one you mean".to_owned()));
            }
        };
        let pattern = pattern?;
        let text = field.name()?;
        let target = text.map(match field.name.as_str() {
            "target" => Target::Destination,
            "skip" => Target::Skip,
            _ => Target::Reference,
        });
        if let Target::Destination(template) = &target.value {
            check_groups(template, &pattern.value, field)?;
        }
        Some(Self { declared: table.declared, pattern, target })
    }
}

fn missing<T>(table: &Table<'_>, message: &str, help: &str) -> Option<T> {
    table.problems.error(table.declared, message, Some(help.to_owned()));
    None
}

/// Reports the first group of `template` that `pattern` does not have.
fn check_groups(template: &str, pattern: &Regex, field: &Field<'_>) -> Option<()> {
    let known: Vec<_> = pattern.capture_names().flatten().collect();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('$') {
        if let Some(after) = after.strip_prefix('$') {
            rest = after;
            continue;
        }
        let word = |text: &str| text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let name = match after.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
            Some((name, _)) => name,
            None => after.get(..word(after)).unwrap_or_default(),
        };
        rest = after;
        let exists = match name.parse::<usize>() {
            Ok(number) => number < pattern.captures_len(),
            Err(_) => known.contains(&name),
        };
        // A `$` that no name follows stands for itself.
        if !exists && !name.is_empty() {
            let help = suggest(name, &known, "There is").or_else(|| Some(format!("Write `(?<{name}>…)` in the pattern")));
            return field.error(format!("the pattern has no group `{name}`"), help);
        }
    }
    Some(())
}
