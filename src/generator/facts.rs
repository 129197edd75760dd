//! What is known of a site before its pages are looked at: from `handbook.toml`, from the generator's own configuration, and
//! from its defaults, each with where it comes from.

use super::{
    Generator, HeadingIds, IdPass, MenuItem, Reference, Reviews, TemplateTags, codeowners::CodeOwners, data::FolderData,
    redirects::RedirectRule, slug::Slugger,
};
use crate::{
    config::{Addresses, Globs, LinkHandler, MetadataSyntax, SiteSettings, SiteState, Templates},
    page::dialect::{Dialect, TemplateSyntax},
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashSet;
use std::{any::Any, collections::BTreeMap, fmt, sync::Arc};

/// Where a fact comes from. Later ones overrule earlier ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// What the generator does when nobody says otherwise.
    Default,
    /// Read from this file.
    File(String),
    /// `handbook.toml`, or the command line.
    Settings,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => f.write_str(path),
            Self::Settings => f.write_str("handbook.toml"),
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Known<T> {
    /// What holds unless something better is learnt.
    pub fn default(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }

    /// Takes the value over, unless what is known is better founded.
    pub fn learn(&mut self, value: T, origin: Origin) {
        let rank = |origin: &Origin| match origin {
            Origin::Default => 0,
            Origin::File(_) => 1,
            Origin::Settings => 2,
        };
        if rank(&origin) >= rank(&self.origin) {
            *self = Self { value, origin };
        }
    }
}

/// A folder of files that are served as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The folder, or a single file.
    pub path: SitePath,
    /// The address of the folder, without trailing slash: empty for the site's root.
    pub url: String,
}

/// What a front matter flag does to a page.
pub type State = SiteState;

/// What is known of a site.
#[derive(Debug)]
pub struct Facts {
    /// The generator.
    pub generator: Known<&'static dyn Generator>,
    /// The folders that hold pages.
    pub content: Known<Vec<SitePath>>,
    /// The folders and files that are served as they are.
    pub statics: Known<Vec<Mount>>,
    /// The address of the site (`https://example.org`), if known.
    pub base_url: Known<Option<String>>,
    /// The path that every address begins with, without trailing slash: mostly empty.
    pub prefix: Known<String>,
    /// Whether the generator puts the prefix in front of root-absolute links by itself.
    pub adds_prefix: bool,
    /// Whether the configuration may serve more files than `statics` says.
    pub more_statics: bool,
    /// Whether a plugin takes pictures from among the sources.
    pub image_pipeline: bool,
    /// Whether the build may serve pictures smaller than their files are.
    pub shrinks_images: bool,
    /// Plugins by their own names.
    pub plugins: Known<Vec<String>>,
    /// `owner/name` on GitHub.
    pub repository: Known<Option<String>>,
    /// How pages are read.
    pub dialect: Dialect,
    /// How headings get their ids.
    pub heading_ids: Known<HeadingIds>,
    /// What front matter flags do.
    pub states: Vec<SiteState>,
    /// How pages get their addresses where the settings say all of it.
    pub addresses: Addresses,
    /// House syntax of links.
    pub handlers: Vec<LinkHandler>,
    /// What stands for `%name%` in a destination.
    pub variables: Vec<(String, String)>,
    /// Redirects from files.
    pub redirects: Vec<RedirectRule>,
    /// Front matter keys that hold former addresses.
    pub redirect_keys: Known<Vec<String>>,
    /// Data that folders give to their pages.
    pub data: FolderData,
    /// What the generator knows of folders, for its menu.
    pub folders: BTreeMap<SitePath, Folder>,
    /// Addresses that the generator serves without a source file.
    pub virtual_routes: Vec<String>,
    /// The template tags that pages may use.
    pub tags: TemplateTags,
    /// Addresses without a source file that only a build would tell: what they begin and end with.
    pub computed_routes: Vec<(String, String)>,
    /// The menu that stands in a file of its own, line by line.
    pub menu: Vec<MenuItem>,
    /// The texts of files that the menu stands in, where they can take a line for one more page.
    pub menu_texts: BTreeMap<SitePath, Arc<str>>,
    /// The languages; empty when there is only one. Where the settings give them, generators leave them alone.
    pub locales: Known<Vec<Locale>>,
    /// Files of the configuration that are no pages but that a diagnostic may point into.
    pub sources: Vec<SitePath>,
    /// The only pages that are built, where a file decides it (`SUMMARY.md` of mdBook): their source paths.
    pub listed: Option<FxHashSet<SitePath>>,
    /// The page that stands for the whole site, where the configuration names it.
    pub readme: Option<SitePath>,
    /// Whether a plugin says where labels of links lead that no page defines.
    pub more_definitions: bool,
    /// What ids begin with that plugins put on any page.
    pub id_prefixes: Vec<&'static str>,
    /// Ids in the theme's templates: they may stand on any page.
    pub theme_ids: FxHashSet<String>,
    /// Whether what the generator does with links is known. If not, only what holds for any site is told.
    pub understood: bool,
    /// Folders and files that are no pages although they lie in the content.
    pub ignored: Vec<SitePath>,
    /// Files that pages can print inside themselves, by the names that they are asked for by.
    pub partials: BTreeMap<String, SitePath>,
    /// Patterns of pages that the generator is told to leave out; links to them lead nowhere.
    pub left_out: Globs,
    /// Patterns of files that are kept out likewise.
    pub ignored_globs: Globs,
    /// What the generator's configuration says but only running it would tell.
    pub unread: Vec<Unread>,
    /// Whether layouts show the page's title in a heading that gets an id by the same rules.
    pub theme_titles: bool,
    /// Whether layouts may list pages by themselves, so that one without a link to it is found all the same.
    pub lists_pages: bool,
    /// Pages that need no link to them.
    pub entry: Option<Globs>,
    /// Front matter keys whose values the generator looks up by itself.
    pub references: Vec<Reference>,
    /// Further settings of this generator, for itself.
    pub flags: Vec<&'static str>,
    /// When pages are to be read again, and by whom.
    pub reviews: Reviews,
    /// Who answers for which files, where something asks for it and the repository says so.
    pub code_owners: Option<CodeOwners>,
    /// What else this generator keeps for itself.
    pub own: Option<Box<dyn Any + Send + Sync>>,
}

