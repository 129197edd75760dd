//! Fix, look again, fix again: until nothing is left to fix.

use super::{
    Taken, apply,
    harm::{self, Harm, Unseen, Withheld},
};
use crate::{
    diagnostic::{Applicability, Diagnostic, Edit, Fix, RuleId},
    path::SitePath,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The most rounds of fixing and looking again.
const ROUNDS: usize = 10;

/// The rules that tell that a page's front matter can no longer be read.
const UNREADABLE: [&str; 2] = ["front-matter/syntax", "front-matter/unclosed"];

/// A handbook whose texts can be changed in memory and looked at again.
pub trait Relint {
    /// All diagnostics for the texts as they are now, in their order.
    fn diagnostics(&mut self) -> Vec<Diagnostic>;
    /// The text of the file as it is now; `None` when there is no such text.
    fn text(&self, path: &SitePath) -> Option<Arc<str>>;
    /// Replaces the texts of files, all at once.
    fn edit(&mut self, texts: BTreeMap<SitePath, String>);
    /// Whether the file may be changed at all. A file that is not valid UTF-8 must not: its text is not what is on the disk.
    fn fixable(&self, path: &SitePath) -> bool;
    /// Whether safe fixes of this rule must not change what readers see.
    fn is_unseen(&self, rule: RuleId) -> bool;
    /// Whether readers see the same if the file has this text instead.
    fn shows_the_same(&self, path: &SitePath, text: &str) -> bool;
}

/// What came of fixing.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How many fixes of each rule were applied.
    pub fixed: BTreeMap<RuleId, usize>,
    /// The files whose text is another now, by path.
    pub changed: Vec<Changed>,
    /// What the handbook has to say after the last round.
    pub remaining: Vec<Diagnostic>,
    /// Whether nothing is left to fix. Otherwise rules still had fixes after the last round, most likely undoing each other's.
    pub settled: bool,
    /// The rules that still had fixes to apply when the rounds were used up.
    pub unsettled: BTreeSet<RuleId>,
    /// Fixes that were not applied, or taken back.
    pub withheld: BTreeSet<Withheld>,
}

/// A file whose text fixes changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The file.
    pub path: SitePath,
    /// Its text before the first round.
    pub before: Arc<str>,
    /// Its text after the last.
    pub after: Arc<str>,
}

/// Applies all fixes up to `allow` that do not overlap, looks again, and so on until nothing is left to fix, at most ten
/// rounds. A round that breaks a page's front matter is taken back as a whole; from then on that page gets the fixes of
/// one rule per round, and those that break it again are withheld. So are safe fixes of how Markdown is written that would change
/// what readers see of a page. Edits keep to the line endings of the page.
pub fn settle(handbook: &mut dyn Relint, allow: Applicability) -> Outcome {
    let mut outcome = Outcome { remaining: handbook.diagnostics(), ..Outcome::default() };
    let mut before: BTreeMap<SitePath, Arc<str>> = BTreeMap::new();
    let mut careful = BTreeSet::new();
    for _ in 0..ROUNDS {
        let round = Round::harmless(handbook, &mut outcome, allow, &careful);
        if round.texts.is_empty() {
            break;
        }
        let now = |path: &SitePath| Some((path.clone(), handbook.text(path)?));
        let old: BTreeMap<_, _> = round.texts.keys().filter_map(now).collect();
        handbook.edit(round.texts);
        let diagnostics = handbook.diagnostics();
        let (was, is) = (unreadable(&outcome.remaining), unreadable(&diagnostics));
        let broken: Vec<_> = old.keys().filter(|path| is.get(path) > was.get(path)).cloned().collect();
        if broken.is_empty() {
            for rule in round.rules {
                *outcome.fixed.entry(rule).or_default() += 1;
            }
            for (path, text) in old {
                before.entry(path).or_insert(text);
            }
            outcome.remaining = diagnostics;
            continue;
        }
        handbook.edit(old.into_iter().map(|(path, text)| (path, text.to_string())).collect());
        for path in broken {
            let rules = round.touched.get(&path).cloned().unwrap_or_default();
            if rules.len() < 2 {
                outcome.withheld.extend(rules.into_iter().map(|rule| Withheld {
                    rule,
                    path: path.clone(),
                    harm: Harm::FrontMatter,
                }));
            }
            careful.insert(path);
        }
    }
    outcome.unsettled = Round::harmless(handbook, &mut outcome, allow, &careful).rules.into_iter().collect();
    outcome.settled = outcome.unsettled.is_empty();
    for (path, before) in before {
        if let Some(after) = handbook.text(&path).filter(|after| *after != before) {
            outcome.changed.push(Changed { path, before, after });
        }
    }
    outcome
}

