//! Lines of files that list pages, and how another one is written beside them.

use crate::text::Span;

/// A line of a list, in Markdown or YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListLine<'t> {
    /// The blanks before its bullet.
    indent: &'t str,
    /// The bullet, with the blanks after it.
    bullet: &'t str,
    /// What it says.
    item: &'t str,
}

/// How a line is inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Where: the byte behind a line, or the end of a text.
    pub at: u32,
    /// The text, with the line break that it needs.
    pub text: String,
}

impl<'t> ListLine<'t> {
    /// The line around a place in a text; `None` when it is not the line of an item.
    pub fn of(text: &'t str, place: Span) -> Option<Self> {
        let start = text.get(..place.start as usize)?.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..line_end(text, place.start as usize)?)?.trim_end_matches(['\n', '\r']);
        let rest = line.trim_start_matches([' ', '\t']);
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let mark = match rest.strip_prefix(['-', '*', '+']) {
            Some(_) => 1,
            None if number.len() < rest.len() && number.starts_with(['.', ')']) => rest.len() - number.len() + 1,
            None => return None,
        };
        let item = rest.get(mark..)?.trim_start_matches([' ', '\t']);
        let bullet = &rest[..rest.len() - item.len()];
        let is_item = bullet.len() > mark && !item.is_empty();
        is_item.then_some(Self { indent: &line[..line.len() - rest.len()], bullet, item })
    }

    /// A Markdown item beside it that links to a page.
    pub fn link(&self, title: &str, target: &str) -> String {
        let target = if target.contains([' ', '(', ')']) { format!("<{target}>") } else { target.to_owned() };
        format!("{}{}[{}]({target})", self.indent, self.bullet, in_brackets(title))
    }

    /// A Markdown item below it that links to a page.
    pub fn link_below(&self, title: &str, target: &str) -> String {
        let column: String = self.bullet.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        format!("{column}{}", self.link(title, target))
    }

    /// A YAML item beside it that names a page: with a title when it has one itself, in its own quotes.
    pub fn yaml(&self, title: &str, target: &str) -> String {
        let quote = self.item.chars().next().filter(|c| matches!(c, '\'' | '"'));
        // A key ends at a colon with a blank; a path has none.
        let has_title = match quote {
            Some(quote) => self.item[1..].split_once(quote).is_some_and(|(_, rest)| rest.trim_start().starts_with(':')),
            None => self.item.contains(": ") || self.item.ends_with(':'),
        };
        let item = if has_title {
            let of_target =
                self.item.rsplit(": ").next().and_then(|target| target.chars().next()).filter(|c| matches!(c, '\'' | '"'));
            format!("{}: {}", scalar(title, quote), scalar(target, of_target))
        } else {
            scalar(target, quote)
        };
        format!("{}{}{item}", self.indent, self.bullet)
    }
}

impl Insertion {
    /// A line behind the one around a place in a text.
    pub fn after(text: &str, place: Span, line: &str) -> Option<Self> {
        let at = line_end(text, (place.end as usize).max(place.start as usize + 1) - 1)?;
        let breaks = text.get(..at)?.ends_with('\n');
        let text = if breaks { format!("{line}\n") } else { format!("\n{line}") };
        Some(Self { at: u32::try_from(at).ok()?, text })
    }
}

/// Behind the break of the line that holds a byte; the end of the text for the last.
fn line_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    Some(memchr::memchr(b'\n', rest).map_or(text.len(), |found| at + found + 1))
}

/// A title between square brackets: what Markdown would read as something else is escaped.
fn in_brackets(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    for c in title.chars() {
        if matches!(c, '[' | ']' | '\\' | '`' | '*' | '_' | '<') {
            text.push('\\');
        }
        text.push(if c == '\n' { ' ' } else { c });
    }
    text
}

/// A scalar of YAML in these quotes, in none when it needs none, else in double ones.
fn scalar(text: &str, quote: Option<char>) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '&' | '(' | ')' | '\'' | ',' | '+');
    // Words and numbers that YAML reads as something else than text.
    let means_more = || {
        let word = text.to_lowercase();
        matches!(word.as_str(), "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null")
            || word.parse::<f64>().is_ok()
    };
    let is_plain = text.starts_with(char::is_alphabetic) && text.chars().all(is_word) && !text.ends_with(' ') && !means_more();
    match quote {
        Some('\'') => format!("'{}'", text.replace('\'', "''")),
        None if is_plain => text.to_owned(),
        _ => serde_json::Value::from(text).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, part: &str) -> Option<ListLine<'static>> {
        let text: &'static str = text.to_owned().leak();
        let at = text.find(part).unwrap();
        ListLine::of(text, Span::new(at, at + part.len()))
    }

    #[test]
    fn another_line_is_written_as_its_neighbour() {
        let of = |text: &str, part: &str| line(text, part).unwrap();
        assert_eq!(of("# S\n\n  * [A](a.md)\n", "a.md").link("B [x] `c`", "b.md"), "  * [B \\[x\\] \\`c\\`](b.md)");
        assert_eq!(of("1. [A](a.md)\r\n", "a.md").link_below("B", "b c.md"), "   1. [B](<b c.md>)");
        assert_eq!(of("nav:\n  - A: a.md # first\n", "a.md").yaml("B: c", "b.md"), "  - \"B: c\": b.md");
        assert_eq!(of("nav:\n    - 'A: b': \"a.md\"\n", "a.md").yaml("It's", "b.md"), "    - 'It''s': \"b.md\"");
        assert_eq!(of("nav:\n- a.md\n", "a.md").yaml("No", "b.md"), "- b.md");
        assert_eq!(of("nav:\n- A: a.md\n", "a.md").yaml("No", "b.md"), "- \"No\": b.md");
    }

    #[test]
    fn what_is_no_line_of_a_list_takes_none() {
        for text in ["[A](a.md)\n", "nav: [a.md, b.md]\n", "-a.md", "- \n a.md", "12 a.md", "> - a.md"] {
            assert_eq!(line(text, "a.md"), None, "{text}");
        }
    }

    #[test]
    fn lines_keep_their_breaks() {
        let after = |text: &str| Insertion::after(text, Span::new(2, 3), "- b").unwrap();
        assert_eq!(after("- a\n- c\n"), Insertion { at: 4, text: "- b\n".to_owned() });
        assert_eq!(after("- a"), Insertion { at: 3, text: "\n- b".to_owned() });
    }
}
