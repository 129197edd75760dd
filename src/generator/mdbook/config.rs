//! `book.toml`.

use super::{
    NO_INDEX, chapter,
    links::{address_of, redirect},
    preprocessors::{self, Effect},
    theme,
    version::{self, Version},
};
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Mount, Origin,
        eleventy::ids_in,
        facts::clean_prefix,
        redirects::RedirectRule,
        slug::{Numbering, Slugger},
        summary,
    },
    page::{
        dialect::{Attributes, FrontMatterDialect, MarkdownDialect, TemplateSyntax},
        front_matter::{Data, Node, Syntax, read_data},
    },
    path::SitePath,
    text::Span,
};

/// The name of the configuration.
const FILE: &str = "book.toml";

/// Folders that books often stand in, when the repository holds other things too.
const FOLDERS: [&str; 10] =
    ["book", "docs", "doc", "guide", "handbook", "manual", "documentation", "docs/book", "doc/book", "docs/guide"];

/// The configuration: at the top, else that of the only book in one of the folders where books often are.
pub(super) fn file(files: &dyn Files) -> Option<&'static str> {
    /// In step with [`FOLDERS`].
    const BELOW: [&str; FOLDERS.len()] = [
        "book/book.toml",
        "docs/book.toml",
        "doc/book.toml",
        "guide/book.toml",
        "handbook/book.toml",
        "manual/book.toml",
        "documentation/book.toml",
        "docs/book/book.toml",
        "doc/book/book.toml",
        "docs/guide/book.toml",
    ];
    if files.exists(FILE) {
        return Some(FILE);
    }
    let mut found = BELOW.into_iter().filter(|path| files.exists(path));
    found.next().filter(|_| found.next().is_none())
}

/// Reads `book.toml` and SUMMARY.md.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let path = file(files).unwrap_or(FILE);
    let folder = path.strip_suffix(FILE).unwrap_or_default().trim_end_matches('/');
    let root = SitePath::new(folder).unwrap_or_default();
    let text = files.read(path).unwrap_or_default();
    let config = read_data(&text, Syntax::Toml);
    if config.is_none() && !text.trim().is_empty() {
        facts.could_not_read(path, "it is not valid TOML; set `content` under `[site]` in handbook.toml");
    }
    let config = config.unwrap_or_else(|| Node::new(Span::default(), Data::Mapping(Vec::new())));
    let book = Book { config: &config, path, root: &root };
    let source = root.join(book.text("book.src").unwrap_or("src")).unwrap_or_else(|| root.clone());
    facts.content.learn(vec![source], book.origin("book.src"));
    let source = facts.content.value.first().cloned().unwrap_or_default();
    if let Some(path) = SitePath::new(path) {
        facts.sources.push(path);
    }
    book.read_markdown(files, facts);
    book.read_addresses(facts, &source);
    // What is included is looked for beside the page first of all, which the rule does by itself.
    let helpers = ["#include", "#playground", "#playpen", "#rustdoc_include"];
    facts.tags.includes.extend(helpers.map(|helper| (helper.to_owned(), vec![source.clone()])));
    read_summary(files, facts, &book, &source);
}

/// What a book.toml says.
struct Book<'a> {
    config: &'a Node,
    path: &'a str,
    /// Its folder.
    root: &'a SitePath,
}

