//! The seam to gray_matter: it is handed one block and calls our engine with it.

use super::{
    Reading,
    block::{Block, Syntax},
    header, json, toml, yaml,
};
use crate::page::dialect::{FrontMatterDialect, HeaderComment, KeyNames};
use gray_matter::{Matter, Pod, engine::Engine};
use std::{cell::RefCell, mem};

/// How the block on the desk is to be read.
#[derive(Clone, Copy, Debug)]
struct Order {
    syntax: Syntax,
    header: Option<HeaderComment>,
    keys: KeyNames,
}

/// What the caller leaves for the engine and the engine for the caller: gray_matter's `Engine` has no `self`, and its values have
/// no place in the text.
#[derive(Debug, Default)]
struct Desk {
    /// The block exactly as in the file, kept as a buffer between pages.
    matter: String,
    order: Option<Order>,
    reading: Option<Reading>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Reads the block on the desk. gray_matter's own copy is trimmed and LF-only (so an indented first key would break), hence the
/// raw text is what is read; the spans then need no mapping back.
struct SpanEngine;

impl Engine for SpanEngine {
    fn parse(_trimmed: &str) -> gray_matter::Result<Pod> {
        DESK.with_borrow_mut(|desk| {
            if let Some(order) = desk.order {
                desk.reading = Some(order.read(&desk.matter));
            }
        });
        Ok(Pod::Null)
    }
}

impl Order {
    fn read(self, matter: &str) -> Reading {
        match (self.syntax, self.header) {
            (Syntax::Yaml, _) | (Syntax::HeaderComment, Some(HeaderComment::Yaml)) => yaml::read(matter, self.keys),
            (Syntax::Toml, _) => toml::read(matter, self.keys),
            (Syntax::Json, _) => json::read(matter, self.keys),
            (Syntax::HeaderComment, _) => header::read(matter, self.keys),
            (Syntax::Other, _) => Reading::default(),
        }
    }
}

/// Reads a block; spans are offsets into `text`.
pub(super) fn read(text: &str, block: &Block, dialect: &FrontMatterDialect) -> Reading {
    let order = Order { syntax: block.syntax, header: dialect.header, keys: dialect.keys };
    let matter = block.matter.of(text);
    let mut reading = through_gray_matter(text, block, matter, order).unwrap_or_else(|| order.read(matter));
    reading.shift(block.matter.start as usize);
    reading
}

/// `None` where gray_matter does not know the form (no closing fence, fences within a line, bare JSON) or finds the block empty.
fn through_gray_matter(text: &str, block: &Block, matter: &str, order: Order) -> Option<Reading> {
    let opening = block.open.of(text).trim_end();
    let closing = block.close?.of(text).trim_end();
    if opening.is_empty() || closing.is_empty() || block.open.end >= block.matter.start {
        return None;
    }
    let mut reader = Matter::<SpanEngine>::new();
    reader.delimiter.clear();
    reader.delimiter.push_str(opening);
    if closing != opening {
        reader.close_delimiter = Some(closing.to_owned());
    }
    DESK.with_borrow_mut(|desk| {
        desk.matter.clear();
        desk.matter.push_str(matter);
        desk.order = Some(order);
        desk.reading = None;
    });
    // The values are on the desk; gray_matter's own entity holds none, and its error would only say so.
    let _ = reader.parse::<()>(block.span().of(text));
    DESK.with_borrow_mut(|desk| {
        if desk.matter.capacity() > 1 << 16 {
            desk.matter = String::new();
        }
        desk.order = None;
        mem::take(&mut desk.reading)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{dialect::Closing, front_matter::split};

    #[test]
    fn the_usual_forms_go_through_gray_matter() {
        let line =
            FrontMatterDialect { toml: true, json: true, header: Some(HeaderComment::Yaml), ..FrontMatterDialect::default() };
        let prefix = FrontMatterDialect { closing: Closing::Prefix, ..line.clone() };
        for (text, dialect) in [
            ("\u{feff}---\r\n  a: 1\r\n---\r\nbody", &line),
            ("---\na: 1\n...\nbody", &line),
            ("---\na: 1\n---foo", &prefix),
            ("---yaml\na: 1\n---\n", &prefix),
            ("+++\na = 1\n+++", &line),
            (";;;\n{\"a\": 1}\n;;;\n", &line),
            ("/*\na: 1\n*/\n", &line),
        ] {
            let block = split(text, dialect).unwrap();
            let order = Order { syntax: block.syntax, header: dialect.header, keys: dialect.keys };
            let reading = through_gray_matter(text, &block, block.matter.of(text), order);
            let root = reading.and_then(|reading| reading.root);
            assert_eq!(root.map(|root| root.entries().len()), Some(1), "{text:?}");
        }
    }
}
