//! mdBook's heading ids.

/// The id of a heading whose rendered text is `text`, as mdBook 0.4.52 makes it. Only ASCII letters are lower-cased.
pub fn slug(text: &str) -> String {
    // mdBook reads the rendered HTML and drops these three, which are escaped there, before it trims the ends.
    let text: String = text.chars().filter(|c| !matches!(c, '&' | '<' | '>')).collect();
    text.trim()
        .trim_start_matches('#')
        .trim()
        .chars()
        .filter_map(|c| match c {
            '_' | '-' => Some(c),
            c if c.is_alphanumeric() => Some(c.to_ascii_lowercase()),
            c => c.is_whitespace().then_some('-'),
        })
        .collect()
}

/// Whether mdBook 0.4.52 gives an id to the HTML heading in `source`: it looks for `<h2>`, at most with an id and then a class,
/// and for its end on the same line.
pub fn sees(source: &str) -> bool {
    let Some((tag, _)) = source.split_once('>').filter(|_| !source.contains('\n')) else { return false };
    let Some(rest) = tag.strip_prefix("<h").and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_digit())) else {
        return false;
    };
    let without = |rest: &'_ str, name: &str| -> Option<usize> {
        let value = rest.strip_prefix(name)?;
        Some(name.len() + value.find('"').filter(|&end| end > 0)? + 1)
    };
    let rest = without(rest, " id=\"").and_then(|end| rest.get(end..)).unwrap_or(rest);
    let rest = without(rest, " class=\"").and_then(|end| rest.get(end..)).unwrap_or(rest);
    rest.is_empty()
}

/// The id of a heading whose rendered text is `text`, as mdBook 0.5.4 makes it.
pub fn slug_5(text: &str) -> String {
    let keep = |c: char| match c {
        '_' | '-' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        c => c.is_whitespace().then_some('-'),
    };
    text.trim().to_lowercase().chars().filter_map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_html_are_seen_when_they_are_plain() {
        for (source, expected) in [
            ("<h2>A</h2>", true),
            ("<h2 id=\"a\" class=\"b c\">A</h2>", true),
            ("<h2 class=\"b\">A</h2>", true),
            ("<h2 class=\"b\" id=\"a\">A</h2>", false),
            ("<h2 align=\"center\">A</h2>", false),
            ("<h2 id=''>A</h2>", false),
            ("<h2>\nA</h2>", false),
            ("<H2>A</H2>", false),
            ("<h2", false),
        ] {
            assert_eq!(sees(source), expected, "{source}");
        }
    }

    #[test]
    fn what_changed_between_versions() {
        for (text, four, five) in [
            ("Überblick", "Überblick", "überblick"),
            ("ÜBER Älles", "Über-Älles", "über-älles"),
            ("R&D", "rd", "rd"),
            ("<Room> &", "room", "room-"),
            ("# 1", "1", "-1"),
            ("`--force`", "--force", "--force"),
            ("", "", ""),
        ] {
            assert_eq!((slug(text).as_str(), slug_5(text).as_str()), (four, five), "{text}");
        }
    }
}
