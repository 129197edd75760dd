//! What front matter names and leads to: people, tags, layouts, pages, pictures.

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{diagnostic::Applicability, fixer::settle, rule::Selectors};

type File<'a> = (&'a str, &'a str);

fn open(files: &[File<'_>], rules: &[&str]) -> Handbook {
    let select = Some(rules.iter().map(|rule| (*rule).to_owned()).collect());
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    Handbook::new(files, Selectors { select, ..Selectors::default() })
}

/// What is told: the place, in brackets the text there, and the message.
fn told(files: &[File<'_>], rules: &[&str]) -> Vec<String> {
    let handbook = open(files, rules);
    let told = handbook.lint().into_iter().map(|d| {
        let text = &handbook.texts[&d.at.path];
        format!("{} [{}] {}", d.at.path, d.at.span.of(text), d.message)
    });
    told.collect()
}

fn references(files: &[File<'_>]) -> Vec<String> {
    told(files, &["front-matter/reference"])
}

/// The values that are told, of files and the front matter of one page.
fn wrong(files: &[File<'_>], page: &str, block: &str) -> Vec<String> {
    let text = format!("---\n{block}\n---\n# Title\n");
    let mut files = files.to_vec();
    files.push((page, &text));
    let values = references(&files).into_iter().map(|told| {
        let start = told.find('[').expect("a bracket") + 1;
        told[start..told.find(']').expect("a bracket")].to_owned()
    });
    values.collect()
}

fn links(files: &[File<'_>]) -> Vec<String> {
    told(files, &["links"])
}

const NONE: [String; 0] = [];

#[test]
fn pages_go_by_path_address_and_title() {
    let settings = ("handbook.toml", "[site]\ngenerator = 'mkdocs'\n[[front-matter]]\nreference = { see = 'pages' }\n");
    let site = [
        settings,
        ("mkdocs.yml", "site_name: x\nsite_url: https://example.org/book/\n"),
        ("docs/people/pay.md", "---\ntitle: What we pay\n---\n"),
        ("docs/people/index.md", "# People\n"),
    ];
    for good in [
        "pay",
        "pay.md",
        "people/pay",
        "people/pay.md",
        "docs/people/pay.md",
        "/people/pay.md",
        "/people/pay/",
        "people/pay/",
        "What we pay",
        "pay.md#section",
        "/book/people/pay/",
        "/people/",
        "people",
        "People",
        "https://example.org/x",
        "",
        "'{{ page }}'",
        "false",
    ] {
        assert_eq!(wrong(&site, "docs/people/leave.md", &format!("see: {good}")), NONE, "{good}");
    }
    for bad in ["payy", "people/leaves.md", "../pay.md", "/pay/", "what we pay"] {
        assert_eq!(wrong(&site, "docs/people/leave.md", &format!("see: [pay, {bad}]")), [bad]);
    }
}

#[test]
fn keys_in_lists_of_tables_are_looked_through() {
    let settings =
        "[[front-matter]]\nreference = { authors.id = 'people.json#people.id', team.lead = 'people.json#people.id' }\n";
    let people = "{\"people\": [{\"id\": \"ann\"}, {\"id\": \"bob\"}, {\"id\": 7}]}";
    let files = [("handbook.toml", settings), ("people.json", people)];
    let block = "authors:\n  - id: ann\n  - name: Guest\n  - id: bop\n  - {id: 7}\nteam: {lead: [bob, cy]}";
    assert_eq!(wrong(&files, "a.md", block), ["bop", "cy"]);
}

#[test]
fn owners_are_those_of_the_repository() {
    let settings = ("handbook.toml", "[[front-matter]]\nreference = { owner = 'CODEOWNERS' }\n");
    let owners = (".github/CODEOWNERS", "* @acme/people\n/pay/ @Ann bob@example.org\n");
    for good in ["'@acme/people'", "people", "acme/People", "ann", "bob@example.org"] {
        assert_eq!(wrong(&[settings, owners], "a.md", &format!("owner: {good}")), NONE, "{good}");
    }
    assert_eq!(wrong(&[settings, owners], "a.md", "owner: poeple"), ["poeple"]);
    let told = references(&[settings, ("a.md", "---\nowner: x\n---\n")]);
    assert_eq!(
        told,
        ["handbook.toml ['CODEOWNERS'] the repository has no `CODEOWNERS`: the values of `owner` were not looked up"]
    );
}

#[test]
fn a_name_that_may_be_somewhere_is_let_alone() {
    // An alias in the list, a second list that is not there, a list that a template makes.
    let page = ("a.md", "---\nowner: x\n---\n");
    let settings = ("handbook.toml", "[[front-matter]]\nreference = { owner = 'people.yml' }\n");
    assert_eq!(references(&[settings, page, ("people.yml", "- &a ann\n- *b\n")]), NONE);
    let settings = ("handbook.toml", "[[front-matter]]\nreference = { owner = ['people.yml', 'teams.yml'] }\n");
    let told = references(&[settings, page, ("people.yml", "- ann\n"), ("team.yml", "- x\n")]);
    assert_eq!(told, ["handbook.toml ['teams.yml'] there is no file `teams.yml`: the values of `owner` were not looked up"]);
}

#[test]
fn only_pages_that_a_table_holds_for_are_asked() {
    let settings = ("handbook.toml", "[[front-matter]]\nwhen = { kind = 'policy' }\nreference = { owner = 'people.yml' }\n");
    let files = [settings, ("people.yml", "- ann\n")];
    assert_eq!(wrong(&files, "a.md", "kind: policy\nowner: bob"), ["bob"]);
    assert_eq!(wrong(&files, "a.md", "kind: note\nowner: bob"), NONE);
}

#[test]
fn a_source_that_is_none_is_told_in_the_settings() {
    let settings = "[[front-matter]]\nreference = { a = 'people', b = 'x.txt', c = 7, d = '../x.yml', e = 'a\\b.yml' }\n";
    let told = told(&[("handbook.toml", settings)], &["lint"]);
    assert_eq!(
        told,
        [
            "handbook.toml ['people'] names cannot be looked up in `people`",
            "handbook.toml ['x.txt'] names cannot be looked up in `x.txt`",
            "handbook.toml [7] `c` must be text in quotes, not a whole number",
            "handbook.toml ['../x.yml'] names cannot be looked up in `../x.yml`",
            "handbook.toml ['a\\b.yml'] the parts of a path must be divided by `/`",
        ]
    );
}

#[test]
fn the_fix_keeps_quotes_and_comments() {
    let settings = ("handbook.toml", "[[front-matter]]\nreference = { owner = 'people.yml', by = 'people.yml' }\n");
    let page = "---\r\nby: \"suasn\" # she\r\nowner: ['omra', suasn]\r\n---\r\n";
    let mut handbook = open(&[settings, ("people.yml", "susan:\nomar:\n'o: x':\n"), ("a.md", page)], &["front-matter/reference"]);
    settle(&mut handbook, Applicability::Unsafe);
    assert_eq!(&*handbook.texts["a.md"], "---\r\nby: \"susan\" # she\r\nowner: ['omar', susan]\r\n---\r\n");
}

#[test]
fn docusaurus_knows_authors_and_tags() {
    let config = (
        "docusaurus.config.js",
        "export default { presets: [['classic', {}]], i18n: { defaultLocale: 'en', locales: ['en', 'de'] } };\n",
    );
    let authors = ("blog/authors.yml", "ann:\n  name: Ann\n");
    let post = "blog/2024-01-01-a.md";
    let files = [config, authors];
    assert_eq!(wrong(&files, post, "authors: ann"), NONE);
    assert_eq!(wrong(&files, post, "authors: bob"), ["bob"]);
    assert_eq!(wrong(&files, post, "authors: [ann, {name: Bob}, {key: cy, title: x}]"), ["cy"]);
    assert_eq!(wrong(&files, post, "author: bob"), NONE);
    assert_eq!(wrong(&files, "docs/a.md", "authors: bob"), NONE);
    // Where there is no file of tags, any tag will do.
    assert_eq!(wrong(&files, post, "tags: [new]"), NONE);
    let tags = ("docs/tags.yml", "news:\n  label: News\n");
    assert_eq!(wrong(&[config, tags], "docs/a.md", "tags: [news, News, {label: A, permalink: /a}]"), ["News"]);
    assert_eq!(wrong(&[config, tags], post, "tags: [new]"), NONE);
    let quiet = ("docusaurus.config.js", "export default { presets: [['classic', { docs: { onInlineTags: 'ignore' } }]] };\n");
    assert_eq!(wrong(&[quiet, tags], "docs/a.md", "tags: [new]"), NONE);
    let off = ("docusaurus.config.js", "export default { presets: [['classic', { docs: { tags: false } }]] };\n");
    assert_eq!(wrong(&[off, tags], "docs/a.md", "tags: [new]"), NONE);
    // A translation has authors of its own; which file counts for the original depends on the language that is built.
    let german = ("i18n/de/docusaurus-plugin-content-blog/authors.yml", "berta:\n  name: Berta\n");
    let original = (post, "---\nauthors: bob\n---\n# A\n");
    assert_eq!(
        wrong(&[config, authors, german, original], "i18n/de/docusaurus-plugin-content-blog/2024-01-01-a.md", "authors: ann"),
        ["ann"]
    );
}

#[test]
fn material_knows_authors_categories_and_tags() {
    let config = "site_name: x\ntheme:\n  name: material\nplugins:\n  - search\n  - tags:\n      tags_allowed: [a, b]\n  - blog:\n      categories_allowed: [News, Guides]\n";
    let files = [
        ("mkdocs.yml", config),
        ("docs/blog/.authors.yml", "authors:\n  ann:\n    name: Ann\n"),
        ("docs/blog/index.md", "# Blog\n"),
    ];
    let block = "date: 2024-01-01\nauthors: [ann, bob]\ncategories: [News, Guide]\ntags: [a, c]";
    assert_eq!(wrong(&files, "docs/blog/posts/a.md", block), ["bob", "Guide", "c"]);
    assert_eq!(wrong(&files, "docs/a.md", block), ["c"]);
    let plain = [("mkdocs.yml", "site_name: x\nplugins: [blog, tags]\n"), ("docs/blog/index.md", "# Blog\n")];
    assert_eq!(wrong(&plain, "docs/blog/posts/a.md", block), NONE);
}

#[test]
fn eleventy_knows_its_layouts() {
    let config = |more: &str| {
        format!(
            "module.exports = (config) => {{\n{more}\nreturn {{ dir: {{ input: 'content', includes: '../_includes' }} }};\n}};\n"
        )
    };
    let check = |more: &str, layout: &str| {
        let config = config(more);
        let files = [("eleventy.config.js", &*config), ("_includes/layouts/base.njk", "{{ content }}")];
        wrong(&files, "content/a.md", &format!("layout: {layout}"))
    };
    for good in ["layouts/base", "layouts/base.njk", "false", ""] {
        assert_eq!(check("", good), NONE, "{good}");
    }
    assert_eq!(check("", "layouts/bsae"), ["layouts/bsae"]);
    assert_eq!(check("", "base"), ["base"]);
    assert_eq!(check("config.addLayoutAlias('base', 'layouts/base.njk');", "base"), NONE);
    // What brings layouts along that are not here to be seen.
    assert_eq!(check("config.addPlugin(require('@x-govuk/govuk-eleventy-plugin'));", "page"), NONE);
    assert_eq!(check("config.addTemplate('_includes/page.njk', '');", "page"), NONE);
}

#[test]
fn jekyll_knows_its_layouts_when_all_are_its_own() {
    let layouts = [("_layouts/page.html", ""), ("_layouts/a/wide.html", "")];
    let check = |config: &str, more: &[File<'_>], layout: &str| {
        let mut files = vec![("_config.yml", config)];
        files.extend(layouts);
        files.extend(more);
        wrong(&files, "a.md", &format!("layout: {layout}"))
    };
    let gemfile = ("Gemfile", "gem 'jekyll', '~> 4.3'\n");
    for good in ["page", "a/wide", "none", "null", "~", "redirect"] {
        assert_eq!(check("title: x\n", &[gemfile], good), NONE, "{good}");
    }
    assert_eq!(check("title: x\n", &[gemfile], "pgae"), ["pgae"]);
    assert_eq!(check("title: x\n", &[gemfile], "wide"), ["wide"]);
    // GitHub Pages has a theme of its own; so may any theme, further configuration or plugin.
    assert_eq!(check("title: x\n", &[], "post"), NONE);
    assert_eq!(check("theme: minima\n", &[gemfile], "post"), NONE);
    assert_eq!(check("title: x\n", &[gemfile, ("_config_prod.yml", "theme: minima\n")], "post"), NONE);
    assert_eq!(check("title: x\n", &[gemfile, ("_plugins/a.rb", "site.layouts['post'] = 1\n")], "post"), NONE);
}

#[test]
fn hugo_is_told_of_slips_in_layouts_only() {
    let layouts =
        [("layouts/_default/single.html", ""), ("layouts/_default/contact.html", ""), ("layouts/docs/wide.en.html", "")];
    let check = |config: &str, layout: &str| {
        let mut files = vec![("hugo.toml", config)];
        files.extend(layouts);
        wrong(&files, "content/a.md", &format!("layout: {layout}"))
    };
    for fine in ["contact", "wide", "single", "post"] {
        assert_eq!(check("title = 'x'\n", fine), NONE, "{fine}");
    }
    assert_eq!(check("title = 'x'\n", "contcat"), ["contcat"]);
    assert_eq!(check("title = 'x'\ntheme = 'elsewhere'\n", "contcat"), NONE);
}

#[test]
fn vitepress_and_starlight_have_a_few_names() {
    let vitepress = (".vitepress/config.mjs", "export default {};\n");
    assert_eq!(wrong(&[vitepress], "a.md", "layout: hoem"), ["hoem"]);
    assert_eq!(wrong(&[vitepress], "a.md", "layout: home"), NONE);
    assert_eq!(wrong(&[vitepress], "a.md", "layout: false"), NONE);
    let theme = (".vitepress/theme/index.js", "export default {};\n");
    assert_eq!(wrong(&[vitepress, theme], "a.md", "layout: wide"), NONE);
    let config = "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'x' })] };\n";
    let starlight = ("astro.config.mjs", config);
    assert_eq!(wrong(&[starlight], "src/content/docs/a.md", "template: splsh"), ["splsh"]);
    assert_eq!(wrong(&[starlight], "src/content/docs/a.md", "template: splash"), NONE);
}

#[test]
fn what_the_handbook_says_of_a_key_goes_before_the_generator() {
    let files = [
        ("mkdocs.yml", "site_name: x\nplugins: [blog]\n"),
        ("handbook.toml", "[[front-matter]]\nreference = { authors = 'people.csv' }\n"),
        ("people.csv", "id\nbob\n"),
        ("docs/blog/.authors.yml", "authors:\n  ann:\n    name: Ann\n"),
    ];
    assert_eq!(wrong(&files, "docs/blog/posts/a.md", "date: 2024-01-01\nauthors: [ann, bob]"), ["ann"]);
}

#[test]
fn many_wrong_names_come_to_an_end() {
    let names: String = (0..3000).map(|at| format!("name-{at}: {{}}\n")).collect();
    let block: String = (0..3000).map(|at| format!("  - nmae-{at}\n")).collect();
    let page = format!("---\nowner:\n{block}---\n");
    let settings = ("handbook.toml", "[[front-matter]]\nreference = { owner = 'people.yml' }\n");
    assert_eq!(references(&[settings, ("people.yml", &names), ("a.md", &page)]).len(), 3000);
}

#[test]
fn keys_that_the_settings_call_links_are_links() {
    let settings = ("handbook.toml", "[[front-matter]]\nfiles = 'docs/people'\nlink = ['related', 'cover.image', 'cards.to']\n");
    let site = [
        settings,
        ("mkdocs.yml", "site_name: x\n"),
        ("docs/pay.md", "# Pay\n"),
        ("docs/people/index.md", "# People\n"),
        ("docs/img/a.png", ""),
    ];
    let with = |block: &str| {
        let text = format!("---\n{block}\n---\n# Leave\n");
        let mut files = site.to_vec();
        files.push(("docs/people/leave.md", &text));
        files.push(("docs/b.md", "---\nrelated: nowhere.md\n---\n# B\n"));
        let told = told(&files, &["links"]);
        told.into_iter().filter(|told| !told.contains("leads to this page")).collect::<Vec<_>>()
    };
    for good in [
        "related: [../pay.md, /pay/, pay.md, pay, index.md#people, https://example.org]",
        "cover: {image: img/a.png}",
        "cards:\n  - to: ../pay/\n  - to: ''\n  - title: x",
        "related: false",
    ] {
        assert_eq!(with(good), NONE, "{good}");
    }
    assert_eq!(with("related: [pay.md, 'pya.md']"), ["docs/people/leave.md [pya.md] there is no file `docs/people/pya.md`"]);
    assert_eq!(
        with("cover:\n  image: img/b.png"),
        ["docs/people/leave.md [img/b.png] there is no picture `/people/leave/img/b.png`"]
    );
    assert_eq!(with("cards:\n  - to: index.md#nobody").len(), 1);
}

#[test]
fn pictures_and_redirects_of_generators_are_links() {
    let docusaurus = [
        ("docusaurus.config.js", "export default { baseUrl: '/base/', presets: [['classic', {}]] };\n"),
        ("static/img/a.png", ""),
        ("docs/c.png", ""),
        ("docs/a.md", "---\nimage: img/a.png\n---\n[b](b.md) [c](c.md) [d](d.md)\n"),
        ("docs/b.md", "---\nimage: /img/a.png\n---\n[a](a.md)\n"),
        ("docs/c.md", "---\nimage: ./c.png\n---\n"),
        ("docs/d.md", "---\nimage: ./d.png\n---\n"),
        ("docs/e.md", "---\nimage: img/e.png\n---\n[a](a.md)\n"),
    ];
    let missing =
        |files: &[File<'_>]| told(files, &["links/broken-asset", "links/broken-page", "links/base-path", "links/broken-file"]);
    assert_eq!(
        missing(&docusaurus),
        ["docs/d.md [./d.png] there is no picture `./d.png`", "docs/e.md [img/e.png] there is no picture `/img/e.png`",]
    );
    let jekyll = [
        ("_config.yml", "baseurl: /base\nplugins: [jekyll-redirect-from, jekyll-seo-tag]\n"),
        ("Gemfile", "gem 'jekyll'\n"),
        ("_layouts/default.html", "{% seo %}{{ content }}"),
        ("assets/a.png", ""),
        ("new.md", "---\nimage: /assets/a.png\n---\n"),
        ("old.md", "---\nredirect_to: /new.html\n---\n"),
        ("older.md", "---\nredirect_to: new.html\n---\n"),
        ("away.md", "---\nredirect_to: https://example.org/\n---\n"),
        ("lost.md", "---\nredirect_to:\n  - /newer.html\n---\n"),
        ("b.md", "---\nimage:\n  path: /assets/b.png\n---\n"),
        ("c.md", "---\nimage: b.png\n---\n"),
    ];
    assert_eq!(
        missing(&jekyll),
        [
            "b.md [/assets/b.png] there is no picture `/assets/b.png`",
            "lost.md [/newer.html] no page has the address `/newer.html`",
        ]
    );
    let vitepress = [
        (".vitepress/config.mjs", "export default { base: '/base/' };\n"),
        ("public/a.svg", ""),
        ("index.md", "---\nlayout: home\nhero:\n  image: {src: /a.svg}\nfeatures:\n  - icon: 🛠️\n  - icon: {src: /b.svg}\n---\n"),
    ];
    assert_eq!(missing(&vitepress), ["index.md [/b.svg] there is no picture `/b.svg`"]);
    let config = "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight({ title: 'x' })] };\n";
    let hero =
        "---\ntitle: x\ntemplate: splash\nhero:\n  image:\n    dark: ../../assets/a.png\n    light: ../../assets/b.png\n---\n";
    let starlight = [("astro.config.mjs", config), ("src/assets/a.png", ""), ("src/content/docs/index.mdx", hero)];
    assert_eq!(missing(&starlight).len(), 1);
    assert!(missing(&starlight)[0].contains("[../../assets/b.png]"));
    assert_eq!(links(&[("a.md", "---\nimage: nowhere.png\n---\n# A\n")]), NONE, "no generator, no link");
}
