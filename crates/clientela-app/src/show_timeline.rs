//! What happened with a client, with a person, or at all: one order, page by page.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_domain::search::Query;
use clientela_store::attachments::{self, AttachedTo, Attachment};
use clientela_store::interactions::InteractionKind;
use clientela_store::key_status_history::KeyStatus;
use clientela_store::timeline::{
    self, Entries, Entry, EntryKind, TimelineFilter, TimelineKey, order_of_day,
};
use clientela_store::{Permission, Read, Viewer, names_of};
use uuid::Uuid;

use crate::account_sales::{first_day, lifetime};
use crate::answers::happenings::{
    AttachmentAnswer, NamedAnswer, TimelineAnswer, TimelineEntryAnswer,
};
use crate::context::{BookState, Context};
use crate::directory::Directory;
use crate::error::AppError;
use crate::list_memory::{Bits, Gathering, Onward, Remembered, knows_interactions};

/// Which entries.
#[derive(Clone, Debug, Default)]
pub struct TimelineQuery {
    /// Of which client.
    pub account: Option<AccountId>,
    /// With which person.
    pub person: Option<PersonId>,
    /// Of which kinds; all when empty.
    pub kinds: Vec<EntryKind>,
    /// By whom.
    pub author: Option<UserId>,
    /// Mentioning this colleague.
    pub mentioning: Option<UserId>,
    /// Words in it.
    pub search: String,
    /// From which day.
    pub from: Option<Date>,
    /// To which day.
    pub to: Option<Date>,
    /// Below this place.
    pub cursor: Option<TimelineKey>,
    /// At most so many.
    pub limit: u64,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// Something people wrote or closed, or a change of the key status.
    Kept(Entry),
    /// The first sale the ledger knows.
    FirstSale(AccountId),
}

/// An entry with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEntry {
    /// Its place.
    pub key: TimelineKey,
    /// When.
    pub day: EventDay,
    /// What.
    pub what: Happening,
    /// Its client and the client's name.
    pub account: Option<(AccountId, String)>,
    /// Who wrote or closed it.
    pub author: Option<(UserId, String)>,
    /// Their people.
    pub people: Vec<(PersonId, String)>,
    /// Our people.
    pub users: Vec<(UserId, String)>,
    /// Files.
    pub files: Vec<Attachment>,
    /// The viewer may change it.
    pub may_change: bool,
}

/// A page of what happened.
#[derive(Clone, Debug, Default)]
pub struct TimelinePage {
    /// Entries, the latest first.
    pub entries: Vec<TimelineEntry>,
    /// Where the next page begins.
    pub next: Option<TimelineKey>,
}

/// A page of what happened, as far as the viewer may see it.
///
/// # Errors
/// [`AppError::NotFound`] for a client the viewer may not see; when book or ledger cannot answer.
pub async fn show_timeline(
    context: &Context,
    viewer: &Viewer,
    query: &TimelineQuery,
) -> Result<TimelinePage, AppError> {
    let read = context.store.read(viewer);
    let state = context.book_state(viewer).await?;
    let filter = TimelineFilter {
        account: query.account,
        person: query.person,
        kinds: query.kinds.clone(),
        author: query.author,
        mentioning: query.mentioning,
        search: Query::for_texts(&query.search),
        from: query.from.map(order_of_day),
        to: query.to.map(order_of_day),
        only: None,
    };
    let found = match context.lists.of(context, viewer, &state).await? {
        Some(memory) if knows_interactions(&filter) => {
            remembered(&read, &state, &memory, (&filter, query)).await?
        }
        _ => timeline::list(&read, &filter, query.cursor, query.limit + 1).await?,
    };
    let mut entries: Vec<(TimelineKey, Happening)> = found
        .into_iter()
        .map(|(key, entry)| (key, Happening::Kept(entry)))
        .collect();
    if let Some(first) = first_sale(context, viewer, query).await? {
        entries.push(first);
        entries.sort_by(|(a, _), (b, _)| b.cmp(a));
    }
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().filter(|_| more).map(|(key, _)| *key);
    let names = Names::of(context, viewer, &entries).await?;
    let entries = entries
        .into_iter()
        .map(|(key, what)| names.complete(viewer, &state.directory, key, what))
        .collect();
    Ok(TimelinePage { entries, next })
}

