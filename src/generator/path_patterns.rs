//! Patterns of addresses in the files of hosts: `/a/:path*`, `/a/(b|c)`, `/a/*` (vercel.json, netlify.toml, `_redirects`).

/// A rule in the words of `_redirects`: `*` at the end, and `:splat`.
pub(super) fn plain(from: &str, to: &str) -> Option<(String, String)> {
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
pub(super) fn beginnings(from: &str) -> Vec<String> {
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
