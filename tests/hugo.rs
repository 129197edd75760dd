//! Addresses, ids and links as Hugo 0.168 made them of small sites.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::rule::Selectors;

/// What the link rules say, as `file:line rule`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let selectors = Selectors { select: Some(vec!["links".to_owned()]), ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let line = |path: &str, at: u32| {
        let text = files.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        text[..at as usize].matches('\n').count() + 1
    };
    let mut told: Vec<_> = handbook
        .lint()
        .iter()
        .filter(|d| *d.rule != *"links/orphan-page")
        .map(|d| format!("{}:{} {}", d.at.path, line(d.at.path.as_str(), d.at.span.start), d.rule))
        .collect();
    told.sort();
    told
}

/// The lines of `content/_index.md` on which the destination is broken, given one destination a line.
fn broken(config: &str, files: &[(&str, &str)], destinations: &[&str]) -> Vec<String> {
    let page: String = destinations.iter().map(|destination| format!("[x]({destination})\n")).collect();
    let mut all = vec![("hugo.toml", config), ("content/_index.md", page.as_str())];
    all.extend(files);
    let told = told(&all);
    let line = |told: &String| told.strip_prefix("content/_index.md:")?.split(' ').next()?.parse::<usize>().ok();
    let mut lines: Vec<usize> = told.iter().filter_map(line).collect();
    lines.sort_unstable();
    lines.into_iter().filter_map(|line| destinations.get(line - 1)).map(|destination| (*destination).to_owned()).collect()
}

const SITE: &str = "baseURL = 'https://handbook.example/'\n";
const PAGES: &str = "[markup.goldmark.renderHooks.link]\nuseEmbedded = 'always'\n";

#[test]
fn addresses_are_made_of_names() {
    let files = [
        ("content/docs/B c & d.md", ""),
        ("content/docs/C++ and more.md", ""),
        ("content/docs/v1.2.md", ""),
        ("content/docs/a -  (b).md", ""),
        ("content/docs/slugged.md", "---\nslug: 'Sl Ug/x & Y'\n---\n"),
        ("content/docs/custom.md", "---\nurl: /Custom/Path X\n---\n"),
        ("content/docs/file.md", "---\nurl: custom/file.html\n---\n"),
        ("content/docs/sub/_index.md", "---\nslug: sec\n---\n"),
        ("content/docs/sub/below.md", ""),
        ("content/docs/.hidden.md", ""),
    ];
    let right = [
        "/docs/",
        "/docs/b-c--d/",
        "/docs/c++-and-more/",
        "/docs/v1.2/",
        "/docs/a----b/",
        "/docs/sl-ug/x-y/",
        "/Custom/Path%20X/",
        "/custom/file.html",
        "/docs/sec/",
        "/docs/sec/below/",
        "/index.xml",
        "/sitemap.xml",
    ];
    assert_eq!(broken(SITE, &files, &right), [""; 0]);
    let wrong = ["/docs/slugged/", "/docs/custom/", "/docs/sub/", "/docs/hidden/", "/docs/B-c--d/", "/other/"];
    assert_eq!(broken(SITE, &files, &wrong), wrong);
}

#[test]
fn settings_change_addresses() {
    let files = [
        ("content/Docs/Some Page.md", "---\ntitle: The Title\ndate: 2024-03-05\n---\n"),
        ("content/Docs/_index.md", "---\ntitle: Docs\n---\n"),
        ("content/news/note.md", "---\ntitle: A Note\ndate: 2024-03-05\nslug: short\n---\n"),
    ];
    for (config, right) in [
        ("uglyURLs = true", &["/docs/some-page.html", "/docs/index.html", "/docs/", "/news/short.html"][..]),
        ("disablePathToLower = true", &["/Docs/Some-Page/", "/Docs/"]),
        ("[permalinks]\nnews = '/:year/:month/:slug/'", &["/2024/03/short/", "/docs/some-page/"]),
        ("[permalinks.page]\nnews = '/n/:title'\ndocs = '/:section/:filename'", &["/n/a-note/", "/docs/some-page/"]),
        ("[[permalinks]]\npattern = '/p/:slugorfilename'\n[permalinks.target]\nkind = 'page'", &["/p/short/", "/p/some-page/"]),
        ("disableKinds = ['section']", &["/docs/some-page/"]),
    ] {
        assert_eq!(broken(&format!("{SITE}{config}\n"), &files, right), [""; 0], "{config}");
    }
    assert_eq!(broken(&format!("{SITE}disableKinds = ['section']\n"), &files, &["/news/"]), ["/news/"]);
}

