//! One file, parsed once.

pub mod dialect;
pub mod front_matter;
