//! What interactions, notes and next steps have in common: who may see them, and what the journal
//! keeps of a change.
//!
//! An interaction or a note is seen with its account, or, without one, with the accounts of its
//! people. A private one is seen by its author alone, whatever the role of others; the journal holds
//! no word of it.

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::sql::{self, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

/// A kind of record that is seen with its account or its people.
struct Kind {
    table: &'static str,
    /// How the people of a record without an account are found: the text stands in `EXISTS (…)` and
    /// joins `affiliations` to the record.
    people: &'static str,
}

const INTERACTIONS: Kind = Kind {
    table: "interactions",
    people: "interaction_people
    JOIN affiliations ON affiliations.person_id = interaction_people.person_id
    WHERE interaction_people.interaction_id = interactions.id",
};
const NOTES: Kind = Kind {
    table: "notes",
    people: "affiliations
    WHERE affiliations.person_id = notes.person_id",
};

/// The condition on a column that holds the account a record is seen with.
type OfAccount = fn(&Viewer, &str, &mut Values) -> String;

/// The condition that leaves only interactions the viewer may see; `interactions` is the table's
/// name in it. What it needs bound is added to `values`.
pub(crate) fn interactions_visible(viewer: &Viewer, values: &mut Values) -> String {
    let sight = within_sight(viewer, values, &INTERACTIONS, accounts::seen_by);
    format!("interactions.deleted_at IS NULL AND {sight}")
}

/// As [`interactions_visible`], for the trash too, also with a client that is there itself.
pub(crate) fn interactions_within_sight(viewer: &Viewer, values: &mut Values) -> String {
    within_sight(viewer, values, &INTERACTIONS, accounts::within_sight_of)
}

/// The condition that leaves only notes the viewer may see; `notes` is the table's name in it.
pub(crate) fn notes_visible(viewer: &Viewer, values: &mut Values) -> String {
    let sight = within_sight(viewer, values, &NOTES, accounts::seen_by);
    format!("notes.deleted_at IS NULL AND {sight}")
}

/// As [`notes_visible`], for the trash too, also with a client that is there itself.
pub(crate) fn notes_within_sight(viewer: &Viewer, values: &mut Values) -> String {
    within_sight(viewer, values, &NOTES, accounts::within_sight_of)
}

/// As [`interactions_visible`], for a few that are looked at one by one.
pub(crate) fn few_interactions_visible(viewer: &Viewer, values: &mut Values) -> String {
    let sight = within_sight(viewer, values, &INTERACTIONS, accounts::seen_one_by_one);
    format!("interactions.deleted_at IS NULL AND {sight}")
}

/// As [`next_steps_visible`], for a few that are looked at one by one.
pub(crate) fn few_next_steps_visible(viewer: &Viewer, values: &mut Values) -> String {
    format!(
        "next_steps.deleted_at IS NULL AND {}",
        accounts::seen_one_by_one(viewer, "next_steps.account_id", values)
    )
}

/// The condition that leaves only next steps the viewer may see; `next_steps` is the table's name.
pub(crate) fn next_steps_visible(viewer: &Viewer, values: &mut Values) -> String {
    format!(
        "next_steps.deleted_at IS NULL AND {}",
        accounts::seen_by(viewer, "next_steps.account_id", values)
    )
}

fn within_sight(
    viewer: &Viewer,
    values: &mut Values,
    kind: &Kind,
    accounts_seen: OfAccount,
) -> String {
    let Kind { table, people } = kind;
    let own = match viewer.user {
        Some(user) => {
            values.push(sql::Bind::bind(user.0));
            format!("{table}.author_id = ${}", values.len())
        }
        None => "1 = 0".to_owned(),
    };
    let of_account = accounts_seen(viewer, &format!("{table}.account_id"), values);
    let walls = unbound_outside_walls(viewer, people, values);
    let unbound = if viewer.may(Permission::SeeAllAccounts) {
        walls
    } else {
        let of_people = accounts_seen(viewer, "affiliations.account_id", values);
        format!("(({own} AND {walls}) OR EXISTS (SELECT 1 FROM {people} AND {of_people}))")
    };
    format!(
        "(NOT {table}.private OR {own})
         AND (({table}.account_id IS NOT NULL AND {of_account})
             OR ({table}.account_id IS NULL AND {unbound}))"
    )
}

/// The condition that not all people of a record without an account are behind walls.
fn unbound_outside_walls(viewer: &Viewer, people: &str, values: &mut Values) -> String {
    match accounts::outside_walls(viewer, "affiliations.account_id", values) {
        None => "1 = 1".to_owned(),
        Some(outside) => format!(
            "(NOT EXISTS (SELECT 1 FROM {people}) OR EXISTS (SELECT 1 FROM {people} AND {outside}))"
        ),
    }
}

/// Refuses a change of somebody else's words, unless the viewer answers for all.
pub(crate) fn require_author(tx: &Tx, author: Option<uuid::Uuid>) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let own = tx.viewer().user.map(|user| user.0);
    if author.is_some() && author == own {
        return Ok(());
    }
    tx.viewer().require(Permission::EditOthersWords)
}

