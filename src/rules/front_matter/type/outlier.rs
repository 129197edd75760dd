//! A value of another type than the same key has on the other pages.

use super::change;
use crate::{
    config::ValueType,
    diagnostic::{Fix, Severity},
    page::front_matter::{Data, Node, Style, Syntax},
    rule::Report,
    rules::evidence,
    site::{
        Site,
        census::{Key, Kind, Use},
    },
    text::nearest,
};

/// Keys whose values the usual generators and themes read as text, whatever they are elsewhere.
const TEXTS: [&str; 9] = ["title", "linkTitle", "linktitle", "description", "summary", "subtitle", "slug", "layout", "excerpt"];
/// Keys that sort pages.
const ORDERS: [&str; 8] = ["order", "weight", "position", "sort", "nav_order", "sidebar_position", "priority", "rank"];

/// Reports values that differ from those of nearly all other pages.
pub(super) fn check(site: &Site, report: &mut Report) {
    for key in site.census().keys().filter(|key| !key.is_item()) {
        let uses = key.uses();
        if uses.len() <= evidence::ENOUGH {
            continue;
        }
        let mut counts = [0usize; Kind::ALL.len()];
        uses.iter().for_each(|one| counts[merged(one.kind) as usize] += 1);
        let telling = Kind::ALL.into_iter().filter(|kind| kind.is_telling());
        let Some(usual) = telling.max_by_key(|kind| counts[*kind as usize]) else { continue };
        if counts[usual as usize] <= uses.len() / 2 {
            continue;
        }
        let is_odd = |one: &&Use| one.kind.is_telling() && merged(one.kind) != usual;
        let odd = evidence::pages(evidence::markdown(site, uses).filter(is_odd));
        if odd == 0 {
            continue;
        }
        let alike = evidence::pages(uses.iter().filter(|one| merged(one.kind) == usual));
        if !evidence::is_few(odd, alike) {
            continue;
        }
        for one in evidence::markdown(site, uses).filter(is_odd) {
            let Some(node) = key.node(one) else { continue };
            let slip = slip(key, usual, merged(one.kind), node);
            if slip.is_some_and(|needed| alike >= needed) {
                finding(site, key, one, node, usual, (alike, odd), report);
            }
        }
    }
}

/// Whole numbers and others are of one kind.
fn merged(kind: Kind) -> Kind {
    if kind == Kind::Number { Kind::Integer } else { kind }
}

/// How many other pages must agree, so that a value of another kind than usual is surely a slip; `None` if it never is.
fn slip(key: Key<'_>, usual: Kind, odd: Kind, node: &Node) -> Option<usize> {
    let text = node.as_str().unwrap_or_default().trim();
    if evidence::is_placeholder(text) {
        return None;
    }
    match (usual, odd) {
        (Kind::Integer, Kind::Text) if looks_like_number(text) || is_order(key) => Some(evidence::ENOUGH),
        (Kind::Integer, Kind::Text | Kind::Table | Kind::List) => Some(evidence::MANY),
        (Kind::Integer, Kind::Boolean | Kind::Date) if is_order(key) => Some(evidence::ENOUGH),
        (Kind::Integer, Kind::Boolean | Kind::Date) => Some(evidence::MANY),
        (Kind::Boolean, Kind::Text) if meant_flag(text).is_some() => Some(evidence::ENOUGH),
        // `toc: 3` and `sidebar: guides` say more than yes.
        (Kind::Boolean, Kind::Text) => Some(evidence::MOST),
        (Kind::Boolean, _) => None,
        // `layout: false` and `title: 404` are meant.
        (Kind::Text, Kind::List | Kind::Table) if TEXTS.contains(&key.name()) => Some(evidence::ENOUGH),
        // Two authors are a list where one is not.
        (Kind::Text, Kind::List) if node.as_list().is_some_and(|items| items.len() == 1) => Some(evidence::MANY),
        (Kind::Text, _) => None,
        // One for a list of one is fine almost everywhere, but several with commas between are one strange name.
        (Kind::List, Kind::Text) if several(text) => Some(evidence::ENOUGH),
        (Kind::List, Kind::Table) => Some(evidence::MANY),
        (Kind::List, _) => None,
        // `image: a.png` for `image: { src: a.png }` is a habit of themes.
        (Kind::Table, Kind::Text) if text.contains(['/', '.', '@']) => None,
        (Kind::Table, Kind::Text | Kind::Integer | Kind::List) => Some(evidence::MANY),
        // Dates are told by `front-matter/date`.
        _ => None,
    }
}