/// Fixes to apply together.
#[derive(Default)]
struct Round {
    /// The new texts.
    texts: BTreeMap<SitePath, String>,
    /// The rule of each fix.
    rules: Vec<RuleId>,
    /// The rules that change a file.
    touched: BTreeMap<SitePath, BTreeSet<RuleId>>,
    /// The safe edits that readers must not see.
    unseen: Unseen,
}

impl Round {
    /// As [`choose`](Self::choose), without fixes that readers would see; these are withheld from now on.
    fn harmless(handbook: &dyn Relint, outcome: &mut Outcome, allow: Applicability, careful: &BTreeSet<SitePath>) -> Self {
        loop {
            let round = Self::choose(handbook, outcome, allow, careful);
            let harm = harm::seen(handbook, &round.unseen);
            if harm.is_empty() {
                return round;
            }
            outcome.withheld.extend(harm);
        }
    }

    fn choose(handbook: &dyn Relint, outcome: &Outcome, allow: Applicability, careful: &BTreeSet<SitePath>) -> Self {
        let mut round = Self::default();
        let mut taken = Taken::default();
        let mut texts: BTreeMap<&SitePath, Option<Arc<str>>> = BTreeMap::new();
        let mut edits: BTreeMap<&SitePath, Vec<Cow<Edit>>> = BTreeMap::new();
        for diagnostic in &outcome.remaining {
            let rule = &diagnostic.rule;
            let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.applicability <= allow) else { continue };
            let welcome = fix.edits.iter().all(|Edit { path, .. }| {
                let alone = round.touched.get(path).is_none_or(|rules| rules.iter().all(|other| other == rule));
                let withheld = |harm| outcome.withheld.contains(&Withheld { rule, path: path.clone(), harm });
                (alone || !careful.contains(path)) && !withheld(Harm::FrontMatter) && !withheld(Harm::Shown)
            });
            if !welcome {
                continue;
            }
            for Edit { path, .. } in &fix.edits {
                texts.entry(path).or_insert_with(|| handbook.fixable(path).then(|| handbook.text(path)).flatten());
            }
            let text = |path: &SitePath| texts.get(path).and_then(Option::as_deref);
            let Some(fitted) = fit(fix, text) else { continue };
            if !taken.take(fix) {
                continue;
            }
            let unseen = fix.applicability == Applicability::Safe && handbook.is_unseen(rule);
            for (edit, fitted) in fix.edits.iter().zip(fitted) {
                if unseen {
                    round.unseen.entry(edit.path.clone()).or_default().push((*rule, fitted.clone().into_owned()));
                }
                edits.entry(&edit.path).or_default().push(fitted);
                round.touched.entry(edit.path.clone()).or_default().insert(rule);
            }
            round.rules.push(rule);
        }
        for (path, edits) in edits {
            let edits: Vec<_> = edits.iter().map(Cow::as_ref).collect();
            let text = texts.get(path).and_then(Option::as_deref);
            if let Some(changed) = text.and_then(|text| apply(text, &edits)) {
                round.texts.insert(path.clone(), changed);
            }
        }
        round
    }
}

/// The edits of the fix with the line endings of their files; `None` when one does not fit its file, or none changes anything.
fn fit<'a, 't>(fix: &'a Fix, text: impl Fn(&SitePath) -> Option<&'t str>) -> Option<Vec<Cow<'a, Edit>>> {
    let mut changes = false;
    let mut fitted = Vec::with_capacity(fix.edits.len());
    for edit in &fix.edits {
        let text = text(&edit.path)?;
        let old = text.get(edit.span.range())?;
        let edit = with_line_endings(edit, old, text);
        changes |= edit.text != old;
        fitted.push(edit);
    }
    changes.then_some(fitted)
}

/// The edit with `\r\n` for its line breaks when that is how the first line of the text ends. An edit that changes nothing but
/// line endings is left as it is.
fn with_line_endings<'a>(edit: &'a Edit, old: &str, text: &str) -> Cow<'a, Edit> {
    let crlf = || memchr::memchr(b'\n', text.as_bytes()).is_some_and(|at| text[..at].ends_with('\r'));
    if !edit.text.contains('\n') || !crlf() || old.replace('\r', "") == edit.text.replace('\r', "") {
        return Cow::Borrowed(edit);
    }
    Cow::Owned(Edit { text: edit.text.replace("\r\n", "\n").replace('\n', "\r\n"), ..edit.clone() })
}

