//! What a memory of lists holds of every row: its place in the order, its words, its client.
//!
//! Such a memory says which rows may belong to a page; what a viewer is shown is read by the functions
//! of each list, which ask the gate for every row. So these rows are read for the program itself, and
//! a row that is missing here would be hidden, while one too many costs a look. [`changed_since`] names
//! the rows that are not any more what they were.

use std::collections::BTreeSet;

use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, AffiliationId, InteractionId, NextStepId, PersonId, UserId,
};
use uuid::Uuid;

use crate::error::StoreError;
use crate::interactions::InteractionKind;
use crate::next_steps::StepState;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Rows read at once.
pub const ROWS_AT_ONCE: u64 = 5_000;

/// Changes that are told one by one; after more a memory is better made anew.
pub const CHANGES_MAX: u64 = 2_000;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPerson {
    /// Who.
    pub id: PersonId,
    /// What the list by name is sorted by.
    pub name: String,
    /// What the list by family name is sorted by.
    pub family: String,
    /// When they came into the book, in microseconds.
    pub created: i64,
    /// The words by which they are found, with blanks between.
    pub words: String,
}

/// A place of a person at a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptPlace {
    /// Which one.
    pub id: AffiliationId,
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub account: AccountId,
    /// They are not there any more.
    pub former: bool,
}

/// An interaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptInteraction {
    /// Which one.
    pub id: InteractionId,
    /// With which client; absent when only people are known.
    pub account: Option<AccountId>,
    /// How.
    pub kind: InteractionKind,
    /// Order of its day.
    pub order: i64,
    /// When it was written down, in microseconds.
    pub moment: i64,
    /// Who wrote it down.
    pub author: Option<UserId>,
    /// Its folded text.
    pub text: String,
}

/// A next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStep {
    /// Which one.
    pub id: NextStepId,
    /// For which client.
    pub account: AccountId,
    /// How far it is.
    pub state: StepState,
    /// Until when.
    pub due_day: Option<Date>,
    /// Who does it.
    pub owner: Option<UserId>,
    /// Since when it is done or dropped, in microseconds.
    pub closed_at: Option<i64>,
    /// Who closed it.
    pub closed_by: Option<UserId>,
    /// Its folded text.
    pub text: String,
}

/// Is the book so large that a memory of its rows is worth having?
///
/// # Errors
/// When the database refuses.
pub async fn are_many(reader: &dyn Reader, rows: u64) -> Result<bool, StoreError> {
    let counted = |table: &str| {
        format!("(SELECT count(*) FROM (SELECT 1 AS one FROM {table} LIMIT $1) AS {table}_counted)")
    };
    let text = format!(
        "SELECT {} + {} + {} AS found",
        counted("people"),
        counted("interactions"),
        counted("next_steps")
    );
    let read = |row: &Row| row.count("found");
    let found = sql::one(reader, "counting rows", &text, binds![rows], read).await?;
    Ok(found.unwrap_or(0) >= rows)
}

/// People whose id comes after this one, erased ones not.
///
/// # Errors
/// When the database refuses.
pub async fn people_after(
    reader: &dyn Reader,
    after: PersonId,
) -> Result<Vec<KeptPerson>, StoreError> {
    let text = "SELECT people.id, people.name_folded, people.family_folded, people.created_at,
            COALESCE(texts.words, '') AS words
        FROM people LEFT JOIN search_texts AS texts
            ON texts.entity = 'person' AND texts.entity_id = people.id
        WHERE people.id > $1 AND people.erased_at IS NULL ORDER BY people.id LIMIT $2";
    let values = binds![after.0, ROWS_AT_ONCE];
    sql::all(reader, "reading people", text, values, |row| {
        Ok(KeptPerson {
            id: PersonId(row.uuid("id")?),
            name: row.text("name_folded")?,
            family: row.text("family_folded")?,
            created: row.integer("created_at")?,
            words: row.text("words")?,
        })
    })
    .await
}

