//! The clause an obligation came from, and how it stands by now: later data may clear a breach that opened it.

use clientela_domain::agreements::{Clause, Window};
use clientela_domain::execution::TermState;
use clientela_domain::ids::AgreementId;
use clientela_store::agreements;
use clientela_store::obligations::Obligation;
use clientela_store::{StoreError, Viewer};
use clientela_texts::{Texts, format};

use crate::context::Context;
use crate::error::AppError;
use crate::follow_agreements::level_text;

/// The clause behind an obligation.
#[derive(Clone, Debug, PartialEq)]
pub struct ClauseBehind {
    /// Of which agreement.
    pub agreement: AgreementId,
    /// Its number.
    pub agreement_number: String,
    /// The clause as it binds by now; absent when newer terms have none like it.
    pub clause: Option<Clause>,
    /// What opened the obligation, as it is measured by now; absent when people wrote the obligation.
    pub measure: Option<MeasureBehind>,
}

/// What opened an obligation, as it is measured by now.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureBehind {
    /// For which days.
    pub window: Window,
    /// How the clause stood in them.
    pub state: TermState,
    /// What was measured, at least and at most.
    pub actual: Option<(f64, f64)>,
    /// The target.
    pub target: Option<f64>,
    /// It was opened for a credit, not for the breach itself.
    pub is_credit: bool,
}

impl MeasureBehind {
    /// Data that came later say that the clause was not breached after all.
    #[must_use]
    pub const fn is_cleared(&self) -> bool {
        matches!(self.state, TermState::Kept | TermState::AtRisk)
    }
}

/// The clause an obligation came from; `None` when it came from none the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn clause_behind(
    context: &Context,
    viewer: &Viewer,
    obligation: &Obligation,
) -> Result<Option<ClauseBehind>, AppError> {
    let Some(id) = obligation.obligation.clause_id else {
        return Ok(None);
    };
    let read = context.store.read(viewer);
    let found: Result<_, StoreError> = agreements::of_clause(&read, id).await;
    let Some(agreement) = found? else {
        return Ok(None);
    };
    let standing = agreements::standing_terms(&read, &[agreement.id]).await?;
    let terms = standing.get(&agreement.id);
    let terms = terms.unwrap_or(&agreement.agreement.terms);
    let clause = terms.clauses.iter().find(|one| one.id == id).cloned();
    let measures = agreements::measures_of(&read, &[agreement.id]).await?;
    let ours = Some(obligation.id);
    let opened = measures
        .iter()
        .map(|(_, one)| one)
        .find(|one| one.breach_id == ours || one.credit_id == ours);
    Ok(Some(ClauseBehind {
        agreement: agreement.id,
        agreement_number: agreement.agreement.number.clone(),
        clause,
        measure: opened.map(|one| MeasureBehind {
            window: one.measured.window,
            state: one.measured.state,
            actual: one.measured.actual,
            target: one.measured.target,
            is_credit: one.credit_id == ours,
        }),
    }))
}

impl ClauseBehind {
    /// The clause as it is named: the agreement's number, its own, and what it says.
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = self.agreement_number.clone();
        if let Some(clause) = &self.clause {
            if !clause.number.is_empty() {
                name.push_str(", ");
                name.push_str(&clause.number);
            }
            name.push_str(": ");
            name.push_str(&clause.text);
        }
        name
    }

    /// What the data say by now, in one sentence; empty when nothing was measured.
    #[must_use]
    pub fn standing_text(&self, t: Texts) -> String {
        let Some(measure) = &self.measure else {
            return String::new();
        };
        let metric = self.clause.as_ref().and_then(|clause| clause.metric);
        let level = |value: f64| level_text(t, metric, value);
        let actual = match measure.actual {
            Some((low, high)) if high - low > f64::EPSILON => {
                format!("{} – {}", level(low), level(high))
            }
            Some((low, _)) => level(low),
            None => t.get("unknown").into_owned(),
        };
        let target = measure
            .target
            .map_or_else(|| t.get("unknown").into_owned(), level);
        t.with(
            "clause-behind-stands",
            &[
                ("state", &t.get(measure.state.message_id())),
                ("actual", &actual),
                ("target", &target),
                ("from", &format::day(t.language, measure.window.from)),
                ("to", &format::day(t.language, measure.window.to)),
            ],
        )
    }
}
