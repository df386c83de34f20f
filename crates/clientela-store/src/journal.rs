//! The journal of changes: one row for each change, in the transaction of the change, append-only.

use std::collections::BTreeMap;

use clientela_domain::ids::{
    AccountId, AffiliationId, AgreementId, CampaignId, ClientPurchaseId, ColdBatchId, CompetitorId,
    CompetitorPositionId, ConfidentialityId, ContestId, ExecutionEventId, GiftId, IncidentId,
    InteractionId, InterestId, JournalId, NextStepId, NoteId, ObligationId, ObservationId,
    OpportunityId, PersonId, PlaceholderId, PlanEntryId, PlanShareId, PlanStatementId,
    PlannedVisitId, ProblemId, ProspectId, PublicationId, PurchaseProcessId, RemarkId, SpotterId,
    SupportId, SurveyAnswerId, SurveyId, ThreatId, UserId, WallId,
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::duplicate_pairs::PairKind;
use crate::error::StoreError;
use crate::market::competitors;
use crate::market::{NewClientPurchase, NewContest, NewIncident, NewPosition, NewRemark};
use crate::new_id::new_id;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Via};
use crate::{
    accounts, affiliations, agreements, campaigns, cold_batches, confidentiality, execution_events,
    gifts, interactions, interests, market, merges, next_steps, notes, obligations, observations,
    opportunities, people, people_map, plan_entries, plan_shares, plan_statements, planned_visits,
    problems, prospects, purchase_processes, reading, spotters, supports, survey_answers, surveys,
    threats, walls,
};

/// A change to be journalled. Who, when and through what come from the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// What was done, as a stable word, for example `renamed`.
    pub action: &'static str,
    /// The kind of thing changed, for example `account`.
    pub entity: &'static str,
    /// Which one.
    pub entity_id: String,
    /// What it was before, as JSON; absent when it did not exist.
    pub before: Option<String>,
    /// What it is now, as JSON; absent when it is gone.
    pub after: Option<String>,
    /// Whose personal data the values are: they then lie beside the journal, where erasing the person
    /// takes them away and leaves the row.
    pub person: Option<PersonId>,
}

impl JournalEntry {
    /// An entry without values; add them with [`JournalEntry::before`] and [`JournalEntry::after`].
    #[must_use]
    pub fn new(action: &'static str, entity: &'static str, entity_id: impl ToString) -> Self {
        Self {
            action,
            entity,
            entity_id: entity_id.to_string(),
            before: None,
            after: None,
            person: None,
        }
    }

    /// The values are personal data of this person.
    #[must_use]
    pub fn personal(mut self, person: PersonId) -> Self {
        self.person = Some(person);
        self
    }

    /// With what it was before, as JSON.
    #[must_use]
    pub fn before(mut self, json: impl ToString) -> Self {
        self.before = Some(json.to_string());
        self
    }

    /// With what it is now, as JSON.
    #[must_use]
    pub fn after(mut self, json: impl ToString) -> Self {
        self.after = Some(json.to_string());
        self
    }
}

/// A row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Position; grows with every change.
    pub seq: i64,
    /// Its id.
    pub id: JournalId,
    /// When.
    pub at: Timestamp,
    /// Who; absent for the program itself.
    pub actor: Option<UserId>,
    /// Through what.
    pub via: Via,
    /// What was done.
    pub action: String,
    /// The kind of thing changed.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// What it was before, as JSON.
    pub before: Option<String>,
    /// What it is now, as JSON.
    pub after: Option<String>,
}

/// Which rows of the journal.
#[derive(Clone, Debug, Default)]
pub struct JournalFilter {
    /// Only this kind of thing.
    pub entity: Option<String>,
    /// Only this one.
    pub entity_id: Option<String>,
    /// Only what this user did.
    pub actor: Option<UserId>,
    /// Only what was done through this.
    pub via: Option<Via>,
    /// Only from this moment on.
    pub since: Option<Timestamp>,
    /// Only before this moment.
    pub until: Option<Timestamp>,
    /// Only rows before this position: the next page of a list that starts with the newest.
    pub before_seq: Option<i64>,
    /// Only the row at this position.
    pub seq: Option<i64>,
}

/// Number of the last change; 0 in a book without changes. Grows with everything people care about,
/// so whatever is computed from the book can be remembered by it.
///
/// # Errors
/// When the database refuses.
pub async fn revision(reader: &dyn Reader) -> Result<u64, StoreError> {
    let text = "SELECT COALESCE(MAX(seq), 0) AS revision FROM journal";
    let revision = sql::one(reader, "reading the revision", text, vec![], |row| {
        row.count("revision")
    })
    .await?;
    Ok(revision.unwrap_or(0))
}

/// Position of the last change of each kind of thing: what a computed value depends on, and so the
/// key it is remembered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastChanges(BTreeMap<String, u64>);

