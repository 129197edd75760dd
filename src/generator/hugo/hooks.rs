//! What becomes of links, images and headings: Hugo's own render hooks, and those of the site and its themes, as far as their
//! templates tell.

use super::config::Config;
use crate::{generator::Files, path::SitePath};

/// What becomes of the destination of a Markdown link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LinkHook {
    /// It is printed as it is.
    #[default]
    None,
    /// It is looked up as a page first, by Hugo's embedded hook.
    Embedded,
    /// It is looked up as a page first, by another hook, or by one of which no more is known.
    Pages,
    /// Only running the template would tell.
    Unknown,
}

/// What becomes of the address of a Markdown image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ImageHook {
    /// It is printed as it is.
    #[default]
    None,
    /// It is looked up among the files of the page and in the assets first.
    Files,
    /// Only running the template would tell.
    Unknown,
}

/// What the templates do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hooks {
    pub links: LinkHook,
    pub images: ImageHook,
    /// Whether headings get ids that only running a template would tell.
    pub headings_computed: bool,
}

/// Where templates are, the site's own first; and what is known of themes whose templates are not in the repository.
#[derive(Clone, Copy, Debug)]
pub(super) struct Templates<'t> {
    pub layouts: &'t [SitePath],
    /// Whether a theme is in use that nothing is known of.
    pub unknown_theme: bool,
    /// Whether a theme whose templates are not there has a hook that looks pages up.
    pub theme_looks_up: bool,
}

/// What becomes of links, images and headings. `several` says whether the site has several languages on one host.
pub(super) fn read(files: &dyn Files, config: &Config, templates: Templates<'_>, several: bool) -> Hooks {
    let embedded = |what: &str| {
        let hook = ["markup", "goldmark", "renderhooks", what];
        let says = config.str(&[&hook[..], &["useembedded"]].concat()).map(str::to_lowercase);
        let default = config.flag(&[&hook[..], &["enabledefault"]].concat());
        match (says.as_deref(), default) {
            (Some("always"), _) => Embedded::Always,
            (Some("never"), _) | (None, Some(false)) => Embedded::Never,
            (Some("fallback"), _) | (None, Some(true)) => Embedded::Fallback,
            _ if several && config.flag(&["markup", "goldmark", "duplicateresourcefiles"]) != Some(true) => Embedded::Fallback,
            _ => Embedded::Never,
        }
    };
    let links = match (embedded("link"), texts(files, templates.layouts, "render-link")) {
        (Embedded::Always, _) => LinkHook::Embedded,
        (_, texts) if !texts.is_empty() => {
            let mut each = texts.iter().map(|text| link_hook(text));
            let first = each.next().unwrap_or_default();
            if each.all(|hook| hook == first) { first } else { LinkHook::Unknown }
        }
        (Embedded::Fallback, _) if !templates.unknown_theme && !templates.theme_looks_up => LinkHook::Embedded,
        (Embedded::Fallback, _) => LinkHook::Pages,
        // A hook that nobody here has seen leaves addresses alone or looks pages up; what neither explains is dead.
        (Embedded::Never, _) if templates.unknown_theme || templates.theme_looks_up => LinkHook::Pages,
        (Embedded::Never, _) => LinkHook::None,
    };
    let images = match (embedded("image"), texts(files, templates.layouts, "render-image")) {
        (Embedded::Always, _) => ImageHook::Files,
        (_, texts) if !texts.is_empty() => match texts.iter().all(|text| leaves_alone(text)) {
            true => ImageHook::None,
            false => ImageHook::Unknown,
        },
        (Embedded::Fallback, _) => ImageHook::Files,
        (Embedded::Never, _) if templates.unknown_theme => ImageHook::Unknown,
        (Embedded::Never, _) => ImageHook::None,
    };
    let headings = texts(files, templates.layouts, "render-heading");
    Hooks { links, images, headings_computed: headings.iter().any(|text| !keeps_anchor(text)) }
}

enum Embedded {
    Always,
    Never,
    Fallback,
}

