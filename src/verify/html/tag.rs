//! A start tag, and what a `<meta http-equiv="refresh">` says.

use html5gum::{
    Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::{borrow::Cow, convert::Infallible};

/// A start tag while it is read.
#[derive(Default)]
pub(super) struct Tag {
    pub(super) name: Vec<u8>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Tag {
    /// Takes up a part of the tag.
    pub(super) fn on_event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => *self = Self { name: name.to_vec(), attributes: Vec::new() },
            CallbackEvent::AttributeName { name } => self.attributes.push((name.to_vec(), Vec::new())),
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, place)) = self.attributes.last_mut() {
                    *place = value.to_vec();
                }
            }
            _ => {}
        }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name.as_bytes()
    }

    /// The value of an attribute, without blanks around it.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name.as_bytes())?;
        Some(match String::from_utf8_lossy(value) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        })
    }

    pub(super) fn is_refresh(&self) -> bool {
        self.is("meta") && self.get("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh"))
    }

    /// Where a `<meta http-equiv="refresh">` leads.
    pub(super) fn refresh(&self) -> Option<Box<str>> {
        refresh(&self.get("content")?).map(Box::from)
    }
}

/// Where the first `<meta http-equiv="refresh">` in a piece of HTML leads.
pub(super) fn refresh_in(html: &[u8]) -> Option<Box<str>> {
    let mut tag = Tag::default();
    let mut found = None;
    let emitter = CallbackEmitter::<_, Infallible, ()>::new(|event: CallbackEvent<'_>, _| {
        tag.on_event(&event);
        if matches!(event, CallbackEvent::CloseStartTag { .. }) && found.is_none() && tag.is_refresh() {
            found = tag.refresh();
        }
        None
    });
    Tokenizer::new_with_emitter(html, emitter).for_each(drop);
    found
}

/// The address in `0; url=/x/`.
pub(super) fn refresh(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let rest = match rest.get(..3) {
        Some(word) if word.eq_ignore_ascii_case("url") => rest.get(3..)?.trim_start().strip_prefix('=')?.trim_start(),
        _ => rest,
    };
    let address = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest,
    };
    Some(address.trim()).filter(|address| !address.is_empty())
}
