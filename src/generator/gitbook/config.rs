//! `.gitbook.yaml`, `book.json`, SUMMARY.md and LANGS.md.

use super::{HONKIT, named};
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Locale, MenuItem, Mount, Origin,
        redirects::RedirectRule,
        slug::{Numbering, Slugger},
        summary::{self, Reader},
    },
    page::{
        dialect::{Attributes, FrontMatterDialect, MarkdownDialect, Scalars, TemplateSyntax},
        front_matter::{Node, Syntax, read_data},
    },
    path::SitePath,
    text::Span,
};

/// The configurations of the host.
const HOST_FILES: [&str; 2] = [".gitbook.yaml", ".gitbook.yml"];

/// The configurations of HonKit and GitBook 3. The script is looked for first.
const HONKIT_FILES: [&str; 2] = ["book.js", "book.json"];

/// Which of the two publishes the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variant {
    /// gitbook.com.
    Host,
    /// HonKit, or GitBook up to 3.
    HonKit,
}

/// Which of the two publishes the book, and the file that says so.
pub(super) fn find(files: &dyn Files) -> Option<(Variant, String)> {
    let host = HOST_FILES.into_iter().find(|file| files.exists(file)).map(|file| (Variant::Host, file.to_owned()));
    // A package may use it for something else than the book of this repository.
    let is_book = || HONKIT_FILES.into_iter().chain([summary::FILE, "LANGS.md"]).any(|file| files.exists(file));
    let package = || (uses_program(files) && is_book()).then(|| (Variant::HonKit, "package.json".to_owned()));
    let book = || {
        let file = HONKIT_FILES.into_iter().find(|file| files.exists(file))?;
        // Other programs have a `book.json` or `book.js` too.
        let text = files.read(file)?;
        let has_keys = ["structure", "plugins", "gitbook", "\"root\""].iter().any(|key| text.contains(key));
        (has_keys || files.exists(summary::FILE)).then(|| (Variant::HonKit, file.to_owned()))
    };
    // The host keeps pictures in a folder of its own, with or without a configuration.
    let pictures = || {
        let first = files.below(".gitbook/assets").next()?;
        files.exists(summary::FILE).then(|| (Variant::Host, first.to_string()))
    };
    host.or_else(package).or_else(book).or_else(pictures)
}

/// Whether package.json installs HonKit, or the program that it comes from.
fn uses_program(files: &dyn Files) -> bool {
    let text = files.read("package.json").unwrap_or_default();
    ["\"honkit\"", "\"gitbook-cli\"", "\"gitbook\""].iter().any(|name| text.contains(&format!("{name}:")))
}

/// Reads what the repository says of the book.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let variant = find(files).map_or(Variant::Host, |(variant, _)| variant);
    let names = if variant == Variant::Host { HOST_FILES } else { HONKIT_FILES };
    let file = names.into_iter().find(|file| files.exists(file));
    let mut config = None;
    if let Some(file) = file {
        let text = files.read(file).unwrap_or_default();
        let syntax = if variant == Variant::Host { Syntax::Yaml } else { Syntax::Json };
        config = Some(&*text).filter(|_| file != "book.js").and_then(|text| read_data(text, syntax));
        if config.is_none() && !text.trim().is_empty() {
            facts.could_not_read(file, "it is not plain data; set `content` under `[site]` in handbook.toml");
        }
        facts.sources.extend(SitePath::new(file));
    }
    let text = |key: &str| config.as_ref().and_then(|config: &Node| config.get(key)?.value.as_str());
    let origin = file.map_or(Origin::Default, |file| Origin::File(file.to_owned()));
    let root = text("root").and_then(SitePath::new).unwrap_or_default();
    facts.content.learn(vec![root], origin);
    let root = facts.content.value.first().cloned().unwrap_or_default();
    let within = |key: &str, usual: &str| root.join(text(key).unwrap_or(usual));
    facts.readme = within("structure.readme", "README.md").filter(|path| files.exists(path.as_str()));
    facts.statics.learn(vec![Mount { path: root.clone(), url: String::new() }], Origin::Default);
    match variant {
        Variant::Host => host(facts, &root, config.as_ref(), file),
        Variant::HonKit => honkit(files, facts, &root, config.as_ref()),
    }
    let summary = within("structure.summary", summary::FILE);
    let languages = within("structure.langs", "LANGS.md").filter(|_| variant == Variant::HonKit);
    let books = languages.and_then(|path| read_languages(files, facts, &path, summary.as_ref()));
    let books = books.or_else(|| spaces(files, &root, summary.as_ref()?));
    let readme = text("structure.readme").unwrap_or("README.md").to_owned();
    let readme = Some(readme).filter(|_| variant == Variant::HonKit);
    read_summaries(files, facts, books.unwrap_or_else(|| summary.into_iter().collect()), readme.as_deref());
    if variant == Variant::HonKit
        && let Some(listed) = &mut facts.listed
    {
        let glossary = within("structure.glossary", "GLOSSARY.md").filter(|path| files.exists(path.as_str()));
        listed.extend(glossary);
    }
}

