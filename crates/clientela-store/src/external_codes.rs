//! Keys by which other systems know a record.

use std::collections::HashMap;

use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Bind, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};

words! {
    /// What a code belongs to.
    CodedEntity {
        /// A client.
        Account = "account",
        /// A person.
        Person = "person",
        /// Something that happened.
        Interaction = "interaction",
        /// A promise or a gift.
        Obligation = "obligation",
        /// A gift given or received.
        Gift = "gift",
        /// Support.
        Support = "support",
        /// An agreement on confidentiality.
        Confidentiality = "confidentiality",
        /// A problem of a client.
        Problem = "problem",
        /// An answer how satisfied a client is.
        SurveyAnswer = "survey_answer",
        /// A prospect.
        Prospect = "prospect",
        /// Where a competitor stands at a client.
        CompetitorPosition = "competitor_position",
        /// What a client buys in all.
        ClientPurchase = "client_purchase",
        /// A threat to the business with a client.
        Threat = "threat",
        /// Something recorded of the execution of a promise.
        ExecutionEvent = "execution_event",
        /// An opportunity.
        Opportunity = "opportunity",
        /// An agreement with somebody who finds prospects.
        Spotter = "spotter",
        /// A visit that is meant or took place.
        PlannedVisit = "planned_visit",
    }
}

/// A key of another system.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExternalCode {
    /// The system, a short word such as `erp`; empty when nobody said.
    pub system: String,
    /// The key.
    pub code: String,
}

/// Codes of a record, by system and code. The caller has made sure that the viewer may see it.
pub(crate) async fn of(
    reader: &dyn Reader,
    entity: CodedEntity,
    id: Uuid,
) -> Result<Vec<ExternalCode>, StoreError> {
    let text = "SELECT system, code FROM external_codes WHERE entity = $1 AND entity_id = $2
        ORDER BY system, code";
    sql::all(
        reader,
        "reading external codes",
        text,
        binds![entity.code(), id],
        |row| {
            Ok(ExternalCode {
                system: row.text("system")?,
                code: row.text("code")?,
            })
        },
    )
    .await
}

/// Codes of records, by record, then by system and code. The caller has made sure that the viewer may
/// know of them.
pub(crate) async fn of_many(
    reader: &dyn Reader,
    entity: CodedEntity,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<ExternalCode>>, StoreError> {
    let mut found: HashMap<Uuid, Vec<ExternalCode>> = HashMap::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT entity_id, system, code FROM external_codes
             WHERE entity_id IN ({}) AND entity = ${} ORDER BY system, code",
            sql::list(1, chunk.len()),
            chunk.len() + 1
        );
        let mut values: Values = chunk.iter().map(|id| Bind::bind(*id)).collect();
        values.push(Bind::bind(entity.code()));
        let read = |row: &Row| {
            let code = ExternalCode {
                system: row.text("system")?,
                code: row.text("code")?,
            };
            Ok((row.uuid("entity_id")?, code))
        };
        for (id, code) in sql::all(reader, "reading external codes", &text, values, read).await? {
            found.entry(id).or_default().push(code);
        }
    }
    Ok(found)
}

/// The records these keys belong to, whatever the system; keys nobody has are absent. For imports.
pub(crate) async fn owners(
    reader: &dyn Reader,
    entity: CodedEntity,
    keys: &[String],
) -> Result<Vec<(String, Uuid)>, StoreError> {
    let mut found = Vec::new();
    for chunk in keys.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT code, entity_id FROM external_codes WHERE code IN ({}) AND entity = ${}
             ORDER BY code, entity_id",
            sql::list(1, chunk.len()),
            chunk.len() + 1
        );
        let mut values: Values = chunk.iter().map(Bind::bind).collect();
        values.push(Bind::bind(entity.code()));
        let read = |row: &Row| Ok((row.text("code")?, row.uuid("entity_id")?));
        found.extend(sql::all(reader, "finding records", &text, values, read).await?);
    }
    Ok(found)
}

/// Gives records codes; one that belongs to another record stays with it.
pub(crate) async fn add_free(
    tx: &Tx,
    entity: CodedEntity,
    codes: &[(Uuid, &ExternalCode)],
) -> Result<(), StoreError> {
    let head = "INSERT INTO external_codes (entity, system, code, entity_id)";
    let free = (head, "ON CONFLICT DO NOTHING");
    sql::insert_many(tx, "writing external codes", free, codes, |(id, code)| {
        binds![entity.code(), &code.system, &code.code, *id]
    })
    .await?;
    Ok(())
}

/// As [`replace`], but a code that belongs to another record stays with it.
pub(crate) async fn replace_free(
    tx: &Tx,
    entity: CodedEntity,
    id: Uuid,
    codes: &[ExternalCode],
) -> Result<(), StoreError> {
    remove(tx, entity, id).await?;
    let codes: Vec<_> = codes.iter().map(|code| (id, code)).collect();
    add_free(tx, entity, &codes).await
}

/// Puts these codes in the place of those a record has.
///
/// # Errors
/// [`StoreError::Refused`] when another record has one of them.
pub(crate) async fn replace(
    tx: &Tx,
    entity: CodedEntity,
    id: Uuid,
    codes: &[ExternalCode],
) -> Result<(), StoreError> {
    remove(tx, entity, id).await?;
    let head = "INSERT INTO external_codes (entity, system, code, entity_id)";
    let written = sql::insert_many(
        tx,
        "writing external codes",
        (head, "ON CONFLICT DO NOTHING"),
        codes,
        |code| binds![entity.code(), &code.system, &code.code, id],
    )
    .await?;
    if usize::try_from(written).is_ok_and(|written| written == codes.len()) {
        Ok(())
    } else {
        Err(StoreError::Refused {
            field: "codes",
            code: "code-taken",
        })
    }
}

/// Takes every code of a record away.
pub(crate) async fn remove(tx: &Tx, entity: CodedEntity, id: Uuid) -> Result<(), StoreError> {
    let text = "DELETE FROM external_codes WHERE entity = $1 AND entity_id = $2";
    sql::execute(
        tx,
        "removing external codes",
        text,
        binds![entity.code(), id],
    )
    .await?;
    Ok(())
}
