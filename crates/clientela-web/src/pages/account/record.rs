//! What the book holds about the client itself: codes, numbers, days, and how its status moved.

use clientela_domain::day::Date;
use clientela_domain::sector::Sector;
use clientela_texts::format;

use super::{AccountPage, Fact};
use crate::pages::shared::{SelectOption, verdict_name};
use crate::urls;

pub(super) struct HistoryEntry {
    pub iso: String,
    pub day: String,
    pub text: String,
}

impl AccountPage {
    pub(super) fn data(&self) -> Vec<Fact> {
        let t = self.t;
        let known = |text: &str| {
            if text.is_empty() {
                self.unknown()
            } else {
                text.to_owned()
            }
        };
        let fact = |id: &str, value: String| Fact {
            name: t.get(id).into_owned(),
            value,
        };
        let view = &self.view;
        let first = |day: Option<Date>| {
            day.map_or_else(|| self.unknown(), |day| format::day(t.language, day))
        };
        vec![
            fact("account-codes", known(&view.codes.join(", "))),
            fact("account-registration", known(&view.registration_number)),
            fact("account-vat", known(&view.vat_number)),
            fact("accounts-city", known(&view.city)),
            fact("account-sector", self.sector_name()),
            fact(
                "account-representative",
                known(&view.sales_representatives.join(", ")),
            ),
            fact("account-first-sale", first(view.first_day)),
            fact("account-last-sale", first(view.last_day)),
        ]
    }

    fn sector_name(&self) -> String {
        let id = self
            .view
            .sector
            .map_or("account-sector-unknown", Sector::message_id);
        self.t.get(id).into_owned()
    }

    pub(super) fn sector_action(&self) -> String {
        urls::account_sector(self.view.id)
    }

    /// What can be chosen: not stated, and every sector.
    pub(super) fn sectors(&self) -> Vec<SelectOption> {
        let option = |value: &str, message: &str, selected| SelectOption {
            value: value.to_owned(),
            name: self.t.get(message).into_owned(),
            selected,
        };
        let none = option("", "account-sector-unknown", self.view.sector.is_none());
        let of = |one: Sector| option(one.id(), one.message_id(), self.view.sector == Some(one));
        [none]
            .into_iter()
            .chain(Sector::ALL.into_iter().map(of))
            .collect()
    }

    pub(super) fn history(&self) -> Vec<HistoryEntry> {
        let t = self.t;
        let entry = |one: &crate::views::StatusChange| HistoryEntry {
            iso: one.day.to_string(),
            day: format::day(t.language, one.day),
            text: t.with(
                "account-history-entry",
                &[
                    ("verdict", &verdict_name(t, one.verdict)),
                    ("score", &format::interval(t.language, one.low, one.high, 2)),
                    ("cause", &t.get(&format!("cause-{}", one.cause))),
                ],
            ),
        };
        self.view.history.iter().map(entry).collect()
    }
}
