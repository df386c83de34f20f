//! The potential: what the client could buy, as stated, and the form that states it.

use clientela_texts::format;

use super::AccountPage;
use crate::urls;

pub(super) struct AmountField {
    pub name: &'static str,
    pub label: String,
    pub value: String,
    pub error: Option<&'static str>,
}

impl AccountPage {
    pub(super) fn potential_text(&self) -> String {
        let t = self.t;
        let Some(potential) = &self.view.potential else {
            return t.get("account-potential-unknown").into_owned();
        };
        let money = |amount| format::money_whole(t.language, amount, potential.currency);
        t.with(
            "account-potential-stated",
            &[
                ("low", &money(potential.low)),
                ("likely", &money(potential.likely)),
                ("high", &money(potential.high)),
                ("source", &potential.source),
                ("author", &potential.author),
                ("day", &format::day(t.language, potential.day)),
            ],
        )
    }

    pub(super) fn potential_action(&self) -> String {
        urls::account_potential(self.view.id)
    }

    pub(super) fn potential_fields(&self) -> Vec<AmountField> {
        let field = |name: &'static str, label: &str, value: &str| AmountField {
            name,
            label: self.t.get(label).into_owned(),
            value: value.to_owned(),
            error: self
                .typed
                .errors
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, message)| *message),
        };
        vec![
            field("low", "account-potential-low", &self.typed.potential.low),
            field(
                "likely",
                "account-potential-likely",
                &self.typed.potential.likely,
            ),
            field("high", "account-potential-high", &self.typed.potential.high),
        ]
    }
}
