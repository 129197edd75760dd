//! The parts of a link's address.

use std::borrow::Cow;

/// A relative or site-absolute address: path, query and fragment, still percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Url<'a> {
    /// Up to `?` or `#`.
    pub path: &'a str,
    /// After `?`, if there is one.
    pub query: Option<&'a str>,
    /// After `#`, if there is one.
    pub fragment: Option<&'a str>,
}

impl<'a> Url<'a> {
    /// Splits an address.
    pub fn split(url: &'a str) -> Self {
        let cut = |text: &'a str, sign: u8| match memchr::memchr(sign, text.as_bytes()) {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let (rest, fragment) = cut(url, b'#');
        let (path, query) = cut(rest, b'?');
        Self { path, query, fragment }
    }
}

/// The scheme of an address (`https` of `https://x`, `mailto` of `mailto:a@b.c`), if it has one.
pub fn scheme(url: &str) -> Option<&str> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let colon = url.bytes().position(|byte| !part(&byte))?;
    let (scheme, rest) = url.split_at_checked(colon)?;
    (rest.starts_with(':') && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

/// The host and the path of an absolute `http(s)` or `//` address.
pub fn host_and_path(url: &str) -> Option<(&str, &str)> {
    let rest = match scheme(url) {
        Some(scheme) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            url[scheme.len() + 1..].strip_prefix("//")?
        }
        Some(_) => return None,
        None => url.strip_prefix("//")?,
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some((&rest[..end], &rest[end..]))
}

/// Resolves `%41` escapes; what does not decode to UTF-8 stays as written.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |i: usize| bytes.get(i).and_then(|b| (*b as char).to_digit(16));
        if byte == b'%'
            && let (Some(high), Some(low)) = (hex(at + 1), hex(at + 2))
        {
            decoded.push((high * 16 + low) as u8);
            at += 3;
        } else {
            decoded.push(byte);
            at += 1;
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Writes a decoded path so that [`decode`] gives it back, and that no part of it is taken for a query or fragment.
pub fn encode(path: &str) -> Cow<'_, str> {
    let needs = |c: char| {
        c.is_ascii_control() || matches!(c, ' ' | '"' | '#' | '%' | '<' | '>' | '?' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    if !path.contains(needs) {
        return Cow::Borrowed(path);
    }
    let mut encoded = String::with_capacity(path.len() + 8);
    for c in path.chars() {
        if needs(c) {
            encoded.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            encoded.push(c);
        }
    }
    Cow::Owned(encoded)
}

/// The absolute path that `path` means on a page served at `base` (an absolute path), as a browser works it out.
/// `None` when it climbs above the root. A trailing slash stays.
pub fn join(base: &str, path: &str) -> Option<String> {
    let (joined, above) = joined(base, path);
    (!above).then_some(joined)
}

/// The same for a path that may climb above the root: browsers stay there.
pub fn join_at_top(base: &str, path: &str) -> String {
    joined(base, path).0
}

/// Whether a path from the root says where it leads without a part too many: most do.
fn is_clean(path: &str) -> bool {
    path.starts_with('/') && !has_odd_parts(path)
}

/// Whether a part behind a slash is empty or begins with a dot; the last one may be empty.
fn has_odd_parts(path: &str) -> bool {
    let bytes = path.as_bytes();
    memchr::memchr_iter(b'/', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'/' | b'.')))
}

/// The path, and whether it climbs above the root on its way.
fn joined(base: &str, path: &str) -> (String, bool) {
    if is_clean(path) {
        return (path.to_owned(), false);
    }
    let folder = base.rfind('/').and_then(|slash| base.get(..slash + 1)).filter(|folder| !folder.contains("//"));
    if !path.is_empty()
        && !path.starts_with(['/', '.'])
        && let Some(folder) = folder.filter(|folder| folder.starts_with('/'))
        && !has_odd_parts(path)
    {
        return ([folder, path].concat(), false);
    }
    walked(base, path)
}

/// The same, part by part.
fn walked(base: &str, path: &str) -> (String, bool) {
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(base.split('/').skip(1));
        parts.pop();
        if path.is_empty() {
            return (base.to_owned(), false);
        }
    }
    let mut folder = false;
    let mut above = false;
    for part in path.strip_prefix('/').unwrap_or(path).split('/') {
        folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                above |= parts.pop().is_none();
            }
            part => parts.push(part),
        }
    }
    let mut joined = String::with_capacity(base.len() + path.len() + 1);
    for part in parts.iter().filter(|part| !part.is_empty()) {
        joined.push('/');
        joined.push_str(part);
    }
    if folder || joined.is_empty() {
        joined.push('/');
    }
    (joined, above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_split() {
        assert_eq!(Url::split("a/b?c#d?e"), Url { path: "a/b", query: Some("c"), fragment: Some("d?e") });
        assert_eq!(scheme("mailto:a@b"), Some("mailto"));
        assert_eq!(scheme("/a:b"), None);
        assert_eq!(
            (scheme("a+b-c.1:x"), scheme("1a:x"), scheme(":x"), scheme("ab"), scheme("é:x")),
            (Some("a+b-c.1"), None, None, None, None)
        );
        assert_eq!(host_and_path("https://e.org/a#b"), Some(("e.org", "/a#b")));
        assert_eq!(host_and_path("//e.org"), Some(("e.org", "")));
        assert_eq!(host_and_path("mailto:x"), None);
    }

    #[test]
    fn plain_paths_join_as_all_others_do() {
        let paths = [
            "", "/", "a", "a/", "a/b", ".a", "./a", "../a", "a/..", "a//b", "/a", "/a/", "/a/b.c", "/a//b", "/./a", "//a",
            "a/.b", "日/本",
        ];
        for base in ["", "/", "/x", "/x/", "/x/y", "/x//y", "/x/./y", "x/y", "/日/本"] {
            for path in paths {
                assert_eq!(joined(base, path), walked(base, path), "{base} {path}");
            }
        }
    }

    #[test]
    fn paths_join_as_in_a_browser() {
        for (base, path, expected) in [
            ("/a/b/", "c", Some("/a/b/c")),
            ("/a/b", "c", Some("/a/c")),
            ("/a/b/", "../c/", Some("/a/c/")),
            ("/a/b/", "..", Some("/a/")),
            ("/a/", "../..", None),
            ("/a/b/", "/x", Some("/x")),
            ("/a/b/", "", Some("/a/b/")),
            ("/", "./", Some("/")),
        ] {
            assert_eq!(join(base, path).as_deref(), expected, "{base} + {path}");
        }
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(decode("a%20b%E6%97%A5"), "a b日");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%ff"), "%ff");
        assert_eq!(encode("/a b#日%.md"), "/a%20b#日%.md".replace('#', "%23").replace("%.", "%25."));
    }
}
