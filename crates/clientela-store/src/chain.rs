//! The endless chain as the book holds it: who was spoken with and asked, who named whom, who is with which
//! prospect. Private talks are their author's alone; what a wall keeps from the viewer is left out.

use std::collections::HashMap;

use clientela_domain::day::{Date, day_from_number};
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, ProspectId, UserId};
use clientela_domain::prospects::{Asked, SourceKind, Stage};

use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;
use crate::{accounts, happenings, people, prospects};

/// A talk of a day that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// The interaction.
    pub id: InteractionId,
    /// Its version, for recording whether they were asked.
    pub version: i64,
    /// When.
    pub day: Date,
    /// With which client.
    pub account: Option<AccountId>,
    /// Whether they were asked whom else they know.
    pub asked: Asked,
    /// Who wrote it down.
    pub author: Option<UserId>,
    /// Their people.
    pub people: Vec<PersonId>,
    /// Our people.
    pub users: Vec<UserId>,
}

/// What of interactions are talks: somebody was spoken with, or it says whether they were asked.
const TALKS: &str = "(interactions.kind IN ('call', 'visit', 'meeting', 'fair', 'seminar')
    OR interactions.asked <> 'not_recorded')";

/// The condition that leaves only talks of these days the viewer may see.
fn talks_between(reader: &dyn Reader, (from, to): (Date, Date), values: &mut Values) -> String {
    let order = |day: Date| EventDay::from(day).order();
    values.push(sql::Bind::bind(order(from)));
    let first = values.len();
    values.push(sql::Bind::bind(order(to)));
    let last = values.len();
    let seen = happenings::interactions_visible(reader.viewer(), values);
    format!(
        "interactions.day_order >= ${first} AND interactions.day_order <= ${last} AND {TALKS} AND {seen}"
    )
}

/// Talks of these days, the earliest first; those of which only the month or the year is known are left out.
///
/// # Errors
/// When the database refuses.
pub async fn talks(reader: &dyn Reader, days: (Date, Date)) -> Result<Vec<Talk>, StoreError> {
    let mut values = binds![];
    let within = talks_between(reader, days, &mut values);
    let text = format!(
        "SELECT interactions.id, interactions.version, interactions.day, interactions.account_id,
             interactions.asked, interactions.author_id
         FROM interactions WHERE {within} ORDER BY interactions.day_order, interactions.id"
    );
    let read = |row: &Row| {
        let day = row.word("day", EventDay::parse)?;
        let talk = day.date().map(|day| (row, day));
        talk.map(|(row, day)| read_talk(row, day)).transpose()
    };
    let found = sql::all(reader, "reading talks", &text, values, read).await?;
    let mut talks: Vec<Talk> = found.into_iter().flatten().collect();
    let mut people = participants(reader, days, Side::Theirs).await?;
    let mut users = participants(reader, days, Side::Ours).await?;
    for talk in &mut talks {
        let theirs = people.remove(&talk.id).unwrap_or_default();
        talk.people = theirs.into_iter().map(PersonId).collect();
        let ours = users.remove(&talk.id).unwrap_or_default();
        talk.users = ours.into_iter().map(UserId).collect();
    }
    Ok(talks)
}

fn read_talk(row: &Row, day: Date) -> Result<Talk, StoreError> {
    Ok(Talk {
        id: InteractionId(row.uuid("id")?),
        version: row.integer("version")?,
        day,
        account: row.uuid_if_any("account_id")?.map(AccountId),
        asked: row.word("asked", Asked::from_code)?,
        author: row.uuid_if_any("author_id")?.map(UserId),
        people: Vec::new(),
        users: Vec::new(),
    })
}

#[derive(Clone, Copy)]
enum Side {
    Theirs,
    Ours,
}

