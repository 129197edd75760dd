//! No generator: a repository that people read on GitHub.
//!
//! Behaviour as on github.com in 2026: files are served at their own paths, a link to a folder shows its listing, `/x` means
//! the repository's root.

use super::{
    Facts, Files, Generator, HeadingIds, IdPass, Lookup, Placement, Rewrite, Route,
    slug::{Numbering, Slugger},
    url::Url,
};
use crate::{
    page::{Format, Page, dialect::KeyNames, document::Island},
    path::SitePath,
};

/// Configurations of generators that are not built yet.
const OTHERS: [(&str, &str); 24] = [
    ("hugo.toml", "Hugo"),
    ("hugo.yaml", "Hugo"),
    ("hugo.yml", "Hugo"),
    ("hugo.json", "Hugo"),
    ("config/_default/hugo.toml", "Hugo"),
    ("config/_default/hugo.yaml", "Hugo"),
    ("config/_default/config.toml", "Hugo"),
    ("config/_default/config.yaml", "Hugo"),
    ("mkdocs.yml", "MkDocs"),
    ("mkdocs.yaml", "MkDocs"),
    ("book.toml", "mdBook"),
    ("_config.yml", "Jekyll"),
    ("docusaurus.config.js", "Docusaurus"),
    ("docusaurus.config.ts", "Docusaurus"),
    ("astro.config.mjs", "Astro"),
    ("astro.config.ts", "Astro"),
    ("astro.config.js", "Astro"),
    (".vitepress/config.ts", "VitePress"),
    (".vitepress/config.mts", "VitePress"),
    (".vitepress/config.js", "VitePress"),
    ("docs/.vitepress/config.ts", "VitePress"),
    ("docs/.vitepress/config.mts", "VitePress"),
    ("config/tech-docs.yml", "Middleman"),
    (".gitbook.yaml", "GitBook"),
];

/// No generator.
#[derive(Debug)]
pub(super) struct Plain;

impl Generator for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn title(&self) -> &'static str {
        "GitHub"
    }

    fn detect(&self, _: &dyn Files) -> Option<String> {
        Some("no site generator found".to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        if facts.generator.origin != super::Origin::Settings
            && let Some((file, name)) = OTHERS.into_iter().find(|(file, _)| files.exists(file))
        {
            facts.understood = false;
            if name == "Hugo" {
                facts.dialect.front_matter.keys = KeyNames::Lower;
            }
            facts.could_not_read(
                file,
                format!(
                    "this is a {name} site, which handbook does not understand yet: links that it may rewrite are not checked. \
                     Set `generator = \"plain\"` under `[site]` to check the files as GitHub shows them"
                ),
            );
        }
        facts.heading_ids.learn(
            HeadingIds { passes: vec![IdPass::new(Slugger::Github, Numbering::Github, true)], ..HeadingIds::default() },
            super::Origin::Default,
        );
    }

    fn format(&self, _: &Facts, path: &SitePath) -> Option<Format> {
        matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown" | "mdx").then_some(Format::Markdown)
    }

    fn place(&self, _: &Facts, page: &Page) -> Placement {
        Placement { route: Route::At(format!("/{}", page.path)), ..Placement::default() }
    }

    fn output(&self, url: &str) -> String {
        url.to_owned()
    }

    fn requests(&self, path: &str) -> Vec<String> {
        let trimmed = path.trim_end_matches('/');
        vec![if trimmed.is_empty() { "/".to_owned() } else { trimmed.to_owned() }]
    }

    fn rewrite(&self, facts: &Facts, _: &dyn Lookup, _: &Page, url: &Url<'_>) -> Rewrite {
        // Links to this repository's own files on github.com are links to ourselves.
        let own = facts.repository.value.as_deref().and_then(|repository| {
            let (host, path) = super::url::host_and_path(url.path)?;
            let rest = path.strip_prefix('/')?.strip_prefix(repository)?.strip_prefix('/')?;
            let rest = rest.strip_prefix("blob/").or_else(|| rest.strip_prefix("tree/"))?;
            let (_, file) = rest.split_once('/')?;
            host.eq_ignore_ascii_case("github.com").then(|| format!("/{file}"))
        });
        own.map_or(Rewrite::AsIs, Rewrite::Url)
    }

    fn is_opaque(&self, _: &Page, _: &Island) -> bool {
        false
    }

    fn serves_folders(&self) -> bool {
        true
    }
}
