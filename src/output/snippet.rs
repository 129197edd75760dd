//! The lines of a file around the places a diagnostic names, as miette reads them.
//!
//! miette counts columns in bytes, scans a text from its start for every label and prints lines whole. So it is given a text
//! of its own: only the lines that matter, already clipped, with the true line numbers and columns beside them.

use super::{
    Options, Sources,
    clip::clip,
    legible::{visible, wrap},
};
use crate::{
    diagnostic::{Diagnostic, Label},
    path::SitePath,
    text::{LineIndex, Position, Span},
};
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// Lines shown before and after the places meant, unless they are blank.
const CONTEXT: usize = 1;
/// A place of more lines is shown by its first line only.
const MOST_LINES: usize = 6;
/// The most related places shown.
const MOST_RELATED: usize = 8;
/// The fewest columns of a line's text that are of use.
const LEAST_COLUMNS: usize = 24;

/// The excerpts of one diagnostic, one after the other in one text.
#[derive(Debug, Default)]
pub(super) struct Snippets {
    text: String,
    excerpts: Vec<Excerpt>,
    /// The labels, in the order of `text`.
    pub(super) labels: Vec<LabeledSpan>,
    /// How many related places are left out, because there are too many.
    pub(super) more: usize,
}

/// Neighbouring lines of one file.
#[derive(Debug)]
struct Excerpt {
    path: String,
    /// Where in the text.
    range: Range<usize>,
    /// 0-based.
    first_line: usize,
    line_count: usize,
    /// The place named at its head.
    at: Position,
}

/// A label with the 0-based lines it is shown on.
struct Place<'a> {
    label: &'a Label,
    span: Span,
    lines: Range<usize>,
    primary: bool,
    /// Lines of the place that are not shown.
    more: usize,
}

impl Snippets {
    /// Excerpts for all places of the diagnostic: first its own, then the others, by file in the order they are named. Places
    /// in files without text are left out.
    pub(super) fn new(diagnostic: &Diagnostic, sources: &dyn Sources, options: &Options) -> Self {
        let more = diagnostic.related.len().saturating_sub(MOST_RELATED);
        let mut snippets = Self { more, ..Self::default() };
        let mut paths: Vec<&SitePath> = Vec::new();
        let labels = || std::iter::once(&diagnostic.at).chain(diagnostic.related.iter().take(MOST_RELATED));
        for label in labels() {
            if !paths.contains(&&label.path) {
                paths.push(&label.path);
            }
        }
        for path in paths {
            let Some((text, lines)) = sources.text(path) else { continue };
            let file = labels().enumerate().filter(|(_, label)| label.path == *path);
            let mut places: Vec<_> = file.map(|(i, label)| Place::new(label, i == 0, text, lines)).collect();
            places.sort_by_key(|place| (place.span.start, place.span.end));
            let mut groups = groups(places);
            groups.sort_by_key(|group| !group.iter().any(|place| place.primary));
            for group in groups {
                snippets.add(&group, text, lines, options);
            }
        }
        snippets
    }

    fn add(&mut self, places: &[Place], text: &str, lines: &LineIndex, options: &Options) {
        let head = places.iter().find(|place| place.primary).or(places.first());
        let (Some(head), Some(shown)) = (head, shown_lines(places, text, lines)) else { return };
        let digits = shown.end.to_string().len();
        let crossing = places.iter().filter(|place| place.lines.len() > 1).count();
        let gutter = digits + 4 + if crossing > 0 { crossing + 3 } else { 0 };
        let columns = options.width.saturating_sub(gutter).max(LEAST_COLUMNS);

        let start = self.text.len();
        // For each place its start and end in the text, and the column its words stand at.
        let mut ends: Vec<(usize, usize, usize)> = vec![(start, start, 0); places.len()];
        for number in shown.clone() {
            let (base, line) = content(text, lines, number);
            let within = |offset: u32| floor(line, (offset as usize).saturating_sub(base));
            let on_line = |place: &&Place| place.lines.contains(&number);
            let marks: Vec<_> =
                places.iter().filter(on_line).map(|place| within(place.span.start)..within(place.span.end)).collect();
            let clipped = clip(line, &marks, columns);
            let at = self.text.len();
            for (place, ends) in places.iter().zip(&mut ends) {
                if place.lines.start == number {
                    ends.0 = at + clipped.offset(within(place.span.start));
                }
                if place.lines.end == number + 1 {
                    ends.1 = (at + clipped.offset(within(place.span.end))).max(ends.0);
                    let middle = (ends.0.max(at) + ends.1) / 2;
                    ends.2 = clipped.columns_before(floor(&clipped.text, middle - at)) + 4;
                }
            }
            self.text.push_str(&clipped.text);
            self.text.push('\n');
        }
        self.excerpts.push(Excerpt {
            path: options.shown(&head.label.path),
            range: start..self.text.len(),
            first_line: shown.start,
            line_count: shown.len(),
            at: lines.position(text, head.span.start as usize),
        });
        // Keeps the last label of this excerpt apart from the first of the next.
        self.text.push('\n');
        for (place, (start, end, column)) in places.iter().zip(ends) {
            let words = place.words(columns.saturating_sub(column).max(LEAST_COLUMNS));
            let span = SourceSpan::from(start..end);
            self.labels.push(match place.primary {
                true => LabeledSpan::new_primary_with_span(words, span),
                false => LabeledSpan::new_with_span(words, span),
            });
        }
    }
}

