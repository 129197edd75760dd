//! A built site on the disk: its files, its pages, and what a host makes of a request.

use super::html::Document;
use crate::{
    generator::{
        Files,
        redirects::{self, RedirectRule},
        url::{self, Url},
    },
    path::SitePath,
    workspace::{Notice, Workspace},
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// A built site.
#[derive(Debug)]
pub(super) struct Built {
    /// Every file by its address from the site's top folder (`/a/index.html`).
    files: FxHashMap<Box<str>, File>,
    /// The HTML files, sorted by path.
    pub(super) pages: Vec<BuiltPage>,
    /// What `_redirects` says.
    rules: Vec<RedirectRule>,
    /// The path that the site is published under, without trailing slash.
    prefix: String,
    /// The host of the site, where it is known.
    host: Option<String>,
    /// HTML files that could not be read.
    pub(super) notices: Vec<Notice>,
}

/// One HTML file.
#[derive(Debug)]
pub(super) struct BuiltPage {
    /// Its address from the site's top folder (`/a/index.html`).
    pub(super) file: Box<str>,
    /// What it holds.
    pub(super) document: Document,
}

/// A file of a built site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum File {
    /// An HTML file, by its place in [`Built::pages`].
    Page(usize),
    /// Any other.
    Other,
}

/// Where a link of a built page leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// To something that is there, with its fragment.
    There(File),
    /// To a page that has no such id.
    NoSuchId(usize),
    /// Nowhere.
    Nowhere,
    /// Out of the site.
    Elsewhere,
}

/// The address that a link of a built page means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Address {
    /// A path on the site's own host, decoded, the prefix still on; and the fragment, decoded.
    Own(String, Option<String>),
    /// Out of the site, as written.
    Elsewhere,
}

