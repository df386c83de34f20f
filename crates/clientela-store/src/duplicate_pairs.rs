//! Two accounts or two people that may be the same one: found by scans and imports, decided by people.

use clientela_domain::ids::{AccountId, DuplicatePairId, PersonId, UserId};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};
use crate::{accounts, people};

words! {
    /// What kind of records the two are.
    PairKind {
        /// Clients.
        Account = "account",
        /// People.
        Person = "person",
    }
}

words! {
    /// What became of a pair.
    PairState {
        /// Nobody has decided.
        Open = "open",
        /// Somebody says they are two.
        Different = "different",
        /// Made one.
        Merged = "merged",
    }
}

/// Two records that may be the same one, as a scan found them.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPair {
    /// One.
    pub first: Uuid,
    /// The other.
    pub second: Uuid,
    /// The chance that they are one.
    pub probability: f64,
    /// The evidence as JSON whose meaning lives with its users; it holds no value of a record.
    pub evidence: String,
}

/// A pair in the book.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicatePair {
    /// Which one.
    pub id: DuplicatePairId,
    /// What kind of records.
    pub kind: PairKind,
    /// One.
    pub first: Uuid,
    /// The other.
    pub second: Uuid,
    /// The chance that they are one.
    pub probability: f64,
    /// The evidence as JSON.
    pub evidence: String,
    /// What became of it.
    pub state: PairState,
    /// When it was found last.
    pub found_at: Timestamp,
    /// When somebody decided.
    pub decided_at: Option<Timestamp>,
    /// Who.
    pub decided_by: Option<UserId>,
}

/// The names of the two tables a pair can be of, for the conditions of sight.
fn both_visible(kind: PairKind, viewer: &Viewer, values: &mut Values) -> String {
    let one = |side: &str, values: &mut Values| match kind {
        PairKind::Account => format!(
            "EXISTS (SELECT 1 FROM accounts WHERE accounts.id = p.{side} AND {})",
            accounts::visible(viewer, values)
        ),
        PairKind::Person => format!(
            "EXISTS (SELECT 1 FROM people WHERE people.id = p.{side} AND people.erased_at IS NULL
                 AND {})",
            people::visible(viewer, values)
        ),
    };
    let first = one("first_id", values);
    format!("{first} AND {}", one("second_id", values))
}

const COLUMNS: &str = "p.id, p.entity, p.first_id, p.second_id, p.probability, p.evidence, p.state,
    p.found_at, p.decided_at, p.decided_by";

/// Pairs of a kind and state of which the viewer may see both records: the most certain first.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    kind: PairKind,
    state: PairState,
    (offset, limit): (u64, u64),
) -> Result<Vec<DuplicatePair>, StoreError> {
    let mut values = binds![kind.code(), state.code()];
    let sight = both_visible(kind, reader.viewer(), &mut values);
    values.push(limit.bind());
    values.push(offset.bind());
    let text = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs AS p WHERE p.entity = $1 AND p.state = $2 AND {sight}
         ORDER BY p.probability DESC, p.id LIMIT ${} OFFSET ${}",
        values.len() - 1,
        values.len()
    );
    sql::all(reader, "reading pairs", &text, values, read_pair).await
}

/// The same from a place on: after the pair of this probability and id, however many came before it.
///
/// # Errors
/// When the database refuses.
pub async fn list_after(
    reader: &dyn Reader,
    kind: PairKind,
    state: PairState,
    after: Option<(f64, DuplicatePairId)>,
    limit: u64,
) -> Result<Vec<DuplicatePair>, StoreError> {
    let (probability, id) = after.map_or((2.0, Uuid::nil()), |(at, id)| (at, id.0));
    let mut values = binds![kind.code(), state.code(), probability, id];
    let sight = both_visible(kind, reader.viewer(), &mut values);
    values.push(limit.bind());
    let text = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs AS p WHERE p.entity = $1 AND p.state = $2
             AND (p.probability < $3 OR (p.probability = $3 AND p.id > $4)) AND {sight}
         ORDER BY p.probability DESC, p.id LIMIT ${}",
        values.len()
    );
    sql::all(reader, "reading pairs", &text, values, read_pair).await
}

