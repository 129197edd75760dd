//! The examples of a rule page: its code fences, heading by heading.

use handbook_lint::{
    page::{Format, Page, dialect::Dialect, document::Kind},
    path::SitePath,
    text::Span,
};

/// What a fence is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A file in which the rule finds something.
    Bad,
    /// A file in which it finds nothing.
    Good,
    /// A bad file after fixing.
    Fixed,
    /// The settings.
    Config,
    /// What the rule says.
    Report,
}

/// A fence of a rule page.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    pub role: Role,
    /// The file that it is; `page.md` when the fence names none.
    pub path: String,
    /// The bytes between the fence's lines.
    pub content: Span,
    /// The 1-based line of the fence in the rule page.
    pub line: u32,
}

/// The fences under one heading: one handbook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Example {
    pub fences: Vec<Fence>,
}

impl Example {
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = &Fence> {
        self.fences.iter().filter(move |fence| fence.role == role)
    }
}

/// A rule page as Markdown.
pub(crate) fn parse(path: &str, text: &str) -> Page {
    let path = SitePath::new(path).expect("a path");
    Page::parse(path, text.as_bytes().to_vec(), Format::Markdown, &Dialect::default())
}

/// The examples of a rule page, in its order.
pub(crate) fn examples(page: &Page) -> Result<Vec<Example>, String> {
    let mut examples = vec![Example::default()];
    for node in &page.document.nodes {
        match node.kind() {
            Kind::Heading(_) => examples.push(Example::default()),
            Kind::CodeBlock(_) => {
                let fence = fence(page, node.span)?;
                examples.last_mut().expect("at least one").fences.extend(fence);
            }
            _ => {}
        }
    }
    examples.retain(|example| !example.fences.is_empty());
    Ok(examples)
}

fn fence(page: &Page, span: Span) -> Result<Option<Fence>, String> {
    let lines = page.lines();
    let first = lines.line_at(span.start as usize);
    let last = lines.line_at(span.end as usize - 1);
    let opening = lines.line(&page.text, first).of(&page.text);
    let line = first as u32 + 1;
    let Some(info) = opening.strip_prefix("```") else { return Err(format!("line {line}: an indented block; use a fence")) };
    let mut words = info.trim_start_matches('`').split_whitespace();
    let language = words.next().unwrap_or_default();
    let (mut role, mut path) = (None, None);
    // Without the line break at its end.
    let mut unended = false;
    for word in words {
        match (word, word.strip_prefix("path=")) {
            (_, Some(name)) => path = Some(name.to_owned()),
            ("unended", _) => unended = true,
            ("bad", _) => role = Some(Role::Bad),
            ("good", _) => role = Some(Role::Good),
            ("fixed", _) => role = Some(Role::Fixed),
            ("config", _) => role = Some(Role::Config),
            _ => return Err(format!("line {line}: `{word}` is no word for a fence")),
        }
    }
    if language == "text" && role.is_none() {
        role = Some(Role::Report);
    }
    let Some(role) = role else { return Ok(None) };
    let default = if role == Role::Config { "handbook.toml" } else { "page.md" };
    let end = lines.full_line(&page.text, last).start as usize - usize::from(unended);
    let content = Span::new(lines.full_line(&page.text, first).end as usize, end);
    Ok(Some(Fence { role, path: path.unwrap_or_else(|| default.to_owned()), content, line }))
}
