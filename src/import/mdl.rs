//! The settings of the Ruby program mdl 0.13: `.mdlrc`, and the style that it names.

use super::{
    find::Found,
    foreign::{Foreign, Level, Means, Rules, Saying, Tool},
    parse::Unread,
    ruby::{self, Call},
    value::{At, Entry, Value},
};
use crate::{generator::Files, path::SitePath};

/// Options whose defaults are others than markdownlint's.
const DEFAULTS: [(&str, &str, &str); 4] =
    [("MD007", "indent", "3"), ("MD026", "punctuation", ".,;:!?"), ("MD029", "style", "one"), ("MD046", "style", "fenced")];

/// What mdl's style `default` leaves out.
const DEFAULT: [&str; 2] = ["MD040", "MD041"];

/// What its style `relaxed` leaves out.
const RELAXED: [&str; 8] = ["whitespace", "line_length", "MD007", "MD033", "MD034", "MD040", "MD041", "MD047"];

/// Reads what was found.
pub(super) fn read(files: &dyn Files, found: &[Found]) -> Result<Foreign, Unread> {
    let mut foreign = Foreign::new(Tool::Mdl);
    let Some(one) = found.first() else { return Ok(foreign) };
    let text = one.text(files).ok_or_else(|| Unread::new(&one.path, "it is not there, or is not UTF-8 text"))?;
    foreign.sources.push(one.path.clone());
    let calls = ruby::calls(&text, &one.path);
    // A style itself may be named on the command line.
    if one.path.extension() == "rb" {
        foreign.rules = Some(style(&calls, &mut foreign));
        return Ok(foreign);
    }
    let mut rules = match calls.iter().rev().find(|call| call.name == "style") {
        Some(call) => named_style(files, one, call, &text, &mut foreign)?,
        None => built_in(&[], &one_place(&one.path), &mut foreign),
    };
    for call in &calls {
        let why = match call.name.as_str() {
            "style" => continue,
            "rules" | "tags" => {
                filter(call, &mut rules);
                continue;
            }
            "rulesets" => "rules written in Ruby do not run here",
            "skip_default_ruleset" => "rules cannot be loaded, so none is left out",
            "ignore_front_matter" if call.arguments.first().is_some_and(Value::is_truthy) => continue,
            "show_kramdown_warnings" => "Markdown is read as the site's generator reads it",
            "git_recurse" if call.arguments.first().is_some_and(Value::is_truthy) => {
                foreign.gitignore = Some((true, call.at.clone()));
                continue;
            }
            // About what is printed, or the default: nothing is lost.
            "verbose" | "show_aliases" | "ignore_front_matter" | "git_recurse" | "json" | "require" => continue,
            _ => "mdl has no such setting",
        };
        foreign.note(&call.at, &call.name, why);
    }
    foreign.rules = Some(rules);
    Ok(foreign)
}

/// The style that `style "…"` names: one of mdl's own, or a file.
fn named_style(files: &dyn Files, one: &Found, call: &Call, text: &str, foreign: &mut Foreign) -> Result<Rules, Unread> {
    let line = text.lines().nth(call.at.line.saturating_sub(1)).unwrap_or_default();
    let name = call.arguments.first().and_then(Value::as_str).map(str::to_owned).or_else(|| last_text(line));
    let name = name.as_deref().map(|name| name.rsplit('}').next().unwrap_or(name)).unwrap_or_default();
    let name = name.trim_start_matches('/');
    let own = name.strip_suffix(".rb").unwrap_or(name);
    match own {
        "default" => return Ok(built_in(&[], &call.at, foreign)),
        "relaxed" => return Ok(built_in(&RELAXED, &call.at, foreign)),
        "cirosantilli" => return Ok(cirosantilli(&call.at, foreign)),
        _ => {}
    }
    let path = one.path.parent().join(name);
    let candidates = path.into_iter().flat_map(|path| [SitePath::new(&format!("{path}.rb")), Some(path)]).flatten();
    for path in candidates {
        if let Some(text) = one.read(files, &path) {
            foreign.sources.push(path.clone());
            return Ok(style(&ruby::calls(&text, &path), foreign));
        }
    }
    Err(Unread { at: call.at.clone(), why: format!("the style `{name}` is not in the handbook") })
}

