//! Scripts that import each other: what one exports is known in the other.

use super::{Script, Value, read};
use crate::{generator::Files, path::SitePath};
use rustc_hash::FxHashMap;

/// How many files are read at most for one configuration.
const MOST: usize = 60;

/// How many imports deep files are read.
const DEEPEST: usize = 8;

/// A script that was read together with what it imports.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The script.
    pub script: Script,
    /// The files that were read, the script itself last.
    pub files: Vec<SitePath>,
}

/// The scripts that a script imports, by the names it imports them under.
#[derive(Debug, Default)]
pub(super) struct Modules(FxHashMap<String, Script>);

impl Modules {
    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `import { name } from "module"` stands for; without a name, the default export, or else all exports.
    pub(super) fn export(&self, module: &str, name: Option<&str>) -> Option<Value> {
        let script = self.0.get(module)?;
        match name {
            Some(name) => script.export(name).cloned(),
            None => script.export("default").cloned().or_else(|| Some(Value::Table(script.exports.clone()))),
        }
    }
}

pub(super) fn linked(files: &dyn Files, path: &str) -> Option<Linked> {
    let mut read = Vec::new();
    let script = script(files, &SitePath::new(path)?, &mut Vec::new(), &mut read)?;
    Some(Linked { script, files: read })
}

/// Reads a script; `open` are those that wait for it, so that rings of imports end.
fn script(files: &dyn Files, path: &SitePath, open: &mut Vec<SitePath>, read: &mut Vec<SitePath>) -> Option<Script> {
    if open.contains(path) || open.len() > DEEPEST || read.len() + open.len() >= MOST {
        return None;
    }
    let text = files.read(path.as_str())?;
    let alone = Script::read(path.as_str(), &text);
    open.push(path.clone());
    let mut modules = Modules::default();
    for module in &alone.imports {
        let script = own_file(files, path, module).and_then(|file| script(files, &file, open, read));
        modules.0.extend(script.map(|script| (module.clone(), script)));
    }
    open.pop();
    read.push(path.clone());
    Some(if modules.is_empty() { alone } else { read::read(path.as_str(), &text, &modules) })
}

/// The file of the repository that a relative import means.
fn own_file(files: &dyn Files, from: &SitePath, module: &str) -> Option<SitePath> {
    if !module.starts_with('.') {
        return None;
    }
    let folder = from.parent();
    let plain = module.strip_suffix(".js").or_else(|| module.strip_suffix(".mjs")).unwrap_or(module);
    // TypeScript files may be imported as the JavaScript that they become.
    let endings =
        ["", ".ts", ".mts", ".js", ".mjs", ".cjs", ".cts", "/index.ts", "/index.mts", "/index.js", "/index.mjs", "/index.cjs"];
    let names = endings.iter().flat_map(|ending| [format!("{module}{ending}"), format!("{plain}{ending}")]);
    let script = |path: &SitePath| matches!(path.extension(), "ts" | "mts" | "cts" | "js" | "mjs" | "cjs");
    names.filter_map(|name| folder.join(&name)).find(|path| script(path) && files.exists(path.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    struct Given(Vec<(SitePath, &'static str)>, Vec<SitePath>);

    impl Given {
        fn new(files: &[(&str, &'static str)]) -> Self {
            let path = |path: &str| SitePath::new(path).expect("a path");
            let files: Vec<_> = files.iter().map(|&(name, text)| (path(name), text)).collect();
            let paths = files.iter().map(|(path, _)| path.clone()).collect();
            Self(files, paths)
        }
    }

    impl Files for Given {
        fn paths(&self) -> &[SitePath] {
            &self.1
        }

        fn read(&self, path: &str) -> Option<Arc<str>> {
            self.0.iter().find(|(name, _)| name.as_str() == path).map(|(_, text)| (*text).into())
        }
    }

    #[test]
    fn what_own_files_export_is_known() {
        let files = Given::new(&[
            (
                "c/config.ts",
                "import { a, f } from './a'\nimport b from '../b.js'\nimport x from 'package'\nexport { d as e } from './d'\n\
                             export default define({ ...a, b, f: f(), x })\n",
            ),
            ("c/d/index.ts", "export const d = 4\n"),
            ("b.ts", "export default [1, 2]\n"),
            ("c/a.mts", "export const a = defineConfig({ one: 1 })\nexport function f() { return 'made' }\n"),
        ]);
        let mut files = files;
        files.1.sort();
        let linked = linked(&files, "c/config.ts").expect("a script");
        let config = linked.script.default_export().expect("its settings");
        assert_eq!(config.get("one"), Some(&Value::Number(1.0)));
        assert_eq!(config.get("b").map(|b| b.list().len()), Some(2));
        assert_eq!(config.get("f").and_then(Value::as_str), Some("made"));
        assert!(matches!(config.get("x"), Some(Value::Name(name)) if name.module.as_deref() == Some("package")));
        assert_eq!(linked.script.export("e"), Some(&Value::Number(4.0)));
        assert_eq!(linked.files.last().map(SitePath::as_str), Some("c/config.ts"));
    }

    #[test]
    fn rings_of_imports_end() {
        let files = Given::new(&[
            ("a.ts", "import b from './b'\nexport default [b]\n"),
            ("b.ts", "import a from './a'\nexport default [a]\n"),
        ]);
        assert!(linked(&files, "a.ts").is_some());
        assert!(linked(&files, "none.ts").is_none());
    }
}
