//! Which shortcodes there are, and what they print: from their templates.

use super::{config::join, hooks::without_comments, themes};
use crate::{
    generator::{Files, Pairing, TemplateTag, TemplateTags},
    path::SitePath,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The shortcodes of a site, by name.
#[derive(Debug, Default)]
pub(super) struct Shortcodes {
    known: FxHashMap<Box<str>, Shortcode>,
    /// Whether a theme may bring more.
    open: bool,
    /// Names of those that have a template of their own here.
    templates: FxHashSet<Box<str>>,
}

/// What a shortcode does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shortcode {
    /// What it makes of what stands between its tags.
    pub inside: Inside,
    /// Whether it may print headings or ids of its own.
    pub opaque: bool,
}

/// What a shortcode makes of what stands between its tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// It has no inside.
    None,
    /// It is no Markdown: code, data, HTML.
    Verbatim,
    /// It is read as Markdown.
    Markdown,
    /// Only running its template would tell.
    Unknown,
}

/// Reads the templates in these folders (the site's own first), and adds what is known of themes that are not there.
pub(super) fn read(files: &dyn Files, layouts: &[SitePath], theme_names: &[String], open: bool) -> Shortcodes {
    let mut known: FxHashMap<Box<str>, Shortcode> = FxHashMap::default();
    for folder in layouts {
        for place in ["_shortcodes", "shortcodes"] {
            let place = join(folder.as_str(), place);
            for path in files.below(&place) {
                let Some(name) = path.below(&place).and_then(name_of) else { continue };
                if !known.contains_key(name.as_str()) {
                    let shortcode = files.read(path.as_str()).map_or(UNKNOWN, |text| of_template(&text));
                    known.insert(name.into(), shortcode);
                }
            }
        }
    }
    let templates = known.keys().cloned().collect();
    for (name, shortcode) in theme_names.iter().flat_map(|theme| themes::shortcodes(theme)).chain(EMBEDDED) {
        known.entry((*name).into()).or_insert(*shortcode);
    }
    Shortcodes { known, open, templates }
}

/// Nothing is known of it.
pub(super) const UNKNOWN: Shortcode = Shortcode { inside: Inside::Unknown, opaque: true };

const fn prints(inside: Inside) -> Shortcode {
    Shortcode { inside, opaque: false }
}

/// Hugo's own, as of 0.168; some are gone from later versions and stood in earlier ones.
const EMBEDDED: &[(&str, Shortcode)] = &[
    ("comment", prints(Inside::Verbatim)),
    ("details", prints(Inside::Markdown)),
    ("figure", prints(Inside::None)),
    ("gist", prints(Inside::None)),
    ("highlight", prints(Inside::Verbatim)),
    ("instagram", prints(Inside::None)),
    ("param", prints(Inside::None)),
    ("qr", prints(Inside::Verbatim)),
    ("ref", prints(Inside::None)),
    ("relref", prints(Inside::None)),
    ("tweet", prints(Inside::None)),
    ("twitter", prints(Inside::None)),
    ("vimeo", prints(Inside::None)),
    ("x", prints(Inside::None)),
    ("youtube", prints(Inside::None)),
];

/// `team/card` of `team/card.html`; further parts of the name are a language or an output format.
fn name_of(below: &str) -> Option<String> {
    let (folder, file) = below.rsplit_once('/').map_or(("", below), |(folder, file)| (folder, file));
    let base = file.split('.').next().filter(|base| !base.is_empty() && base.len() < file.len())?;
    Some(join(folder, base))
}

/// What a template does, told by what it calls.
fn of_template(text: &str) -> Shortcode {
    let text = without_comments(text);
    if text.trim().is_empty() {
        return UNKNOWN;
    }
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let renders = says(&["markdownify", "RenderString", "RenderShortcodes", "\"partial", "partial "]);
    let inside = if !says(&[".Inner"]) {
        Inside::None
    } else if renders {
        Inside::Markdown
    } else if says(&["highlight", "Unmarshal", "htmlEscape", "safeJS", "<pre", "<code", "<script", "<svg"]) {
        Inside::Verbatim
    } else {
        Inside::Unknown
    };
    let heading =
        text.match_indices("<h").any(|(at, _)| text.as_bytes().get(at + 2).is_some_and(|c| matches!(c, b'1'..=b'6' | b'{')));
    let line = text.lines().any(|line| line.trim_start().starts_with('#'));
    let opaque = heading
        || line
        || says(&[
            "id=",
            "id =",
            ".Content",
            "readFile",
            "ReadFile",
            "partial",
            "template ",
            "RenderShortcodes",
            "Fragments",
            "GetRemote",
            "safeHTML",
            "attr",
        ])
        || renders && !says(&[".Inner", ".Get"]);
    Shortcode { inside, opaque }
}

impl Shortcodes {
    /// What is known of a shortcode.
    pub(super) fn get(&self, name: &str) -> Option<Shortcode> {
        self.known.get(name).copied()
    }

    /// Whether a template of the site stands in for one of Hugo's own.
    pub(super) fn is_replaced(&self, name: &str) -> bool {
        self.templates.contains(name)
    }

    /// The names of those whose inside is no Markdown when they are written `{{< >}}`.
    pub(super) fn verbatim(&self) -> Vec<Box<str>> {
        let verbatim = self.known.iter().filter(|(_, shortcode)| shortcode.inside == Inside::Verbatim);
        let mut names: Vec<_> = verbatim.map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    }

    /// What rules about template tags want to know.
    pub(super) fn tags(&self) -> TemplateTags {
        let pairing = |shortcode: &Shortcode| match shortcode.inside {
            Inside::None => Pairing::Single,
            Inside::Unknown if shortcode.opaque => Pairing::Either,
            _ => Pairing::Paired,
        };
        let tag = |shortcode: &Shortcode| TemplateTag { pairing: pairing(shortcode), opaque: shortcode.opaque };
        let known = self.known.iter().map(|(name, shortcode)| (name.to_string(), tag(shortcode))).collect();
        TemplateTags { known, complete: !self.open, ..TemplateTags::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_say_what_they_print() {
        for (template, inside, opaque) in [
            ("<div class=\"note\">{{ .Inner | markdownify }}</div>", Inside::Markdown, false),
            ("{{ highlight .Inner \"toml\" }}", Inside::Verbatim, false),
            ("<a class=\"button\" href=\"{{ .Get 0 }}\">{{ .Get 1 }}</a>", Inside::None, false),
            ("## {{ .Get 0 }}", Inside::None, true),
            ("<h{{ .Get 0 }}>", Inside::None, true),
            ("{{ .Page.GetPage \"x\" | .Content }}", Inside::None, true),
            ("<div>{{ .Inner }}</div>", Inside::Unknown, false),
        ] {
            assert_eq!(of_template(template), Shortcode { inside, opaque }, "{template}");
        }
        assert_eq!(of_template(" "), UNKNOWN);
        assert_eq!(name_of("team/card.html").as_deref(), Some("team/card"));
        assert_eq!(name_of("a.ja.html").as_deref(), Some("a"));
        assert_eq!(name_of(".html"), None);
    }
}
