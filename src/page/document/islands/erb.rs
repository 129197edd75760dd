//! Tags of ERB (Ruby's templates, as Middleman runs them).

use super::{Island, IslandKind};
use crate::text::Span;

/// Finds `<%= %>`, `<% %>` and `<%# %>`; `<%%` stands for itself. Spans count from the start of `body`.
pub(super) fn find(body: &str) -> Vec<Island> {
    let bytes = body.as_bytes();
    let mut islands = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"<%") {
        let start = at + found;
        let kind = match bytes.get(start + 2) {
            Some(b'%') => {
                at = start + 3;
                continue;
            }
            Some(b'#') => IslandKind::Comment,
            Some(b'=') => IslandKind::Output,
            _ => IslandKind::Tag,
        };
        let Some(length) = memchr::memmem::find(&bytes[start + 2..], b"%>") else { break };
        let end = start + 2 + length + 2;
        islands.push(Island { span: Span::new(start, end), kind, block: false });
        at = end;
    }
    islands
}

/// The text and the address of a link that a tag prints: `<%= link_to 'Pay', '/pay.html' %>`. Spans are of the two texts
/// without their quotes, from the start of the tag. `None` when the tag prints something else, or either is worked out.
pub(crate) fn link_to(tag: &str) -> Option<(Span, Span)> {
    let call = tag.strip_prefix("<%=")?.trim_start_matches('=').trim_start();
    let rest = call.strip_prefix("link_to")?.trim_start_matches(['(', ' ', '\t', '\n', '\r']);
    let (text, rest) = literal(rest)?;
    let rest = rest.trim_start().strip_prefix(',')?.trim_start();
    let (url, rest) = literal(rest)?;
    let ends = rest.trim_start();
    let at = |part: &str| Span::at(part.as_ptr() as usize - tag.as_ptr() as usize);
    let span = |part: &str| Span { end: at(part).start + part.len() as u32, ..at(part) };
    ends.starts_with([',', ')', '%', '-']).then(|| (span(text), span(url)))
}

/// The content of the Ruby string that `text` begins with, and what follows it; nothing in it may be worked out or escaped.
pub(crate) fn literal(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inside = &text[1..];
    let (content, rest) = inside.split_once(quote)?;
    let worked_out = content.contains('\\') || quote == '"' && content.contains("#{");
    (!worked_out).then_some((content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        let body = "a <%= b %> <%# c %> <%% d %> <% e -%>\n<%= open";
        let found: Vec<_> = find(body).iter().map(|island| (island.kind, island.span.of(body))).collect();
        assert_eq!(found, [(IslandKind::Output, "<%= b %>"), (IslandKind::Comment, "<%# c %>"), (IslandKind::Tag, "<% e -%>")]);
        assert!(find("<%").is_empty() && find("").is_empty() && find("<%%>").is_empty());
    }

    #[test]
    fn links_that_tags_print_are_read() {
        let read = |tag: &str| link_to(tag).map(|(text, url)| (text.of(tag).to_owned(), url.of(tag).to_owned()));
        let pay = Some(("Päy".to_owned(), "/pay.html".to_owned()));
        assert_eq!(read("<%= link_to 'Päy', '/pay.html' %>"), pay);
        assert_eq!(read("<%=link_to(\"Päy\", \"/pay.html\", class: 'x') %>"), pay);
        for tag in ["<%= link_to 'a', url %>", "<%= link_to \"a\", \"/#{b}\" %>", "<% link_to 'a', 'b' %>", "<%= link_to 'a' %>"]
        {
            assert_eq!(read(tag), None, "{tag}");
        }
    }
}