/// Places whose id comes after this one.
///
/// # Errors
/// When the database refuses.
pub async fn places_after(
    reader: &dyn Reader,
    after: AffiliationId,
) -> Result<Vec<KeptPlace>, StoreError> {
    let text = "SELECT id, person_id, account_id, former FROM affiliations
        WHERE id > $1 ORDER BY id LIMIT $2";
    let values = binds![after.0, ROWS_AT_ONCE];
    sql::all(reader, "reading places", text, values, |row| {
        Ok(KeptPlace {
            id: AffiliationId(row.uuid("id")?),
            person: PersonId(row.uuid("person_id")?),
            account: AccountId(row.uuid("account_id")?),
            former: row.truth("former")?,
        })
    })
    .await
}

/// Interactions whose id comes after this one, those in the trash not.
///
/// # Errors
/// When the database refuses.
pub async fn interactions_after(
    reader: &dyn Reader,
    after: InteractionId,
) -> Result<Vec<KeptInteraction>, StoreError> {
    let text = "SELECT id, account_id, kind, day_order, created_at, author_id, summary_folded
        FROM interactions WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2";
    let values = binds![after.0, ROWS_AT_ONCE];
    sql::all(reader, "reading interactions", text, values, |row| {
        Ok(KeptInteraction {
            id: InteractionId(row.uuid("id")?),
            account: row.uuid_if_any("account_id")?.map(AccountId),
            kind: row.word("kind", InteractionKind::from_code)?,
            order: row.integer("day_order")?,
            moment: row.integer("created_at")?,
            author: row.uuid_if_any("author_id")?.map(UserId),
            text: row.text("summary_folded")?,
        })
    })
    .await
}

/// Next steps whose id comes after this one, those in the trash not.
///
/// # Errors
/// When the database refuses.
pub async fn steps_after(
    reader: &dyn Reader,
    after: NextStepId,
) -> Result<Vec<KeptStep>, StoreError> {
    let text = "SELECT id, account_id, state, due_day, owner_id, closed_at, closed_by, what_folded
        FROM next_steps WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2";
    let values = binds![after.0, ROWS_AT_ONCE];
    sql::all(reader, "reading next steps", text, values, |row| {
        Ok(KeptStep {
            id: NextStepId(row.uuid("id")?),
            account: AccountId(row.uuid("account_id")?),
            state: row.word("state", StepState::from_code)?,
            due_day: row.day_if_any("due_day")?,
            owner: row.uuid_if_any("owner_id")?.map(UserId),
            closed_at: row.integer_if_any("closed_at")?,
            closed_by: row.uuid_if_any("closed_by")?.map(UserId),
            text: row.text("what_folded")?,
        })
    })
    .await
}

/// Which rows are not any more what they were, or are new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// People, also those whose places changed.
    pub people: BTreeSet<PersonId>,
    /// Interactions.
    pub interactions: BTreeSet<InteractionId>,
    /// Next steps.
    pub steps: BTreeSet<NextStepId>,
    /// More changed than is told one by one: a file came in or was undone, two records became one, or
    /// there were too many changes.
    pub wholesale: bool,
}

impl Changed {
    /// How many rows are named.
    #[must_use]
    pub fn len(&self) -> usize {
        self.people.len() + self.interactions.len() + self.steps.len()
    }

    /// Is everything as it was?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0 && !self.wholesale
    }
}

/// Up to where somebody has read the journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Everything up to here was there.
    floor: u64,
    /// Rows above it that were there too. A row may come in below the last one, when its write began
    /// before and ended after another one's.
    seen: BTreeSet<u64>,
}

#[cfg(test)]
impl Position {
    /// The same, had a row so far above the end not been there yet.
    pub(crate) fn without_last_but(mut self, rows: usize) -> Self {
        let late = self.seen.iter().rev().nth(rows).copied();
        self.seen.retain(|row| Some(*row) != late);
        self
    }
}

