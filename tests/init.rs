//! `handbook init` writes settings that say what is true already.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use handbook_lint::{path::SitePath, session::read_settings};
use program::{copy, fixture, handbook, timeless};
use std::fs;

#[test]
fn what_init_writes_changes_no_report() {
    for name in ["clean", "eleventy", "raneto", "plain"] {
        let site = copy(&fixture(name));
        let folder = site.path();
        let _ = fs::remove_file(folder.join("handbook.toml"));
        let before = handbook(folder, &["lint", "--format", "concise"]);
        let init = handbook(folder, &["init"]);
        assert_eq!(init.code, 0, "{name}: {}", init.stderr);
        let text = fs::read_to_string(folder.join("handbook.toml")).unwrap();
        let settings = read_settings(&SitePath::new("handbook.toml").unwrap(), &text);
        assert_eq!(settings.problems, [], "{name}");
        // Without the marks it says the same, only louder.
        let unmark = |line: &str| {
            let setting = line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with("[["));
            format!("{}\n", setting.unwrap_or(line))
        };
        let loud: String = text.lines().map(unmark).collect();
        assert_eq!(read_settings(&SitePath::new("handbook.toml").unwrap(), &loud).problems, [], "{name}");
        let after = handbook(folder, &["lint", "--format", "concise"]);
        assert_eq!((timeless(&before.stdout), before.code), (timeless(&after.stdout), after.code), "{name}");
        let again = handbook(folder, &["init"]);
        assert_eq!(again.code, 2, "{name}: a second init replaces nothing");
        assert_eq!(fs::read_to_string(folder.join("handbook.toml")).unwrap(), text, "{name}");
    }
}
