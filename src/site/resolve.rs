//! Where a link leads. The only code that knows; everybody asks it.

use super::{
    Arrival, End, Fragment, Malformed, Placeholder, Reason, Resolved, Served, Site, Target,
    classify::{Class, classify, looks_like_host},
    target::in_words,
};
use crate::{
    config::Target as Handler,
    generator::{
        Lookup, PageId, Placement, Rewrite, Route, TemplateLink, Treatment,
        url::{self, Url},
    },
    page::{
        Page,
        document::{Link, LinkKind},
    },
};
use std::borrow::Cow;

/// Resolves all links of a page.
pub(super) fn all(site: &Site, id: PageId) -> Vec<Resolved> {
    site.page(id).document.links.iter().map(|link| one(site, id, link, None)).collect()
}

/// Resolves one link; with `steps`, says how.
pub(super) fn one(site: &Site, id: PageId, link: &Link, steps: Option<&mut Vec<String>>) -> Resolved {
    // What is shown on several pages is broken only if it is on all of them.
    if let [first, others @ ..] = site.shown_in(id) {
        let on_first = one_on(site, id, *first, link, steps);
        let elsewhere = || others.iter().map(|&on| one_on(site, id, on, link, None)).find(|resolved| !resolved.is_broken());
        return if on_first.is_broken() { elsewhere().unwrap_or(on_first) } else { on_first };
    }
    one_on(site, id, id, link, steps)
}

/// Resolves a link of page `id` as it works on page `on`, which is the same or shows it.
fn one_on(site: &Site, id: PageId, on: PageId, link: &Link, steps: Option<&mut Vec<String>>) -> Resolved {
    let written = link.url(&site.page(id).text);
    let mut resolver = Resolver { site, id, on, link, steps };
    resolver.note(|| format!("written: `{written}`"));
    if on != id {
        resolver.note(|| format!("shown on {}", site.page(on).path));
    }
    // What a page that is nothing but a redirect says in its front matter is read all the same.
    if site.entry(id).placement.raw && link.kind != LinkKind::Value {
        resolver.note(|| "the page is served as it is written, so this is no link".to_owned());
        return Resolved::to(Target::Skipped(Reason::Raw));
    }
    let resolved = resolver.written(written);
    let resolved = if link.kind == LinkKind::NamedValue { resolver.any_reading(written, resolved) } else { resolved };
    let sure = || site.facts.understood && resolver.treatment() != Treatment::Unsure;
    let resolved = if holds_anyway(&resolved) || sure() { resolved } else { Resolved::to(Target::Skipped(Reason::Generator)) };
    resolver.note(|| in_words(site, &resolved));
    resolved
}

/// Whether a verdict holds whatever the generator's ways are.
fn holds_anyway(resolved: &Resolved) -> bool {
    match resolved.target {
        Target::External | Target::Empty | Target::Placeholder(_) | Target::Malformed(_) | Target::Page(_) | Target::Asset(_) => {
            true
        }
        _ => !resolved.is_broken(),
    }
}

/// Where a link would lead if `destination` (escapes and entities resolved) stood in the place of its own.
pub(super) fn if_written(site: &Site, id: PageId, link: &Link, destination: &str) -> Resolved {
    let on = site.shown_in(id).first().copied().unwrap_or(id);
    Resolver { site, id, on, link, steps: None }.written(destination)
}

/// Whether a link's destination means what it says: no template tags, variables or handlers.
pub(super) fn is_plain(site: &Site, id: PageId, link: &Link) -> bool {
    let written = link.url(&site.page(id).text);
    let resolver = Resolver { site, id, on: id, link, steps: None };
    !link.templated && resolver.house_syntax(written).is_some_and(|text| text == written)
}

