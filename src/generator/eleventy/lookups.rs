//! Layouts that pages name (TemplateLayoutPathResolver of @11ty/eleventy 3.1).

use crate::{
    config::Source,
    generator::{
        Facts, Reference,
        script::{Script, Value},
    },
    path::SitePath,
};

/// Plugins that bring no layouts along.
const WITHOUT_LAYOUTS: &[&str] = &[
    "@11ty/eleventy",
    "@11ty/eleventy-img",
    "@11ty/eleventy-navigation",
    "@11ty/eleventy-plugin-bundle",
    "@11ty/eleventy-plugin-directory-output",
    "@11ty/eleventy-plugin-inclusive-language",
    "@11ty/eleventy-plugin-rss",
    "@11ty/eleventy-plugin-syntaxhighlight",
    "@11ty/eleventy-plugin-vite",
    "@11ty/eleventy-plugin-webc",
    "@11ty/eleventy-upgrade-help",
    "@quasibit/eleventy-plugin-sitemap",
    "eleventy-plugin-nesting-toc",
    "eleventy-plugin-reading-time",
    "eleventy-plugin-toc",
];

/// The layouts of a site, where all of them are in the folder that its configuration names.
pub(super) fn layouts(facts: &Facts, folder: Option<SitePath>, script: &Script, sources: &str) -> Option<Reference> {
    let folder = folder.filter(|folder| !folder.as_str().is_empty())?;
    let root = facts.content.value.first()?;
    // Templates that exist in memory only, and files to be named in full.
    if ["addTemplate(", "setLayoutResolution"].iter().any(|call| sources.contains(call)) {
        return None;
    }
    let is_known = |value: Option<&Value>| match value {
        Some(Value::Name(name)) => {
            let module = name.module.as_deref().unwrap_or_default();
            module.starts_with("./") || WITHOUT_LAYOUTS.contains(&module)
        }
        // Written where it is added.
        Some(Value::Function(_)) => true,
        _ => false,
    };
    if !script.calls_to("addPlugin").all(|call| is_known(call.arguments.first())) {
        return None;
    }
    let mut known = Vec::new();
    for call in script.calls_to("addLayoutAlias") {
        let [Value::Text(alias), ..] = call.arguments.as_slice() else { return None };
        known.push(alias.clone());
    }
    let outcome = "Eleventy does not build the site with a layout that does not exist";
    Some(Reference { known, outcome, ..Reference::new(root, "layout", "layouts", Source::Folder(folder)) })
}
