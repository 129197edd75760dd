//! How a generator reads a page: plain data that a generator hands to the parser.

/// Everything the parser must know of the generator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dialect {
    /// Which metadata blocks there are and what their values mean.
    pub front_matter: FrontMatterDialect,
    /// Which Markdown it is.
    pub markdown: MarkdownDialect,
    /// The template language that runs first, if any.
    pub templates: Option<TemplateSyntax>,
    /// Names of paired template tags whose inside is not read as Markdown.
    pub verbatim: Vec<Box<str>>,
}

/// Which metadata blocks a generator knows and how it reads them.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatterDialect {
    /// YAML between `---` lines.
    pub yaml: bool,
    /// TOML between `+++` lines.
    pub toml: bool,
    /// JSON: between `;;;` lines, after `---json`, or a bare `{ … }` at the start of the file.
    pub json: bool,
    /// A `/* … */` block at the start of the file.
    pub header: Option<HeaderComment>,
    /// What closes a YAML, TOML or `;;;` block. `Prefix` with any `scalars` but `Hugo` is npm gray-matter, which also knows a
    /// language word after the opening fence (`---json`).
    pub closing: Closing,
    /// What an unquoted YAML scalar means.
    pub scalars: Scalars,
    /// How key names are compared.
    pub keys: KeyNames,
    /// Keys whose value is an address that the theme links to, names joined with dots; lists are looked through
    /// (`hero.actions.link`). One beside a `target` key is left out: it leads past the site's own pages.
    pub links: &'static [&'static str],
    /// Keys whose value is the address or path of a picture, likewise.
    pub images: &'static [&'static str],
    /// Whether layouts print values as Markdown, so that links in them are links.
    pub markdown_values: bool,
}

/// What stands in a `/* … */` block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderComment {
    /// `Key: value` lines, split at the first `: `; other lines mean nothing (Raneto 0.17).
    Lines,
    /// YAML (Pico 3).
    Yaml,
}

/// What closes a `---` block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// A line of `---` alone, blanks after it allowed (Jekyll, MkDocs, gray_matter); `...` too where YAML says so.
    Line,
    /// Any line that begins with `---` (npm gray-matter 4, so Eleventy; Hugo 0.168).
    Prefix,
    /// The first `---` anywhere (Raneto 0.17).
    Anywhere,
}

/// Which reader decides what an unquoted YAML scalar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalars {
    /// js-yaml 3 (gray-matter 4: Eleventy 2 and 3.0–3.1, Docusaurus).
    JsYaml3,
    /// js-yaml 4 (Raneto, Astro, @11ty/gray-matter).
    JsYaml4,
    /// PyYAML 6 (MkDocs).
    PyYaml,
    /// Symfony YAML 5 (Pico).
    Symfony,
    /// Hugo 0.168.
    Hugo,
    /// Psych, Ruby's YAML (Jekyll, Middleman).
    Psych,
    /// The YAML 1.2 core schema; for a repository without generator.
    Core,
}

/// How front matter key names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyNames {
    /// As written.
    Exact,
    /// Letters lower-cased (Hugo, Pico).
    Lower,
    /// Lower-cased, every run of blanks, `-` and `/` an underscore, `camelCase` split (`ShowOnMenu` = `Show On Menu` =
    /// `show_on_menu`; Raneto 0.17).
    Underscored,
}

impl FrontMatterDialect {
    /// Whether npm gray-matter finds the block, with a language word after the opening fence.
    pub(crate) fn is_npm(&self) -> bool {
        self.closing == Closing::Prefix && self.scalars != Scalars::Hugo
    }

    /// Whether blank lines and blanks may stand before the opening fence (Hugo 0.168 skips them).
    pub(crate) fn skips_blanks(&self) -> bool {
        self.scalars == Scalars::Hugo
    }

    /// Whether a line of `...` closes a YAML block too (Jekyll, MkDocs, GitHub; not Pico).
    pub(crate) fn dots_close(&self) -> bool {
        self.closing == Closing::Line && self.scalars != Scalars::Symfony
    }

