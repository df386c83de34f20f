//! Next steps as a list: mine, a colleague's, everybody's; overdue, today, this week.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, NextStepId, PersonId, UserId};
use clientela_domain::search::Query;
use clientela_store::next_steps::{self, NextStep, StepFilter, StepKey, StepState};
use clientela_store::{Read, Viewer, names_of};
use uuid::Uuid;

use crate::answers::happenings::{NamedAnswer, NextStepAnswer, NextStepsAnswer};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::list_memory::{Gathering, Onward, Remembered, knows_steps};

/// When a step is due, as lists group it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueGroup {
    /// Before today.
    Overdue,
    /// Today.
    Today,
    /// In the six days after today.
    Week,
    /// Later.
    Later,
    /// Nobody said when.
    Undated,
}

impl DueGroup {
    /// Every group, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::Today,
        Self::Week,
        Self::Later,
        Self::Undated,
    ];

    /// The word in URLs and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::Week => "week",
            Self::Later => "later",
            Self::Undated => "undated",
        }
    }

    /// The group of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The group of a due day.
    #[must_use]
    pub fn of(due: Option<Date>, today: Date) -> Self {
        match due {
            None => Self::Undated,
            Some(due) if due < today => Self::Overdue,
            Some(due) if due == today => Self::Today,
            Some(due) if due <= days_after(today, 6) => Self::Week,
            Some(_) => Self::Later,
        }
    }

    fn narrow(self, filter: &mut StepFilter, today: Date) {
        match self {
            Self::Overdue => filter.due_to = Some(days_after(today, -1)),
            Self::Today => {
                filter.due_from = Some(today);
                filter.due_to = Some(today);
            }
            Self::Week => {
                filter.due_from = Some(days_after(today, 1));
                filter.due_to = Some(days_after(today, 6));
            }
            Self::Later => filter.due_from = Some(days_after(today, 7)),
            Self::Undated => filter.undated = true,
        }
    }
}

fn days_after(day: Date, days: i32) -> Date {
    let span = jiff::Span::new().try_days(days);
    span.ok()
        .and_then(|span| day.checked_add(span).ok())
        .unwrap_or(day)
}

/// Whose steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepOwner {
    /// Everybody's the viewer may see.
    #[default]
    Anybody,
    /// This person's.
    User(UserId),
    /// This person's, and those nobody has taken on.
    UserOrNobody(UserId),
    /// Those nobody has taken on.
    Nobody,
}

/// Which next steps.
#[derive(Clone, Debug, Default)]
pub struct StepQuery {
    /// In which states; open ones when empty.
    pub states: Vec<StepState>,
    /// Whose.
    pub owner: StepOwner,
    /// Due when.
    pub due: Option<DueGroup>,
    /// Of which client.
    pub account: Option<AccountId>,
    /// With which person.
    pub person: Option<PersonId>,
    /// Words in it.
    pub search: String,
    /// After this one.
    pub cursor: Option<StepKey>,
    /// At most so many.
    pub limit: u64,
}

/// A next step with its names.
#[derive(Clone, Debug)]
pub struct StepLine {
    /// The step.
    pub step: NextStep,
    /// Name of its client.
    pub account_name: String,
    /// Name of its owner; empty without one.
    pub owner_name: String,
    /// Name of its person; empty without one.
    pub person_name: String,
    /// When it is due.
    pub due: DueGroup,
}

/// A page of next steps.
#[derive(Clone, Debug, Default)]
pub struct StepPage {
    /// The steps.
    pub lines: Vec<StepLine>,
    /// Where the next page begins.
    pub next: Option<StepKey>,
    /// How many fit; [`next_steps::COUNT_MAX`] for so many and for more.
    pub matching: u64,
}

