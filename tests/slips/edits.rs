//! Single edits of front matter, such as people make by mistake.

use crate::{pen, random::Random};
use handbook_lint::{
    page::front_matter::{Data, FrontMatter, Style},
    path::SitePath,
    site::{
        Site,
        census::{Key, Kind, Use},
    },
    text::Span,
};
use std::collections::{BTreeMap, HashMap};

/// The kinds of edits, in the order of the report.
pub(crate) const KINDS: [&str; 7] =
    ["key misspelled", "other type", "choice misspelled", "date broken", "key doubled", "value doubled", "parent misspelled"];

/// So many other pages are evidence.
const ENOUGH: usize = 10;

/// A page with one mistake in it.
pub(crate) struct Edit {
    pub(crate) kind: usize,
    pub(crate) path: SitePath,
    /// The whole page.
    pub(crate) text: String,
    /// The key, what was there and what is now.
    pub(crate) what: String,
    /// Whether the site itself shows that it is a mistake.
    pub(crate) is_evident: bool,
}

/// A use of a key that may be edited.
type Target<'s> = (Key<'s>, &'s Use);

/// What can be edited, for each kind.
pub(crate) struct Edits<'s> {
    site: &'s Site,
    targets: Vec<Vec<Target<'s>>>,
    stats: HashMap<String, Stats<'s>>,
}

/// How the pages use a key.
#[derive(Default)]
struct Stats<'s> {
    pages: usize,
    kinds: BTreeMap<Kind, usize>,
    values: HashMap<&'s str, usize>,
}

impl<'s> Edits<'s> {
    pub(crate) fn of(site: &'s Site) -> Self {
        let mut edits = Self { site, targets: vec![Vec::new(); KINDS.len()], stats: HashMap::new() };
        for key in site.census().keys() {
            edits.key(key);
        }
        edits
    }

    /// Whether there is nothing to edit.
    pub(crate) fn is_empty(&self) -> bool {
        self.targets.iter().all(Vec::is_empty)
    }

    fn key(&mut self, key: Key<'s>) {
        let site = self.site;
        let uses: Vec<&Use> = key.uses().iter().filter(|one| site.page(one.page).format.is_markdown()).collect();
        let mut stats = Stats::default();
        let mut last = None;
        for one in &uses {
            stats.pages += usize::from(last.replace(one.page) != Some(one.page));
            if one.kind.is_telling() {
                *stats.kinds.entry(one.kind).or_default() += 1;
            }
            if let Some(text) = key.text(one) {
                *stats.values.entry(text).or_default() += 1;
            }
        }
        for one in uses {
            let text = key.text(one).unwrap_or_default();
            let in_line = !text.contains('\n') && site.page(one.page).slice(one.value).lines().count() == 1;
            let is_text = one.kind == Kind::Text && in_line && style(key, one).is_some_and(|style| style != Style::Folded);
            let is_parent = site.nav.entries.iter().any(|entry| {
                entry.source == site.page(one.page).path && entry.spans.parent == one.value && !one.value.is_empty()
            });
            let mut add = |kind: usize, may: bool| {
                if may {
                    self.targets[kind].push((key, one));
                }
            };
            let is_named = !key.is_item();
            add(0, is_named && key.name().chars().count() > 2 && site.page(one.page).slice(one.key) == key.written());
            add(1, is_named && (one.kind == Kind::List || one.kind.is_scalar() && one.kind != Kind::Date && in_line));
            add(2, is_text && !is_parent && text.len() > 2 && stats.values.get(text).is_some_and(|count| *count >= 3));
            add(3, one.kind == Kind::Date && in_line);
            add(4, is_named && in_line && one.kind.is_scalar());
            add(5, is_named && is_text && stats.pages > ENOUGH && stats.values.len() == stats.pages);
            add(6, is_text && is_parent);
        }
        self.stats.insert(key.dotted(), stats);
    }