#[test]
fn bundles_own_what_lies_in_them() {
    let files = [
        ("content/leaf/index.md", "[plan](plan.pdf)\n[deep](deep/Chart.PNG)\n[none](other.md)\n[case](deep/chart.png)\n"),
        ("content/leaf/other.md", ""),
        ("content/leaf/plan.pdf", ""),
        ("content/leaf/deep/Chart.PNG", ""),
        ("content/docs/_index.md", "[a](a.txt)\n[b](sub/b.txt)\n[up](../leaf/)\n"),
        ("content/docs/a.txt", ""),
        ("content/docs/sub/b.txt", ""),
        ("content/docs/sub/page.md", "[beside](b.txt)\n[right](../b.txt)\n[folder](../)\n"),
    ];
    let mut all = vec![("hugo.toml", SITE)];
    all.extend(files);
    assert_eq!(
        told(&all),
        [
            "content/docs/sub/page.md:1 links/broken-asset",
            "content/docs/sub/page.md:3 links/broken-page",
            "content/leaf/index.md:3 links/broken-file",
            "content/leaf/index.md:4 links/case-mismatch",
        ]
    );
}

#[test]
fn what_is_not_published_is_told() {
    let files = [
        ("content/a/draft.md", "---\ndraft: true\n---\n"),
        ("content/a/later.md", "---\npublishDate: 2999-01-01\n---\n"),
        ("content/a/later2.md", "---\ndate: '2999-01-01T10:00:00Z'\n---\n"),
        ("content/a/gone.md", "+++\nexpiryDate = 2001-01-01\n+++\n"),
        ("content/a/shown.md", "---\ndate: 2001-01-01\nexpirydate: 2999-01-01\n---\n"),
        ("content/b/_index.md", "---\ncascade:\n  - target: {path: '/b/x*'}\n    build: {render: never}\n---\n"),
        ("content/b/x1.md", ""),
        ("content/b/y.md", ""),
        ("content/c/_index.md", "---\n_build:\n  render: never\n---\n"),
        ("content/c/z.md", ""),
        ("content/d/index.md", "---\nheadless: true\n---\n"),
    ];
    let wrong = ["/a/draft/", "/a/later/", "/a/later2/", "/a/gone/", "/b/x1/", "/c/", "/d/"];
    let right = ["/a/shown/", "/b/", "/b/y/", "/c/z/", "/a/"];
    assert_eq!(broken(SITE, &files, &[&wrong[..], &right].concat()), wrong);
    let config = format!("{SITE}buildDrafts = true\nbuildFuture = true\nbuildExpired = true\n[[cascade]]\ndraft = true\n");
    assert_eq!(broken(&config, &files, &wrong), wrong[4..]);
}

