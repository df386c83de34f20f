//! Every place of the navigation, in one table: rail, bottom bar, palette and shortcuts are made of it.

use crate::frame::Area;
use crate::markup::{self, Markup};
use crate::urls;
use crate::views::UserView;

/// Name of an icon of the sprite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Icon(pub &'static str);

impl Icon {
    /// The icon.
    #[must_use]
    pub fn markup(self) -> Markup {
        markup::icon(self.0)
    }
}

/// Where in the navigation a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What today asks for.
    Day,
    /// Clients and their people.
    Clients,
    /// What we and they owe each other, and what was agreed.
    Bond,
    /// What is known of clients and of who else wants them.
    Knowing,
    /// Who may become a client.
    Prospects,
    /// What the figures say.
    Figures,
    /// The book itself: what comes in, what was changed, what is to be cleaned up.
    Data,
    /// Settings.
    Settings,
    /// Not in the rail: only the palette leads there.
    Palette,
}

impl Group {
    /// The name under which its places fold away, a message id; the places of a group without one are always
    /// in sight.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Day | Self::Clients | Self::Settings | Self::Palette => None,
            Self::Bond => Some("nav-group-bond"),
            Self::Knowing => Some("nav-group-knowing"),
            Self::Prospects => Some("nav-group-prospects"),
            Self::Figures => Some("nav-group-figures"),
            Self::Data => Some("nav-group-data"),
        }
    }
}

/// A place one can go to.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Which area it opens.
    pub area: Area,
    /// Where it leads.
    pub href: &'static str,
    /// Its name, a message id.
    pub name: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Physical key after `g`, as `event.code`; empty without one.
    pub key: &'static str,
    /// Where in the navigation.
    pub group: Group,
    /// In the bottom bar of a phone; the others are behind "more".
    pub on_phone: bool,
    /// Who may go there.
    pub open_to: fn(&UserView) -> bool,
}

const fn anybody(_: &UserView) -> bool {
    true
}

const fn importers(user: &UserView) -> bool {
    user.may_import
}

const fn editors(user: &UserView) -> bool {
    user.may_edit
}

const fn administrators(user: &UserView) -> bool {
    user.is_administrator
}

const fn keepers_of_users(user: &UserView) -> bool {
    user.manages_users
}

const fn assigners(user: &UserView) -> bool {
    user.assigns_owners
}

const fn place(
    group: Group,
    area: Area,
    href: &'static str,
    name: &'static str,
    icon: Icon,
    key: &'static str,
) -> Place {
    Place {
        area,
        href,
        name,
        icon,
        key,
        group,
        on_phone: false,
        open_to: anybody,
    }
}

impl Place {
    const fn on_phone(self) -> Self {
        Self {
            on_phone: true,
            ..self
        }
    }

    const fn open_to(self, open_to: fn(&UserView) -> bool) -> Self {
        Self { open_to, ..self }
    }
}

use Group::{Bond, Clients, Data, Day, Figures, Knowing, Palette, Prospects, Settings};

