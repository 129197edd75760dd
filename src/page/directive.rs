//! Comments that switch rules off and on: `<!-- handbook-disable-next-line links/broken-page -- why -->`.
//!
//! Ours are comments as Markdown has them; in MDX `{/* … */}`, in front matter `# handbook-disable-line …`. markdownlint's words
//! (`markdownlint-disable`) mean the same, and work where markdownlint 0.42.1 sees them: it looks for `<!-- markdownlint-…` in the
//! bare text, so they count inside code, too, and only `configure-file` may go on over several lines.

use super::{document::Document, front_matter::FrontMatter};
use crate::text::{LineIndex, Span};
use memchr::{memchr2, memmem};
use std::ops::Range;

/// What a comment says about rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The comment, whole.
    pub comment: Span,
    /// What it does.
    pub action: Action,
    /// The rules, groups, numbers, aliases or tags named, in the order of the text. Without any it is about all rules. Of one that
    /// configures, empty.
    pub names: Vec<RuleName>,
    /// What follows the action, without blanks around it: the settings of one that configures.
    pub words: Span,
    /// The 0-based lines that the comment stands on.
    pub lines: Range<u32>,
    /// Why, if the comment says so after ` -- ` (or ` : `).
    pub reason: Option<Box<str>>,
    /// Whether the comment is one of ours, not markdownlint's.
    pub ours: bool,
    /// Whether readers of the page see it, since it is written in code. markdownlint heeds it all the same.
    pub shown: bool,
}

/// What a comment does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Switches off from its line on.
    Disable,
    /// Switches on from its line on.
    Enable,
    /// Switches off for the whole page.
    DisableFile,
    /// Switches on for the whole page.
    EnableFile,
    /// Switches off for the lines it stands on.
    DisableLine,
    /// Switches off for the line after it.
    DisableNextLine,
    /// Remembers what is on.
    Capture,
    /// Goes back to what was remembered last; to the settings when nothing was.
    Restore,
    /// Holds settings of rules for the whole page.
    ConfigureFile,
}

/// A rule's name in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleName {
    /// As written.
    pub name: Box<str>,
    /// Where.
    pub span: Span,
}

const ACTIONS: [(&str, Action); 9] = [
    ("disable", Action::Disable),
    ("enable", Action::Enable),
    ("disable-file", Action::DisableFile),
    ("enable-file", Action::EnableFile),
    ("disable-line", Action::DisableLine),
    ("disable-next-line", Action::DisableNextLine),
    ("capture", Action::Capture),
    ("restore", Action::Restore),
    ("configure-file", Action::ConfigureFile),
];

impl Action {
    fn named(word: &str) -> Option<Self> {
        ACTIONS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|&(_, action)| action)
    }

    /// Whether it hides what rules find.
    pub fn disables(self) -> bool {
        matches!(self, Self::Disable | Self::DisableFile | Self::DisableLine | Self::DisableNextLine)
    }
}

/// The directives of a page, in the order of the text. `lines` is asked for only when there is one.
pub(super) fn find<'a>(
    text: &str,
    document: &Document,
    front_matter: Option<&FrontMatter>,
    lines: impl Fn() -> &'a LineIndex,
) -> Vec<Directive> {
    let in_front_matter = front_matter.map(|block| block.comments.as_slice()).unwrap_or_default();
    let mut found: Vec<Directive> =
        in_front_matter.iter().chain(&document.comments).filter_map(|&comment| Directive::read(comment, text)).collect();
    found.extend(theirs(text, &document.comments));
    found.sort_by_key(|directive| directive.comment);
    for directive in &mut found {
        let (lines, comment) = (lines(), directive.comment);
        let last = lines.line_at((comment.end as usize).saturating_sub(1)) as u32;
        directive.lines = lines.line_at(comment.start as usize) as u32..last + 1;
    }
    found
}

