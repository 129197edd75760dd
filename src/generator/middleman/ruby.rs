//! `config.rb`, read without running it: the calls that say plainly what they do.
//!
//! A call counts when it stands at the top of the file or in `configure :build do … end`, and what it is given is written out.
//! Calls in any other block, loop or branch are kept apart: whether they run is not known.

use crate::text::Span;

/// A call, or the setting of a key: `activate :directory_indexes`, `config[:http_prefix] = "/x"` (as `set`).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call<'t> {
    /// The name, with what stands before it: `set`, `GovukTechDocs.configure`.
    pub(super) name: &'t str,
    /// What it is given, in order.
    pub(super) arguments: Vec<Value<'t>>,
    /// What it is given by name: `to: 'b'`, `:layout => false`.
    pub(super) named: Vec<(&'t str, Value<'t>)>,
    /// Whether it may not run.
    pub(super) conditional: bool,
}

/// What a call is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'t> {
    /// Text in quotes with nothing worked out in it, and where it stands.
    Text(&'t str, Span),
    /// `:symbol`.
    Symbol(&'t str),
    /// `true`, `false`.
    Flag(bool),
    /// `/…/`.
    Pattern(&'t str),
    /// Text with something worked out in it: what surely stands at its beginning and at its end.
    Partly(&'t str, &'t str),
    /// Anything else.
    Other,
}

impl<'t> Value<'t> {
    /// The text of a text or a symbol.
    pub(super) fn as_str(&self) -> Option<&'t str> {
        match self {
            Self::Text(text, _) | Self::Symbol(text) => Some(text),
            _ => None,
        }
    }
}

impl<'t> Call<'t> {
    /// What it is given under a name.
    pub(super) fn get(&self, name: &str) -> Option<&Value<'t>> {
        self.named.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The text of an argument.
    pub(super) fn text(&self, at: usize) -> Option<&'t str> {
        self.arguments.get(at)?.as_str()
    }
}

/// Words that open a block which ends with `end`, at the start of a line.
const OPENERS: [&str; 10] = ["if", "unless", "case", "while", "until", "for", "def", "class", "module", "begin"];

/// The calls of a script, in order.
pub(super) fn calls(text: &str) -> Vec<Call<'_>> {
    let mut found = Vec::new();
    // For each open block, whether what is in it surely runs.
    let mut blocks: Vec<bool> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = statement(rest);
        rest = after;
        let line = line.trim();
        let word = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        if line == "__END__" {
            break;
        }
        if line.is_empty() {
            continue;
        }
        if word == "end" {
            blocks.pop();
            continue;
        }
        let sure = blocks.iter().all(|sure| *sure);
        let opens = OPENERS.contains(&word);
        let does = !opens && opens_block(line);
        if !opens && let Some(mut call) = call(line, text) {
            // `… if x` and `… unless x` at the end.
            call.conditional = !sure || [" if ", " unless "].iter().any(|word| outside_quotes(line, word));
            let build = call.name == "configure" && call.text(0) == Some("build");
            if does {
                blocks.push(build);
            }
            found.push(call);
        } else if opens || does {
            blocks.push(false);
        }
    }
    found
}

/// The first statement of a script: a line without its comment, and the lines after it while it ends with a comma or an open
/// bracket.
fn statement(text: &str) -> (&str, &str) {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let code = without_comment(line).trim_end();
        end += line.len();
        if end == line.len() && code.trim_start().starts_with("=begin") {
            let close = text.find("\n=end").map_or(text.len(), |at| at + "\n=end".len());
            return ("", text[close..].split_once('\n').map_or("", |(_, rest)| rest));
        }
        if !code.ends_with([',', '(', '{', '[', '\\']) {
            let start = end - line.len();
            return (&text[..start + code.len()], &text[end..]);
        }
    }
    (text, "")
}

/// A line up to a `#` that stands in no quotes.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut before = '\n';
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open && before != '\\' => quote = None,
            Some(_) => {}
            None if c == '#' => return &line[..at],
            None if matches!(c, '\'' | '"') => quote = Some(c),
            None => {}
        }
        before = c;
    }
    line
}

/// Whether `word` stands in a line, but not in quotes.
fn outside_quotes(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = &line[..at];
        ['\'', '"'].iter().all(|quote| before.matches(*quote).count().is_multiple_of(2))
    })
}

/// Whether a line ends with `do` or `do |x|`.
fn opens_block(line: &str) -> bool {
    let line = line.strip_suffix('|').and_then(|line| line.rsplit_once('|')).map_or(line, |(line, _)| line).trim_end();
    line == "do" || line.ends_with(" do") || line.ends_with(")do")
}

fn call<'t>(line: &'t str, script: &'t str) -> Option<Call<'t>> {
    let length = line.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | ':'))?;
    let (name, rest) = line.split_at(length);
    if let Some(rest) = rest.strip_prefix("[:").filter(|_| name == "config" || name.ends_with(".config")) {
        let (key, rest) = rest.split_once(']')?;
        let rest = rest.trim_start().strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
        let value = values(rest, script).0.into_iter().next().unwrap_or(Value::Other);
        return Some(Call { name: "set", arguments: vec![Value::Symbol(key), value], named: Vec::new(), conditional: false });
    }
    if name.is_empty() || !rest.starts_with(['(', ' ', '\t']) || rest.trim_start().starts_with(['=', '<', '+', '?', '.']) {
        return None;
    }
    let (arguments, named) = values(rest.trim_start().trim_start_matches('('), script);
    Some(Call { name, arguments, named, conditional: false })
}

type Values<'t> = (Vec<Value<'t>>, Vec<(&'t str, Value<'t>)>);

