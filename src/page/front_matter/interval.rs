//! Lengths of time as people write them: `6 months`, `two weeks`, `quarterly`.

use jiff::{Span, civil::Date};

/// A length of time in days, weeks, months and years of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// So long.
    Of(Parts),
    /// `never`: without end.
    Never,
}

/// How long, each part as it is counted: 30 days are no month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    days: i32,
    months: i32,
}

/// What Chronic (0.10.2, a Ruby library) makes of `in 6 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chronic {
    /// It counts this on.
    Counts(Interval),
    /// It finds no time in it.
    Nothing,
    /// Something that is not modelled here.
    Unknown,
}

/// Longer ones are a slip, in units.
const MOST: i32 = 10_000;

impl Interval {
    /// Reads a length of time: numbers in figures or words, each with a unit (`1 year and 6 months`, `90d`), an adverb (`yearly`), or
    /// ISO 8601 (`P6M`). `None` when it is none; so is a number without a unit.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > 100 || text.trim_start().starts_with('-') {
            return None;
        }
        let lower = text.trim().to_lowercase();
        let parts = match lower.as_str() {
            "never" | "none" | "no" | "n/a" => return Some(Self::Never),
            "daily" => Parts { days: 1, months: 0 },
            "weekly" => Parts { days: 7, months: 0 },
            "fortnightly" => Parts { days: 14, months: 0 },
            "monthly" => Parts { days: 0, months: 1 },
            "quarterly" => Parts { days: 0, months: 3 },
            "half-yearly" | "half yearly" | "six-monthly" => Parts { days: 0, months: 6 },
            "yearly" | "annually" | "annual" => Parts { days: 0, months: 12 },
            _ => iso(&lower).or_else(|| in_words(&lower))?,
        };
        Some(Self::Of(parts))
    }

    /// What Chronic makes of `in …`, which the GOV.UK tech docs template (4 to 6) asks it. Measured on 90 spellings.
    pub fn chronic(text: &str) -> Chronic {
        const UNITS: [&str; 11] =
            ["second", "minute", "hour", "day", "weekday", "week", "weekend", "fortnight", "month", "season", "year"];
        if text.len() > 100 {
            return Chronic::Unknown;
        }
        let lower = text.to_lowercase().replace(',', " ");
        let mut words: Vec<&str> = lower.split([' ', '\t', '\n', '-']).filter(|word| !word.is_empty()).collect();
        words.retain(|word| !matches!(*word, "every" | "about"));
        let is_unit = |word: &str| UNITS.contains(&word) || word.strip_suffix('s').is_some_and(|word| UNITS.contains(&word));
        let figures = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let has_number = words.iter().any(|word| figures(word) || number_word(word).is_some());
        if !has_number || !words.iter().any(|word| is_unit(word)) {
            return Chronic::Nothing;
        }
        if lower.contains("- ") || lower.contains(" -") || lower.trim_start().starts_with('-') {
            return Chronic::Unknown;
        }
        // Figures are not joined to their unit by a dash.
        let dashed = lower.contains('-') && words.first().is_some_and(|word| figures(word));
        match numbered(&words).filter(|(_, rest)| rest.len() == 1 && !dashed) {
            Some((count, [unit])) => part(count, unit).map_or(Chronic::Unknown, |one| Chronic::Counts(Self::Of(one))),
            _ => Chronic::Unknown,
        }
    }

    /// The day so long after `date`: months first, and the last day of a month where it has no such day. `None` for one that never
    /// comes.
    pub fn after(&self, date: Date) -> Option<Date> {
        let Self::Of(parts) = self else { return None };
        let months = Span::new().try_months(parts.months).ok()?;
        let days = Span::new().try_days(parts.days).ok()?;
        date.checked_add(months).ok()?.checked_add(days).ok()
    }
}

impl Parts {
    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { days: self.days.checked_add(other.days)?, months: self.months.checked_add(other.months)? })
    }
}

/// `P1Y6M`, `p30d`; times of day count for nothing.
fn iso(lower: &str) -> Option<Parts> {
    let mut rest = lower.strip_prefix('p').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut all = Parts::default();
    while !rest.is_empty() {
        let (count, after) = figures(rest)?;
        let unit = after.chars().next().filter(|unit| matches!(unit, 'y' | 'm' | 'w' | 'd'))?;
        all = all.plus(part(count, unit.encode_utf8(&mut [0; 4]))?)?;
        rest = after.get(1..)?;
    }
    Some(all)
}

/// `1 year and 6 months`, `90d`, `every six weeks`.
fn in_words(lower: &str) -> Option<Parts> {
    let mut spaced = String::with_capacity(lower.len() + 8);
    let mut before = ' ';
    for c in lower.chars() {
        if before.is_ascii_digit() && c.is_alphabetic() || before.is_alphabetic() && c.is_ascii_digit() {
            spaced.push(' ');
        }
        spaced.push(c);
        before = c;
    }
    let words: Vec<&str> = spaced.split([' ', '\t', ',', '-', '\n']).filter(|word| !word.is_empty()).collect();
    let mut words = match words.as_slice() {
        ["every" | "each", rest @ ..] => rest,
        all => all,
    };
    let mut all = None::<Parts>;
    while !words.is_empty() {
        if let (Some(_), ["and", rest @ ..]) = (all, words) {
            words = rest;
        }
        let (count, rest) = match words {
            ["a" | "an", rest @ ..] => (1, rest),
            _ => numbered(words)?,
        };
        let (unit, rest) = rest.split_first()?;
        all = Some(all.unwrap_or_default().plus(part(count, unit.trim_end_matches('.'))?)?);
        words = rest;
    }
    all
}

