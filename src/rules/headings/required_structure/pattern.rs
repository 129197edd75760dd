//! The headings that are asked for, held against those that there are.

use regex::{Regex, RegexBuilder};
use std::fmt;

/// How often a loop may begin anew: more is a mistake in the settings.
const MOST_LOOPS: usize = 1000;

/// One thing that is asked for.
#[derive(Debug)]
pub(super) struct Step {
    written: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// `*`: any headings, or none.
    Any,
    /// `+`: any headings, at least one.
    Some,
    /// `?`: any one heading.
    One,
    /// `^`, `^^`: what stands since the last of its kind may come again.
    Loop,
    /// `## Words`.
    Words { level: usize, words: String, match_case: bool },
    /// `%% expression`.
    Matching { level: usize, regex: Regex },
}

impl Step {
    /// Reads what is asked for. The error says what is wrong with it.
    pub(super) fn read(written: &str, match_case: bool) -> Result<Self, String> {
        let marks = |mark: char| written.len() - written.trim_start_matches(mark).len();
        let (hashes, percents) = (marks('#'), marks('%'));
        let rest = written.trim_start_matches(['#', '%']).trim_start();
        let spaced = written.trim_start_matches(['#', '%']).starts_with(char::is_whitespace) && !rest.is_empty();
        let kind = match written {
            "*" => Kind::Any,
            "+" => Kind::Some,
            "?" => Kind::One,
            _ if !written.is_empty() && marks('^') == written.len() => Kind::Loop,
            _ if (1..=6).contains(&hashes) && spaced => {
                Kind::Words { level: hashes, words: rest.trim_end().to_owned(), match_case }
            }
            _ if (1..=6).contains(&percents) && spaced => {
                let regex = RegexBuilder::new(rest).case_insensitive(!match_case).build();
                let regex = regex.map_err(|error| format!("`{rest}` is no regular expression: {error}"))?;
                Kind::Matching { level: percents, regex }
            }
            _ => return Err(format!("`{written}` is no heading: write `## Words`, `%% expression`, `*`, `+`, `?` or `^`")),
        };
        Ok(Self { written: written.to_owned(), kind })
    }

    fn takes(&self, level: u8, words: &str) -> bool {
        match &self.kind {
            Kind::Words { level: wanted, words: asked, match_case } => {
                *wanted == usize::from(level)
                    && if *match_case { words == asked } else { words.to_lowercase() == asked.to_lowercase() }
            }
            Kind::Matching { level: wanted, regex } => *wanted == usize::from(level) && regex.is_match(words),
            _ => false,
        }
    }

    fn is_loop(&self) -> bool {
        matches!(self.kind, Kind::Loop)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// Goes through the headings of a page as markdownlint 0.42 does.
pub(super) struct Pattern<'a> {
    steps: &'a [Step],
    at: usize,
    /// Whether what does not match may be one of any headings.
    any: bool,
    loops: usize,
}

impl<'a> Pattern<'a> {
    pub(super) fn new(steps: &'a [Step]) -> Self {
        Self { steps, at: 0, any: false, loops: 0 }
    }

    fn take(&mut self, skip_loops: bool) -> Option<&'a Step> {
        loop {
            let step = self.steps.get(self.at);
            self.at += 1;
            if !skip_loops || !step.is_some_and(Step::is_loop) {
                return step;
            }
        }
    }

    /// Takes the next heading. The error is what was expected in its place; `None` is nothing more.
    pub(super) fn next(&mut self, level: u8, words: &str) -> Result<(), Option<&'a Step>> {
        let takes = |step: Option<&Step>| step.is_some_and(|step| step.takes(level, words));
        let mut expected = self.take(false);
        if let Some(mark) = expected.filter(|step| step.is_loop()) {
            let here = self.at;
            let following = self.take(true);
            expected = following;
            if !takes(following) {
                let back = self
                    .steps
                    .get(..here.saturating_sub(1))
                    .unwrap_or_default()
                    .iter()
                    .rposition(|step| step.written == mark.written);
                if let Some(back) = back {
                    self.loops += 1;
                    if self.loops > MOST_LOOPS {
                        return Err(following);
                    }
                    self.at = back + 1;
                    expected = self.take(false);
                }
            }
        }
        match expected.map(|step| &step.kind) {
            Some(Kind::Any) => {
                let following = self.take(true);
                if !takes(following) {
                    self.any = true;
                    self.at -= 1;
                }
                Ok(())
            }
            Some(Kind::Some) => {
                self.any = true;
                Ok(())
            }
            Some(Kind::One) => Ok(()),
            _ if takes(expected) => {
                self.any = false;
                Ok(())
            }
            _ if self.any => {
                self.at -= 1;
                Ok(())
            }
            _ => Err(expected),
        }
    }

    /// The first heading that is still asked for.
    pub(super) fn missing(&self) -> Option<&'a Step> {
        let rest = self.steps.get(self.at..).unwrap_or_default();
        rest.iter().find(|step| !matches!(step.kind, Kind::Any | Kind::Loop))
    }
}