async fn participants(
    reader: &dyn Reader,
    days: (Date, Date),
    side: Side,
) -> Result<HashMap<InteractionId, Vec<uuid::Uuid>>, StoreError> {
    let mut values = binds![];
    let within = talks_between(reader, days, &mut values);
    let (table, column, condition) = match side {
        Side::Ours => ("interaction_users", "user_id", String::new()),
        Side::Theirs => {
            let outside = people::outside_walls(reader.viewer(), &mut values);
            let outside = outside.unwrap_or_else(|| "1 = 1".to_owned());
            let kept = format!(
                "AND EXISTS (SELECT 1 FROM people WHERE people.id = took.person_id
                     AND people.deleted_at IS NULL AND {outside})"
            );
            ("interaction_people", "person_id", kept)
        }
    };
    let text = format!(
        "SELECT took.interaction_id, took.{column} AS who
         FROM {table} AS took JOIN interactions ON interactions.id = took.interaction_id
         WHERE {within} {condition} ORDER BY took.interaction_id, took.{column}"
    );
    let read = |row: &Row| Ok((InteractionId(row.uuid("interaction_id")?), row.uuid("who")?));
    let mut found: HashMap<InteractionId, Vec<uuid::Uuid>> = HashMap::new();
    for (id, who) in sql::all(reader, "reading who took part", &text, values, read).await? {
        found.entry(id).or_default().push(who);
    }
    Ok(found)
}

/// Somebody was asked whom else they know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedBefore<T> {
    /// Whom.
    pub who: T,
    /// The first possible day of the last talk in which they were asked.
    pub last: Date,
    /// In how many talks.
    pub talks: u64,
}

/// Everybody who was asked up to a day, in talks the viewer may see: people, and clients in whose talks somebody was.
///
/// # Errors
/// When the database refuses.
pub async fn asked_before(
    reader: &dyn Reader,
    until: Date,
) -> Result<(Vec<AskedBefore<PersonId>>, Vec<AskedBefore<AccountId>>), StoreError> {
    let people = "took.person_id AS who, MAX(interactions.day_order) AS last, count(*) AS talks
        FROM interactions
        JOIN interaction_people AS took ON took.interaction_id = interactions.id";
    let people = asked_grouped(reader, (people, "took.person_id"), until).await?;
    let clients = "interactions.account_id AS who, MAX(interactions.day_order) AS last,
            count(*) AS talks
        FROM interactions";
    let clients = asked_grouped(reader, (clients, "interactions.account_id"), until).await?;
    Ok((
        people.into_iter().map(|one| one.of(PersonId)).collect(),
        clients.into_iter().map(|one| one.of(AccountId)).collect(),
    ))
}

impl AskedBefore<uuid::Uuid> {
    fn of<T>(self, id: impl Fn(uuid::Uuid) -> T) -> AskedBefore<T> {
        AskedBefore {
            who: id(self.who),
            last: self.last,
            talks: self.talks,
        }
    }
}

async fn asked_grouped(
    reader: &dyn Reader,
    (selected, by): (&str, &str),
    until: Date,
) -> Result<Vec<AskedBefore<uuid::Uuid>>, StoreError> {
    let mut values = binds![EventDay::from(until).order()];
    let seen = happenings::interactions_visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT {selected}
         WHERE interactions.asked = 'yes' AND interactions.day_order <= $1 AND {by} IS NOT NULL
             AND {seen}
         GROUP BY {by}"
    );
    let read = |row: &Row| {
        // An order is four times the number of its first day, and how much is known of it.
        let number = row.integer("last")?.div_euclid(4);
        let day = i32::try_from(number).ok().and_then(day_from_number);
        Ok(AskedBefore {
            who: row.uuid("who")?,
            last: day.unwrap_or(Date::MIN),
            talks: row.count("talks")?,
        })
    };
    sql::all(reader, "reading who was asked", &text, values, read).await
}

/// Somebody named a prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Whom they named.
    pub prospect: ProspectId,
    /// On which day.
    pub day: Date,
    /// Who named it.
    pub person: Option<PersonId>,
    /// The client that named it, or whose person did.
    pub account: Option<AccountId>,
}

