//! Heading ids: how each generator makes one from a heading's text, and how it tells equal ones apart.
//!
//! A slug is a pure function of the text, one file for each algorithm. [`Anchors`] then makes the slugs of a page unique.

mod anchors;
mod character;
pub(in crate::generator) use character::is_word;
pub mod eleventy_2;
pub mod eleventy_3;
pub mod eleventy_slug;
pub mod emoji;
pub mod github;
mod govuk_tech_docs;
pub mod honkit;
pub mod hugo;
mod id_attribute;
pub mod kramdown;
pub mod markdown_it_anchor;
pub mod marked;
pub mod mdbook;
mod numbering;
pub mod pymdownx;
pub mod python_markdown;
pub mod redcarpet;
mod slugger;
mod transliteration;
pub mod vitepress;

pub use anchors::{Anchors, Reserved};
pub use numbering::Numbering;
pub use slugger::Slugger;
