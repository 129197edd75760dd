//! What the output goes to: whether it takes colours, how wide it is, and whether somebody watches.

use super::{Exit, args::Color};
use anstream::{AutoStream, ColorChoice};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

/// Bytes that are written at once.
const BUFFER: usize = 1 << 16;
/// Columns where the width cannot be known.
const WIDTH: usize = 100;

/// The standard streams of this run.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Whether stdout takes colours.
    pub color: bool,
    /// Whether stderr takes colours.
    pub color_errors: bool,
    /// Columns of stdout.
    pub width: usize,
}

impl Terminal {
    /// Looks at the streams and the environment once.
    pub fn new(color: Color) -> Self {
        let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Self {
            color: takes_color(color, io::stdout().is_terminal(), variable),
            color_errors: takes_color(color, io::stderr().is_terminal(), variable),
            width: width(),
        }
    }

    /// Whether a person sees stderr as it is written.
    pub fn is_watched(&self) -> bool {
        io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
    }

    /// Stdout, buffered.
    pub fn stdout(&self) -> Output<BufWriter<AutoStream<StdoutLock<'static>>>> {
        let choice = if self.color { ColorChoice::Always } else { ColorChoice::Never };
        Output::new(BufWriter::new(AutoStream::new(io::stdout().lock(), choice)))
    }

    /// Stdout, buffered, for what is written without colours where there are to be none.
    pub fn plain_stdout(&self) -> Output<BufWriter<Box<dyn Write>>> {
        // Looking through megabytes of findings for colours to take out takes longer than writing them.
        let stdout = io::stdout().lock();
        let stdout: Box<dyn Write> =
            if self.color { Box::new(AutoStream::new(stdout, ColorChoice::Always)) } else { Box::new(stdout) };
        Output::new(BufWriter::with_capacity(BUFFER, stdout))
    }

    /// Says why the run cannot go on.
    pub fn fail(&self, message: &str) -> Exit {
        self.say("error", anstyle::AnsiColor::Red, message);
        Exit::Error
    }

    /// Says what is worth knowing about the run itself; findings go to stdout.
    pub fn warn(&self, message: &str) {
        self.say("warning", anstyle::AnsiColor::Yellow, message);
    }

    /// Says how the run went, for people who asked for it.
    pub fn note(&self, message: &str) {
        let mut stderr = io::stderr().lock();
        let _ = writeln!(stderr, "{message}");
    }

    /// How a command ends that only had to write something.
    pub fn finish(&self, written: io::Result<()>) -> Exit {
        match written {
            Ok(()) => Exit::Clean,
            Err(error) => self.fail(&format!("the output could not be written: {error}")),
        }
    }

    fn say(&self, word: &str, color: anstyle::AnsiColor, message: &str) {
        let choice = if self.color_errors { ColorChoice::Always } else { ColorChoice::Never };
        let style = color.on_default().bold();
        let mut stderr = AutoStream::new(io::stderr().lock(), choice);
        // There is nobody left to tell that nobody listens.
        let _ = writeln!(stderr, "{style}{word}{style:#}: {message}");
    }
}

/// The flag counts first, then `NO_COLOR`, `FORCE_COLOR` and `CLICOLOR_FORCE`, then what the stream is.
fn takes_color(flag: Color, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let says = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let forces = |name: &str| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    match flag {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if says("NO_COLOR") => false,
        Color::Auto if forces("FORCE_COLOR") || forces("CLICOLOR_FORCE") => true,
        Color::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

fn width() -> usize {
    let columns = || std::env::var("COLUMNS").ok()?.parse().ok().filter(|&columns: &usize| columns > 0);
    let real = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0)).filter(|&width| width > 0);
    real.or_else(columns).unwrap_or(WIDTH)
}

/// A writer whose reader may leave early (`handbook lint | head`): what is written after that is dropped without an error, so
/// that the run ends as it would have.
#[derive(Debug)]
pub struct Output<W: Write> {
    inner: W,
    /// Whether the reader has left.
    is_closed: bool,
}

impl<W: Write> Output<W> {
    /// Writes to `inner` while somebody reads.
    pub fn new(inner: W) -> Self {
        Self { inner, is_closed: false }
    }

    fn unless_closed<T>(&mut self, otherwise: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.is_closed {
            return Ok(otherwise);
        }
        match write(&mut self.inner) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(otherwise)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |inner| inner.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses_colours_where_the_flag_does_not() {
        let choose = |flag, is_terminal, set: &[(&str, &str)]| {
            takes_color(flag, is_terminal, |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(choose(Color::Auto, true, &[]));
        assert!(!choose(Color::Auto, false, &[]));
        assert!(!choose(Color::Auto, true, &[("NO_COLOR", "1")]));
        assert!(choose(Color::Auto, true, &[("NO_COLOR", "")]));
        assert!(choose(Color::Auto, false, &[("FORCE_COLOR", "1")]));
        assert!(!choose(Color::Auto, false, &[("FORCE_COLOR", "0")]));
        assert!(choose(Color::Auto, false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!choose(Color::Auto, true, &[("NO_COLOR", "1"), ("FORCE_COLOR", "1")]));
        assert!(!choose(Color::Auto, true, &[("TERM", "dumb")]));
        assert!(choose(Color::Always, false, &[("NO_COLOR", "1"), ("TERM", "dumb")]));
        assert!(!choose(Color::Never, true, &[("FORCE_COLOR", "1")]));
    }

    #[test]
    fn a_reader_that_leaves_is_no_error() {
        struct Closed(io::ErrorKind);
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(self.0.into())
            }
        }
        let mut left = Output::new(Closed(io::ErrorKind::BrokenPipe));
        assert!(left.write_all(b"text").and_then(|()| left.flush()).is_ok());
        let mut full = Output::new(Closed(io::ErrorKind::StorageFull));
        assert!(full.write_all(b"text").is_err());
    }
}
