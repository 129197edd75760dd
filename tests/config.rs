//! Reading `handbook.toml`.

use handbook_lint::{
    config::*,
    diagnostic::Severity,
    path::SitePath,
    text::{LineIndex, Span},
};
use serde::Deserialize;

const EVERYTHING: &str = include_str!("config/everything.toml");

fn read(text: &str) -> Config {
    Config::parse(&SitePath::new("handbook.toml").unwrap(), text)
}

/// The problems of a configuration, each as `at: message; help`.
fn problems(text: &str) -> Vec<String> {
    let told = |problem: &handbook_lint::diagnostic::Diagnostic| {
        assert_eq!(problem.rule, "lint/config");
        let help = problem.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}: {}{help}", problem.at.span.of(text), problem.message)
    };
    read(text).problems.iter().map(told).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(problems(text), expected, "in {text}");
}

fn values<T: Clone>(list: &[Set<T>]) -> Vec<T> {
    list.iter().map(|item| item.value.clone()).collect()
}

fn paths(list: &Option<Vec<Set<SitePath>>>) -> Vec<String> {
    list.iter().flatten().map(|path| path.value.to_string()).collect()
}

fn path(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

#[test]
fn every_setting_of_the_site_is_read() {
    let config = read(EVERYTHING);
    assert_eq!(config.problems, []);
    assert_eq!(config.file, Some(path("handbook.toml")));
    let site = config.site;
    let generator = site.generator.unwrap();
    assert_eq!((generator.value.as_str(), generator.key.of(EVERYTHING)), ("eleventy", "generator"));
    assert_eq!(generator.span.of(EVERYTHING), "\"eleventy\"");
    assert_eq!(paths(&site.content), ["content"]);
    let statics = site.statics.unwrap();
    assert_eq!(statics[0].path.value, path("content/public"));
    assert_eq!((&statics[1].path.value, statics[1].url.as_ref().unwrap().value.as_str()), (&path("assets"), "/files"));
    assert_eq!(site.base_url.unwrap().value, "https://example.org");
    assert_eq!(site.path_prefix.unwrap().value, "/handbook/");
    let plugins = site.plugins.unwrap();
    assert_eq!(values(&plugins), ["IdAttributePlugin", "markdown-it-attrs"]);
    assert_eq!(plugins[1].span.of(EVERYTHING), "\"markdown-it-attrs\"");
    assert_eq!(site.output.unwrap().value, path("_site"));
    assert_eq!(site.repository.unwrap().value, "octocat/handbook");
    assert_eq!(paths(&site.redirects), ["static/_redirects"]);
    assert_eq!(values(&site.redirect_keys.unwrap()), ["aliases", "redirect_from"]);
    let entry = site.entry.unwrap();
    assert!(entry.matches(&path("a/index.md")) && entry.matches(&path("landing/a/b.md")) && !entry.matches(&path("b.md")));
    assert_eq!(site.heading_ids.unwrap().value, "github");
    assert_eq!((site.variables["base_url"].value.as_str(), site.variables["year"].value.as_str()), ("/", "2024"));

    let addresses = site.addresses;
    assert_eq!(values(addresses.extensions.as_ref().unwrap()), ["md", "mdx"]);
    assert_eq!(values(addresses.index.as_ref().unwrap()), ["index", "README"]);
    assert_eq!(addresses.url_style.unwrap().value, UrlStyle::Html);
    assert_eq!(values(addresses.slug.as_ref().unwrap()), ["permalink", "slug"]);
    assert_eq!((addresses.lower_case.unwrap().value, addresses.source_links.unwrap().value), (true, false));
    let menu = addresses.menu.as_ref().unwrap();
    let keys = [&menu.key, &menu.parent, &menu.order, &menu.title].map(|key| key.as_ref().unwrap().value.as_str());
    assert_eq!((keys, menu.file.is_none()), (["nav.key", "nav.parent", "nav.order", "nav.title"], true));
    let names: Vec<_> = addresses.keys().into_iter().map(|(name, span)| (name, span.of(EVERYTHING).len())).collect();
    assert_eq!(names[2], ("url-style", 9));
    assert_eq!(names.len(), 7);
    assert_eq!(site.templates.unwrap().value, Templates::Nunjucks);
    assert_eq!(values(&site.front_matter.unwrap()), [MetadataSyntax::Yaml, MetadataSyntax::Toml]);

    let [pending, draft] = site.states.as_slice() else { panic!("{:?}", site.states) };
    assert_eq!(values(&pending.when["pending"].value), [Scalar::Boolean(true)]);
    let texts = ["draft", "open"].map(|text| Scalar::Text(text.to_owned()));
    assert_eq!(values(&pending.when["review.status"].value), texts);
    assert_eq!(pending.declared.of(EVERYTHING), "[[site.states]]");
    assert_eq!((pending.published.unwrap().value, pending.body.unwrap().value), (true, Body::Hidden));
    assert_eq!((draft.published.unwrap().value, draft.body), (false, None));

    let [base, glossary, page] = site.link_handlers.as_slice() else { panic!("{:?}", site.link_handlers) };
    assert!(base.pattern.value.is_match("%base_url%/a"));
    assert_eq!(base.target.value, Target::Destination("$path".to_owned()));
    assert_eq!(glossary.target.value, Target::Skip("glossary".to_owned()));
    assert_eq!(page.target.value, Target::Reference("page".to_owned()));
}

#[test]
fn every_setting_of_lint_is_read() {
    let lint = read(EVERYTHING).lint;
    assert_eq!(lint.preset.as_ref().unwrap().value, "strict");
    assert_eq!(values(lint.select.as_deref().unwrap()), ["links", "MD013"]);
    assert_eq!(values(lint.ignore.as_deref().unwrap()), ["links/orphan-page"]);
    assert_eq!(values(lint.extend_select.as_deref().unwrap()), ["nav"]);
    assert_eq!(lint.extend_ignore.as_deref(), Some([].as_slice()));
    let exclude = lint.exclude.as_ref().unwrap();
    for (name, excluded) in [("a/drafts/b.md", true), ("x.tmp.md", true), ("drafts.md", false)] {
        assert_eq!(exclude.matches(&path(name)), excluded, "{name}");
    }
    let vendor = lint.extend_exclude.as_ref().unwrap();
    assert!(vendor.matches(&path("vendor/a.md")) && !vendor.matches(&path("a/vendor/a.md")));
    let both = exclude.extended(vendor);
    assert!(both.matches(&path("vendor/a.md")) && both.matches(&path("drafts/a.md")));
    assert!(!lint.respects_gitignore());
    assert_eq!(lint.fails_on(), FailOn::Never);
    assert!(lint.require_reason.unwrap().value);
    assert_eq!(lint.output_format.unwrap().value, "github");
}

#[test]
fn every_form_of_a_rule_is_read() {
    let config = read(EVERYTHING);
    let levels: Vec<_> = config.rules.iter().map(|rule| (rule.id.value.as_str(), rule.severity.map(|s| s.value))).collect();
    let at = |severity| Some(Level::At(severity));
    let expected = [
        ("links/broken-anchor", Some(Level::Off)),
        ("links/empty", Some(Level::On)),
        ("prose", Some(Level::Off)),
        ("MD013", at(Severity::Info)),
        ("no-duplicate-heading", at(Severity::Warning)),
        ("nav", at(Severity::Error)),
        ("nav/cycle", at(Severity::Warning)),
        ("nav/not-listed", None),
        ("headings/increment", None),
    ];
    assert_eq!(levels, expected);
    assert_eq!(config.rules[0].id.key.of(EVERYTHING), "\"links/broken-anchor\"");
    let line_length = &config.rules[3];
    assert!(line_length.files.matches(&path("docs/a.md")));
    assert!(!line_length.files.matches(&path("docs/old/a.md")) && !line_length.files.matches(&path("a.md")));
    let options: Vec<_> = line_length.options.keys().map(|(name, key)| (name, key.of(EVERYTHING))).collect();
    assert_eq!(options, [("line-length", "line-length")]);

    let archive = &config.overrides[0];
    assert!(archive.files.matches(&path("archive/a.md")) && !archive.files.matches(&path("archive/keep.md")));
    assert_eq!(archive.rules[0].id.value, "links/broken-file");
    assert_eq!(archive.severity.unwrap().value, Level::At(Severity::Info));
}

#[test]
fn every_setting_of_front_matter_is_read() {
    let config = read(EVERYTHING);
    let [schema, every] = config.front_matter.as_slice() else { panic!("{:?}", config.front_matter) };
    assert_eq!(schema.declared.of(EVERYTHING), "[[front-matter]]");
    assert!(schema.files.matches(&path("content/a/b.md")) && schema.files.matches(&path("content/a.md")));
    assert!(!schema.files.matches(&path("content/index.md")) && !schema.files.matches(&path("a.md")));
    assert!(every.files.matches(&path("a.md")));
    assert_eq!(values(&schema.required), ["title", "eleventyNavigation.key"]);
    assert!(matches!(&schema.empty.as_ref().unwrap().value, Empty::Keys(keys) if values(keys) == ["description"]));
    assert_eq!(every.empty.as_ref().unwrap().value, Empty::All);
    let types = |key: &str| schema.types[key].value.iter().map(|found| found.value.name()).collect::<Vec<_>>();
    assert_eq!(types("title"), ["string"]);
    assert_eq!(types("tags"), ["list of strings"]);
    assert_eq!(types("order"), ["integer", "string"]);
    assert_eq!(types("eleventyNavigation.key"), ["string"]);
    assert_eq!(schema.types["eleventyNavigation.key"].key.of(EVERYTHING), "key");
    let level = [Scalar::Integer(1), Scalar::Float(2.5), Scalar::Boolean(true)];
    assert_eq!(values(&schema.values["level"].value), level);
    assert!(schema.patterns["owner"].value.is_match("@ops"));
    assert_eq!(values(&schema.dates["reviewed"].value), ["%d.%m.%Y", "%Y-%m-%d"]);
    assert_eq!(values(&schema.dates["updated"].value), ["%Y-%m-%d"]);
    assert_eq!(schema.unique["eleventyNavigation.key"].value, UniqueScope::Site);
    assert_eq!(every.unique["title"].value, UniqueScope::Folder);
    let bounds = |bounds: &Bounds| (bounds.min.map(|min| min.value), bounds.max.map(|max| max.value));
    assert_eq!(bounds(&schema.lengths["title"].value), (None, Some(80.0)));
    assert_eq!(bounds(&schema.lengths["meta.description"].value), (Some(1.0), Some(160.0)));
    assert_eq!(bounds(&schema.ranges["order"].value), (Some(0.5), Some(10.0)));
    assert_eq!(values(&schema.allow_future), ["review_by"]);
    let references: Vec<String> = schema
        .references
        .iter()
        .flat_map(|(key, set)| set.value.iter().map(move |source| format!("{key}: {}", source.value)))
        .collect();
    assert_eq!(references, ["layout: _layouts/", "nav.parent: pages#nav.key", "owner: data/people.yml#id", "owner: CODEOWNERS"]);
    assert_eq!(values(&schema.links), ["related", "cover.image"]);
    assert!(schema.closed.as_ref().unwrap().value && every.closed.is_none());
    assert!(schema.allow.matches("x-any") && schema.allow.matches("params.a") && !schema.allow.matches("ax-"));
    assert_eq!(schema.schema.as_ref().unwrap().value, path("schemas/page.json"));
    assert_eq!(schema.schema.as_ref().unwrap().span.of(EVERYTHING), "\"schemas/page.json\"");
    let [(present, review), (key, among)] = schema.when.as_slice() else { panic!("{:?}", schema.when) };
    assert_eq!((present.as_str(), &review.value), ("review", &Condition::Present(true)));
    let Condition::OneOf(kinds) = &among.value else { panic!("{among:?}") };
    assert_eq!((key.as_str(), values(kinds)), ("type", ["policy", "rule"].map(|text| Scalar::Text(text.into())).to_vec()));
}

#[test]
fn reviews_are_read_from_one_table_or_several() {
    let config = read(EVERYTHING);
    let [every, legal] = config.review.as_slice() else { panic!("{:?}", config.review) };
    let keys = |keys: &Option<Vec<Set<String>>>| values(keys.as_deref().unwrap_or_default());
    assert_eq!(keys(&every.reviewed_keys), ["last_reviewed_on", "seen"]);
    assert_eq!((keys(&every.due_keys), keys(&every.interval_keys)), (vec!["review_by".into()], vec!["review_in".into()]));
    assert_eq!(keys(&every.owner_keys), ["team.owner"]);
    assert_eq!(every.interval.map(|set| set.span.of(EVERYTHING)), Some("\"6 months\""));
    let owners: Vec<_> = every.owners.iter().flatten().map(|set| set.value.to_string()).collect();
    assert_eq!(owners, ["CODEOWNERS", "data/teams.yml#teams.id"]);
    assert!(legal.files.matches(&path("legal/terms.md")) && !legal.files.matches(&path("legal/notes.md")));
    assert_eq!(read("[review]").review.len(), 1);
    check(
        "[review]\ninterval = \"6 moths\"",
        &["\"6 moths\": `6 moths` is no length of time; Write a number and a unit, for example `6 months`"],
    );
    check("[review]\ninterval = 6", &["6: `interval` has no unit; Write `\"6 months\"`, say"]);
    check(
        "[review]\nkey = 'a'\nowner = 'b'",
        &[
            "key: `key` is no setting of `[[review]]`; There is `files`, `exclude`, `reviewed-keys`, `due-keys`, `interval-keys`, `interval`, \
         `owner-keys` or `owners`",
            "owner: `owner` is no setting of `[[review]]`; Did you mean `owners`?",
        ],
    );
}

#[test]
fn settings_are_listed_with_their_values_and_places() {
    let text = "lint.fail-on = \"info\"\n[rules]\n\"links/empty\" = { severity = \"off\" }\n[[overrides]]\nfiles = [\n  \"a\",\n  'b',\n]\n";
    let config = read(text);
    let listed: Vec<_> = config.settings().map(|s| format!("{} = {} at {}", s.key, s.value, s.span.start)).collect();
    let expected = [
        "lint.fail-on = \"info\" at 15",
        "rules.\"links/empty\".severity = \"off\" at 59",
        "overrides[0].files = [\"a\", \"b\"] at 89",
    ];
    assert_eq!(listed, expected);
    assert_eq!(read(EVERYTHING).settings().filter(|s| s.key.starts_with("site.states[1]")).count(), 2);
}

#[test]
fn unknown_keys_are_warnings_with_a_suggestion() {
    check(
        "[site]\ngenerater = \"hugo\"\n[lint]\nfail_on = \"info\"\nzzz = 1\n[sites]\n",
        &[
            "generater: `generater` is no setting of `[site]`; Did you mean `generator`?",
            "zzz: `zzz` is no setting of `[lint]`; There is `preset`, `select`, `ignore`, `extend-select`, `extend-ignore`, \
             `exclude`, `extend-exclude`, `respect-gitignore`, `fail-on`, `require-reason` or `output-format`",
            "sites: `sites` is no setting of this file; Did you mean `site`?",
        ],
    );
    assert!(read("zzz = 1").problems.iter().all(|problem| problem.severity == Severity::Warning));
    check("base_url = \"x\"", &["base_url: `base_url` is no setting of this file; It belongs under `[site]`"]);
    check(
        "[[front-matter]]\nrequird = []\n[[overrides]]\nfiles = 'a'\nrulez = {}\n[[site.states]]\nwhen.a = 1\nbdy = 1",
        &[
            "requird: `requird` is no setting of `[[front-matter]]`; Did you mean `required`?",
            "rulez: `rulez` is no setting of `[[overrides]]`; Did you mean `rules`?",
            "bdy: `bdy` is no setting of `[[site.states]]`; Did you mean `body`?",
        ],
    );
}

#[test]
fn values_of_another_type_are_named() {
    check(
        "[site]\ngenerator = 3\ncontent = [1, 'b']\noutput = ['a']\nplugins = {}\nstates = 1.5\n[lint]\nrespect-gitignore = \"yes\"\n",
        &[
            "3: `generator` must be text in quotes, not a whole number",
            "1: an item of `content` must be text in quotes, not a whole number",
            "['a']: `output` must be text in quotes, not a list",
            "{}: `plugins` must be text in quotes or a list, not a table",
            "1.5: `states` must be a table: `[[site.states]]`, not a number",
            "\"yes\": `respect-gitignore` must be `true` or `false`, not text in quotes",
        ],
    );
    assert_eq!(paths(&read("site.content = [1, 'b']").site.content), ["b"]);
    check("site = true", &["true: `site` must be a table, not `true`"]);
    check("[[lint]]", &["[[lint]]: `lint` can only be given once; Write `[lint]` in single brackets"]);
    check("[lint]\nselect = ['']", &["'': an item of `select` must not be empty"]);
    check("overrides = [1]", &["1: an item of `overrides` must be a table, not a whole number"]);
    assert!(read("site = 1").problems.iter().all(|problem| problem.severity == Severity::Error));
}

#[test]
fn words_that_are_none_of_those_known_get_a_suggestion() {
    check("lint.preset = 'recomended'", &["'recomended': `preset` cannot be `recomended`; Did you mean `recommended`?"]);
    assert_eq!(read("lint.preset = 'recomended'").lint.preset, None);
    check("lint.fail-on = 'always'", &["'always': `fail-on` cannot be `always`; Write `error`, `warning`, `info` or `never`"]);
    check(
        "[rules]\n\"a/b\" = 'of'\n\"a/c\" = 3\n\"a/d\" = { severity = 'warn' }",
        &[
            "'of': `of` is no severity; Did you mean `off`?",
            "3: `a/c` must be `\"off\"`, `\"error\"`, `\"warning\"` or `\"info\"`, not a whole number",
            "'warn': `warn` is no severity; Write `off`, `error`, `warning` or `info`",
        ],
    );
}

#[test]
fn places_and_addresses_are_checked() {
    check(
        "[site]\ncontent = '../docs'\noutput = 'a\\b'\nbase-url = 'example.org'\nrepository = 'https://github.com/a/b.git'\n",
        &[
            "'../docs': `../docs` leads out of the repository",
            "'a\\b': the parts of `output` must be divided by `/`; Write `a/b`",
            "'example.org': `base-url` must be a whole address, with `https://`; Write `https://example.org`",
            "'https://github.com/a/b.git': `repository` must be the owner and the name on GitHub; Write `a/b`",
        ],
    );
    check(
        "[lint]\nexclude = ['a[', '!b', 'c']\n",
        &["'a[': `a[` is no file pattern: a `[` is not closed", "'!b': `!b` is no file pattern: a pattern cannot begin with `!`"],
    );
    check(
        "site.static = [{ url = '/' }]",
        &["{ url = '/' }: `path` is missing: name the folder; For example `{ path = \"assets\", url = \"/files\" }`"],
    );
    assert!(Globs::new(["a["]).is_err());
}

#[test]
fn addresses_and_menus_are_checked() {
    check("[site]\nurl-style = \"prety\"\n", &["\"prety\": `url-style` cannot be `prety`; Did you mean `pretty`?"]);
    check(
        "[site]\nextensions = \"*.md\"\n",
        &["\"*.md\": `*.md` is no ending of a file; Write only what stands after the dot, for example `md`"],
    );
    check("[site]\nlower-case = \"yes\"\n", &["\"yes\": `lower-case` must be `true` or `false`, not text in quotes"]);
    check(
        "[site]\nfront-matter = [\"yaml\", \"tml\"]\n",
        &["\"tml\": an item of `front-matter` cannot be `tml`; Did you mean `toml`?"],
    );
    let help = "Write `file = \"SUMMARY.md\"`, or `parent` and `order` with names of front matter keys";
    check("[site.menu]\nkey = \"a\"\n", &[&format!("[site.menu]: the menu is made of nothing; {help}")]);
    check(
        "[site.menu]\nfile = \"SUMMARY.md\"\nparent = \"a\"\n",
        &["\"a\": `file` and `parent` exclude each other; Keep the one you mean"],
    );
    check(
        "[site.menu]\nfile = \"SUMMARY.md\"\nordr = \"a\"\n",
        &["ordr: `ordr` is no setting of `[site.menu]`; Did you mean `order`?"],
    );
}

#[test]
fn link_handlers_must_hang_together() {
    check(
        "[[site.link-handlers]]\npattern = '(a'\ntarget = 'x'\n",
        &["'(a': `pattern` is no regular expression: unclosed group"],
    );
    check(
        "[[site.link-handlers]]\npattern = '(?<path>a)'\ntarget = '$1/${path}/$$x/$/$pth'\n",
        &["'$1/${path}/$$x/$/$pth': the pattern has no group `pth`; Did you mean `path`?"],
    );
    check(
        "[[site.link-handlers]]\npattern = 'a'\ntarget = '${1}b'",
        &["'${1}b': the pattern has no group `1`; Write `(?<1>…)` in the pattern"],
    );
    check(
        "[[site.link-handlers]]\npattern = 'a'\ntarget = 'b'\nskip = 'c'",
        &["'c': `target` and `skip` exclude each other; Keep the one you mean"],
    );
    check(
        "[[site.link-handlers]]\npattern = 'a'",
        &["[[site.link-handlers]]: `target` is missing: say where these links lead; Write `target = \"$1\"`, or `skip = \"…\"` \
         with the reason not to check them"],
    );
    check(
        "[[site.states]]\nbody = 'hiden'",
        &[
            "[[site.states]]: `when` is missing: name the front matter; For example `when = { pending = true }`",
            "'hiden': `body` cannot be `hiden`; Did you mean `hidden`?",
        ],
    );
}

#[test]
fn front_matter_settings_are_checked() {
    check(
        "[[front-matter]]\ntypes = { a = 'strng', b = 'list of string', c = 'map' }\npattern.d = '*'\n\
         date = { e = 'YYYY-MM-DD', f = '%Y-%!', g = 'iso' }\nunique.h = 'page'\nlength.i = { min = 1.5 }\n\
         range = { j = { min = 3, max = 2 }, k = 4 }\nempty = 1\n",
        &[
            "'strng': `a` cannot be `strng`; Did you mean `string`?",
            "'map': `c` cannot be `map`; Write `string`, `number`, `integer`, `boolean`, `date`, `list`, `table` or `list of strings`",
            "'*': `d` is no regular expression: repetition operator missing expression",
            "'YYYY-MM-DD': `YYYY-MM-DD` is no date format; Write `%Y-%m-%d`",
            "'%Y-%!': `%Y-%!` is no date format; For example `%Y-%m-%d`",
            "'iso': `iso` is no date format; For example `%Y-%m-%d`",
            "'page': `h` cannot be `page`; Write `site` or `folder`",
            "1.5: `min` must be a whole number of 0 or more",
            "3: `min` is greater than `max`, which is 2",
            "4: `k` must be a table like `{ min = 1, max = 80 }`, not a whole number",
            "1: `empty` must be `true`, `false` or a list of keys, not a whole number",
        ],
    );
}

#[test]
fn what_is_set_twice_is_told_with_the_first_place() {
    let text = "[rules]\n\"links/empty\" = 'off'\n[rules.links]\nempty = 'error'\n";
    check(text, &["empty: `links/empty` is set twice; Remove one of the two"]);
    assert_eq!(read(text).problems[0].related[0].span.of(text), "\"links/empty\"");
    check(
        "[site]\nbase-url = 'https://a.b'\nbase_url = 'https://c.d'\n",
        &["base_url: `base-url` is set twice; Remove one of the two"],
    );
    check("[[front-matter]]\ntypes = { 'a.b' = 'string', a.b = 'date' }", &["b: `a.b` is set twice; Remove one of the two"]);
}

#[test]
fn what_is_missing_or_not_supported_is_told() {
    check("extends = 'x.toml'", &["extends: `extends` is not supported yet; Copy the settings you need into this file"]);
    check(
        "[[overrides]]\nseverity = 'off'",
        &["[[overrides]]: `files` is missing: name the files this is for; For example `files = [\"drafts/**\"]`"],
    );
}

#[test]
fn all_syntax_errors_are_told_and_the_rest_is_read() {
    let text = "[site]\ngenerator = hugo\ncontent = \"docs\noutput = True\noutput = 'x'\nheading-ids = 7\n";
    check(
        text,
        &[
            "hugo: text must stand in quotes; Write `\"hugo\"`",
            "content = \"docs: the text is not closed; Close it with `\"`",
            "True: only `true` and `false` are written without quotes, in small letters",
            "output: `output` is set twice; Remove one of the two",
            "7: `heading-ids` must be text in quotes, not a whole number",
        ],
    );
    assert_eq!(paths(&read(text).site.content), ["docs"]);
    check(
        "[site]\nplugins = [\"a\"\nheading-ids = 'b'\n",
        &["heading-ids = 'b': the list is not closed, or a comma is missing; Lists are written `[\"a\", \"b\"]`"],
    );
    check("title: x\n", &[":: this cannot stand in a key without quotes; Settings are written `key = value`"]);
    check("[site\n", &["[site: the section's name is not closed; Close it with `]`"]);
    check("a =\n", &["a =: a value is missing after the `=`; Settings are written `key = value`"]);
}

#[test]
fn a_file_that_is_no_toml_is_not_told_line_by_line() {
    let markdown = "# Handbook\n".to_owned() + &"Some text, with `code`.\n".repeat(5000);
    let problems = problems(&markdown);
    assert_eq!(problems.len(), 21);
    assert_eq!(problems[0], "Some text, with `code`.: this is no setting; Settings are written `key = value`");
    assert!(problems[20].contains("4980 more lines from here on cannot be read"), "{}", problems[20]);
    for odd in
        ["\0", "\0\0=\u{1}", "\u{feff}", "é", "日本 = 日", "=", "[[[[", "{}", "a.", "\r", "\"", "'''", "[a]\n[[a]]\n[a.b]\na.b=1"]
    {
        let text = odd.repeat(3);
        for problem in read(&text).problems {
            assert!(text.get(problem.at.span.range()).is_some(), "{text:?} {problem:?}");
        }
    }
    let deep = format!("site.content = {}", "[".repeat(100_000));
    assert!(!read(&deep).problems.is_empty());
    let deep = format!("{} = 1", vec!["rules"; 100_000].join("."));
    assert!(!read(&deep).problems.is_empty());
}

#[test]
fn an_empty_file_says_nothing() {
    for text in ["", "\n", "\u{feff}", "# only a comment", "\r\n\r\n"] {
        let config = read(text);
        assert_eq!((config.problems.len(), config.settings().count(), config.rules.len()), (0, 0, 0), "{text:?}");
        assert!(config.lint.respects_gitignore());
        assert_eq!(config.lint.fails_on(), FailOn::Severity(Severity::Warning));
    }
    assert_eq!(Config::default().file, None);
}

#[test]
fn places_hold_after_a_byte_order_mark_and_with_crlf() {
    let text = "\u{feff}[site]\r\ngenerator = \"hugo\"\r\nzzzz = 1\r\n";
    let config = read(text);
    assert_eq!(config.site.generator.unwrap().span.of(text), "\"hugo\"");
    let at = config.problems[0].at.span;
    assert_eq!(at.of(text), "zzzz");
    assert_eq!(LineIndex::new(text).position(text, at.start as usize).line, 3);
}

#[test]
fn a_megabyte_is_read_whole() {
    let statuses = "'x', ".repeat(200);
    let table = format!("[[front-matter]]\nfiles = 'a/*.md'\nrequired = ['title']\nenum.status = [{statuses}]\n");
    let text = table.repeat(1_000_000 / table.len()) + "[[front-matter]]\nlast = 1\n";
    let config = read(&text);
    assert_eq!(config.front_matter.len(), 1_000_000 / table.len() + 1);
    assert_eq!(config.problems.len(), 1);
    assert_eq!(config.problems[0].at.span.of(&text), "last");
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct LineLength {
    line_length: u32,
    style: Style,
    words: Vec<String>,
    only: Option<bool>,
    ratio: f64,
    names: std::collections::BTreeMap<String, String>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Consistent,
    SetextWithAtx,
}

fn line_length(text: &str) -> Result<LineLength, OptionError> {
    let defaults = "line-length = 80\nstyle = 'consistent'\nwords = ['a']\nratio = 0.5\nnames = { a_b = 'c' }";
    read(text).rules[0].options.read(defaults.parse().unwrap())
}

#[test]
fn options_are_read_over_their_defaults() {
    let read = line_length("[rules]\nMD013 = { line_length = 100, style = 'setext-with-atx', ratio = 1, names = { x_y = 'z' } }")
        .unwrap();
    assert_eq!((read.line_length, read.style, read.ratio, read.only), (100, Style::SetextWithAtx, 1.0, None));
    assert_eq!(read.words, ["a"]);
    assert_eq!(read.names.into_iter().collect::<Vec<_>>(), [("x_y".to_owned(), "z".to_owned())]);
    assert_eq!(line_length("[rules]\nMD013 = 'off'").unwrap().line_length, 80);
}

#[test]
fn options_that_cannot_be_read_are_told_with_their_place() {
    for (options, at, message, help) in [
        ("line-length = 'x'", "'x'", "`line-length` must be a whole number of 0 or more, not `\"x\"`", None),
        ("line_length = -1", "-1", "`line-length` must be a whole number of 0 or more, not -1", None),
        ("lin-length = 1", "lin-length", "`lin-length` is no option of this rule", Some("Did you mean `line-length`?")),
        ("style = 'consistant'", "'consistant'", "`consistant` is not possible here", Some("Did you mean `consistent`?")),
        ("style = 3", "3", "`style` must be text in quotes, not a whole number", None),
        ("words = ['a', 2]", "2", "an item of `words` must be text in quotes, not 2", None),
        ("words = 'a'", "'a'", "`words` must be a list, not `\"a\"`", None),
        ("only = 1979-01-01", "1979-01-01", "`only` must be `true` or `false`, not `\"1979-01-01\"`", None),
        ("names.a = 1", "1", "`a` must be text in quotes, not 1", None),
        ("line-length = 1\nline_length = 2", "line_length", "`line-length` is set twice", Some("Remove one of the two")),
    ] {
        let text = format!("[rules.MD013]\n{options}\n");
        let error = line_length(&text).unwrap_err();
        assert_eq!((error.span.of(&text), error.message.as_str(), error.help.as_deref()), (at, message, help), "{options}");
    }
    let text = "[rules.MD013]\nx = 1";
    #[derive(Debug, Deserialize)]
    struct Needs {
        #[expect(dead_code)]
        limit: u8,
    }
    let error = read(text).rules[0].options.read::<Needs>(toml::Table::new()).unwrap_err();
    assert_eq!((error.span, error.message.as_str()), (Span::new(7, 12), "`limit` is missing"));
}
