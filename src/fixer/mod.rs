//! Applies fixes to texts in memory, until none is left. It never touches the disk.

mod harm;
mod settle;

pub use harm::{Harm, Withheld};
pub use settle::{Changed, Outcome, Relint, settle};

use crate::{
    diagnostic::{Applicability, Diagnostic, Edit, Fix},
    path::SitePath,
    text::Span,
};
use std::collections::BTreeMap;

/// The text with all edits done, in whatever order they are given; lines inserted at one place keep theirs. Their paths are not
/// looked at. `None` when two of them overlap, or one does not fit the text: past its end, or within a character.
pub fn apply(text: &str, edits: &[&Edit]) -> Option<String> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let collide = |a: &Edit, b: &Edit| a.span.end > b.span.start || a.span.overlaps(b.span) && !both_are_lines(a, b);
    if edits.windows(2).any(|pair| matches!(pair, [a, b] if collide(a, b))) {
        return None;
    }
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut changed = String::with_capacity(text.len() + grown);
    let mut done = 0;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        changed.push_str(text.get(done..start)?);
        changed.push_str(&edit.text);
        text.get(start..end)?;
        done = end;
    }
    changed.push_str(text.get(done..)?);
    Some(changed)
}

/// The fixes to apply together, in the order of the diagnostics: those up to `allow` whose edits overlap none taken before.
/// Two insertions at one place overlap, unless each is a line of its own; ranges that only touch do not.
pub fn select(diagnostics: &[Diagnostic], allow: Applicability) -> Vec<&Fix> {
    let mut taken = Taken::default();
    let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_deref());
    fixes.filter(|fix| fix.applicability <= allow && taken.take(fix)).collect()
}

/// The spans of edits taken so far.
#[derive(Default)]
struct Taken<'a>(BTreeMap<&'a SitePath, BTreeMap<Span, &'a Edit>>);

impl<'a> Taken<'a> {
    /// Takes all edits of the fix, or none.
    fn take(&mut self, fix: &'a Fix) -> bool {
        let mut before = Vec::with_capacity(fix.edits.len());
        for edit in &fix.edits {
            let spans = self.0.entry(&edit.path).or_default();
            // Any of several lines at one place stands for all of them.
            let beside = spans.get(&edit.span).is_some_and(|other| both_are_lines(other, edit));
            if !beside && !is_free(spans, edit.span) {
                for (edit, before) in fix.edits.iter().zip(before) {
                    let spans = self.0.entry(&edit.path).or_default();
                    match before {
                        Some(before) => spans.insert(edit.span, before),
                        None => spans.remove(&edit.span),
                    };
                }
                return false;
            }
            before.push(spans.insert(edit.span, edit));
        }
        true
    }
}

/// Whether the span overlaps none of `spans`, which do not overlap each other.
fn is_free(spans: &BTreeMap<Span, &Edit>, span: Span) -> bool {
    // Of those that start no later, at most the last two can reach it: an insertion and a range may start together.
    let last = Span { start: span.start, end: u32::MAX };
    let mut before = spans.range(..=last).rev().take(2);
    let next = spans.range((std::ops::Bound::Excluded(last), std::ops::Bound::Unbounded)).next();
    before.all(|(other, _)| !other.overlaps(span)) && next.is_none_or(|(other, _)| !other.overlaps(span))
}

