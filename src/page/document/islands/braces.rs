//! Tags of Liquid, Nunjucks and Jinja.

use super::{Island, IslandKind};
use crate::text::Span;

/// Finds `{{ }}` and `{% %}`, and `{# #}` if there are `comments`. Spans count from the start of `body`.
pub(super) fn find(body: &str, comments: bool) -> Vec<Island> {
    let bytes = body.as_bytes();
    let mut islands: Vec<Island> = Vec::new();
    let mut at = 0;
    let mut never = [false; 3];
    let mut never_ended: Vec<&str> = Vec::new();
    while let Some(found) = memchr::memchr(b'{', &bytes[at..]) {
        let start = at + found;
        let (close, kind) = match bytes.get(start + 1) {
            Some(b'{') => ("}}", IslandKind::Output),
            Some(b'%') => ("%}", IslandKind::Tag),
            Some(b'#') if comments => ("#}", IslandKind::Comment),
            _ => {
                at = start + 1;
                continue;
            }
        };
        // Once an end mark is known to be missing it is not looked for again.
        let missing = &mut never[kind as usize];
        let length = if *missing { None } else { memchr::memmem::find(&bytes[start + 2..], close.as_bytes()) };
        let Some(length) = length else {
            if !std::mem::replace(missing, true) {
                islands.push(Island { span: Span::new(start, start + 2), kind: IslandKind::Unclosed, block: false });
            }
            at = start + 2;
            continue;
        };
        let end = start + 2 + length + 2;
        let island = Island { span: Span::new(start, end), kind, block: false };
        at = end;
        islands.push(island);
        let name = island.name(body);
        if kind == IslandKind::Tag && matches!(name, "raw" | "verbatim" | "comment" | "highlight") {
            // The inside of `raw` is plain text; that of `comment` is dropped, and that of `highlight` is code.
            // An end tag that is missing after one of them is missing after all that follow.
            let ends = if never_ended.contains(&name) { None } else { end_tag(body, end, name) };
            if ends.is_none() && !never_ended.contains(&name) {
                never_ended.push(name);
            }
            if matches!(name, "comment" | "highlight") {
                islands.push(Island { span: Span::new(end, ends.unwrap_or(end)), kind: IslandKind::Comment, block: false });
            }
            at = ends.unwrap_or(end);
        }
    }
    islands
}

/// Where the inside of a paired tag ends: the start of its end tag.
fn end_tag(body: &str, from: usize, name: &str) -> Option<usize> {
    let wanted = format!("end{name}");
    let mut at = from;
    while let Some(found) = body[at..].find("{%") {
        let start = at + found;
        if body[start + 2..].trim_start_matches(['-', ' ', '\t']).starts_with(&wanted) {
            return Some(start);
        }
        at = start + 2;
    }
    None
}
