//! The form in which a date is written.

use std::fmt::Write;

/// The form in which a date is written: the order of its parts, what stands between them, and how a time follows.
///
/// Only forms of figures are told (`2024-01-31`, `31.1.2024`, `2024-01-31T10:00:00+02:00`), not names of months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateForm {
    order: Order,
    /// What stands between year, month and day.
    divider: u8,
    /// Whether day and month have two figures each.
    padded: bool,
    time: Option<Time>,
}

/// The order of year, month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Order {
    YearFirst,
    /// `31/01/2024`: no month has a number over 12.
    DayFirst,
    /// `01/31/2024`.
    MonthFirst,
    /// `03/04/2024`: nobody can tell.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Time {
    /// `T`, `t` or a blank.
    divider: u8,
    seconds: bool,
    fraction: bool,
    zone: Zone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Zone {
    None,
    /// `Z`.
    Utc,
    /// `+02:00`.
    Colon,
    /// `+0200`.
    Plain,
}

impl DateForm {
    /// The form of a text that looks like a date, whether there is such a day or not; blanks around it do not count. `None` for
    /// anything else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (first, rest) = figures(text)?;
        let divider = *rest.as_bytes().first().filter(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
        let (second, rest) = figures(rest.get(1..)?)?;
        let (third, rest) = figures(rest.strip_prefix(char::from(divider))?)?;
        let number = |figures: &str| figures.parse::<u16>().unwrap_or(0);
        let short = |figures: &str| matches!(figures.len(), 1 | 2);
        let (order, day, month) = match (first.len(), third.len()) {
            (4, 1 | 2) if short(second) => (Order::YearFirst, third, second),
            (1 | 2, 4) if short(second) => match (number(first) > 12, number(second) > 12) {
                (true, false) => (Order::DayFirst, first, second),
                (false, true) => (Order::MonthFirst, second, first),
                _ => (Order::Unknown, first, second),
            },
            _ => return None,
        };
        let time = if rest.is_empty() { None } else { Some(Time::read(rest)?) };
        Some(Self { order, divider, padded: day.len() == 2 && month.len() == 2, time })
    }

    /// The form in strftime notation, as `date` of `handbook.toml` has it: `%Y-%m-%d`. `None` where the order of day and month
    /// cannot be told from this date alone, or where a part lacks its leading zero, which no format can ask for.
    pub fn strftime(self) -> Option<String> {
        if !self.padded {
            return None;
        }
        let parts = match self.order {
            Order::YearFirst => ["%Y", "%m", "%d"],
            Order::DayFirst => ["%d", "%m", "%Y"],
            Order::MonthFirst => ["%m", "%d", "%Y"],
            Order::Unknown => return None,
        };
        let mut format = parts.join(char::from(self.divider).encode_utf8(&mut [0; 4]));
        if let Some(time) = self.time {
            format.push(char::from(time.divider));
            format.push_str(if time.seconds { "%H:%M:%S" } else { "%H:%M" });
            format.push_str(if time.fraction { "%.f" } else { "" });
            format.push_str(match time.zone {
                Zone::None => "",
                Zone::Utc => "Z",
                Zone::Colon => "%:z",
                Zone::Plain => "%z",
            });
        }
        Some(format)
    }

    /// A date in this form, for people to see: `2024-01-31`, `31/01/2024`.
    pub fn sample(self) -> String {
        let (day, month) = if self.padded { ("31", "01") } else { ("31", "1") };
        let parts = match self.order {
            Order::YearFirst => ["2024", month, day],
            Order::MonthFirst => [month, day, "2024"],
            Order::DayFirst | Order::Unknown => [day, month, "2024"],
        };
        let mut sample = parts.join(char::from(self.divider).encode_utf8(&mut [0; 4]));
        if let Some(time) = self.time {
            let seconds = if time.seconds { ":00" } else { "" };
            let fraction = if time.fraction { ".000" } else { "" };
            let zone = match time.zone {
                Zone::None => "",
                Zone::Utc => "Z",
                Zone::Colon => "+00:00",
                Zone::Plain => "+0000",
            };
            let _ = write!(sample, "{}09:00{seconds}{fraction}{zone}", char::from(time.divider));
        }
        sample
    }

    /// The same without a time of day.
    pub fn without_time(self) -> Self {
        Self { time: None, ..self }
    }

    /// Whether day and month have two figures each.
    pub fn is_padded(self) -> bool {
        self.padded
    }

    /// Whether a time of day follows the date.
    pub fn has_time(self) -> bool {
        self.time.is_some()
    }

