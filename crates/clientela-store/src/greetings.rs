//! What people did with the greetings that were put before them: greeted, put off, or said why one was
//! wrong. A greeting is seen by the one it was put before, and by who leads the firm; both with its
//! account only.

use clientela_domain::briefing::ReasonKind;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, GreetingId, InteractionId, PersonId, UserId};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::interactions::{self, NewInteraction};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

words! {
    /// What became of a greeting.
    GreetingState {
        /// Done: it is an interaction now.
        Greeted = "greeted",
        /// Not today, for a reason.
        PutOff = "put_off",
        /// It should not have been put before anybody.
        Wrong = "wrong",
    }
}

/// What somebody does with a greeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGreeting {
    /// Before whom it was put.
    pub user_id: UserId,
    /// Of which client.
    pub account_id: AccountId,
    /// Which of its people.
    pub person_id: Option<PersonId>,
    /// On which day.
    pub day: Date,
    /// What became of it.
    pub state: GreetingState,
    /// Up to which day it is not put before them again.
    pub until_day: Date,
    /// Why; empty for one that was done.
    pub note: String,
    /// The reasons it was put before them for.
    pub kinds: Vec<ReasonKind>,
}

/// A greeting in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// Which one.
    pub id: GreetingId,
    /// What was done with it.
    pub greeting: NewGreeting,
    /// The interaction it became.
    pub interaction_id: Option<InteractionId>,
    /// Who did that.
    pub created_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
}

const COLUMNS: &str = "greetings.id, greetings.user_id, greetings.account_id, greetings.person_id,
    greetings.day, greetings.state, greetings.until_day, greetings.note, greetings.kinds,
    greetings.interaction_id, greetings.created_by, greetings.created_at";

/// Writes down what somebody did with a greeting; `held` is the conversation it became, which is
/// written in the same transaction.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person or user; [`StoreError::Forbidden`] for a
/// colleague's greeting, unless the viewer leads the firm.
pub async fn create(
    tx: &mut Tx,
    new: &NewGreeting,
    held: Option<&NewInteraction>,
) -> Result<GreetingId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    require_own(tx.viewer(), new.user_id)?;
    accounts::touch(tx, new.account_id).await?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    let user = crate::users::by_id(tx, new.user_id).await?;
    user.ok_or(StoreError::Missing("user"))?;
    let interaction = match held {
        None => None,
        Some(held) => Some(interactions::create(tx, held).await?),
    };
    let id = GreetingId(new_id(tx.at()));
    let kinds: Vec<&str> = new.kinds.iter().map(|kind| kind.code()).collect();
    let text = "INSERT INTO greetings (id, user_id, account_id, person_id, day, state, until_day,
            note, kinds, interaction_id, created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let values = binds![
        id.0,
        new.user_id.0,
        new.account_id.0,
        new.person_id.map(|person| person.0),
        new.day,
        new.state.code(),
        new.until_day,
        &new.note,
        kinds.join(" "),
        interaction.map(|interaction| interaction.0),
        tx.viewer().user.map(|user| user.0),
        tx.at(),
    ];
    sql::execute(tx, "writing a greeting", text, values).await?;
    let entry = match new.state {
        GreetingState::Greeted => JournalEntry::new("greeted", "greeting", id),
        GreetingState::PutOff => JournalEntry::new("put_off", "greeting", id),
        GreetingState::Wrong => JournalEntry::new("called_wrong", "greeting", id),
    };
    tx.journal(entry.after(as_json(new))).await?;
    Ok(id)
}

/// Takes back what somebody did with a greeting; the conversation it became goes into the trash.
///
/// # Errors
/// [`StoreError::Missing`] when there is none the viewer may see; [`StoreError::Forbidden`].
pub async fn take_back(tx: &mut Tx, id: GreetingId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?.ok_or(StoreError::Missing("greeting"))?;
    let held = match found.interaction_id {
        None => None,
        Some(held) => interactions::get(tx, held).await?,
    };
    if let Some(held) = held {
        interactions::delete(tx, held.id, held.version).await?;
    }
    let text = "DELETE FROM greetings WHERE id = $1";
    sql::execute(tx, "taking a greeting back", text, binds![id.0]).await?;
    accounts::touch(tx, found.greeting.account_id).await?;
    let entry = JournalEntry::new("taken_back", "greeting", id).before(as_json(&found.greeting));
    tx.journal(entry).await
}

