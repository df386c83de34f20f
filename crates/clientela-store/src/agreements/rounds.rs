//! The rounds in which an agreement was negotiated. Who took something back says so; the round stays.

use clientela_domain::agreements::RoundKind;
use clientela_domain::day::Date;
use clientela_domain::ids::{AgreementId, PersonId, RoundId, UserId};
use clientela_domain::obligations::Party;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::{editable, get};
use crate::accounts;
use crate::error::StoreError;
use crate::happenings::require_author;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// A round as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRound {
    /// When.
    pub day: Date,
    /// An offer, an answer to one, or something given up.
    pub kind: RoundKind,
    /// By which side.
    pub side: Party,
    /// What was offered or given up.
    pub what: String,
    /// What for; may be empty.
    pub purpose: String,
    /// What was asked or got in return; may be empty.
    pub in_return: String,
    /// Who of the client's people.
    pub person_id: Option<PersonId>,
    /// Who of us.
    pub user_id: Option<UserId>,
    /// More about it; may be empty.
    pub note: String,
}

/// A round in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Which one.
    pub id: RoundId,
    /// What was written.
    pub round: NewRound,
    /// It was written by mistake.
    pub is_taken_back: bool,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Adds a round to an agreement.
///
/// # Errors
/// [`StoreError::Missing`] without such an agreement, person or user; [`StoreError::Forbidden`].
pub async fn add_round(
    tx: &mut Tx,
    agreement: AgreementId,
    new: &NewRound,
) -> Result<RoundId, StoreError> {
    let of = editable(tx, agreement, None).await?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    if let Some(user) = new.user_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    let id = RoundId(new_id(tx.at()));
    insert(tx, agreement, id, new, (tx.viewer().user, tx.at())).await?;
    accounts::touch(tx, of.agreement.account_id).await?;
    let entry = JournalEntry::new("round_added", "agreement", agreement);
    tx.journal(entry.after(as_json(id, new))).await?;
    Ok(id)
}

pub(crate) async fn insert(
    tx: &Tx,
    agreement: AgreementId,
    id: RoundId,
    new: &NewRound,
    (author, at): (Option<UserId>, Timestamp),
) -> Result<(), StoreError> {
    let text = "INSERT INTO agreement_rounds (id, agreement_id, day, kind, side, what, purpose,
            in_return, person_id, user_id, note, is_taken_back, created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = binds![
        id.0,
        agreement.0,
        new.day,
        new.kind.code(),
        new.side.code(),
        &new.what,
        &new.purpose,
        &new.in_return,
        new.person_id.map(|person| person.0),
        new.user_id.map(|user| user.0),
        &new.note,
        false,
        author.map(|user| user.0),
        at,
    ];
    sql::execute(tx, "writing a round", text, values).await?;
    Ok(())
}

/// Takes back a round that was written by mistake.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Transition`] when it is taken back already;
/// [`StoreError::Forbidden`] for others' words without the permission to change them.
pub async fn take_round_back(
    tx: &mut Tx,
    agreement: AgreementId,
    id: RoundId,
) -> Result<(), StoreError> {
    let of = editable(tx, agreement, None).await?;
    let rounds = rounds_of(tx, agreement).await?;
    let found = rounds.into_iter().find(|round| round.id == id);
    let found = found.ok_or(StoreError::Missing("round"))?;
    require_author(tx, found.created_by.map(|user| user.0))?;
    if found.is_taken_back {
        return Err(StoreError::Transition {
            entity: "round",
            from: "taken_back",
            to: "taken_back",
        });
    }
    let text = "UPDATE agreement_rounds SET is_taken_back = $2 WHERE id = $1";
    sql::execute(tx, "taking a round back", text, binds![id.0, true]).await?;
    accounts::touch(tx, of.agreement.account_id).await?;
    let entry = JournalEntry::new("round_taken_back", "agreement", agreement);
    tx.journal(entry.before(as_json(id, &found.round))).await
}

fn as_json(id: RoundId, new: &NewRound) -> Json {
    json!({
        "round": id.to_string(),
        "day": new.day.to_string(),
        "round_kind": new.kind.code(),
        "side": new.side.code(),
        "what": new.what,
        "purpose": new.purpose,
        "in_return": new.in_return,
        "person": new.person_id.map(|id| id.to_string()),
        "owner": new.user_id.map(|id| id.to_string()),
        "note": new.note,
    })
}

/// The rounds of an agreement, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn rounds_of(
    reader: &dyn Reader,
    agreement: AgreementId,
) -> Result<Vec<Round>, StoreError> {
    if get(reader, agreement).await?.is_none() {
        return Ok(Vec::new());
    }
    let text = "SELECT id, day, kind, side, what, purpose, in_return, person_id, user_id, note,
            is_taken_back, created_by, created_at
        FROM agreement_rounds WHERE agreement_id = $1 ORDER BY day DESC, id DESC";
    sql::all(
        reader,
        "reading rounds",
        text,
        binds![agreement.0],
        read_round,
    )
    .await
}

fn read_round(row: &Row) -> Result<Round, StoreError> {
    Ok(Round {
        id: RoundId(row.uuid("id")?),
        round: NewRound {
            day: row.day("day")?,
            kind: row.word("kind", RoundKind::from_code)?,
            side: row.word("side", Party::from_code)?,
            what: row.text("what")?,
            purpose: row.text("purpose")?,
            in_return: row.text("in_return")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            user_id: row.uuid_if_any("user_id")?.map(UserId),
            note: row.text("note")?,
        },
        is_taken_back: row.truth("is_taken_back")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
    })
}
