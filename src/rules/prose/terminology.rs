//! Words for which the house has others.

use crate::{
    diagnostic::Fix,
    page::Page,
    rule::{PageRule, Report, Rule},
    rules::terms::{Terms, in_case_of, with_capital},
};
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) static RULE: Rule =
    Rule::page::<Terminology>("prose/terminology", include_str!("../../../rules/prose/terminology.md"));

#[derive(Deserialize)]
#[serde(from = "Options")]
struct Terminology {
    /// What is not said, and what is.
    pairs: Vec<(String, String)>,
    terms: Terms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    map: BTreeMap<String, String>,
}

impl From<Options> for Terminology {
    fn from(options: Options) -> Self {
        let pairs: Vec<_> = options.map.into_iter().collect();
        let terms = Terms::new(pairs.iter().map(|(wrong, _)| wrong.as_str()));
        Self { pairs, terms }
    }
}

impl PageRule for Terminology {
    fn check(&self, page: &Page, report: &mut Report) {
        self.terms.find(page, |span, at| {
            let Some((wrong, right)) = self.pairs.get(at) else { return };
            let written = page.slice(span);
            // A pair may be about capitals only.
            if written == right || written == with_capital(right) {
                return;
            }
            let capitals_only = wrong.to_lowercase() == right.to_lowercase();
            let instead = if capitals_only { right.clone() } else { in_case_of(written, right) };
            let said = written.split_whitespace().filter(|word| *word != ">").collect::<Vec<_>>().join(" ");
            let finding = report.add(&page.path, span, format!("here it is called \"{said}\", elsewhere \"{right}\""));
            finding.help(format!("Say \"{instead}\""));
            finding.fix(Fix::unsafe_(format!("Write \"{instead}\""), &page.path, span, instead));
        });
    }
}
