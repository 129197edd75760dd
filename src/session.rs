//! A handbook being worked on: its files, its settings, its site, and what is wrong with it. The command line, fixing and
//! editors are views on it.

use crate::{
    config::{self, Config, Set, Source, json_schema::SchemaFiles},
    diagnostic::{Diagnostic, Label, RuleId, Severity},
    fixer::Relint,
    generator::{self, Facts, Files, Generator, Known, Origin, codeowners::CodeOwners, redirects, slug::Slugger},
    linter,
    output::{LinkCounts, Sources},
    page::{Encoding, Format, Page},
    path::SitePath,
    rule::{Check, Rule, RuleSet, SiteRule},
    site::{Reason, Site, Target},
    text::{LineIndex, nearest},
    workspace::Workspace,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rayon::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::{Duration, Instant},
};

/// Somebody who watches a handbook being read.
pub trait Watch: Sync {
    /// A stretch of `total` steps begins.
    fn begin(&self, what: &'static str, total: usize);
    /// One of them is done.
    fn step(&self);
}

/// Nobody.
impl Watch for () {
    fn begin(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
}

/// A handbook being worked on.
pub struct Session {
    workspace: Workspace,
    config: Config,
    rules: RuleSet,
    site: Site,
    /// Files that are no pages but that a diagnostic may point into.
    others: BTreeMap<SitePath, (Arc<str>, LineIndex)>,
    timings: Vec<(&'static str, Duration)>,
    /// Decides what is overdue.
    today: Date,
}

impl Session {
    /// Reads and indexes the handbook.
    pub fn open(workspace: Workspace, config: Config, rules: RuleSet) -> Self {
        Self::open_with(workspace, config, rules, &())
    }

    /// As [`open`](Self::open), before the eyes of somebody.
    pub fn open_with(workspace: Workspace, mut config: Config, rules: RuleSet, watch: &dyn Watch) -> Self {
        let mut timings = Vec::new();
        let mut clock = Instant::now();
        let mut lap = |name| {
            timings.push((name, clock.elapsed()));
            clock = Instant::now();
        };
        read_schemas(&workspace, &mut config);
        let facts = Arc::new(learn(&workspace, &config));
        lap("configuration");
        let (pages, assets) = read_pages(&workspace, &config, &facts, watch);
        lap("read and parse");
        let mut site = Site::new(facts, pages, Arc::new(assets), Arc::new(config.front_matter.clone()));
        excuse(&mut site, &workspace);
        look_around(&mut site, &workspace, &rules);
        lap("index");
        let others = other_sources(&workspace, &config, &site);
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        Self { workspace, config, rules, site, others, timings, today }
    }

    /// The same handbook on another day than today.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { today, ..self }
    }

    /// Goes by these settings from now on; which rules run stays as it is.
    pub fn adopt(&mut self, config: Config) {
        self.config = config;
        self.reload();
    }

    /// The day that decides what is overdue.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The site as it stands, unsaved text included.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The active rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The files.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// How long the steps of opening took.
    pub fn timings(&self) -> &[(&'static str, Duration)] {
        &self.timings
    }

    /// Everything that is wrong, sorted.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = linter::run(&self.site, &self.rules, &self.config, self.today);
        // What cannot be written back without loss is not offered. Few handbooks have such pages, and some have many fixes.
        if self.site.pages.iter().any(|entry| entry.page.encoding != Encoding::Utf8) {
            for diagnostic in &mut diagnostics {
                diagnostic.fix = diagnostic.fix.take().filter(|fix| fix.edits.iter().all(|edit| self.fixable(&edit.path)));
            }
        }
        diagnostics
    }

    /// Puts unsaved text over a file. A page is parsed again and the site indexed anew; any other file may change what is known
    /// of the site, so everything is read again.
    pub fn edit(&mut self, path: &SitePath, text: String) {
        self.edit_all(BTreeMap::from([(path.clone(), text)]));
    }

