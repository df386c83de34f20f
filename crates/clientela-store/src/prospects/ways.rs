//! Through whom somebody at a prospect can be reached, and who of us last spoke with them.

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, ProspectId, UserId};

use super::visible;
use crate::accounts;
use crate::error::StoreError;
use crate::happenings;
use crate::sql::{self, Row, binds};
use crate::transaction::Reader;

/// Talks looked at for each set of people: the latest.
const TALKS_MAX: u64 = 500;

/// Former colleagues looked at.
const COLLEAGUES_MAX: u64 = 200;

/// Somebody of a client where somebody at a prospect works or worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormerColleague {
    /// Who.
    pub person: PersonId,
    /// At which client.
    pub account: AccountId,
    /// Who at the prospect.
    pub there: PersonId,
}

/// People who are at clients where people of a prospect work or worked, as far as the viewer sees them.
///
/// # Errors
/// When the database refuses.
pub async fn former_colleagues(
    reader: &dyn Reader,
    id: ProspectId,
) -> Result<Vec<FormerColleague>, StoreError> {
    let mut values = binds![id.0, false, COLLEAGUES_MAX];
    let prospect = visible(reader.viewer(), &mut values);
    let client = accounts::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT DISTINCT other.person_id, held.account_id, with_it.person_id AS there
         FROM prospect_people AS with_it JOIN prospects ON prospects.id = with_it.prospect_id
         JOIN affiliations AS held ON held.person_id = with_it.person_id
         JOIN affiliations AS other ON other.account_id = held.account_id
             AND other.person_id <> held.person_id AND other.former = $2
         JOIN accounts ON accounts.id = held.account_id
         WHERE with_it.prospect_id = $1 AND {prospect} AND {client}
         ORDER BY held.account_id, other.person_id LIMIT $3"
    );
    let read = |row: &Row| {
        Ok(FormerColleague {
            person: PersonId(row.uuid("person_id")?),
            account: AccountId(row.uuid("account_id")?),
            there: PersonId(row.uuid("there")?),
        })
    };
    sql::all(reader, "reading former colleagues", &text, values, read).await
}

/// One of us spoke with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastTalk {
    /// With whom.
    pub person: PersonId,
    /// Who of us.
    pub user: UserId,
    /// When.
    pub day: Date,
}

/// Who of us spoke with these people, the latest first, one talk may stand here for several of us; talks the viewer
/// may see, those of which only the month or the year is known left out.
///
/// # Errors
/// When the database refuses.
pub async fn talks_with(
    reader: &dyn Reader,
    people: &[PersonId],
) -> Result<Vec<LastTalk>, StoreError> {
    let mut found = Vec::new();
    for chunk in people.chunks(sql::KEYS_MAX) {
        let mut values: sql::Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        values.push(sql::Bind::bind(TALKS_MAX));
        let limit = values.len();
        let seen = happenings::interactions_visible(reader.viewer(), &mut values);
        let text = format!(
            "SELECT took.person_id, COALESCE(ours.user_id, interactions.author_id) AS user_id, interactions.day
             FROM interaction_people AS took JOIN interactions ON interactions.id = took.interaction_id
             LEFT JOIN interaction_users AS ours ON ours.interaction_id = interactions.id
             WHERE took.person_id IN ({}) AND {seen}
                 AND COALESCE(ours.user_id, interactions.author_id) IS NOT NULL
             ORDER BY interactions.day_order DESC, interactions.id DESC LIMIT ${limit}",
            sql::list(1, chunk.len())
        );
        let read = |row: &Row| {
            let (person, user) = (row.uuid("person_id")?, row.uuid("user_id")?);
            let day = row.word("day", EventDay::parse)?.date();
            Ok(day.map(|day| LastTalk {
                person: PersonId(person),
                user: UserId(user),
                day,
            }))
        };
        let talks = sql::all(reader, "reading who spoke with whom", &text, values, read);
        found.extend(talks.await?.into_iter().flatten());
    }
    Ok(found)
}
