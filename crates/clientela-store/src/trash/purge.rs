//! Records that go for good: out of the trash by an administrator, or by themselves after their time.

use clientela_domain::ids::{AccountId, PersonId};
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{TrashEntry, TrashKind, TrashRef, get, lies_there, table};
use crate::error::StoreError;
use crate::happening_words::{self, INTERACTIONS, NEXT_STEPS, NOTES, Texts};
use crate::happenings::for_the_journal;
use crate::journal::JournalEntry;
use crate::people;
use crate::search_words::{self, Searched};
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::walls;

/// What went for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// How many records, without those that belonged to them.
    pub records: u64,
    /// Hashes of files they had; [`crate::attachments::is_needed`] says which bytes may go.
    pub hashes: Vec<String>,
}

/// Lets a record of the trash go for good, with everything that belongs to it. Needs
/// [`Permission::ManageUsers`].
///
/// # Errors
/// [`StoreError::Missing`] when it is not there, or not for this viewer; [`StoreError::Forbidden`].
pub async fn purge(tx: &mut Tx, record: TrashRef) -> Result<Purged, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let entry: Option<TrashEntry> = get(tx, record).await?;
    entry.ok_or(StoreError::Missing("record"))?;
    let mut purged = Purged::default();
    purge_one(tx, record, &mut purged).await?;
    Ok(purged.in_order())
}

/// Lets records go that were removed before a moment, at most `limit` of each kind in one write. For
/// the program itself, which also sees what is private. Needs [`Permission::ManageUsers`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn purge_before(
    tx: &mut Tx,
    before: Timestamp,
    limit: u64,
) -> Result<Purged, StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let mut purged = Purged::default();
    for kind in TrashKind::ALL {
        let name = table(*kind);
        let text = format!(
            "SELECT {name}.id FROM {name} WHERE {} AND {name}.deleted_at < $1
             ORDER BY {name}.deleted_at, {name}.id LIMIT $2",
            lies_there(*kind)
        );
        let values = binds![before, limit];
        let ids = sql::all(tx, "reading the trash", &text, values, |row| row.uuid("id")).await?;
        for id in ids {
            purge_one(tx, (*kind, id), &mut purged).await?;
        }
    }
    if purged.records == 0 {
        tx.unjournalled("nothing was old enough");
    }
    Ok(purged.in_order())
}

impl Purged {
    fn in_order(mut self) -> Self {
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self
    }
}

async fn purge_one(tx: &mut Tx, record: TrashRef, purged: &mut Purged) -> Result<(), StoreError> {
    let (kind, id) = record;
    if let Some(text) = whose(kind) {
        walls::depart(tx, text, id).await?;
    }
    let before = match kind {
        TrashKind::Account => {
            for person in only_behind_its_wall(tx, AccountId(id)).await? {
                Box::pin(purge_one(tx, (TrashKind::Person, person.0), purged)).await?;
            }
            Some(purge_account(tx, AccountId(id), purged).await?)
        }
        TrashKind::Person => {
            purge_person(tx, PersonId(id), purged).await?;
            None
        }
        TrashKind::Interaction => purge_words(tx, &INTERACTION, id, purged).await?,
        TrashKind::Note => purge_words(tx, &NOTE, id, purged).await?,
        TrashKind::NextStep => {
            happening_words::forget(tx, NEXT_STEPS, "id = $1", binds![id]).await?;
            run(tx, &STEP_REMOVALS, id).await?;
            None
        }
        TrashKind::Confidentiality => {
            run(tx, &AGREEMENT_REMOVALS, id).await?;
            None
        }
        TrashKind::Attachment => {
            let text = "DELETE FROM attachments WHERE id = $1 RETURNING sha256";
            take_hashes(tx, text, id, purged).await?;
            None
        }
    };
    let entry = JournalEntry::new("purged", kind.code(), id);
    let entry = match before {
        Some(before) => entry.before(before),
        None => entry,
    };
    tx.journal(entry).await?;
    purged.records += 1;
    Ok(())
}

