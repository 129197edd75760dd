//! Redirects that stand in files of their own: `_redirects`, as Netlify and Cloudflare Pages read it, `netlify.toml` and
//! `vercel.json`.

use super::{Facts, Files, Origin, path_patterns};
use crate::{
    page::front_matter::{Data, Node, Style, Syntax, read_data},
    path::SitePath,
    text::Span,
};

/// A redirect written in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectRule {
    /// The address that is redirected, as written; `*` at its end stands for anything.
    pub from: String,
    /// Where it leads, as written; `:splat` stands for what `*` matched.
    pub to: String,
    /// The file.
    pub path: SitePath,
    /// Where `from` is written.
    pub from_span: Span,
    /// Where `to` is written.
    pub to_span: Span,
}

impl RedirectRule {
    /// Where a request for `path` is sent by this rule, if at all.
    pub fn apply(&self, path: &str) -> Option<String> {
        match self.from.strip_suffix('*') {
            Some(prefix) => {
                let rest = path.strip_prefix(prefix).or_else(|| (path == prefix.trim_end_matches('/')).then_some(""))?;
                Some(self.to.replace(":splat", rest))
            }
            None => (self.from == path).then(|| self.to.clone()),
        }
    }
}

/// What a file of redirects says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// The redirects that can be followed.
    pub rules: Vec<RedirectRule>,
    /// What addresses begin with that the host answers in a way that only it can tell: rewrites, and redirects with
    /// placeholders or conditions.
    pub answered: Vec<String>,
    /// Single addresses that it answers so.
    pub rewritten: Vec<String>,
}

/// The rules of a `_redirects` file. Others that cannot be followed are left out: see [`read`].
pub fn parse(path: &SitePath, text: &str) -> Vec<RedirectRule> {
    read(path, text).rules
}

/// Reads a file of redirects by its name: `….toml` as `netlify.toml`, `….json` as `vercel.json`, anything else as `_redirects`.
pub fn read(path: &SitePath, text: &str) -> Redirects {
    let mut found = Redirects::default();
    match path.extension() {
        "toml" => netlify(path, text, &mut found),
        "json" => vercel(path, text, &mut found),
        _ => lines(path, text, &mut found),
    }
    found
}

/// Takes over what the host's own files say, whatever the generator: at the top of the repository, and `_redirects` at the top of
/// what is served.
pub fn learn(files: &dyn Files, facts: &mut Facts) {
    let served = facts.statics.value.iter().filter(|mount| mount.url.is_empty()).map(|mount| &mount.path);
    let folders = served.chain(&facts.content.value).filter_map(|folder| folder.join("_redirects"));
    let mut tops = vec![SitePath::root()];
    if let Origin::File(file) = &facts.generator.origin {
        // The folder of the configuration, and those above it.
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        tops.extend(folders.filter_map(SitePath::new));
    }
    let names = ["_redirects", "netlify.toml", "vercel.json"];
    let top = tops.iter().flat_map(|top| names.into_iter().filter_map(|name| top.join(name)));
    let mut paths: Vec<SitePath> = top.chain(folders).filter(|path| files.exists(path.as_str())).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let known = facts.redirects.iter().any(|rule| rule.path == path);
        if let Some(text) = files.read(path.as_str()) {
            add(facts, read(&path, &text), !known);
        }
    }
}

/// Takes over what one file says; its `rules` only if they are not known yet. Hosts know nothing of the path that the site is
/// published under: what they answer beside it is none of the site's.
pub fn add(facts: &mut Facts, found: Redirects, rules: bool) {
    let prefix = facts.prefix.value.clone();
    let below = |path: &str| {
        let rest = path.strip_prefix(prefix.as_str()).filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        Some(if rest.is_empty() { "/".to_owned() } else { rest.to_owned() })
    };
    for rule in found.rules.into_iter().filter(|_| rules) {
        let Some(from) = below(&rule.from) else { continue };
        match below(&rule.to) {
            Some(to) => facts.redirects.push(RedirectRule { from, to, ..rule }),
            // Another site of the same host.
            None if rule.to.starts_with('/') => facts.virtual_routes.push(from),
            None => facts.redirects.push(RedirectRule { from, ..rule }),
        }
    }
    facts.computed_routes.extend(found.answered.iter().filter_map(|start| Some((below(start)?, String::new()))));
    facts.virtual_routes.extend(found.rewritten.iter().filter_map(|path| below(path)));
}

