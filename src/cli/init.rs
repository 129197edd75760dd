//! `handbook init`: a first `handbook.toml`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, InitArgs},
    config::site_values,
    open::Opening,
};
use crate::{config::FILE_NAMES, generator::Facts, path::SitePath};
use std::{fmt::Write as _, io::Write};

/// Writes a short `handbook.toml` that says what was detected.
pub(super) fn run(args: &InitArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    try_run(args, global, terminal).unwrap_or_else(|exit| exit)
}

fn try_run(args: &InitArgs, global: &GlobalArgs, terminal: &Terminal) -> Result<Exit, Exit> {
    let mut opening = Opening::new(&args.path, &global.without_config(), terminal)?;
    let existing = FILE_NAMES.iter().find(|name| opening.found.root.join(name).exists());
    if let Some(existing) = existing
        && !args.force
        && !args.dry_run
    {
        return Err(
            terminal.fail(&format!("{existing} exists already; --force replaces it, --dry-run shows what would be written"))
        );
    }
    opening.found.config = None;
    let session = opening.session(terminal, global.verbosity())?;
    let text = template(&session.site().facts);
    let mut out = terminal.stdout();
    if args.dry_run {
        return Ok(terminal.finish(out.write_all(text.as_bytes()).and_then(|()| out.flush())));
    }
    let path = SitePath::new(existing.copied().unwrap_or(FILE_NAMES[0])).unwrap_or_default();
    let workspace = session.workspace();
    let written = match existing {
        Some(_) => {
            let before = workspace.bytes(&path).map_err(|error| terminal.fail(&format!("{path} cannot be read: {error}")))?;
            workspace.write(&path, &before, &text)
        }
        None => workspace.create(&path, &text),
    };
    written.map_err(|error| terminal.fail(&error.to_string()))?;
    let facts = &session.site().facts;
    let pages = session.site().pages.len();
    let mut summary = format!("Wrote {path} for {} with {pages} pages.\n", facts.generator.value.title());
    for unread in &facts.unread {
        let _ = writeln!(summary, "Could not find out: {} ({})", unread.message, unread.file);
    }
    summary.push_str("Next: handbook lint\n");
    Ok(terminal.finish(out.write_all(summary.as_bytes()).and_then(|()| out.flush())))
}

/// The settings that say what was detected, each with where it was found; all but the generator are left commented out.
fn template(facts: &Facts) -> String {
    let mut text = String::from(
        "# What handbook knows of this site. Everything here was found out by itself: take the `#` away from what is wrong, and\n\
         # mend it. `handbook config` shows every value in effect, `handbook rules` every rule.\n\n[site]\n",
    );
    for value in site_values(facts) {
        let key = value.key.strip_prefix("site.").unwrap_or(&value.key);
        // The rest is found out anew at every run, so that it follows the site's own configuration.
        let mark = if key == "generator" { "" } else { "# " };
        let _ = writeln!(text, "{mark}{key} = {}  # {}", value.value, value.origin);
    }
    for unread in &facts.unread {
        let _ = writeln!(text, "# {}: {}", unread.file, unread.message);
    }
    text.push_str(
        "\n[lint]\npreset = \"recommended\"\n# fail-on = \"warning\"\n# extend-exclude = [\"drafts\"]\n\n\
         # Front matter that every page must have:\n# [[front-matter]]\n# files = [\"**/*.md\"]\n# required = [\"title\"]\n",
    );
    text
}
