//! What happened between the firm and a client: calls, visits, letters, meetings, observations.

use std::collections::HashMap;

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, ImportId, InteractionId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::prospects::Asked;
use jiff::Timestamp;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::happening_words::{self, INTERACTIONS};
use crate::happenings::{self, differences, for_the_journal};
use crate::journal::JournalEntry;
use crate::mentions::{self, Mention, MentionSource};
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

mod brought;

pub use brought::{
    KnownInteraction, change_brought, create_brought, known_at, known_by_codes, remove_left_behind,
    undo_brought,
};

words! {
    /// How people met.
    InteractionKind {
        /// By telephone.
        Call = "call",
        /// One side came to the other.
        Visit = "visit",
        /// By e-mail or letter.
        Email = "email",
        /// A meeting that was agreed before.
        Meeting = "meeting",
        /// At a fair.
        Fair = "fair",
        /// At a seminar.
        Seminar = "seminar",
        /// By a messenger or a short message.
        Message = "message",
        /// Seen or read, without contact.
        Observation = "observation",
    }
}

words! {
    /// Who began it.
    Direction {
        /// They came to us.
        In = "in",
        /// We went to them.
        Out = "out",
    }
}

/// An interaction as people write it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInteraction {
    /// With which client; absent when only people are known.
    pub account_id: Option<AccountId>,
    /// How.
    pub kind: InteractionKind,
    /// When, as far as it is known.
    pub day: EventDay,
    /// Who began it.
    pub direction: Option<Direction>,
    /// What was said and done.
    pub summary: String,
    /// How it felt, from -2 to 2; absent when nobody said.
    pub mood: Option<i8>,
    /// How long, in minutes.
    pub duration_minutes: Option<u32>,
    /// Whether they were asked whom else they know.
    pub asked: Asked,
    /// Seen by its author alone.
    pub private: bool,
    /// Their people.
    pub people: Vec<PersonId>,
    /// Our people.
    pub users: Vec<UserId>,
    /// Who and what the summary mentions.
    pub mentions: Vec<Mention>,
}

/// An interaction in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// Which one.
    pub id: InteractionId,
    /// What was written down; its mentions are read by [`mentions::of`].
    pub interaction: NewInteraction,
    /// Who wrote it down; absent for the program itself.
    pub author_id: Option<UserId>,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "interactions.id, interactions.account_id, interactions.kind,
    interactions.day, interactions.direction, interactions.summary, interactions.mood,
    interactions.duration_minutes, interactions.asked, interactions.private, interactions.author_id,
    interactions.created_at, interactions.is_sample, interactions.version";

/// Writes an interaction down; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person in sight; [`StoreError::Forbidden`];
/// [`StoreError::GivenUp`] for a private one without an author, whom nobody could ever show it to.
pub async fn create(tx: &mut Tx, new: &NewInteraction) -> Result<InteractionId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    check(tx, new).await?;
    let id = InteractionId(new_id(tx.at()));
    let author = tx.viewer().user;
    let row = StoredRow {
        id,
        new,
        author,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    mentions::replace(tx, MentionSource::Interaction, id.0, &new.mentions).await?;
    if let Some(account) = new.account_id {
        happenings::renew_last_contact(tx, account.0).await?;
    }
    let after = for_the_journal(new.private, || as_json(new));
    tx.journal(JournalEntry::new("created", "interaction", id).after(after))
        .await?;
    Ok(id)
}

async fn check(tx: &Tx, new: &NewInteraction) -> Result<(), StoreError> {
    if new.private && tx.viewer().user.is_none() {
        return Err(StoreError::GivenUp("a private record needs an author"));
    }
    if let Some(account) = new.account_id {
        accounts::touch(tx, account).await?;
    }
    people::require_seen(tx, &new.people).await
}

/// One row to be inserted.
pub(crate) struct StoredRow<'a> {
    pub id: InteractionId,
    pub new: &'a NewInteraction,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredRow<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO interactions (id, account_id, kind, day, day_order, direction, summary,
        summary_folded, mood, duration_minutes, asked, private, author_id, is_sample, created_at, version,
        created_by_import)";
    sql::insert_many(tx, "writing interactions", (head, ""), rows, |row| {
        let new = row.new;
        binds![
            row.id.0,
            new.account_id.map(|account| account.0),
            new.kind.code(),
            new.day.to_string(),
            new.day.order(),
            new.direction.map(Direction::code),
            &new.summary,
            fold(&new.summary),
            new.mood.map(i64::from),
            new.duration_minutes.map(i64::from),
            new.asked.code(),
            new.private,
            row.author.map(|user| user.0),
            row.is_sample,
            row.created_at,
            1_i64,
            row.import.map(|import| import.0),
        ]
    })
    .await?;
    let texts = rows.iter().map(|row| (row.id.0, row.new.summary.as_str()));
    happening_words::add(tx, INTERACTIONS, texts).await?;
    let participants = rows.iter().map(|row| (row.id, row.new)).collect::<Vec<_>>();
    insert_participants(tx, &participants).await
}

