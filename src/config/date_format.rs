//! Days in the formats that `date` in `[[front-matter]]` names.

use jiff::{civil::Date, fmt::strtime::BrokenDownTime};

/// The day that a text in this format names: `None` when the text is of another form or names no day that exists, `Some(None)`
/// when the format has no day.
pub fn day_in(format: &str, text: &str) -> Option<Option<Date>> {
    let time = BrokenDownTime::parse(format, text).ok()?;
    if time.year().is_none() || time.month().is_none() || time.day().is_none() {
        return Some(time.to_date().ok());
    }
    let day = time.to_date().ok()?;
    // The parser takes `2024-1-5` for `%Y-%m-%d`; what is asked for has two figures. Only zones and parts of seconds, which stand
    // at the end, may be written in several ways.
    let loose = ["%z", "%:", "%Z", "%Q", "%."].iter().filter_map(|directive| format.find(directive)).min();
    let strict = loose.and_then(|end| format.get(..end)).unwrap_or(format);
    let printed = time.to_string(strict).ok()?;
    let written = if loose.is_some() { text.get(..printed.len()).unwrap_or(text) } else { text };
    let same = printed.eq_ignore_ascii_case(written);
    same.then_some(Some(day))
}
