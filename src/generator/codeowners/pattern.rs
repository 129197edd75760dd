//! The patterns of `CODEOWNERS`.

use super::Host;

/// What a line's pattern matches.
///
/// GitHub: as in `.gitignore`, without classes in brackets; `dir/*` means the files of the folder alone. GitLab: a path that does
/// not begin with a slash may lie at any depth, and a folder is meant only with a slash at its end.
#[derive(Debug)]
pub(super) struct Pattern {
    /// Without slashes at its ends.
    text: Box<str>,
    /// Whether it may begin in any folder.
    floats: bool,
    /// Whether it means the very path.
    itself: bool,
    /// Whether it means all that is below.
    below: bool,
    /// Whether brackets hold a choice of letters.
    classes: bool,
}

/// A part of a pattern, between two slashes.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// One name.
    Name(&'a str),
    /// Any one name.
    One,
    /// Any number of names, or none.
    Many,
}

impl Pattern {
    /// The pattern as it is written.
    pub(super) fn new(written: &str, host: Host) -> Self {
        let body = written.trim_start_matches('/');
        let text = body.trim_end_matches('/');
        let is_folder = text.len() < body.len() || body.is_empty();
        let rooted = written.starts_with('/') || host == Host::GitHub && text.contains('/');
        let last = text.rsplit('/').next().unwrap_or_default();
        let everywhere = !rooted && text == "*";
        Self {
            text: text.into(),
            floats: !rooted,
            itself: !is_folder,
            below: is_folder || everywhere || host == Host::GitHub && last != "*",
            classes: host == Host::GitLab,
        }
    }

    /// What every path begins with that it matches, up to the first slash, where that is one name.
    pub(super) fn first_name(&self) -> Option<&str> {
        let first = self.text.split('/').next().filter(|_| !self.floats)?;
        (!first.is_empty() && !first.contains(['*', '?', '[', '\\'])).then_some(first)
    }

    /// Whether it matches the path of these names.
    pub(super) fn matches(&self, names: &[&str]) -> bool {
        let mut parts = Vec::with_capacity(8);
        if self.floats {
            parts.push(Part::Many);
        }
        parts.extend(self.text.split('/').filter(|part| !part.is_empty()).map(|part| match part {
            "**" => Part::Many,
            "*" => Part::One,
            name => Part::Name(name),
        }));
        if let Some(last @ Part::Many) = parts.last_mut().filter(|_| self.text.ends_with("**")) {
            // At the end it stands for something.
            *last = Part::One;
            parts.push(Part::Many);
        }
        if self.itself && self.fits(&parts, names) {
            return true;
        }
        if self.below {
            parts.extend([Part::One, Part::Many]);
        }
        self.below && self.fits(&parts, names)
    }

    /// Only the last `**` has to be tried again: what an earlier one could take, the last one can.
    fn fits(&self, parts: &[Part<'_>], names: &[&str]) -> bool {
        let (mut part, mut name) = (0, 0);
        let mut again = None;
        while name < names.len() {
            let fits = match (parts.get(part), names.get(name)) {
                (Some(Part::Many), _) => {
                    part += 1;
                    again = Some((part, name));
                    continue;
                }
                (Some(Part::One), _) => true,
                (Some(Part::Name(pattern)), Some(name)) => is_like(pattern, name, self.classes),
                _ => false,
            };
            if fits {
                (part, name) = (part + 1, name + 1);
            } else if let Some((after, from)) = again {
                (part, name) = (after, from + 1);
                again = Some((after, from + 1));
            } else {
                return false;
            }
        }
        parts.get(part..).unwrap_or_default().iter().all(|part| matches!(part, Part::Many))
    }
}

/// Whether a name is like a pattern of letters, `*`, `?`, escapes and, perhaps, classes.
fn is_like(pattern: &str, name: &str, classes: bool) -> bool {
    if !pattern.contains(['*', '?', '\\', '[']) {
        return pattern == name;
    }
    let (mut pattern, mut name) = (pattern, name);
    let mut again: Option<(&str, &str)> = None;
    loop {
        if let Some(rest) = pattern.strip_prefix('*') {
            (pattern, again) = (rest, Some((rest, name)));
            if rest.is_empty() {
                return true;
            }
            continue;
        }
        let mut letters = name.chars();
        let letter = letters.next();
        match (letter, one(pattern, letter, classes)) {
            (Some(_), Some(rest)) => (pattern, name) = (rest, letters.as_str()),
            (None, _) if pattern.is_empty() => return true,
            // What is left is too short for any later try.
            (None, _) => return false,
            (Some(_), None) => {
                let Some((after, from)) = again else { return false };
                let mut rest = from.chars();
                rest.next();
                (pattern, name, again) = (after, rest.as_str(), Some((after, rest.as_str())));
            }
        }
    }
}

/// The rest of a pattern whose next sign takes the letter.
fn one(pattern: &str, letter: Option<char>, classes: bool) -> Option<&str> {
    let mut signs = pattern.chars();
    let sign = signs.next()?;
    let rest = signs.as_str();
    match sign {
        '?' => Some(rest),
        '\\' => Some(signs.next()).filter(|escaped| *escaped == letter).map(|_| signs.as_str()),
        '[' if classes && rest.contains(']') => {
            let (class, rest) = rest.split_once(']')?;
            is_in(class, letter?).then_some(rest)
        }
        sign => (Some(sign) == letter).then_some(rest),
    }
}

/// Whether a letter is one of `a-z_`, or none of `^a-z_`.
fn is_in(class: &str, letter: char) -> bool {
    let (negated, class) = match class.strip_prefix(['^', '!']) {
        Some(rest) => (true, rest),
        None => (false, class),
    };
    let letters: Vec<char> = class.chars().collect();
    let mut rest = letters.as_slice();
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        match after {
            ['-', last, after @ ..] => (found, rest) = (found || (*first..=*last).contains(&letter), after),
            _ => (found, rest) = (found || *first == letter, after),
        }
    }
    found != negated
}
