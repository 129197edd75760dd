//! Front matter held against JSON Schema files, conditions and closed tables, where an example on a rule's page would be too long.

#![cfg(feature = "schema")]

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{
    diagnostic::{Applicability, Diagnostic},
    fixer::settle,
    rule::Selectors,
};

fn open(files: &[(&str, &str)]) -> Handbook {
    let select = Some(vec!["front-matter".to_owned(), "lint".to_owned()]);
    let files = files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned()));
    Handbook::new(files, Selectors { select, ..Selectors::default() })
}

fn told(diagnostics: &[Diagnostic], files: &[(&str, &str)]) -> Vec<String> {
    let one = |diagnostic: &Diagnostic| {
        let text = files.iter().find(|(path, _)| *path == diagnostic.at.path.as_str()).map_or("", |(_, text)| text);
        let place = diagnostic.at.span.of(text);
        let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" | {help}"));
        format!("[{place}] {}{help}", diagnostic.message)
    };
    diagnostics.iter().map(one).collect()
}

/// What is told of a page with this block under this schema: `[place] message | help`.
fn schema(schema: &str, block: &str) -> Vec<String> {
    let page = format!("---\n{block}---\n# A\n");
    let files = [("handbook.toml", "[[front-matter]]\nschema = 'page.json'\n"), ("page.json", schema), ("a.md", &page)];
    told(&open(&files).lint(), &files)
}

/// What is told of a page with this block under these settings.
fn settings(settings: &str, block: &str) -> Vec<String> {
    let page = format!("---\n{block}---\n# A\n");
    let files = [("handbook.toml", settings), ("a.md", &page)];
    told(&open(&files).lint(), &files)
}

/// The block after fixing.
fn fixed(settings: &str, schema: &str, page: &str, most: Applicability) -> String {
    let mut handbook = open(&[("handbook.toml", settings), ("page.json", schema), ("a.md", page)]);
    settle(&mut handbook, most);
    handbook.texts["a.md"].to_string()
}

