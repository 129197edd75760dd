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
