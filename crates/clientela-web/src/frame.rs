//! What surrounds every page: navigation, bars, language, theme, messages.

use askama::Template;
use clientela_texts::{Language, Texts, format};

use crate::markup::{Markup, hidden};
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
    /// Need for a key account manager, managers, hand-over.
    NeedForKam,
    /// Concentration.
    Concentration,
    /// Imports.
    Imports,
    /// Settings.
    Settings,
    /// Help; in the top bar.
    Help,
    /// None of them.
    Elsewhere,
}

/// One link of the navigation.
pub struct NavigationLink {
    /// Where it leads.
    pub href: &'static str,
    /// Its name, a message id.
    pub name: &'static str,
    /// Its icon.
    pub icon: Markup,
    /// Which place it is.
    pub area: Area,
}

/// The navigation, in order.
#[must_use]
pub fn navigation() -> Vec<NavigationLink> {
    use crate::markup::icon;
    let link = |href, name, icon, area| NavigationLink {
        href,
        name,
        icon,
        area,
    };
    vec![
        link(urls::HOME, "nav-home", icon("home"), Area::Home),
        link(
            urls::ACCOUNTS,
            "nav-accounts",
            icon("building-store"),
            Area::Accounts,
        ),
        link(
            urls::KEY_ACCOUNTS,
            "nav-key-accounts",
            icon("shield-check"),
            Area::KeyAccounts,
        ),
        link(urls::PEOPLE, "nav-people", icon("users"), Area::People),
        link(
            urls::NEXT_STEPS,
            "nav-next-steps",
            icon("checklist"),
            Area::NextSteps,
        ),
        link(
            urls::ACTIVITY,
            "nav-activity",
            icon("history"),
            Area::Activity,
        ),
        link(
            urls::NEED,
            "nav-need",
            icon("help-circle"),
            Area::NeedForKam,
        ),
        link(
            urls::CONCENTRATION,
            "nav-concentration",
            icon("chart-line"),
            Area::Concentration,
        ),
        link(
            urls::IMPORTS,
            "nav-imports",
            icon("file-import"),
            Area::Imports,
        ),
        link(
            urls::SETTINGS,
            "nav-settings",
            icon("settings"),
            Area::Settings,
        ),
    ]
}

/// A shortcut: physical keys, what it does (message id), where it goes or what it focuses.
pub struct Shortcut {
    /// Physical keys as `event.code`, a chord parted by a space.
    pub keys: &'static str,
    /// As printed on the help page.
    pub shown: &'static str,
    /// What it does, a message id.
    pub name: &'static str,
    /// Address it opens; empty when it focuses something.
    pub go: &'static str,
    /// Selector it focuses.
    pub focus: &'static str,
    /// Only with Shift.
    pub shift: bool,
}

/// All shortcuts; the script binds this very table and the help page prints it.
pub const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        keys: "Slash",
        shown: "/",
        name: "shortcut-search",
        go: "",
        focus: "[data-search]",
        shift: false,
    },
    Shortcut {
        keys: "KeyZ",
        shown: "z",
        name: "shortcut-undo",
        go: "",
        focus: ".toast form button, .notice-done button",
        shift: false,
    },
    shortcut("KeyG KeyM", "g m", "nav-home", urls::HOME),
    shortcut("KeyG KeyN", "g n", "nav-next-steps", urls::NEXT_STEPS),
    shortcut("KeyG KeyA", "g a", "nav-activity", urls::ACTIVITY),
    shortcut("Equal", "+", "nav-add", urls::ADD),
    shortcut("KeyG KeyC", "g c", "nav-accounts", urls::ACCOUNTS),
    shortcut("KeyG KeyK", "g k", "nav-key-accounts", urls::KEY_ACCOUNTS),
    shortcut("KeyG KeyP", "g p", "nav-people", urls::PEOPLE),
    shortcut("KeyG KeyD", "g d", "nav-concentration", urls::CONCENTRATION),
    shortcut("KeyG KeyE", "g e", "nav-need", urls::NEED),
    shortcut("KeyG KeyI", "g i", "nav-imports", urls::IMPORTS),
    shortcut("KeyG KeyS", "g s", "nav-settings", urls::SETTINGS),
    shortcut("KeyG KeyH", "g h", "nav-help", urls::HELP),
];

const fn shortcut(
    keys: &'static str,
    shown: &'static str,
    name: &'static str,
    go: &'static str,
) -> Shortcut {
    Shortcut {
        keys,
        shown,
        name,
        go,
        focus: "",
        shift: false,
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
    /// Seconds after which the page loads itself again without script, for running work.
    pub refresh_seconds: Option<u32>,
}

impl Frame {
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

    /// Links of the navigation.
    #[must_use]
    pub fn navigation(&self) -> Vec<NavigationLink> {
        navigation()
    }

    /// Shortcuts as the script reads them.
    #[must_use]
    pub fn shortcuts_json(&self) -> String {
        let table: Vec<_> = SHORTCUTS
            .iter()
            .map(|one| {
                serde_json::json!({ "keys": one.keys, "go": one.go, "focus": one.focus, "shift": one.shift })
            })
            .collect();
        serde_json::Value::from(table).to_string()
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