/// A folder of pages, as the menu shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folder {
    /// The folder.
    pub path: SitePath,
    /// Its title, if something gives it one.
    pub title: Option<String>,
    /// Its place among its siblings.
    pub order: Option<f64>,
    /// Where that is written, in `source`.
    pub order_span: Span,
    /// The file that describes it.
    pub source: Option<SitePath>,
    /// Whether the menu leaves it out.
    pub hidden: bool,
}

/// A language that the site is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    /// Its code: `en`, `pt-BR`.
    pub code: String,
    /// What addresses of its pages begin with: `/pt-br`; empty for the language at the site's root.
    pub url: String,
    /// Whether the others are translated from it.
    pub source: bool,
}

/// Something in a configuration that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file.
    pub file: String,
    /// What could not be read, and what to set in `handbook.toml` instead.
    pub message: String,
}

impl Facts {
    /// What the settings say, over the defaults that hold for any generator.
    pub fn new(generator: Known<&'static dyn Generator>, settings: &SiteSettings) -> Self {
        let mut facts = Self {
            generator,
            content: Known::default(vec![SitePath::root()]),
            statics: Known::default(Vec::new()),
            base_url: Known::default(None),
            prefix: Known::default(String::new()),
            adds_prefix: false,
            more_statics: false,
            image_pipeline: false,
            shrinks_images: false,
            plugins: Known::default(Vec::new()),
            repository: Known::default(None),
            dialect: Dialect::default(),
            heading_ids: Known::default(HeadingIds::default()),
            states: settings.states.clone(),
            addresses: settings.addresses.clone(),
            handlers: settings.link_handlers.clone(),
            variables: settings.variables.iter().map(|(name, value)| (name.clone(), value.value.clone())).collect(),
            redirects: Vec::new(),
            left_out: Globs::default(),
            partials: BTreeMap::new(),
            redirect_keys: Known::default(Vec::new()),
            data: FolderData::default(),
            folders: BTreeMap::new(),
            virtual_routes: Vec::new(),
            tags: TemplateTags::default(),
            computed_routes: Vec::new(),
            menu: Vec::new(),
            menu_texts: BTreeMap::new(),
            locales: Known::default(Vec::new()),
            sources: Vec::new(),
            listed: None,
            readme: None,
            more_definitions: false,
            id_prefixes: Vec::new(),
            theme_ids: FxHashSet::default(),
            theme_titles: false,
            lists_pages: false,
            understood: true,
            ignored: Vec::new(),
            ignored_globs: Globs::default(),
            unread: Vec::new(),
            entry: settings.entry.clone(),
            references: Vec::new(),
            flags: Vec::new(),
            reviews: Reviews::default(),
            code_owners: None,
            own: None,
        };
        facts.settle(settings);
        facts
    }