    /// Whether a block that is no mapping is simply shown as page text (MkDocs 1.6; and the cautious reading when no generator is
    /// known, where two thematic breaks around prose must not be taken for metadata). The others stop, or swallow the prose.
    pub(crate) fn shows_prose(&self) -> bool {
        matches!(self.scalars, Scalars::PyYaml | Scalars::Core)
    }
}

impl KeyNames {
    /// The name a key is looked up by; `None` when it is the key as written.
    pub(crate) fn normalise(self, key: &str) -> Option<String> {
        let name = match self {
            Self::Exact => return None,
            Self::Lower => key.chars().any(char::is_uppercase).then(|| key.to_lowercase())?,
            Self::Underscored => underscored(key),
        };
        (name != key).then_some(name)
    }
}

/// What Raneto 0.17 makes of a key (`cleanString` over underscore.string's `underscored`).
fn underscored(key: &str) -> String {
    let mut name = String::with_capacity(key.len() + 4);
    let mut before = ' ';
    for c in key.trim_matches(|c: char| c == '/' || c.is_whitespace()).chars() {
        let gap = c == '-' || c == '/' || c.is_whitespace();
        if gap {
            if !name.ends_with('_') {
                name.push('_');
            }
        } else {
            if c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()) {
                name.push('_');
            }
            name.extend(c.to_lowercase());
        }
        before = c;
    }
    name
}

impl Default for FrontMatterDialect {
    fn default() -> Self {
        Self {
            yaml: true,
            toml: false,
            json: false,
            header: None,
            closing: Closing::Line,
            scalars: Scalars::Core,
            keys: KeyNames::Exact,
            links: &[],
            images: &[],
            markdown_values: true,
        }
    }
}

/// Which Markdown a generator reads.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkdownDialect {
    /// Pipe tables.
    pub tables: bool,
    /// `[^1]` footnotes.
    pub footnotes: bool,
    /// `~~struck~~`.
    pub strikethrough: bool,
    /// `- [ ]` task items.
    pub tasks: bool,
    /// Definition lists (`: definition`).
    pub definition_lists: bool,
    /// `$math$`.
    pub math: bool,
    /// The `{…}` attribute syntax.
    pub attributes: Attributes,
    /// Addresses without brackets become links (GFM autolinks, markdown-it's `linkify`).
    pub bare_urls: bool,
    /// Lines indented by four spaces are code.
    pub indented_code: bool,
    /// The alternative text of images counts as heading text (marked 5).
    pub image_text_in_headings: bool,
    /// What ids of headings are made of.
    pub id_words: IdSource,
    /// `## Title [#id]` gives a heading its id, which is written in small letters (Nextra).
    pub bracket_ids: bool,
    /// The block syntax is Python-Markdown's, with these extensions.
    pub python: Option<PythonMarkdown>,
    /// `##Title` is a heading, without a blank too, and in a list item without blank lines nothing is (Redcarpet).
    pub tight_headings: bool,
    /// Entities in headings stay as they are written (`&amp;`) when ids are made (VitePress 1).
    pub entities_in_headings: bool,
    /// Headings, HTML and code are told from text as kramdown 2 with its GFM parser does.
    pub kramdown: bool,
    /// The text of HTML elements is Markdown even when they do not say so (kramdown's `parse_block_html`).
    pub html_is_markdown: bool,
    /// Straight quotes and runs of dashes and dots become typographic ones before ids are made (mdBook's `smart-punctuation`).
    pub smart_punctuation: bool,
    /// HTML is kept; if not, its tags are dropped with their links and ids (goldmark without `unsafe`).
    pub html: bool,
    /// `:::name` lines open and close containers (remark-directive). Only MDX is read so far with them.
    pub directives: bool,
    /// `:name` in a heading is a directive and leaves no text in the id (Docusaurus 3, where ids come before unused directives are
    /// put back).
    pub directives_in_headings: bool,
    /// Elements with a capital or a hyphen in their names are components of the site (Vue). Those of MDX are told without.
    pub components: bool,
}