/// Every naming of a prospect the viewer may see, by prospect, the earliest first. Nobody names a cold contact.
///
/// # Errors
/// When the database refuses.
pub async fn namings(reader: &dyn Reader) -> Result<Vec<Naming>, StoreError> {
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT came.prospect_id, came.day, came.person_id, came.account_id
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.kind <> 'cold' AND (came.person_id IS NOT NULL OR came.account_id IS NOT NULL)
             AND {seen}
         ORDER BY came.prospect_id, came.day, came.id"
    );
    let read = |row: &Row| {
        Ok(Naming {
            prospect: ProspectId(row.uuid("prospect_id")?),
            day: row.day("day")?,
            person: row.uuid_if_any("person_id")?.map(PersonId),
            account: row.uuid_if_any("account_id")?.map(AccountId),
        })
    };
    sql::all(reader, "reading who named whom", &text, values, read).await
}

/// A prospect somebody named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedProspect {
    /// Which.
    pub id: ProspectId,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
    /// It counts, or counted, as qualified.
    pub qualified: bool,
    /// The client it became.
    pub became: Option<AccountId>,
}

/// Every prospect somebody named that the viewer may see, in the order of their ids.
///
/// # Errors
/// When the database refuses.
pub async fn named_prospects(reader: &dyn Reader) -> Result<Vec<NamedProspect>, StoreError> {
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let text = format!(
        "SELECT prospects.id, prospects.name, prospects.stage, prospects.qualified_on, prospects.account_id
         FROM prospects
         WHERE EXISTS (SELECT 1 FROM prospect_sources AS came WHERE came.prospect_id = prospects.id
                 AND came.kind <> 'cold'
                 AND (came.person_id IS NOT NULL OR came.account_id IS NOT NULL)) AND {seen}
         ORDER BY prospects.id"
    );
    let read = |row: &Row| {
        Ok(NamedProspect {
            id: ProspectId(row.uuid("id")?),
            name: row.text("name")?,
            stage: row.word("stage", Stage::from_code)?,
            qualified: row.day_if_any("qualified_on")?.is_some(),
            became: row.uuid_if_any("account_id")?.map(AccountId),
        })
    };
    sql::all(reader, "reading who was named", &text, values, read).await
}

/// Somebody is with a prospect, or with the client it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Who.
    pub person: PersonId,
    /// With which prospect.
    pub prospect: ProspectId,
    /// In which way it first came to us; absent when nobody wrote it.
    pub came_by: Option<SourceKind>,
}

/// Who is with which prospect the viewer may see, by person.
///
/// # Errors
/// When the database refuses.
pub async fn memberships(reader: &dyn Reader) -> Result<Vec<Membership>, StoreError> {
    let first =
        "(SELECT came.kind FROM prospect_sources AS came WHERE came.prospect_id = prospects.id
        ORDER BY came.day, came.id LIMIT 1)";
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let walls = accounts::none_or_outside_walls(reader.viewer(), "held.account_id", &mut values);
    let text = format!(
        "SELECT with_it.person_id, prospects.id, {first} AS came_by
         FROM prospect_people AS with_it JOIN prospects ON prospects.id = with_it.prospect_id
         WHERE {seen}
         UNION
         SELECT held.person_id, prospects.id, {first} AS came_by
         FROM affiliations AS held JOIN prospects ON prospects.account_id = held.account_id
         WHERE {walls} AND {seen}
         ORDER BY 1, 2"
    );
    let read = |row: &Row| {
        Ok(Membership {
            person: PersonId(row.uuid("person_id")?),
            prospect: ProspectId(row.uuid("id")?),
            came_by: row
                .text_if_any("came_by")?
                .as_deref()
                .and_then(SourceKind::from_code),
        })
    };
    sql::all(
        reader,
        "reading who is with a prospect",
        &text,
        values,
        read,
    )
    .await
}