#[test]
fn each_keyword_is_told_in_words() {
    for (properties, block, expected) in [
        (r#"{"a": {"type": "string"}}"#, "a: 1\n", "[1] `a` is a number, and must be a string | Write `\"1\"`"),
        (
            r#"{"a": {"type": ["string", "null"]}}"#,
            "a: 1\n",
            "[1] `a` is a number, and must be a string or empty | Write `\"1\"`",
        ),
        (r#"{"a": {"type": "string"}}"#, "a:\n", "[a] `a` is empty, and must be a string"),
        (
            r#"{"a": {"items": {"type": "string"}}}"#,
            "a: [x, 2]\n",
            "[2] an item of `a` is a number, and the item must be a string | Write `\"2\"`",
        ),
        (
            r#"{"a": {"enum": ["one", "two"]}}"#,
            "a: tow\n",
            "[tow] `tow` is none of the values that `a` may have | Did you mean `two`? It may be `one` or `two`",
        ),
        (
            r#"{"a": {"enum": ["one", "two"]}}"#,
            "a: other\n",
            "[other] `other` is none of the values that `a` may have | It may be `one` or `two`",
        ),
        (r#"{"a": {"enum": ["1", "2"]}}"#, "a: 1\n", "[1] `a` is a number, and must be a string | Write `\"1\"`"),
        (r#"{"a": {"enum": [1, 2]}}"#, "a: '1'\n", "['1'] `a` is text, and must be an integer | Write `1`"),
        (r#"{"a": {"const": "x"}}"#, "a: y\n", "[y] `a` is `y`, and must be `x` | Write `x`"),
        (r#"{"a": {"pattern": "^@"}}"#, "a: y\n", "[y] `a` does not have the form that is asked for | It must match `^@`"),
        (
            r#"{"a": {"pattern": "^@", "title": "A team."}}"#,
            "a: y\n",
            "[y] `a` does not have the form that is asked for | A team (it must match `^@`)",
        ),
        (
            r#"{"a": {"pattern": "^@", "title": "A team.", "errorMessage": "Begin with @"}}"#,
            "a: y\n",
            "[y] `a` does not have the form that is asked for | Begin with @ (it must match `^@`)",
        ),
        (
            r#"{"a": {"format": "date"}}"#,
            "a: 31.01.2024\n",
            "[31.01.2024] `31.01.2024` is no date of the form `2024-01-31` | Write `2024-01-31`",
        ),
        (r#"{"a": {"format": "email"}}"#, "a: ann at home\n", "[ann at home] `ann at home` is no email address"),
        (
            r#"{"a": {"format": "uri"}}"#,
            "a: www.a.org\n",
            "[www.a.org] `www.a.org` is no full address, such as `https://example.org/page` | Write `https://www.a.org`",
        ),
        (r#"{"a": {"minimum": 1}}"#, "a: 0\n", "[0] `a` is 0, and must be at least 1"),
        (r#"{"a": {"exclusiveMaximum": 5}}"#, "a: 5\n", "[5] `a` is 5, and must be less than 5"),
        (r#"{"a": {"multipleOf": 10}}"#, "a: 5\n", "[5] `a` is 5, and must be a multiple of 10"),
        (r#"{"a": {"maxLength": 3}}"#, "a: Überall\n", "[Überall] `a` has 7 characters, and at most 3 are allowed"),
        (r#"{"a": {"minItems": 2}}"#, "a: [x]\n", "[[x]] `a` has 1 item, and at least 2 are needed"),
        (r#"{"a": {"uniqueItems": true}}"#, "a: [x, y, x]\n", "[x] `x` stands in `a` more than once"),
        (r#"{"a": {"contains": {"const": "z"}}}"#, "a: [x]\n", "[[x]] `a` has no item of the kind that is asked for"),
        (r#"{"a": false}"#, "a: x\n", "[a] `a` is not allowed here"),
        (r#"{"a": {"not": {"const": "todo"}}}"#, "a: todo\n", "[todo] `a` cannot be `todo`"),
        (r#"{"a": {"properties": {"b": {"type": "integer"}}}}"#, "a:\n  b: x\n", "[x] `a.b` is text, and must be an integer"),
        (r#"{"a": {"required": ["b"]}}"#, "a:\n  c: x\n", "[a] `b` is missing under `a` | Add `b: …` below `a`, indented"),
        (r#"{"a": {"items": {"required": ["b"]}}}"#, "a:\n  - b: x\n  - c: y\n", "[c] `b` is missing from item 2 of `a`"),
        (
            r#"{"a": {"items": {"properties": {"b": {"type": "integer"}}}}}"#,
            "a:\n  - b: x\n",
            "[x] `b` in item 1 of `a` is text, and must be an integer",
        ),
        (
            r#"{"a": {"additionalProperties": false, "properties": {"size": {}}}}"#,
            "a:\n  siez: 1\n",
            "[siez] `siez` is no key that is allowed here | Did you mean `size`?",
        ),
        (
            r#"{"a": {"propertyNames": {"pattern": "^[a-z]+$"}}}"#,
            "a:\n  B1: 1\n",
            "[B1] `B1` does not have the form of a key that is allowed here | It must match `^[a-z]+$`",
        ),
    ] {
        assert_eq!(schema(&format!(r#"{{"properties": {properties}}}"#), block), [expected], "{properties} {block}");
    }
}

#[test]
fn alternatives_come_down_to_the_one_that_is_meant() {
    for (of_a, block, expected) in [
        (
            r#"{"oneOf": [{"const": "one"}, {"const": "two"}]}"#,
            "a: tow\n",
            "[tow] `tow` is none of the values that `a` may have | Did you mean `two`? It may be `one` or `two`",
        ),
        (
            r#"{"anyOf": [{"type": "string"}, {"type": "array"}]}"#,
            "a: 1\n",
            "[1] `a` is a number, and must be a string or list | Write `\"1\"`",
        ),
        (
            r#"{"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"#,
            "a: [x, 2]\n",
            "[2] an item of `a` is a number, and the item must be a string | Write `\"2\"`",
        ),
        (
            r#"{"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^@"}]}"#,
            "a: x\n",
            "[x] `a` does not have the form that is asked for | It must match `^@`",
        ),
        (
            r#"{"oneOf": [
                {"properties": {"kind": {"const": "link"}, "url": {"type": "string"}}, "required": ["kind", "url"]},
                {"properties": {"kind": {"const": "file"}, "path": {"type": "string"}}, "required": ["kind", "path"]}
            ]}"#,
            "a:\n  kind: file\n  url: x\n",
            "[a] `path` is missing under `a` | Add `path: …` below `a`, indented",
        ),
        (
            r#"{"oneOf": [
                {"properties": {"kind": {"const": "link"}, "url": {"type": "string"}}, "required": ["kind", "url"]},
                {"properties": {"kind": {"const": "file"}, "path": {"type": "string"}}, "required": ["kind", "path"]}
            ]}"#,
            "a:\n  kind: flie\n  url: x\n",
            "[flie] `flie` is none of the values that `a.kind` may have | Did you mean `file`? It may be `link` or `file`",
        ),
        (
            r#"{"oneOf": [{"required": ["b"]}, {"required": ["c"]}]}"#,
            "a:\n  b: 1\n  c: 2\n",
            "[c] `b` and `c` exclude each other",
        ),
        (
            r#"{"anyOf": [{"required": ["b"]}, {"required": ["c"]}]}"#,
            "a:\n  d: 1\n",
            "[a] `b` or `c` is missing under `a` | Add one of them",
        ),
    ] {
        assert_eq!(schema(&format!(r#"{{"properties": {{"a": {of_a}}}}}"#), block), [expected], "{of_a} {block}");
    }
}

#[test]
fn conditions_of_a_schema_are_named() {
    let text = r#"{"if": {"properties": {"type": {"const": "policy"}}, "required": ["type"]}, "then": {"required": ["owner"]}}"#;
    let files = [
        ("handbook.toml", "[[front-matter]]\nschema = 'page.json'\n"),
        ("page.json", text),
        ("a.md", "---\ntype: policy\n---\n"),
        ("b.md", "---\ntype: news\n---\n"),
    ];
    let found = open(&files).lint();
    assert_eq!(told(&found, &files), ["[---] `owner` is missing from the front matter | Add a line `owner: …`"]);
    let labels: Vec<_> = found[0].related.iter().map(|label| (label.path.as_str(), &*label.message)).collect();
    assert_eq!(labels, [("page.json", "asked for here"), ("a.md", "because of this")]);
    assert_eq!(found[0].related[1].span.of(files[2].1), "policy");
}

#[test]
fn all_drafts_and_both_syntaxes_are_read() {
    for draft in [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ] {
        let text = format!(
            r##"{{"$schema": "{draft}", "definitions": {{"d": {{"format": "date"}}}}, "properties": {{"a": {{"$ref": "#/definitions/d"}}}}}}"##
        );
        assert_eq!(schema(&text, "a: soon\n"), ["[soon] `soon` is no date of the form `2024-01-31`"], "{draft}");
        assert_eq!(schema(&text, "a: 2024-01-31\n"), [""; 0], "{draft}");
    }
    let files = [
        ("handbook.toml", "[[front-matter]]\nschema = 'page.yaml'\n"),
        ("page.yaml", "properties:\n  a:\n    type: integer\n"),
        ("a.md", "---\na: x\n---\n"),
    ];
    assert_eq!(told(&open(&files).lint(), &files), ["[x] `a` is text, and must be an integer"]);
}

#[test]
fn references_lead_to_files_of_the_handbook() {
    let common = r#"{"$defs": {"team": {"pattern": "^@"}}}"#;
    for root in [
        r#"{"properties": {"a": {"$ref": "common.json#/$defs/team"}}}"#,
        r#"{"properties": {"a": {"$ref": "../schemas/common.json#/$defs/team"}}}"#,
        r#"{"$id": "https://example.org/handbook/page.json", "properties": {"a": {"$ref": "common.json#/$defs/team"}}}"#,
    ] {
        let files = [
            ("handbook.toml", "[[front-matter]]\nschema = 'schemas/page.json'\n"),
            ("schemas/page.json", root),
            ("schemas/common.json", common),
            ("a.md", "---\na: x\n---\n"),
        ];
        let found = open(&files).lint();
        let told = told(&found, &files);
        assert_eq!(told, ["[x] `a` does not have the form that is asked for | It must match `^@`"], "{root}");
        assert_eq!(found[0].related[0].path.as_str(), "schemas/common.json", "{root}");
        assert_eq!(found[0].related[0].span.of(common), "\"pattern\"", "{root}");
    }
}

#[test]
fn a_schema_that_cannot_be_used_is_told_where_it_is_named() {
    for (text, message, place) in [
        ("{\n  \"type\": \"object\",\n}", "`page.json` is not valid JSON: trailing comma", Some("}")),
        ("[]", "`page.json` is no JSON Schema: it must be an object, in `{` and `}`", Some("[]")),
        ("{\"type\": \"strng\"}", "`type` in `page.json` cannot be `\"strng\"`", Some("\"strng\"")),
        ("{\"properties\": {\"a\": {\"pattern\": \"(\"}}}", "`\"(\"` in `page.json` is no regular expression", Some("\"(\"")),
        ("{\"minLength\": -1}", "`minLength` in `page.json` cannot be `-1`", Some("-1")),
        (
            "{\"$ref\": \"https://example.org/a.json\"}",
            "`page.json` refers to `https://example.org/a.json`, and schemas are not fetched from the network",
            Some("\"https://example.org/a.json\""),
        ),
        ("{\"$ref\": \"b.json\"}", "`page.json` refers to `b.json`, and there is no such file", Some("\"b.json\"")),
        (
            "{\"$ref\": \"#/$defs/tem\", \"$defs\": {\"team\": {}}}",
            "`page.json` refers to `#/$defs/tem`, and there is no such part",
            Some("\"#/$defs/tem\""),
        ),
        (
            "{\"$schema\": \"https://example.org/draft\"}",
            "`https://example.org/draft` is no version of JSON Schema that is known here",
            Some("\"https://example.org/draft\""),
        ),
    ] {
        let files =
            [("handbook.toml", "[[front-matter]]\nschema = 'page.json'\n"), ("page.json", text), ("a.md", "---\na: x\n---\n")];
        let found = open(&files).lint();
        let [only] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!((only.rule, &*only.message), ("lint/config", message));
        assert_eq!(only.at.span.of(files[0].1), "'page.json'");
        assert_eq!(only.related.first().map(|label| label.span.of(text)), place, "{text}");
    }
    let files = [("handbook.toml", "[[front-matter]]\nschema = 'pages.json'\n"), ("page.json", "{}"), ("a.md", "x")];
    assert_eq!(told(&open(&files).lint(), &files), ["['pages.json'] there is no file `pages.json` | Did you mean `page.json`?"]);
}

#[test]
fn what_cannot_be_known_is_let_alone() {
    let text =
        r#"{"properties": {"a": {"type": "string"}, "b": {"type": "array", "items": {"type": "string"}}}, "required": ["a"]}"#;
    for block in [
        "a: !secret 1\n",
        "x: &x y\na: *x\n",
        "base: &base\n  a: y\n<<: *base\n",
        "a: x\nb: &all [*all]\n",
        "a: x\nb: [!env 1]\n",
    ] {
        assert_eq!(schema(text, block), [""; 0], "{block}");
    }
    let mut bomb = "a: x\nl0: &l0 [y, y]\n".to_owned();
    for at in 1..40 {
        bomb.push_str(&format!("l{at}: &l{at} [*l{}, *l{}]\n", at - 1, at - 1));
    }
    assert_eq!(schema(r#"{"properties": {"a": {"type": "integer"}}}"#, &bomb), [""; 0], "too much to look at");
}

#[test]
fn hostile_schemas_come_to_an_end() {
    let loops =
        r##"{"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/b"}]}, "b": {"allOf": [{"$ref": "#/$defs/a"}]}}}"##;
    schema(loops, "a: x\n");
    let tree = r##"{"properties": {"a": {"anyOf": [{"$ref": "#"}, {"$ref": "#"}]}, "b": {"type": "string"}}}"##;
    let deep: String = (0..40).map(|at| format!("{}a:\n", "  ".repeat(at))).collect();
    assert_eq!(schema(tree, &format!("{deep}{}b: 1\n", "  ".repeat(40))).len(), 1);
    let steps = |of: &str| {
        let parts: Vec<String> = (0..60)
            .map(|at| {
                format!("\"p{at}\": {{\"{of}\": [{{\"$ref\": \"#/$defs/p{}\"}}, {{\"$ref\": \"#/$defs/p{}\"}}]}}", at + 1, at + 1)
            })
            .collect();
        format!("{{\"$ref\": \"#/$defs/p0\", \"$defs\": {{{}, \"p60\": {{\"type\": \"string\"}}}}}}", parts.join(", "))
    };
    for of in ["anyOf", "allOf", "oneOf"] {
        let told = schema(&steps(of), "a: x\n");
        assert!(told[0].contains("branches out so often"), "{told:?}");
    }
    let chain: Vec<String> =
        (0..5000).map(|at| format!("\"p{at}\": {{\"not\": {{\"$ref\": \"#/$defs/p{}\"}}}}", at + 1)).collect();
    let chain = format!("{{\"$ref\": \"#/$defs/p0\", \"$defs\": {{{}, \"p5000\": {{}}}}}}", chain.join(", "));
    assert!(schema(&chain, "a: x\n")[0].contains("more than 2000 references"));
    for text in ["", "\u{feff}{}", "null", "{\"\": {\"$ref\": 5}}", "\u{0}", "{\"$id\": \"::\", \"$ref\": \"%zz#/%\"}"] {
        schema(text, "a: x\n");
    }
}

#[test]
fn a_slip_is_told_once() {
    let both = "[[front-matter]]\nschema = 'page.json'\nrequired = ['title']\nclosed = true\nenum = { status = ['draft', 'final'] }\ntypes = { order = 'integer' }\n";
    let text = r#"{"required": ["title"], "properties": {"title": {}, "status": {"enum": ["draft", "final"]}, "order": {"type": "integer"}}, "additionalProperties": false}"#;
    let page = "---\nstatus: finnal\norder: x\nodd: 1\n---\n";
    let files = [("handbook.toml", both), ("page.json", text), ("a.md", page), ("b.md", "Text\n")];
    let rules: Vec<String> = open(&files).lint().iter().map(|one| format!("{} {}", one.rule, one.at.span.of(page))).collect();
    assert_eq!(
        rules,
        [
            "front-matter/value finnal",
            "front-matter/type x",
            "front-matter/unknown-key odd",
            "front-matter/required ---",
            "front-matter/required "
        ]
    );
}

#[test]
fn conditions_hold_for_the_pages_they_name() {
    let owner = "[[front-matter]]\nwhen = { type = ['policy', 'rule'] }\nrequired = ['owner']\n";
    let lacks = "[---] `owner` is missing from the front matter | Add a line `owner: …`";
    assert_eq!(settings(owner, "type: policy\n"), [lacks]);
    assert_eq!(settings(owner, "type: rule\n"), [lacks]);
    assert_eq!(settings(owner, "type: [news, rule]\n"), [lacks], "one item of a list is enough");
    assert_eq!(settings(owner, "type: news\n"), [""; 0]);
    assert_eq!(settings(owner, "title: A\n"), [""; 0]);

    for when in ["['review']", "'review'", "{ review = { present = true } }", "{ review.present = true }"] {
        let text = format!("[[front-matter]]\nwhen = {when}\nrequired = ['owner']\n");
        assert_eq!(settings(&text, "review: soon\n"), [lacks], "{when}");
        assert_eq!(settings(&text, "review:\n"), [""; 0], "{when}");
        assert_eq!(settings(&text, "title: A\n"), [""; 0], "{when}");
    }
    let absent = "[[front-matter]]\nwhen = { redirect = { present = false } }\nrequired = ['owner']\n";
    assert_eq!(settings(absent, "title: A\n"), [lacks]);
    assert_eq!(settings(absent, "redirect: /a\n"), [""; 0]);

    let single = "[[front-matter]]\nrequired = ['title', { key = 'owner', when = { type = 'policy' } }]\n";
    assert_eq!(settings(single, "title: A\ntype: policy\n"), [lacks]);
    assert_eq!(settings(single, "title: A\ntype: news\n"), [""; 0]);
    assert_eq!(settings(single, "type: news\n").len(), 1);
}

#[test]
fn the_reason_for_a_condition_is_shown() {
    let text = "[[front-matter]]\nwhen = { type = 'policy' }\nrequired = ['owner']\n";
    let page = "---\ntype: policy\n---\n";
    let found = open(&[("handbook.toml", text), ("a.md", page)]).lint();
    let reason = found[0].related.iter().find(|label| label.message == "because of this").expect("a reason");
    assert_eq!(reason.span.of(page), "policy");
}

#[test]
fn mistakes_in_conditions_are_told() {
    for (text, place, message) in [
        ("when = {}", "{}", "`when` is empty"),
        ("when = 5", "5", "`when` must be a table like `{ type = \"policy\" }`, not a whole number"),
        ("when = { a = { present = 1 } }", "1", "`present` must be `true` or `false`, not a whole number"),
        ("required = [{ when = { a = 1 } }]", "{ when = { a = 1 } }", "`key` is missing: name the key that is required"),
        ("required = [{ key = 'a' }]", "{ key = 'a' }", "`when` is missing: say on which pages the key is required"),
        ("allow = ['x-*']", "allow", "`allow` has no effect without `closed`"),
        ("closed = true\nallow = ['[']", "'['", "`[` is no pattern of keys"),
        ("closd = true", "closd", "`closd` is no setting of `[[front-matter]]`"),
        ("required = [{ ky = 'a', when = { a = 1 } }]", "ky", "`ky` is no setting of `front-matter.required`"),
    ] {
        let text = format!("[[front-matter]]\n{text}\n");
        let told = settings(&text, "a: 1\n");
        assert!(told.iter().any(|told| told.starts_with(&format!("[{place}] {message}"))), "{text} {told:?}");
    }
}

#[test]
fn closed_tables_know_the_keys_that_somebody_names() {
    let generator = "[site]\ngenerator = 'eleventy'\nredirect_keys = ['old_path']\n";
    let text =
        format!("{generator}[[front-matter]]\nclosed = true\nallow = ['x-*', 'extra']\nrequired = ['title', 'menu.name']\n");
    let known =
        "title: A\nmenu:\n  name: B\nx-a: 1\nextra:\n  any: 1\nlayout: base\neleventyNavigation:\n  key: A\nold_path: /a\n";
    assert_eq!(settings(&text, known), [""; 0]);
    assert_eq!(
        settings(&text, "titel: A\nmenu:\n  nmae: B\n  name: C\ntitle: D\n"),
        [
            "[titel] `titel` is no key that is allowed here | The page has `title`, too; keep one of the two",
            "[nmae] `nmae` is no key that is allowed here | The page has `name`, too; keep one of the two",
        ]
    );
}

#[test]
fn fixes_keep_order_quotes_comments_and_line_endings() {
    let settings = "[[front-matter]]\nclosed = true\nschema = 'page.json'\nrequired = ['title']\n";
    let schema = r#"{"properties": {"title": {}, "status": {"enum": ["draft", "in review"]}, "tags": {"items": {"enum": ["pay", "leave"]}}, "order": {"type": "integer"}, "code": {"type": "string"}}}"#;
    for (before, after) in [
        ("---\r\nTitle: A # the title\r\nstatus: draft\r\n---\r\n", "---\r\ntitle: A # the title\r\nstatus: draft\r\n---\r\n"),
        ("---\n# top\n\"Title\": 'A'\n---\n", "---\n# top\n\"title\": 'A'\n---\n"),
        ("---\ntitle: A\nstatus: 'in rview' # soon\n---\n", "---\ntitle: A\nstatus: 'in review' # soon\n---\n"),
        ("---\ntitle: A\nstatus: \"drft\"\n---\n", "---\ntitle: A\nstatus: \"draft\"\n---\n"),
        ("---\ntitle: A\ntags: [pay, laeve] # two\n---\n", "---\ntitle: A\ntags: [pay, leave] # two\n---\n"),
        (
            "---\n{ Title: A, status: drft, order: \"3\", code: 017 }\n---\n",
            "---\n{ title: A, status: draft, order: 3, code: \"017\" }\n---\n",
        ),
        ("---\ntitle: A\norder: '3' # third\n---\n", "---\ntitle: A\norder: 3 # third\n---\n"),
        (
            "---\r\ntitle: Ä 🎉\r\ntags:\r\n  - pya # first\r\n  - leave\r\n---\r\n",
            "---\r\ntitle: Ä 🎉\r\ntags:\r\n  - pay # first\r\n  - leave\r\n---\r\n",
        ),
    ] {
        assert_eq!(fixed(settings, schema, before, Applicability::Unsafe), after);
    }
    let slip = "---\nTitle: A\nstatus: drft\n---\n";
    assert_eq!(
        fixed(settings, schema, slip, Applicability::Safe),
        "---\ntitle: A\nstatus: drft\n---\n",
        "only the spelling is sure"
    );
}

#[test]
fn a_schema_that_is_edited_is_read_again() {
    use handbook_lint::{config::Config, path::SitePath, rule::RuleSet, rules, session::Session, workspace::Workspace};
    let path = |text: &str| SitePath::new(text).expect("a path");
    let settings = "[[front-matter]]\nschema = 'page.json'\n";
    let files = [("handbook.toml", settings), ("page.json", "{\"type\": 5}"), ("a.md", "---\na: x\n---\n")];
    let config = Config::parse(&path("handbook.toml"), settings);
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).expect("rules");
    let workspace = Workspace::in_memory(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    let mut session = Session::open(workspace, config, rules);
    let rules = |session: &Session| -> Vec<String> {
        let told = session.diagnostics().into_iter().map(|one| one.rule.to_string());
        told.filter(|rule| rule == "lint/config" || rule == "front-matter/schema").collect()
    };
    assert_eq!(rules(&session), ["lint/config"]);
    session.edit(&path("page.json"), "{\"required\": [\"title\"]}".to_owned());
    assert_eq!(rules(&session), ["front-matter/schema"]);
    session.edit(&path("page.json"), "{}".to_owned());
    assert_eq!(rules(&session), [""; 0]);
}
