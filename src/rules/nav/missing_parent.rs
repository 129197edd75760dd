//! A menu entry below one that does not exist.

use crate::{
    diagnostic::{Fix, Label, Severity},
    generator::{NavEntry, NavScheme},
    page::front_matter::{Data, Node, Scalar, Style, Syntax},
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::{Nav, NavProblem, Site},
    text::{Span, nearest},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<MissingParent>("nav/missing-parent", include_str!("../../../rules/nav/missing-parent.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingParent {}

impl SiteRule for MissingParent {
    fn check(&self, site: &Site, report: &mut Report) {
        let missing = site.nav.problems.iter().filter_map(|problem| match problem {
            NavProblem::MissingParent(at) => site.nav.entries.get(*at),
            _ => None,
        });
        for (number, entry) in missing.enumerate() {
            explain(site, entry, number < MOST_SUGGESTIONS, report);
        }
    }
}

/// Where more parents than this are missing, something else is wrong than spelling; each search takes time.
const MOST_SUGGESTIONS: usize = 200;

fn explain(site: &Site, entry: &NavEntry, suggest: bool, report: &mut Report) {
    let Some(parent) = entry.parent.as_deref() else { return };
    let nav = &site.nav;
    let named = |other: &&NavEntry| !other.made && other.known_as(nav.scheme).is_some();
    let others: Vec<&NavEntry> = nav.entries.iter().filter(named).collect();
    if let Some((above, span)) = &entry.lineage {
        return misplaced(nav, entry, parent, (above, *span), report);
    }
    let known_as = |other: &&NavEntry| other.known_as(nav.scheme) == Some(parent);
    let meant = suggest.then(|| meant(nav.scheme, parent, &others)).flatten();
    let is_heading =
        |others: &[&NavEntry]| others.iter().filter(|other| other.parent.as_deref() == Some(parent)).nth(1).is_some();
    if nav.scheme == Some(NavScheme::Menus) && meant.is_none() && is_heading(&others) {
        // Several pages below one name that is like no other: a heading is what they want.
        return;
    }
    let same = others.iter().copied().find(known_as);
    let (name, made) = (entry.name(), nav.scheme == Some(NavScheme::Menus));
    let message = match same {
        Some(_) => format!("nothing can be below the menu entry `{parent}`, so \"{name}\" is missing from the menu"),
        None if made => format!("there is no menu entry `{parent}`, so \"{name}\" is below a heading that leads nowhere"),
        None => format!("there is no menu entry `{parent}`, so \"{name}\" is missing from the menu"),
    };
    let finding = report.add(&entry.source, entry.spans.parent, message);
    if made {
        finding.severity(Severity::Warning);
    }
    if let Some(same) = same {
        finding.related(Label::with_message(&same.source, same.spans.key, "the entry that may be meant"));
        finding.help(if entry.parent_is_text {
            "A key with a comma counts as two keys, and a parent as one: write both without the comma".to_owned()
        } else {
            format!("Write it in quotes, `\"{parent}\"`, here and as the key: a number is never the same as a text")
        });
        return;
    }
    if let Some(withheld) = nav.withheld.iter().find(|withheld| withheld.key == parent)
        && let Some(page) = site.pages.get(withheld.page as usize).map(|entry| &entry.page)
    {
        finding.related(Label::with_message(&page.path, withheld.span, "this page has the name, but it is kept out of the menu"));
        finding.help(format!("Let `{}` appear in the menu, or name another parent", page.path));
        return;
    }
    let Some(meant) = meant else {
        finding.help(match nav.scheme {
            Some(NavScheme::Titles) => "Write the title of the page that belongs above, as that page has it",
            Some(NavScheme::Menus) => "Write the identifier of an entry that exists, or its name when it has no identifier",
            _ => "Name the key of an entry that exists, or give that key to the page that belongs above",
        });
        return;
    };
    let Some(near) = meant.entry.known_as(nav.scheme) else { return };
    finding.related(Label::with_message(
        &meant.entry.source,
        meant.entry.spans.key,
        match meant.by_title {
            true => format!("the entry that is shown as `{parent}`"),
            false => format!("`{near}` is declared here"),
        },
    ));
    finding.help(match meant.by_title {
        true => format!("Write `{near}`: that is the name of \"{parent}\" in the menu"),
        false => format!("Did you mean `{near}`?"),
    });
    // A page below itself would only be lost in another way.
    if meant.is_sure
        && entry.known_as(nav.scheme) != Some(near)
        && let Some(text) = spelled(site, &entry.source, entry.spans.parent, near)
    {
        finding.fix(Fix::safe(format!("Write `{near}`"), &entry.source, entry.spans.parent, text));
    }
}

/// The parent exists, but not below what the page says is above it in turn.
fn misplaced(nav: &Nav, entry: &NavEntry, parent: &str, (above, span): (&str, Span), report: &mut Report) {
    let name = entry.name();
    let message = format!("no menu entry `{parent}` is below `{above}`, so \"{name}\" is missing from the menu");
    let finding = report.add(&entry.source, span, message);
    let parents = || nav.entries.iter().filter(|other| other.known_as(nav.scheme) == Some(parent));
    for other in parents().take(3) {
        let place = other.parent.as_deref().map_or("at the top".to_owned(), |above| format!("below `{above}`"));
        finding.related(Label::with_message(&other.source, other.spans.key, format!("this `{parent}` is {place}")));
    }
    let near = nearest(above, parents().filter_map(|other| other.parent.as_deref()));
    finding.help(match near {
        Some(near) => format!("Did you mean `{near}`?"),
        None => "Name what the parent is below in the menu, or leave this line out".to_owned(),
    });
}

/// The entry that a name most likely means.
struct Meant<'a> {
    entry: &'a NavEntry,
    /// Whether the name is what readers see, and not what pages call it.
    by_title: bool,
    /// Whether no other entry may be meant.
    is_sure: bool,
}

fn meant<'a>(scheme: Option<NavScheme>, parent: &str, entries: &[&'a NavEntry]) -> Option<Meant<'a>> {
    let name = |entry: &&'a NavEntry| entry.known_as(scheme).unwrap_or_default();
    let mut shown = entries.iter().filter(|entry| entry.title == parent);
    if let Some(entry) = shown.next() {
        return Some(Meant { entry, by_title: true, is_sure: shown.next().is_none() });
    }
    let near = nearest(parent, entries.iter().map(name))?;
    let mut others = entries.iter().filter(|entry| name(entry) != near);
    let entry = entries.iter().find(|entry| name(entry) == near)?;
    let is_sure = nearest(parent, others.by_ref().map(name)).is_none();
    Some(Meant { entry, by_title: false, is_sure })
}