/// What happened as memory of a large book finds it.
async fn remembered(
    read: &Read,
    state: &BookState,
    memory: &Remembered,
    (filter, query): (&TimelineFilter, &TimelineQuery),
) -> Result<Entries, AppError> {
    let seen = memory.kept.seen(state);
    let limit = query.limit.saturating_add(1);
    let wants = |kind: &InteractionKind| filter.wants(EntryKind::Interaction(*kind));
    let interactions = if InteractionKind::ALL.iter().any(wants) {
        remembered_interactions(read, (memory, &seen), filter, (query.cursor, limit)).await?
    } else {
        Some(Vec::new())
    };
    let steps = if filter.wants(EntryKind::NextStep) {
        remembered_steps(read, (memory, &seen), filter, (query.cursor, limit)).await?
    } else {
        Some(Vec::new())
    };
    let known = (interactions, steps);
    Ok(timeline::list_with(read, filter, query.cursor, limit, known).await?)
}

/// Interactions of a page; `None` when SQL finds them sooner.
async fn remembered_interactions(
    read: &Read,
    (memory, seen): (&Remembered, &Bits),
    filter: &TimelineFilter,
    (cursor, limit): (Option<TimelineKey>, u64),
) -> Result<Option<Entries>, AppError> {
    let (kept, changed) = (&memory.kept.interactions, &memory.changed.interactions);
    let with_words = kept.find(&filter.search);
    let which = (seen, with_words.as_ref());
    let mut gathering = Gathering::of(usize::try_from(limit).unwrap_or(usize::MAX));
    let (mut found, mut after) = (Vec::new(), cursor);
    loop {
        let skip = |id| changed.contains(&id);
        let slice = kept.slice(filter, which, after, gathering.step(), skip);
        let looked = slice.ids.len();
        let few = slice.ids.into_iter().chain(changed.iter().copied());
        let few = few.map(|interaction| interaction.0).collect();
        let entries = timeline::few_interactions(read, filter, after, few).await?;
        found.extend(within(entries, slice.end));
        match gathering.after(looked, found.len(), slice.end.is_none()) {
            Onward::Whole => return Ok(Some(found)),
            Onward::Next => after = slice.end,
            Onward::GiveUp => return Ok(None),
        }
    }
}

/// Closed steps of a page; `None` when SQL finds them sooner.
async fn remembered_steps(
    read: &Read,
    (memory, seen): (&Remembered, &Bits),
    filter: &TimelineFilter,
    (cursor, limit): (Option<TimelineKey>, u64),
) -> Result<Option<Entries>, AppError> {
    let (kept, changed) = (&memory.kept.steps, &memory.changed.steps);
    let with_words = kept.find(&filter.search);
    let which = (seen, with_words.as_ref());
    let mut gathering = Gathering::of(usize::try_from(limit).unwrap_or(usize::MAX));
    let (mut found, mut after) = (Vec::new(), cursor);
    loop {
        let skip = |id| changed.contains(&id);
        let slice = kept.closed(filter, which, after, gathering.step(), skip);
        let looked = slice.ids.len();
        let few = slice.ids.into_iter().chain(changed.iter().copied());
        let few = few.map(|step| step.0).collect();
        let entries = timeline::few_steps(read, filter, after, few).await?;
        found.extend(within(entries, slice.end));
        match gathering.after(looked, found.len(), slice.end.is_none()) {
            Onward::Whole => return Ok(Some(found)),
            Onward::Next => after = slice.end,
            Onward::GiveUp => return Ok(None),
        }
    }
}

/// The entries down to where a slice of the list ended.
fn within(
    entries: Entries,
    end: Option<TimelineKey>,
) -> impl Iterator<Item = (TimelineKey, Entry)> {
    let entries = entries.into_iter();
    entries.filter(move |(key, _)| end.is_none_or(|end| *key >= end))
}

/// The entry of the first sale, when it belongs to this page's client, filters and place.
async fn first_sale(
    context: &Context,
    viewer: &Viewer,
    query: &TimelineQuery,
) -> Result<Option<(TimelineKey, Happening)>, AppError> {
    let narrowed = !query.kinds.is_empty()
        || query.author.is_some()
        || query.mentioning.is_some()
        || query.person.is_some()
        || !query.search.trim().is_empty();
    let Some(account) = query.account.filter(|_| !narrowed) else {
        return Ok(None);
    };
    let state = context.book_state(viewer).await?;
    let card = state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    if card.customer_keys.is_empty() {
        return Ok(None);
    }
    let totals = lifetime(context, &state, &card.customer_keys).await?;
    let Some(day) = first_day(&totals) else {
        return Ok(None);
    };
    let key = TimelineKey {
        order: order_of_day(day),
        moment: 0,
        id: Uuid::nil(),
    };
    let below = query.cursor.is_none_or(|cursor| key < cursor);
    let within = query.from.is_none_or(|from| from <= day) && query.to.is_none_or(|to| to >= day);
    Ok((below && within).then_some((key, Happening::FirstSale(account))))
}

