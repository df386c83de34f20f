//! What the book knows of how a client is looked after: its people, what happened, what is next.

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, UserId};

use crate::accounts;
use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// So many happenings, the latest, are looked at; older ones say nothing of today's care.
const HAPPENINGS_MAX: u64 = 200;

/// Something that happened, as far as care is concerned.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// Its kind, a stable word.
    pub kind: String,
    /// When.
    pub day: Option<EventDay>,
    /// How the client felt, −2 to 2.
    pub mood: Option<i64>,
    /// Who of ours wrote it down.
    pub author_id: Option<UserId>,
}

/// Somebody at the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPerson {
    /// Name.
    pub name: String,
    /// Title; empty when unknown.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// Languages by code.
    pub languages: Vec<String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenStep {
    /// What.
    pub what: String,
    /// By when.
    pub due_day: Option<Date>,
}

/// How a client is looked after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CareFacts {
    /// People who are there now, by name.
    pub people: Vec<KnownPerson>,
    /// The latest happenings, the latest first; private ones of others are left out.
    pub happenings: Vec<Happening>,
    /// Open next steps, the first due first.
    pub steps: Vec<OpenStep>,
    /// Days between contacts, when people set it.
    pub rhythm_days: Option<u64>,
    /// Since when it is a client.
    pub acquired_on: Option<EventDay>,
}

/// How a client is looked after; nothing is known of one the viewer may not see.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(reader: &dyn Reader, account: AccountId) -> Result<CareFacts, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT rhythm_days, acquired_on FROM accounts WHERE id = $1 AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok((
            row.count_if_any("rhythm_days")?,
            row.text_if_any("acquired_on")?,
        ))
    };
    let Some((rhythm_days, acquired_on)) =
        sql::one(reader, "reading a client", &text, values, read).await?
    else {
        return Ok(CareFacts::default());
    };
    Ok(CareFacts {
        people: people(reader, account).await?,
        happenings: happenings(reader, account).await?,
        steps: steps(reader, account).await?,
        rhythm_days,
        acquired_on: acquired_on.as_deref().and_then(EventDay::parse),
    })
}

async fn people(reader: &dyn Reader, account: AccountId) -> Result<Vec<KnownPerson>, StoreError> {
    let text = "SELECT people.given_name, people.family_name, people.languages, a.title, a.unit
        FROM affiliations AS a JOIN people ON people.id = a.person_id
        WHERE a.account_id = $1 AND NOT a.former AND people.deleted_at IS NULL
            AND people.erased_at IS NULL
        ORDER BY people.family_name, people.given_name, people.id, a.id";
    sql::all(reader, "reading people", text, binds![account.0], |row| {
        let (given, family) = (row.text("given_name")?, row.text("family_name")?);
        let languages = row.text("languages")?;
        Ok(KnownPerson {
            name: format!("{given} {family}").trim().to_owned(),
            title: row.text("title")?,
            unit: row.text("unit")?,
            languages: languages.split_whitespace().map(str::to_owned).collect(),
        })
    })
    .await
}

async fn happenings(reader: &dyn Reader, account: AccountId) -> Result<Vec<Happening>, StoreError> {
    let mut values: Values = binds![account.0, HAPPENINGS_MAX, false];
    let own = match reader.viewer().user {
        None => String::new(),
        Some(user) => {
            values.push(sql::Bind::bind(user.0));
            format!(" OR author_id = ${}", values.len())
        }
    };
    let text = format!(
        "SELECT kind, day, mood, author_id FROM interactions
         WHERE account_id = $1 AND deleted_at IS NULL AND (private = $3{own})
         ORDER BY day_order DESC, id DESC LIMIT $2"
    );
    sql::all(reader, "reading happenings", &text, values, |row| {
        Ok(Happening {
            kind: row.text("kind")?,
            day: EventDay::parse(&row.text("day")?),
            mood: row.integer_if_any("mood")?,
            author_id: row.uuid_if_any("author_id")?.map(UserId),
        })
    })
    .await
}

async fn steps(reader: &dyn Reader, account: AccountId) -> Result<Vec<OpenStep>, StoreError> {
    let text = "SELECT what, due_day FROM next_steps
        WHERE account_id = $1 AND state = 'open' AND deleted_at IS NULL
        ORDER BY due_day IS NULL, due_day, id";
    sql::all(
        reader,
        "reading next steps",
        text,
        binds![account.0],
        |row| {
            Ok(OpenStep {
                what: row.text("what")?,
                due_day: row.day_if_any("due_day")?,
            })
        },
    )
    .await
}

/// Since when each account in sight is a client, where the book knows.
///
/// # Errors
/// When the database refuses.
pub async fn acquired(reader: &dyn Reader) -> Result<Vec<(AccountId, EventDay)>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT id, acquired_on FROM accounts WHERE acquired_on IS NOT NULL AND {} ORDER BY id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let day = EventDay::parse(&row.text("acquired_on")?);
        Ok((AccountId(row.uuid("id")?), day))
    };
    let all = sql::all(reader, "reading clients", &text, values, read).await?;
    Ok(all
        .into_iter()
        .filter_map(|(account, day)| Some((account, day?)))
        .collect())
}

/// Languages the people of each account in sight speak, by code, once each.
///
/// # Errors
/// When the database refuses.
pub async fn languages(reader: &dyn Reader) -> Result<Vec<(AccountId, String)>, StoreError> {
    let mut values = binds![];
    let text = format!(
        "SELECT DISTINCT accounts.id, people.languages FROM affiliations AS a
             JOIN people ON people.id = a.person_id JOIN accounts ON accounts.id = a.account_id
         WHERE NOT a.former AND people.deleted_at IS NULL AND people.languages <> '' AND {}
         ORDER BY accounts.id, people.languages",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok((AccountId(row.uuid("id")?), row.text("languages")?));
    let all = sql::all(reader, "reading languages", &text, values, read).await?;
    let mut each: Vec<(AccountId, String)> = all
        .iter()
        .flat_map(|(account, spoken)| {
            spoken
                .split_whitespace()
                .map(|code| (*account, code.to_owned()))
        })
        .collect();
    each.sort();
    each.dedup();
    Ok(each)
}

/// A client that so often was spoken to, always by one and the same of ours, hangs on that person.
const SOLE_CONTACTS_MIN: u64 = 3;

/// Accounts in sight that only one of ours has been speaking to.
///
/// # Errors
/// When the database refuses.
pub async fn sole_contacts(reader: &dyn Reader) -> Result<Vec<AccountId>, StoreError> {
    let mut values: Values = binds![SOLE_CONTACTS_MIN, false];
    let text = format!(
        "SELECT i.account_id FROM interactions AS i JOIN accounts ON accounts.id = i.account_id
         WHERE i.deleted_at IS NULL AND i.private = $2 AND {}
         GROUP BY i.account_id
         HAVING count(*) >= $1 AND count(DISTINCT i.author_id) = 1 ORDER BY i.account_id",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading contacts", &text, values, |row| {
        Ok(AccountId(row.uuid("account_id")?))
    })
    .await
}
