//! What was agreed with a client and what was done: a section of the client's page.

use std::sync::Arc;

use askama::Template;
use clientela_domain::ids::AccountId;
use clientela_texts::{Texts, format};

use super::execution::{Figure, figures_of};
use super::happening_parts::part;
use crate::error::WebError;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::execution::{Execution, ExecutionRequest};

#[derive(Template)]
#[template(path = "parts/account_execution.html")]
struct Section {
    t: Texts,
    told: Arc<Execution>,
    all: String,
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
    part(&Section {
        t: visitor.t,
        told: state.desk.execution(&visitor.user, &request).await?,
        all: urls::account_execution(id),
    })
}

impl Section {
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
