//! What the book holds about the client itself: codes, numbers, days, and how its status moved.

use clientela_domain::day::Date;
use clientela_texts::format;

use super::{AccountPage, Fact};
use crate::pages::shared::verdict_name;

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
            fact(
                "account-representative",
                known(&view.sales_representatives.join(", ")),
            ),
            fact("account-first-sale", first(view.first_day)),
            fact("account-last-sale", first(view.last_day)),
        ]
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