/// A page of next steps the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_next_steps(
    context: &Context,
    viewer: &Viewer,
    query: &StepQuery,
) -> Result<StepPage, AppError> {
    let read = context.store.read(viewer);
    let today = context.clock.today();
    let filter = filter_of(query, today);
    let state = context.book_state(viewer).await?;
    let (mut found, matching) = found(context, viewer, &state, (&filter, query)).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| StepKey {
        due_day: last.step.due_day,
        id: last.id.0,
    });
    let colleagues = context.colleagues(viewer).await?;
    let names: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let with: Vec<PersonId> = found.iter().filter_map(|one| one.step.person_id).collect();
    let people = names_of::people(&read, &with).await?;
    let line = |step: NextStep| StepLine {
        account_name: state.directory.name_of(step.step.account_id).to_owned(),
        owner_name: step
            .step
            .owner_id
            .and_then(|owner| names.get(&owner))
            .map_or_else(String::new, |name| (*name).to_owned()),
        person_name: step
            .step
            .person_id
            .and_then(|person| people.get(&person).cloned())
            .unwrap_or_default(),
        due: DueGroup::of(step.step.due_day, today),
        step,
    };
    Ok(StepPage {
        lines: found.into_iter().map(line).collect(),
        next,
        matching,
    })
}

/// One step more than the page takes, and how many fit.
async fn found(
    context: &Context,
    viewer: &Viewer,
    state: &BookState,
    (filter, query): (&StepFilter, &StepQuery),
) -> Result<(Vec<NextStep>, u64), AppError> {
    let read = context.store.read(viewer);
    if knows_steps(filter)
        && let Some(memory) = context.lists.of(context, viewer, state).await?
        && let Some(found) = remembered(&read, state, &memory, (filter, query)).await?
    {
        return Ok(found);
    }
    let found = next_steps::list(&read, filter, query.cursor, query.limit + 1).await?;
    Ok((found, next_steps::count(&read, filter).await?))
}

/// The same as memory of a large book finds it; `None` when SQL finds it sooner.
async fn remembered(
    read: &Read,
    state: &BookState,
    memory: &Remembered,
    (filter, query): (&StepFilter, &StepQuery),
) -> Result<Option<(Vec<NextStep>, u64)>, AppError> {
    let (kept, changed) = (&memory.kept, &memory.changed.steps);
    let (seen, with_words) = (kept.seen(state), kept.steps.find(&filter.search));
    let which = (&*seen, with_words.as_ref());
    let skip = |step| changed.contains(&step);
    let key = |step: &NextStep| StepKey {
        due_day: step.step.due_day,
        id: step.id.0,
    };
    let wanted = usize::try_from(query.limit)
        .unwrap_or(usize::MAX)
        .saturating_add(1);
    let mut gathering = Gathering::of(wanted);
    let (mut found, mut after) = (Vec::new(), query.cursor);
    loop {
        let slice = kept
            .steps
            .slice(filter, which, after, gathering.step(), skip);
        let looked = slice.ids.len();
        let few: Vec<NextStepId> = slice
            .ids
            .into_iter()
            .chain(changed.iter().copied())
            .collect();
        if !few.is_empty() {
            let limit = few.len() as u64;
            let filter = only(filter, few);
            let steps = next_steps::list(read, &filter, after, limit).await?;
            found.extend(
                steps
                    .into_iter()
                    .filter(|step| slice.end.is_none_or(|end| key(step).order() <= end.order())),
            );
        }
        match gathering.after(looked, found.len(), slice.end.is_none()) {
            Onward::Whole => break,
            Onward::Next => after = slice.end,
            Onward::GiveUp => return Ok(None),
        }
    }
    found.truncate(wanted);
    let mut matching = kept.steps.count(filter, which, next_steps::COUNT_MAX, skip);
    if matching < next_steps::COUNT_MAX && !changed.is_empty() {
        let changed = only(filter, changed.iter().copied().collect());
        matching += next_steps::count(read, &changed).await?;
    }
    Ok(Some((found, matching.min(next_steps::COUNT_MAX))))
}

fn only(filter: &StepFilter, steps: Vec<NextStepId>) -> StepFilter {
    StepFilter {
        only: Some(steps),
        ..filter.clone()
    }
}