impl SourceCode for Snippets {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        // A span over two excerpts is refused, so that miette shows them apart.
        let found = self.excerpts.iter().find(|e| e.range.start <= start && end <= e.range.end);
        let excerpt = found.ok_or(MietteError::OutOfBounds)?;
        // Without context miette asks only for the line and column to print at the head.
        let (line, column) = match before {
            0 => (excerpt.at.line.saturating_sub(1) as usize, excerpt.at.column.saturating_sub(1) as usize),
            _ => (excerpt.first_line, 0),
        };
        let data = self.text.as_bytes().get(excerpt.range.clone()).unwrap_or_default();
        let span = SourceSpan::from(excerpt.range.clone());
        let contents = MietteSpanContents::new_named(excerpt.path.clone(), data, span, line, column, excerpt.line_count);
        Ok(Box::new(contents))
    }
}

impl<'a> Place<'a> {
    fn new(label: &'a Label, primary: bool, text: &str, lines: &LineIndex) -> Self {
        let start = floor(text, label.span.start as usize);
        // A line break at the end of the place says nothing to the eye.
        let end = ceil(text, label.span.end as usize).max(start);
        let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
        let (first, last) = (lines.line_at(start), lines.line_at(end));
        let (last, end, more) = match last - first {
            rest if rest < MOST_LINES => (last, end, 0),
            rest => (first, lines.line(text, first).end as usize, rest),
        };
        Self { label, span: Span::new(start, end), lines: first..last + 1, primary, more }
    }

    fn words(&self, columns: usize) -> Option<String> {
        let mut words: String = self.label.message.chars().map(|c| if c == '\n' { c } else { visible(c) }).collect();
        if self.more > 0 {
            let lines = if self.more == 1 { "line" } else { "lines" };
            words = format!("{words} (and {} more {lines})", self.more).trim_start().to_owned();
        }
        (!words.is_empty()).then(|| wrap(&words, columns))
    }
}

/// Places whose lines, with those shown around them, touch.
fn groups(places: Vec<Place>) -> Vec<Vec<Place>> {
    let mut groups: Vec<Vec<Place>> = Vec::new();
    let mut end = 0;
    for place in places {
        let near = place.lines.start <= end + 2 * CONTEXT;
        end = place.lines.end.max(end);
        match groups.last_mut() {
            Some(group) if near => group.push(place),
            _ => groups.push(vec![place]),
        }
    }
    groups
}

/// The 0-based lines to show: those of the places and what stands around them, without blank lines at the edges.
fn shown_lines(places: &[Place], text: &str, lines: &LineIndex) -> Option<Range<usize>> {
    let first = places.iter().map(|place| place.lines.start).min()?;
    let last = places.iter().map(|place| place.lines.end).max()?;
    let blank = |line: usize| content(text, lines, line).1.trim().is_empty();
    let mut shown = first.saturating_sub(CONTEXT)..(last + CONTEXT).min(lines.count());
    while shown.start < first && blank(shown.start) {
        shown.start += 1;
    }
    while shown.end > last && blank(shown.end - 1) {
        shown.end -= 1;
    }
    Some(shown)
}

/// Where a 0-based line starts, in bytes, and its text without a byte order mark and the line's end.
fn content<'a>(text: &'a str, lines: &LineIndex, number: usize) -> (usize, &'a str) {
    let span = lines.line(text, number);
    let (start, line) = (span.start as usize, span.of(text));
    match line.strip_prefix('\u{feff}').filter(|_| start == 0) {
        Some(rest) => (line.len() - rest.len(), rest),
        None => (start, line),
    }
}

/// The offset, within the text, of the character that holds byte `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// The offset, within the text, at which the next character begins when `offset` is inside one.
fn ceil(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset += 1;
    }
    offset
}
