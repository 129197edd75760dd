//! What a project keeps out of the build: `.eleventyignore` and `ignores.add`. Both are globs from their folder on, not
//! patterns at any depth (`EleventyFiles` of 3.1).

use crate::{
    config::Globs,
    generator::{Facts, Files, script::Script},
    path::SitePath,
};

pub(super) fn read(files: &dyn Files, script: Option<&Script>, facts: &mut Facts) {
    let mut patterns: Vec<String> = Vec::new();
    let calls = script.into_iter().flat_map(|script| script.calls_to("add"));
    let added = calls.filter(|call| call.callee.ends_with("ignores.add"));
    patterns.extend(added.filter_map(|call| call.arguments.first()?.as_str().map(str::to_owned)));
    let mut folders = vec![SitePath::root()];
    folders.extend(SitePath::new(facts.content_root()).filter(|folder| !folder.as_str().is_empty()));
    for folder in folders {
        let Some(text) = folder.join(".eleventyignore").and_then(|path| files.read(path.as_str())) else { continue };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '!']));
        patterns.extend(lines.map(|line| format!("{folder}/{}", clean(line))));
    }
    for pattern in patterns {
        let pattern = clean(&pattern);
        if pattern.contains(['*', '{', '?', '[']) {
            if let Ok(globs) = Globs::new([format!("/{pattern}")]) {
                facts.ignored_globs = facts.ignored_globs.extended(&globs);
            }
        } else {
            facts.ignored.extend(SitePath::new(pattern).filter(|path| !path.as_str().is_empty()));
        }
    }
}

fn clean(pattern: &str) -> &str {
    pattern.trim_start_matches("./").trim_matches('/')
}
