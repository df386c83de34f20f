//! What imports of clients, people and interactions did to each record, and which records they rest on.

use clientela_domain::ids::ImportId;
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

words! {
    /// A kind of record an import writes.
    RecordEntity {
        /// A client.
        Account = "account",
        /// A person.
        Person = "person",
        /// A person's place at a client.
        Affiliation = "affiliation",
        /// Something that happened.
        Interaction = "interaction",
        /// A promise or a gift.
        Obligation = "obligation",
        /// A gift given or received.
        Gift = "gift",
        /// Support.
        Support = "support",
        /// An agreement on confidentiality.
        Confidentiality = "confidentiality",
        /// An agreement.
        Agreement = "agreement",
        /// Something recorded of the execution of a promise.
        ExecutionEvent = "execution_event",
        /// A problem of a client.
        Problem = "problem",
        /// An answer how satisfied a client is.
        SurveyAnswer = "survey_answer",
        /// A prospect.
        Prospect = "prospect",
        /// A competitor.
        Competitor = "competitor",
        /// Where a competitor stands at a client.
        CompetitorPosition = "competitor_position",
        /// What a client buys in all.
        ClientPurchase = "client_purchase",
        /// A threat to the business with a client.
        Threat = "threat",
        /// An opportunity.
        Opportunity = "opportunity",
        /// An agreement with somebody who finds prospects.
        Spotter = "spotter",
        /// A visit that is meant or took place.
        PlannedVisit = "planned_visit",
    }
}

words! {
    /// What an import did to a record.
    RecordAction {
        /// Made it.
        Created = "created",
        /// Changed fields of it.
        Changed = "changed",
        /// Rests on it, or linked a customer key to it.
        Linked = "linked",
    }
}

/// What an import did to one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// What kind of record.
    pub entity: RecordEntity,
    /// Which one.
    pub id: Uuid,
    /// The customer key that was linked; otherwise empty.
    pub detail: String,
    /// What was done.
    pub action: RecordAction,
    /// The changed fields as they were, JSON.
    pub before: Option<String>,
    /// The changed fields as the import left them, JSON.
    pub after: Option<String>,
}

impl ImportRecord {
    /// A record an import made.
    #[must_use]
    pub const fn created(entity: RecordEntity, id: Uuid) -> Self {
        Self::plain(entity, id, RecordAction::Created)
    }

    /// A record an import rests on.
    #[must_use]
    pub const fn linked(entity: RecordEntity, id: Uuid) -> Self {
        Self::plain(entity, id, RecordAction::Linked)
    }

    const fn plain(entity: RecordEntity, id: Uuid, action: RecordAction) -> Self {
        Self {
            entity,
            id,
            detail: String::new(),
            action,
            before: None,
            after: None,
        }
    }
}

/// Keeps what an import did. The first word about a record counts: one that was made and then changed
/// by rows of the same file was made.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn keep(tx: &Tx, import: ImportId, records: &[ImportRecord]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let head =
        "INSERT INTO import_records (import_id, entity, entity_id, detail, action, before, after)";
    let tail = "ON CONFLICT DO NOTHING";
    sql::insert_many(
        tx,
        "keeping what an import did",
        (head, tail),
        records,
        |record| {
            binds![
                import.0,
                record.entity.code(),
                record.id,
                &record.detail,
                record.action.code(),
                &record.before,
                &record.after,
            ]
        },
    )
    .await?;
    Ok(())
}

/// What an import did, by kind and record.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn of(reader: &dyn Reader, import: ImportId) -> Result<Vec<ImportRecord>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let text = "SELECT entity, entity_id, detail, action, before, after FROM import_records
        WHERE import_id = $1 ORDER BY entity, entity_id, detail";
    let read = |row: &Row| {
        Ok(ImportRecord {
            entity: row.word("entity", RecordEntity::from_code)?,
            id: row.uuid("entity_id")?,
            detail: row.text("detail")?,
            action: row.word("action", RecordAction::from_code)?,
            before: row.text_if_any("before")?,
            after: row.text_if_any("after")?,
        })
    };
    sql::all(
        reader,
        "reading what an import did",
        text,
        binds![import.0],
        read,
    )
    .await
}

/// Forgets what an import did, once it is undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn clear(tx: &Tx, import: ImportId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = "DELETE FROM import_records WHERE import_id = $1";
    sql::execute(tx, "forgetting what an import did", text, binds![import.0]).await?;
    Ok(())
}

/// The condition that leaves only records no import that counts has made, changed or rests on.
pub(crate) fn unclaimed(entity: &str, table: &str) -> String {
    free_of(entity, table, "")
}

/// The condition that leaves only records no import that counts has made or changed.
pub(crate) fn unwritten(entity: &str, table: &str) -> String {
    free_of(entity, table, "AND import_records.action <> 'linked'")
}

fn free_of(entity: &str, table: &str, further: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM import_records JOIN imports ON imports.id = import_records.import_id
         WHERE import_records.entity = '{entity}' AND import_records.entity_id = {table}.id
             AND imports.status = 'done' {further})"
    )
}
