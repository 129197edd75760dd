//! The blog plugin of Material for MkDocs (9.7): posts are served by date and title, and listed by year and category.

use super::{
    Settings,
    config::{option, option_is_on, text},
    markdown::slugger,
    place,
};
use crate::{
    config::Source,
    generator::{Facts, Mount, Placement, Reference, Route, Withheld, slug::Slugger},
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Node, Value},
    },
    path::SitePath,
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// One blog: a site may have several.
#[derive(Debug)]
pub(super) struct Blog {
    /// Its folder below the docs folder; empty for the docs folder itself.
    pub(super) folder: String,
    /// What paths of posts begin with.
    posts: String,
    format: String,
    date_format: String,
    slug: Option<Slugger>,
    category_slug: Option<Slugger>,
    most_categories: usize,
    /// Formats of the addresses of lists, where there are such lists, below the blog's folder.
    archive: Option<(String, String)>,
    category: Option<String>,
    author: Option<String>,
    page: Option<String>,
    per_page: usize,
    drafts: bool,
    /// The file of the authors, below the docs folder.
    authors: Option<String>,
}

impl Blog {
    pub(super) fn read(options: Option<&Node>) -> Option<Self> {
        if !option_is_on(options, "enabled", true) {
            return None;
        }
        let value = |key: &str, default: &str| option(options, key).and_then(text).unwrap_or(default).to_owned();
        let number = |key: &str, default: usize| {
            option(options, key).and_then(text).and_then(|text| text.trim().parse().ok()).unwrap_or(default)
        };
        let slug = |key: &str| option(options, key).map_or(Some(Slugger::PymdownxLower), slugger);
        let folder = clean(&value("blog_dir", "blog"));
        let posts = clean(&value("post_dir", "{blog}/posts").replace("{blog}", &folder));
        let on = |key: &str, default: bool| option_is_on(options, key, default);
        let separator = value("post_slugify_separator", "-");
        Some(Self {
            posts,
            format: value("post_url_format", "{date}/{slug}"),
            date_format: value("post_url_date_format", "yyyy/MM/dd"),
            slug: slug("post_slugify").filter(|_| separator == "-"),
            category_slug: slug("categories_slugify").filter(|_| value("categories_slugify_separator", "-") == "-"),
            most_categories: number("post_url_max_categories", 1),
            archive: on("archive", true)
                .then(|| (value("archive_url_format", "archive/{date}"), value("archive_url_date_format", "yyyy"))),
            category: on("categories", true).then(|| value("categories_url_format", "category/{slug}")),
            author: on("authors_profiles", false).then(|| value("authors_profiles_url_format", "author/{slug}")),
            page: on("pagination", true).then(|| value("pagination_url_format", "page/{page}")),
            per_page: number("pagination_per_page", 10).max(1),
            drafts: on("draft", false),
            authors: on("authors", true).then(|| value("authors_file", "{blog}/.authors.yml").replace("{blog}", &folder)),
            folder,
        })
    }

    /// Whether a page is one of its posts. The plugin compares letters, so `posts-old/a.md` is one too.
    pub(super) fn has(&self, source: &str) -> bool {
        source.starts_with(&self.posts)
    }

    /// The blog's first page.
    pub(super) fn home(&self) -> String {
        self.in_folder("index.md")
    }

    /// Whether a page is the blog's first page, which shows the beginnings of its posts.
    pub(super) fn is_home(&self, source: &str) -> bool {
        source.strip_prefix(&*self.folder).is_some_and(|rest| rest.trim_start_matches('/') == "index.md")
    }

    /// The address of a file beside the posts: it moves with them.
    pub(super) fn asset_address(&self, source: &str) -> Option<String> {
        let moved = source.starts_with(&self.posts).then(|| source.replacen(&self.posts, &self.folder, 1))?;
        Some(format!("/{}", moved.trim_start_matches('/')))
    }

