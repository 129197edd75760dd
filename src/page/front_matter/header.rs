//! The `/* … */` header of Raneto 0.17.

use super::{
    Reading,
    node::{Data, Entry, Node, Style},
    yaml,
};
use crate::{page::dialect::KeyNames, text::Span};

/// Reads `Key: value` lines. As in Raneto, a line is cut at every `: ` and only the first two pieces count, so `Title: A: b` is
/// titled `A`; a line without a value means nothing; of two equal keys the last one counts.
pub(super) fn read(matter: &str, keys: KeyNames) -> Reading {
    let mut entries = Vec::new();
    let mut start = 0;
    for line in matter.split_inclusive('\n') {
        let mut pieces = line.trim_end_matches(['\r', '\n']).split(": ");
        if let (Some(key), Some(value)) = (pieces.next(), pieces.next())
            && !key.is_empty()
            && !value.is_empty()
        {
            let key_span = trimmed(key, start);
            let value_span = trimmed(value, start + key.len() + 2);
            let (name, written) = yaml::name(key.trim(), keys);
            entries.push(Entry { name, written, key: key_span, value: Node::scalar(value_span, value.trim(), Style::Line) });
        }
        start += line.len();
    }
    let mut reading = Reading::default();
    yaml::report_duplicates(&entries, &mut reading.problems);
    if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
        reading.root = Some(Node::new(first.key.to(last.value.span), Data::Mapping(entries)));
    }
    reading
}

fn trimmed(piece: &str, start: usize) -> Span {
    let from = start + piece.len() - piece.trim_start().len();
    Span::new(from, from + piece.trim().len())
}
