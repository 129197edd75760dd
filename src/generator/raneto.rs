//! Raneto 0.17 and 0.18: pages are rendered when they are asked for. Behaviour from its sources and from running 0.17.5.

use super::{
    Facts, Files, Folder, Generator, HeadingIds, IdPass, Mount, NavEntry, NavScheme, NavSpans, Navigation, Origin, Placement,
    Route, Unreachable,
    facts::clean_prefix,
    script::{Script, Value},
    slug::{Numbering, Slugger},
};
use crate::{
    page::{
        Format, Page,
        dialect::{Closing, FrontMatterDialect, HeaderComment, KeyNames, MarkdownDialect, Scalars},
        document::{Anchor, Island},
        front_matter::{FrontMatter, ProblemKind},
    },
    path::SitePath,
    text::Span,
};

/// Raneto.
#[derive(Debug)]
pub(super) struct Raneto;

/// What 0.18 makes of a page goes through sanitize-html.
const SANITIZED: &str = "sanitized";

const CONFIG_FILES: [&str; 4] = ["config/config.js", "config.js", "config/config.default.js", "config.default.js"];

impl Generator for Raneto {
    fn name(&self) -> &'static str {
        "raneto"
    }

    fn title(&self) -> &'static str {
        "Raneto"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        if files.read("package.json").is_some_and(|text| text.contains("\"raneto\"") || text.contains("\"@raneto/")) {
            return Some("package.json".to_owned());
        }
        let config = CONFIG_FILES.into_iter().find(|name| files.exists(name))?;
        let text = files.read(config).unwrap_or_default();
        if text.contains("content_dir") && text.contains("theme_dir") {
            return Some(config.to_owned());
        }
        // Folders described by files called `sort` and `meta` are Raneto's alone.
        let sort = files.below("content").find(|path| path.file_name() == "sort")?;
        files.exists(&format!("{}/meta", sort.parent_str())).then(|| sort.as_str().to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        let is_0_18 = is_0_18(files);
        facts.dialect.front_matter = FrontMatterDialect {
            header: Some(HeaderComment::Lines),
            closing: Closing::Anywhere,
            scalars: Scalars::JsYaml4,
            keys: KeyNames::Underscored,
            ..FrontMatterDialect::default()
        };
        facts.dialect.markdown =
            MarkdownDialect { footnotes: false, image_text_in_headings: !is_0_18, ..MarkdownDialect::default() };
        facts.content.learn(vec![SitePath::new("content").unwrap_or_else(SitePath::root)], Origin::Default);
        // 0.17 has header ids off, 0.18 on. Where they are off, every fragment is dead; so what is told with ids on is true
        // with either.
        let slugger = if is_0_18 { Slugger::Github } else { Slugger::Marked };
        let pass = IdPass::new(slugger, Numbering::Marked, false);
        facts.heading_ids.learn(HeadingIds { passes: vec![pass], ..HeadingIds::default() }, Origin::Default);
        let mut variables = vec![("base_url".to_owned(), String::new()), ("image_url".to_owned(), "/images".to_owned())];
        let mut mounts = Vec::new();
        let mut origin = Origin::Default;
        if let Some((name, text)) = CONFIG_FILES.into_iter().find_map(|name| Some((name, files.read(name)?))) {
            origin = Origin::File(name.to_owned());
            let script = Script::read(name, &text);
            if text.trim().is_empty() && facts.statics.origin != Origin::Settings {
                facts.more_statics = true;
                facts.could_not_read(
                    name,
                    "it is empty, so where files are served from is not known; set `static` under `[site]` in handbook.toml",
                );
            }
            if let Some(problem) = &script.problem {
                facts.could_not_read(name, problem.message.clone());
            }
            if let Some(config) = script.default_export() {
                read_config(config, name, facts, &mut variables, &mut mounts);
            }
        }
        let image_url = variables[1].1.clone();
        if let Some(path) = SitePath::new(&format!("{}/{}", facts.content_root(), image_url.trim_matches('/'))) {
            mounts.push(Mount { path, url: clean_prefix(&image_url) });
        }
        facts.statics.learn(mounts, origin);
        variables.retain(|(name, _)| facts.variables.iter().all(|(known, _)| known != name));
        facts.variables.extend(variables);
        facts.virtual_routes.extend(["/", "/sitemap.xml", "/login"].map(str::to_owned));
        if is_0_18 {
            facts.flags.push(SANITIZED);
        } else {
            facts.virtual_routes.push("/index".to_owned());
        }
        folders(files, facts);
        let pictures = SitePath::new(&format!("{}/{}", facts.content_root(), image_url.replace('/', "")));
        if let Some(folder) = pictures.and_then(|path| facts.folders.get_mut(&path)) {
            folder.hidden = true;
        }
    }

    fn format(&self, _: &Facts, path: &SitePath) -> Option<Format> {
        (path.extension() == "md").then_some(Format::Markdown)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let mut placement = Placement::default();
        let Some((_, below)) = facts.in_content(&page.path) else { return placement };
        let url = format!("/{}", below.strip_suffix(".md").unwrap_or(below));
        if let Some(dot) = url.find('.') {
            placement.unreachable = Some(Unreachable {
                message: format!(
                    "this page can never be opened: Raneto ignores everything after the first dot of an address, so `{url}` means `{}`",
                    &url[..dot]
                ),
                help: "Rename the file (or folder) so that its name has no dot".to_owned(),
            });
        } else if below.strip_suffix(".md").is_some_and(|name| is_folder(facts, name)) {
            placement.unreachable = Some(Unreachable {
                message: format!("this page can never be opened: Raneto takes `{url}` for the folder of the same name"),
                help: "Rename the file or the folder, or move the page into the folder".to_owned(),
            });
        } else if url.ends_with("edit") {
            placement.unreachable = Some(Unreachable {
                message: format!(
                    "this page can never be opened: Raneto takes an address that ends in `edit` for the editor of `{}`",
                    edited(&url).filter(|page| !page.is_empty()).unwrap_or("/")
                ),
                help: "Rename the file so that its name does not end in `edit`".to_owned(),
            });
        } else {
            if url == "/index" {
                placement.also.push("/".to_owned());
            }
            placement.route = Route::At(url);
        }
        let shown = |key: &str| header(page).and_then(|block| block.str(key)).is_none_or(|value| value == "true");
        placement.unlisted = !shown("show_on_menu");
        placement
    }

    fn output(&self, url: &str) -> String {
        url.to_owned()
    }

    /// Static files by their exact path; then a page, by the address up to its first dot.
    fn requests(&self, path: &str) -> Vec<String> {
        let trimmed = path.trim_end_matches('/');
        let page = trimmed.split('.').next().unwrap_or_default();
        let root = |path: &str| if path.is_empty() { "/".to_owned() } else { path.to_owned() };
        let page = page.trim_end_matches('/');
        // `/a/edit` shows the editor of `/a`.
        let editor = page.strip_suffix("/edit").filter(|page| !page.is_empty()).map(str::to_owned);
        [root(path), root(page)].into_iter().chain(editor).collect()
    }

    /// sanitize-html 2.17, as Raneto 0.18 sets it up, keeps `<a name>` and the ids of headings.
    fn keeps_anchor(&self, facts: &Facts, anchor: &Anchor) -> bool {
        anchor.name || !facts.flags.contains(&SANITIZED)
    }

    fn is_opaque(&self, _: &Facts, _: &Page, _: &Island) -> bool {
        false
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        &["description", "modified", "show_on_home", "show_on_menu", "sort", "template", "title"]
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        let mut entries: Vec<_> = facts
            .folders
            .iter()
            .filter(|(_, folder)| !folder.hidden)
            .map(|(path, folder)| category(facts, path, folder))
            .collect();
        entries.extend(
            pages
                .iter()
                .filter(|(_, placement)| !placement.unlisted)
                .filter_map(|(page, placement)| entry(facts, page, placement)),
        );
        Navigation { scheme: Some(NavScheme::Folders), entries, ..Navigation::default() }
    }
}

