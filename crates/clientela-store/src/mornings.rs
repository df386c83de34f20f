//! What a morning is composed of: each question one statement, however many clients somebody has.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::birthday::Birthday;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, NextStepId, ObligationId, PersonId, UserId};
use clientela_domain::obligations::Party;

use crate::accounts;
use crate::error::StoreError;
use crate::happenings;
use crate::people::{Consent, LawfulBasis};
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Whose morning, on which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Somebody's; everybody's for the program itself.
    pub user: Option<UserId>,
    /// Also clients nobody answers for.
    pub with_unowned: bool,
    /// The day.
    pub day: Date,
}

impl Whose {
    /// The condition that leaves the accounts somebody cares for on that day: their own, those of
    /// colleagues they stand in for, and those of which they are the substitute while the owner is
    /// away. `accounts` is the table's name in it.
    fn cares_for(&self, values: &mut Values) -> String {
        let Some(user) = self.user else {
            return "1 = 1".to_owned();
        };
        let (who, day) = self.bound(user, values);
        let unowned = if self.with_unowned {
            " OR accounts.owner_id IS NULL"
        } else {
            ""
        };
        format!(
            "(accounts.owner_id = ${who} OR accounts.owner_id IN ({})
                 OR (accounts.substitute_id = ${who} AND accounts.owner_id IN (
                     SELECT absences.user_id FROM absences
                     WHERE absences.first_day <= ${day} AND absences.last_day >= ${day})){unowned})",
            stood_in_for(who, day)
        )
    }

    /// The condition that leaves what somebody has to do: what is theirs or of a colleague they stand
    /// in for, and what is nobody's at clients they care for. `table` has an `owner_id`.
    fn has_to_do(&self, table: &str, values: &mut Values) -> String {
        let Some(user) = self.user else {
            return "1 = 1".to_owned();
        };
        let (who, day) = self.bound(user, values);
        let cares = self.cares_for(values);
        format!(
            "({table}.owner_id = ${who} OR {table}.owner_id IN ({})
                 OR ({table}.owner_id IS NULL AND {cares}))",
            stood_in_for(who, day)
        )
    }

    fn bound(&self, user: UserId, values: &mut Values) -> (usize, usize) {
        values.push(user.0.bind());
        let who = values.len();
        values.push(self.day.bind());
        (who, values.len())
    }
}

fn stood_in_for(who: usize, day: usize) -> String {
    format!(
        "SELECT absences.user_id FROM absences WHERE absences.substitute_id = ${who}
             AND absences.first_day <= ${day} AND absences.last_day >= ${day}"
    )
}

/// The accounts somebody cares for, as far as the viewer may see them; in no particular order.
///
/// # Errors
/// When the database refuses.
pub async fn accounts_of(reader: &dyn Reader, whose: &Whose) -> Result<Vec<AccountId>, StoreError> {
    let mut values = binds![];
    let cares = whose.cares_for(&mut values);
    let text = format!(
        "SELECT accounts.id FROM accounts WHERE {cares} AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| Ok(AccountId(row.uuid("id")?));
    sql::all(
        reader,
        "reading whose clients these are",
        &text,
        values,
        read,
    )
    .await
}

/// A promise that is due, without its history.
#[derive(Clone, Debug, PartialEq)]
pub struct DuePromise {
    /// Which one.
    pub id: ObligationId,
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who owes.
    pub debtor: Party,
    /// Who on the client's side.
    pub person_id: Option<PersonId>,
    /// What.
    pub what: String,
    /// Where it is written.
    pub source: String,
    /// Since when.
    pub made_on: Date,
    /// Until when.
    pub due_day: Date,
    /// The last day on which it still counts as kept.
    pub last_day: Date,
    /// From 1 to 3.
    pub importance: u8,
    /// Its worth at least and at most; absent when nobody said.
    pub value: Option<(Amount, Amount, Currency)>,
}

/// Promises of both sides that are still owed and due up to a day, the earliest first.
///
/// # Errors
/// When the database refuses.
pub async fn promises_due(
    reader: &dyn Reader,
    whose: &Whose,
    up_to: Date,
) -> Result<Vec<DuePromise>, StoreError> {
    let mut values = binds![up_to, false];
    let theirs = whose.has_to_do("obligations", &mut values);
    let text = format!(
        "SELECT obligations.id, obligations.account_id, obligations.debtor, obligations.person_id,
             obligations.what, obligations.source, obligations.made_on, obligations.due_day,
             obligations.last_day, obligations.importance, obligations.value_low,
             obligations.value_high, obligations.currency
         FROM obligations JOIN accounts ON accounts.id = obligations.account_id
         WHERE obligations.state IN ('open', 'due', 'broken') AND obligations.due_day <= $1
             AND obligations.is_gift = $2 AND {theirs} AND {}
         ORDER BY obligations.due_day, obligations.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading what is due", &text, values, read_promise).await
}

fn read_promise(row: &Row) -> Result<DuePromise, StoreError> {
    let value = match (
        row.word_if_any("value_low", Amount::parse)?,
        row.word_if_any("value_high", Amount::parse)?,
        row.word_if_any("currency", Currency::from_code)?,
    ) {
        (Some(low), Some(high), Some(currency)) => Some((low, high, currency)),
        _ => None,
    };
    Ok(DuePromise {
        id: ObligationId(row.uuid("id")?),
        account_id: AccountId(row.uuid("account_id")?),
        debtor: row.word("debtor", Party::from_code)?,
        person_id: row.uuid_if_any("person_id")?.map(PersonId),
        what: row.text("what")?,
        source: row.text("source")?,
        made_on: row.day("made_on")?,
        due_day: row.day("due_day")?,
        last_day: row.day("last_day")?,
        importance: u8::try_from(row.integer("importance")?).unwrap_or(1),
        value,
    })
}

/// Something planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueStep {
    /// Which one.
    pub id: NextStepId,
    /// For which client.
    pub account_id: AccountId,
    /// With which of its people.
    pub person_id: Option<PersonId>,
    /// What.
    pub what: String,
    /// Until when.
    pub due_day: Date,
}

/// What is planned up to a day and not done yet, the earliest first.
///
/// # Errors
/// When the database refuses.
pub async fn steps_due(
    reader: &dyn Reader,
    whose: &Whose,
    up_to: Date,
) -> Result<Vec<DueStep>, StoreError> {
    let mut values = binds![up_to];
    let theirs = whose.has_to_do("next_steps", &mut values);
    let text = format!(
        "SELECT next_steps.id, next_steps.account_id, next_steps.person_id, next_steps.what,
             next_steps.due_day
         FROM next_steps JOIN accounts ON accounts.id = next_steps.account_id
         WHERE next_steps.state = 'open' AND next_steps.due_day <= $1 AND {theirs} AND {}
         ORDER BY next_steps.due_day, next_steps.id",
        happenings::next_steps_visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(DueStep {
            id: NextStepId(row.uuid("id")?),
            account_id: AccountId(row.uuid("account_id")?),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            what: row.text("what")?,
            due_day: row.day("due_day")?,
        })
    };
    sql::all(reader, "reading what is planned", &text, values, read).await
}

/// Somebody whose birthday it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Celebrant {
    /// Who.
    pub person_id: PersonId,
    /// At which client.
    pub account_id: AccountId,
    /// Their birthday.
    pub birthday: Birthday,
    /// May we use what we know of them?
    pub consent: Consent,
    /// On what basis we keep it.
    pub lawful_basis: LawfulBasis,
}

