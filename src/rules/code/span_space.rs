//! Blanks between backticks and the code between them.

use crate::{
    diagnostic::{Edit, Fix},
    page::{Page, document::Kind, markup::Markup},
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<SpanSpace>("code/span-space", include_str!("../../../rules/code/span-space.md"));

const MESSAGE: &str = "blanks between a backtick and the code";
const HELP: &str = "Remove them: they belong to the code, and whoever copies it copies them";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanSpace {}

impl StyleRule for SpanSpace {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        for node in page.document.nodes.iter().filter(|node| node.kind() == Kind::Code) {
            check(page, node.span, report);
        }
    }
}

fn check(page: &Page, span: Span, report: &mut Report) {
    let written = span.of(&page.text);
    let marks = written.bytes().take_while(|&byte| byte == b'`').count();
    let Some(code) = written.get(marks..written.len().saturating_sub(marks)) else { return };
    let is_blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    let bytes = code.as_bytes();
    if !is_blank(bytes.first()) && !is_blank(bytes.last()) && code.is_ascii() || code.trim().is_empty() {
        return;
    }
    // One blank on either side is no part of the code when there is one on both.
    let has_padding = matches!(bytes.first(), Some(b' ' | b'\n' | b'\r')) && matches!(bytes.last(), Some(b' ' | b'\n'));
    let padding = usize::from(has_padding);
    let first = code.split('\n').next().unwrap_or_default();
    let last = code.rsplit('\n').next().unwrap_or_default();
    let lead = blanks(first.get(padding..).unwrap_or_default(), str::trim_start);
    let trail = blanks(last.get(..last.len().saturating_sub(padding)).unwrap_or_default(), str::trim_end);
    let lead_tick = code.trim_start().starts_with('`');
    let trail_tick = code.trim_end().ends_with('`');
    // A blank must part a backtick of the code from the marks.
    let lead = lead.saturating_sub(usize::from(lead_tick && !has_padding));
    let trail = trail.saturating_sub(usize::from(trail_tick && !has_padding));
    if lead == 0 && trail == 0 {
        return;
    }
    let all = has_padding && lead > 0 && trail > 0 && !lead_tick && !trail_tick;
    let (start, end) = (span.start as usize + marks, span.end as usize - marks);
    let kept = if all || !has_padding { 0 } else { 1 };
    let lead = (lead > 0).then(|| Span::new(start + kept, start + padding + lead));
    let trail = (trail > 0).then(|| Span::new(end - padding - trail, end - kept));
    let Some(at) = lead.or(trail) else { return };
    if let Some(end) = trail.filter(|&end| end != at && code.contains('\n')) {
        // Somebody may look at its last line only.
        report.add(&page.path, end, MESSAGE).help(HELP);
    }
    let finding = report.add(&page.path, at, MESSAGE);
    finding.help(HELP);
    let edits = lead.into_iter().chain(trail);
    let edits = edits.map(|span| Edit { path: page.path.clone(), span, text: String::new() }).collect();
    let mut fix = Fix::unsafe_("Remove the blanks", &page.path, at, "");
    fix.edits = edits;
    finding.fix(fix);
}

/// How many bytes of blanks `trim` takes off, when anything is left.
fn blanks(text: &str, trim: fn(&str) -> &str) -> usize {
    let words = trim(text);
    if words.is_empty() { 0 } else { text.len() - words.len() }
}
