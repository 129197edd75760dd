//! `--files-from`: names of files, one in a line.

use std::path::PathBuf;

/// The names in a list: one in a line, or between NUL characters where there are any (`git ls-files -z`). Empty lines and
/// repeated names are left out.
pub fn file_list(text: &str) -> Vec<PathBuf> {
    let text = text.trim_start_matches('\u{feff}');
    let names: Vec<&str> = if text.contains('\0') { text.split('\0').collect() } else { text.lines().collect() };
    let mut seen = rustc_hash::FxHashSet::default();
    names.into_iter().filter(|name| !name.is_empty() && seen.insert(*name)).map(PathBuf::from).collect()
}

#[cfg(test)]
mod tests {
    use super::file_list;

    #[test]
    fn names_are_read_as_git_writes_them() {
        let names = |text| file_list(text).into_iter().map(|path| path.to_string_lossy().into_owned()).collect::<Vec<_>>();
        assert_eq!(names("\u{feff}a.md\r\n\r\nb c.md\na.md\n"), ["a.md", "b c.md"]);
        assert_eq!(names("a.md\0b\nc.md\0"), ["a.md", "b\nc.md"]);
        assert!(names("").is_empty());
    }
}
