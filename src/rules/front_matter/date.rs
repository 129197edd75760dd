//! A date that is none, or that nobody can tell.

mod among;

use super::asked;
use crate::{
    config::{FrontMatterSchema, Set, day_in},
    diagnostic::Severity,
    generator::PageId,
    page::{
        Page,
        front_matter::{Data, Node, Style, Value, WrittenDay, in_words},
    },
    rule::{Finding, Report, Rule, SiteRule},
    site::Site,
};
use jiff::{civil, civil::Date as Day, fmt::strtime::BrokenDownTime, tz::TimeZone};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Date>("front-matter/date", include_str!("../../../rules/front-matter/date.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Date {
    keys: Vec<String>,
    infer: bool,
}

impl SiteRule for Date {
    fn check(&self, site: &Site, report: &mut Report) {
        if self.infer {
            // As in `check_page`; no list of a list and no item that is a table is looked at there.
            let by_name = |name: &str| self.keys.iter().any(|pattern| is_like(pattern, name));
            among::check(site, report, |key, node| {
                let own = if key.is_item() { key.parent().unwrap_or(key) } else { key };
                let in_list = own.parent().is_some_and(|parent| parent.dotted().contains("[]"));
                !in_list && !own.is_item() && is_read_as_date(site, node, by_name(own.name()))
            });
        }
    }

    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let Some(block) = &page.front_matter else { return };
        let mut asked: Vec<&str> = Vec::new();
        for schema in site.schemas_of(page) {
            for (key, formats) in &schema.dates {
                asked.push(key);
                for node in block.get(key).map(|entry| entry.value.items()).unwrap_or_default() {
                    by_format(page, node, schema, key, formats, report);
                }
            }
        }
        let Some(root) = &block.root else { return };
        let check = Check { site, page, keys: &self.keys, asked: &asked };
        check.entries(root, &mut String::new(), report);
    }
}

/// Dates that no `handbook.toml` asks for: only those that surely are none.
struct Check<'a> {
    site: &'a Site,
    page: &'a Page,
    keys: &'a [String],
    asked: &'a [&'a str],
}

impl Check<'_> {
    /// Depth is bounded by the readers' nesting limit.
    fn entries(&self, node: &Node, path: &mut String, report: &mut Report) {
        for entry in node.entries() {
            let length = path.len();
            if length > 0 {
                path.push('.');
            }
            path.push_str(&entry.name);
            if !self.asked.contains(&path.as_str()) {
                let is_date = self.keys.iter().any(|pattern| is_like(pattern, &entry.name));
                entry.value.items().iter().for_each(|node| self.value(node, is_date, path, report));
            }
            self.entries(&entry.value, path, report);
            path.truncate(length);
        }
    }

    /// `is_date` says that the key holds dates. Another key's value counts when the generator takes it for a date.
    fn value(&self, node: &Node, is_date: bool, key: &str, report: &mut Report) {
        let Data::Scalar(scalar) = &node.data else { return };
        if !scalar.text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let facts = &self.site.facts;
        let value = node.value(facts.dialect.front_matter.scalars);
        if !is_read_as_date(self.site, node, is_date) {
            return;
        }
        let Some(day) = WrittenDay::read(&scalar.text) else { return };
        if let Some(finding) = wrong_day(self.page, node, &scalar.text, day, report) {
            if let Value::Date(date) = value {
                let reader = facts.generator.value.title();
                finding.help(format!("Write the day that is meant; {reader} takes it for {}", in_words(date.date())));
            }
            return;
        }
        // Eleventy 3 reads a `date` that YAML takes for text by Luxon's `fromISO`, and stops the build when that fails.
        let is_text = value == Value::Text;
        if facts.generator.value.name() == "eleventy" && key == "date" && is_text && !is_iso(scalar.text.trim()) {
            let message = format!("Eleventy cannot read the date `{}`, and stops", scalar.text.trim());
            let finding = report.add(&self.page.path, node.span, message);
            if let Some(day) = day.day() {
                finding.help(format!("Write `{day}`"));
            }
        }
    }
}

/// Whether a value is taken for a date, by people because of its key or by the generator.
fn is_read_as_date(site: &Site, node: &Node, is_date: bool) -> bool {
    is_date || matches!(node.value(site.facts.dialect.front_matter.scalars), Value::Date(_) | Value::Error)
}

