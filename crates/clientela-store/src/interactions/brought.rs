//! Interactions as files bring them: looked up so that none comes twice, made in bulk, changed when a
//! later file knows better, removed by the undo.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, ImportId, InteractionId, PersonId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{
    COLUMNS, Interaction, NewInteraction, StoredRow, add_participants, as_json, insert,
    read_interaction, rewrite,
};
use crate::brought::{self, BroughtFields, BroughtRecord};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::happening_words::{self, INTERACTIONS};
use crate::happenings;
use crate::import_records;
use crate::journal::JournalEntry;
use crate::mentions::{self, MentionSource};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What tells one interaction from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownInteraction {
    /// With which client.
    pub account_id: Option<AccountId>,
    /// With which people, when no client is named: ascending.
    pub people: Vec<PersonId>,
    /// When, as its canonical text.
    pub day: String,
    /// How, a stable word.
    pub kind: String,
    /// What was said, folded.
    pub summary_folded: String,
}

/// Interactions the viewer sees that have these codes, by code.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_by_codes(
    reader: &dyn Reader,
    codes: &[String],
) -> Result<HashMap<String, BroughtRecord<NewInteraction>>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let owners = external_codes::owners(reader, CodedEntity::Interaction, codes).await?;
    let seen = of_ids(reader, &brought::ids_of(&owners)).await?;
    let seen = seen.into_iter().map(|(known, touched)| BroughtRecord {
        id: known.id.0,
        version: known.version,
        touched,
        record: known.interaction,
    });
    Ok(brought::by_codes(owners, seen))
}

/// Those of these interactions that the viewer sees, and whether a person wrote or changed each.
async fn of_ids(reader: &dyn Reader, ids: &[Uuid]) -> Result<Vec<(Interaction, bool)>, StoreError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.bind()).collect();
        let text = format!(
            "SELECT {COLUMNS}, interactions.created_by_import, interactions.touched FROM interactions
             WHERE interactions.id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            happenings::interactions_visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| {
            let typed = row.uuid_if_any("created_by_import")?.is_none();
            Ok((read_interaction(row)?, typed || row.truth("touched")?))
        };
        let rows = sql::all(reader, "reading interactions", &text, values, read).await?;
        let (mut interactions, touched): (Vec<_>, Vec<bool>) = rows.into_iter().unzip();
        add_participants(reader, &mut interactions).await?;
        found.extend(interactions.into_iter().zip(touched));
    }
    Ok(found)
}

/// Writes what a later file says an interaction is, read at `version`. Whom it mentions stays.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_brought(
    tx: &mut Tx,
    (id, version): (InteractionId, i64),
    new: &NewInteraction,
) -> Result<(), StoreError> {
    let known = of_ids(tx, &[id.0]).await?.pop();
    let (before, _) = known.ok_or(StoreError::Missing("interaction"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    write_brought(tx, &before, new.clone()).await
}

async fn write_brought(
    tx: &mut Tx,
    before: &Interaction,
    mut new: NewInteraction,
) -> Result<(), StoreError> {
    new.mentions = mentions::of(tx, MentionSource::Interaction, before.id.0).await?;
    rewrite(tx, "changed", before, &new).await?;
    Ok(())
}

/// Sets those fields of an interaction back that still are as an import left them. One that is gone is left
/// alone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn undo_brought(
    tx: &mut Tx,
    id: InteractionId,
    fields: BroughtFields<'_>,
) -> Result<(), StoreError> {
    let Some((found, _)) = of_ids(tx, &[id.0]).await?.pop() else {
        return Ok(());
    };
    match brought::as_before(&found.interaction, &as_json(&found.interaction), fields)? {
        Some(back) => write_brought(tx, &found, back).await,
        None => Ok(()),
    }
}

/// Interactions in the book on these days that are not private, and the codes among these that
/// interactions have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_at(
    reader: &dyn Reader,
    days: &[String],
    codes: &[String],
) -> Result<(Vec<KnownInteraction>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in days.chunks(sql::KEYS_MAX) {
        let list = sql::list(1, chunk.len());
        let values = || -> Values { chunk.iter().map(Bind::bind).collect() };
        let text = format!(
            "SELECT p.interaction_id, p.person_id FROM interaction_people AS p
             JOIN interactions ON interactions.id = p.interaction_id
             WHERE interactions.day IN ({list}) AND interactions.account_id IS NULL
             ORDER BY p.interaction_id, p.person_id"
        );
        let read = |row: &Row| {
            Ok((
                row.uuid("interaction_id")?,
                PersonId(row.uuid("person_id")?),
            ))
        };
        let mut people: HashMap<Uuid, Vec<PersonId>> = HashMap::new();
        for (id, person) in sql::all(reader, "reading participants", &text, values(), read).await? {
            people.entry(id).or_default().push(person);
        }
        let text = format!(
            "SELECT id, account_id, day, kind, summary_folded FROM interactions
             WHERE day IN ({list}) AND deleted_at IS NULL AND NOT private"
        );
        let read = |row: &Row| {
            let known = KnownInteraction {
                account_id: row.uuid_if_any("account_id")?.map(AccountId),
                people: Vec::new(),
                day: row.text("day")?,
                kind: row.text("kind")?,
                summary_folded: row.text("summary_folded")?,
            };
            Ok((row.uuid("id")?, known))
        };
        for (id, mut one) in sql::all(reader, "reading interactions", &text, values(), read).await?
        {
            one.people = people.remove(&id).unwrap_or_default();
            known.push(one);
        }
    }
    let kind = ("interactions", CodedEntity::Interaction);
    Ok((known, brought::taken_codes(reader, kind, codes).await?))
}