/// How many pairs of a kind and state there are of which the viewer may see both records.
///
/// # Errors
/// When the database refuses.
pub async fn count(
    reader: &dyn Reader,
    kind: PairKind,
    state: PairState,
) -> Result<u64, StoreError> {
    let mut values = binds![kind.code(), state.code()];
    let text = format!(
        "SELECT count(*) AS found FROM duplicate_pairs AS p
         WHERE p.entity = $1 AND p.state = $2 AND {}",
        both_visible(kind, reader.viewer(), &mut values)
    );
    let found = sql::one(reader, "counting pairs", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// One pair, when the viewer may see both records.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: DuplicatePairId,
) -> Result<Option<DuplicatePair>, StoreError> {
    let text = "SELECT entity FROM duplicate_pairs WHERE id = $1";
    let kind = sql::one(reader, "reading a pair", text, binds![id.0], |row| {
        row.word("entity", PairKind::from_code)
    });
    let Some(kind) = kind.await? else {
        return Ok(None);
    };
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs AS p WHERE p.id = $1 AND {}",
        both_visible(kind, reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a pair", &text, values, read_pair).await
}

/// The pair of these two records, when there is one the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn between(
    reader: &dyn Reader,
    kind: PairKind,
    one: Uuid,
    other: Uuid,
) -> Result<Option<DuplicatePair>, StoreError> {
    let (first, second) = in_order(one, other);
    let text =
        "SELECT id FROM duplicate_pairs WHERE entity = $1 AND first_id = $2 AND second_id = $3";
    let values = binds![kind.code(), first, second];
    let id = sql::one(reader, "finding a pair", text, values, |row| row.uuid("id"));
    match id.await? {
        Some(id) => get(reader, DuplicatePairId(id)).await,
        None => Ok(None),
    }
}

/// Open pairs of one record, the most certain first, of which the viewer may see both.
///
/// # Errors
/// When the database refuses.
pub async fn open_with(
    reader: &dyn Reader,
    kind: PairKind,
    id: Uuid,
    limit: u64,
) -> Result<Vec<DuplicatePair>, StoreError> {
    let mut values = binds![kind.code(), id, PairState::Open.code()];
    let sight = both_visible(kind, reader.viewer(), &mut values);
    values.push(limit.bind());
    // Each half has its index.
    let text = format!(
        "SELECT {COLUMNS} FROM duplicate_pairs AS p
         WHERE p.id IN (SELECT id FROM duplicate_pairs WHERE entity = $1 AND first_id = $2
                UNION ALL SELECT id FROM duplicate_pairs WHERE entity = $1 AND second_id = $2)
             AND p.state = $3 AND {sight}
         ORDER BY p.probability DESC, p.id LIMIT ${}",
        values.len()
    );
    sql::all(reader, "reading pairs", &text, values, read_pair).await
}

/// Writes what was found. What people decided stays decided; an open pair gets the new evidence.
/// When `whole` the whole book was looked through, and open pairs that were not found again go.
/// Returns how many are new.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn write_found(
    tx: &mut Tx,
    kind: PairKind,
    pairs: &[FoundPair],
    whole: bool,
) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let at = tx.at();
    let before = rows(tx, kind).await?;
    let head =
        "INSERT INTO duplicate_pairs (id, entity, first_id, second_id, probability, evidence,
        state, found_at)";
    let tail = "ON CONFLICT (entity, first_id, second_id) DO UPDATE SET
        probability = CASE WHEN duplicate_pairs.state = 'open' THEN excluded.probability
            ELSE duplicate_pairs.probability END,
        evidence = CASE WHEN duplicate_pairs.state = 'open' THEN excluded.evidence
            ELSE duplicate_pairs.evidence END,
        found_at = excluded.found_at";
    let mut once: Vec<&FoundPair> = pairs
        .iter()
        .filter(|pair| pair.first != pair.second)
        .collect();
    once.sort_by_key(|pair| in_order(pair.first, pair.second));
    once.dedup_by_key(|pair| in_order(pair.first, pair.second));
    sql::insert_many(tx, "writing pairs", (head, tail), &once, |pair| {
        let (first, second) = in_order(pair.first, pair.second);
        binds![
            new_id(at),
            kind.code(),
            first,
            second,
            pair.probability,
            &pair.evidence,
            PairState::Open.code(),
            at,
        ]
    })
    .await?;
    let found = rows(tx, kind).await? - before;
    if whole {
        let text =
            "DELETE FROM duplicate_pairs WHERE entity = $1 AND state = 'open' AND found_at < $2";
        sql::execute(tx, "removing pairs", text, binds![kind.code(), at]).await?;
    }
    Ok(found)
}

