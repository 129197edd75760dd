//! MDX 3: Markdown with JSX elements, `{expressions}` and `import`/`export` statements, without HTML, indented code and
//! `<autolinks>`.
//!
//! What is not Markdown is overwritten byte for byte before Markdown is parsed, so that every offset stays true: by blanks where
//! tags and expressions fill whole lines (there MDX begins and ends a block), else by something that is part of the paragraph:
//! a tag by a tag, an expression by letters. Behaviour from micromark-extension-mdxjs 3, whose JavaScript parser is not asked:
//! what does not compile stays as it is.

mod indent;
mod inline;
mod line;
mod reader;
mod script;
mod tag;

pub use script::Import;
pub(in crate::page::document) use {
    indent::Indents,
    tag::{Tag, TagAttribute},
};

use super::islands::Island;
use crate::{page::dialect::MarkdownDialect, text::Span};
use reader::Reader;

/// A body read as MDX. Spans count from its start.
#[derive(Debug, Default)]
pub(super) struct Mdx {
    /// The body with everything overwritten that is no Markdown.
    pub masked: String,
    /// The same without the indentation inside elements, if there is any.
    pub flat: Option<(String, Indents)>,
    /// Components, expressions, statements and comments in braces.
    pub islands: Vec<Island>,
    /// All tags.
    pub tags: Vec<Tag>,
    /// Comments, in braces and in HTML.
    pub comments: Vec<Span>,
    /// What the page imports.
    pub imports: Vec<Import>,
}

/// Reads a body.
pub(super) fn read(body: &str, dialect: &MarkdownDialect) -> Mdx {
    let mut reader = Reader::new(body, dialect);
    while reader.at < body.len() {
        reader.line();
    }
    reader.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect() -> MarkdownDialect {
        MarkdownDialect { directives: true, math: true, ..MarkdownDialect::default() }
    }

    fn masked(body: &str) -> String {
        let mdx = read(body, &dialect());
        mdx.flat.map_or(mdx.masked, |(flat, _)| flat)
    }

    #[test]
    fn what_is_no_markdown_is_overwritten() {
        for (body, expected) in [
            ("import A from 'a'\nexport const b = 1\n\n# T", "                 \n                  \n\n# T"),
            ("text\nimport A from 'a'", "text\nimport A from 'a'"),
            ("a {b} c", "a xxx c"),
            ("{/* a */}\n# T", "         \n# T"),
            ("a <B c=\"d\" /> e", "a <xxxxxxxxx> e"),
            ("<Tabs>\n# T\n</Tabs>", "      \n# T\n       "),
            ("<b>x</b> y", "<x>x<xx> y"),
            ("a <>b</> c", "a   b<x> c"),
            ("`{a}` \\{b} {c}", "`{a}` \\{b} xxx"),
            ("```js\n{a}\n<B>\n```\n{c}", "```js\n{a}\n<B>\n```\n   "),
            ("[a](/b/{c}) [d](<e f>)", "[a](/b/{c}) [d](<e f>)"),
            ("$a_{b}$ $$c{d}$$ {e}", "$a_{b}$ $$c{d}$$ xxx"),
            ("# A {#id}", "# A {#id}"),
            ("# A {id}", "# A xxxx"),
            ("a < b {", "a < b {"),
            ("<!-- a -->\nb <!-- c --> d", "          \nb <xxxxxxxx> d"),
            (":::note[A {b}]\n\ntext\n\n:::", "        A xxx \n\ntext\n\n   "),
            ("- <A>\n\n  b\n\n  </A>", "- x  \n\n  b\n\n      "),
            ("```mdx-code-block\n<A>\n```\n# T", "                 \n   \n   \n# T"),
        ] {
            assert_eq!(masked(body), expected, "{body}");
        }
    }

    #[test]
    fn indentation_in_elements_is_taken_off() {
        let body = "<Tabs>\n    <TabItem value=\"a\">\n        ## A\n\n        ```js\n          b\n        ```\n    </TabItem>\n</Tabs>\n\n    c";
        let flat = masked(body);
        assert!(flat.contains("\n## A\n"), "{flat}");
        assert!(flat.contains("\n```js\n  b\n```\n"), "{flat}");
        assert!(flat.ends_with("\n    c"), "{flat}");
        let listed = masked("1. a\n   <Tabs>\n     <TabItem>\n       ```\n       b\n       ```\n     </TabItem>\n   </Tabs>");
        assert!(listed.contains("\n   ```\n   b\n   ```\n"), "{listed}");
    }

    #[test]
    fn hostile_text_is_read_in_one_go() {
        for piece in [
            "{", "<a b=\"", "<a b='{", "`", "``` `", "<A>", "</A>", "<", "{`${", "[a](", "<!--", "export {", ":::", "é{",
            "- <A>\n",
        ] {
            let body = piece.repeat(200_000 / piece.len());
            let mdx = read(&body, &dialect());
            assert_eq!(mdx.masked.len(), body.len(), "{piece}");
        }
    }
}
