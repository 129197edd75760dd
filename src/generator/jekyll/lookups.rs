//! Layouts that pages name (LayoutReader and Renderer of Jekyll 4.3).

use super::settings::Settings;
use crate::{
    config::Source,
    generator::{Files, Reference},
    path::SitePath,
};

/// The layouts of a site, where all of them are its own: a theme's are not here to be read.
pub(super) fn layouts(files: &dyn Files, settings: &Settings, own_plugins: &str) -> Option<Reference> {
    let themed = ["theme", "remote_theme"].iter().any(|key| settings.get(key).is_some());
    // Further configuration files, named when the site is built, may set a theme.
    let folder = settings.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_other = |path: &&SitePath| {
        path.parent_str() == folder && path.file_name().starts_with("_config") && path.as_str() != settings.file
    };
    let mut others = files.paths().iter().filter(is_other);
    let may_be_themed = others.any(|path| files.read(path.as_str()).is_none_or(|text| text.contains("theme")));
    let mut plugins = files.below(own_plugins);
    let may_add = plugins.any(|path| files.read(path.as_str()).is_none_or(|text| text.is_empty() || text.contains("layouts")));
    if themed || may_be_themed || may_add {
        return None;
    }
    let folder = SitePath::new(&settings.rooted(settings.text("layouts_dir").unwrap_or("_layouts")))?;
    Some(Reference {
        // The last one comes with jekyll-redirect-from.
        known: ["none", "null", "redirect"].map(str::to_owned).into(),
        outcome: "Jekyll shows the page without any layout",
        ..Reference::new(&SitePath::new(&settings.source)?, "layout", "layouts", Source::Folder(folder))
    })
}
