//! Holds every span of a YAML tree against the text: what stands there, read again, is the value.

use handbook_lint::{
    page::front_matter::{Data, Entry, Node, Scalar, Style, Syntax, read_data},
    text::Span,
};

/// Checks the tree below `root`, read from `text`, and returns how many scalars, keys and aliases were held against it.
pub(crate) fn check(text: &str, root: &Node) -> Result<usize, String> {
    let mut checker = Checker { text, checked: 0 };
    checker.node(root, Span::new(0, text.len()))?;
    Ok(checker.checked)
}

struct Checker<'a> {
    text: &'a str,
    checked: usize,
}

impl<'a> Checker<'a> {
    fn slice(&self, span: Span) -> Result<&'a str, String> {
        self.text.get(span.range()).ok_or_else(|| format!("{span:?} is no part of the text"))
    }

    fn node(&mut self, node: &Node, within: Span) -> Result<(), String> {
        let slice = self.slice(node.span)?;
        if !within.covers(node.span) {
            return Err(format!("{slice:?} lies outside of what holds it: {:?} in {within:?}", node.span));
        }
        self.checked += 1;
        match &node.data {
            Data::Scalar(scalar) => self.scalar(scalar, node.span)?,
            Data::Alias(name) if slice == format!("*{name}") => {}
            Data::Alias(name) => return Err(format!("*{name} is {slice:?}")),
            Data::Sequence(items) => {
                let first = items.first().map(|item| item.span.start);
                brackets(slice, first == Some(node.span.start), '[', ']')?;
                let mut last = node.span.start;
                for item in items {
                    self.node(item, Span { start: last, end: node.span.end })?;
                    last = item.span.end;
                }
            }
            Data::Mapping(entries) => {
                let first = entries.first().map(|entry| entry.key.start);
                brackets(slice, first == Some(node.span.start), '{', '}')?;
                let mut last = node.span.start;
                for entry in entries {
                    self.key(entry, Span { start: last, end: node.span.end })?;
                    self.node(&entry.value, Span { start: entry.key.end, end: node.span.end })?;
                    last = entry.value.span.end.max(entry.key.end);
                }
            }
        }
        Ok(())
    }

    fn key(&mut self, entry: &Entry, within: Span) -> Result<(), String> {
        let slice = self.slice(entry.key)?;
        if !within.covers(entry.key) {
            return Err(format!("the key {slice:?} lies outside of what holds it"));
        }
        self.checked += 1;
        let written = entry.written();
        // A key that is no scalar goes by its source.
        let is_source = slice == written;
        let styles = [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded];
        let reads = |style| self.scalar(&Scalar { text: written.into(), style }, entry.key).is_ok();
        let is_alias = slice.strip_prefix('*') == Some(written);
        if is_source || is_alias || styles.into_iter().any(reads) {
            Ok(())
        } else {
            Err(format!("the key {written:?} is {slice:?}"))
        }
    }

    fn scalar(&self, scalar: &Scalar, span: Span) -> Result<(), String> {
        let slice = self.slice(span)?;
        let wrong =
            |read: Option<String>| Err(format!("{:?} {:?} is {slice:?}, which reads as {read:?}", scalar.style, scalar.text));
        match scalar.style {
            Style::Plain if slice.is_empty() && scalar.text.is_empty() => Ok(()),
            Style::Literal | Style::Folded => {
                if slice.starts_with(['\n', '\r']) {
                    return wrong(None);
                }
                // Blank lines around it are no part of its place.
                let trimmed = |text: &str| {
                    let lead = text.len() - text.trim_start().len();
                    let line = text[..lead].rfind('\n').map_or(0, |at| at + 1);
                    text[line..].trim_end().to_owned()
                };
                if scalar.text.trim().is_empty() {
                    return if slice.is_empty() { Ok(()) } else { wrong(None) };
                }
                let read = self.block(scalar.style, span);
                if read.as_deref().map(trimmed).is_some_and(|read| read == trimmed(&scalar.text)) { Ok(()) } else { wrong(read) }
            }
            style => {
                // How far the lines after the first are indented says nothing, but they must be.
                let indented = slice.replace('\n', "\n    ");
                let read = value(&format!("- {indented}\n"), style).or_else(|| value(&format!("[{indented}\n ]\n"), style));
                if slice.trim() == slice && read.as_deref() == Some(&*scalar.text) { Ok(()) } else { wrong(read) }
            }
        }
    }

    /// The text of a block scalar without its first line, read again below such a line.
    fn block(&self, style: Style, span: Span) -> Option<String> {
        let sign = if style == Style::Literal { '|' } else { '>' };
        let before = &self.text[..span.start as usize];
        let indent = before.len() - before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let slice = self.slice(span).ok()?;
        let header = if (1..=9).contains(&indent) { format!("{sign}{indent}") } else { sign.to_string() };
        let text = format!("{}{slice}\n", " ".repeat(indent));
        let document = if indent == 0 { format!("--- {sign}\n{text}") } else { format!("k: {header}\n{text}") };
        let root = read_data(&document, Syntax::Yaml)?;
        let node = if indent == 0 { &root } else { &root.get("k")?.value };
        node.as_str().map(str::to_owned)
    }
}

/// What begins with a bracket of its own ends with one, and no list or mapping takes in blanks around it.
fn brackets(slice: &str, begins_with_child: bool, open: char, close: char) -> Result<(), String> {
    let is_flow = slice.starts_with(open) && !begins_with_child;
    // The place of an empty value is behind a blank.
    let ends = slice.trim_end() == slice || slice.ends_with(": ") || slice.ends_with("- ") || slice.ends_with("? ");
    if slice.trim_start() != slice || !ends || is_flow && !slice.ends_with(close) {
        return Err(format!("{slice:?} is no whole list or mapping"));
    }
    Ok(())
}

/// The text of the only item of a list, if it is written in this style.
fn value(document: &str, style: Style) -> Option<String> {
    let root = read_data(document, Syntax::Yaml)?;
    let [item] = root.as_list()? else { return None };
    match &item.data {
        Data::Scalar(scalar) if scalar.style == style => Some(scalar.text.to_string()),
        _ => None,
    }
}
