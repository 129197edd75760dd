//! The host's file of redirects that a template of the site writes: an output format with the name `_redirects`.

use super::config::Config;
use crate::{
    generator::{
        Facts, Files,
        redirects::{self, Redirects},
    },
    path::SitePath,
};

/// The output formats that write the host's file.
pub(super) fn formats(config: &Config) -> Vec<String> {
    let mut names = config.keys(&["outputformats"]);
    names.retain(|name| config.str(&["outputformats", name, "basename"]) == Some("_redirects"));
    names
}

/// Takes over the lines that stand in the templates as the host gets them. Those that actions print are not known.
pub(super) fn learn(files: &dyn Files, config: &Config, layouts: &[SitePath], facts: &mut Facts) {
    for format in formats(config) {
        let template = |folder: &SitePath| {
            let mut paths = files.below(folder.as_str());
            paths.find(|path| path.extension().eq_ignore_ascii_case(&format)).cloned()
        };
        let Some(path) = layouts.iter().find_map(template) else { continue };
        let Some(text) = files.read(path.as_str()) else { continue };
        redirects::add(facts, of_template(&path, &text), true);
    }
}

/// What the plain lines of a template say. Where an action tells the target, the host alone knows it.
fn of_template(path: &SitePath, text: &str) -> Redirects {
    let mut plain = String::with_capacity(text.len());
    let mut answered = Vec::new();
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let begins = line.find("{{");
        let acts = open || begins.is_some();
        let from = line.split_whitespace().next().filter(|from| from.starts_with('/') && !from.contains("{{") && !open);
        if let Some(from) = from.filter(|_| acts) {
            answered.push(from);
        }
        open = match (line.rfind("{{"), line.rfind("}}")) {
            (Some(open), close) => close.is_none_or(|close| close < open),
            (None, close) => open && close.is_none(),
        };
        // Places in the file stay what they are.
        if acts {
            plain.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            plain.push_str(line);
        }
    }
    let mut found = redirects::read(path, &plain);
    for from in answered {
        match from.find(['*', ':']) {
            Some(end) => found.answered.push(from[..end].to_owned()),
            None => found.rewritten.push(from.to_owned()),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_of_a_template_are_read() {
        let text = "# {{ now }}\n/a /b 301\n/images/* {{ $base }}/images/:splat 301\n/x {{ $y }}\n\
                    {{- range .Pages }}\n{{ printf \"%s /z\"\n/no /no\n}}\n{{ end }}\n/old/* /new/:splat\n{{ unclosed\n/never /here\n";
        let found = of_template(&SitePath::new("layouts/index.redirects").unwrap(), text);
        let rules: Vec<_> = found.rules.iter().map(|rule| (&*rule.from, &*rule.to)).collect();
        assert_eq!(rules, [("/a", "/b"), ("/old/*", "/new/:splat")]);
        assert_eq!((found.answered, found.rewritten), (vec!["/images/".to_owned()], vec!["/x".to_owned()]));
        assert!(found.rules.iter().all(|rule| rule.from_span.of(text) == rule.from));
    }
}
