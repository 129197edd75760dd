//! Draws what a terminal shows: text with colours becomes SVG.

use std::fmt::Write;

/// Pixels of a character and of a line.
const CELL: (f32, usize) = (8.4, 20);
/// Pixels around the text.
const MARGIN: usize = 16;

/// The command and what it prints, with its colours, as a picture.
pub(crate) fn svg(command: &str, printed: &str) -> String {
    let lines: Vec<&str> = std::iter::once(command).chain(printed.lines()).collect();
    let columns =
        lines.iter().map(|line| runs(line).map(|run| run.text.chars().count()).sum::<usize>()).max().unwrap_or_default();
    let (width, height) = ((columns as f32 * CELL.0) as usize + 2 * MARGIN, lines.len() * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#16181d\"/>\n\
         <g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\" fill=\"#d6d9e0\" \
         xml:space=\"preserve\">\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let y = MARGIN + row * CELL.1 + 14;
        let mut column = 0;
        for run in runs(line) {
            let count = run.text.chars().count();
            let (x, length) = (MARGIN as f32 + column as f32 * CELL.0, count as f32 * CELL.0);
            column += count;
            if run.text.trim().is_empty() {
                continue;
            }
            let text = run.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let style = run.style();
            writeln!(svg, "<text x=\"{x:.1}\" y=\"{y}\" textLength=\"{length:.1}\"{style}>{text}</text>").expect("a string");
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

/// Text in one style.
struct Run<'a> {
    text: &'a str,
    codes: Vec<u8>,
}

impl Run<'_> {
    fn style(&self) -> String {
        let mut style = String::new();
        let color = self.codes.iter().rev().find_map(|code| match code % 60 {
            31 => Some("#ff6b6b"),
            32 => Some("#7fd88f"),
            33 => Some("#f2c55c"),
            34 => Some("#6cb2ff"),
            35 => Some("#d59bf6"),
            36 => Some("#5fd7d7"),
            _ => None,
        });
        if let Some(color) = color {
            write!(style, " fill=\"{color}\"").expect("a string");
        }
        for (code, attribute) in [(1, " font-weight=\"bold\""), (2, " opacity=\"0.65\""), (4, " text-decoration=\"underline\"")] {
            if self.codes.contains(&code) {
                style.push_str(attribute);
            }
        }
        style
    }
}

/// The line cut where its style changes.
fn runs(line: &str) -> impl Iterator<Item = Run<'_>> {
    let mut codes: Vec<u8> = Vec::new();
    line.split("\x1b[").enumerate().map(move |(number, part)| {
        let text = match part.split_once('m').filter(|_| number > 0) {
            Some((numbers, text)) => {
                for code in numbers.split(';').map(|code| code.parse().unwrap_or_default()) {
                    if code == 0 {
                        codes.clear();
                    } else {
                        codes.push(code);
                    }
                }
                text
            }
            None => part,
        };
        Run { text, codes: codes.clone() }
    })
}
