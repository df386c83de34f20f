//! What we and our clients owe each other: promises with the list of what happened to them, and gifts.
//!
//! A promise is seen with its client. Nobody deletes one: what was written by mistake is taken back by
//! a further entry of its list.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::{EventDay, ToldDay};
use clientela_domain::ids::{
    AccountId, ClauseId, ImportId, InteractionId, ObligationEventId, ObligationId, PersonId,
    SupportId, UserId,
};
use clientela_domain::names::fold;
use clientela_domain::obligations::{
    Deed, Entry, Event, ObligationKind, Origin, Party, Standing, State, Terms, standing,
};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::differences;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod events;
mod list;

pub use brought::{
    BroughtObligation, KnownObligation, ToldObligation, change_brought, create_brought,
    known_by_codes, known_of, remove_left_behind, undo_brought,
};
pub use events::{NewEvent, record, renegotiate, take_back};
pub use list::{ObligationFilter, ObligationKey, ObligationOrder, count, list, of_account};

/// An obligation as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewObligation {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who owes.
    pub debtor: Party,
    /// Who on the client's side owes it or is owed it.
    pub person_id: Option<PersonId>,
    /// Who of us owes it or is owed it.
    pub owner_id: Option<UserId>,
    /// What.
    pub what: String,
    /// What kind of thing.
    pub kind: ObligationKind,
    /// Whence it came.
    pub origin: Origin,
    /// Where it is written: a clause, a letter, minutes; empty when nowhere.
    pub source: String,
    /// The interaction it comes from.
    pub interaction_id: Option<InteractionId>,
    /// The support it comes from.
    pub support_id: Option<SupportId>,
    /// The clause of an agreement it comes from.
    pub clause_id: Option<ClauseId>,
    /// What has to come true first; empty for nothing.
    pub condition: String,
    /// Since when, as it is told.
    pub made_on: ToldDay,
    /// Until when; absent when nobody said.
    pub due_day: Option<Date>,
    /// Days after it within which it still counts as kept.
    pub grace_days: u16,
    /// From 1 to 3.
    pub importance: u8,
    /// Its worth at least and at most; absent when nobody said.
    pub value: Option<(Amount, Amount, Currency)>,
    /// A kindness that binds nobody.
    pub is_gift: bool,
}

impl NewObligation {
    /// Until when it is to be kept.
    #[must_use]
    pub const fn terms(&self) -> Terms {
        Terms {
            due: self.due_day,
            grace_days: self.grace_days,
        }
    }
}

/// How a new obligation begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    /// It is owed, under its condition if it has one.
    #[default]
    Accepted,
    /// The other side has not accepted it yet.
    Proposed,
}

/// Something that happened to an obligation, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligationEvent {
    /// What, which day and when it was written.
    pub entry: Entry,
    /// How its day is told, where the civil day does not say all of it.
    pub told: Option<EventDay>,
    /// Proof, or a reason.
    pub note: String,
    /// Who wrote it; absent for the program itself.
    pub author_id: Option<UserId>,
}

impl ObligationEvent {
    /// When it happened, as it is told.
    #[must_use]
    pub fn day(&self) -> ToldDay {
        self.told
            .map_or_else(|| self.entry.day.into(), ToldDay::from)
    }
}

/// An obligation in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Which one.
    pub id: ObligationId,
    /// What was written.
    pub obligation: NewObligation,
    /// The one it stands in place of.
    pub replaces_id: Option<ObligationId>,
    /// What happened to it, by day.
    pub events: Vec<ObligationEvent>,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change and every event.
    pub version: i64,
}

impl Obligation {
    /// Its list, as the rule reads it.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.events.iter().map(|event| event.entry).collect()
    }

    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        standing(&self.obligation.terms(), &self.entries(), today)
    }
}

pub(crate) const COLUMNS: &str = "obligations.id, obligations.account_id, obligations.debtor,
    obligations.person_id, obligations.owner_id, obligations.what, obligations.kind,
    obligations.origin, obligations.source, obligations.interaction_id, obligations.condition,
    obligations.made_on, obligations.due_day, obligations.grace_days, obligations.importance,
    obligations.value_low, obligations.value_high, obligations.currency, obligations.is_gift,
    obligations.replaces_id, obligations.created_by, obligations.created_at, obligations.is_sample,
    obligations.support_id, obligations.clause_id, obligations.version, obligations.told_day";

