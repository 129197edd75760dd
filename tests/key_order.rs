//! Sorting the keys of front matter changes their order and nothing else.

use handbook_lint::{
    config::Config,
    diagnostic::Applicability,
    fixer::settle,
    page::front_matter::{Data, FrontMatter, Node, Style},
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};
use proptest::prelude::*;

/// Values, with what is written after them on their lines; KEY is the key. A comment that says `in` is part of the text.
const VALUES: &[&str] = &[
    " 1\n",
    "\n",
    " text # at KEY\n",
    "    ' # in'   # at KEY\n",
    " \"a: b\"\n",
    " one\n  two # at KEY\n",
    " \"one\n\n  two\"\n",
    " 'one\n  # in KEY\n  two'\n",
    " |\n  # in KEY\n\n  two\n",
    " |-\n    one\n   \n    two\n\n\n",
    " >-  # at KEY\n  one\n  two\n",
    " |2\n   one\n",
    " >\n\n  one\n\n",
    " |+\n  one\n\n",
    "\n  # at KEY\n  a: 1\n\n  # at KEY too\n  b:\n    - c: 2 # at KEY\n      d: |\n        # in KEY\n    - 3\n",
    "\n- a\n- b # at KEY\n",
    "\n  - a\n  # at KEY\n  - b\n\n",
    " [a, b]\n",
    " [\n    a, # at KEY\n  b\n  ]\n",
    " {a: 1, \"b\": [c]} # at KEY\n",
    " &anchor-KEY text\n",
    " !!str 1\n",
    " 2024-05-01\n",
    " ~\n",
    " 会議 é # at KEY\n",
    " - no list\n",
];

const KEYS: [&str; 8] = ["title", "date", "tags", "'quoted'", "\"double\"", "Über", "no value", "a-b"];

/// What may stand above a key, and with it.
const ABOVE: &[&str] =
    &["", "", "", "\n", "# above KEY\n", "# above KEY: 1\n# above KEY\n", "\n\n# above KEY\n", "# above KEY\n#\n"];

#[derive(Clone, Debug)]
struct Matter {
    text: String,
    order: Vec<String>,
}

fn matter() -> impl Strategy<Value = Matter> {
    let keys = Just(KEYS.to_vec()).prop_shuffle();
    let entry = (prop::sample::select(ABOVE), prop::sample::select(VALUES));
    let entries = prop::collection::vec(entry, 1..7);
    let order = Just(KEYS.to_vec()).prop_shuffle();
    let form = (0..3usize, any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (keys, entries, order, 0..8usize, form).prop_map(|(keys, entries, order, named, (indent, crlf, bom, alias, last))| {
        let mut text = String::new();
        for (key, (above, value)) in keys.iter().zip(&entries) {
            text += &format!("{above}{key}:{value}").replace("KEY", key.trim_matches(['\'', '"']));
        }
        if alias {
            text += "other: &name x\nagain: *name\n";
        }
        if last {
            text += "\n# last\n";
        }
        let indented = |line: &str| if line == "\n" { line.to_owned() } else { format!("{}{line}", " ".repeat(indent)) };
        let text: String = text.split_inclusive('\n').map(indented).collect();
        let text = format!("---\n{text}---\n# Body\n");
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let text = if bom { format!("\u{feff}{text}") } else { text };
        let order = order.into_iter().take(named).map(|key| key.trim_matches(['\'', '"']).to_owned()).collect();
        Matter { text, order }
    })
}

fn open(text: &str, order: &[String]) -> Session {
    let settings = format!("[site]\ngenerator = 'hugo'\n[rules.'front-matter/key-order']\norder = {order:?}\n");
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), &settings);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let selectors = Selectors { select: Some(vec!["front-matter/key-order".to_owned()]), ..Selectors::default() };
    let rules = RuleSet::new(rules::book(), &config, &selectors).unwrap();
    Session::open(Workspace::in_memory([("content/a.md".to_owned(), text.to_owned())]), config, rules)
}

