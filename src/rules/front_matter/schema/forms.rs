//! The forms of text that JSON Schema has names for (`format`).

use crate::page::front_matter::WrittenDay;

/// What a text of another form is: `no email address`.
pub(super) fn is_not(format: &str) -> String {
    let words = match format {
        "date" => "no date of the form `2024-01-31`",
        "date-time" => "no date and time of the form `2024-01-31T09:30:00Z`",
        "time" => "no time of the form `09:30:00Z`",
        "duration" => "no length of time of the form `P1Y6M`",
        "email" | "idn-email" => "no email address",
        "hostname" | "idn-hostname" => "no name of a host, such as `example.org`",
        "ipv4" | "ipv6" => "no IP address",
        "uri" | "iri" => "no full address, such as `https://example.org/page`",
        "uri-reference" | "iri-reference" => "no address",
        "uri-template" => "no address with `{…}` for its parts",
        "uuid" => "no UUID",
        "regex" => "no regular expression",
        other => return format!("not of the form `{other}`"),
    };
    words.to_owned()
}

/// What to write instead, where it is clear.
pub(super) fn help(format: &str, text: &str) -> Option<String> {
    let day = match format {
        "date" => WrittenDay::read(text)?,
        "uri" | "iri" if text.starts_with("www.") => return Some(format!("Write `https://{text}`")),
        _ => return None,
    };
    match day {
        WrittenDay::YearFirst(Ok(_)) | WrittenDay::YearLast(Ok(_)) => day.day().map(|day| format!("Write `{day}`")),
        WrittenDay::YearFirst(Err(_)) | WrittenDay::YearLast(Err(_)) => Some("Write the day that is meant".to_owned()),
        WrittenDay::Ambiguous { day_first, month_first } => Some(format!("Write `{day_first}` or `{month_first}`")),
    }
}
