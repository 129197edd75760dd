//! Positions in text: byte spans, and lines and columns made from them.

pub mod jsonc;
mod line_index;
mod nearest;
mod span;
mod width;

pub use line_index::{LineIndex, Position};
pub use nearest::{nearest, nearest_by};
pub use span::Span;
pub use width::width;
