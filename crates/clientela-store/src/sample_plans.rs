//! The plans of the clients of a sample firm.

use clientela_domain::ids::{PlanEntryId, PlanStatementId};
use serde_json::json;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::plan_entries::{self, NewPlanEntry, StoredPlanEntry};
use crate::plan_statements::{self, NewPlanStatement, StoredPlanStatement};
use crate::sample_happenings::Dated;
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Plans of a sample firm.
#[derive(Clone, Debug, Default)]
pub struct SamplePlans {
    /// What stands in them.
    pub entries: Vec<Dated<NewPlanEntry>>,
    /// What was said of their fields.
    pub statements: Vec<Dated<NewPlanStatement>>,
}

/// Records the plans of a sample firm.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn record(tx: &mut Tx, plans: &SamplePlans) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let rows: Vec<StoredPlanEntry<'_>> = plans
        .entries
        .iter()
        .map(|sample| StoredPlanEntry {
            id: PlanEntryId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
        })
        .collect();
    plan_entries::insert(tx, &rows).await?;
    let rows: Vec<StoredPlanStatement<'_>> = plans
        .statements
        .iter()
        .map(|sample| StoredPlanStatement {
            id: PlanStatementId(new_id(sample.at)),
            new: &sample.what,
            author: sample.author,
            created_at: sample.at,
            is_sample: true,
        })
        .collect();
    plan_statements::insert(tx, &rows).await?;
    let after = json!({
        "plan_entries": plans.entries.len(),
        "plan_statements": plans.statements.len(),
    });
    tx.journal(JournalEntry::new("sample_plans", "book", "").after(after))
        .await
}