/// `text` as it is written at a place in a page's front matter, in the quotes of the value that it replaces; `None` when the
/// place is not the whole of a value on the page.
fn spelled(site: &Site, path: &SitePath, span: Span, text: &str) -> Option<String> {
    let page = site.page(site.find(path.as_str())?);
    let block = page.front_matter.as_ref()?;
    let scalar = scalar_at(block.root.as_ref()?, span).filter(|_| !span.is_empty())?;
    let is_plain = text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '&' | '(' | ')' | '\''))
        && !text.ends_with(' ');
    let in_quotes = || serde_json::Value::from(text).to_string();
    match (block.syntax, scalar.style) {
        (Syntax::Yaml, Style::Plain) if is_plain => Some(text.to_owned()),
        (Syntax::Yaml, Style::SingleQuoted) => Some(format!("'{}'", text.replace('\'', "''"))),
        // TOML takes no quote inside of single ones.
        (_, Style::SingleQuoted) if !text.contains(['\'', '\n']) => Some(format!("'{text}'")),
        (_, Style::Plain | Style::SingleQuoted | Style::DoubleQuoted) => Some(in_quotes()),
        _ => None,
    }
}

/// The scalar that takes up exactly this place.
fn scalar_at(node: &Node, span: Span) -> Option<&Scalar> {
    match &node.data {
        Data::Scalar(scalar) => (node.span == span).then_some(scalar),
        Data::Mapping(entries) => entries.iter().find_map(|entry| scalar_at(&entry.value, span)),
        Data::Sequence(nodes) => nodes.iter().find_map(|node| scalar_at(node, span)),
        Data::Alias(_) => None,
    }
}
