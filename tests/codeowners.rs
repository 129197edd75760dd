//! Who answers for which file, as GitHub and GitLab read `CODEOWNERS`.

use handbook_lint::{
    generator::codeowners::{CodeOwners, Host},
    path::SitePath,
    workspace::Workspace,
};

fn path(text: &str) -> SitePath {
    SitePath::new(text).unwrap()
}

fn parse(text: &str, host: Host) -> CodeOwners {
    CodeOwners::parse(&path("CODEOWNERS"), &SitePath::root(), text, host)
}

fn of(owners: &CodeOwners, file: &str) -> String {
    owners.of(&path(file)).iter().map(|owner| &*owner.name).collect::<Vec<_>>().join(" ")
}

fn github(text: &str, file: &str) -> String {
    of(&parse(text, Host::GitHub), file)
}

fn gitlab(text: &str, file: &str) -> String {
    of(&parse(text, Host::GitLab), file)
}

#[test]
fn the_last_line_that_matches_counts() {
    let text = "# everything\n*  @all\n*.md @docs # a comment\n/handbook/ @people hr@example.org\nhandbook/pay.md\n";
    assert_eq!(github(text, "src/main.rs"), "@all");
    assert_eq!(github(text, "a/b/c.md"), "@docs");
    assert_eq!(github(text, "handbook/deep/er.md"), "@people hr@example.org");
    assert_eq!(github(text, "handbook/pay.md"), "", "a line without owners takes them away");
}

#[test]
fn github_patterns_are_those_of_gitignore() {
    for (pattern, yes, no) in [
        ("docs/*", vec!["docs/a.md"], vec!["docs/b/a.md", "x/docs/a.md"]),
        ("docs/", vec!["docs/a.md", "x/docs/b/c.md"], vec!["docs.md", "docs"]),
        ("/docs/", vec!["docs/a.md"], vec!["x/docs/a.md"]),
        ("/docs", vec!["docs/a.md", "docs"], vec!["docs.md", "x/docs"]),
        ("apps/web", vec!["apps/web/a.md", "apps/web"], vec!["x/apps/web/a.md", "apps/web2"]),
        ("**/logs", vec!["logs/a", "build/logs/b/c"], vec!["catalogs/a"]),
        ("a/**/z.md", vec!["a/z.md", "a/b/c/z.md"], vec!["a/bz.md"]),
        ("page?.md", vec!["page1.md", "x/page2.md"], vec!["page10.md"]),
        ("my\\ page.md", vec!["my page.md"], vec!["my"]),
        ("[id].md", vec!["[id].md"], vec!["i.md", "d.md"]),
        ("{a,b}.md", vec!["{a,b}.md"], vec!["a.md"]),
        ("*", vec!["a", "a/b/c.md", ".github/x"], vec![]),
        ("**", vec!["a", "a/b/c.md"], vec![]),
        ("/", vec!["a/b"], vec![]),
        ("/*", vec!["a.md"], vec!["a/b.md"]),
        ("a/**", vec!["a/b", "a/b/c"], vec!["a", "b/a/c"]),
        ("/**/x/*/z", vec!["x/y/z", "a/b/x/y/z/deeper", "x/x/y/z"], vec!["x/z", "x/y/w/z"]),
        ("*a*b*.md", vec!["ab.md", "x/1a2b3.md", "aXbXb.md"], vec!["ba.md", "ab.txt"]),
        ("日*.md", vec!["日本.md"], vec!["本.md"]),
    ] {
        let owners = parse(&format!("{pattern} @me"), Host::GitHub);
        for file in yes {
            assert_eq!(of(&owners, file), "@me", "{pattern} {file}");
        }
        for file in no {
            assert_eq!(of(&owners, file), "", "{pattern} {file}");
        }
    }
}

#[test]
fn lines_with_mistakes_are_passed_over() {
    let text = "\u{feff}* @all\r\n*.md docs\r\n!secret.md @none\r\n   \r\n\0 @nul\r\n*.txt @a @b\r\n";
    assert_eq!(github(text, "a.md"), "@all");
    assert_eq!(github(text, "secret.md"), "@all");
    assert_eq!(github(text, "a.txt"), "@a @b");
    let owners = parse(text, Host::GitHub);
    for owner in owners.owners() {
        assert_eq!(owner.span.of(text), &*owner.name);
    }
    for text in ["", "\n\n", "[", "[]", "^[", "[x][", "[a][2", "!", "/", "\\", "* \\", "@x", "a @", "\u{feff}"] {
        github(text, "a.md");
        gitlab(text, "a.md");
    }
}

