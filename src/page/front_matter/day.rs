//! Days as people write them, whatever a reader makes of them.

use jiff::{Unit, civil::Date};
use std::fmt;

/// What a text that tries to be a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDay {
    /// Year, month, day (`2024-01-31`, `2024/1/31`), perhaps with a time after it.
    YearFirst(Result<Date, Impossible>),
    /// Day and month in an order that only the figures tell (`31/01/2024`).
    YearLast(Result<Date, Impossible>),
    /// Day and month in an order that nobody can tell: `03/04/2024`.
    Ambiguous {
        /// The day, if the day stands first.
        day_first: Date,
        /// The day, if the month stands first.
        month_first: Date,
    },
}

/// Why there is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// The month is not one of twelve.
    Month(u8),
    /// The month has fewer days.
    Day {
        /// The first of that month.
        month: Date,
        /// The day as written.
        day: u8,
    },
    /// The hours, minutes or seconds go too far.
    Time,
}

impl WrittenDay {
    /// The day that `text` tries to name: it begins with figures in the shape of a date, and holds at most a time besides.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (first, rest) = figures(text)?;
        let divider = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
        let (second, rest) = figures(rest.strip_prefix(divider)?)?;
        let (third, rest) = figures(rest.strip_prefix(divider)?)?;
        match (first.len(), second.len(), third.len()) {
            (4, 1 | 2, 1 | 2) => {
                let time = time(rest)?;
                let day = day(first, second, third);
                Some(Self::YearFirst(if time { day } else { day.and(Err(Impossible::Time)) }))
            }
            (1 | 2, 1 | 2, 4) if rest.is_empty() => Some(match (day(third, second, first), day(third, first, second)) {
                (Ok(one), Ok(other)) if one == other => Self::YearLast(Ok(one)),
                (Ok(day_first), Ok(month_first)) => Self::Ambiguous { day_first, month_first },
                (Ok(day), Err(_)) | (Err(_), Ok(day)) => Self::YearLast(Ok(day)),
                (Err(error), Err(_)) => Self::YearLast(Err(error)),
            }),
            _ => None,
        }
    }

    /// The day, if there is exactly one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::YearFirst(day) | Self::YearLast(day) => day.ok(),
            Self::Ambiguous { .. } => None,
        }
    }
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Month(month) => write!(f, "there is no month {month}"),
            Self::Day { month, day } => {
                let name = month_name(*month);
                write!(f, "{name} {} has {} days, so there is no day {day}", month.year(), month.days_in_month())
            }
            Self::Time => f.write_str("there is no such time of day"),
        }
    }
}

/// The English name of a date's month.
fn month_name(date: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(date.month() - 1).ok().and_then(|month| NAMES.get(month)).copied().unwrap_or_default()
}

/// A date in words: `3 April 2024`.
pub fn in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// How far a day is from today, in words: `8 months ago`, `yesterday`, `in 3 weeks`.
pub fn distance(day: Date, today: Date) -> String {
    let (early, late) = if day < today { (day, today) } else { (today, day) };
    let days = early.until(late).map_or(0, |span| span.get_days());
    let months = early.until((Unit::Month, late)).map_or(0, |span| span.get_months());
    let (count, unit) = match (days, months) {
        (..14, _) => (days, "day"),
        (14..60, _) => (days / 7, "week"),
        (_, ..24) => (months, "month"),
        _ => (months / 12, "year"),
    };
    let s = if count == 1 { "" } else { "s" };
    match (days, day < today) {
        (0, _) => "today".to_owned(),
        (1, true) => "yesterday".to_owned(),
        (1, false) => "tomorrow".to_owned(),
        (_, true) => format!("{count} {unit}{s} ago"),
        (_, false) => format!("in {count} {unit}{s}"),
    }
}

/// The figures at the start, at most four, and the rest.
fn figures(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&length).then(|| text.split_at(length))
}

fn day(year: &str, month: &str, day: &str) -> Result<Date, Impossible> {
    let (year, month, day) = (year.parse().unwrap_or(0), month.parse().unwrap_or(0), day.parse().unwrap_or(0));
    let small = |number: u8| i8::try_from(number).unwrap_or(0);
    let first = Date::new(year, small(month), 1).map_err(|_| Impossible::Month(month))?;
    Date::new(year, small(month), small(day)).map_err(|_| Impossible::Day { month: first, day })
}

/// Whether what follows a date is nothing or a time that exists; `None` when it is something else.
fn time(rest: &str) -> Option<bool> {
    let Some(rest) = rest.strip_prefix(['T', 't', ' ', '\t']) else { return rest.is_empty().then_some(true) };
    let (hour, rest) = figures(rest.trim_start())?;
    let (minute, rest) = figures(rest.strip_prefix(':')?)?;
    let second = rest.strip_prefix(':').and_then(figures).map_or("0", |(second, _)| second);
    let within = |figures: &str, most: u16| figures.parse::<u16>().is_ok_and(|number| number <= most);
    Some(within(hour, 24) && within(minute, 59) && within(second, 60))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_from_its_figures() {
        let read = |text| WrittenDay::read(text);
        assert_eq!(read("2024-02-29"), Some(WrittenDay::YearFirst(Ok(date(2024, 2, 29)))));
        assert_eq!(read("2024/2/9 10:30"), Some(WrittenDay::YearFirst(Ok(date(2024, 2, 9)))));
        assert_eq!(read("2025-13-01"), Some(WrittenDay::YearFirst(Err(Impossible::Month(13)))));
        assert_eq!(read("2024-01-02T25:00:00Z"), Some(WrittenDay::YearFirst(Err(Impossible::Time))));
        assert_eq!(read("31/01/2024"), Some(WrittenDay::YearLast(Ok(date(2024, 1, 31)))));
        assert_eq!(read("3.3.2024"), Some(WrittenDay::YearLast(Ok(date(2024, 3, 3)))));
        let (day_first, month_first) = (date(2024, 4, 3), date(2024, 3, 4));
        assert_eq!(read("03/04/2024"), Some(WrittenDay::Ambiguous { day_first, month_first }));
        for none in ["", "2024", "2024-01", "2024-01-02-notes", "1.2.3", "2024-01/02", "every 2024-01-02", "日本", "20240-01-02"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn distances_are_in_the_unit_one_would_use() {
        let today = date(2024, 11, 22);
        for (day, words) in [
            (today, "today"),
            (date(2024, 11, 21), "yesterday"),
            (date(2024, 11, 23), "tomorrow"),
            (date(2024, 11, 9), "13 days ago"),
            (date(2024, 12, 6), "in 2 weeks"),
            (date(2024, 10, 1), "7 weeks ago"),
            (date(2024, 9, 22), "2 months ago"),
            (date(2024, 3, 1), "8 months ago"),
            (date(2022, 11, 23), "23 months ago"),
            (date(2022, 11, 22), "2 years ago"),
            (date(2029, 1, 1), "in 4 years"),
            (Date::MIN, "12023 years ago"),
            (Date::MAX, "in 7975 years"),
        ] {
            assert_eq!(distance(day, today), words, "{day}");
        }
    }

    #[test]
    fn what_is_impossible_is_said() {
        let words = |text| match WrittenDay::read(text) {
            Some(WrittenDay::YearFirst(Err(error)) | WrittenDay::YearLast(Err(error))) => error.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(words("2024-02-30"), "February 2024 has 29 days, so there is no day 30");
        assert_eq!(words("2024-00-10"), "there is no month 0");
        assert_eq!(words("99/99/2024"), "there is no month 99");
    }
}
