//! The opportunities of a client or of a prospect: a section of its page.

use askama::Template;
use clientela_domain::ids::{AccountId, ProspectId};
use clientela_texts::Texts;

use super::happening_parts::part;
use super::opportunity_parts::OpportunityRow;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::opportunities::{OpportunityPage, OpportunityQuery};

/// Opportunities shown on the page of whose they are.
const SHOWN: u64 = 8;

#[derive(Template)]
#[template(path = "parts/opportunity_section.html")]
struct Section {
    t: Texts,
    found: OpportunityPage,
    all_href: String,
    new_href: String,
    may_edit: bool,
}

/// The section of a client's page.
pub(super) async fn of_account(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let query = OpportunityQuery {
        account: Some(id),
        limit: SHOWN,
        ..OpportunityQuery::default()
    };
    let address = |path: &str| urls::opportunities_of(path, id);
    section(state, visitor, &query, address).await
}

/// The section of a prospect's page.
pub(super) async fn of_prospect(
    state: &WebState,
    visitor: &SignedIn,
    id: ProspectId,
) -> Result<Markup, WebError> {
    let query = OpportunityQuery {
        prospect: Some(id),
        limit: SHOWN,
        ..OpportunityQuery::default()
    };
    let address = |path: &str| urls::opportunities_of_prospect(path, id);
    section(state, visitor, &query, address).await
}

async fn section(
    state: &WebState,
    visitor: &SignedIn,
    query: &OpportunityQuery,
    address: impl Fn(&str) -> String,
) -> Result<Markup, WebError> {
    part(&Section {
        t: visitor.t,
        found: state.desk.opportunities(&visitor.user, query).await?,
        all_href: address(urls::OPPORTUNITIES),
        new_href: address(urls::OPPORTUNITY_NEW),
        may_edit: visitor.user.may_edit,
    })
}

impl Section {
    fn rows(&self) -> Vec<OpportunityRow> {
        let lines = self.found.lines.iter();
        lines
            .map(|line| OpportunityRow::new(self.t, line))
            .collect()
    }

    fn more(&self) -> String {
        let shown = u64::try_from(self.found.lines.len()).unwrap_or(u64::MAX);
        match self.found.matching.saturating_sub(shown) {
            0 => String::new(),
            more => self.t.with1("bond-more", "count", more),
        }
    }
}
