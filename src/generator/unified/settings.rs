//! What `package.json` and the configuration of Next.js say.

use super::{
    super::{
        Facts, Files, Generator, HeadingIds, IdPass, Mount, Origin, Route,
        custom::Custom,
        facts::clean_prefix,
        redirects::{RedirectRule, Redirects, add},
        script::{Script, Value},
        slug::Slugger,
    },
    APP, NEXTRA, SLASH, meta,
};
use crate::{
    page::dialect::{FrontMatterDialect, MarkdownDialect, Scalars},
    path::SitePath,
    text::Span,
};

const CONFIGS: [&str; 5] = ["next.config.mjs", "next.config.js", "next.config.ts", "next.config.mts", "next.config.cjs"];

/// Whether the project needs a package.
pub(super) fn needs(files: &dyn Files, package: &str) -> bool {
    let text = files.read("package.json").unwrap_or_default();
    let Ok(json) = serde_json::from_str::<serde_json::Value>(&text) else { return false };
    ["dependencies", "devDependencies"].iter().any(|key| json.get(key).and_then(|all| all.get(package)).is_some())
}

/// The folder of Nextra's pages.
pub(super) fn folder(files: &dyn Files) -> Option<&'static str> {
    let folders = ["content", "src/content", "pages", "src/pages", "app", "src/app"];
    let holds = |folder: &&str| files.below(folder).any(|path| matches!(path.extension(), "md" | "mdx"));
    folders.into_iter().find(holds)
}

pub(super) fn learn(files: &dyn Files, facts: &mut Facts) {
    facts.dialect.front_matter = FrontMatterDialect { scalars: Scalars::JsYaml4, ..FrontMatterDialect::default() };
    let nextra = needs(files, "nextra");
    if !nextra {
        if files.below("content").next().is_some() {
            facts.content.learn(SitePath::new("content").into_iter().collect(), Origin::Default);
        }
        Custom.facts(files, facts);
        return;
    }
    facts.flags.push(NEXTRA);
    facts.dialect.markdown = MarkdownDialect { bracket_ids: true, ..MarkdownDialect::default() };
    if let Some(folder) = folder(files) {
        facts.content.learn(SitePath::new(folder).into_iter().collect(), Origin::Default);
        if folder.ends_with("app") {
            facts.flags.push(APP);
        }
    }
    let levels = IdPass::ALL_LEVELS & !0b10;
    let pass = IdPass { levels, ..IdPass::new(Slugger::Github, Slugger::Github.numbering(), false) };
    facts.heading_ids.learn(HeadingIds { passes: vec![pass], ..HeadingIds::default() }, Origin::Default);
    let public = SitePath::new("public").map(|path| Mount { path, url: String::new() });
    facts.statics.learn(public.into_iter().collect(), Origin::Default);
    // Pages written in JavaScript or TypeScript.
    for root in ["app", "src/app", "pages", "src/pages"] {
        for file in files.below(root).filter(|file| matches!(file.extension(), "js" | "jsx" | "ts" | "tsx")) {
            let Some(below) = file.below(root) else { continue };
            let stem = below.strip_suffix(&format!(".{}", file.extension())).unwrap_or(below);
            let path = match stem.strip_suffix("page").filter(|_| root.ends_with("app")) {
                Some(path) if path.is_empty() || path.ends_with('/') => path.trim_end_matches('/'),
                _ if root.ends_with("pages") && !file.file_name().starts_with('_') => stem,
                _ => continue,
            };
            serve(facts, path, file);
        }
    }
    if let Some((name, text)) = CONFIGS.into_iter().find_map(|name| Some((name, files.read(name)?))) {
        config(facts, name, &text);
    }
    meta::read(files, facts);
}

/// The address of a page that is a program; what its folders stand for in brackets only a build would tell, and the page that
/// shows all the content (`[[...mdxPath]]`) is none of its own.
fn serve(facts: &mut Facts, path: &str, file: &SitePath) {
    let parts = path.split('/').filter(|part| !part.is_empty() && !part.starts_with('('));
    let address: String = parts.map(|part| format!("/{part}")).collect();
    match address.find('[') {
        Some(open) if !file.as_str().contains("mdxPath") => {
            facts.computed_routes.push((address[..open].to_owned(), String::new()))
        }
        Some(_) => {}
        None => facts.virtual_routes.push(if address.is_empty() { "/".to_owned() } else { address }),
    }
}

