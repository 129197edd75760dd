//! Pages that do not begin with their title.

use crate::{
    page::{
        Page,
        document::Kind,
        front_matter::TitlePattern,
        markup::{Block, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<FirstLine>("headings/first-line", include_str!("../../../rules/headings/first-line.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FirstLine {
    allow_preamble: bool,
    level: u8,
    front_matter_title: TitlePattern,
}

impl StyleRule for FirstLine {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let void = LineKinds::VOID.and(LineKinds::FRONT_MATTER);
        let is_text =
            |&(line, kinds): &(usize, LineKinds)| !kinds.any(void) && !(kinds.any(LineKinds::COMMENT) && is_comment(page, line));
        let Some((line, _)) = markup.lines.iter().find(is_text) else { return };
        if self.front_matter_title.find(page).is_some() {
            return;
        }
        let outermost = markup.blocks.iter().filter(|block| block.parent().is_none());
        let level = outermost.clone().find(|block| block.last as usize >= line).filter(|block| block.first as usize <= line);
        let level = level.and_then(|block| level_of(page, block));
        let (found, line) = match level {
            None if self.allow_preamble => {
                let first = outermost.filter(|block| block.first as usize >= line);
                let first = first.filter_map(|block| Some((level_of(page, block)?, block.first as usize))).next();
                let Some((found, line)) = first else { return };
                (Some(found), line)
            }
            found => (found, line),
        };
        if found == Some(self.level) {
            return;
        }
        let span = page.lines().line(&page.text, line);
        let message = match (found, self.level) {
            (None, 1) => "the page does not begin with its title".to_owned(),
            (None, level) => format!("the page does not begin with a heading of level {level}"),
            (Some(found), 1) => format!("the first heading of the page is of level {found}, so the page has no title"),
            (Some(found), level) => format!("the first heading of the page is of level {found}, not {level}"),
        };
        let help = match self.level {
            1 => "Begin with `# ` and the title, or write the title into the front matter",
            _ => "Begin with such a heading, or write the title into the front matter",
        };
        report.add(&page.path, span, message).help(help);
    }
}

/// Whether a 0-based line is a part of a comment and nothing else.
fn is_comment(page: &Page, line: usize) -> bool {
    let span = page.lines().line(&page.text, line);
    let written = page.slice(span);
    let start = span.start as usize + (written.len() - written.trim_start().len());
    let comments = &page.document.comments;
    let around = comments.get(comments.partition_point(|comment| comment.end as usize <= start));
    let end = span.start as usize + written.trim_end().len();
    around.is_some_and(|comment| comment.start as usize <= start && end <= comment.end as usize)
}

/// The level of a heading, in Markdown or HTML; `None` for another block.
fn level_of(page: &Page, block: &Block) -> Option<u8> {
    match block.kind {
        Kind::Heading(level) => Some(level),
        Kind::HtmlBlock => {
            let elements = &page.document.elements;
            let first = elements.get(elements.partition_point(|element| element.span.start < block.span.start))?;
            let levels = ["h1", "h2", "h3", "h4", "h5", "h6"];
            let level = levels.iter().position(|name| first.is(&page.text, name))?;
            block.span.covers(first.span).then_some(level as u8 + 1)
        }
        _ => None,
    }
}
