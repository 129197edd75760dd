//! Where front matter lies, what it holds and what is told when it is broken.

use handbook_lint::{
    page::{
        dialect::{Closing, FrontMatterDialect, HeaderComment, KeyNames, Scalars},
        front_matter::{Data, FrontMatter, Node, ProblemKind, Style, Syntax, split},
    },
    text::Span,
};
use proptest::prelude::*;

fn core() -> FrontMatterDialect {
    FrontMatterDialect::default()
}

fn npm() -> FrontMatterDialect {
    FrontMatterDialect { toml: true, json: true, closing: Closing::Prefix, scalars: Scalars::JsYaml3, ..core() }
}

fn hugo() -> FrontMatterDialect {
    FrontMatterDialect { scalars: Scalars::Hugo, keys: KeyNames::Lower, ..npm() }
}

fn raneto() -> FrontMatterDialect {
    FrontMatterDialect {
        header: Some(HeaderComment::Lines),
        closing: Closing::Anywhere,
        scalars: Scalars::JsYaml4,
        keys: KeyNames::Underscored,
        ..core()
    }
}

fn pico() -> FrontMatterDialect {
    FrontMatterDialect { header: Some(HeaderComment::Yaml), scalars: Scalars::Symfony, keys: KeyNames::Lower, ..core() }
}

fn every() -> [FrontMatterDialect; 7] {
    let with = |scalars| FrontMatterDialect { scalars, toml: true, json: true, ..core() };
    [core(), npm(), hugo(), raneto(), pico(), with(Scalars::PyYaml), with(Scalars::Psych)]
}

fn parse(text: &str, dialect: &FrontMatterDialect) -> FrontMatter {
    FrontMatter::parse(text, dialect).unwrap_or_else(|| panic!("no front matter in {text:?}"))
}

/// Every field as `name=source of the value`.
fn fields(text: &str, dialect: &FrontMatterDialect) -> Vec<String> {
    let matter = parse(text, dialect);
    assert_eq!(matter.problems, []);
    matter.fields().map(|(name, entry)| format!("{name}={}", entry.value.span.of(text))).collect()
}

fn body<'a>(text: &'a str, dialect: &FrontMatterDialect) -> &'a str {
    &text[parse(text, dialect).body_start as usize..]
}

/// The only problem: where, message, help.
fn problem(text: &str, dialect: &FrontMatterDialect) -> (String, String, String) {
    let matter = parse(text, dialect);
    let [problem] = &*matter.problems else { panic!("{:?}", matter.problems) };
    (problem.at.of(text).to_owned(), problem.message.clone(), problem.help.clone().unwrap_or_default())
}

#[test]
fn yaml_values_have_the_spans_of_their_source() {
    let text = "---\ntitle: Hello 🎉 world  # note\n\"quoted key\": 'it''s'\nempty:\nlist:\n- a\n-\n- \"b\"\nmap: {a: 1, b: [x, y]}\n\
        text: |\n  one\n   two\n\nfold: >-\n  a\n  b\nnav:\n  key: K\n  none: \nplain: two\n  lines\n---\nbody\n";
    let expected = [
        "title=Hello 🎉 world",
        "quoted key='it''s'",
        "empty=",
        "list=- a\n-\n- \"b\"",
        "map={a: 1, b: [x, y]}",
        "map.a=1",
        "map.b=[x, y]",
        "text=one\n   two",
        "fold=a\n  b",
        "nav=key: K\n  none: ",
        "nav.key=K",
        "nav.none=",
        "plain=two\n  lines",
    ];
    assert_eq!(fields(text, &core()), expected);
    assert_eq!(body(text, &core()), "body\n");
    let matter = parse(text, &core());
    assert_eq!(matter.span.of(text), text.strip_suffix("\nbody\n").unwrap());
    assert_eq!(matter.comments.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["# note"]);
    assert_eq!(matter.str("quoted key"), Some("it's"));
    assert_eq!(matter.str("text"), Some("one\n two\n"));
    assert_eq!(matter.str("fold"), Some("a b"));
    assert_eq!(matter.str("plain"), Some("two lines"));
    let place = |key: &str| matter.get(key).unwrap().value.span.start as usize;
    assert_eq!(&text[..place("empty")].lines().last(), &Some("empty:"));
    assert_eq!(&text[..place("nav.none")].lines().last(), &Some("  none: "));
    assert_eq!(matter.get("nav.key").unwrap().key.of(text), "key");
    assert_eq!(matter.get("map.b").unwrap().value.as_list().unwrap().len(), 2);
    let items = matter.get("list").unwrap().value.items();
    assert_eq!(items.iter().map(|item| item.span.of(text)).collect::<Vec<_>>(), ["a", "", "\"b\""]);
}

