//! Bullets that do not stand where their level has them.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::moved,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<Indent>("lists/indent", include_str!("../../../rules/lists/indent.md"));

/// Lists nested deeper are not looked at.
const DEEPEST: usize = 200;

/// What a footnote or a callout indents its content by, whatever the length of a tab.
const BASE: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Indent {
    indent: usize,
    start_indented: bool,
    start_indent: Option<usize>,
}

impl StyleRule for Indent {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, list) in markup.of_kind(|kind| kind == Kind::List(false)) {
            if self.is_plain(page, markup, place, list) {
                continue;
            }
            let Some(level) = Level::of(page, markup, place) else { continue };
            let start = if self.start_indented { self.start_indent.unwrap_or(self.indent) } else { 0 };
            let wanted = level.base + start + level.nesting * self.indent;
            let mut fix = None;
            for (_, item) in markup.children(place) {
                if item.mark.is_empty() {
                    continue;
                }
                let before = margin(page, item, level.quoted);
                if before.len() == wanted {
                    continue;
                }
                let at = if before.is_empty() { item.mark } else { before };
                let message = format!("this item is indented by {}; on its level {} wanted", blanks(before.len()), are(wanted));
                let finding = report.add(&page.path, at, message);
                finding.help(if level.nesting == 0 {
                    "Move it with all that belongs to it, so that lists of one level stand alike"
                } else {
                    "Move it with all that belongs to it, so that its place shows what it belongs to"
                });
                if fix.is_none() {
                    let edits = moved::aligned(page, markup, place, |_| wanted);
                    if let Some(edits) = &edits {
                        finding.fix(Fix::new(Applicability::Safe, "Move the list", edits.clone()));
                    }
                    fix = Some(edits);
                }
            }
        }
    }
}

impl Indent {
    /// Whether a list stands at the very left and is right there, as most do.
    fn is_plain(&self, page: &Page, markup: &Markup, place: usize, list: &Block) -> bool {
        list.parent().is_none()
            && !self.start_indented
            && markup
                .children(place)
                .all(|(_, item)| item.span.start == page.lines().full_line(&page.text, item.first as usize).start)
    }
}

/// On which level a list is.
struct Level {
    nesting: usize,
    base: usize,
    quoted: bool,
}

impl Level {
    /// `None` for a list that is not only in lists of bullets, whose columns depend on the numbers.
    fn of(page: &Page, markup: &Markup, place: usize) -> Option<Self> {
        let mut level = Self { nesting: 0, base: 0, quoted: false };
        let mut outermost = place;
        for (place, around) in markup.ancestors(place).take(DEEPEST) {
            match around.kind {
                Kind::BlockQuote => {
                    level.quoted = true;
                    break;
                }
                Kind::List(true) | Kind::Definition => return None,
                Kind::FootnoteDefinition => level.base = BASE,
                Kind::List(false) => {
                    level.nesting += 1;
                    outermost = place;
                }
                _ => {}
            }
        }
        // A list that is indented as code would be, and is none, is in callouts (`!!! note`).
        if page.list_level.is_some() && level.base == 0 {
            let first = markup.children(outermost).next();
            level.base = first.map_or(0, |(_, item)| margin(page, item, level.quoted).len() / BASE * BASE);
        }
        Some(level)
    }
}

/// What stands before an item on its line, after the mark of a quotation and a blank.
fn margin(page: &Page, item: &Block, quoted: bool) -> Span {
    let start = page.lines().full_line(&page.text, item.first as usize).start;
    let whole = Span { start, end: item.span.start };
    let before = whole.of(&page.text);
    let mark = if start == 0 && before.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let quote = if quoted { before.rfind('>').map_or(0, |at| at + 1) } else { 0 };
    let blank = usize::from(quote > 0 && before[quote..].starts_with([' ', '\t']));
    Span { start: start + mark.max(quote + blank) as u32, end: item.span.start }
}

fn blanks(count: usize) -> String {
    if count == 1 { "1 blank".to_owned() } else { format!("{count} blanks") }
}

fn are(count: usize) -> String {
    match count {
        0 => "none is".to_owned(),
        1 => "1 is".to_owned(),
        _ => format!("{count} are"),
    }
}