impl LastChanges {
    /// The last change of anything; 0 in a book without changes.
    #[must_use]
    pub fn of_anything(&self) -> u64 {
        self.0.values().copied().max().unwrap_or(0)
    }

    /// The last change of one of these kinds.
    #[must_use]
    pub fn of(&self, kinds: &[&str]) -> u64 {
        kinds
            .iter()
            .filter_map(|kind| self.0.get(*kind).copied())
            .max()
            .unwrap_or(0)
    }

    /// The last change of any kind but these.
    #[must_use]
    pub fn of_all_but(&self, kinds: &[&str]) -> u64 {
        self.0
            .iter()
            .filter(|(kind, _)| !kinds.contains(&kind.as_str()))
            .map(|(_, position)| *position)
            .max()
            .unwrap_or(0)
    }
}

/// The last change of each kind. Costs two look-ups a kind, however long the journal is.
///
/// # Errors
/// When the database refuses.
pub async fn last_changes(reader: &dyn Reader) -> Result<LastChanges, StoreError> {
    let text = "WITH RECURSIVE kinds (entity) AS (
            SELECT MIN(entity) FROM journal
            UNION ALL
            SELECT (SELECT MIN(j.entity) FROM journal AS j WHERE j.entity > kinds.entity)
            FROM kinds WHERE kinds.entity IS NOT NULL)
        SELECT kinds.entity,
            (SELECT MAX(j.seq) FROM journal AS j WHERE j.entity = kinds.entity) AS last
        FROM kinds WHERE kinds.entity IS NOT NULL";
    let rows = sql::all(reader, "reading the last changes", text, vec![], |row| {
        Ok((row.text("entity")?, row.count("last")?))
    })
    .await?;
    Ok(LastChanges(rows.into_iter().collect()))
}
/// Rows with their values; those about people lie beside the journal.
const SELECTION: &str = "SELECT journal.seq, journal.id, journal.at, journal.actor, journal.via,
        journal.action, journal.entity, journal.entity_id,
        COALESCE(journal.before, personal.before) AS before,
        COALESCE(journal.after, personal.after) AS after
     FROM journal LEFT JOIN journal_personal AS personal ON personal.journal_id = journal.id";

/// Rows of the journal, the newest first, at most `limit`.
///
/// Who may read the journal reads all of it, except rows about private texts of others. Everybody else
/// reads what they did themselves, and what happened to a record they see.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &JournalFilter,
    limit: u64,
) -> Result<Vec<JournalRow>, StoreError> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut filter = filter.clone();
    let mut seen = Vec::new();
    loop {
        let found = read_rows(reader, &filter, limit).await?;
        // What is behind a wall is left out below, so a page of it may need more than one reading.
        let last = found.last().map(|row| row.seq);
        let goes_on = found.len() == wanted;
        seen.extend(walls::seen_rows(reader, found).await?);
        match last {
            Some(last) if goes_on && seen.len() < wanted => filter.before_seq = Some(last),
            _ => break,
        }
    }
    seen.truncate(wanted);
    Ok(seen)
}

async fn read_rows(
    reader: &dyn Reader,
    filter: &JournalFilter,
    limit: u64,
) -> Result<Vec<JournalRow>, StoreError> {
    let mut values: Values = binds![limit];
    let mut text = format!("{SELECTION} WHERE 1 = 1");
    let conditions = [
        (
            " AND entity = $",
            filter.entity.clone().map(sql::Bind::bind),
        ),
        (" AND actor = $", filter.actor.map(|user| user.0.bind())),
        (" AND via = $", filter.via.map(|via| via.code().bind())),
        (" AND at >= $", filter.since.map(sql::Bind::bind)),
        (" AND at < $", filter.until.map(sql::Bind::bind)),
        (" AND seq < $", filter.before_seq.map(sql::Bind::bind)),
        (" AND seq = $", filter.seq.map(sql::Bind::bind)),
    ];
    for (condition, value) in conditions {
        if let Some(value) = value {
            values.push(value);
            text.push_str(condition);
            text.push_str(&values.len().to_string());
        }
    }
    let records = records_meant(reader, filter).await?;
    if !records.is_empty() {
        text.push_str(&format!(
            " AND entity_id IN ({})",
            sql::list(values.len() + 1, records.len())
        ));
        values.extend(records.into_iter().map(sql::Bind::bind));
    }
    let me = reader.viewer().user;
    if !sees_whole(reader, filter).await? {
        let Some(me) = me else {
            return Ok(Vec::new());
        };
        values.push(me.0.bind());
        text.push_str(&format!(" AND actor = ${}", values.len()));
    }
    // Rows of private texts hold this mark and nothing of the text; they are their author's only.
    let private = "COALESCE(journal.before, personal.before, '')
             || COALESCE(journal.after, personal.after, '') LIKE '%\"private\":true%'";
    match me {
        None => text.push_str(&format!(" AND NOT ({private})")),
        Some(me) => {
            values.push(me.0.bind());
            text.push_str(&format!(
                " AND (actor = ${} OR NOT ({private}))",
                values.len()
            ));
        }
    }
    text.push_str(" ORDER BY seq DESC LIMIT $1");
    sql::all(reader, "reading the journal", &text, values, read_row).await
}