/// Whose a record is, while it still says so.
const fn whose(kind: TrashKind) -> Option<&'static str> {
    match kind {
        TrashKind::Account => None,
        TrashKind::Person => {
            Some("SELECT person_id, account_id FROM affiliations WHERE person_id = $1")
        }
        TrashKind::Interaction => {
            Some("SELECT id, account_id FROM interactions WHERE id = $1 AND account_id IS NOT NULL")
        }
        TrashKind::Note => {
            Some("SELECT id, account_id FROM notes WHERE id = $1 AND account_id IS NOT NULL")
        }
        TrashKind::NextStep => Some("SELECT id, account_id FROM next_steps WHERE id = $1"),
        TrashKind::Confidentiality => {
            Some("SELECT id, account_id FROM confidentiality_agreements WHERE id = $1")
        }
        TrashKind::Attachment => Some(
            "SELECT id, entity_id FROM attachments WHERE id = $1 AND entity = 'account'
             UNION SELECT f.id, i.account_id FROM attachments AS f
                 JOIN interactions AS i ON f.entity = 'interaction' AND i.id = f.entity_id
                 WHERE f.id = $1 AND i.account_id IS NOT NULL
             UNION SELECT f.id, n.account_id FROM attachments AS f
                 JOIN notes AS n ON f.entity = 'note' AND n.id = f.entity_id
                 WHERE f.id = $1 AND n.account_id IS NOT NULL",
        ),
    }
}

/// What hangs on an interaction or a note.
struct Words {
    table: &'static str,
    texts: Texts,
    files: &'static str,
    removals: &'static [&'static str],
}

const INTERACTION: Words = Words {
    table: "interactions",
    texts: INTERACTIONS,
    files: "DELETE FROM attachments WHERE entity = 'interaction' AND entity_id = $1 RETURNING sha256",
    removals: &[
        "DELETE FROM mentions WHERE source = 'interaction' AND source_id = $1",
        "DELETE FROM external_codes WHERE entity = 'interaction' AND entity_id = $1",
        "UPDATE next_steps SET interaction_id = NULL WHERE interaction_id = $1",
        "DELETE FROM interactions WHERE id = $1",
    ],
};

const NOTE: Words = Words {
    table: "notes",
    texts: NOTES,
    files: "DELETE FROM attachments WHERE entity = 'note' AND entity_id = $1 RETURNING sha256",
    removals: &[
        "DELETE FROM mentions WHERE source = 'note' AND source_id = $1",
        "DELETE FROM notes WHERE id = $1",
    ],
};

const STEP_REMOVALS: [&str; 1] = ["DELETE FROM next_steps WHERE id = $1"];

const AGREEMENT_REMOVALS: [&str; 2] = [
    "DELETE FROM external_codes WHERE entity = 'confidentiality' AND entity_id = $1",
    "DELETE FROM confidentiality_agreements WHERE id = $1",
];

/// What the journal says of it: only that it is private, when it is.
async fn purge_words(
    tx: &Tx,
    words: &Words,
    id: Uuid,
    purged: &mut Purged,
) -> Result<Option<Json>, StoreError> {
    let text = format!("SELECT private FROM {} WHERE id = $1", words.table);
    let private = sql::one(tx, "reading the trash", &text, binds![id], |row| {
        row.truth("private")
    });
    let private = private.await?.unwrap_or(true);
    take_hashes(tx, words.files, id, purged).await?;
    happening_words::forget(tx, words.texts, "id = $1", binds![id]).await?;
    run(tx, words.removals, id).await?;
    Ok(private.then(|| for_the_journal(true, || Json::Null)))
}

/// Rows that hold files of an account, of what happened with it and of what was said about it.
const ACCOUNT_FILES: [&str; 3] = [
    "DELETE FROM attachments WHERE (entity = 'account' AND entity_id = $1)
        OR (entity = 'interaction' AND entity_id IN (SELECT id FROM interactions WHERE account_id = $1))
        OR (entity = 'note' AND entity_id IN (SELECT id FROM notes WHERE account_id = $1))
     RETURNING sha256",
    "SELECT evidence_file AS sha256 FROM criterion_answers
     WHERE account_id = $1 AND evidence_file IS NOT NULL",
    "SELECT evidence_file AS sha256 FROM condition_answers
     WHERE account_id = $1 AND evidence_file IS NOT NULL",
];

