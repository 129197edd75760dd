//! Whether one name is so like another that it was surely meant. Rather no suggestion than a wrong one: numbers must agree, and
//! words that a slip of the pen would not change make another name.

use rapidfuzz::distance::damerau_levenshtein;

/// Words that come and go in titles without changing what they are about.
const SMALL_WORDS: [&str; 22] = [
    "a", "an", "and", "are", "at", "by", "do", "for", "how", "in", "is", "of", "on", "or", "our", "the", "to", "we", "what",
    "with", "you", "your",
];

/// A name of so many words that one of them may be another.
const LONG: u32 = 5;

/// How many letters such another word may bring or take away, to be worth a closer look.
const OTHER_LETTERS: u32 = 4;

/// Beginnings that make the opposite of a word, too short to be told from a slip.
const OPPOSITES: [(&str, &str); 8] = [
    ("on", "off"),
    ("in", "out"),
    ("in", "ex"),
    ("inter", "intra"),
    ("pre", "post"),
    ("over", "under"),
    ("up", "down"),
    ("front", "back"),
];

/// A name reduced to what counts, made for many comparisons.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its letters and figures in lower case.
    folded: String,
    /// Its words in lower case without small words and plural endings, sorted.
    words: Vec<String>,
    sketch: Sketch,
}

/// What can be said of a name without building anything: enough to rule out nearly every other.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::site) struct Sketch {
    /// How many letters and figures.
    length: u32,
    /// Which letters it has, each a bit, and another bit for each time it comes again; letters may share one.
    letters: u128,
    /// Which words it has without small words and plural endings, each a bit; words may share one.
    words: u64,
    /// How many words.
    count: u32,
}

impl Name {
    pub(super) fn new(name: &str) -> Self {
        let mut words: Vec<String> = words(name).map(str::to_lowercase).collect();
        words.sort_unstable();
        words.dedup();
        Self { folded: folded(name), words, sketch: Sketch::of(name) }
    }

    /// Its letters and figures in lower case.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    pub(super) fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// How unlike the other name is, 0 for the same but for case and dashes; `None` when it was hardly meant.
    pub(super) fn unlikeness(&self, other: &Name) -> Option<usize> {
        if self.folded == other.folded {
            return Some(0);
        }
        let digits = |name: &str| name.bytes().filter(u8::is_ascii_digit).count();
        if !self.folded.bytes().filter(u8::is_ascii_digit).eq(other.folded.bytes().filter(u8::is_ascii_digit)) {
            // The second of two equal headings has a number, and had it taken away with the first.
            let short = |name: &str| (1..=2).contains(&digits(name));
            let (a, b) = (&self.folded, &other.folded);
            let counted = |a: &str, b: &str| short(a) && digits(b) == 0 && a.trim_end_matches(|c: char| c.is_ascii_digit()) == b;
            return (counted(a, b) || counted(b, a)).then_some(1);
        }
        self.slips(other).or_else(|| self.other_words(other))
    }

    /// How many letters a slow typist would have to change.
    fn slips(&self, other: &Name) -> Option<usize> {
        let limit = slips_in(self.sketch.length.min(other.sketch.length));
        // A slip adds or removes a letter, or puts one in another's place: this rules out most names without a closer look.
        let letters = (self.sketch.letters ^ other.sketch.letters).count_ones() as usize;
        if self.sketch.length.abs_diff(other.sketch.length) as usize > limit || letters > 2 * limit {
            return None;
        }
        let args = damerau_levenshtein::Args::default().score_cutoff(limit);
        let slips = if self.folded.is_ascii() && other.folded.is_ascii() {
            damerau_levenshtein::distance_with_args(self.folded.bytes(), other.folded.bytes(), &args)?
        } else {
            damerau_levenshtein::distance_with_args(self.folded.chars(), other.folded.chars(), &args)?
        };
        let same_start = self.folded.chars().next() == other.folded.chars().next();
        ((same_start || slips == 1) && !opposites(&self.folded, &other.folded)).then_some(slips)
    }

    /// How many words are more in one than in the other, when the rest is the same; or one other word in a long name.
    fn other_words(&self, other: &Name) -> Option<usize> {
        let shared = self.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
        let more = self.words.len().max(other.words.len()) - shared;
        let least = self.words.len().min(other.words.len());
        if least >= LONG as usize && more == 1 && shared + 1 == least {
            return Some(6);
        }
        let is_part = shared == least;
        (is_part && (more == 0 && shared > 0 || shared > more && shared >= 2 && more <= 2)).then_some(if more == 0 {
            1
        } else {
            3 + more
        })
    }
}

