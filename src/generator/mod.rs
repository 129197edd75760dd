//! What each site generator does with files.

pub mod slug;
