//! Everything that happened, in one order: interactions, notes, next steps that were closed, and
//! changes of the key status.
//!
//! The order is by day, then by the moment something was written down, then by id. Each kind is read
//! by its own index up to the page's size and the pages are merged, so that a page costs the same at
//! the start of a long history and at its end.

use clientela_domain::day::day_number;
use clientela_domain::event_day::{Completeness, EventDay};
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::search::Query as SearchQuery;
use jiff::Timestamp;
use uuid::Uuid;

use crate::accounts;
use crate::error::StoreError;
use crate::happening_words::{self, INTERACTIONS, NEXT_STEPS, NOTES, Texts, Way};
use crate::happenings;
use crate::interactions::{self, Interaction, InteractionKind};
use crate::key_status_history::{self, KeyStatus};
use crate::list_rows::from_few;
use crate::next_steps::{self, NextStep};
use crate::notes::{self, Note};
use crate::sql::{self, Row, Values, binds};
use crate::transaction::Reader;

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// A kind of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// An interaction of one kind.
    Interaction(InteractionKind),
    /// A note.
    Note,
    /// A next step done or dropped.
    NextStep,
    /// A change of the key status.
    Status,
}

impl EntryKind {
    /// The stable word of URLs and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Interaction(kind) => kind.code(),
            Self::Note => "note",
            Self::NextStep => "next_step",
            Self::Status => "status",
        }
    }

    /// The kind of a stable word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "note" => Some(Self::Note),
            "next_step" => Some(Self::NextStep),
            "status" => Some(Self::Status),
            other => InteractionKind::from_code(other).map(Self::Interaction),
        }
    }

    /// Every kind, interactions first.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let interactions = InteractionKind::ALL.iter().copied().map(Self::Interaction);
        interactions
            .chain([Self::Note, Self::NextStep, Self::Status])
            .collect()
    }
}

/// Which entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineFilter {
    /// Only of this client.
    pub account: Option<AccountId>,
    /// Only with this person.
    pub person: Option<PersonId>,
    /// Only these kinds; all when empty.
    pub kinds: Vec<EntryKind>,
    /// Only what this user wrote or closed.
    pub author: Option<UserId>,
    /// Only what mentions this user.
    pub mentioning: Option<UserId>,
    /// Words, all of which stand in it.
    pub search: SearchQuery,
    /// Only on or after the day of this order, see [`EventDay::order`].
    pub from: Option<i64>,
    /// Only up to the day of this order.
    pub to: Option<i64>,
    /// Only these records, of which a memory of the list says that they may fit.
    pub only: Option<Vec<Uuid>>,
}

/// Place of an entry in the one order; the page after it begins below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimelineKey {
    /// Order of its day, see [`EventDay::order`].
    pub order: i64,
    /// When it was written down, in microseconds.
    pub moment: i64,
    /// Its id.
    pub id: Uuid,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// An interaction.
    Interaction(Interaction),
    /// A note.
    Note(Note),
    /// A next step done or dropped.
    NextStep(NextStep),
    /// A change of the key status.
    Status(KeyStatus),
}

/// Entries the viewer may see below `after`, the latest first, at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    limit: u64,
) -> Result<Vec<(TimelineKey, Entry)>, StoreError> {
    list_with(reader, filter, after, limit, (None, None)).await
}

/// As [`list`], for who has found the interactions and the closed steps of the page already: by
/// [`few_interactions`] and [`few_steps`], at least as many of each as a page takes.
///
/// # Errors
/// When the database refuses.
pub async fn list_with(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    limit: u64,
    (interactions, steps): (Option<Entries>, Option<Entries>),
) -> Result<Entries, StoreError> {
    let mut entries = match interactions {
        Some(found) => found,
        None => interactions_below(reader, filter, after, limit).await?,
    };
    if filter.wants(EntryKind::Note) {
        entries.extend(notes_below(reader, filter, after, limit).await?);
    }
    if filter.wants(EntryKind::NextStep) && filter.mentioning.is_none() {
        entries.extend(match steps {
            Some(found) => found,
            None => steps_below(reader, filter, after, limit).await?,
        });
    }
    // Nobody writes a status, and nothing is said in it.
    let spoken = filter.person.is_some()
        || filter.author.is_some()
        || filter.mentioning.is_some()
        || !filter.search.is_empty();
    if filter.wants(EntryKind::Status) && !spoken {
        entries.extend(statuses_below(reader, filter, after, limit).await?);
    }
    entries.sort_by(|(a, _), (b, _)| b.cmp(a));
    entries.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(entries)
}