/// Whether the playbook needs Raneto 0.18, or is a copy of it.
fn is_0_18(files: &dyn Files) -> bool {
    let text = files.read("package.json").unwrap_or_default();
    let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) else { return false };
    let copy = json.get("name").and_then(|name| name.as_str()) == Some("raneto");
    let own = json.get("version").filter(|_| copy).and_then(|version| version.as_str());
    let needed = ["dependencies", "devDependencies"].into_iter().find_map(|key| json.get(key)?.get("raneto")?.as_str());
    own.or(needed).is_some_and(|version| version.contains("0.18"))
}

/// Whether `name` below the content root is a folder with something in it.
fn is_folder(facts: &Facts, name: &str) -> bool {
    SitePath::new(&format!("{}/{name}", facts.content_root())).is_some_and(|path| facts.folders.contains_key(&path))
}

/// What stays of an address that ends in `edit`: that and the character before it are cut off, whatever it is.
fn edited(url: &str) -> Option<&str> {
    let mut rest = url.strip_suffix("edit")?.chars();
    rest.next_back();
    Some(rest.as_str())
}

fn read_config(config: &Value, file: &str, facts: &mut Facts, variables: &mut [(String, String)], mounts: &mut Vec<Mount>) {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A path made with `__dirname` counts from the script's folder, any other from the project's root.
    let path = |value: &Value| match value {
        Value::Path(path) => SitePath::new(folder)?.join(path),
        Value::Text(path) => SitePath::new(path),
        _ => None,
    };
    let text = |key: &str| config.get(key).and_then(Value::as_str);
    if let Some(value) = config.get("content_dir") {
        match path(value) {
            Some(root) => facts.content.learn(vec![root], Origin::File(file.to_owned())),
            None => facts.could_not_read(file, "`content_dir` is computed; set `content` under `[site]` in handbook.toml"),
        }
    }
    if let Some(root) = config.get("public_dir").and_then(path) {
        mounts.push(Mount { path: root, url: String::new() });
    }
    if let Some(theme) = config.get("theme_dir").and_then(path)
        && let Some(name) = text("theme_name")
        && let Some(path) = theme.join(name).and_then(|theme| theme.join("public"))
    {
        mounts.push(Mount { path, url: String::new() });
    }
    if let Some(url) = text("base_url").filter(|url| !url.is_empty()) {
        let origin = Origin::File(file.to_owned());
        let wrapped = config.get("nowrap") != Some(&Value::Bool(true));
        if url.starts_with('/') && wrapped {
            facts.prefix.learn(clean_prefix(url), origin);
        } else {
            facts.learn_base_url(url, origin);
        }
        variables[0].1.clone_from(&facts.prefix.value);
    }
    if config.get("table_of_contents") == Some(&Value::Bool(true)) {
        facts.theme_ids.insert("table-of-contents".to_owned());
    }
    if let Some(prefix) = text("path_prefix").filter(|prefix| !prefix.is_empty()) {
        facts.prefix.learn(clean_prefix(prefix), Origin::File(file.to_owned()));
    }
    if let Some(url) = text("image_url") {
        url.clone_into(&mut variables[1].1);
    }
    for variable in config.get("variables").map(Value::list).unwrap_or_default() {
        if let (Some(name), Some(content)) =
            (variable.get("name").and_then(Value::as_str), variable.get("content").and_then(Value::as_str))
        {
            facts.variables.push((name.to_owned(), content.to_owned()));
        }
    }
}

