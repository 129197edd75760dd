//! A heading more than one level below the one before it.

use crate::{
    diagnostic::{Fix, Label},
    page::{Page, document::Heading, front_matter::TitlePattern},
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<Increment>("headings/increment", include_str!("../../../rules/headings/increment.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Increment {
    front_matter_title: TitlePattern,
    html_headings: bool,
}

impl PageRule for Increment {
    fn check(&self, page: &Page, report: &mut Report) {
        let title = self.front_matter_title.find(page);
        let mut above = title.map(|title| (1, title));
        for heading in page.document.headings.iter().filter(|heading| self.html_headings || !heading.html) {
            if let Some((level, span)) = above
                && heading.level > level + 1
            {
                let message = format!("heading jumps from level {level} to level {}", heading.level);
                let finding = report.add(&page.path, heading.shown(&page.text), message);
                let is_title = title == Some(span);
                let said = if is_title { "the title in the front matter is level 1".into() } else { format!("level {level}") };
                let span = Span::new(span.start as usize, span.start as usize + page.slice(span).trim_end().len());
                finding.related(Label::with_message(&page.path, span, said));
                let wanted = level + 1;
                let written = if heading.html { format!("`<h{wanted}>`") } else { format!("`{}`", "#".repeat(wanted.into())) };
                finding.help(format!("Use {written} here, or add the heading that is missing in between"));
                if let Some(marker) = marker(page, heading) {
                    let title = format!("Make it a level {wanted} heading");
                    finding.fix(Fix::unsafe_(title, &page.path, marker, "#".repeat(wanted.into())));
                }
            }
            above = Some((heading.level, heading.span));
        }
    }
}

/// The `#` signs before the words; none for headings in HTML or underlined ones.
fn marker(page: &Page, heading: &Heading) -> Option<Span> {
    let level = usize::from(heading.level);
    let start = heading.span.start as usize;
    let written = page.slice(heading.span);
    let is_marker = !heading.html && written.len() >= level && written.bytes().take(level).all(|b| b == b'#');
    is_marker.then(|| Span::new(start, start + level))
}