/// Records of an account whose rows of the journal outlive them.
const ACCOUNT_RECORDS: [&str; 33] = [
    "SELECT id, account_id FROM interactions WHERE account_id = $1",
    "SELECT id, account_id FROM notes WHERE account_id = $1",
    "SELECT id, account_id FROM next_steps WHERE account_id = $1",
    "SELECT id, account_id FROM obligations WHERE account_id = $1",
    "SELECT id, account_id FROM gifts WHERE account_id = $1",
    "SELECT id, account_id FROM supports WHERE account_id = $1",
    "SELECT id, account_id FROM agreements WHERE account_id = $1",
    "SELECT id, account_id FROM execution_events WHERE account_id = $1",
    "SELECT id, account_id FROM problems WHERE account_id = $1",
    "SELECT id, account_id FROM prospects WHERE account_id = $1",
    "SELECT id, account_id FROM opportunities WHERE account_id = $1",
    "SELECT observations.id, accounts.id FROM observations JOIN accounts ON accounts.id = $1
     WHERE observations.account_id = $1
        OR observations.prospect_id IN (SELECT prospects.id FROM prospects WHERE prospects.account_id = $1)",
    "SELECT id, account_id FROM threats WHERE account_id = $1",
    "SELECT id, account_id FROM competitor_positions WHERE account_id = $1",
    "SELECT id, account_id FROM contests WHERE account_id = $1",
    "SELECT id, account_id FROM client_purchases WHERE account_id = $1",
    "SELECT id, account_id FROM incidents WHERE account_id = $1",
    "SELECT id, account_id FROM remarks WHERE account_id = $1",
    "SELECT id, account_id FROM surveys WHERE account_id = $1",
    "SELECT id, account_id FROM survey_answers WHERE account_id = $1",
    "SELECT id, account_id FROM plan_entries WHERE account_id = $1",
    "SELECT id, account_id FROM plan_statements WHERE account_id = $1",
    "SELECT id, account_id FROM plan_shares WHERE account_id = $1",
    "SELECT id, account_id FROM planned_visits WHERE account_id = $1",
    "SELECT id, account_id FROM map_placeholders WHERE account_id = $1",
    "SELECT id, account_id FROM purchase_processes WHERE account_id = $1",
    "SELECT id, account_id FROM greetings WHERE account_id = $1",
    "SELECT id, account_id FROM affiliations WHERE account_id = $1",
    "SELECT id, account_id FROM handovers WHERE account_id = $1",
    "SELECT id, account_id FROM confidentiality_agreements WHERE account_id = $1",
    "SELECT id, account_id FROM conflict_decisions WHERE account_id = $1",
    "SELECT id, account_id FROM declared_interests WHERE account_id = $1",
    "SELECT id, entity_id FROM attachments WHERE entity = 'account' AND entity_id = $1",
];

