//! What is known of themes in wide use when their templates are not in the repository: read in their own sources.

use super::shortcodes::{Inside, Shortcode};

/// A theme.
#[derive(Debug)]
pub(super) struct Theme {
    /// What the path of its module, or the name of its folder, ends with.
    names: &'static [&'static str],
    /// Whether its link hook looks pages up.
    pub looks_up: bool,
    shortcodes: &'static [(&'static str, Shortcode)],
}

const fn prints(inside: Inside) -> Shortcode {
    Shortcode { inside, opaque: false }
}

const fn may_print_ids(inside: Inside) -> Shortcode {
    Shortcode { inside, opaque: true }
}

/// The themes, as they were in 2026: Docsy 0.13, Hextra 0.12, Book 13, Relearn 8.
const ALL: [Theme; 5] = [
    // Bootstrap and icons, which Docsy's sites import: no templates for content.
    Theme { names: &["google/docsy/dependencies"], looks_up: false, shortcodes: &[] },
    Theme {
        names: &["google/docsy", "google/docsy/theme", "docsy", "docsy/theme"],
        looks_up: false,
        shortcodes: &[
            ("_param", prints(Inside::None)),
            ("alert", prints(Inside::Unknown)),
            ("blocks/cover", may_print_ids(Inside::Unknown)),
            ("blocks/feature", prints(Inside::Unknown)),
            ("blocks/lead", may_print_ids(Inside::Unknown)),
            ("blocks/link-down", prints(Inside::None)),
            ("blocks/section", may_print_ids(Inside::Unknown)),
            ("card", prints(Inside::Unknown)),
            ("card-code", prints(Inside::Verbatim)),
            ("cardpane", prints(Inside::Unknown)),
            ("conditional-text", prints(Inside::Unknown)),
            ("iframe", may_print_ids(Inside::None)),
            ("imgproc", prints(Inside::Unknown)),
            ("pageinfo", prints(Inside::Unknown)),
            ("readfile", may_print_ids(Inside::None)),
            ("redoc", may_print_ids(Inside::None)),
            ("swaggerui", may_print_ids(Inside::None)),
            ("tab", may_print_ids(Inside::Unknown)),
            ("tabpane", may_print_ids(Inside::Unknown)),
        ],
    },
    Theme {
        names: &["imfing/hextra", "hextra"],
        looks_up: true,
        shortcodes: &[
            ("asciinema", prints(Inside::None)),
            ("badge", prints(Inside::None)),
            ("callout", prints(Inside::Markdown)),
            ("card", prints(Inside::None)),
            ("cards", prints(Inside::Unknown)),
            ("details", prints(Inside::Markdown)),
            ("filetree/container", prints(Inside::Unknown)),
            ("filetree/file", prints(Inside::None)),
            ("filetree/folder", prints(Inside::Unknown)),
            ("icon", prints(Inside::None)),
            ("include", may_print_ids(Inside::None)),
            ("jupyter", may_print_ids(Inside::None)),
            ("pdf", prints(Inside::None)),
            ("steps", prints(Inside::Unknown)),
            ("tab", may_print_ids(Inside::Markdown)),
            ("tabs", may_print_ids(Inside::Unknown)),
        ],
    },
    Theme {
        names: &["alex-shpak/hugo-book", "hugo-book", "book"],
        looks_up: true,
        shortcodes: &[
            ("asciinema", prints(Inside::None)),
            ("button", prints(Inside::Unknown)),
            ("columns", prints(Inside::Markdown)),
            ("details", prints(Inside::Markdown)),
            ("expand", prints(Inside::Markdown)),
            ("hint", prints(Inside::Markdown)),
            ("html", prints(Inside::Verbatim)),
            ("i18n", prints(Inside::None)),
            ("image", may_print_ids(Inside::None)),
            ("katex", prints(Inside::Verbatim)),
            ("mermaid", prints(Inside::Verbatim)),
            ("openapi", may_print_ids(Inside::None)),
            ("section", may_print_ids(Inside::None)),
            ("steps", prints(Inside::Markdown)),
            ("tab", may_print_ids(Inside::Markdown)),
            ("tabs", may_print_ids(Inside::Unknown)),
        ],
    },
    Theme {
        names: &["mcshelby/hugo-theme-relearn", "hugo-theme-relearn", "relearn"],
        looks_up: true,
        shortcodes: &[
            ("attachments", prints(Inside::None)),
            ("badge", prints(Inside::Unknown)),
            ("button", prints(Inside::Unknown)),
            ("children", may_print_ids(Inside::None)),
            ("expand", prints(Inside::Markdown)),
            ("icon", prints(Inside::None)),
            ("include", may_print_ids(Inside::None)),
            ("math", prints(Inside::Verbatim)),
            ("mermaid", prints(Inside::Verbatim)),
            ("notice", prints(Inside::Markdown)),
            ("openapi", may_print_ids(Inside::None)),
            ("resources", prints(Inside::None)),
            ("siteparam", prints(Inside::None)),
            ("tab", may_print_ids(Inside::Markdown)),
            ("tabs", may_print_ids(Inside::Unknown)),
        ],
    },
];

/// The theme that a module's path or a folder's name stands for. A version at its end does not count.
pub(super) fn known(name: &str) -> Option<&'static Theme> {
    let name = name.to_ascii_lowercase();
    let name = name.trim_end_matches('/');
    let name = match name.rsplit_once("/v") {
        Some((rest, version)) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => name,
    };
    let is = |known: &&str| name == *known || name.strip_suffix(*known).is_some_and(|rest| rest.ends_with('/'));
    // The longest name decides: `docsy/dependencies` is not Docsy.
    let best = |theme: &Theme| theme.names.iter().filter(|name| is(name)).map(|name| name.len()).max();
    ALL.iter().filter(|theme| best(theme).is_some()).max_by_key(|theme| best(theme))
}

/// The shortcodes of a theme that is known.
pub(super) fn shortcodes(name: &str) -> &'static [(&'static str, Shortcode)] {
    known(name).map_or(&[], |theme| theme.shortcodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_known_by_module_or_folder() {
        assert!(known("github.com/imfing/hextra").is_some_and(|theme| theme.looks_up));
        assert!(known("docsy").is_some_and(|theme| !theme.shortcodes.is_empty()));
        assert!(known("github.com/google/docsy/dependencies").is_some_and(|theme| theme.shortcodes.is_empty()));
        assert!(known("github.com/google/docsy/v2").is_some());
        assert!(known("example.org/docsy-extended").is_none());
    }
}
