//! Addresses, ids, links and the menu as Jekyll 4.3.1 with kramdown 2.4 and its GFM parser built them.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::rule::Selectors;
use serde_json::Value;
use std::{fs, path::Path};

/// What the rules of `groups` say of all files, as `path:line rule`.
fn told_by(groups: &[&str], files: &[(&str, &str)]) -> Vec<String> {
    let select = Some(groups.iter().map(|&group| group.to_owned()).collect());
    let selectors = Selectors { select, ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let line = |path: &str, at: u32| {
        let text = files.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        text[..at as usize].matches('\n').count() + 1
    };
    let name = |d: &handbook_lint::diagnostic::Diagnostic| {
        format!("{}:{} {}", d.at.path, line(d.at.path.as_str(), d.at.span.start), d.rule)
    };
    let mut told: Vec<_> = handbook.lint().iter().map(name).collect();
    told.sort();
    told
}

/// The rules about links that lead nowhere.
const DEAD: [&str; 6] = [
    "links/base-path",
    "links/broken-anchor",
    "links/broken-asset",
    "links/broken-file",
    "links/broken-page",
    "links/broken-reference",
];

fn dead(files: &[(&str, &str)]) -> Vec<String> {
    told_by(&DEAD, files)
}

/// Every route of a handbook as `source -> address`, those of pages that are not published in brackets.
fn routes(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    fs::write(folder.path().join("handbook.toml"), "").expect("a file");
    let run = program::handbook(folder.path(), &["routes", "--format", "json"]);
    let told: Value = serde_json::from_str(&run.stdout).expect("the routes are JSON");
    let routes = told["routes"].as_array().expect("a list").iter();
    let text = |route: &Value, key: &str| route[key].as_str().expect("a text").to_owned();
    let mut lines: Vec<_> = routes
        .map(|route| {
            let line = format!("{} -> {}", text(route, "source"), text(route, "url"));
            if route["published"] == true { line } else { format!("({line})") }
        })
        .collect();
    lines.sort();
    lines
}

const GEMFILE: (&str, &str) = ("Gemfile", "gem \"jekyll\", \"~> 4.3\"\n");
const PAGE: &str = "---\ntitle: x\n---\n# X\n";

#[test]
fn pages_take_only_the_style_of_the_permalink() {
    for (style, expected) in [
        ("pretty", ["/about.us/", "/", "/docs/a/", "/docs/", "/feed.xml", "/named.html"]),
        ("date", ["/about.us.html", "/", "/docs/a.html", "/docs/", "/feed.xml", "/named.html"]),
        ("none", ["/about.us.html", "/", "/docs/a.html", "/docs/", "/feed.xml", "/named.html"]),
        ("/:title/", ["/about.us/", "/", "/docs/a/", "/docs/", "/feed.xml", "/named.html"]),
        ("/blog/:title:output_ext", ["/about.us.html", "/", "/docs/a.html", "/docs/", "/feed.xml", "/named.html"]),
        ("/blog/:title", ["/about.us", "/", "/docs/a", "/docs/", "/feed.xml", "/named.html"]),
    ] {
        let config = format!("permalink: {style}\n");
        let files = [
            ("_config.yml", config.as_str()),
            GEMFILE,
            ("about.us.md", PAGE),
            ("index.md", PAGE),
            ("docs/a.markdown", PAGE),
            ("docs/index.html", PAGE),
            ("feed.xml", PAGE),
            ("other.md", "---\npermalink: /named.html\nslug: no\n---\n"),
        ];
        let mut wanted: Vec<_> = ["about.us.md", "index.md", "docs/a.markdown", "docs/index.html", "", "other.md"]
            .iter()
            .zip(expected)
            .filter(|(source, _)| !source.is_empty())
            .map(|(source, url)| format!("{source} -> {url}"))
            .collect();
        wanted.sort();
        assert_eq!(routes(&files), wanted, "{style}");
    }
}

#[test]
fn posts_and_documents_have_patterns() {
    let config = "collections:\n  staff:\n    output: true\n  rules:\n    output: true\n    permalink: /r/:name:output_ext\n  \
                  hidden: {}\ndefaults:\n  - scope: { path: '', type: rules }\n    values: { published: true }\n";
    let files = [
        ("_config.yml", config),
        GEMFILE,
        ("_posts/2024-03-05-We Moved!.md", "No front matter is needed.\n"),
        ("news/_posts/2024-03-05-b.md", "---\ncategories: [Big News, x]\ndate: 2024-04-01\n---\n"),
        ("_posts/2024-03-06-c.md", "---\nslug: Other Name\ncategory: a b\n---\n"),
        ("_posts/2024-03-07-d.md", "---\npermalink: /posts/:year/:y_day/:slug/\n---\n"),
        ("_posts/undated.md", PAGE),
        ("_posts/2999-01-01-future.md", PAGE),
        ("_drafts/idea.md", PAGE),
        ("_staff/a b.md", PAGE),
        ("_staff/team/index.md", PAGE),
        ("_staff/raw.md", "no front matter\n"),
        ("_rules/One Rule.md", PAGE),
        ("_rules/off.md", "---\npublished: false\n---\n"),
        ("_hidden/x.md", PAGE),
    ];
    assert_eq!(
        routes(&files),
        [
            "(_posts/2999-01-01-future.md -> /2999/01/01/future.html)",
            "(_rules/off.md -> /r/off.html)",
            "_posts/2024-03-05-We Moved!.md -> /2024/03/05/We-Moved!.html",
            "_posts/2024-03-06-c.md -> /a b/2024/03/06/Other-Name.html",
            "_posts/2024-03-07-d.md -> /posts/2024/067/d/",
            "_rules/One Rule.md -> /r/one-rule.html",
            "_staff/a b.md -> /staff/a b.html",
            "_staff/raw.md -> /staff/raw.md",
            "_staff/team/index.md -> /staff/team/index.html",
            "news/_posts/2024-03-05-b.md -> /news/big news/x/2024/04/01/b.html",
        ]
    );
}

#[test]
fn what_is_read_is_a_matter_of_names_and_front_matter() {
    let config = "source: site\ninclude: [_extra]\nexclude: [notes, '*.bak.md', README]\nmarkdown_ext: md,text\n";
    let files = [
        ("_config.yml", config),
        GEMFILE,
        ("outside.md", PAGE),
        ("site/a.md", PAGE),
        ("site/b.text", PAGE),
        ("site/c.markdown", PAGE),
        ("site/_x/d.md", PAGE),
        ("site/_extra/e.md", PAGE),
        ("site/notes/f.md", PAGE),
        ("site/notes-of-mine.md", PAGE),
        ("site/g.bak.md", PAGE),
        ("site/README.md", PAGE),
        ("site/sub/README.md", PAGE),
        ("site/plain.md", "# No front matter\n[nothing](nowhere)\n"),
        ("site/raw.html", "<a href=\"a\">a</a> <a href=\"nope\">b</a>\n"),
    ];
    assert_eq!(
        routes(&files),
        [
            "site/_extra/e.md -> /_extra/e.html",
            "site/a.md -> /a.html",
            "site/b.text -> /b.html",
            "site/plain.md -> /plain.md",
            "site/raw.html -> /raw.html",
            "site/sub/README.md -> /sub/README.html",
        ]
    );
    assert_eq!(dead(&files), ["site/raw.html:1 links/broken-page"], "what is not rendered has no links");
}

#[test]
fn github_pages_renders_more() {
    let files = [
        ("_config.yml", "theme: minima\n"),
        ("a.md", "# No front matter\n[b](sub/b.md#b) [readme](sub/README.md) [top](README.md) [gone](gone.md)\n"),
        ("README.md", "# Top\n"),
        ("sub/b.md", "## B\n"),
        ("sub/README.md", "# Sub\n[up](../README.md#top) [b](b.md) [sub](../sub/)\n"),
        ("LICENSE.md", "# Licence\n[x](nowhere.md)\n"),
    ];
    assert_eq!(dead(&files), ["a.md:2 links/broken-file"]);
    assert_eq!(
        routes(&files),
        [
            "LICENSE.md -> /LICENSE.md",
            "README.md -> /",
            "README.md -> /README.md",
            "a.md -> /a.html",
            "a.md -> /a.md",
            "sub/README.md -> /sub/",
            "sub/README.md -> /sub/README.md",
            "sub/b.md -> /sub/b.html",
            "sub/b.md -> /sub/b.md",
        ]
    );
}

/// A page with these links, one a line, in a site with `baseurl: /book` and jekyll-relative-links.
fn links(lines: &[&str]) -> Vec<String> {
    let config = "permalink: pretty\nbaseurl: /book\nurl: https://example.org\nstart: /docs/b/\nplugins: [jekyll-relative-links]\n\
                  collections: { team: { output: true } }\n";
    let page = format!("---\ntitle: x\nwhere: /docs/b/\n---\n{}\n", lines.join("\n"));
    let files = [
        ("_config.yml", config),
        GEMFILE,
        ("docs/a.md", page.as_str()),
        ("docs/b.md", "---\n---\n## Here\n"),
        ("docs/c d.md", PAGE),
        ("docs/map.png", ""),
        ("_team/ada.md", "---\n---\n## Desk\n"),
        ("_posts/2024-01-31-new.md", "---\n---\n## Post\n"),
        ("_includes/x.md", ""),
    ];
    let told = dead(&files);
    let line = |told: String| {
        let (number, rule) = told.strip_prefix("docs/a.md:")?.split_once(' ')?;
        let number: usize = number.parse().ok()?;
        Some(format!("{}: {rule}", lines.get(number - 5)?))
    };
    told.into_iter().filter_map(line).collect()
}

#[test]
fn relative_links_to_sources_are_rewritten_where_the_plugin_sees_them() {
    let working = [
        "[a](b.md)",
        "[a](./b.md#here)",
        "[a](/docs/b.md)",
        "[a](c%20d.md)",
        "[a](c+d.md)",
        "[a](b.md \"title\")",
        "[a](../_team/ada.md#desk)",
        "![a](map.png)",
        "[a](../b/)",
        "<a href=\"../b/\">a</a>",
        "[a](/book/docs/b/)",
        "[a](#)",
    ];
    assert_eq!(links(&working), [""; 0]);
    let broken = [
        ("[a](b)", "links/broken-page"),
        ("[a](b.md?x=1)", "links/broken-file"),
        ("[a](b.md 'title')", "links/broken-file"),
        ("[a](b.md#there)", "links/broken-anchor"),
        ("[![b](map.png)](b.md)", "links/broken-file"),
        ("<a href=\"b.md\">a</a>", "links/broken-file"),
        ("[a](/docs/b/)", "links/base-path"),
        ("[a](d.md)", "links/broken-file"),
    ];
    for (link, rule) in broken {
        assert_eq!(links(&[link]), [format!("{link}: {rule}")]);
    }
    assert_eq!(links(&["[two", "lines](b.md)"]).len(), 1, "the plugin reads line by line");
}

#[test]
fn liquid_in_destinations_is_understood() {
    let working = [
        "[a]({{ '/docs/b/' | relative_url }}#here)",
        "[a]({{ 'docs/b/' | relative_url }})",
        "[a]({{ site.baseurl }}/docs/b/)",
        "[a]({{ \"/docs/b/\" | prepend: site.baseurl }})",
        "[a]({{ site.start | relative_url }})",
        "[a]({{ page.where | relative_url }})",
        "[a]({{ '/docs/b/' | absolute_url }})",
        "[a]({{ page.url | relative_url }})",
        "[a]({% link docs/b.md %}#here)",
        "[a]({% link _team/ada.md %})",
        "[a]({% link docs/map.png %})",
        "[a]({% post_url 2024-01-31-new %}#post)",
        "[a]({{ site.unknown }}/x)",
        "[a]({% if x %}y{% endif %})",
        "[a]({{ 'x' | mine }})",
    ];
    assert_eq!(links(&working), [""; 0]);
    for (link, rule) in [
        ("[a]({{ '/docs/z/' | relative_url }})", "links/broken-page"),
        ("[a]({{ '/docs/b/' | relative_url }}#there)", "links/broken-anchor"),
        ("[a]({{ site.baseurl }}/docs/z/)", "links/broken-page"),
        ("[a]({% link docs/z.md %})", "links/broken-reference"),
        ("[a]({% link _includes/x.md %})", "links/broken-reference"),
        ("[a]({% link docs/b.md %}#there)", "links/broken-anchor"),
        ("[a]({% post_url 2024-02-01-new %})", "links/broken-reference"),
        ("[a]({% post_url new %})", "links/broken-reference"),
    ] {
        assert_eq!(links(&[link]), [format!("{link}: {rule}")]);
    }
}

/// Which of the fragments a page with this text does not have.
fn missing(text: &str, fragments: &[&str], config: &str) -> Vec<String> {
    let page: String = fragments.iter().map(|fragment| format!("[x](b#{fragment})\n")).collect();
    let (page, text) = (format!("---\n---\n{page}"), format!("---\n---\n{text}"));
    let files = [
        ("_config.yml", config),
        GEMFILE,
        ("a.md", page.as_str()),
        ("b.md", text.as_str()),
        ("_includes/words.html", "<b>words</b>"),
        ("_includes/part.md", "## Part\n"),
    ];
    let told = told_by(&["links/broken-anchor"], &files);
    let number = |line: &String| line.strip_prefix("a.md:")?.split(' ').next()?.parse::<usize>().ok();
    let mut missing: Vec<_> = told.iter().filter_map(number).filter_map(|line| fragments.get(line - 3)).collect();
    missing.sort();
    missing.into_iter().map(|&fragment| fragment.to_owned()).collect()
}

#[test]
fn ids_are_those_of_kramdown() {
    let none: [&str; 0] = [];
    for (text, there, not_there) in [
        ("## A -- B `--`\n", &["a--b---"][..], &["a----b---"][..]),
        ("## A {#own}\n## B {#no .no}\n", &["own", "b-no-no"], &["a", "no"]),
        ("## A\n{: #own .x}\n", &["own"], &["a"]),
        ("x\n\n{: #own}\n## A\n", &["own"], &["a"]),
        ("Text.\n{: #words}\n\n*a*{: #span} b{: #none}\n", &["words", "span"], &["none"]),
        ("- {: #item} a\n", &["item"], &none),
        ("## A\n## A\n## A 1\n", &["a", "a-1"], &["a-2", "a-1-1"]),
        ("a\nb\n---\n", &none, &["a-b", "b"]),
        (" ## A\n", &none, &["a"]),
        ("<div>\n\n## A\n\n</div>\n\n## B\n", &["b"], &["a"]),
        ("<div markdown=\"1\">\n## 2 A\n## ü\n</div>\n## A\n", &["a", "section"], &["2-a", "ü"]),
        ("<a name=\"x\"></a>\n## A\n", &["x", "a"], &none),
        ("<img src=\"/a.png\">\n## A\n", &["a"], &none),
        ("```\n## A\n", &["a"], &none),
        ("{::comment}\n## A\n{:/}\n## B\n", &["b"], &["a"]),
        ("{% highlight sh %}\n# A\n{% endhighlight %}\n# B\n", &["b"], &["a"]),
        ("{% raw %}\n# {{ A }}\n{% endraw %}\n", &["-a-"], &["a"]),
        ("## ![pic](/a.png) A\n", &["-a"], &none),
        ("Note[^1].\n\n[^1]: X\n", &["fn:1", "fnref:1"], &none),
        ("{% include words.html %}\n\n## A\n", &["a"], &["b"]),
        ("{% include part.md %}\n\n## A\n", &["a", "part"], &none),
        ("<a id=\"x-{{ page.title }}\"></a> A\n", &["x-b"], &none),
    ] {
        assert_eq!(missing(text, there, "title: x\n"), none, "{text}");
        assert_eq!(missing(text, not_there, "title: x\n").len(), not_there.len(), "{text}");
    }
    let config = "kramdown:\n  auto_id_prefix: s-\n  parse_block_html: true\n";
    assert_eq!(missing("## A\n<div>\n## B\n</div>\n", &["s-a", "a", "s-b"], config), ["a"]);
    assert_eq!(missing("## A\n", &["a"], "kramdown:\n  auto_ids: false\n"), ["a"]);
    assert_eq!(missing("## A\n", &["zzz"], "markdown: CommonMarkGhPages\n"), none, "not known");
}

#[test]
fn a_heading_that_becomes_the_title_is_not_there() {
    let none: [&str; 0] = [];
    let config = "plugins: [jekyll-titles-from-headings]\ntitles_from_headings:\n  strip_title: true\n";
    assert_eq!(missing("# A\n## A\n## B\n", &["a-1", "b"], config), ["a-1"], "it is not counted either");
    assert_eq!(missing("Text\n\n# A\n## A\n", &["a", "a-1"], config), none);
    assert_eq!(missing("# A\n## A\n", &["a", "a-1"], "plugins: [jekyll-titles-from-headings]\n"), none);
}

#[test]
fn redirects_need_the_plugin() {
    let page = "---\nredirect_from: [/old/, /older.html, /oldest/index.html, bare, ../above/x]\n---\n";
    let links = "---\n---\n[1](/old/)\n[2](/older.html)\n[3](/oldest/)\n[4](/oldest)\n[5](/bare.html)\n[6](/bare)\n[7](/above/x)\n\
                 [8](/other/)\n";
    let files = |config: &'static str| {
        [("_config.yml", config), GEMFILE, ("a.md", links), ("b.md", page), ("c.md", "---\nredirect_to: /b\n---\n")]
    };
    let broken = |config| told_by(&["links/broken-page"], &files(config)).len();
    assert_eq!(broken("plugins: [jekyll-redirect-from]\n"), 1);
    assert_eq!(broken("title: x\n"), 8);
}

#[test]
fn the_menu_is_that_of_just_the_docs() {
    let page = |text: &'static str| text;
    let files = [
        (
            "_config.yml",
            "remote_theme: just-the-docs/just-the-docs\ndefaults:\n  - scope: { path: sub }\n    values: { parent: Top }\n",
        ),
        GEMFILE,
        ("top.md", page("---\ntitle: Top\nnav_order: 1\n---\n")),
        ("sub/a.md", page("---\ntitle: Same\n---\n")),
        ("b.md", page("---\ntitle: Same\nnav_order: 1\n---\n")),
        ("c.md", page("---\ntitle: C\nparent: Nobody\n---\n")),
        ("d.md", page("---\ntitle: D\nparent: Hidden\n---\n")),
        ("e.md", page("---\ntitle: Hidden\nnav_exclude: true\n---\n")),
        ("f.md", page("---\ntitle: F\nparent: Same\ngrand_parent: Top\n---\n")),
    ];
    assert_eq!(
        told_by(&["nav/missing-parent", "nav/duplicate-key"], &files),
        ["c.md:3 nav/missing-parent", "d.md:3 nav/missing-parent"]
    );
}
