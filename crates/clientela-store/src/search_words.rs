//! Words by which records are found: a prefix is a range of the table's key on both databases.

use clientela_domain::ids::PersonId;

use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::Tx;

/// Lets a person be found by the words of their folded name, and by no others.
pub(crate) async fn replace_person(
    tx: &Tx,
    id: PersonId,
    name_folded: &str,
) -> Result<(), StoreError> {
    remove_person(tx, id).await?;
    add_people(tx, &[(id, name_folded)]).await
}

/// Lets new people be found by the words of their folded names.
pub(crate) async fn add_people(tx: &Tx, people: &[(PersonId, &str)]) -> Result<(), StoreError> {
    let words: Vec<(&str, PersonId)> = people
        .iter()
        .flat_map(|(id, name)| name.split(' ').map(|word| (word, *id)))
        .filter(|(word, _)| !word.is_empty())
        .collect();
    let head = "INSERT INTO search_words (word, entity, entity_id)";
    let tail = "ON CONFLICT DO NOTHING";
    sql::insert_many(
        tx,
        "writing search words",
        (head, tail),
        &words,
        |(word, id)| binds![*word, "person", id.0],
    )
    .await?;
    Ok(())
}

/// Lets a person be found no more.
pub(crate) async fn remove_person(tx: &Tx, id: PersonId) -> Result<(), StoreError> {
    let text = "DELETE FROM search_words WHERE entity = 'person' AND entity_id = $1";
    sql::execute(tx, "removing search words", text, binds![id.0]).await?;
    Ok(())
}
