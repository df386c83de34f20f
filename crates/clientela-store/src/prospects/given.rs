//! Names somebody gave us, and through whom a client came.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProspectId};
use clientela_domain::prospects::{SourceKind, Stage};

use super::visible;
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::Reader;

/// Whose names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Giver {
    /// A person's.
    Person(PersonId),
    /// Those of anybody who is at a client now, and those the client itself gave.
    Account(AccountId),
}

/// A way in which a prospect came, and how far it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameGiven {
    /// The prospect.
    pub prospect: ProspectId,
    /// Its name.
    pub name: String,
    /// In which way.
    pub kind: SourceKind,
    /// The firm's own name of the way; may be empty.
    pub channel: String,
    /// On which day.
    pub day: Date,
    /// Who named it.
    pub person: Option<PersonId>,
    /// The client that named it, or whose person did.
    pub account: Option<AccountId>,
    /// How far it is.
    pub stage: Stage,
    /// Since when.
    pub stage_day: Date,
    /// The client it became.
    pub became: Option<AccountId>,
}

const COLUMNS: &str =
    "prospects.id, prospects.name, came.kind, came.channel, came.day, came.person_id,
    came.account_id, prospects.stage, prospects.stage_day, prospects.account_id AS became";

/// The day of the latest name each of these people gave, of the prospects the viewer may see; who gave none is absent.
///
/// # Errors
/// When the database refuses.
pub async fn last_named_by(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Date>, StoreError> {
    let mut found = HashMap::new();
    for chunk in people.chunks(sql::KEYS_MAX) {
        let mut values: sql::Values = chunk.iter().map(|id| Bind::bind(id.0)).collect();
        let places = sql::list(1, chunk.len());
        let text = format!(
            "SELECT came.person_id, MAX(came.day) AS day FROM prospect_sources AS came
             JOIN prospects ON prospects.id = came.prospect_id
             WHERE came.person_id IN ({places}) AND {} GROUP BY came.person_id",
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| Ok((PersonId(row.uuid("person_id")?), row.day("day")?));
        found.extend(sql::all(reader, "reading who named", &text, values, read).await?);
    }
    Ok(found)
}

/// Prospects somebody named that the viewer may see, those named last first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn given_by(
    reader: &dyn Reader,
    giver: Giver,
    limit: u64,
) -> Result<Vec<NameGiven>, StoreError> {
    let mut values = binds![limit];
    let condition = match giver {
        Giver::Person(person) => {
            values.push(person.0.bind());
            "came.person_id = $2"
        }
        Giver::Account(account) => {
            values.push(account.0.bind());
            values.push(false.bind());
            // Found by whom they name, so that nobody walks the many names that came from no client.
            "came.id IN (SELECT own.id FROM prospect_sources AS own WHERE own.account_id = $2
                 UNION ALL SELECT named.id FROM affiliations AS held
                 JOIN prospect_sources AS named ON named.person_id = held.person_id
                 WHERE held.account_id = $2 AND held.former = $3)
             AND COALESCE(came.account_id, $2) = $2"
        }
    };
    let text = format!(
        "SELECT {COLUMNS}
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE {condition} AND {}
         ORDER BY came.day DESC, came.id DESC LIMIT $1",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading names given", &text, values, read_given).await
}

/// In which ways the prospects came that became a client, the earliest first; as far as the viewer sees them.
///
/// # Errors
/// When the database refuses.
pub async fn came_as(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<NameGiven>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT {COLUMNS}
         FROM prospects JOIN prospect_sources AS came ON came.prospect_id = prospects.id
         WHERE prospects.account_id = $1 AND {}
         ORDER BY came.day, came.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(
        reader,
        "reading how a client came",
        &text,
        values,
        read_given,
    )
    .await
}

fn read_given(row: &Row) -> Result<NameGiven, StoreError> {
    Ok(NameGiven {
        prospect: ProspectId(row.uuid("id")?),
        name: row.text("name")?,
        kind: row.word("kind", SourceKind::from_code)?,
        channel: row.text("channel")?,
        day: row.day("day")?,
        person: row.uuid_if_any("person_id")?.map(PersonId),
        account: row.uuid_if_any("account_id")?.map(AccountId),
        stage: row.word("stage", Stage::from_code)?,
        stage_day: row.day("stage_day")?,
        became: row.uuid_if_any("became")?.map(AccountId),
    })
}
