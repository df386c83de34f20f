//! What the pipeline is computed from: where each opportunity stands, what it is worth, and every step.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{OpportunityId, ProspectId, UserId};
use clientela_domain::opportunities::{OpportunityStage, Step};

use super::list::{OpportunityFilter, conditions};
use super::visible;
use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::Reader;

/// An opportunity as the pipeline looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpportunityFact {
    /// Which one.
    pub id: OpportunityId,
    /// Where it stands.
    pub stage: OpportunityStage,
    /// What it is worth at least; unknown when absent.
    pub value_low: Option<Amount>,
    /// At most.
    pub value_high: Option<Amount>,
    /// In which currency.
    pub currency: Option<Currency>,
    /// Who of us answers for it.
    pub owner_id: Option<UserId>,
    /// How a file calls who of us works on it; may be empty.
    pub representative: String,
    /// The prospect it came from.
    pub prospect_id: Option<ProspectId>,
    /// When it is expected to be decided.
    pub expected_on: Option<Date>,
}

/// A step and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepFact {
    /// Of which opportunity.
    pub id: OpportunityId,
    /// The step.
    pub step: Step,
}

/// Opportunities of a filter the viewer may see, by id.
///
/// # Errors
/// When the database refuses.
pub async fn facts(
    reader: &dyn Reader,
    filter: &OpportunityFilter,
) -> Result<Vec<OpportunityFact>, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT opportunities.id, opportunities.stage, opportunities.value_low,
            opportunities.value_high, opportunities.currency, opportunities.owner_id,
            opportunities.representative, opportunities.prospect_id, opportunities.expected_on
        FROM opportunities WHERE 1 = 1"
        .to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY opportunities.id");
    let read = |row: &Row| {
        Ok(OpportunityFact {
            id: OpportunityId(row.uuid("id")?),
            stage: row.word("stage", OpportunityStage::from_code)?,
            value_low: row.word_if_any("value_low", Amount::parse)?,
            value_high: row.word_if_any("value_high", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            representative: row.text("representative")?,
            prospect_id: row.uuid_if_any("prospect_id")?.map(ProspectId),
            expected_on: row.day_if_any("expected_on")?,
        })
    };
    sql::all(reader, "reading the pipeline", &text, values, read).await
}

/// All steps of opportunities of a filter the viewer may see, by opportunity, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn steps(
    reader: &dyn Reader,
    filter: &OpportunityFilter,
) -> Result<Vec<StepFact>, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT step.opportunity_id, step.stage, step.day
        FROM opportunity_moves AS step JOIN opportunities ON opportunities.id = step.opportunity_id
        WHERE 1 = 1"
        .to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY step.opportunity_id, step.id");
    let read = |row: &Row| {
        Ok(StepFact {
            id: OpportunityId(row.uuid("opportunity_id")?),
            step: Step {
                stage: row.word("stage", OpportunityStage::from_code)?,
                day: row.day_if_any("day")?,
            },
        })
    };
    sql::all(reader, "reading steps of the pipeline", &text, values, read).await
}
