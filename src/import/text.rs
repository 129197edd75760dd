//! The settings as the text of `handbook.toml`.

use super::{
    draft::{Block, Draft, Line, RuleLine},
    ours::key,
};
use std::fmt::Write as _;

/// Columns that a rule's options may take in one line.
const WIDTH: usize = 90;
/// Columns that comments stand behind, if the settings are no longer.
const COLUMN: usize = 60;

/// One line, with a comment or none.
type Text = (String, String);

/// The whole file. `head` are the words above it.
pub(super) fn whole(draft: &Draft, head: &str) -> String {
    let mut text = format!("{}\n[lint]\n", comment(head));
    text.push_str(&aligned(&lint(draft)));
    let (rules, sections) = rules(&draft.rules, "rules");
    if !rules.is_empty() {
        let _ = write!(text, "\n[rules]\n{}", aligned(&rules));
    }
    text.push_str(&sections);
    text.push_str(&overrides(&draft.overrides));
    text
}

/// The words as comments.
pub(super) fn comment(words: &str) -> String {
    words.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect()
}

/// What stands in `[lint]`, the patterns left out that are added to a list.
pub(super) fn lint(draft: &Draft) -> Vec<Text> {
    let mut lines = vec![(format!("preset = \"{}\"", draft.preset.what), draft.preset.comment.clone())];
    lines.extend(lint_without_preset(draft));
    lines.extend(list("extend-exclude", &draft.exclude));
    lines
}

/// What stands in `[lint]` besides the preset and the files that are left out.
pub(super) fn lint_without_preset(draft: &Draft) -> Vec<Text> {
    let mut lines = Vec::new();
    lines.extend(draft.fail_on.as_ref().map(|line| (format!("fail-on = \"{}\"", line.what), line.comment.clone())));
    lines.extend(draft.gitignore.as_ref().map(|line| (format!("respect-gitignore = {}", line.what), line.comment.clone())));
    if !draft.unknown.is_empty() {
        let unknown: Vec<_> = draft.unknown.iter().map(|id| Line { what: (*id).to_owned(), comment: String::new() }).collect();
        let mut list = list("extend-ignore", &unknown);
        if let Some((_, comment)) = list.first_mut() {
            "not run there; take out those that you want".clone_into(comment);
        }
        lines.extend(list);
    }
    lines
}

/// A list of texts, one a line; none when it is empty.
fn list(name: &str, items: &[Line<String>]) -> Vec<Text> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![(format!("{name} = ["), String::new())];
    lines.extend(items.iter().map(|item| (format!("  {},", quoted(&item.what)), item.comment.clone())));
    lines.push(("]".to_owned(), String::new()));
    lines
}

/// The text in quotes, as TOML has it in one line.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The rules of one line each, and those that need a section of their own below the table of this name.
pub(super) fn rules(lines: &[Line<RuleLine>], table: &str) -> (Vec<Text>, String) {
    let (mut short, mut sections) = (Vec::new(), String::new());
    for line in lines {
        let rule = &line.what;
        let options = rule.options.iter().map(|(name, value)| format!("{} = {value}", key(name)));
        let severity = rule.severity.map(|word| format!("severity = \"{word}\""));
        let all: Vec<String> = severity.into_iter().chain(options).collect();
        let text = match (rule.severity, rule.options.is_empty()) {
            (Some(word), true) => format!("{} = \"{word}\"", quoted(rule.id)),
            _ => format!("{} = {{ {} }}", quoted(rule.id), all.join(", ")),
        };
        if text.chars().count() <= WIDTH && !text.contains('\n') {
            short.push((text, line.comment.clone()));
            continue;
        }
        let _ = write!(sections, "\n[{table}.{}] # {}\n", quoted(rule.id), line.comment);
        if let Some(word) = rule.severity {
            let _ = writeln!(sections, "severity = \"{word}\"");
        }
        for (name, value) in &rule.options {
            let _ = match value {
                toml::Value::Array(items) if items.len() > 1 => {
                    let items: String = items.iter().map(|item| format!("  {item},\n")).collect();
                    writeln!(sections, "{} = [\n{items}]", key(name))
                }
                value => writeln!(sections, "{} = {value}", key(name)),
            };
        }
    }
    (short, sections)
}

/// The blocks of `[[overrides]]`, each after a blank line.
pub(super) fn overrides(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        let _ = write!(text, "\n# {}\n[[overrides]]\n{}", block.comment, patterns("files", &block.files));
        text.push_str(&patterns("exclude", &block.exclude));
        if block.is_off {
            text.push_str("severity = \"off\"\n");
        }
        let (short, sections) = rules(&block.rules, "overrides.rules");
        if !short.is_empty() {
            let _ = write!(text, "\n[overrides.rules]\n{}", aligned(&short));
        }
        text.push_str(&sections);
    }
    text
}

/// A list of patterns in one line, or one a line where that is too long; nothing when it is empty.
fn patterns(name: &str, patterns: &[String]) -> String {
    let quoted: Vec<String> = patterns.iter().map(|pattern| quoted(pattern)).collect();
    let line = format!("{name} = [{}]\n", quoted.join(", "));
    match line.chars().count() > WIDTH {
        _ if patterns.is_empty() => String::new(),
        true => format!("{name} = [\n  {},\n]\n", quoted.join(",\n  ")),
        false => line,
    }
}

/// The lines, with their comments below each other.
pub(super) fn aligned(lines: &[Text]) -> String {
    let width = |line: &Text| line.0.chars().count() + 2;
    let column = lines.iter().filter(|line| !line.1.is_empty()).map(width).filter(|&width| width <= COLUMN).max().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.0);
        if !line.1.is_empty() {
            let gap = (column + 2).saturating_sub(width(line)).max(2);
            let _ = write!(text, "{}# {}", " ".repeat(gap), line.1);
        }
        text.push('\n');
    }
    text
}
