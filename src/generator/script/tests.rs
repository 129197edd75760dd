//! What a person who writes such a config would expect to be read from it.

use super::{Call, Name, Script, UNKNOWN_ENTRIES, Value};

fn js(text: &str) -> Script {
    clean("config.js", text)
}

fn clean(path: &str, text: &str) -> Script {
    let script = Script::read(path, text);
    assert_eq!(script.problem, None, "{text}");
    script
}

/// The value of an expression, with these lines before it.
fn value(before: &str, expression: &str) -> Value {
    js(&format!("{before}\nexport const it = {expression};")).export("it").unwrap().clone()
}

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

fn path(value: &str) -> Value {
    Value::Path(value.into())
}

fn name(name: &str, module: Option<&str>) -> Value {
    Value::Name(Name { name: name.into(), module: module.map(Into::into) })
}

fn setting<'s>(script: &'s Script, path: &str) -> Option<&'s str> {
    script.default_export()?.get(path)?.as_str()
}

fn only<'s>(script: &'s Script, method: &'s str) -> &'s Call {
    let calls: Vec<_> = script.calls_to(method).collect();
    assert_eq!(calls.len(), 1, "{method}: {calls:?}");
    calls[0]
}

#[test]
fn every_way_to_export_settings_is_read() {
    for text in [
        "module.exports = {dir: {input: 'content'}}",
        "exports = module.exports = {dir: {input: 'content'}}",
        "'use strict'; const c = {dir: {input: 'content'}}; module.exports = c;",
        "export default {dir: {input: 'content'}}",
        "const c = {dir: {input: 'content'}}\nexport default c",
        "const c = {dir: {input: 'content'}}; export { c as default }",
        "export default defineConfig({dir: {input: 'content'}})",
        "export default withMermaid(defineConfig({dir: {input: 'content'}}))",
        "export default defineConfig(({mode}) => ({dir: {input: 'content'}}))",
        "module.exports = function (eleventyConfig) { eleventyConfig.x(); return {dir: {input: 'content'}} }",
        "module.exports = eleventyConfig => ({dir: {input: 'content'}})",
        "export default async function (eleventyConfig) { await y(); return {dir: {input: 'content'}}; }",
        "export default function named(c) { return {dir: {input: 'content'}}; }",
        "module.exports = (async () => { return {dir: {input: 'content'}} })()",
        "export default c; function c() { return {dir: {input: 'content'}} }",
        "/** @type {import('x').Config} */\nconst c = /** @type {any} */ ({dir: {input: 'content'}});\nmodule.exports = c;",
    ] {
        assert_eq!(setting(&js(text), "dir.input"), Some("content"), "{text}");
    }
    for text in [
        "export default {dir: {input: 'content'}} satisfies Config",
        "const c: Config = {dir: {input: 'content'} as const}; export default c as unknown as Config",
        "export = {dir: {input: 'content'}}",
        "import type {Config} from 'x'; export default <Config>{dir: {input: 'content'}}",
    ] {
        assert_eq!(setting(&clean("config.ts", text), "dir.input"), Some("content"), "{text}");
    }
}

#[test]
fn named_exports_are_read() {
    let script =
        js("export default function () {}\nexport const config = {dir: {input: 'content'}};\nexport function f() { return 1 }");
    assert_eq!(script.export("config").and_then(|config| config.get("dir.input")), Some(&text("content")));
    assert!(matches!(script.export("f"), Some(Value::Function(function)) if function.returns == Value::Number(1.0)));
    let script = js("exports.a = 1; module.exports.b = 'x'; export_ = 3");
    assert_eq!(script.exports, [("a".to_owned(), Value::Number(1.0)), ("b".to_owned(), text("x"))]);
    let script = js("export { x as y, default } from './other.js'");
    assert_eq!(script.export("y"), Some(&name("x", Some("./other.js"))));
    assert_eq!(script.export("default"), Some(&name("./other.js", Some("./other.js"))));
}

#[test]
fn wrappers_stay_visible_in_the_export() {
    let script = js("import { defineConfig } from 'vitepress'; export default defineConfig({srcDir: 'docs'})");
    let Some(Value::Call(call)) = script.export("default") else { panic!("{script:?}") };
    assert_eq!((call.callee.as_str(), call.module()), ("defineConfig", Some("vitepress")));
}

