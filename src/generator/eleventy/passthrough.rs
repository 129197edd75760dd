//! Files that Eleventy copies as they are (`addPassthroughCopy`).

use crate::{
    generator::{
        Facts, Mount, Origin,
        facts::clean_prefix,
        script::{Script, Value},
    },
    path::SitePath,
};

pub(super) fn read(script: &Script, file: &str, facts: &mut Facts, origin: &Origin) {
    let input = facts.content_root().to_owned();
    let mut mounts = Vec::new();
    let mut unread = Vec::new();
    for call in script.calls_to("addPassthroughCopy") {
        match call.arguments.first() {
            Some(Value::Text(path) | Value::Path(path)) => mounts.extend(mount(path, &input)),
            Some(Value::Table(entries)) => {
                for (from, to) in entries {
                    match (to.as_str(), SitePath::new(from)) {
                        (Some(to), Some(path)) if !from.contains('*') => {
                            mounts.push(Mount { path, url: clean_prefix(to.trim_start_matches('.')) });
                        }
                        (Some(to), _) => mounts.extend(mount_glob(from, to)),
                        _ => unread.push(from.clone()),
                    }
                }
            }
            _ => unread.push("a folder".to_owned()),
        }
    }
    for what in unread {
        facts.could_not_read(
            file,
            format!("where `addPassthroughCopy` puts {what} is computed; list it under `static` in handbook.toml"),
        );
    }
    if !mounts.is_empty() {
        facts.statics.learn(mounts, origin.clone());
    }
}

/// A folder below the input folder that `handbook.toml` names is copied under its own name, as by `addPassthroughCopy`.
pub(super) fn keep_folders(facts: &mut Facts) {
    let input = facts.content_root().to_owned();
    if facts.statics.origin == Origin::Settings {
        let below = facts.statics.value.iter().filter(|mount| mount.url.is_empty() && mount.path.below(&input).is_some());
        let named: Vec<_> = below.filter_map(|mount| self::mount(mount.path.as_str(), &input)).collect();
        facts.statics.value.extend(named);
    }
}

/// `addPassthroughCopy("content/img")` serves the folder under its path below the input folder.
fn mount(path: &str, input: &str) -> Option<Mount> {
    let folder = path.split('*').next().unwrap_or_default();
    let folder = if path.contains('*') { folder.rsplit_once('/').map_or("", |(folder, _)| folder) } else { folder };
    let path = SitePath::new(folder)?;
    let below = path.below(input).unwrap_or(path.as_str());
    let url = clean_prefix(below);
    Some(Mount { path, url })
}

/// `{ "img/**/*.png": "pictures" }` puts the files, without their folders, under the address.
fn mount_glob(from: &str, to: &str) -> Option<Mount> {
    let folder = from.split('*').next().and_then(|start| start.rsplit_once('/')).map_or("", |(folder, _)| folder);
    Some(Mount { path: SitePath::new(folder)?, url: clean_prefix(to) })
}