/// The condition that leaves only obligations the viewer may see; `obligations` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    format!(
        "EXISTS (SELECT 1 FROM accounts WHERE accounts.id = obligations.account_id AND {})",
        accounts::visible(viewer, values)
    )
}

/// Writes an obligation; its account then counts as touched. A gift is done as soon as it is written.
///
/// # Errors
/// [`StoreError::Missing`] without such an account, person, user or interaction;
/// [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    new: &NewObligation,
    beginning: Beginning,
) -> Result<ObligationId, StoreError> {
    create_in_place_of(tx, new, beginning, None).await
}

async fn create_in_place_of(
    tx: &mut Tx,
    new: &NewObligation,
    beginning: Beginning,
    replaces_id: Option<ObligationId>,
) -> Result<ObligationId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = ObligationId(new_id(tx.at()));
    let author = tx.viewer().user;
    let row = StoredObligation {
        id,
        new,
        replaces_id,
        events: first_events(tx.at(), new, beginning, author),
        author,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "obligation", id).after(as_json(new)))
        .await?;
    Ok(id)
}

/// What an obligation begins with: its events on the day it was made, written at a moment.
#[must_use]
pub fn first_events(
    at: Timestamp,
    new: &NewObligation,
    beginning: Beginning,
    author: Option<UserId>,
) -> Vec<ObligationEvent> {
    let events: &[Event] = match beginning {
        _ if new.is_gift => &[Event::AcceptUnconditional, Event::Discharge],
        Beginning::Proposed => &[],
        Beginning::Accepted if new.condition.is_empty() => &[Event::AcceptUnconditional],
        Beginning::Accepted => &[Event::AcceptConditional],
    };
    let event = |event: &Event| ObligationEvent {
        entry: Entry {
            id: ObligationEventId(new_id(at)),
            deed: Deed::Happened(*event),
            day: new.made_on.civil(),
            at,
        },
        told: new.made_on.told().copied(),
        note: String::new(),
        author_id: author,
    };
    events.iter().map(event).collect()
}

async fn check(tx: &Tx, new: &NewObligation) -> Result<(), StoreError> {
    people::require_seen(tx, new.person_id.as_slice()).await?;
    if let Some(user) = new.owner_id {
        let found = crate::users::by_id(tx, user).await?;
        found.ok_or(StoreError::Missing("user"))?;
    }
    if let Some(interaction) = new.interaction_id {
        let found = crate::interactions::get(tx, interaction).await?;
        // What only its author reads must not be told by what all read.
        found
            .filter(|found| !found.interaction.private)
            .ok_or(StoreError::Missing("interaction"))?;
    }
    if let Some(support) = new.support_id {
        let found = crate::supports::get(tx, support).await?;
        found.ok_or(StoreError::Missing("support"))?;
    }
    if let Some(clause) = new.clause_id {
        let found = crate::agreements::of_clause(tx, clause).await?;
        found
            .filter(|found| found.agreement.account_id == new.account_id)
            .ok_or(StoreError::Missing("clause"))?;
    }
    Ok(())
}

/// One row to be inserted, with its first events.
pub(crate) struct StoredObligation<'a> {
    pub id: ObligationId,
    pub new: &'a NewObligation,
    pub replaces_id: Option<ObligationId>,
    pub events: Vec<ObligationEvent>,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

