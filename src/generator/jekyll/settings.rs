//! What a Jekyll configuration says, as far as pages, links and menus are concerned.

use super::{
    filter::{DEFAULT_EXCLUDES, EntryFilter},
    gems::Gems,
};
use crate::{
    generator::{Facts, Files},
    page::{
        dialect::Scalars,
        front_matter::{Data, Node, Syntax, Value, read_data},
    },
};
use jiff::Timestamp;
use rustc_hash::FxHashMap;

/// What the configuration says. Paths are relative to the source folder unless said otherwise.
#[derive(Debug)]
pub(super) struct Settings {
    /// The configuration file, from the repository's root; empty when there is none.
    pub(super) file: String,
    /// The source folder, from the repository's root.
    pub(super) source: String,
    /// The configuration itself.
    pub(super) root: Option<Node>,
    /// Whether this is Jekyll 3, as on GitHub Pages: its `link` tag leaves `baseurl` out.
    pub(super) is_3: bool,
    pub(super) filter: EntryFilter,
    /// What Markdown files end in, in lower case.
    pub(super) markdown: Vec<String>,
    /// `permalink`: a style's name or a pattern.
    pub(super) style: String,
    /// Those with a configuration, `posts` among them.
    pub(super) collections: Vec<Collection>,
    pub(super) collections_dir: String,
    pub(super) includes_dir: String,
    /// Whether days begin when they do in UTC: `timezone` is not set.
    pub(super) in_utc: bool,
    /// What is later than this is not published; `None` with `future: true`.
    pub(super) now: Option<Timestamp>,
    pub(super) shows_drafts: bool,
    pub(super) shows_unpublished: bool,
    /// jekyll-relative-links, if it is in use.
    pub(super) relative_links: Option<RelativeLinks>,
    /// Whether Markdown without front matter is rendered as well (jekyll-optional-front-matter).
    pub(super) optional_front_matter: bool,
    /// Whether a README stands for the index of its folder (jekyll-readme-index), and whether one with front matter does.
    pub(super) readme_index: Option<bool>,
    /// Whether the heading that a page without title begins with becomes its title (jekyll-titles-from-headings), and whether it
    /// is taken off the page.
    pub(super) titles: Option<bool>,
    /// What the files in the includes folder may print, by name.
    pub(super) includes: FxHashMap<String, bool>,
}

/// A collection.
#[derive(Debug)]
pub(super) struct Collection {
    /// Its name.
    pub(super) label: String,
    /// Its folder with a slash at the end: `_docs/`.
    pub(super) folder: String,
    /// Whether its documents are written.
    pub(super) output: bool,
    /// Its pattern of addresses.
    pub(super) permalink: Option<String>,
}

/// The settings of jekyll-relative-links.
#[derive(Debug, Default)]
pub(super) struct RelativeLinks {
    /// Whether it looks at documents of collections too.
    pub(super) collections: bool,
    /// Pages that it leaves alone.
    pub(super) exclude: Vec<String>,
}

/// Whether a node is literally this flag.
pub(super) fn is_flag(node: Option<&Node>, flag: bool) -> bool {
    node.is_some_and(|node| node.value(Scalars::Psych) == Value::Bool(flag))
}

/// The names of the configuration file.
const NAMES: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

/// The configuration file in a folder.
pub(super) fn file_in(files: &dyn Files, folder: &str) -> Option<String> {
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    NAMES.into_iter().map(|name| format!("{folder}{name}")).find(|name| files.exists(name))
}

