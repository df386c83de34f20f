//! Absences: somebody is away and somebody else stands in, seeing the clients of the one who is away.

use clientela_domain::day::Date;
use clientela_domain::ids::{AbsenceId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sight;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::walls;

/// An absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Which one.
    pub id: AbsenceId,
    /// Who is away.
    pub user_id: UserId,
    /// Who stands in.
    pub substitute_id: UserId,
    /// First day away.
    pub first_day: Date,
    /// Last day away.
    pub last_day: Date,
    /// Why, for colleagues.
    pub note: String,
    /// When it was entered.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

/// An absence to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAbsence {
    /// Who is away.
    pub user_id: UserId,
    /// Who stands in.
    pub substitute_id: UserId,
    /// First day away.
    pub first_day: Date,
    /// Last day away.
    pub last_day: Date,
    /// Why, for colleagues.
    pub note: String,
}

impl NewAbsence {
    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "user_id": self.user_id.to_string(),
            "substitute_id": self.substitute_id.to_string(),
            "first_day": self.first_day.to_string(),
            "last_day": self.last_day.to_string(),
            "note": self.note,
        })
    }
}

const COLUMNS: &str = "id, user_id, substitute_id, first_day, last_day, note, created_at, version";

/// Absences the viewer may know of, the latest first: all for whoever keeps users, otherwise those in
/// which they are away or stand in.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<Absence>, StoreError> {
    let viewer = *reader.viewer();
    let everyones = viewer.may(Permission::ManageUsers);
    let mut known = all(reader).await?;
    known.retain(|absence| {
        everyones
            || viewer.user == Some(absence.user_id)
            || viewer.user == Some(absence.substitute_id)
    });
    Ok(known)
}

/// Every absence, the latest first.
pub(crate) async fn all(reader: &dyn Reader) -> Result<Vec<Absence>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM absences ORDER BY first_day DESC, id DESC");
    sql::all(reader, "listing absences", &text, vec![], read_absence).await
}

/// The days on which somebody is away, as first and last day of each absence that touches these days.
///
/// # Errors
/// [`StoreError::Forbidden`] for somebody else's without leave; when the database refuses.
pub async fn days_away(
    reader: &dyn Reader,
    user: UserId,
    (first, last): (Date, Date),
) -> Result<Vec<(Date, Date)>, StoreError> {
    crate::work_hours::require_own_or_leave(reader, user)?;
    let text = "SELECT first_day, last_day FROM absences
        WHERE user_id = $1 AND first_day <= $3 AND last_day >= $2 ORDER BY first_day, id";
    let values = binds![user.0, first, last];
    sql::all(reader, "reading absences", text, values, |row| {
        Ok((row.day("first_day")?, row.day("last_day")?))
    })
    .await
}

/// Enters an absence. Users may enter their own; others need the permission.
///
/// # Errors
/// [`StoreError::GivenUp`] for days in the wrong order or somebody standing in for themselves;
/// [`StoreError::Missing`] for a user who does not sign in; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, absence: &NewAbsence) -> Result<AbsenceId, StoreError> {
    require_self_or_manager(tx, absence.user_id)?;
    if absence.first_day > absence.last_day {
        return Err(StoreError::GivenUp("absence-days"));
    }
    if absence.user_id == absence.substitute_id {
        return Err(StoreError::GivenUp("absence-substitute"));
    }
    for user in [absence.user_id, absence.substitute_id] {
        let found = crate::users::by_id(tx, user).await?;
        if found.is_none_or(|user| user.disabled_at.is_some()) {
            return Err(StoreError::Missing("user"));
        }
    }
    walls::refuse_stand_in(tx, absence.user_id, absence.substitute_id).await?;
    let id = AbsenceId(new_id(tx.at()));
    sql::execute(
        tx,
        "entering an absence",
        "INSERT INTO absences
             (id, user_id, substitute_id, first_day, last_day, note, created_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
        binds![
            id.0,
            absence.user_id.0,
            absence.substitute_id.0,
            absence.first_day,
            absence.last_day,
            &absence.note,
            tx.at(),
        ],
    )
    .await?;
    tx.journal(JournalEntry::new("created", "absence", id).after(absence.json()))
        .await?;
    sight::rebuild(tx).await?;
    Ok(id)
}

/// Removes an absence. Users may remove their own; others need the permission.
///
/// # Errors
/// [`StoreError::Missing`], [`StoreError::Forbidden`].
pub async fn remove(tx: &mut Tx, id: AbsenceId) -> Result<(), StoreError> {
    let text = format!("SELECT {COLUMNS} FROM absences WHERE id = $1");
    let before = sql::one(tx, "reading an absence", &text, binds![id.0], read_absence)
        .await?
        .ok_or(StoreError::Missing("absence"))?;
    let viewer = *tx.viewer();
    if viewer.user != Some(before.user_id) && !viewer.may(Permission::ManageUsers) {
        // Somebody else's absence is not to be known of.
        return Err(StoreError::Missing("absence"));
    }
    let text = "DELETE FROM absences WHERE id = $1";
    sql::execute(tx, "removing an absence", text, binds![id.0]).await?;
    let was = NewAbsence {
        user_id: before.user_id,
        substitute_id: before.substitute_id,
        first_day: before.first_day,
        last_day: before.last_day,
        note: before.note,
    };
    tx.journal(JournalEntry::new("deleted", "absence", id).before(was.json()))
        .await?;
    sight::rebuild(tx).await
}

fn require_self_or_manager(tx: &Tx, user: UserId) -> Result<(), StoreError> {
    if tx.viewer().user == Some(user) {
        Ok(())
    } else {
        tx.viewer().require(Permission::ManageUsers)
    }
}

fn read_absence(row: &Row) -> Result<Absence, StoreError> {
    Ok(Absence {
        id: AbsenceId(row.uuid("id")?),
        user_id: UserId(row.uuid("user_id")?),
        substitute_id: UserId(row.uuid("substitute_id")?),
        first_day: row.day("first_day")?,
        last_day: row.day("last_day")?,
        note: row.text("note")?,
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