/// What becomes of requests.
enum Answer {
    /// They are sent elsewhere.
    Redirect,
    /// They get what only the host knows.
    Unknown,
    /// They get what they would get anyhow: an error page.
    Nothing,
}

impl Answer {
    fn of(status: &str) -> Self {
        match status.trim_end_matches('!') {
            "200" => Self::Unknown,
            status if status.starts_with('3') => Self::Redirect,
            _ => Self::Nothing,
        }
    }
}

impl Redirects {
    /// Adds a redirect; one with placeholders is taken for an address that only the host can answer for.
    pub fn redirect(&mut self, rule: RedirectRule) {
        self.add(Answer::Redirect, rule);
    }

    /// Adds one rule. A `*` may stand at the end of `from`, and `:splat` for it in `to`.
    fn add(&mut self, answer: Answer, rule: RedirectRule) {
        // Whole addresses belong to other hosts.
        if !rule.from.starts_with('/') {
            return;
        }
        let fixed = rule.from.find([':', '*', '(', '{']).unwrap_or(rule.from.len());
        let plain = fixed == rule.from.len() || rule.from[fixed..] == *"*" && rule.from[..fixed].ends_with('/');
        match answer {
            Answer::Redirect if plain && !rule.to.replace(":splat", "").contains("/:") => self.rules.push(rule),
            Answer::Nothing => {}
            Answer::Redirect | Answer::Unknown if fixed < rule.from.len() => {
                self.answered.extend(path_patterns::beginnings(&rule.from));
            }
            Answer::Redirect | Answer::Unknown => self.rewritten.push(rule.from),
        }
    }
}

/// `from to [status]`, a line each; `#` starts a comment. Parameters (`id=:id`) and conditions (`Country=de`) may follow.
fn lines(path: &SitePath, text: &str, found: &mut Redirects) {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let mut words = line.split_whitespace().take_while(|word| !word.starts_with('#')).peekable();
        let Some(from) = words.next() else { continue };
        let mut depends = false;
        while words.next_if(|word| word.contains('=') && !word.starts_with(['/', 'h'])).is_some() {
            depends = true;
        }
        let Some(to) = words.next() else { continue };
        let status = words.next().unwrap_or("301");
        // What only some readers are sent by is there for the others.
        if words.next().is_some() {
            continue;
        }
        let at = |word: &str| {
            let begin = start + (word.as_ptr() as usize - line.as_ptr() as usize);
            Span::new(begin, begin + word.len())
        };
        let rule =
            RedirectRule { from: from.to_owned(), to: to.to_owned(), path: path.clone(), from_span: at(from), to_span: at(to) };
        found.add(if depends { Answer::Unknown } else { Answer::of(status) }, rule);
    }
}

/// `[[redirects]]` of `netlify.toml`.
fn netlify(path: &SitePath, text: &str, found: &mut Redirects) {
    let root = read_data(text, Syntax::Toml);
    for table in root.as_ref().and_then(|root| root.get("redirects")).and_then(|entry| entry.value.as_list()).unwrap_or_default()
    {
        let value = |key: &str| table.get(key).map(|entry| &entry.value);
        let (Some(from), Some(to)) = (value("from"), value("to")) else { continue };
        if value("conditions").is_some() {
            continue;
        }
        let status = value("status").and_then(Node::as_str).unwrap_or("301");
        let answer = if value("query").is_some() { Answer::Unknown } else { Answer::of(status) };
        put(path, text, found, answer, (from, to));
    }
}

/// `redirects` and `rewrites` of `vercel.json`.
fn vercel(path: &SitePath, text: &str, found: &mut Redirects) {
    let root = read_data(text, Syntax::Json);
    for (list, is_redirect) in [("redirects", true), ("rewrites", false)] {
        let tables = root.as_ref().and_then(|root| root.get(list)).and_then(|entry| entry.value.as_list());
        for table in tables.unwrap_or_default() {
            let value = |key: &str| table.get(key).map(|entry| &entry.value);
            let (Some(from), Some(to)) = (value("source"), value("destination")) else { continue };
            if value("has").is_some() || value("missing").is_some() {
                continue;
            }
            let answer = if is_redirect { Answer::Redirect } else { Answer::Unknown };
            put(path, text, found, answer, (from, to));
        }
    }
}

