//! `plugins`: what is known of those in use.

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
