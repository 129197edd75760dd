use super::{HeadingStyle, LineKinds, Markup};
use crate::{
    page::{Format, Page, dialect::Dialect, document::Kind},
    path::SitePath,
};

fn page(text: &str) -> (Page, Markup) {
    let path = SitePath::new("page.md").unwrap();
    let page = Page::parse(path, text.as_bytes().to_vec(), Format::Markdown, &Dialect::default());
    let markup = Markup::of(&page);
    (page, markup)
}

/// Every block as `kind mark first-last`, 1-based lines.
fn blocks(text: &str) -> Vec<String> {
    let (page, markup) = page(text);
    let kinds = markup
        .blocks
        .iter()
        .map(|block| format!("{:?} {:?} {}-{}", block.kind, block.mark.of(&page.text), block.first + 1, block.last + 1));
    kinds.collect()
}

#[test]
fn blocks_end_at_their_last_line_that_is_not_blank() {
    let text = "> - one\n>   two\n>\n> - three\n\n12. four\n\n    ~~~~ sh\n    code\n    ~~~~\n\nFive\n====\n";
    let wanted = [
        "BlockQuote \">\" 1-4",
        "List(false) \"\" 1-4",
        "Item \"-\" 1-2",
        "Paragraph \"\" 1-2",
        "Item \"-\" 4-4",
        "Paragraph \"\" 4-4",
        "List(true) \"\" 6-10",
        "Item \"12.\" 6-10",
        "Paragraph \"\" 6-6",
        "CodeBlock(true) \"~~~~\" 8-10",
        "Heading(1) \"\" 12-13",
    ];
    assert_eq!(blocks(text), wanted);
}

#[test]
fn definitions_belong_to_the_item_that_they_are_indented_for() {
    assert_eq!(blocks("- one [a]\n\n  [a]: /x\n\n[b]: /y\n")[0], "List(false) \"\" 1-3");
}

#[test]
fn headings_show_their_marks() {
    let (page, markup) = page("##  Words #not ##  \n\n> Two\n> lines\n> ---\n\n# \n\n### \\# ###\n");
    let headings: Vec<_> = markup
        .headings(&page)
        .map(|(_, heading)| {
            let of = |span: crate::text::Span| span.of(&page.text).to_owned();
            (heading.style, heading.level, of(heading.open), of(heading.words), of(heading.close))
        })
        .collect();
    let row = |style, level, open: &str, words: &str, close: &str| (style, level, open.into(), words.into(), close.into());
    let wanted = [
        row(HeadingStyle::AtxClosed, 2, "##", "Words #not", "##"),
        row(HeadingStyle::Setext, 2, "", "Two\n> lines", "---"),
        row(HeadingStyle::Atx, 1, "#", "", ""),
        row(HeadingStyle::AtxClosed, 3, "###", "\\#", "###"),
    ];
    assert_eq!(headings, wanted);
}

#[test]
fn code_shows_its_fences() {
    let (page, markup) = page("````  sh {.x} \n```\n````\n\n    indented\n\n> ~~~\n> open\n\nend\n");
    let fences: Vec<_> = markup
        .code(&page)
        .map(|(_, code)| {
            code.fence().map(|fence| {
                let close = fence.close.map(|close| close.of(&page.text).to_owned());
                (fence.open.of(&page.text).to_owned(), fence.info.of(&page.text).to_owned(), close)
            })
        })
        .collect();
    let fence = |open: &str, info: &str, close: Option<&str>| Some((open.into(), info.into(), close.map(str::to_owned)));
    assert_eq!(fences, [fence("````", "sh {.x}", Some("````")), None, fence("~~~", "", None)]);
}

#[test]
fn lines_know_what_stands_on_them() {
    let text = "\u{feff}---\na: b\n---\r\n# T\r\n\r\n| a |\n| - |\n| b |\n\n> <!-- x\n> y\n> --> \n>\n\n[a]: /x\n\n    code\n<!-- z -->\n";
    let (_, markup) = page(text);
    let kinds: Vec<_> = markup.lines.iter().map(|(_, kinds)| kinds).collect();
    let is = |line: usize, kinds_: LineKinds| kinds[line - 1].any(kinds_);
    for line in 1..=3 {
        assert!(is(line, LineKinds::FRONT_MATTER), "{line}");
    }
    assert!(is(4, LineKinds::HEADING) && is(5, LineKinds::BLANK) && !is(4, LineKinds::BLANK));
    assert!((6..=8).all(|line| is(line, LineKinds::TABLE)) && !is(9, LineKinds::TABLE));
    assert_eq!([10, 11, 12, 13].map(|line| is(line, LineKinds::VOID)), [true, false, true, true]);
    assert!(is(15, LineKinds::DEFINITION) && is(17, LineKinds::INDENTED));
    assert!(is(18, LineKinds::COMMENT) && is(18, LineKinds::VOID) && !is(18, LineKinds::BLANK));
    assert_eq!(kinds.len(), 19);
}

#[test]
fn children_and_ancestors_find_each_other() {
    let (_, markup) = page("> 1. a\n>    - b\n>      - c\n> 2. d\n");
    for (place, _) in markup.of_kind(|_| true) {
        for (child, _) in markup.children(place) {
            assert_eq!(markup.ancestors(child).next().map(|(parent, _)| parent), Some(place));
        }
    }
    let (innermost, _) = markup.lists().last().unwrap();
    let around: Vec<_> = markup.ancestors(innermost).map(|(_, block)| block.kind).collect();
    assert_eq!(around, [Kind::Item, Kind::List(false), Kind::Item, Kind::List(true), Kind::BlockQuote]);
}

#[test]
fn odd_pages_have_markup_too() {
    for text in
        ["", "\u{feff}", "-", "-\n", ">", "```", "    ", "\0", "#", "---", "|", "* * *\n-\n\t-\n", "<!--", "[a]:\n", "é\r\r\n"]
    {
        let (page, markup) = page(text);
        assert_eq!(markup.lines.count(), page.lines().count());
        for (_, block) in markup.of_kind(|_| true) {
            assert!(block.first <= block.last && block.span.end as usize <= page.text.len(), "{text:?} {block:?}");
        }
    }
}