#[test]
fn former_addresses_lead_on() {
    let files = [("content/docs/new.md", "---\naliases: [old, /far/old, ../top, 'file.html']\n---\n")];
    let aliases = ["/docs/old/", "/far/old/", "/top/", "/docs/file.html"];
    let redirected = |config: &str| {
        let mut all = vec![("hugo.toml", config)];
        let page: String = aliases.iter().map(|alias| format!("[x]({alias})\n")).collect();
        all.extend([("content/_index.md", page.as_str()), files[0]]);
        told(&all).iter().filter_map(|line| line.split(' ').nth(1)).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(redirected(SITE), ["links/redirected"; 4]);
    assert_eq!(redirected(&format!("{SITE}disableAliases = true\n")), ["links/broken-page"; 4]);
    let written = "disableAliases = true\n[outputFormats.redirects]\nbaseName = '_redirects'\n";
    assert_eq!(redirected(&format!("{SITE}{written}")), ["links/redirected"; 4], "the host reads a file of them");
    let format = format!("{SITE}[outputFormats.redirects]\nbaseName = '_redirects'\n");
    let template = "{{ range .Site.Pages }}{{ .Aliases }}{{ end }}\n/gone/* /docs/:splat 301\n/far/* {{ $host }}/:splat\n";
    let files = [("hugo.toml", &*format), ("layouts/index.redirects", template), ("content/docs/new.md", "")];
    let page = "[x](/gone/new/)\n[x](/far/a/)\n[x](/near/)\n";
    assert_eq!(
        told(&[&files[..], &[("content/_index.md", page)]].concat()),
        ["content/_index.md:1 links/redirected", "content/_index.md:3 links/broken-page"]
    );
}

#[test]
fn links_are_printed_as_they_are_or_looked_up() {
    let files = [
        ("content/docs/_index.md", "# Docs\n"),
        ("content/docs/Page One.md", "## Here\n"),
        ("content/docs/leaf/index.md", ""),
        ("assets/logo.svg", ""),
    ];
    let names = [
        "docs/page-one.md",
        "docs/Page%20One",
        "/docs/PAGE-ONE.md",
        "./docs/page-one#here",
        "docs/page-one.html",
        "docs/leaf/index.md",
        "docs/_index.md",
        "docs",
        "logo.svg",
    ];
    let gone = ["docs/page-two.md", "docs/page-one.md#there"];
    let all = [&names[..], &gone].concat();
    let as_they_are = ["docs/page-one.md", "/docs/PAGE-ONE.md", "docs/page-one.html", "docs/leaf/index.md", "docs/_index.md"];
    let found = broken(SITE, &files, &all);
    assert!(as_they_are.iter().all(|written| found.contains(&(*written).to_owned())), "{found:?}");
    assert_eq!(broken(&format!("{SITE}{PAGES}"), &files, &all), gone);
    let own = [("content/docs/Page One.md", "## Here\n\n[x](./#here)\n"), ("content/_index.md", "[x](/docs/page-one/#here)\n")];
    let with = |config: &str| told(&[&[("hugo.toml", config)][..], &own].concat());
    assert_eq!(with(&format!("{SITE}{PAGES}")), ["content/docs/Page One.md:3 links/broken-anchor"], "`./` is the home page");
    assert_eq!(with(SITE), [""; 0]);
    for (hook, dead) in [
        ("<a href=\"{{ .Destination | safeURL }}\">{{ .Text }}</a>", true),
        ("{{ with .Page.GetPage $u.Path }}<a href=\"{{ .RelPermalink }}\">{{ end }}", false),
    ] {
        for place in ["layouts/_markup/render-link.html", "layouts/_default/_markup/render-link.html"] {
            let files = [&files[..], &[(place, hook)]].concat();
            assert_eq!(broken(SITE, &files, &["docs/page-one.md"]).is_empty(), !dead, "{hook}");
        }
    }
    let unknown = [&files[..], &[("layouts/_markup/render-link.html", "{{ partial \"link\" . }}")]].concat();
    assert_eq!(broken(SITE, &unknown, &["nothing.md", "docs/page-one.md", "word"]), [""; 0], "what is not known is not told");
    let several = format!("{SITE}[languages.en]\n[languages.ja]\n");
    assert_eq!(broken(&several, &files, &["docs/page-one.md", "docs/none.md"]), ["docs/none.md"], "on by itself then");
}

#[test]
fn html_is_dropped_unless_it_is_wanted() {
    let files = [(
        "content/a.md",
        "<a id=\"raw\"></a>\n\n<h2 id=\"title\">T</h2>\n\n[x](#raw)\n[x](#title)\n\n<a href=\"no.md\">x</a>\n",
    )];
    let told = |config: &str| told(&[("hugo.toml", config), files[0]]);
    assert_eq!(told(SITE), ["content/a.md:5 links/broken-anchor", "content/a.md:6 links/broken-anchor"]);
    let wanted = format!("{SITE}[markup.goldmark.renderer]\nunsafe = true\n");
    assert_eq!(told(&wanted), ["content/a.md:8 links/broken-file"]);
}

#[test]
fn references_are_looked_up_by_any_name() {
    let files = [
        ("content/docs/_index.md", ""),
        ("content/docs/one.md", "## Part\n"),
        ("content/docs/deep/only.md", ""),
        ("content/docs/twin.md", ""),
        ("content/docs/deep/twin.md", ""),
    ];
    let right = [
        "{{< ref \"docs/one.md\" >}}",
        "{{< relref `/docs/one` >}}",
        "{{% ref \"only\" %}}",
        "{{< ref path=\"only.md\" >}}#",
        "{{< relref \"docs/one#part\" >}}",
        "{{< relref \"docs/one\" >}}#part",
        "{{< ref \"/docs\" >}}",
    ];
    let wrong = [
        "{{< ref \"twin\" >}}",
        "{{< ref \"docs/none.md\" >}}",
        "{{< relref \"docs/one#parts\" >}}",
        "{{< relref \"docs/one\" >}}#parts",
    ];
    assert_eq!(broken(SITE, &files, &[&right[..], &wrong].concat()), wrong);
    let own = [&files[..], &[("layouts/shortcodes/ref.html", "{{ .Get 0 }}")]].concat();
    assert_eq!(broken(SITE, &own, &["{{< ref \"docs/none.md\" >}}"]), [""; 0], "the site's own `ref` is not Hugo's");
}

#[test]
fn shortcodes_hide_what_only_they_know() {
    let page = "## Known\n\n{{< toc >}}\n\n{{< code >}}\n# no heading\n[x](nothing.md)\n{{< /code >}}\n\n\
                {{< box >}}\n[x](nothing.md)\n{{< /box >}}\n\n{{% note %}}\n[x](nothing.md)\n{{% /note %}}\n\n{{</* code */>}}\n";
    let link = "[x](/a/#known)\n[x](/a/#no-heading)\n";
    let templates = |toc: &'static str| {
        vec![
            ("hugo.toml", SITE),
            ("content/_index.md", link),
            ("content/a.md", page),
            ("layouts/_shortcodes/toc.html", toc),
            ("layouts/_shortcodes/code.html", "{{ highlight .Inner \"sh\" }}"),
            ("layouts/_shortcodes/box.html", "<div>{{ .Inner }}</div>"),
            ("layouts/_shortcodes/note.html", "<aside>{{ .Inner }}</aside>"),
        ]
    };
    let sure = ["content/_index.md:2 links/broken-anchor", "content/a.md:15 links/broken-file"];
    assert_eq!(told(&templates("<hr>")), sure);
    assert_eq!(told(&templates("<h2 id=\"x\">Contents</h2>")), sure[1..], "a heading of its own may be any");
    let apart = "## Known\n\n{{% details %}}\n## Known\n{{% /details %}}\n";
    let numbered = [("hugo.toml", SITE), ("content/_index.md", "[x](/a/#known-1)\n[x](/a/#none)\n"), ("content/a.md", apart)];
    assert_eq!(told(&numbered), [""; 0], "what it renders by itself it counts by itself");
    let mut lacking = templates("<hr>");
    lacking.remove(3);
    assert_eq!(told(&lacking), sure[1..], "a shortcode without template may print anything");
}

