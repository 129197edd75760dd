//! Invisible characters in text: those that keep a mark from working, that turn the text round, and text that is hidden.

use super::cleared;
use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::Kind,
        invisible::{Invisible, Role},
    },
    rule::Report,
    text::Span,
};

pub(super) fn check(page: &Page, all: &[Invisible], report: &mut Report) {
    for node in page.document.nodes.iter().filter(|node| node.kind() == Kind::Text) {
        let within = Invisible::within(all, node.span);
        for invisible in within {
            check_mark(page, *invisible, report);
            if invisible.char == '\u{202e}' {
                let message = "an invisible character turns the text that follows round, from right to left";
                let finding = report.add(&page.path, invisible.span, message);
                finding.help("Remove it, so that readers see what is written");
                finding.fix(cleared(page, std::slice::from_ref(invisible), Applicability::Unsafe));
            }
        }
        hidden(page, node.span, within, report);
    }
}

/// A mark that is none, because of the character after or before it: `#` with a no-break space.
fn check_mark(page: &Page, invisible: Invisible, report: &mut Report) {
    // Marks and what stands before them are short.
    const FAR: usize = 64;
    let at = invisible.span.start as usize;
    let from = at.saturating_sub(FAR);
    let before = page.text.as_bytes().get(from..at).unwrap_or_default();
    let line = memchr::memrchr(b'\n', before).map_or(before, |end| before.get(end + 1..).unwrap_or_default());
    let started = line.len() < before.len() || from <= page.body_start();
    let prefix = line.iter().take_while(|byte| matches!(byte, b' ' | b'>')).count();
    let mark = line.get(prefix..).unwrap_or_default();
    let rest = page.text.get(invisible.span.end as usize..).unwrap_or_default();
    if !started {
        return;
    }
    match invisible.role {
        Role::NoBreakSpace if (1..=6).contains(&mark.len()) && mark.iter().all(|byte| *byte == b'#') => {
            let words = rest.chars().next().is_some_and(|c| !c.is_whitespace());
            if words {
                let message = format!("after `{}` comes a {}, so this is no heading", "#".repeat(mark.len()), invisible.name());
                let finding = report.add(&page.path, invisible.span, message);
                finding.help("Write a plain space between the sign and the words");
                finding.fix(Fix::unsafe_("Write a plain space", &page.path, invisible.span, " "));
            }
        }
        Role::ZeroWidth if mark.is_empty() => {
            if let Some((mark, what)) = block_mark(rest) {
                let message = format!("before `{mark}` stands a {}, so this is no {what}", invisible.name());
                let finding = report.add(&page.path, invisible.span, message);
                finding.help("Remove the invisible character");
                finding.fix(Fix::unsafe_("Remove it", &page.path, invisible.span, ""));
            }
        }
        _ => {}
    }
}

/// The mark that a line begins with, and what it would make.
fn block_mark(line: &str) -> Option<(&str, &'static str)> {
    let bytes = line.as_bytes();
    let end = bytes.iter().take(12).position(|byte| *byte == b' ')?;
    let mark = line.get(..end)?;
    let number =
        mark.strip_suffix(['.', ')']).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    let what = match mark {
        "-" | "*" | "+" => "list item",
        ">" => "quotation",
        _ if number => "list item",
        _ if end <= 6 && end > 0 && mark.bytes().all(|byte| byte == b'#') => "heading",
        _ => return None,
    };
    Some((mark, what))
}

/// Letters that no browser shows, but that programs read. In flags they follow the sign of a black flag.
fn hidden(page: &Page, text: Span, within: &[Invisible], report: &mut Report) {
    let tags: Vec<Invisible> = within.iter().copied().filter(|invisible| invisible.role == Role::Tag).collect();
    for run in tags.chunk_by(|one, next| one.span.end == next.span.start) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let before = page.slice(Span { start: text.start, end: first.span.start });
        if before.ends_with('\u{1f3f4}') {
            continue;
        }
        let letters = run.iter().filter_map(|tag| char::from_u32(u32::from(tag.char) - 0xe0000)).filter(|c| !c.is_control());
        let hidden: String = letters.take(60).collect();
        let message = format!("text is hidden here, which programs read and readers cannot see: \"{hidden}\"");
        let finding = report.add(&page.path, first.span.to(last.span), message);
        finding.help("Remove it, unless it should be there");
        finding.fix(Fix::unsafe_("Remove the hidden text", &page.path, first.span.to(last.span), ""));
    }
}
