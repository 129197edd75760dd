//! Where in front matter a value stands that a schema speaks of.

use super::Step;
use crate::page::{
    dialect::Scalars,
    front_matter::{Data, Entry, Node, Scalar, Style, Value},
};

/// The place of a value that a schema speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The key that holds it, or the list that it is in; `None` for the whole block.
    pub entry: Option<&'a Entry>,
    /// The value, or the alias or `<<` that brings it.
    pub node: &'a Node,
    /// Whether the value itself stands there.
    pub exact: bool,
}

impl Place<'_> {
    /// Whether what the value is cannot be known: the house's own tags make something else of it.
    pub fn is_unknown(&self, scalars: Scalars) -> bool {
        is_unknown(self.node, scalars)
    }
}

/// The value at a path, or the last one on the way to it that is written in the block.
pub fn find<'a>(root: &'a Node, path: &[Step]) -> Place<'a> {
    let mut place = Place { entry: None, node: root, exact: true };
    for step in path {
        let next = match step {
            Step::Key(name) => {
                let entries = place.node.entries();
                let own = entries.iter().rev().find(|entry| *entry.name == **name);
                place.exact &= own.is_some();
                own.or_else(|| entries.iter().find(|entry| &*entry.name == "<<")).map(|entry| (Some(entry), &entry.value))
            }
            Step::Item(at) => place.node.as_list().and_then(|items| items.get(*at)).map(|node| (place.entry, node)),
        };
        let Some((entry, node)) = next else {
            place.exact = false;
            break;
        };
        (place.entry, place.node) = (entry, node);
        if !place.exact || is_tagged(node) {
            break;
        }
    }
    place
}

/// Whether what the generator makes of a value cannot be known. A header's values are texts that look like other things.
fn is_unknown(node: &Node, scalars: Scalars) -> bool {
    let is_line = match &node.data {
        Data::Scalar(scalar) => scalar.style == Style::Line && looks(node, scalar, scalars) != Value::Text,
        _ => false,
    };
    is_line || is_tagged(node) || matches!(node.value(scalars), Value::Float(number) if !number.is_finite())
}

/// Whether a tag of the house makes something else of a value.
fn is_tagged(node: &Node) -> bool {
    node.tag().is_some_and(|tag| !matches!(tag, "!!str" | "!"))
}

fn looks(node: &Node, scalar: &Scalar, scalars: Scalars) -> Value {
    if scalar.style != Style::Line {
        return node.value(scalars);
    }
    Node::new(node.span, Data::Scalar(Scalar { text: scalar.text.clone(), style: Style::Plain })).value(scalars)
}
