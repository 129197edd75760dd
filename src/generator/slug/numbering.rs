//! The ways of telling equal headings apart.

/// How a generator makes ids unique within a page: three equal headings `Setup`, and what else it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numbering {
    /// github-slugger 2: `setup`, `setup-1`, `setup-2`; a later heading `Setup 1` sees `setup-1` taken. Explicit ids are
    /// not seen.
    GithubSlugger,
    /// Astro up to version 5: as github-slugger, but one dash at the end of the finished id is cut off.
    Astro5,
    /// marked 5 and marked-gfm-heading-id: as github-slugger.
    Marked,
    /// GitHub itself: a count for each base, so a later heading `Setup 1` gets the same id as the second `Setup`.
    Github,
    /// markdown-it-anchor 8 and 9: as github-slugger, but a heading's explicit id is seen, and fails the build when it is
    /// already taken. Other elements' ids are not seen.
    MarkdownItAnchor,
    /// Eleventy 3.1's `IdAttributePlugin`: `setup`, `setup-2`, `setup-3`. It sees every id of the whole page, layout
    /// included; an explicit id makes an earlier heading of that name move away, and fails the build when it clashes with
    /// another explicit one. Any element with an empty `id=""` counts as a heading without one.
    IdAttribute,
    /// Hugo 0.168: as github-slugger, with `heading` for a slug that is empty. A heading's explicit id is seen from there on.
    Hugo,
    /// mdBook 0.4: a count for each base, as GitHub.
    MdBook,
    /// Python-Markdown 3.11: `setup`, `setup_1`, `setup_2`, and `_1` for an empty slug; counts on when the slug itself
    /// ends so. All explicit ids of the page are seen from the start: reserve them before the first heading.
    PythonMarkdown,
    /// kramdown 2.4: a count for each base, as GitHub.
    Kramdown,
    /// govuk_tech_docs 1 to 6: a second `setup` below `office` becomes `office-setup`, a third `office-setup-2`. Explicit ids are
    /// not seen.
    GovukTechDocs,
    /// Equal headings get equal ids.
    None,
}

impl Numbering {
    /// The numbering that a user means by the name of a plugin, package or generator. Case does not count.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "github-slugger" | "rehype-slug" | "remark-slug" | "docusaurus" | "starlight" | "astro" | "honkit" | "gitbook" => {
                Self::GithubSlugger
            }
            "marked" | "headerids" | "raneto" | "marked-gfm-heading-id" => Self::Marked,
            "github" | "gfm" => Self::Github,
            "markdown-it-anchor" | "vitepress" | "vuepress" => Self::MarkdownItAnchor,
            "idattributeplugin" => Self::IdAttribute,
            "hugo" | "goldmark" => Self::Hugo,
            "mdbook" => Self::MdBook,
            "toc" | "mkdocs" | "python-markdown" | "markdown.extensions.toc" => Self::PythonMarkdown,
            "kramdown" | "kramdown-parser-gfm" | "jekyll" => Self::Kramdown,
            "govuk_tech_docs" | "govuk-tech-docs" | "tech-docs" | "middleman" => Self::GovukTechDocs,
            "redcarpet" | "with_toc_data" | "none" => Self::None,
            _ => return None,
        })
    }
}
