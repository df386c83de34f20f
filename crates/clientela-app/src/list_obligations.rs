//! Obligations as a list: what we owe, what they owe, by client, person, colleague, day and state.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::ids::{AccountId, AgreementId, ObligationId, PersonId, SupportId, UserId};
use clientela_domain::obligations::{
    Event, Group, ObligationKind, Origin, Party, Standing, State, Step,
};
use clientela_domain::search::Query;
use clientela_store::obligations::{
    self, Obligation, ObligationEvent, ObligationFilter, ObligationKey, ObligationOrder,
};
use clientela_store::{Viewer, names_of};
use uuid::Uuid;

use crate::answers::happenings::NamedAnswer;
use crate::answers::obligations::{
    ObligationAnswer, ObligationStepAnswer, ObligationsAnswer, WorthAnswer,
};
use crate::answers::value::WhyAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::list_next_steps::DueGroup;

/// Whose obligations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ObligationOwner {
    /// Everybody's the viewer may see.
    #[default]
    Anybody,
    /// This colleague's.
    User(UserId),
    /// Those without a colleague.
    Nobody,
}

/// Which obligations.
#[derive(Clone, Debug)]
pub struct ObligationQuery {
    /// In which groups; in any when empty.
    pub groups: Vec<Group>,
    /// In which states; in any when empty.
    pub states: Vec<State>,
    /// Who owes.
    pub debtor: Option<Party>,
    /// Of which client.
    pub account: Option<AccountId>,
    /// From which support.
    pub support: Option<SupportId>,
    /// From a clause of which agreement.
    pub agreement: Option<AgreementId>,
    /// With which person.
    pub person: Option<PersonId>,
    /// Whose.
    pub owner: ObligationOwner,
    /// Of which kind.
    pub kind: Option<ObligationKind>,
    /// Whence.
    pub origin: Option<Origin>,
    /// Due when.
    pub due: Option<DueGroup>,
    /// Due on or after this day.
    pub due_from: Option<Date>,
    /// Due up to this day.
    pub due_to: Option<Date>,
    /// Only gifts, or only what is none.
    pub gifts: Option<bool>,
    /// Words in it.
    pub search: String,
    /// In which order.
    pub order: ObligationOrder,
    /// After this one.
    pub cursor: Option<ObligationKey>,
    /// At most so many.
    pub limit: u64,
}

impl Default for ObligationQuery {
    fn default() -> Self {
        Self {
            groups: Vec::new(),
            states: Vec::new(),
            debtor: None,
            account: None,
            support: None,
            agreement: None,
            person: None,
            owner: ObligationOwner::Anybody,
            kind: None,
            origin: None,
            due: None,
            due_from: None,
            due_to: None,
            gifts: None,
            search: String::new(),
            order: ObligationOrder::Due,
            cursor: None,
            limit: 0,
        }
    }
}

/// What is still owed: neither done nor let go.
pub const OWED: [State; 3] = [State::Open, State::Due, State::Broken];

/// An obligation with its names and how it stands today.
#[derive(Clone, Debug)]
pub struct ObligationLine {
    /// The obligation.
    pub obligation: Obligation,
    /// How it stands.
    pub standing: Standing,
    /// Name of its client.
    pub account_name: String,
    /// Name of our person; empty without one.
    pub owner_name: String,
    /// Name of their person; empty without one.
    pub person_name: String,
    /// Names of who wrote its events, in the order of the events.
    pub authors: Vec<String>,
    /// When it is due.
    pub due: DueGroup,
}

/// A page of obligations.
#[derive(Clone, Debug, Default)]
pub struct ObligationPage {
    /// The obligations.
    pub lines: Vec<ObligationLine>,
    /// Where the next page begins.
    pub next: Option<ObligationKey>,
    /// How many fit.
    pub matching: u64,
}

/// A page of obligations the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_obligations(
    context: &Context,
    viewer: &Viewer,
    query: &ObligationQuery,
) -> Result<ObligationPage, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let filter = filter_of(query, today);
    let mut found =
        obligations::list(&read, &filter, query.order, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| ObligationKey {
        day: match query.order {
            ObligationOrder::Due => last.obligation.due_day,
            ObligationOrder::Made => Some(last.obligation.made_on.civil()),
        },
        id: last.id.0,
    });
    Ok(ObligationPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: obligations::count(&read, &filter).await?,
    })
}

