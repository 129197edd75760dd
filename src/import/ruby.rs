//! The calls in a style of mdl, or in `.mdlrc`. Both are Ruby programs; what is written out in them is read, and nothing is run.

use super::value::{At, Entry, Value};
use crate::path::SitePath;

/// A call: `rule 'MD013', :line_length => 99`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) at: At,
    /// The arguments that have no name.
    pub(super) arguments: Vec<Value>,
    /// Those that have one.
    pub(super) options: Vec<Entry>,
}

/// The calls of a program, one after the other. What is none is passed over.
pub(super) fn calls(text: &str, file: &SitePath) -> Vec<Call> {
    let tokens = tokens(text);
    let mut reader = Reader { tokens: &tokens, at: 0, file };
    let mut calls = Vec::new();
    while reader.at < tokens.len() {
        calls.extend(reader.call());
        reader.skip_line();
    }
    calls
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name, or a number.
    Word(String),
    Text(String),
    /// `:name`
    Symbol(String),
    /// `name:`
    Label(String),
    Arrow,
    Mark(char),
    End,
}

/// The tokens with their 1-based lines.
fn tokens(text: &str) -> Vec<(Token, usize)> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut line = 1;
    while let Some((at, c)) = chars.next() {
        let start = line;
        let token = match c {
            '\n' => {
                line += 1;
                Token::End
            }
            ';' => Token::End,
            '#' => {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
                continue;
            }
            // A line that goes on.
            '\\' => {
                if chars.next_if(|(_, c)| *c == '\n').is_some() {
                    line += 1;
                }
                continue;
            }
            '\'' | '"' => {
                let mut quoted = String::new();
                while let Some((_, inner)) = chars.next() {
                    match inner {
                        '\\' => quoted.extend(chars.next().map(|(_, c)| c)),
                        inner if inner == c => break,
                        inner => {
                            line += usize::from(inner == '\n');
                            quoted.push(inner);
                        }
                    }
                }
                // `"style": "atx"`
                match chars.next_if(|(_, c)| *c == ':') {
                    Some(_) => Token::Label(quoted),
                    None => Token::Text(quoted),
                }
            }
            '=' if chars.next_if(|(_, c)| *c == '>').is_some() => Token::Arrow,
            ':' if chars.peek().is_some_and(|(_, c)| is_name(*c)) => Token::Symbol(word(text, at + 1, &mut chars)),
            c if is_name(c) || c == '-' && chars.peek().is_some_and(|(_, c)| c.is_ascii_digit()) => {
                let word = word(text, at, &mut chars);
                match chars.next_if(|(_, c)| *c == ':') {
                    Some(_) => Token::Label(word),
                    None => Token::Word(word),
                }
            }
            c if c.is_whitespace() => continue,
            c => Token::Mark(c),
        };
        tokens.push((token, start));
    }
    tokens
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The word that starts at byte `start`; the characters after its first are taken.
fn word(text: &str, start: usize, chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>) -> String {
    let mut end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |c| start + c.len_utf8());
    while let Some((at, c)) = chars.next_if(|(at, c)| *at < end || is_name(*c) || matches!(c, '?' | '!')) {
        end = end.max(at + c.len_utf8());
    }
    text.get(start..end).unwrap_or_default().to_owned()
}