/// The records a filter names: the one itself, and those that were merged into it, whose history is
/// its own by now. None when it names none.
async fn records_meant(
    reader: &dyn Reader,
    filter: &JournalFilter,
) -> Result<Vec<String>, StoreError> {
    let mut found: Vec<String> = filter.entity_id.iter().cloned().collect();
    let merging = filter.entity.as_deref().and_then(PairKind::from_code);
    let Some(kind) = merging else {
        return Ok(found);
    };
    let mut next = 0;
    while let Some(kept) = found.get(next).and_then(|id| Uuid::try_parse(id).ok()) {
        next += 1;
        for gone in merges::merged_into(reader, kind, kept).await? {
            let gone = gone.to_string();
            if !found.contains(&gone) && found.len() < sql::KEYS_MAX {
                found.push(gone);
            }
        }
    }
    Ok(found)
}

/// May this viewer see whatever the filter asks for, not only what they did?
async fn sees_whole(reader: &dyn Reader, filter: &JournalFilter) -> Result<bool, StoreError> {
    if reader.viewer().may(Permission::ReadJournal) {
        return Ok(true);
    }
    let (Some(entity), Some(id)) = (&filter.entity, &filter.entity_id) else {
        return Ok(false);
    };
    let Ok(id) = Uuid::try_parse(id) else {
        return Ok(false);
    };
    Ok(match entity.as_str() {
        "account" => accounts::get(reader, AccountId(id)).await?.is_some(),
        "person" => people::get(reader, PersonId(id)).await?.is_some(),
        "affiliation" => affiliations::get(reader, AffiliationId(id))
            .await?
            .is_some(),
        "interaction" => interactions::get(reader, InteractionId(id))
            .await?
            .is_some(),
        "note" => notes::get(reader, NoteId(id)).await?.is_some(),
        "next_step" => next_steps::get(reader, NextStepId(id)).await?.is_some(),
        "obligation" => obligations::get(reader, ObligationId(id)).await?.is_some(),
        "people_map" => accounts::get(reader, AccountId(id)).await?.is_some(),
        "map_placeholder" => people_map::placeholder(reader, PlaceholderId(id))
            .await?
            .is_some(),
        "purchase_process" => purchase_processes::get(reader, PurchaseProcessId(id))
            .await?
            .is_some(),
        "wall" => walls::get(reader, WallId(id)).await?.is_some(),
        "confidentiality" => confidentiality::get(reader, ConfidentialityId(id))
            .await?
            .is_some(),
        "interest" => interests::get(reader, InterestId(id)).await?.is_some(),
        "gift" => gifts::get(reader, GiftId(id)).await?.is_some(),
        "execution_event" => execution_events::get(reader, ExecutionEventId(id))
            .await?
            .is_some(),
        "support" => supports::get(reader, SupportId(id)).await?.is_some(),
        "agreement" => agreements::get(reader, AgreementId(id)).await?.is_some(),
        "problem" => problems::get(reader, ProblemId(id)).await?.is_some(),
        "campaign" => campaigns::get(reader, CampaignId(id)).await?.is_some(),
        "publication" => reading::get(reader, PublicationId(id)).await?.is_some(),
        "cold_batch" => cold_batches::get(reader, ColdBatchId(id)).await?.is_some(),
        "observation" => observations::get(reader, ObservationId(id))
            .await?
            .is_some(),
        "spotter" => spotters::get(reader, SpotterId(id)).await?.is_some(),
        "prospect" => prospects::get(reader, ProspectId(id)).await?.is_some(),
        "opportunity" => opportunities::get(reader, OpportunityId(id))
            .await?
            .is_some(),
        "threat" => threats::get(reader, ThreatId(id)).await?.is_some(),
        "plan_entry" => plan_entries::get(reader, PlanEntryId(id)).await?.is_some(),
        "planned_visit" => planned_visits::get(reader, PlannedVisitId(id))
            .await?
            .is_some(),
        "plan_share" => plan_shares::get(reader, PlanShareId(id)).await?.is_some(),
        "plan_statement" => plan_statements::get(reader, PlanStatementId(id))
            .await?
            .is_some(),
        "competitor" => competitors::get(reader, CompetitorId(id)).await?.is_some(),
        "competitor_position" => market::get::<NewPosition>(reader, CompetitorPositionId(id))
            .await?
            .is_some(),
        "contest" => market::get::<NewContest>(reader, ContestId(id))
            .await?
            .is_some(),
        "client_purchase" => market::get::<NewClientPurchase>(reader, ClientPurchaseId(id))
            .await?
            .is_some(),
        "incident" => market::get::<NewIncident>(reader, IncidentId(id))
            .await?
            .is_some(),
        "remark" => market::get::<NewRemark>(reader, RemarkId(id))
            .await?
            .is_some(),
        "survey" => surveys::get(reader, SurveyId(id)).await?.is_some(),
        "survey_answer" => survey_answers::get(reader, SurveyAnswerId(id))
            .await?
            .is_some(),
        _ => false,
    })
}