/// What ids of headings are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdSource {
    /// The text as it is rendered.
    Text,
    /// What Hugo takes of it: the first piece of emphasis and links, no addresses, the text behind images.
    Goldmark {
        /// Whether `--` and quotes become typographic first.
        typographer: bool,
    },
}

/// Which extensions of Python-Markdown 3.11 and PyMdown Extensions 13 are in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PythonMarkdown {
    /// How many columns one level of indentation has: 4, or what `tab_length` says.
    pub tab: usize,
    /// `!!! note` with indented content (`admonition`).
    pub admonitions: bool,
    /// `??? note` with indented content (`pymdownx.details`).
    pub details: bool,
    /// `=== "Tab"` with indented content (`pymdownx.tabbed`).
    pub tabs: bool,
    /// `/// note` (`pymdownx.blocks`).
    pub blocks: bool,
    /// `<div markdown>` (`md_in_html`).
    pub markdown_in_html: bool,
    /// `:   What it is` below a term (`def_list`).
    pub definition_lists: bool,
    /// `{ #id }` after a code fence's opening marks (`pymdownx.superfences`, or `fenced_code` with `attr_list`).
    pub fence_ids: bool,
}

impl Default for PythonMarkdown {
    fn default() -> Self {
        Self {
            tab: 4,
            admonitions: false,
            details: false,
            tabs: false,
            blocks: false,
            markdown_in_html: false,
            definition_lists: false,
            fence_ids: false,
        }
    }
}

/// Which `{…}` attribute syntax the Markdown knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attributes {
    /// None: braces are text.
    None,
    /// `# Title {#id .class}` on headings only (Hugo, mdBook, VitePress).
    Headings,
    /// The same, and `{#id .class}` on a line of its own after any other block, or behind the language of a fenced one
    /// (Hugo with `parser.attribute.block`).
    Blocks,
    /// `# Title {#id}` on headings only, blanks in the id allowed; `{/* #id */}` and `<!-- #id -->` mean the same
    /// (Docusaurus 3.10).
    HeadingId,
    /// `{.class #id}` after any element and at the end of any block (markdown-it-attrs 4).
    Everywhere,
    /// `{: #id .class }` or `{ #id }`: after a blank at the end of headings and table cells, right after inline elements, and on
    /// the last line of a block (Python-Markdown's `attr_list`).
    PythonMarkdown,
    /// `# Title {#id}`, and `{: #id .class}` after any element and on the line after or before any block (kramdown 2).
    Kramdown,
}

impl Default for MarkdownDialect {
    fn default() -> Self {
        Self {
            tables: true,
            footnotes: true,
            strikethrough: true,
            tasks: true,
            definition_lists: false,
            math: false,
            attributes: Attributes::None,
            bare_urls: true,
            indented_code: true,
            image_text_in_headings: false,
            id_words: IdSource::Text,
            bracket_ids: false,
            python: None,
            tight_headings: false,
            entities_in_headings: false,
            kramdown: false,
            html_is_markdown: false,
            smart_punctuation: false,
            html: true,
            directives: false,
            directives_in_headings: false,
            components: false,
        }
    }
}

/// A template language that runs over the page before Markdown does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateSyntax {
    /// `{{ }}` and `{% %}` (Liquid).
    Liquid,
    /// `{{ }}`, `{% %}` and `{# #}` (Nunjucks).
    Nunjucks,
    /// `<%= %>`, `<% %>` and `<%# %>` (Ruby's ERB); links that `link_to` prints are links.
    Erb,
    /// `{{#include file}}` and the other helpers of mdBook; any other braces are text.
    MdBook,
    /// `{{< >}}` and `{{% %}}` (Hugo).
    Hugo,
}
