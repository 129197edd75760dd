//! The styles that come with markdownlint 0.42, for `extends` where its package is not installed.

use super::{
    markdownlint::entry,
    value::{At, Entry, Value},
};

/// What Prettier decides, and markdownlint therefore does not look at.
const PRETTIER: [&str; 23] = [
    "MD003", "MD005", "MD007", "MD009", "MD010", "MD012", "MD013", "MD018", "MD019", "MD020", "MD021", "MD022", "MD023", "MD027",
    "MD028", "MD029", "MD030", "MD031", "MD032", "MD035", "MD048", "MD049", "MD050",
];

/// The settings of `markdownlint/style/NAME`, placed where the style is named; `None` for any other name.
pub(super) fn named(name: &str, at: &At) -> Option<Vec<Entry>> {
    let off = |names: &[&str]| names.iter().map(|name| entry(name, Value::Flag(false), at)).collect::<Vec<_>>();
    let on = || entry("default", Value::Flag(true), at);
    let name = name.strip_prefix("markdownlint/style/")?;
    match name.strip_suffix(".json").unwrap_or(name) {
        "all" => Some(vec![on()]),
        "prettier" => Some(off(&PRETTIER)),
        "relaxed" => {
            let names = ["whitespace", "line_length", "MD007", "MD033", "MD034", "MD040", "MD041"];
            Some([vec![on()], off(&names)].concat())
        }
        "cirosantilli" => {
            let table = |entries: &[(&str, Value)]| {
                Value::Table(entries.iter().map(|(name, value)| entry(name, value.clone(), at)).collect())
            };
            let text = |text: &str| Value::Text(text.to_owned());
            Some(vec![
                on(),
                entry("MD003", table(&[("style", text("atx"))]), at),
                entry("MD004", table(&[("style", text("dash"))]), at),
                entry("MD007", table(&[("indent", Value::Integer(4))]), at),
                entry("MD030", table(&[("ul_multi", Value::Integer(3)), ("ol_multi", Value::Integer(2))]), at),
                entry("MD033", Value::Flag(false), at),
                entry("MD035", table(&[("style", text("---"))]), at),
            ])
        }
        _ => None,
    }
}