fn is_order(key: Key<'_>) -> bool {
    let name = key.name();
    ORDERS.contains(&name) || name.ends_with("_order") || name.ends_with("-order") || name.ends_with("Order")
}

/// Whether a text is a number with something wrong in it, or in quotes: it begins with a figure, or holds one and little else.
fn looks_like_number(text: &str) -> bool {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= 8 && figures > 0 && (figures * 2 >= text.len()) && !text.contains([':', '/', '-'])
}

/// What a text that is nearly true or false means.
fn meant_flag(text: &str) -> Option<bool> {
    match &*text.to_ascii_lowercase() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        other => nearest(other, ["true", "false"]).map(|near| near == "true"),
    }
}

/// Whether a text lists several names: words with commas between them, and no sentence.
fn several(text: &str) -> bool {
    let mut parts = text.split(',').map(str::trim);
    text.contains(',') && parts.all(|part| !part.is_empty() && part.split_whitespace().count() <= 3)
}

fn finding(site: &Site, key: Key<'_>, one: &Use, node: &Node, usual: Kind, (alike, odd): (usize, usize), report: &mut Report) {
    let name = evidence::name(key);
    if evidence::is_asked(site, one.page, |schema| schema.types.contains_key(&name)) {
        return;
    }
    let page = site.page(one.page);
    let wanted = match usual {
        Kind::Integer => "a number",
        Kind::Boolean => "`true` or `false`",
        Kind::List => "a list",
        Kind::Table => "a table of keys",
        _ => "text",
    };
    let is = match one.kind {
        Kind::Integer | Kind::Number => "a number",
        Kind::Boolean => "`true` or `false`",
        Kind::Date => "a date",
        Kind::List => "a list",
        Kind::Table => "a table of keys",
        _ => "text",
    };
    // `{{ … }}` waits for somebody, or something, to fill it in.
    if page.slice(node.span).starts_with("{{") {
        return;
    }
    let place = if node.span.is_empty() { one.key } else { node.span };
    let message = format!("`{name}` is {is}, but {wanted} on {} that have it", evidence::share(alike, odd));
    let finding = report.add(&page.path, place, message);
    finding.severity(Severity::Warning);
    let syntax = evidence::syntax(site, one);
    let scalars = site.facts.dialect.front_matter.scalars;
    let text = node.as_str().unwrap_or_default().trim();
    let is_plain = matches!(&node.data, Data::Scalar(scalar) if scalar.style != Style::Line);
    let replacement = match usual {
        Kind::Boolean if is_plain => meant_flag(text).map(|flag| flag.to_string()),
        Kind::List if is_plain && syntax == Syntax::Yaml && !text.contains(['[', ']', '{', '}', '#', ':', '"', '\'']) => {
            Some(format!("[{}]", text.split(',').map(str::trim).collect::<Vec<_>>().join(", ")))
        }
        Kind::Integer => change(page, node, &[&ValueType::Number], syntax, false, scalars).map(|_| text.to_owned()),
        _ => None,
    };
    match replacement {
        Some(new) => {
            finding.help(format!("Write `{new}`"));
            finding.fix(Fix::unsafe_(format!("Write `{new}`"), &page.path, node.span, new));
        }
        None => {
            finding.help(format!("Write {wanted}, or say in `handbook.toml` what `{name}` may be"));
        }
    }
}
