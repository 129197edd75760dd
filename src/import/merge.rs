//! Adding settings to a `handbook.toml` that is there, of which nothing is lost.

use super::{
    draft::{Draft, Line},
    text,
};
use crate::{config::Config, diagnostic::Severity, path::SitePath};

/// The old text with what it does not say yet. `None` when it cannot be added as the text is written.
pub(super) fn merge(old: &str, config: &Config, draft: &Draft, head: &str) -> Option<String> {
    let is_crlf = old.contains("\r\n");
    let plain = if is_crlf { old.replace("\r\n", "\n") } else { old.to_owned() };
    let config = if is_crlf { &Config::parse(&SitePath::default(), &plain) } else { config };
    let headers = headers(&plain, config);
    let mut inserts: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let head = text::comment(head);
    let mut end = String::new();

    // What is behind a header is in its table.
    let mut add = |name: &str, lines: String| {
        if lines.is_empty() {
            return;
        }
        match headers.iter().find(|(known, _)| known == name) {
            Some((_, at)) => inserts.push((*at..*at, format!("{head}{lines}"))),
            None => end.push_str(&format!("\n{head}[{name}]\n{lines}")),
        }
    };
    let lint = &config.lint;
    let mut lines = text::lint_without_preset(draft);
    if lint.preset.is_none() {
        lines.insert(0, (format!("preset = \"{}\"", draft.preset.what), draft.preset.comment.clone()));
    }
    let is_new =
        |name: &str| !config.settings().any(|setting| setting.key == name || setting.key.starts_with(&format!("{name}[")));
    let is_there = |line: &str| line.split(' ').next().is_some_and(|key| !is_new(&format!("lint.{key}")));
    // A list goes on until its bracket.
    let mut skipping = false;
    lines.retain(|(line, _)| {
        let starts = !line.starts_with([' ', ']']);
        if starts {
            skipping = is_there(line);
        }
        !skipping
    });
    let known = lint.extend_exclude.iter().chain(&lint.exclude).flat_map(|globs| &globs.patterns);
    let known: Vec<&str> = known.map(|pattern| pattern.value.as_str()).collect();
    let exclude: Vec<Line<String>> = draft.exclude.iter().filter(|line| !known.contains(&line.what.as_str())).cloned().collect();
    let mut more = None;
    match &lint.extend_exclude {
        None if !exclude.is_empty() => {
            lines.push(("extend-exclude = [".to_owned(), String::new()));
            lines.extend(exclude.iter().map(|line| (format!("  {},", text::quoted(&line.what)), line.comment.clone())));
            lines.push(("]".to_owned(), String::new()));
        }
        Some(_) if !exclude.is_empty() => {
            let list = config.settings().find(|setting| setting.key == "lint.extend-exclude")?.span;
            // One pattern may stand there without a list.
            let first = list.of(&plain).starts_with('[').then_some(list.start as usize + 1)?;
            let items: String = exclude.iter().map(|line| format!("{}, ", text::quoted(&line.what))).collect();
            more = Some((first..first, items));
        }
        _ => {}
    }
    add("lint", text::aligned(&lines));
    let (rules, sections) = text::rules(&draft.rules, "rules");
    add("rules", text::aligned(&rules));
    inserts.extend(more);
    if let Some(preset) = &lint.preset
        && preset.value == "recommended"
        && draft.preset.what != "recommended"
    {
        let span = preset.span;
        inserts.push((span.start as usize..span.end as usize, text::quoted(draft.preset.what)));
    }

    let mut new = plain.clone();
    inserts.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, text) in inserts {
        new.get(range.clone())?;
        new.replace_range(range, &text);
    }
    if !new.is_empty() && !new.ends_with('\n') {
        new.push('\n');
    }
    new.push_str(if new.is_empty() { end.trim_start() } else { &end });
    new.push_str(&sections);
    new.push_str(&text::overrides(&draft.overrides));
    let is_good = is_good(&new) && keeps(config, &new, draft);
    is_good.then(|| if is_crlf { new.replace('\n', "\r\n") } else { new })
}

/// The tables of the text with the byte behind their headers' lines. A `[` in a list of several lines is no header.
fn headers(text: &str, config: &Config) -> Vec<(String, usize)> {
    let is_value =
        |at: usize| config.settings().any(|setting| (setting.span.start as usize..setting.span.end as usize).contains(&at));
    let mut headers = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some(name) = line.trim_start().strip_prefix('[').and_then(|rest| rest.split(']').next()) else { continue };
        if !is_value(start) && line.ends_with('\n') {
            headers.push((name.trim().to_owned(), at));
        }
    }
    headers
}

fn is_good(text: &str) -> bool {
    Config::parse(&SitePath::default(), text).problems.iter().all(|problem| problem.severity < Severity::Error)
}

/// Whether all that was said is said still, but for a preset that does less.
fn keeps(old: &Config, new: &str, draft: &Draft) -> bool {
    let new = Config::parse(&SitePath::default(), new);
    let said: Vec<(&str, &str)> = new.settings().map(|setting| (setting.key.as_str(), setting.value.as_str())).collect();
    let is_list = |key: &str| key.starts_with("lint.extend-exclude") && !draft.exclude.is_empty();
    let mut all = old.settings().filter(|setting| setting.key != "lint.preset" && !is_list(&setting.key));
    all.all(|setting| said.contains(&(setting.key.as_str(), setting.value.as_str())))
}
