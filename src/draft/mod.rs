//! A configuration drafted from what the pages of a handbook have in common, for `handbook init`.
//!
//! Nothing is asked for that a single page does not have today: what nearly all pages have is a comment in the draft.

mod block;
mod dates;
mod evidence;
mod json_schema;
mod keys;
mod nodes;
mod scopes;
mod settings;

pub use block::Almost;

use crate::site::Site;
use block::Block;
use jiff::civil::Date;
use keys::Keys;

/// Where the schema for editors is kept. No generator publishes a folder that begins with a dot.
pub const SCHEMA: &str = ".handbook/front-matter.schema.json";

/// What the front matter of a handbook could be held to.
#[derive(Debug)]
pub struct Draft {
    blocks: Vec<Block>,
    schema: String,
    /// The keys that pages write, those within others too.
    pub keys: usize,
    /// The Markdown pages with front matter.
    pub with_front_matter: usize,
}

impl Draft {
    /// Reads the front matter of all Markdown pages. `is_slip` says of a key's own name whether it is written by mistake; such a key
    /// is not made a convention. `today` decides which dates lie ahead.
    pub fn of(site: &Site, is_slip: &dyn Fn(&str) -> bool, today: Date) -> Self {
        let keys = Keys::of(site, is_slip);
        let scopes = scopes::scopes(&keys);
        let with_front_matter = keys.all.pages().iter().filter(|id| site.page(**id).front_matter.is_some()).count();
        Self {
            blocks: block::blocks(&keys, &scopes, today),
            schema: json_schema::write(&keys, is_slip),
            keys: keys.keys.len(),
            with_front_matter,
        }
    }

    /// The `[[front-matter]]` blocks of `handbook.toml`; empty when the pages have nothing in common.
    pub fn settings(&self) -> String {
        self.blocks.iter().map(|block| format!("\n{}", settings::write(block))).collect()
    }

    /// The same and more for editors: a JSON Schema (2020-12, in words that draft 7 knows too) that every page fits. `None` when
    /// no page has front matter.
    pub fn json_schema(&self) -> Option<&str> {
        (self.keys > 0).then_some(self.schema.as_str())
    }

    /// The keys that all pages must have.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter(|block| block.is_whole).flat_map(|block| block.required.iter().map(|key| key.name.as_str()))
    }

    /// The groups of pages that have rules of their own.
    pub fn groups(&self) -> usize {
        self.blocks.iter().filter(|block| !block.is_whole).count()
    }

    /// What nearly all pages of a block have.
    pub fn almost(&self) -> impl Iterator<Item = &Almost> {
        self.blocks.iter().flat_map(|block| &block.almost)
    }
}
