//! The algorithms by name.

use super::{
    Numbering, eleventy_2, eleventy_3, eleventy_slug, github, govuk_tech_docs, honkit, hugo, kramdown, markdown_it_anchor,
    marked, mdbook, pymdownx, python_markdown, redcarpet, vitepress,
};

/// Which algorithm makes an id from a heading's text. Versions are those the results were compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slugger {
    /// Eleventy 3.1's `slugify` (@sindresorhus/slugify 2.2.1), which `IdAttributePlugin` uses too.
    Eleventy3,
    /// Eleventy 1's and 2's `slugify` (@sindresorhus/slugify 1.1.2).
    Eleventy2,
    /// Eleventy's older `slug` filter (slugify 1.6.6).
    EleventySlug,
    /// @sindresorhus/slugify 2.2.1 with its own defaults, which split `CamelCase`.
    Sindresorhus,
    /// GitHub, and github-slugger 2.0: rehype-slug, Docusaurus, Starlight, marked-gfm-heading-id.
    Github,
    /// marked 5.1 with `headerIds` (Raneto).
    Marked,
    /// markdown-it-anchor 8 and 9 without a `slugify` option.
    MarkdownItAnchor,
    /// Hugo 0.168, `autoIDType = "github"` (the default).
    Hugo,
    /// Hugo 0.168, `autoIDType = "github-ascii"`.
    HugoAscii,
    /// Hugo 0.168, `autoIDType = "blackfriday"`.
    HugoBlackfriday,
    /// HonKit 6.1.
    HonKit,
    /// mdBook 0.4.52.
    MdBook,
    /// mdBook 0.5.4.
    MdBook5,
    /// Python-Markdown 3.11, `toc` (MkDocs).
    PythonMarkdown,
    /// Python-Markdown 3.11, `toc` with `slugify_unicode`.
    PythonMarkdownUnicode,
    /// PyMdown Extensions 13, `slugify` with the case kept.
    Pymdownx,
    /// PyMdown Extensions 13, `slugify(case="lower")`.
    PymdownxLower,
    /// PyMdown Extensions 13, `slugify(case="lower-ascii")`.
    PymdownxLowerAscii,
    /// PyMdown Extensions 13, `slugify(case="fold")`.
    PymdownxFold,
    /// kramdown-parser-gfm 1.1 (Jekyll's default).
    KramdownGfm,
    /// kramdown 2.4's own dialect.
    Kramdown,
    /// @mdit-vue/shared 2.1 (VitePress, VuePress 2).
    VitePress,
    /// Redcarpet 3.5, `with_toc_data` (Middleman).
    Redcarpet,
    /// govuk_tech_docs 1 to 6 (Middleman).
    GovukTechDocs,
}

impl Slugger {
    /// The id, before numbering, of a heading whose rendered plain text (code included) is `text`. Empty when the
    /// algorithm finds nothing to keep. The module of each algorithm says where its text differs from the rendered one.
    pub fn slug(self, text: &str) -> String {
        match self {
            Self::Eleventy3 => eleventy_3::slug(text),
            Self::Eleventy2 => eleventy_2::slug(text),
            Self::EleventySlug => eleventy_slug::slug(text),
            Self::Sindresorhus => eleventy_3::slug_decamelized(text),
            Self::Github => github::slug(text),
            Self::Marked => marked::slug(text),
            Self::MarkdownItAnchor => markdown_it_anchor::slug(text),
            Self::Hugo => hugo::slug(text),
            Self::HugoAscii => hugo::slug_ascii(text),
            Self::HugoBlackfriday => hugo::slug_blackfriday(text),
            Self::HonKit => honkit::slug(text),
            Self::MdBook => mdbook::slug(text),
            Self::MdBook5 => mdbook::slug_5(text),
            Self::PythonMarkdown => python_markdown::slug(text),
            Self::PythonMarkdownUnicode => python_markdown::slug_unicode(text),
            Self::Pymdownx => pymdownx::slug(text),
            Self::PymdownxLower => pymdownx::slug_lower(text),
            Self::PymdownxLowerAscii => pymdownx::slug_lower_ascii(text),
            Self::PymdownxFold => pymdownx::slug_fold(text),
            Self::KramdownGfm => kramdown::slug_gfm(text),
            Self::Kramdown => kramdown::slug(text),
            Self::VitePress => vitepress::slug(text),
            Self::Redcarpet => redcarpet::slug(text),
            Self::GovukTechDocs => govuk_tech_docs::slug(text),
        }
    }