/// The last rows of the journal that are told apart, see [`Position`].
const SEEN_MAX: u64 = 200;

/// Where the journal ends now.
///
/// # Errors
/// When the database refuses.
pub async fn position(reader: &dyn Reader) -> Result<Position, StoreError> {
    let text = "SELECT seq FROM journal ORDER BY seq DESC LIMIT $1";
    let read = |row: &Row| row.count("seq");
    let operation = "reading the end of the journal";
    let last = sql::all(reader, operation, text, binds![SEEN_MAX], read).await?;
    let seen: BTreeSet<u64> = last.into_iter().collect();
    let whole = (seen.len() as u64) < SEEN_MAX;
    let floor = seen.first().map_or(0, |first| first.saturating_sub(1));
    Ok(Position {
        floor: if whole { 0 } else { floor },
        seen,
    })
}

/// What the journal says changed since somebody read it up to this position.
///
/// # Errors
/// When the database refuses.
pub async fn changed_since(
    reader: &dyn Reader,
    position: &Position,
) -> Result<Changed, StoreError> {
    // What touches many records at once stands in the journal as one row; with a client that is gone for
    // good go the places of its people, who are nowhere then.
    let text = "SELECT journal.seq, journal.entity, journal.entity_id, journal.action, about.person_id
        FROM journal LEFT JOIN journal_personal AS about ON about.journal_id = journal.id
        WHERE journal.seq > $1 AND (
            journal.entity IN ('person', 'affiliation', 'interaction', 'next_step', 'import', 'book')
            OR (journal.entity = 'account'
                AND journal.action IN ('merged', 'unmerged', 'merged_away', 'came_back', 'purged')))
        ORDER BY journal.seq LIMIT $2";
    let values = binds![position.floor, CHANGES_MAX + SEEN_MAX];
    let read = |row: &Row| {
        Ok((
            row.count("seq")?,
            row.text("entity")?,
            row.text("entity_id")?,
            row.text("action")?,
            row.uuid_if_any("person_id")?,
        ))
    };
    let rows = sql::all(reader, "reading what changed", text, values, read).await?;
    let mut changed = Changed {
        wholesale: rows.len() as u64 >= CHANGES_MAX + SEEN_MAX,
        ..Changed::default()
    };
    for (seq, entity, id, action, person) in rows {
        if !position.seen.contains(&seq) {
            changed.note(&entity, &id, &action, person);
        }
    }
    Ok(changed)
}

impl Changed {
    fn note(&mut self, entity: &str, id: &str, action: &str, person: Option<Uuid>) {
        let id = Uuid::try_parse(id).ok();
        match (entity, id) {
            ("person", Some(id)) if action.contains("merge") || action == "came_back" => {
                self.people.insert(PersonId(id));
                self.wholesale = true;
            }
            ("person", Some(id)) => {
                self.people.insert(PersonId(id));
            }
            ("interaction", Some(id)) => {
                self.interactions.insert(InteractionId(id));
            }
            ("next_step", Some(id)) => {
                self.steps.insert(NextStepId(id));
            }
            ("affiliation", _) => match person {
                Some(person) => {
                    self.people.insert(PersonId(person));
                }
                // Whose place it was has been erased since.
                None => self.wholesale = true,
            },
            _ => self.wholesale = true,
        }
    }
}

/// `FROM` these rows of a table, looked up one by one whatever the order of the list: a planner goes
/// along an index of the order else, and reads half of it for a few rows.
pub(crate) fn from_few(
    table: &str,
    ids: impl ExactSizeIterator<Item = Uuid>,
    values: &mut Values,
) -> String {
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        values.push(id.bind());
        rows.push(format!("(${})", values.len()));
    }
    // Both databases call the column so.
    format!(
        "FROM (VALUES {}) AS chosen CROSS JOIN {table} WHERE {table}.id = chosen.column1",
        rows.join(", ")
    )
}
