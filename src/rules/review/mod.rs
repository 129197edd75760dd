//! Rules about reviews: pages that somebody should have read again by now.

mod overdue;
mod unknown_owner;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&overdue::RULE, &unknown_owner::RULE];

/// Names in backticks, told one after the other: `a`, `b` or `c`.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>, word: &str) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let Some(last) = names.pop() else { return String::new() };
    if names.is_empty() { last } else { format!("{} {word} {last}", names.join(", ")) }
}