/// What does not go with the account's row by itself.
const ACCOUNT_REMOVALS: [&str; 26] = [
    "DELETE FROM mentions WHERE entity = 'account' AND entity_id = $1",
    "DELETE FROM mentions WHERE source = 'interaction'
        AND source_id IN (SELECT id FROM interactions WHERE account_id = $1)",
    "DELETE FROM mentions WHERE source = 'note'
        AND source_id IN (SELECT id FROM notes WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE (entity = 'account' AND entity_id = $1)
        OR (entity = 'interaction' AND entity_id IN (SELECT id FROM interactions WHERE account_id = $1))",
    "DELETE FROM external_codes WHERE entity = 'obligation'
        AND entity_id IN (SELECT id FROM obligations WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'gift'
        AND entity_id IN (SELECT id FROM gifts WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'support'
        AND entity_id IN (SELECT id FROM supports WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'confidentiality'
        AND entity_id IN (SELECT id FROM confidentiality_agreements WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'problem'
        AND entity_id IN (SELECT id FROM problems WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'survey_answer'
        AND entity_id IN (SELECT id FROM survey_answers WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'execution_event'
        AND entity_id IN (SELECT id FROM execution_events WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'threat'
        AND entity_id IN (SELECT id FROM threats WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'competitor_position'
        AND entity_id IN (SELECT id FROM competitor_positions WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'client_purchase'
        AND entity_id IN (SELECT id FROM client_purchases WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'opportunity'
        AND entity_id IN (SELECT id FROM opportunities WHERE account_id = $1)",
    "DELETE FROM external_codes WHERE entity = 'prospect'
        AND entity_id IN (SELECT id FROM prospects WHERE account_id = $1)",
    // What led to a client behind a wall would be in everybody's sight without it.
    "DELETE FROM observations WHERE EXISTS (SELECT 1 FROM walled_off WHERE walled_off.account_id = $1)
        AND (account_id = $1
             OR prospect_id IN (SELECT prospects.id FROM prospects WHERE prospects.account_id = $1))",
    "DELETE FROM prospects WHERE account_id = $1",
    "DELETE FROM aliases WHERE entity = 'account' AND entity_id = $1",
    "DELETE FROM duplicate_pairs WHERE entity = 'account' AND (first_id = $1 OR second_id = $1)",
    "DELETE FROM merges WHERE entity = 'account' AND (kept_id = $1 OR gone_id = $1)",
    "UPDATE next_steps SET interaction_id = NULL
        WHERE interaction_id IN (SELECT id FROM interactions WHERE account_id = $1)",
    "DELETE FROM next_steps WHERE account_id = $1",
    "DELETE FROM notes WHERE account_id = $1",
    "DELETE FROM interactions WHERE account_id = $1",
    "UPDATE accounts SET parent_id = NULL, version = version + 1 WHERE parent_id = $1",
];

/// The people who are at an account behind a wall and nowhere else. They go with it: without a place they would
/// be in everybody's sight, and whoever is outside would read who they were.
async fn only_behind_its_wall(tx: &Tx, id: AccountId) -> Result<Vec<PersonId>, StoreError> {
    let text = "SELECT DISTINCT held.person_id FROM affiliations AS held
        WHERE held.account_id = $1
          AND EXISTS (SELECT 1 FROM walled_off WHERE walled_off.account_id = $1)
          AND NOT EXISTS (SELECT 1 FROM affiliations AS other
              WHERE other.person_id = held.person_id AND other.account_id <> $1)
        ORDER BY held.person_id";
    let read = |row: &Row| Ok(PersonId(row.uuid("person_id")?));
    sql::all(tx, "reading people behind a wall", text, binds![id.0], read).await
}

/// An account goes with what happened with it and with the accounts that were merged into it; people
/// stay. Its lines stay in the ledger and belong to no account. Returns what the journal says of it.
async fn purge_account(tx: &Tx, id: AccountId, purged: &mut Purged) -> Result<Json, StoreError> {
    let text = "SELECT name,
            (SELECT count(*) FROM interactions WHERE account_id = $1) AS interactions,
            (SELECT count(*) FROM notes WHERE account_id = $1 AND NOT private) AS notes,
            (SELECT count(*) FROM next_steps WHERE account_id = $1) AS next_steps,
            (SELECT count(*) FROM obligations WHERE account_id = $1) AS obligations,
            (SELECT count(*) FROM gifts WHERE account_id = $1) AS gifts,
            (SELECT count(*) FROM supports WHERE account_id = $1) AS supports,
            (SELECT count(*) FROM agreements WHERE account_id = $1) AS agreements,
            (SELECT count(*) FROM execution_events WHERE account_id = $1) AS execution_events,
            (SELECT count(*) FROM problems WHERE account_id = $1) AS problems,
            (SELECT count(*) FROM threats WHERE account_id = $1) AS threats,
            (SELECT count(*) FROM competitor_positions WHERE account_id = $1) AS competitor_positions,
            (SELECT count(*) FROM contests WHERE account_id = $1) AS contests,
            (SELECT count(*) FROM client_purchases WHERE account_id = $1) AS client_purchases,
            (SELECT count(*) FROM incidents WHERE account_id = $1) AS incidents,
            (SELECT count(*) FROM remarks WHERE account_id = $1) AS remarks,
            (SELECT count(*) FROM opportunities WHERE account_id = $1) AS opportunities,
            (SELECT count(*) FROM survey_answers WHERE account_id = $1) AS survey_answers,
            (SELECT count(*) FROM plan_entries WHERE account_id = $1) AS plan_entries,
            (SELECT count(*) FROM map_statements WHERE account_id = $1) AS statements
        FROM accounts WHERE id = $1";
    let said = sql::one(tx, "reading the trash", text, binds![id.0], |row| {
        Ok(json!({
            "name": row.text("name")?,
            "interactions": row.count("interactions")?,
            "notes": row.count("notes")?,
            "next_steps": row.count("next_steps")?,
            "obligations": row.count("obligations")?,
            "statements": row.count("statements")?,
            "gifts": row.count("gifts")?,
            "supports": row.count("supports")?,
            "agreements": row.count("agreements")?,
            "execution_events": row.count("execution_events")?,
            "problems": row.count("problems")?,
            "threats": row.count("threats")?,
            "competitor_positions": row.count("competitor_positions")?,
            "contests": row.count("contests")?,
            "client_purchases": row.count("client_purchases")?,
            "incidents": row.count("incidents")?,
            "remarks": row.count("remarks")?,
            "opportunities": row.count("opportunities")?,
            "survey_answers": row.count("survey_answers")?,
            "plan_entries": row.count("plan_entries")?,
        }))
    });
    let said = said.await?.ok_or(StoreError::Missing("account"))?;
    let mut all = merged_into(tx, "accounts", id.0).await?;
    all.push(id.0);
    search_words::remove(tx, Searched::Account, &all).await?;
    for account in all {
        for text in ACCOUNT_RECORDS {
            walls::depart(tx, text, account).await?;
        }
        for text in ACCOUNT_FILES {
            take_hashes(tx, text, account, purged).await?;
        }
        for texts in [INTERACTIONS, NOTES, NEXT_STEPS] {
            happening_words::forget(tx, texts, "account_id = $1", binds![account]).await?;
        }
        run(tx, &ACCOUNT_REMOVALS, account).await?;
        run(tx, &["DELETE FROM accounts WHERE id = $1"], account).await?;
    }
    Ok(said)
}

/// A person goes as by an erasure, and their row with them.
async fn purge_person(tx: &Tx, id: PersonId, purged: &mut Purged) -> Result<(), StoreError> {
    let mut all = merged_into(tx, "people", id.0).await?;
    all.push(id.0);
    for person in all {
        let text = "DELETE FROM attachments WHERE (entity = 'person' AND entity_id = $1)
                OR (entity = 'note' AND entity_id IN (
                    SELECT id FROM notes WHERE person_id = $1 AND account_id IS NULL))
             RETURNING sha256";
        take_hashes(tx, text, person, purged).await?;
        people::purge(tx, PersonId(person)).await?;
    }
    Ok(())
}

/// The records merged into one, the deepest first.
async fn merged_into(tx: &Tx, table: &str, id: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let text = format!("SELECT id FROM {table} WHERE merged_into = $1 ORDER BY id");
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(current) = open.pop() {
        let below = sql::all(
            tx,
            "finding merged records",
            &text,
            binds![current],
            |row| row.uuid("id"),
        );
        for twin in below.await? {
            found.push(twin);
            open.push(twin);
        }
    }
    found.reverse();
    Ok(found)
}

async fn run(tx: &Tx, statements: &[&str], id: Uuid) -> Result<(), StoreError> {
    for text in statements {
        sql::execute(tx, "emptying the trash", text, binds![id]).await?;
    }
    Ok(())
}

/// Hashes of files; documents of answers are referred to as `<hash>/<name>`.
async fn take_hashes(tx: &Tx, text: &str, id: Uuid, purged: &mut Purged) -> Result<(), StoreError> {
    let read = |row: &Row| row.text("sha256");
    let found = sql::all(tx, "emptying the trash", text, binds![id], read).await?;
    let hash = |file: &String| file.split('/').next().unwrap_or_default().to_owned();
    purged.hashes.extend(found.iter().map(hash));
    Ok(())
}
