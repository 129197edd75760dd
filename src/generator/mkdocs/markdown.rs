//! `markdown_extensions`: what the Markdown of the pages means, and how headings and tabs get their ids.

use super::{
    Settings,
    config::{Config, option, option_is_on, text},
};
use crate::{
    generator::{
        Facts, HeadingIds, IdPass, Origin,
        slug::{Numbering, Slugger},
    },
    page::{
        dialect::{Attributes, Closing, FrontMatterDialect, MarkdownDialect, PythonMarkdown, Scalars},
        front_matter::Node,
    },
};

/// How tabs get their ids (`pymdownx.tabbed` with `slugify`).
#[derive(Clone, Debug)]
pub(super) struct TabIds {
    pub(super) slugger: Slugger,
    pub(super) separator: String,
    /// Whether the id of the heading above stands before it.
    pub(super) combined: bool,
}

/// Extensions that stand for several others.
const BUNDLES: [(&str, &[&str]); 2] = [
    ("extra", &["fenced_code", "footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html"]),
    (
        "pymdownx.extra",
        &["pymdownx.betterem", "pymdownx.superfences", "footnotes", "attr_list", "def_list", "tables", "abbr", "md_in_html"],
    ),
];

/// Reads the extensions into the dialect, the heading ids and the settings.
pub(super) fn read(config: &Config, facts: &mut Facts, settings: &mut Settings, file: &str) {
    let listed = config.named("markdown_extensions").unwrap_or_default();
    let mut extensions: Vec<(&str, Option<&Node>)> = Vec::new();
    for (name, options) in &listed {
        let name = name.strip_prefix("markdown.extensions.").unwrap_or(name);
        let parts = BUNDLES.iter().find(|(bundle, _)| *bundle == name).map(|(_, parts)| *parts);
        match parts {
            Some(parts) => extensions.extend(parts.iter().map(|part| (*part, option(*options, part)))),
            None => extensions.push((name, *options)),
        }
    }
    let has = |name: &str| extensions.iter().any(|(known, _)| *known == name);
    let options = |name: &str| extensions.iter().rev().find(|(known, _)| *known == name).and_then(|(_, options)| *options);

    facts.dialect.front_matter = FrontMatterDialect {
        closing: Closing::Line,
        scalars: Scalars::PyYaml,
        markdown_values: false,
        ..FrontMatterDialect::default()
    };
    let superfences = has("pymdownx.superfences");
    let blocks = extensions.iter().any(|(name, _)| name.starts_with("pymdownx.blocks."));
    let tilde = has("pymdownx.tilde") && option_is_on(options("pymdownx.tilde"), "delete", true);
    facts.dialect.markdown = MarkdownDialect {
        tables: true,
        footnotes: has("footnotes"),
        strikethrough: tilde,
        tasks: has("pymdownx.tasklist"),
        definition_lists: has("def_list"),
        math: false,
        attributes: if has("attr_list") { Attributes::PythonMarkdown } else { Attributes::None },
        bare_urls: has("pymdownx.magiclink"),
        python: Some(PythonMarkdown {
            tab: if has("mdx_truly_sane_lists") { 2 } else { 4 },
            admonitions: has("admonition"),
            details: has("pymdownx.details"),
            tabs: has("pymdownx.tabbed"),
            blocks,
            markdown_in_html: has("md_in_html"),
            definition_lists: has("def_list"),
            fence_ids: superfences || has("attr_list"),
        }),
        ..MarkdownDialect::default()
    };

    let toc = options("toc");
    let slugger = match option(toc, "slugify") {
        Some(node) => slugger(node),
        None => Some(Slugger::PythonMarkdown),
    };
    let separator = option(toc, "separator").and_then(text).unwrap_or("-");
    let ids = match slugger.filter(|_| separator == "-") {
        Some(slugger) => {
            HeadingIds { passes: vec![IdPass::new(slugger, Numbering::PythonMarkdown, false)], ..HeadingIds::default() }
        }
        None => {
            facts.could_not_read(
                file,
                "`toc` makes heading ids in a way of its own, so links to headings are not checked; set `heading-ids` \
                 under `[site]` in handbook.toml",
            );
            HeadingIds { computed: true, ..HeadingIds::default() }
        }
    };
    facts.heading_ids.learn(ids, if option(toc, "slugify").is_some() { Origin::File(file.to_owned()) } else { Origin::Default });

    let tabbed = options("pymdownx.tabbed");
    settings.tabs = option(tabbed, "slugify").map(|node| {
        slugger_of_tabs(node, option(tabbed, "separator").and_then(text), option_is_on(tabbed, "combine_header_slug", false))
    });
    settings.emoji = has("pymdownx.emoji");
    settings.keys = has("pymdownx.keys");
    settings.smarty = has("smarty");
    settings.symbols = has("pymdownx.smartsymbols");
    settings.blocks = blocks;
    if has("pymdownx.snippets") {
        super::snippets::read(config, options("pymdownx.snippets"), settings);
    }
}

fn slugger_of_tabs(node: &Node, separator: Option<&str>, combined: bool) -> Option<TabIds> {
    let slugger = slugger(node)?;
    Some(TabIds { slugger, separator: separator.unwrap_or("-").to_owned(), combined })
}

/// The function that a `!!python/name:` or `!!python/object/apply:` tag means.
pub(super) fn slugger(node: &Node) -> Option<Slugger> {
    let tag = node.tag()?.trim_start_matches("!!");
    if let Some(name) = tag.strip_prefix("python/name:") {
        return Slugger::named(name.trim());
    }
    let name = tag.strip_prefix("python/object/apply:")?.trim();
    if name != "pymdownx.slugs.slugify" {
        return None;
    }
    let arguments = node.get("kwds").map(|entry| &entry.value);
    if option(arguments, "percent_encode").is_some() || option(arguments, "normalize").is_some() {
        return None;
    }
    Some(match option(arguments, "case").and_then(text).unwrap_or("none") {
        "none" => Slugger::Pymdownx,
        "lower" => Slugger::PymdownxLower,
        "lower-ascii" => Slugger::PymdownxLowerAscii,
        "fold" => Slugger::PymdownxFold,
        _ => return None,
    })
}