fn config(facts: &mut Facts, name: &str, text: &str) {
    let script = Script::read(name, text);
    if let Some(problem) = &script.problem {
        facts.could_not_read(name, problem.message.clone());
    }
    let origin = || Origin::File(name.to_owned());
    for call in script.calls_to("nextra") {
        if let Some(base) = call.arguments.first().and_then(|options| options.get("contentDirBasePath")).and_then(Value::as_str) {
            facts.variables.push((CONTENT_BASE.to_owned(), clean_prefix(base)));
        }
    }
    // The default export is what `nextra(…)` made is given: `withNextra({ … })`.
    let Some(config) = script.default_export() else { return };
    if let Some(base) = config.get("basePath").and_then(Value::as_str) {
        facts.prefix.learn(clean_prefix(base), origin());
        facts.adds_prefix = true;
    }
    if config.get("trailingSlash").and_then(Value::as_bool) == Some(true) {
        facts.flags.push(SLASH);
    }
    if config.get("i18n").is_some() {
        facts.could_not_read(name, "its languages are not understood yet; set `locales` under `[site]` in handbook.toml");
    }
    let rules = match config.get("redirects") {
        Some(Value::Function(function)) => function.returns.clone(),
        Some(other) => other.clone(),
        None => return,
    };
    let Some(path) = SitePath::new(name) else { return };
    let mut found = Redirects::default();
    for rule in rules.list() {
        let (Some(from), Some(to)) =
            (rule.get("source").and_then(Value::as_str), rule.get("destination").and_then(Value::as_str))
        else {
            continue;
        };
        if rule.get("has").is_some() || rule.get("missing").is_some() {
            continue;
        }
        let (from, to) = splat(from, to);
        let place =
            |word: &str| text.find(word.trim_end_matches('*')).map_or(Span::default(), |at| Span::new(at, at + word.len()));
        let (from_span, to_span) = (place(&from), place(&to));
        found.redirect(RedirectRule { from, to, path: path.clone(), from_span, to_span });
    }
    if rules.list().is_empty() || rules.list().contains(&Value::Computed) {
        facts.could_not_read(name, "`redirects` is worked out; set `redirects` under `[site]` in handbook.toml");
    }
    add(facts, found, true);
}

/// `/old/:path*` to `/new/:path*` is `/old/*` to `/new/:splat`.
fn splat(from: &str, to: &str) -> (String, String) {
    let name = from.strip_suffix('*').and_then(|from| from.rsplit_once("/:"));
    match name {
        Some((start, name)) => (format!("{start}/*"), to.replace(&format!(":{name}*"), ":splat")),
        None => (from.to_owned(), to.to_owned()),
    }
}

/// The variable that holds what every address of the content begins with.
const CONTENT_BASE: &str = "contentDirBasePath";

/// The address of a page.
pub(super) fn route(facts: &Facts, below: &str) -> Route {
    let path = below.rsplit_once('.').map_or(below, |(path, _)| path);
    let last = if facts.flags.contains(&APP) { "page" } else { "index" };
    let path = path.strip_suffix(last).filter(|path| path.is_empty() || path.ends_with('/')).unwrap_or(path);
    let base = facts.variables.iter().find(|(name, _)| name == CONTENT_BASE).map_or("", |(_, base)| base.as_str());
    let mut url = base.to_owned();
    for part in path.split('/').filter(|part| !(part.is_empty() || part.starts_with('(') && part.ends_with(')'))) {
        if part.starts_with('[') {
            return Route::Computed { prefix: format!("{url}/"), suffix: String::new() };
        }
        url.push('/');
        url.push_str(part);
    }
    if url.is_empty() || facts.flags.contains(&SLASH) {
        url.push('/');
    }
    Route::At(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_with_a_rest_are_followed() {
        assert_eq!(splat("/a/:path*", "/b/:path*"), ("/a/*".to_owned(), "/b/:splat".to_owned()));
        assert_eq!(splat("/a", "/b"), ("/a".to_owned(), "/b".to_owned()));
    }
}