/// What stands between commas.
fn values<'t>(text: &'t str, script: &'t str) -> Values<'t> {
    let (mut plain, mut named) = (Vec::new(), Vec::new());
    for part in parts(text) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let word = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(part.len());
        let after = &part[word..];
        let symbol = part.strip_prefix(':').and_then(|rest| rest.split_once("=>"));
        if word > 0 && after.starts_with(':') && !after.starts_with("::") {
            named.push((&part[..word], value(after[1..].trim(), script)));
        } else if let Some((key, rest)) = symbol.filter(|(key, _)| !key.contains(['\'', '"'])) {
            named.push((key.trim(), value(rest.trim(), script)));
        } else {
            plain.push(value(part, script));
        }
    }
    (plain, named)
}

/// Splits at commas outside of quotes and brackets, up to a closing bracket that was not opened here or a ` do`.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quote, mut before) = (0, 0usize, None, ' ');
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open && before != '\\' => quote = None,
            Some(_) => {}
            None => match c {
                '\'' | '"' => quote = Some(c),
                // A pattern can begin only where a value can.
                '/' if text[start..at].trim().is_empty() => quote = Some('/'),
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => {
                    end = at;
                    break;
                }
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    parts.push(&text[start..at]);
                    start = at + 1;
                }
                ' ' if depth == 0
                    && (text[at..].starts_with(" do") && text[at + 3..].trim_start().starts_with(['|'])
                        || text[at..].trim_end() == " do") =>
                {
                    end = at;
                    break;
                }
                ' ' if depth == 0 && [" if ", " unless "].iter().any(|word| text[at..].starts_with(word)) => {
                    end = at;
                    break;
                }
                _ => {}
            },
        }
        before = c;
    }
    parts.push(text.get(start..end).unwrap_or_default());
    parts
}

fn value<'t>(text: &'t str, script: &'t str) -> Value<'t> {
    let quoted = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote).filter(|inside| !inside.contains(quote));
    if let Some(inside) = quoted('\'').filter(|inside| !inside.contains('\\')) {
        return Value::Text(inside, place(inside, script));
    }
    if let Some(inside) = quoted('"').filter(|inside| !inside.contains('\\')) {
        return match (inside.find("#{"), inside.rfind('}')) {
            (Some(open), Some(close)) if open < close => Value::Partly(&inside[..open], &inside[close + 1..]),
            (None, _) => Value::Text(inside, place(inside, script)),
            _ => Value::Other,
        };
    }
    if let Some(pattern) = quoted('/') {
        return Value::Pattern(pattern);
    }
    match text {
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        _ => match text.strip_prefix(':') {
            Some(name) if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => Value::Symbol(name),
            _ => Value::Other,
        },
    }
}

fn place(part: &str, script: &str) -> Span {
    let start = part.as_ptr() as usize - script.as_ptr() as usize;
    Span::new(start, start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_read() {
        let script = r##"
require 'govuk_tech_docs'
GovukTechDocs.configure(self) # all of it
=begin
activate :nothing
=end
activate :directory_indexes
set :http_prefix, "/handbook" # "here"
config[:source] = 'src'
set :markdown, fenced_code_blocks: true,
               :tables => false
redirect "old.html", to: "new/index.html"
redirect('b', to: '/c')
ignore /drafts/
page "/feed.xml", layout: false
proxy "/people/#{name}.html", "/person.html", locals: { a: 1 }, ignore: true
configure :build do
  set :relative_links, true
end
activate :blog do |blog|
  blog.prefix = "news"
end
if ENV["X"]
  activate :relative_assets
end
data.people.each do |person|
  proxy "/team/#{person.id}.html", "/team.html"
end
set :strip, false if ENV['Y']
helpers do
  def name(x)
    set :no, true
  end
end
set :last, :symbol
"##;
        let calls = calls(script);
        let shown: Vec<String> = calls
            .iter()
            .map(|call| {
                let value = |value: &Value<'_>| match value {
                    Value::Text(text, span) => {
                        assert_eq!(span.of(script), *text);
                        format!("'{text}'")
                    }
                    Value::Symbol(name) => format!(":{name}"),
                    Value::Flag(flag) => flag.to_string(),
                    Value::Pattern(pattern) => format!("/{pattern}/"),
                    Value::Partly(start, end) => format!("{start}…{end}"),
                    Value::Other => "?".to_owned(),
                };
                let named = call.named.iter().map(|(name, given)| format!("{name}={}", value(given)));
                let all: Vec<_> = call.arguments.iter().map(value).chain(named).collect();
                format!("{}{} {}", if call.conditional { "~" } else { "" }, call.name, all.join(" "))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "require 'govuk_tech_docs'",
                "GovukTechDocs.configure ?",
                "activate :directory_indexes",
                "set :http_prefix '/handbook'",
                "set :source 'src'",
                "set :markdown fenced_code_blocks=true tables=false",
                "redirect 'old.html' to='new/index.html'",
                "redirect 'b' to='/c'",
                "ignore /drafts/",
                "page '/feed.xml' layout=false",
                "proxy /people/….html '/person.html' locals=? ignore=true",
                "configure :build",
                "set :relative_links true",
                "activate :blog",
                "~activate :relative_assets",
                "data.people.each ?",
                "~proxy /team/….html '/team.html'",
                "~set :strip false",
                "helpers ?",
                "~set :no true",
                "set :last :symbol",
            ]
        );
    }

    #[test]
    fn nothing_upsets_it() {
        for script in
            ["", "\u{0}", "set", "set(", "set :a,", "'", "\"#{", "=begin", "config[:a", "config[:a]", "é 'ü'", "do\nend\nend"]
        {
            calls(script);
        }
        let deep = "if a\n".repeat(20_000);
        assert!(calls(&deep).is_empty());
    }
}
