//! What a scalar means to the reader a generator uses.
//!
//! Measured with js-yaml 3.15 and 4.3, PyYAML 6.0, Psych 4.0 on 140 spellings; Symfony YAML 5.4 and Hugo 0.168 by their sources.

use super::{
    date,
    node::Style,
    number::{self, decimal, float, radix, sexagesimal},
};
use crate::page::dialect::Scalars;
use jiff::civil::DateTime;

/// The value of a scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Nothing: `null`, `~`, an empty value.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, infinity and not-a-number included; whole numbers past 64 bits, rounded.
    Float(f64),
    /// Text: the scalar's own.
    Text,
    /// A point in time in UTC, as read: without an offset as if it were UTC, without a time at midnight.
    Date(DateTime),
    /// The reader stops with an error (PyYAML on `2024-02-30`).
    Error,
}

pub(super) fn resolve(text: &str, style: Style, scalars: Scalars) -> Value {
    match style {
        Style::Plain => plain(text, scalars),
        Style::Null => Value::Null,
        Style::Boolean => Value::Bool(text == "true"),
        Style::Integer => number::toml_integer(text),
        Style::Float => number::toml_float(text),
        Style::DateTime => date::toml(text),
        _ => Value::Text,
    }
}

fn plain(text: &str, scalars: Scalars) -> Value {
    let Some(first) = text.bytes().next() else { return Value::Null };
    if text.len() > 128 || text.contains('\n') {
        return Value::Text;
    }
    match first {
        b'0'..=b'9' | b'+' | b'-' | b'.' => figure(text, scalars).unwrap_or(Value::Text),
        _ => word(text, scalars),
    }
}

fn word(text: &str, scalars: Scalars) -> Value {
    if text.len() > 5 {
        return Value::Text;
    }
    // A lower-case word; the same with a capital; all capitals. The laxer readers take any mixture.
    let any_case = matches!(scalars, Scalars::Symfony | Scalars::Psych);
    let rest = text.get(1..).unwrap_or_default();
    let usual = rest.bytes().all(|b| b.is_ascii_lowercase()) || text.bytes().all(|b| b.is_ascii_uppercase());
    let lower = text.to_ascii_lowercase();
    let yes_no = matches!(scalars, Scalars::PyYaml | Scalars::Psych);
    match &*lower {
        "~" => Value::Null,
        "=" | "<<" if scalars == Scalars::PyYaml => Value::Error,
        _ if !usual && !any_case => Value::Text,
        "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "yes" | "on" if yes_no => Value::Bool(true),
        "no" | "off" if yes_no => Value::Bool(false),
        _ => Value::Text,
    }
}

/// Numbers and dates; `None` is text.
fn figure(text: &str, scalars: Scalars) -> Option<Value> {
    if let Some(value) = special(text, scalars) {
        return Some(value);
    }
    let (negative, digits) = number::sign(text);
    let signed = text.len() != digits.len();
    let point = digits.contains('.');
    match scalars {
        Scalars::Core => match digits {
            _ if !signed && digits.starts_with("0o") => radix(digits.get(2..)?, 8, "", false),
            _ if !signed && digits.starts_with("0x") => radix(digits.get(2..)?, 16, "", false),
            _ => decimal(digits, "", negative).or_else(|| float(digits, "", negative)),
        },
        Scalars::JsYaml4 => date::yaml(text, scalars).or_else(|| match digits.get(..2) {
            Some("0b") => radix(digits.get(2..)?, 2, "", negative),
            Some("0o") => radix(digits.get(2..)?, 8, "", negative),
            Some("0x") => radix(digits.get(2..)?, 16, "", negative),
            _ if signed && digits.starts_with('.') => None,
            _ => decimal(digits, "", negative).or_else(|| float(digits, "", negative)),
        }),
        Scalars::JsYaml3 => date::yaml(text, scalars).or_else(|| js_yaml_3(digits, signed, negative)),
        Scalars::PyYaml => date::yaml(text, scalars).or_else(|| py_yaml(digits, signed, negative)),
        Scalars::Psych => date::yaml(text, scalars).or_else(|| psych(digits, negative)),
        Scalars::Symfony => symfony(text, digits, signed, negative, point),
        Scalars::Hugo => match digits.get(..2) {
            _ if digits.starts_with('_') || text.starts_with('_') => None,
            Some("0x") => radix(digits.get(2..)?, 16, "_", negative),
            Some("0o") => radix(digits.get(2..)?, 8, "_", negative),
            Some("0b") => radix(digits.get(2..)?, 2, "_", negative),
            _ if point => float(digits, "_", negative),
            _ if digits.len() > 1 && digits.starts_with('0') => radix(digits, 8, "_", negative),
            _ => decimal(digits, "_", negative),
        },
    }
}

