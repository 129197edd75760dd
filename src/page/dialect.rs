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
    /// What closes a YAML block.
    pub closing: Closing,
    /// What an unquoted YAML scalar means.
    pub scalars: Scalars,
    /// How key names are compared.
    pub keys: KeyNames,
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
    /// Lower-cased, every run of other characters an underscore, `camelCase` split (`ShowOnMenu` = `show_on_menu`; Raneto).
    Underscored,
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
    /// The alternative text of images counts as heading text (marked 5).
    pub image_text_in_headings: bool,
}

/// Which `{…}` attribute syntax the Markdown knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attributes {
    /// None: braces are text.
    None,
    /// `# Title {#id .class}` on headings only (Hugo, mdBook, VitePress, Docusaurus).
    Headings,
    /// `{.class #id}` after any element and at the end of any block (markdown-it-attrs 4).
    Everywhere,
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
            image_text_in_headings: false,
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
}
