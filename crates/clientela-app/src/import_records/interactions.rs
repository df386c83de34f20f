//! Rows of a file of what happened: each names its client or people and makes one interaction.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::prospects::Asked;
use clientela_domain::records::{RecordColumn, split_name, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::import_records::RecordEntity;
use clientela_store::interactions::{
    self, Direction, InteractionKind, KnownInteraction, NewInteraction, as_json,
};
use clientela_store::people::{self, PersonCandidate, PersonKey};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::accounts::day;
use super::coded::{self, Known, Says, Told};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::log_interaction::{DURATION_MINUTES_MAX, PARTICIPANTS_MAX, SUMMARY_CHARACTERS_MAX};

/// What a row says, checked.
struct Said {
    interaction: NewInteraction,
    author: Option<UserId>,
    code: String,
    says: Says,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let columns = [RecordColumn::Person];
    let people = PeopleFinder::load(context, viewer, (plan, &columns), rows).await?;
    let mut work = Work::default();
    let reading = Reading {
        context,
        viewer,
        plan,
        state: &state,
        finder: &finder,
        people: &people,
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let days = said
        .iter()
        .map(|(_, said)| said.interaction.day.to_string());
    let days: Vec<String> = days.collect::<BTreeSet<_>>().into_iter().collect();
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = interactions::known_at(&read, &days, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: interactions::known_by_codes(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewInteraction;
    type Identity = KnownInteraction;

    const ENTITY: RecordEntity = RecordEntity::Interaction;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewInteraction {
        &self.interaction
    }

    fn identity(&self) -> KnownInteraction {
        identity(&self.interaction)
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let account = self.interaction.account_id.iter();
        let account = account.map(|id| (RecordEntity::Account, id.0));
        let theirs = self.interaction.people.iter();
        account
            .chain(theirs.map(|id| (RecordEntity::Person, id.0)))
            .collect()
    }

    fn over(&self, known: &NewInteraction) -> Result<NewInteraction, Fault> {
        let said = &self.interaction;
        let or = |said: &[PersonId], known: &[PersonId]| {
            let whose = if said.is_empty() { known } else { said };
            whose.to_vec()
        };
        let says_author = self.says.anything(RecordColumn::Owner);
        Ok(NewInteraction {
            account_id: said.account_id.or(known.account_id),
            kind: self.says.or(RecordColumn::Channel, &said.kind, &known.kind),
            day: said.day,
            direction: said.direction.or(known.direction),
            summary: said.summary.clone(),
            mood: said.mood.or(known.mood),
            duration_minutes: said.duration_minutes.or(known.duration_minutes),
            asked: self.says.or(RecordColumn::Asked, &said.asked, &known.asked),
            private: known.private,
            people: or(&said.people, &known.people),
            users: match self.author {
                Some(author) if says_author && !known.users.contains(&author) => vec![author],
                _ => known.users.clone(),
            },
            mentions: known.mentions.clone(),
        })
    }

    fn as_json(record: &NewInteraction) -> Json {
        as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (InteractionId(id), self.interaction, self.author, self.code);
        work.new_interactions.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewInteraction) {
        let change = (InteractionId(id), version, new);
        work.changed_interactions.push(change);
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.interactions_found
    }
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
                asked: asked(text(RecordColumn::Asked))?,
                private: false,
                people,
                users: Vec::from_iter(author),
                mentions: Vec::new(),
            },
            author,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
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

fn asked(text: &str) -> Result<Asked, Fault> {
    if text.is_empty() {
        return Ok(Asked::NotRecorded);
    }
    let known = words::asked(text).and_then(Asked::from_code);
    known.ok_or(Fault::at(RecordColumn::Asked, SetAsideReason::AskedUnknown))
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

impl PeopleFinder {
    pub(super) async fn load(
        context: &Context,
        viewer: &Viewer,
        (plan, columns): (&RecordPlan, &[RecordColumn]),
        rows: &[Row],
    ) -> Result<Self, AppError> {
        let mut wanted: HashMap<PersonKey, BTreeSet<String>> = HashMap::new();
        for row in rows {
            let cells = columns.iter().map(|column| row.text(plan, *column));
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
