//! Agreements with a client: a section of the client's page.

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::agreement_parts::AgreementRow;
use super::happening_parts::part;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::{AgreementPage, AgreementQuery};

/// Agreements shown on the client's page.
const SHOWN: u64 = 5;

#[derive(Template)]
#[template(path = "parts/account_agreements.html")]
struct Section {
    t: Texts,
    found: AgreementPage,
    all: String,
    new: String,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let query = AgreementQuery {
        account: Some(id),
        limit: SHOWN,
        ..AgreementQuery::default()
    };
    part(&Section {
        t: visitor.t,
        found: state.desk.agreements(&visitor.user, &query).await?,
        all: urls::agreements_with(id),
        new: if visitor.user.may_edit {
            urls::agreement_new_with(id)
        } else {
            String::new()
        },
    })
}

impl Section {
    fn rows(&self) -> Vec<AgreementRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| AgreementRow::new(self.t, line)).collect()
    }

    fn more(&self) -> String {
        let shown = u64::try_from(self.found.lines.len()).unwrap_or(0);
        match self.found.matching.saturating_sub(shown) {
            0 => String::new(),
            more => self.t.with1("bond-more", "count", more),
        }
    }
}
