//! What each site generator does with files.

pub mod script;
pub mod slug;
