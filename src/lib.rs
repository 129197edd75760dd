//! A linter for handbooks kept as Markdown in a repository.
//!
//! The modules are layers: each may use only those above it in this list (`tests/layers.rs` holds this).
//! `ARCHITECTURE.md` tells the whole story.

pub mod diagnostic;
pub mod generator;
pub mod path;
pub mod text;