    /// The algorithm that a user means by the name of a plugin, package, filter or setting. Case does not count.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace('"', "'").replace(' ', "");
        Some(match name.as_str() {
            "eleventy" | "eleventy-3" | "idattributeplugin" | "slugify" => Self::Eleventy3,
            "eleventy-2" | "@sindresorhus/slugify@1" => Self::Eleventy2,
            "eleventy-slug" | "slug" | "npm:slugify" => Self::EleventySlug,
            "@sindresorhus/slugify" | "@sindresorhus/slugify@2" => Self::Sindresorhus,
            "github"
            | "gfm"
            | "github-slugger"
            | "rehype-slug"
            | "remark-slug"
            | "docusaurus"
            | "starlight"
            | "astro"
            | "gitbook"
            | "marked-gfm-heading-id" => Self::Github,
            "marked" | "headerids" | "raneto" => Self::Marked,
            "markdown-it-anchor" => Self::MarkdownItAnchor,
            "hugo" | "goldmark" => Self::Hugo,
            "github-ascii" => Self::HugoAscii,
            "blackfriday" => Self::HugoBlackfriday,
            "honkit" | "github-slugid" => Self::HonKit,
            "mdbook" | "mdbook-0.4" => Self::MdBook,
            "mdbook-0.5" => Self::MdBook5,
            "toc" | "mkdocs" | "python-markdown" | "markdown.extensions.toc" | "markdown.extensions.toc.slugify" => {
                Self::PythonMarkdown
            }
            "slugify_unicode" | "markdown.extensions.toc.slugify_unicode" => Self::PythonMarkdownUnicode,
            "pymdownx.slugs.slugify" | "pymdownx.slugs.uslugify_cased" => Self::Pymdownx,
            "pymdownx.slugs.slugify(case='lower')" | "pymdownx.slugs.uslugify" => Self::PymdownxLower,
            "pymdownx.slugs.slugify(case='lower-ascii')" | "pymdownx.slugs.gfm" => Self::PymdownxLowerAscii,
            "pymdownx.slugs.slugify(case='fold')" => Self::PymdownxFold,
            "kramdown-parser-gfm" | "jekyll" => Self::KramdownGfm,
            "kramdown" => Self::Kramdown,
            "vitepress" | "vuepress" | "@mdit-vue/shared" => Self::VitePress,
            "redcarpet" | "with_toc_data" => Self::Redcarpet,
            "govuk_tech_docs" | "govuk-tech-docs" | "tech-docs" | "middleman" => Self::GovukTechDocs,
            _ => return None,
        })
    }

    /// Its name in settings, one of those that [`named`](Self::named) knows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eleventy3 => "eleventy",
            Self::Eleventy2 => "eleventy-2",
            Self::EleventySlug => "eleventy-slug",
            Self::Sindresorhus => "@sindresorhus/slugify",
            Self::Github => "github",
            Self::Marked => "marked",
            Self::MarkdownItAnchor => "markdown-it-anchor",
            Self::Hugo => "hugo",
            Self::HugoAscii => "github-ascii",
            Self::HugoBlackfriday => "blackfriday",
            Self::HonKit => "honkit",
            Self::MdBook => "mdbook",
            Self::MdBook5 => "mdbook-0.5",
            Self::PythonMarkdown => "toc",
            Self::PythonMarkdownUnicode => "slugify_unicode",
            Self::Pymdownx => "pymdownx.slugs.slugify",
            Self::PymdownxLower => "pymdownx.slugs.slugify(case='lower')",
            Self::PymdownxLowerAscii => "pymdownx.slugs.slugify(case='lower-ascii')",
            Self::PymdownxFold => "pymdownx.slugs.slugify(case='fold')",
            Self::KramdownGfm => "kramdown-parser-gfm",
            Self::Kramdown => "kramdown",
            Self::VitePress => "vitepress",
            Self::Redcarpet => "redcarpet",
            Self::GovukTechDocs => "govuk_tech_docs",
        }
    }

    /// The numbering that goes with the algorithm when nothing else is set up.
    pub fn numbering(self) -> Numbering {
        match self {
            Self::Eleventy3 | Self::Eleventy2 | Self::EleventySlug | Self::Sindresorhus => Numbering::MarkdownItAnchor,
            Self::MarkdownItAnchor | Self::VitePress => Numbering::MarkdownItAnchor,
            // mdBook 0.5 counts on from 1 past every id that it gave, which comes to the same.
            Self::Github | Self::MdBook5 => Numbering::GithubSlugger,
            Self::Marked => Numbering::Marked,
            Self::Hugo | Self::HugoAscii | Self::HugoBlackfriday => Numbering::Hugo,
            Self::MdBook => Numbering::MdBook,
            Self::PythonMarkdown
            | Self::PythonMarkdownUnicode
            | Self::Pymdownx
            | Self::PymdownxLower
            | Self::PymdownxLowerAscii
            | Self::PymdownxFold => Numbering::PythonMarkdown,
            Self::KramdownGfm | Self::Kramdown => Numbering::Kramdown,
            Self::Redcarpet | Self::HonKit => Numbering::None,
            Self::GovukTechDocs => Numbering::GovukTechDocs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_users_write() {
        assert_eq!(Slugger::named("IdAttributePlugin"), Some(Slugger::Eleventy3));
        assert_eq!(Slugger::named("markdown-it-anchor"), Some(Slugger::MarkdownItAnchor));
        assert_eq!(Slugger::named("pymdownx.slugs.slugify(case=\"lower\")"), Some(Slugger::PymdownxLower));
        assert_eq!(Slugger::named("github-ascii"), Some(Slugger::HugoAscii));
        assert_eq!(Slugger::named("nothing"), None);
        for slugger in [Slugger::Eleventy2, Slugger::HugoAscii, Slugger::PymdownxFold, Slugger::KramdownGfm, Slugger::VitePress] {
            assert_eq!(Slugger::named(slugger.name()), Some(slugger), "what `config` shows can be set");
        }
    }
}