    /// An edit, if the dice fall so that one can be made.
    pub(crate) fn draw(&self, random: &mut Random) -> Option<Edit> {
        let kinds: Vec<usize> = (0..KINDS.len()).filter(|&kind| !self.targets[kind].is_empty()).collect();
        let &kind = random.of(&kinds)?;
        let &(key, one) = random.of(&self.targets[kind])?;
        let page = self.site.page(one.page);
        let old = page.slice(one.value);
        let dotted = key.dotted();
        let stats = &self.stats[&dotted];
        let (span, new, is_evident) = match kind {
            0 => {
                let generator = self.site.facts.generator.value.meta_keys();
                let new = pen::slip(page.slice(one.key), random)?;
                (one.key, new, stats.pages > ENOUGH || generator.contains(&&*dotted))
            }
            1 => (one.value, other_type(key, one, old, random)?, self.is_of_one_kind(stats, one)),
            2 | 6 => {
                let text = key.text(one)?;
                let at = old.find(text)?;
                let new = old.replacen(text, &pen::slip(text, random)?, 1);
                let alone = stats.values.values().filter(|count| **count == 1).count();
                let total: usize = stats.values.values().sum();
                let often = stats.values[text] > 5 && total > ENOUGH && alone * 20 <= total;
                (one.value, new, at < 2 && (often || kind == 6))
            }
            3 => {
                let read = self.site.facts.generator.value.name();
                let named = ["date", "lastmod", "publishDate", "expiryDate", "created", "updated"].contains(&key.name());
                let evident = stats.pages > ENOUGH && self.is_of_one_kind(stats, one) || named && !read.is_empty();
                (one.value, broken_date(old, random)?, evident)
            }
            4 => {
                let lines = page.lines();
                let line = lines.full_line(&page.text, lines.line_at(one.key.start as usize));
                let text = page.slice(line);
                let flow = text.trim_start().starts_with(['{', '-', '[']) || text.contains(['{', '}']);
                if flow || !text.ends_with('\n') {
                    return None;
                }
                (Span::at(line.end as usize), text.to_owned(), true)
            }
            _ => {
                let others: Vec<&Use> =
                    key.uses().iter().filter(|other| other.page != one.page && other.kind == Kind::Text).collect();
                let other = random.of(&others)?;
                let new = self.site.page(other.page).slice(other.value);
                let text = key.text(other)?;
                // An address is what counts where it is given; two pages may have one author, picture or title.
                let has = |name: &str| page.front_matter.as_ref().is_some_and(|block| block.get(name).is_some());
                let names =
                    ["id", "doc_id", "key", "url", "permalink"].contains(&key.name()) || key.name() == "slug" && !has("url");
                let about = matches!(key.name(), "description" | "summary") && stats.pages > 2 * ENOUGH;
                let long = about && text.chars().count() >= 40;
                (one.value, (!new.contains('\n')).then(|| new.to_owned())?, names || long)
            }
        };
        let mut text = page.text.to_string();
        text.replace_range(span.range(), &new);
        // Some generators do not tell names apart, and read the key all the same.
        let edited = FrontMatter::parse(&text, &self.site.facts.dialect.front_matter);
        if kind == 0 && edited.is_some_and(|block| block.get(&dotted).is_some()) {
            return None;
        }
        let what = format!("{dotted}: {} → {}", page.slice(span).trim_end(), new.trim_end());
        Some(Edit { kind, path: page.path.clone(), text, what, is_evident })
    }

    fn is_of_one_kind(&self, stats: &Stats<'_>, one: &Use) -> bool {
        let same = stats.kinds.get(&one.kind).copied().unwrap_or_default();
        let all: usize = stats.kinds.values().sum();
        stats.pages > ENOUGH && (all - same) * 50 <= all
    }
}

fn style(key: Key<'_>, one: &Use) -> Option<Style> {
    match &key.node(one)?.data {
        Data::Scalar(scalar) => Some(scalar.style),
        _ => None,
    }
}

fn other_type(key: Key<'_>, one: &Use, old: &str, random: &mut Random) -> Option<String> {
    let style = style(key, one);
    let is_plain = style.is_none_or(|style| style == Style::Plain);
    match one.kind {
        Kind::Integer | Kind::Number if is_plain => Some(match random.below(3) {
            0 => format!("\"{old}\""),
            1 if old.contains('0') => old.replacen('0', "O", 1),
            1 => format!("{old}x"),
            _ => "first".to_owned(),
        }),
        Kind::Boolean if is_plain => Some(match random.below(3) {
            0 => format!("\"{old}\""),
            1 if old == "true" => "ture".to_owned(),
            1 => "flase".to_owned(),
            _ => "maybe".to_owned(),
        }),
        Kind::Text if !matches!(style, Some(Style::Line | Style::Literal | Style::Folded)) => {
            let text = key.text(one)?;
            Some(format!("[{}]", serde_json::Value::from(text)))
        }
        Kind::List => {
            let items: Vec<&str> = key.node(one)?.as_list()?.iter().filter_map(|item| item.as_str()).collect();
            let plain = items.iter().all(|item| item.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')));
            (items.len() > 1 && plain).then(|| items.join(", "))
        }
        _ => None,
    }
}

/// The date with one thing wrong in it. Dates that begin with the year are taken; others are left alone.
fn broken_date(old: &str, random: &mut Random) -> Option<String> {
    let start = old.find(|c: char| c.is_ascii_digit())?;
    let (year, month, day) = (old.get(start..start + 4)?, old.get(start + 5..start + 7)?, old.get(start + 8..start + 10)?);
    let (before, after) = (old.get(..start)?, old.get(start + 10..)?);
    if ![year, month, day].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let date = match random.below(7) {
        0 => format!("{year}-13-{day}"),
        1 => format!("{year}-{month}-32"),
        2 => format!("{day}/{month}/{year}"),
        3 => format!("{year}{month}-{day}"),
        4 => format!("{year}-{month}-{day}").replacen('0', "O", 1),
        5 => format!("{year}/{month}/{day}"),
        _ => format!("{}-{month}-{day}", &year[1..]),
    };
    Some(format!("{before}{date}{after}"))
}
