//! `rewrites`: patterns of source paths and the paths that pages are served under instead, as path-to-regexp 6 reads them.

use crate::generator::script::Value;
use regex::Regex;

/// One entry of `rewrites`.
#[derive(Clone, Debug)]
pub(super) struct Rewriting {
    from: Regex,
    to: Vec<Part>,
}

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Text(String),
    /// A parameter, by its name or number, with what stands before and after it whenever it has a value.
    Parameter {
        name: String,
        before: String,
        after: String,
        pattern: Option<String>,
        modifier: Option<char>,
    },
}

/// Longest pattern that is read, in bytes.
const LONGEST: usize = 1000;

/// The rules of a table of rewrites; `None` when one cannot be read.
pub(super) fn read(value: &Value) -> Option<Vec<Rewriting>> {
    if !value.is_known() {
        return None;
    }
    value.table().iter().map(|(from, to)| Rewriting::new(from, to.as_str()?)).collect()
}

/// The path that a page is served under, by the first rule that fits: `path` itself when none does.
pub(super) fn apply<'p>(rules: &[Rewriting], path: &'p str) -> std::borrow::Cow<'p, str> {
    rules.iter().find_map(|rule| rule.apply(path)).map_or(path.into(), Into::into)
}

impl Rewriting {
    fn new(from: &str, to: &str) -> Option<Self> {
        let expression = match from.starts_with('^') {
            // Groups of a regular expression are parameters by their number.
            true => format!("(?i){from}"),
            false => format!("(?i)^{}[/#?]?$", expression(&parts(from)?)),
        };
        Some(Self { from: Regex::new(&expression).ok()?, to: parts(&format!("/{to}"))? })
    }

    fn apply(&self, path: &str) -> Option<String> {
        let found = self.from.captures(path)?;
        let value = |name: &str| match name.parse::<usize>() {
            Ok(number) => found.get(number + 1),
            Err(_) => found.name(name),
        };
        let mut made = String::new();
        for part in &self.to {
            match part {
                Part::Text(text) => made.push_str(text),
                Part::Parameter { name, before, after, .. } => {
                    if let Some(value) = value(name).filter(|value| !value.is_empty()) {
                        made.extend([before.as_str(), value.as_str(), after.as_str()]);
                    }
                }
            }
        }
        let made = made.trim_start_matches('/').to_owned();
        (made != path).then_some(made)
    }
}

/// The regular expression of a pattern.
fn expression(parts: &[Part]) -> String {
    let mut expression = String::new();
    for part in parts {
        match part {
            Part::Text(text) => expression.push_str(&regex::escape(text)),
            Part::Parameter { name, before, after, pattern, modifier } => {
                let pattern = pattern.as_deref().unwrap_or("[^/#?]+?");
                let (before, after) = (regex::escape(before), regex::escape(after));
                let group = if name.parse::<usize>().is_ok() { String::new() } else { format!("?P<{name}>") };
                expression.push_str(&match modifier {
                    Some('*' | '+') => {
                        let many = format!("(?:{before}({group}(?:{pattern})(?:{after}{before}(?:{pattern}))*){after})");
                        if *modifier == Some('*') { format!("{many}?") } else { many }
                    }
                    Some(_) => format!("(?:{before}({group}{pattern}){after})?"),
                    None => format!("{before}({group}{pattern}){after}"),
                });
            }
        }
    }
    expression
}

/// The pieces of a pattern; `None` when it is malformed.
fn parts(pattern: &str) -> Option<Vec<Part>> {
    if pattern.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { rest: pattern, number: 0, parts: Vec::new(), text: String::new() };
    while reader.step()? {}
    reader.flush();
    Some(reader.parts)
}

struct Reader<'p> {
    rest: &'p str,
    number: usize,
    parts: Vec<Part>,
    text: String,
}

