//! Erasing a person's data (Regulation (EU) 2016/679, article 17). The record stays without a name, so
//! that what happened with the client keeps its participants.

use clientela_domain::ids::PersonId;

use super::within_sight;
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity};
use crate::happening_words::{self, NOTES};
use crate::journal::JournalEntry;
use crate::search_words::{self, Searched};
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What holds values of one person, with the person as `$1`. Files of attachments lie beside the book
/// and go with the next sweep once no row names them.
const REMOVALS: [&str; 22] = [
    "DELETE FROM person_contacts WHERE person_id = $1",
    "UPDATE affiliations SET title = '', unit = '', version = version + 1 WHERE person_id = $1",
    "DELETE FROM aliases WHERE entity = 'person' AND entity_id = $1",
    "DELETE FROM attachments WHERE entity = 'person' AND entity_id = $1",
    "DELETE FROM mentions WHERE entity = 'person' AND entity_id = $1",
    "DELETE FROM duplicate_pairs WHERE entity = 'person' AND (first_id = $1 OR second_id = $1)",
    "UPDATE merges SET snapshot = '{}' WHERE entity = 'person' AND (kept_id = $1 OR gone_id = $1)",
    "UPDATE notes SET text = '', text_folded = '', version = version + 1 WHERE person_id = $1",
    "DELETE FROM map_statements WHERE person_id = $1",
    "DELETE FROM map_statements WHERE to_person_id = $1",
    "DELETE FROM map_statements WHERE placeholder_id IN (
        SELECT id FROM map_placeholders WHERE person_id = $1)",
    "UPDATE map_placeholders SET person_id = NULL, version = version + 1 WHERE person_id = $1",
    "UPDATE purchase_parts SET person_id = NULL WHERE person_id = $1",
    "UPDATE prospect_people SET role = '' WHERE person_id = $1",
    "UPDATE spotters SET name = '', name_folded = '', contract = '', employer_consent = '', tax_document = '',
        note = '', version = version + 1 WHERE person_id = $1",
    "UPDATE greetings SET note = '' WHERE person_id = $1",
    "UPDATE survey_answers SET comment = '', version = version + 1 WHERE person_id = $1",
    "UPDATE remarks SET what = '', link = '', note = '', version = version + 1 WHERE person_id = $1",
    "UPDATE plan_entries SET what = '', detail = '', version = version + 1
        WHERE kind = 'win' AND person_id = $1",
    "DELETE FROM journal_personal WHERE person_id = $1",
    "UPDATE import_records SET before = NULL, after = NULL WHERE entity = 'person' AND entity_id = $1",
    "UPDATE import_records SET before = NULL, after = NULL WHERE entity = 'spotter'
        AND entity_id IN (SELECT spotters.id FROM spotters WHERE spotters.person_id = $1)",
];

/// Erases a person's data for good, also of one in the trash, and of records that were merged into
/// theirs. Needs [`Permission::ChangeSettings`].
///
/// # Errors
/// [`StoreError::Missing`] for a person who is none or whose data is gone; [`StoreError::Forbidden`].
pub async fn erase(tx: &mut Tx, id: PersonId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    let mut values = binds![id.0];
    let text = format!(
        "SELECT people.id FROM people WHERE people.id = $1 AND people.erased_at IS NULL AND {}",
        within_sight(tx.viewer(), &mut values)
    );
    let found = sql::one(tx, "finding a person", &text, values, |row| row.uuid("id")).await?;
    found.ok_or(StoreError::Missing("person"))?;
    let twins = sql::all(
        tx,
        "finding merged people",
        "SELECT id FROM people WHERE merged_into = $1 AND erased_at IS NULL ORDER BY id",
        binds![id.0],
        |row| Ok(PersonId(row.uuid("id")?)),
    );
    let mut all = twins.await?;
    all.push(id);
    for person in all {
        erase_one(tx, person).await?;
        tx.journal(JournalEntry::new("erased", "person", person))
            .await?;
    }
    Ok(())
}

