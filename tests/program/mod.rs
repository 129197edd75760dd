//! Runs the program as a user does, and copies handbooks to where they may be changed.

#![allow(dead_code, clippy::disallowed_methods)] // each test uses some of it, on files of its own

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of one of the handbooks in `fixtures/`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    root().join("fixtures").join(name)
}

/// Whether what is recorded is to be written anew.
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value != "0")
}

/// What a run printed.
pub(crate) struct Run {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

/// `handbook`, in a folder, as at a terminal of 100 columns that takes no colours.
pub(crate) fn handbook(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    for name in ["HANDBOOK_CONFIG", "HANDBOOK_OUTPUT_FORMAT", "HANDBOOK_TODAY", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"]
    {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).env("COLUMNS", "100").env("NO_COLOR", "1");
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("what is printed is UTF-8");
    Run { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code().unwrap_or(-1) }
}

/// What is printed, without the time a run took.
pub(crate) fn timeless(text: &str) -> String {
    let time = regex::Regex::new(r" in (under 1 ms|[0-9.]+ m?s)").expect("a pattern");
    time.replace_all(text, "").into_owned()
}

/// Fails unless the file holds the text; with `UPDATE=1` the file is written instead.
pub(crate) fn recorded(file: &Path, text: &str) {
    if update() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(file, text).expect("the file can be written");
        return;
    }
    let recorded = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(recorded == text, "{} does not hold what is printed now (UPDATE=1 writes it):\n{text}", file.display());
}

/// The names of all files below a folder, with their bytes; sorted.
pub(crate) fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).expect("the folder").map(|entry| entry.expect("an entry")) {
            let path = entry.path();
            if entry.file_type().expect("a kind").is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let name = path.strip_prefix(folder).expect("a file below").to_string_lossy().replace('\\', "/");
                found.push((name, bytes));
            }
        }
    }
    found.sort();
    found
}

/// A copy of a folder that goes away with what is returned.
pub(crate) fn copy(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in tree(folder) {
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }
    copy
}
