//! Rows of a file of what happened: each names its client or people and makes one interaction, unless
//! the book or an earlier row has the same one.

use std::collections::{BTreeSet, HashMap, HashSet};

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, split_name, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::interactions::{
    self, Direction, InteractionKind, KnownInteraction, NewInteraction,
};
use clientela_store::new_id::new_id;
use clientela_store::people::{self, PersonCandidate, PersonKey};

use super::account_finder::AccountFinder;
use super::accounts::day;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::log_interaction::{DURATION_MINUTES_MAX, PARTICIPANTS_MAX, SUMMARY_CHARACTERS_MAX};

/// What a row says, checked.
struct Said {
    interaction: NewInteraction,
    author: Option<UserId>,
    code: String,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let people = PeopleFinder::load(context, viewer, plan, rows).await?;
    let mut work = Work::default();
    let reading = Reading {
        context,
        viewer,
        plan,
        state: &state,
        finder: &finder,
        people: &people,
    };
    let mut said: Vec<Said> = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row) {
            Ok(found) => said.push(found),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let days: BTreeSet<String> = said
        .iter()
        .map(|said| said.interaction.day.to_string())
        .collect();
    let days: Vec<String> = days.into_iter().collect();
    let codes: Vec<String> = said
        .iter()
        .filter(|said| !said.code.is_empty())
        .map(|said| said.code.clone())
        .collect();
    let read = context.store.read(viewer);
    let (known, mut codes) = interactions::known_at(&read, &days, &codes).await?;
    let mut known: HashSet<KnownInteraction> = known.into_iter().collect();
    let mut rests_on: BTreeSet<(RecordEntity, uuid::Uuid)> = BTreeSet::new();
    for said in said {
        let same_code = !said.code.is_empty() && !codes.insert(said.code.clone());
        let new = known.insert(identity(&said.interaction));
        if same_code || !new {
            work.duplicate += 1;
            work.interactions_found.matched += 1;
            continue;
        }
        let interaction = &said.interaction;
        let accounts = interaction.account_id.iter();
        rests_on.extend(accounts.map(|id| (RecordEntity::Account, id.0)));
        let theirs = interaction.people.iter();
        rests_on.extend(theirs.map(|id| (RecordEntity::Person, id.0)));
        work.accepted += 1;
        work.interactions_found.created += 1;
        let id = InteractionId(new_id(context.clock.now()));
        work.records
            .push(ImportRecord::created(RecordEntity::Interaction, id.0));
        work.new_interactions
            .push((id, said.interaction, said.author, said.code));
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
}

/// What tells one interaction from another when no code does.
fn identity(interaction: &NewInteraction) -> KnownInteraction {
    let mut people = match interaction.account_id {
        Some(_) => Vec::new(),
        None => interaction.people.clone(),
    };
    people.sort_unstable();
    people.dedup();
    KnownInteraction {
        account_id: interaction.account_id,
        people,
        day: interaction.day.to_string(),
        kind: interaction.kind.code().to_owned(),
        summary_folded: fold(&interaction.summary),
    }
}

struct Reading<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    people: &'a PeopleFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        let text = |column| row.text(self.plan, column);
        let day = self.day(text(RecordColumn::Day))?;
        let account_id = match text(RecordColumn::Account) {
            "" => None,
            account => Some(
                self.finder
                    .one(self.state, account, RecordColumn::Account)?,
            ),
        };
        let people = self.people.of(text(RecordColumn::Person), account_id)?;
        if account_id.is_none() && people.is_empty() {
            let column = if self.plan.mapping.has(RecordColumn::Account) {
                RecordColumn::Account
            } else {
                RecordColumn::Person
            };
            return Err(Fault::at(column, SetAsideReason::AccountMissing));
        }
        let author = match text(RecordColumn::Owner) {
            "" => self.viewer.user,
            owner => Some(self.colleague(owner)?),
        };
        Ok(Said {
            interaction: NewInteraction {
                account_id,
                kind: kind(text(RecordColumn::Channel))?,
                day,
                direction: direction(text(RecordColumn::Direction))?,
                summary: summary(text(RecordColumn::Summary))?,
                mood: mood(text(RecordColumn::Mood))?,
                duration_minutes: minutes(text(RecordColumn::DurationMinutes))?,
                private: false,
                people,
                users: Vec::from_iter(author),
                mentions: Vec::new(),
            },
            author,
            code: row.code(self.plan)?.to_owned(),
        })
    }

    fn day(&self, text: &str) -> Result<EventDay, Fault> {
        let column = RecordColumn::Day;
        if text.is_empty() {
            return Err(Fault::at(column, SetAsideReason::DateMissing));
        }
        let canonical = day(self.plan, column, text)?;
        let read =
            EventDay::parse(&canonical).ok_or(Fault::at(column, SetAsideReason::DateInvalid))?;
        if read.earliest() > EventDay::from(self.context.clock.today()).latest() {
            return Err(Fault::at(column, SetAsideReason::DayInFuture));
        }
        Ok(read)
    }

    fn colleague(&self, text: &str) -> Result<UserId, Fault> {
        self.state.directory.find_colleague(text).ok_or(Fault::at(
            RecordColumn::Owner,
            SetAsideReason::ColleagueUnknown,
        ))
    }
}