#[test]
fn returns_must_agree() {
    let same = js("module.exports = c => { if (c.x) { return {a: 'b'} } return {a: 'b'} }");
    assert_eq!(setting(&same, "a"), Some("b"));
    let differ = js("module.exports = c => { if (c.x) { return {a: 'b'} } return {a: 'c'} }");
    assert_eq!(differ.default_export(), Some(&Value::Computed));
    let unreachable = js("module.exports = c => { return {a: 'b'}; return {a: 'c'} }");
    assert_eq!(setting(&unreachable, "a"), Some("b"));
    let inner = js("module.exports = c => { c.f(() => { return 5 }); const g = function () { return 6 }; return {a: 'b'} }");
    assert_eq!(setting(&inner, "a"), Some("b"));
    let none = js("module.exports = function (c) { c.x() }");
    assert_eq!(none.default_export(), Some(&Value::Null));
    let tried = js("module.exports = c => { try { return {a: 'b'} } catch (e) { return {a: 'c'} } }");
    assert_eq!(tried.default_export(), Some(&Value::Computed));
}

#[test]
fn constants_are_followed() {
    let before =
        "const a = 'x', n = 3, t = {dir: {input: 'in', list: ['p', 'q']}}; const {dir: {input}, dir} = t; const [p] = dir.list;";
    for (expression, expected) in [
        ("`${a}/y${n}`", text("x/y3")),
        ("'1' + a + n + '/' + true", text("1x3/true")),
        ("a + '/' + t.dir.input", text("x/in")),
        ("t['dir'][`input`]", text("in")),
        ("t?.dir?.list[1]", text("q")),
        ("input + p", text("inp")),
        ("[...dir.list, 'r'].length", Value::Number(3.0)),
        ("60 * 60 - -1", Value::Number(3601.0)),
        ("!a", Value::Bool(false)),
        ("undefined", Value::Null),
        ("/^x[/]/i", Value::Pattern("^x[/]".into())),
        ("n ? 'yes' : 'no'", text("yes")),
        ("unknown ? 'same' : 'same'", text("same")),
        ("unknown ? 'yes' : 'no'", Value::Computed),
        ("unknown || 'x'", Value::Computed),
        ("unknown + 'x'", Value::Computed),
        ("t.missing", Value::Computed),
        ("process.env.BASE || '/'", text("/")),
        ("process.env.BASE ?? '/'", text("/")),
        ("import.meta.env.BASE || `/b/`", text("/b/")),
        ("process.env.BASE", name("process.env.BASE", None)),
        ("`${process.env.BASE}/x`", Value::Computed),
        ("null ?? a", text("x")),
        ("'' || a", text("x")),
        ("new Date().getFullYear() + ''", Value::Computed),
        ("{a, [a]: 1, 'b c': 2, m() { return 1 }}['b c']", Value::Number(2.0)),
        ("Object.freeze({a: 1}).a", Value::Number(1.0)),
        ("`ümläut ${a} – 日本`", text("ümläut x – 日本")),
    ] {
        assert_eq!(value(before, expression), expected, "{expression}");
    }
}

#[test]
fn names_mean_what_their_scope_says() {
    let script = js("const a = 'outer'; export default function (a) { const b = 'inner'; { const b = 'block' } return {a, b} }");
    assert_eq!(setting(&script, "b"), Some("inner"));
    assert_eq!(script.default_export().unwrap().get("a"), Some(&name("a", None)));
    assert_eq!(value("if (x) { var a = 1 }", "a"), Value::Computed);
    assert_eq!(value("var a = 1", "a"), Value::Number(1.0));
    assert_eq!(value("const a = b; const b = 'later'", "a"), text("later"));
}

