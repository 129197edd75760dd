//! Callouts and tabs, whose content is indented by four: `!!! note "Title"`, `??? note`, `=== "Tab"`; and `/// note` blocks.

use super::{Line, Scanner};
use std::ops::Range;

/// A bullet whose item starts with a block that nothing can continue.
const BULLET: &[u8] = b"+ ***";

impl Scanner<'_> {
    /// The mark of a callout or tab becomes a bullet. Says whether the line is one.
    pub(super) fn callout(&mut self, line: &Line<'_>) -> bool {
        let dialect = self.dialect;
        let goes_on = self.least.is_some_and(|least| least < line.indent);
        if !line.indent.is_multiple_of(dialect.tab.max(1)) || line.text.len() < BULLET.len() || goes_on {
            return false;
        }
        let (mark, rest) = line.text.split_at_checked(3).unwrap_or_default();
        let title = match mark {
            "!!!" if dialect.admonitions => callout_title(rest, false),
            "???" if dialect.details => callout_title(rest.strip_prefix('+').unwrap_or(rest), true),
            "===" if dialect.tabs => tab_label(rest).map(Some),
            _ => None,
        };
        let Some(title) = title else { return false };
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            let range = self.place(title);
            if mark == "===" {
                self.found.tabs.push(range.clone());
            }
            self.found.titles.push(range);
        }
        self.fill(line.words..line.end(), b' ');
        if let Some(place) = self.out.get_mut(line.words..line.words + BULLET.len()) {
            place.copy_from_slice(BULLET);
        }
        self.found.bullets.push(line.words);
        self.lines = 0;
        self.least = Some(line.indent + dialect.tab);
        true
    }

    /// `/// note | Title`, its options, or the `///` that ends it.
    pub(super) fn block(&mut self, line: &Line<'_>) -> usize {
        let (name, title) = line.text.trim_start_matches('/').split_once('|').unwrap_or((line.text, ""));
        let title = title.trim();
        if !title.is_empty() {
            let range = self.place(title);
            if name.trim().trim_matches('/').trim() == "tab" {
                self.found.tabs.push(range.clone());
            }
            self.found.titles.push(range);
        }
        let mut end = line.end();
        let mut next = line.next;
        // Options stand indented right below.
        while next < self.text.len() {
            let option = Line::at(self.text, next);
            if option.text.is_empty() || option.indent < line.indent + 4 || !option.text.contains(':') {
                break;
            }
            (end, next) = (option.end(), option.next);
        }
        self.fill(line.words..end, b' ');
        self.lines = 0;
        next
    }

    /// Where a part of the text stands.
    fn place(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        start..start + part.len()
    }
}

/// The title of `note "Title"`, as it stands after the mark: `Some(None)` without one, `None` when this is no callout. Only
/// collapsible ones may have a title and no kind.
fn callout_title(text: &str, kindless: bool) -> Option<Option<&str>> {
    let text = text.strip_prefix(' ').unwrap_or(text);
    let (kinds, title) = match text.split_once('"') {
        Some((kinds, quoted)) => {
            let title = quoted.strip_suffix('"')?;
            let apart = kinds.ends_with(' ') || kinds.is_empty() && kindless;
            (kinds, Some(title).filter(|_| apart)?.into())
        }
        None => (text, None),
    };
    let is_kind = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let named = kinds.starts_with(|c: char| is_kind(c) && c != ' ');
    ((named || kindless && title.is_some() && kinds.trim().is_empty()) && kinds.chars().all(is_kind)).then_some(title)
}

/// The label of ` "Tab"`, as it stands after the mark.
fn tab_label(text: &str) -> Option<&str> {
    let quoted = text.trim_start_matches(['+', '!']);
    let label = quoted.strip_prefix(' ')?.trim_start_matches(' ').strip_prefix('"')?;
    label.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_text() {
        assert_eq!(callout_title(" note", false), Some(None));
        assert_eq!(callout_title(" note inline end \"A b\"", false), Some(Some("A b")));
        assert_eq!(callout_title(" \"A b\"", false), None);
        assert_eq!(callout_title(" \"A b\"", true), Some(Some("A b")));
        assert_eq!(callout_title(" note\"A b\"", false), None);
        assert_eq!(callout_title(" note: x", false), None);
        assert_eq!(tab_label("! \"A\""), Some("A"));
        assert_eq!(tab_label(" A"), None);
    }
}
