//! Liquid and Nunjucks tags in pages.

use crate::page::{
    Page,
    document::{Island, IslandKind},
};

/// The address in `{{ "/path" | url }}`: a literal, with the path prefix that the `url` filter puts in front of it.
pub(super) fn literal_url(written: &str, prefix: &str) -> Option<String> {
    let start = written.find("{{")?;
    let end = start + written[start..].find("}}")?;
    let mut parts = written[start + 2..end].trim_matches(['-', ' ']).split('|').map(str::trim);
    let literal = parts.next()?;
    let quote = literal.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = literal.strip_prefix(quote)?.strip_suffix(quote)?;
    let after = &written[end + 2..];
    let simple = !after.contains("{{") && !text.contains(quote);
    let filters: Vec<_> = parts.filter(|&filter| filter != "safe").collect();
    let prefix = if !filters.is_empty() && text.starts_with('/') { prefix } else { "" };
    (simple && filters.iter().all(|&filter| filter == "url")).then(|| format!("{}{prefix}{text}{after}", &written[..start]))
}

/// Whether a tag may print headings or ids. Control tags only choose among what is written; a paired tag wraps what is
/// written; anything else alone on its line may print a whole section.
pub(super) fn is_opaque(page: &Page, island: &Island) -> bool {
    const CONTROL: [&str; 26] = [
        "if",
        "elsif",
        "elif",
        "elseif",
        "else",
        "unless",
        "case",
        "when",
        "for",
        "break",
        "continue",
        "set",
        "assign",
        "capture",
        "increment",
        "decrement",
        "cycle",
        "raw",
        "verbatim",
        "comment",
        "macro",
        "import",
        "from",
        "extends",
        "filter",
        "css",
    ];
    if !island.block || island.kind == IslandKind::Comment {
        return false;
    }
    if island.kind == IslandKind::Output {
        return true;
    }
    let name = island.name(&page.text);
    let paired = |name: &str| {
        let end = format!("end{name}");
        page.document.islands.iter().any(|other| other.span.start > island.span.start && other.name(&page.text) == end)
    };
    !name.starts_with("end") && !CONTROL.contains(&name) && !paired(name)
}

#[cfg(test)]
mod tests {
    use super::literal_url;

    #[test]
    fn only_literals_are_known() {
        assert_eq!(literal_url("{{ '/a/' | url }}#b", "").as_deref(), Some("/a/#b"));
        assert_eq!(literal_url("{{ '/a/' | url }}", "/docs").as_deref(), Some("/docs/a/"));
        assert_eq!(literal_url("{{ \"/a/\" }}", "/docs").as_deref(), Some("/a/"));
        assert_eq!(literal_url("{{ base }}/a", ""), None);
        assert_eq!(literal_url("{{ '/a/' | locale_url }}", ""), None);
        assert_eq!(literal_url("{% link %}", ""), None);
    }
}
