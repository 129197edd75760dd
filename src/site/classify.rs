//! What kind of address a destination is, before anything is looked up.

use crate::generator::url;

/// What kind of address a destination is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing is written.
    Empty,
    /// Leads out of the site (`https:`, `mailto:`, …).
    External,
    /// An `http(s)` address, which may be this site's own.
    Web,
    /// Stands in for an address that somebody meant to fill in.
    Placeholder(Placeholder),
    /// Written so that it cannot work.
    Malformed(Malformed),
    /// A path or fragment within the site.
    Internal,
}

/// What stands in for an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `TODO`, `#TBD`, `url` and the like. A page or anchor of that name comes first.
    Word,
    /// `https://` and nothing more.
    NoAddress,
    /// `localhost` and other addresses of the writer's own machine.
    Localhost,
    /// `file:` paths.
    File,
    /// `#bookmark=id.…`, `#heading=h.…`: ids of an online editor.
    Editor,
}

/// Why an address cannot work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Starts with a bracket or parenthesis.
    Bracket,
    /// `##id`.
    DoubleHash,
    /// `www.example.org` without `https://`.
    NoScheme,
    /// `a@b.org` without `mailto:`, or with a misspelt one.
    Email,
    /// `//handbook/x`, which makes a host of the first folder. Told only where the path without the first slash exists.
    DoubleSlash,
    /// `htps://`, `http:/x`, `https//x`, `https:///x`, `http://https://x`.
    Scheme,
    /// `C:\x`, or a path with backslashes.
    Backslash,
}

/// Sorts a destination, as the renderer understands it, into its class.
pub(super) fn classify(destination: &str) -> Class {
    let text = destination.trim();
    if text.is_empty() {
        return Class::Empty;
    }
    if is_usual(text) {
        return Class::Web;
    }
    if is_path(text) {
        return Class::Internal;
    }
    if let Some(placeholder) = placeholder(text) {
        return Class::Placeholder(placeholder);
    }
    if let Some(malformed) = malformed(text) {
        return Class::Malformed(malformed);
    }
    match url::scheme(text) {
        Some(scheme) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => Class::Web,
        Some(_) => Class::External,
        None if text.starts_with("//") => Class::Web,
        None => Class::Internal,
    }
}

/// Whether nothing about a web address can be amiss, seen from its beginning: nearly all are of this kind.
fn is_usual(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    // `localhost`, `127.0.0.1` and `http://https://`, or a name and a password before the host, need a closer look.
    let begins = rest.bytes().next().is_some_and(|b| b.is_ascii_alphabetic() && !matches!(b.to_ascii_lowercase(), b'l' | b'h'));
    begins && !rest.contains('@')
}

/// Whether it is seen from its beginning that this can be nothing but a path or a fragment within the site.
fn is_path(text: &str) -> bool {
    match text.as_bytes() {
        [b'/', rest @ ..] => !rest.starts_with(b"/"),
        [b'.', b'/', ..] | [b'.', b'.', b'/', ..] => true,
        // `##a` and `#TODO` need a closer look, and so do the ids of an online editor.
        [b'#', rest @ ..] => rest.len() > LONGEST_WORD && !rest.starts_with(b"#") && !rest.contains(&b'='),
        _ => false,
    }
}

/// What people write to fill it in later.
const WORDS: [&str; 12] =
    ["todo", "tbd", "tba", "fixme", "xxx", "url", "link", "...", "\u{2026}", "placeholder", "insert-link-here", "link-here"];

/// Bytes of the longest of these.
const LONGEST_WORD: usize = 16;

fn placeholder(text: &str) -> Option<Placeholder> {
    let word = text.trim_start_matches('#');
    if word.len() <= LONGEST_WORD && WORDS.iter().any(|name| word.eq_ignore_ascii_case(name)) {
        return Some(Placeholder::Word);
    }
    if text.starts_with("#bookmark=") || text.starts_with("#heading=h.") || text.starts_with("#slide=id.") {
        return Some(Placeholder::Editor);
    }
    let scheme = url::scheme(text)?;
    if scheme.eq_ignore_ascii_case("file") {
        return Some(Placeholder::File);
    }
    let (host, path) = url::host_and_path(text)?;
    let name = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let name = name.split(':').next().unwrap_or_default();
    if host.is_empty() && path.trim_matches('/').is_empty() {
        return Some(Placeholder::NoAddress);
    }
    matches!(name, "localhost" | "127.0.0.1" | "0.0.0.0").then_some(Placeholder::Localhost)
}

fn malformed(text: &str) -> Option<Malformed> {
    let lower = text.get(..12.min(text.len())).or(text.get(..text.chars().next()?.len_utf8()))?.to_ascii_lowercase();
    if text.starts_with(['(', '[']) {
        return Some(Malformed::Bracket);
    }
    if text.starts_with("##") {
        return Some(Malformed::DoubleHash);
    }
    if lower.starts_with("www.") {
        return Some(Malformed::NoScheme);
    }
    match url::scheme(text) {
        Some(scheme) => {
            let rest = &text[scheme.len() + 1..];
            let scheme = scheme.to_ascii_lowercase();
            if is_nearly_mail(&scheme, rest) {
                return Some(Malformed::Email);
            }
            let web = scheme == "http" || scheme == "https";
            let address = rest.strip_prefix("//");
            let twice = |rest: &str| rest.starts_with('/') || rest.starts_with("http://") || rest.starts_with("https://");
            // The end of `https://` that was not copied.
            let cut = ["s", "ps", "tps", "ttps", "p", "tp", "ttp"].contains(&scheme.as_str());
            if web && address.is_none_or(twice) || !web && address.is_some() && (cut || is_nearly_web(&scheme)) {
                return Some(Malformed::Scheme);
            }
            (scheme.len() == 1 && rest.starts_with(['\\', '/'])).then_some(Malformed::Backslash)
        }
        None if lower.starts_with(['h', ':'])
            && ["http//", "https//", "http/", "https/", "http;", "https;", "://"]
                .iter()
                .any(|start| lower.starts_with(start)) =>
        {
            Some(Malformed::Scheme)
        }
        None if text.starts_with(".\\") || text.starts_with("..\\") => Some(Malformed::Backslash),
        None => is_email(text).then_some(Malformed::Email),
    }
}

