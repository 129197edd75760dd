//! Which files a run tells about.

use super::{Exit, Terminal, args::LintArgs};
use crate::{
    path::SitePath,
    workspace::{Error, Workspace, read_stdin},
};
use std::path::{Path, PathBuf};

/// Which files a run tells about. The whole site is read in any case.
pub(super) struct Scope {
    /// Files and folders; empty for all.
    paths: Vec<SitePath>,
    is_whole: bool,
    /// The page on standard input, with its text as it came.
    pub stdin: Option<(SitePath, String)>,
}

impl Scope {
    /// `part_of` is the repository of a site that was found in one of its folders: files beside it are passed over.
    pub(super) fn new(
        args: &LintArgs,
        named: &[PathBuf],
        part_of: Option<&Path>,
        workspace: &mut Workspace,
        terminal: &Terminal,
    ) -> Result<Self, Exit> {
        let fail = |error: crate::workspace::Error| terminal.fail(&error.to_string());
        let mut scope = Self { paths: Vec::new(), is_whole: args.paths.is_empty() && args.files_from.is_none(), stdin: None };
        if args.reads_stdin() {
            let name = args.stdin_filename.clone().unwrap_or_else(|| PathBuf::from("stdin.md"));
            let path = workspace.locate_unsaved(&name).map_err(fail)?;
            let text = read_stdin().map_err(fail)?;
            workspace.edit(&path, text.as_str());
            if args.force_exclude && workspace.is_excluded(&path) {
                scope.is_whole = false;
            } else {
                scope = Self { paths: vec![path.clone()], is_whole: false, stdin: None };
            }
            scope.stdin = Some((path, text));
            return Ok(scope);
        }
        for argument in named {
            let path = match workspace.locate(argument) {
                Err(Error::Outside { path, root }) if part_of.is_some_and(|top| beside(&path, top)) => {
                    terminal.warn(&format!(
                        "`{}` is not checked: it is outside of the site in `{}`",
                        path.display(),
                        root.display()
                    ));
                    continue;
                }
                located => located.map_err(fail)?,
            };
            if path.as_str().is_empty() {
                scope.is_whole = true;
            }
            // What is named is checked, unless the settings are to have the last word.
            if args.force_exclude && workspace.is_excluded(&path) {
                continue;
            }
            if argument.is_file() {
                workspace.include(&path);
            }
            scope.paths.push(path);
        }
        Ok(scope)
    }

    /// Whether the run tells about a file.
    pub(super) fn holds(&self, path: &SitePath) -> bool {
        self.is_whole || self.paths.iter().any(|named| path.below(named.as_str()).is_some())
    }
}

/// Whether a path lies in the repository `top`.
fn beside(path: &Path, top: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| path.starts_with(top))
}