    /// Whether the order of day and month is told by this date: not so in `03/04/2024`.
    pub fn is_certain(self) -> bool {
        self.order != Order::Unknown
    }

    /// Whether two dates may be written in one form: `03/04/2024` fits both `31/01/2024` and `01/31/2024`, and `10.10.2024` fits
    /// `1.2.2024`.
    pub fn fits(self, other: Self) -> bool {
        let year_first = |form: Self| form.order == Order::YearFirst;
        let same_order = self.order == other.order
            || !year_first(self) && !year_first(other) && (self.order == Order::Unknown || other.order == Order::Unknown);
        same_order && self.divider == other.divider && self.time == other.time
    }

    /// Whether two dates are read alike: year, month and day in one order, with the same between them. A time may follow either,
    /// and in any form.
    pub fn fits_day(self, other: Self) -> bool {
        self.without_time().fits(other.without_time())
    }
}

impl Time {
    fn read(text: &str) -> Option<Self> {
        let divider = *text.as_bytes().first().filter(|byte| matches!(byte, b'T' | b't' | b' '))?;
        let (_, rest) = figures(text.get(1..)?)?;
        let (_, rest) = figures(rest.strip_prefix(':')?)?;
        let mut time = Self { divider, seconds: false, fraction: false, zone: Zone::None };
        let mut rest = rest;
        if let Some((_, after)) = rest.strip_prefix(':').and_then(figures) {
            time.seconds = true;
            rest = after;
        }
        if let Some(after) = rest.strip_prefix('.') {
            let length = after.bytes().take_while(u8::is_ascii_digit).count();
            time.fraction = length > 0;
            rest = after.get(length..)?;
        }
        let offset = rest.trim_start().strip_prefix(['+', '-']);
        time.zone = match (rest.trim_start(), offset) {
            ("", _) => Zone::None,
            ("Z" | "z", _) => Zone::Utc,
            (_, Some(offset)) => {
                let (hours, rest) = figures(offset)?;
                match rest.strip_prefix(':').and_then(figures) {
                    Some((_, "")) => Zone::Colon,
                    None if rest.is_empty() && hours.len() == 4 => Zone::Plain,
                    None if rest.is_empty() => Zone::Colon,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(time)
    }
}

/// One to four figures at the start, and the rest.
fn figures(text: &str) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&length).then(|| text.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::DateForm;

    #[test]
    fn forms_are_told_by_figures_and_dividers() {
        let format = |text: &str| DateForm::read(text).and_then(DateForm::strftime).unwrap_or_default();
        for (text, wanted) in [
            ("2024-01-31", "%Y-%m-%d"),
            (" 2024/01/31 ", "%Y/%m/%d"),
            ("31.01.2024", "%d.%m.%Y"),
            ("01/31/2024", "%m/%d/%Y"),
            ("2024-01-31T10:00", "%Y-%m-%dT%H:%M"),
            ("2024-01-31 10:00:00 +02:00", "%Y-%m-%d %H:%M:%S%:z"),
            ("2025-05-16T17:00:00.000Z", "%Y-%m-%dT%H:%M:%S%.fZ"),
            ("2025-05-16T17:00:00-0700", "%Y-%m-%dT%H:%M:%S%z"),
            ("03/04/2024", ""),
            ("2024-1-5", ""),
        ] {
            assert_eq!(format(text), wanted, "{text}");
        }
        for none in ["", "2024", "2024-01", "2024-01-31x", "1.2.3", "日本", "2024-01/31", "2024-01-31T", "12345-01-01"] {
            assert_eq!(DateForm::read(none), None, "{none}");
        }
    }

    #[test]
    fn forms_that_may_be_one_fit() {
        let fits =
            |one: &str, other: &str| DateForm::read(one).zip(DateForm::read(other)).is_some_and(|(one, other)| one.fits(other));
        assert!(fits("03/04/2024", "31/01/2024") && fits("03/04/2024", "01/31/2024"));
        assert!(!fits("31/01/2024", "01/31/2024") && !fits("2024-01-31", "31-01-2024") && !fits("2024-01-31", "2024/01/31"));
        assert!(!fits("2024-01-31", "2024-01-31T10:00") && fits("1.2.2024", "10.10.2024"));
    }

    #[test]
    fn a_sample_is_of_its_form() {
        for text in ["2024-01-31", "31.1.2024", "2025-05-16T17:00:00.000Z", "2024-01-31 10:00:00+02:00", "03/04/2024"] {
            let form = DateForm::read(text).unwrap();
            assert!(DateForm::read(&form.sample()).unwrap().fits(form), "{text}");
        }
    }
}
