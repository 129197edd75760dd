//! Every rule page is a test: its bad examples yield exactly the reports it shows, its good examples none, and its fixes do what
//! it says. `UPDATE=1 cargo test --test rule_pages` rewrites the reports and the index.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod example;
mod handbook;

use example::{Example, Fence, Role};
use handbook::Handbook;
use handbook_lint::{
    config::{GROUPS, PRESETS},
    diagnostic::{Applicability, Diagnostic, Severity},
    fixer::settle,
    page::Page,
    rule::{
        MARKDOWN, RECOMMENDED, Rule, Selectors,
        markdownlint::{self, Counterpart},
    },
    rules,
    text::LineIndex,
};
use std::{collections::BTreeMap, collections::BTreeSet, fmt::Write, fs, path::Path};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value != "0")
}

/// Fails with all complaints at once.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

fn page_path(rule: &Rule) -> String {
    format!("rules/{}.md", rule.id())
}

#[test]
fn examples_do_as_their_page_says() {
    let mut complaints = Vec::new();
    // A build that cannot read JSON Schema has nothing to say by them.
    let rules = rules::book().rules().iter().filter(|rule| cfg!(feature = "schema") || rule.id() != "front-matter/schema");
    for rule in rules {
        let page = example::parse(&page_path(rule), rule.page_text());
        let examples = match example::examples(&page) {
            Ok(examples) => examples,
            Err(error) => {
                complaints.push(format!("{}: {error}", page_path(rule)));
                continue;
            }
        };
        let mut reports = Vec::new();
        for example in &examples {
            let mut complain =
                |fence: &Fence, words: String| complaints.push(format!("{}:{}: {words}", page_path(rule), fence.line));
            try_bad(rule, &page, example, &mut reports, &mut complain);
            try_good(rule, &page, example, &mut complain);
        }
        let has = |role| examples.iter().any(|example| example.of(role).next().is_some());
        for (role, name) in [(Role::Bad, "bad"), (Role::Good, "good")] {
            if !has(role) {
                complaints.push(format!("{}: there is no `{name}` example", page_path(rule)));
            }
        }
        if rule.info().fix.is_some() != has(Role::Fixed) {
            let words = "a page has `fixed` examples when, and only when, its front matter says `fix`";
            complaints.push(format!("{}: {words}", page_path(rule)));
        }
        complaints.extend(check_reports(rule, reports));
    }
    none(complaints);
}

fn files(page: &Page, example: &Example, role: Role) -> Vec<(String, String)> {
    let fences = example.fences.iter().filter(|fence| fence.role == role || fence.role == Role::Config);
    fences.map(|fence| (fence.path.clone(), page.slice(fence.content).to_owned())).collect()
}

/// A handbook of these files on which only this rule runs, and what the settings add to it.
fn open(files: Vec<(String, String)>, rule: &Rule) -> Handbook {
    let config = Handbook::new(files.clone(), Selectors::default()).config();
    let mut select = vec![rule.id().to_owned()];
    select.extend(config.lint.extend_select.iter().flatten().map(|name| name.value.clone()));
    Handbook::new(files, Selectors { select: Some(select), ..Selectors::default() })
}

/// The reports of one rule, and a word on any of the settings that could not be used.
fn lint(rule: &Rule, handbook: &Handbook) -> Result<Vec<Diagnostic>, String> {
    let diagnostics = handbook.lint();
    let settings = |d: &&Diagnostic| &*d.at.path.to_string() == "handbook.toml" && d.rule != rule.id();
    match diagnostics.iter().find(settings) {
        Some(problem) => Err(format!("the settings: {}", problem.message)),
        None => Ok(diagnostics.into_iter().filter(|d| d.rule == rule.id()).collect()),
    }
}

fn try_good(rule: &Rule, page: &Page, example: &Example, complain: &mut impl FnMut(&Fence, String)) {
    let Some(fence) = example.of(Role::Good).next() else { return };
    let handbook = open(files(page, example, Role::Good), rule);
    match lint(rule, &handbook) {
        Ok(found) if found.is_empty() => {}
        Ok(found) => complain(fence, format!("the good example yields\n{}", shown(&handbook, &found))),
        Err(error) => complain(fence, error),
    }
}