#[test]
fn changed_names_are_not_trusted() {
    assert_eq!(value("let a = 'x'", "a"), text("x"));
    for change in ["a = 'y'", "a += 'y'", "a++", "[a] = z", "({a} = z)", "({b: a = 1} = z)", "for (a of z) {}", "() => { a = 1 }"]
    {
        assert_eq!(value(&format!("let a = 'x'; {change};"), "a"), Value::Computed, "{change}");
    }
    let before = "const t = {a: 'x', l: [1], d: {e: 1}};";
    assert_eq!(value(&format!("{before} t.a = 'y'; t.n = 2"), "t.a + t.n"), text("y2"));
    assert_eq!(value(&format!("{before} t.d.e = 'y'"), "t.d.e"), text("y"));
    for (change, lost, kept) in [
        ("if (q) t.a = 'y'", "t.a", "t.d.e"),
        ("() => { t.a = 'y' }", "t.a", "t.d.e"),
        ("t.l.push(2)", "t.l", "t.d.e"),
        ("delete t.a", "t.a", "t.d.e"),
        ("t.d[k] = 2", "t.d", "t.l[0]"),
        ("Object.assign(t.d, more)", "t.d", "t.l[0]"),
    ] {
        assert_eq!(value(&format!("{before} {change};"), lost), Value::Computed, "{change}");
        assert_eq!(value(&format!("{before} {change};"), kept), Value::Number(1.0), "{change}");
    }
}

#[test]
fn spreads_keep_what_is_certain() {
    let base = "const base = {a: 1, b: 2};";
    let table =
        |entries: &[(&str, Value)]| Value::Table(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).collect());
    let one = Value::Number(1.0);
    assert_eq!(value(base, "{...base, b: 1}"), table(&[("a", one.clone()), ("b", one.clone())]));
    let unknown = value("", "{a: 1, ...other, b: 1}");
    assert_eq!(unknown, table(&[("a", Value::Computed), (UNKNOWN_ENTRIES, Value::Computed), ("b", one.clone())]));
    assert!(!unknown.is_known());
    let maybe = value("", "{a: 1, b: 1, ...(x ? {b: 2} : {}), ...(y && {c: 3})}");
    assert_eq!(maybe, table(&[("a", one.clone()), ("b", Value::Computed), ("c", Value::Computed)]));
    assert_eq!(value("", "[1, ...other]"), Value::List(vec![one, Value::Computed]));
}

#[test]
fn paths_are_put_together() {
    let before =
        "import path, { join } from 'node:path'; import { fileURLToPath } from 'url';\nconst { resolve } = require('path');";
    for (expression, expected) in [
        ("path.join('a', 'b')", text("a/b")),
        ("join('a', '../b', './c')", text("b/c")),
        ("path.resolve(__dirname, 'x')", path("x")),
        ("resolve(__dirname, '..', 'x/')", path("../x")),
        ("path.resolve(__dirname, '/srv')", text("/srv")),
        ("path.resolve('x')", text("x")),
        ("path.posix.join('a', 'b')", text("a/b")),
        ("path.join(__dirname, unknown)", Value::Computed),
        ("path.join(process.cwd(), 'a')", text("a")),
        ("__dirname + '/x'", path("x")),
        ("`${__dirname}/x`", path("x")),
        ("import.meta.dirname", path(".")),
        ("new URL('./x', import.meta.url)", path("x")),
        ("new URL('../x/', import.meta.url).pathname", path("../x/")),
        ("fileURLToPath(new URL('./x', import.meta.url))", path("x")),
        ("path.dirname(fileURLToPath(import.meta.url))", path(".")),
        ("require.resolve('./sidebars.js')", path("sidebars.js")),
        ("require.resolve('a-plugin')", name("a-plugin", Some("a-plugin"))),
        ("require('./nav.json')", name("./nav.json", Some("./nav.json"))),
    ] {
        assert_eq!(value(before, expression), expected, "{expression}");
    }
    // Another function of that name is not Node's.
    assert!(matches!(value("import { join } from 'lodash'", "join('a', 'b')"), Value::Call(_)));
    let script =
        js("const __dirname = import.meta.dirname; const dir = path.join(__dirname, '..', 'content');\nexport default {dir}");
    assert_eq!(script.default_export().unwrap().get("dir"), Some(&path("../content")));
}

