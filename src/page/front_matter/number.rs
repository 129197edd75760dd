//! The spellings of numbers.

use super::value::Value;

/// Whether a minus stands in front, and the text without its sign.
pub(super) fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits without the dividers, or `None` when one character is neither.
fn digits(text: &str, base: u32, dividers: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_digit(base) {
            digits.push(c);
        } else if !dividers.contains(c) {
            return None;
        }
    }
    (!digits.is_empty()).then_some(digits)
}

/// A whole number in another base, without its prefix.
pub(super) fn radix(text: &str, base: u32, dividers: &str, negative: bool) -> Option<Value> {
    let digits = digits(text, base, dividers)?;
    Some(match i128::from_str_radix(&digits, base) {
        Ok(number) => whole(if negative { -number } else { number }),
        Err(_) => {
            let number = digits.chars().fold(0.0, |sum, c| sum * f64::from(base) + f64::from(c.to_digit(base).unwrap_or(0)));
            Value::Float(if negative { -number } else { number })
        }
    })
}

/// A whole number of figures and dividers, beginning with a figure.
pub(super) fn decimal(text: &str, dividers: &str, negative: bool) -> Option<Value> {
    text.starts_with(|c: char| c.is_ascii_digit()).then(|| radix(text, 10, dividers, negative)).flatten()
}

fn whole(number: i128) -> Value {
    i64::try_from(number).map_or(Value::Float(number as f64), Value::Integer)
}

/// The text before and after an `e`.
pub(super) fn exponent(text: &str) -> (&str, &str) {
    text.split_once(['e', 'E']).unwrap_or((text, ""))
}

/// A fraction, or a whole number with an exponent: figures, a point and an exponent in this order, with at least one figure before
/// the exponent and one in it.
pub(super) fn float(text: &str, dividers: &str, negative: bool) -> Option<Value> {
    let (mantissa, power) = exponent(text);
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if before.is_empty() && after.is_empty() || before.starts_with(|c| dividers.contains(c)) {
        return None;
    }
    let (_, power_digits) = sign(power);
    let has_power = mantissa.len() != text.len();
    if has_power && (power_digits.is_empty() || !power_digits.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let part = |text: &str| if text.is_empty() { Some(String::new()) } else { digits(text, 10, dividers) };
    let mut number = part(before)?;
    number.push('.');
    number.push_str(&part(after)?);
    if has_power {
        number.push('e');
        number.push_str(power);
    }
    let number: f64 = number.parse().ok()?;
    Some(Value::Float(if negative { -number } else { number }))
}

/// A number in base 60 (`12:30:45`), as YAML 1.1 has it. Every part after the first is below 60; at most `parts` of them.
/// `plain` is the YAML arithmetic; without it, Psych's: two parts count as hours and minutes, and a sign holds for the first part.
pub(super) fn sexagesimal(text: &str, negative: bool, parts: usize, plain: bool) -> Option<Value> {
    let (first, rest) = text.split_once(':')?;
    if !first.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (rest, fraction) = rest.split_once('.').map_or((rest, None), |(rest, fraction)| (rest, Some(fraction)));
    let first: f64 = digits(first, 10, "_")?.parse().ok()?;
    let mut sum = if negative && !plain { -first } else { first };
    let mut count = 0;
    for part in rest.split(':') {
        count += 1;
        let small = matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']);
        if !small || count > parts {
            return None;
        }
        sum = sum * 60.0 + part.parse::<f64>().ok()?;
    }
    if let Some(fraction) = fraction {
        let figures = if fraction.is_empty() { String::new() } else { digits(fraction, 10, "_")? };
        sum += format!("0.{figures}").parse::<f64>().unwrap_or(0.0);
    }
    if !plain && count == 1 {
        sum *= 60.0;
    }
    if negative && plain {
        sum = -sum;
    }
    let integral = fraction.is_none() && sum.abs() < 9e15;
    Some(if integral { Value::Integer(sum as i64) } else { Value::Float(sum) })
}

/// A TOML or JSON integer.
pub(super) fn toml_integer(text: &str) -> Value {
    let (negative, figures) = sign(text);
    let number = match figures.get(..2) {
        Some("0x") => figures.get(2..).and_then(|rest| radix(rest, 16, "_", negative)),
        Some("0o") => figures.get(2..).and_then(|rest| radix(rest, 8, "_", negative)),
        Some("0b") => figures.get(2..).and_then(|rest| radix(rest, 2, "_", negative)),
        _ => radix(figures, 10, "_", negative),
    };
    number.unwrap_or(Value::Error)
}

/// A TOML or JSON float.
pub(super) fn toml_float(text: &str) -> Value {
    text.replace('_', "").parse().map_or(Value::Error, Value::Float)
}