/// The letters and figures of a name in lower case.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars().filter(|c| is_alphanumeric(*c)) {
        match c {
            '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
            c if has_no_capital(c) => folded.push(c),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

impl Sketch {
    pub(super) fn of(name: &str) -> Self {
        let mut sketch = Self::default();
        let mut seen = [0u8; 64];
        for word in all_words(name) {
            // The hash of the word, and what it was before the last letter.
            let (mut hash, mut before) = (0u32, 0);
            for c in word.chars() {
                let c = lower(c);
                sketch.length += 1;
                let times = &mut seen[(c % 64) as usize];
                sketch.letters |= 1 << ((c % 64 + 37 * u32::from(*times)) % 128);
                *times = times.saturating_add(1);
                before = hash;
                hash = hash.wrapping_mul(31).wrapping_add(c);
            }
            if !is_small(word) {
                sketch.count += 1;
                sketch.words |= 1 << (if singular(word).len() < word.len() { before } else { hash } % 64);
            }
        }
        sketch
    }

    /// Whether a closer look may find the names alike.
    pub(super) fn may_be_like(self, other: Self) -> bool {
        let limit = slips_in(self.length.min(other.length)).max(2) as u32;
        let slips = self.length.abs_diff(other.length) <= limit && (self.letters ^ other.letters).count_ones() <= 2 * limit;
        let parts = self.words & !other.words == 0 || other.words & !self.words == 0;
        let least = self.count.min(other.count);
        let single = least < 2;
        let one_other = least >= LONG && (self.words ^ other.words).count_ones() <= OTHER_LETTERS;
        slips || one_other || parts && (!single || self.words == other.words && self.words != 0)
    }
}

impl From<&Name> for Sketch {
    fn from(name: &Name) -> Self {
        name.sketch
    }
}

/// How many slips may be in a name of that many letters.
fn slips_in(length: u32) -> usize {
    match length {
        0..4 => 0,
        4..8 => 1,
        8..16 => 2,
        _ => 3,
    }
}

/// The number of a letter, the same for upper and lower case.
fn lower(c: char) -> u32 {
    if c.is_ascii() {
        u32::from(c.to_ascii_lowercase())
    } else if has_no_capital(c) {
        u32::from(c)
    } else {
        c.to_lowercase().next().map_or(0, u32::from)
    }
}

/// Whether the character is one of Japanese or Chinese, or a sign among them: none of these has a capital.
pub(super) fn has_no_capital(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}')
}

fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // To look these up takes long.
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' => true,
        _ => c.is_alphanumeric(),
    }
}

/// The words of a name without small words and plural endings.
fn words(name: &str) -> impl Iterator<Item = &str> {
    all_words(name).filter(|word| !is_small(word)).map(singular)
}

fn all_words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty())
}

fn is_small(word: &str) -> bool {
    word.len() <= 4 && SMALL_WORDS.iter().any(|small| word.eq_ignore_ascii_case(small))
}

fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'S']).unwrap_or(word) } else { word }
}

fn opposites(a: &str, b: &str) -> bool {
    let opposed = |a: &str, b: &str, (from, to): (&str, &str)| {
        a.match_indices(from).any(|(at, _)| {
            b.get(..at) == a.get(..at) && b.get(at..).is_some_and(|rest| rest.strip_prefix(to) == a.get(at + from.len()..))
        })
    };
    OPPOSITES.into_iter().any(|pair| opposed(a, b, pair) || opposed(b, a, pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(wanted: &str, other: &str) -> bool {
        let (wanted, other) = (Name::new(wanted), Name::new(other));
        let like = wanted.unlikeness(&other).is_some();
        assert!(!like || Sketch::from(&wanted).may_be_like((&other).into()), "the sketch rules out {wanted:?} and {other:?}");
        like
    }

    #[test]
    fn characters_are_known_without_looking_them_up() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(Some(lower(c)), c.to_lowercase().next().map(u32::from), "{c:?}");
            assert!(!has_no_capital(c) || c.to_lowercase().eq([c]), "{c:?}");
        }
    }

    #[test]
    fn slips_and_small_changes_are_seen_through() {
        for (wanted, other) in [
            ("mgmtrole-acc-staff-engineers", "mgmtrole-acc-staff-engineer"),
            ("company-role-acc-supporter", "companyrole-acc-supporter"),
            ("Parental-Leave", "parental_leave"),
            ("tools-and-setup", "tools-setup"),
            ("whats-new", "what-s-new"),
            ("roles-1", "roles"),
            ("code-review", "the-code-review-process"),
            ("recieving-parcels", "receiving-parcels"),
            ("benefit", "benefits"),
            ("ten-heuristics-for-getting-large-things-done", "eleven-heuristics-for-getting-large-things-done"),
            ("休暇の取得方法", "休暇の取得方"),
        ] {
            assert!(like(wanted, other), "{wanted} {other}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for (wanted, other) in [
            ("additional-tools", "tools-setup"),
            ("gitlab-setup", "tools-setup"),
            ("onboarding", "offboarding"),
            ("remote-onboarding-guide", "remote-offboarding-guide"),
            ("inbound", "outbound"),
            ("internal", "external"),
            ("budget-2024", "budget-2025"),
            ("step-1", "step-2"),
            ("budget-2024", "budget"),
            ("tools", "basic-tools"),
            ("faq", "fax"),
            ("request-leave", "request-holidays"),
            ("companyrole-acc-supporter", "companyrole-acc-lead"),
            ("", "a"),
        ] {
            assert!(!like(wanted, other), "{wanted} {other}");
        }
    }
}
