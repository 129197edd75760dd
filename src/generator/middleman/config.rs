//! What `config.rb` and the template's own configuration say.

use super::{
    super::{
        Facts, Files, HeadingIds, IdPass, Mount, Origin,
        facts::clean_prefix,
        redirects::RedirectRule,
        slug::{Numbering, Slugger},
        url,
    },
    BLOG, CONFIG, DIRECTORY_INDEXES, I18N, TECH_DOCS, paths,
    ruby::{self, Call, Value},
    tech_docs, templates,
};
use crate::{
    config::Globs,
    page::dialect::{Attributes, Closing, FrontMatterDialect, MarkdownDialect, Scalars, TemplateSyntax},
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashSet;

/// A redirect as it is written, before it is known what its target is.
pub(super) struct Redirect {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) path: SitePath,
    pub(super) from_span: Span,
    pub(super) to_span: Span,
}

/// Fills in everything that is known before the pages are.
pub(super) fn learn(files: &dyn Files, facts: &mut Facts) {
    let script = files.read(CONFIG).unwrap_or_default();
    let calls = ruby::calls(&script);
    if calls.iter().any(|call| call.name == "GovukTechDocs.configure") || files.exists(super::TECH_DOCS_CONFIG) {
        facts.flags.push(TECH_DOCS);
    }
    facts.dialect.front_matter = FrontMatterDialect {
        toml: true,
        json: true,
        closing: Closing::Line,
        scalars: Scalars::Psych,
        ..FrontMatterDialect::default()
    };
    facts.dialect.templates = Some(TemplateSyntax::Erb);
    let set = |key: &str| {
        let setting = |call: &&Call<'_>| call.name == "set" && !call.conditional && call.text(0) == Some(key);
        calls.iter().rev().find(setting)
    };
    let source = set("source").and_then(|call| call.text(1)).unwrap_or("source");
    let from_script = || Origin::File(CONFIG.to_owned());
    if let Some(root) = SitePath::new(source) {
        facts.content.learn(vec![root], if set("source").is_some() { from_script() } else { Origin::Default });
    }
    if let Some(prefix) = set("http_prefix") {
        match prefix.text(1) {
            Some(text) => facts.prefix.learn(clean_prefix(text), from_script()),
            None => {
                facts.could_not_read(CONFIG, "`http_prefix` is worked out; set `path-prefix` under `[site]` in handbook.toml")
            }
        }
    }
    let build = set("build_dir").and_then(|call| call.text(1)).unwrap_or("build");
    facts.ignored.extend(SitePath::new(build).filter(|path| !path.as_str().is_empty()));
    for call in calls.iter().filter(|call| call.name == "activate" && !call.conditional) {
        match call.text(0) {
            Some("directory_indexes") => facts.flags.push(DIRECTORY_INDEXES),
            Some("blog") => facts.flags.push(BLOG),
            Some("i18n") => facts.flags.push(I18N),
            _ => {}
        }
    }
    markdown(facts, set("markdown_engine"), set("markdown"), &calls);
    let mut redirects: Vec<Redirect> = calls.iter().filter_map(redirect).collect();
    if facts.flags.contains(&TECH_DOCS) {
        tech_docs::learn(files, facts, &mut redirects);
    }
    let resources = sources(files, facts);
    add_redirects(facts, redirects, &resources);
    left_out(facts, &calls);
    proxies(facts, &calls);
}

