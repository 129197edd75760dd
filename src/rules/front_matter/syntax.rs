//! Front matter that cannot be read.

use crate::{
    page::{Page, front_matter::ProblemKind},
    rule::{PageRule, Report, Rule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<Syntax>("front-matter/syntax", include_str!("../../../rules/front-matter/syntax.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Syntax {}

impl PageRule for Syntax {
    fn check(&self, page: &Page, report: &mut Report) {
        let problems = page.front_matter.iter().flat_map(|block| &block.problems);
        for problem in problems.filter(|problem| problem.kind == ProblemKind::Syntax) {
            let finding = report.add(&page.path, problem.at, problem.message.clone());
            if let Some(help) = &problem.help {
                finding.help(help.clone());
            }
        }
    }
}