/// What keeps the row of an erased person.
const OF_THE_ROW: [&str; 26] = [
    "DELETE FROM merges WHERE entity = 'person' AND (kept_id = $1 OR gone_id = $1)",
    "DELETE FROM mentions WHERE source = 'note' AND source_id IN (
        SELECT id FROM notes WHERE person_id = $1 AND account_id IS NULL)",
    "DELETE FROM notes WHERE person_id = $1 AND account_id IS NULL",
    "UPDATE next_steps SET person_id = NULL WHERE person_id = $1",
    "UPDATE obligations SET person_id = NULL WHERE person_id = $1",
    "UPDATE gifts SET person_id = NULL WHERE person_id = $1",
    "UPDATE supports SET person_id = NULL WHERE person_id = $1",
    "UPDATE supports SET confirmed_by = NULL WHERE confirmed_by = $1",
    "UPDATE agreement_rounds SET person_id = NULL WHERE person_id = $1",
    "DELETE FROM support_people WHERE person_id = $1",
    "UPDATE problems SET said_by = NULL WHERE said_by = $1",
    "UPDATE problems SET confirmed_by = NULL WHERE confirmed_by = $1",
    "UPDATE opportunities SET person_id = NULL WHERE person_id = $1",
    "UPDATE prospect_sources SET person_id = NULL WHERE person_id = $1",
    "UPDATE spotters SET person_id = NULL WHERE person_id = $1",
    "DELETE FROM prospect_people WHERE person_id = $1",
    "UPDATE remarks SET person_id = NULL WHERE person_id = $1",
    "UPDATE surveys SET person_id = NULL WHERE person_id = $1",
    "UPDATE survey_answers SET person_id = NULL WHERE person_id = $1",
    "UPDATE plan_entries SET person_id = NULL WHERE person_id = $1",
    "UPDATE plan_statements SET person_id = NULL WHERE person_id = $1",
    "UPDATE plan_shares SET person_id = NULL WHERE person_id = $1",
    "UPDATE greetings SET person_id = NULL WHERE person_id = $1",
    "DELETE FROM affiliations WHERE person_id = $1",
    "DELETE FROM interaction_people WHERE person_id = $1",
    "DELETE FROM people WHERE id = $1",
];

/// Erases a person whose time in the trash is over, and their row. Notes on a client stay with it.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn purge(tx: &Tx, id: PersonId) -> Result<(), StoreError> {
    let text = "UPDATE notes SET person_id = NULL, version = version + 1
        WHERE person_id = $1 AND account_id IS NOT NULL";
    sql::execute(tx, "keeping notes on clients", text, binds![id.0]).await?;
    erase_one(tx, id).await?;
    for text in OF_THE_ROW {
        sql::execute(tx, "removing a person", text, binds![id.0]).await?;
    }
    Ok(())
}

async fn erase_one(tx: &Tx, id: PersonId) -> Result<(), StoreError> {
    let text = "UPDATE people SET given_name = '', family_name = '', name_folded = '',
        family_folded = '', honorific = '', languages = '', note = '', consent = 'unknown',
        consent_day = NULL, lawful_basis = 'unknown', retain_until = NULL, birthday = NULL, touched = $3,
        erased_at = $2, version = version + 1 WHERE id = $1";
    sql::execute(tx, "erasing a person", text, binds![id.0, tx.at(), true]).await?;
    happening_words::forget(tx, NOTES, "person_id = $1", binds![id.0]).await?;
    for text in REMOVALS {
        sql::execute(tx, "erasing a person", text, binds![id.0]).await?;
    }
    external_codes::remove(tx, CodedEntity::Person, id.0).await?;
    search_words::remove(tx, Searched::Person, &[id.0]).await?;
    // Answers kept for repeated requests may repeat what was written.
    let text = "DELETE FROM idempotency_keys WHERE answer LIKE $1";
    sql::execute(tx, "erasing a person", text, binds![format!("%{id}%")]).await?;
    Ok(())
}