fn host(facts: &mut Facts, root: &SitePath, config: Option<&Node>, file: Option<&str>) {
    facts.dialect.front_matter = FrontMatterDialect { scalars: Scalars::JsYaml4, ..FrontMatterDialect::default() };
    facts.dialect.markdown = MarkdownDialect { math: true, attributes: Attributes::None, ..MarkdownDialect::default() };
    facts.dialect.templates = Some(TemplateSyntax::Liquid);
    // What the host makes of other letters is not documented: accents may go, and signs become words.
    let pass = |slugger: Slugger| IdPass::new(slugger, Numbering::GithubSlugger, true);
    let ids = HeadingIds {
        passes: vec![pass(Slugger::Github)],
        other_versions: [Slugger::Eleventy3, Slugger::HugoAscii, Slugger::VitePress].map(pass).to_vec(),
        loose: true,
        ..HeadingIds::default()
    };
    facts.heading_ids.learn(ids, Origin::Default);
    let redirects = config.and_then(|config| config.get("redirects")).map(|entry| entry.value.entries()).unwrap_or_default();
    for entry in redirects {
        let (Some(to), Some(path)) = (entry.value.as_str(), file.and_then(SitePath::new)) else { continue };
        let Some(target) = root.join(to) else { continue };
        let below = target.below(root.as_str()).unwrap_or(target.as_str());
        let readme = facts.readme.as_ref() == Some(&target);
        facts.redirects.push(RedirectRule {
            from: format!("/{}", entry.written().trim_matches('/')),
            to: super::host::address(below, readme),
            path,
            from_span: entry.key,
            to_span: entry.value.span,
        });
    }
}

fn honkit(files: &dyn Files, facts: &mut Facts, root: &SitePath, config: Option<&Node>) {
    facts.flags.push(HONKIT);
    facts.dialect.front_matter = FrontMatterDialect { scalars: Scalars::JsYaml3, ..FrontMatterDialect::default() };
    facts.dialect.markdown = MarkdownDialect { attributes: Attributes::Headings, ..MarkdownDialect::default() };
    facts.dialect.templates = Some(TemplateSyntax::Nunjucks);
    let plugins = config.and_then(|config| config.get("plugins")).map(|entry| entry.value.items()).unwrap_or_default();
    let plugins: Vec<String> = plugins.iter().filter_map(|plugin| plugin.as_str().map(str::to_owned)).collect();
    // These put numbers before headings, and into their ids.
    let computed = plugins.iter().any(|plugin| plugin.starts_with("anchor-navigation"));
    facts.plugins.learn(plugins, Origin::Default);
    let pass = IdPass::new(Slugger::HonKit, Numbering::None, true);
    // A book.json alone may be left over from the days when the host read it.
    let loose = !uses_program(files);
    facts.heading_ids.learn(HeadingIds { passes: vec![pass], computed, loose, ..HeadingIds::default() }, Origin::Default);
    facts.ignored.extend(["_book", "node_modules"].into_iter().filter_map(|folder| root.join(folder)));
    facts.virtual_routes.push("/gitbook/style.css".to_owned());
}

/// The books in LANGS.md: a folder each, with a SUMMARY.md of its own.
fn read_languages(files: &dyn Files, facts: &mut Facts, path: &SitePath, summary: Option<&SitePath>) -> Option<Vec<SitePath>> {
    let text = files.read(path.as_str())?;
    let items = summary::read(path, &text, Reader::GitBook);
    let name = summary.map_or(summary::FILE, SitePath::file_name).to_owned();
    let folders: Vec<SitePath> = items.iter().filter_map(|item| path.parent().join(item.target.as_deref()?)).collect();
    let locales = folders.iter().enumerate().map(|(number, folder)| {
        let code = folder.file_name().to_owned();
        Locale { url: format!("/{code}"), code, source: number == 0 }
    });
    facts.locales.learn(locales.collect(), Origin::File(path.to_string()));
    facts.sources.push(path.clone());
    facts.virtual_routes.push("/index.html".to_owned());
    Some(folders.iter().filter_map(|folder| folder.join(&name)).collect())
}

/// The menus of a repository that holds several books of the host, a folder each. Which of them is published where is set up
/// elsewhere.
fn spaces(files: &dyn Files, root: &SitePath, summary: &SitePath) -> Option<Vec<SitePath>> {
    if files.exists(summary.as_str()) {
        return None;
    }
    let is_menu = |path: &&SitePath| path.file_name() == summary.file_name() && path.parent().parent() == *root;
    Some(files.below(root.as_str()).filter(is_menu).cloned().collect())
}

/// The menus, and the pages that they list.
fn read_summaries(files: &dyn Files, facts: &mut Facts, paths: Vec<SitePath>, readme: Option<&str>) {
    let mut found = false;
    for path in paths {
        let Some(text) = files.read(path.as_str()) else { continue };
        found = true;
        let items = summary::read(&path, &text, Reader::GitBook);
        let first = readme.filter(|name| path.parent().join(name).is_some_and(|path| files.exists(path.as_str())));
        // HonKit puts the first page of a book before all others, if it has no line of its own.
        if let Some(name) = first.filter(|name| items.iter().all(|item| item.target.as_deref() != Some(name))) {
            let (title, target) = ("Introduction".to_owned(), Some(name.to_owned()));
            facts.menu.push(MenuItem { file: path.clone(), title, target, span: Span::default(), depth: 0, kind: "" });
        }
        facts.menu.extend(items);
        facts.menu_texts.insert(path.clone(), text);
        facts.sources.push(path);
    }
    if found {
        facts.listed = Some(facts.menu.iter().filter_map(|item| named(facts, item)).collect());
    }
}