#[test]
fn line_endings_and_byte_order_mark_keep_the_spans_true() {
    let lf = "---\ntitle: Ünï\ntags:\n  - a\ntext: |\n  x\n  y\n---\n\nbody\n";
    let expected = ["title=Ünï", "tags=- a", "text=x\n  y"];
    for mark in ["", "\u{feff}"] {
        let text = format!("{mark}{lf}");
        assert_eq!(fields(&text, &core()), expected);
        assert_eq!(split(&text, &core()).unwrap().bom, !mark.is_empty());
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(fields(&crlf, &core()), expected.map(|field| field.replace('\n', "\r\n")));
        assert_eq!(body(&crlf, &core()), "\r\nbody\r\n");
        assert_eq!(parse(&crlf, &core()).str("text"), Some("x\ny\n"));
        assert_eq!(split(&crlf, &core()).unwrap().close.unwrap().of(&crlf), "---");
    }
}

#[test]
fn an_indented_first_key_is_read() {
    assert_eq!(fields("---\n  a: 1\n  b: 2\n---\n", &core()), ["a=1", "b=2"]);
}

#[test]
fn an_empty_block_scalar_does_not_reach_the_next_key() {
    assert_eq!(fields("---\na: |\nb: 1\nc: |\n---\n", &core()), ["a=", "b=1", "c="]);
}

#[test]
fn empty_blocks_have_no_root_and_no_problem() {
    for text in ["---\n---\nbody", "---\n\n\n---\nbody", "---\n# only a comment\n---\nbody", "---\r\n---\r\nbody"] {
        let matter = parse(text, &core());
        assert_eq!((matter.root, matter.problems.len()), (None, 0), "{text:?}");
        assert_eq!(body(text, &core()), "body");
    }
    assert_eq!(parse("---\n# only a comment\n---\n", &npm()).comments.len(), 1);
}

#[test]
fn each_generator_closes_the_block_in_its_own_way() {
    let text = "---\na: 1\n---- x\n---\nbody";
    assert_eq!(body(text, &npm()), "- x\n---\nbody");
    assert_eq!(body("---\na: 1\n---foo", &hugo()), "foo");
    assert_eq!(body("---\na: 1\n---   \nbody", &core()), "body");
    assert_eq!(body("---\na: 1\n...\nbody", &core()), "body");
    assert_eq!(body("---\na: x---y\n", &raneto()), "y\n");
    assert_eq!(fields("---\na: x---y\n", &raneto()), ["a=x"]);
    assert_eq!(body("--- a: 1 --- body", &raneto()), " body");
    assert!(FrontMatter::parse("----\na: 1\n----\n", &npm()).is_none());
    assert!(FrontMatter::parse("--- a: 1\n---\n", &core()).is_none());
    assert_eq!(fields("\n\n---\na: 1\n---\n", &hugo()), ["a=1"]);
}

#[test]
fn a_fence_inside_a_value_stays_inside() {
    assert_eq!(fields("---\na: |\n  ---\n  x\nb: 1\n---\nbody", &npm()), ["a=---\n  x", "b=1"]);
}

#[test]
fn a_word_after_the_fence_names_the_language() {
    assert_eq!(fields("---yaml\na: 1\n---\n", &npm()), ["a=1"]);
    assert_eq!(fields("--- json\n{\"a\": [1]}\n---\n", &npm()), ["a=[1]"]);
    assert_eq!(fields("---toml\na = 1\n---\n", &npm()), ["a=1"]);
    let script = parse("---js\nmodule.exports = {}\n---\nbody", &npm());
    assert_eq!((script.syntax, script.problems.len()), (Syntax::Other, 0));
    assert_eq!(problem("--- Hello\ntext\n---\n", &npm()).0, "Hello");
}

