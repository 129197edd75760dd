//! The ids of the GOV.UK tech docs template (govuk_tech_docs 1 to 6, the same in all of them).

use rustc_hash::FxHashMap;

/// The id of a heading whose rendered text is `text`, before it is told apart from others. It is made from the HTML that
/// Redcarpet writes, where `&`, quotes and angle brackets are spelt out; whatever is no ASCII letter or digit becomes a dash.
/// Entities that the author typed keep their names: give `copy` for `&copy;`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut put = |c: Option<char>| match c {
        Some(c) => {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        }
        None => gap = true,
    };
    for c in text.chars() {
        let name = match c {
            '&' => "amp",
            '<' => "lt",
            '>' => "gt",
            '"' => "quot",
            '\'' => "39",
            c => {
                for lower in c.to_lowercase() {
                    put(Some(lower).filter(char::is_ascii_alphanumeric));
                }
                continue;
            }
        };
        put(None);
        name.chars().for_each(|c| put(Some(c)));
        put(None);
    }
    slug
}

/// The headings so far. A second equal id gets the id of the nearest heading of a higher level before it, and if that is no
/// help either, a number from 2 on.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The last heading of each level: how many came before it, and its id.
    last: [Option<(usize, String)>; 6],
    count: usize,
    /// Each id in use, with the last number tried after it.
    taken: FxHashMap<String, u64>,
}

impl Outline {
    /// The id of the next heading, of level 1 to 6.
    pub(super) fn assign(&mut self, slug: String, level: u8) -> String {
        let mut id = slug;
        if self.taken.contains_key(&id) {
            let above = self.last.iter().take(usize::from(level.saturating_sub(1)));
            if let Some((_, above)) = above.flatten().max_by_key(|(count, _)| *count) {
                id = format!("{above}-{id}");
            }
        }
        if let Some(&tried) = self.taken.get(&id) {
            let mut number = tried.max(1);
            let numbered = loop {
                number += 1;
                let numbered = format!("{id}-{number}");
                if !self.taken.contains_key(&numbered) {
                    break numbered;
                }
            };
            self.taken.insert(id, number);
            id = numbered;
        }
        self.taken.insert(id.clone(), 0);
        if let Some(last) = self.last.get_mut(usize::from(level.max(1)) - 1) {
            *last = Some((self.count, id.clone()));
        }
        self.count += 1;
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_template() {
        for (text, expected) in [
            ("The CDO's role & \"more\" — ünïcode", "the-cdo-39-s-role-amp-quot-more-quot-n-code"),
            ("C++ & C# / F#", "c-amp-c-f"),
            ("1. Numbered heading", "1-numbered-heading"),
            ("snake_case_word and CamelCase", "snake-case-word-and-camelcase"),
            ("日本語 見出し", ""),
            ("Ends with dash -", "ends-with-dash"),
            ("A < B > C", "a-lt-b-gt-c"),
            ("!!!", ""),
            ("", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn equal_headings_are_told_apart_by_what_is_above() {
        let mut outline = Outline::default();
        let ids: Vec<String> = [
            ("headings", 1),
            ("", 2),
            ("", 2),
            ("setext-one", 1),
            ("deep", 6),
            ("deep", 2),
            ("deep", 2),
            ("deep", 3),
            ("deep-2", 2),
            ("deep", 2),
            ("headings", 1),
        ]
        .into_iter()
        .map(|(slug, level)| outline.assign(slug.to_owned(), level))
        .collect();
        assert_eq!(
            ids,
            [
                "headings",
                "",
                "headings-",
                "setext-one",
                "deep",
                "setext-one-deep",
                "setext-one-deep-2",
                "setext-one-deep-2-deep",
                "deep-2",
                "setext-one-deep-3",
                "headings-2"
            ]
        );
    }
}
