//! Destinations that cannot work as they are written.

use crate::{
    diagnostic::Applicability,
    generator::{PageId, url},
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Malformed as Kind, Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Malformed>("links/malformed", include_str!("../../../rules/links/malformed.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Malformed {}

impl SiteRule for Malformed {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let Target::Malformed(kind) = linked.resolved.target else { continue };
            let written = linked.url().trim();
            let finding = linked.report(report, message(kind, written));
            match mended(kind, written) {
                Some(mended) => {
                    finding.help(format!("Write `{mended}`"));
                    linked.rewrite(finding, Applicability::Unsafe, &mended);
                }
                None => _ = finding.help(help(kind)),
            }
        }
    }
}

fn message(kind: Kind, written: &str) -> String {
    match kind {
        Kind::Bracket => format!("the address begins with `{}`", written.chars().next().unwrap_or_default()),
        Kind::DoubleHash => format!("`{written}` has one `#` too many"),
        Kind::NoScheme => format!("`{written}` lacks `https://`, so browsers look for it on this site"),
        Kind::Email if url::scheme(written).is_some() => format!("`{written}` does not begin with a proper `mailto:`"),
        Kind::Email => format!("`{written}` lacks `mailto:`, so browsers look for a page of that name"),
        Kind::DoubleSlash => format!("`{written}` begins with two slashes, so browsers take the first folder for another site"),
        Kind::Scheme => format!("`{written}` does not begin with a proper `https://`"),
        Kind::Backslash => format!("`{written}` is a path as Windows writes it, and no address"),
    }
}

fn help(kind: Kind) -> &'static str {
    match kind {
        Kind::Bracket => "Write the address alone between one pair of parentheses",
        Kind::DoubleHash => "Write a single `#`",
        Kind::DoubleSlash => "Begin the path with a single `/`",
        Kind::NoScheme | Kind::Scheme => "Begin the address with `https://`",
        Kind::Email => "Write `mailto:` before the address",
        Kind::Backslash => "Add the file to the handbook, and write its path with `/`",
    }
}

/// What was meant, where that is clear.
fn mended(kind: Kind, written: &str) -> Option<String> {
    match kind {
        Kind::Bracket => {
            let inner = written.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            let inner = inner.or_else(|| written.strip_prefix('[')?.strip_suffix(']'))?;
            (!inner.is_empty() && !inner.contains(['(', ')', '[', ']'])).then(|| inner.to_owned())
        }
        Kind::DoubleHash => Some(format!("#{}", written.trim_start_matches('#'))).filter(|mended| mended.len() > 1),
        Kind::NoScheme => Some(format!("https://{written}")),
        Kind::DoubleSlash => Some(format!("/{}", written.trim_start_matches('/'))),
        Kind::Email => {
            let address = url::scheme(written).map_or(written, |scheme| written[scheme.len() + 1..].trim_start_matches('/'));
            Some(format!("mailto:{address}"))
        }
        Kind::Scheme => {
            let start = url::scheme(written).unwrap_or_else(|| written.split(['/', ':', ';']).next().unwrap_or_default());
            let rest = written[start.len()..].trim_start_matches([':', ';', '/', '\\']);
            if url::host_and_path(rest).is_some_and(|(host, _)| !host.is_empty()) {
                return Some(rest.to_owned());
            }
            let scheme = if start.eq_ignore_ascii_case("http") { "http" } else { "https" };
            (!rest.is_empty()).then(|| format!("{scheme}://{rest}"))
        }
        Kind::Backslash => (!written.contains(':')).then(|| written.replace('\\', "/")),
    }
}