/// Obligations with the names of everybody in them.
pub(crate) async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<Obligation>,
) -> Result<Vec<ObligationLine>, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let names: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let with: Vec<PersonId> = found
        .iter()
        .filter_map(|one| one.obligation.person_id)
        .collect();
    let people = names_of::people(&read, &with).await?;
    let name_of = |user: Option<UserId>| {
        user.and_then(|user| names.get(&user).copied())
            .unwrap_or_default()
            .to_owned()
    };
    let line = |obligation: Obligation| ObligationLine {
        standing: obligation.standing(today),
        account_name: state
            .directory
            .name_of(obligation.obligation.account_id)
            .to_owned(),
        owner_name: name_of(obligation.obligation.owner_id),
        person_name: obligation
            .obligation
            .person_id
            .and_then(|person| people.get(&person).cloned())
            .unwrap_or_default(),
        authors: obligation
            .events
            .iter()
            .map(|event| name_of(event.author_id))
            .collect(),
        due: DueGroup::of(obligation.obligation.due_day, today),
        obligation,
    };
    Ok(found.into_iter().map(line).collect())
}

/// One obligation with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_obligation_line(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
) -> Result<ObligationLine, AppError> {
    let found = crate::keep_obligations::show_obligation(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    lines
        .into_iter()
        .next()
        .ok_or(AppError::NotFound("obligation"))
}

/// The obligation that stands in place of another, if any.
///
/// # Errors
/// When the book cannot answer.
pub async fn show_successor(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
) -> Result<Option<Obligation>, AppError> {
    Ok(obligations::successor(&context.store.read(viewer), id).await?)
}

fn filter_of(query: &ObligationQuery, today: Date) -> ObligationFilter {
    let mut states = query.states.clone();
    let grouped = State::ALL.iter().copied();
    states.extend(grouped.filter(|state| query.groups.contains(&state.group())));
    let (mut due_from, mut due_to, undated) = span_of(query.due, today);
    due_from = due_from.max(query.due_from);
    due_to = match (due_to, query.due_to) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    ObligationFilter {
        account: query.account,
        support: query.support,
        agreement: query.agreement,
        person: query.person,
        owner: match query.owner {
            ObligationOwner::User(user) => Some(user),
            ObligationOwner::Anybody | ObligationOwner::Nobody => None,
        },
        without_owner: query.owner == ObligationOwner::Nobody,
        debtor: query.debtor,
        states,
        kind: query.kind,
        origin: query.origin,
        due_from,
        due_to,
        undated,
        gifts: query.gifts,
        search: Query::for_texts(&query.search),
        ..ObligationFilter::as_of(today)
    }
}

/// The days of a group: from, to, or without a day.
fn span_of(due: Option<DueGroup>, today: Date) -> (Option<Date>, Option<Date>, bool) {
    let after = |days: i32| today.saturating_add(jiff::Span::new().days(days));
    match due {
        None => (None, None, false),
        Some(DueGroup::Overdue) => (None, Some(after(-1)), false),
        Some(DueGroup::Today) => (Some(today), Some(today), false),
        Some(DueGroup::Week) => (Some(after(1)), Some(after(6)), false),
        Some(DueGroup::Later) => (Some(after(7)), None, false),
        Some(DueGroup::Undated) => (None, None, true),
    }
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &ObligationKey) -> String {
    let day = key
        .day
        .map_or_else(|| "undated".to_owned(), |day| day.to_string());
    format!("{day}_{}", key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<ObligationKey> {
    let (day, id) = text.split_once('_')?;
    Some(ObligationKey {
        day: match day {
            "undated" => None,
            day => Some(day.parse().ok()?),
        },
        id: Uuid::try_parse(id).ok()?,
    })
}

impl ObligationPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ObligationsAnswer {
        ObligationsAnswer {
            obligations: self.lines.iter().map(ObligationLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl ObligationLine {
    /// Its state today.
    #[must_use]
    pub const fn state(&self) -> State {
        self.standing.state
    }

    /// What people can say happened to it now; nothing for a gift.
    #[must_use]
    pub fn possible(&self) -> Vec<Event> {
        if self.obligation.obligation.is_gift {
            return Vec::new();
        }
        self.standing.state.possible()
    }

    /// What was written with a step, and by whom; empty for the calendar's.
    #[must_use]
    pub fn said(&self, entry: Option<clientela_domain::ids::ObligationEventId>) -> (&str, &str) {
        let events = self.obligation.events.iter().zip(&self.authors);
        let mut own = events.filter(|(event, _)| Some(event.entry.id) == entry);
        own.next()
            .map_or(("", ""), |(event, author)| (&event.note, author))
    }

    /// When a step was taken, as it is told.
    #[must_use]
    pub fn day_of(&self, step: &Step) -> ToldDay {
        let mut events = self.obligation.events.iter();
        let told = events.find(|event| Some(event.entry.id) == step.entry);
        told.map_or_else(|| step.day.into(), ObligationEvent::day)
    }

    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ObligationAnswer {
        let own = &self.obligation.obligation;
        let named = |id: Option<String>, name: &str| {
            id.map(|id| NamedAnswer {
                id,
                name: name.to_owned(),
            })
        };
        let step = |step: &Step| {
            let (note, by) = self.said(step.entry);
            let author = self
                .obligation
                .events
                .iter()
                .find(|event| Some(event.entry.id) == step.entry)
                .and_then(|event| event.author_id);
            ObligationStepAnswer {
                event: step.event.code().to_owned(),
                day: self.day_of(step).to_string(),
                state: step.state.code().to_owned(),
                note: note.to_owned(),
                by: named(author.map(|id| id.to_string()), by),
            }
        };
        ObligationAnswer {
            id: self.obligation.id.to_string(),
            account: NamedAnswer {
                id: own.account_id.to_string(),
                name: self.account_name.clone(),
            },
            debtor: own.debtor.code().to_owned(),
            creditor: own.debtor.other().code().to_owned(),
            person: named(own.person_id.map(|id| id.to_string()), &self.person_name),
            owner: named(own.owner_id.map(|id| id.to_string()), &self.owner_name),
            what: own.what.clone(),
            kind: own.kind.code().to_owned(),
            origin: own.origin.code().to_owned(),
            source: own.source.clone(),
            condition: own.condition.clone(),
            made_on: own.made_on.to_string(),
            due: own.due_day.map(|day| day.to_string()),
            grace_days: own.grace_days,
            importance: own.importance,
            value: own.value.map(|(low, high, currency)| WorthAnswer {
                low: low.to_string(),
                high: high.to_string(),
                currency: currency.code().to_owned(),
            }),
            support: own.support_id.map(|id| id.to_string()),
            gift: own.is_gift,
            state: self.standing.state.code().to_owned(),
            group: self.standing.state.group().code().to_owned(),
            possible: self
                .possible()
                .into_iter()
                .map(|event| event.code().to_owned())
                .collect(),
            history: self.standing.path.iter().map(step).collect(),
            replaces: self.obligation.replaces_id.map(|id| id.to_string()),
            why: WhyAnswer::from(&self.standing.why(&own.terms())),
            version: self.obligation.version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_of_a_query_are_cut_by_both_of_its_ends() {
        let today = Date::constant(2026, 11, 24);
        let query = ObligationQuery {
            due: Some(DueGroup::Week),
            due_from: Some(Date::constant(2026, 11, 27)),
            due_to: Some(Date::constant(2027, 1, 1)),
            groups: vec![Group::KeptLate],
            ..ObligationQuery::default()
        };
        let filter = filter_of(&query, today);
        assert_eq!(filter.due_from, Some(Date::constant(2026, 11, 27)));
        assert_eq!(filter.due_to, Some(Date::constant(2026, 11, 30)));
        assert_eq!(filter.states, [State::KeptInGrace, State::BrokenCured]);
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for day in [None, Some(Date::constant(2026, 12, 1))] {
            let key = ObligationKey {
                day,
                id: Uuid::from_u128(7),
            };
            assert_eq!(read_cursor(&cursor_text(&key)), Some(key));
        }
        assert_eq!(read_cursor("x"), None);
    }
}
