//! `handbook.toml`: what the user asked for, with the place of every setting.
//!
//! Reading never fails: a mistake becomes a diagnostic of the rule `lint/config` and the setting is left out.

mod addresses;
mod condition;
mod date_format;
mod field;
mod files;
mod front_matter;
mod inline;
pub mod json_schema;
mod key_patterns;
mod lint;
mod option_reader;
mod options;
mod overrides;
mod pattern;
mod problems;
mod review;
mod rules;
mod scalar;
mod set;
mod site;
mod source;
mod states;
mod syntax;
mod table;
mod value;
mod value_type;

pub use addresses::{Addresses, MenuSettings, UrlStyle};
pub use condition::Condition;
pub use date_format::day_in;
pub use files::{Files, Globs};
pub use front_matter::{Bounds, Empty, FrontMatterSchema, UniqueScope};
pub use inline::InlineSettings;
pub use key_patterns::KeyPatterns;
pub use lint::{FailOn, LintSettings, PRESETS};
pub use options::{OptionError, Options};
pub use overrides::Override;
pub use pattern::Pattern;
pub use review::ReviewSettings;
pub use rules::{GROUPS, Level, RuleSetting};
pub use scalar::Scalar;
pub use set::{Keys, Set};
pub use site::{MetadataSyntax, Mount, SiteSettings, Templates};
pub use source::Source;
pub use states::{Body, LinkHandler, SiteState, Target};
pub use value::Setting;
pub use value_type::ValueType;

use crate::{
    diagnostic::{Diagnostic, Label},
    path::SitePath,
};
use json_schema::{JsonSchema, SchemaFiles, Trouble};
use problems::Problems;
use std::{collections::BTreeMap, sync::Arc};
use table::Table;

/// Where a configuration is looked for in a folder; the first that exists counts.
pub const FILE_NAMES: [&str; 3] = ["handbook.toml", ".handbook.toml", ".config/handbook.toml"];

/// The rule id of every mistake in the configuration.
pub const RULE: &str = "lint/config";

/// What `handbook.toml` says. What it does not say is `None` or empty: the defaults are the reader's.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file it was read from; `None` when there is none.
    pub file: Option<SitePath>,
    /// `[site]`: what kind of site this is.
    pub site: SiteSettings,
    /// `[lint]`: what is checked, and how it is told.
    pub lint: LintSettings,
    /// `[rules]`, in the order of the file.
    pub rules: Vec<RuleSetting>,
    /// `[[front-matter]]`, in the order of the file.
    pub front_matter: Vec<FrontMatterSchema>,
    /// `[review]` or `[[review]]`, in the order of the file; a later one wins.
    pub review: Vec<ReviewSettings>,
    /// `[[overrides]]`, in the order of the file; a later one wins.
    pub overrides: Vec<Override>,
    /// Mistakes in the file, by position: errors for what could not be used, warnings for unknown keys.
    pub problems: Vec<Diagnostic>,
    settings: Vec<Setting>,
    /// Those of the problems that are about schema files, which may be read again.
    of_schemas: Vec<Diagnostic>,
}

impl Config {
    /// Reads the `text` of the configuration at `path`.
    pub fn parse(path: &SitePath, text: &str) -> Self {
        let problems = Problems::new(path);
        let (root, broken_lines) = syntax::parse(text, &problems);
        let syntax_errors = problems.count();
        let table = Table::root(&root, &problems);
        let empty = value::Value::empty_table();
        let section = |name| table.get(name).and_then(|field| field.table()).unwrap_or_else(|| Table::root(&empty, &problems));

        let (site, lint) = (section("site"), section("lint"));
        let mut config = Self {
            file: Some(path.clone()),
            site: SiteSettings::read(&site),
            lint: LintSettings::read(&lint),
            rules: table.get("rules").and_then(|field| field.table()).map_or_else(Vec::new, |rules| rules::read(&rules)),
            front_matter: table.each("front-matter").iter().flat_map(FrontMatterSchema::read).collect(),
            review: table.each("review").iter().map(ReviewSettings::read).collect(),
            overrides: table.each("overrides").iter().filter_map(Override::read).collect(),
            problems: Vec::new(),
            settings: root.settings(),
            of_schemas: Vec::new(),
        };
        if let Some(extends) = table.get("extends") {
            let help = "Copy the settings you need into this file";
            problems.error(extends.key, "`extends` is not supported yet", Some(help.to_owned()));
        }
        site.finish();
        lint.finish();
        table.finish_root(&[("site", &site), ("lint", &lint)]);
        config.problems = problems.finish(text, &broken_lines, syntax_errors);
        config
    }

    /// Reads the JSON Schema files that `[[front-matter]]` tables name, again when they were read before. One that cannot be used is
    /// a problem at the setting that names it.
    pub fn read_schemas(&mut self, files: &SchemaFiles<'_>) {
        let old = std::mem::take(&mut self.of_schemas);
        self.problems.retain(|problem| !old.contains(problem));
        let mut read: BTreeMap<SitePath, Result<Arc<JsonSchema>, Trouble>> = BTreeMap::new();
        for block in &mut self.front_matter {
            let Some(named) = &block.schema else { continue };
            let path = &named.value;
            let schema = read.entry(path.clone()).or_insert_with(|| JsonSchema::read(files, path).map(Arc::new));
            block.json = schema.as_ref().ok().cloned();
            if let Err(trouble) = schema {
                let at = Label::new(&block.file, named.span);
                self.of_schemas.push(trouble.clone().into_diagnostic(at));
            }
        }
        self.problems.extend(self.of_schemas.iter().cloned());
        self.problems.sort_by(Diagnostic::order);
    }

    /// Every setting that the file makes, in its order: `site.base-url`, `rules."links/orphan-page"`, `overrides[0].files`.
    /// Settings that could not be used are among them; [`Config::problems`] says which.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        self.settings.iter()
    }
}