/// Makes the interactions a file brings, each with its author and the code by which the file knows it.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[(InteractionId, NewInteraction, Option<UserId>, String)],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredRow<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredRow {
            id: *id,
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, CodedEntity::Interaction, codes).await?;
    let accounts: BTreeSet<Uuid> = rows
        .iter()
        .filter_map(|(_, new, _, _)| new.account_id)
        .map(|account| account.0)
        .collect();
    for account in accounts {
        happenings::renew_last_contact(tx, account).await?;
    }
    let after = json!({ "interactions": rows.len() });
    tx.journal(JournalEntry::new("interactions_created", "import", import).after(after))
        .await
}

/// Removes the interactions that only undone imports made and wrote, and to which nobody added a file or
/// a step; returns how many. `import` is the one that is being undone.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_left_behind(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT interactions.id, interactions.account_id FROM interactions
         JOIN imports AS bringer ON bringer.id = interactions.created_by_import
         WHERE bringer.status = 'undone' AND NOT interactions.touched AND {}
             AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.entity = 'interaction'
                 AND attachments.entity_id = interactions.id)
             AND NOT EXISTS (SELECT 1 FROM next_steps WHERE next_steps.interaction_id = interactions.id)",
        import_records::unclaimed("interaction", "interactions")
    );
    let read = |row: &Row| Ok((row.uuid("id")?, row.uuid_if_any("account_id")?));
    let going = sql::all(tx, "finding interactions", &text, binds![], read).await?;
    for chunk in going.chunks(sql::KEYS_MAX) {
        let values = || -> Values { chunk.iter().map(|(id, _)| id.bind()).collect() };
        let list = sql::list(1, chunk.len());
        let condition = format!("id IN ({list})");
        happening_words::forget(tx, INTERACTIONS, &condition, values()).await?;
        for text in [
            format!("DELETE FROM mentions WHERE source = 'interaction' AND source_id IN ({list})"),
            format!(
                "DELETE FROM external_codes WHERE entity = 'interaction' AND entity_id IN ({list})"
            ),
            format!("DELETE FROM interactions WHERE id IN ({list})"),
        ] {
            sql::execute(tx, "removing interactions", &text, values()).await?;
        }
    }
    let accounts: BTreeSet<Uuid> = going.iter().filter_map(|(_, account)| *account).collect();
    for account in accounts {
        happenings::renew_last_contact(tx, account).await?;
    }
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    let before = json!({ "interactions": removed });
    tx.journal(JournalEntry::new("interactions_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
