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
