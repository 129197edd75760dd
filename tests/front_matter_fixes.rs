//! A fix in front matter changes the word that is wrong, and no other byte: whatever the notation, the line breaks, the comments.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use program::handbook;
use std::{collections::BTreeMap, fs};

/// What is wrong: the key, what is written, and what is meant; as YAML has it without quotes.
const SLIPS: [(&str, &str, &str); 4] = [
    ("status", "drfat", "draft"),
    ("owner", "peolpe", "people"),
    ("author", "anmarei", "annmarie"),
    ("kind", "pollicy", "policy"),
];

const SETTINGS: &str = r#"
[site]
generator = "hugo"

[[front-matter]]
enum = { status = ["draft", "final"], kind = ["policy", "guide"] }
reference = { author = "people.yml" }

[review]
owners = "teams.csv"
"#;

/// Notations, with KEY, VALUE and, in places that must stay as they are, WRONG.
const NOTATIONS: [&str; 24] = [
    "---\nKEY: VALUE\n---\nWRONG\n",
    "---\nKEY: VALUE\n---",
    "---\ntitle: \u{1F334} é  \n\n# WRONG\nKEY:   VALUE  # WRONG: é\t\n\nlast: 'WRONG x'\n---\n\nKEY: WRONG\n",
    "---\nKEY: 'VALUE'   \nx: 1\n---\n",
    "---\nKEY: \"VALUE\" # \"WRONG\"\n---\n",
    "---\nKEY:\n  VALUE\nx: y\n---\n",
    "---\nKEY:\n- VALUE # WRONG\n-   \n---\n",
    "---\nKEY:\n  # WRONG\n  -   'VALUE'\n---\n",
    "---\nKEY: [VALUE]\n---\n",
    "---\nKEY: [ # WRONG\n  VALUE ,\n  ]\n---\n",
    "---\n{a: [x, {b: WRONG x}], KEY: VALUE , c: d} # WRONG\n---\n",
    "---\n{\n  \"KEY\"  : \"VALUE\",   # WRONG\n  a: b\n}\n---\n",
    "---\nKEY:\tVALUE\t# WRONG\n---\n",
    "---\nKEY: &name VALUE\nagain: *name\n---\n",
    "---\nKEY: !!str VALUE\n---\n",
    "---\ntext: |\n  KEY: WRONG\n\n\n'KEY': VALUE\nfolded: >-\n  WRONG\n   WRONG\n---\n",
    "---\nKEY: |-\n  VALUE\nx: y # WRONG\n---\n",
    "---\nx: 1\nKEY: >-   # WRONG\n    VALUE\n\n---\n",
    "---\n? KEY\n: VALUE\n---\n",
    "---\n   KEY: VALUE\n   b: c\n---\n",
    "+++\n# WRONG\nKEY   =   \"VALUE\"  # WRONG\n[params]\nx = 'WRONG x'\n+++\n",
    "+++\nKEY = ['VALUE', ] # WRONG\n+++\n",
    "{\n\t\"x\": \"WRONG x\",\n  \"KEY\" :\"VALUE\"\n}\nWRONG\n",
    "{\"KEY\": [ \"VALUE\" ], \"é\\u00e9\": \"\u{1F334}\"}\n\n# Page\n",
];

/// By path, the pages before and after fixing.
fn pages() -> BTreeMap<String, (String, String)> {
    let mut pages = BTreeMap::new();
    for (at, notation) in NOTATIONS.iter().enumerate() {
        for (key, wrong, right) in SLIPS {
            for (form, line_break, mark) in
                [("lf", "\n", ""), ("crlf", "\r\n", ""), ("bom", "\n", "\u{feff}"), ("both", "\r\n", "\u{feff}")]
            {
                let written = |value: &str| {
                    let text = notation.replace("KEY", key).replace("VALUE", value).replace("WRONG", wrong);
                    format!("{mark}{}", text.replace('\n', line_break))
                };
                pages.insert(format!("content/{at}-{key}-{form}.md"), (written(wrong), written(right)));
            }
        }
    }
    pages
}

#[test]
fn every_other_byte_stays() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    write("handbook.toml", SETTINGS);
    write("people.yml", "annmarie: 1\nbob: 2\n");
    write("teams.csv", "team,lead\npeople,ann\nplatform,bob\n");
    let pages = pages();
    for (path, (before, _)) in &pages {
        write(path, before);
    }
    let select = "front-matter/value,front-matter/reference,review/unknown-owner";
    let run = handbook(folder.path(), &["lint", "--select", select, "--fix", "--unsafe-fixes", "--format", "concise"]);
    assert_eq!((run.code, run.stderr.contains("error")), (0, false), "{}{}", run.stdout, run.stderr);
    for (path, (_, after)) in &pages {
        let found = fs::read_to_string(folder.path().join(path)).unwrap();
        assert_eq!(&found, after, "{path}");
    }
}

#[test]
fn a_line_break_that_a_block_adds_is_told_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    write("handbook.toml", "[site]\ngenerator = 'custom'\n[[front-matter]]\nenum.status = ['draft']\n");
    let page = "---\nstatus: |\n\n  draft\n---\n";
    write("a.md", page);
    let arguments = ["lint", "--select", "front-matter/value", "--fix", "--unsafe-fixes", "--format", "concise"];
    let run = handbook(folder.path(), &arguments);
    assert!(run.stdout.starts_with("a.md:4:3: error[front-matter/value] `draft` is none of the values"), "{}", run.stdout);
    assert_eq!(fs::read_to_string(folder.path().join("a.md")).unwrap(), page);
}

/// Keys, too; and what is fixed once is not touched again.
#[test]
fn a_key_is_mended_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    write(
        "handbook.toml",
        "[site]\ngenerator = 'custom'\n[[front-matter]]\nclosed = true\nrequired = ['summary']\ntypes = { summary = 'string', other = 'string' }\n",
    );
    let pages = [
        "\u{feff}---\r\n# sumary: 1\r\nsumary:   'sumary' # sumary\r\n---\r\nsumary\r\n",
        "---\n{other: x, sumary: y} # sumary\n---\n",
        "---\n\"sumary\" : |\n  sumary: 1\n\nother: \"sumary\"\n---\n",
        "---\nsumary: é\t\nother: >\n  sumary\n---",
    ];
    for (at, page) in pages.iter().enumerate() {
        write(&format!("{at}.md"), page);
    }
    let lint = || {
        handbook(
            folder.path(),
            &["lint", "--select", "front-matter/unknown-key", "--fix", "--unsafe-fixes", "--format", "concise"],
        )
    };
    let run = lint();
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let expected = [
        "\u{feff}---\r\n# sumary: 1\r\nsummary:   'sumary' # sumary\r\n---\r\nsumary\r\n",
        "---\n{other: x, summary: y} # sumary\n---\n",
        "---\n\"summary\" : |\n  sumary: 1\n\nother: \"sumary\"\n---\n",
        "---\nsummary: é\t\nother: >\n  sumary\n---",
    ];
    for _ in 0..2 {
        for (at, page) in expected.iter().enumerate() {
            assert_eq!(&fs::read_to_string(folder.path().join(format!("{at}.md"))).unwrap(), page);
        }
        assert_eq!(lint().code, 0);
    }
}
