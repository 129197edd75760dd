//! `(text)[address]`, with the brackets the wrong way round.

use crate::{
    diagnostic::Fix,
    generator::url,
    page::{Page, document::Kind},
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<Reversed>("links/reversed", include_str!("../../../rules/links/reversed.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Reversed {
    only_addresses: bool,
}

impl PageRule for Reversed {
    fn check(&self, page: &Page, report: &mut Report) {
        // To the parser this is plain text, so it is looked for there.
        for at in memchr::memmem::find_iter(page.text.as_bytes(), b")[") {
            let Some((words, address)) = reversed(page, at, self.only_addresses) else { continue };
            let span = Span { start: words.start - 1, end: address.end + 1 };
            let right = format!("[{}]({})", page.slice(words), page.slice(address));
            let finding = report.add(&page.path, span, "parentheses and brackets of this link are the wrong way round");
            finding.help(format!("Write `{right}`"));
            if is_address(page.slice(address)) {
                finding.fix(Fix::unsafe_("Swap them", &page.path, span, right));
            }
        }
    }
}

/// The words and the address of a reversed link with `)[` at byte `at`.
fn reversed(page: &Page, at: usize, only_addresses: bool) -> Option<(Span, Span)> {
    let line = page.lines().line(&page.text, page.lines().line_at(at)).range();
    let before = page.text.get(line.start..at)?;
    let open = before.rfind(['(', ')', '[', ']']).filter(|&open| before[open..].starts_with('('))?;
    let words = Span::new(line.start + open + 1, at);
    let after = page.text.get(at + 2..line.end)?;
    let ends: &[char] = if only_addresses { &['(', ')', '[', ']', ' ', '\t'] } else { &[']'] };
    let close = after.find(ends).filter(|&close| close > 0 && after[close..].starts_with(']'))?;
    let address = Span::new(at + 2, at + 2 + close);
    // A call or a formula has no blank before its parenthesis; `](` goes on as a link.
    let glued = only_addresses
        && before[..open].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '\\' | '_' | '!'));
    let goes_on = after[close + 1..].starts_with(if only_addresses { &['(', '[', ':', '{'][..] } else { &['('] });
    let templated = |offset: usize| page.document.islands.iter().any(|island| island.span.contains(offset));
    let is_text = |offset: usize| page.document.kind_at(offset) == Some(Kind::Text) && !templated(offset);
    let (said, led) = (page.slice(words), page.slice(address));
    let fits = if only_addresses {
        !glued && !said.trim().is_empty() && is_address(led)
    } else {
        let escaped = before[..open].ends_with('\\') || said.ends_with('\\') || led.ends_with('\\');
        !escaped && !said.is_empty() && !led.starts_with('^')
    };
    (fits && !goes_on && is_text(words.start as usize - 1) && is_text(at) && is_text(at + 1) && is_text(address.end as usize))
        .then_some((words, address))
}

fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let web = url::host_and_path(text).is_some_and(|(host, _)| host.contains('.'));
    let local = ["/", "./", "../"].iter().any(|start| text.len() > start.len() && text.starts_with(start));
    let file =
        [".md", ".html", ".htm", ".pdf", ".png", ".jpg", ".svg"].iter().any(|end| path.len() > end.len() && path.ends_with(end));
    let anchor = text.len() > 2 && text.starts_with('#') && text[1..].starts_with(char::is_alphabetic);
    web || local || file || anchor || text.starts_with("mailto:") || text.starts_with("www.")
}