/// The address a link means: what a browser would ask for.
pub(super) fn address(site: &Site, id: PageId, link: &Link) -> Option<String> {
    let written = link.url(&site.page(id).text);
    let on = site.shown_in(id).first().copied().unwrap_or(id);
    let resolver = Resolver { site, id, on, link, steps: None };
    if let Some(TemplateLink::Page(page, fragment)) = resolver.template(written) {
        let path = site.entry(page).url()?;
        return Some(fragment.map_or_else(|| path.to_owned(), |fragment| format!("{path}#{fragment}")));
    }
    let written = resolver.house_syntax(written)?;
    if !matches!(classify(&written), Class::Internal) {
        return Some(written.into_owned());
    }
    let url = Url::split(&written);
    let path = match resolver.rewritten(&url) {
        Rewrite::Page { page, .. } => site.entry(page).url()?.to_owned(),
        Rewrite::Url(path) => path,
        Rewrite::Elsewhere | Rewrite::Nothing | Rewrite::File(_) => return None,
        Rewrite::AsIs => url::join(&resolver.base(), url.path)?,
    };
    Some(url.fragment.map_or_else(|| path.clone(), |fragment| format!("{path}#{fragment}")))
}

/// Whether there is the beginning of a tag of a template language.
fn is_templated(text: &str) -> bool {
    ["{{", "{%", "<%"].iter().any(|tag| text.contains(tag))
}

struct Resolver<'a> {
    site: &'a Site,
    /// The page that holds the link.
    id: PageId,
    /// The page on whose address it is followed: the same, or one that shows it.
    on: PageId,
    link: &'a Link,
    steps: Option<&'a mut Vec<String>>,
}

impl Lookup for Site {
    fn page(&self, source: &str) -> Option<PageId> {
        self.find(source)
    }

    fn asset(&self, source: &str) -> bool {
        Site::asset(self, source).is_some()
    }

    fn named(&self, name: &str) -> &[PageId] {
        self.names.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn at(&self, page: PageId) -> (&Page, &Placement) {
        let entry = self.entry(page);
        (&entry.page, &entry.placement)
    }

    fn serves(&self, path: &str) -> bool {
        self.routes.get(self.facts.generator.value, path).is_some()
            || self.routes.redirect(self.facts.generator.value, path).is_some()
    }
}

impl<'a> Resolver<'a> {
    fn note(&mut self, step: impl FnOnce() -> String) {
        if let Some(steps) = &mut self.steps {
            steps.push(step());
        }
    }

    /// The address of the page that shows the link.
    fn base(&self) -> Cow<'a, str> {
        match &self.site.entry(self.on).placement.route {
            Route::At(url) => url.into(),
            Route::None | Route::Computed { .. } => format!("/{}", self.site.page(self.on).path).into(),
        }
    }

    /// What the generator makes of template tags in the destination; `None` when there are none, or they cannot be known.
    fn template(&self, written: &str) -> Option<TemplateLink> {
        let facts = &self.site.facts;
        let generator = facts.generator.value;
        self.link.templated.then(|| generator.template_link(facts, self.site, self.site.page(self.on), written)).flatten()
    }

