//! The ways in which a prospect came to us: who gave it, from where, for how much.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, CampaignId, ColdBatchId, PersonId, ProspectId, PublicationId, SourceRecordId,
    SpotterId,
};
use clientela_domain::prospects::SourceKind;
use serde_json::{Value as Json, json};

use super::{COLUMNS, Prospect, editable, read_prospect, touch, visible};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::{accounts, campaigns, cold_batches, people, reading, spotters};

/// One way in which a prospect came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSource {
    /// Which way.
    pub kind: SourceKind,
    /// The firm's own name of a way that is none of ours; otherwise empty.
    pub channel: String,
    /// On which day.
    pub day: Date,
    /// Who gave it to us.
    pub person_id: Option<PersonId>,
    /// The client who gave it to us, or whose person did.
    pub account_id: Option<AccountId>,
    /// Through which campaign.
    pub campaign_id: Option<CampaignId>,
    /// In what we read it was found.
    pub publication_id: Option<PublicationId>,
    /// In which batch of cold contacts.
    pub batch_id: Option<ColdBatchId>,
    /// Under which agreement with somebody who is paid for names.
    pub spotter_id: Option<SpotterId>,
    /// More about it: the publication, the event, the list; may be empty.
    pub detail: String,
    /// What it cost; unknown when absent.
    pub cost: Option<Amount>,
    /// In which currency.
    pub currency: Option<Currency>,
}

/// A way in which a prospect came, in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProspectSource {
    /// Which one.
    pub id: SourceRecordId,
    /// What was written.
    pub source: NewSource,
}

pub(super) async fn check(tx: &Tx, new: &NewSource) -> Result<(), StoreError> {
    people::require_seen(tx, new.person_id.as_slice()).await?;
    if let Some(account) = new.account_id {
        let found = accounts::get(tx, account).await?;
        found.ok_or(StoreError::Missing("account"))?;
    }
    if let Some(campaign) = new.campaign_id {
        let found = campaigns::get(tx, campaign).await?;
        found.ok_or(StoreError::Missing("campaign"))?;
    }
    if let Some(publication) = new.publication_id {
        let found = reading::get(tx, publication).await?;
        found.ok_or(StoreError::Missing("publication"))?;
    }
    if let Some(batch) = new.batch_id {
        let found = cold_batches::get(tx, batch).await?;
        found.ok_or(StoreError::Missing("cold_batch"))?;
    }
    if let Some(spotter) = new.spotter_id {
        let found = spotters::get(tx, spotter).await?;
        found.ok_or(StoreError::Missing("spotter"))?;
    }
    Ok(())
}

pub(crate) async fn insert(tx: &Tx, rows: &[(ProspectId, &NewSource)]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO prospect_sources (id, prospect_id, kind, channel, day, person_id, account_id,
        campaign_id, publication_id, batch_id, spotter_id, detail, cost, currency, created_by, created_at)";
    let (at, author) = (tx.at(), tx.viewer().user);
    sql::insert_many(tx, "writing sources", (head, ""), rows, |(id, new)| {
        binds![
            new_id(at),
            id.0,
            new.kind.code(),
            &new.channel,
            new.day,
            new.person_id.map(|id| id.0),
            new.account_id.map(|id| id.0),
            new.campaign_id.map(|id| id.0),
            new.publication_id.map(|id| id.0),
            new.batch_id.map(|id| id.0),
            new.spotter_id.map(|id| id.0),
            &new.detail,
            new.cost.map(|cost| cost.to_string()),
            new.cost
                .and(new.currency)
                .map(|currency| currency.code().to_owned()),
            author.map(|user| user.0),
            at,
        ]
    })
    .await
    .map(drop)
}

