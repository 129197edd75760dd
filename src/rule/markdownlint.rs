//! What markdownlint calls its rules: numbers, aliases, and the tags that name several rules at once.
//!
//! Of markdownlint 0.42.1. Its comments and settings may use any of these names, in upper or lower case.

/// A rule of markdownlint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// Its number: `MD013`.
    pub number: &'static str,
    /// Its aliases: `line-length`.
    pub aliases: &'static [&'static str],
    /// The tags it is under: `line_length`.
    pub tags: &'static [&'static str],
}

impl Counterpart {
    /// The rule with this number or alias; upper and lower case do not count.
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|one| one.is_called(name))
    }

    /// The rule with this number, as markdownlint writes it.
    pub fn of_number(number: &str) -> Option<&'static Self> {
        ALL.binary_search_by_key(&number, |one| one.number).ok().and_then(|at| ALL.get(at))
    }

    /// The rules under this tag, or the one with this number or alias; none when the name is markdownlint's in no way.
    pub fn meant_by(name: &str) -> impl Iterator<Item = &'static Self> + use<'_> {
        ALL.iter().filter(move |one| one.is_called(name) || one.tags.iter().any(|tag| tag.eq_ignore_ascii_case(name)))
    }

    fn is_called(&self, name: &str) -> bool {
        self.number.eq_ignore_ascii_case(name) || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    }
}

/// A row of [`ALL`].
const fn rule(number: &'static str, aliases: &'static [&'static str], tags: &'static [&'static str]) -> Counterpart {
    Counterpart { number, aliases, tags }
}

/// All rules of markdownlint, by number.
pub static ALL: [Counterpart; 53] = [
    rule("MD001", &["heading-increment"], &["headings"]),
    rule("MD003", &["heading-style"], &["headings"]),
    rule("MD004", &["ul-style"], &["bullet", "ul"]),
    rule("MD005", &["list-indent"], &["bullet", "ul", "indentation"]),
    rule("MD007", &["ul-indent"], &["bullet", "ul", "indentation"]),
    rule("MD009", &["no-trailing-spaces"], &["whitespace"]),
    rule("MD010", &["no-hard-tabs"], &["whitespace", "hard_tab"]),
    rule("MD011", &["no-reversed-links"], &["links"]),
    rule("MD012", &["no-multiple-blanks"], &["whitespace", "blank_lines"]),
    rule("MD013", &["line-length"], &["line_length"]),
    rule("MD014", &["commands-show-output"], &["code"]),
    rule("MD018", &["no-missing-space-atx"], &["headings", "atx", "spaces"]),
    rule("MD019", &["no-multiple-space-atx"], &["headings", "atx", "spaces"]),
    rule("MD020", &["no-missing-space-closed-atx"], &["headings", "atx_closed", "spaces"]),
    rule("MD021", &["no-multiple-space-closed-atx"], &["headings", "atx_closed", "spaces"]),
    rule("MD022", &["blanks-around-headings"], &["headings", "blank_lines"]),
    rule("MD023", &["heading-start-left"], &["headings", "spaces"]),
    rule("MD024", &["no-duplicate-heading"], &["headings"]),
    rule("MD025", &["single-title", "single-h1"], &["headings"]),
    rule("MD026", &["no-trailing-punctuation"], &["headings"]),
    rule("MD027", &["no-multiple-space-blockquote"], &["blockquote", "whitespace", "indentation"]),
    rule("MD028", &["no-blanks-blockquote"], &["blockquote", "whitespace"]),
    rule("MD029", &["ol-prefix"], &["ol"]),
    rule("MD030", &["list-marker-space"], &["ol", "ul", "whitespace"]),
    rule("MD031", &["blanks-around-fences"], &["code", "blank_lines"]),
    rule("MD032", &["blanks-around-lists"], &["bullet", "ul", "ol", "blank_lines"]),
    rule("MD033", &["no-inline-html"], &["html"]),
    rule("MD034", &["no-bare-urls"], &["links", "url"]),
    rule("MD035", &["hr-style"], &["hr"]),
    rule("MD036", &["no-emphasis-as-heading"], &["headings", "emphasis"]),
    rule("MD037", &["no-space-in-emphasis"], &["whitespace", "emphasis"]),
    rule("MD038", &["no-space-in-code"], &["whitespace", "code"]),
    rule("MD039", &["no-space-in-links"], &["whitespace", "links"]),
    rule("MD040", &["fenced-code-language"], &["code", "language"]),
    rule("MD041", &["first-line-heading", "first-line-h1"], &["headings"]),
    rule("MD042", &["no-empty-links"], &["links"]),
    rule("MD043", &["required-headings"], &["headings"]),
    rule("MD044", &["proper-names"], &["spelling"]),
    rule("MD045", &["no-alt-text"], &["accessibility", "images"]),
    rule("MD046", &["code-block-style"], &["code"]),
    rule("MD047", &["single-trailing-newline"], &["blank_lines"]),
    rule("MD048", &["code-fence-style"], &["code"]),
    rule("MD049", &["emphasis-style"], &["emphasis"]),
    rule("MD050", &["strong-style"], &["emphasis"]),
    rule("MD051", &["link-fragments"], &["links"]),
    rule("MD052", &["reference-links-images"], &["images", "links"]),
    rule("MD053", &["link-image-reference-definitions"], &["images", "links"]),
    rule("MD054", &["link-image-style"], &["images", "links"]),
    rule("MD055", &["table-pipe-style"], &["table"]),
    rule("MD056", &["table-column-count"], &["table"]),
    rule("MD058", &["blanks-around-tables"], &["table"]),
    rule("MD059", &["descriptive-link-text"], &["accessibility", "links"]),
    rule("MD060", &["table-column-style"], &["table"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_rule_or_those_under_a_tag() {
        let numbers = |name| Counterpart::meant_by(name).map(|one| one.number).collect::<Vec<_>>();
        assert_eq!(numbers("Line-Length"), ["MD013"]);
        assert_eq!(numbers("line_length"), ["MD013"]);
        assert_eq!(numbers("ATX_closed"), ["MD020", "MD021"]);
        assert_eq!(numbers("MD002"), [""; 0]);
        assert_eq!(Counterpart::named("single-h1").map(|one| one.number), Some("MD025"));
        assert_eq!(Counterpart::named("whitespace"), None, "a tag is no rule");
        assert!(ALL.is_sorted_by(|a, b| a.number < b.number));
    }
}
