//! A linter for handbooks kept as Markdown in a repository.
//!
//! The modules are layers: each may use only those above it in this list (`tests/layers.rs` holds this).
//! `ARCHITECTURE.md` tells the whole story.

pub mod text;

pub mod path;

pub mod diagnostic;

pub mod fixer;

pub mod output;

pub mod page;

pub mod config;

pub mod generator;

pub mod site;

pub mod rule;

pub mod rules;

pub mod linter;

pub mod workspace;

pub mod session;

pub mod verify;

pub mod draft;

pub mod import;

pub mod cli;
