//! Addresses, links and ids as Astro Starlight 0.37.7 (Astro 5.18.2) and 0.42.4 (Astro 7.3.5) built them.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::rule::Selectors;

/// The lines of `a.mdx` with a finding about links, when Astro and Starlight are set up so.
fn lines(astro: &str, starlight: &str, page: &str, others: &[(&str, &str)]) -> Vec<usize> {
    let config = format!(
        "import starlight from '@astrojs/starlight';\nimport {{ defineConfig }} from 'astro/config';\n\
         export default defineConfig({{ {astro} integrations: [starlight({{ title: 'x', {starlight} }})] }});\n"
    );
    let files = [&[("astro.config.mjs", config.as_str()), ("src/content/docs/a.mdx", page)], others].concat();
    let ignore = Some(vec!["links/orphan-page".to_owned()]);
    let selectors = Selectors { select: Some(vec!["links".to_owned()]), ignore, ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let line = |at: u32| page[..at as usize].matches('\n').count() + 1;
    let found = handbook.lint();
    let mut lines: Vec<_> =
        found.iter().filter(|d| d.at.path.as_str().ends_with("/a.mdx")).map(|d| line(d.at.span.start)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

const NONE: [usize; 0] = [];
const OTHERS: [(&str, &str); 7] = [
    ("src/content/docs/b.md", "---\ntitle: B\n---\n\n## Part\n"),
    ("src/content/docs/Some Folder/C & D.md", "---\ntitle: C\n---\n"),
    ("src/content/docs/e/index.md", "---\ntitle: E\n---\n"),
    ("src/content/docs/f.md", "---\ntitle: F\nslug: x/y\n---\n"),
    ("src/content/docs/_g.md", "---\ntitle: G\n---\n"),
    ("src/pages/tool.astro", "<h1>Tool</h1>\n"),
    ("src/pages/n/[id].astro", "<h1>N</h1>\n"),
];

#[test]
fn addresses_are_slugs_of_paths() {
    let page = "[x](/b/#part)\n[x](/b)\n[x](/some-folder/c--d/)\n[x](/e/)\n[x](/x/y/)\n[x](/tool/)\n[x](/n/1/)\n[x](../b/)\n\
                [dead](/f/)\n[dead](/_g/)\n[dead](./b.md)\n[dead](/tools/)\n[dead](/b/#none)\n[dead](b/)\n";
    assert_eq!(lines("", "", page, &OTHERS), [9, 10, 11, 12, 13, 14]);
    let prefixed = "[x](/x/b/)\n[dead](/b/)\n[x](../b/)\n";
    assert_eq!(lines("base: '/x',", "", prefixed, &OTHERS), [2], "Astro does not put the base in front");
    let files = "[x](b)\n[x](/b.html)\n[x](/b#part)\n[dead](../b)\n";
    assert_eq!(lines("build: { format: 'file' },", "", files, &OTHERS), NONE.to_vec(), "browsers stop at the top");
    assert_eq!(lines("trailingSlash: 'never',", "", "[x](b)\n[x](../b)\n[dead](c)\n", &OTHERS), [3]);
}

#[test]
fn what_is_not_translated_is_shown_in_the_default_language() {
    let locales = "defaultLocale: 'en', locales: { en: { label: 'E' }, fr: { label: 'F' } },";
    let pages = [
        ("src/content/docs/en/b.md", "---\ntitle: B\n---\n\n## Part\n"),
        ("src/content/docs/en/c.md", "---\ntitle: C\n---\n\n## Part\n"),
        ("src/content/docs/fr/c.md", "---\ntitle: C\n---\n\n## Partie\n"),
        ("src/content/docs/fr/d.md", "---\ntitle: D\n---\n"),
        ("src/content/docs/en/e.md", "---\ntitle: E\ndraft: true\n---\n"),
    ];
    let page = "[x](/fr/b/#part)\n[x](/fr/c/#partie)\n[dead](/fr/c/#part)\n[dead](/en/d/)\n[dead](/fr/e/)\n";
    assert_eq!(lines("", locales, page, &pages), [3, 4, 5]);
    assert_eq!(lines("", "", "[dead](/fr/b/)\n", &pages), [1]);
}

#[test]
fn ids_follow_the_version_of_astro() {
    let b = ("src/content/docs/b.md", "---\ntitle: B\n---\n\n## Ends with -\n\n## A -- `--b`\n");
    let five = ("package.json", "{\"dependencies\": {\"astro\": \"^5.1.0\"}}");
    let seven = ("package.json", "{\"dependencies\": {\"astro\": \"~7.3.5\"}}");
    let page = "[5](/b/#ends-with-)\n[7](/b/#ends-with--)\n[x](/b/#a----b)\n[x](/b/#_top)\n[dead](/b/#b)\n";
    assert_eq!(lines("", "", page, &[b, five]), [2, 5]);
    assert_eq!(lines("", "", page, &[b, seven]), [1, 5]);
    assert_eq!(lines("", "", page, &[b]), [5], "either may be in use");
}

#[test]
fn components_link_and_may_print_ids() {
    let page = "import { Card, LinkCard } from '@astrojs/starlight/components';\nimport Shared from '../shared.mdx';\n\n\
                <LinkCard title=\"x\" href=\"/b/\" />\n<LinkCard title=\"x\" href=\"/none/\" />\n\n<Card title=\"c\">\n  [dead](/gone/)\n</Card>\n\n\
                [x](/b/#part)\n[x](/c/#part)\n[dead](/d/#part)\n";
    let pages = [
        OTHERS[0],
        ("src/content/docs/c.mdx", "---\ntitle: C\n---\nimport P from '../../P.astro';\n\n<P />\n"),
        ("src/content/docs/d.mdx", "---\ntitle: D\n---\nimport Q from '../../Q.astro';\n\n<Q>text</Q>\n"),
        ("src/P.astro", "<h2 id=\"part\">P</h2>\n"),
        ("src/Q.astro", "---\n---\n<div><slot /></div>\n"),
    ];
    assert_eq!(lines("", "", page, &pages), [5, 8, 13]);
}

#[test]
fn the_repository_may_say_otherwise() {
    let glob = (
        "src/content.config.ts",
        "import { glob } from 'astro/loaders';\nexport const collections = { docs: defineCollection({ loader: glob({ base: './src/content/docs', pattern: '**/*.md*', generateId: make }) }) };\n",
    );
    assert_eq!(lines("", "", "[x](/b2/)\n", &[OTHERS[0], glob]), NONE, "a function makes the addresses");
    let redirects = "redirects: { '/old': '/b/', '/older': '/none/', '/p/[id]': '/q/[id]' },";
    assert_eq!(lines(redirects, "", "[moved](/old)\n[dead](/older)\n[x](/p/1)\n[dead](/r)\n", &OTHERS), [1, 2, 4]);
    let netlify = (
        "netlify.toml",
        "[[redirects]]\nfrom = \"/chat\"\nto = \"https://e.org\"\n\n[[redirects]]\nfrom = \"/api/*\"\nto = \"https://e.org/:splat\"\nstatus = 200\n",
    );
    assert_eq!(lines("", "", "[x](/api/1)\n[dead](/apis)\n", &[netlify]), [2]);
    let plugins = "plugins: [starlightLinksValidator({ exclude: ['/app/**'] }), starlightBlog()],";
    let imports = ("import.txt", "");
    assert_eq!(lines("", plugins, "[dead](/app/x)\n", &[imports]), [1], "not that plugin");
    let rewriting = "markdown: { rehypePlugins: [[rewriteLinks, {}]] },";
    assert_eq!(lines(rewriting, "", "[x](./b.md)\n[x](./none.md)\n", &OTHERS), NONE);
}