/// The places, in their order. A page that is to be reached by navigation, palette and keys gets its
/// line here, nothing else.
#[rustfmt::skip]
pub const PLACES: &[Place] = &[
    place(Day, Area::Home, urls::HOME, "nav-home", Icon("home"), "KeyM").on_phone(),
    place(Day, Area::NextSteps, urls::NEXT_STEPS, "nav-next-steps", Icon("checklist"), "KeyN").on_phone(),
    place(Day, Area::Week, urls::WEEK, "nav-week", Icon("calendar"), "Digit7"),
    place(Day, Area::Activity, urls::ACTIVITY, "nav-activity", Icon("history"), "KeyA"),
    place(Clients, Area::Accounts, urls::ACCOUNTS, "nav-accounts", Icon("building-store"), "KeyC").on_phone(),
    place(Clients, Area::KeyAccounts, urls::KEY_ACCOUNTS, "nav-key-accounts", Icon("shield-check"), "KeyK"),
    place(Clients, Area::People, urls::PEOPLE, "nav-people", Icon("users"), "KeyP").on_phone(),
    place(Bond, Area::Obligations, urls::OBLIGATIONS, "nav-obligations", Icon("arrows-exchange"), "KeyO"),
    place(Bond, Area::Agreements, urls::AGREEMENTS, "nav-agreements", Icon("notes"), "KeyL"),
    place(Bond, Area::Approvals, urls::APPROVALS, "nav-approvals", Icon("check"), "KeyV"),
    place(Bond, Area::Execution, urls::EXECUTION, "nav-execution", Icon("truck-delivery"), "KeyQ"),
    place(Bond, Area::Support, urls::SUPPORT, "nav-support", Icon("heart-handshake"), "KeyU"),
    place(Bond, Area::Gifts, urls::GIFTS, "nav-gifts", Icon("gift"), "KeyG"),
    place(Bond, Area::Confidentiality, urls::CONFIDENTIALITY, "nav-confidentiality", Icon("shield-lock"), "KeyF"),
    place(Knowing, Area::Problems, urls::PROBLEMS, "nav-problems", Icon("stethoscope"), "KeyX"),
    place(Knowing, Area::Threats, urls::THREATS, "nav-threats", Icon("alert-triangle"), "KeyR"),
    place(Knowing, Area::Satisfaction, urls::SATISFACTION, "nav-satisfaction", Icon("mood-smile"), "KeyY"),
    place(Knowing, Area::Competitors, urls::COMPETITORS, "nav-competitors", Icon("swords"), "Digit2"),
    place(Knowing, Area::Market, urls::MARKET, "nav-market", Icon("speakerphone"), "Digit3"),
    place(Prospects, Area::Prospects, urls::PROSPECTS, "nav-prospects", Icon("user-plus"), "KeyZ"),
    place(Prospects, Area::Opportunities, urls::OPPORTUNITIES, "nav-opportunities", Icon("target-arrow"), "Digit5"),
    place(Prospects, Area::Chain, urls::CHAIN, "chain-title", Icon("users"), "Digit1"),
    place(Prospects, Area::Spotters, urls::SPOTTERS, "nav-spotters", Icon("currency-euro"), "Digit4"),
    place(Prospects, Area::Observations, urls::OBSERVATIONS, "nav-observations", Icon("eye"), "Digit6"),
    place(Figures, Area::Concentration, urls::CONCENTRATION, "nav-concentration", Icon("chart-line"), "KeyD"),
    place(Figures, Area::Authority, urls::AUTHORITY, "authority-title", Icon("building-community"), "KeyW"),
    place(Figures, Area::NeedForKam, urls::NEED, "nav-need", Icon("user-question"), "KeyE"),
    place(Data, Area::Imports, urls::IMPORTS, "nav-imports", Icon("file-import"), "KeyI").open_to(importers),
    place(Data, Area::Duplicates, urls::DUPLICATES, "nav-duplicates", Icon("copy"), "KeyB"),
    place(Data, Area::Journal, urls::JOURNAL, "nav-journal", Icon("notes"), "KeyJ"),
    place(Data, Area::Trash, urls::TRASH, "nav-trash", Icon("trash"), "KeyT"),
    place(Settings, Area::Settings, urls::SETTINGS, "nav-settings", Icon("settings"), "KeyS"),
    place(Palette, Area::Help, urls::HELP, "nav-help", Icon("help-circle"), "KeyH"),
    place(Palette, Area::Authority, urls::BOND_RULES, "bond-rules-title", Icon("building-community"), ""),
    place(Palette, Area::NeedForKam, urls::NEED_MATRIX, "need-matrix", Icon("user-question"), ""),
    place(Palette, Area::NeedForKam, urls::MANAGERS, "nav-managers", Icon("users"), ""),
    place(Palette, Area::NeedForKam, urls::ASSIGNMENT, "assign-title", Icon("users"), "").open_to(administrators),
    place(Palette, Area::Obligations, urls::OBLIGATIONS_CALENDAR, "obligations-calendar", Icon("calendar"), ""),
    place(Palette, Area::Competitors, urls::POSITIONS, "positions-title", Icon("swords"), ""),
    place(Palette, Area::Competitors, urls::CONTESTS, "contests-title", Icon("swords"), ""),
    place(Palette, Area::Competitors, urls::WALLET, "wallet-title", Icon("swords"), ""),
    place(Palette, Area::Market, urls::INCIDENTS, "incidents-title", Icon("speakerphone"), ""),
    place(Palette, Area::Market, urls::REMARKS, "remarks-title", Icon("speakerphone"), ""),
    place(Palette, Area::Prospects, urls::PROSPECT_BOARD, "prospects-board", Icon("user-plus"), ""),
    place(Palette, Area::Prospects, urls::PROSPECT_SOURCES, "prospect-sources-title", Icon("user-plus"), ""),
    place(Palette, Area::Observations, urls::READING, "reading-title", Icon("eye"), ""),
    place(Palette, Area::Prospects, urls::PROSPECT_ASKING, "asking-title", Icon("user-plus"), ""),
    place(Palette, Area::Opportunities, urls::OPPORTUNITY_BOARD, "opportunities-board", Icon("target-arrow"), ""),
    place(Palette, Area::Opportunities, urls::OPPORTUNITY_PIPELINE, "pipeline-title", Icon("target-arrow"), ""),
    place(Palette, Area::Week, urls::ALLOCATION, "allocation-title", Icon("calendar"), ""),
    place(Palette, Area::Week, urls::FOLLOWED, "followed-title", Icon("calendar"), ""),
    place(Palette, Area::Week, urls::WORK_HOURS, "hours-title", Icon("calendar"), ""),
    place(Palette, Area::Week, urls::CALENDAR, "calendar-title", Icon("calendar"), ""),
    place(Palette, Area::Elsewhere, urls::RECENT, "recent-title", Icon("history"), ""),
    place(Palette, Area::Elsewhere, urls::ME, "me-title", Icon("user"), ""),
    place(Palette, Area::Settings, urls::SETTINGS_PEOPLE, "team-people-title", Icon("settings"), "").open_to(keepers_of_users),
    place(Palette, Area::Settings, urls::SETTINGS_TEAMS, "team-teams-title", Icon("settings"), "").open_to(keepers_of_users),
    place(Palette, Area::Settings, urls::SETTINGS_REPRESENTATIVES, "team-representatives-title", Icon("settings"), "").open_to(assigners),
    place(Palette, Area::Settings, urls::SETTINGS_OWNERS, "team-owners-title", Icon("settings"), "").open_to(assigners),
    place(Palette, Area::Settings, urls::SETTINGS_WATCH, "watch-title", Icon("settings"), "").open_to(keepers_of_users),
    place(Palette, Area::Settings, urls::SETTINGS_RHYTHM, "rhythm-title", Icon("settings"), ""),
    place(Palette, Area::Settings, urls::SETTINGS_GIFTS, "gift-settings-title", Icon("settings"), ""),
    place(Palette, Area::Settings, urls::SETTINGS_ON_TIME, "on-time-title", Icon("settings"), ""),
    place(Palette, Area::Settings, urls::SETTINGS_APPROVALS, "approval-settings-title", Icon("settings"), ""),
    place(Palette, Area::People, urls::PEOPLE_RETENTION, "retention-title", Icon("users"), ""),
    place(Palette, Area::Help, urls::COMPONENTS, "components-title", Icon("help-circle"), ""),
];

