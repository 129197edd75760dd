//! `docusaurus.config.*`: what it says of the whole site.

use super::{
    parts, plugins, redirects,
    setup::{Plain, Setup},
};
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Locale, Mount, Origin,
        facts::clean_prefix,
        script::{Script, Value},
        slug::{Numbering, Slugger},
    },
    page::dialect::{Attributes, Closing, FrontMatterDialect, MarkdownDialect, Scalars},
    path::SitePath,
};
use std::sync::Arc;

/// The names of the configuration file, in the order in which Docusaurus looks for them.
const NAMES: [&str; 5] =
    ["docusaurus.config.ts", "docusaurus.config.mts", "docusaurus.config.js", "docusaurus.config.mjs", "docusaurus.config.cjs"];

/// The configuration file: at the top of the repository, else in the folder that is nearest to it.
pub(super) fn find(files: &dyn Files) -> Option<SitePath> {
    let top = NAMES.into_iter().find(|name| files.exists(name));
    if let Some(name) = top {
        return SitePath::new(name);
    }
    let configs = files.paths().iter().filter(|path| {
        path.file_name().starts_with("docusaurus.config.")
            && NAMES.contains(&path.file_name())
            && !path.as_str().contains("node_modules/")
    });
    configs.min_by_key(|path| path.as_str().split('/').count()).cloned()
}

/// What the configuration holds for everyone who reads a part of it.
pub(super) struct Reader<'a> {
    pub files: &'a dyn Files,
    pub facts: &'a mut Facts,
    pub setup: Setup,
    /// The configuration file.
    pub file: SitePath,
    /// Its text.
    pub text: Arc<str>,
}

impl Reader<'_> {
    pub(super) fn origin(&self) -> Origin {
        Origin::File(self.file.as_str().to_owned())
    }

    /// A path that the configuration names, from the site's folder.
    pub(super) fn path(&self, written: &str) -> Option<SitePath> {
        self.setup.site.join(written.strip_prefix("@site/").unwrap_or(written))
    }

    /// A value, seen through its import from another file of the repository; the file, when it is one.
    pub(super) fn imported(&self, value: &Value) -> Option<(Value, SitePath)> {
        let Value::Name(name) = value else { return None };
        let module = name.module.as_deref().filter(|module| module.starts_with('.'))?;
        let names = ["", ".js", ".ts", ".mjs", ".cjs", ".json", "/index.js", "/index.ts"];
        let file = names
            .into_iter()
            .find_map(|end| self.file.parent().join(&format!("{module}{end}")).filter(|file| self.files.exists(file.as_str())))?;
        let text = self.files.read(file.as_str())?;
        let script = if file.extension() == "json" {
            Script::read("data.js", &format!("module.exports = {text}"))
        } else {
            Script::read(file.as_str(), &text)
        };
        let exported = if name.name == module { script.default_export() } else { script.export(&name.name) };
        exported.cloned().map(|value| (value, file))
    }

    /// Notes a setting that only running the configuration would tell.
    pub(super) fn unknown(&mut self, setting: &str, instead: &str) {
        let message = format!("`{setting}` is worked out while it runs, so it is not known; {instead}");
        self.facts.could_not_read(self.file.as_str(), message);
    }
}

/// Reads the configuration.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    defaults(facts);
    let Some(file) = find(files) else {
        let mut reader = Reader { files, facts, setup: Setup::default(), file: SitePath::root(), text: Arc::from("") };
        parts::classic(&mut reader, None);
        parts::finish(reader);
        return;
    };
    let text = files.read(file.as_str()).unwrap_or_default();
    let script = Script::read(file.as_str(), &text);
    if let Some(problem) = &script.problem {
        facts.could_not_read(file.as_str(), problem.message.clone());
    }
    let setup = Setup { site: file.parent(), ..Setup::default() };
    let mut reader = Reader { files, facts, setup, file, text };
    let merged;
    let nothing = Value::Table(Vec::new());
    let config = match script.default_export() {
        Some(config @ Value::Table(_)) => config,
        Some(Value::Call(call)) if call.arguments.iter().any(|argument| matches!(argument, Value::Table(_))) => {
            // `merge(common, {…})`: what stands here is known, what others add is not.
            let entries = call.arguments.iter().flat_map(|argument| argument.table().iter().cloned());
            merged = Value::Table(entries.collect());
            let what =
                "only what stands in this file is known of the configuration; links to addresses without a page are not checked";
            reader.facts.could_not_read(reader.file.as_str(), what);
            reader.facts.may_serve_below("/");
            &merged
        }
        _ => {
            let what = "the configuration is worked out while it runs, so what Docusaurus does by default is taken for granted; \
                        links are hardly checked";
            reader.facts.could_not_read(reader.file.as_str(), what);
            reader.facts.understood = false;
            parts::classic(&mut reader, None);
            &nothing
        }
    };
    site(&mut reader, config);
    locales(&mut reader, config);
    markdown(&mut reader, config);
    plugins::read(&mut reader, config);
    if config.get("themeConfig.algolia").is_some() {
        reader.facts.virtual_routes.push("/search".to_owned());
    }
    let languages: Vec<_> = reader.facts.locales.value.iter().filter(|locale| !locale.url.is_empty()).collect();
    let own =
        languages.iter().flat_map(|locale| ["404.html", "sitemap.xml", "search"].map(|name| format!("{}/{name}", locale.url)));
    let own: Vec<String> = own.collect();
    reader.facts.virtual_routes.extend(own);
    redirects::read(&mut reader, config);
    parts::finish(reader);
}