/// Folders below the content root, with what their `meta`, `sort` and `ignore` files say.
fn folders(files: &dyn Files, facts: &mut Facts) {
    let root = facts.content_root().to_owned();
    let mut paths: Vec<SitePath> = files.below(&root).map(SitePath::parent).filter(|folder| folder.as_str() != root).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let mut at = path.clone();
        while at.as_str() != root && at.below(&root).is_some() && !facts.folders.contains_key(&at) {
            let folder = folder(files, &at);
            facts.folders.insert(at.clone(), folder);
            at = at.parent();
        }
    }
}

fn folder(files: &dyn Files, path: &SitePath) -> Folder {
    let file = |name: &str| path.join(name).filter(|path| files.exists(path.as_str()));
    let mut folder = Folder { path: path.clone(), hidden: file("ignore").is_some(), ..Folder::default() };
    if let Some(meta) = file("meta") {
        let text = files.read(meta.as_str()).unwrap_or_default();
        folder.source = Some(meta);
        for (key, value, span) in lines(&text) {
            let name = KeyNames::Underscored.normalise(key).unwrap_or_else(|| key.to_owned());
            let value = value.trim_matches(['"', '\'']);
            match name.as_str() {
                "title" => folder.title = Some(value.to_owned()),
                "sort" => (folder.order, folder.order_span) = (value.parse().ok(), span),
                "show_on_menu" => folder.hidden |= !value.is_empty() && !value.eq_ignore_ascii_case("true"),
                _ => {}
            }
        }
    }
    if folder.order.is_none()
        && let Some(sort) = file("sort")
    {
        let text = files.read(sort.as_str()).unwrap_or_default();
        let digits = text.trim();
        folder.order = digits.parse().ok();
        let start = text.find(digits).unwrap_or_default();
        folder.order_span = Span::new(start, start + digits.len());
        folder.source = Some(sort);
    }
    folder
}

