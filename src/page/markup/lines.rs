//! What stands on each line.

use std::ops::RangeInclusive;

/// What stands on a line: any of the constants, together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineKinds(u16);

impl LineKinds {
    /// Nothing but blanks.
    pub const BLANK: Self = Self(1);
    /// Of the front matter, its fences too.
    pub const FRONT_MATTER: Self = Self(1 << 1);
    /// The opening or closing marks of a code block.
    pub const FENCE: Self = Self(1 << 2);
    /// The code between them.
    pub const FENCED: Self = Self(1 << 3);
    /// Code that is indented.
    pub const INDENTED: Self = Self(1 << 4);
    /// A block of HTML.
    pub const HTML: Self = Self(1 << 5);
    /// A table.
    pub const TABLE: Self = Self(1 << 6);
    /// A heading, the line below it too.
    pub const HEADING: Self = Self(1 << 7);
    /// A list, blank lines between items too.
    pub const LIST: Self = Self(1 << 8);
    /// A quotation.
    pub const QUOTE: Self = Self(1 << 9);
    /// A `[label]: destination`.
    pub const DEFINITION: Self = Self(1 << 10);
    /// Inside an HTML comment, wholly or in part.
    pub const COMMENT: Self = Self(1 << 11);
    /// Inside template tags, wholly or in part.
    pub const TEMPLATE: Self = Self(1 << 12);
    /// A thematic break.
    pub const RULE: Self = Self(1 << 13);
    /// Nothing but blanks, `>` and HTML comments: what separates as a blank line does.
    pub const VOID: Self = Self(1 << 14);
    /// An HTML comment goes on to the next line.
    pub const COMMENT_OPEN: Self = Self(1 << 15);
    /// A code block, whichever.
    pub const CODE: Self = Self(Self::FENCE.0 | Self::FENCED.0 | Self::INDENTED.0);

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `others` stands on the line.
    pub const fn any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// Every line of a page, and what stands on it. Lines are counted from 0.
#[derive(Debug)]
pub struct Lines {
    pub(super) kinds: Vec<LineKinds>,
}

impl Lines {
    /// What stands on a line. Past the end of the page lines are blank.
    #[inline]
    pub fn kinds(&self, line: usize) -> LineKinds {
        self.kinds.get(line).copied().unwrap_or(LineKinds::BLANK.and(LineKinds::VOID))
    }

    /// Whether any of `kinds` stands on a line.
    #[inline]
    pub fn is(&self, line: usize, kinds: LineKinds) -> bool {
        self.kinds(line).any(kinds)
    }

    /// All lines, each with what stands on it; a text that ends in a newline has an empty last line.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (usize, LineKinds)> {
        self.kinds.iter().copied().enumerate()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.kinds.len()
    }

    pub(super) fn add(&mut self, lines: RangeInclusive<u32>, kinds: LineKinds) {
        let range = *lines.start() as usize..(*lines.end() as usize + 1).min(self.kinds.len());
        for line in self.kinds.get_mut(range).unwrap_or_default() {
            *line = line.and(kinds);
        }
    }
}
