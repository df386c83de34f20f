//! Whom and what a note or an interaction mentions.

use clientela_domain::ids::{AccountId, PersonId, UserId};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};

words! {
    /// What mentions.
    MentionSource {
        /// A note.
        Note = "note",
        /// An interaction.
        Interaction = "interaction",
    }
}

/// Who or what is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mention {
    /// One of us.
    User(UserId),
    /// A client.
    Account(AccountId),
    /// A person.
    Person(PersonId),
}

impl Mention {
    const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::User(id) => ("user", id.0),
            Self::Account(id) => ("account", id.0),
            Self::Person(id) => ("person", id.0),
        }
    }
}

/// Makes these the mentions of a record, whatever they were before.
pub(crate) async fn replace(
    tx: &Tx,
    source: MentionSource,
    id: Uuid,
    mentions: &[Mention],
) -> Result<(), StoreError> {
    let text = "DELETE FROM mentions WHERE source = $1 AND source_id = $2";
    sql::execute(tx, "renewing mentions", text, binds![source.code(), id]).await?;
    let mut wanted = mentions.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let head = "INSERT INTO mentions (source, source_id, entity, entity_id)";
    sql::insert_many(tx, "keeping mentions", (head, ""), &wanted, |mention| {
        let (entity, entity_id) = mention.parts();
        binds![source.code(), id, entity, entity_id]
    })
    .await?;
    Ok(())
}

/// The mentions of a record the caller has already been shown.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    reader: &dyn Reader,
    source: MentionSource,
    id: Uuid,
) -> Result<Vec<Mention>, StoreError> {
    let text = "SELECT entity, entity_id FROM mentions WHERE source = $1 AND source_id = $2
        ORDER BY entity, entity_id";
    let values = binds![source.code(), id];
    sql::all(reader, "reading mentions", text, values, read_mention).await
}

fn read_mention(row: &Row) -> Result<Mention, StoreError> {
    let id = row.uuid("entity_id")?;
    row.word("entity", |word| match word {
        "user" => Some(Mention::User(UserId(id))),
        "account" => Some(Mention::Account(AccountId(id))),
        "person" => Some(Mention::Person(PersonId(id))),
        _ => None,
    })
}
