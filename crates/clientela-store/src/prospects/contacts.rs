//! When prospects were last spoken with or visited, and which came to count as qualified.

use std::collections::HashMap;

use clientela_domain::contact_rhythm::ContactDays;
use clientela_domain::day::{Date, day_number};
use clientela_domain::ids::{PersonId, ProspectId, UserId};

use super::{Whose, visible};
use crate::error::StoreError;
use crate::happenings;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// The last contact with each prospect that somebody works on, as far as one is recorded: a talk with somebody who is
/// joined to it, or a visit that took place. What was only observed is no contact; of talks, those the viewer may see
/// count.
///
/// # Errors
/// When the database refuses.
pub async fn last_contacts(
    reader: &dyn Reader,
    whose: Whose,
) -> Result<HashMap<ProspectId, ContactDays>, StoreError> {
    let mut found: HashMap<ProspectId, i64> = HashMap::new();
    for (prospect, order) in talked(reader, whose).await? {
        found.insert(prospect, order);
    }
    for (prospect, day) in visited(reader, whose).await? {
        let order = i64::from(day_number(day)) * 4 + KNOWN_TO_THE_DAY;
        let latest = found.entry(prospect).or_insert(order);
        *latest = (*latest).max(order);
    }
    let days = |(prospect, order)| Some((prospect, ContactDays::from_order(order)?));
    Ok(found.into_iter().filter_map(days).collect())
}

/// What [`clientela_domain::event_day::EventDay::order`] adds for a day that is known.
const KNOWN_TO_THE_DAY: i64 = clientela_domain::event_day::Completeness::Day as i64;

const LIVE: &str = "prospects.stage IN ('prospect', 'contacted', 'qualified', 'offered')";

fn of(whose: Whose, values: &mut Values) -> String {
    let owner = |user: UserId, values: &mut Values| {
        values.push(sql::Bind::bind(user.0));
        format!("prospects.owner_id = ${}", values.len())
    };
    match whose {
        Whose::All => "1 = 1".to_owned(),
        Whose::Of(user) => owner(user, values),
        Whose::Nobody => "prospects.owner_id IS NULL".to_owned(),
    }
}

async fn talked(reader: &dyn Reader, whose: Whose) -> Result<Vec<(ProspectId, i64)>, StoreError> {
    let mut values = binds![];
    let whose = of(whose, &mut values);
    let seen = happenings::interactions_visible(reader.viewer(), &mut values);
    let sight = visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT with_it.prospect_id, max(interactions.day_order) AS latest
         FROM prospect_people AS with_it JOIN prospects ON prospects.id = with_it.prospect_id
         JOIN interaction_people AS took ON took.person_id = with_it.person_id
         JOIN interactions ON interactions.id = took.interaction_id
         WHERE {LIVE} AND {whose} AND interactions.kind <> 'observation' AND {seen} AND {sight}
         GROUP BY with_it.prospect_id"
    );
    let read = |row: &Row| Ok((ProspectId(row.uuid("prospect_id")?), row.integer("latest")?));
    let doing = "reading when prospects were spoken with";
    sql::all(reader, doing, &text, values, read).await
}

async fn visited(reader: &dyn Reader, whose: Whose) -> Result<Vec<(ProspectId, Date)>, StoreError> {
    let mut values = binds![];
    let whose = of(whose, &mut values);
    let sight = visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT planned_visits.prospect_id, max(planned_visits.day) AS latest
         FROM planned_visits JOIN prospects ON prospects.id = planned_visits.prospect_id
         WHERE planned_visits.state = 'done' AND {LIVE} AND {whose} AND {sight}
         GROUP BY planned_visits.prospect_id"
    );
    let read = |row: &Row| Ok((ProspectId(row.uuid("prospect_id")?), row.day("latest")?));
    sql::all(reader, "reading visits to prospects", &text, values, read).await
}

/// A prospect that came to count as qualified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QualifiedProspect {
    /// Which one.
    pub id: ProspectId,
    /// On which day.
    pub day: Date,
    /// The people joined to it.
    pub people: Vec<PersonId>,
}

/// Prospects the viewer sees that came to count as qualified on these days, by id.
///
/// # Errors
/// When the database refuses.
pub async fn qualified_between(
    reader: &dyn Reader,
    (from, to): (Date, Date),
) -> Result<Vec<QualifiedProspect>, StoreError> {
    let mut values = binds![from, to];
    let sight = visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT prospects.id, prospects.qualified_on, with_it.person_id
         FROM prospects LEFT JOIN prospect_people AS with_it ON with_it.prospect_id = prospects.id
         WHERE prospects.qualified_on >= $1 AND prospects.qualified_on <= $2 AND {sight}
         ORDER BY prospects.id, with_it.position, with_it.person_id"
    );
    let read = |row: &Row| {
        Ok((
            ProspectId(row.uuid("id")?),
            row.day("qualified_on")?,
            row.uuid_if_any("person_id")?.map(PersonId),
        ))
    };
    let doing = "reading prospects that were qualified";
    let mut found: Vec<QualifiedProspect> = Vec::new();
    for (id, day, person) in sql::all(reader, doing, &text, values, read).await? {
        match found.last_mut() {
            Some(last) if last.id == id => last.people.extend(person),
            _ => found.push(QualifiedProspect {
                id,
                day,
                people: Vec::from_iter(person),
            }),
        }
    }
    Ok(found)
}
