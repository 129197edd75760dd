//! Blanks beside the marks of what was meant as emphasis, so that readers see the marks.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        document::{Kind, LinkKind},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<Spaces>("emphasis/spaces", include_str!("../../../rules/emphasis/spaces.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Spaces {
    certain_only: bool,
}

/// What may hold words, and the marks in it that have no partner yet: `*`, `**`, `***`, `_`, `__`, `___`.
struct Open {
    end: usize,
    waiting: [Option<Span>; 6],
}

impl PageRule for Spaces {
    fn check(&self, page: &Page, report: &mut Report) {
        let mut open: Vec<Open> = Vec::new();
        let mut marks = Marks { page, from: 0, next: 0 };
        for (at, node) in page.document.nodes.iter().enumerate() {
            if node.end() > at + 1 {
                leave(&mut open, at);
                open.push(Open { end: node.end(), waiting: [None; 6] });
                continue;
            }
            if node.kind() != Kind::Text {
                continue;
            }
            let mut from = node.span.start as usize;
            let mut mark = marks.next(node.span, &mut from);
            if mark.is_some() {
                leave(&mut open, at);
            }
            if let Some(around) = open.last_mut() {
                while let Some(found) = mark {
                    mark = marks.next(node.span, &mut from);
                    let mark = found;
                    let Some(waiting) = around.waiting.get_mut(place(page, mark)) else { continue };
                    match waiting.take() {
                        None => *waiting = Some(mark),
                        Some(first) => self.pair(page, first, mark, report),
                    }
                }
            }
        }
    }
}

/// Forgets what ends before the node with this number.
fn leave(open: &mut Vec<Open>, at: usize) {
    while open.last().is_some_and(|around| around.end <= at) {
        open.pop();
    }
}

impl Spaces {
    /// Looks at two marks that would be the ends of emphasis.
    fn pair(&self, page: &Page, first: Span, last: Span, report: &mut Report) {
        let (lead, trail) = (blanks_after(page, first), blanks_before(page, last));
        let (Some(at), mark) = (lead.or(trail), first.of(&page.text)) else { return };
        if self.certain_only && !is_certain(page, first, last, (lead, trail)) {
            return;
        }
        let message = format!("with blanks beside it `{mark}` is shown as it stands, and marks nothing");
        let help = format!("Remove the blanks inside `{mark}` if emphasis is meant; if not, write a backslash before it");
        let inside = Span { start: first.end, end: last.start.max(first.end) }.of(&page.text);
        if let Some(end) = trail.filter(|&end| end != at && inside.contains('\n')) {
            // Somebody may look at its last line only.
            report.add(&page.path, end, message.clone()).help(help.clone());
        }
        let finding = report.add(&page.path, at, message);
        finding.help(help);
        let spans = [lead, trail].into_iter().flatten();
        let edits = spans.map(|span| Edit { path: page.path.clone(), span, text: String::new() }).collect();
        finding.fix(Fix { title: "Remove the blanks".into(), applicability: Applicability::Unsafe, edits });
    }
}

/// Finds the runs of `*` and of `_` that stand for themselves, text after text: most texts have none, and are passed by.
struct Marks<'p> {
    page: &'p Page,
    /// No sign stands between these, and one at the second unless the page ends there.
    from: usize,
    next: usize,
}

impl Marks<'_> {
    /// The next run in `text` at or after byte `from`, which is moved behind it.
    fn next(&mut self, text: Span, from: &mut usize) -> Option<Span> {
        let bytes = self.page.text.as_bytes();
        let end = (text.end as usize).min(bytes.len());
        loop {
            if *from < self.from || *from > self.next || self.next == 0 {
                self.from = *from;
                self.next = memchr::memchr2(b'*', b'_', bytes.get(*from..)?).map_or(bytes.len(), |at| *from + at);
            }
            let start = self.next;
            if start >= end {
                return None;
            }
            let mark = bytes.get(start).copied();
            let length = bytes.get(start..end)?.iter().take_while(|&&byte| Some(byte) == mark).count();
            *from = start + length;
            let span = Span::new(start, *from);
            let is_first = start == text.start as usize;
            if length <= 3 && !(is_first && is_escaped(self.page, span.start)) && !is_in_address(self.page, span) {
                return Some(span);
            }
        }
    }
}

/// Whether a backslash stands before a byte: the parser begins a text after it.
fn is_escaped(page: &Page, at: u32) -> bool {
    page.text.as_bytes().get((at as usize).wrapping_sub(1)) == Some(&b'\\')
}

fn is_in_address(page: &Page, mark: Span) -> bool {
    let links = &page.document.links;
    let next = links.partition_point(|link| link.destination.start <= mark.start);
    next.checked_sub(1)
        .and_then(|at| links.get(at))
        .is_some_and(|link| link.kind == LinkKind::BareUrl && link.destination.contains(mark.start as usize))
}

fn place(page: &Page, mark: Span) -> usize {
    let is_underscore = mark.of(&page.text).starts_with('_');
    mark.len() - 1 + if is_underscore { 3 } else { 0 }
}

/// The blanks between a mark and the next word on its line.
fn blanks_after(page: &Page, mark: Span) -> Option<Span> {
    let rest = page.text.get(mark.end as usize..)?;
    let length = rest.find(|c: char| c == '\n' || !c.is_whitespace())?;
    (length > 0 && !rest[length..].starts_with('\n')).then(|| Span::new(mark.end as usize, mark.end as usize + length))
}

/// The blanks between a mark and the word before it on its line.
fn blanks_before(page: &Page, mark: Span) -> Option<Span> {
    let before = page.text.get(..mark.start as usize)?;
    let words = before.trim_end_matches(|c: char| c != '\n' && c.is_whitespace());
    let has_words = !words.is_empty() && !words.ends_with('\n');
    (has_words && words.len() < before.len()).then(|| Span::new(words.len(), mark.start as usize))
}

/// Whether emphasis is surely meant: two or three marks on one line, around words, apart from the words before and after.
fn is_certain(page: &Page, first: Span, last: Span, (lead, trail): (Option<Span>, Option<Span>)) -> bool {
    let inside = page.text.get(first.end as usize..last.start as usize).unwrap_or_default();
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let before = page.text.get(..first.start as usize).and_then(|text| text.chars().next_back());
    let after = page.text.get(last.end as usize..).and_then(|text| text.chars().next());
    let words = inside.trim();
    let has_word = words.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().nth(1).is_some());
    // `2 ** n ** 3` is arithmetic.
    let is_one_sided = lead.is_none() || trail.is_none();
    first.len() >= 2
        && !inside.contains('\n')
        && !is_word(before)
        && !is_word(after)
        && has_word
        && (is_one_sided || words.contains(' ') || words.chars().count() > 3)
}