/// The row at a position; `None` when there is none or this viewer may not see it.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, seq: i64) -> Result<Option<JournalRow>, StoreError> {
    let at = JournalFilter {
        seq: Some(seq),
        ..JournalFilter::default()
    };
    let Some(row) = list(reader, &at, 1).await?.pop() else {
        // What happened to a record is for everybody who sees the record.
        return about_record(reader, seq).await;
    };
    Ok(Some(row))
}

async fn about_record(reader: &dyn Reader, seq: i64) -> Result<Option<JournalRow>, StoreError> {
    let text = "SELECT entity, entity_id FROM journal WHERE seq = $1";
    let record = sql::one(reader, "reading the journal", text, binds![seq], |row| {
        Ok((row.text("entity")?, row.text("entity_id")?))
    })
    .await?;
    let Some((entity, id)) = record else {
        return Ok(None);
    };
    let filter = JournalFilter {
        entity: Some(entity),
        entity_id: Some(id),
        seq: Some(seq),
        ..JournalFilter::default()
    };
    Ok(list(reader, &filter, 1).await?.pop())
}

/// Rows of the journal that say something about a person: the newest first, at most `limit`.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn about_person(
    reader: &dyn Reader,
    person: PersonId,
    limit: u64,
) -> Result<Vec<JournalRow>, StoreError> {
    reader.viewer().require(Permission::ReadJournal)?;
    let text = format!(
        "{SELECTION} WHERE personal.person_id = $1
             OR (journal.entity = 'person' AND journal.entity_id = $2)
         ORDER BY journal.seq DESC LIMIT $3"
    );
    let values = binds![person.0, person.to_string(), limit];
    let rows = sql::all(reader, "reading the journal", &text, values, read_row).await?;
    walls::seen_rows(reader, rows).await
}

fn read_row(row: &Row) -> Result<JournalRow, StoreError> {
    Ok(JournalRow {
        seq: row.integer("seq")?,
        id: JournalId(row.uuid("id")?),
        at: row.instant("at")?,
        actor: row.uuid_if_any("actor")?.map(UserId),
        via: row.word("via", Via::from_code)?,
        action: row.text("action")?,
        entity: row.text("entity")?,
        entity_id: row.text("entity_id")?,
        before: row.text_if_any("before")?,
        after: row.text_if_any("after")?,
    })
}

/// Writes many rows at once. The caller has called [`Tx::journal`] for the change as a whole.
pub(crate) async fn append_many(tx: &Tx, entries: &[JournalEntry]) -> Result<(), StoreError> {
    let viewer = *tx.viewer();
    let head = "INSERT INTO journal (id, at, actor, via, action, entity, entity_id, before, after)";
    sql::insert_many(tx, "writing the journal", (head, ""), entries, |entry| {
        binds![
            new_id(viewer.at),
            viewer.at,
            viewer.user.map(|user| user.0),
            viewer.via.code(),
            entry.action,
            entry.entity,
            &entry.entity_id,
            &entry.before,
            &entry.after,
        ]
    })
    .await?;
    Ok(())
}

pub(crate) async fn append(tx: &Tx, entry: JournalEntry) -> Result<(), StoreError> {
    let viewer = tx.viewer();
    let id = new_id(viewer.at);
    let (mut before, mut after) = (entry.before, entry.after);
    if let Some(person) = entry.person
        && (before.is_some() || after.is_some())
    {
        sql::execute(
            tx,
            "writing the journal",
            "INSERT INTO journal_personal (journal_id, person_id, before, after)
             VALUES ($1, $2, $3, $4)",
            binds![id, person.0, before.take(), after.take()],
        )
        .await?;
    }
    sql::execute(
        tx,
        "writing the journal",
        "INSERT INTO journal (id, at, actor, via, action, entity, entity_id, before, after)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            id,
            viewer.at,
            viewer.user.map(|user| user.0),
            viewer.via.code(),
            entry.action,
            entry.entity,
            entry.entity_id,
            before,
            after,
        ],
    )
    .await?;
    Ok(())
}
