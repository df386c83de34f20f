//! Who of us spoke with whom at a client: what coverage and the thread of a people map are read from.

use clientela_domain::contact_rhythm::ContactDays;
use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, UserId};

use crate::accounts;
use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::Reader;

/// What one of us had with one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapContact {
    /// Whom.
    pub person: PersonId,
    /// Who of us; absent when nobody wrote down who.
    pub user: Option<UserId>,
    /// The last time.
    pub last: Date,
    /// How often since the first of the two days asked for.
    pub times: u64,
}

/// Two-way contacts with people of a client up to a day, by person and by who of us, with how often since
/// an earlier day. Two-way is where both sides speak: calls, visits, meetings, fairs and seminars, and
/// letters and messages that came from them. Private ones are nobody's but their author's, and what was
/// only observed is no contact.
///
/// # Errors
/// When the database refuses.
pub async fn contacts_with(
    reader: &dyn Reader,
    account: AccountId,
    (since, until): (Date, Date),
) -> Result<Vec<MapContact>, StoreError> {
    let order = |day: Date| EventDay::from(day).order();
    let mut values = binds![account.0, order(since), order(until), false];
    let text = format!(
        "SELECT w.person_id, u.user_id, MAX(i.day_order) AS last,
             COUNT(CASE WHEN i.day_order >= $2 THEN 1 END) AS times
         FROM interactions AS i
         JOIN accounts ON accounts.id = i.account_id
         JOIN interaction_people AS w ON w.interaction_id = i.id
         LEFT JOIN interaction_users AS u ON u.interaction_id = i.id
         WHERE i.account_id = $1 AND i.day_order <= $3 AND i.private = $4 AND i.deleted_at IS NULL
             AND (i.kind IN ('call', 'visit', 'meeting', 'fair', 'seminar')
                 OR (i.kind IN ('email', 'message') AND i.direction = 'in'))
             AND {}
         GROUP BY w.person_id, u.user_id ORDER BY w.person_id, last DESC, u.user_id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let last = row.integer("last")?;
        let days = ContactDays::from_order(last).ok_or_else(|| StoreError::Inconsistent {
            what: "day of a contact",
            value: last.to_string(),
        })?;
        Ok(MapContact {
            person: PersonId(row.uuid("person_id")?),
            user: row.uuid_if_any("user_id")?.map(UserId),
            last: days.earliest,
            times: row.count("times")?,
        })
    };
    sql::all(reader, "reading contacts of a map", &text, values, read).await
}