fn try_bad<'p>(
    rule: &Rule,
    page: &'p Page,
    example: &'p Example,
    reports: &mut Vec<(&'p Fence, String)>,
    complain: &mut impl FnMut(&Fence, String),
) {
    let Some(fence) = example.of(Role::Bad).next() else {
        let stray = example.fences.iter().find(|fence| matches!(fence.role, Role::Fixed | Role::Report));
        return stray.into_iter().for_each(|fence| complain(fence, "there is no `bad` fence under this heading".to_owned()));
    };
    let before = files(page, example, Role::Bad);
    let mut handbook = open(before.clone(), rule);
    let found = match lint(rule, &handbook) {
        Ok(found) => found,
        Err(error) => return complain(fence, error),
    };
    if found.is_empty() {
        complain(fence, "the bad example yields nothing".to_owned());
    }
    match example.of(Role::Report).collect::<Vec<_>>()[..] {
        [report] => reports.push((report, shown(&handbook, &found))),
        _ => complain(fence, "a bad example has one `text` fence with what is reported".to_owned()),
    }
    if let Some(bolder) = found.iter().find(|d| d.fix.as_ref().map(|fix| fix.applicability) > rule.info().fix) {
        complain(fence, format!("the page does not say that there is such a fix: {:?}", bolder.fix));
    }

    let outcome = settle(&mut handbook, Applicability::Unsafe);
    if !outcome.settled {
        complain(fence, "fixing does not come to an end".to_owned());
    }
    let mut fixed: BTreeMap<&str, &Fence> = example.of(Role::Fixed).map(|fence| (fence.path.as_str(), fence)).collect();
    if fixed.is_empty() {
        return;
    }
    for (path, before) in &before {
        let wanted = fixed.remove(path.as_str());
        let after = handbook.texts.get(path.as_str()).map(|text| text.to_string()).unwrap_or_default();
        if after != wanted.map_or(before.as_str(), |fence| page.slice(fence.content)) {
            complain(wanted.unwrap_or(fence), format!("after fixing, {path} is\n{after}"));
        }
    }
    fixed.into_values().for_each(|fence| complain(fence, format!("there is no bad file `{}`", fence.path)));
}

/// The reports as a page shows them.
fn shown(handbook: &Handbook, found: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in found {
        let text = handbook.texts.get(&diagnostic.at.path).map(|text| &**text).unwrap_or_default();
        let at = LineIndex::new(text).position(text, diagnostic.at.span.start as usize);
        let Diagnostic { rule, severity, message, .. } = diagnostic;
        writeln!(out, "{}:{}:{}: {severity}[{rule}] {message}", diagnostic.at.path, at.line, at.column).expect("a string");
        for line in diagnostic.help.iter().flat_map(|help| help.lines()) {
            writeln!(out, "  help: {line}").expect("a string");
        }
    }
    out
}

/// Compares the `text` fences with what was reported, or rewrites them.
fn check_reports(rule: &Rule, reports: Vec<(&Fence, String)>) -> Vec<String> {
    let mut text = rule.page_text().to_owned();
    let mut complaints = Vec::new();
    for (fence, report) in reports.into_iter().rev() {
        if fence.content.of(rule.page_text()) != report {
            complaints.push(format!("{}:{}: the report is\n{report}", page_path(rule), fence.line));
            text.replace_range(fence.content.range(), &report);
        }
    }
    if update() && !complaints.is_empty() {
        fs::write(root().join(page_path(rule)), text).expect("the rule page can be written");
        complaints.clear();
    }
    complaints.reverse();
    complaints
}