/// Something one can begin without choosing a record first.
#[derive(Clone, Copy, Debug)]
pub struct Beginning {
    /// Where it is done.
    pub href: &'static str,
    /// What it is, a message id; further words by which it is found are the message `<name>-words`.
    pub name: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Who may.
    pub open_to: fn(&UserView) -> bool,
}

/// What one can begin, in order.
#[rustfmt::skip]
pub const BEGINNINGS: &[Beginning] = &[
    Beginning { href: urls::ADD, name: "palette-jot", icon: Icon("pencil"), open_to: editors },
    Beginning { href: urls::OBLIGATION_NEW, name: "palette-promise", icon: Icon("arrows-exchange"), open_to: editors },
    Beginning { href: urls::AGREEMENT_NEW, name: "palette-agreement", icon: Icon("notes"), open_to: editors },
    Beginning { href: urls::SUPPORT_NEW, name: "palette-support", icon: Icon("heart-handshake"), open_to: editors },
    Beginning { href: urls::PROBLEM_NEW, name: "palette-problem", icon: Icon("stethoscope"), open_to: editors },
    Beginning { href: urls::THREAT_NEW, name: "palette-threat", icon: Icon("alert-triangle"), open_to: editors },
    Beginning { href: urls::POSITION_NEW, name: "palette-position", icon: Icon("swords"), open_to: editors },
    Beginning { href: urls::CONTEST_NEW, name: "palette-contest", icon: Icon("swords"), open_to: editors },
    Beginning { href: urls::INCIDENT_NEW, name: "palette-incident", icon: Icon("speakerphone"), open_to: editors },
    Beginning { href: urls::REMARK_NEW, name: "palette-remark", icon: Icon("speakerphone"), open_to: editors },
    Beginning { href: urls::PROSPECT_CAPTURE, name: "palette-prospect-jot", icon: Icon("pencil"), open_to: editors },
    Beginning { href: urls::PROSPECT_NEW, name: "palette-prospect", icon: Icon("user-plus"), open_to: editors },
    Beginning { href: urls::OPPORTUNITY_NEW, name: "palette-opportunity", icon: Icon("target-arrow"), open_to: editors },
    Beginning { href: urls::GIFT_NEW, name: "palette-gift", icon: Icon("gift"), open_to: editors },
    Beginning { href: urls::ACCOUNT_NEW, name: "palette-new-client", icon: Icon("plus"), open_to: editors },
    Beginning { href: urls::PERSON_NEW, name: "palette-new-person", icon: Icon("plus"), open_to: editors },
    Beginning { href: urls::IMPORT_NEW, name: "palette-import", icon: Icon("file-import"), open_to: importers },
];

/// Places of the rail this user may go to, in order.
#[must_use]
pub fn rail(user: Option<&UserView>) -> Vec<&'static Place> {
    let open = |place: &&Place| {
        place.group != Group::Palette && user.is_none_or(|user| (place.open_to)(user))
    };
    PLACES.iter().filter(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_phone_has_four_places_and_more_and_no_key_stands_twice() {
        assert_eq!(PLACES.iter().filter(|place| place.on_phone).count(), 4);
        let keys: Vec<&str> = PLACES
            .iter()
            .map(|place| place.key)
            .filter(|key| !key.is_empty())
            .collect();
        let different: BTreeSet<&&str> = keys.iter().collect();
        assert_eq!(different.len(), keys.len(), "{keys:?}");
        let addresses: BTreeSet<&str> = PLACES.iter().map(|place| place.href).collect();
        assert_eq!(addresses.len(), PLACES.len());
        assert!(
            PLACES
                .iter()
                .all(|place| place.group == Group::Palette || !place.key.is_empty())
        );
    }
}
