//! `_redirects` files, as Netlify and Cloudflare Pages read them.

use crate::{path::SitePath, text::Span};

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

/// The rules of a `_redirects` file: `from to [status]`, a line each; `#` starts a comment. Rules with status 200 (rewrites) or
/// 404 (what is shown where nothing is) or placeholders in the middle are not redirects to check and are left out.
pub fn parse(path: &SitePath, text: &str) -> Vec<RedirectRule> {
    let mut rules = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let mut words = line.split_whitespace();
        let (Some(from), Some(to)) = (words.next(), words.next()) else { continue };
        let status = words.next().unwrap_or("301");
        if from.starts_with('#')
            || !from.starts_with('/')
            || status.starts_with("200")
            || status.starts_with('4')
            || from.contains("/:")
        {
            continue;
        }
        let at = |word: &str| {
            let begin = start + (word.as_ptr() as usize - line.as_ptr() as usize);
            Span::new(begin, begin + word.len())
        };
        rules.push(RedirectRule {
            from: from.to_owned(),
            to: to.to_owned(),
            path: path.clone(),
            from_span: at(from),
            to_span: at(to),
        });
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read() {
        let text = "# old\n/a  /b/ 301\r\n/x/* /y/:splat\n/api/* /f 200\nhttps://e.org/a /b\n";
        let rules = parse(&SitePath::new("_redirects").unwrap(), text);
        assert_eq!(rules.len(), 2);
        assert_eq!((rules[0].from_span.of(text), rules[0].to_span.of(text)), ("/a", "/b/"));
        assert_eq!(rules[0].apply("/a"), Some("/b/".to_owned()));
        assert_eq!(rules[1].apply("/x/1/2"), Some("/y/1/2".to_owned()));
        assert_eq!(rules[1].apply("/z"), None);
    }
}
