//! What a rule is: a name, a page that says everything about it, and a check.
//!
//! The page (`rules/<group>/<name>.md`) is the only source for the summary, the severity, the options and their defaults.

mod active;
mod book;
mod info;
mod layers;
pub mod markdownlint;
mod report;
mod rule_set;

pub use active::{ActiveRule, Effective};
pub use book::{Named, RuleBook};
pub use info::{InPreset, RuleInfo};
pub use report::{Finding, Report};
pub use rule_set::{RuleSet, Selectors};

/// The preset of a handbook that names none.
pub const RECOMMENDED: &str = "recommended";

use crate::{
    config::{OptionError, Options},
    diagnostic::Fix,
    generator::PageId,
    page::{Page, markup::Markup},
    path::SitePath,
    site::Site,
};
use serde::{Deserialize, de::DeserializeOwned};
use std::{fmt, sync::OnceLock};

/// The preset that has all rules of markdownlint, with its defaults.
pub const MARKDOWN: &str = "markdown";

/// A rule that needs nothing but the page. The type that has it is also the rule's options.
pub trait PageRule: Send + Sync {
    /// Reports what is wrong with the page. Runs in parallel over pages.
    fn check(&self, page: &Page, report: &mut Report);
}

/// A rule about how the Markdown of a page is written. The type that has it is also the rule's options.
pub trait StyleRule: Send + Sync {
    /// Whether there may be something to report, told from the page alone: the markup of a page is read only if some rule needs
    /// it.
    fn concerns(&self, page: &Page) -> bool {
        let _ = page;
        true
    }

    /// Reports what is wrong with the page. Runs in parallel over pages of Markdown; `markup` is read once for all such rules.
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report);

    /// Whether a fix of another rule would make what this one finds. Only the rule on long lines is asked.
    fn minds(&self, page: &Page, markup: &Markup, fix: &Fix) -> bool {
        let _ = (page, markup, fix);
        false
    }
}

/// A rule that needs the whole site. The type that has it is also the rule's options.
pub trait SiteRule: Send + Sync {
    /// Reports what is wrong with one page of the site. Runs in parallel over pages.
    fn check_page(&self, site: &Site, page: PageId, report: &mut Report) {
        let _ = (site, page, report);
    }

    /// Files besides the pages that the check looks into, by [`Site::data_files`]: they are read before it runs.
    fn reads(&self, site: &Site) -> Vec<SitePath> {
        let _ = site;
        Vec::new()
    }

    /// Files whose size the check asks for, by [`Site::file_sizes`].
    fn weighs(&self, site: &Site) -> Vec<SitePath> {
        let _ = site;
        Vec::new()
    }

    /// Reports what is wrong with the site as a whole. Runs once.
    fn check(&self, site: &Site, report: &mut Report) {
        let _ = (site, report);
    }
}

/// A rule. Stands in a `static`, so that its page is read at most once, and only when asked for.
pub struct Rule {
    id: &'static str,
    text: &'static str,
    build: Build,
    kind: Kind,
    info: OnceLock<RuleInfo>,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Style,
    Site,
    Engine,
}

/// Makes the check of a rule from its options and their defaults.
type Build = fn(&Options, toml::Table) -> Result<Check, OptionError>;

/// What a rule does, with its options.
pub enum Check {
    /// Looks at each page alone.
    Page(Box<dyn PageRule>),
    /// Looks at how the Markdown of each page is written.
    Style(Box<dyn StyleRule>),
    /// Looks at the site.
    Site(Box<dyn SiteRule>),
    /// Nothing: the linter itself reports what it meets.
    Engine,
}

/// The options of a rule that the linter itself reports.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoOptions {}

impl Rule {
    /// A rule about single pages. `id` is `group/kebab-name`, `text` its page.
    pub const fn page<T: PageRule + DeserializeOwned + 'static>(id: &'static str, text: &'static str) -> Self {
        Self { id, text, build: build_page::<T>, kind: Kind::Page, info: OnceLock::new() }
    }

    /// A rule about how Markdown is written. `id` is `group/kebab-name`, `text` its page.
    pub const fn style<T: StyleRule + DeserializeOwned + 'static>(id: &'static str, text: &'static str) -> Self {
        Self { id, text, build: build_style::<T>, kind: Kind::Style, info: OnceLock::new() }
    }

    /// A rule about the site. `id` is `group/kebab-name`, `text` its page.
    pub const fn site<T: SiteRule + DeserializeOwned + 'static>(id: &'static str, text: &'static str) -> Self {
        Self { id, text, build: build_site::<T>, kind: Kind::Site, info: OnceLock::new() }
    }

    /// A rule that the linter itself reports. `id` is `group/kebab-name`, `text` its page.
    pub const fn engine(id: &'static str, text: &'static str) -> Self {
        Self { id, text, build: build_engine, kind: Kind::Engine, info: OnceLock::new() }
    }

    /// `group/kebab-name`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The part of the id before the slash.
    pub fn group(&self) -> &'static str {
        self.id.split_once('/').map_or("", |(group, _)| group)
    }

    /// The part of the id after the slash.
    pub fn name(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(_, name)| name)
    }

    /// The whole rule page, Markdown with front matter.
    pub fn page_text(&self) -> &'static str {
        self.text
    }

    /// What the front matter of the page says. Read once.
    pub fn info(&self) -> &RuleInfo {
        self.info.get_or_init(|| RuleInfo::read(self.text))
    }

    /// Whether the linter itself reports it, so that it needs no check.
    pub fn is_engine(&self) -> bool {
        self.kind == Kind::Engine
    }

    /// Whether it is about how Markdown is written.
    pub fn is_style(&self) -> bool {
        self.kind == Kind::Style
    }

    /// The rule with these options; those not set are as its page says for handbooks without a preset of their own.
    pub fn build(&self, options: &Options) -> Result<Check, OptionError> {
        self.build_in(RECOMMENDED, options)
    }

    /// The rule with these options; those not set are as its page says for this preset.
    pub fn build_in(&self, preset: &str, options: &Options) -> Result<Check, OptionError> {
        (self.build)(options, self.info().options_in(preset))
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Page(_) => "Page",
            Self::Style(_) => "Style",
            Self::Site(_) => "Site",
            Self::Engine => "Engine",
        })
    }
}

fn build_page<T: PageRule + DeserializeOwned + 'static>(options: &Options, defaults: toml::Table) -> Result<Check, OptionError> {
    Ok(Check::Page(Box::new(options.read::<T>(defaults)?)))
}

fn build_style<T: StyleRule + DeserializeOwned + 'static>(
    options: &Options,
    defaults: toml::Table,
) -> Result<Check, OptionError> {
    Ok(Check::Style(Box::new(options.read::<T>(defaults)?)))
}

fn build_site<T: SiteRule + DeserializeOwned + 'static>(options: &Options, defaults: toml::Table) -> Result<Check, OptionError> {
    Ok(Check::Site(Box::new(options.read::<T>(defaults)?)))
}

fn build_engine(options: &Options, defaults: toml::Table) -> Result<Check, OptionError> {
    options.read::<NoOptions>(defaults).map(|NoOptions {}| Check::Engine)
}