/// A key, `*_at` or `published*`; letter case does not count.
fn is_like(pattern: &str, key: &str) -> bool {
    let (pattern, key) = (pattern.as_bytes(), key.as_bytes());
    match pattern {
        [b'*', end @ ..] => {
            key.len() > end.len() && key.get(key.len() - end.len()..).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
        }
        [start @ .., b'*'] => key.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)),
        _ => pattern.eq_ignore_ascii_case(key),
    }
}

/// Whether Luxon 3.6 takes a text that begins like a date with dashes for one: two figures each, and a `T` before the time.
fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    let dashes = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    dashes && bytes.get(8..10).is_some_and(|day| day.iter().all(u8::is_ascii_digit)) && matches!(bytes.get(10), None | Some(b'T'))
}

/// Tells of a day that does not exist or that nobody can tell.
fn wrong_day<'r>(page: &Page, node: &Node, text: &str, day: WrittenDay, report: &'r mut Report) -> Option<&'r mut Finding> {
    let text = text.trim();
    match day {
        WrittenDay::YearFirst(Ok(_)) | WrittenDay::YearLast(Ok(_)) => None,
        WrittenDay::YearFirst(Err(error)) | WrittenDay::YearLast(Err(error)) => {
            let finding = report.add(&page.path, node.span, format!("`{text}` is no date: {error}"));
            Some(finding.help("Write the day that is meant, as in `2024-01-31`"))
        }
        WrittenDay::Ambiguous { day_first, month_first } => {
            let message = format!("`{text}` can be {} or {}", in_words(day_first), in_words(month_first));
            Some(report.add(&page.path, node.span, message).help(format!("Write `{day_first}` or `{month_first}`")))
        }
    }
}

fn by_format(
    page: &Page,
    node: &Node,
    schema: &FrontMatterSchema,
    key: &str,
    formats: &Set<Vec<Set<String>>>,
    report: &mut Report,
) {
    let Data::Scalar(scalar) = &node.data else { return };
    let text = scalar.text.trim();
    if text.is_empty() || scalar.style == Style::Null {
        return;
    }
    let written = WrittenDay::read(text);
    let read = formats.value.iter().find_map(|format| day_in(&format.value, text));
    match read {
        Some(Some(day)) => {
            let may = schema.allow_future.iter().any(|set| set.value == key);
            if !may && report.today().is_some_and(|today| day > today) {
                let finding = report.add(&page.path, node.span, format!("`{key}` lies ahead: {}", in_words(day)));
                finding.severity(Severity::Warning).help(format!("Correct the date, or add `{key}` to `allow-future`"));
                asked(finding, page, schema, formats.span);
            }
        }
        // A time or a month alone: no day to speak of.
        Some(None) => {}
        None => {
            let in_form = |day: Day| {
                let format = formats.value.first()?;
                print(&format.value, day)
            };
            if let Some(WrittenDay::YearFirst(Err(_)) | WrittenDay::YearLast(Err(_))) = written
                && let Some(day) = written
            {
                wrong_day(page, node, text, day, report);
                return;
            }
            let sample = in_form(civil::date(2024, 1, 31)).unwrap_or_default();
            let finding = report.add(&page.path, node.span, format!("`{text}` is no date of the form `{sample}`"));
            asked(finding, page, schema, formats.span);
            match written {
                Some(WrittenDay::Ambiguous { day_first, month_first }) => {
                    if let (Some(one), Some(other)) = (in_form(day_first), in_form(month_first)) {
                        let (day_first, month_first) = (in_words(day_first), in_words(month_first));
                        finding.help(format!("Write `{one}` for {day_first}, `{other}` for {month_first}"));
                    }
                }
                Some(day) => {
                    if let Some(text) = day.day().and_then(in_form) {
                        finding.help(format!("Write `{text}`"));
                    }
                }
                None => {}
            }
        }
    }
}

fn print(format: &str, day: Day) -> Option<String> {
    let at = day.to_zoned(TimeZone::UTC).ok()?;
    BrokenDownTime::from(&at).to_string(format).ok()
}