/// Whether both insert a line of their own at one place, so that each stays a line when both are done.
fn both_are_lines(a: &Edit, b: &Edit) -> bool {
    let both = |is: fn(&str) -> bool| is(&a.text) && is(&b.text);
    a.span == b.span && a.span.is_empty() && (both(|text| text.ends_with('\n')) || both(|text| text.starts_with(['\r', '\n'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Label, Severity};
    use proptest::prelude::*;

    fn path(name: &str) -> SitePath {
        SitePath::new(name).unwrap()
    }

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { path: path("a.md"), span: Span::new(start, end), text: text.to_owned() }
    }

    fn applied(text: &str, edits: &[Edit]) -> Option<String> {
        apply(text, &edits.iter().collect::<Vec<_>>())
    }

    fn with_fix(applicability: Applicability, edits: &[(&str, usize, usize, &str)]) -> Diagnostic {
        let edits = edits.iter().map(|&(name, start, end, text)| Edit {
            path: path(name),
            span: Span::new(start, end),
            text: text.to_owned(),
        });
        let fix = Fix::new(applicability, "", edits.collect());
        let problem = Diagnostic::new("a/b", Severity::Error, Label::new(&path("a.md"), Span::at(0)), "");
        Diagnostic { fix: Some(fix.into()), ..problem }
    }

    #[test]
    fn edits_are_done_in_any_order() {
        let edits = [edit(6, 11, "there"), edit(0, 0, ">"), edit(0, 5, "Hi"), edit(11, 11, "!")];
        assert_eq!(applied("Hello world", &edits).as_deref(), Some(">Hi there!"));
        assert_eq!(applied("", &[edit(0, 0, "x")]).as_deref(), Some("x"));
        assert_eq!(applied("a\nd\n", &[edit(2, 2, "b\n"), edit(2, 2, "c\n")]).as_deref(), Some("a\nb\nc\nd\n"));
        assert_eq!(applied("a", &[edit(1, 1, "\nb"), edit(1, 1, "\nc")]).as_deref(), Some("a\nb\nc"));
        assert_eq!(applied("as it was\r\n", &[]).as_deref(), Some("as it was\r\n"));
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        assert_eq!(applied("abc", &[edit(0, 2, ""), edit(1, 3, "")]), None, "overlap");
        assert_eq!(applied("abc", &[edit(0, 3, ""), edit(1, 1, "x")]), None, "insertion inside");
        assert_eq!(applied("abc", &[edit(1, 1, "x"), edit(1, 1, "y")]), None, "two insertions at one place");
        assert_eq!(applied("abc", &[edit(1, 1, "x\n"), edit(1, 1, "y")]), None, "one of them is no line");
        assert_eq!(applied("abc", &[edit(3, 4, "")]), None, "past the end");
        assert_eq!(applied("日本", &[edit(0, 2, "")]), None, "within a character");
        assert_eq!(applied("日本", &[edit(4, 4, "x")]), None, "within a character");
    }

    #[test]
    fn fixes_that_overlap_wait() {
        use Applicability::{Safe, Unsafe};
        let diagnostics = [
            with_fix(Safe, &[("a.md", 4, 8, "1")]),
            with_fix(Safe, &[("a.md", 7, 9, "2")]),
            with_fix(Safe, &[("a.md", 8, 9, "3")]),
            with_fix(Safe, &[("a.md", 4, 4, "4")]),
            with_fix(Safe, &[("a.md", 4, 4, "5")]),
            with_fix(Safe, &[("a.md", 5, 5, "6")]),
            with_fix(Safe, &[("b.md", 4, 8, "7"), ("a.md", 0, 5, "")]),
            with_fix(Unsafe, &[("b.md", 4, 8, "8")]),
            with_fix(Safe, &[("c.md", 0, 2, "9"), ("c.md", 1, 3, "9")]),
            with_fix(Safe, &[("d.md", 1, 1, "a\n")]),
            with_fix(Safe, &[("d.md", 1, 1, "b\n"), ("a.md", 0, 5, "")]),
            with_fix(Safe, &[("d.md", 1, 1, "c\n")]),
            with_fix(Safe, &[("d.md", 0, 2, "d")]),
        ];
        let taken = |allow| {
            let fixes = select(&diagnostics, allow);
            fixes.iter().map(|fix| fix.edits[0].text.as_str()).collect::<String>()
        };
        assert_eq!(taken(Safe), "134a\nc\n");
        assert_eq!(taken(Unsafe), "1348a\nc\n", "the edits of a fix that was not taken block nothing");
    }

    proptest! {
        #[test]
        fn nothing_outside_the_edits_is_lost(
            text in "[a-c\u{e9}日😀\r\n]{0,40}",
            spans in prop::collection::vec((0usize..140, 0usize..6), 0..8),
        ) {
            let edits: Vec<_> = spans.iter().map(|&(start, len)| edit(start, start + len, "#")).collect();
            if let Some(changed) = applied(&text, &edits) {
                let kept = |text: &str| text.replace('#', "");
                let mut outside = String::new();
                for (i, c) in text.char_indices() {
                    if !edits.iter().any(|edit| edit.span.contains(i)) {
                        outside.push(c);
                    }
                }
                prop_assert_eq!(kept(&changed), outside);
                prop_assert_eq!(changed.matches('#').count(), edits.len());
            }
        }

        #[test]
        fn what_is_selected_can_be_applied(spans in prop::collection::vec((0usize..60, 0usize..9), 0..40)) {
            let text = "x".repeat(70);
            let diagnostics: Vec<_> =
                spans.iter().map(|&(start, len)| with_fix(Applicability::Safe, &[("a.md", start, start + len, "#")])).collect();
            let chosen: Vec<_> = select(&diagnostics, Applicability::Safe).into_iter().flat_map(|fix| &fix.edits).collect();
            prop_assert!(apply(&text, &chosen).is_some());
            for left in diagnostics.iter().flat_map(|d| &d.fix).flat_map(|fix| &fix.edits) {
                prop_assert!(chosen.iter().any(|edit| edit == &left || edit.span.overlaps(left.span)));
            }
        }
    }
}