    fn settle(&mut self, settings: &SiteSettings) {
        let origin = || Origin::Settings;
        if let Some(content) = &settings.content {
            self.content.learn(content.iter().map(|set| set.value.clone()).collect(), origin());
        }
        if let Some(mounts) = &settings.statics {
            let mount = |mount: &crate::config::Mount| Mount {
                path: mount.path.value.clone(),
                url: mount.url.as_ref().map_or(String::new(), |url| clean_prefix(&url.value)),
            };
            self.statics.learn(mounts.iter().map(mount).collect(), origin());
        }
        if let Some(url) = &settings.base_url {
            self.learn_base_url(&url.value, origin());
        }
        if let Some(prefix) = &settings.path_prefix {
            self.prefix.learn(clean_prefix(&prefix.value), origin());
        }
        if let Some(plugins) = &settings.plugins {
            self.plugins.learn(plugins.iter().map(|set| set.value.clone()).collect(), origin());
        }
        if let Some(repository) = &settings.repository {
            self.repository.learn(Some(repository.value.clone()), origin());
        }
        if let Some(keys) = &settings.redirect_keys {
            self.redirect_keys.learn(keys.iter().map(|set| set.value.clone()).collect(), origin());
        }
        if let Some(codes) = &settings.locales {
            let locale = |(at, code): (usize, &crate::config::Set<String>)| Locale {
                code: code.value.clone(),
                url: format!("/{}", code.value),
                source: at == 0,
            };
            self.locales.learn(codes.iter().enumerate().map(locale).collect(), origin());
        }
        if let Some(output) = &settings.output {
            self.ignored.push(output.value.clone());
        }
        if let Some(name) = &settings.heading_ids {
            let ids = match Slugger::named(&name.value) {
                Some(slugger) => {
                    HeadingIds { passes: vec![IdPass::new(slugger, slugger.numbering(), false)], ..HeadingIds::default() }
                }
                None => HeadingIds::default(),
            };
            self.heading_ids.learn(ids, origin());
        }
    }

    /// Puts what the settings say of the way pages are read over what the generator does.
    pub fn overrule(&mut self, settings: &SiteSettings) {
        if let Some(templates) = &settings.templates {
            self.dialect.templates = match templates.value {
                Templates::None => None,
                Templates::Liquid => Some(TemplateSyntax::Liquid),
                Templates::Nunjucks => Some(TemplateSyntax::Nunjucks),
                Templates::Erb => Some(TemplateSyntax::Erb),
            };
        }
        if let Some(kinds) = &settings.front_matter {
            let has = |kind| kinds.iter().any(|set| set.value == kind);
            let dialect = &mut self.dialect.front_matter;
            (dialect.yaml, dialect.toml, dialect.json) =
                (has(MetadataSyntax::Yaml), has(MetadataSyntax::Toml), has(MetadataSyntax::Json));
        }
    }

    /// Takes over the site's own address; its path becomes the prefix.
    pub fn learn_base_url(&mut self, url: &str, origin: Origin) {
        let url = url.trim_end_matches('/');
        if let Some((_, path)) = super::url::host_and_path(url) {
            if !path.is_empty() {
                self.prefix.learn(clean_prefix(path), origin.clone());
            }
            let host = url[..url.len() - path.len()].to_owned();
            self.base_url.learn(Some(host), origin);
        }
    }

    /// Whether a plugin is in use, by any of these names. Case does not count.
    pub fn has_plugin(&self, names: &[&str]) -> bool {
        self.plugins.value.iter().any(|plugin| names.iter().any(|name| plugin.eq_ignore_ascii_case(name)))
    }

    /// Whether pictures may be taken from among the sources while the site is built: a plugin does so, or the configuration
    /// could not be read in full.
    pub fn has_image_pipeline(&self) -> bool {
        self.image_pipeline || !self.unread.is_empty()
    }

    /// The path of a page below its content root; `None` outside all of them. The deepest root counts.
    pub fn in_content<'a>(&self, path: &'a SitePath) -> Option<(&SitePath, &'a str)> {
        let roots = self.content.value.iter().filter_map(|root| path.below(root.as_str()).map(|rest| (root, rest)));
        roots.max_by_key(|(root, _)| root.as_str().len())
    }

    /// Whether a file is kept out of the site.
    pub fn is_ignored(&self, path: &SitePath) -> bool {
        self.ignored.iter().any(|folder| path.below(folder.as_str()).is_some())
            || !self.ignored_globs.is_empty() && self.ignored_globs.matches(path)
    }

    /// The first content root.
    pub fn content_root(&self) -> &str {
        self.content.value.first().map_or("", SitePath::as_str)
    }

    /// Notes that there may be pages that only a build would tell, whose addresses begin like this.
    pub fn may_serve_below(&mut self, start: impl Into<String>) {
        self.computed_routes.push((start.into(), String::new()));
    }

    /// Notes something that could not be read.
    pub fn could_not_read(&mut self, file: &str, message: impl Into<String>) {
        self.unread.push(Unread { file: file.to_owned(), message: message.into() });
    }
}

/// A path prefix in the form `/a/b`; empty for the root.
pub(super) fn clean_prefix(prefix: &str) -> String {
    let prefix = prefix.trim_matches('/');
    if prefix.is_empty() { String::new() } else { format!("/{prefix}") }
}