#[test]
fn imports_appear_under_their_own_names() {
    let eleventy = Some("@11ty/eleventy");
    for (before, expression, expected) in [
        ("import anchor from 'markdown-it-anchor'", "anchor", name("markdown-it-anchor", Some("markdown-it-anchor"))),
        ("const anchor = require('markdown-it-anchor')", "anchor", name("markdown-it-anchor", Some("markdown-it-anchor"))),
        (
            "const anchor = require('markdown-it-anchor').default",
            "anchor",
            name("markdown-it-anchor", Some("markdown-it-anchor")),
        ),
        ("import { IdAttributePlugin } from '@11ty/eleventy'", "IdAttributePlugin", name("IdAttributePlugin", eleventy)),
        ("import { IdAttributePlugin as ids } from '@11ty/eleventy'", "ids", name("IdAttributePlugin", eleventy)),
        ("import * as e from '@11ty/eleventy'", "e.IdAttributePlugin", name("IdAttributePlugin", eleventy)),
        ("const { RenderPlugin: r } = await import('@11ty/eleventy')", "r", name("RenderPlugin", eleventy)),
        ("const { EleventyI18nPlugin } = require('@11ty/eleventy')", "EleventyI18nPlugin", name("EleventyI18nPlugin", eleventy)),
        ("", "(await import('@11ty/eleventy')).IdAttributePlugin", name("IdAttributePlugin", eleventy)),
        ("", "someGlobal.x", name("someGlobal.x", None)),
    ] {
        assert_eq!(value(before, expression), expected, "{before} {expression}");
    }
    let script = clean("config.ts", "import x = require('y'); export default x");
    assert_eq!(script.default_export(), Some(&name("y", Some("y"))));
    // A function's parameter hides the import.
    let script = js("import a from 'm'; export default { f: a => a }");
    let Some(Value::Function(function)) = script.default_export().unwrap().get("f") else { panic!("{script:?}") };
    assert_eq!((function.parameters, &function.returns), (1, &name("a", None)));
}