    /// What its posts name: authors, and categories where only some are allowed. `name` is the plugin's in the configuration `file`.
    pub(super) fn references(&self, docs: &SitePath, file: &SitePath, name: &str, options: Option<&Node>) -> Vec<Reference> {
        let Some(posts) = docs.join(&self.posts) else { return Vec::new() };
        let mut found = Vec::new();
        if let Some(path) = self.authors.as_deref().and_then(|path| docs.join(path)) {
            found.push(Reference {
                outcome: "MkDocs does not build the site with an author that it does not know",
                ..Reference::new(&posts, "authors", "authors", Source::Data(path, Some("authors".to_owned())))
            });
        }
        if self.category.is_some() && option(options, "categories_allowed").is_some_and(|allowed| !allowed.items().is_empty()) {
            let source = Source::Data(file.clone(), Some(format!("plugins.{name}.categories_allowed")));
            found.push(Reference {
                outcome: "MkDocs does not build the site with a category that is not allowed",
                ..Reference::new(&posts, "categories", "categories", source)
            });
        }
        found
    }

    /// The folder of the posts, as its other files are served.
    pub(super) fn mount(&self, docs: &SitePath) -> Option<Mount> {
        let url = if self.folder.is_empty() { String::new() } else { format!("/{}", self.folder) };
        Some(Mount { path: docs.join(&self.posts)?, url })
    }

    fn in_folder(&self, path: &str) -> String {
        let path = clean(path);
        if self.folder.is_empty() { path } else { format!("{}/{path}", self.folder) }
    }

    fn categories<'a>(&self, page: &'a Page) -> Vec<&'a str> {
        let entry = page.front_matter.as_ref().and_then(|block| block.get("categories"));
        let mut found: Vec<&str> = Vec::new();
        for name in entry.map(|entry| entry.value.items()).unwrap_or_default().iter().filter_map(Node::as_str) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        found
    }

    /// The path below the docs folder by which a post is served. `None` when only a build would tell.
    fn path(&self, page: &Page, source: &str) -> Option<String> {
        let stem = source.rsplit('/').next()?.rsplit_once('.')?.0;
        let mut path = self.format.clone();
        if path.contains("{date}") {
            path = path.replace("{date}", &format(date(page)?, &self.date_format)?);
        }
        if path.contains("{slug}") {
            let slug = match page.meta("slug").filter(|slug| !slug.is_empty()) {
                Some(slug) => slug.to_owned(),
                None => self.slug?.slug(&title(page, stem)),
            };
            path = path.replace("{slug}", &slug);
        }
        if path.contains("{categories}") {
            let slugger = self.category_slug?;
            let slugs: Vec<_> = self.categories(page).iter().take(self.most_categories).map(|name| slugger.slug(name)).collect();
            path = path.replace("{categories}", &slugs.join("/"));
        }
        let path = path.replace("{file}", if stem == "README" { "index" } else { stem });
        (!path.contains('{')).then(|| self.in_folder(&path))
    }
}

/// Where a post is served.
pub(super) fn place(blog: &Blog, settings: &Settings, page: &Page, source: &str, placement: &mut Placement) {
    placement.unlisted = true;
    placement.route = match blog.path(page, source) {
        Some(path) => Route::At(place::address(settings, &format!("{path}.md"))),
        None => Route::Computed { prefix: format!("/{}", blog.folder), suffix: String::new() },
    };
    let draft = page.front_matter.as_ref().and_then(|block| block.get("draft"));
    if let Some(draft) = draft.filter(|draft| !blog.drafts && draft.value.value(Scalars::PyYaml) == Value::Bool(true)) {
        placement.withheld = Some(Withheld { why: "a draft".to_owned(), span: draft.key.to(draft.value.span) });
    }
}