/// A value as text. The last line break of a block is there or not with what follows.
fn read(node: &Node) -> String {
    match &node.data {
        Data::Alias(name) => format!("*{name}"),
        Data::Scalar(scalar) if matches!(scalar.style, Style::Literal | Style::Folded) => {
            format!("block {:?}", scalar.text.trim_end_matches('\n'))
        }
        Data::Scalar(scalar) => format!("{:?} {:?} {:?} {:?}", scalar.style, node.tag(), node.anchor(), scalar.text),
        Data::Mapping(entries) => {
            let entries: Vec<_> = entries.iter().map(|entry| format!("{}: {}", entry.name, read(&entry.value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Data::Sequence(items) => format!("{:?}", items.iter().map(read).collect::<Vec<_>>()),
    }
}

/// What each key says, by name.
fn data(block: &FrontMatter) -> Vec<(String, String)> {
    let mut data: Vec<_> =
        block.root.iter().flat_map(Node::entries).map(|entry| (entry.name.to_string(), read(&entry.value))).collect();
    data.sort();
    data
}

/// Comments, each with the key that it is about: the one that follows for those above a key, else the one whose lines they are on.
fn comments(text: &str, block: &FrontMatter) -> Vec<(String, String)> {
    let entries = block.root.as_ref().map(Node::entries).unwrap_or_default();
    let about = |start: u32, comment: &str| {
        let above = comment.starts_with("# above") || comment == "#";
        let key = match above {
            true => entries.iter().find(|entry| entry.key.start > start),
            false => entries.iter().rev().find(|entry| entry.key.start < start),
        };
        let last = comment == "# last";
        if last { String::new() } else { key.map_or_else(String::new, |entry| entry.name.to_string()) }
    };
    let mut all: Vec<_> =
        block.comments.iter().map(|span| (about(span.start, span.of(text).trim()), span.of(text).trim().to_owned())).collect();
    all.sort();
    all
}

fn front_matter(session: &Session) -> (String, FrontMatter) {
    let page = session.site().page(0);
    (page.text.to_string(), page.front_matter.clone().expect("a block"))
}

proptest! {
    #[test]
    fn data_and_comments_stay_as_they_are(Matter { text, order } in matter()) {
        let mut session = open(&text, &order);
        let (before, block) = front_matter(&session);
        prop_assume!(!block.is_unreadable());
        let outcome = settle(&mut session, Applicability::Safe);
        let (after, sorted) = front_matter(&session);
        prop_assert!(outcome.settled && !sorted.is_unreadable(), "{after}");
        prop_assert_eq!(data(&sorted), data(&block), "{}\n{}", before, after);
        prop_assert_eq!(comments(&after, &sorted), comments(&before, &block), "{}\n{}", before, after);
        prop_assert_eq!(after.len(), before.len());
        prop_assert_eq!(&after[sorted.body_start as usize..], &before[block.body_start as usize..]);
        if text.contains("# last") {
            prop_assert!(after[..sorted.block.end as usize].trim_end().ends_with("# last"), "{after}");
        }
        let bound = ["|+", "*name"].iter().any(|mark| text.contains(mark));
        prop_assert_eq!(outcome.remaining.is_empty(), before != after || session.diagnostics().is_empty(), "{}", after);
        if !bound {
            prop_assert!(outcome.remaining.is_empty(), "{before}\n{:?}", outcome.remaining);
        }
    }
}

#[test]
fn what_lines_cannot_be_moved_in_is_left() {
    for text in [
        "+++\ntitle = 'a'\n# about the date\ndate = 2024-05-01\n[params]\na = 1\n+++\n",
        "{\n  \"title\": \"a\",\n  \"date\": \"2024-05-01\"\n}\n",
        "---\n{\n  title: a,\n  date: b\n}\n---\n",
        "---\n{ title: a, date: b }\n---\n",
        "---\n? title\n: a\n? date\n: b\n---\n",
        "---\ntitle: &a x\ndate: [*a]\n---\n",
        "---\ntitle: &a {x: 1}\ndate:\n  <<: *a\n---\n",
        "---\ntitle: |+\n  a\n\ndate: b\n---\n",
    ] {
        let mut session = open(text, &["date".to_owned(), "title".to_owned()]);
        assert_eq!(session.diagnostics().len(), 1, "{text}");
        settle(&mut session, Applicability::Unsafe);
        assert_eq!(front_matter(&session).0, text);
    }
}

#[test]
fn comments_about_the_file_and_at_its_end_stay_there() {
    let text = "---\n# yaml-language-server: $schema=a.json\n# why b\nb: 1\n\n# why a\na: 2 # two\n# the end\n---\n";
    let mut session = open(text, &["a".to_owned()]);
    settle(&mut session, Applicability::Safe);
    let wanted = "---\n# yaml-language-server: $schema=a.json\n# why a\na: 2 # two\n# why b\nb: 1\n\n# the end\n---\n";
    assert_eq!(front_matter(&session).0, wanted);
}
