//! A setting and where it was made.

use crate::text::Span;
use std::collections::BTreeMap;

/// A value with the place in `handbook.toml` that set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Set<T> {
    /// What was set.
    pub value: T,
    /// The bytes of the key; for an item of a list, of the list's key.
    pub key: Span,
    /// The bytes of the value; for a table under its own header, of the header.
    pub span: Span,
}

/// Values by the name of a front matter key or variable, names as the user wrote them (`eleventyNavigation.key`).
pub type Keys<T> = BTreeMap<String, Set<T>>;

impl<T> Set<T> {
    /// A value that comes from elsewhere (the command line): it has no place in the file.
    pub fn elsewhere(value: T) -> Self {
        Self { value, key: Span::default(), span: Span::default() }
    }

    /// The bytes of the value; `None` when it does not come from the file.
    pub fn place(&self) -> Option<Span> {
        (!self.span.is_empty()).then_some(self.span)
    }

    /// The same place with another value.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Set<U> {
        Set { value: change(self.value), key: self.key, span: self.span }
    }
}
