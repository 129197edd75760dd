//! A value of another type than `handbook.toml` asks for.

mod outlier;

use super::{asked, quoted};
use crate::{
    config::ValueType,
    diagnostic::Fix,
    generator::PageId,
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, Node, Scalar, Style, Syntax, Value},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Type>("front-matter/type", include_str!("../../../rules/front-matter/type.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    infer: bool,
}

impl SiteRule for Type {
    fn check(&self, site: &Site, report: &mut Report) {
        if self.infer {
            outlier::check(site, report);
        }
    }

    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let Some(block) = &page.front_matter else { return };
        let scalars = site.facts.dialect.front_matter.scalars;
        for schema in site.schemas_of(page) {
            for (key, types) in &schema.types {
                let Some(entry) = block.get(key) else { continue };
                if entry.value.is_empty(scalars) {
                    continue;
                }
                let allowed: Vec<&ValueType> = types.value.iter().map(|set| &set.value).collect();
                let Some(wrong) = misfit(&entry.value, &allowed, scalars) else { continue };
                let wanted = allowed.iter().map(|one| one.name()).collect::<Vec<_>>().join(" or ");
                let is_item = wrong.span != entry.value.span;
                let is = words(wrong, scalars);
                let message = if is_item {
                    format!("an item of `{key}` is {is}, and the value must be {}", with_article(&wanted))
                } else {
                    format!("`{key}` is {is}, and must be {}", with_article(&wanted))
                };
                let finding = report.add(&page.path, wrong.span, message);
                asked(finding, page, schema, types.span);
                if let Some((text, fix)) = change(page, wrong, &allowed, block.syntax, is_item, scalars) {
                    finding.help(format!("Write {text}"));
                    finding.fix(fix);
                }
            }
        }
    }
}

/// The value, or the item of a list, that is of none of the types; `None` when it fits.
fn misfit<'a>(node: &'a Node, allowed: &[&ValueType], scalars: Scalars) -> Option<&'a Node> {
    if allowed.iter().any(|wanted| wanted.fits(node, scalars)) {
        return None;
    }
    // A list of the wrong things is told by the thing.
    let item = allowed.iter().find_map(|wanted| match wanted {
        ValueType::List(Some(item)) => node.as_list()?.iter().find(|node| !item.fits(node, scalars)),
        _ => None,
    });
    Some(item.unwrap_or(node))
}

/// What a value is, in words.
pub(super) fn words(node: &Node, scalars: Scalars) -> &'static str {
    match &node.data {
        Data::Mapping(_) => "a table of keys",
        Data::Sequence(_) => "a list",
        Data::Alias(_) => "an alias",
        Data::Scalar(_) => match node.value(scalars) {
            Value::Null => "empty",
            Value::Bool(true) => "`true`",
            Value::Bool(false) => "`false`",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Date(_) => "a date",
            Value::Text => "text",
            Value::Error => "nothing that can be read",
        },
    }
}

/// `a list`, `an integer`.
pub(super) fn with_article(name: &str) -> String {
    format!("{} {name}", if name.starts_with('i') { "an" } else { "a" })
}

/// Quotes put around the value, or taken away, or brackets put around it, where that is all it needs.
pub(super) fn change(
    page: &Page,
    node: &Node,
    allowed: &[&ValueType],
    syntax: Syntax,
    is_item: bool,
    scalars: Scalars,
) -> Option<(String, Fix)> {
    let Data::Scalar(scalar) = &node.data else { return None };
    if matches!(scalar.style, Style::Line | Style::Literal | Style::Folded) {
        return None;
    }
    let item = |wanted: &&ValueType| match wanted {
        ValueType::List(item) if is_item => item.as_deref().cloned(),
        wanted => (!is_item).then(|| (*wanted).clone()),
    };
    let allowed: Vec<ValueType> = allowed.iter().filter_map(item).collect();
    let replace = |title: String, text: String| (format!("`{text}`"), Fix::unsafe_(title, &page.path, node.span, text));
    if allowed.contains(&ValueType::String) {
        let text = quoted(&scalar.text, syntax);
        return Some(replace(format!("Write `{text}`"), text));
    }
    let quotes = matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted);
    let plain = Scalar { text: scalar.text.clone(), style: Style::Plain };
    let bare = Node::new(node.span, Data::Scalar(plain));
    if quotes && allowed.iter().any(|wanted| *wanted != ValueType::Date && wanted.fits(&bare, scalars)) {
        return Some(replace("Remove the quotes".to_owned(), scalar.text.to_string()));
    }
    let one = allowed.iter().any(|wanted| match wanted {
        ValueType::List(None) => true,
        ValueType::List(Some(item)) => item.fits(node, scalars),
        _ => false,
    });
    let written = page.slice(node.span);
    let simple = quotes || !written.contains([',', '[', ']', '{', '}', '#', ':']);
    (one && simple).then(|| replace("Make it a list of one".to_owned(), format!("[{written}]")))
}
