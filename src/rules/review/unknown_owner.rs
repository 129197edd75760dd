//! An owner that nobody knows.

use super::listed;
use crate::{
    config::{ReviewSettings, Set, Source},
    diagnostic::{Fix, Label},
    generator::{
        PageId,
        codeowners::{CodeOwners, Host},
    },
    page::Page,
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::{Site, folded_owner},
    text::{Span, nearest},
};
use rustc_hash::FxHashSet;
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UnknownOwner>("review/unknown-owner", include_str!("../../../rules/review/unknown-owner.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnknownOwner {}

/// So many names are told when none is near.
const SHOWN: usize = 8;

/// For so many names a near one is looked for; to compare more of them with every owner takes too long.
const COMPARED: usize = 200;

impl SiteRule for UnknownOwner {
    fn reads(&self, site: &Site) -> Vec<SitePath> {
        let sources = site.facts.reviews.settings.iter().flat_map(|settings| settings.owners.iter().flatten());
        let file = |set: &Set<Source>| match &set.value {
            Source::Data(path, _) | Source::Owners(Some(path)) => Some(path.clone()),
            _ => None,
        };
        sources.filter_map(file).collect()
    }

    fn check(&self, site: &Site, report: &mut Report) {
        for settings in site.facts.reviews.settings.iter().filter(|settings| settings.owners.is_some()) {
            if let Some(mut owners) = Owners::new(site, settings, report) {
                for (id, entry) in site.pages.iter().enumerate() {
                    let about = site.owner_sources(&entry.page).is_some_and(|(about, _)| std::ptr::eq(about, settings));
                    if about && entry.placement.withheld.is_none() {
                        owners.check(site, id as PageId, report);
                    }
                }
            }
        }
    }
}

/// Everybody who can own a page.
struct Owners<'s> {
    settings: &'s ReviewSettings,
    /// Where they stand, in words.
    places: String,
    span: Span,
    names: Vec<String>,
    /// The names as they are compared.
    known: FxHashSet<String>,
    compared: usize,
}

impl<'s> Owners<'s> {
    /// `None` where somebody may be missing because a file cannot be read, which is told.
    fn new(site: &Site, settings: &'s ReviewSettings, report: &mut Report) -> Option<Self> {
        let sources = settings.owners.as_deref()?;
        let mut names: Vec<String> = Vec::new();
        for source in sources {
            match read(site, &source.value) {
                Ok(Some(more)) => names.extend(more),
                Ok(None) => return None,
                Err(reason) => {
                    let message = format!("owners cannot be looked up in `{}`: {reason}", source.value);
                    report.add(&settings.file, source.span, message);
                    return None;
                }
            }
        }
        let places = sources.iter().map(|source| source.value.to_string()).collect::<Vec<_>>();
        let places = listed(places.iter().map(String::as_str), "or");
        let mut known: FxHashSet<String> = FxHashSet::default();
        for name in &names {
            let folded = folded_owner(name);
            known.extend(folded.rsplit_once('/').map(|(_, team)| team.to_owned()));
            known.insert(folded);
        }
        let mut seen = FxHashSet::default();
        names.retain(|name| seen.insert(name.clone()));
        let span = sources.iter().map(|source| source.span).reduce(Span::to)?;
        Some(Self { settings, places, span, names, known, compared: 0 })
    }

    fn check(&mut self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        for (name, span) in site.owners(id).names {
            let Some(span) = span else { continue };
            let folded = folded_owner(name);
            if self.known.contains(&folded) || folded.is_empty() {
                continue;
            }
            let finding = report.add(&page.path, span, format!("there is no `{name}` in {}", self.places));
            finding.related(Label::with_message(&self.settings.file, self.span, "owners are looked up here"));
            self.compared += 1;
            let shaped: Vec<String> = match self.compared <= COMPARED {
                true => self.names.iter().map(|known| like(known, name)).collect(),
                false => Vec::new(),
            };
            if let Some(near) = nearest(name, shaped.iter().map(String::as_str)) {
                finding.help(format!("Did you mean `{near}`?"));
                if let Some(inside) = inside(page, span, name, near) {
                    finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, inside, near.to_owned()));
                }
            } else if self.names.len() <= SHOWN {
                finding.help(format!("The owners there are {}", listed(self.names.iter().map(String::as_str), "and")));
            }
        }
    }
}

/// The names in a source; `None` where there may be more than are known.
fn read(site: &Site, source: &Source) -> Result<Option<Vec<String>>, &'static str> {
    let names = |owners: &CodeOwners| Some(owners.owners().iter().map(|owner| owner.name.to_string()).collect());
    match source {
        Source::Owners(None) => match &site.facts.code_owners {
            Some(owners) => Ok(names(owners)),
            None => Err("the repository has no such file"),
        },
        Source::Owners(Some(path)) => {
            let text = site.data_files.get(path).ok_or("there is no such file")?;
            Ok(names(&CodeOwners::parse(path, &SitePath::root(), text, Host::GitLab)))
        }
        source => match site.register(source) {
            Ok(register) if register.complete => Ok(Some(register.names.iter().map(|name| name.to_string()).collect())),
            Ok(_) => Ok(None),
            Err(crate::site::NoRegister::Missing) => Err("there is no such file"),
            Err(_) => Err("no names are found in it"),
        },
    }
}

/// A known name as somebody would write it who writes `written`: with or without its organisation and its first sign.
fn like(known: &str, written: &str) -> String {
    let bare = known.trim_start_matches(['@', '#']);
    let bare = if written.contains('/') || bare.contains('.') { bare } else { bare.rsplit('/').next().unwrap_or(bare) };
    let sign = written.len() - written.trim_start_matches(['@', '#']).len();
    format!("{}{bare}", written.get(..sign).unwrap_or_default())
}

/// The place of the name itself, within its quotes, when `near` can be put there as it is.
fn inside(page: &Page, span: Span, name: &str, near: &str) -> Option<Span> {
    let written = page.slice(span);
    let plain = near.chars().all(|c| c.is_alphanumeric() || matches!(c, '@' | '#' | '/' | '-' | '_' | '.'));
    let quoted = written.starts_with(['"', '\'']);
    let starts = quoted || near.starts_with(char::is_alphabetic);
    let at = written.find(name).filter(|_| plain && starts && written.len() <= name.len() + 2)?;
    Some(Span::new(span.start as usize + at, span.start as usize + at + name.len()))
}
