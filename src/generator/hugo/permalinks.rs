//! Addresses by pattern: `permalinks` in the configuration, `url` in front matter.

use super::{config::Config, model::Paths};
use globset::{GlobBuilder, GlobMatcher};
use jiff::civil::{Date, Weekday};

/// A pattern and the pages it is for.
#[derive(Clone, Debug)]
pub(super) struct Permalink {
    kind: Option<String>,
    path: Option<GlobMatcher>,
    pub pattern: String,
}

/// What a pattern asks of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts<'p> {
    pub title: Option<&'p str>,
    pub slug: Option<&'p str>,
    /// Its name, or its folder's for a bundle.
    pub name: &'p str,
    pub date: Option<Date>,
    /// The sections it lies in, as parts of the logical path; the top one first.
    pub sections: Vec<&'p str>,
    /// The slug or title of each; `None` where neither is written.
    pub section_slugs: Vec<Option<String>>,
}

/// A pattern filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expanded {
    /// In full.
    Path(String),
    /// Up to something that only a build would tell.
    Until(String),
}

/// The patterns of the configuration, the first that fits decides.
pub(super) fn read(config: &Config) -> Vec<Permalink> {
    let Some(found) = config.get(&["permalinks"]) else { return Vec::new() };
    let mut patterns = Vec::new();
    if found.node.as_list().is_some() {
        for item in found.items() {
            let path = item.get(&["target", "path"]).and_then(|path| glob(path.node.as_str()?));
            let kind = item.get(&["target"]).and_then(|target| target.str("kind")).map(str::to_lowercase);
            let Some(pattern) = item.str("pattern") else { continue };
            patterns.push(Permalink { kind, path, pattern: pattern.to_owned() });
        }
        return patterns;
    }
    for (name, value) in found.entries() {
        match value.node.as_str() {
            // The old form is for pages, and for sections where their kind is named.
            Some(pattern) => patterns.push(Permalink::of_section("page", &name, pattern)),
            None => {
                for (section, pattern) in value.entries() {
                    if let Some(pattern) = pattern.node.as_str() {
                        patterns.push(Permalink::of_section(&name, &section, pattern));
                    }
                }
            }
        }
    }
    // Of two sections the one further down is meant.
    patterns.sort_by_key(|permalink| std::cmp::Reverse(permalink.path.as_ref().map_or(0, |glob| glob.glob().glob().len())));
    patterns
}

fn glob(pattern: &str) -> Option<GlobMatcher> {
    Some(GlobBuilder::new(pattern).literal_separator(true).case_insensitive(true).build().ok()?.compile_matcher())
}

impl Permalink {
    fn of_section(kind: &str, section: &str, pattern: &str) -> Self {
        let section = section.trim_matches([' ', '/']);
        let path = if section.is_empty() { "/*".to_owned() } else { format!("/{{{section},{section}/**}}") };
        Self { kind: Some(kind.to_owned()), path: glob(&path), pattern: pattern.to_owned() }
    }

    /// Whether it is for this page.
    pub(super) fn meets(&self, kind: &str, logical: &str) -> bool {
        self.kind.as_ref().is_none_or(|known| known.trim_matches(['{', '}']).split(',').any(|known| known == kind))
            && self.path.as_ref().is_none_or(|glob| glob.is_match(logical))
    }
}

/// Fills a pattern in.
pub(super) fn expand(pattern: &str, parts: &Parts<'_>, paths: Paths) -> Expanded {
    let mut path = String::with_capacity(pattern.len() + 20);
    let mut rest = pattern;
    while let Some(colon) = rest.find(':') {
        if let Some(before) = rest[..colon].strip_suffix('\\') {
            path.push_str(before);
            path.push(':');
            rest = &rest[colon + 1..];
            continue;
        }
        path.push_str(&rest[..colon]);
        rest = &rest[colon + 1..];
        let word = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let (token, after) = rest.split_at(word);
        let (slice, after) = match after.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            Some((slice, after)) => (Some(slice), after),
            None => (None, after),
        };
        rest = after;
        match value(token, slice, parts, paths) {
            Some(value) => path.push_str(&value),
            None => return Expanded::Until(path),
        }
    }
    path.push_str(rest);
    Expanded::Path(path)
}

fn value(token: &str, slice: Option<&str>, parts: &Parts<'_>, paths: Paths) -> Option<String> {
    let title = || parts.title.map(|title| paths.address(title));
    let slug = || parts.slug.map(|slug| paths.address(slug));
    let name = || Some(paths.address(parts.name));
    let date = parts.date;
    Some(match token {
        "year" => date?.year().to_string(),
        "month" => format!("{:02}", date?.month()),
        "day" => format!("{:02}", date?.day()),
        "monthname" => date?.strftime("%B").to_string(),
        "weekday" => (date?.weekday().since(Weekday::Sunday)).to_string(),
        "weekdayname" => date?.strftime("%A").to_string(),
        "yearday" => date?.day_of_year().to_string(),
        "section" => parts.sections.first().map_or(String::new(), |section| (*section).to_owned()),
        "sections" => sliced(&parts.sections, slice.unwrap_or(":").trim()).join("/"),
        "sectionslug" => match parts.section_slugs.first() {
            Some(slug) => paths.address(slug.as_deref()?),
            None => String::new(),
        },
        "sectionslugs" => {
            let slugs: Option<Vec<String>> =
                parts.section_slugs.iter().map(|slug| Some(paths.address(slug.as_deref()?))).collect();
            let slugs = slugs?;
            let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
            sliced(&slugs, slice.unwrap_or(":").trim()).join("/")
        }
        "title" => title()?,
        "slug" => slug().or_else(title)?,
        "slugorfilename" | "slugorcontentbasename" => slug().or_else(name)?,
        "filename" | "contentbasename" => name()?,
        _ => return None,
    })
}

/// The parts of a list that `1:`, `:last`, `0` … name.
fn sliced<'s>(list: &[&'s str], slice: &str) -> Vec<&'s str> {
    let length = list.len();
    let number = |text: &str| match text.trim() {
        "last" => Some(length.saturating_sub(1)),
        text => text.parse::<usize>().ok(),
    };
    let (from, to) = match slice.split_once(':') {
        Some((from, to)) => (if from.trim().is_empty() { Some(0) } else { number(from) }, number(to).unwrap_or(length)),
        None => (number(slice), number(slice).map_or(0, |at| at + 1)),
    };
    let from = from.unwrap_or(length);
    list.get(from..to.min(length)).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled_in() {
        let parts = Parts {
            title: Some("Hello World"),
            slug: None,
            name: "2024-hello",
            date: Date::new(2024, 3, 5).ok(),
            sections: vec!["docs", "team", "api"],
            section_slugs: vec![Some("Docs".to_owned()), None],
        };
        for (pattern, path) in [
            ("/:year/:month/:day/:slug/", "/2024/03/05/hello-world/"),
            ("/:sections[1:]/:filename", "/team/api/2024-hello"),
            ("/:sections[last]/:title", "/api/hello-world"),
            ("/x\\:y/:section", "/x:y/docs"),
            ("/:monthname/:weekday/:yearday", "/March/2/65"),
        ] {
            assert_eq!(expand(pattern, &parts, Paths::default()), Expanded::Path(path.to_owned()), "{pattern}");
        }
        assert_eq!(expand("/a/:sectionslugs/b", &parts, Paths::default()), Expanded::Until("/a/".to_owned()));
        assert_eq!(expand("/a/:what", &Parts::default(), Paths::default()), Expanded::Until("/a/".to_owned()));
    }
}
