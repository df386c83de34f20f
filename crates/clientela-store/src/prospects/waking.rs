//! What is asked of many prospects at once before they are put before somebody: with whom to speak there, and where a
//! parked one stood before it was parked.

use std::collections::HashMap;

use clientela_domain::ids::{PersonId, ProspectId};
use clientela_domain::prospects::Stage;

use super::{ProspectPerson, visible};
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::Reader;

/// The first person of each of these prospects the viewer sees; none for those nobody is joined to.
///
/// # Errors
/// When the database refuses.
pub async fn first_people(
    reader: &dyn Reader,
    ids: &[ProspectId],
) -> Result<HashMap<ProspectId, ProspectPerson>, StoreError> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.0.bind()).collect();
        let text = format!(
            "SELECT joined.prospect_id, joined.person_id, joined.role, people.given_name, people.family_name,
                 (SELECT ways.value FROM person_contacts AS ways WHERE ways.person_id = people.id
                      AND ways.kind IN ('phone', 'mobile', 'email')
                  ORDER BY ways.preferred DESC, ways.position, ways.id LIMIT 1) AS contact
             FROM prospect_people AS joined
             JOIN prospects ON prospects.id = joined.prospect_id
             JOIN people ON people.id = joined.person_id AND people.deleted_at IS NULL
             WHERE joined.prospect_id IN ({}) AND {} ORDER BY joined.position, joined.person_id",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| {
            let name = format!("{} {}", row.text("given_name")?, row.text("family_name")?);
            let person = ProspectPerson {
                person_id: PersonId(row.uuid("person_id")?),
                name: name.trim().to_owned(),
                role: row.text("role")?,
                contact: row.text_if_any("contact")?.unwrap_or_default(),
            };
            Ok((ProspectId(row.uuid("prospect_id")?), person))
        };
        let doing = "reading the first people of prospects";
        for (prospect, person) in sql::all(reader, doing, &text, values, read).await? {
            found.entry(prospect).or_insert(person);
        }
    }
    Ok(found)
}

/// The stage in which somebody last worked on each of these prospects, as their steps tell it; none for those that
/// took no such step: they were names.
///
/// # Errors
/// When the database refuses.
pub async fn stages_before(
    reader: &dyn Reader,
    ids: &[ProspectId],
) -> Result<HashMap<ProspectId, Stage>, StoreError> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| id.0.bind()).collect();
        let text = format!(
            "SELECT step.prospect_id, step.stage
             FROM prospect_moves AS step JOIN prospects ON prospects.id = step.prospect_id
             WHERE step.prospect_id IN ({}) AND step.stage IN ('prospect', 'contacted', 'qualified', 'offered')
                 AND {} ORDER BY step.created_at, step.id",
            sql::list(1, chunk.len()),
            visible(reader.viewer(), &mut values)
        );
        let read = |row: &Row| {
            let stage = row.word("stage", Stage::from_code)?;
            Ok((ProspectId(row.uuid("prospect_id")?), stage))
        };
        let doing = "reading where prospects stood";
        // The latest step stands.
        found.extend(sql::all(reader, doing, &text, values, read).await?);
    }
    Ok(found)
}
