//! mkdocs-static-i18n (1.3): translations by suffix (`a.fr.md`) or by folder (`fr/a.md`).

use super::{
    Settings,
    config::{option, option_is_on, text},
    place,
};
use crate::{
    generator::{Facts, Locale, Origin, Placement, Route},
    page::{Page, front_matter::Node},
};
use rustc_hash::FxHashSet;

/// The languages and how files name them.
#[derive(Debug)]
pub(super) struct Languages {
    /// Whether a suffix names the language, not a folder.
    by_suffix: bool,
    /// Whether a page that is not translated is shown in the other languages as it is.
    falls_back: bool,
    codes: Vec<String>,
    default: usize,
}

impl Languages {
    pub(super) fn read(options: Option<&Node>, facts: &mut Facts, file: &str) -> Option<Self> {
        let listed = option(options, "languages")?.as_list()?;
        let mut found = Self {
            by_suffix: option(options, "docs_structure").and_then(text) != Some("folder"),
            falls_back: option_is_on(options, "fallback_to_default", true),
            codes: Vec::new(),
            default: 0,
        };
        for language in listed {
            let Some(code) = option(Some(language), "locale").and_then(text).filter(|code| *code != "null") else { continue };
            if !option_is_on(Some(language), "build", true) {
                continue;
            }
            if option_is_on(Some(language), "default", false) {
                found.default = found.codes.len();
            }
            found.codes.push(code.to_owned());
        }
        if found.codes.is_empty() {
            return None;
        }
        let locale = |at: usize| Locale { code: found.codes[at].clone(), url: found.url(at), source: at == found.default };
        facts.locales.learn((0..found.codes.len()).map(locale).collect(), Origin::File(file.to_owned()));
        Some(found)
    }

    /// What the addresses of a language begin with.
    fn url(&self, at: usize) -> String {
        if at == self.default { String::new() } else { format!("/{}", self.codes[at]) }
    }

    /// The language of a file, and its path without it.
    fn split(&self, source: &str) -> (usize, String) {
        if self.by_suffix {
            let named = source.rsplit_once('.').and_then(|(rest, extension)| {
                let (rest, code) = rest.rsplit_once('.')?;
                let at = self.codes.iter().position(|known| known == code)?;
                Some((at, format!("{rest}.{extension}")))
            });
            return named.unwrap_or((self.default, source.to_owned()));
        }
        let named = source.split_once('/').and_then(|(folder, rest)| {
            let at = self.codes.iter().position(|code| code == folder)?;
            Some((at, rest.to_owned()))
        });
        named.unwrap_or((self.default, source.to_owned()))
    }

    pub(super) fn place(&self, settings: &Settings, source: &str, placement: &mut Placement) {
        let (at, plain) = self.split(source);
        placement.locale = u16::try_from(at).ok();
        placement.route = Route::At(format!("{}{}", self.url(at), place::address(settings, &plain)));
        placement.translation = plain;
    }

    /// Pages without translation are shown in the other languages too.
    pub(super) fn fall_back(&self, settings: &Settings, placements: &mut [Placement]) {
        if !self.falls_back {
            return;
        }
        let known: FxHashSet<(u16, String)> =
            placements.iter().filter_map(|found| Some((found.locale?, found.translation.clone()))).collect();
        for placement in placements.iter_mut().filter(|found| found.locale == u16::try_from(self.default).ok()) {
            if placement.withheld.is_some() || placement.route == Route::None {
                continue;
            }
            for at in (0..self.codes.len()).filter(|at| *at != self.default) {
                if u16::try_from(at).is_ok_and(|at| !known.contains(&(at, placement.translation.clone()))) {
                    placement.also.push(format!("{}{}", self.url(at), place::address(settings, &placement.translation)));
                }
            }
        }
    }

    /// The files that a link may mean, in the order in which they are looked for: of the page's own language first.
    pub(super) fn candidates(&self, facts: &Facts, page: &Page, file: &str) -> Vec<String> {
        let Some((_, source)) = facts.in_content(&page.path) else { return Vec::new() };
        let own = &self.codes[self.split(source).0];
        let default = &self.codes[self.default];
        if self.by_suffix {
            let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
            return vec![format!("{stem}.{own}.{extension}"), format!("{stem}.{default}.{extension}"), file.to_owned()];
        }
        let docs = facts.content_root();
        let below =
            if docs.is_empty() { file } else { file.strip_prefix(docs).map_or(file, |rest| rest.trim_start_matches('/')) };
        let (at, plain) = self.split(below);
        let in_docs = |path: String| if docs.is_empty() { path } else { format!("{docs}/{path}") };
        let mut found = vec![file.to_owned()];
        if below.starts_with(&format!("{}/", self.codes[at])) {
            let other = if at == self.default { own } else { default };
            found.push(in_docs(format!("{other}/{plain}")));
            found.push(in_docs(plain));
        } else {
            found.push(in_docs(format!("{own}/{below}")));
            found.push(in_docs(format!("{default}/{below}")));
        }
        found
    }
}