/// The `key: value` lines of a `meta` file.
fn lines(text: &str) -> impl Iterator<Item = (&str, &str, Span)> {
    text.lines().filter_map(move |line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim();
        let start = value.as_ptr() as usize - text.as_ptr() as usize;
        Some((key.trim(), value, Span::new(start, start + value.len())))
    })
}

fn category(facts: &Facts, path: &SitePath, folder: &Folder) -> NavEntry {
    let title = folder.title.clone().unwrap_or_else(|| title_from(path.file_name()));
    NavEntry {
        key: Some(path.as_str().to_owned()),
        parent: Some(path.parent_str()).filter(|parent| *parent != facts.content_root()).map(str::to_owned),
        parent_is_text: true,
        title,
        url: None,
        source: folder.source.clone().unwrap_or_else(|| path.clone()),
        order: Some(folder.order.unwrap_or(0.0)),
        pinned: false,
        spans: NavSpans { order: folder.order_span, ..NavSpans::default() },
        ..NavEntry::default()
    }
}

/// What a page says of itself. A header without its end is text to Raneto.
fn header(page: &Page) -> Option<&FrontMatter> {
    let is_closed = |block: &&FrontMatter| block.problems.iter().all(|problem| problem.kind != ProblemKind::Unclosed);
    page.front_matter.as_ref().filter(is_closed)
}

fn entry(facts: &Facts, page: &Page, placement: &Placement) -> Option<NavEntry> {
    let Route::At(url) = &placement.route else { return None };
    let order = header(page).and_then(|block| block.get("sort"));
    let span = order.map_or(Span::default(), |entry| entry.value.span);
    let sort = order.and_then(|entry| entry.value.as_str()).and_then(|text| text.trim().parse().ok());
    let folder = page.path.parent();
    // The menu cuts `index.md` off and so takes the page for one of the folder above.
    let parent =
        if page.path.file_name() == "index.md" && folder.as_str() != facts.content_root() { folder.parent() } else { folder };
    Some(NavEntry {
        key: Some(url.clone()),
        parent: (parent.as_str() != facts.content_root()).then(|| parent.as_str().to_owned()),
        parent_is_text: true,
        title: header(page).and_then(|block| block.str("title")).map_or_else(|| title_from(page.path.stem()), str::to_owned),
        url: Some(url.clone()),
        source: page.path.clone(),
        order: Some(sort.unwrap_or(0.0)),
        pinned: false,
        spans: NavSpans { order: span, ..NavSpans::default() },
        ..NavEntry::default()
    })
}

/// A title from a file's name: words with capitals, `camelCase` split (lodash's `startCase`, but for digits).
fn title_from(name: &str) -> String {
    let mut split = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_uppercase() && split.ends_with(char::is_lowercase) {
            split.push(' ');
        }
        split.push(c);
    }
    let name = split.as_str();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}