    /// Replaces variables and applies handlers; `None` when a handler or template tags leave nothing to look up.
    fn house_syntax<'t>(&self, written: &'t str) -> Option<Cow<'t, str>> {
        let facts = &self.site.facts;
        for handler in &facts.handlers {
            if let Some(captures) = handler.pattern.value.captures(written) {
                let Handler::Destination(template) = &handler.target.value else { return None };
                let mut destination = String::new();
                captures.expand(template, &mut destination);
                return Some(Cow::Owned(destination));
            }
        }
        if self.link.templated {
            return match self.template(written)? {
                TemplateLink::Text(text) => Some(Cow::Owned(text)),
                TemplateLink::Page(..) | TemplateLink::Nothing => None,
            };
        }
        if facts.variables.is_empty() || !written.contains('%') {
            return Some(Cow::Borrowed(written));
        }
        let mut text = written.to_owned();
        for (name, value) in &facts.variables {
            text = text.replace(&format!("%{name}%"), value);
        }
        Some(Cow::Owned(text))
    }

    /// What a value leads to that is no address for sure: a layout may make one of it. Whatever it may mean counts that leads
    /// somewhere: a file beside the page or below a root, or an address from the top.
    fn any_reading(&mut self, written: &str, first: Resolved) -> Resolved {
        let site = self.site;
        let url = Url::split(written.trim());
        let is_missing = |resolved: &Resolved| {
            matches!(
                resolved.target,
                Target::NoSuchPage | Target::NoSuchFile | Target::NoSuchAsset | Target::Outside | Target::OtherCase(_)
            )
        };
        if !is_missing(&first) || url.path.is_empty() {
            return first;
        }
        let page = site.page(self.id);
        let path = url::decode(url.path);
        if let Some(id) = site.page_at(page, &path) {
            self.note(|| "the page of that path".to_owned());
            return Resolved::to(self.arrive(id, url.fragment));
        }
        let beside = page.path.parent().join(&path).filter(|_| !path.starts_with('/'));
        let content = site.facts.content.value.iter().filter_map(|root| root.join(&path));
        let mounts = site.facts.statics.value.iter().filter_map(|mount| mount.path.join(&path));
        let top = crate::path::SitePath::new(&path);
        let mut files = beside.into_iter().chain(content).chain(mounts).chain(top);
        if let Some(file) = files.find_map(|path| site.asset(path.as_str())) {
            self.note(|| "the file of that path".to_owned());
            return Resolved::to(Target::Asset(file));
        }
        if path.starts_with('/') {
            return first;
        }
        let from_top = self.internal(&format!("/{}", written.trim()));
        if is_missing(&from_top) { first } else { from_top }
    }

    fn skipping_handler(&self, written: &str) -> Option<u16> {
        let mut handlers = self.site.facts.handlers.iter().enumerate();
        let (at, handler) = handlers.find(|(_, handler)| handler.pattern.value.is_match(written))?;
        (!matches!(handler.target.value, Handler::Destination(_))).then_some(at as u16)
    }

    fn written(&mut self, written: &str) -> Resolved {
        if let Some(name) = self.site.reference_in(written) {
            return Resolved::to(self.reference(written.get(name).unwrap_or_default()));
        }
        if let Some(at) = self.skipping_handler(written) {
            return Resolved::to(Target::Skipped(Reason::Handler(at)));
        }
        let Some(text) = self.house_syntax(written) else { return self.templated(written) };
        if text != written {
            self.note(|| format!("house syntax and variables replaced: `{text}`"));
        }
        // Tags of a template language that we do not know, or that this generator does not have.
        if memchr::memchr2(b'{', b'<', text.as_bytes()).is_some_and(|at| is_templated(&text[at..])) {
            return Resolved::to(Target::Skipped(Reason::Template));
        }
        match classify(&text) {
            Class::Empty => Resolved::to(Target::Empty),
            Class::External => Resolved::to(Target::External),
            Class::Placeholder(Placeholder::Word) => match self.internal(text.trim()) {
                there if there.page().is_some() && !there.is_broken() => there,
                _ => Resolved::to(Target::Placeholder(Placeholder::Word)),
            },
            Class::Placeholder(Placeholder::Localhost) => self.local(text.trim()),
            Class::Placeholder(placeholder) => Resolved::to(Target::Placeholder(placeholder)),
            Class::Malformed(malformed) => Resolved::to(Target::Malformed(malformed)),
            Class::Web => self.web(text.trim()),
            Class::Internal => self.internal(text.trim()),
        }
    }

    /// A destination whose template tags name a page, or cannot be known.
    fn templated(&mut self, written: &str) -> Resolved {
        Resolved::to(match self.template(written) {
            Some(TemplateLink::Page(id, fragment)) => {
                self.note(|| "its template tag names a page".to_owned());
                self.arrive(id, fragment.as_deref())
            }
            Some(TemplateLink::Nothing) => Target::NoSuchReference,
            Some(TemplateLink::Text(_)) | None => Target::Skipped(Reason::Template),
        })
    }

    /// A page by its name.
    fn reference(&mut self, name: &str) -> Target {
        self.note(|| format!("a reference to the page `{name}`"));
        let url = Url::split(name);
        match self.site.page_named(self.site.page(self.id), url.path) {
            Some(id) => self.arrive(id, url.fragment),
            None => Target::NoSuchReference,
        }
    }

    /// An address on the reader's own computer. Without a path it is where readers are told to look at what they have started
    /// themselves; one of our own pages there is left over from a preview of this site.
    fn local(&mut self, text: &str) -> Resolved {
        let path = url::host_and_path(text).map_or("", |(_, path)| path);
        if path.trim_matches('/').is_empty() {
            return Resolved::to(Target::External);
        }
        let resolved = self.internal(path);
        match resolved.target {
            Target::Page(_) | Target::NoSuchAnchor(_) => {
                self.note(|| "the page of that address on this site".to_owned());
                Resolved { own_site: true, ..resolved }
            }
            _ => Resolved::to(Target::Placeholder(Placeholder::Localhost)),
        }
    }

    /// A full address: our own site's, or out of it.
    fn web(&mut self, text: &str) -> Resolved {
        let whole = Url { path: text, query: None, fragment: None };
        if let Rewrite::Url(path) = self.rewrites(&whole)
            && self.treatment() != Treatment::Left
        {
            self.note(|| format!("an address of this very repository: `{path}`"));
            return Resolved { own_site: false, ..self.internal(&path) };
        }
        let Some((host, path)) = url::host_and_path(text) else { return Resolved::to(Target::External) };
        if text.starts_with("//") && !host.contains('.') && !host.is_empty() && !self.internal(&text[1..]).is_broken() {
            return Resolved::to(Target::Malformed(Malformed::DoubleSlash));
        }
        let own = self.site.facts.base_url.value.as_deref().and_then(url::host_and_path);
        if !own.is_some_and(|(own, _)| own.eq_ignore_ascii_case(host)) {
            return Resolved::to(Target::External);
        }
        self.note(|| format!("`{host}` is this site's own address"));
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        // A full address is left alone by what puts the prefix in front of paths.
        let below = path.strip_prefix(self.site.facts.prefix.value.as_str()).filter(|_| self.adds_prefix());
        let resolved = self.internal(below.filter(|rest| rest.starts_with('/')).unwrap_or(&path));
        match resolved.target {
            Target::Page(_) | Target::Asset(_) | Target::Other | Target::NoSuchAnchor(_) | Target::HiddenBody(_) => {
                Resolved { own_site: true, ..resolved }
            }
            // The host may serve more than the handbook.
            _ => Resolved::to(Target::Skipped(Reason::OwnHost)),
        }
    }

    /// What the generator does with this link at all.
    fn treatment(&self) -> Treatment {
        let entry = self.site.entry(self.id);
        self.site.facts.generator.value.treatment(&self.site.facts, &entry.page, &entry.placement, self.link)
    }

    fn rewritten(&self, url: &Url<'_>) -> Rewrite {
        if self.treatment() == Treatment::Left { Rewrite::AsIs } else { self.rewrites(url) }
    }

    fn rewrites(&self, url: &Url<'_>) -> Rewrite {
        let facts = &*self.site.facts;
        let generator = facts.generator.value;
        let page = if generator.rewrites_before_showing() { self.id } else { self.on };
        generator.rewrite_link(facts, self.site, self.site.page(page), self.link, url)
    }

    fn adds_prefix(&self) -> bool {
        let facts = &self.site.facts;
        facts.generator.value.adds_prefix(facts, self.site.page(self.id), self.link)
    }

    fn internal(&mut self, text: &str) -> Resolved {
        if self.site.entry(self.on).placement.route == Route::None {
            self.note(|| {
                "no page of its own is made from this file: where its links lead depends on the page that shows it".into()
            });
            return Resolved::to(Target::Skipped(Reason::NoAddress));
        }
        let url = Url::split(text);
        if url.path.is_empty() {
            return Resolved::to(self.fragment(Target::Page(self.on), url.fragment));
        }
        // An address that the generator made counts from the site's own top.
        let mut absolute = url.path.starts_with('/');
        let (path, instead_of) = match self.rewritten(&url) {
            Rewrite::Page { page, note, instead_of } => {
                self.note(|| format!("{} reads it as {note}", self.site.facts.generator.value.title()));
                return Resolved { instead_of, ..Resolved::to(self.arrive(page, url.fragment)) };
            }
            Rewrite::File(path) => {
                self.note(|| format!("{} takes the file `{path}`", self.site.facts.generator.value.title()));
                let target = self.site.asset(path.as_str()).map_or(Target::NoSuchAsset, Target::Asset);
                return Resolved::to(target);
            }
            Rewrite::Nothing => {
                self.note(|| format!("{} finds no page for it", self.site.facts.generator.value.title()));
                return Resolved::to(Target::NoSuchReference);
            }
            Rewrite::Url(path) => {
                absolute = false;
                (path, None)
            }
            Rewrite::Elsewhere => {
                self.note(|| format!("{} shows something else there", self.site.facts.generator.value.title()));
                return Resolved::to(Target::External);
            }
            Rewrite::AsIs => match url::join(&self.base(), url.path).or_else(|| self.below_prefix(&url)) {
                Some(path) => (path, None),
                None => return self.above_root(&url),
            },
        };
        let decoded = url::decode(&path).into_owned();
        if self.steps.is_some() {
            let base = self.base();
            self.note(|| format!("a browser on `{base}` asks for `{decoded}`"));
        }
        let (path, lacks_prefix) = self.without_prefix(&decoded, absolute);
        let resolved = self.lookup(&path, &url);
        Resolved { lacks_prefix, instead_of, ..resolved }
    }

    /// Where a path leads that climbs above the site's top folder, into what the site is published under, and back.
    fn below_prefix(&self, url: &Url<'_>) -> Option<String> {
        let prefix = self.site.facts.prefix.value.as_str();
        let path = url::join(&format!("{prefix}{}", self.base()), url.path)?;
        path.strip_prefix(prefix).filter(|path| path.starts_with('/')).map(str::to_owned)
    }

    /// Too many `../`: where the site begins at the top of its host, browsers stay there, and the link may work all the same.
    fn above_root(&mut self, url: &Url<'_>) -> Resolved {
        let facts = &self.site.facts;
        if facts.generator.value.serves_folders() || !facts.prefix.value.is_empty() {
            return Resolved::to(Target::Outside);
        }
        let path = url::join_at_top(&self.base(), url.path);
        self.note(|| format!("a browser stops at the top and asks for `{path}`"));
        let resolved = self.lookup(&url::decode(&path), url);
        if resolved.is_broken() { Resolved::to(Target::Outside) } else { resolved }
    }

    /// Takes the path off that the site is published under.
    fn without_prefix(&mut self, path: &str, absolute: bool) -> (String, bool) {
        let prefix = &self.site.facts.prefix.value;
        // What puts the prefix in front does so whether or not it stands there already.
        if prefix.is_empty() || !absolute || self.adds_prefix() {
            return (path.to_owned(), false);
        }
        match path.strip_prefix(prefix.as_str()) {
            Some("") => ("/".to_owned(), false),
            Some(rest) if rest.starts_with('/') => (rest.to_owned(), false),
            _ => (path.to_owned(), true),
        }
    }

    fn lookup(&mut self, path: &str, url: &Url<'_>) -> Resolved {
        let site = self.site;
        let generator = site.facts.generator.value;
        match site.routes.get(generator, path) {
            Some(Served::Page(id)) => return Resolved::to(self.fragment(Target::Page(id), url.fragment)),
            Some(Served::Asset(id)) => return Resolved::to(Target::Asset(id)),
            Some(Served::Virtual | Served::Folder) => return Resolved::to(Target::Other),
            Some(Served::Redirect(_)) | None => {}
        }
        if let Some(redirect) = site.routes.redirect(generator, path) {
            let target = self.follow(redirect, path, url.fragment);
            return Resolved { redirect: Some(redirect), ..Resolved::to(target) };
        }
        if let Some(id) = site.routes.withheld(generator, path) {
            return Resolved::to(Target::Unpublished(id));
        }
        if let Some(served) = site.routes.other_case(generator, path)
            && !matches!(served, Served::Redirect(_))
        {
            return Resolved::to(Target::OtherCase(served));
        }
        if site.routes.may_be_computed(path) {
            return Resolved::to(Target::Skipped(Reason::ComputedRoute));
        }
        let missing = self.missing(path, url);
        let unsure = missing == Target::NoSuchAsset && site.facts.more_statics;
        Resolved::to(if unsure { Target::Skipped(Reason::Configuration) } else { missing })
    }

    /// Nothing is there: says what kind of thing was looked for.
    fn missing(&mut self, path: &str, url: &Url<'_>) -> Target {
        let site = self.site;
        let own = self.site.page(self.on);
        let beside = |path: &str| own.path.parent().join(path);
        let decoded = url::decode(url.path);
        let name = path.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let is_page = matches!(extension.to_ascii_lowercase().as_str(), "md" | "markdown" | "mdx" | "html" | "htm" | "");
        let shows = self.link.image || !is_page && extension.len() <= 5 && extension.chars().all(|c| c.is_ascii_alphanumeric());
        // A picture may be taken from beside the page by an image pipeline that only a build knows.
        if shows
            && !site.facts.generator.value.serves_folders()
            && let Some(id) = site.pipeline_asset(own, &decoded)
        {
            self.note(|| "the file exists among the sources".to_owned());
            return Target::Asset(id);
        }
        if looks_like_host(url.path) && !url.path.starts_with(['/', '.']) {
            return Target::Malformed(Malformed::NoScheme);
        }
        if !url.path.starts_with('/')
            && let Some(file) = beside(&decoded).and_then(|path| site.file_in_other_case(path.as_str()))
            && matches!(extension, "md" | "mdx" | "markdown")
            && let Some(id) = site.find(file.as_str())
            && beside(&decoded).is_some_and(|path| path.as_str() != file.as_str())
        {
            return Target::OtherCase(Served::Page(id));
        }
        match extension.to_ascii_lowercase().as_str() {
            _ if self.link.image || self.link.kind == LinkKind::HtmlResource => Target::NoSuchAsset,
            "md" | "mdx" | "markdown" => Target::NoSuchFile,
            _ if site.facts.generator.value.serves_folders() && !url.path.starts_with('/') => Target::NoSuchFile,
            _ if shows => Target::NoSuchAsset,
            _ => Target::NoSuchPage,
        }
    }

    fn published(&self, id: PageId) -> Target {
        let placement = &self.site.entry(id).placement;
        if placement.withheld.is_some() || placement.route == Route::None { Target::Unpublished(id) } else { Target::Page(id) }
    }

    /// A page that the link surely means, and the fragment on it.
    fn arrive(&mut self, id: PageId, fragment: Option<&str>) -> Target {
        match self.published(id) {
            Target::Page(id) => self.fragment(Target::Page(id), fragment),
            target => target,
        }
    }

    /// Follows redirects to their end.
    fn follow(&mut self, first: u32, path: &str, fragment: Option<&str>) -> Target {
        let site = self.site;
        let Arrival { end, fragment: given, way } = site.follow(first, path);
        for redirect in way.iter().filter_map(|&redirect| site.redirects.get(redirect as usize)) {
            self.note(|| format!("a redirect in {}", redirect.path));
        }
        match end {
            End::Served(Served::Page(id)) => self.arrive(id, given.as_deref().or(fragment)),
            End::Served(Served::Asset(id)) => Target::Asset(id),
            End::Served(_) => Target::Other,
            End::External => Target::External,
            End::Unknown => Target::Skipped(Reason::ComputedRoute),
            End::Nowhere | End::Loop => Target::NoSuchPage,
            End::Outside => Target::Outside,
        }
    }

    /// Holds the fragment against the page it leads to.
    fn fragment(&mut self, target: Target, fragment: Option<&str>) -> Target {
        let (Target::Page(id), Some(fragment)) = (target, fragment.filter(|fragment| !fragment.is_empty())) else {
            return target;
        };
        if self.link.image {
            return target;
        }
        let site = self.site;
        let found = site.anchors(id).find(&site.facts, site.page(id), fragment);
        self.note(|| format!("looks for the anchor `{fragment}` in {}", site.page(id).path));
        let hidden = site.entry(id).placement.hidden_body.is_some();
        match found {
            Fragment::Found if hidden && site.anchors(id).place(fragment).is_some() => Target::HiddenBody(id),
            Fragment::Found => target,
            Fragment::Unknown => Target::Skipped(Reason::TemplateAnchor),
            Fragment::Missing if hidden => Target::HiddenBody(id),
            Fragment::Missing => Target::NoSuchAnchor(id),
        }
    }
}

impl Site {
    /// A file among the sources that an image pipeline would find: beside the page, below a content root, or from the
    /// project's root. Only where the configuration uses such a pipeline, or could not be read in full.
    fn pipeline_asset(&self, page: &crate::page::Page, path: &str) -> Option<u32> {
        let facts = &self.facts;
        if !facts.has_image_pipeline() {
            return None;
        }
        let beside = page.path.parent().join(path).filter(|_| !path.starts_with('/'));
        let content = facts.content.value.iter().filter_map(|root| root.join(path));
        let root = crate::path::SitePath::new(path);
        beside.into_iter().chain(content).chain(root).find_map(|path| self.asset(path.as_str()))
    }
}