/// Adds a way in which a prospect came that was read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn add_source(
    tx: &mut Tx,
    id: ProspectId,
    new: &NewSource,
    version: i64,
) -> Result<i64, StoreError> {
    editable(tx, id).await?;
    check(tx, new).await?;
    touch(tx, id, version).await?;
    insert(tx, &[(id, new)]).await?;
    let entry = JournalEntry::new("source_added", "prospect", id).after(as_json(new));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Takes a way that was written by mistake away from a prospect that was read at `version`. Returns the new
/// version.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Stale`]; [`StoreError::Forbidden`].
pub async fn remove_source(
    tx: &mut Tx,
    id: ProspectId,
    source: SourceRecordId,
    version: i64,
) -> Result<i64, StoreError> {
    editable(tx, id).await?;
    let all = sources_of(tx, id).await?;
    let found = all.into_iter().find(|one| one.id == source);
    let found = found.ok_or(StoreError::Missing("source"))?;
    if let Some(spotter) = found.source.spotter_id
        && spotters::was_paid(tx, spotter, id).await?
    {
        return Err(StoreError::Refused {
            field: "source",
            code: "source-was-paid",
        });
    }
    touch(tx, id, version).await?;
    let text = "DELETE FROM prospect_sources WHERE id = $1";
    sql::execute(tx, "removing a source", text, binds![source.0]).await?;
    let entry = JournalEntry::new("source_removed", "prospect", id).before(as_json(&found.source));
    tx.journal(entry).await?;
    Ok(version + 1)
}

fn as_json(new: &NewSource) -> Json {
    json!({
        "source": new.kind.code(),
        "channel": new.channel,
        "day": new.day.to_string(),
        "person": new.person_id.map(|id| id.to_string()),
        "account": new.account_id.map(|id| id.to_string()),
        "publication": new.publication_id.map(|id| id.to_string()),
        "spotter": new.spotter_id.map(|id| id.to_string()),
        "detail": new.detail,
        "source_cost": new.cost.map(|cost| cost.to_string()),
        "currency": new.currency.map(|currency| currency.code().to_owned()),
    })
}

/// The ways in which a prospect came that the viewer sees, the earliest first.
///
/// # Errors
/// When the database refuses.
pub async fn sources_of(
    reader: &dyn Reader,
    id: ProspectId,
) -> Result<Vec<ProspectSource>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {SOURCE_COLUMNS}
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.prospect_id = $1 AND {} ORDER BY came.day, came.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading sources", &text, values, read_source).await
}

/// Prospects a person gave us that the viewer sees, the newest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn named_by_person(
    reader: &dyn Reader,
    person: PersonId,
    limit: u64,
) -> Result<Vec<Prospect>, StoreError> {
    named_by(reader, "person_id", person.0, limit).await
}

/// Prospects a client gave us that the viewer sees, the newest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn named_by_account(
    reader: &dyn Reader,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Prospect>, StoreError> {
    named_by(reader, "account_id", account.0, limit).await
}

async fn named_by(
    reader: &dyn Reader,
    column: &'static str,
    id: uuid::Uuid,
    limit: u64,
) -> Result<Vec<Prospect>, StoreError> {
    let mut values = binds![id, limit];
    let text = format!(
        "SELECT {COLUMNS} FROM prospects
         WHERE prospects.id IN (SELECT came.prospect_id FROM prospect_sources AS came WHERE came.{column} = $1)
             AND {} ORDER BY prospects.id DESC LIMIT $2",
        visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading whom somebody named",
        &text,
        values,
        read_prospect,
    )
    .await
}

/// The first way in which each of these prospects came; the caller has read them.
///
/// # Errors
/// When the database refuses.
pub async fn first_sources(
    reader: &dyn Reader,
    ids: &[ProspectId],
) -> Result<HashMap<ProspectId, ProspectSource>, StoreError> {
    let mut found: HashMap<ProspectId, ProspectSource> = HashMap::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: sql::Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let text = format!(
            "SELECT {SOURCE_COLUMNS}, came.prospect_id
             FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
             WHERE came.prospect_id IN ({}) AND {} ORDER BY came.day, came.id",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| Ok((ProspectId(row.uuid("prospect_id")?), read_source(row)?));
        for (id, source) in sql::all(reader, "reading sources", &text, values, read).await? {
            found.entry(id).or_insert(source);
        }
    }
    Ok(found)
}

const SOURCE_COLUMNS: &str =
    "came.id, came.kind, came.channel, came.day, came.person_id, came.account_id,
    came.campaign_id, came.publication_id, came.batch_id, came.spotter_id, came.detail, came.cost, came.currency";

fn read_source(row: &Row) -> Result<ProspectSource, StoreError> {
    Ok(ProspectSource {
        id: SourceRecordId(row.uuid("id")?),
        source: NewSource {
            kind: row.word("kind", SourceKind::from_code)?,
            channel: row.text("channel")?,
            day: row.day("day")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            campaign_id: row.uuid_if_any("campaign_id")?.map(CampaignId),
            publication_id: row.uuid_if_any("publication_id")?.map(PublicationId),
            batch_id: row.uuid_if_any("batch_id")?.map(ColdBatchId),
            spotter_id: row.uuid_if_any("spotter_id")?.map(SpotterId),
            detail: row.text("detail")?,
            cost: row.word_if_any("cost", Amount::parse)?,
            currency: row.word_if_any("currency", Currency::from_code)?,
        },
    })
}
