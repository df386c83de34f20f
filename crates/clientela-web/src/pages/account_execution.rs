//! What was agreed with a client and what was done: a section of the client's page.

use std::sync::Arc;

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::agreement_parts::{ClauseRow, state_class};
use super::execution::{Figure, figures_of};
use super::happening_parts::part;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::{AgreementLine, AgreementQuery, AgreementState, Dimension, worst};
use crate::views::execution::{Execution, ExecutionRequest};

/// Agreements looked at; nobody has more in force with one client.
const AGREEMENTS_SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "parts/account_execution.html")]
struct Section {
    t: Texts,
    told: Arc<Execution>,
    all: String,
    agreements: Vec<AgreementLine>,
}

/// One side of what was agreed: how far it is kept, clause by clause.
struct DimensionRow {
    name: String,
    state: String,
    class: &'static str,
    clauses: Vec<(String, ClauseRow)>,
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let request = ExecutionRequest {
        account: Some(id),
        ..ExecutionRequest::default()
    };
    let in_force = AgreementQuery {
        account: Some(id),
        states: vec![AgreementState::InForce],
        limit: AGREEMENTS_SHOWN,
        ..AgreementQuery::default()
    };
    part(&Section {
        t: visitor.t,
        agreements: state.desk.agreements(&visitor.user, &in_force).await?.lines,
        told: state.desk.execution(&visitor.user, &request).await?,
        all: urls::account_execution(id),
    })
}

impl Section {
    /// Quality, delivery, deadlines, service: those of which anything was agreed.
    fn dimensions(&self) -> Vec<DimensionRow> {
        let row = |dimension: &Dimension| {
            let lines = self.agreements.iter().flat_map(|agreement| {
                let href = urls::agreement(agreement.agreement.id);
                let clauses = agreement.clauses.iter();
                clauses.map(move |line| (href.clone(), line))
            });
            let own: Vec<_> = lines
                .filter(|(_, line)| line.clause.dimension == *dimension)
                .collect();
            let state = worst(own.iter().map(|(_, line)| line.state))?;
            let clauses = own
                .into_iter()
                .map(|(href, line)| (href, ClauseRow::new(self.t, line)));
            Some(DimensionRow {
                name: self.t.get(dimension.message_id()).into_owned(),
                state: self.t.get(state.message_id()).into_owned(),
                class: state_class(state),
                clauses: clauses.collect(),
            })
        };
        Dimension::ALL.iter().filter_map(row).collect()
    }

    /// Figures of which something is known.
    fn figures(&self) -> Vec<Figure> {
        let mut figures = figures_of(self.t, &self.told);
        figures.retain(|figure| !figure.cases.is_empty());
        figures
    }

    fn late(&self) -> String {
        let count = self.told.timing.late;
        self.t.with1("execution-late-count", "count", count)
    }

    fn period(&self) -> String {
        match self.told.period {
            Some(period) => format::period(self.t.language, period),
            None => self.t.get("period-all").into_owned(),
        }
    }
}
