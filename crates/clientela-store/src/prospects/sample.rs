//! Prospects of a sample book: with their answers and steps, as if they had been written day by day. One that somebody
//! works on is no sample any more.

use clientela_domain::ids::{AccountId, ImportId, ProspectId};

use super::{
    GivenAnswer, NewMove, NewProspect, NewSource, StoredProspect, answers, get, insert,
    insert_sources, moves,
};
use crate::error::StoreError;
use crate::new_id::new_id;
use crate::reading;
use crate::sample_happenings::Dated;
use crate::sql::{self, binds};
use crate::transaction::Tx;

/// A prospect of a sample.
#[derive(Clone, Debug)]
pub struct SampleProspect {
    /// What is written of it.
    pub prospect: NewProspect,
    /// How it came.
    pub source: NewSource,
    /// What was found out, the earliest first.
    pub answers: Vec<GivenAnswer>,
    /// Its steps, the earliest first.
    pub moves: Vec<NewMove>,
    /// The client it became.
    pub became: Option<AccountId>,
}

/// Writes prospects of a sample.
pub(crate) async fn insert_samples(
    tx: &Tx,
    samples: &[Dated<SampleProspect>],
) -> Result<(), StoreError> {
    for sample in samples {
        let id = ProspectId(new_id(sample.at));
        insert_sample(tx, id, sample).await?;
    }
    Ok(())
}

async fn insert_sample(
    tx: &Tx,
    id: ProspectId,
    sample: &Dated<SampleProspect>,
) -> Result<(), StoreError> {
    let what = &sample.what;
    let row = StoredProspect {
        id,
        new: &what.prospect,
        day: what.source.day,
        author: sample.author,
        created_at: sample.at,
        is_sample: true,
        import: None,
    };
    insert(tx, &[row]).await?;
    insert_sources(tx, &[(id, &what.source)]).await?;
    let mut version = 1;
    let known = async || {
        let found = get(tx, id).await?;
        found.ok_or(StoreError::Missing("prospect"))
    };
    for given in &what.answers {
        let before = known().await?;
        answers::keep(tx, &before, given, version).await?;
        version += 1;
    }
    for step in &what.moves {
        let before = known().await?;
        moves::place(tx, &before, step, version).await?;
        version += 1;
    }
    let text = "UPDATE prospects SET is_sample = $2, account_id = $3, version = $4 WHERE id = $1";
    let became = what.became.map(|account| account.0);
    let values = binds![id.0, true, became, 1_i64];
    sql::execute(tx, "finishing a prospect of a sample", text, values).await?;
    Ok(())
}

/// Takes the prospects of a sample away when an import of that sample is undone: the people who named them go with it.
///
/// # Errors
/// When the database refuses.
pub async fn remove_samples(tx: &Tx, import: ImportId) -> Result<(), StoreError> {
    let text = "DELETE FROM prospects WHERE is_sample
        AND EXISTS (SELECT 1 FROM imports WHERE imports.id = $1 AND imports.is_sample)";
    sql::execute(tx, "removing prospects of a sample", text, binds![import.0]).await?;
    reading::remove_samples(tx, Some(import)).await?;
    let text = "SELECT id FROM imports WHERE id = $1 AND is_sample";
    let of_sample = |row: &sql::Row| row.uuid("id");
    let found = sql::one(tx, "reading an import", text, binds![import.0], of_sample).await?;
    if found.is_some() {
        remove_sample_origins(tx).await?;
    }
    let text = "DELETE FROM spotters WHERE is_sample
        AND EXISTS (SELECT 1 FROM imports WHERE imports.id = $1 AND imports.is_sample)
        AND NOT EXISTS (SELECT 1 FROM prospect_sources WHERE spotter_id = spotters.id)";
    sql::execute(tx, "removing spotters of a sample", text, binds![import.0]).await?;
    Ok(())
}

/// Takes the campaigns and batches of a sample away by which nobody came any more. Says how many.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn remove_sample_origins(tx: &Tx) -> Result<u64, StoreError> {
    let mut removed = 0;
    for (table, column) in [("campaigns", "campaign_id"), ("cold_batches", "batch_id")] {
        let text = format!(
            "DELETE FROM {table} WHERE is_sample
             AND NOT EXISTS (SELECT 1 FROM prospect_sources AS came WHERE came.{column} = {table}.id)"
        );
        removed += sql::execute(tx, "removing origins of a sample", &text, binds![]).await?;
    }
    Ok(removed)
}