struct Reader<'a> {
    tokens: &'a [(Token, usize)],
    at: usize,
    file: &'a SitePath,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn take(&mut self) -> Option<(Token, usize)> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn skip_line(&mut self) {
        while self.take().is_some_and(|(token, _)| token != Token::End) {}
    }

    /// The call at the start of a line.
    fn call(&mut self) -> Option<Call> {
        let (token, line) = self.tokens.get(self.at)?.clone();
        let Token::Word(name) = token else { return None };
        self.at += 1;
        if self.peek() == Some(&Token::Mark('(')) {
            self.at += 1;
        }
        let mut call = Call { name, at: self.place(line), arguments: Vec::new(), options: Vec::new() };
        loop {
            let (token, line) = self.tokens.get(self.at).cloned().unwrap_or((Token::End, 0));
            match token {
                Token::End | Token::Mark(')' | '}') => break,
                Token::Mark('{') => self.at += 1,
                Token::Label(name) => {
                    self.at += 1;
                    self.ends();
                    let value = self.value();
                    call.options.push(Entry { name, at: self.place(line), value });
                }
                _ => {
                    let value = self.value();
                    if self.peek() == Some(&Token::Arrow) {
                        self.at += 1;
                        self.ends();
                        let name = value.as_str().unwrap_or_default().to_owned();
                        let value = self.value();
                        call.options.push(Entry { name, at: self.place(line), value });
                    } else {
                        call.arguments.push(value);
                    }
                }
            }
            match self.peek() {
                // After a comma the call goes on in the next line.
                Some(Token::Mark(',')) => {
                    self.at += 1;
                    self.ends();
                }
                Some(Token::End) | None => break,
                _ => {}
            }
        }
        Some(call)
    }

    fn place(&self, line: usize) -> At {
        At { file: self.file.clone(), line }
    }

    /// Passes over line ends.
    fn ends(&mut self) {
        while self.peek() == Some(&Token::End) {
            self.at += 1;
        }
    }

    /// A value that is written out; anything else is unknown. Takes at least one token.
    fn value(&mut self) -> Value {
        let value = match self.take().map(|(token, _)| token) {
            Some(Token::Text(text) | Token::Symbol(text)) => Value::Text(text),
            Some(Token::Word(word)) => match word.as_str() {
                "true" => Value::Flag(true),
                "false" => Value::Flag(false),
                "nil" => Value::Nothing,
                word => match word.replace('_', "").parse() {
                    Ok(number) => Value::Integer(number),
                    Err(_) => Value::Unknown,
                },
            },
            Some(Token::Mark('[')) => self.list(),
            _ => Value::Unknown,
        };
        // What is joined, called or computed is not written out.
        match self.peek() {
            Some(Token::Mark(',' | ')' | ']' | '}') | Token::End | Token::Arrow) | None => value,
            _ => {
                self.skip_expression();
                Value::Unknown
            }
        }
    }

    fn list(&mut self) -> Value {
        let mut items = Vec::new();
        loop {
            match self.peek() {
                None => return Value::Unknown,
                Some(Token::Mark(']')) => {
                    self.at += 1;
                    return Value::List(items);
                }
                Some(Token::Mark(',') | Token::End) => self.at += 1,
                // A list in a list is no option of any rule, and would make this go deeper without end.
                Some(Token::Mark('[')) => {
                    self.skip_expression();
                    return Value::Unknown;
                }
                Some(_) => items.push(self.value()),
            }
        }
    }

    /// To the comma or the end of the line; what stands in brackets belongs to it.
    fn skip_expression(&mut self) {
        let mut depth = 0usize;
        while let Some(token) = self.peek() {
            match token {
                Token::End => return,
                Token::Mark(',') if depth == 0 => return,
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') if depth == 0 => return,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A call's name, its arguments, and those with names.
    type Simple = (String, Vec<Value>, Vec<(String, Value)>);

    fn read(text: &str) -> Vec<Simple> {
        let calls = calls(text, &SitePath::new(".mdlrc").expect("a path"));
        calls
            .into_iter()
            .map(|call| (call.name, call.arguments, call.options.into_iter().map(|entry| (entry.name, entry.value)).collect()))
            .collect()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn calls_are_read() {
        let found = read(
            "# a style\nall\nrule 'MD013', :line_length => 99, code_blocks: false # long\n\
             rule(\"MD029\", style: :ordered)\nexclude_rule 'MD033';tag :whitespace\n\
             rule 'MD030',\n  :ul_multi => 3,\n  :ol_multi => 2\nrules ['~MD001', 'MD002'], 1_000, -1\n",
        );
        let options = |entries: &[(&str, Value)]| -> Vec<(String, Value)> {
            entries.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
        };
        assert_eq!(
            found,
            [
                ("all".to_owned(), vec![], vec![]),
                (
                    "rule".to_owned(),
                    vec![text("MD013")],
                    options(&[("line_length", Value::Integer(99)), ("code_blocks", Value::Flag(false))])
                ),
                ("rule".to_owned(), vec![text("MD029")], options(&[("style", text("ordered"))])),
                ("exclude_rule".to_owned(), vec![text("MD033")], vec![]),
                ("tag".to_owned(), vec![text("whitespace")], vec![]),
                (
                    "rule".to_owned(),
                    vec![text("MD030")],
                    options(&[("ul_multi", Value::Integer(3)), ("ol_multi", Value::Integer(2))])
                ),
                (
                    "rules".to_owned(),
                    vec![Value::List(vec![text("~MD001"), text("MD002")]), Value::Integer(1000), Value::Integer(-1)],
                    vec![]
                ),
            ]
        );
    }

    #[test]
    fn what_is_computed_is_unknown() {
        assert_eq!(
            read("style File.join(a, 'b'), 'c'\nrules x + 1"),
            [("style".to_owned(), vec![Value::Unknown, text("c")], vec![]), ("rules".to_owned(), vec![Value::Unknown], vec![])]
        );
        for broken in
            ["rule 'MD", "rule [", "rule [[[[", "rule :", "(((", "rule 'a' =>", "\\", "rule a: {b: 1}", "ü: ü", "rule 'x', {"]
        {
            read(broken);
        }
    }
}