fn is_nearly_web(scheme: &str) -> bool {
    !matches!(scheme, "ftp" | "ftps" | "sftp" | "ssh" | "git" | "ws" | "wss" | "smb" | "nfs" | "shttp")
        && scheme.len() >= 3
        && ["http", "https"]
            .iter()
            .any(|web| rapidfuzz::distance::damerau_levenshtein::distance(scheme.chars(), web.chars()) <= 1)
}

/// `mailto://a@b.org`, `malto:a@b.org`, `email:a@b.org`.
fn is_nearly_mail(scheme: &str, rest: &str) -> bool {
    let misspelt = ["mail", "email", "e-mail", "mailt", "mailto", "mailo", "malto", "maito", "mialto", "maiilto", "mailtto"];
    let address = rest.trim_start_matches('/');
    misspelt.contains(&scheme) && (scheme != "mailto" || address.len() < rest.len()) && is_email(address)
}

fn is_email(text: &str) -> bool {
    let text = text.split('?').next().unwrap_or_default();
    let Some((name, host)) = text.split_once('@') else { return false };
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    !name.is_empty() && name.chars().all(part) && host.contains('.') && !host.ends_with('.') && host.chars().all(part)
}

/// Whether a path looks like a host name that lacks its `https://`: `example.com/a`.
pub(super) fn looks_like_host(path: &str) -> bool {
    const ENDINGS: [&str; 17] =
        ["com", "org", "net", "io", "dev", "app", "gov", "edu", "co", "uk", "de", "eu", "info", "ai", "fr", "nl", "us"];
    let host = path.split(['/', '?', '#']).next().unwrap_or_default();
    let mut parts = host.rsplit('.');
    let ending = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    !rest.is_empty()
        && rest.iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        && ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{Class::*, *};

    #[test]
    fn destinations_are_sorted() {
        for (text, expected) in [
            ("", Empty),
            ("https://e.org/a", Web),
            ("//e.org", Web),
            ("mailto:a@b.c", External),
            ("slack://x", External),
            ("a.md", Internal),
            ("#a", Internal),
            ("#a-heading-of-many-words", Internal),
            ("#heading=h.0123456789abcdef", super::Class::Placeholder(super::Placeholder::Editor)),
            ("##a-heading-of-many-words", super::Class::Malformed(super::Malformed::DoubleHash)),
            ("/a@e.org", Internal),
            ("../a@e.org", Internal),
            (".../a", Internal),
            ("...", super::Class::Placeholder(super::Placeholder::Word)),
            (".\\a", super::Class::Malformed(super::Malformed::Backslash)),
            ("note:x/y", External),
            ("#TODO", super::Class::Placeholder(super::Placeholder::Word)),
            ("https://", super::Class::Placeholder(super::Placeholder::NoAddress)),
            ("http://localhost:8080/x", super::Class::Placeholder(super::Placeholder::Localhost)),
            ("file:///c/x", super::Class::Placeholder(super::Placeholder::File)),
            ("(https://e.org)", super::Class::Malformed(super::Malformed::Bracket)),
            ("##a", super::Class::Malformed(super::Malformed::DoubleHash)),
            ("www.e.org/a", super::Class::Malformed(super::Malformed::NoScheme)),
            ("a@e.org", super::Class::Malformed(super::Malformed::Email)),
            ("hhttps://e.org", super::Class::Malformed(super::Malformed::Scheme)),
            ("http:/e.org", super::Class::Malformed(super::Malformed::Scheme)),
            ("https//e.org", super::Class::Malformed(super::Malformed::Scheme)),
            ("https:///e.org/a", super::Class::Malformed(super::Malformed::Scheme)),
            ("http://https://e.org", super::Class::Malformed(super::Malformed::Scheme)),
            ("http:\\\\e.org", super::Class::Malformed(super::Malformed::Scheme)),
            ("https:///", super::Class::Placeholder(super::Placeholder::NoAddress)),
            ("https://web.archive.org/web/http://e.org", Web),
            ("mailto://a@e.org", super::Class::Malformed(super::Malformed::Email)),
            ("malto:a@e.org", super::Class::Malformed(super::Malformed::Email)),
            ("a@e.org?subject=x", super::Class::Malformed(super::Malformed::Email)),
            ("mailto:", External),
            ("url", super::Class::Placeholder(super::Placeholder::Word)),
            ("C:\\a", super::Class::Malformed(super::Malformed::Backslash)),
            ("s://example.org/a", super::Class::Malformed(super::Malformed::Scheme)),
            ("日本.md", Internal),
            ("docs/@types/a.md", Internal),
        ] {
            assert_eq!(classify(text), expected, "{text}");
        }
        assert!(looks_like_host("app.example.com/x") && !looks_like_host("a.md") && !looks_like_host("v1.2/co"));
    }
}
