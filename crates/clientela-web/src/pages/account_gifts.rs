//! Gifts between a client and us, both ways beside each other: a section of the client's page.

use askama::Template;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_texts::Texts;

use super::gift_parts::{BalanceView, GiftRow};
use super::happening_parts::part;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::gifts::{GiftPage, GiftQuery};

/// Gifts shown on the client's page.
const SHOWN: u64 = 3;

#[derive(Template)]
#[template(path = "parts/account_gifts.html")]
struct Section {
    t: Texts,
    found: GiftPage,
    all: String,
    new: String,
}

/// The section of a client's page; with one person, of that person's.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let query = GiftQuery {
        account: Some(id),
        limit: SHOWN,
        ..GiftQuery::default()
    };
    let may_edit = visitor.user.may_edit;
    part(&Section {
        t: visitor.t,
        found: state.desk.gifts(&visitor.user, &query).await?,
        all: urls::gifts_with(id),
        new: if may_edit {
            urls::gift_new_with(id)
        } else {
            String::new()
        },
    })
}

/// The section of a person's page; empty when there is none.
pub(super) async fn of_person(
    state: &WebState,
    visitor: &SignedIn,
    id: PersonId,
) -> Result<Markup, WebError> {
    let query = GiftQuery {
        person: Some(id),
        limit: SHOWN,
        ..GiftQuery::default()
    };
    let found = state.desk.gifts(&visitor.user, &query).await?;
    if found.matching == 0 {
        return Ok(Markup::default());
    }
    part(&Section {
        t: visitor.t,
        found,
        all: urls::gifts_of_person(id),
        new: String::new(),
    })
}

impl Section {
    fn rows(&self) -> Vec<GiftRow> {
        let lines = self.found.lines.iter();
        lines.map(|line| GiftRow::new(self.t, line)).collect()
    }

    fn balance(&self) -> BalanceView {
        BalanceView::new(self.t, &self.found.balance, self.found.currency)
    }

    fn more(&self) -> String {
        let shown = u64::try_from(self.found.lines.len()).unwrap_or(0);
        match self.found.matching.saturating_sub(shown) {
            0 => String::new(),
            more => self.t.with1("bond-more", "count", more),
        }
    }
}