/// How Markdown is read and how headings get their ids.
fn markdown(facts: &mut Facts, engine: Option<&Call<'_>>, options: Option<&Call<'_>>, calls: &[Call<'_>]) {
    let tech_docs = facts.flags.contains(&TECH_DOCS);
    let option = |name: &str| options.and_then(|call| call.get(name)) == Some(&Value::Flag(true));
    let engine = engine.map_or(Some("kramdown"), |call| call.text(1));
    let engine = if tech_docs { Some("redcarpet") } else { engine };
    let mut ids = HeadingIds { embedded_first: true, ..HeadingIds::default() };
    let mut pass = |slugger: Slugger, numbering| ids.passes.push(IdPass::new(slugger, numbering, false));
    let redcarpet = |tables, footnotes, struck, bare| MarkdownDialect {
        tables,
        footnotes,
        strikethrough: struck,
        tasks: false,
        bare_urls: bare,
        tight_headings: true,
        ..MarkdownDialect::default()
    };
    match engine {
        Some("redcarpet") if tech_docs => {
            facts.dialect.markdown = redcarpet(true, false, false, false);
            pass(Slugger::GovukTechDocs, Numbering::GovukTechDocs);
        }
        Some("redcarpet") => {
            facts.dialect.markdown =
                redcarpet(option("tables"), option("footnotes"), option("strikethrough"), option("autolink"));
            if option("with_toc_data") {
                pass(Slugger::Redcarpet, Numbering::None);
            }
        }
        Some("kramdown") => {
            facts.dialect.markdown = MarkdownDialect {
                definition_lists: true,
                strikethrough: false,
                tasks: false,
                bare_urls: false,
                attributes: Attributes::Headings,
                ..MarkdownDialect::default()
            };
            let gfm = options.and_then(|call| call.get("input")).and_then(Value::as_str) == Some("GFM");
            pass(if gfm { Slugger::KramdownGfm } else { Slugger::Kramdown }, Numbering::Kramdown);
        }
        _ => ids.computed = true,
    }
    // A renderer of the house's own makes the ids that it likes.
    let own = options.is_some_and(|call| call.get("renderer").is_some());
    let conditional = calls.iter().any(|call| call.conditional && call.text(0) == Some("markdown") && call.name == "set");
    if own || conditional || engine.is_none() {
        ids.computed = true;
        facts.could_not_read(
            CONFIG,
            "how Markdown is rendered is worked out, so ids of headings are not known; set `heading-ids` under `[site]` in \
             handbook.toml",
        );
    }
    let origin = if options.is_some() || tech_docs { Origin::File(CONFIG.to_owned()) } else { Origin::Default };
    facts.heading_ids.learn(ids, origin);
}

fn redirect(call: &Call<'_>) -> Option<Redirect> {
    let (Value::Text(from, from_span), Value::Text(to, to_span)) = (call.arguments.first()?, call.get("to")?) else {
        return None;
    };
    (call.name == "redirect" && !call.conditional).then(|| Redirect {
        from: (*from).to_owned(),
        to: (*to).to_owned(),
        path: SitePath::new(CONFIG).unwrap_or_else(SitePath::root),
        from_span: *from_span,
        to_span: *to_span,
    })
}

/// Looks through the files below the source folder: partials by name, addresses of files that are made of templates, and what
/// is served as it is. Returns the paths of all resources.
fn sources(files: &dyn Files, facts: &mut Facts) -> FxHashSet<String> {
    let root = facts.content_root().to_owned();
    let mut resources = FxHashSet::default();
    for file in files.below(&root) {
        let Some(below) = file.below(&root) else { continue };
        if paths::is_partial(below) {
            facts.partials.insert(templates::key(below), file.clone());
            continue;
        }
        let path = paths::resource(below);
        if path != below {
            facts.partials.entry(templates::key(below)).or_insert_with(|| file.clone());
        }
        resources.insert(path.to_owned());
        if path != below && paths::format(below).is_none() || paths::is_bare(below) {
            facts.virtual_routes.push(format!("/{path}"));
        }
        if let Some(sheet) = path.strip_suffix(".scss").or_else(|| path.strip_suffix(".sass")) {
            facts.virtual_routes.push(format!("/{sheet}"));
        }
    }
    facts
        .statics
        .learn(SitePath::new(&root).map(|path| Mount { path, url: String::new() }).into_iter().collect(), Origin::Default);
    resources
}

/// Targets that are resources lead to their addresses; any other is left as it is, and counts from the address redirected.
fn add_redirects(facts: &mut Facts, redirects: Vec<Redirect>, resources: &FxHashSet<String>) {
    let folders = facts.flags.contains(&DIRECTORY_INDEXES);
    let address = |path: &str| paths::url(&paths::destination(path, folders));
    let own: FxHashSet<String> = redirects.iter().map(|redirect| redirect.from.trim_start_matches('/').to_owned()).collect();
    for redirect in redirects {
        let from = address(redirect.from.trim_start_matches('/'));
        let end = redirect.to.find(['?', '#']).unwrap_or(redirect.to.len());
        let (path, rest) = redirect.to.split_at(end);
        let path = path.trim_start_matches('/');
        let to = if url::scheme(&redirect.to).is_some() || redirect.to.starts_with("//") {
            redirect.to
        } else if resources.contains(path) || own.contains(path) {
            format!("{}{rest}", url::encode(&address(path)))
        } else {
            url::join_at_top(&from, &redirect.to)
        };
        let Redirect { path, from_span, to_span, .. } = redirect;
        facts.redirects.push(RedirectRule { from, to, path, from_span, to_span });
    }
}

/// `ignore "drafts/*"`: the pages are there, but not built.
fn left_out(facts: &mut Facts, calls: &[Call<'_>]) {
    let mut patterns = Vec::new();
    for call in calls.iter().filter(|call| call.name == "ignore") {
        match call.arguments.first() {
            Some(Value::Text(pattern, _)) if !call.conditional => patterns.push(pattern.trim_start_matches('/').to_owned()),
            Some(_) => facts.could_not_read(CONFIG, "an `ignore` is worked out; what it leaves out is taken for published"),
            None => {}
        }
    }
    if let Ok(globs) = Globs::new(patterns) {
        facts.left_out = globs;
    }
}

/// `proxy "/people/ann.html", "/person.html"`: pages that a template makes.
fn proxies(facts: &mut Facts, calls: &[Call<'_>]) {
    let folders = facts.flags.contains(&DIRECTORY_INDEXES);
    for call in calls.iter().filter(|call| call.name == "proxy") {
        match call.arguments.first() {
            Some(Value::Text(path, _)) => {
                let built = paths::destination(path.trim_start_matches('/'), folders);
                facts.virtual_routes.push(paths::url(&built));
            }
            Some(Value::Partly(start, end)) => {
                let end = if folders { "" } else { end };
                facts.computed_routes.push((format!("/{}", start.trim_start_matches('/')), end.to_owned()));
            }
            _ => facts.computed_routes.push(("/".to_owned(), String::new())),
        }
    }
}