/// markdownlint's comments in HTML's form, wherever they stand. `comments` are those that Markdown has, sorted.
fn theirs(text: &str, comments: &[Span]) -> Vec<Directive> {
    let bytes = text.as_bytes();
    let (mut ends, mut breaks) = (Next::default(), Next::default());
    let mut found = Vec::new();
    let mut starts = memmem::find_iter(bytes, "<!--").peekable();
    while let Some(start) = starts.next() {
        let Some(rest) = after(text[start + 4..].trim_start(), "markdownlint-") else { continue };
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-').count();
        // The dashes may be the comment's end.
        let word = rest.get(..length).unwrap_or_default().trim_end_matches("--");
        let Some(action) = Action::named(word) else { continue };
        let rest = rest.get(word.len()..).unwrap_or_default();
        if !rest.starts_with("-->") && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let from = text.len() - rest.len();
        let Some(end) = ends.at_or_after(from, |from| memmem::find(&bytes[from..], b"-->")) else { break };
        let is_long = breaks.at_or_after(start, |from| memchr2(b'\n', b'\r', &bytes[from..])).is_some_and(|at| at < end);
        if action != Action::ConfigureFile && is_long {
            continue;
        }
        // Of comments that none but the last one ends, each has its own words.
        let next = starts.peek().map_or(end, |&next| next.min(end)).max(from);
        let words = trimmed(text, Span::new(from, next));
        found.push(Directive {
            comment: Span::new(start, end + 3),
            action,
            names: if action == Action::ConfigureFile { Vec::new() } else { names(text, words, char::is_whitespace) },
            words,
            lines: 0..0,
            reason: None,
            ours: false,
            shown: comments.binary_search_by_key(&(start as u32), |comment| comment.start).is_err(),
        });
    }
    found
}

/// The next place of something, looked for once however often it is asked for.
#[derive(Default)]
struct Next {
    /// What was found last; `None` within when there is no more.
    known: Option<Option<usize>>,
}

impl Next {
    /// The first place at or after `from`, which grows from call to call; `find` counts from its argument.
    fn at_or_after(&mut self, from: usize, find: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        match self.known {
            Some(None) => None,
            Some(Some(at)) if at >= from => Some(at),
            _ => {
                let found = find(from).map(|at| from + at);
                self.known = Some(found);
                found
            }
        }
    }
}

/// What follows `word` at the start of `text`, in upper or lower case.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &text[word.len()..])
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let start = span.start as usize + (inside.len() - inside.trim_start().len());
    Span::new(start, start + inside.trim().len())
}

/// The names in a part of the text.
fn names(text: &str, words: Span, between: impl Fn(char) -> bool + Copy) -> Vec<RuleName> {
    let (inside, start) = (words.of(text), words.start as usize);
    let mut names = Vec::new();
    let mut at = 0;
    for name in inside.split_inclusive(between) {
        let bare = name.trim_end_matches(between);
        if !bare.is_empty() {
            names.push(RuleName { name: bare.into(), span: Span::new(start + at, start + at + bare.len()) });
        }
        at += name.len();
    }
    names
}

impl Directive {
    /// Reads a comment of ours, or one of markdownlint's that is written as only we allow.
    fn read(comment: Span, text: &str) -> Option<Self> {
        let written = comment.of(text);
        let braced = written.strip_prefix('{').and_then(|inside| inside.strip_suffix('}'));
        let inside = match braced {
            Some(braced) => braced.trim().strip_prefix("/*")?.strip_suffix("*/")?.trim(),
            None => {
                let inside = written.strip_prefix("<!--").or_else(|| written.strip_prefix('#'))?;
                inside.strip_suffix("-->").unwrap_or(inside).trim()
            }
        };
        let (ours, rest) = match inside.strip_prefix("handbook-") {
            Some(rest) => (true, rest),
            None if written.starts_with("<!--") => return None,
            None => (false, inside.strip_prefix("markdownlint-")?),
        };
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (action, rest) = rest.split_at(length);
        let action = Action::named(action)?;
        let start = rest.as_ptr() as usize - text.as_ptr() as usize;
        let whole = Span::new(start, start + rest.len());
        let mut words = trimmed(text, whole);
        let mut reason = None;
        if action != Action::ConfigureFile {
            let split = [" -- ", " : ", " — "].iter().filter_map(|mark| rest.find(mark).map(|at| (at, mark.len()))).min();
            if let Some((at, length)) = split {
                words = trimmed(text, Span::new(start, start + at));
                reason = Some(rest[at + length..].trim()).filter(|reason| !reason.is_empty());
            }
        }
        let between = |c: char| c.is_whitespace() || c == ',';
        Some(Self {
            comment,
            action,
            names: if action == Action::ConfigureFile { Vec::new() } else { names(text, words, between) },
            words,
            lines: 0..0,
            reason: reason.map(Into::into),
            ours,
            shown: false,
        })
    }
}
