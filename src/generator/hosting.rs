//! What the host of a site adds to it: redirects in `_redirects`, `netlify.toml` and `vercel.json`.

use super::{
    Facts, Files,
    redirects::{self, RedirectRule},
};
use crate::{
    page::front_matter::{Node, Syntax, read_data},
    path::SitePath,
    text::Span,
};

/// Adds the redirects that hosts read from `folders` (those that are served at the top, and those of the project).
pub(super) fn read(files: &dyn Files, folders: &[SitePath], facts: &mut Facts) {
    let mut folders = folders.to_vec();
    folders.sort();
    folders.dedup();
    for folder in &folders {
        let file = |name: &str| folder.join(name).and_then(|path| Some((files.read(path.as_str())?, path)));
        if let Some((text, path)) = file("_redirects") {
            facts.redirects.extend(redirects::parse(&path, &text));
            for line in text.lines() {
                let mut words = line.split_whitespace();
                let from = words.next().filter(|from| from.starts_with('/'));
                let passed_on = words.next().is_some() && words.next().is_some_and(|status| status.starts_with("200"));
                if let Some(from) = from.filter(|from| passed_on || from.contains("/:")) {
                    unknown(from, facts);
                }
            }
        }
        let lists = [("netlify.toml", Syntax::Toml, ["from", "to"]), ("vercel.json", Syntax::Json, ["source", "destination"])];
        for (name, syntax, keys) in lists {
            let Some((text, path)) = file(name) else { continue };
            let data = read_data(&text, syntax);
            let each = |key: &str| data.as_ref().and_then(|data| data.get(key)?.value.as_list()).unwrap_or_default();
            for rule in each("redirects") {
                add(rule, keys, &path, facts);
            }
            for rule in each("rewrites") {
                if let Some(from) = rule.get(keys[0]).and_then(|entry| entry.value.as_str()) {
                    unknown(from, facts);
                }
            }
        }
    }
}

fn add(rule: &Node, keys: [&str; 2], path: &SitePath, facts: &mut Facts) {
    let get = |key: &str| rule.get(key).map(|entry| &entry.value);
    let (Some(from), Some(to)) = (get(keys[0]), get(keys[1])) else { return };
    let (Some(written), Some(target)) = (from.as_str(), to.as_str()) else { return };
    let passed_on = get("status").and_then(Node::as_str) == Some("200");
    let is_pattern = |text: &str| text.contains("/:") || text.contains('(') || text.trim_end_matches('*').contains('*');
    if passed_on || is_pattern(written) || rule.get("conditions").is_some() || rule.get("has").is_some() {
        unknown(written, facts);
        return;
    }
    if written.starts_with('/') {
        let inside = |node: &Node| Span::new(node.span.start as usize + 1, (node.span.end as usize).max(2) - 1);
        facts.redirects.push(RedirectRule {
            from: written.to_owned(),
            to: target.to_owned(),
            path: path.clone(),
            from_span: inside(from),
            to_span: inside(to),
        });
    }
}

/// What is served at such a path only the host would tell. A rule for all paths is a last resort, and says nothing.
fn unknown(from: &str, facts: &mut Facts) {
    let end = from.find(['*', '(']).into_iter().chain(from.find("/:").map(|at| at + 1)).min().unwrap_or(from.len());
    if !from[..end].trim_matches('/').is_empty() {
        facts.computed_routes.push((from[..end].to_owned(), String::new()));
    }
}