/// The number that words begin with, and those after it: `6`, `six`, `twenty four`.
fn numbered<'a, 'b>(words: &'a [&'b str]) -> Option<(i32, &'a [&'b str])> {
    let (first, rest) = words.split_first()?;
    if let Some((count, "")) = figures(first) {
        return Some((count, rest));
    }
    let count = number_word(first)?;
    match rest.split_first().and_then(|(second, rest)| Some((number_word(second)?, rest))) {
        Some((ones, rest)) if count >= 20 && ones < 10 => Some((count + ones, rest)),
        Some(_) => None,
        None => Some((count, rest)),
    }
}

/// The figures at the start and what follows them.
fn figures(text: &str) -> Option<(i32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(length)?;
    Some((number.parse().ok().filter(|number| (0..=MOST).contains(number))?, rest))
}

fn number_word(word: &str) -> Option<i32> {
    const ONES: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str]| list.iter().position(|known| *known == word).and_then(|at| i32::try_from(at).ok());
    at(&ONES).map(|at| at + 1).or_else(|| at(&TENS).map(|at| (at + 2) * 10))
}

/// So many of a unit. Times of day are rounded down to days.
fn part(count: i32, unit: &str) -> Option<Parts> {
    let (days, months) = match unit {
        "second" | "seconds" => (count / 86_400, 0),
        "minute" | "minutes" => (count / 1_440, 0),
        "hour" | "hours" => (count / 24, 0),
        "d" | "day" | "days" => (count, 0),
        "w" | "wk" | "wks" | "week" | "weeks" => (count * 7, 0),
        "fortnight" | "fortnights" => (count * 14, 0),
        // Nobody reviews a page by the minute.
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => (0, count),
        "quarter" | "quarters" => (0, count * 3),
        "y" | "yr" | "yrs" | "year" | "years" => (0, count * 12),
        _ => return None,
    };
    Some(Parts { days, months })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn after(text: &str) -> Option<String> {
        Interval::read(text)?.after(date(2024, 1, 31)).map(|day| day.to_string())
    }

    #[test]
    fn lengths_of_time_are_read() {
        for (text, day) in [
            ("6 months", "2024-07-31"),
            (" 6  Months ", "2024-07-31"),
            ("1 month", "2024-02-29"),
            ("a year", "2025-01-31"),
            ("1 year and 6 months", "2025-07-31"),
            ("1 year, 6 months", "2025-07-31"),
            ("1y6m", "2025-07-31"),
            ("90d", "2024-04-30"),
            ("every two weeks", "2024-02-14"),
            ("twenty-four months", "2026-01-31"),
            ("quarterly", "2024-04-30"),
            ("annually", "2025-01-31"),
            ("P6M", "2024-07-31"),
            ("p1y10d", "2025-02-10"),
            ("0 days", "2024-01-31"),
        ] {
            assert_eq!(after(text).as_deref(), Some(day), "{text}");
        }
        assert_eq!(Interval::read("never"), Some(Interval::Never));
        for text in
            ["", "6", "months", "6 moths", "soon", "-1 month", "1.5 years", "p", "pm", "one two days", "and", "a", "10001 days"]
        {
            assert_eq!(Interval::read(text), None, "{text}");
        }
    }

    /// The days are those that Chronic gave.
    #[test]
    fn chronic_is_followed() {
        let from = |text: &str, date: Date| match Interval::chronic(text) {
            Chronic::Counts(interval) => interval.after(date).map(|day| day.to_string()),
            other => Some(format!("{other:?}")),
        };
        for (text, one, other) in [
            ("6 months", "2024-07-31", "2024-05-30"),
            ("one month", "2024-02-29", "2023-12-30"),
            ("13 months", "2025-02-28", "2024-12-30"),
            ("2 weeks", "2024-02-14", "2023-12-14"),
            ("2 fortnights", "2024-02-28", "2023-12-28"),
            ("90 DAYS", "2024-04-30", "2024-02-28"),
            ("1 years", "2025-01-31", "2024-11-30"),
            ("twenty four months", "2026-01-31", "2025-11-30"),
            ("six-months", "2024-07-31", "2024-05-30"),
            ("every 6 months", "2024-07-31", "2024-05-30"),
            ("6 months,", "2024-07-31", "2024-05-30"),
            ("36 hours", "2024-02-01", "2023-12-01"),
            ("a year", "Nothing", "Nothing"),
            ("6months", "Nothing", "Nothing"),
            ("6 mo", "Nothing", "Nothing"),
            ("1 quarter", "Nothing", "Nothing"),
            ("6", "Nothing", "Nothing"),
            ("", "Nothing", "Nothing"),
            ("annually", "Nothing", "Nothing"),
            ("6-months", "Unknown", "Unknown"),
            ("10 weekdays", "Unknown", "Unknown"),
            ("1 year 6 months", "Unknown", "Unknown"),
        ] {
            assert_eq!(from(text, date(2024, 1, 31)).as_deref(), Some(one), "{text}");
            assert_eq!(from(text, date(2023, 11, 30)).as_deref(), Some(other), "{text}");
        }
    }

    #[test]
    fn no_length_is_too_long() {
        let text = format!("{} days", "9".repeat(90));
        assert_eq!(Interval::read(&text), None);
        assert_eq!(Interval::chronic(&text), Chronic::Unknown);
        assert_eq!(Interval::read("10000 years").and_then(|interval| interval.after(date(2024, 1, 31))), None);
        assert_eq!(Interval::read(&"1 day ".repeat(10_000)), None);
    }
}
