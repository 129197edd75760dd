//! `<!-- @include: ./part.md -->`: Markdown of another file, read as if it stood here.

use super::Settings;
use crate::{generator::Embed, page::Page, text::Span};

/// The file that a comment includes, as written, and whether only some of its lines or a region are.
fn included(comment: &str) -> Option<(&str, bool)> {
    let inside = comment.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let written = inside.strip_prefix("@include:")?.trim();
    let ranged = written
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'))
        .filter(|(_, lines)| lines.contains(',') && lines.bytes().all(|b| b == b',' || b.is_ascii_digit()));
    let (path, part) = ranged.map_or((written, false), |(path, _)| (path, true));
    let (path, region) = path.split_once('#').map_or((path, false), |(path, _)| (path, true));
    (!path.is_empty()).then_some((path, part || region))
}

fn all(page: &Page) -> impl Iterator<Item = (Span, &str, bool)> {
    let comments = page.document.comments.iter().filter(|span| !page.document.in_code(span.start as usize));
    comments.filter_map(|&span| included(page.slice(span)).map(|(path, part)| (span, path, part)))
}

/// The files that are included as a whole.
pub(super) fn whole(settings: &Settings, page: &Page) -> Vec<Embed> {
    let file = |written: &str| match written.strip_prefix('@') {
        Some(below) => settings.source.join(below.trim_start_matches('/')),
        None => page.path.parent().join(written),
    };
    all(page).filter(|(.., part)| !part).filter_map(|(span, path, _)| Some(Embed { span, file: file(path)? })).collect()
}

/// Whether some lines of a file are included: which headings these are is not known.
pub(super) fn has_parts(page: &Page) -> bool {
    all(page).any(|(.., part)| part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_as_vitepress_does() {
        for (comment, expected) in [
            ("<!-- @include: ./a.md -->", Some(("./a.md", false))),
            ("<!--@include: @/a.md{3,}-->", Some(("@/a.md", true))),
            ("<!--@include: a.md#part-->", Some(("a.md", true))),
            ("<!-- include: a.md -->", None),
            ("<!--@include: -->", None),
        ] {
            assert_eq!(included(comment), expected, "{comment}");
        }
    }
}