fn require_own(viewer: &Viewer, user: UserId) -> Result<(), StoreError> {
    if viewer.user == Some(user) {
        return Ok(());
    }
    viewer.require(Permission::AssignOwners)
}

/// The condition that leaves only greetings the viewer may see.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    let own = if viewer.may(Permission::AssignOwners) {
        "1 = 1".to_owned()
    } else {
        values.push(sql::Bind::bind(viewer.user.map(|user| user.0)));
        format!("greetings.user_id = ${}", values.len())
    };
    let seen = accounts::visible(viewer, values);
    format!(
        "{own} AND EXISTS (SELECT 1 FROM accounts
             WHERE accounts.id = greetings.account_id AND {seen})"
    )
}

/// A greeting.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: GreetingId) -> Result<Option<Greeting>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM greetings WHERE greetings.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a greeting", &text, values, read_greeting).await
}

/// What somebody did with their greetings so far as it says something of a day: those of that day, and
/// those that are not to be put before them again yet. In the order in which it was done.
///
/// # Errors
/// When the database refuses.
pub async fn of_morning(
    reader: &dyn Reader,
    user: UserId,
    day: Date,
) -> Result<Vec<Greeting>, StoreError> {
    let mut values = binds![user.0, day];
    let text = format!(
        "SELECT {COLUMNS} FROM greetings WHERE greetings.user_id = $1
             AND greetings.until_day >= $2 AND greetings.day <= $2 AND {}
         ORDER BY greetings.created_at, greetings.id",
        visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading greetings", &text, values, read_greeting).await
}

/// How many greetings of each kind of reason were taken up, put off, or said to be wrong by anybody
/// since a day, for the rate at which a rule is taken up.
///
/// # Errors
/// When the database refuses.
pub async fn outcomes(
    reader: &dyn Reader,
    since: Date,
) -> Result<Vec<(Vec<ReasonKind>, GreetingState)>, StoreError> {
    let mut values = binds![since];
    let text = format!(
        "SELECT greetings.kinds, greetings.state FROM greetings
         WHERE greetings.day >= $1 AND {} ORDER BY greetings.id",
        visible(reader.viewer(), &mut values)
    );
    let read = |row: &Row| {
        let kinds = kinds(&row.text("kinds")?);
        Ok((kinds, row.word("state", GreetingState::from_code)?))
    };
    sql::all(reader, "counting greetings", &text, values, read).await
}

fn kinds(text: &str) -> Vec<ReasonKind> {
    text.split(' ').filter_map(ReasonKind::from_code).collect()
}

/// The words somebody gave stay out of the journal: they may be about a person.
fn as_json(new: &NewGreeting) -> Json {
    json!({
        "account_id": new.account_id.to_string(),
        "person_id": new.person_id.map(|id| id.to_string()),
        "user_id": new.user_id.to_string(),
        "day": new.day.to_string(),
        "until_day": new.until_day.to_string(),
    })
}

fn read_greeting(row: &Row) -> Result<Greeting, StoreError> {
    Ok(Greeting {
        id: GreetingId(row.uuid("id")?),
        greeting: NewGreeting {
            user_id: UserId(row.uuid("user_id")?),
            account_id: AccountId(row.uuid("account_id")?),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            day: row.day("day")?,
            state: row.word("state", GreetingState::from_code)?,
            until_day: row.day("until_day")?,
            note: row.text("note")?,
            kinds: kinds(&row.text("kinds")?),
        },
        interaction_id: row.uuid_if_any("interaction_id")?.map(InteractionId),
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
    })
}