    /// As [`edit`](Self::edit), for many files: the site is indexed once.
    pub fn edit_all(&mut self, texts: BTreeMap<SitePath, String>) {
        let facts = &self.site.facts;
        let format = |path: &SitePath| format_of(facts, path).filter(|_| self.site.find(path.as_str()).is_some());
        let pages: Vec<_> = texts.iter().filter_map(|(path, text)| Some((path, text, format(path)?))).collect();
        let known = pages.len() == texts.len();
        let parse = |(path, text, format): (&SitePath, &String, Format)| {
            let page = Page::parse(path.clone(), text.clone().into_bytes(), format, &facts.dialect);
            Arc::new(with_named_links(page, &self.config))
        };
        let pages: Vec<_> = if known { pages.into_par_iter().map(parse).collect() } else { Vec::new() };
        for (path, text) in texts {
            self.workspace.edit(&path, text);
        }
        if known {
            self.site = self.site.with(pages);
            excuse(&mut self.site, &self.workspace);
            self.site.file_sizes = Arc::new(file_sizes(&self.workspace, &self.rules, &self.site));
        } else {
            self.reload();
        }
    }

    /// Drops the unsaved text of a file.
    pub fn forget(&mut self, path: &SitePath) {
        self.workspace.forget(path);
        self.reload();
    }

    fn reload(&mut self) {
        read_schemas(&self.workspace, &mut self.config);
        let facts = Arc::new(learn(&self.workspace, &self.config));
        let (pages, assets) = read_pages(&self.workspace, &self.config, &facts, &());
        self.site = Site::new(facts, pages, Arc::new(assets), Arc::new(self.config.front_matter.clone()));
        excuse(&mut self.site, &self.workspace);
        look_around(&mut self.site, &self.workspace, &self.rules);
        self.others = other_sources(&self.workspace, &self.config, &self.site);
    }

