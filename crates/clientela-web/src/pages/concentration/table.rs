//! The clients as a table: the twin of the chart, and where clients are ticked for the trial.

use clientela_domain::ids::AccountId;
use clientela_texts::format;

use super::{ConcentrationPage, ROWS_SHOWN, address, value_head};
use crate::pages::shared::class_name;
use crate::urls;
use crate::views::{ConcentrationRequest, ConcentrationRow};

pub(super) struct Row {
    pub id: AccountId,
    pub href: String,
    pub name: String,
    pub take_out: String,
    pub rank: String,
    pub class: String,
    pub value: String,
    pub share: String,
    pub cumulative: String,
    pub trial: String,
    pub out: bool,
}

impl ConcentrationPage {
    pub(super) fn value_head(&self) -> String {
        let sign = format::currency_sign(self.view.currency);
        self.t
            .with1(value_head(self.view.measure), "currency", sign)
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        let (t, language) = (self.t, self.t.language);
        let shown = if self.request.all {
            self.view.rows.len()
        } else {
            ROWS_SHOWN
        };
        let row = |row: &ConcentrationRow| Row {
            id: row.id,
            href: urls::account(row.id),
            name: row.name.clone(),
            take_out: t.with1("concentration-take-out-name", "name", row.name.as_str()),
            rank: format::integer(language, row.rank.into()),
            class: class_name(t, row.class),
            value: format::amount_whole(language, row.value),
            share: format::share_number(language, row.share),
            cumulative: format::share_number(language, row.cumulative),
            trial: row
                .trial_cumulative
                .map_or_else(String::new, |one| format::share_number(language, one)),
            out: self.request.without.contains(&row.id),
        };
        self.view.rows.iter().take(shown).map(row).collect()
    }

    pub(super) fn has_more(&self) -> bool {
        !self.request.all && self.view.accounts > ROWS_SHOWN as u64
    }

    pub(super) fn show_all(&self) -> String {
        address(&ConcentrationRequest {
            all: true,
            ..self.request.clone()
        })
    }

    pub(super) fn all_accounts(&self) -> String {
        self.t
            .with1("concentration-all-accounts", "count", self.view.accounts)
    }

    pub(super) fn total(&self) -> String {
        format::amount_whole(self.t.language, self.view.revenue)
    }

    pub(super) fn hundred(&self) -> String {
        format::share_number(self.t.language, 1.0)
    }
}
