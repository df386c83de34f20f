//! Who was asked to what is held together, and who came.

use std::collections::HashMap;

use clientela_domain::ids::{PersonId, SupportId, UserId};
use uuid::Uuid;

use super::{NewSupport, Support};
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};

/// Puts who was asked in the place of who was asked before.
pub(super) async fn put(tx: &Tx, id: SupportId, new: &NewSupport) -> Result<(), StoreError> {
    for table in ["support_people", "support_users"] {
        let text = format!("DELETE FROM {table} WHERE support_id = $1");
        sql::execute(tx, "writing who was asked", &text, binds![id.0]).await?;
    }
    let people: Vec<(Uuid, bool)> = new.people.iter().map(|(id, came)| (id.0, *came)).collect();
    let users: Vec<(Uuid, bool)> = new.users.iter().map(|(id, came)| (id.0, *came)).collect();
    for (table, column, rows) in [
        ("support_people", "person_id", people),
        ("support_users", "user_id", users),
    ] {
        let head = format!("INSERT INTO {table} (support_id, {column}, came)");
        let once = "ON CONFLICT DO NOTHING";
        let operation = "writing who was asked";
        sql::insert_many(tx, operation, (&head, once), &rows, |(whom, came)| {
            binds![id.0, *whom, *came]
        })
        .await?;
    }
    Ok(())
}

/// Completes support the viewer has been shown with who was asked.
pub(super) async fn add(reader: &dyn Reader, found: &mut [Support]) -> Result<(), StoreError> {
    let mut people = of(reader, found, ("support_people", "person_id")).await?;
    let mut users = of(reader, found, ("support_users", "user_id")).await?;
    for one in found {
        let asked = people.remove(&one.id.0).unwrap_or_default().into_iter();
        one.support.people = asked.map(|(id, came)| (PersonId(id), came)).collect();
        let asked = users.remove(&one.id.0).unwrap_or_default().into_iter();
        one.support.users = asked.map(|(id, came)| (UserId(id), came)).collect();
    }
    Ok(())
}

/// Who was asked, by support.
type Asked = HashMap<Uuid, Vec<(Uuid, bool)>>;

async fn of(
    reader: &dyn Reader,
    found: &[Support],
    (table, column): (&'static str, &'static str),
) -> Result<Asked, StoreError> {
    let mut asked = Asked::new();
    for chunk in found.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT support_id, {column} AS whom, came FROM {table} WHERE support_id IN ({})
             ORDER BY support_id, {column}",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|one| one.id.0.bind()).collect();
        let read = |row: &Row| {
            Ok((
                row.uuid("support_id")?,
                row.uuid("whom")?,
                row.truth("came")?,
            ))
        };
        for (id, whom, came) in
            sql::all(reader, "reading who was asked", &text, values, read).await?
        {
            asked.entry(id).or_default().push((whom, came));
        }
    }
    Ok(asked)
}
