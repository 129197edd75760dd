//! A bar for runs that last.

use super::Terminal;
use crate::session::Watch;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// Runs shorter than this show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far a run is, on stderr, once it lasts longer than a second and somebody is watching. Gone when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    may_show: bool,
    shown: AtomicBool,
}

impl Progress {
    /// Begins to wait. `wanted` is false when the run is to be quiet.
    pub fn new(terminal: &Terminal, wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let may_show = wanted && terminal.is_watched();
        Self { bar, start: Instant::now(), may_show, shown: AtomicBool::new(false) }
    }

    /// Takes the bar away, before anything else is written.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Watch for Progress {
    fn begin(&self, what: &'static str, total: usize) {
        if self.may_show {
            self.bar.reset();
            self.bar.set_length(total as u64);
            self.bar.set_message(what);
        }
    }

    fn step(&self) {
        if !self.may_show {
            return;
        }
        self.bar.inc(1);
        if !self.shown.load(Ordering::Relaxed) && self.start.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
                self.bar.set_style(style);
            }
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}
