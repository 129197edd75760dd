//! `src/pages`: pages that are no entries of the docs collection.

use crate::generator::{Facts, Files};

/// Adds what `src/pages` makes: addresses, and for `[name]` files what theirs begin with.
pub(super) fn read(files: &dyn Files, folder: &str, as_files: bool, facts: &mut Facts) {
    for path in files.below(folder) {
        let Some(below) = path.below(folder) else { continue };
        if below.split('/').any(|part| part.starts_with('_')) {
            continue;
        }
        let Some((stem, extension)) = below.rsplit_once('.') else { continue };
        let is_page = matches!(extension, "astro" | "md" | "mdx" | "html" | "markdown" | "mdown" | "mkdn" | "mkd" | "mdwn");
        if !is_page && !matches!(extension, "ts" | "js" | "mjs" | "mts") {
            continue;
        }
        if let Some(open) = stem.find('[') {
            facts.computed_routes.push((format!("/{}", &stem[..open]), String::new()));
            continue;
        }
        let stem = stem.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(stem);
        facts.virtual_routes.push(match stem {
            "" => "/".to_owned(),
            // An endpoint has its own ending: `rss.xml.ts`.
            stem if !is_page || stem == "404" => format!("/{stem}{}", if is_page { ".html" } else { "" }),
            stem if as_files => format!("/{}", stem.trim_end_matches('/')),
            stem => format!("/{}/", stem.trim_end_matches('/')),
        });
    }
}