#[test]
fn toml_has_spans_types_and_all_its_errors() {
    let text = "+++\r\ntitle = \"Ü # no comment\" # comment\r\ndate = 2024-01-02\r\ntags = ['a', \"b\"]\r\n[params]\r\nx.y = 0x1F\r\nlong = \"\"\"\r\n# none\"\"\"\r\n+++\r\nbody";
    let dialect = hugo();
    let expected = [
        "title=\"Ü # no comment\"",
        "date=2024-01-02",
        "tags=['a', \"b\"]",
        "params=[params]",
        "params.x=y = 0x1F",
        "params.x.y=0x1F",
        "params.long=\"\"\"\r\n# none\"\"\"",
    ];
    let matter = parse(text, &dialect);
    assert_eq!(matter.problems, []);
    let found: Vec<_> = matter
        .fields()
        .filter(|(name, _)| name != "params" && name != "params.x")
        .map(|(name, entry)| format!("{name}={}", entry.value.span.of(text)))
        .collect();
    assert_eq!(
        found,
        expected.into_iter().filter(|field| !field.starts_with("params=") && !field.starts_with("params.x=")).collect::<Vec<_>>()
    );
    assert_eq!(matter.comments.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["# comment"]);
    assert_eq!(matter.str("title"), Some("Ü # no comment"));
    let matter = parse("+++\na = \nb = yes\na = 1\n+++\n", &dialect);
    assert!(matter.problems.len() >= 2, "{:?}", matter.problems);
    assert!(matter.root.is_none());
}

#[test]
fn json_has_spans_in_all_its_forms() {
    let text = "{\n\t\"title\": \"a } \\\" 🎉\",\n\t\"n\": {\"x\": 1e3}\n}\nbody";
    assert_eq!(fields(text, &hugo()), ["title=\"a } \\\" 🎉\"", "n={\"x\": 1e3}", "n.x=1e3"]);
    assert_eq!(body(text, &hugo()), "body");
    assert_eq!(parse(text, &hugo()).str("title"), Some("a } \" 🎉"));
    assert_eq!(fields(";;;\n{\"a\": null}\n;;;\nbody", &hugo()), ["a=null"]);
    assert!(FrontMatter::parse("{% raw %}", &hugo()).is_none());
    assert!(FrontMatter::parse("{{< note >}}", &hugo()).is_none());
    assert!(FrontMatter::parse("{ \"a\": 1 }", &npm()).is_none());
    let (at, message, _) = problem("{\n \"a\": x\n}\n", &hugo());
    assert_eq!((&*at, &*message), ("x", "the front matter is not valid JSON: expected value"));
    assert!(matches!(parse("{\"a\": 1, \"a\": 2}\n", &hugo()).problems[0].kind, ProblemKind::DuplicateKey { .. }));
}

#[test]
fn raneto_headers_are_cut_at_each_colon() {
    let text = "\u{feff}/*\r\nTitle: A: b\r\nShow On Menu: true \r\nno value\r\nempty: \r\nImage/Path: x\r\n*/\r\nbody";
    let matter = parse(text, &raneto());
    assert_eq!((matter.syntax, matter.problems.len()), (Syntax::HeaderComment, 0));
    let found: Vec<_> =
        matter.fields().map(|(name, entry)| format!("{name}={}|{}", entry.value.span.of(text), entry.key.of(text))).collect();
    assert_eq!(found, ["title=A|Title", "show_on_menu=true|Show On Menu", "image_path=x|Image/Path"]);
    assert_eq!(matter.str("ShowOnMenu"), Some("true"));
    assert_eq!(matter.get("title").unwrap().written(), "Title");
    assert_eq!(body(text, &raneto()), "body");
    assert_eq!(body("/* a: b */ text", &raneto()), " text");
    assert!(FrontMatter::parse("/* a: b */", &core()).is_none());
    let pico_page = "/*\nTitle: A\nNote: has /* inside\n*/\nbody";
    assert_eq!(fields(pico_page, &pico()), ["title=A", "note=has /* inside"]);
}

