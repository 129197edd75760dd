//! More blank lines than one.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<MultipleBlankLines>(
    "whitespace/multiple-blank-lines",
    include_str!("../../../rules/whitespace/multiple-blank-lines.md"),
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MultipleBlankLines {
    maximum: usize,
}

impl StyleRule for MultipleBlankLines {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut count = 0;
        // Those right below the front matter are a part of it.
        let mut in_head = false;
        for (line, kinds) in markup.lines.iter() {
            if !kinds.any(LineKinds::BLANK) || kinds.any(LineKinds::CODE.and(LineKinds::FRONT_MATTER)) {
                count = 0;
                in_head = kinds.any(LineKinds::FRONT_MATTER);
                continue;
            }
            count += usize::from(!in_head);
            let is_last = line + 1 == markup.lines.count();
            // After the last line break, nothing stands: that is a blank line only below another one.
            if count <= self.maximum || is_last && count == 1 {
                continue;
            }
            let message = match self.maximum {
                0 => "this blank line is not wanted",
                1 => "another blank line: one is enough",
                _ => "more blank lines than are wanted",
            };
            let at = page.lines().line(&page.text, line);
            let finding = report.add(&page.path, at, message);
            finding.help("Remove it: readers of the page see no difference");
            if self.maximum == 0 {
                // Without any, paragraphs become one.
                finding.help("It parts what stands above from what stands below: set `maximum` to 1, or join the two");
                continue;
            }
            // What is after the last line break is no line to remove: the one above goes.
            let gone = page.lines().full_line(&page.text, if is_last { line.saturating_sub(1) } else { line });
            let mut fix = Fix::safe("Remove the blank line", &page.path, gone, "");
            if kinds.any(LineKinds::HTML.and(LineKinds::TEMPLATE)) && !kinds.any(LineKinds::COMMENT) {
                // It may be in a `<pre>`, where it is shown.
                fix.applicability = Applicability::Unsafe;
            }
            finding.fix(fix);
        }
    }
}
