//! How deep a script nests, found without parsing it: parser and reader recurse, and the stack is finite.

/// Deepest nesting of brackets that is read. The deepest hand-written configs known stay below 20.
const MAX_BRACKETS: usize = 500;

/// Most tokens that may build one expression without a comma, semicolon or new statement between them. Each can nest one
/// level deeper (`!!!x`, `a => b => c`, `a ? b : c ? d : e`), so this bounds what brackets do not show.
const MAX_TOKENS: usize = 4000;

/// Where the script first nests too deep to be read, as a byte offset.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text.as_bytes());
    scan.run(usize::MAX);
    scan.too_deep
}

/// Where the last top-level statement that begins before `offset` begins, as a byte offset.
pub(super) fn statement_before(text: &str, offset: usize) -> usize {
    let mut scan = Scan::new(text.as_bytes());
    scan.run(offset);
    scan.statement
}

/// A pair of brackets that is open; the file itself is the first.
#[derive(Default)]
struct Level {
    /// Opened by `${` in a template literal.
    template: bool,
    /// Tokens since the last separator.
    tokens: usize,
    /// What nests across separators: `else if`, `for (…) for (…)`, JSX tags, type arguments.
    lasting: usize,
}

/// What the last token was.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// A name, literal or closing bracket: an operator or a new statement follows.
    Operand,
    /// The end of a block or object: a new statement may follow on the same line.
    Brace,
    /// An operator, separator, opening bracket or operator word: an operand follows.
    Operator,
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    levels: Vec<Level>,
    /// Sum over all levels of their tokens and lasting nests.
    sum: usize,
    last: Last,
    newline: bool,
    statement: usize,
    too_deep: Option<usize>,
}

impl<'t> Scan<'t> {
    fn new(bytes: &'t [u8]) -> Self {
        let levels = vec![Level::default()];
        Self { bytes, at: 0, levels, sum: 0, last: Last::Operator, newline: false, statement: 0, too_deep: None }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn run(&mut self, end: usize) {
        let end = end.min(self.bytes.len());
        while self.at < end && self.too_deep.is_none() {
            let start = self.at;
            match self.byte(0) {
                b'\n' | b'\r' => {
                    self.newline = true;
                    self.at += 1;
                }
                b' ' | b'\t' => self.at += 1,
                b'/' if self.byte(1) == b'/' => self.skip_line(),
                b'/' if self.byte(1) == b'*' => {
                    let rest = self.bytes.get(self.at + 2..).unwrap_or_default();
                    self.at = memchr::memmem::find(rest, b"*/").map_or(self.bytes.len(), |found| self.at + found + 4);
                }
                b'/' => self.slash(),
                quote @ (b'"' | b'\'') => self.string(quote),
                b'`' => {
                    self.at += 1;
                    self.template_text();
                }
                open @ (b'(' | b'[' | b'{') => self.open(open),
                close @ (b')' | b']' | b'}') => self.close(close),
                b',' | b';' => {
                    self.at += 1;
                    self.separate();
                    self.last = Last::Operator;
                    if self.byte_at(start) == b';' {
                        self.mark_statement();
                    }
                }
                byte if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'#' | b'\\' | 0x80..) => self.word(),
                b'<' => {
                    self.token(Last::Operator);
                    match self.byte(1) {
                        b'/' => self.unnest(),
                        next if next.is_ascii_alphabetic() || matches!(next, b'>' | b'_' | b'$' | 0x80..) => self.nest(),
                        _ => {}
                    }
                    self.at += 1;
                }
                _ => {
                    self.token(Last::Operator);
                    self.at += 1;
                }
            }
            if self.sum > MAX_TOKENS || self.levels.len() > MAX_BRACKETS {
                self.too_deep = Some(start);
            }
        }
    }

    fn byte_at(&self, offset: usize) -> u8 {
        self.bytes.get(offset).copied().unwrap_or(0)
    }

    /// Counts a token.
    fn token(&mut self, kind: Last) {
        if let Some(level) = self.levels.last_mut() {
            level.tokens += 1;
            self.sum += 1;
        }
        self.last = kind;
        self.newline = false;
    }