#[test]
fn an_eleventy_config_is_read() {
    let script = js(r##"
        import { IdAttributePlugin, EleventyHtmlBasePlugin as base } from "@11ty/eleventy";
        import markdownIt from "markdown-it";
        import anchor from "markdown-it-anchor";
        const slugify = (text) => text.toLowerCase();
        export default async function (eleventyConfig) {
            const { RenderPlugin } = await import("@11ty/eleventy");
            const out = "public";
            eleventyConfig.addPassthroughCopy(out);
            eleventyConfig.addPassthroughCopy({ "content/public": "/" });
            eleventyConfig.addPlugin(IdAttributePlugin, { selector: "h2,h3", slugify });
            if (process.env.CI) { eleventyConfig.addPlugin(base); }
            eleventyConfig.addPlugin(RenderPlugin);
            let md = markdownIt({ html: true }).use(anchor, { slugify: s => s, level: [2, 3] });
            md.use(attrs);
            eleventyConfig.setLibrary("md", md);
            eleventyConfig.amendLibrary("md", (lib) => lib.use(anchor));
            eleventyConfig.setInputDirectory("content");
            eleventyConfig.ignores.add("README.md");
            for (const word of ["a", "b"]) eleventyConfig.addFilter(word, x => x);
            eleventyConfig.addShortcode("year", () => `${new Date().getFullYear()}`);
            eleventyConfig.addPairedShortcode("Note", function (content) { return "<p>" + content; });
            eleventyConfig.setTemplateFormats(["md", "njk"]);
        }
        export const config = { dir: { input: "content", includes: "../_includes" }, pathPrefix: "/x/", markdownTemplateEngine: false };
    "##);
    let copies: Vec<_> = script.calls_to("addPassthroughCopy").collect();
    assert_eq!(copies[0].arguments, [text("public")]);
    assert_eq!(copies[0].callee, "eleventyConfig.addPassthroughCopy");
    assert_eq!(copies[1].arguments[0].entry("content/public"), Some(&text("/")));
    let plugins: Vec<_> = script.calls_to("addPlugin").map(|call| (call.arguments[0].clone(), call.conditional)).collect();
    let eleventy = Some("@11ty/eleventy");
    let expected = [("IdAttributePlugin", false), ("EleventyHtmlBasePlugin", true), ("RenderPlugin", false)];
    assert_eq!(plugins, expected.map(|(plugin, conditional)| (name(plugin, eleventy), conditional)));
    let Value::Call(library) = &only(&script, "setLibrary").arguments[1] else { panic!() };
    assert_eq!((library.callee.as_str(), library.module()), ("markdownIt().use", Some("markdown-it")));
    assert_eq!(library.receiver.as_ref().unwrap().arguments[0].get("html"), Some(&Value::Bool(true)));
    let uses: Vec<_> = script.calls_to("use").map(|call| (call.callee.as_str(), call.module())).collect();
    assert_eq!(uses, [("markdownIt().use", Some("markdown-it")), ("md.use", Some("markdown-it")), ("lib.use", None)]);
    assert_eq!(only(&script, "setInputDirectory").arguments, [text("content")]);
    assert_eq!(only(&script, "add").callee, "eleventyConfig.ignores.add");
    assert!(only(&script, "addFilter").conditional);
    assert_eq!(only(&script, "addPairedShortcode").arguments[0], text("Note"));
    assert_eq!(only(&script, "setTemplateFormats").arguments[0].list(), [text("md"), text("njk")]);
    let config = script.export("config").unwrap();
    assert_eq!(config.get("dir.includes"), Some(&text("../_includes")));
    assert_eq!(config.get("markdownTemplateEngine").and_then(Value::as_bool), Some(false));
    assert!(config.is_known());
}

#[test]
fn a_common_js_chain_is_read_link_by_link() {
    let text = "const md = require('markdown-it')({html: true}).use(require('a'), {b: 1}).use(c);\nmodule.exports = {md}";
    let script = js(text);
    let callees: Vec<_> = script.calls.iter().map(|call| call.callee.as_str()).collect();
    assert_eq!(callees, ["require", "require()", "require()().use", "require", "require()().use().use"]);
    assert_eq!(script.calls[4].module(), Some("markdown-it"));
    assert_eq!(script.calls[2].arguments[0], name("a", Some("a")));
    assert_eq!(script.calls[3].span.of(text), "require('a')");
}

#[test]
fn a_docusaurus_config_is_read() {
    let script = js("
        // @ts-check
        const base = '/handbook/';
        /** @type {import('@docusaurus/types').Config} */
        const config = {
            url: 'https://example.org', baseUrl: base, trailingSlash: false,
            i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
            presets: [['classic', /** @type {any} */ ({docs: {routeBasePath: '/', sidebarPath: require.resolve('./sidebars.js')}, blog: false})]],
        };
        module.exports = config;
    ");
    assert_eq!((setting(&script, "baseUrl"), setting(&script, "i18n.defaultLocale")), (Some("/handbook/"), Some("en")));
    let preset = script.default_export().unwrap().get("presets").unwrap().list()[0].list();
    assert_eq!(preset[0].as_str(), Some("classic"));
    assert_eq!(preset[1].get("docs.sidebarPath"), Some(&path("sidebars.js")));
    assert_eq!(preset[1].get("blog"), Some(&Value::Bool(false)));
}

#[test]
fn a_vitepress_config_is_read() {
    let script = clean(
        "docs/.vitepress/config.mts",
        "import { defineConfig, type DefaultTheme } from 'vitepress'
        export default defineConfig({
            srcDir: '../content', cleanUrls: true, rewrites: { 'a/:b.md': ':b.md' }, srcExclude: ['**/README.md'],
            themeConfig: { nav: nav(), sidebar: { '/guide/': { base: '/guide/', items: guide() } }, sidebarOf: guide(1) },
        })
        function nav(): DefaultTheme.NavItem[] { return [{ text: 'Guide', link: '/guide/' }] }
        const guide = (): DefaultTheme.SidebarItem[] => [{ text: 'Start', collapsed: false, items: [{ link: 'start' }] }]",
    );
    let config = script.default_export().unwrap();
    assert_eq!(config.get("themeConfig.nav").unwrap().list()[0].get("link"), Some(&text("/guide/")));
    let sidebar = config.get("themeConfig.sidebar./guide/.items").unwrap();
    assert_eq!(sidebar.list()[0].get("items").unwrap().list()[0].get("link"), Some(&text("start")));
    assert_eq!(config.get("rewrites").unwrap().entry("a/:b.md"), Some(&text(":b.md")));
}

#[test]
fn an_astro_config_is_read() {
    let script = clean(
        "astro.config.mjs",
        "import { defineConfig } from 'astro/config';
        import docs from '@astrojs/starlight';
        export default defineConfig({
            site: 'https://example.org', base: '/b',
            integrations: [docs({ title: 'T', sidebar: [{ label: 'A', autogenerate: { directory: 'a' } }, 'intro'] })],
        });",
    );
    let Value::Call(starlight) = &script.default_export().unwrap().get("integrations").unwrap().list()[0] else { panic!() };
    assert_eq!((starlight.callee.as_str(), starlight.module()), ("docs", Some("@astrojs/starlight")));
    let sidebar = starlight.arguments[0].get("sidebar").unwrap().list();
    assert_eq!((sidebar[0].get("autogenerate.directory"), &sidebar[1]), (Some(&text("a")), &text("intro")));
}

#[test]
fn a_raneto_config_is_read() {
    let script = js("
        import path from 'node:path';
        const __dirname = import.meta.dirname;
        const theme_dir = path.join(__dirname, '..', 'themes'), theme_name = 'dist';
        const config = {
            site_title: 'Docs', base_url: '', image_url: '/images', table_of_contents: true, theme_name,
            copyright: `© ${new Date().getFullYear()} T`,
            content_dir: path.join(__dirname, '..', 'content', 'pages'),
            public_dir: path.join(theme_dir, theme_name, 'public'),
        };
        export default config;
    ");
    let config = script.default_export().unwrap();
    assert_eq!(config.get("content_dir"), Some(&path("../content/pages")));
    assert_eq!(config.get("public_dir"), Some(&path("../themes/dist/public")));
    assert_eq!(config.get("copyright"), Some(&Value::Computed));
    assert_eq!((setting(&script, "base_url"), setting(&script, "image_url")), (Some(""), Some("/images")));
}

#[test]
fn odd_files_are_read_without_fuss() {
    for text in
        ["", "\u{feff}", "\0", "#!/usr/bin/env node\n", "// only\r\n", "export default", "}", "`", "'", "/*", "𝒳 = '\u{2028}'"]
    {
        let script = Script::read("x.js", text);
        assert_eq!(script.default_export(), None, "{text:?}");
    }
    assert_eq!(setting(&js("\u{feff}module.exports = {\r\n  a: 'b',\r\n}\r\n"), "a"), Some("b"));
    assert_eq!(setting(&clean("x.cjs", "const {a} = process.env; module.exports = {b: 'c'}; return"), "b"), Some("c"));
    assert_eq!(
        setting(&clean("Config.JSX", "const logo = <a href='x'>don't</a>; export default {logo, b: 'c'}"), "b"),
        Some("c")
    );
    assert_eq!(setting(&js("const a = require('b'); await a(); export default {b: 'c'}"), "b"), Some("c"));
}

#[test]
fn a_syntax_error_is_placed_and_what_precedes_it_kept() {
    let text = "const a = 1;\nexports.before = {b: 'c'};\nexports.broken = {b: 'c' d: 'e'};\nexports.after = 1;\n";
    let script = Script::read("x.js", text);
    let problem = script.problem.as_ref().unwrap();
    assert!(text[..problem.span.start as usize].ends_with("{b: 'c' "), "{problem:?}");
    assert!(problem.message.starts_with("this is not valid JavaScript") && !problem.message.ends_with('.'), "{problem:?}");
    assert_eq!(script.export("before").and_then(|value| value.get("b")), Some(&Value::Text("c".into())));
}

#[test]
fn deep_nesting_is_refused_or_cut() {
    for unit in ["(", "[", "{a:", "!", "a=>", "a?b:", "if(a)", "a=", "`${", "f(x,", "- ", "x.", "typeof ", "<a>", "new "] {
        let script = Script::read("x.tsx", &unit.repeat(100_000));
        assert!(script.problem.is_some_and(|problem| problem.message.contains("too deep")), "{unit}");
    }
    let deep = format!("module.exports = {{shallow: 'a', deep: {}{}}}", "[".repeat(300), "]".repeat(300));
    let script = js(&deep);
    assert_eq!(setting(&script, "shallow"), Some("a"));
    assert!(!script.default_export().unwrap().is_known());
}

/// Each way to nest, as often as it is let through, must come back from the parser and the walk.
#[test]
fn the_deepest_that_is_let_through_fits_the_stack() {
    let closed = [
        ("(", ")"),
        ("[", "]"),
        ("{a:", "}"),
        ("f(x=>{", "})"),
        ("`${", "}`"),
        ("async()=>{return ", "}"),
        ("(class{m(){", "}})"),
        ("{get a(){return ", "}}"),
    ];
    let open = [
        "!",
        "a=>",
        "async a=>",
        "a?b:",
        "a=",
        "typeof ",
        "new ",
        "a+",
        "a.",
        "a??",
        "a()",
        "a**",
        "<a>",
        "x as ",
        "()=>",
        "await ",
    ];
    let statements = ["if(a)", "if(a)b;else ", "for(;;)", "do ", "a:", "while(a)\n", "for(a of b)", "with(a)"];
    let types = ["A<", "keyof ", "A extends B?C:", "()=>", "A|", "A[]", "[a:", "{a:", "new()=>", "A<B,"];
    let expressions = closed
        .iter()
        .copied()
        .chain(open.map(|unit| (unit, "")))
        .flat_map(|(unit, end)| ["x=", "x=y+"].map(|start| (start, unit, end)));
    let rest = statements.map(|unit| ("", unit, "")).into_iter().chain(types.map(|unit| ("type X = ", unit, "")));
    for (start, unit, end) in expressions.chain(rest) {
        let text = |count: usize| format!("{start}{}1{}", unit.repeat(count), end.repeat(count));
        let (mut fits, mut refused) = (1, 10_000);
        while refused - fits > 1 {
            let count = (fits + refused) / 2;
            if super::nesting::too_deep(&text(count)).is_none() { fits = count } else { refused = count }
        }
        assert!(fits > 50, "{unit} is refused too early: {fits}");
        for path in ["x.js", "x.ts", "x.tsx"] {
            Script::read(path, &text(fits));
        }
    }
}

#[test]
fn files_too_large_are_refused() {
    let script = Script::read("x.js", &format!("module.exports = {{}}\n{}", "// x\n".repeat(1_000_000)));
    assert!(script.problem.is_some_and(|problem| problem.message.contains("2 MB")));
}

#[test]
fn work_and_memory_stay_bounded() {
    assert_eq!(value("const a = b; const b = a", "a"), Value::Computed);
    assert!(matches!(value("function f() { return f() }", "f()"), Value::Call(_)));
    let mut laughs = "const a0 = ['ha', 'ha'];".to_owned();
    let mut strings = "const a0 = 'ha';".to_owned();
    let mut ladder = "const a0 = [1];".to_owned();
    let mut doubling = "const f0 = () => ({a: 1});".to_owned();
    for n in 1..60 {
        laughs += &format!("const a{n} = [a{0}, a{0}];", n - 1);
        strings += &format!("const a{n} = a{0} + a{0};", n - 1);
        doubling += &format!("const f{n} = () => [f{0}(), f{0}()];", n - 1);
    }
    for n in 1..3000 {
        ladder += &format!("const a{n} = [a{}]; f(a{n});\n", n - 1);
    }
    assert!(Script::read("x.js", &format!("{laughs} module.exports = a59")).problem.is_some());
    assert!(Script::read("x.js", &format!("{doubling} module.exports = f59()")).problem.is_some());
    assert_eq!(js(&format!("{strings} module.exports = a59")).default_export(), Some(&Value::Computed));
    assert_eq!(Script::read("x.js", &ladder).calls.len(), 2999);
    let long = js(&format!("module.exports = {}'z'", "'a' + ".repeat(1000)));
    assert_eq!(long.default_export().and_then(Value::as_str).map(str::len), Some(1001));
    let chain = js(&format!("a{}", ".use(b)".repeat(600)));
    assert_eq!(chain.calls.len(), 600);
}

/// Half-typed files are what an editor sends.
#[test]
fn a_file_cut_anywhere_is_read() {
    let text = "import a, { b as c } from 'ä';\n/* ü */ const { x: [y = `${1 + 2}ö`, ...z], ...r } = t ?? { get q() { return 1 } };\n\
        export const k = async (p, { s }) => { for await (const i of p) i?.j[`k`]((0, m)(), /[/]\"/g, ...s, new N.O(...p)); };\n\
        label: do { switch (k) { case 1: delete t.u[v]; default: try { throw t } catch { } finally { w ||= 3 } } } while (!0)\n\
        export default class extends a { static { c() } #f = 2; [y]() { return super.g } }\n";
    for (end, _) in text.char_indices() {
        for (path, part) in [("x.js", &text[..end]), ("x.ts", &text[end..]), ("x.tsx", &text[..end])] {
            let script = Script::read(path, part);
            if let Some(problem) = script.problem {
                assert!(!problem.message.contains("report it"), "{part}: {problem:?}");
                assert!(part.get(problem.span.range()).is_some(), "{part}: {problem:?}");
            }
        }
    }
    assert_eq!(Script::read("x.js", text).problem, None);
}
