//! `plugins`: what is known of those in use.

use super::{
    Settings,
    blog::Blog,
    config::{Config, option, option_is_on, text},
    languages::Languages,
    place, redirects,
};
use crate::{
    config::Source,
    generator::{Facts, Files, Origin, Reference},
    page::{dialect::TemplateSyntax, front_matter::Node},
    path::SitePath,
};

/// Plugins that change neither addresses nor ids nor links, so far as a reader meets them: by the last part of their names.
const HARMLESS: &[&str] = &[
    "abbreviations",
    "add-teaser",
    "asciinema-player",
    "audiotag",
    "autorefs",
    "autolink_references",
    "badges",
    "bibtex",
    "bootstrap-tables",
    "build_plantuml",
    "callouts",
    "caption",
    "charts",
    "codeinclude",
    "cinder",
    "copy-to-llm",
    "custom-attributes",
    "d2",
    "diagrams",
    "drawio",
    "drawio-exporter",
    "embed_file",
    "encryptcontent",
    "enumerate-headings",
    "exclude",
    "exclude-search",
    "exclude-unused-files",
    "excel-reader",
    "extra-sass",
    "file-filter",
    "footnotes",
    "freeze",
    "git-authors",
    "git-committers",
    "git-committers-2",
    "git-latest-changes",
    "git-revision-date",
    "git-revision-date-localized",
    "git-snippet",
    "glightbox",
    "graph",
    "graphviz",
    "group",
    "heading-count",
    "htmlproofer",
    "image-captions",
    "img2fig",
    "img2figv2",
    "info",
    "inline-select-svg",
    "interlinks",
    "kroki",
    "lang-search",
    "lightbox",
    "linkcheck",
    "llmstxt",
    "macros",
    "markdown-exec",
    "markmap",
    "mermaid",
    "mermaid2",
    "meta",
    "meta-descriptions",
    "mike",
    "minify",
    "minify_html",
    "minify-html",
    "mktable2matplotlib",
    "mkdocs-video",
    "ngrok",
    "no-sitemap-file",
    "offline",
    "open-in-new-tab",
    "optimize",
    "page-pdf",
    "panzoom",
    "pdf-export",
    "plantuml",
    "plantuml_markdown",
    "privacy",
    "protobuf",
    "puml",
    "resize-images",
    "rss",
    "search",
    "section-index",
    "site-urls",
    "social",
    "spellcheck",
    "statistics",
    "swagger-ui-tag",
    "table-reader",
    "tags",
    "termynal",
    "tooltips",
    "typeset",
    "video",
    "with-pdf",
];

/// Plugins that are modelled.
const MODELLED: &[&str] = &[
    "awesome-nav",
    "awesome-pages",
    "blog",
    "i18n",
    "include-markdown",
    "literate-nav",
    "redirects",
    "print-site",
    "markdownextradata",
];

/// Plugins that find the target of a link by the file's name alone, wherever it lies.
const FIND_BY_NAME: &[&str] = &["autolinks", "ezlinks", "roamlinks", "obsidian-bridge", "awesome-autolinks", "alias"];

/// Plugins that fill pages with headings from programs (`::: module`).
const DOCUMENTERS: &[&str] = &["mkdocstrings", "mkapi"];

/// What a plugin does to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing that matters here, or it is modelled.
    None,
    /// It finds the targets of links by their names.
    FindsByName,
    /// It prints headings that the page does not hold.
    PrintsHeadings,
    /// It makes pages, or nobody knows what it does.
    MakesPages,
}

