//! `config/tech-docs.yml` of the GOV.UK tech docs template.

use super::{
    super::{Facts, Files, MenuItem, Origin, url},
    API, MULTIPAGE, TECH_DOCS_CONFIG,
    config::Redirect,
};
use crate::{
    config::ReviewSettings,
    page::{
        dialect::Scalars,
        front_matter::{Node, Syntax, Value, read_data},
    },
    path::SitePath,
};

/// Ids in the template's layouts.
const THEME_IDS: [&str; 6] = ["content", "navigation", "search", "toc", "toc-heading", "toc-menu"];

/// Addresses that the template serves.
const SERVED: [&str; 3] = ["/api/pages.json", "/stylesheets/manifest.css", "/javascripts/application.js"];

/// Fills in what the template does and what its configuration says.
pub(super) fn learn(files: &dyn Files, facts: &mut Facts, redirects: &mut Vec<Redirect>) {
    facts.theme_ids.extend(THEME_IDS.map(str::to_owned));
    facts.virtual_routes.extend(SERVED.map(str::to_owned));
    facts.reviews.tech_docs = true;
    let Some(text) = files.read(TECH_DOCS_CONFIG) else { return };
    let Some(path) = SitePath::new(TECH_DOCS_CONFIG) else { return };
    let Some(root) = read_data(&text, Syntax::Yaml) else {
        if !text.trim().is_empty() {
            facts.could_not_read(TECH_DOCS_CONFIG, "it is no YAML; mend it, or set `base-url` under `[site]` in handbook.toml");
        }
        return;
    };
    let value = |key: &str| root.get(key).map(|entry| &entry.value);
    let origin = || Origin::File(TECH_DOCS_CONFIG.to_owned());
    if let Some(host) = value("host").and_then(Node::as_str)
        && let Some((_, below)) = url::host_and_path(host)
    {
        // A path in it is no prefix: only `http_prefix` of config.rb puts one before addresses.
        facts.base_url.learn(Some(host[..host.len() - below.len()].to_owned()), origin());
    }
    if let Some(repository) = value("github_repo").and_then(Node::as_str) {
        facts.repository.learn(Some(repository.to_owned()), origin());
    }
    if value("multipage_nav").map(|node| node.value(Scalars::Psych)) == Some(Value::Bool(true)) {
        facts.flags.push(MULTIPAGE);
    }
    if value("enable_search").map(|node| node.value(Scalars::Psych)) == Some(Value::Bool(true)) {
        facts.virtual_routes.extend(["/search/", "/search.json"].map(str::to_owned));
    }
    let is_off = |key: &str| value(key).map(|node| node.value(Scalars::Psych)) == Some(Value::Bool(false));
    if !is_off("show_expiry") && !is_off("show_review_banner") {
        // A banner at the end of each page says when it is to be reviewed, and turns red on that day.
        facts.reviews.settings.push(ReviewSettings::of_generator("last_reviewed_on", "review_in", "owner_slack"));
    }
    let owner = value("default_owner_slack").and_then(Node::as_str).filter(|owner| !owner.is_empty());
    facts.reviews.default_owner = owner.map(|owner| (owner.to_owned(), TECH_DOCS_CONFIG));
    if value("api_path").is_some() {
        facts.flags.push(API);
    }
    for entry in value("redirects").map(Node::entries).unwrap_or_default() {
        if let Some(to) = entry.value.as_str() {
            redirects.push(Redirect {
                from: entry.written().to_owned(),
                // The template takes the slash off, so that what is no page's path counts from the former address.
                to: to.strip_prefix('/').unwrap_or(to).to_owned(),
                path: path.clone(),
                from_span: entry.key,
                to_span: entry.value.span,
            });
        }
    }
    for entry in value("header_links").map(Node::entries).unwrap_or_default() {
        facts.menu.push(MenuItem {
            file: path.clone(),
            title: entry.written().to_owned(),
            target: entry.value.as_str().map(str::to_owned),
            span: entry.value.span,
            depth: 0,
            kind: "link",
        });
    }
    facts.sources.push(path);
}
