//! How a client and we support each other: a section of the client's page.

use askama::Template;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_texts::Texts;

use super::happening_parts::part;
use super::support_parts::{SupportRow, value_lines};
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::support::{SupportPage, SupportQuery, ValueSum};

/// Records shown on the client's page.
const SHOWN: u64 = 5;

#[derive(Template)]
#[template(path = "parts/account_support.html")]
struct Section {
    t: Texts,
    found: SupportPage,
    values: Vec<(Option<Currency>, ValueSum)>,
    today: Date,
    all: String,
    new: String,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let query = SupportQuery {
        account: Some(id),
        limit: SHOWN,
        ..SupportQuery::default()
    };
    part(&Section {
        t: visitor.t,
        found: state.desk.support_list(&visitor.user, &query).await?,
        values: state.desk.support_values(&visitor.user, id).await?,
        today: state.desk.today(),
        all: urls::support_with(id),
        new: if visitor.user.may_edit {
            urls::support_new_with(id)
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
    let query = SupportQuery {
        person: Some(id),
        limit: SHOWN,
        ..SupportQuery::default()
    };
    let found = state.desk.support_list(&visitor.user, &query).await?;
    if found.matching == 0 {
        return Ok(Markup::default());
    }
    part(&Section {
        t: visitor.t,
        found,
        values: Vec::new(),
        today: state.desk.today(),
        all: urls::support_of_person(id),
        new: String::new(),
    })
}

impl Section {
    fn rows(&self) -> Vec<SupportRow> {
        let lines = self.found.lines.iter();
        lines
            .map(|line| SupportRow::new(self.t, line, self.today))
            .collect()
    }

    fn values(&self) -> Vec<String> {
        value_lines(self.t, &self.values)
    }

    fn more(&self) -> String {
        let shown = u64::try_from(self.found.lines.len()).unwrap_or(0);
        match self.found.matching.saturating_sub(shown) {
            0 => String::new(),
            more => self.t.with1("bond-more", "count", more),
        }
    }
}
