//! What the comments of a page say about one rule, line by line.

use super::inline::Heeded;
use crate::page::{Action, Directive};
use rustc_hash::FxHashMap;

/// A name in a comment: the comment's place among those of its page, and the name's in the comment (0 for a comment without).
pub(super) type Part = (u32, u32);

/// What the comments of a page say about one rule, line by line.
#[derive(Debug)]
pub(super) struct Timeline {
    /// From which 0-based line on which state holds, in the order of the lines.
    steps: Vec<(u32, State)>,
    /// The lines for which alone it is off.
    single: FxHashMap<u32, u32>,
    links: Vec<Link>,
}

/// What holds of a rule at a place.
#[derive(Clone, Copy, Debug)]
enum State {
    /// What the settings say.
    Usual,
    On,
    /// Off, by the comment of this link and by those before it.
    Off(u32),
}

/// One of several comments that hide the same.
#[derive(Debug)]
struct Link {
    part: Part,
    before: Option<u32>,
    /// Whether it hid something, and so did all before it.
    used: bool,
}

impl Timeline {
    /// Reads the comments as markdownlint 0.42.1 does: those about the file first, then the others in their order, then those about
    /// single lines. `covers` tells whether a comment's name is about the rule; `may_start` whether a comment of markdownlint may
    /// switch it on where the settings do not.
    pub(super) fn new(directives: &[Directive], heeded: &[Heeded], covers: impl Fn(Heeded) -> bool, may_start: bool) -> Self {
        let mut line = Self { steps: Vec::new(), single: FxHashMap::default(), links: Vec::new() };
        let about: Vec<(&Directive, Heeded)> = heeded
            .iter()
            .filter_map(|&one| Some((directives.get(one.part.0 as usize)?, one)))
            .filter(|&(directive, one)| matches!(directive.action, Action::Capture | Action::Restore) || covers(one))
            .collect();
        let mut state = State::Usual;
        for &(directive, one) in &about {
            match directive.action {
                Action::DisableFile => state = line.off(one.part, state),
                Action::EnableFile => state = one.enabled(state, directive.ours, may_start),
                _ => {}
            }
        }
        line.steps.push((0, state));
        let mut captured = State::Usual;
        for &(directive, one) in &about {
            match directive.action {
                Action::Disable => state = line.off(one.part, state),
                Action::Enable => state = one.enabled(state, directive.ours, may_start),
                Action::Capture => captured = state,
                Action::Restore => state = captured,
                _ => continue,
            }
            line.steps.push((directive.lines.start, state));
        }
        for &(directive, one) in &about {
            let (first, last) = (directive.lines.start, directive.lines.end.saturating_sub(1));
            match directive.action {
                Action::DisableLine => {
                    line.off_at(one.part, first);
                    if last != first {
                        line.off_at(one.part, last);
                    }
                }
                Action::DisableNextLine => line.off_at(one.part, last + 1),
                _ => {}
            }
        }
        line
    }

    fn link(&mut self, part: Part, before: Option<u32>) -> u32 {
        self.links.push(Link { part, before, used: false });
        self.links.len() as u32 - 1
    }

    fn off(&mut self, part: Part, state: State) -> State {
        let before = if let State::Off(link) = state { Some(link) } else { None };
        State::Off(self.link(part, before))
    }

    fn off_at(&mut self, part: Part, line: u32) {
        let link = self.link(part, self.single.get(&line).copied());
        self.single.insert(line, link);
    }

    /// Whether the rule speaks at a 0-based line, where `usually` is what the settings say. The comments that keep it from speaking
    /// are handed to `used`, each once.
    pub(super) fn is_on(&mut self, line: u32, usually: bool, mut used: impl FnMut(Part)) -> bool {
        let at = self.steps.partition_point(|&(from, _)| from <= line);
        let state = at.checked_sub(1).and_then(|at| self.steps.get(at)).map_or(State::Usual, |&(_, state)| state);
        let single = self.single.get(&line).copied();
        let on = match state {
            State::Usual => usually,
            State::On => true,
            State::Off(_) => false,
        };
        let off = if let State::Off(link) = state { Some(link) } else { None };
        for start in [off, single].into_iter().flatten() {
            let mut next = Some(start);
            while let Some(link) = next.and_then(|at| self.links.get_mut(at as usize)).filter(|link| !link.used) {
                link.used = true;
                used(link.part);
                next = link.before;
            }
        }
        on && single.is_none()
    }
}

impl Heeded {
    /// What a comment that switches on makes of a state.
    fn enabled(self, state: State, ours: bool, may_start: bool) -> State {
        match (ours, state) {
            (false, _) if may_start => State::On,
            (false, _) => State::Usual,
            // A comment of ours ends one that switches off; where there is none to end, it switches on what it names.
            (true, State::Off(_)) => State::Usual,
            (true, _) if self.names_something => State::On,
            (true, state) => state,
        }
    }
}
