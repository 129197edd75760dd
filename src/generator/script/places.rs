//! Where the values of a configuration are written.

use crate::{generator::Files, path::SitePath, text::Span};
use rustc_hash::FxHashMap;

/// Where the texts in quotes of a configuration stand: each place is given out once, in order.
#[derive(Debug)]
pub struct Places {
    texts: FxHashMap<String, Vec<(usize, Span)>>,
    files: Vec<SitePath>,
}

impl Places {
    /// The quoted texts of these files.
    pub fn new(files: &dyn Files, sources: &[SitePath]) -> Self {
        let mut texts: FxHashMap<String, Vec<(usize, Span)>> = FxHashMap::default();
        for (at, path) in sources.iter().enumerate() {
            let text = files.read(path.as_str()).unwrap_or_default();
            let mut open = None;
            for (place, byte) in text.bytes().enumerate() {
                match (byte, open) {
                    (b'\'' | b'"' | b'`', None) => open = Some((byte, place + 1)),
                    (b'\n', Some((b'\'' | b'"', _))) => open = None,
                    (byte, Some((quote, start))) if byte == quote => {
                        let found = text.get(start..place).unwrap_or_default();
                        if found.len() < 500 {
                            texts.entry(found.to_owned()).or_default().push((at, Span::new(start, place)));
                        }
                        open = None;
                    }
                    _ => {}
                }
            }
        }
        // They are taken from the end.
        texts.values_mut().for_each(|places| places.reverse());
        Self { texts, files: sources.to_vec() }
    }

    /// The next place of a text; the last one again when there is no other. Without one, the start of the last file.
    pub fn of(&mut self, text: &str) -> (SitePath, Span) {
        let found =
            self.texts.get_mut(text).and_then(|places| if places.len() > 1 { places.pop() } else { places.first().copied() });
        let (at, span) = found.unwrap_or((self.files.len().saturating_sub(1), Span::default()));
        (self.files.get(at).cloned().unwrap_or_else(SitePath::root), span)
    }
}