#[test]
fn front_matter_says_what_it_must() {
    let mut complaints = Vec::new();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for rule in rules::book().rules() {
        let info = rule.info();
        let mut complain = |words: String| complaints.push(format!("{}: {words}", page_path(rule)));
        info.problems.iter().for_each(|problem| complain(problem.clone()));
        let summary = &info.summary;
        if summary.is_empty() || summary.ends_with('.') || summary.contains(['\n', '|']) || summary.contains(". ") {
            complain("`summary` is one sentence without a full stop".to_owned());
        }
        if info.since.split('.').count() != 3 {
            complain("`since` is a version".to_owned());
        }
        if !GROUPS.contains(&rule.group()) {
            complain(format!("`{}` is no group", rule.group()));
        }
        for preset in PRESETS {
            if let Err(error) = rule.build_in(preset, &Default::default()) {
                complain(format!("the defaults of its options in `{preset}` do not fit: {}", error.message));
            }
        }
        for preset in &info.presets {
            if !PRESETS.contains(&preset.preset.as_str()) || preset.preset == RECOMMENDED {
                complain(format!("`{}` is no preset that it can be added to", preset.preset));
            }
            let unknown = preset.options.keys().filter(|option| !info.options.contains_key(*option));
            unknown.for_each(|option| complain(format!("`{option}` of a preset is none of its options")));
        }
        let theirs: Vec<_> = info.counterparts().map(|one| one.number).collect();
        if !theirs.is_empty() && !info.is_in(MARKDOWN) {
            complain(format!("{} is on in markdownlint: add `presets: [markdown]`", theirs.join(", ")));
        }
        if !theirs.is_empty() && info.severity_in(MARKDOWN) < Severity::Warning {
            complain("in the preset `markdown` it must fail a run, as it does in markdownlint".to_owned());
        }
        for option in info.options.keys().filter(|option| !rule.page_text().contains(&format!("- `{option}`: "))) {
            complain(format!("the option `{option}` is not described (`- `{option}`: …`)"));
        }
        for name in info.aliases.iter().map(|alias| alias.to_lowercase()).chain([rule.id().to_owned()]) {
            if GROUPS.contains(&name.as_str()) || name == "all" {
                complain(format!("`{name}` is the name of a group"));
            }
            if let Some(other) = names.insert(name.clone(), rule.id()) {
                complain(format!("`{name}` is a name of `{other}`, too"));
            }
        }
        let page = example::parse(&page_path(rule), rule.page_text());
        let title = page.document.headings.first().map(|heading| (heading.level, &*heading.text));
        if title != Some((1, rule.id())) {
            complain(format!("the page begins with `# {}`", rule.id()));
        }
    }
    none(complaints);
}

#[test]
fn pages_and_modules_and_the_list_are_the_same() {
    let mut complaints = Vec::new();
    let listed: BTreeSet<String> = rules::book().rules().iter().map(|rule| rule.id().to_owned()).collect();
    let pages = found("rules", "md", &["README"]);
    let modules: BTreeSet<String> = found("src/rules", "rs", &["mod", "tests"]).iter().map(|id| id.replace('_', "-")).collect();
    for id in pages.difference(&listed) {
        complaints.push(format!("rules/{id}.md is a page of no rule: is its line missing in src/rules/<group>/mod.rs?"));
    }
    for id in modules.difference(&listed) {
        complaints.push(format!("src/rules/{} holds no rule of the list", id.replace('-', "_")));
    }
    for rule in rules::book().rules() {
        if !pages.contains(rule.id()) {
            complaints.push(format!("rules/{}.md is missing", rule.id()));
        }
        if !rule.is_engine() && !modules.contains(rule.id()) {
            complaints.push(format!("src/rules/{}.rs is missing", rule.id().replace('-', "_")));
        }
    }
    for group in rules::RULES {
        let ids: Vec<_> = group.iter().map(|rule| rule.id()).collect();
        if !ids.is_sorted() {
            complaints.push(format!("these are not in the order of the alphabet: {}", ids.join(", ")));
        }
        if group.windows(2).any(|pair| pair[0].group() != pair[1].group()) {
            complaints.push(format!("these are not of one group: {}", ids.join(", ")));
        }
    }
    none(complaints);
}

