//! How the headings of a site get their ids.

use super::slug::{Numbering, Slugger};

/// How headings get their ids. Passes run one after the other; each gives ids to headings that have none yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadingIds {
    /// The passes.
    pub passes: Vec<IdPass>,
    /// Whether the configuration makes ids in a way that only running it would tell; then no heading's id is known.
    pub computed: bool,
    /// Whether quotes and dashes become typographic before ids are made (markdown-it's `typographer`).
    pub typographer: bool,
    /// Whether the headings of pages shown inside a page get their ids before its own, and are told apart with them
    /// (Middleman's partials).
    pub embedded_first: bool,
    /// What stands before every id that is made (kramdown's `auto_id_prefix`).
    pub prefix: String,
    /// What other versions of the generator would do that may be in use as well, each by itself: ids that only they make are not
    /// known.
    pub other_versions: Vec<IdPass>,
    /// Whether it is not known how blanks and punctuation become dashes: ids that differ from a heading's by dashes only are not
    /// known.
    pub loose: bool,
}

/// One way of giving ids to headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdPass {
    /// How the text becomes an id.
    pub slugger: Slugger,
    /// How equal ids are told apart.
    pub numbering: Numbering,
    /// Whether headings written in HTML get one too.
    pub html: bool,
    /// Which levels get ids: bit 1 for `<h1>` to bit 6 for `<h6>`; bit 0 for terms of definition lists.
    pub levels: u8,
    /// Which headings it is about.
    pub place: IdPlace,
    /// Whether typographic dashes count as the hyphens that they were made from.
    pub plain_dashes: bool,
}

/// Where the headings stand that a pass gives ids to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IdPlace {
    /// Anywhere.
    #[default]
    Anywhere,
    /// Outside of HTML elements whose text is Markdown (`<div markdown="1">`).
    OutsideHtml,
    /// Inside of them.
    InsideHtml,
}

impl IdPass {
    /// Every level.
    pub const ALL_LEVELS: u8 = 0b111_1110;

    /// A pass over the headings of every level.
    pub fn new(slugger: Slugger, numbering: Numbering, html: bool) -> Self {
        Self { slugger, numbering, html, levels: Self::ALL_LEVELS, place: IdPlace::Anywhere, plain_dashes: false }
    }

    /// The same pass with terms of definition lists counted among the headings.
    #[must_use]
    pub fn with_terms(self) -> Self {
        Self { levels: self.levels | 1, ..self }
    }

    /// Whether headings of this level (1–6; 0 for terms of definition lists) get ids.
    pub fn covers(self, level: u8) -> bool {
        1u8.checked_shl(u32::from(level)).is_some_and(|bit| self.levels & bit != 0)
    }
}