impl Built {
    /// Reads every HTML file below the folder. `outputs` are files that ought to be there: where more of them are found below the
    /// folder of the prefix than at the top, the site begins there.
    pub(super) fn read<'o>(
        workspace: &Workspace,
        prefix: &str,
        base_url: Option<&str>,
        outputs: impl Iterator<Item = &'o str> + Clone,
    ) -> Self {
        let folder = prefix.trim_matches('/');
        let found = |top: &str| {
            let exists = |output: &&str| workspace.exists(format!("{top}{output}").trim_start_matches('/'));
            outputs.clone().filter(exists).count()
        };
        let top = if !folder.is_empty() && found(prefix) > found("") { folder } else { "" };
        let below = |path: &SitePath| Some(format!("/{}", path.below(top).filter(|rest| !rest.is_empty())?).into_boxed_str());
        let listed: Vec<(&SitePath, Box<str>)> = workspace.below(top).filter_map(|path| Some((path, below(path)?))).collect();
        let is_html = |path: &SitePath| matches!(path.extension().to_ascii_lowercase().as_str(), "html" | "htm" | "xhtml");
        let read = |(path, file): &(&SitePath, Box<str>)| match workspace.bytes(path) {
            Ok(bytes) => Ok(BuiltPage { file: file.clone(), document: Document::read(&bytes) }),
            Err(error) => Err(Notice::unreadable(path.as_str(), &error)),
        };
        let read: Vec<_> = listed.par_iter().filter(|(path, _)| is_html(path)).map(read).collect();
        let mut files: FxHashMap<Box<str>, File> = listed.iter().map(|(_, file)| (file.clone(), File::Other)).collect();
        let mut pages = Vec::new();
        let mut notices = workspace.notices().to_vec();
        for page in read {
            match page {
                Ok(page) => {
                    files.insert(page.file.clone(), File::Page(pages.len()));
                    pages.push(page);
                }
                Err(notice) => notices.push(notice),
            }
        }
        let rules = ["_redirects"].into_iter().filter_map(SitePath::new).filter_map(|path| {
            let text = workspace.read(path.as_str())?;
            Some(redirects::parse(&path, &text))
        });
        let rules = rules.flatten().collect();
        let host = base_url.and_then(url::host_and_path).map(|(host, _)| host.to_ascii_lowercase());
        Self { files, pages, rules, prefix: prefix.to_owned(), host, notices }
    }

    /// The file that a static host serves for a path below the site's top folder.
    pub(super) fn serve(&self, path: &str) -> Option<File> {
        let trimmed = path.trim_end_matches('/');
        let get = |name: &str| self.files.get(name).copied();
        (!path.ends_with('/'))
            .then(|| get(trimmed))
            .flatten()
            .or_else(|| ["/index.html", ".html", "/index.htm", ".htm"].iter().find_map(|end| get(&format!("{trimmed}{end}"))))
    }

    /// The file of exactly this name.
    pub(super) fn file(&self, name: &str) -> Option<File> {
        self.files.get(name).copied()
    }

    /// Whether the host redirects the path.
    pub(super) fn redirects(&self, path: &str) -> Option<String> {
        let toggled = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
        self.rules.iter().find_map(|rule| rule.apply(path).or_else(|| rule.apply(&toggled)))
    }

    /// The path without what the site is published under; `None` outside of it.
    pub(super) fn below_prefix<'a>(&self, path: &'a str) -> Option<&'a str> {
        match path.strip_prefix(self.prefix.as_str())? {
            "" => Some("/"),
            rest => rest.starts_with('/').then_some(rest),
        }
    }

    /// What a browser makes of an address on a page.
    pub(super) fn address(&self, page: &BuiltPage, written: &str) -> Address {
        let start = format!("{}{}", self.prefix, page.file.strip_suffix("index.html").unwrap_or(&page.file));
        let base = page.document.base.as_deref().map_or(Some(start.clone()), |base| match self.on_host(base, &start) {
            Address::Own(path, _) => Some(path),
            Address::Elsewhere => None,
        });
        match base {
            // A fragment alone stays on the base, which is the page unless a `<base>` says otherwise.
            Some(base) => self.on_host(written, &base),
            None if url::scheme(written).is_some() || written.starts_with('/') => self.on_host(written, &start),
            None => Address::Elsewhere,
        }
    }

    fn on_host(&self, written: &str, base: &str) -> Address {
        let own = match (url::host_and_path(written), url::scheme(written)) {
            (Some((host, path)), _) => match &self.host {
                Some(own) if own.eq_ignore_ascii_case(host) => {
                    if path.starts_with('/') {
                        path
                    } else {
                        "/"
                    }
                }
                _ => return Address::Elsewhere,
            },
            (None, Some(_)) => return Address::Elsewhere,
            (None, None) => written,
        };
        let url = Url::split(own);
        let path = url::join_at_top(base, url.path);
        Address::Own(url::decode(&path).into_owned(), url.fragment.map(|fragment| url::decode(fragment).into_owned()))
    }

    /// Where a browser ends up at an address, stubs and the host's redirects followed.
    pub(super) fn visit(&self, address: &Address) -> Arrival {
        let mut address = address.clone();
        for _ in 0..20 {
            let Address::Own(path, fragment) = &address else { return Arrival::Elsewhere };
            let Some(path) = self.below_prefix(path) else { return Arrival::Nowhere };
            let next = match self.serve(path) {
                Some(File::Page(at)) => match &self.pages[at].document.refresh {
                    Some(to) => self.address(&self.pages[at], to),
                    None => return self.with_fragment(at, fragment.as_deref()),
                },
                Some(File::Other) => return Arrival::There(File::Other),
                None => match self.redirects(path) {
                    Some(to) => self.on_host(&to, "/"),
                    None => return Arrival::Nowhere,
                },
            };
            address = match next {
                Address::Own(path, None) => Address::Own(path, fragment.clone()),
                next => next,
            };
        }
        Arrival::Nowhere
    }

    fn with_fragment(&self, at: usize, fragment: Option<&str>) -> Arrival {
        let fragment = fragment.unwrap_or_default();
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        if fragment.is_empty() || fragment.eq_ignore_ascii_case("top") || self.pages[at].document.has(fragment) {
            Arrival::There(File::Page(at))
        } else {
            Arrival::NoSuchId(at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(prefix: &str, files: &[(&str, &str)]) -> Built {
        let workspace = Workspace::in_memory(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
        Built::read(&workspace, prefix, Some("https://e.org"), ["/index.html", "/a/index.html"].into_iter())
    }

    fn visit(built: &Built, from: &str, written: &str) -> Arrival {
        let page = built.pages.iter().find(|page| &*page.file == from).unwrap();
        built.visit(&built.address(page, written))
    }

    #[test]
    fn requests_are_served_as_a_host_does() {
        let built = built(
            "",
            &[
                ("index.html", ""),
                ("a/index.html", "<h1 id='x é'>"),
                ("b.html", ""),
                ("c.pdf", ""),
                ("old/index.html", "<meta http-equiv=refresh content='0; url=../a/'>"),
                ("loop.html", "<meta http-equiv=refresh content='0; url=loop.html'>"),
                ("_redirects", "/moved /a/\n/out https://x.org/"),
            ],
        );
        let page = |name: &str| Arrival::There(built.file(name).unwrap());
        for (written, expected) in [
            ("/a/", page("/a/index.html")),
            ("/a", page("/a/index.html")),
            ("../b", page("/b.html")),
            ("../b.html", page("/b.html")),
            ("/c.pdf#page=2", Arrival::There(File::Other)),
            ("#x%20%C3%A9", page("/a/index.html")),
            ("#top", page("/a/index.html")),
            ("/old/#x%20é", page("/a/index.html")),
            ("/moved/", page("/a/index.html")),
            ("https://E.org/b", page("/b.html")),
            ("https://e.org", page("/index.html")),
            ("/out", Arrival::Elsewhere),
            ("mailto:a@b.c", Arrival::Elsewhere),
            ("//x.org/a", Arrival::Elsewhere),
            ("/A/", Arrival::Nowhere),
            ("/b/c", Arrival::Nowhere),
            ("/loop", Arrival::Nowhere),
        ] {
            assert_eq!(visit(&built, "/a/index.html", written), expected, "{written}");
        }
        assert!(matches!(visit(&built, "/index.html", "a/#y"), Arrival::NoSuchId(_)));
    }

    #[test]
    fn a_site_may_lie_below_its_prefix() {
        for folder in ["", "docs/"] {
            let built = built(
                "/docs",
                &[(&format!("{folder}index.html"), "<base href=/docs/a/>"), (&format!("{folder}a/index.html"), "")],
            );
            assert!(matches!(visit(&built, "/a/index.html", "/docs/"), Arrival::There(_)), "{folder}");
            assert_eq!(visit(&built, "/a/index.html", "/a/"), Arrival::Nowhere, "{folder}");
            assert_eq!(visit(&built, "/index.html", "./"), Arrival::There(built.file("/a/index.html").unwrap()), "{folder}");
        }
    }
}