async fn rows(reader: &dyn Reader, kind: PairKind) -> Result<u64, StoreError> {
    let text = "SELECT count(*) AS found FROM duplicate_pairs WHERE entity = $1";
    let found = sql::one(reader, "counting pairs", text, binds![kind.code()], |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// Says on behalf of a person that the two are different (`true`), or takes that back.
///
/// # Errors
/// [`StoreError::Missing`] without such a pair in sight; [`StoreError::Transition`] for a merged one;
/// [`StoreError::Forbidden`].
pub async fn decide(tx: &mut Tx, id: DuplicatePairId, different: bool) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let pair = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("duplicate_pair"))?;
    let to = if different {
        PairState::Different
    } else {
        PairState::Open
    };
    if pair.state == PairState::Merged {
        return Err(StoreError::Transition {
            entity: "duplicate_pair",
            from: pair.state.code(),
            to: to.code(),
        });
    }
    if pair.state == to {
        tx.unjournalled("nothing changed");
        return Ok(());
    }
    set_state(tx, id, to).await?;
    let (first, second) = pair.parties();
    let entry = if different {
        JournalEntry::new("held_different", "duplicate_pair", id)
    } else {
        JournalEntry::new("reopened", "duplicate_pair", id)
    };
    let entry = entry.after(json!({ "first": first, "second": second }));
    tx.journal(entry).await
}

/// Sets the state of a pair, with who decided; an open one is decided by nobody.
pub(crate) async fn set_state(
    tx: &Tx,
    id: DuplicatePairId,
    state: PairState,
) -> Result<(), StoreError> {
    let decided = state != PairState::Open;
    let text =
        "UPDATE duplicate_pairs SET state = $2, decided_at = $3, decided_by = $4 WHERE id = $1";
    let values = binds![
        id.0,
        state.code(),
        decided.then(|| tx.at()),
        tx.viewer().user.filter(|_| decided).map(|user| user.0),
    ];
    sql::execute(tx, "deciding a pair", text, values).await?;
    Ok(())
}

/// Two ids in the order in which a pair holds them.
pub(crate) fn in_order(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    if one <= other {
        (one, other)
    } else {
        (other, one)
    }
}

impl DuplicatePair {
    /// The ids of both as texts.
    fn parties(&self) -> (String, String) {
        (self.first.to_string(), self.second.to_string())
    }

    /// The two as accounts; `None` for people.
    #[must_use]
    pub fn accounts(&self) -> Option<(AccountId, AccountId)> {
        (self.kind == PairKind::Account).then_some((AccountId(self.first), AccountId(self.second)))
    }

    /// The two as people; `None` for accounts.
    #[must_use]
    pub fn people(&self) -> Option<(PersonId, PersonId)> {
        (self.kind == PairKind::Person).then_some((PersonId(self.first), PersonId(self.second)))
    }
}

fn read_pair(row: &Row) -> Result<DuplicatePair, StoreError> {
    Ok(DuplicatePair {
        id: DuplicatePairId(row.uuid("id")?),
        kind: row.word("entity", PairKind::from_code)?,
        first: row.uuid("first_id")?,
        second: row.uuid("second_id")?,
        probability: row.number_if_any("probability")?.unwrap_or_default(),
        evidence: row.text("evidence")?,
        state: row.word("state", PairState::from_code)?,
        found_at: row.instant("found_at")?,
        decided_at: row.instant_if_any("decided_at")?,
        decided_by: row.uuid_if_any("decided_by")?.map(UserId),
    })
}
