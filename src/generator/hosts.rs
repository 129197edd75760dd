//! Redirects that the host of a site carries out: `_redirects` (Netlify, Cloudflare Pages), `netlify.toml`, `vercel.json`.

use super::{
    Facts, Files,
    redirects::{self, RedirectRule},
};
use crate::{
    page::{
        dialect::Scalars,
        front_matter::{Node, Syntax, Value, read_data},
    },
    path::SitePath,
};

/// Reads the files that stand in the repository's top folder, in `folder`, and in the folders that are served as they are.
/// Of a rule that cannot be told without running it, the addresses that it is about count as computed.
pub(super) fn read(files: &dyn Files, facts: &mut Facts, folder: &SitePath) {
    let mut folders = vec![SitePath::root()];
    folders.extend((*folder != SitePath::root()).then(|| folder.clone()));
    for folder in &folders {
        for (name, syntax) in [("vercel.json", Syntax::Json), ("netlify.toml", Syntax::Toml)] {
            let Some(file) = folder.join(name) else { continue };
            let root = files.read(file.as_str()).and_then(|text| read_data(&text, syntax));
            let list = root.as_ref().and_then(|root| root.get("redirects"));
            list.iter().flat_map(|entry| entry.value.items()).for_each(|node| rule(facts, &file, node));
        }
    }
    folders.extend(facts.statics.value.iter().map(|mount| mount.path.clone()));
    for file in folders.iter().filter_map(|folder| folder.join("_redirects")) {
        let text = files.read(file.as_str());
        text.iter().flat_map(|text| redirects::parse(&file, text)).for_each(|rule| add(facts, rule));
    }
}

/// Adds a rule unless it says what is known already. Hosts know nothing of the path that the site is published under.
fn add(facts: &mut Facts, mut rule: RedirectRule) {
    let prefix = facts.prefix.value.as_str();
    if !prefix.is_empty() {
        let below =
            |path: &str| path.strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with('/')).map(str::to_owned);
        let Some(from) = below(&rule.from).filter(|from| !from.is_empty()) else { return };
        rule.from = from;
        match below(&rule.to) {
            Some(to) => rule.to = if to.is_empty() { "/".to_owned() } else { to },
            None if rule.to.starts_with('/') => return facts.computed_routes.push((rule.from, String::new())),
            None => {}
        }
    }
    if !facts.redirects.iter().any(|known| known.from == rule.from && known.to == rule.to) {
        facts.redirects.push(rule);
    }
}

fn rule(facts: &mut Facts, file: &SitePath, node: &Node) {
    let text = |names: [&str; 2]| {
        let entry = names.into_iter().find_map(|name| node.get(name))?;
        Some((entry.value.as_str()?.to_owned(), entry.value.span))
    };
    let (Some((from, from_span)), Some((to, to_span))) = (text(["source", "from"]), text(["destination", "to"])) else { return };
    // What answers with another status shows a page under this address.
    let status = node.get("status").map(|entry| entry.value.value(Scalars::Core));
    if status.is_some_and(|status| !matches!(status, Value::Integer(300..=399))) || !from.starts_with('/') {
        return;
    }
    // What holds for some requests only, mostly those for another host, leads nobody else anywhere.
    if ["has", "missing", "conditions", "query"].into_iter().any(|key| node.get(key).is_some()) {
        return;
    }
    match plain(&from, &to) {
        Some((from, to)) => {
            add(facts, RedirectRule { from, to, path: file.clone(), from_span, to_span });
        }
        None => {
            let prefix = facts.prefix.value.as_str();
            let below = |from: String| from.strip_prefix(prefix).filter(|rest| rest.starts_with('/')).map(str::to_owned);
            let computed: Vec<String> = beginnings(&from).into_iter().filter_map(below).collect();
            facts.computed_routes.extend(computed.into_iter().map(|start| (start, String::new())));
        }
    }
}

/// A rule in the words of `_redirects`: `*` at the end, and `:splat`.
fn plain(from: &str, to: &str) -> Option<(String, String)> {
    let special = |text: &str| text.contains(['(', ')', '*']) || text.contains("/:");
    // `/(a/b/?)`: with or without a slash at the end, which redirects do not look at.
    let from = &match from.strip_prefix("/(").and_then(|rest| rest.strip_suffix("/?)")) {
        Some(inner) if !inner.contains('|') => format!("/{inner}"),
        _ => from.to_owned(),
    };
    if !special(from) && !special(to) {
        return Some((from.to_owned(), to.to_owned()));
    }
    let (start, name) = match from.split_once("/:") {
        Some((start, name)) => (start, name.strip_suffix('*').or_else(|| name.strip_suffix("(.*)"))?),
        None => (from.strip_suffix("/*")?, "splat"),
    };
    let to = to.strip_suffix('*').unwrap_or(to).replace(&format!(":{name}"), ":splat");
    let done = !special(start) && !name.contains(['/', ':', '(']) && !special(&to.replace(":splat", ""));
    done.then(|| (format!("{start}/*"), to))
}

/// What the addresses begin with that a pattern is about: `/a/(b|c)?/d/:e` is about `/a/b/d/`, `/a/c/d/` and `/a/d/`.
fn beginnings(from: &str) -> Vec<String> {
    let start = from.split([':', '(', '*']).next().unwrap_or_default();
    let rest = &from[start.len()..];
    // A parameter may have a pattern of its own: `:version(v1|v2)`.
    let rest =
        rest.strip_prefix(':').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_'));
    let group = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let Some((words, rest)) =
        group.filter(|(words, _)| words.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"|-_/.".contains(&byte)))
    else {
        return vec![start.to_owned()];
    };
    let (optional, rest) = rest.strip_prefix('?').map_or((false, rest), |rest| (true, rest));
    let rest = rest.split([':', '(', '*']).next().unwrap_or_default();
    let mut beginnings: Vec<String> = words.split('|').take(100).map(|word| format!("{start}{word}{rest}")).collect();
    if optional {
        beginnings.push(format!("{start}{}", rest.trim_start_matches('/')));
    }
    beginnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_addresses_begin_somewhere() {
        assert_eq!(beginnings("/a/(b|c)?/d/:e"), ["/a/b/d/", "/a/c/d/", "/a/d/"]);
        assert_eq!(beginnings("/a/:b/(c|d)"), ["/a/"]);
        assert_eq!(beginnings("/a/:b(c|d)/e"), ["/a/c/e", "/a/d/e"]);
        assert_eq!(beginnings("/(.*)"), ["/"]);
    }

    #[test]
    fn patterns_are_put_into_one_form() {
        for (from, to, expected) in [
            ("/a", "/b", Some(("/a", "/b"))),
            ("/a/:path*", "/b/:path*", Some(("/a/*", "/b/:splat"))),
            ("/a/:rest(.*)", "https://e.org/:rest", Some(("/a/*", "https://e.org/:splat"))),
            ("/a/*", "/b/:splat", Some(("/a/*", "/b/:splat"))),
            ("/a/:x/:y", "/b/:y", None),
            ("/a/(b|c)", "/b", None),
            ("/(a/b/?)", "/c", Some(("/a/b", "/c"))),
        ] {
            let plain = plain(from, to);
            assert_eq!(plain.as_ref().map(|(from, to)| (from.as_str(), to.as_str())), expected, "{from}");
        }
    }
}