/// How people met; without a word about it, something was observed or written down.
fn kind(text: &str) -> Result<InteractionKind, Fault> {
    if text.is_empty() {
        return Ok(InteractionKind::Observation);
    }
    words::channel(text)
        .and_then(InteractionKind::from_code)
        .ok_or(Fault::at(
            RecordColumn::Channel,
            SetAsideReason::ChannelUnknown,
        ))
}

fn direction(text: &str) -> Result<Option<Direction>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let known = words::direction(text).and_then(Direction::from_code);
    known.map(Some).ok_or(Fault::at(
        RecordColumn::Direction,
        SetAsideReason::DirectionUnknown,
    ))
}

fn summary(text: &str) -> Result<String, Fault> {
    let column = RecordColumn::Summary;
    if text.is_empty() {
        return Err(Fault::at(column, SetAsideReason::SummaryMissing));
    }
    if text.chars().count() > SUMMARY_CHARACTERS_MAX {
        return Err(Fault::at(column, SetAsideReason::TextTooLong));
    }
    Ok(text.to_owned())
}

fn mood(text: &str) -> Result<Option<i8>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let known = words::mood(text.trim_end_matches(".0"));
    known
        .map(Some)
        .ok_or(Fault::at(RecordColumn::Mood, SetAsideReason::MoodUnknown))
}

fn minutes(text: &str) -> Result<Option<u32>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let whole = text.trim_end_matches(".0").parse::<u32>().ok();
    whole
        .filter(|minutes| *minutes <= DURATION_MINUTES_MAX)
        .map(Some)
        .ok_or(Fault::at(
            RecordColumn::DurationMinutes,
            SetAsideReason::WholeNumberInvalid,
        ))
}

/// The people the cells of a file may mean.
#[derive(Debug, Default)]
pub(super) struct PeopleFinder {
    found: HashMap<(PersonKey, String), Vec<PersonId>>,
    candidates: HashMap<PersonId, PersonCandidate>,
}

/// The names of a cell, one person each.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '\n', '|'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// A name as it is folded in the book: given name first.
fn folded_name(name: &str) -> String {
    let (given, family) = split_name(name);
    fold(&format!("{given} {family}"))
}

/// Columns that name people; those a file does not have are empty.
const NAMED_IN: [RecordColumn; 3] = [
    RecordColumn::Person,
    RecordColumn::ReportsTo,
    RecordColumn::TieTo,
];

impl PeopleFinder {
    pub(super) async fn load(
        context: &Context,
        viewer: &Viewer,
        plan: &RecordPlan,
        rows: &[Row],
    ) -> Result<Self, AppError> {
        let mut wanted: HashMap<PersonKey, BTreeSet<String>> = HashMap::new();
        for row in rows {
            let cells = NAMED_IN.iter().map(|column| row.text(plan, *column));
            for name in cells.flat_map(names) {
                for (key, text) in [
                    (PersonKey::Code, name.to_owned()),
                    (PersonKey::Email, name.to_lowercase()),
                    (PersonKey::Name, folded_name(name)),
                ] {
                    wanted.entry(key).or_default().insert(text);
                }
            }
        }
        let read = context.store.read(viewer);
        let mut finder = Self::default();
        for (key, texts) in wanted {
            let texts: Vec<String> = texts.into_iter().collect();
            for (text, ids) in people::find_brought(&read, key, &texts).await? {
                finder.found.insert((key, text), ids);
            }
        }
        let ids: BTreeSet<PersonId> = finder.found.values().flatten().copied().collect();
        let ids: Vec<PersonId> = ids.into_iter().collect();
        finder.candidates = people::candidates(&read, &ids).await?;
        Ok(finder)
    }

    /// The people of a cell; at a client, whoever has or had a place there comes first.
    pub(super) fn of(
        &self,
        cell: &str,
        account: Option<AccountId>,
    ) -> Result<Vec<PersonId>, Fault> {
        let mut people = Vec::new();
        for name in names(cell) {
            people.push(self.one(name, account)?);
        }
        people.dedup();
        if people.len() > PARTICIPANTS_MAX {
            return Err(Fault::at(RecordColumn::Person, SetAsideReason::TooMany));
        }
        Ok(people)
    }

    fn one(&self, name: &str, account: Option<AccountId>) -> Result<PersonId, Fault> {
        let column = RecordColumn::Person;
        let ways = [
            (PersonKey::Code, name.to_owned()),
            (PersonKey::Email, name.to_lowercase()),
            (PersonKey::Name, folded_name(name)),
        ];
        let found = ways.into_iter().find_map(|way| self.found.get(&way));
        let seen: Vec<PersonId> = found
            .into_iter()
            .flatten()
            .copied()
            .filter(|id| self.candidates.get(id).is_some_and(|one| one.in_sight))
            .collect();
        let there: Vec<PersonId> = seen
            .iter()
            .copied()
            .filter(|id| {
                let places = self.candidates.get(id).map(|one| &one.places);
                places
                    .into_iter()
                    .flatten()
                    .any(|(_, place)| Some(place.account_id) == account)
            })
            .collect();
        match (there.as_slice(), seen.as_slice()) {
            ([one], _) | ([], [one]) => Ok(*one),
            ([], []) => Err(Fault::at(column, SetAsideReason::PersonUnknown)),
            _ => Err(Fault::at(column, SetAsideReason::PersonAmbiguous)),
        }
    }
}
