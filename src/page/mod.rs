//! One file, parsed once.

pub mod dialect;
pub mod document;
pub mod front_matter;
