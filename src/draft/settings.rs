//! Writes a `[[front-matter]]` block: a line for each thing that is asked for, with what shows it.

use super::{block::Block, evidence::Evidence};
use crate::{config::ValueType, output::one_line};
use std::fmt::Write as _;

/// Lines about keys in the block for every page, and in one for a group.
const LINES: (usize, usize) = (18, 8);
/// Columns that comments stand behind, if the lines before them are no longer.
const COLUMN: usize = 46;
/// Columns that a list of values may take before it is broken into lines.
const WIDTH: usize = 90;

/// A setting and why it is there.
struct Line {
    setting: String,
    comment: String,
}

impl Line {
    fn new(setting: impl Into<String>, comment: impl Into<String>) -> Self {
        Self { setting: setting.into(), comment: comment.into() }
    }
}

/// The block as TOML.
pub(super) fn write(block: &Block) -> String {
    let pages = counted(block.pages, "page");
    let mut text = format!("# {}\n[[front-matter]]\n", title(block));
    let mut lines =
        vec![Line::new(format!("files = {}", list(&block.files)), if block.is_whole { pages.clone() } else { String::new() })];
    if !block.place.without.is_empty() {
        lines.push(Line::new(format!("exclude = {}", list(&block.place.without)), ""));
    }
    if let Some((key, value)) = &block.place.when {
        let when = value
            .as_ref()
            .map_or_else(|| list(std::slice::from_ref(key)), |value| format!("{{ {} = {} }}", name(key), quoted(value)));
        lines.push(Line::new(format!("when = {when}"), ""));
    }
    required(block, &mut lines);
    let most = if block.is_whole { LINES.0 } else { LINES.1 };
    for (key, known) in block.keys.iter().take(most) {
        lines.extend(about(key, known, block));
    }
    let dates = block.keys.iter().take(most).filter(|(_, known)| !known.dates.is_empty());
    let ahead: Vec<String> = dates.filter(|(_, known)| known.ahead).map(|(key, _)| key.clone()).collect();
    if !ahead.is_empty() {
        lines.push(Line::new(format!("allow-future = {}", list(&ahead)), "dates that may lie ahead"));
    }
    if block.is_whole {
        let schema = format!("# schema = {}", quoted(super::SCHEMA));
        lines.push(Line::new(schema, "what editors check by, for every key"));
    }
    let column = lines.iter().map(|line| line.setting.lines().last().unwrap_or_default().chars().count() + 2);
    let column = column.filter(|&width| width <= COLUMN).max().unwrap_or(0);
    for line in &lines {
        let last = line.setting.lines().last().unwrap_or_default().chars().count();
        if line.comment.is_empty() {
            let _ = writeln!(text, "{}", line.setting);
        } else if line.setting.ends_with("\n]") {
            let _ = writeln!(text, "{}  # {}", line.setting, line.comment);
        } else {
            let _ = writeln!(text, "{}{}# {}", line.setting, " ".repeat(column.saturating_sub(last).max(2)), line.comment);
        }
    }
    text
}

/// Which pages it is about, in words.
fn title(block: &Block) -> String {
    let pages = counted(block.pages, "page");
    match &block.place.when {
        Some((key, Some(value))) => format!("The {pages} with `{}: {}`", one_line(key), one_line(value)),
        Some((key, None)) => format!("The {pages} with `{}`", one_line(key)),
        None if block.is_whole => "Every page".to_owned(),
        None => {
            let folders: Vec<String> = block.place.folders.iter().map(|folder| format!("`{}`", one_line(folder))).collect();
            format!("The {pages} in {}", and(&folders))
        }
    }
}