/// Infinity and not-a-number.
fn special(text: &str, scalars: Scalars) -> Option<Value> {
    let (negative, name) = number::sign(text);
    let name = name.strip_prefix('.')?;
    let any_case = matches!(scalars, Scalars::Symfony | Scalars::Psych);
    let signed = text.len() != name.len() + 1;
    let plus = signed && !negative;
    let is = |spellings: [&str; 3]| spellings.contains(&name) || any_case && name.eq_ignore_ascii_case(spellings[0]);
    if is(["inf", "Inf", "INF"]) && !(plus && matches!(scalars, Scalars::Symfony | Scalars::Hugo)) {
        return Some(Value::Float(if negative { f64::NEG_INFINITY } else { f64::INFINITY }));
    }
    // Symfony reads not-a-number as infinity.
    let nan = if scalars == Scalars::Symfony { f64::INFINITY } else { f64::NAN };
    (is(["nan", "NaN", "NAN"]) && !signed).then_some(Value::Float(nan))
}

fn js_yaml_3(digits: &str, signed: bool, negative: bool) -> Option<Value> {
    if digits.ends_with('_') || signed && digits.starts_with('.') {
        return None;
    }
    match digits.get(..2) {
        Some("0b") => return radix(digits.get(2..)?, 2, "_", negative),
        Some("0x") => return radix(digits.get(2..)?, 16, "_", negative),
        _ => {}
    }
    let zero = digits.len() > 1 && digits.starts_with('0');
    let octal = || if zero { radix(digits, 8, "_", negative) } else { decimal(digits, "_", negative) };
    let sixty = || if zero && !digits.contains('.') { None } else { sexagesimal(digits, negative, usize::MAX, true) };
    let fraction = || {
        let (mantissa, exponent) = number::exponent(digits);
        let leading = zero && mantissa.as_bytes().get(1).is_some_and(|b| *b != b'.') || exponent.contains('_');
        if leading { None } else { float(digits, "_", negative) }
    };
    octal().or_else(sixty).or_else(fraction)
}

fn py_yaml(digits: &str, signed: bool, negative: bool) -> Option<Value> {
    match digits.get(..2) {
        Some("0b") => return radix(digits.get(2..)?, 2, "_", negative),
        Some("0x") => return radix(digits.get(2..)?, 16, "_", negative),
        _ => {}
    }
    if signed && digits.starts_with('.') || digits.starts_with("._") {
        return None;
    }
    let zero = digits.len() > 1 && digits.starts_with('0');
    let whole = if zero { radix(digits, 8, "_", negative) } else { decimal(digits, "_", negative) };
    let sixty = || if zero && !digits.contains('.') { None } else { sexagesimal(digits, negative, usize::MAX, true) };
    whole.or_else(sixty).or_else(|| strict_float(digits, "_", negative))
}

fn psych(digits: &str, negative: bool) -> Option<Value> {
    match digits.get(..2) {
        Some("0b") => return radix(digits.get(2..)?, 2, "_,", negative),
        Some("0x") => return radix(digits.get(2..)?, 16, "_,", negative),
        _ => {}
    }
    if let Some(value) = sexagesimal(digits, negative, 2, false) {
        return Some(value);
    }
    if digits.len() > 1 && digits.starts_with('0') && !digits.contains('.') {
        return radix(digits, 8, "_,", negative);
    }
    // Every divider stands between two figures.
    let divided = !digits.ends_with(['_', ',']) && !["__", ",,", "_,", ",_"].iter().any(|pair| digits.contains(pair));
    let whole = if divided { decimal(digits, "_,", negative) } else { None };
    let fraction_divided = digits.split_once('.').is_some_and(|(_, fraction)| fraction.contains(['_', ',']));
    whole.or_else(|| if fraction_divided { None } else { strict_float(digits, "_,", negative) })
}

/// A fraction that has its point, and a sign in its exponent (YAML 1.1).
fn strict_float(digits: &str, dividers: &str, negative: bool) -> Option<Value> {
    let (mantissa, exponent) = number::exponent(digits);
    let has_exponent = mantissa.len() != digits.len();
    if !mantissa.contains('.') || has_exponent && !exponent.starts_with(['+', '-']) {
        return None;
    }
    float(digits, dividers, negative)
}

fn symfony(text: &str, digits: &str, signed: bool, negative: bool, point: bool) -> Option<Value> {
    if digits.starts_with("0o") {
        return radix(digits.get(2..)?, 8, "_", negative);
    }
    if !signed && digits.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("0x")) {
        return radix(digits.get(2..)?, 16, "_", false);
    }
    let zero = digits.len() > 1 && digits.starts_with('0');
    if zero && !point && digits.bytes().all(|b| b.is_ascii_digit() || b == b'_') {
        return radix(digits, 8, "_", negative);
    }
    let whole = match decimal(digits, "_", negative) {
        // Too large for 64 bits: kept as written.
        Some(Value::Float(_)) => return None,
        Some(Value::Integer(number)) if signed && !negative => Some(Value::Float(number as f64)),
        whole => whole,
    };
    whole
        .or_else(|| float(digits, "_", negative).filter(|_| !digits.starts_with('_')))
        .or_else(|| date::yaml(text, Scalars::Symfony))
}
