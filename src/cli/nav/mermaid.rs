//! The menu as a Mermaid flowchart.

use super::Menu;
use crate::output::one_line;
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// The most arrows that Mermaid 11 draws unless its settings say otherwise (`maxEdges`).
const MOST_ARROWS: usize = 500;

/// The longest text that it reads (`maxTextSize`), in characters.
const LONGEST: usize = 50_000;

/// Writes a flowchart with an arrow from each entry to those below it. Odd entries are of the class `odd`.
pub(super) fn write(out: &mut dyn Write, menu: &Menu<'_>) -> io::Result<()> {
    writeln!(out, "flowchart LR")?;
    let mut has_odd = false;
    menu.walk(&mut |number, above, node| {
        let remarks = menu.remarks(node);
        has_odd |= !remarks.is_empty();
        let arrow = above.map(|above| format!("n{above} --> ")).unwrap_or_default();
        let name = label(menu.entry(node).name());
        match remarks.is_empty() {
            true => writeln!(out, "  {arrow}n{number}[\"{name}\"]"),
            false => writeln!(out, "  {arrow}n{number}[\"{name}<br/>({})\"]:::odd", label(&remarks)),
        }
    })?;
    if has_odd {
        writeln!(out, "  classDef odd stroke:#c00,stroke-dasharray:4")?;
    }
    Ok(())
}

/// Whether it is more than Mermaid draws by itself.
pub(super) fn is_too_large(menu: &Menu<'_>) -> bool {
    let mut arrows = 0;
    // Writing to a sink does not fail.
    let _ = menu.walk(&mut |_, above, _| {
        arrows += usize::from(above.is_some());
        Ok(())
    });
    let mut text = Vec::new();
    arrows > MOST_ARROWS || write(&mut text, menu).is_ok() && String::from_utf8_lossy(&text).chars().count() > LONGEST
}

/// The text as it stands between double quotes. Mermaid reads Markdown, HTML and its own entities there, so every sign that may
/// mean something is written by its number.
fn label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            ' ' | ',' | '/' | '(' | ')' | '!' | '?' | '\'' | ':' => label.push(c),
            c if c.is_ascii_punctuation() => _ = write!(label, "#{};", u32::from(c)),
            c => label.push(c),
        }
    }
    label
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_title_ends_the_quotes_or_means_something() {
        assert_eq!(super::label("1. \"Q&A\" <b> #1 `x`\n日本"), "1#46; #34;Q#38;A#34; #60;b#62; #35;1 #96;x#96; 日本");
    }
}
