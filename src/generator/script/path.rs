//! Paths that a script puts together with Node's `path` module (Node 22, POSIX rules).

/// Joins parts with `/` and removes `.`, `..` and empty parts, keeping a leading `/` and leading `..`; `.` when nothing is left.
/// A trailing slash stays, as in `path.join`.
pub(super) fn join<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut written = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !written.is_empty() {
            written.push('/');
        }
        written.push_str(part);
    }
    let absolute = written.starts_with('/');
    let mut kept: Vec<&str> = Vec::new();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." if kept.last().is_some_and(|&last| last != "..") => {
                kept.pop();
            }
            ".." if absolute => {}
            part => kept.push(part),
        }
    }
    let mut path = kept.join("/");
    if absolute {
        path.insert(0, '/');
    }
    if path.is_empty() {
        path.push('.');
    } else if written.ends_with('/') && !path.ends_with('/') {
        path.push('/');
    }
    path
}

/// The folder of a path: `a` of `a/b`, `.` of `b`, one more `..` of `..`.
pub(super) fn folder(path: &str) -> String {
    join([path, ".."])
}

#[cfg(test)]
mod tests {
    use super::{folder, join};

    #[test]
    fn paths_join_as_in_node() {
        assert_eq!(join([".", "..", "content", "pages"]), "../content/pages");
        assert_eq!(join(["a", "../..", "./b//c/"]), "../b/c/");
        assert_eq!((join(["/a", "../../b"]), join([""]), join(["/"])), ("/b".into(), ".".into(), "/".into()));
        assert_eq!(
            (folder("a/b"), folder("b"), folder("."), folder("..")),
            ("a".into(), ".".into(), "..".into(), "../..".into())
        );
    }
}
