//! The spellings of dates.

use super::value::Value;
use crate::page::dialect::Scalars;
use jiff::{
    Span,
    civil::{Date, DateTime},
};

/// A date or timestamp as YAML 1.1 has it.
pub(super) fn yaml(text: &str, scalars: Scalars) -> Option<Value> {
    let moment = Moment::scan(text, scalars)?;
    match (moment.exact(), scalars) {
        (Some(at), Scalars::Symfony) => Some(seconds(at)),
        (Some(at), _) => Some(Value::Date(at)),
        (None, Scalars::PyYaml) => Some(Value::Error),
        (None, Scalars::Psych) => None,
        (None, Scalars::Symfony) => moment.rolled().map(seconds),
        (None, _) => moment.rolled().map(Value::Date),
    }
}

/// Seconds since 1970.
fn seconds(at: DateTime) -> Value {
    jiff::tz::Offset::UTC.to_timestamp(at).map_or(Value::Error, |stamp| Value::Integer(stamp.as_second()))
}

/// A TOML date, time or both; a time alone is one of 1970-01-01.
pub(super) fn toml(text: &str) -> Value {
    let full = if text.get(2..3) == Some(":") { format!("1970-01-01T{text}") } else { text.to_owned() };
    let with_seconds = match full.get(11..) {
        Some(time) if time.matches(':').count() == 1 && !time.contains(['Z', 'z', '+', '-']) => format!("{full}:00"),
        _ => full,
    };
    let at = Moment::scan(&with_seconds, Scalars::PyYaml).and_then(|moment| moment.exact());
    at.map_or(Value::Text, Value::Date)
}

#[derive(Debug, Default)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    nanosecond: i64,
    /// Minutes east of UTC.
    offset: i64,
}

impl Moment {
    fn scan(text: &str, scalars: Scalars) -> Option<Self> {
        let (year, rest) = figures(text, 4, 4)?;
        let (month, rest) = figures(rest.strip_prefix('-')?, 1, 2)?;
        let (day, rest) = figures(rest.strip_prefix('-')?, 1, 2)?;
        let mut moment = Self { year, month, day, ..Self::default() };
        if rest.is_empty() {
            let short = text.len() < 10;
            return match scalars {
                Scalars::Psych => ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(moment),
                Scalars::Symfony => Some(moment),
                _ => (!short).then_some(moment),
            };
        }
        let rest = match rest.strip_prefix(['T', 't']) {
            Some(rest) => rest,
            None => Some(rest.trim_start_matches([' ', '\t'])).filter(|time| time.len() < rest.len())?,
        };
        let (hour, rest) = figures(rest, 1, 2)?;
        let (minute, rest) = figures(rest.strip_prefix(':')?, 2, 2)?;
        let (second, rest) = figures(rest.strip_prefix(':')?, 2, 2)?;
        (moment.hour, moment.minute, moment.second) = (hour, minute, second);
        let mut rest = rest;
        if let Some(fraction) = rest.strip_prefix('.') {
            let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
            let kept: String = fraction.chars().take(length.min(9)).collect();
            moment.nanosecond = format!("{kept:0<9}").parse().ok()?;
            rest = fraction.get(length..)?;
        }
        moment.zone(rest.trim_start_matches([' ', '\t']))?;
        Some(moment)
    }

    fn zone(&mut self, text: &str) -> Option<()> {
        if matches!(text, "" | "Z" | "z") {
            return Some(());
        }
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+')?),
        };
        let (hours, rest) = figures(rest, 1, 2)?;
        let minutes = match rest.strip_prefix(':') {
            Some(rest) => figures(rest, 2, 2).filter(|(_, rest)| rest.is_empty())?.0,
            None if rest.is_empty() => 0,
            None => return None,
        };
        self.offset = (hours * 60 + minutes) * if negative { -1 } else { 1 };
        Some(())
    }

    /// The moment in UTC; `None` when the calendar has no such day or time.
    fn exact(&self) -> Option<DateTime> {
        let small = |number: i64| i8::try_from(number).ok();
        let date = Date::new(i16::try_from(self.year).ok()?, small(self.month)?, small(self.day)?).ok()?;
        let nanosecond = i32::try_from(self.nanosecond).ok()?;
        let at = date
            .to_datetime(jiff::civil::Time::new(small(self.hour)?, small(self.minute)?, small(self.second)?, nanosecond).ok()?);
        at.checked_sub(Span::new().try_minutes(self.offset).ok()?).ok()
    }

    /// As `Date.UTC` of JavaScript and PHP's `DateTime`: what is too much is carried over.
    fn rolled(&self) -> Option<DateTime> {
        let start = Date::new(i16::try_from(self.year).ok()?, 1, 1).ok()?.at(0, 0, 0, 0);
        let months = Span::new().try_months(self.month - 1).ok()?;
        let rest = Span::new().try_days(self.day - 1).ok()?.try_hours(self.hour).ok()?;
        let rest = rest.try_minutes(self.minute - self.offset).ok()?.try_seconds(self.second).ok()?;
        start.checked_add(months).ok()?.checked_add(rest.try_nanoseconds(self.nanosecond).ok()?).ok()
    }
}

/// A number of `least` to `most` figures at the start, and the rest.
fn figures(text: &str, least: usize, most: usize) -> Option<(i64, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length < least {
        return None;
    }
    Some((text.get(..length)?.parse().ok()?, text.get(length..)?))
}
