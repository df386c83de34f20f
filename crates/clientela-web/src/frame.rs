//! What surrounds every page: navigation, bars, language, theme, messages.

use askama::Template;
use clientela_texts::{Language, Texts, format};

use crate::markup::{Markup, hidden};
use crate::navigation::{self, Place};
use crate::shortcuts::{Act, Scope, Shortcut, shortcuts};
use crate::views::{FirmView, UserView};
use crate::{assets, csrf, urls};

/// The theme somebody chose; without a choice the system decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The code, as in `data-theme` and the cookie; empty for the system's.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a code; anything else is the system's.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// Places of the navigation. Only pages that exist are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The front page.
    Home,
    /// All clients.
    Accounts,
    /// Key clients.
    KeyAccounts,
    /// People at clients.
    People,
    /// What happened.
    Activity,
    /// What is to be done.
    NextSteps,
    /// The plan of activity.
    Week,
    /// What is owed.
    Obligations,
    /// Confidentiality, walls, conflicts of interest.
    Confidentiality,
    /// What is given and received.
    Gifts,
    /// How both sides support each other.
    Support,
    /// What was agreed.
    Agreements,
    /// What waits for the director.
    Approvals,
    /// Who may become a client.
    Prospects,
    /// What clients and prospects may buy.
    Opportunities,
    /// What hurts clients.
    Problems,
    /// What threatens the business with them.
    Threats,
    /// Who else sells to them.
    Competitors,
    /// The market and our brand.
    Market,
    /// How satisfied they are.
    Satisfaction,
    /// Need for a key account manager, managers, hand-over.
    NeedForKam,
    /// Concentration.
    Concentration,
    /// What was promised against what was done.
    Execution,
    /// How strong the book is.
    Authority,
    /// The endless chain.
    Chain,
    /// Those who find prospects for a fee.
    Spotters,
    /// What people saw and read.
    Observations,
    /// Imports.
    Imports,
    /// Records that may be the same.
    Duplicates,
    /// What was changed.
    Journal,
    /// What was removed and can come back.
    Trash,
    /// Settings.
    Settings,
    /// Help; in the top bar.
    Help,
    /// None of them.
    Elsewhere,
}

/// A place of the navigation on one page.
pub struct RailLink {
    /// The place.
    pub place: &'static Place,
    /// The page is of this area.
    pub is_here: bool,
}

/// The places of one group, in their order.
pub struct RailGroup {
    /// The name under which they fold away, a message id.
    pub name: Option<&'static str>,
    /// Its places.
    pub links: Vec<RailLink>,
}

impl RailGroup {
    /// The page is in this group: its places are in sight.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.links.iter().any(|link| link.is_here)
    }
}

/// Something just done, said once on the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The message.
    pub text: String,
    /// Position in the journal of what was done, when it can be undone.
    pub undo: Option<i64>,
}

/// What the layout needs of every page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Texts of the page's language.
    pub t: Texts,
    /// The chosen theme.
    pub theme: Theme,
    /// Title of the page, without the product's name.
    pub title: String,
    /// Place in the navigation.
    pub area: Area,
    /// The firm.
    pub firm: FirmView,
    /// Who is signed in.
    pub user: Option<UserView>,
    /// Secret of the session or of the visitor, from which CSRF tokens are made.
    pub secret: String,
    /// Address of this page, for forms that come back to it.
    pub here: String,
    /// Something just done.
    pub flash: Option<Flash>,
    /// What was searched for.
    pub search: String,
    /// Single keys do nothing; the user switched them off.
    pub keys_off: bool,
    /// Seconds after which the page loads itself again without script, for running work.
    pub refresh_seconds: Option<u32>,
}

