//! Bullets of several kinds.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<MarkerStyle>("lists/marker-style", include_str!("../../../rules/lists/marker-style.md"));

/// Lists nested deeper have the marks of this level.
const DEEPEST: usize = 200;

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Consistent,
    Asterisk,
    Dash,
    Plus,
    Sublist,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkerStyle {
    style: Style,
}

impl StyleRule for MarkerStyle {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut wanted = Wanted { style: self.style, first: None, levels: Vec::new() };
        // The lists around, and the one above, with what they become.
        let mut before: Vec<(usize, u8)> = Vec::new();
        for (place, list) in markup.of_kind(|kind| kind == Kind::List(false)) {
            let Some(now) = mark(page, markup, place) else { continue };
            let wanted = wanted.of(markup, place, now);
            if now != wanted {
                let joins = |other: &(usize, u8)| other.1 == wanted && is_beside(markup, other.0, place);
                let next = markup.blocks.get(list.end as usize).filter(|next| is_list(next) && next.parent() == list.parent());
                let is_apart = !before.iter().any(joins) && next.is_none();
                report_all(page, markup, place, (now, wanted), is_apart, report);
            }
            before.retain(|(other, _)| markup.blocks.get(*other).is_some_and(|other| other.end as usize > place));
            before.push((place, wanted));
        }
    }
}

fn is_list(block: &Block) -> bool {
    matches!(block.kind, Kind::List(_))
}

/// Whether nothing but a list stands between two places.
fn is_beside(markup: &Markup, first: usize, second: usize) -> bool {
    let (first, second_block) = (markup.blocks.get(first), markup.blocks.get(second));
    first.is_some_and(|first| first.end as usize == second && first.parent() == second_block.and_then(Block::parent))
}

/// The bullet of a list; `None` for what is shown as a list of other marks.
fn mark(page: &Page, markup: &Markup, list: usize) -> Option<u8> {
    let (_, item) = markup.children(list).next()?;
    page.slice(item.mark).bytes().next().filter(|mark| matches!(mark, b'-' | b'*' | b'+'))
}

struct Wanted {
    style: Style,
    first: Option<u8>,
    levels: Vec<u8>,
}

impl Wanted {
    /// The mark that a list should have. Asked for one list after the other.
    fn of(&mut self, markup: &Markup, list: usize, now: u8) -> u8 {
        match self.style {
            Style::Asterisk => b'*',
            Style::Dash => b'-',
            Style::Plus => b'+',
            Style::Consistent => *self.first.get_or_insert(now),
            Style::Sublist => {
                let around = markup.ancestors(list).filter(|(_, around)| is_list(around)).take(DEEPEST).count();
                // Lists of numbers take a level, and have no bullets: 0 stands for a level without.
                if self.levels.len() <= around {
                    self.levels.resize(around + 1, 0);
                }
                let outer = around.checked_sub(1).and_then(|outer| self.levels.get(outer).copied());
                match self.levels.get_mut(around) {
                    Some(level) if *level == 0 => {
                        *level = if outer == Some(now) { other(now) } else { now };
                        *level
                    }
                    Some(level) => *level,
                    None => now,
                }
            }
        }
    }
}

/// The mark for a list within one of this mark.
fn other(mark: u8) -> u8 {
    match mark {
        b'-' => b'+',
        b'+' => b'*',
        _ => b'-',
    }
}

fn report_all(page: &Page, markup: &Markup, list: usize, (now, wanted): (u8, u8), is_apart: bool, report: &mut Report) {
    let message = match (now, wanted) {
        (b'*', b'-') => "`*` marks this item where `-` is wanted",
        (b'+', b'-') => "`+` marks this item where `-` is wanted",
        (b'-', b'*') => "`-` marks this item where `*` is wanted",
        (b'+', b'*') => "`+` marks this item where `*` is wanted",
        (b'-', _) => "`-` marks this item where `+` is wanted",
        _ => "`*` marks this item where `+` is wanted",
    };
    let mut fix = fix(page, markup, list, wanted, is_apart);
    for (_, item) in markup.children(list) {
        let finding = report.add(&page.path, item.mark, message);
        finding.help("Mark all lists alike: readers of the page see no difference");
        // One fix for all items: where the marks change, one list ends and another begins.
        if let Some(fix) = fix.take() {
            finding.fix(fix);
        }
    }
}

fn fix(page: &Page, markup: &Markup, list: usize, wanted: u8, is_apart: bool) -> Option<Fix> {
    let text = (wanted as char).to_string();
    let mut edits = Vec::new();
    for (_, item) in markup.children(list) {
        let line = page.lines().line(&page.text, item.first as usize);
        let before = page.slice(Span { start: line.start, end: item.mark.start });
        let rest = page.slice(Span { start: item.mark.end, end: line.end });
        // `- * *` with a dash for each asterisk is a rule, and a dash below text makes a heading of it.
        // Marks of several lists on one line would change at the same time, to a rule perhaps.
        let is_shared = !before.trim_start_matches([' ', '\t', '>']).is_empty()
            || rest.trim_start().starts_with(['-', '*', '+']) && rest.trim_start().chars().nth(1).is_none_or(char::is_whitespace);
        let is_part = |part: &str| part.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>') || byte == wanted);
        let is_rule = is_part(rest) && (!rest.trim().is_empty() || is_part(before) && before.contains(wanted as char));
        let above = (item.first as usize).checked_sub(1).map(|above| markup.lines.kinds(above));
        let is_underline = wanted == b'-' && rest.trim().is_empty() && above.is_some_and(|above| !above.any(LineKinds::VOID));
        if is_shared || is_rule || is_underline {
            return None;
        }
        edits.push(Edit { path: page.path.clone(), span: item.mark, text: text.clone() });
    }
    let applicability = if is_apart { Applicability::Safe } else { Applicability::Unsafe };
    Some(Fix::new(applicability, format!("Write `{text}`"), edits))
}