/// The last part of a plugin's name: `material/blog` is `blog`.
pub(super) fn short(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// What a plugin does.
pub(super) fn effect(name: &str) -> Effect {
    let name = short(name);
    if FIND_BY_NAME.contains(&name) {
        Effect::FindsByName
    } else if DOCUMENTERS.contains(&name) {
        Effect::PrintsHeadings
    } else if HARMLESS.contains(&name) || MODELLED.contains(&name) {
        Effect::None
    } else {
        Effect::MakesPages
    }
}

/// The tags plugin of Material for MkDocs 9.8, where only some tags are allowed.
fn allowed_tags(docs: &SitePath, file: &str, name: &str, options: Option<&Node>) -> Option<Reference> {
    let usual = option(options, "tags_name_property").is_none_or(|key| key.as_str() == Some("tags"));
    let on = option_is_on(options, "tags", true) && usual;
    option(options, "tags_allowed").filter(|allowed| on && !allowed.items().is_empty())?;
    let source = Source::Data(SitePath::new(file)?, Some(format!("plugins.{name}.tags_allowed")));
    let outcome = "MkDocs does not build the site with a tag that is not allowed";
    Some(Reference { outcome, ..Reference::new(docs, "tags", "tags", source) })
}

/// Reads `plugins` into the facts and the settings.
pub(super) fn read(config: &Config, facts: &mut Facts, settings: &mut Settings, file: &str) {
    let listed = config.named("plugins").unwrap_or_else(|| vec![("search".to_owned(), None)]);
    let names = listed.iter().map(|(name, _)| short(name).to_owned()).collect();
    facts.plugins.learn(names, Origin::File(file.to_owned()));
    for (name, options) in &listed {
        let short = short(name);
        // `[site] plugins` says which of them count.
        if !facts.has_plugin(&[short]) || !option_is_on(*options, "enabled", true) {
            continue;
        }
        match effect(name) {
            Effect::None => {}
            Effect::FindsByName => settings.finds_by_name = true,
            Effect::PrintsHeadings => settings.prints_headings = true,
            Effect::MakesPages => {
                settings.makes_pages = true;
                facts.could_not_read(
                    file,
                    format!(
                        "the plugin `{short}` may make pages, so links to pages that do not exist are not checked; if it makes \
                         none, set `plugins` under `[site]` in handbook.toml to those that matter"
                    ),
                );
            }
        }
        match short {
            "blog" => {
                if let Some(blog) = Blog::read(*options) {
                    let path = SitePath::new(file).unwrap_or_else(SitePath::root);
                    facts.references.extend(blog.references(&settings.docs, &path, name, *options));
                    settings.blogs.push(blog);
                }
            }
            "i18n" => settings.languages = Languages::read(*options, facts, file),
            "macros" => {
                let changed = ["j2_block_start_string", "j2_variable_start_string"];
                let by_default = option_is_on(*options, "render_by_default", true);
                if by_default && changed.iter().all(|key| option(*options, key).is_none()) {
                    facts.dialect.templates = Some(TemplateSyntax::Nunjucks);
                }
            }
            "markdownextradata" => facts.dialect.templates = Some(TemplateSyntax::Nunjucks),
            "include-markdown" if facts.dialect.templates.is_none() => facts.dialect.templates = Some(TemplateSyntax::Liquid),
            "awesome-nav" | "awesome-pages" | "literate-nav" => facts.lists_pages = true,
            "print-site" => facts.virtual_routes.push("/print_page/".to_owned()),
            "redirects" => redirects::read(config, option(*options, "redirect_maps"), facts, settings),
            "tags" => {
                facts.references.extend(allowed_tags(&settings.docs, file, name, *options));
                settings.tags = true;
            }
            "mkdocstrings" => facts.virtual_routes.push("/objects.inv".to_owned()),
            _ => {}
        }
        if let Some(home) = settings.blogs.last().filter(|_| short == "blog") {
            facts.virtual_routes.push(place::address(settings, &home.home()));
        }
    }
    // Labels of links may be defined in what is printed at the end of every page, or by other pages' headings.
    let labels = settings.appends || facts.has_plugin(&["autorefs", "mkdocstrings", "bibtex", "roamlinks", "macros"]);
    facts.more_definitions |= labels;
}

/// Programs of the site's own: one that changes the list of files may make pages.
pub(super) fn read_hooks(files: &dyn Files, config: &Config, facts: &mut Facts, settings: &mut Settings) {
    let hooks = config.get("hooks").and_then(|(_, node)| node.as_list()).unwrap_or_default();
    for path in hooks.iter().filter_map(text).filter_map(|hook| config.folder().join(hook)) {
        settings.hooks = true;
        if files.read(path.as_str()).is_some_and(|program| program.contains("def on_files")) {
            settings.makes_pages = true;
            facts.could_not_read(
                path.as_str(),
                "this program may make pages (`on_files`), so links to pages that do not exist are not checked",
            );
        }
    }
}
