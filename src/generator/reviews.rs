//! When pages are to be read again, and by whom, as far as it is known before the pages are.

use crate::config::ReviewSettings;

/// When pages are to be read again, and by whom.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    /// What the generator brings along, then what `handbook.toml` says. Of those about a page a later one goes before an earlier
    /// one, setting by setting; without any, no page is ever due.
    pub settings: Vec<ReviewSettings>,
    /// Whether intervals are read and days are counted as the GOV.UK tech docs template does.
    pub tech_docs: bool,
    /// Who owns a page that names nobody, and the file that says so.
    pub default_owner: Option<(String, &'static str)>,
}