/// People at the clients somebody cares for who have their birthday on one of these days of the year
/// (`11-26`), by person and client.
///
/// # Errors
/// When the database refuses.
pub async fn birthdays(
    reader: &dyn Reader,
    whose: &Whose,
    days: &[String],
) -> Result<Vec<Celebrant>, StoreError> {
    let mut values: Values = days.iter().map(Bind::bind).collect();
    let list = sql::list(1, days.len());
    values.push(false.bind());
    let former = values.len();
    let cares = whose.cares_for(&mut values);
    let text = format!(
        "SELECT people.id, people.birthday, people.consent, people.lawful_basis,
             accounts.id AS account_id
         FROM people JOIN affiliations ON affiliations.person_id = people.id
         JOIN accounts ON accounts.id = affiliations.account_id
         WHERE people.birthday IS NOT NULL
             AND substr(people.birthday, length(people.birthday) - 4) IN ({list})
             AND affiliations.former = ${former} AND people.deleted_at IS NULL
             AND people.erased_at IS NULL AND {cares} AND {}
         ORDER BY people.id, accounts.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        Ok(Celebrant {
            person_id: PersonId(row.uuid("id")?),
            account_id: AccountId(row.uuid("account_id")?),
            birthday: row.word("birthday", Birthday::parse)?,
            consent: row.word("consent", Consent::from_code)?,
            lawful_basis: row.word("lawful_basis", LawfulBasis::from_code)?,
        })
    };
    sql::all(reader, "reading birthdays", &text, values, read).await
}

/// Somebody at a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Who.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are there; empty when nobody said.
    pub title: String,
    /// Order of the day of the last contact with them there, see
    /// [`clientela_domain::event_day::EventDay::order`].
    pub last_contact: Option<i64>,
}

/// The people of clients, those last spoken with first, then by name. Private conversations say nothing.
///
/// # Errors
/// When the database refuses.
pub async fn people_at(
    reader: &dyn Reader,
    at: &[AccountId],
) -> Result<HashMap<AccountId, Vec<Placed>>, StoreError> {
    let mut found: HashMap<AccountId, Vec<Placed>> = HashMap::new();
    for chunk in at.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|account| account.0.bind()).collect();
        let list = sql::list(1, chunk.len());
        values.push(false.bind());
        let no = values.len();
        let text = format!(
            "SELECT affiliations.account_id, affiliations.title, people.id, people.given_name,
                 people.family_name,
                 (SELECT MAX(interactions.day_order) FROM interaction_people
                  JOIN interactions ON interactions.id = interaction_people.interaction_id
                  WHERE interaction_people.person_id = people.id
                      AND interactions.account_id = affiliations.account_id
                      AND interactions.private = ${no} AND interactions.deleted_at IS NULL)
                      AS last_contact
             FROM affiliations JOIN people ON people.id = affiliations.person_id
             JOIN accounts ON accounts.id = affiliations.account_id
             WHERE affiliations.account_id IN ({list}) AND affiliations.former = ${no}
                 AND people.deleted_at IS NULL AND people.erased_at IS NULL AND {}
             ORDER BY people.name_folded, people.id",
            accounts::visible(reader.viewer(), &mut values)
        );
        for (account, placed) in
            sql::all(reader, "reading people", &text, values, read_placed).await?
        {
            found.entry(account).or_default().push(placed);
        }
    }
    for people in found.values_mut() {
        people.sort_by_key(|placed| std::cmp::Reverse(placed.last_contact));
    }
    Ok(found)
}

fn read_placed(row: &Row) -> Result<(AccountId, Placed), StoreError> {
    let (given, family) = (row.text("given_name")?, row.text("family_name")?);
    let placed = Placed {
        person_id: PersonId(row.uuid("id")?),
        name: format!("{given} {family}").trim().to_owned(),
        title: row.text("title")?,
        last_contact: row.integer_if_any("last_contact")?,
    };
    Ok((AccountId(row.uuid("account_id")?), placed))
}
