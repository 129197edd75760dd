//! As much of JavaScript as it takes to find where a piece of it ends, and what it imports.
//!
//! MDX asks a JavaScript parser at every `}`; brackets, strings, template strings and comments tell the same for anything that
//! compiles. Regular expressions are not told from divisions.

use crate::text::Span;

/// A module that the page imports something from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Import {
    /// The name that it has on the page.
    pub name: Span,
    /// Whether that is the module's default export (of a Markdown file: its content).
    pub default: bool,
    /// The module's path as written, without quotes.
    pub module: Span,
}

impl Import {
    pub(in crate::page::document) fn shifted(self, by: usize) -> Self {
        Self { name: self.name.shifted(by), module: self.module.shifted(by), ..self }
    }
}

/// Where the expression ends that opens with the `{` at `start`: just past its `}`. `None` when it is never closed.
pub(super) fn expression_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut reader = Reader::default();
    let mut at = start;
    while at < bytes.len() {
        at = reader.step(bytes, at)?;
        if reader.open.is_empty() {
            return Some(at);
        }
    }
    None
}

/// Where the `import` and `export` statements end that begin at `start`: at the end of the line before a blank one that is not
/// inside brackets, else the end of the text.
pub(super) fn statements_end(bytes: &[u8], start: usize) -> usize {
    let mut reader = Reader::default();
    let mut at = start;
    let mut first_blank = None;
    while at < bytes.len() {
        if bytes[at] == b'\n' && is_blank_after(bytes, at) {
            if reader.open.is_empty() {
                return at;
            }
            first_blank.get_or_insert(at);
        }
        match reader.step(bytes, at) {
            Some(next) => at = next,
            None => break,
        }
    }
    if reader.open.is_empty() { bytes.len() } else { first_blank.unwrap_or(bytes.len()) }
}

/// Whether the line after the line break at `newline` is blank.
pub(super) fn is_blank_after(bytes: &[u8], newline: usize) -> bool {
    bytes[newline + 1..].iter().take_while(|&&byte| byte != b'\n').all(u8::is_ascii_whitespace)
}

/// Goes through a script token by token, keeping what is open: brackets, and template strings by their backtick.
#[derive(Default)]
struct Reader {
    open: Vec<u8>,
}

impl Reader {
    /// Just past the token at `at`; `None` when a comment is never closed.
    fn step(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let byte = bytes[at];
        let next = bytes.get(at + 1).copied();
        if self.open.last() == Some(&b'`') {
            return Some(match byte {
                b'\\' => at + 2,
                b'`' => {
                    self.open.pop();
                    at + 1
                }
                b'$' if next == Some(b'{') => {
                    self.open.push(b'{');
                    at + 2
                }
                _ => at + 1,
            });
        }
        match byte {
            b'{' | b'(' | b'[' | b'`' => self.open.push(byte),
            b'}' | b')' | b']' => {
                let opening = if byte == b')' { b'(' } else { byte - 2 };
                // What is closed out of turn is text in JSX; only braces decide.
                if self.open.last() == Some(&opening) {
                    self.open.pop();
                } else if byte == b'}'
                    && let Some(brace) = self.open.iter().rposition(|&open| open == b'{' || open == b'`')
                    && self.open[brace] == b'{'
                {
                    self.open.truncate(brace);
                }
            }
            b'"' | b'\'' => return Some(string_end(bytes, at).unwrap_or(at + 1)),
            b'/' if next == Some(b'*') => {
                return memchr::memmem::find(&bytes[at + 2..], b"*/").map(|length| at + 2 + length + 2);
            }
            b'/' if next == Some(b'/') && at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b':') => {
                return Some(memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |length| at + length));
            }
            _ => {}
        }
        Some(at + 1)
    }
}

/// Just past the string that opens at `at`; `None` when it does not end on its line, and so is an apostrophe.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = bytes[at];
    let mut end = at + 1;
    loop {
        match *bytes.get(end)? {
            b'\\' => end += 2,
            b'\n' => return None,
            byte if byte == quote => return Some(end + 1),
            _ => end += 1,
        }
    }
}

/// What the statements in `text`, which stands at byte `base` of the page, import.
pub(super) fn imports(text: &str, base: usize, found: &mut Vec<Import>) {
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(next_import).map(|start| at + start) {
        at = start + "import".len();
        let rest = &text[at..];
        let Some(quote) = rest.find(['"', '\'']) else { return };
        let module = at + quote + 1;
        let Some(length) = text[module..].find(['"', '\'', '\n']) else { return };
        let module = Span::new(base + module, base + module + length);
        let names = rest[..quote].trim_end();
        if let Some(names) = names.strip_suffix("from") {
            add_names(names, base + at, module, found);
        }
        at += quote + 1 + length;
    }
}

/// The next line that begins with `import `.
fn next_import(text: &str) -> Option<usize> {
    if text.starts_with("import ") { Some(0) } else { text.find("\nimport ").map(|at| at + 1) }
}

fn add_names(names: &str, base: usize, module: Span, found: &mut Vec<Import>) {
    let braces = names.find('{').unwrap_or(names.len());
    let mut offset = 0;
    for piece in names.split([',', '{', '}']) {
        let local = piece.rsplit(" as ").next().unwrap_or_default();
        let name = local.trim();
        if !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$')) {
            let start = offset + piece.len() - local.trim_start().len();
            let default = offset < braces && !piece.contains('*');
            found.push(Import { name: Span::new(base + start, base + start + name.len()), default, module });
        }
        offset += piece.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_end_where_their_brace_closes() {
        for (text, expected) in [
            ("{a} b", Some("{a}")),
            ("{{a: '}'}} b", Some("{{a: '}'}}")),
            ("{`${`}`}`} b", Some("{`${`}`}`}")),
            ("{/* } */} b", Some("{/* } */}")),
            ("{a // }\n} b", Some("{a // }\n}")),
            ("{<p>Don't</p>} b", Some("{<p>Don't</p>}")),
            ("{[1, 2].map((x) => ({x}))} b", Some("{[1, 2].map((x) => ({x}))}")),
            ("{a b", None),
            ("{/* a", None),
            ("{`a}", None),
        ] {
            assert_eq!(expression_end(text.as_bytes(), 0).map(|end| &text[..end]), expected, "{text}");
        }
    }

    #[test]
    fn statements_end_at_a_blank_line_outside_brackets() {
        let end = |text: &str| text[..statements_end(text.as_bytes(), 0)].to_owned();
        assert_eq!(end("import A from 'a'\nimport B from 'b'\n\n# T"), "import A from 'a'\nimport B from 'b'");
        assert_eq!(end("export const a = {\n\n  b: 1,\n}\n\n# T"), "export const a = {\n\n  b: 1,\n}");
        assert_eq!(end("export const a = {\n\n# T"), "export const a = {", "what is never closed ends at the first blank line");
    }

    #[test]
    fn imports_are_read() {
        let text = "import A from './_a.mdx';\nimport B, {c as D, E} from \"b\"\nimport * as F from 'f'\nimport 'g.css'\nimport {\n  H,\n} from 'h'";
        let mut found = Vec::new();
        imports(text, 0, &mut found);
        let found: Vec<_> = found.iter().map(|import| (import.name.of(text), import.default, import.module.of(text))).collect();
        assert_eq!(
            found,
            [
                ("A", true, "./_a.mdx"),
                ("B", true, "b"),
                ("D", false, "b"),
                ("E", false, "b"),
                ("F", false, "f"),
                ("H", false, "h")
            ]
        );
    }
}
