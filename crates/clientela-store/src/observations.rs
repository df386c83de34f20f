//! What our own eyes and reading bring: a line jotted down, then turned into a prospect, into evidence or into a note,
//! or set aside with a reason. Nothing is lost: whatever became of it, the line stays. Everybody of the firm reads those
//! nothing became of yet; what led to a client or a prospect is seen with it, and by whoever jotted it down.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObservationId, ProspectId, PublicationId, UserId};
use clientela_domain::names::fold;
use clientela_domain::prospects::ObservationState;
use jiff::Timestamp;
use serde_json::json;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};
use crate::{accounts, prospects};

/// What became of an observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turning {
    /// What.
    pub state: ObservationState,
    /// Why it was set aside; otherwise empty.
    pub reason: String,
    /// The prospect it led to.
    pub prospect_id: Option<ProspectId>,
    /// The client it led to.
    pub account_id: Option<AccountId>,
}

/// An observation in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Which one.
    pub id: ObservationId,
    /// What was seen or read.
    pub line: String,
    /// On which day.
    pub day: Date,
    /// What became of it.
    pub turned: Turning,
    /// In what it was read; absent where own eyes saw it.
    pub publication_id: Option<PublicationId>,
    /// Who jotted it down.
    pub author_id: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

/// Most observations read at once.
const OBSERVATIONS_MAX: u64 = 500;

const COLUMNS: &str = "id, line, day, state, reason, prospect_id, account_id, publication_id, author_id, created_at, version";

/// The condition that leaves only observations the viewer may see. What it needs bound is added to `values`. No wall
/// is passed, whoever jotted it down.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let with_prospect = |seen: &str| {
        format!(
            "(observations.prospect_id IS NULL OR EXISTS (SELECT 1 FROM prospects
                 WHERE prospects.id = observations.prospect_id AND {seen}))"
        )
    };
    let account = accounts::seen_by(viewer, "observations.account_id", values);
    let prospect = with_prospect(&prospects::visible(viewer, values));
    let seen = format!("(observations.account_id IS NULL OR {account}) AND {prospect}");
    let Some(user) = viewer.user else {
        return format!("({seen})");
    };
    values.push(sql::Bind::bind(user.0));
    let who = values.len();
    let walls = accounts::none_or_outside_walls(viewer, "observations.account_id", values);
    let outside = accounts::none_or_outside_walls(viewer, "prospects.account_id", values);
    format!(
        "(({seen}) OR (observations.author_id = ${who} AND {walls} AND {}))",
        with_prospect(&outside)
    )
}

/// Jots a line down.
///
/// # Errors
/// [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, jotted: (&str, Date)) -> Result<ObservationId, StoreError> {
    create_from(tx, None, jotted).await
}

/// As [`create`], of a line that was read in something.
pub(crate) async fn create_from(
    tx: &mut Tx,
    publication: Option<PublicationId>,
    (line, day): (&str, Date),
) -> Result<ObservationId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let id = ObservationId(new_id(tx.at()));
    let text = "INSERT INTO observations (id, line, line_folded, day, state, reason, publication_id, author_id,
            created_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = binds![
        id.0,
        line,
        fold(line),
        day,
        ObservationState::New.code(),
        "",
        publication.map(|id| id.0),
        tx.viewer().user.map(|user| user.0),
        tx.at(),
        1_i64,
    ];
    sql::execute(tx, "writing an observation", text, values).await?;
    let after = json!({ "line": line, "day": day.to_string() });
    tx.journal(JournalEntry::new("created", "observation", id).after(after))
        .await?;
    Ok(id)
}

/// Says what became of an observation that was read at `version`, or opens it again. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] where something became of it already; [`StoreError::Stale`]; [`StoreError::Missing`];
/// [`StoreError::Forbidden`].
pub async fn turn(
    tx: &mut Tx,
    (id, version): (ObservationId, i64),
    to: &Turning,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = get(tx, id).await?;
    let before = before.ok_or(StoreError::Missing("observation"))?;
    let was = before.turned.state;
    let opens = to.state == ObservationState::New;
    if opens == (was == ObservationState::New) {
        return Err(StoreError::Transition {
            entity: "observation",
            from: was.code(),
            to: to.state.code(),
        });
    }
    let text = "UPDATE observations SET state = $3, reason = $4, prospect_id = $5, account_id = $6,
            is_sample = $7, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        to.state.code(),
        &to.reason,
        to.prospect_id.map(|id| id.0),
        to.account_id.map(|id| id.0),
        false,
    ];
    accounts::fresh(sql::execute(tx, "turning an observation", text, values).await?)?;
    let entry = match to.state {
        ObservationState::New => JournalEntry::new("reopened", "observation", id),
        ObservationState::SetAside => JournalEntry::new("set_aside", "observation", id),
        _ => JournalEntry::new("turned", "observation", id),
    };
    let entry = entry
        .before(json!({ "observation_state": was.code() }))
        .after(json!({ "observation_state": to.state.code(), "reason": to.reason }));
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// An observation the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: ObservationId,
) -> Result<Option<Observation>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM observations WHERE id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading an observation", &text, values, read).await
}

/// Observations in a state, or all of them, the newest first, as far as the viewer may see them.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    state: Option<ObservationState>,
) -> Result<Vec<Observation>, StoreError> {
    page(reader, state, None).await
}

/// As [`list`], those that were jotted down before this one; none when there are no more.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    reader: &dyn Reader,
    state: Option<ObservationState>,
    before: Option<ObservationId>,
) -> Result<Vec<Observation>, StoreError> {
    let mut values: Values = binds![OBSERVATIONS_MAX];
    let mut only = String::from("1 = 1");
    if let Some(state) = state {
        values.extend(binds![state.code()]);
        only.push_str(&format!(" AND state = ${}", values.len()));
    }
    if let Some(before) = before {
        values.extend(binds![before.0]);
        only.push_str(&format!(" AND id < ${}", values.len()));
    }
    let text = format!(
        "SELECT {COLUMNS} FROM observations WHERE {only} AND {} ORDER BY id DESC LIMIT $1",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "listing observations", &text, values, read).await
}

/// Observations the viewer may see that say the same, however it is written, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn twins(reader: &dyn Reader, line: &str) -> Result<Vec<Observation>, StoreError> {
    let mut values = binds![fold(line), OBSERVATIONS_MAX];
    let text = format!(
        "SELECT {COLUMNS} FROM observations WHERE line_folded = $1 AND {} ORDER BY id DESC LIMIT $2",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "finding observations", &text, values, read).await
}

fn read(row: &Row) -> Result<Observation, StoreError> {
    Ok(Observation {
        id: ObservationId(row.uuid("id")?),
        line: row.text("line")?,
        day: row.day("day")?,
        turned: Turning {
            state: row.word("state", ObservationState::from_code)?,
            reason: row.text("reason")?,
            prospect_id: row.uuid_if_any("prospect_id")?.map(ProspectId),
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
        },
        publication_id: row.uuid_if_any("publication_id")?.map(PublicationId),
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
