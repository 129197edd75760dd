//! Renders Markdown with pulldown-cmark: reads `LENGTH\nTEXT` (bytes) again and again, and writes the HTML of each in the same form.
//! Arguments name extensions beyond tables, footnotes, strikethrough and tasks: `definition-lists`, `math`.

use pulldown_cmark::{Options, Parser, html};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

fn main() -> io::Result<()> {
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for extension in std::env::args().skip(1) {
        options |= match &*extension {
            "definition-lists" => Options::ENABLE_DEFINITION_LIST,
            "math" => Options::ENABLE_MATH,
            _ => return Err(io::Error::other(format!("unknown extension {extension}"))),
        };
    }
    let mut input = BufReader::new(io::stdin().lock());
    let mut output = BufWriter::new(io::stdout().lock());
    let mut length = String::new();
    while input.read_line(&mut length)? > 0 {
        let mut text = vec![0; length.trim().parse().map_err(io::Error::other)?];
        input.read_exact(&mut text)?;
        let text = String::from_utf8_lossy(&text);
        let mut rendered = String::new();
        html::push_html(&mut rendered, Parser::new_ext(&text, options));
        write!(output, "{}\n{rendered}", rendered.len())?;
        length.clear();
    }
    output.flush()
}