/// The last text in quotes of a line: what `File.join(File.dirname(__FILE__), "style.rb")` ends in.
fn last_text(line: &str) -> Option<String> {
    let quote = line.rfind(['\'', '"'])?;
    let mark = line.get(quote..)?.chars().next()?;
    let before = line.get(..quote)?;
    before.rfind(mark).and_then(|start| before.get(start + 1..)).map(str::to_owned)
}

/// What a style says. One without a single call is the default: all rules.
fn style(calls: &[Call], foreign: &mut Foreign) -> Rules {
    let mut rules = Rules::all_on();
    let all = calls.iter().find(|call| call.name == "all");
    if !calls.is_empty() {
        rules.default = all.map(|_| Level::Fails);
        rules.default_at = all.or(calls.first()).map(|call| call.at.clone());
    }
    for (rule, option, value) in DEFAULTS {
        let value = value.parse().map_or_else(|_| Value::Text(value.to_owned()), Value::Integer);
        let at = At { file: foreign.sources.first().cloned().unwrap_or_default(), line: 0 };
        let means = Means::Options(vec![Entry { name: option.to_owned(), at, value }]);
        rules.sayings.push(Saying { name: rule.to_owned(), at: None, means });
    }
    for call in calls {
        let on = || Means::On { level: None, options: None };
        let names = call.arguments.iter().filter_map(Value::as_str);
        let mut say = |means: Means| {
            for name in names.clone() {
                rules.sayings.push(Saying { name: name.to_owned(), at: Some(call.at.clone()), means: means.clone() });
            }
        };
        match call.name.as_str() {
            "rule" => {
                say(on());
                say(Means::Options(call.options.clone()));
            }
            "tag" => say(on()),
            "exclude_rule" | "exclude_tag" => say(Means::Off),
            "all" | "require" => {}
            name => foreign.note(&call.at, name, "only `all`, `rule`, `tag`, `exclude_rule` and `exclude_tag` are understood"),
        }
    }
    rules
}

/// One of mdl's own styles: all rules but some. Without names it is the default.
fn built_in(off: &[&str], at: &At, foreign: &mut Foreign) -> Rules {
    let mut rules = style(&[], foreign);
    for name in if off.is_empty() { &DEFAULT[..] } else { off } {
        rules.sayings.push(Saying { name: (*name).to_owned(), at: Some(at.clone()), means: Means::Off });
    }
    rules
}

fn one_place(file: &SitePath) -> At {
    At { file: file.clone(), line: 0 }
}

/// mdl's own style of the name.
fn cirosantilli(at: &At, foreign: &mut Foreign) -> Rules {
    let mut rules = style(&[], foreign);
    let text = |text: &str| Value::Text(text.to_owned());
    for (rule, option, value) in [
        ("MD003", "style", text("atx")),
        ("MD004", "style", text("dash")),
        ("MD007", "indent", Value::Integer(4)),
        ("MD030", "ul_multi", Value::Integer(3)),
        ("MD030", "ol_multi", Value::Integer(2)),
        ("MD035", "style", text("---")),
    ] {
        let means = Means::Options(vec![Entry { name: option.to_owned(), at: at.clone(), value }]);
        rules.sayings.push(Saying { name: rule.to_owned(), at: Some(at.clone()), means });
    }
    for name in ["MD033", "MD047"] {
        rules.sayings.push(Saying { name: name.to_owned(), at: Some(at.clone()), means: Means::Off });
    }
    rules
}

/// `rules "~MD013"`, `tags "headers,~whitespace"`.
fn filter(call: &Call, rules: &mut Rules) {
    let texts = call.arguments.iter().flat_map(Value::texts).flat_map(|text| text.split(',')).map(str::trim);
    let (off, only): (Vec<&str>, Vec<&str>) = texts.partition(|name| name.starts_with('~'));
    for name in off {
        let name = name.trim_start_matches('~').to_owned();
        rules.sayings.push(Saying { name, at: Some(call.at.clone()), means: Means::Off });
    }
    if !only.is_empty() {
        rules.only.push(only.into_iter().map(str::to_owned).collect());
    }
}
