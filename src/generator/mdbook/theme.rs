//! Ids of mdBook's own page template, which stand on every page.

/// `index.hbs` of 0.4.52; some of them come with options.
pub(super) const FOUR: [&str; 33] = [
    "ayu",
    "ayu-highlight-css",
    "body-container",
    "coal",
    "content",
    "default_theme",
    "git-edit-button",
    "git-repository-button",
    "highlight-css",
    "light",
    "mdbook-help-container",
    "mdbook-help-popup",
    "menu-bar",
    "menu-bar-hover-placeholder",
    "navy",
    "page-wrapper",
    "print-button",
    "rust",
    "search-toggle",
    "search-wrapper",
    "searchbar",
    "searchbar-outer",
    "searchresults",
    "searchresults-header",
    "searchresults-outer",
    "sidebar",
    "sidebar-resize-handle",
    "sidebar-toggle",
    "sidebar-toggle-anchor",
    "theme-list",
    "theme-toggle",
    "tomorrow-night-css",
    "mdbook-sidebar-scrollbox",
];

/// All ids of the template of 0.5 begin like this.
pub(super) const FIVE: &str = "mdbook-";
