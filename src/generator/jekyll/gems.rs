//! The gems that a site is built with, read from its `Gemfile` and `Gemfile.lock` without running Ruby.

use crate::generator::Files;

/// What GitHub Pages switches on by itself.
const GITHUB_PAGES: [&str; 9] = [
    "jekyll-coffeescript",
    "jekyll-commonmark-ghpages",
    "jekyll-default-layout",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-titles-from-headings",
];

/// The gems of a site.
#[derive(Debug, Default)]
pub(super) struct Gems {
    /// Plugins that are loaded without being named in the configuration.
    pub(super) plugins: Vec<String>,
    /// Whether GitHub Pages builds the site, or its gem does.
    pub(super) github_pages: bool,
    /// Whether it is built with Jekyll 3.
    pub(super) is_jekyll_3: bool,
    /// Whether a gem called `jekyll` or `github-pages` is asked for.
    pub(super) jekyll: bool,
}

impl Gems {
    /// Reads the Gemfile in `folder` (`""` for the top), or the one at the top.
    pub(super) fn read(files: &dyn Files, folder: &str) -> Self {
        let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let found = [beside("Gemfile"), "Gemfile".to_owned()].into_iter().find(|path| files.exists(path));
        let Some(path) = found else {
            // Nothing says how else it would be built.
            return Self { github_pages: true, is_jekyll_3: true, ..Self::default() }.with_defaults();
        };
        let mut gems = Self::default();
        let gemfile = files.read(&path).unwrap_or_default();
        let mut in_group = false;
        for line in gemfile.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            if line.starts_with("group") && line.contains("jekyll_plugins") {
                in_group = true;
            } else if line == "end" {
                in_group = false;
            }
            let Some(rest) = line.strip_prefix("gem").filter(|rest| rest.starts_with([' ', '(', '\t'])) else { continue };
            let Some(name) = rest.split(['"', '\'']).nth(1) else { continue };
            match name {
                "github-pages" => (gems.github_pages, gems.is_jekyll_3, gems.jekyll) = (true, true, true),
                "jekyll" => {
                    gems.jekyll = true;
                    gems.is_jekyll_3 |= rest.split(['"', '\'']).nth(3).is_some_and(asks_for_3);
                }
                _ => {}
            }
            if in_group || line.contains("jekyll_plugins") {
                gems.plugins.push(name.to_owned());
            }
        }
        let lock = files.read(&format!("{path}.lock")).unwrap_or_default();
        for line in lock.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     ")) {
            match line.trim().split_once(' ') {
                Some(("jekyll", version)) => {
                    gems.jekyll = true;
                    gems.is_jekyll_3 = version.starts_with("(3.");
                }
                Some(("github-pages", _)) => gems.github_pages = true,
                _ => {}
            }
        }
        if gems.github_pages { gems.with_defaults() } else { gems }
    }

    fn with_defaults(mut self) -> Self {
        self.plugins.extend(GITHUB_PAGES.map(str::to_owned));
        self.plugins.push("jekyll-relative-links".to_owned());
        self
    }

    /// Whether a plugin is loaded.
    pub(super) fn has(&self, plugin: &str) -> bool {
        self.plugins.iter().any(|known| known == plugin)
    }
}

fn asks_for_3(version: &str) -> bool {
    version.trim_start_matches(['~', '>', '<', '=', ' ']).starts_with('3') && !version.trim_start().starts_with(['>', '<'])
}
