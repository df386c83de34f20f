//! What waits for the commercial director: terms of agreements above the firm's limits, and gifts.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use clientela_domain::currency::Currency;
use clientela_texts::Texts;

use super::agreement_parts::{AgreementRow, exceeded_lines};
use super::gift_parts::GiftRow;
use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::limits::ENTRIES_PER_PAGE;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::AgreementLine;
use crate::views::gifts::{GiftPage, GiftQuery, GiftState};

#[derive(Template)]
#[template(path = "approvals.html")]
struct ApprovalsPage {
    frame: Frame,
    t: Texts,
    waiting: Vec<AgreementLine>,
    gifts: GiftPage,
    currency: Currency,
}

/// Terms that wait.
struct WaitingRow {
    row: AgreementRow,
    by: String,
    version: i64,
    lines: Vec<String>,
    may_decide: bool,
    approve: String,
    refuse: String,
    key: String,
}

/// `GET /approvals`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let query = GiftQuery {
        states: vec![GiftState::Waiting],
        limit: ENTRIES_PER_PAGE,
        ..GiftQuery::default()
    };
    let page = ApprovalsPage {
        waiting: desk.waiting_terms(user).await?,
        gifts: desk.gifts(user, &query).await?,
        currency: desk.approval_settings(user).await?.1,
        frame: visitor.frame(visitor.t.get("nav-approvals"), Area::Approvals),
        t: visitor.t,
    };
    Ok(render(&page)?.into_response())
}

impl ApprovalsPage {
    fn headline(&self) -> String {
        let agreements = u64::try_from(self.waiting.len()).unwrap_or(u64::MAX);
        let count = agreements.saturating_add(self.gifts.matching);
        self.t.with1("approvals-count", "count", count)
    }

    fn rows(&self) -> Vec<WaitingRow> {
        let row = |line: &AgreementLine| WaitingRow {
            by: line.terms_by_name.clone(),
            version: line.agreement.version,
            lines: exceeded_lines(self.t, &line.agreement.exceeded, self.currency),
            may_decide: line.may_decide,
            approve: urls::agreement_deed(line.agreement.id, "approve"),
            refuse: urls::agreement_deed(line.agreement.id, "refuse"),
            key: line.agreement.id.to_string(),
            row: AgreementRow::new(self.t, line),
        };
        self.waiting.iter().map(row).collect()
    }

    fn gift_rows(&self) -> Vec<GiftRow> {
        let lines = self.gifts.lines.iter();
        lines.map(|line| GiftRow::new(self.t, line)).collect()
    }
}
