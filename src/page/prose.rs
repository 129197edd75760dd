//! The text that people read: no code, no addresses, no template tags, no HTML.

use super::{
    Page,
    document::{Kind, LinkKind},
    markup::bare_urls,
};
use crate::text::Span;

/// Where text stands that people read.
#[derive(Debug)]
pub struct Prose {
    /// Runs of text, in order.
    text: Vec<Span>,
    /// What is in them but no text: addresses and template tags. In order.
    others: Vec<Span>,
}

impl Prose {
    /// Finds it in the body of a page.
    pub fn of(page: &Page) -> Self {
        let document = &page.document;
        let text = document.nodes.iter().filter(|node| node.kind() == Kind::Text).map(|node| node.span);
        // An address is no text, whether or not the generator makes a link of it.
        let mut others = bare_urls(page);
        let links = document.links.iter().filter(|link| matches!(link.kind, LinkKind::BareUrl | LinkKind::Autolink));
        others.extend(links.map(|link| link.span).chain(document.islands.iter().map(|island| island.span)));
        others.sort_unstable_by_key(|span| span.start);
        let mut text: Vec<Span> = text.collect();
        text.sort_unstable_by_key(|span| span.start);
        Self { text, others }
    }

    /// Whether all of a span is text, line breaks and the marks of quotations aside.
    pub fn covers(&self, span: Span) -> bool {
        let last = Span { start: span.end.saturating_sub(1).max(span.start), end: span.end };
        self.holds(span.start as usize) && self.holds(last.start as usize) && !overlaps(&self.others, span)
    }

    /// Calls `each` with the pieces of a run of text in their order, and whether they are text that people read: addresses and
    /// template tags are not.
    pub fn pieces(&self, run: Span, mut each: impl FnMut(Span, bool)) {
        let mut start = run.start;
        let first = self.others.partition_point(|other| other.start < run.start).saturating_sub(NESTED);
        for other in self.others.get(first..).unwrap_or_default().iter().take_while(|other| other.start < run.end) {
            if other.end <= start {
                continue;
            }
            if other.start > start {
                each(Span { start, end: other.start }, true);
            }
            let end = other.end.min(run.end);
            each(Span { start: other.start.max(start), end }, false);
            start = end;
        }
        if start < run.end {
            each(Span { start, end: run.end }, true);
        }
    }

    fn holds(&self, offset: usize) -> bool {
        let next = self.text.partition_point(|run| run.start as usize <= offset);
        next.checked_sub(1).and_then(|at| self.text.get(at)).is_some_and(|run| run.contains(offset))
    }
}

/// Tags may stand in tags: so many before a place are looked at.
const NESTED: usize = 4;

/// Whether any of `sorted` shares a byte with `span`.
fn overlaps(sorted: &[Span], span: Span) -> bool {
    let next = sorted.partition_point(|other| other.start < span.end);
    sorted.get(next.saturating_sub(NESTED)..next).unwrap_or_default().iter().any(|other| other.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    fn prose(source: &str) -> (Prose, impl Fn(&str) -> Span) {
        let page = Page::parse(SitePath::new("a.md").unwrap(), source.into(), Format::Markdown, &Dialect::default());
        let source = source.to_owned();
        let span = move |word: &str| source.find(word).map(|at| Span::new(at, at + word.len())).unwrap();
        (Prose::of(&page), span)
    }

    #[test]
    fn it_is_what_people_read() {
        let (prose, span) =
            prose("# One\n\n> two\n> three `four` [five](six) https://seven.example\n\n    eight\n\n<p nine>ten</p>\n");
        for word in ["One", "two\n> three", "five"] {
            assert!(prose.covers(span(word)), "{word}");
        }
        for word in ["four", "six", "seven", "eight", "nine"] {
            assert!(!prose.covers(span(word)), "{word}");
        }
    }
}