    fn nest(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.lasting += 1;
            self.sum += 1;
        }
    }

    fn unnest(&mut self) {
        if let Some(level) = self.levels.last_mut().filter(|level| level.lasting > 0) {
            level.lasting -= 1;
            self.sum -= 1;
        }
    }

    /// What was counted since the last separator cannot nest any further.
    fn separate(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.sum -= level.tokens;
            level.tokens = 0;
        }
    }

    fn mark_statement(&mut self) {
        if self.levels.len() == 1 {
            self.statement = self.at;
        }
    }

    fn word(&mut self) {
        let start = self.at;
        while self.byte(0).is_ascii_alphanumeric() || matches!(self.byte(0), b'_' | b'$' | b'#' | b'\\' | 0x80..) {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        let continues = matches!(word, b"in" | b"of" | b"instanceof" | b"as" | b"satisfies" | b"extends" | b"else" | b"is");
        let begins = self.last == Last::Brace || self.newline && self.last == Last::Operand;
        if begins && !continues {
            self.separate();
            if self.levels.len() == 1 {
                self.statement = start;
            }
        }
        if matches!(word, b"if" | b"for" | b"while" | b"with" | b"else" | b"do") {
            self.nest();
        }
        let operator = continues
            || matches!(
                word,
                b"typeof" | b"void" | b"delete" | b"await" | b"new" | b"yield" | b"return" | b"throw" | b"case" | b"do"
            )
            || matches!(word, b"async" | b"keyof" | b"infer" | b"readonly" | b"unique" | b"asserts" | b"abstract" | b"default");
        self.token(if operator { Last::Operator } else { Last::Operand });
    }

    fn open(&mut self, bracket: u8) {
        // A block after a block (`if (a) {} {}`) or after a line's end begins a statement too.
        if bracket == b'{' && self.last == Last::Brace {
            self.separate();
        }
        self.token(Last::Operator);
        self.levels.push(Level::default());
        self.at += 1;
    }

    fn close(&mut self, bracket: u8) {
        self.at += 1;
        self.newline = false;
        let mut template = false;
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            self.sum -= level.tokens + level.lasting;
            template = level.template;
        }
        if template {
            self.template_text();
        } else {
            self.last = if bracket == b'}' { Last::Brace } else { Last::Operand };
        }
    }

    /// A string; without its closing quote it ends with the line.
    fn string(&mut self, quote: u8) {
        self.token(Last::Operand);
        self.at += 1;
        while self.at < self.bytes.len() {
            match self.byte(0) {
                b'\\' => self.at += 1,
                b'\n' => return,
                byte if byte == quote => {
                    self.at += 1;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// The text of a template literal up to its end or the next `${`.
    fn template_text(&mut self) {
        while self.at < self.bytes.len() {
            match self.byte(0) {
                b'\\' => self.at += 1,
                b'`' => {
                    self.at += 1;
                    self.token(Last::Operand);
                    return;
                }
                b'$' if self.byte(1) == b'{' => {
                    self.at += 2;
                    self.levels.push(Level { template: true, ..Level::default() });
                    self.last = Last::Operator;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    /// A regular expression where an operand must follow and the line holds its end; a division otherwise.
    fn slash(&mut self) {
        let mut end = self.at + 1;
        let mut class = false;
        while self.last != Last::Operand {
            match self.byte_at(end) {
                0 | b'\n' | b'\r' => break,
                b'\\' => end += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => {
                    self.token(Last::Operand);
                    self.at = end + 1;
                    return;
                }
                _ => {}
            }
            end += 1;
        }
        if self.byte(1) == b'>' {
            self.unnest();
        }
        self.token(Last::Operator);
        self.at += 1;
    }

    fn skip_line(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at = memchr::memchr2(b'\n', b'\r', rest).map_or(self.bytes.len(), |found| self.at + found);
    }
}

#[cfg(test)]
mod tests {
    use super::{statement_before, too_deep};

    #[test]
    fn ordinary_scripts_are_not_too_deep() {
        let lines = "const a = b.c(1, 'it''s') + `x${y}`\nif (a) { b() } else c()\nexport const r = /[/\"]/.test(a) / 2\n";
        assert_eq!(too_deep(&lines.repeat(300)), None);
        assert_eq!(too_deep(&"function a(){return a.b+c}".repeat(3000)), None);
        assert_eq!(too_deep(&format!("x = [{}]", "{ text: 'a', link: '/a/' },\n".repeat(20_000))), None);
        assert_eq!(too_deep(&format!("x = {}", "(".repeat(400) + &")".repeat(400))), None);
    }

    #[test]
    fn every_way_to_nest_is_seen() {
        for unit in [
            "(",
            "[",
            "{",
            "`${",
            "!",
            "- ",
            "typeof ",
            "a=>",
            "async a=>",
            "a?b:",
            "a=",
            "new ",
            "if(a)",
            "if(a)b;else ",
            "for(;;)",
            "a:",
            "a.b+",
            "a**",
            "<a>",
            "<a>x\nx",
            "A<B,",
            "keyof ",
            "do ",
            "while(a)\n",
            "a()",
            "(a)=>{return ",
            "f(x,",
            "await\n",
        ] {
            assert!(too_deep(&unit.repeat(100_000)).is_some(), "{unit}");
        }
    }

    #[test]
    fn statements_are_found_before_an_offset() {
        let text = "const a = {b: 1};\nexport default a\nconst c = (";
        assert_eq!(statement_before(text, text.len()), 35);
        assert_eq!(statement_before("(", 1), 0);
    }
}