impl<'p> Reader<'p> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Part::Text(std::mem::take(&mut self.text)));
        }
    }

    fn take(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// A name after `:` and a pattern in parentheses, or either.
    fn parameter(&mut self) -> Option<Option<(String, Option<String>)>> {
        let name = match self.take(':') {
            true => {
                let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
                let (name, rest) = self.rest.split_at(end);
                self.rest = rest;
                (!name.is_empty()).then_some(name)?.to_owned()
            }
            false if self.rest.starts_with('(') => {
                self.number += 1;
                (self.number - 1).to_string()
            }
            false => return Some(None),
        };
        let mut pattern = None;
        if self.rest.starts_with('(') {
            let end = closing(self.rest)?;
            pattern = Some(self.rest[1..end].to_owned());
            self.rest = &self.rest[end + 1..];
        }
        Some(Some((name, pattern)))
    }

    fn modifier(&mut self) -> Option<char> {
        let modifier = self.rest.chars().next().filter(|c| matches!(c, '*' | '+' | '?'))?;
        self.rest = &self.rest[1..];
        Some(modifier)
    }

    /// Reads one piece; `Some(false)` at the end.
    fn step(&mut self) -> Option<bool> {
        if self.rest.starts_with([':', '(']) {
            let (name, pattern) = self.parameter()??;
            // A `/` or `.` right before a parameter belongs to it.
            let before = self.text.pop().filter(|&c| {
                matches!(c, '/' | '.') || {
                    self.text.push(c);
                    false
                }
            });
            self.flush();
            let (before, modifier) = (before.map(String::from).unwrap_or_default(), self.modifier());
            self.parts.push(Part::Parameter { name, before, after: String::new(), pattern, modifier });
            return Some(true);
        }
        if self.take('{') {
            self.flush();
            let end = self.rest.find([':', '(', '}'])?;
            let before = self.rest[..end].to_owned();
            self.rest = &self.rest[end..];
            let (name, pattern) = self.parameter()??;
            let end = self.rest.find('}')?;
            let after = self.rest[..end].to_owned();
            self.rest = &self.rest[end + 1..];
            let modifier = self.modifier();
            self.parts.push(Part::Parameter { name, before, after, pattern, modifier });
            return Some(true);
        }
        if matches!(self.rest.chars().next(), Some('*' | '+' | '?' | '}')) {
            return None;
        }
        self.take('\\');
        let mut rest = self.rest.chars();
        let Some(c) = rest.next() else { return Some(false) };
        self.text.push(c);
        self.rest = rest.as_str();
        Some(true)
    }
}

/// Where the parenthesis that opens `text` is closed. Groups inside may not capture.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' if depth > 0 && !text[at..].starts_with("(?") => return None,
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewrites_are_those_of_vitepress_1_6() {
        for (from, to, path, expected) in [
            ("packages/:pkg/src/:slug*", ":pkg/:slug*", "packages/a/src/b/c.md", "a/b/c.md"),
            ("packages/:pkg/src/:slug*", ":pkg/:slug*", "packages/a/docs/b.md", "packages/a/docs/b.md"),
            ("packages/:pkg/src/(.*)", ":pkg/index.md", "packages/a/src/x/y.md", "a/index.md"),
            ("en/:rest*", ":rest*", "en/a/b.md", "a/b.md"),
            ("en/:rest*", ":rest*", "de/a/b.md", "de/a/b.md"),
            (":dir/README.md", ":dir/index.md", "guide/README.md", "guide/index.md"),
            ("en/:rest*", ":rest*", "EN/a/b.md", "a/b.md"),
            ("README.md", "index.md", "README.md", "index.md"),
            ("^old/(.*)\\.md$", "new/:0.md", "old/a/b.md", "new/a/b.md"),
            ("old/(.*)", "new/(.*)", "old/a/b.md", "new/a/b.md"),
            ("{:lang/}?a.md", "{:lang-}?b.md", "a.md", "b.md"),
            ("{:lang/}?a.md", "{:lang-}?b.md", "fr/a.md", "fr-b.md"),
        ] {
            let rules = vec![Rewriting::new(from, to).expect("a rule")];
            assert_eq!(apply(&rules, path), expected, "{from} -> {to}: {path}");
        }
        for malformed in ["a/:", "a/(", "a*", "{a", "a((b)c)"] {
            assert!(Rewriting::new(malformed, "x").is_none(), "{malformed}");
        }
    }
}
