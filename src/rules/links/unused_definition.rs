//! `[label]: address` that nothing on the page uses, or that stands there twice.

use crate::{
    diagnostic::{Applicability, Fix, Label},
    page::{
        Page,
        document::{Kind, folded_label},
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<UnusedDefinition>("links/unused-definition", include_str!("../../../rules/links/unused-definition.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UnusedDefinition {
    ignored_definitions: Vec<String>,
    footnotes: bool,
}

impl StyleRule for UnusedDefinition {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let definitions = &page.document.definitions;
        for definition in definitions.iter().filter(|definition| !definition.used && !self.ignores(&definition.label)) {
            if is_seen_elsewhere(page, &definition.label) {
                continue;
            }
            let message = format!("no link on this page uses `[{}]`", definition.label);
            let finding = report.add(&page.path, definition.span, message);
            finding.help("Remove the line, or use the label in a link");
            if let Some(fix) = removal(page, markup, definition.span) {
                finding.fix(fix);
            }
        }
        if !definitions.is_empty() {
            self.repeated(page, markup, report);
        }
        if self.footnotes {
            self.unused_footnotes(page, report);
        }
    }
}

impl UnusedDefinition {
    fn ignores(&self, label: &str) -> bool {
        self.ignored_definitions.iter().any(|ignored| folded_label(ignored) == folded_label(label))
    }

    /// The parser keeps the first of several definitions (the last, as Python-Markdown does), and drops the lines of the others.
    fn repeated(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let definitions = &page.document.definitions;
        let mut first: Option<FxHashMap<String, Span>> = None;
        let mut blocks = markup.blocks.iter().filter(|block| block.parent().is_none()).peekable();
        for (line, kinds) in markup.lines.iter() {
            while blocks.next_if(|block| (block.last as usize) < line).is_some() {}
            let in_block = blocks.peek().is_some_and(|block| block.first as usize <= line);
            if in_block || kinds != LineKinds::default() {
                continue;
            }
            let span = page.lines().line(&page.text, line);
            let written = page.slice(span);
            let start = written.len() - written.trim_start_matches(' ').len();
            let Some(label) = written[start..].strip_prefix('[').and_then(|rest| Some(&rest[..rest.find("]:")?])) else {
                continue;
            };
            let first = first.get_or_insert_with(|| {
                definitions.iter().map(|definition| (folded_label(&definition.label), definition.span)).collect()
            });
            let Some(&kept) = first.get(&folded_label(label)).filter(|_| !self.ignores(label)) else { continue };
            // The address may stand on the next line.
            let is_short = written.ends_with("]:") && !markup.lines.is(line + 1, LineKinds::BLANK);
            let last = if is_short { page.lines().line(&page.text, line + 1) } else { span };
            let here = Span::new(span.start as usize + start, last.end as usize);
            let message = if kept.start < here.start {
                format!("`[{label}]` is defined on this page already, so this line is not read")
            } else {
                format!("`[{label}]` is defined again below, so this line is not read")
            };
            let finding = report.add(&page.path, here, message);
            finding.related(Label::with_message(&page.path, kept, "this one counts"));
            finding.help("Remove this line, or give it a label of its own");
            if let Some(fix) = removal(page, markup, here) {
                finding.fix(fix);
            }
        }
    }

    fn unused_footnotes(&self, page: &Page, report: &mut Report) {
        let nodes = &page.document.nodes;
        let label = |span: Span| page.slice(span).strip_prefix("[^").and_then(|rest| Some(&rest[..rest.find(']')?]));
        let of_kind = |kind| nodes.iter().filter(move |node| node.kind() == kind);
        if of_kind(Kind::FootnoteDefinition).next().is_none() {
            return;
        }
        let used: FxHashSet<String> =
            of_kind(Kind::FootnoteReference).filter_map(|node| label(node.span)).map(folded_label).collect();
        let mut seen = FxHashSet::default();
        for node in of_kind(Kind::FootnoteDefinition) {
            let Some(name) = label(node.span) else { continue };
            let mark = Span::new(node.span.start as usize, node.span.start as usize + name.len() + "[^]:".len());
            let folded = folded_label(name);
            if !used.contains(&folded) {
                let finding = report.add(&page.path, mark, format!("nothing on this page leads to the footnote `[^{name}]`"));
                finding.help("Remove it, or write its mark where it belongs");
            } else if !seen.insert(folded) {
                report
                    .add(&page.path, mark, format!("there are two footnotes `[^{name}]`"))
                    .help("Give one of them another mark");
            }
        }
    }
}

/// Whether the label stands in brackets at another place, too, that only Python-Markdown takes for a link: in the title of a box.
fn is_seen_elsewhere(page: &Page, label: &str) -> bool {
    page.list_level.is_some() && page.text.match_indices(&format!("[{label}]")).nth(1).is_some()
}

/// Removes the lines of a definition. None at the start of a page: what follows might become its front matter.
fn removal(page: &Page, markup: &Markup, definition: Span) -> Option<Fix> {
    let lines = page.lines();
    let first = lines.line_at(definition.start as usize);
    let last = lines.line_at((definition.start as usize + page.slice(definition).trim_end().len()).saturating_sub(1));
    let is_blank = |line: usize| markup.lines.is(line, LineKinds::BLANK.and(LineKinds::FRONT_MATTER));
    let mut span = lines.full_line(&page.text, first).to(lines.full_line(&page.text, last));
    // Two blank lines would be left.
    if is_blank(last + 1) && first.checked_sub(1).is_none_or(is_blank) && last + 1 < markup.lines.count() {
        span.end = lines.full_line(&page.text, last + 1).end;
    }
    let before = page.text.get(lines.line(&page.text, first).start as usize..definition.start as usize).unwrap_or_default();
    // It may be all that keeps two lists, or two blocks of indented code, from being one.
    let above = (0..first).rev().take(5).find(|&line| !is_blank(line));
    let parts = LineKinds::LIST.and(LineKinds::INDENTED).and(LineKinds::QUOTE).and(LineKinds::HTML);
    let is_alone = before.bytes().all(|byte| byte == b' ') && above.is_none_or(|line| !markup.lines.is(line, parts));
    let mut fix = Fix::safe("Remove the line", &page.path, span, "");
    // Of two lines with one label Python-Markdown takes the last.
    if !is_alone || page.list_level.is_some() || markup.lines.is(first, parts) {
        fix.applicability = Applicability::Unsafe;
    }
    (first > 0).then_some(fix)
}
