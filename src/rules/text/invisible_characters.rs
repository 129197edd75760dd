//! Characters that nobody sees, where they break something.

mod code;
mod front_matter;
mod links;
mod prose;

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    generator::PageId,
    page::{
        Page,
        invisible::{Invisible, Role},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<InvisibleCharacters>("text/invisible-characters", include_str!("../../../rules/text/invisible-characters.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InvisibleCharacters {
    allow: Vec<String>,
}

impl SiteRule for InvisibleCharacters {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let mut all = Invisible::find(&page.text);
        if !self.allow.is_empty() {
            all.retain(|invisible| !self.allow.iter().any(|allowed| allows(allowed, invisible.char)));
        }
        if all.is_empty() {
            return;
        }
        front_matter::check(page, &all, report);
        code::check(page, &all, report);
        prose::check(page, &all, report);
        links::check(site, id, &all, report);
    }
}

/// Whether a word of the settings means the character: `U+00A0`, or the character itself.
fn allows(written: &str, char: char) -> bool {
    let code = written.strip_prefix("U+").or_else(|| written.strip_prefix("u+"));
    match code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
        Some(code) => code == u32::from(char),
        None => written.chars().eq([char]),
    }
}

/// "a zero-width space, which nobody can see".
fn named(found: &[Invisible]) -> String {
    let same = found.windows(2).all(|pair| pair[0].name() == pair[1].name());
    let spaces = found.iter().all(|invisible| invisible.role == Role::NoBreakSpace);
    let which = if spaces { "which nobody can tell from plain spaces" } else { "which nobody can see" };
    match (found, same) {
        ([one], _) if one.name().starts_with(['i', 'o']) => format!("an {}, {which}", one.name()),
        ([one], _) if spaces => format!("a {}, which nobody can tell from a plain space", one.name()),
        ([one], _) => format!("a {}, {which}", one.name()),
        ([one, ..], true) => format!("{} {}s, {which}", found.len(), one.name()),
        _ => format!("{} characters {which}", found.len()).replacen("which nobody", "that nobody", 1),
    }
}

/// Takes them out, or puts plain spaces in their place.
fn cleared(page: &Page, found: &[Invisible], applicability: Applicability) -> Fix {
    let edit = |invisible: &Invisible| Edit { path: page.path.clone(), span: invisible.span, text: plain(*invisible).to_owned() };
    let spaces = found.iter().all(|invisible| invisible.role == Role::NoBreakSpace);
    let title = match (spaces, found.len()) {
        (true, 1) => "Write a plain space",
        (true, _) => "Write plain spaces",
        (false, 1) => "Remove it",
        (false, _) => "Remove them",
    };
    Fix { title: title.into(), applicability, edits: found.iter().map(edit).collect() }
}

/// What stands for it in plain text.
fn plain(invisible: Invisible) -> &'static str {
    if invisible.role == Role::NoBreakSpace { " " } else { "" }
}

/// The characters before and after it, as far as `within` goes.
fn around(page: &Page, within: Span, invisible: Invisible) -> (Option<char>, Option<char>) {
    let before = Span { start: within.start, end: invisible.span.start };
    let after = Span { start: invisible.span.end, end: within.end };
    (page.slice(before).chars().next_back(), page.slice(after).chars().next())
}

/// Whether a script or an emoji may need it: there is no plain character, and no end, on either side of it.
fn is_of_script(around: (Option<char>, Option<char>)) -> bool {
    let other = |char: Option<char>| char.is_some_and(|char| !char.is_ascii());
    other(around.0) && other(around.1)
}

/// Whether letters in the text run from right to left (Hebrew, Arabic and their kin).
fn runs_left(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_named() {
        let name = |text: &str| named(&Invisible::find(text));
        assert_eq!(name(".\u{200b}"), "a zero-width space, which nobody can see");
        assert_eq!(name(".\u{a0}"), "a no-break space, which nobody can tell from a plain space");
        assert_eq!(name(".\u{a0}\u{a0}"), "2 no-break spaces, which nobody can tell from plain spaces");
        assert_eq!(name(".\u{a0}\u{200b}"), "2 characters that nobody can see");
        assert_eq!(name(".\u{2063}"), "an invisible character, which nobody can see");
    }

    #[test]
    fn a_setting_names_a_character_by_its_number_or_itself() {
        assert!(allows("U+00A0", '\u{a0}') && allows("u+a0", '\u{a0}') && allows("\u{a0}", '\u{a0}'));
        assert!(!allows("U+00A0", '\u{ad}') && !allows("", '\u{ad}') && !allows("U+", '\u{ad}') && !allows("U+zz", '\u{ad}'));
    }
}