/// Names and files of a page.
struct Names {
    users: HashMap<UserId, String>,
    people: HashMap<PersonId, String>,
    files: HashMap<Uuid, Vec<Attachment>>,
}

impl Names {
    async fn of(
        context: &Context,
        viewer: &Viewer,
        entries: &[(TimelineKey, Happening)],
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let mut people = Vec::new();
        let mut records = Vec::new();
        for (_, what) in entries {
            match what {
                Happening::Kept(Entry::Interaction(one)) => {
                    people.extend(&one.interaction.people);
                    records.push(AttachedTo::Interaction(one.id));
                }
                Happening::Kept(Entry::Note(one)) => {
                    people.extend(one.note.person_id);
                    records.push(AttachedTo::Note(one.id));
                }
                Happening::Kept(Entry::NextStep(one)) => people.extend(one.step.person_id),
                Happening::Kept(Entry::Status(_)) | Happening::FirstSale(_) => {}
            }
        }
        let mut files: HashMap<Uuid, Vec<Attachment>> = HashMap::new();
        for file in attachments::of(&read, &records).await? {
            let record = match file.attachment.to {
                AttachedTo::Interaction(id) => id.0,
                AttachedTo::Note(id) => id.0,
                AttachedTo::Account(_) | AttachedTo::Person(_) => continue,
            };
            files.entry(record).or_default().push(file);
        }
        let users = context.colleagues(viewer).await?;
        let name = |one: &names_of::Colleague| (one.id, one.name.clone());
        Ok(Self {
            users: users.iter().map(name).collect(),
            people: names_of::people(&read, &people).await?,
            files,
        })
    }

    fn user(&self, id: UserId) -> (UserId, String) {
        (id, self.users.get(&id).cloned().unwrap_or_default())
    }

    fn person(&self, id: PersonId) -> (PersonId, String) {
        (id, self.people.get(&id).cloned().unwrap_or_default())
    }

    fn complete(
        &self,
        viewer: &Viewer,
        directory: &Directory,
        key: TimelineKey,
        what: Happening,
    ) -> TimelineEntry {
        let day = match &what {
            Happening::Kept(Entry::Interaction(one)) => one.interaction.day,
            Happening::Kept(_) | Happening::FirstSale(_) => EventDay::from(day_of(key.order)),
        };
        let (account, author, people, users) = match &what {
            Happening::Kept(Entry::Interaction(one)) => (
                one.interaction.account_id,
                one.author_id,
                one.interaction
                    .people
                    .iter()
                    .map(|id| self.person(*id))
                    .collect(),
                one.interaction
                    .users
                    .iter()
                    .map(|id| self.user(*id))
                    .collect(),
            ),
            Happening::Kept(Entry::Note(one)) => (
                one.note.account_id,
                one.author_id,
                one.note
                    .person_id
                    .iter()
                    .map(|id| self.person(*id))
                    .collect(),
                Vec::new(),
            ),
            Happening::Kept(Entry::NextStep(one)) => (
                Some(one.step.account_id),
                one.closed_by,
                one.step
                    .person_id
                    .iter()
                    .map(|id| self.person(*id))
                    .collect(),
                Vec::new(),
            ),
            Happening::Kept(Entry::Status(one)) => {
                (Some(one.account_id), None, Vec::new(), Vec::new())
            }
            Happening::FirstSale(account) => (Some(*account), None, Vec::new(), Vec::new()),
        };
        let written = matches!(
            what,
            Happening::Kept(Entry::Interaction(_) | Entry::Note(_))
        );
        let own = author.is_some() && author == viewer.user;
        TimelineEntry {
            key,
            day,
            account: account.map(|id| (id, directory.name_of(id).to_owned())),
            author: author.map(|id| self.user(id)),
            people,
            users,
            files: self.files.get(&key.id).cloned().unwrap_or_default(),
            may_change: written
                && viewer.may(Permission::EditAccounts)
                && (own || viewer.may(Permission::EditOthersWords)),
            what,
        }
    }
}

fn day_of(order: i64) -> Date {
    let number = i32::try_from(order.div_euclid(4)).unwrap_or(0);
    clientela_domain::day::day_from_number(number).unwrap_or_default()
}