/// Entries with their places.
pub type Entries = Vec<(TimelineKey, Entry)>;

impl TimelineFilter {
    /// Does it leave entries of this kind?
    #[must_use]
    pub fn wants(&self, kind: EntryKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// Those of these interactions that fit and that the viewer may see below `after`, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn few_interactions(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    ids: Vec<Uuid>,
) -> Result<Entries, StoreError> {
    let limit = ids.len() as u64;
    if limit == 0 {
        return Ok(Vec::new());
    }
    let filter = TimelineFilter {
        only: Some(ids),
        ..filter.clone()
    };
    interactions_below(reader, &filter, after, limit).await
}

/// As [`few_interactions`], for next steps that were closed.
///
/// # Errors
/// When the database refuses.
pub async fn few_steps(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    ids: Vec<Uuid>,
) -> Result<Entries, StoreError> {
    let limit = ids.len() as u64;
    if limit == 0 {
        return Ok(Vec::new());
    }
    let filter = TimelineFilter {
        only: Some(ids),
        ..filter.clone()
    };
    steps_below(reader, &filter, after, limit).await
}

/// A statement that grows: text and bound values together.
struct Query {
    text: String,
    values: Values,
}

impl Query {
    fn new(text: String, limit: u64) -> Self {
        Self {
            text,
            values: binds![limit],
        }
    }

    /// These columns of a table: of all its rows, or of a few.
    fn of(columns: &str, table: &str, only: Option<&[Uuid]>, limit: u64) -> Self {
        let mut values = binds![limit];
        let from = match only {
            None => format!("FROM {table} WHERE 1 = 1"),
            Some(ids) => from_few(table, ids.iter().copied(), &mut values),
        };
        Self {
            text: format!("SELECT {columns} {from}"),
            values,
        }
    }

    /// Adds a condition; each `?` stands for the one value.
    fn and(&mut self, condition: &str, value: sea_orm::Value) {
        self.values.push(value);
        let place = format!("${}", self.values.len());
        self.text.push_str(" AND ");
        self.text.push_str(&condition.replace('?', &place));
    }

    /// Leaves the texts with all words of a query; false when there are none.
    async fn and_words(
        &mut self,
        reader: &dyn Reader,
        texts: Texts,
        filter: &TimelineFilter,
    ) -> Result<bool, StoreError> {
        let query = &filter.search;
        let way = match filter.only {
            None => happening_words::way(reader, texts, query).await?,
            Some(_) => Way::Along,
        };
        let condition = happening_words::condition(texts, query, &way, &mut self.values);
        self.push(&condition);
        Ok(way != Way::None)
    }

    fn and_mentioning(&mut self, source: &str, id: &str, user: Option<UserId>) {
        if let Some(user) = user {
            let condition = format!(
                "{id} IN (SELECT mentions.source_id FROM mentions WHERE mentions.entity = 'user'
                     AND mentions.entity_id = ? AND mentions.source = '{source}')"
            );
            self.and(&condition, sql::Bind::bind(user.0));
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Leaves what lies below the key, for rows ordered by a moment.
    fn below_moment(&mut self, moment: &str, id: &str, after: Option<TimelineKey>) {
        let Some(key) = after else { return };
        // The first day that is not wholly below the key's day.
        let complete = Completeness::Day as i64;
        let day = (key.order - complete).div_euclid(4)
            + i64::from((key.order - complete).rem_euclid(4) != 0);
        let whole_days = day.saturating_mul(DAY);
        if day * 4 + complete == key.order {
            for value in [whole_days, whole_days + DAY, key.moment] {
                self.values.push(sql::Bind::bind(value));
            }
            self.values.push(sql::Bind::bind(key.id));
            let last = self.values.len();
            let (below, within, at, key_id) = (last - 3, last - 2, last - 1, last);
            self.push(&format!(
                " AND ({moment} < ${below} OR ({moment} < ${within}
                    AND ({moment} < ${at} OR ({moment} = ${at} AND {id} < ${key_id}))))"
            ));
        } else {
            self.and(&format!("{moment} < ?"), sql::Bind::bind(whole_days));
        }
    }

