//! Words that the house does not use.

use crate::{
    diagnostic::Fix,
    page::Page,
    rule::{PageRule, Report, Rule},
    rules::terms::{Terms, in_case_of},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<ForbiddenTerms>("prose/forbidden-terms", include_str!("../../../rules/prose/forbidden-terms.md"));

#[derive(Deserialize)]
#[serde(from = "Options")]
struct ForbiddenTerms {
    list: Vec<Term>,
    terms: Terms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    list: Vec<Written>,
}

/// A term as it stands in the settings: alone, or with what to say about it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Alone(String),
    With(Term),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    term: String,
    #[serde(default, rename = "use")]
    instead: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

impl From<Options> for ForbiddenTerms {
    fn from(options: Options) -> Self {
        let term = |written| match written {
            Written::Alone(term) => Term { term, instead: None, message: None },
            Written::With(term) => term,
        };
        let list: Vec<Term> = options.list.into_iter().map(term).collect();
        let terms = Terms::new(list.iter().map(|term| term.term.as_str()));
        Self { list, terms }
    }
}

impl PageRule for ForbiddenTerms {
    fn check(&self, page: &Page, report: &mut Report) {
        self.terms.find(page, |span, at| {
            let Some(term) = self.list.get(at) else { return };
            let written = page.slice(span);
            let message = match &term.message {
                Some(message) => message.trim_end_matches('.').to_owned(),
                None => format!("this handbook does not say \"{}\"", term.term),
            };
            let finding = report.add(&page.path, span, message);
            match &term.instead {
                Some(instead) if instead.is_empty() => _ = finding.help("Leave it out"),
                Some(instead) => {
                    let instead = in_case_of(written, instead);
                    finding.help(format!("Say \"{instead}\""));
                    finding.fix(Fix::unsafe_(format!("Write \"{instead}\""), &page.path, span, instead));
                }
                None => _ = finding.help("Say it in other words"),
            }
        });
    }
}
