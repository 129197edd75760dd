//! The patterns of `CODEOWNERS` as globs.

use super::Host;
use globset::{Glob, GlobBuilder};

/// The globs, over paths from the top of the repository, that a pattern stands for.
///
/// GitHub: as in `.gitignore`, without classes in brackets; `dir/*` means the files of the folder alone. GitLab: a path that does
/// not begin with a slash may lie at any depth, and a folder is meant only with a slash at its end.
pub(super) fn globs(pattern: &str, host: Host) -> impl Iterator<Item = Glob> {
    let rooted = pattern.starts_with('/');
    let body = pattern.trim_start_matches('/');
    let name = body.trim_end_matches('/');
    let is_folder = name.len() < body.len();
    let name = as_glob(name, host);
    let floats = !rooted && (host == Host::GitLab || !name.contains('/')) && name != "**";
    let start = if floats { "**/" } else { "" };
    let below = format!("{start}{name}/**");
    let itself = format!("{start}{name}");
    let folder = is_folder || host == Host::GitHub && name.rsplit('/').next() != Some("*") || name == "*" && floats;
    let globs = match (name.is_empty(), is_folder, folder) {
        (true, ..) => ["**".to_owned(), String::new()],
        (_, true, _) => [below, String::new()],
        (_, false, true) => [itself, below],
        (_, false, false) => [itself, String::new()],
    };
    globs
        .into_iter()
        .filter(|glob| !glob.is_empty())
        .filter_map(|glob| GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build().ok())
}

/// The pattern with everything escaped that the glob library would take for something else.
fn as_glob(pattern: &str, host: Host) -> String {
    let mut glob = String::with_capacity(pattern.len());
    let mut escaped = false;
    for c in pattern.chars() {
        match c {
            _ if escaped => {
                escaped = false;
                if !c.is_alphanumeric() && c != ' ' && c != '/' {
                    glob.push('\\');
                }
                glob.push(c);
            }
            '\\' => escaped = true,
            '{' | '}' => glob.extend(['\\', c]),
            '[' | ']' if host == Host::GitHub => glob.extend(['\\', c]),
            _ => glob.push(c),
        }
    }
    glob
}