fn defaults(facts: &mut Facts) {
    facts.dialect.front_matter = FrontMatterDialect {
        closing: Closing::Prefix,
        scalars: Scalars::JsYaml4,
        images: &["image"],
        ..FrontMatterDialect::default()
    };
    facts.dialect.markdown = MarkdownDialect {
        attributes: Attributes::HeadingId,
        image_text_in_headings: true,
        directives: true,
        directives_in_headings: true,
        indented_code: false,
        ..MarkdownDialect::default()
    };
    let pass = IdPass::new(Slugger::Github, Numbering::GithubSlugger, false);
    facts.heading_ids.learn(HeadingIds { passes: vec![pass], ..HeadingIds::default() }, Origin::Default);
    // Ids of @docusaurus/theme-classic 3 that stand on every page, and the heading that GFM puts before footnotes.
    let ids = ["__docusaurus", "__docusaurus_skipToContent_fallback", "__blog-post-container", "footnote-label"];
    facts.theme_ids.extend(ids.map(str::to_owned));
    facts.virtual_routes.extend(["/404.html", "/sitemap.xml"].map(str::to_owned));
    facts.adds_prefix = true;
}

fn site(reader: &mut Reader<'_>, config: &Value) {
    let origin = reader.origin();
    if let Some(url) = config.entry("url").and_then(Value::as_str) {
        reader.facts.learn_base_url(url, origin.clone());
    }
    match config.entry("baseUrl") {
        Some(Value::Text(base)) => reader.facts.prefix.learn(clean_prefix(base), origin.clone()),
        Some(_) => reader.unknown("baseUrl", "set `path-prefix` under `[site]` in handbook.toml"),
        None => {}
    }
    reader.setup.trailing_slash = config.entry("trailingSlash").and_then(Value::as_bool);
    let folders = match config.entry("staticDirectories") {
        Some(Value::List(folders)) => folders.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => vec!["static".to_owned()],
    };
    let mounts = folders.iter().filter_map(|folder| Some(Mount { path: reader.path(folder)?, url: String::new() })).collect();
    let origin = if config.entry("staticDirectories").is_some() { origin } else { Origin::Default };
    reader.facts.statics.learn(mounts, origin);
}

fn locales(reader: &mut Reader<'_>, config: &Value) {
    let Some(i18n) = config.entry("i18n") else { return };
    let default = i18n.entry("defaultLocale").and_then(Value::as_str).unwrap_or("en");
    let codes: Vec<&str> = match i18n.entry("locales") {
        Some(Value::List(codes)) => codes.iter().filter_map(Value::as_str).collect(),
        Some(_) => {
            reader.unknown("i18n.locales", "only the default language is checked");
            return;
        }
        None => return,
    };
    if codes.len() < 2 {
        return;
    }
    let locale = |code: &str| {
        let url = if code == default { String::new() } else { format!("/{code}") };
        Locale { code: code.to_owned(), url, source: code == default }
    };
    let locales = codes.into_iter().map(locale).collect();
    reader.facts.locales.learn(locales, reader.origin());
}

fn markdown(reader: &mut Reader<'_>, config: &Value) {
    let Some(markdown) = config.entry("markdown") else { return };
    reader.setup.plain = match markdown.entry("format").and_then(Value::as_str) {
        Some("detect") => Some(Plain::Md),
        Some("md") => Some(Plain::All),
        _ => None,
    };
    if markdown.get("anchors.maintainCase").is_some_and(|flag| *flag != Value::Bool(false)) {
        let ids = HeadingIds { computed: true, ..HeadingIds::default() };
        reader.facts.heading_ids.learn(ids, reader.origin());
    }
    if markdown.entry("preprocessor").is_some() {
        reader.setup.preprocessed = true;
        reader.facts.could_not_read(
            reader.file.as_str(),
            "`markdown.preprocessor` changes pages before they are read, so what it adds to them is not known",
        );
    }
}
