//! Comments that switch rules off: `<!-- handbook-disable-next-line links/broken-page -- why -->`.
//!
//! In MDX the comment may be `{/* … */}`. markdownlint's words (`markdownlint-disable`) mean the same. In front matter the comment is `# handbook-disable-line …`.

use super::{document::Document, front_matter::FrontMatter};
use crate::text::{LineIndex, Span};
use std::ops::Range;

/// One rule, or all of them, switched off for some lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub comment: Span,
    /// The rule, group, number or alias named; `None` switches everything off.
    pub rule: Option<RuleName>,
    /// Rules switched on again within the lines.
    pub except: Vec<Box<str>>,
    /// The 0-based lines.
    pub lines: Range<u32>,
    /// Why, if the comment says so after ` -- ` (or ` : `).
    pub reason: Option<Box<str>>,
    /// Whether the comment is one of ours, not markdownlint's.
    pub ours: bool,
}

/// A rule's name in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleName {
    /// As written.
    pub name: Box<str>,
    /// Where.
    pub span: Span,
}

/// The suppressions of a page, in the order of their comments. `lines` is asked for only when there is a comment.
pub(super) fn find<'a>(
    text: &str,
    document: &Document,
    front_matter: Option<&FrontMatter>,
    lines: impl Fn() -> &'a LineIndex,
) -> Vec<Suppression> {
    let in_front_matter = front_matter.map(|block| block.comments.as_slice()).unwrap_or_default();
    let comments = in_front_matter.iter().chain(&document.comments);
    let mut found = Vec::new();
    for &comment in comments {
        let Some(directive) = Directive::read(comment, text) else { continue };
        let lines = lines();
        let line = lines.line_at(comment.start as usize) as u32;
        let last = lines.line_at((comment.end as usize).saturating_sub(1)) as u32;
        match directive.action {
            "disable" => directive.add(line..u32::MAX, &mut found),
            "disable-line" => directive.add(line..last + 1, &mut found),
            "disable-next-line" => directive.add(last + 1..last + 2, &mut found),
            "disable-file" => directive.add(0..u32::MAX, &mut found),
            "enable" | "enable-file" => directive.enable(line, &mut found),
            _ => {}
        }
    }
    found
}

struct Directive<'a> {
    comment: Span,
    action: &'a str,
    rules: Vec<RuleName>,
    reason: Option<&'a str>,
    ours: bool,
}

impl<'a> Directive<'a> {
    fn read(comment: Span, text: &'a str) -> Option<Self> {
        let written = comment.of(text);
        let inside = match written.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')) {
            Some(braced) => braced.trim().strip_prefix("/*")?.strip_suffix("*/")?.trim(),
            None => {
                let inside = written.strip_prefix("<!--").or_else(|| written.strip_prefix('#'))?;
                inside.strip_suffix("-->").unwrap_or(inside).trim()
            }
        };
        let (ours, rest) = match inside.strip_prefix("handbook-") {
            Some(rest) => (true, rest),
            None => (false, inside.strip_prefix("markdownlint-")?),
        };
        let (action, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let split = [" -- ", " : ", " — "].iter().filter_map(|mark| rest.find(mark).map(|at| (at, mark.len()))).min();
        let (names, reason) = match split {
            Some((at, length)) => (&rest[..at], Some(rest[at + length..].trim())),
            None => match rest.trim_start().strip_prefix("-- ") {
                Some(reason) => ("", Some(reason.trim())),
                None => (rest, None),
            },
        };
        // A comment without names has an empty text that is none of the page's.
        let offset = if names.is_empty() { 0 } else { names.as_ptr() as usize - text.as_ptr() as usize };
        let mut rules = Vec::new();
        let mut at = 0;
        for name in names.split([' ', ',', '\t', '\n', '\r']) {
            if !name.is_empty() {
                rules.push(RuleName { name: name.into(), span: Span::new(offset + at, offset + at + name.len()) });
            }
            at += name.len() + 1;
        }
        Some(Self { comment, action, rules, reason: reason.filter(|reason| !reason.is_empty()), ours })
    }

    fn add(self, lines: Range<u32>, found: &mut Vec<Suppression>) {
        let one = |rule| Suppression {
            comment: self.comment,
            rule,
            except: Vec::new(),
            lines: lines.clone(),
            reason: self.reason.map(Into::into),
            ours: self.ours,
        };
        if self.rules.is_empty() {
            found.push(one(None));
        } else {
            found.extend(self.rules.iter().cloned().map(|rule| one(Some(rule))));
        }
    }

    /// Ends what is open at `line`.
    fn enable(self, line: u32, found: &mut Vec<Suppression>) {
        let mut reopened = Vec::new();
        for open in found.iter_mut().filter(|open| open.lines.end == u32::MAX && open.lines.start <= line) {
            let named = |name: &str| self.rules.iter().any(|rule| rule.name.eq_ignore_ascii_case(name));
            match &open.rule {
                _ if self.rules.is_empty() => open.lines.end = line,
                Some(rule) if named(&rule.name) => open.lines.end = line,
                Some(_) => {}
                None => {
                    let mut rest = open.clone();
                    open.lines.end = line;
                    rest.lines.start = line;
                    rest.except.extend(self.rules.iter().map(|rule| rule.name.clone()));
                    reopened.push(rest);
                }
            }
        }
        found.extend(reopened);
    }
}
