//! `{{#include file}}` and its kin: what other files print on a page.

use crate::{
    generator::{Embed, Facts},
    page::{
        Page,
        document::{Island, Kind},
    },
};

/// The pages that are shown in full on `page`.
pub(super) fn embeds(facts: &Facts, page: &Page) -> Vec<Embed> {
    let folder = page.path.parent();
    let whole = page.document.islands.iter().filter_map(|island| {
        let file = whole_page(page, island).filter(|_| !in_code(page, island))?;
        Some(Embed { span: island.span, file: folder.join(file)? })
    });
    // A file from outside of the book is not read: what it prints is not known.
    whole.filter(|embed| facts.in_content(&embed.file).is_some()).collect()
}

/// Whether a helper may print headings or ids that are not known: a part of a file, or a file that is no page of the book.
pub(super) fn is_opaque(page: &Page, island: &Island) -> bool {
    let prints = match island.name(&page.text) {
        "#title" => false,
        // A block of code.
        "#playground" | "#playpen" => false,
        "#include" => whole_page(page, island).is_none_or(|file| page.path.parent().join(file).is_none()),
        "#rustdoc_include" | "#template" => true,
        _ => island.block,
    };
    prints && !in_code(page, island)
}

/// The path of a Markdown file that is included as a whole.
fn whole_page<'a>(page: &'a Page, island: &Island) -> Option<&'a str> {
    let inside = page.slice(island.span).get(2..)?.trim_start();
    let argument = inside.strip_prefix("#include")?.trim_end_matches('}').split_whitespace().next()?;
    let is_page = |path: &str| path.ends_with(".md") || path.ends_with(".markdown");
    Some(argument).filter(|path| is_page(path))
}

/// Whether a helper stands in code. Code has no nodes inside, so the last node that begins before the helper tells.
fn in_code(page: &Page, island: &Island) -> bool {
    let nodes = &page.document.nodes;
    let next = nodes.partition_point(|node| node.span.start <= island.span.start);
    let before = next.checked_sub(1).and_then(|at| nodes.get(at));
    before.is_some_and(|node| {
        matches!(node.kind(), Kind::Code | Kind::CodeBlock(_)) && node.span.contains(island.span.start as usize)
    })
}