#[test]
fn languages_keep_to_themselves() {
    let config = "baseURL = 'https://h.example/base/'\ndefaultContentLanguage = 'de'\ndefaultContentLanguageInSubdir = true\n\
                  [languages.de]\nweight = 1\n[languages.en]\nweight = 2\ncontentDir = 'english'\n[languages.fr]\nweight = 3\n";
    let files = [
        ("hugo.toml", config),
        ("content/a.md", "[b](b.md)\n[c](c.md)\n[en](/base/en/c/)\n[fr](/base/fr/a/)\n[no](/base/a/)\n[past](/de/b/)\n"),
        ("content/a.fr.md", "[b](b.md)\n[a](a.md)\n"),
        ("content/b.md", ""),
        ("english/c.md", "[b](b.md)\n[itself](c.md)\n[de](/base/de/b/)\n"),
    ];
    assert_eq!(
        told(&files),
        [
            "content/a.fr.md:1 links/broken-file",
            "content/a.md:2 links/broken-file",
            "content/a.md:5 links/broken-page",
            "content/a.md:6 links/base-path",
            "english/c.md:1 links/broken-file",
        ]
    );
}

#[test]
fn mounts_bring_content_from_elsewhere() {
    let config = "baseURL = 'https://h.example/'\n[[module.mounts]]\nsource = 'pages'\ntarget = 'content'\nexcludeFiles = '**/_*'\n\
                  [[module.mounts]]\nsource = 'CHANGES.md'\ntarget = 'content/about/changes.md'\n\
                  [[module.mounts]]\nsource = 'shared'\ntarget = 'static/files'\n";
    let files = [
        ("hugo.toml", config),
        ("pages/a.md", "[x](/about/changes/)\n[x](/files/f.pdf)\n[x](/b/)\n[x](/f.pdf)\n"),
        ("content/b.md", "[x](nothing.md)\n"),
        ("CHANGES.md", "[a](/a/)\n"),
        ("shared/f.pdf", ""),
    ];
    assert_eq!(told(&files), ["pages/a.md:3 links/broken-page", "pages/a.md:4 links/broken-asset"]);
}