/// The lists of posts are further addresses of the blog's first page, which shows the same.
pub(super) fn lists(facts: &Facts, blog: &Blog, settings: &Settings, pages: &[&Page], placements: &mut [Placement]) {
    let mut lists: BTreeMap<String, usize> = BTreeMap::new();
    let mut known = true;
    let mut posts = 0;
    let mut home = None;
    let index = blog.in_folder("index.md");
    for (at, page) in pages.iter().enumerate() {
        let Some((_, source)) = facts.in_content(&page.path) else { continue };
        if source == index {
            home = Some(at);
        }
        if !blog.has(source) || placements[at].withheld.is_some() {
            continue;
        }
        posts += 1;
        let mut list = |path: Option<String>| match path {
            Some(path) => *lists.entry(blog.in_folder(&path)).or_default() += 1,
            None => known = false,
        };
        if let Some((path, form)) = &blog.archive {
            list(date(page).and_then(|date| format(date, form)).map(|date| path.replace("{date}", &date)));
        }
        if let Some(path) = &blog.category {
            for name in blog.categories(page) {
                list(blog.category_slug.map(|slugger| path.replace("{slug}", &slugger.slug(name))));
            }
        }
        known &= blog.author.is_none();
    }
    let Some(home) = home else { return };
    let mut also = Vec::new();
    let mut number = |path: &str, count: usize| {
        for page in 2..=count.div_ceil(blog.per_page) {
            let Some(form) = &blog.page else { break };
            also.push(place::address(settings, &format!("{path}{}.md", form.replace("{page}", &page.to_string()))));
        }
    };
    number(&blog.in_folder(""), posts);
    for (path, count) in &lists {
        number(&format!("{path}/"), *count);
    }
    also.extend(lists.keys().map(|path| place::address(settings, &format!("{path}.md"))));
    // Lists that are pages of their own have addresses of their own.
    let own: FxHashMap<&str, usize> = placements
        .iter()
        .enumerate()
        .filter_map(|(at, found)| match &found.route {
            Route::At(url) => Some((url.as_str(), at)),
            _ => None,
        })
        .collect();
    also.retain(|url| !own.contains_key(url.as_str()));
    placements[home].makes.append(&mut also);
    if !known {
        placements[home].further = Some((format!("/{}", blog.folder), String::new()));
    }
}

/// When a post was written, in UTC.
fn date(page: &Page) -> Option<Date> {
    let block = page.front_matter.as_ref()?;
    let entry = block.get("date.created").or_else(|| block.get("date"))?;
    match entry.value.value(Scalars::PyYaml) {
        Value::Date(time) => Some(time.date()),
        _ => None,
    }
}

/// A date in the letters that name its parts (`yyyy/MM/dd`). `None` for what depends on the language.
fn format(date: Date, form: &str) -> Option<String> {
    let mut written = String::new();
    let mut letters = form.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\'' {
            written.extend(letters.by_ref().take_while(|next| *next != '\''));
            continue;
        }
        if !letter.is_ascii_alphabetic() {
            written.push(letter);
            continue;
        }
        let mut count = 1;
        while letters.next_if_eq(&letter).is_some() {
            count += 1;
        }
        match (letter, count) {
            ('y', 2) => written.push_str(&format!("{:02}", date.year() % 100)),
            ('y', count) => written.push_str(&format!("{:0count$}", date.year())),
            ('M', 1 | 2) => written.push_str(&format!("{:0count$}", date.month())),
            ('d', 1 | 2) => written.push_str(&format!("{:0count$}", date.day())),
            _ => return None,
        }
    }
    Some(written)
}

/// The title of a post before its Markdown is read: metadata, else the first line if it is a heading, else the file's name.
fn title(page: &Page, stem: &str) -> String {
    if let Some(title) = page.meta("title") {
        return title.to_owned();
    }
    let body = page.text.get(page.body_start()..).unwrap_or_default();
    let first = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if first.starts_with("# ") {
        return first.trim_start_matches(['#', ' ']).to_owned();
    }
    let name = stem.replace(['-', '_'], " ");
    if name.to_lowercase() != name {
        return name;
    }
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A path without slashes around it and without `.` parts.
fn clean(path: &str) -> String {
    path.split('/').filter(|part| !matches!(*part, "" | ".")).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_by_their_letters() {
        let day = Date::constant(2024, 3, 7);
        assert_eq!(format(day, "yyyy/MM/dd").as_deref(), Some("2024/03/07"));
        assert_eq!(format(day, "y-M-d").as_deref(), Some("2024-3-7"));
        assert_eq!(format(day, "yy 'at' d").as_deref(), Some("24 at 7"));
        assert_eq!(format(day, "MMMM"), None);
    }
}