fn required(block: &Block, lines: &mut Vec<Line>) {
    let names: Vec<String> = block.required.iter().map(|key| key.name.clone()).collect();
    let all = if block.pages == 2 { "both".to_owned() } else { format!("all {}", counted(block.pages, "page")) };
    if block.almost.is_empty() {
        if !names.is_empty() {
            lines.push(Line::new(long_list("required", &names), format!("on {all}")));
        }
    } else if names.is_empty() {
        // Nothing is asked for; what nearly is stays a comment as a whole.
        let almost: Vec<String> = block.almost.iter().map(|almost| almost.key.clone()).collect();
        let first = &block.almost[0];
        let comment = format!("on {} of {}", first.pages, counted(block.pages, "page"));
        lines.push(Line::new(format!("# required = {}", list(&almost)), comment));
    } else {
        lines.push(Line::new("required = [", ""));
        lines.extend(names.iter().map(|name| Line::new(format!("  {},", quoted(name)), format!("on {all}"))));
        for almost in &block.almost {
            let comment = format!("on {} of {}, not on {}", almost.pages, block.pages, one_line(&almost.missing));
            lines.push(Line::new(format!("  # {},", quoted(&almost.key)), comment));
        }
        lines.push(Line::new("]", ""));
    }
    let empty: Vec<String> = block.required.iter().filter(|key| key.empty > 0).map(|key| key.name.clone()).collect();
    if !empty.is_empty() {
        let most = block.required.iter().map(|key| key.empty).max().unwrap_or_default();
        let pages = counted(most, "page");
        let verb = if most == 1 { "leaves" } else { "leave" };
        let comment =
            if empty.len() == 1 { format!("{pages} {verb} it empty") } else { "some pages leave them empty".to_owned() };
        lines.push(Line::new(format!("empty = {}", list(&empty)), comment));
    }
    let unique: Vec<String> = block.keys.iter().filter(|(_, known)| known.unique).map(|(key, _)| key.clone()).collect();
    if !unique.is_empty() {
        lines.push(Line::new(format!("unique = {}", list(&unique)), "no two pages have the same"));
    }
}

/// The lines about the values of a key: the one that says most, and those that nearly hold.
fn about(key: &str, known: &Evidence, block: &Block) -> Vec<Line> {
    let is_required = block.required.iter().any(|required| required.name == key);
    let on = if is_required { String::new() } else { format!("on {}", counted(known.pages, "page")) };
    let key_name = name(key);
    let types = |types: &[ValueType]| match types {
        [one] => quoted(&one.name()),
        many => list(&many.iter().map(ValueType::name).collect::<Vec<_>>()),
    };
    let joined = |parts: &[String]| parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("; ");
    let mut lines = Vec::new();
    if !known.values.is_empty() {
        let names: Vec<String> = known.values.iter().map(|(value, _)| value.clone()).collect();
        lines.push(Line::new(long_list(&format!("enum.{key_name}"), &names), joined(&[on, numbers(&known.values)])));
    } else if !known.dates.is_empty() {
        let form = if let [one] = known.dates.as_slice() { quoted(one) } else { list(&known.dates) };
        // Of several forms the first is seen in the list.
        let sample = if known.sample.is_empty() || known.dates.len() > 1 {
            String::new()
        } else {
            format!("as in {}", one_line(&known.sample))
        };
        lines.push(Line::new(format!("date.{key_name} = {form}"), joined(&[on, sample])));
    } else if !known.types.is_empty() {
        lines.push(Line::new(format!("types.{key_name} = {}", types(&known.types)), on));
    }
    let full = known.pages - known.empty;
    if let Some((almost, count)) = &known.almost {
        let setting = format!("# types.{key_name} = {}", types(std::slice::from_ref(almost)));
        lines.push(Line::new(setting, format!("on {count} of {}", counted(full, "page"))));
    }
    if let Some((form, count)) = &known.almost_dates {
        let setting = format!("# date.{key_name} = {}", quoted(form));
        lines.push(Line::new(setting, format!("on {count} of {}", counted(full, "page"))));
    }
    if let Some((almost, others)) = &known.almost_values {
        let names: Vec<String> = almost.iter().map(|(value, _)| value.clone()).collect();
        let setting = format!("# enum.{key_name} = {}", list(&names));
        // A list of several lines is not easily made of comments.
        if setting.chars().count() <= WIDTH + 10 {
            lines.push(Line::new(setting, format!("on {} of {}", full - others, counted(full, "page"))));
        }
    }
    lines
}

/// A setting that is a list, broken into lines where it is long.
fn long_list(setting: &str, items: &[String]) -> String {
    let line = format!("{setting} = {}", list(items));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let mut lines = vec![String::new()];
    for item in items {
        let item = format!("{},", quoted(item));
        match lines.last_mut() {
            Some(last) if last.is_empty() || last.chars().count() + item.chars().count() + 3 <= WIDTH => {
                last.push(' ');
                last.push_str(&item);
            }
            _ => lines.push(format!(" {item}")),
        }
    }
    let lines: String = lines.iter().map(|line| format!(" {line}\n")).collect();
    format!("{setting} = [\n{lines}]")
}

fn numbers(values: &[(String, usize)]) -> String {
    and(&values.iter().map(|(_, count)| count.to_string()).collect::<Vec<_>>())
}

fn and(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}

/// A key of TOML. Dots within it are names joined, so it is quoted as one name.
fn name(key: &str) -> String {
    let is_bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A text of TOML on one line: its escapes are those of JSON, and one more.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}