#[test]
fn keys_are_looked_up_as_the_generator_does() {
    let matter = parse("---\nTitle: a\na.b: c\na:\n  b: d\n---\n", &hugo());
    assert_eq!(matter.str("title"), Some("a"));
    assert_eq!(matter.str("TITLE"), Some("a"));
    assert_eq!(matter.str("a.b"), Some("d"));
    assert_eq!(parse("---\na.b: c\n---\n", &core()).str("a.b"), Some("c"));
    assert_eq!(parse("---\na: {b: {c: x}}\n---\n", &core()).str("a.b.c"), Some("x"));
    assert_eq!(parse("---\nTitle: a\n---\n", &core()).str("title"), None);
}

#[test]
fn duplicate_keys_are_told_at_every_level() {
    let text = "---\na: 1\nb:\n  c: 1\n  c: 2\na: 3\n---\n";
    let matter = parse(text, &core());
    let found: Vec<_> = matter
        .problems
        .iter()
        .map(|problem| match &problem.kind {
            ProblemKind::DuplicateKey { first, name } => (&**name, first.start, problem.at.start),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(found, [("c", 14, 21), ("a", 4, 26)]);
    assert_eq!(matter.str("a"), Some("3"));
    let many: String = (0..20).map(|n| format!("k{n}: 1\n")).collect();
    let text = format!("---\n{many}k3: 2\nk1: 2\n---\n");
    let at: Vec<_> = parse(&text, &core()).problems.iter().map(|problem| problem.at.of(&text).to_owned()).collect();
    assert_eq!(at, ["k3", "k1"]);
    assert_eq!(parse("---\nTitle: 1\ntitle: 2\n---\n", &core()).problems, []);
    assert_eq!(parse("---\nTitle: 1\ntitle: 2\n---\n", &hugo()).problems.len(), 1);
    assert!(
        matches!(parse("+++\na = 1\na = 2\n+++\n", &hugo()).problems[0].kind, ProblemKind::DuplicateKey { first, .. } if first == Span::new(4, 5))
    );
}

#[test]
fn aliases_stay_aliases() {
    let text = "---\na: &x {k: v}\nb: *x\nc: &y [1]\nd: *y\n---\n";
    let matter = parse(text, &core());
    assert_eq!(matter.get("a").unwrap().value.anchor(), Some("x"));
    assert_eq!(matter.get("c").unwrap().value.anchor(), Some("y"));
    assert_eq!(matter.get("b").unwrap().value.data, Data::Alias("x".into()));
    assert_eq!(matter.get("b").unwrap().value.span.of(text), "*x");
}

#[test]
fn syntax_errors_are_told_in_plain_words_where_they_are() {
    for (lines, at, words) in [
        ("title: Getting started: the basics", "Getting started: the basics", "colon"),
        ("title: \"abc", "\"", "never closed"),
        ("title: 'it''s", "'", "never closed"),
        ("title: 'it's'", "s'", "ends before"),
        ("title: \"x\" y", "y", "ends before"),
        ("a:\n\tb: 2", "\t", "tab"),
        ("a: 1\n\tb: 2", "\t", "tab"),
        ("a: @x", "@", "cannot start with `@`"),
        ("a: `x`", "`", "a backtick"),
        ("a: %x", "%", "cannot start with `%`"),
        ("a: [1, 2\nb: 3", "[", "never closed"),
        ("a: {b: c", "{", "never closed"),
        ("a: {{ x }} foo", "{{ x }} foo", "starts with `{`"),
        ("a: [x](y)", "[x](y)", "starts with `[`"),
        ("a: *foo", "*foo", "does not exist"),
        ("a: * b", "*", "cannot start with `*`"),
        ("a:\n  b: 1\n c: 2", "c: 2", "not indented"),
        ("foo: b\nwords", "words", "neither"),
        ("foo:bar\nx: y", "foo:bar", "space is missing"),
        ("a: | x", "| x", "next line"),
        ("a: \"\\n \\q\"", "\\q", "means nothing"),
        ("a: \"C:\\users\"", "\\u", "character code"),
    ] {
        let text = format!("---\n{lines}\nlast: 1\n---\n");
        let (found, message, help) = problem(&text, &npm());
        assert_eq!(found, at, "{lines}: {message}");
        assert!(message.contains(words), "{lines}: {message}");
        assert!(!help.is_empty(), "{lines}");
        assert!(!message.ends_with('.'));
    }
    let help = problem("---\ntitle: A: b\n---\n", &npm()).2;
    assert_eq!(help, "Put the value in quotes: `\"A: b\"`");
    assert_eq!(problem("---\ntitle:Home\n---\n", &core()).1, "a space is missing after the colon");
}

#[test]
fn prose_between_thematic_breaks_is_front_matter_only_where_the_generator_swallows_it() {
    let text = "---\nJust some words.\n---\nbody";
    assert!(FrontMatter::parse(text, &core()).is_none());
    let matter = parse(text, &npm());
    assert_eq!((matter.root, matter.problems.len()), (None, 0));
    assert_eq!(body(text, &npm()), "body");
    let links = "---\n[a](b) | [c](d)\n---\nbody";
    assert!(FrontMatter::parse(links, &core()).is_none());
    assert!(problem(links, &hugo()).1.contains("is read as front matter"));
    assert!(FrontMatter::parse("---\n\nwords\n", &core()).is_none());
    assert!(FrontMatter::parse("---\nNote: words\n\nmore", &core()).is_none());
}

#[test]
fn an_unclosed_block_ends_with_its_last_line_of_metadata() {
    let text = "---\ntitle: x\ntags:\n  - a\n\n# Heading\n";
    let matter = parse(text, &core());
    assert_eq!(matter.problems.len(), 1);
    assert_eq!(matter.problems[0].kind, ProblemKind::Unclosed);
    assert_eq!(matter.problems[0].at.of(text), "---");
    assert_eq!(matter.block.of(text), "title: x\ntags:\n  - a\n");
    assert_eq!(body(text, &core()), "\n# Heading\n");
    assert_eq!(matter.str("title"), Some("x"));
    assert_eq!(problem("---\n\nwords\n", &npm()).0, "---");
    assert_eq!(problem("+++\ntitle = 'x'\n\nwords\n", &hugo()).1, "the front matter has no closing `+++` line");
    assert_eq!(problem("/*\nTitle: x\n\nwords\n", &raneto()).1, "the front matter has no closing `*/`");
}

#[test]
fn a_block_after_blanks_is_told() {
    for (text, word) in [("\n\n---\ntitle: x\n---\nbody", "blank lines"), ("  ---\ntitle: x\n---\nbody", "indented")] {
        let (at, message, _) = problem(text, &npm());
        assert_eq!(at, "---");
        assert!(message.contains(word), "{message}");
        assert_eq!(body(text, &npm()), text);
    }
    assert!(FrontMatter::parse("\n---\nwords\n---\n", &npm()).is_none());
    assert!(FrontMatter::parse("\n\n# Title\n\n---\na: b\n---\n", &npm()).is_none());
}

#[test]
fn hostile_blocks_are_bounded() {
    let laughs: String = (1..60).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
    assert_eq!(parse(&format!("---\na0: &a0 x\n{laughs}---\n"), &npm()).problems, []);
    for deep in ["[".repeat(100_000), "{a: ".repeat(100_000), "- ".repeat(100_000), "? ".repeat(50_000)] {
        assert!(!parse(&format!("---\na: 1\nb:\n  {deep}\n---\n"), &npm()).problems.is_empty());
    }
    for deep in [format!("a{} = 1", ".a".repeat(100_000)), format!("a = {}", "[".repeat(100_000))] {
        assert!(!parse(&format!("+++\n{deep}\n+++\n"), &hugo()).problems.is_empty());
    }
    assert!(!parse(&format!("{{\"a\": {}}}\n---\n", "[".repeat(100_000)), &hugo()).problems.is_empty());
    let long = "key: value\n".repeat(1_000_000);
    let matter = parse(&format!("---\n{long}---\n"), &npm());
    assert!(matter.problems.last().is_some_and(|problem| problem.message.contains("more values")));
    assert_eq!(parse(&format!("---\na: \"{}\"\n---\n", "x".repeat(10_000_000)), &npm()).str("a").map(str::len), Some(10_000_000));
}

#[test]
fn odd_texts_are_read_without_a_panic() {
    let odd = [
        "",
        "\u{feff}",
        "---",
        "---\n",
        "\u{feff}---",
        "---\r",
        "---\0\n---",
        "+++",
        ";;;",
        "/*",
        "/**/",
        "/*/",
        "{",
        "{\"",
        "---\na: \0b\n---",
        "---\n\u{85}a: b\n---",
        "------",
        "---\u{a0}\na: 1\n---\u{a0}\n",
        "{\"a\\",
    ];
    for text in odd {
        for dialect in every() {
            check(text, &dialect);
        }
    }
}

/// Every span lies on character boundaries, inside what holds it.
fn check(text: &str, dialect: &FrontMatterDialect) {
    let Some(matter) = FrontMatter::parse(text, dialect) else { return };
    let fits = |span: Span, inside: Span| {
        assert!(inside.covers(span) && text.get(span.range()).is_some(), "{span:?} in {inside:?} of {text:?}");
    };
    let page = Span::new(0, text.len());
    fits(matter.span, page);
    fits(matter.block, matter.span);
    assert!(text.is_char_boundary(matter.body_start as usize));
    for problem in &matter.problems {
        fits(problem.at, matter.span);
        if let ProblemKind::DuplicateKey { first, .. } = problem.kind {
            fits(first, matter.block);
        }
    }
    matter.comments.iter().for_each(|comment| {
        fits(*comment, matter.block);
        assert!(comment.of(text).starts_with('#'));
    });
    let mut open: Vec<&Node> = matter.root.iter().collect();
    while let Some(node) = open.pop() {
        fits(node.span, matter.block);
        if let Data::Mapping(entries) = &node.data {
            for entry in entries {
                fits(entry.key, matter.block);
                open.push(&entry.value);
            }
        }
        open.extend(node.as_list().unwrap_or_default());
    }
}

proptest! {
    #[test]
    fn spans_hold_in_any_yaml_like_text(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "---", "\n", "\r\n", "a", "title", ": ", ":", "- ", "[", "]", "{", "}", ", ", "\"", "'", "|", ">", "#", " # c", "  ", "\t",
            "é", "🎉", "&x ", "*x", "!!str ", "? ", "\\", "/*", "*/", "+++", " = ", "\u{feff}", "...", "%", "@", "\0", "1", "~", "<<: ",
        ]), 0..40),
        fence in prop::sample::select(vec!["---\n", "+++\n", ";;;\n", "/*\n", "{", "---json\n", "\u{feff}---\r\n", ""]),
        close in prop::sample::select(vec!["\n---\n", "\n+++\n", "\n;;;\n", "*/", "}", ""]),
    ) {
        let text = format!("{fence}{}{close}body", pieces.concat());
        for dialect in every() {
            check(&text, &dialect);
        }
    }

    #[test]
    fn a_value_is_what_its_source_says(
        values in prop::collection::vec("[a-zé🎉][a-zé🎉 ]{0,8}[a-z]", 1..12),
        styles in prop::collection::vec(0..3usize, 12),
    ) {
        let lines: String = values.iter().zip(&styles).enumerate().map(|(n, (value, style))| {
            let quote = ["", "'", "\""][*style];
            format!("k{n}:  {quote}{value}{quote} \n")
        }).collect();
        let text = format!("---\n{lines}---\nbody");
        let matter = parse(&text, &core());
        prop_assert_eq!(&matter.problems, &[]);
        for (n, value) in values.iter().enumerate() {
            let entry = matter.get(&format!("k{n}")).unwrap();
            let Data::Scalar(scalar) = &entry.value.data else { panic!("{entry:?}") };
            prop_assert_eq!(&*scalar.text, &**value);
            let source = entry.value.span.of(&text);
            let source = if scalar.style == Style::Plain { source } else { &source[1..source.len() - 1] };
            prop_assert_eq!(source, &**value);
            prop_assert_eq!(entry.key.of(&text), format!("k{n}"));
        }
    }
}