/// For each page how many diagnostics say that its front matter cannot be read.
fn unreadable(diagnostics: &[Diagnostic]) -> BTreeMap<&SitePath, usize> {
    let mut pages = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|d| UNREADABLE.contains(&d.rule)) {
        *pages.entry(&diagnostic.at.path).or_default() += 1;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::{Label, Severity},
        text::Span,
    };

    type Check = fn(&SitePath, &str) -> Vec<(&'static str, Option<Fix>)>;

    /// Texts, and rules over one text each.
    struct Fake {
        texts: BTreeMap<SitePath, Arc<str>>,
        check: Check,
        looks: usize,
    }

    impl Relint for Fake {
        fn diagnostics(&mut self) -> Vec<Diagnostic> {
            self.looks += 1;
            let mut diagnostics = Vec::new();
            for (path, text) in &self.texts {
                diagnostics.extend((self.check)(path, text).into_iter().map(|(rule, fix)| Diagnostic {
                    fix: fix.map(Box::new),
                    ..Diagnostic::new(rule, Severity::Error, Label::new(path, Span::at(0)), "")
                }));
            }
            diagnostics
        }

        fn text(&self, path: &SitePath) -> Option<Arc<str>> {
            self.texts.get(path).cloned()
        }

        fn edit(&mut self, texts: BTreeMap<SitePath, String>) {
            self.texts.extend(texts.into_iter().map(|(path, text)| (path, text.into())));
        }

        fn fixable(&self, path: &SitePath) -> bool {
            !path.as_str().starts_with("latin1")
        }

        fn is_unseen(&self, rule: RuleId) -> bool {
            rule.starts_with("style/")
        }

        /// Readers see letters.
        fn shows_the_same(&self, path: &SitePath, text: &str) -> bool {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            self.texts.get(path).is_some_and(|now| letters(now) == letters(text))
        }
    }

    fn path(name: &str) -> SitePath {
        SitePath::new(name).unwrap()
    }

    fn fake(texts: &[(&str, &str)], check: Check) -> Fake {
        Fake { texts: texts.iter().map(|&(name, text)| (path(name), text.into())).collect(), check, looks: 0 }
    }

    impl Fake {
        fn read(&self, name: &str) -> &str {
            &self.texts[&path(name)]
        }
    }

    /// A fix that replaces every `from` by `to`, one at a time.
    fn replace(path: &SitePath, text: &str, from: &str, to: &str) -> Vec<Option<Fix>> {
        text.match_indices(from).map(|(at, _)| Some(Fix::safe("", path, Span::new(at, at + from.len()), to))).collect()
    }

    fn counts(outcome: &Outcome) -> Vec<(&str, usize)> {
        outcome.fixed.iter().map(|(rule, &count)| (&**rule, count)).collect()
    }

    #[test]
    fn what_overlaps_is_fixed_in_the_next_round() {
        // `aaa` holds two overlapping `aa`.
        let check: Check = |path, text| {
            let fixes = (0..text.len().saturating_sub(1)).filter(|&at| &text[at..at + 2] == "aa");
            fixes.map(|at| ("a/double", Some(Fix::safe("", path, Span::new(at, at + 2), "a")))).collect()
        };
        let mut handbook = fake(&[("a.md", "aaa b"), ("b.md", "fine")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert_eq!(handbook.read("a.md"), "a b");
        assert!(outcome.settled && outcome.remaining.is_empty());
        assert_eq!(counts(&outcome), [("a/double", 2)]);
        let changed = Changed { path: path("a.md"), before: "aaa b".into(), after: "a b".into() };
        assert_eq!(outcome.changed, [changed]);
        assert_eq!(handbook.looks, 3, "one look before and one after each round");
    }

    #[test]
    fn unsafe_fixes_wait_to_be_asked_for() {
        let check: Check = |path, text| {
            let at = text.find('x').map(|at| Fix::unsafe_("", path, Span::new(at, at + 1), ""));
            at.into_iter().map(|fix| ("a/x", Some(fix))).collect()
        };
        let mut handbook = fake(&[("a.md", "x")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert!(outcome.settled && outcome.changed.is_empty() && outcome.remaining.len() == 1);
        settle(&mut handbook, Applicability::Unsafe);
        assert_eq!(handbook.read("a.md"), "");
    }

    #[test]
    fn a_fix_of_several_files_is_done_whole_or_not_at_all() {
        let check: Check = |path, text| match (path.as_str(), text) {
            ("a.md", "old") => ["b.md", "latin1.md", "gone.md"]
                .into_iter()
                .map(|other| {
                    let mut fix = Fix::safe("", path, Span::new(0, 3), other);
                    fix.edits.push(Edit { path: super::tests::path(other), span: Span::new(0, 1), text: String::new() });
                    ("a/rename", Some(fix))
                })
                .rev()
                .collect(),
            ("c.md", "日") => vec![("a/inside", Some(Fix::safe("", path, Span::at(1), "x")))],
            _ => Vec::new(),
        };
        let mut handbook = fake(&[("a.md", "old"), ("b.md", "xb"), ("c.md", "日"), ("latin1.md", "x?")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert_eq!((handbook.read("a.md"), handbook.read("b.md")), ("b.md", "b"));
        assert_eq!((handbook.read("c.md"), handbook.read("latin1.md")), ("日", "x?"));
        assert!(outcome.settled && handbook.text(&path("gone.md")).is_none());
        assert_eq!(counts(&outcome), [("a/rename", 1)]);
    }

    #[test]
    fn what_readers_would_see_is_not_applied_and_the_rest_is() {
        let check: Check = |path, text| {
            let found = replace(path, text, "a", "").into_iter().map(|fix| ("style/loses", fix));
            let found = found.chain(replace(path, text, "_", "*").into_iter().map(|fix| ("style/marks", fix)));
            found.chain(replace(path, text, "b", "c").into_iter().map(|fix| ("a/words", fix))).collect()
        };
        let mut handbook = fake(&[("a.md", "_a_ b"), ("b.md", "_b_")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert_eq!((handbook.read("a.md"), handbook.read("b.md")), ("*a* c", "*c*"));
        assert_eq!(outcome.withheld, [Withheld { rule: "style/loses", path: path("a.md"), harm: Harm::Shown }].into());
        assert!(outcome.settled);
        assert_eq!(counts(&outcome), [("a/words", 2), ("style/marks", 4)]);
    }

    #[test]
    fn what_breaks_front_matter_is_taken_back_and_the_rest_stays_fixed() {
        let check: Check = |path, text| {
            let mut found: Vec<_> = replace(path, text, "colon", ":::").into_iter().map(|fix| ("a/breaks", fix)).collect();
            found.extend(replace(path, text, "bad", "good").into_iter().map(|fix| ("b/mends", fix)));
            if text.contains(":::") {
                found.push(("front-matter/syntax", None));
            }
            found
        };
        let mut handbook = fake(&[("a.md", "colon bad bad"), ("b.md", "bad"), ("c.md", "::: bad")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert_eq!(handbook.read("a.md"), "colon good good");
        assert_eq!(handbook.read("b.md"), "good");
        assert_eq!(handbook.read("c.md"), "::: good", "it was broken before");
        assert_eq!(outcome.withheld, [Withheld { rule: "a/breaks", path: path("a.md"), harm: Harm::FrontMatter }].into());
        assert_eq!(counts(&outcome), [("b/mends", 4)]);
        assert!(outcome.settled);
        assert_eq!(outcome.remaining.len(), 2, "the finding without its fix, and the page that was broken before");
    }

    #[test]
    fn rules_that_undo_each_other_stop_after_ten_rounds() {
        let check: Check = |path, text| {
            let (rule, to) = if text == "a" { ("x/b", "b") } else { ("x/a", "a") };
            vec![(rule, Some(Fix::safe("", path, Span::new(0, 1), to)))]
        };
        let mut handbook = fake(&[("a.md", "a")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert!(!outcome.settled);
        assert_eq!(outcome.unsettled, ["x/b"].into());
        assert_eq!(counts(&outcome), [("x/a", 5), ("x/b", 5)]);
        assert!(outcome.changed.is_empty(), "after ten rounds it is as it was");
    }

    #[test]
    fn a_fix_that_changes_nothing_is_no_work() {
        let check: Check = |path, _| vec![("x/same", Some(Fix::safe("", path, Span::new(0, 1), "a")))];
        let mut handbook = fake(&[("a.md", "a")], check);
        let outcome = settle(&mut handbook, Applicability::Safe);
        assert!(outcome.settled && outcome.fixed.is_empty());
        assert_eq!(handbook.looks, 1);
    }

    #[test]
    fn edits_take_the_line_endings_of_the_page() {
        let check: Check = |path, text| {
            let fixes = replace(path, text, "#", "x\n\r\n").into_iter().map(|fix| ("a/blank", fix));
            fixes.chain(replace(path, text, "!\r\n", "!\n").into_iter().map(|fix| ("a/line-endings", fix))).collect()
        };
        let mut handbook = fake(&[("a.md", "a\r\n#b!\r\n"), ("b.md", "a\n#b\r\n")], check);
        settle(&mut handbook, Applicability::Safe);
        assert_eq!(handbook.read("a.md"), "a\r\nx\r\n\r\nb!\n");
        assert_eq!(handbook.read("b.md"), "a\nx\n\r\nb\r\n");
    }
}