async fn insert_participants(
    tx: &Tx,
    rows: &[(InteractionId, &NewInteraction)],
) -> Result<(), StoreError> {
    let distinct = |mut ids: Vec<Uuid>| {
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let mut people: Vec<(Uuid, Uuid)> = Vec::new();
    let mut users: Vec<(Uuid, Uuid)> = Vec::new();
    for (id, new) in rows {
        let theirs = distinct(new.people.iter().map(|person| person.0).collect());
        people.extend(theirs.into_iter().map(|person| (id.0, person)));
        let ours = distinct(new.users.iter().map(|user| user.0).collect());
        users.extend(ours.into_iter().map(|user| (id.0, user)));
    }
    let head = "INSERT INTO interaction_people (interaction_id, person_id)";
    sql::insert_many(
        tx,
        "keeping participants",
        (head, ""),
        &people,
        |(id, person)| binds![*id, *person],
    )
    .await?;
    let head = "INSERT INTO interaction_users (interaction_id, user_id)";
    sql::insert_many(
        tx,
        "keeping participants",
        (head, ""),
        &users,
        |(id, user)| binds![*id, *user],
    )
    .await?;
    Ok(())
}

/// Changes an interaction somebody read at `version`. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`] for somebody else's
/// words; [`StoreError::Transition`] when it was open to others and is to become private: they have
/// read it, and the journal keeps it.
pub async fn change(
    tx: &mut Tx,
    id: InteractionId,
    new: &NewInteraction,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (InteractionId, i64),
    new: &NewInteraction,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    if new.private && !before.interaction.private {
        return Err(StoreError::Transition {
            entity: "interaction",
            from: "open",
            to: "private",
        });
    }
    check(tx, new).await?;
    let text = "UPDATE interactions SET touched = $3 WHERE id = $1 AND version = $2";
    let values = binds![id.0, version, true];
    sql::execute(tx, "changing an interaction", text, values).await?;
    rewrite(tx, action, &before, new).await
}

/// Takes the participants off an interaction; people behind a wall, whom its writer does not see, stay.
async fn remove_participants(tx: &Tx, id: InteractionId) -> Result<(), StoreError> {
    let mut values = binds![id.0];
    let seen = match crate::people::outside_walls(tx.viewer(), &mut values) {
        Some(outside) => {
            format!(" AND person_id IN (SELECT people.id FROM people WHERE {outside})")
        }
        None => String::new(),
    };
    let text = format!("DELETE FROM interaction_people WHERE interaction_id = $1{seen}");
    sql::execute(tx, "renewing participants", &text, values).await?;
    let text = "DELETE FROM interaction_users WHERE interaction_id = $1";
    sql::execute(tx, "renewing participants", text, binds![id.0]).await?;
    Ok(())
}

/// Writes what an interaction is from now on, whoever says so.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Interaction,
    new: &NewInteraction,
) -> Result<i64, StoreError> {
    let (id, version) = (before.id, before.version);
    let text = "UPDATE interactions SET account_id = $3, kind = $4, day = $5, day_order = $6,
            direction = $7, summary = $8, summary_folded = $9, mood = $10, duration_minutes = $11,
            private = $12, is_sample = $13, asked = $14, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        new.account_id.map(|account| account.0),
        new.kind.code(),
        new.day.to_string(),
        new.day.order(),
        new.direction.map(Direction::code),
        &new.summary,
        fold(&new.summary),
        new.mood.map(i64::from),
        new.duration_minutes.map(i64::from),
        new.private,
        false,
        new.asked.code(),
    ];
    if sql::execute(tx, "changing an interaction", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let texts = (before.interaction.summary.as_str(), new.summary.as_str());
    happening_words::renew(tx, INTERACTIONS, id.0, texts).await?;
    remove_participants(tx, id).await?;
    insert_participants(tx, &[(id, new)]).await?;
    mentions::replace(tx, MentionSource::Interaction, id.0, &new.mentions).await?;
    for account in [before.interaction.account_id, new.account_id]
        .into_iter()
        .flatten()
    {
        happenings::renew_last_contact(tx, account.0).await?;
    }
    let (was, is) = differences(
        &for_the_journal(before.interaction.private, || as_json(&before.interaction)),
        &for_the_journal(new.private, || as_json(new)),
    );
    let entry = JournalEntry::new(action, "interaction", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Puts an interaction into the trash.
///
/// # Errors
/// As [`change`].
pub async fn delete(tx: &mut Tx, id: InteractionId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    happenings::put_away(tx, "interactions", id.0, version).await?;
    if let Some(account) = before.interaction.account_id {
        happenings::renew_last_contact(tx, account.0).await?;
    }
    let was = for_the_journal(before.interaction.private, || as_json(&before.interaction));
    tx.journal(JournalEntry::new("deleted", "interaction", id).before(was))
        .await
}

/// Takes an interaction out of the trash.
///
/// # Errors
/// [`StoreError::Missing`] when it is not there; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: InteractionId) -> Result<(), StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM interactions WHERE interactions.id = $1
             AND interactions.deleted_at IS NOT NULL AND {}",
        happenings::interactions_within_sight(tx.viewer(), &mut values)
    );
    let found = sql::one(
        tx,
        "finding an interaction",
        &text,
        values,
        read_interaction,
    )
    .await?;
    let found = found.ok_or(StoreError::Missing("interaction"))?;
    happenings::require_author(tx, found.author_id.map(|user| user.0))?;
    happenings::take_back(tx, "interactions", id.0).await?;
    if let Some(account) = found.interaction.account_id {
        happenings::renew_last_contact(tx, account.0).await?;
    }
    let after = for_the_journal(found.interaction.private, || json!({}));
    tx.journal(JournalEntry::new("restored", "interaction", id).after(after))
        .await
}