#[test]
fn the_configuration_is_found_wherever_it_is() {
    let page = ("content/a.md", "[b](b.md)\n");
    let other = ("content/b.md", "");
    for (file, text) in [
        ("hugo.toml", "title = 'x'\n"),
        ("hugo.yaml", "title: x\n"),
        ("hugo.json", "{\"title\": \"x\"}"),
        ("config.toml", "baseURL = 'https://h.example/'\n"),
        ("config/_default/hugo.yaml", "title: x\n"),
        ("config/_default/config.toml", "title = 'x'\n"),
    ] {
        assert_eq!(told(&[(file, text), page, other]), ["content/a.md:1 links/broken-file"], "{file}");
    }
    let hook = "[goldmark.renderHooks.link]\nuseEmbedded = 'always'\n";
    let split = [("config/_default/hugo.toml", ""), ("config/_default/markup.toml", hook), page, other];
    assert_eq!(told(&split), [""; 0]);
    let zola = [("config.toml", "base_url = 'https://z.example'\n"), page, other];
    assert_eq!(told(&zola), [""; 0], "another program's file of that name");
    let below = [("website/hugo.toml", SITE), ("website/content/a.md", "[b](b.md)\n"), ("website/content/b.md", "")];
    assert_eq!(told(&below), ["website/content/a.md:1 links/broken-file"]);
}

#[test]
fn strange_input_stops_nothing() {
    let deep = format!("{}x: 1\n", "a:\n ".repeat(500));
    let tags = "{{< a ".repeat(5_000) + &"{{% b \"".repeat(5_000);
    let config = "baseURL = 'https://h.example/'\npermalinks: [\n[[module.mounts]]\nsource = '../..'\n";
    for text in
        [deep.as_str(), tags.as_str(), "\u{feff}+++\n", "{{</* */>}}{{<>}}{{%%}}", "---\ncascade: &a [*a]\nmenus: *a\n---\n"]
    {
        told(&[("hugo.toml", config), ("content/a.md", text), ("content/b/_index.md", text)]);
        told(&[("hugo.yaml", text), ("content/a.md", "")]);
    }
}

/// As docsy.dev shows its English pages to readers of French, but for those that are translated.
#[test]
fn a_mount_for_several_languages_stands_back_where_one_has_its_own_page() {
    let config = "baseURL: https://h.example/\nlanguages: {en: {}, fr: {}}\nmodule:\n  mounts:\n\
                  \x20   - {source: content/fr, target: content, sites: {matrix: {languages: [fr]}}}\n\
                  \x20   - {source: content/en, target: content, sites: {matrix: {languages: [en, fr]}}}\n";
    let files = [
        ("hugo.yaml", config),
        ("content/en/_index.md", "---\ntitle: Home\n---\n"),
        ("content/en/a.md", "---\ntitle: A\n---\n"),
        ("content/fr/_index.md", "---\ntitle: Accueil\n---\n"),
    ];
    let found = told(&files);
    assert!(!found.iter().any(|line| line.contains("url-collision")), "{found:?}");
}
