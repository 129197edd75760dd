//! Pictures that nothing shows.

use crate::{
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UnusedAsset>("pages/unused-asset", include_str!("../../../rules/pages/unused-asset.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnusedAsset {
    extensions: Vec<String>,
    roots: Vec<String>,
}

/// Files that hold no text that names others.
const BINARY: [&str; 56] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "ico", "icns", "tif", "tiff", "psd", "ai", "eps", "heic", "raw", "mp4",
    "webm", "mov", "avi", "mkv", "mp3", "wav", "ogg", "oga", "ogv", "flac", "m4a", "m4v", "pdf", "zip", "gz", "tgz", "bz2", "xz",
    "7z", "rar", "tar", "woff", "woff2", "ttf", "otf", "eot", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp",
    "key", "wasm", "jar", "exe",
];

/// What browsers, phones and hosts ask for by name.
const ASKED_FOR: [&str; 8] =
    ["favicon", "apple-touch-icon", "android-chrome", "mstile", "safari-pinned-tab", "web-app-manifest", "icon-", "og-image"];

/// What themes show by name: of a page, of a folder, of the whole site.
const SHOWN_BY_THEMES: [&str; 18] = [
    "logo",
    "icon",
    "cover",
    "feature",
    "featured",
    "thumb",
    "thumbnail",
    "banner",
    "hero",
    "avatar",
    "preview",
    "background",
    "bg",
    "screenshot",
    "tn",
    "opengraph-image",
    "twitter-image",
    "social",
];

/// Folders with files from elsewhere.
const FOREIGN: [&str; 5] = ["themes", "vendor", "vendors", "third_party", "third-party"];

impl SiteRule for UnusedAsset {
    fn reads(&self, site: &Site) -> Vec<SitePath> {
        if !site.assets.iter().any(|path| self.is_about(site, path)) {
            return Vec::new();
        }
        let is_text = |path: &&SitePath| {
            let extension = path.extension();
            let is_icon = extension.eq_ignore_ascii_case("svg") && is_hidden(path);
            !is_icon && !BINARY.iter().any(|binary| extension.eq_ignore_ascii_case(binary))
        };
        site.assets.iter().filter(is_text).cloned().collect()
    }

    fn check(&self, site: &Site, report: &mut Report) {
        let files: Vec<&SitePath> = site.assets.iter().filter(|path| self.is_about(site, path)).collect();
        for path in site.unnamed(&files) {
            let finding = report.add(path, Span::default(), "nothing in the handbook shows this picture or names it");
            finding.help("Show it where readers need it, or remove the file");
        }
    }
}

impl UnusedAsset {
    /// Whether the file is a picture of this handbook.
    fn is_about(&self, site: &Site, path: &SitePath) -> bool {
        let facts = &site.facts;
        let is_below = |folder: &str| path.below(folder.trim_matches('/')).is_some();
        let is_served = || {
            let mounts = &facts.statics.value;
            facts.in_content(path).is_some() || mounts.iter().any(|mount| is_below(mount.path.as_str()))
        };
        let is_wanted = |extension: &String| path.extension().eq_ignore_ascii_case(extension.trim_start_matches('.'));
        self.extensions.iter().any(is_wanted)
            && (self.roots.iter().any(|root| is_below(root)) || self.roots.is_empty() && is_served())
            && !facts.is_ignored(path)
            && !is_hidden(path)
            && !path.parent_str().split('/').any(|folder| FOREIGN.contains(&folder))
            && !is_known_by_name(path)
    }
}

fn is_hidden(path: &SitePath) -> bool {
    path.as_str().split('/').any(|part| part.starts_with('.'))
}

fn is_known_by_name(path: &SitePath) -> bool {
    let stem = path.stem().to_lowercase();
    SHOWN_BY_THEMES.contains(&stem.as_str()) || ASKED_FOR.iter().any(|start| stem.starts_with(start))
}
