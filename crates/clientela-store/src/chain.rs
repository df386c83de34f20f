//! The endless chain as the book holds it: who was spoken with and asked, who named whom, who is with which
//! prospect. Private talks are their author's alone; what a wall keeps from the viewer is left out.

use std::collections::HashMap;

use clientela_domain::day::{Date, day_from_number};
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, ProspectId, UserId};
use clientela_domain::prospects::{Asked, SourceKind, Stage};

use crate::connection::packing::{Column, Packing, Record};
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

/// One way in which a prospect came to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameBy {
    /// Which prospect.
    pub prospect: ProspectId,
    /// On which day.
    pub day: Date,
    /// In which way.
    pub kind: SourceKind,
    /// Who named it.
    pub person: Option<PersonId>,
    /// The client that named it, or whose person did.
    pub account: Option<AccountId>,
}

impl CameBy {
    /// Somebody named it. Nobody names a cold contact.
    #[must_use]
    pub fn is_naming(&self) -> bool {
        self.kind != SourceKind::Cold && (self.person.is_some() || self.account.is_some())
    }
}

/// Rows of a table that name a prospect, with the prospect itself where the viewer does not see every one: looking a
/// million up to no end takes a second.
fn with_prospects(table: &str, called: &str, seen: &str) -> String {
    if seen == EVERYTHING {
        format!("{table} AS {called}")
    } else {
        format!("{table} AS {called} JOIN prospects ON prospects.id = {called}.prospect_id")
    }
}

/// The condition of who sees every prospect.
const EVERYTHING: &str = "1 = 1";

/// Every way in which a prospect the viewer may see came, by prospect, the earliest first.
///
/// # Errors
/// When the database refuses.
pub async fn ways_in(reader: &dyn Reader) -> Result<Vec<CameBy>, StoreError> {
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let packing = Packing {
        columns: &[
            Column::Id("came.prospect_id"),
            Column::Day("came.day"),
            Column::Id("came.id"),
            Column::Id("came.person_id"),
            Column::Id("came.account_id"),
            Column::Word("came.kind"),
        ],
        keys: 3,
        from: &with_prospects("prospect_sources", "came", &seen),
        condition: &seen,
        values,
    };
    let read = |record: &mut Record<'_>| {
        let (prospect, day) = (ProspectId(record.uuid()), record.day()?);
        record.uuid();
        Ok(CameBy {
            prospect,
            day,
            person: record.uuid_if_any().map(PersonId),
            account: record.uuid_if_any().map(AccountId),
            kind: record.word("kind", SourceKind::from_code)?,
        })
    };
    packing
        .read(reader, "reading how prospects came", read)
        .await
}

/// Who first named each prospect that was first named on these days, of those the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn first_namings(
    reader: &dyn Reader,
    (from, to): (Date, Date),
) -> Result<Vec<CameBy>, StoreError> {
    let mut values = binds![from, to];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let named = |source: &str| {
        format!(
            "{source}.kind <> 'cold' AND ({source}.person_id IS NOT NULL OR {source}.account_id IS NOT NULL)"
        )
    };
    let text = format!(
        "SELECT came.prospect_id, came.day, came.kind, came.person_id, came.account_id
         FROM prospect_sources AS came JOIN prospects ON prospects.id = came.prospect_id
         WHERE came.day BETWEEN $1 AND $2 AND {} AND {seen}
             AND NOT EXISTS (SELECT 1 FROM prospect_sources AS earlier
                 WHERE earlier.prospect_id = came.prospect_id AND {}
                     AND (earlier.day, earlier.id) < (came.day, came.id))
         ORDER BY came.prospect_id",
        named("came"),
        named("earlier")
    );
    let read = |row: &Row| {
        Ok(CameBy {
            prospect: ProspectId(row.uuid("prospect_id")?),
            day: row.day("day")?,
            kind: row.word("kind", SourceKind::from_code)?,
            person: row.uuid_if_any("person_id")?.map(PersonId),
            account: row.uuid_if_any("account_id")?.map(AccountId),
        })
    };
    sql::all(reader, "reading who named whom first", &text, values, read).await
}

/// How far a prospect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownProspect {
    /// Which prospect.
    pub id: ProspectId,
    /// How far it is.
    pub stage: Stage,
    /// It counts, or counted, as qualified.
    pub qualified: bool,
    /// The client it became.
    pub became: Option<AccountId>,
}

/// How far each prospect is that the viewer may see, in the order of their ids.
///
/// # Errors
/// When the database refuses.
pub async fn known_prospects(reader: &dyn Reader) -> Result<Vec<KnownProspect>, StoreError> {
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let packing = Packing {
        columns: &[
            Column::Id("prospects.id"),
            Column::IsThere("prospects.qualified_on"),
            Column::Id("prospects.account_id"),
            Column::Word("prospects.stage"),
        ],
        keys: 1,
        from: "prospects",
        condition: &seen,
        values,
    };
    let read = |record: &mut Record<'_>| {
        Ok(KnownProspect {
            id: ProspectId(record.uuid()),
            qualified: record.is_there(),
            became: record.uuid_if_any().map(AccountId),
            stage: record.word("stage", Stage::from_code)?,
        })
    };
    packing
        .read(reader, "reading how far prospects are", read)
        .await
}

/// Somebody is with a prospect, or with the client it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Membership {
    /// With which prospect.
    pub prospect: ProspectId,
    /// Who.
    pub person: PersonId,
}

/// Who is with which prospect the viewer may see, by prospect.
///
/// # Errors
/// When the database refuses.
pub async fn memberships(reader: &dyn Reader) -> Result<Vec<Membership>, StoreError> {
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let packing = Packing {
        columns: &[
            Column::Id("with_it.prospect_id"),
            Column::Id("with_it.person_id"),
        ],
        keys: 2,
        from: &with_prospects("prospect_people", "with_it", &seen),
        condition: &seen,
        values,
    };
    let read = |record: &mut Record<'_>| {
        Ok(Membership {
            prospect: ProspectId(record.uuid()),
            person: PersonId(record.uuid()),
        })
    };
    let mut members = packing
        .read(reader, "reading who is with a prospect", read)
        .await?;
    members.extend(memberships_of_clients(reader).await?);
    members.sort_unstable();
    members.dedup();
    Ok(members)
}

/// Who is with a client that was a prospect.
async fn memberships_of_clients(reader: &dyn Reader) -> Result<Vec<Membership>, StoreError> {
    let mut values = binds![];
    let seen = prospects::visible(reader.viewer(), &mut values);
    let walls = accounts::none_or_outside_walls(reader.viewer(), "held.account_id", &mut values);
    let text = format!(
        "SELECT prospects.id, held.person_id
         FROM affiliations AS held JOIN prospects ON prospects.account_id = held.account_id
         WHERE {walls} AND {seen}"
    );
    let read = |row: &Row| {
        Ok(Membership {
            prospect: ProspectId(row.uuid("id")?),
            person: PersonId(row.uuid("person_id")?),
        })
    };
    sql::all(reader, "reading who is with a client", &text, values, read).await
}