/// The state a list of events leaves an obligation in, before further days pass.
pub(crate) fn settled(terms: &Terms, entries: &[Entry]) -> State {
    let last = entries.iter().map(|entry| entry.day).max();
    last.map_or(State::Proposed, |last| standing(terms, entries, last).state)
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredObligation<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO obligations (id, account_id, debtor, person_id, owner_id, what,
        what_folded, kind, origin, source, interaction_id, condition, made_on, due_day, grace_days,
        last_day, importance, value_low, value_high, currency, is_gift, replaces_id, state, is_sample,
        created_by, created_by_import, brought_version, created_at, support_id, clause_id, version, told_day)";
    sql::insert_many(tx, "writing obligations", (head, ""), rows, |row| {
        let new = row.new;
        let entries: Vec<Entry> = row.events.iter().map(|event| event.entry).collect();
        binds![
            row.id.0,
            new.account_id.0,
            new.debtor.code(),
            new.person_id.map(|person| person.0),
            new.owner_id.map(|user| user.0),
            &new.what,
            fold(&new.what),
            new.kind.code(),
            new.origin.code(),
            &new.source,
            new.interaction_id.map(|interaction| interaction.0),
            &new.condition,
            new.made_on.civil(),
            new.due_day,
            i64::from(new.grace_days),
            new.terms().last_day(),
            i64::from(new.importance),
            new.value.map(|(low, ..)| low.to_string()),
            new.value.map(|(_, high, _)| high.to_string()),
            new.value.map(|(.., currency)| currency.code().to_owned()),
            new.is_gift,
            row.replaces_id.map(|id| id.0),
            settled(&new.terms(), &entries).code(),
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            new.support_id.map(|support| support.0),
            new.clause_id.map(|clause| clause.0),
            1_i64,
            new.made_on.told().map(ToString::to_string),
        ]
    })
    .await?;
    let all: Vec<(ObligationId, &ObligationEvent)> = rows
        .iter()
        .flat_map(|row| row.events.iter().map(|event| (row.id, event)))
        .collect();
    events::insert(tx, &all).await
}

/// Changes what is written about an obligation somebody read at `version`; its account, side, day,
/// condition and events stay. A day until when can be given where there is none; another one is
/// agreed by [`renegotiate`]. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`]; [`StoreError::Refused`]
/// for another day.
pub async fn change(
    tx: &mut Tx,
    id: ObligationId,
    new: &NewObligation,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ObligationId, i64),
    new: &NewObligation,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    let old = &before.obligation;
    let due = (new.due_day, new.grace_days);
    if old.due_day.is_some() && due != (old.due_day, old.grace_days) {
        return Err(StoreError::Refused {
            field: "due",
            code: "due-is-agreed",
        });
    }
    check(tx, new).await?;
    let kept = NewObligation {
        account_id: old.account_id,
        debtor: old.debtor,
        interaction_id: old.interaction_id,
        support_id: old.support_id,
        clause_id: old.clause_id,
        condition: old.condition.clone(),
        made_on: old.made_on,
        is_gift: old.is_gift,
        ..new.clone()
    };
    let version = rewrite(tx, action, &before, &kept).await?;
    accounts::touch(tx, old.account_id).await?;
    Ok(version)
}

/// Writes what an obligation is from now on, whoever says so; its account and what it comes from stay.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Obligation,
    new: &NewObligation,
) -> Result<i64, StoreError> {
    let (id, version) = (before.id, before.version);
    let text = "UPDATE obligations SET person_id = $3, owner_id = $4, what = $5, what_folded = $6,
            kind = $7, origin = $8, source = $9, due_day = $10, grace_days = $11, last_day = $12,
            importance = $13, value_low = $14, value_high = $15, currency = $16, state = $17,
            is_sample = $18, debtor = $19, condition = $20, made_on = $21, is_gift = $22,
            told_day = $23,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        new.person_id.map(|person| person.0),
        new.owner_id.map(|user| user.0),
        &new.what,
        fold(&new.what),
        new.kind.code(),
        new.origin.code(),
        &new.source,
        new.due_day,
        i64::from(new.grace_days),
        new.terms().last_day(),
        i64::from(new.importance),
        new.value.map(|(low, ..)| low.to_string()),
        new.value.map(|(_, high, _)| high.to_string()),
        new.value.map(|(.., currency)| currency.code().to_owned()),
        settled(&new.terms(), &before.entries()).code(),
        false,
        new.debtor.code(),
        &new.condition,
        new.made_on.civil(),
        new.is_gift,
        new.made_on.told().map(ToString::to_string),
    ];
    if sql::execute(tx, "changing an obligation", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(&before.obligation), &as_json(new));
    let entry = JournalEntry::new(action, "obligation", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

async fn editable(
    tx: &Tx,
    id: ObligationId,
    version: Option<i64>,
) -> Result<Obligation, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?;
    let found = found.ok_or(StoreError::Missing("obligation"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

/// An obligation.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: ObligationId) -> Result<Option<Obligation>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM obligations WHERE obligations.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(
        reader,
        "reading an obligation",
        &text,
        values,
        read_obligation,
    )
    .await?;
    events::add(reader, &mut found).await?;
    Ok(found.pop())
}

/// The obligation that stands in place of another, if any.
///
/// # Errors
/// When the database refuses.
pub async fn successor(
    reader: &dyn Reader,
    id: ObligationId,
) -> Result<Option<Obligation>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM obligations WHERE obligations.replaces_id = $1
             AND obligations.state <> 'withdrawn' AND {} ORDER BY obligations.id",
        visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(
        reader,
        "reading an obligation",
        &text,
        values,
        read_obligation,
    )
    .await?;
    events::add(reader, &mut found).await?;
    Ok(found.pop())
}