impl Book<'_> {
    fn text(&self, key: &str) -> Option<&str> {
        self.config.get(key)?.value.as_str()
    }

    fn flag(&self, key: &str) -> Option<bool> {
        match self.text(key)? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    fn origin(&self, key: &str) -> Origin {
        if self.config.get(key).is_some() { Origin::File(self.path.to_owned()) } else { Origin::Default }
    }

    /// How pages are read and which ids they get.
    fn read_markdown(&self, files: &dyn Files, facts: &mut Facts) {
        let found = version::find(files, self.path, self.config);
        let is_four = matches!(found, Some((Version::Four, _)));
        let smart = self.flag("output.html.smart-punctuation").or_else(|| self.flag("output.html.curly-quotes"));
        facts.dialect.front_matter = FrontMatterDialect { yaml: false, ..FrontMatterDialect::default() };
        facts.dialect.markdown = MarkdownDialect {
            attributes: Attributes::Headings,
            bare_urls: false,
            definition_lists: !is_four && self.flag("output.html.definition-lists") != Some(false),
            smart_punctuation: smart.unwrap_or(!is_four),
            ..MarkdownDialect::default()
        };
        facts.dialect.templates = Some(TemplateSyntax::MdBook);
        for (_, effect) in preprocessors::of(self.config) {
            match effect {
                Effect::Ids(prefix) => facts.id_prefixes.push(prefix),
                Effect::Names(prefix) => {
                    facts.id_prefixes.push(prefix);
                    facts.more_definitions = true;
                }
                Effect::Braces | Effect::Unknown => facts.dialect.templates = Some(TemplateSyntax::Liquid),
                Effect::FrontMatter => facts.dialect.front_matter.yaml = true,
                Effect::None | Effect::Menu => {}
            }
        }
        let four = IdPass::new(Slugger::MdBook, Numbering::MdBook, true);
        let five = IdPass::new(Slugger::MdBook5, Numbering::GithubSlugger, false).with_terms();
        let (pass, other) =
            if is_four { (four, Vec::new()) } else { (five, vec![IdPass { plain_dashes: smart.is_none(), ..four }]) };
        let other_versions = if found.is_none() { other } else { Vec::new() };
        let origin = found.as_ref().map_or(Origin::Default, |(_, file)| Origin::File(file.clone()));
        facts.heading_ids.learn(HeadingIds { passes: vec![pass], other_versions, ..HeadingIds::default() }, origin);
        if !matches!(found, Some((Version::Five, _))) {
            facts.theme_ids.extend(theme::FOUR.map(str::to_owned));
        }
        facts.id_prefixes.push(theme::FIVE);
        let folder = self.text("output.html.theme").unwrap_or("theme");
        let templates = ["index.hbs", "header.hbs", "head.hbs"];
        let templates = templates.iter().filter_map(|name| self.root.join(&format!("{folder}/{name}")));
        for text in templates.filter_map(|path| files.read(path.as_str())) {
            facts.theme_ids.extend(ids_in(&text));
        }
    }

    /// Where things are served.
    fn read_addresses(&self, facts: &mut Facts, source: &SitePath) {
        let origin = || Origin::File(self.path.to_owned());
        if let Some(host) = self.text("output.html.cname") {
            facts.learn_base_url(&format!("https://{}", host.trim_matches('/')), origin());
        }
        match self.text("output.html.site-url") {
            Some(url) if url.contains("://") => facts.learn_base_url(url, origin()),
            Some(url) if url.starts_with('/') => facts.prefix.learn(clean_prefix(url), origin()),
            _ => {}
        }
        let output = self.root.join(self.text("build.build-dir").unwrap_or("book"));
        facts.ignored.extend(output.filter(|output| source.below(output.as_str()).is_none()));
        let mut mounts = vec![Mount { path: source.clone(), url: String::new() }];
        for key in ["output.html.additional-css", "output.html.additional-js"] {
            let files = self.config.get(key).map(|entry| entry.value.items()).unwrap_or_default();
            mounts.extend(files.iter().filter_map(|file| {
                let url = clean_prefix(SitePath::new(file.as_str()?)?.as_str());
                Some(Mount { path: self.root.join(file.as_str()?)?, url })
            }));
        }
        facts.statics.learn(mounts, Origin::Default);
        facts.virtual_routes.extend(["/toc.html", "/favicon.png", "/favicon.svg", "/.nojekyll"].map(str::to_owned));
        if self.flag("output.html.print.enable") != Some(false) {
            facts.virtual_routes.push("/print.html".to_owned());
        }
        if self.text("output.html.input-404") != Some("") {
            facts.virtual_routes.push("/404.html".to_owned());
        }
        if self.flag("build.use-default-preprocessors") == Some(false) && self.config.get("preprocessor.index").is_none() {
            facts.flags.push(NO_INDEX);
        }
        self.read_redirects(facts);
    }

    fn read_redirects(&self, facts: &mut Facts) {
        let Some(file) = SitePath::new(self.path) else { return };
        let entries = self.config.get("output.html.redirect").map(|entry| entry.value.entries()).unwrap_or_default();
        for entry in entries {
            let Some(to) = entry.value.as_str() else { continue };
            let written = entry.written();
            // What has a fragment is sent on by a script of the page, so the fragment is as good as there.
            if let Some((_, fragment)) = written.rsplit_once('#') {
                facts.theme_ids.insert(fragment.to_owned());
                continue;
            }
            let (from, to) = redirect(written, to);
            let (from_span, to_span) = (entry.key, entry.value.span);
            facts.redirects.push(RedirectRule { from, to, path: file.clone(), from_span, to_span });
        }
    }
}

/// The menu, and what it decides.
fn read_summary(files: &dyn Files, facts: &mut Facts, book: &Book<'_>, source: &SitePath) {
    let Some(path) = source.join(summary::FILE) else { return };
    let Some(text) = files.read(path.as_str()) else {
        let message = format!("there is no {path}, which lists the pages; set `content` under `[site]` in handbook.toml");
        return facts.could_not_read(book.path, message);
    };
    facts.menu = summary::read(&path, &text, summary::Reader::MdBook);
    facts.menu_texts.insert(path.clone(), text);
    facts.sources.push(path);
    // Files of other names are copied too.
    let others = facts.menu.iter().filter_map(|item| chapter(source, item)).filter(|path| path.extension() != "md");
    let raw: Vec<String> = others.filter_map(|path| Some(format!("/{}", path.below(source.as_str())?))).collect();
    facts.virtual_routes.extend(raw);
    let chapters: Vec<SitePath> = facts.menu.iter().filter_map(|item| chapter(source, item)).collect();
    // mdBook makes an empty page for a chapter that is missing, unless it is told not to.
    if book.flag("build.create-missing") != Some(false) {
        let missing = chapters.iter().filter(|path| !files.exists(path.as_str()));
        let index = !facts.flags.contains(&NO_INDEX);
        let made: Vec<String> = missing.filter_map(|path| address_of(source, path, index)).collect();
        facts.virtual_routes.extend(made);
    }
    if preprocessors::of(book.config).all(|(_, effect)| effect != Effect::Menu) {
        facts.listed = Some(chapters.into_iter().collect());
    }
}