async fn editable(tx: &Tx, id: InteractionId, version: i64) -> Result<Interaction, StoreError> {
    let found = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("interaction"))?;
    happenings::require_author(tx, found.author_id.map(|user| user.0))?;
    if found.version == version {
        Ok(found)
    } else {
        Err(StoreError::Stale)
    }
}

/// An interaction.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: InteractionId,
) -> Result<Option<Interaction>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM interactions WHERE interactions.id = $1 AND {}",
        happenings::interactions_visible(reader.viewer(), &mut values)
    );
    let mut found = sql::all(
        reader,
        "reading an interaction",
        &text,
        values,
        read_interaction,
    )
    .await?;
    add_participants(reader, &mut found).await?;
    Ok(found.into_iter().next())
}

/// Completes interactions the viewer has been shown with their participants.
pub(crate) async fn add_participants(
    reader: &dyn Reader,
    interactions: &mut [Interaction],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = interactions.iter().map(|one| one.id.0).collect();
    let mut people: HashMap<Uuid, Vec<PersonId>> = HashMap::new();
    let mut users: HashMap<Uuid, Vec<UserId>> = HashMap::new();
    for chunk in ids.chunks(sql::KEYS_MAX) {
        let list = sql::list(1, chunk.len());
        let values = || -> Values { chunk.iter().map(|id| sql::Bind::bind(*id)).collect() };
        let mut seeing = values();
        let outside = crate::people::outside_walls(reader.viewer(), &mut seeing);
        let outside = outside.as_deref().unwrap_or("1 = 1");
        let text = format!(
            "SELECT interaction_people.interaction_id, interaction_people.person_id
             FROM interaction_people JOIN people ON people.id = interaction_people.person_id
             WHERE people.deleted_at IS NULL AND interaction_people.interaction_id IN ({list})
                 AND {outside} ORDER BY people.name_folded, people.id"
        );
        let read = |row: &Row| {
            Ok((
                row.uuid("interaction_id")?,
                PersonId(row.uuid("person_id")?),
            ))
        };
        for (id, person) in sql::all(reader, "reading participants", &text, seeing, read).await? {
            people.entry(id).or_default().push(person);
        }
        let text = format!(
            "SELECT interaction_users.interaction_id, interaction_users.user_id
             FROM interaction_users JOIN users ON users.id = interaction_users.user_id
             WHERE interaction_users.interaction_id IN ({list}) ORDER BY users.name, users.id"
        );
        let read = |row: &Row| Ok((row.uuid("interaction_id")?, UserId(row.uuid("user_id")?)));
        for (id, user) in sql::all(reader, "reading participants", &text, values(), read).await? {
            users.entry(id).or_default().push(user);
        }
    }
    for one in interactions {
        one.interaction.people = people.remove(&one.id.0).unwrap_or_default();
        one.interaction.users = users.remove(&one.id.0).unwrap_or_default();
    }
    Ok(())
}

/// An interaction as the journal and the undo of an import tell it.
#[must_use]
pub fn as_json(new: &NewInteraction) -> Json {
    // Who took part has no order: the same people are the same value.
    let texts = |mut ids: Vec<String>| {
        ids.sort_unstable();
        ids
    };
    json!({
        "account": new.account_id.map(|id| id.to_string()),
        "kind": new.kind.code(),
        "day": new.day.to_string(),
        "direction": new.direction.map(Direction::code),
        "summary": new.summary,
        "mood": new.mood,
        "duration_minutes": new.duration_minutes,
        "asked": new.asked.code(),
        "private": new.private,
        "people": texts(new.people.iter().map(ToString::to_string).collect()),
        "users": texts(new.users.iter().map(ToString::to_string).collect()),
    })
}

pub(crate) fn read_interaction(row: &Row) -> Result<Interaction, StoreError> {
    Ok(Interaction {
        id: InteractionId(row.uuid("id")?),
        interaction: NewInteraction {
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            kind: row.word("kind", InteractionKind::from_code)?,
            day: row.word("day", EventDay::parse)?,
            direction: row
                .text_if_any("direction")?
                .as_deref()
                .and_then(Direction::from_code),
            summary: row.text("summary")?,
            mood: row
                .integer_if_any("mood")?
                .and_then(|mood| i8::try_from(mood).ok()),
            duration_minutes: row
                .integer_if_any("duration_minutes")?
                .and_then(|minutes| u32::try_from(minutes).ok()),
            asked: row.word("asked", Asked::from_code)?,
            private: row.truth("private")?,
            people: Vec::new(),
            users: Vec::new(),
            mentions: Vec::new(),
        },
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
