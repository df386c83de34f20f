//! A prospect becomes a client, and what is taken back of it.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ProspectId};
use clientela_domain::prospects::Stage;
use serde_json::json;

use super::moves::{self, NewMove};
use super::{editable, people_of};
use crate::accounts::{self, AccountValues};
use crate::affiliations::{self, AffiliationValues};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::opportunities;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};

/// Makes a client of a prospect that was read at `version`: a new one with these values, or one that is in the
/// book. Its people have their places there from now on; its sources stay with it. Returns the client.
///
/// # Errors
/// [`StoreError::Transition`] for one that is a client; [`StoreError::Stale`]; [`StoreError::Missing`];
/// [`StoreError::Refused`] as for a new client; [`StoreError::Forbidden`].
pub async fn win(
    tx: &mut Tx,
    id: ProspectId,
    (known, values): (Option<AccountId>, &AccountValues),
    day: Date,
    version: i64,
) -> Result<AccountId, StoreError> {
    let before = editable(tx, id).await?;
    if before.account_id.is_some() {
        return Err(StoreError::Transition {
            entity: "prospect",
            from: before.standing.stage.code(),
            to: Stage::Won.code(),
        });
    }
    let account = match known {
        Some(account) => {
            accounts::touch(tx, account).await?;
            account
        }
        None => accounts::create(tx, values).await?,
    };
    let people = people_of(tx, id).await?;
    let ids: Vec<_> = people.iter().map(|person| person.person_id).collect();
    let placed = affiliations::of_people(tx, &ids).await?;
    for person in people {
        let there = placed
            .iter()
            .any(|place| place.person_id == person.person_id && place.values.account_id == account);
        if there {
            continue;
        }
        let place = AffiliationValues {
            account_id: account,
            title: person.role,
            unit: String::new(),
            first_day: None,
            last_day: None,
            former: false,
        };
        affiliations::create(tx, person.person_id, &place).await?;
    }
    let step = NewMove {
        stage: Stage::Won,
        day,
        reason: String::new(),
        note: String::new(),
        review_on: None,
    };
    moves::place(tx, &before, &step, version).await?;
    let text = "UPDATE prospects SET account_id = $2, account_made = $3 WHERE id = $1";
    let values = binds![id.0, account.0, known.is_none()];
    sql::execute(tx, "making a client of a prospect", text, values).await?;
    opportunities::with_client(tx, id, account).await?;
    let entry = JournalEntry::new("won", "prospect", id)
        .before(json!({ "stage": before.standing.stage.code() }))
        .after(json!({ "stage": Stage::Won.code(), "account": account.to_string() }));
    tx.journal(entry).await?;
    Ok(account)
}

/// Takes back that a prospect, read at `version`, became a client: it stands where it stood before. A client that
/// was made for it and that nobody has changed since goes into the trash. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] for one that is no client; [`StoreError::Stale`]; [`StoreError::Missing`];
/// [`StoreError::Forbidden`].
pub async fn take_back(tx: &mut Tx, id: ProspectId, version: i64) -> Result<i64, StoreError> {
    let before = editable(tx, id).await?;
    if before.standing.stage != Stage::Won {
        return Err(StoreError::Transition {
            entity: "prospect",
            from: before.standing.stage.code(),
            to: Stage::Offered.code(),
        });
    }
    let earlier = moves::moves_of(tx, id).await?;
    let stood = earlier
        .iter()
        .map(|one| one.step.stage)
        .find(|stage| stage.is_live());
    let step = NewMove {
        stage: stood.unwrap_or(Stage::Offered),
        day: tx.viewer().day(),
        reason: String::new(),
        note: String::new(),
        review_on: None,
    };
    moves::place(tx, &before, &step, version).await?;
    if let Some(account) = before.account_id {
        opportunities::back_to_prospect(tx, id, account).await?;
    }
    let text = "UPDATE prospects SET account_id = NULL, account_made = $2 WHERE id = $1";
    sql::execute(tx, "taking a win back", text, binds![id.0, false]).await?;
    if let Some(account) = before.account_id.filter(|_| before.account_made) {
        let made = accounts::get(tx, account).await?;
        if let Some(made) = made.filter(|made| made.version == 1) {
            accounts::delete(tx, account, made.version).await?;
        }
    }
    let entry = JournalEntry::new("win_taken_back", "prospect", id)
        .before(json!({
            "stage": Stage::Won.code(),
            "account": before.account_id.map(|id| id.to_string()),
        }))
        .after(json!({ "stage": step.stage.code() }));
    tx.journal(entry).await?;
    Ok(version + 1)
}