impl Settings {
    /// Reads the configuration `file`, what it does not say taken from Jekyll's and GitHub Pages' defaults.
    pub(super) fn read(files: &dyn Files, file: &str, gems: &Gems) -> (Self, bool) {
        let text = files.read(file).unwrap_or_default();
        let syntax = if file.ends_with(".toml") { Syntax::Toml } else { Syntax::Yaml };
        let root = read_data(&text, syntax);
        let readable = root.is_some() || text.lines().all(|line| line.trim().is_empty() || line.starts_with('#'));
        let get = |key: &str| root.as_ref().and_then(|root| root.get(key)).map(|entry| &entry.value);
        let text_of = |key: &str| get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
        let list = |key: &str| get(key).map(|node| node.items().iter().filter_map(Node::as_str).map(clean).collect());
        let flag = |key: &str| is_flag(get(key), true);
        let beside = file.rfind('/').map_or("", |slash| &file[..slash]);
        let source = match text_of("source").map(|source| source.trim_start_matches("./").trim_matches('/')) {
            Some(".") | Some("") | None => beside.to_owned(),
            Some(source) if beside.is_empty() => source.to_owned(),
            // Relative to where Jekyll is started, which is mostly the folder of its configuration.
            Some(source) => format!("{beside}/{source}"),
        };
        let collections_dir = text_of("collections_dir").map(clean).unwrap_or_default().trim_end_matches('/').to_owned();
        let mut exclude: Vec<String> = list("exclude").unwrap_or_default();
        exclude.extend(DEFAULT_EXCLUDES.map(str::to_owned));
        let include: Vec<String> = list("include").unwrap_or_else(|| vec![".htaccess".to_owned()]);
        exclude.retain(|pattern| !include.contains(pattern));
        let style = text_of("permalink").unwrap_or("date").to_owned();
        let plugin = |name: &str| gems.has(name) || plugins(get("plugins").or_else(|| get("gems"))).any(|known| known == name);
        let option = |key: &str, flag: bool| is_flag(get(key), flag);
        let relative = RelativeLinks {
            collections: option("relative_links.collections", true),
            exclude: list("relative_links.exclude").unwrap_or_default(),
        };
        let settings = Self {
            file: file.to_owned(),
            is_3: gems.is_jekyll_3,
            filter: EntryFilter {
                include,
                exclude,
                destination: clean(text_of("destination").unwrap_or("_site")).trim_end_matches('/').to_owned(),
            },
            markdown: text_of("markdown_ext")
                .unwrap_or("markdown,mkdown,mkdn,mkd,md")
                .split(',')
                .map(|extension| extension.trim().to_ascii_lowercase())
                .filter(|extension| !extension.is_empty())
                .collect(),
            collections: collections(get("collections"), &collections_dir, &style),
            includes_dir: text_of("includes_dir")
                .map_or_else(|| "_includes".to_owned(), |name| clean(name).trim_end_matches('/').to_owned()),
            collections_dir,
            style,
            in_utc: text_of("timezone").is_none_or(|zone| matches!(zone, "UTC" | "Etc/UTC")),
            now: (!(flag("future") || gems.github_pages && get("future").is_none())).then(Timestamp::now),
            shows_drafts: flag("show_drafts"),
            shows_unpublished: flag("unpublished"),
            relative_links: (plugin("jekyll-relative-links") && !option("relative_links.enabled", false)).then_some(relative),
            optional_front_matter: plugin("jekyll-optional-front-matter")
                && !option("optional_front_matter.enabled", false)
                && !flag("require_front_matter"),
            readme_index: (plugin("jekyll-readme-index") && !option("readme_index.enabled", false))
                .then(|| option("readme_index.with_frontmatter", true)),
            titles: (plugin("jekyll-titles-from-headings") && !option("titles_from_headings.enabled", false))
                .then(|| option("titles_from_headings.strip_title", true)),
            includes: FxHashMap::default(),
            source,
            root,
        };
        (settings, readable)
    }

    /// What the facts of a Jekyll site keep for it.
    pub(super) fn of(facts: &Facts) -> Option<&Self> {
        facts.own.as_ref()?.downcast_ref()
    }

    /// A value of the configuration by its dotted key.
    pub(super) fn get(&self, dotted: &str) -> Option<&Node> {
        Some(&self.root.as_ref()?.get(dotted)?.value)
    }

    /// The text of a value of the configuration.
    pub(super) fn text(&self, dotted: &str) -> Option<&str> {
        self.get(dotted)?.as_str()
    }

    /// The path below the source folder.
    pub(super) fn below<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.source.is_empty() {
            return Some(path);
        }
        path.strip_prefix(self.source.as_str())?.strip_prefix('/')
    }

    /// Whether files with this extension are Markdown.
    pub(super) fn is_markdown(&self, extension: &str) -> bool {
        self.markdown.iter().any(|known| known.eq_ignore_ascii_case(extension))
    }

    /// The path from the repository's root of one below the source folder.
    pub(super) fn rooted(&self, below: &str) -> String {
        if self.source.is_empty() { below.to_owned() } else { format!("{}/{below}", self.source) }
    }
}

/// The names in a list of plugins.
pub(super) fn plugins(list: Option<&Node>) -> impl Iterator<Item = &str> {
    list.into_iter().flat_map(|node| node.items()).filter_map(Node::as_str)
}

fn clean(text: &str) -> String {
    text.trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// The collections of a configuration: a list of names, or names with what holds for each.
fn collections(node: Option<&Node>, folder: &str, style: &str) -> Vec<Collection> {
    let place = |label: &str| if folder.is_empty() { format!("_{label}/") } else { format!("{folder}/_{label}/") };
    let mut collections: Vec<Collection> = Vec::new();
    let mut add = |label: &str, settings: Option<&Node>| {
        let get = |key: &str| settings.and_then(|node| node.get(key)).map(|entry| &entry.value);
        // Labels keep letters, digits, `_`, `-` and `.` only.
        let label: String = label.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')).collect();
        if label.is_empty() || collections.iter().any(|known| known.label == label) {
            return;
        }
        collections.push(Collection {
            folder: place(&label),
            output: label == "posts" || is_flag(get("output"), true),
            permalink: get("permalink").and_then(Node::as_str).map(str::to_owned),
            label,
        });
    };
    match node.map(|node| &node.data) {
        Some(Data::Mapping(entries)) => entries.iter().for_each(|entry| add(&entry.name, Some(&entry.value))),
        Some(Data::Sequence(items)) => items.iter().filter_map(Node::as_str).for_each(|label| add(label, None)),
        _ => {}
    }
    add("posts", None);
    if let Some(posts) = collections.iter_mut().find(|collection| collection.label == "posts") {
        let styled = match style {
            "none" => "/:categories/:title:output_ext",
            "date" => "/:categories/:year/:month/:day/:title:output_ext",
            "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
            "pretty" => "/:categories/:year/:month/:day/:title/",
            "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
            pattern => pattern,
        };
        posts.permalink.get_or_insert_with(|| styled.to_owned());
    }
    collections
}
