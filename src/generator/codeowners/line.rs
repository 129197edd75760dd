//! One line of `CODEOWNERS`.

use super::Host;

/// What a line says.
pub(super) enum Line<'a> {
    /// GitLab's `^[Name][2] @owner`: who owns what the lines below say, where they name nobody.
    Section {
        /// Without its brackets.
        name: &'a str,
        /// Each with the byte where it starts in the line.
        owners: Vec<(&'a str, usize)>,
    },
    /// A pattern and who owns what it matches: nobody, perhaps.
    Pattern {
        /// As written, escapes included, without the `!`.
        pattern: &'a str,
        /// Each with the byte where it starts in the line.
        owners: Vec<(&'a str, usize)>,
        /// Whether a `!` stands before it.
        excludes: bool,
    },
}

/// Longer patterns match no path there is, in bytes.
const LONGEST: usize = 4096;

/// Reads a line, with or without its line break; `None` for a blank one, a comment, and one that the host passes over.
pub(super) fn read(whole: &str, host: Host) -> Option<Line<'_>> {
    let bare = whole.trim_start_matches('\u{feff}');
    let line = bare.trim();
    let start = whole.len() - bare.len() + (bare.len() - bare.trim_start().len());
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    if host == Host::GitLab
        && let Some((name, rest)) = section(line)
    {
        return Some(Line::Section { name, owners: owners(rest, start + line.len() - rest.len(), host)? });
    }
    let (excludes, pattern) = match line.strip_prefix('!') {
        Some(_) if host == Host::GitHub => return None,
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let end = end_of_pattern(pattern);
    let (pattern, rest) = pattern.split_at_checked(end)?;
    if pattern.is_empty() || pattern.len() > LONGEST {
        return None;
    }
    Some(Line::Pattern { pattern, owners: owners(rest, start + line.len() - rest.len(), host)?, excludes })
}

/// The name of a section and what follows its header.
fn section(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix('^').unwrap_or(line).strip_prefix('[')?;
    let (name, rest) = inner.split_once(']')?;
    // How many have to approve.
    let rest = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((count, rest)) if !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => rest,
    };
    let divided = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (!name.trim().is_empty() && divided).then_some((name.trim(), rest))
}

/// The first blank that no backslash stands before.
fn end_of_pattern(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c.is_whitespace() => return at,
            _ => {}
        }
    }
    text.len()
}

/// The owners in the rest of a line, up to a comment. GitHub passes over a line in which one is none, GitLab over that word.
fn owners(rest: &str, start: usize, host: Host) -> Option<Vec<(&str, usize)>> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in rest.split_inclusive(char::is_whitespace) {
        let name = word.trim_end();
        if name.starts_with('#') {
            break;
        }
        if is_owner(name) {
            found.push((name, start + at));
        } else if !name.is_empty() && host == Host::GitHub {
            return None;
        }
        at += word.len();
    }
    Some(found)
}

/// `@name`, `@org/team`, GitLab's `@@role`, or an e-mail address.
fn is_owner(word: &str) -> bool {
    match word.strip_prefix('@') {
        Some(name) => !name.trim_start_matches('@').is_empty(),
        None => word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
    }
}
