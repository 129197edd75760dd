//! What the names of other linters mean here: rules by number and alias, groups of rules, options that were renamed.

use super::{foreign::Tool, value::Value};
use crate::rule::{Named, Rule, RuleBook, markdownlint::Counterpart};

/// Rules of rumdl 0.3 beyond those of markdownlint, and ours that look for the same.
const BEYOND: [(&str, &[&str]); 12] = [
    ("MD057", &["links/broken-asset", "links/broken-file", "links/broken-page"]),
    ("MD061", &["prose/forbidden-terms"]),
    ("MD062", &["links/destination-space"]),
    ("MD066", &["footnotes/broken"]),
    ("MD068", &["footnotes/broken"]),
    ("MD070", &["code/nested-fence"]),
    ("MD072", &["front-matter/key-order"]),
    ("MD074", &["nav/missing-target"]),
    ("MD080", &["headings/anchor-collision"]),
    ("MD082", &["headings/empty-section"]),
    ("MD084", &["text/invisible-characters"]),
    ("MD086", &["html/unclosed-comment"]),
];

/// Options that have another name or meaning today: rule, former name, name today, what becomes of the value.
const RENAMED: [(&str, &str, &str, Change); 8] = [
    ("MD010", "ignore-code-blocks", "code-blocks", Change::Opposite),
    ("MD013", "headers", "headings", Change::None),
    ("MD013", "ignore-code-blocks", "code-blocks", Change::Opposite),
    ("MD024", "allow-different-nesting", "siblings-only", Change::None),
    ("MD033", "allowed", "allowed-elements", Change::None),
    ("MD033", "allowed-elements", "allowed-elements", Change::List),
    ("MD043", "headers", "headings", Change::None),
    ("MD052", "ignore", "ignored-labels", Change::None),
];

#[derive(Clone, Copy)]
enum Change {
    None,
    /// `true` means `false`.
    Opposite,
    /// A text with commas is a list.
    List,
}

/// The numbers of rumdl's rules beyond those of markdownlint that we have an equal of, or will have.
pub(super) fn beyond() -> impl Iterator<Item = &'static str> {
    BEYOND.iter().map(|(number, _)| *number)
}

/// Whether markdownlint has a rule of this number.
pub(super) fn is_markdownlint(number: u16) -> bool {
    Counterpart::named(&format!("MD{number:03}")).is_some()
}

/// The number in `MD013`.
pub(super) fn number(name: &str) -> Option<u16> {
    let digits = name.get(2..).filter(|_| name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("MD")))?;
    (digits.len() == 3).then(|| digits.parse().ok())?
}

/// The first markdownlint number of a rule, as it is written: `MD013`.
pub(super) fn number_of(rule: &'static Rule) -> Option<&'static str> {
    rule.info().aliases.iter().map(String::as_str).find(|alias| number(alias).is_some())
}

/// Our rules of a name that this linter uses: of a number, an alias, or a group. Empty where there is none.
pub(super) fn rules(book: &'static RuleBook, tool: Tool, name: &str) -> Vec<&'static Rule> {
    let numbers: Vec<&str> = meant_by(name).into_iter().map(|one| one.number).collect();
    if !numbers.is_empty() {
        return numbers.into_iter().filter_map(|number| find(book, number)).collect();
    }
    if let Some(rule) = find(book, name) {
        return vec![rule];
    }
    let beyond = BEYOND.iter().filter(|(number, _)| tool == Tool::Rumdl && number.eq_ignore_ascii_case(name));
    beyond.flat_map(|(_, ids)| ids.iter().filter_map(|id| book.rule(id))).collect()
}

/// What markdownlint means by a name. markdownlint before 0.34, and mdl still, say header where it says heading today.
fn meant_by(name: &str) -> Vec<&'static Counterpart> {
    let meant: Vec<_> = Counterpart::meant_by(name).collect();
    match name.to_lowercase() {
        name if meant.is_empty() && name.contains("header") => {
            Counterpart::meant_by(&name.replace("header", "heading")).collect()
        }
        _ => meant,
    }
}

fn find(book: &'static RuleBook, name: &str) -> Option<&'static Rule> {
    match book.find(name) {
        Some(Named::Rule(rule)) => Some(rule),
        _ => None,
    }
}

/// Whether a name means several rules, of which some may be missing here.
pub(super) fn is_group(name: &str) -> bool {
    meant_by(name).len() > 1
}

/// Why a name means nothing here.
pub(super) fn why_unknown(book: &'static RuleBook, tool: Tool, name: &str) -> String {
    let is_custom = match tool {
        Tool::Markdownlint => "no rule here has this name; if it is a custom rule: rules written in scripts do not run here",
        Tool::Mdl => "no rule here has this name; if it is from a ruleset: rules written in Ruby do not run here",
        Tool::Rumdl => "no rule here has this name",
    };
    if !meant_by(name).is_empty() {
        return "no rule here looks for this".to_owned();
    }
    match number(name) {
        Some(2) => "there is no such rule; `MD041` asks for a top-level heading at the start of a page".to_owned(),
        Some(6) => "there is no such rule; `MD007` is about how lists are indented".to_owned(),
        Some(number) if tool == Tool::Rumdl && number > 60 => "this rule is rumdl's own, and has no equal here".to_owned(),
        Some(number) if !is_markdownlint(number) => format!("{} has no such rule (any more)", tool.name()),
        Some(_) => "no rule here looks for this".to_owned(),
        None => match book.nearest(name).filter(|near| book.rule(near).is_some()) {
            Some(near) => format!("{is_custom}; the most like it is `{near}`"),
            None => is_custom.to_owned(),
        },
    }
}

/// The name and the value of an option as we have them. Nothing is said of whether the rule has it.
pub(super) fn option(rule: &'static Rule, name: &str, value: &Value) -> (String, Value) {
    let name = name.replace('_', "-");
    let is_about = |number: &str| rule.info().aliases.iter().any(|alias| alias == number);
    let fits = |change: Change| !matches!(change, Change::List) || matches!(value, Value::Text(_));
    match RENAMED.iter().find(|(number, former, _, change)| *former == name && is_about(number) && fits(*change)) {
        Some((_, _, today, Change::None)) => ((*today).to_owned(), value.clone()),
        Some((_, _, today, Change::Opposite)) => ((*today).to_owned(), Value::Flag(!value.is_truthy())),
        Some((_, _, today, Change::List)) => {
            let items = value.as_str().unwrap_or_default().split(',').map(str::trim).filter(|item| !item.is_empty());
            ((*today).to_owned(), Value::List(items.map(|item| Value::Text(item.to_owned())).collect()))
        }
        None => (name, value.clone()),
    }
}