/// The templates of a hook: the site's own, else those of its themes.
fn texts(files: &dyn Files, layouts: &[SitePath], name: &str) -> Vec<String> {
    for folder in layouts {
        let of_hook = |path: &&SitePath| {
            path.file_name().starts_with(name)
                && path.extension() == "html"
                && path.file_name()[name.len()..].starts_with('.')
                && path.parent().file_name() == "_markup"
        };
        let found = files.below(folder.as_str()).filter(of_hook);
        let texts: Vec<_> = found.map(|path| files.read(path.as_str()).unwrap_or_default()).collect();
        if !texts.is_empty() {
            return texts.iter().map(|text| without_comments(text)).collect();
        }
    }
    Vec::new()
}

/// A template without its comments.
pub(super) fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = ["{{/*", "{{- /*"].iter().filter_map(|open| rest.find(open)).min() {
        kept.push_str(&rest[..start]);
        // An open comment goes on to the end.
        let Some(end) = rest[start..].find("*/") else { return kept };
        let after = &rest[start + end + 2..];
        rest = after.split_once("}}").map_or("", |(_, rest)| rest);
    }
    kept.push_str(rest);
    kept
}

fn link_hook(text: &str) -> LinkHook {
    let looks_up = ["GetPage", "relref", "RelRef", ".Ref ", " ref "].iter().any(|call| text.contains(call));
    if looks_up && compares_with_own_words(text) {
        LinkHook::Unknown
    } else if looks_up {
        LinkHook::Pages
    } else if leaves_alone(text) {
        LinkHook::None
    } else {
        LinkHook::Unknown
    }
}

/// Whether a hook prints the destination as it is.
fn leaves_alone(text: &str) -> bool {
    const CHANGES: [&str; 17] = [
        "replace",
        "relURL",
        "absURL",
        "LangURL",
        "Trim",
        "trim",
        "printf",
        "path.",
        "partial",
        "JoinPath",
        "lower",
        "Get",
        "Resources",
        "resources",
        "template",
        "return",
        "slice",
    ];
    text.contains(".Destination") && !CHANGES.iter().any(|call| text.contains(call))
}

/// Whether a hook knows destinations of its own making (`if eq .Destination "glossary"`).
fn compares_with_own_words(text: &str) -> bool {
    const USUAL: [&str; 14] =
        ["", "http", "https", "http:", "https:", "http://", "https://", "mailto:", "tel:", "#", "/", "./", "../", ".md"];
    const CALLS: [&str; 9] =
        ["HasPrefix", "hasPrefix", "HasSuffix", "hasSuffix", "eq ", "findRE", "replaceRE", "replace ", "strings.Contains"];
    text.split("{{").skip(1).filter_map(|tag| tag.split("}}").next()).any(|tag| {
        CALLS.iter().any(|call| tag.contains(call))
            && (tag.contains("estination") || tag.contains("$u") || tag.contains("$path") || tag.contains("$dest"))
            && tag.split('"').skip(1).step_by(2).chain(tag.split('`').skip(1).step_by(2)).any(|word| !USUAL.contains(&word))
    })
}

/// Whether a hook gives a heading the id that Hugo made.
fn keeps_anchor(text: &str) -> bool {
    text.contains(".Anchor") || text.contains("\"td/render-heading") || text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hooks_are_told_by_what_they_call() {
        let plain =
            r#"<a href="{{ .Destination | safeURL }}"{{ if strings.HasPrefix .Destination "http" }} target="_blank"{{ end }}>"#;
        assert_eq!(link_hook(plain), LinkHook::None);
        assert_eq!(link_hook("{{ with .Page.GetPage $u.Path }}"), LinkHook::Pages);
        assert_eq!(link_hook("{{ if eq $u.Path \"g\" }}{{ else }}{{ with .Page.GetPage $u.Path }}"), LinkHook::Unknown);
        assert_eq!(link_hook("<a href=\"{{ .Destination | relURL }}\">"), LinkHook::Unknown);
        assert_eq!(link_hook(""), LinkHook::Unknown);
        assert!(keeps_anchor("<h{{ .Level }} id=\"{{ .Anchor }}\">") && !keeps_anchor("<h2 id=\"{{ anchorize .Text }}\">"));
        assert_eq!(without_comments("a{{/* GetPage */}}b{{- /* c */ -}}d{{/*"), "abd");
    }
}
