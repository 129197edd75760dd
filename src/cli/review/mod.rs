//! `handbook review`: what is to be read again, by whom, and when.

mod calendar;
mod table;
mod text;

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ReviewArgs, ReviewFormat},
    open::Opening,
};
use crate::{
    generator::{PageId, Route},
    session::Session,
    site::{Due, PageOwners, Review, Site, same_owner},
};
use jiff::civil::Date;
use std::io::Write;

/// A page to be reviewed.
struct Item<'s> {
    id: PageId,
    due: Due<'s>,
    owners: PageOwners<'s>,
}

/// What there is to tell.
struct Listing<'s> {
    site: &'s Site,
    today: Date,
    /// By day, then by path.
    items: Vec<Item<'s>>,
    /// How many are due later than those listed.
    later: usize,
    /// The pages that settings are about and that name no day.
    undated: Vec<PageId>,
    /// How many pages say when in a way that cannot be read.
    unreadable: usize,
    /// The owners asked for; empty for all.
    wanted: &'s [String],
}

/// Lists the pages that are due.
pub(super) fn run(args: &ReviewArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    let opened = Opening::new(&args.path, global, terminal).and_then(|opening| opening.session(terminal, global.verbosity()));
    let mut session = match opened {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    if let Some(today) = args.clock.today {
        session = session.on(today);
    }
    let listing = Listing::new(&session, args);
    let mut out = terminal.stdout();
    let written = match args.format {
        ReviewFormat::Text => text::write(&mut out, &listing),
        ReviewFormat::Json => table::json(&mut out, &listing),
        ReviewFormat::Csv => table::csv(&mut out, &listing),
        ReviewFormat::Icalendar => calendar::write(&mut out, &listing),
    };
    let exit = terminal.finish(written.and_then(|()| out.flush()));
    if args.format != ReviewFormat::Text && !session.site().has_reviews() {
        terminal.warn("nothing says when pages are to be reviewed: add a [review] table to handbook.toml");
    }
    let overdue = listing.items.iter().any(|item| item.due.is_overdue(listing.today));
    if exit == Exit::Clean && args.exit_non_zero && overdue { Exit::Findings } else { exit }
}

impl<'s> Listing<'s> {
    fn new(session: &'s Session, args: &'s ReviewArgs) -> Self {
        let (site, today) = (session.site(), session.today());
        let until = match args.within {
            Some(within) => within.after(today).unwrap_or(Date::MAX),
            None if args.all || args.format == ReviewFormat::Icalendar => Date::MAX,
            None => today,
        };
        let wanted = args.owner.as_slice();
        let mut listing = Self { site, today, items: Vec::new(), later: 0, undated: Vec::new(), unreadable: 0, wanted };
        for id in 0..site.pages.len() as PageId {
            match site.review(id) {
                Some(Review::Due(due)) => {
                    let owners = site.owners(id);
                    if !wanted.is_empty()
                        && !owners.names.iter().any(|(name, _)| wanted.iter().any(|wanted| same_owner(name, wanted)))
                    {
                        continue;
                    }
                    if due.day > until {
                        listing.later += 1;
                    } else {
                        listing.items.push(Item { id, due, owners });
                    }
                }
                Some(Review::Unreadable { .. }) => listing.unreadable += 1,
                None if wanted.is_empty() && site.is_unreviewed(id) => listing.undated.push(id),
                None => {}
            }
        }
        // The pages are in the order of their paths.
        listing.items.sort_by_key(|item| item.due.day);
        listing
    }

    /// Those of a page's owners who were asked for.
    fn owners(&self, item: &Item<'s>) -> Vec<&'s str> {
        let asked = |name: &str| self.wanted.is_empty() || self.wanted.iter().any(|wanted| same_owner(name, wanted));
        item.owners.names.iter().map(|(name, _)| *name).filter(|name| asked(name)).collect()
    }

    fn source(&self, item: &Item<'s>) -> &'s str {
        self.site.page(item.id).path.as_str()
    }

    fn title(&self, item: &Item<'s>) -> String {
        let title = self.site.entry(item.id).title();
        title.split(|c: char| c.is_control() || c == ' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Where readers find it: with the site's own address, if that is known.
    fn address(&self, item: &Item<'s>) -> Option<String> {
        let entry = self.site.entry(item.id);
        let Route::At(url) = &entry.placement.route else { return None };
        let host = self.site.facts.base_url.value.as_deref()?;
        Some(format!("{host}{}{}", self.site.facts.prefix.value, crate::generator::url::encode(url)))
    }

    /// Days since it was due; negative for what comes later.
    fn days(&self, item: &Item<'s>) -> i32 {
        item.due.day.until(self.today).map_or(0, |span| span.get_days())
    }
}