fn put(path: &SitePath, text: &str, found: &mut Redirects, answer: Answer, (from, to): (&Node, &Node)) {
    let (Some(from_text), Some(to_text)) = (from.as_str(), to.as_str()) else { return };
    let plain = path_patterns::plain(from_text, to_text);
    let (from_text, to_text) = plain.unwrap_or_else(|| (from_text.to_owned(), to_text.to_owned()));
    let rule = RedirectRule {
        from: from_text,
        to: to_text,
        path: path.clone(),
        from_span: inside_quotes(from, text),
        to_span: inside_quotes(to, text),
    };
    found.add(answer, rule);
}

/// The place of a text without its quotes.
fn inside_quotes(node: &Node, text: &str) -> Span {
    let quoted = matches!(&node.data, Data::Scalar(scalar) if matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted));
    let written = node.span.of(text);
    let once = quoted && written.len() >= 2 && !written.starts_with("\"\"\"") && !written.starts_with("'''");
    if once { Span::new(node.span.start as usize + 1, node.span.end as usize - 1) } else { node.span }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let found = read(&SitePath::new(name).unwrap(), text);
        let shown = found.rules.iter().map(|rule| {
            let spans = [rule.from_span, rule.to_span].map(|span| span.of(text).to_owned());
            assert!(spans[0].starts_with('/') && !spans[1].contains('"'), "{spans:?}");
            format!("{} {}", rule.from, rule.to)
        });
        (shown.collect(), found.answered, found.rewritten)
    }

    fn texts<const N: usize>(list: [&str; N]) -> Vec<String> {
        list.map(str::to_owned).to_vec()
    }

    #[test]
    fn rules_are_read() {
        let text = "# old\n/a  /b/ 301\r\n/x/* /y/:splat # all\n/api/* /f 200\nhttps://e.org/a /b\n/* /404.html 404\n/n/:y/* /m/:y\n\
                    /shop id=:id /s/:id\n/de /at 302 Country=at\n/one /two 200!\n/three\n/p /q/:splat\n";
        assert_eq!(
            found("_redirects", text),
            (texts(["/a /b/", "/x/* /y/:splat", "/p /q/:splat"]), texts(["/api/", "/n/"]), texts(["/shop", "/one"]))
        );
        let rules = parse(&SitePath::new("_redirects").unwrap(), text);
        assert_eq!(rules[0].apply("/a"), Some("/b/".to_owned()));
        assert_eq!(rules[1].apply("/x/1/2"), Some("/y/1/2".to_owned()));
        assert_eq!(rules[1].apply("/z"), None);
    }

    #[test]
    fn netlify_toml_is_read() {
        let text = "[build]\npublish = \"out\"\n[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\n[[redirects]]\nfrom = '/c/*'\nto = \"/d/:splat\"\n\
                    status = 302\nforce = true\n[[redirects]]\nfrom = \"/*\"\nto = \"/index.html\"\nstatus = 200\n[[redirects]]\nfrom = \"/e\"\n\
                    to = \"/f\"\n[redirects.conditions]\nCountry = [\"de\"]\n[[redirects]]\nfrom = \"/*\"\nto = \"/404.html\"\nstatus = 404\n";
        assert_eq!(found("netlify.toml", text), (texts(["/a /b", "/c/* /d/:splat"]), texts(["/"]), texts([])));
        assert_eq!(found("netlify.toml", "redirects = 1\n[[[").0, texts([]));
    }

    #[test]
    fn vercel_json_is_read() {
        let text = r#"{"cleanUrls": true, "redirects": [{"source": "/a", "destination": "/b", "permanent": true},
            {"source": "/old/:path*", "destination": "/new/:path*"}, {"source": "/u/:id(\\d+)", "destination": "/v/:id"},
            {"source": "/c", "destination": "/d", "has": [{"type": "host"}]}],
            "rewrites": [{"source": "/api/(.*)", "destination": "https://e.org/$1"}, {"source": "/one", "destination": "/two"}]}"#;
        assert_eq!(
            found("vercel.json", text),
            (texts(["/a /b", "/old/* /new/:splat"]), texts(["/u/", "/api/"]), texts(["/one"]))
        );
        assert_eq!(found("vercel.json", "{").0, texts([]));
    }
}
