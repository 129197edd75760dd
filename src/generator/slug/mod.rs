//! Heading ids.
