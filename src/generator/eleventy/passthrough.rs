//! Files that Eleventy copies as they are (`addPassthroughCopy`).

use crate::{
    config::Globs,
    generator::{
        Facts, Files, Mount, Origin,
        facts::clean_prefix,
        script::{Script, Value},
    },
    path::SitePath,
};

/// How many files of one pattern are listed one by one; of more, their whole folder counts as copied.
const MOST: usize = 1000;

pub(super) fn read(files: &dyn Files, script: &Script, file: &str, facts: &mut Facts, origin: &Origin) {
    let input = facts.content_root().to_owned();
    let mut mounts = Vec::new();
    let mut unread = Vec::new();
    for call in script.calls_to("addPassthroughCopy") {
        // Such files are copied to wherever a page asks for them.
        if call.arguments.get(1).and_then(|options| options.get("mode")).is_some() {
            facts.image_pipeline = true;
            continue;
        }
        match call.arguments.first() {
            Some(Value::Text(path) | Value::Path(path)) if is_glob(path) => match listed(files, path) {
                Some(found) => mounts.extend(found.iter().filter_map(|path| mount(path.as_str(), &input))),
                None => mounts.extend(mount(path, &input)),
            },
            Some(Value::Text(path) | Value::Path(path)) => mounts.extend(mount(path, &input)),
            Some(Value::Table(entries)) => {
                for (from, to) in entries {
                    match (to.as_str(), SitePath::new(from)) {
                        (Some(to), Some(path)) if !is_glob(from) => {
                            mounts.push(Mount { path, url: clean_prefix(to.trim_start_matches('.')) });
                        }
                        (Some(to), _) => {
                            let to = clean_prefix(to.trim_start_matches('.'));
                            match listed(files, from) {
                                Some(found) => mounts.extend(found.into_iter().map(|path| {
                                    let url = format!("{to}/{}", path.file_name());
                                    Mount { path, url }
                                })),
                                None => mounts.extend(mount_glob(from, &to)),
                            }
                        }
                        _ => unread.push(from.clone()),
                    }
                }
            }
            _ => unread.push("a folder".to_owned()),
        }
    }
    for extension in other_formats(script) {
        let input = SitePath::new(&input).unwrap_or_else(SitePath::root);
        let Some(found) = listed(files, &format!("{input}/**/*.{extension}")) else { continue };
        mounts.extend(found.iter().filter_map(|path| mount(path.as_str(), input.as_str())));
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

fn is_glob(path: &str) -> bool {
    path.contains(['*', '{', '?', '[', '!'])
}

/// The files that a pattern matches; `None` when it is none, or of too many.
fn listed(files: &dyn Files, pattern: &str) -> Option<Vec<SitePath>> {
    let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
    let globs = Globs::new([format!("/{pattern}")]).ok()?;
    let folder =
        pattern.split(['*', '{', '?', '[']).next().and_then(|start| start.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let found: Vec<_> = files.below(folder).filter(|path| globs.matches(path)).take(MOST + 1).cloned().collect();
    (found.len() <= MOST).then_some(found)
}

/// Template formats that are none: files with these endings are copied.
fn other_formats(script: &Script) -> Vec<String> {
    const TEMPLATES: [&str; 14] = [
        "md", "njk", "liquid", "html", "webc", "hbs", "mustache", "ejs", "haml", "pug", "11ty.js", "11ty.cjs", "11ty.mjs", "mdx",
    ];
    let returned = script.default_export().and_then(|value| value.get("templateFormats"));
    let exported = script.export("config").and_then(|value| value.get("templateFormats"));
    let set = script.calls_to("setTemplateFormats").chain(script.calls_to("addTemplateFormats"));
    let values = set.filter_map(|call| call.arguments.first()).chain(returned).chain(exported);
    let own: Vec<_> = script.calls_to("addExtension").filter_map(|call| call.arguments.first()?.as_str()).collect();
    let mut found: Vec<String> = Vec::new();
    for value in values {
        match value {
            Value::Text(text) => found.extend(text.split(',').map(|name| name.trim().to_owned())),
            list => found.extend(list.list().iter().filter_map(Value::as_str).map(str::to_owned)),
        }
    }
    found.retain(|name| !name.is_empty() && !TEMPLATES.contains(&name.as_str()) && !own.contains(&name.as_str()));
    found
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
