//! Whether the front matter gives the page a title.

use crate::{page::Page, text::Span};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

/// A pattern for the line of the front matter that gives the page its title.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct TitlePattern(Option<Regex>);

impl TryFrom<String> for TitlePattern {
    type Error = String;

    /// An empty text is a pattern that no line matches, as in markdownlint.
    fn try_from(pattern: String) -> Result<Self, String> {
        if pattern.is_empty() {
            return Ok(Self(None));
        }
        let regex = RegexBuilder::new(&pattern).case_insensitive(true).multi_line(true).build();
        regex.map(|regex| Self(Some(regex))).map_err(|error| format!("`{pattern}` is no regular expression: {error}"))
    }
}

impl TitlePattern {
    /// The first part of the front matter that matches.
    pub fn find(&self, page: &Page) -> Option<Span> {
        let block = page.front_matter.as_ref()?;
        let found = self.0.as_ref()?.find(page.text.get(..block.body_start as usize)?)?;
        let written = found.as_str();
        Some(Span::new(found.start() + (written.len() - written.trim_start().len()), found.end()))
    }
}