/// One next step as it leaves the program.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_step_answer(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
) -> Result<NextStepAnswer, AppError> {
    let read = context.store.read(viewer);
    let step = next_steps::get(&read, id)
        .await?
        .ok_or(AppError::NotFound("next_step"))?;
    let state = context.book_state(viewer).await?;
    let colleagues = names_of::colleagues(&read).await?;
    let owner = colleagues
        .into_iter()
        .find(|one| Some(one.id) == step.step.owner_id);
    let people = names_of::people(&read, step.step.person_id.as_slice()).await?;
    let line = StepLine {
        account_name: state.directory.name_of(step.step.account_id).to_owned(),
        owner_name: owner.map(|one| one.name).unwrap_or_default(),
        person_name: people.into_values().next().unwrap_or_default(),
        due: DueGroup::of(step.step.due_day, context.clock.today()),
        step,
    };
    Ok(line.answer())
}

fn filter_of(query: &StepQuery, today: Date) -> StepFilter {
    let states = if query.states.is_empty() {
        vec![StepState::Open]
    } else {
        query.states.clone()
    };
    let mut filter = StepFilter {
        states,
        account: query.account,
        person: query.person,
        search: Query::for_texts(&query.search),
        ..StepFilter::default()
    };
    match query.owner {
        StepOwner::Anybody => {}
        StepOwner::User(user) => filter.owner = Some(user),
        StepOwner::UserOrNobody(user) => {
            filter.owner = Some(user);
            filter.or_nobodys = true;
        }
        StepOwner::Nobody => filter.without_owner = true,
    }
    if let Some(due) = query.due {
        due.narrow(&mut filter, today);
    }
    filter
}

/// A place in the list as addresses carry it.
#[must_use]
pub fn cursor_text(key: &StepKey) -> String {
    let day = key
        .due_day
        .map_or_else(|| "undated".to_owned(), |day| day.to_string());
    format!("{day}_{}", key.id)
}

/// The place of an address; `None` for anything else.
#[must_use]
pub fn read_cursor(text: &str) -> Option<StepKey> {
    let (day, id) = text.split_once('_')?;
    Some(StepKey {
        due_day: match day {
            "undated" => None,
            day => Some(day.parse().ok()?),
        },
        id: Uuid::try_parse(id).ok()?,
    })
}

impl StepPage {
    /// More fit than are counted.
    #[must_use]
    pub const fn is_many(&self) -> bool {
        self.matching >= next_steps::COUNT_MAX
    }

    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> NextStepsAnswer {
        NextStepsAnswer {
            next_steps: self.lines.iter().map(StepLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl StepLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> NextStepAnswer {
        let step = &self.step.step;
        let named = |id: Option<String>, name: &String| {
            id.map(|id| NamedAnswer {
                id,
                name: name.clone(),
            })
        };
        NextStepAnswer {
            next_step: self.step.id.to_string(),
            account: NamedAnswer {
                id: step.account_id.to_string(),
                name: self.account_name.clone(),
            },
            person: named(step.person_id.map(|id| id.to_string()), &self.person_name),
            what: step.what.clone(),
            due_day: step.due_day.map(|day| day.to_string()),
            owner: named(step.owner_id.map(|id| id.to_string()), &self.owner_name),
            state: self.step.state.code().to_owned(),
            due: if self.step.state == StepState::Open {
                self.due.code().to_owned()
            } else {
                "closed".to_owned()
            },
            interaction: step.interaction_id.map(|id| id.to_string()),
            version: self.step.version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_meet_without_gap_or_overlap() {
        let today = Date::constant(2026, 11, 24);
        for days in -10..20 {
            let day = days_after(today, days);
            let fitting: Vec<DueGroup> = DueGroup::ALL
                .into_iter()
                .filter(|group| {
                    let mut filter = StepFilter::default();
                    group.narrow(&mut filter, today);
                    !filter.undated
                        && filter.due_from.is_none_or(|from| from <= day)
                        && filter.due_to.is_none_or(|to| to >= day)
                })
                .collect();
            assert_eq!(fitting, [DueGroup::of(Some(day), today)], "{day}");
        }
    }

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        for due_day in [None, Some(Date::constant(2026, 12, 1))] {
            let key = StepKey {
                due_day,
                id: Uuid::from_u128(7),
            };
            assert_eq!(read_cursor(&cursor_text(&key)), Some(key));
        }
        assert_eq!(read_cursor("2026-13-01_x"), None);
    }
}