/// Puts a row somebody read at `version` into the trash.
pub(crate) async fn put_away(
    tx: &Tx,
    table: &'static str,
    id: Uuid,
    version: i64,
) -> Result<(), StoreError> {
    let text = format!(
        "UPDATE {table} SET deleted_at = $3, deleted_by = $4, version = version + 1
         WHERE id = $1 AND version = $2"
    );
    let values = binds![id, version, tx.at(), tx.viewer().user.map(|user| user.0)];
    match sql::execute(tx, "putting a record into the trash", &text, values).await? {
        1 => Ok(()),
        _ => Err(StoreError::Stale),
    }
}

/// Takes a row out of the trash that was found there.
pub(crate) async fn take_back(tx: &Tx, table: &'static str, id: Uuid) -> Result<(), StoreError> {
    let text = format!(
        "UPDATE {table} SET deleted_at = NULL, deleted_by = NULL, version = version + 1
         WHERE id = $1"
    );
    sql::execute(tx, "taking a record out of the trash", &text, binds![id]).await?;
    Ok(())
}

/// Brings an account's last contact up to date. A private interaction is no contact of the firm's,
/// and something only observed is none either.
pub(crate) async fn renew_last_contact(tx: &Tx, account: uuid::Uuid) -> Result<(), StoreError> {
    let text = "UPDATE accounts SET last_contact_order = (
            SELECT MAX(interactions.day_order) FROM interactions
            WHERE interactions.account_id = $1 AND NOT interactions.private
                AND interactions.deleted_at IS NULL AND interactions.kind <> 'observation')
        WHERE id = $1";
    sql::execute(tx, "renewing the last contact", text, binds![account]).await?;
    Ok(())
}

/// The fields in which two objects differ, before and after. A field only one of them has is `null`
/// in the other.
pub(crate) fn differences(before: &Json, after: &Json) -> (Json, Json) {
    let empty = Map::new();
    let (old, new) = (
        before.as_object().unwrap_or(&empty),
        after.as_object().unwrap_or(&empty),
    );
    let mut changed_before = Map::new();
    let mut changed_after = Map::new();
    for key in old.keys().chain(new.keys()) {
        let (was, is) = (old.get(key), new.get(key));
        if was != is && !changed_before.contains_key(key) {
            changed_before.insert(key.clone(), was.cloned().unwrap_or(Json::Null));
            changed_after.insert(key.clone(), is.cloned().unwrap_or(Json::Null));
        }
    }
    (Json::Object(changed_before), Json::Object(changed_after))
}

/// What the journal may hold of a record: all of it, or only that it is private.
pub(crate) fn for_the_journal(private: bool, whole: impl FnOnce() -> Json) -> Json {
    if private {
        json!({ "private": true })
    } else {
        whole()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changed_fields_remain() {
        let (before, after) = differences(
            &json!({ "a": 1, "b": "x", "gone": true }),
            &json!({ "a": 2, "b": "x", "new": [1] }),
        );
        assert_eq!(before, json!({ "a": 1, "gone": true, "new": null }));
        assert_eq!(after, json!({ "a": 2, "gone": null, "new": [1] }));
    }
}
