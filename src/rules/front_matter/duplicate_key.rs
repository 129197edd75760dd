//! A key written twice.

use crate::{
    diagnostic::Label,
    page::{Page, front_matter::ProblemKind},
    rule::{PageRule, Report, Rule},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<DuplicateKey>("front-matter/duplicate-key", include_str!("../../../rules/front-matter/duplicate-key.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateKey {}

impl PageRule for DuplicateKey {
    fn check(&self, page: &Page, report: &mut Report) {
        for problem in page.front_matter.iter().flat_map(|block| &block.problems) {
            let ProblemKind::DuplicateKey { first, .. } = problem.kind else { continue };
            let (written, again) = (page.slice(first), page.slice(problem.at));
            let message = if written == again {
                problem.message.clone()
            } else {
                format!("`{written}` and `{again}` are the same key here, so it is written twice")
            };
            let finding = report.add(&page.path, problem.at, message);
            finding.related(Label::with_message(&page.path, first, "first written here"));
            if let Some(help) = &problem.help {
                finding.help(help.clone());
            }
        }
    }
}
