//! The same code in the other form.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, CodeBlock, Fence, LineKinds, Markup},
    },
    rules::gap::line_ending,
    text::Span,
};

/// Indented code between fences. None in quotations, and where tabs make it hard to tell what belongs to the code.
pub(super) fn fenced(page: &Page, markup: &Markup, place: usize) -> Option<Fix> {
    let block = markup.blocks.get(place)?;
    let base = base(page, markup, place)?;
    let marks = marks(page, markup, block);
    let indent = " ".repeat(base);
    let ending = line_ending(page, block.first as usize);
    let (first, last) = (block.first as usize, block.last as usize);
    let gap = if is_crowded_above(markup, first) { ending } else { "" };
    if base > 0 && !gap.is_empty() {
        return None;
    }
    let mut edits = Vec::with_capacity(last + 3 - first);
    let mut edit = |span: Span, text: String| edits.push(Edit { path: page.path.clone(), span, text });
    for line in first..=last {
        let whole = page.lines().line(&page.text, line);
        let written = whole.of(&page.text).get(base..);
        let before = whole.of(&page.text).bytes().take(base).all(|byte| byte == b' ');
        let start = whole.start as usize + base;
        let taken = match written {
            Some(written) if before && written.starts_with("    ") => 4,
            Some(written) if before && written.starts_with('\t') && base == 0 => 1,
            _ if whole.of(&page.text).trim().is_empty() => {
                edit(whole, String::new());
                continue;
            }
            _ => return None,
        };
        let opening = match line == first {
            true => format!("{gap}{marks}text{ending}{indent}"),
            false => String::new(),
        };
        edit(Span::new(start, start + taken), opening);
    }
    let end = page.lines().line(&page.text, last).end as usize;
    let gap = if markup.lines.is(last + 1, LineKinds::VOID) { "" } else { ending };
    edit(Span::at(end), format!("{ending}{indent}{marks}{gap}"));
    Some(Fix { title: "Put it between fences".into(), applicability: Applicability::Unsafe, edits })
}

fn is_crowded_above(markup: &Markup, line: usize) -> bool {
    line > 0 && !markup.lines.is(line - 1, LineKinds::VOID.and(LineKinds::FRONT_MATTER))
}

/// Fenced code, indented. Only where nothing is lost and nothing stands near that would take the code for its own.
pub(super) fn indented(page: &Page, markup: &Markup, place: usize, fence: &Fence) -> Option<Fix> {
    let block = markup.blocks.get(place)?;
    let close = fence.close?;
    let (first, last) = (block.first as usize, block.last as usize);
    let at_margin = |line: usize| page.lines().line(&page.text, line).start;
    let is_plain = block.parent().is_none() && fence.info.is_empty() && at_margin(first) == fence.open.start;
    let apart = !is_crowded_above(markup, first) && markup.lines.is(last + 1, LineKinds::VOID);
    let is_blank = |line: usize| page.lines().line(&page.text, line).of(&page.text).trim().is_empty();
    if !is_plain || !apart || last < first + 2 || is_blank(first + 1) || is_blank(last - 1) {
        return None;
    }
    // After a list it would belong to the last item, after other code to that.
    let neighbours = [place.checked_sub(1), Some(place + 1)].into_iter().flatten().filter_map(|near| markup.blocks.get(near));
    for near in neighbours {
        if near.parent().is_some() || !matches!(near.kind, Kind::Paragraph | Kind::Heading(_) | Kind::Rule) {
            return None;
        }
    }
    let mut edits = Vec::with_capacity(last + 1 - first);
    let mut edit = |span: Span, text: &str| edits.push(Edit { path: page.path.clone(), span, text: text.to_owned() });
    let content = page.lines().full_line(&page.text, first + 1).start;
    edit(Span { start: at_margin(first), end: content }, "    ");
    for line in (first + 2..last).filter(|&line| !is_blank(line)) {
        edit(Span::at(at_margin(line) as usize), "    ");
    }
    let end = page.lines().line(&page.text, last - 1).end;
    edit(Span { start: end, end: close.end }, "");
    Some(Fix { title: "Indent it".into(), applicability: Applicability::Safe, edits })
}

/// How many blanks the items around a block put before its lines; `None` where something else puts more there.
fn base(page: &Page, markup: &Markup, place: usize) -> Option<usize> {
    let block = markup.blocks.get(place)?;
    let mut base = 0;
    for (_, around) in markup.ancestors(place) {
        match around.kind {
            Kind::List(_) => {}
            Kind::Item if base == 0 => {
                if around.first == block.first {
                    return None;
                }
                let line = page.lines().line(&page.text, around.first as usize);
                let after = Span { start: around.mark.end, end: line.end.max(around.mark.end) }.of(&page.text);
                let blanks = after.len() - after.trim_start_matches(' ').len();
                if !(1..=4).contains(&blanks) || after.trim().is_empty() {
                    return None;
                }
                base = (around.mark.end - line.start) as usize + blanks;
            }
            Kind::Item => {}
            _ => return None,
        }
    }
    Some(base)
}

/// Marks as on the page's other code, more of them where the code has such marks itself.
fn marks(page: &Page, markup: &Markup, block: &Block) -> String {
    let fences = markup.code(page).filter_map(|(_, code)| match code {
        CodeBlock::Fenced(fence) => Some(fence.open),
        CodeBlock::Indented => None,
    });
    let tilde = fences.take(1).any(|open| open.of(&page.text).starts_with('~'));
    let mark = if tilde { '~' } else { '`' };
    let written = block.span.of(&page.text).as_bytes();
    let runs = written.chunk_by(|one, next| one == next).filter(|run| run.first() == Some(&(mark as u8)));
    let longest = runs.map(<[u8]>::len).max().unwrap_or(0);
    String::from(mark).repeat(3.max(longest + 1))
}