impl Frame {
    /// True for whoever imports files.
    #[must_use]
    pub fn may_import(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.may_import)
    }

    /// True for whoever changes the settings of the firm.
    #[must_use]
    pub fn may_set(&self) -> bool {
        self.user.as_ref().is_some_and(|user| user.is_administrator)
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.t.language
    }

    /// The language one can switch to.
    #[must_use]
    pub fn other_language(&self) -> Language {
        self.t.language.other()
    }

    /// The hidden field every form carries.
    #[must_use]
    pub fn csrf_field(&self) -> Markup {
        hidden(csrf::FIELD, csrf::token(&self.secret))
    }

    /// Where the message's button to undo goes; empty without one.
    #[must_use]
    pub fn undo_action(&self) -> String {
        let position = self.flash.as_ref().and_then(|flash| flash.undo);
        position
            .map(|position| urls::journal_restore(position, &self.here))
            .unwrap_or_default()
    }

    /// The token for scripts.
    #[must_use]
    pub fn csrf_token(&self) -> String {
        csrf::token(&self.secret)
    }

    /// Address of the stylesheet.
    #[must_use]
    pub fn stylesheet(&self) -> String {
        assets::url("app.css")
    }

    /// Address of the script.
    #[must_use]
    pub fn script(&self) -> String {
        assets::url("app.js")
    }

    /// True when the front end has not been built.
    #[must_use]
    pub fn assets_missing(&self) -> bool {
        !assets::are_built()
    }

    /// Symbols of the icons and the hatch of what is stated without proof.
    #[must_use]
    pub fn sprite(&self) -> Markup {
        Markup::safe(format!(
            r#"<svg class="sprite-host" width="0" height="0" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="b-hatch" d="M2.5 0v5"/></pattern>{}</defs></svg>"#,
            assets::sprite()
        ))
    }

    /// The laurel of the product.
    #[must_use]
    pub fn laurel(&self) -> Markup {
        Markup::safe(LAUREL)
    }

    /// Places of the navigation, group by group.
    #[must_use]
    pub fn navigation(&self) -> Vec<RailGroup> {
        let places = navigation::rail(self.user.as_ref());
        let link = |place: &&'static Place| RailLink {
            place,
            is_here: place.area == self.area,
        };
        places
            .chunk_by(|one, next| one.group == next.group)
            .map(|group| RailGroup {
                name: group.first().and_then(|place| place.group.name()),
                links: group.iter().map(link).collect(),
            })
            .collect()
    }

    /// True when the place is one of those a phone keeps behind "more".
    #[must_use]
    pub fn is_in_more(&self) -> bool {
        let here = |link: &RailLink| link.is_here && !link.place.on_phone;
        let groups = self.navigation();
        groups.iter().flat_map(|group| &group.links).any(here)
    }

    /// Shortcuts as the script reads them.
    #[must_use]
    pub fn shortcuts_json(&self) -> String {
        let table: Vec<_> = shortcuts(self.user.as_ref())
            .iter()
            .filter(|one| one.act != Act::Send && (one.ctrl || !self.keys_off))
            .map(Shortcut::json)
            .collect();
        serde_json::Value::from(table).to_string()
    }

    /// Shortcuts of one part of the sheet.
    #[must_use]
    pub fn shortcuts(&self, scope: &Scope) -> Vec<Shortcut> {
        let mut table = shortcuts(self.user.as_ref());
        table.retain(|one| one.scope == *scope);
        table
    }

    /// Who it is, for what the browser keeps for them alone.
    #[must_use]
    pub fn user_id(&self) -> String {
        let user = self.user.as_ref();
        user.map_or_else(String::new, |user| user.id.to_string())
    }

    /// Totals, shares and ranks are over the clients the reader sees.
    #[must_use]
    pub fn sees_part(&self) -> bool {
        self.user
            .as_ref()
            .is_some_and(|user| !user.sees_firm_totals)
    }

    /// Under the navigation: up to when the sales reach.
    #[must_use]
    pub fn sales_to(&self) -> String {
        match self.firm.sales_to {
            Some(day) => self
                .t
                .with1("rail-sales-to", "day", format::day(self.language(), day)),
            None => self.t.get("rail-no-sales").into_owned(),
        }
    }
}

/// Renders a page; a template that cannot be written is a failure of ours, not of the user.
///
/// # Errors
/// When formatting fails.
pub fn render(
    page: &impl Template,
) -> Result<axum::response::Html<String>, crate::error::WebError> {
    page.render()
        .map(axum::response::Html)
        .map_err(|source| crate::error::WebError::failed("rendering a page", source))
}

const LAUREL: &str = r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 21C6.5 20.5 3.5 16.5 4.5 10M12 21c5.5-.5 8.5-4.5 7.5-11"/><path d="M4.5 10C3 8.5 3 6.5 4 5c1.5 1.2 1.8 3.2.5 5ZM19.5 10C21 8.5 21 6.5 20 5c-1.500 1.200-1.800 3.200-.5 5ZM5.200 14.500C3.500 14 2.500 12.700 2.300 11M18.800 14.500c1.700-.5 2.700-1.800 2.900-3.500M7.500 18.300c-1.700.3-3.200-.2-4.200-1.500M16.500 18.300c1.700.3 3.200-.2 4.200-1.500M7 12.500c1.200-1 1.300-2.500.6-4M17 12.500c-1.200-1-1.300-2.500-.6-4M9 16.500c1-1.200.9-2.600 0-3.900M15 16.500c-1-1.200-.9-2.600 0-3.900"/></svg>"#;
