//! Values that a section or the configuration hands down to pages: `cascade`.

use super::{config::Found, names::Ident};
use crate::{page::front_matter::Node, text::Span};
use globset::{GlobBuilder, GlobMatcher};

/// Values for the pages that a target names.
#[derive(Clone, Debug, Default)]
pub(super) struct Cascade {
    path: Option<GlobMatcher>,
    kind: Option<GlobMatcher>,
    language: Option<GlobMatcher>,
    /// Whether the target says something that is not understood; nothing is handed down then.
    unclear: bool,
    /// What is handed down.
    pub values: Values,
}

/// The values of a page, or handed down to it, that decide whether and where it is served.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Values {
    pub draft: Option<(bool, Span)>,
    /// Whether it is rendered, and whether it is listed.
    pub build: Option<(Build, Span)>,
    pub headless: Option<(bool, Span)>,
}

/// `build` in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Build {
    pub rendered: bool,
    pub listed: bool,
}

impl Values {
    /// What a table says.
    pub(super) fn of(node: &Node) -> Self {
        let flag = |name: &str| {
            let entry = entry(node, name)?;
            Some((entry.1.as_str()?.eq_ignore_ascii_case("true"), entry.0))
        };
        let build = entry(node, "build").or_else(|| entry(node, "_build")).map(|(span, node)| {
            let says = |name: &str| entry(node, name).and_then(|(_, node)| node.as_str()).unwrap_or("always").to_lowercase();
            let (render, list) = (says("render"), says("list"));
            let build = Build {
                rendered: !matches!(render.as_str(), "never" | "link" | "false"),
                listed: !matches!(list.as_str(), "never" | "local" | "false"),
            };
            (build, span)
        });
        Self { draft: flag("draft"), build, headless: flag("headless") }
    }

    /// Takes over what is not said yet, with `place` for where it is said.
    pub(super) fn inherit(&mut self, other: &Self, place: Span) {
        self.draft = self.draft.or(other.draft.map(|(value, _)| (value, place)));
        self.build = self.build.or(other.build.map(|(value, _)| (value, place)));
        self.headless = self.headless.or(other.headless.map(|(value, _)| (value, place)));
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A value of a table and the place of its entry; keys are not told apart by case.
fn entry<'n>(node: &'n Node, name: &str) -> Option<(Span, &'n Node)> {
    let found = node.entries().iter().rev().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
    Some((found.key.to(found.value.span), &found.value))
}

/// The cascades in the configuration.
pub(super) fn of_config(found: Found<'_>) -> Vec<Cascade> {
    found.items().iter().filter_map(|item| read(item.node)).collect()
}

/// The cascades in front matter: one table, or a list of them.
pub(super) fn of_page(node: &Node) -> Vec<Cascade> {
    match node.as_list() {
        Some(items) => items.iter().filter_map(read).collect(),
        None => read(node).into_iter().collect(),
    }
}

/// One table; `None` when it hands down nothing of interest.
fn read(node: &Node) -> Option<Cascade> {
    let params = entry(node, "params").map(|(_, node)| Values::of(node));
    let mut values = Values::of(node);
    if let Some(params) = &params {
        values.inherit(params, Span::default());
    }
    if values.is_empty() {
        return None;
    }
    let target = entry(node, "target").or_else(|| entry(node, "_target")).map(|(_, node)| node);
    let mut cascade = Cascade { values, ..Cascade::default() };
    for found in target.map(Node::entries).unwrap_or_default() {
        let glob = found.value.as_str().and_then(glob);
        let place = match &*found.name.to_lowercase() {
            "path" => &mut cascade.path,
            "kind" => &mut cascade.kind,
            "lang" => &mut cascade.language,
            _ => {
                cascade.unclear = true;
                continue;
            }
        };
        cascade.unclear |= glob.is_none();
        *place = glob;
    }
    Some(cascade)
}

fn glob(pattern: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).case_insensitive(true).build().ok()?;
    Some(glob.compile_matcher())
}

impl Cascade {
    /// Whether a page of this kind, language code and name is meant.
    pub(super) fn meets(&self, ident: &Ident, kind: &str, language: &str) -> bool {
        !self.unclear
            && self.path.as_ref().is_none_or(|glob| glob.is_match(&ident.logical))
            && self.kind.as_ref().is_none_or(|glob| glob.is_match(kind))
            && self.language.as_ref().is_none_or(|glob| glob.is_match(language))
    }
}