#[test]
fn each_section_of_gitlab_names_its_owners() {
    let text = "* @all\n[Docs] @docs\n*.md\nsecret.md @boss\n^[People][2] @people\n/handbook/\n!/handbook/open.md\n[docs]\nlast.md @late\n";
    assert_eq!(gitlab(text, "main.rs"), "@all");
    assert_eq!(gitlab(text, "a/b.md"), "@all @docs");
    assert_eq!(gitlab(text, "a/secret.md"), "@all @boss");
    assert_eq!(gitlab(text, "handbook/pay.md"), "@all @docs @people");
    assert_eq!(gitlab(text, "handbook/open.md"), "@all @docs");
    assert_eq!(gitlab(text, "last.md"), "@all @late", "sections of one name are one");
}

#[test]
fn gitlab_paths_float_and_folders_end_with_a_slash() {
    assert_eq!(gitlab("docs/a.md @me", "x/docs/a.md"), "@me");
    assert_eq!(gitlab("/docs @me", "docs/a.md"), "");
    assert_eq!(gitlab("docs/ @me", "x/docs/y/a.md"), "@me");
    assert_eq!(gitlab("/docs/* @me", "docs/a.md"), "@me");
    assert_eq!(gitlab("/docs/* @me", "docs/x/a.md"), "");
    assert_eq!(gitlab("* @me nobody me@example.org", "docs/x/a.md"), "@me me@example.org");
    assert_eq!(gitlab("\\#hash.md @me", "#hash.md"), "@me");
    assert_eq!(gitlab("/[a-cx][!0-9].md @me", "b_.md"), "@me");
    assert_eq!(gitlab("/[a-cx][!0-9].md @me", "b7.md"), "");
    assert_eq!(gitlab("/[a.md @me", "[a.md"), "@me");
}

#[test]
fn the_file_is_found_where_the_hosts_look() {
    let find = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        CodeOwners::find(&Workspace::in_memory(files)).map(|owners| format!("{}: {}", owners.path, of(&owners, "a/b.md")))
    };
    assert_eq!(find(&[("README.md", "")]), None);
    let both = [("docs/CODEOWNERS", "* @docs"), (".github/CODEOWNERS", "* @hub")];
    assert_eq!(find(&both).unwrap(), ".github/CODEOWNERS: @hub");
    assert_eq!(find(&both[..1]).unwrap(), "docs/CODEOWNERS: @docs");
    let lab = [("CODEOWNERS", "b.md @one\n/a @two"), (".gitlab-ci.yml", "")];
    assert_eq!(find(&lab).unwrap(), "CODEOWNERS: @one", "a folder needs its slash on GitLab");
    assert_eq!(find(&lab[..1]).unwrap(), "CODEOWNERS: @two");
}

#[test]
fn a_file_that_github_does_not_read_says_nothing() {
    let text = "* @all\n".repeat(500_000);
    let find = |path: &str| CodeOwners::find(&Workspace::in_memory([(path.to_owned(), text.clone())])).is_some();
    assert_eq!((find(".github/CODEOWNERS"), find(".gitlab/CODEOWNERS")), (false, true));
}

#[test]
fn a_handbook_in_a_folder_is_found_by_its_full_path() {
    let text = "/site/content/ @site\n/content/ @other\n";
    let owners = CodeOwners::parse(&path("CODEOWNERS"), &path("site"), text, Host::GitHub);
    assert_eq!(of(&owners, "content/a.md"), "@site");
}

#[test]
fn thousands_of_patterns_are_no_trouble() {
    let text: String = (0..5_000).map(|at| format!("/team-{at}/**/*.md @team-{at}\n")).collect();
    let owners = parse(&text, Host::GitHub);
    assert_eq!(of(&owners, "team-4999/a/b.md"), "@team-4999");
    assert_eq!(of(&owners, "team-0/b.md"), "@team-0");
    let stars = format!("{}b @stars\n", "*a".repeat(120)).repeat(2_000);
    assert_eq!(github(&stars, &"a".repeat(255)), "");
    let long = format!("{} @long\n{} @stars", "a".repeat(100_000), "*a".repeat(2_000));
    assert_eq!(github(&long, &"a".repeat(200)), "");
}
