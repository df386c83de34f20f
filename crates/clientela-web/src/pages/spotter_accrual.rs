//! What an agreement on fees accrued month by month, as rows of a page and as a file.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_app::export_spotters;
use clientela_domain::ids::SpotterId;
use clientela_texts::{Texts, format};

use super::export::{Cell, Table};
use crate::error::WebError;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::spotters::SpotterAccrual;

/// A month in words.
pub(super) struct MonthRow {
    pub(super) month: String,
    pub(super) earned: String,
    pub(super) clawed_back: String,
    pub(super) paid: String,
    pub(super) owed: String,
}

/// The months, the latest first.
pub(super) fn month_rows(t: Texts, of: &SpotterAccrual) -> Vec<MonthRow> {
    let money = |amount| format::money(t.language, amount, of.card.currency());
    let row = |one: &crate::views::spotters::AccrualMonth| MonthRow {
        month: format::month(t.language, one.month),
        earned: money(one.earned),
        clawed_back: money(one.clawed_back),
        paid: money(one.paid),
        owed: money(one.owed),
    };
    of.months.iter().rev().map(row).collect()
}

/// `GET /spotters/{id}/accrual/{kind}`
pub(super) async fn file(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let id = SpotterId::parse(&id).ok_or(WebError::NotFound)?;
    let accrual = state.desk.spotter_accrual(&visitor.user, id).await?;
    let rows = export_spotters::accrual_rows(&accrual).into_iter();
    let table = Table {
        name: "spotter-accrual",
        header: export_spotters::accrual_header(visitor.t),
        rows: rows
            .map(|cells| cells.into_iter().map(Cell::Text).collect())
            .collect(),
    };
    match kind.as_str() {
        "csv" => Ok(table.csv()),
        "xlsx" => table.xlsx(),
        _ => Err(WebError::NotFound),
    }
}