    /// How many links of some pages were checked, and what became of them.
    pub fn link_counts(&self, of: impl Fn(&SitePath) -> bool) -> LinkCounts {
        let mut counts = LinkCounts::default();
        let ids = 0..self.site.pages.len() as u32;
        for id in ids.filter(|&id| of(&self.site.page(id).path)) {
            for (_, resolved) in self.site.links(id) {
                match resolved.target {
                    Target::External => counts.external += 1,
                    Target::Skipped(reason) => *counts.skipped.entry(reason.name(&self.site)).or_default() += 1,
                    _ => {
                        counts.checked += 1;
                        counts.broken += usize::from(resolved.is_broken());
                    }
                }
            }
        }
        counts
    }
}

fn read_schemas(workspace: &Workspace, config: &mut Config) {
    let read = |path: &SitePath| workspace.read(path.as_str());
    config.read_schemas(&SchemaFiles { read: &read, paths: workspace.paths() });
}

/// What is known of the site.
fn learn(workspace: &Workspace, config: &Config) -> Facts {
    let generator = choose_generator(workspace, config);
    let mut facts = Facts::new(generator, &config.site);
    let generator = facts.generator.value;
    generator.facts(workspace, &mut facts);
    facts.overrule(&config.site);
    learn_reviews(workspace, config, &mut facts);
    // Files of a repository that is read on a code host are no site's, and nothing is known of one that is not understood.
    if facts.understood && !generator.serves_folders() {
        redirects::learn(workspace, &mut facts);
    }
    for path in config.site.redirects.iter().flatten().map(|set| &set.value) {
        if let Some(text) = workspace.read(path.as_str()) {
            facts.redirects.retain(|rule| rule.path != *path);
            redirects::add(&mut facts, redirects::read(path, &text), true);
        }
    }
    facts
}

/// When pages are to be reviewed; and who owns which files, if that matters.
fn learn_reviews(workspace: &Workspace, config: &Config, facts: &mut Facts) {
    facts.reviews.settings.extend(config.review.iter().cloned());
    let by_owner = |source: &Set<Source>| matches!(source.value, Source::Owners(None));
    let mut references = config.front_matter.iter().flat_map(|schema| schema.references.values());
    if !facts.reviews.settings.is_empty() || references.any(|set| set.value.iter().any(by_owner)) {
        facts.code_owners = CodeOwners::find(workspace);
    }
}

/// The settings in a configuration, its names held against what there is.
pub fn read_settings(path: &SitePath, text: &str) -> Config {
    let mut config = Config::parse(path, text);
    let generators = generator::ALL.map(Generator::name);
    let unknown = |set: &Set<String>, what: &str, help: String| {
        let message = format!("there is no {what} `{}`", set.value);
        let problem = Diagnostic::new(config::RULE, Severity::Error, Label::new(path, set.span), message);
        Diagnostic { help: Some(help.into()), ..problem }
    };
    let mut found = Vec::new();
    if let Some(set) = config.site.generator.as_ref().filter(|set| generator::by_name(&set.value).is_none()) {
        let near = nearest(&set.value, generators).map_or_else(String::new, |near| format!("Did you mean `{near}`? "));
        found.push(unknown(set, "generator", format!("{near}Those understood today are `{}`", generators.join("`, `"))));
    }
    if let Some(set) = config.site.heading_ids.as_ref().filter(|set| set.value != "none" && Slugger::named(&set.value).is_none())
    {
        found.push(unknown(
            set,
            "way to make heading ids called",
            "For example `github`, `eleventy`, `marked` or `none`".to_owned(),
        ));
    }
    // These say what a generator does; any other than one's own does what it does.
    if config.site.generator.as_ref().is_none_or(|set| set.value != "custom") {
        found.extend(config.site.addresses.keys().into_iter().map(|(key, span)| {
            let message = format!("`{key}` has no effect with this generator");
            let help = "It is for sites that no known generator builds: set `generator = \"custom\"` too";
            let problem = Diagnostic::new(config::RULE, Severity::Warning, Label::new(path, span), message);
            Diagnostic { help: Some(help.into()), ..problem }
        }));
    }
    config.problems.extend(found);
    config.problems.sort_by(Diagnostic::order);
    config
}

fn choose_generator(files: &dyn Files, config: &Config) -> Known<&'static dyn Generator> {
    let named = config.site.generator.as_ref().and_then(|set| generator::by_name(&set.value));
    if let Some(value) = named {
        return Known { value, origin: Origin::Settings };
    }
    generator::detect(files).unwrap_or_else(|| Known::default(generator::ALL[generator::ALL.len() - 1]))
}

fn format_of(facts: &Facts, path: &SitePath) -> Option<Format> {
    facts.in_content(path).filter(|_| !facts.is_ignored(path))?;
    facts.generator.value.format(facts, path)
}

/// All pages, parsed in parallel, and the other files; both sorted.
fn read_pages(workspace: &Workspace, config: &Config, facts: &Facts, watch: &dyn Watch) -> (Vec<Arc<Page>>, Vec<SitePath>) {
    let mut sources = Vec::new();
    let mut assets = Vec::new();
    for path in workspace.paths() {
        // A symbolic link is listed beside its target, which is the page.
        match format_of(facts, path).filter(|_| workspace.link_target(path).is_none()) {
            Some(format) => sources.push((path, format)),
            None => assets.push(path.clone()),
        }
    }
    watch.begin("reading", sources.len());
    let parse = |(path, format): (&SitePath, Format)| {
        // A file that cannot be read any more is an empty page: its notice is the workspace's.
        let bytes = workspace.bytes(path).unwrap_or_default();
        let page = with_named_links(Page::parse(path.clone(), bytes, format, &facts.dialect), config);
        watch.step();
        Arc::new(page)
    };
    (sources.into_par_iter().map(parse).collect(), assets)
}

/// The page with the links that `[[front-matter]]` names.
fn with_named_links(page: Page, config: &Config) -> Page {
    if config.front_matter.iter().all(|schema| schema.links.is_empty()) {
        return page;
    }
    let schemas: Vec<_> = config.front_matter.iter().filter(|schema| schema.is_about(&page)).collect();
    page.linking(schemas.iter().flat_map(|schema| &schema.links).map(|key| key.value.as_str()))
}

/// Links to files that a build makes, that the settings leave out, or that lie behind linked folders, are not broken for all we
/// know.
fn excuse(site: &mut Site, workspace: &Workspace) {
    let linked = workspace.linked_folders();
    let is_linked = |path: &SitePath| linked.iter().any(|folder| path.below(folder.as_str()).is_some());
    let excluded = |path: &str| SitePath::new(path).is_some_and(|path| !is_linked(&path) && workspace.is_excluded(&path));
    site.excuse(excluded, |path| {
        if SitePath::new(path).is_some_and(|path| is_linked(&path)) {
            return Some(Reason::LinkedFolder);
        }
        let reason = if excluded(path) { Reason::Excluded } else { Reason::Ignored };
        (reason == Reason::Excluded || workspace.is_git_ignored(path)).then_some(reason)
    });
}

/// Finds out what active rules want to know of files besides the pages.
fn look_around(site: &mut Site, workspace: &Workspace, rules: &RuleSet) {
    let paths: BTreeSet<SitePath> = site_rules(rules).flat_map(|check| check.reads(site)).collect();
    let read = |path: SitePath| workspace.read(path.as_str()).map(|text| (path, text));
    site.data_files = Arc::new(paths.into_par_iter().filter_map(read).collect());
    site.file_sizes = Arc::new(file_sizes(workspace, rules, site));
    site.linked_files = workspace.link_targets().clone();
}

/// The sizes of files that active rules ask for.
fn file_sizes(workspace: &Workspace, rules: &RuleSet, site: &Site) -> BTreeMap<SitePath, u64> {
    let paths: BTreeSet<SitePath> = site_rules(rules).flat_map(|check| check.weighs(site)).collect();
    paths.into_par_iter().filter_map(|path| workspace.size(&path).map(|size| (path, size))).collect()
}

fn site_rules(rules: &RuleSet) -> impl Iterator<Item = &dyn SiteRule> {
    let checks = rules.active.iter().flat_map(|rule| &rule.checks);
    checks.filter_map(|check| if let Check::Site(check) = check { Some(&**check) } else { None })
}

fn other_sources(workspace: &Workspace, config: &Config, site: &Site) -> BTreeMap<SitePath, (Arc<str>, LineIndex)> {
    let redirects = site.redirects.iter().map(|redirect| &redirect.path);
    let menu = site.nav.entries.iter().map(|entry| &entry.source);
    let schemas = config.front_matter.iter().filter_map(|block| Some(block.json.as_ref()?.files())).flatten();
    // A schema that cannot be used is one that a problem points into.
    let broken = config.problems.iter().flat_map(|problem| problem.related.iter().map(|label| &label.path));
    let data = site.data_files.keys();
    let settings = schemas.chain(broken).chain(&config.file);
    let paths = redirects.chain(menu).chain(settings).chain(&site.facts.sources).chain(data);
    let paths = paths.filter(|path| site.find(path.as_str()).is_none());
    let mut others = BTreeMap::new();
    for path in paths {
        if !others.contains_key(path)
            && let Some(text) = workspace.read(path.as_str())
        {
            let lines = LineIndex::new(&text);
            others.insert(path.clone(), (text, lines));
        }
    }
    others
}

impl Sources for Session {
    fn text(&self, path: &SitePath) -> Option<(&str, &LineIndex)> {
        if let Some(id) = self.site.find(path.as_str()) {
            let page = self.site.page(id);
            return Some((&page.text, page.lines()));
        }
        self.others.get(path).map(|(text, lines)| (&**text, lines))
    }
}

impl Relint for Session {
    fn diagnostics(&mut self) -> Vec<Diagnostic> {
        Self::diagnostics(self)
    }

    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        Sources::text(self, path).map(|(text, _)| text.into())
    }

    fn edit(&mut self, texts: BTreeMap<SitePath, String>) {
        self.edit_all(texts);
    }

    fn fixable(&self, path: &SitePath) -> bool {
        self.site.find(path.as_str()).is_none_or(|id| self.site.page(id).encoding == Encoding::Utf8)
    }

    fn is_unseen(&self, rule: RuleId) -> bool {
        self.rules.book.rule(rule).is_some_and(Rule::is_style)
    }

    fn shows_the_same(&self, path: &SitePath, text: &str) -> bool {
        let id = self.site.find(path.as_str());
        id.is_none_or(|id| self.site.page(id).shows_the_same(text, &self.site.facts.dialect))
    }
}
