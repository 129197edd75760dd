//! Fenced code that does not say what language it is in.

use crate::{
    page::{Page, markup::Markup},
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<FenceLanguage>("code/fence-language", include_str!("../../../rules/code/fence-language.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FenceLanguage {
    allowed_languages: Vec<String>,
    language_only: bool,
}

impl StyleRule for FenceLanguage {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (_, code) in markup.code(page) {
            let Some(fence) = code.fence() else { continue };
            let info = fence.info.of(&page.text);
            let length = info.find([' ', '\t']).unwrap_or(info.len());
            let start = fence.info.start as usize;
            let language = Span::new(start, start + length);
            let word = language.of(&page.text);
            if word.is_empty() {
                let finding = report.add(&page.path, fence.open, "this code does not say what language it is in");
                finding.help("Write the language after the marks, as in ```` ```sh ````; `text` for what is in none");
            } else if !self.allowed_languages.is_empty() && !self.allowed_languages.iter().any(|allowed| allowed == word) {
                let finding = report.add(&page.path, language, format!("`{word}` is not one of the languages that are allowed"));
                finding.help(format!("Write {}", list(&self.allowed_languages)));
            }
            if self.language_only && length < info.len() {
                let more = info[length..].trim_start();
                let more = Span::new(start + info.len() - more.len(), start + info.len());
                report.add(&page.path, more, "more than the language stands here").help("Leave the language only");
            }
        }
    }
}

fn list(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => quoted.concat(),
    }
}