/// A place as addresses carry it.
#[must_use]
pub fn cursor_text(key: &TimelineKey) -> String {
    format!("{}_{}_{}", key.order, key.moment, key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<TimelineKey> {
    let mut parts = text.splitn(3, '_');
    let key = TimelineKey {
        order: parts.next()?.parse().ok()?,
        moment: parts.next()?.parse().ok()?,
        id: Uuid::try_parse(parts.next()?).ok()?,
    };
    // Days beyond the calendar are nobody's cursor.
    i32::try_from(key.order / 4).ok()?;
    Some(key)
}

impl TimelineEntry {
    /// The stable word of its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match &self.what {
            Happening::Kept(Entry::Interaction(one)) => one.interaction.kind.code(),
            Happening::Kept(Entry::Note(_)) => "note",
            Happening::Kept(Entry::NextStep(_)) => "next_step",
            Happening::Kept(Entry::Status(_)) => "status",
            Happening::FirstSale(_) => "first_sale",
        }
    }

    /// What was said, written or done; empty for what only happened.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.what {
            Happening::Kept(Entry::Interaction(one)) => &one.interaction.summary,
            Happening::Kept(Entry::Note(one)) => &one.note.text,
            Happening::Kept(Entry::NextStep(one)) => &one.step.what,
            Happening::Kept(Entry::Status(_)) | Happening::FirstSale(_) => "",
        }
    }

    /// The change of the key status it is.
    #[must_use]
    pub const fn status(&self) -> Option<&KeyStatus> {
        match &self.what {
            Happening::Kept(Entry::Status(status)) => Some(status),
            _ => None,
        }
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> TimelineEntryAnswer {
        let interaction = match &self.what {
            Happening::Kept(Entry::Interaction(one)) => Some(&one.interaction),
            _ => None,
        };
        let (private, version, state) = match &self.what {
            Happening::Kept(Entry::Interaction(one)) => {
                (one.interaction.private, Some(one.version), None)
            }
            Happening::Kept(Entry::Note(one)) => (one.note.private, Some(one.version), None),
            Happening::Kept(Entry::NextStep(one)) => {
                (false, Some(one.version), Some(one.state.code().to_owned()))
            }
            Happening::Kept(Entry::Status(one)) => (false, None, Some(one.verdict.clone())),
            Happening::FirstSale(_) => (false, None, None),
        };
        TimelineEntryAnswer {
            id: self.key.id.to_string(),
            kind: self.kind().to_owned(),
            day: self.day.to_string(),
            account: self.account.as_ref().map(|(id, name)| named(id, name)),
            text: self.text().to_owned(),
            direction: interaction
                .and_then(|one| one.direction)
                .map(|direction| direction.code().to_owned()),
            mood: interaction.and_then(|one| one.mood),
            duration_minutes: interaction.and_then(|one| one.duration_minutes),
            asked: interaction
                .map(|one| one.asked)
                .filter(|asked| *asked != Asked::NotRecorded)
                .map(|asked| asked.code().to_owned()),
            private,
            people: self
                .people
                .iter()
                .map(|(id, name)| named(id, name))
                .collect(),
            users: self
                .users
                .iter()
                .map(|(id, name)| named(id, name))
                .collect(),
            author: self.author.as_ref().map(|(id, name)| named(id, name)),
            attachments: self.files.iter().map(file_answer).collect(),
            state,
            version,
        }
    }
}

fn named(id: &impl ToString, name: &str) -> NamedAnswer {
    NamedAnswer {
        id: id.to_string(),
        name: name.to_owned(),
    }
}

/// A file as it leaves the program.
#[must_use]
pub fn file_answer(file: &Attachment) -> AttachmentAnswer {
    AttachmentAnswer {
        attachment: file.id.to_string(),
        name: file.attachment.name.clone(),
        media_type: file.attachment.media_type.clone(),
        bytes: file.attachment.bytes,
        sha256: file.attachment.sha256.clone(),
    }
}

impl TimelinePage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> TimelineAnswer {
        TimelineAnswer {
            entries: self.entries.iter().map(TimelineEntry::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let key = TimelineKey {
            order: -2_970_000,
            moment: 1_795_510_800_000_000,
            id: Uuid::from_u128(9),
        };
        assert_eq!(read_cursor(&cursor_text(&key)), Some(key));
        for wrong in [
            "",
            "1_2",
            "1_2_x",
            "a_2_00000000-0000-0000-0000-000000000009",
        ] {
            assert_eq!(read_cursor(wrong), None, "{wrong}");
        }
    }
}