/// `group/name` of every file in the folders of `folder`.
fn found(folder: &str, extension: &str, except: &[&str]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for group in fs::read_dir(root().join(folder)).expect("the folder").map(|entry| entry.expect("an entry").path()) {
        if !group.is_dir() {
            continue;
        }
        for path in fs::read_dir(&group).expect("the folder").map(|entry| entry.expect("an entry").path()) {
            let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
            let stem = name(&path);
            if path.extension().is_some_and(|found| found == extension) && !except.contains(&stem.as_str()) {
                ids.insert(format!("{}/{stem}", name(&group)));
            }
        }
    }
    ids
}

/// The table of markdownlint's numbers in `docs/markdownlint.md`, which links to what a page says of differences.
#[test]
fn the_table_of_numbers_is_whole() {
    const MARKS: [&str; 2] = ["<!-- numbers -->\n", "<!-- /numbers -->\n"];
    const DIFFERENCES: &str = "## Where markdownlint differs";
    let path = root().join("docs/markdownlint.md");
    let text = fs::read_to_string(&path).expect("the document is there").replace("\r\n", "\n");
    let start = text.find(MARKS[0]).expect("the mark") + MARKS[0].len();
    let end = text.find(MARKS[1]).expect("the mark");
    let mut table = "\n| In markdownlint | Here | Fix | Differences |\n| --- | --- | --- | --- |\n".to_owned();
    for Counterpart { number, aliases, .. } in &markdownlint::ALL {
        let has = |rule: &&&'static Rule| rule.info().aliases.iter().any(|alias| alias == number);
        let rule = rules::RULES.iter().copied().flatten().find(has).expect("each number has a rule");
        let id = rule.id();
        let page = fs::read_to_string(root().join(format!("rules/{id}.md"))).expect("each rule has a page");
        let fix = rule.info().fix.map_or("", |fix| fix.as_str());
        let anchor = DIFFERENCES.trim_start_matches("## ").to_lowercase().replace(' ', "-");
        let differs = if page.contains(DIFFERENCES) { format!("[some](../rules/{id}.md#{anchor})") } else { String::new() };
        writeln!(table, "| `{number}` {} | [`{id}`](../rules/{id}.md) | {fix} | {differs} |", aliases[0]).expect("a string");
    }
    table.push('\n');
    let now = format!("{}{table}{}", &text[..start], &text[end..]);
    if update() {
        fs::write(&path, &now).expect("the document can be written");
    } else {
        assert!(now == text, "docs/markdownlint.md is out of date: run `UPDATE=1 cargo test --test rule_pages`");
    }
}

#[test]
fn the_index_lists_every_rule() {
    let path = root().join("rules/README.md");
    let wanted = index();
    if update() {
        fs::write(&path, &wanted).expect("the index can be written");
    }
    let is = fs::read_to_string(&path).unwrap_or_default();
    assert!(is == wanted, "rules/README.md is out of date: run `UPDATE=1 cargo test --test rule_pages`");
}

fn index() -> String {
    let mut out = String::from(
        "# Rules\n\nEvery rule has a page. This list is made from them: `UPDATE=1 cargo test --test rule_pages` writes it anew.\n\n\
         A rule that is off runs when `handbook.toml` or `--select` names it or its group. A safe fix is applied by `--fix`, an unsafe one by \
         `--fix --unsafe-fixes`.\n",
    );
    for group in rules::RULES.iter().filter(|group| !group.is_empty()) {
        writeln!(
            out,
            "\n## {}\n\n| Rule | Severity | Presets | Fix | What it reports |\n| --- | --- | --- | --- | --- |",
            group[0].group()
        )
        .expect("a string");
        for rule in *group {
            let info = rule.info();
            let severity = info.severity.map_or("off", |severity| severity.as_str());
            let presets: Vec<_> = info.presets.iter().map(|one| one.preset.as_str()).collect();
            let presets = presets.join(", ");
            let fix = info.fix.map_or("", |fix| fix.as_str());
            let aliases = info.aliases.iter().map(|alias| format!(" `{alias}`")).collect::<String>();
            let aliases = if aliases.is_empty() { aliases } else { format!(" ({})", aliases.trim().replace("` `", "`, `")) };
            writeln!(out, "| [`{0}`]({0}.md){aliases} | {severity} | {presets} | {fix} | {1} |", rule.id(), info.summary)
                .expect("a string");
        }
    }
    out
}
