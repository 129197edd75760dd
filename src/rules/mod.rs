//! The rules, one file each.
//!
//! # How to add a rule
//!
//! 1. Write its page, `rules/<group>/<name>.md`: the name says the problem, not the wish, and reads well after "ignore". The
//!    front matter holds `summary`, `severity` (`off` when it is opt-in), `fix`, `since`, `aliases`, `presets` and `options` with
//!    their defaults; the body says why a reader is hurt and how to mend it, with examples that run as tests.
//! 2. Write its code, `src/rules/<group>/<name>.rs`: a struct that is the options, a `check` that cannot fail, and
//!    `pub(super) static RULE: Rule = Rule::page::<Name>("<group>/<name>", include_str!("../../../rules/<group>/<name>.md"));`
//!    (`Rule::site` when it needs more than the page, `Rule::style` when it is about how the Markdown is written).
//! 3. Add `mod <name>;` and `&<name>::RULE,` to `src/rules/<group>/mod.rs`, in the order of the alphabet.
//! 4. Run `UPDATE=1 cargo test --test rule_pages`, read what it wrote into the `text` fences, and commit.
//!
//! Everything else follows: `handbook explain`, hover, SARIF, the index of the rules, the defaults, the tests. A rule looks at what
//! the parse knows; it never splits text into lines, opens files or runs a pattern over raw Markdown.

mod a11y;
mod code;
mod destination;
mod emphasis;
mod evidence;
mod footnotes;
mod front_matter;
mod gap;
mod heading_spaces;
mod headings;
mod html;
mod i18n;
mod likeness;
mod links;
mod lint;
mod lists;
mod moved;
mod nav;
mod pages;
mod plain_lines;
mod prose;
mod review;
mod tables;
mod templates;
mod terms;
mod text;
mod whitespace;

use crate::rule::{Rule, RuleBook};
use std::sync::OnceLock;

/// All rules, group by group.
pub static RULES: &[&[&Rule]] = &[
    front_matter::RULES,
    links::RULES,
    nav::RULES,
    headings::RULES,
    pages::RULES,
    a11y::RULES,
    text::RULES,
    lists::RULES,
    whitespace::RULES,
    code::RULES,
    emphasis::RULES,
    tables::RULES,
    html::RULES,
    review::RULES,
    i18n::RULES,
    templates::RULES,
    footnotes::RULES,
    prose::RULES,
    lint::RULES,
];

/// All rules, found by any of their names. Their pages are read at the first call.
pub fn book() -> &'static RuleBook {
    static BOOK: OnceLock<RuleBook> = OnceLock::new();
    BOOK.get_or_init(|| RuleBook::new(RULES))
}