/// What something is worth, as the journal writes it: the least and the most in a currency.
fn worth((low, high, currency): (Amount, Amount, Currency)) -> String {
    let currency = currency.code();
    if low == high {
        format!("{low} {currency}")
    } else {
        format!("{low} {high} {currency}")
    }
}

/// The mirror of [`worth`].
pub(crate) fn read_worth(text: &str) -> Option<(Amount, Amount, Currency)> {
    let words: Vec<&str> = text.split(' ').collect();
    let (low, high, currency) = match words[..] {
        [one, currency] => (one, one, currency),
        [low, high, currency] => (low, high, currency),
        _ => return None,
    };
    Some((
        Amount::parse(low)?,
        Amount::parse(high)?,
        Currency::from_code(currency)?,
    ))
}

pub(crate) fn as_json(new: &NewObligation) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "debtor": new.debtor.code(),
        "person": new.person_id.map(|id| id.to_string()),
        "owner": new.owner_id.map(|id| id.to_string()),
        "what": new.what,
        "kind": new.kind.code(),
        "origin": new.origin.code(),
        "source": new.source,
        "condition": new.condition,
        "made_on": new.made_on.to_string(),
        "due_day": new.due_day.map(|day| day.to_string()),
        "grace_days": new.grace_days,
        "importance": new.importance,
        "value": new.value.map(worth),
        "is_gift": new.is_gift,
    })
}

pub(crate) fn read_obligation(row: &Row) -> Result<Obligation, StoreError> {
    let value = match (
        row.word_if_any("value_low", Amount::parse)?,
        row.word_if_any("value_high", Amount::parse)?,
        row.word_if_any("currency", Currency::from_code)?,
    ) {
        (Some(low), Some(high), Some(currency)) => Some((low, high, currency)),
        _ => None,
    };
    Ok(Obligation {
        id: ObligationId(row.uuid("id")?),
        obligation: NewObligation {
            account_id: AccountId(row.uuid("account_id")?),
            debtor: row.word("debtor", Party::from_code)?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            owner_id: row.uuid_if_any("owner_id")?.map(UserId),
            what: row.text("what")?,
            kind: row.word("kind", ObligationKind::from_code)?,
            origin: row.word("origin", Origin::from_code)?,
            source: row.text("source")?,
            interaction_id: row.uuid_if_any("interaction_id")?.map(InteractionId),
            support_id: row.uuid_if_any("support_id")?.map(SupportId),
            clause_id: row.uuid_if_any("clause_id")?.map(ClauseId),
            condition: row.text("condition")?,
            made_on: row.told_day("made_on")?,
            due_day: row.day_if_any("due_day")?,
            grace_days: small(row.integer("grace_days")?),
            importance: u8::try_from(row.integer("importance")?).unwrap_or(1),
            value,
            is_gift: row.truth("is_gift")?,
        },
        replaces_id: row.uuid_if_any("replaces_id")?.map(ObligationId),
        events: Vec::new(),
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}

fn small(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
