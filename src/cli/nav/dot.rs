//! The menu as a graph for Graphviz.

use super::Menu;
use crate::output::one_line;
use std::io::{self, Write};

/// Writes a directed graph with an edge from each entry to those below it. Odd entries are dashed and red.
pub(super) fn write(out: &mut dyn Write, menu: &Menu<'_>) -> io::Result<()> {
    writeln!(out, "digraph menu {{\n  rankdir=LR;\n  node [shape=box, style=rounded];")?;
    menu.walk(&mut |number, above, node| {
        let entry = menu.entry(node);
        let remarks = menu.remarks(node);
        write!(out, "  n{number} [label=\"{}", quoted(entry.name()))?;
        if !remarks.is_empty() {
            write!(out, " ({})", quoted(&remarks))?;
        }
        write!(out, "\"")?;
        if let Some(url) = &entry.url {
            write!(out, ", URL=\"{}\"", quoted(url))?;
        }
        if !remarks.is_empty() {
            write!(out, ", style=\"rounded,dashed\", color=red")?;
        }
        writeln!(out, "];")?;
        above.map_or(Ok(()), |above| writeln!(out, "  n{above} -> n{number};"))
    })?;
    writeln!(out, "}}")
}

/// The text as it stands between double quotes. Graphviz knows escapes (`\N`) and HTML's entities there.
fn quoted(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn no_title_ends_the_quotes_or_means_something() {
        assert_eq!(super::quoted("a \"b\" \\N & &lt;\n c"), "a \\\"b\\\" \\\\N &amp; &amp;lt;  c");
    }
}