    /// Leaves the moments of the days asked for.
    fn moments_between(&mut self, moment: &str, filter: &TimelineFilter) {
        if let Some(from) = filter.from {
            let first = from.div_euclid(4).saturating_mul(DAY);
            self.and(&format!("{moment} >= ?"), sql::Bind::bind(first));
        }
        if let Some(to) = filter.to {
            let end = (to.div_euclid(4) + 1).saturating_mul(DAY);
            self.and(&format!("{moment} < ?"), sql::Bind::bind(end));
        }
    }
}

async fn interactions_below(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    limit: u64,
) -> Result<Entries, StoreError> {
    let kinds: Vec<String> = filter
        .kinds
        .iter()
        .filter_map(|kind| match kind {
            EntryKind::Interaction(kind) => Some(format!("'{}'", kind.code())),
            _ => None,
        })
        .collect();
    if kinds.is_empty() && !filter.kinds.is_empty() {
        return Ok(Vec::new());
    }
    let only = filter.only.as_deref();
    let mut query = Query::of(interactions::COLUMNS, "interactions", only, limit);
    if !kinds.is_empty() {
        query.push(&format!(" AND interactions.kind IN ({})", kinds.join(", ")));
    }
    if let Some(account) = filter.account {
        query.and("interactions.account_id = ?", sql::Bind::bind(account.0));
    }
    if let Some(person) = filter.person {
        let condition = "interactions.id IN (SELECT interaction_people.interaction_id
            FROM interaction_people WHERE interaction_people.person_id = ?)";
        query.and(condition, sql::Bind::bind(person.0));
    }
    if let Some(author) = filter.author {
        query.and("interactions.author_id = ?", sql::Bind::bind(author.0));
    }
    query.and_mentioning("interaction", "interactions.id", filter.mentioning);
    if let Some(from) = filter.from {
        query.and("interactions.day_order >= ?", sql::Bind::bind(from));
    }
    if let Some(to) = filter.to {
        query.and("interactions.day_order <= ?", sql::Bind::bind(to));
    }
    if !query.and_words(reader, INTERACTIONS, filter).await? {
        return Ok(Vec::new());
    }
    if let Some(key) = after {
        for value in [key.order, key.moment] {
            query.values.push(sql::Bind::bind(value));
        }
        query.values.push(sql::Bind::bind(key.id));
        let last = query.values.len();
        let (order, moment, id) = (last - 2, last - 1, last);
        query.push(&format!(
            " AND interactions.day_order <= ${order}
                AND (interactions.day_order < ${order} OR (interactions.day_order = ${order}
                AND (interactions.created_at < ${moment} OR (interactions.created_at = ${moment}
                    AND interactions.id < ${id}))))"
        ));
    }
    let visible = match filter.only {
        None => happenings::interactions_visible(reader.viewer(), &mut query.values),
        Some(_) => happenings::few_interactions_visible(reader.viewer(), &mut query.values),
    };
    query.push(&format!(
        " AND {visible} ORDER BY interactions.day_order DESC, interactions.created_at DESC,
            interactions.id DESC LIMIT $1"
    ));
    let operation = "reading interactions";
    let read = interactions::read_interaction;
    let mut found = sql::all(reader, operation, &query.text, query.values, read).await?;
    interactions::add_participants(reader, &mut found).await?;
    let entry = |one: Interaction| {
        let key = TimelineKey {
            order: one.interaction.day.order(),
            moment: one.created_at.as_microsecond(),
            id: one.id.0,
        };
        (key, Entry::Interaction(one))
    };
    Ok(found.into_iter().map(entry).collect())
}

/// Order of the day a moment lies in.
#[must_use]
pub fn order_of(moment: Timestamp) -> i64 {
    let day = jiff::tz::Offset::UTC.to_datetime(moment).date();
    i64::from(day_number(day)) * 4 + Completeness::Day as i64
}

fn key_of(moment: Timestamp, id: Uuid) -> TimelineKey {
    TimelineKey {
        order: order_of(moment),
        moment: moment.as_microsecond(),
        id,
    }
}

