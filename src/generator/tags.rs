//! The template tags (shortcodes, Liquid tags, includes) that pages of a site may use.

use crate::path::SitePath;
use std::collections::BTreeMap;

/// The template tags that pages of a site may use.
#[derive(Clone, Debug, Default)]
pub struct TemplateTags {
    /// Those known, by name.
    pub known: BTreeMap<String, TemplateTag>,
    /// Whether there are no others: nothing that is not in the repository may add some.
    pub complete: bool,
    /// Tags whose first argument names a file, by name, with the folders in which that is looked for.
    pub includes: BTreeMap<String, Vec<SitePath>>,
}

/// A template tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateTag {
    /// Whether it has an end tag.
    pub pairing: Pairing,
    /// Whether it may print headings or ids that only a build would tell.
    pub opaque: bool,
}

/// Whether a tag has an end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// It stands alone.
    Single,
    /// It may have one, or this is not known.
    Either,
    /// It must have one.
    Paired,
}

/// Tags of Liquid 4 and 5 (Eleventy, Jekyll) that must be ended.
pub const LIQUID_PAIRS: [&str; 8] = ["capture", "case", "comment", "for", "if", "raw", "tablerow", "unless"];

/// Tags of Nunjucks 3 and Jinja 3 that must be ended.
pub const NUNJUCKS_PAIRS: [&str; 9] = ["block", "call", "filter", "for", "if", "macro", "raw", "switch", "verbatim"];

impl TemplateTags {
    /// Adds tags that must be ended and print nothing but what stands between them.
    pub fn add_pairs(&mut self, names: &[&str]) {
        for name in names {
            let tag = TemplateTag { pairing: Pairing::Paired, opaque: false };
            self.known.entry((*name).to_owned()).or_insert(tag);
        }
    }
}
