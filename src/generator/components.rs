//! Components of Vue, Astro and the like: which of them may print headings or ids of their own.

use super::Files;
use crate::path::SitePath;
use rustc_hash::{FxHashMap, FxHashSet};

/// More files than this are not read.
const MOST: usize = 2000;

/// Whether an element is a component: its name holds a dash or begins with a capital letter.
pub(super) fn is_component(name: &str) -> bool {
    name.contains(['-', '.']) || name.starts_with(|c: char| c.is_ascii_uppercase()) || name == "component"
}

/// A name as [`inert`] keeps it: in lower case without dashes, since either spelling means the same.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|&c| c != '-').map(|c| c.to_ascii_lowercase()).collect()
}

/// The components that print no headings and no ids: those `known`, and those below `root` whose files hold none.
pub(super) fn inert(files: &dyn Files, root: &str, known: &[&str]) -> FxHashSet<String> {
    let mut inert: FxHashSet<String> = known.iter().map(|&name| name.to_owned()).collect();
    let mut open: FxHashMap<String, Option<Vec<String>>> = FxHashMap::default();
    let is_component = |path: &&SitePath| matches!(path.extension(), "vue" | "astro" | "svelte");
    for path in files.below(root).filter(is_component).take(MOST) {
        let used = files.read(path.as_str()).and_then(|text| used(markup(path.extension(), &text)?));
        // Two files of one name: either may be meant.
        let known = open.entry(plain(path.stem())).or_insert_with(|| Some(Vec::new()));
        *known = known.take().zip(used).map(|(known, used)| [known, used].concat());
    }
    // A component is inert when all it uses is: what uses one that is not known stays out.
    loop {
        let found: Vec<String> = open
            .iter()
            .filter(|(_, used)| used.as_ref().is_some_and(|used| used.iter().all(|name| inert.contains(name))))
            .map(|(name, _)| name.clone())
            .collect();
        if found.is_empty() {
            return inert;
        }
        for name in found {
            open.remove(&name);
            inert.insert(name);
        }
    }
}

/// The part of a component's file that prints something; `None` when it is a script that does.
fn markup<'t>(extension: &str, text: &'t str) -> Option<&'t str> {
    if extension == "vue" {
        let template = text.split_once("<template").map(|(_, rest)| rest)?;
        return Some(template.rsplit_once("</template>").map_or(template, |(inside, _)| inside));
    }
    let script = text.trim_start().strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
    let body = script.map_or(text, |(_, body)| body);
    Some(body.split_once("<script").or_else(|| body.split_once("<style")).map_or(body, |(before, _)| before))
}

/// The components that this markup uses; `None` when it may print ids itself.
fn used(template: &str) -> Option<Vec<String>> {
    let mut used = Vec::new();
    for (at, _) in template.match_indices('<') {
        let tag = &template[at + 1..];
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '_')).unwrap_or(tag.len());
        let name = &tag[..end];
        if matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6']) {
            return None;
        }
        if is_component(name) {
            used.push(plain(name));
        }
    }
    let prints =
        ["v-html", "id=\"", "id='", "id=`", "v-bind=\"", ":id", "innerHTML", "id={", "{id}", "set:html", "{...", "{@html"];
    (!prints.iter().any(|sign| template.contains(sign))).then_some(used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_components_are_read() {
        let used = |extension, text| markup(extension, text).and_then(used);
        assert_eq!(used("vue", "<template><p><slot/></p></template>"), Some(vec![]));
        let parts = Some(vec!["foobar".to_owned(), "mypart".to_owned()]);
        assert_eq!(used("vue", "<template><FooBar /><my-part/></template>"), parts);
        assert_eq!(
            used("astro", "---\nconst a = <h2>;\n---\n<FooBar /><my-part><slot /></my-part>\n<style>h2 { }</style>"),
            parts
        );
        for (extension, prints) in [
            ("vue", "<template><h2>A</h2></template>"),
            ("vue", "<template><p :id=\"x\"/></template>"),
            ("vue", "<script>h('h2')</script>"),
            ("astro", "<p id={x} />"),
            ("astro", "<p {...rest} />"),
        ] {
            assert_eq!(used(extension, prints), None, "{prints}");
        }
    }
}
