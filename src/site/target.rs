//! Where a link leads, and what that means.

use super::{Malformed, Placeholder, Served, Site};
use crate::{config::Target as Handler, generator::PageId};

/// Where a link leads, and what is noteworthy about the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Where it leads.
    pub target: Target,
    /// The redirect it goes through first, by its place in [`Site::redirects`].
    pub redirect: Option<u32>,
    /// The page beside this one that the author may have meant, when the generator sends the link elsewhere.
    pub instead_of: Option<PageId>,
    /// It is written as a full address of this very site.
    pub own_site: bool,
    /// It starts at the host's root and so misses the path that the site is published under.
    pub lacks_prefix: bool,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, and the fragment (if any) is on it.
    Page(PageId),
    /// A file that is served as it is.
    Asset(u32),
    /// A folder's listing, or something that the generator makes by itself.
    Other,
    /// Out of the site.
    External,
    /// Not checked, because it cannot be known.
    Skipped(Reason),
    /// No destination is written.
    Empty,
    /// Something that stands in for an address.
    Placeholder(Placeholder),
    /// It is written so that it cannot work.
    Malformed(Malformed),
    /// It climbs out of the site.
    Outside,
    /// No page has this address.
    NoSuchPage,
    /// No file has this path.
    NoSuchFile,
    /// No picture or download has this address.
    NoSuchAsset,
    /// A handler says what it refers to, and there is no such thing.
    NoSuchReference,
    /// The page exists, the fragment does not.
    NoSuchAnchor(PageId),
    /// The page exists, but its body, where the fragment would be, is withheld.
    HiddenBody(PageId),
    /// It differs from what exists by upper and lower case only.
    OtherCase(Served),
    /// The page exists, but it is not published.
    Unpublished(PageId),
}

/// Why a link is not checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Template tags are part of it.
    Template,
    /// The fragment may be made by a template.
    TemplateAnchor,
    /// A page whose address only a build tells may be there.
    ComputedRoute,
    /// It stands in a file that is served only as a part of others, or not at all.
    NoAddress,
    /// A full address of the own host that the handbook does not serve.
    OwnHost,
    /// `[[site.link-handlers]]`, by place.
    Handler(u16),
    /// What the generator does with it is not known.
    Generator,
    /// The configuration may serve more files than could be read from it.
    Configuration,
    /// Git ignores what would be there: it is made by a build, or fetched.
    Ignored,
    /// The settings leave out what would be there.
    Excluded,
    /// Behind a symbolic link to a folder.
    LinkedFolder,
    /// Its page is served as it is written, so it is no link.
    Raw,
}

impl Resolved {
    pub(super) fn to(target: Target) -> Self {
        Self { target, redirect: None, instead_of: None, own_site: false, lacks_prefix: false }
    }

    /// The page it arrives at, whether or not the fragment is there.
    pub fn page(&self) -> Option<PageId> {
        match self.target {
            Target::Page(id) | Target::NoSuchAnchor(id) | Target::HiddenBody(id) => Some(id),
            _ => None,
        }
    }

    /// Whether a reader who follows it meets a dead end.
    pub fn is_broken(&self) -> bool {
        !matches!(
            self.target,
            Target::Page(_) | Target::Asset(_) | Target::Other | Target::External | Target::Skipped(_) | Target::Empty
        )
    }
}

impl Reason {
    /// The word it is counted under.
    pub fn name(self, site: &Site) -> String {
        match self {
            Self::Template => "template".to_owned(),
            Self::TemplateAnchor => "template-anchor".to_owned(),
            Self::ComputedRoute => "computed-address".to_owned(),
            Self::NoAddress => "no-address".to_owned(),
            Self::OwnHost => "own-host".to_owned(),
            Self::Generator => "generator".to_owned(),
            Self::Configuration => "configuration".to_owned(),
            Self::Ignored => "git-ignored".to_owned(),
            Self::Excluded => "excluded".to_owned(),
            Self::LinkedFolder => "linked-folder".to_owned(),
            Self::Raw => "not-rendered".to_owned(),
            Self::Handler(at) => match site.facts.handlers.get(at as usize).map(|handler| &handler.target.value) {
                Some(Handler::Skip(reason)) => reason.clone(),
                _ => "handler".to_owned(),
            },
        }
    }
}

pub(super) fn in_words(site: &Site, resolved: &Resolved) -> String {
    let page = |id: PageId| &site.page(id).path;
    match resolved.target {
        Target::Page(id) => format!("leads to the page {}", page(id)),
        Target::Asset(id) => format!("leads to the file {}", site.assets[id as usize]),
        Target::Other => "leads to something that the site serves".to_owned(),
        Target::External => "leads out of the site: not checked".to_owned(),
        Target::Skipped(reason) => format!("not checked: {}", reason.name(site)),
        Target::NoSuchAnchor(id) => format!("the page {} has no such anchor", page(id)),
        Target::HiddenBody(id) => format!("the body of {} is withheld, and its anchors with it", page(id)),
        Target::Unpublished(id) => format!("the page {} is not published", page(id)),
        Target::OtherCase(served) => match site.source_of(served) {
            Some(path) => format!("differs from {path} by upper and lower case"),
            None => "differs by upper and lower case from what exists".to_owned(),
        },
        Target::Outside => "climbs out of the site".to_owned(),
        Target::Empty => "no destination is written".to_owned(),
        Target::Placeholder(_) => "a placeholder, not an address".to_owned(),
        Target::Malformed(_) => "cannot work as it is written".to_owned(),
        Target::NoSuchPage | Target::NoSuchFile | Target::NoSuchAsset | Target::NoSuchReference => "nothing is there".to_owned(),
    }
}