async fn notes_below(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    limit: u64,
) -> Result<Entries, StoreError> {
    let text = format!("SELECT {} FROM notes WHERE 1 = 1", notes::COLUMNS);
    let mut query = Query::new(text, limit);
    if let Some(account) = filter.account {
        query.and("notes.account_id = ?", sql::Bind::bind(account.0));
    }
    if let Some(person) = filter.person {
        query.and("notes.person_id = ?", sql::Bind::bind(person.0));
    }
    if let Some(author) = filter.author {
        query.and("notes.author_id = ?", sql::Bind::bind(author.0));
    }
    query.and_mentioning("note", "notes.id", filter.mentioning);
    if !query.and_words(reader, NOTES, filter).await? {
        return Ok(Vec::new());
    }
    query.moments_between("notes.created_at", filter);
    query.below_moment("notes.created_at", "notes.id", after);
    let visible = happenings::notes_visible(reader.viewer(), &mut query.values);
    query.push(&format!(
        " AND {visible} ORDER BY notes.created_at DESC, notes.id DESC LIMIT $1"
    ));
    let found = sql::all(
        reader,
        "reading notes",
        &query.text,
        query.values,
        notes::read_note,
    );
    let entry = |note: Note| (key_of(note.created_at, note.id.0), Entry::Note(note));
    Ok(found.await?.into_iter().map(entry).collect())
}

async fn steps_below(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    limit: u64,
) -> Result<Entries, StoreError> {
    let only = filter.only.as_deref();
    let mut query = Query::of(next_steps::COLUMNS, "next_steps", only, limit);
    query.push(" AND next_steps.closed_at IS NOT NULL");
    if let Some(account) = filter.account {
        query.and("next_steps.account_id = ?", sql::Bind::bind(account.0));
    }
    if let Some(person) = filter.person {
        query.and("next_steps.person_id = ?", sql::Bind::bind(person.0));
    }
    if let Some(author) = filter.author {
        query.and("next_steps.closed_by = ?", sql::Bind::bind(author.0));
    }
    if !query.and_words(reader, NEXT_STEPS, filter).await? {
        return Ok(Vec::new());
    }
    query.moments_between("next_steps.closed_at", filter);
    query.below_moment("next_steps.closed_at", "next_steps.id", after);
    let visible = match filter.only {
        None => happenings::next_steps_visible(reader.viewer(), &mut query.values),
        Some(_) => happenings::few_next_steps_visible(reader.viewer(), &mut query.values),
    };
    query.push(&format!(
        " AND {visible} ORDER BY next_steps.closed_at DESC, next_steps.id DESC LIMIT $1"
    ));
    let operation = "reading closed steps";
    let found = sql::all(
        reader,
        operation,
        &query.text,
        query.values,
        next_steps::read_step,
    );
    let entry = |step: NextStep| {
        let closed_at = step.closed_at.unwrap_or(step.created_at);
        (key_of(closed_at, step.id.0), Entry::NextStep(step))
    };
    Ok(found.await?.into_iter().map(entry).collect())
}

async fn statuses_below(
    reader: &dyn Reader,
    filter: &TimelineFilter,
    after: Option<TimelineKey>,
    limit: u64,
) -> Result<Entries, StoreError> {
    let text = "SELECT h.* FROM key_status_history AS h
        JOIN accounts ON accounts.id = h.account_id
        WHERE h.verdict <> COALESCE((SELECT p.verdict FROM key_status_history AS p
            WHERE p.account_id = h.account_id AND p.profile = h.profile AND p.id < h.id
            ORDER BY p.id DESC LIMIT 1), '')";
    let mut query = Query::new(text.to_owned(), limit);
    if let Some(account) = filter.account {
        query.and("h.account_id = ?", sql::Bind::bind(account.0));
    }
    query.moments_between("h.at", filter);
    query.below_moment("h.at", "h.id", after);
    let visible = accounts::visible(reader.viewer(), &mut query.values);
    query.push(&format!(
        " AND {visible} ORDER BY h.at DESC, h.id DESC LIMIT $1"
    ));
    let read = |row: &Row| Ok((row.uuid("id")?, key_status_history::read_status(row)?));
    let found = sql::all(reader, "reading statuses", &query.text, query.values, read).await?;
    let entry = |(id, status): (Uuid, KeyStatus)| (key_of(status.at, id), Entry::Status(status));
    Ok(found.into_iter().map(entry).collect())
}

/// The order of a civil day, for the ends of [`TimelineFilter`].
#[must_use]
pub fn order_of_day(day: clientela_domain::day::Date) -> i64 {
    EventDay::from(day).order()
}
