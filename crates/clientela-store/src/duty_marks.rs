//! Duties of a key account manager at one client, marked by people where the book cannot see.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};

use crate::accounts;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

words! {
    /// What somebody says of a duty.
    DutyMarkState {
        /// It is done.
        Done = "done",
        /// It is not done.
        Open = "open",
        /// This client does not need it.
        NotNeeded = "not_needed",
    }
}

/// A mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyMark {
    /// Which duty, a stable word.
    pub duty: String,
    /// What is said.
    pub state: DutyMarkState,
    /// What it rests on; empty when nothing was given.
    pub evidence: String,
    /// The day it was true.
    pub day: Date,
    /// Who said so.
    pub author_id: Option<UserId>,
    /// Their name; empty for the program itself.
    pub author_name: String,
}

/// Marks a duty; a later mark replaces the one before. `None` takes the mark back.
///
/// # Errors
/// [`StoreError::Missing`] without such a client; [`StoreError::Forbidden`].
pub async fn mark(
    tx: &mut Tx,
    account: AccountId,
    duty: &str,
    mark: Option<(DutyMarkState, &str, Date)>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, account).await?;
    let before = of_account(tx, account).await?;
    let before = before.iter().find(|known| known.duty == duty);
    let before = before.map(|known| as_json(duty, known.state, &known.evidence, known.day));
    let after = mark.map(|(state, evidence, day)| as_json(duty, state, evidence, day));
    match mark {
        None => {
            let text = "DELETE FROM duty_marks WHERE account_id = $1 AND duty = $2";
            sql::execute(tx, "taking a mark back", text, binds![account.0, duty]).await?;
        }
        Some((state, evidence, day)) => {
            let user = tx.viewer().user.map(|user| user.0);
            sql::execute(
                tx,
                "marking a duty",
                "INSERT INTO duty_marks (account_id, duty, state, evidence, day, author_id, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (account_id, duty) DO UPDATE SET state = excluded.state,
                     evidence = excluded.evidence, day = excluded.day,
                     author_id = excluded.author_id, updated_at = excluded.updated_at",
                binds![account.0, duty, state.code(), evidence, day, user, tx.at()],
            )
            .await?;
        }
    }
    let mut entry = JournalEntry::new("duty_marked", "account", account);
    entry.before = before.map(|json| json.to_string());
    entry.after = after.map(|json| json.to_string());
    tx.journal(entry).await
}

fn as_json(duty: &str, state: DutyMarkState, evidence: &str, day: Date) -> serde_json::Value {
    serde_json::json!({
        "duty": duty,
        "state": state.code(),
        "evidence": evidence,
        "day": day.to_string(),
    })
}

/// The marks at a client, by duty.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<DutyMark>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT d.duty, d.state, d.evidence, d.day, d.author_id, users.name AS author_name
         FROM duty_marks AS d JOIN accounts ON accounts.id = d.account_id
             LEFT JOIN users ON users.id = d.author_id
         WHERE d.account_id = $1 AND {} ORDER BY d.duty",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading duties", &text, values, read_mark).await
}

fn read_mark(row: &Row) -> Result<DutyMark, StoreError> {
    Ok(DutyMark {
        duty: row.text("duty")?,
        state: row.word("state", DutyMarkState::from_code)?,
        evidence: row.text("evidence")?,
        day: row.day("day")?,
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        author_name: row.text_if_any("author_name")?.unwrap_or_default(),
    })
}
