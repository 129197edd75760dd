//! HonKit's heading ids (github-slugid 1.0).

/// What is left out: punctuation, and the signs that a Mac types with the option key.
const LEFT_OUT: &str = "[]!\"'#$%&()*+,./:;<=>?@\\^_`{|}~©∑®†“”‘’∂ƒ™℠…œŒ˚ºª•∆∞♥";

/// The id of a heading whose rendered text is `text`, as HonKit 6.1.7 (and GitBook 3) makes it. Equal headings get equal ids.
pub fn slug(text: &str) -> String {
    let kept = text.chars().filter(|c| !LEFT_OUT.contains(*c)).map(|c| if c == ' ' { '-' } else { c });
    let slug = kept.collect::<String>().to_lowercase();
    slug.strip_prefix('-').map_or_else(|| slug.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_that_honkit_made() {
        for (text, expected) in [
            ("Use --force_it & co", "use---forceit--co"),
            ("At \"ten\" – or so...", "at-ten-–-or-so"),
            ("🚲 Wheels", "🚲-wheels"),
            ("© and ™ and œuvre", "and--and-uvre"),
            ("ÜBERMUT Tut Gut", "übermut-tut-gut"),
            ("日本語 の 見出し", "日本語-の-見出し"),
            ("C++ / C#", "c--c"),
            ("Before -- and after", "before----and-after"),
            ("", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }
}
