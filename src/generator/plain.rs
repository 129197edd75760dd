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
const OTHERS: &[(&str, &str)] = &[("astro.config.mjs", "Astro"), ("astro.config.ts", "Astro"), ("astro.config.js", "Astro")];

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
        None
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        if facts.generator.origin != super::Origin::Settings
            && let Some((file, name)) = OTHERS.iter().copied().find(|(file, _)| files.exists(file))
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

    fn rewrite(&self, facts: &Facts, _: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        if let Some((host, path)) = super::url::host_and_path(url.path) {
            // Links to this repository's own files on github.com are links to ourselves.
            let own = facts.repository.value.as_deref().filter(|_| host.eq_ignore_ascii_case("github.com"));
            let rest = own.and_then(|own| path.strip_prefix('/')?.strip_prefix(own)?.strip_prefix('/'));
            return rest.map_or(Rewrite::AsIs, |rest| on_branch(rest).unwrap_or(Rewrite::AsIs));
        }
        if url.path.is_empty() || super::url::scheme(url.path).is_some() {
            return Rewrite::AsIs;
        }
        if is_template(&page.path) {
            return Rewrite::Elsewhere;
        }
        if url.path.starts_with('/') { Rewrite::AsIs } else { above_repository(&page.path, url.path) }
    }

    fn is_opaque(&self, _: &Facts, _: &Page, _: &Island) -> bool {
        false
    }

    fn serves_folders(&self) -> bool {
        true
    }
}

/// Pages of a repository on github.com that are no files.
const SECTIONS: [&str; 36] = [
    "actions",
    "activity",
    "archive",
    "blame",
    "branches",
    "commit",
    "commits",
    "community",
    "compare",
    "contributors",
    "deployments",
    "discussions",
    "edit",
    "find",
    "fork",
    "forks",
    "graphs",
    "issues",
    "labels",
    "milestone",
    "milestones",
    "network",
    "new",
    "packages",
    "projects",
    "pull",
    "pulls",
    "pulse",
    "releases",
    "search",
    "security",
    "settings",
    "stargazers",
    "tags",
    "wiki",
    "workflows",
];

/// What `blob/<branch>/<file>` below a repository's address means, `None` when it is no such address. Other branches, tags and
/// commits may hold other files than those here.
fn on_branch(rest: &str) -> Option<Rewrite> {
    let (kind, rest) = rest.split_once('/')?;
    if !matches!(kind, "blob" | "tree" | "raw") {
        return None;
    }
    let (branch, file) = rest.split_once('/')?;
    let here = matches!(branch, "main" | "master" | "HEAD");
    Some(if here { Rewrite::Url(format!("/{file}")) } else { Rewrite::Elsewhere })
}

/// The text of new issues and pull requests: GitHub shows it under addresses of its own, so its links cannot be known.
fn is_template(path: &SitePath) -> bool {
    let name = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["issue_template", "pull_request_template", "discussion_template"].iter().any(|start| name.starts_with(start))
    };
    path.as_str().split('/').any(name)
}

/// A file is shown at `/<owner>/<repository>/blob/<branch>/<path>`: `../../issues` of a file at the top leads to the
/// repository's issues. `AsIs` for what stays among the files, and for what climbs out of them to nothing that we know.
fn above_repository(page: &SitePath, path: &str) -> Rewrite {
    // The names of the four are not known, and need not be.
    const ABOVE: [&str; 4] = ["\0owner", "\0repository", "\0blob", "\0branch"];
    let folder = page.parent();
    let mut parts: Vec<&str> = ABOVE.into_iter().chain(folder.as_str().split('/').filter(|part| !part.is_empty())).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let kept = parts.iter().zip(ABOVE).take_while(|(part, above)| *part == above).count();
    let rest = parts.get(kept..).unwrap_or_default();
    let is_file = rest.last().is_some_and(|name| name.to_ascii_lowercase().ends_with(".md"));
    match kept {
        4 => Rewrite::AsIs,
        2 => match rest.first() {
            None => Rewrite::Elsewhere,
            Some(section) if SECTIONS.contains(section) => Rewrite::Elsewhere,
            Some(_) => on_branch(&rest.join("/")).unwrap_or(Rewrite::AsIs),
        },
        // Another repository, another owner.
        0 | 1 if !rest.is_empty() && (!is_file || rest.iter().any(|part| matches!(*part, "blob" | "tree"))) => Rewrite::Elsewhere,
        _ => Rewrite::AsIs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_above_the_files_are_addresses_of_github() {
        let at = |page: &str, link: &str| above_repository(&SitePath::new(page).expect("a path"), link);
        let file = |path: &str| Rewrite::Url(path.to_owned());
        for (page, link, expected) in [
            ("README.md", "docs/a.md", Rewrite::AsIs),
            ("docs/a.md", "../README.md", Rewrite::AsIs),
            ("README.md", "../LICENSE", Rewrite::AsIs),
            ("README.md", "../../LICENSE", Rewrite::AsIs),
            ("README.md", "../../issues", Rewrite::Elsewhere),
            ("README.md", "../../actions/workflows/ci.yml/badge.svg", Rewrite::Elsewhere),
            ("docs/a.md", "../../issues", Rewrite::AsIs),
            ("docs/a.md", "../../../wiki/Home", Rewrite::Elsewhere),
            ("README.md", "../../", Rewrite::Elsewhere),
            ("README.md", "../../blob/main/docs/a.md", file("/docs/a.md")),
            ("README.md", "../../blob/v1.2/docs/a.md", Rewrite::Elsewhere),
            ("README.md", "../../../other", Rewrite::Elsewhere),
            ("README.md", "../../../docs/a.md", Rewrite::AsIs),
            ("README.md", "../../../../them/other", Rewrite::Elsewhere),
        ] {
            assert_eq!(at(page, link), expected, "{page}: {link}");
        }
    }

    #[test]
    fn own_files_are_those_of_the_main_branch() {
        assert_eq!(on_branch("blob/main/a.md"), Some(Rewrite::Url("/a.md".to_owned())));
        assert_eq!(on_branch("blob/0123456789abcdef/a.md"), Some(Rewrite::Elsewhere));
        assert_eq!(on_branch("issues/1"), None);
    }

    #[test]
    fn templates_of_issues_are_known_by_name() {
        for (path, expected) in
            [(".github/pull_request_template.md", true), (".github/ISSUE_TEMPLATE/bug.md", true), ("docs/issues.md", false)]
        {
            assert_eq!(is_template(&SitePath::new(path).expect("a path")), expected, "{path}");
        }
    }
}
