//! mdBook's helpers: `{{#include file}}`.

use super::{Island, IslandKind};
use crate::text::Span;

/// The helpers of mdBook 0.4 and 0.5, and of mdbook-template. What has another name stays as it is.
const HELPERS: [&str; 6] = ["include", "playground", "playpen", "rustdoc_include", "template", "title"];

/// Finds the helpers, also those in code: mdBook knows no Markdown when it expands them. `\{{#…}}` is text, and so is the rest of
/// its line up to the last `}}`. Spans count from the start of `body`.
pub(super) fn find(body: &str) -> Vec<Island> {
    let bytes = body.as_bytes();
    let mut islands = Vec::new();
    let mut at = 0;
    // Where the next `}` stands, so that text full of opening braces is not gone through again and again.
    let mut next_close = 0;
    let mut line = Line::default();
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"{{") {
        let start = at + found;
        at = start + 2;
        if start > 0 && bytes[start - 1] == b'\\' {
            if bytes.get(at) == Some(&b'#') {
                at = line.at(body, start).last_close.map_or(at, |close| at.max(close));
            }
            continue;
        }
        let Some(arguments) = arguments(body, start) else { continue };
        if next_close < arguments {
            next_close = memchr::memchr(b'}', &bytes[arguments..]).map_or(bytes.len(), |found| arguments + found);
        }
        let is_empty = body.get(arguments..next_close).is_none_or(|text| text.trim().is_empty());
        if bytes.get(next_close + 1) == Some(&b'}') && !is_empty {
            at = next_close + 2;
            islands.push(Island { span: Span::new(start, at), kind: IslandKind::Tag, block: false });
        }
    }
    islands
}

/// The line that is being read: looked through once, however many escapes it holds.
#[derive(Default)]
struct Line {
    /// Where it ends.
    end: usize,
    /// Where the last `}}` on it ends.
    last_close: Option<usize>,
}

impl Line {
    fn at(&mut self, body: &str, offset: usize) -> &Self {
        if offset >= self.end {
            let line = body.get(offset..).and_then(|rest| rest.split('\n').next()).unwrap_or_default();
            self.end = offset + line.len().max(1);
            self.last_close = line.rfind("}}").map(|close| offset + close + 2);
        }
        self
    }
}

/// Where the arguments of the helper that starts here begin.
fn arguments(body: &str, start: usize) -> Option<usize> {
    let inside = body.get(start + 2..)?;
    let rest = inside.trim_start().strip_prefix('#')?;
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (name, after) = rest.split_at(end);
    let blank = after.starts_with(char::is_whitespace) && HELPERS.contains(&name);
    blank.then_some(body.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str) -> Vec<&str> {
        find(body).iter().map(|island| island.span.of(body)).collect()
    }

    #[test]
    fn helpers_are_found_wherever_they_stand() {
        assert_eq!(found("a {{#include b.md}} c"), ["{{#include b.md}}"]);
        assert_eq!(found("```\n{{ #include\n b.rs:2:5 }}\n```"), ["{{ #include\n b.rs:2:5 }}"]);
        assert_eq!(found("{{#title é}}{{#playground x.rs editable}}"), ["{{#title é}}", "{{#playground x.rs editable}}"]);
    }

    #[test]
    fn other_braces_are_text() {
        for text in
            ["{{ x }}", "{{#each x}}", "{{#include}}", "{{#include  }}", "{{#include a", "{{#include a}", "{{#include a} }}"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("\\{{#include a}} {{#include b}} x\n{{#include c}}"), ["{{#include c}}"], "an escape ends late");
        assert_eq!(found("{{{{#include a}}"), ["{{#include a}}"]);
    }

    #[test]
    fn braces_without_end_take_no_time() {
        assert_eq!(find(&"{{#include a ".repeat(200_000)).len(), 0);
        assert_eq!(find(&"\\{{#".repeat(200_000)).len(), 0);
    }
}
