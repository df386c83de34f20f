//! Rows of a file of what happened: each names its client or people and makes one interaction, unless
//! the book or an earlier row has the same one. A row whose code is known says what that interaction is
//! from now on; what a person wrote or changed gives way only when the user wants so.

use std::collections::{BTreeSet, HashMap, HashSet};

use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, split_name, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordAction, RecordEntity};
use clientela_store::interactions::{
    self, BroughtInteraction, Direction, InteractionKind, KnownInteraction, NewInteraction, as_json,
};
use clientela_store::new_id::new_id;
use clientela_store::people::{self, PersonCandidate, PersonKey};

use super::Wishes;
use super::account_finder::AccountFinder;
use super::accounts::{Policy, day};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::{InteractionChange, Work};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::log_interaction::{DURATION_MINUTES_MAX, PARTICIPANTS_MAX, SUMMARY_CHARACTERS_MAX};

/// What a row says, checked.
struct Said {
    interaction: NewInteraction,
    author: Option<UserId>,
    code: String,
    /// Whether a cell says how people met.
    says_kind: bool,
    /// Whether a cell says who was there for us.
    says_author: bool,
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
    let mut said: Vec<(&Row, Said)> = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row) {
            Ok(found) => said.push((row, found)),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let mut sorting = Sorting::load(context, viewer, wishes, &said).await?;
    for (row, said) in said {
        if let Err(fault) = sorting.take(&mut work, said) {
            work.set_aside.push(row.set_aside(plan, fault));
        }
    }
    let linked = sorting.rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
}

/// What is known while rows are taken one after another.
struct Sorting<'a> {
    context: &'a Context,
    wishes: Wishes,
    known: HashSet<KnownInteraction>,
    /// Codes of the book, also of interactions the viewer does not see.
    codes: BTreeSet<String>,
    by_code: HashMap<String, BroughtInteraction>,
    /// What rows of this file said under their codes.
    told: HashMap<String, NewInteraction>,
    rests_on: BTreeSet<(RecordEntity, uuid::Uuid)>,
}

impl<'a> Sorting<'a> {
    async fn load(
        context: &'a Context,
        viewer: &Viewer,
        wishes: Wishes,
        said: &[(&Row, Said)],
    ) -> Result<Self, AppError> {
        let days = said
            .iter()
            .map(|(_, said)| said.interaction.day.to_string());
        let days: Vec<String> = days.collect::<BTreeSet<_>>().into_iter().collect();
        let codes = said.iter().map(|(_, said)| said.code.clone());
        let codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
        let read = context.store.read(viewer);
        let (known, taken) = interactions::known_at(&read, &days, &codes).await?;
        Ok(Self {
            context,
            wishes,
            known: known.into_iter().collect(),
            codes: taken,
            by_code: interactions::known_by_codes(&read, &codes).await?,
            told: HashMap::new(),
            rests_on: BTreeSet::new(),
        })
    }

    fn take(&mut self, work: &mut Work, said: Said) -> Result<(), Fault> {
        if let Some(before) = self.told.get(&said.code) {
            if *before != said.interaction {
                return Err(Fault::at(
                    RecordColumn::Code,
                    SetAsideReason::RecordRepeated,
                ));
            }
            work.duplicate += 1;
            return Ok(());
        }
        if !said.code.is_empty() {
            self.told
                .insert(said.code.clone(), said.interaction.clone());
        }
        if let Some(known) = self.by_code.get(&said.code) {
            change(work, self.wishes, known, &said)?;
            self.rest_on(&said.interaction);
            return Ok(());
        }
        let same_code = self.codes.contains(&said.code);
        if same_code || !self.known.insert(identity(&said.interaction)) {
            work.duplicate += 1;
            work.interactions_found.matched += 1;
            return Ok(());
        }
        self.rest_on(&said.interaction);
        work.accepted += 1;
        work.interactions_found.created += 1;
        let id = InteractionId(new_id(self.context.clock.now()));
        work.records
            .push(ImportRecord::created(RecordEntity::Interaction, id.0));
        work.new_interactions
            .push((id, said.interaction, said.author, said.code));
        Ok(())
    }

    fn rest_on(&mut self, interaction: &NewInteraction) {
        let accounts = interaction.account_id.iter();
        self.rests_on
            .extend(accounts.map(|id| (RecordEntity::Account, id.0)));
        let theirs = interaction.people.iter();
        self.rests_on
            .extend(theirs.map(|id| (RecordEntity::Person, id.0)));
    }
}

/// What a row makes of the interaction its code belongs to. Cells that are empty change nothing.
fn change(
    work: &mut Work,
    wishes: Wishes,
    known: &BroughtInteraction,
    said: &Said,
) -> Result<(), Fault> {
    let before = &known.interaction;
    let new = said.over(&before.interaction);
    let (was, is) = (as_json(&before.interaction), as_json(&new));
    let policy = if known.touched {
        Policy::of(wishes.on_conflict)
    } else {
        Policy::Replace
    };
    match policy {
        Policy::Replace if was != is => {}
        Policy::Ask | Policy::Repeated if was != is => {
            return Err(Fault::at(RecordColumn::Code, SetAsideReason::RecordDiffers));
        }
        _ => {
            work.duplicate += 1;
            work.interactions_found.matched += 1;
            work.records
                .push(ImportRecord::linked(RecordEntity::Interaction, before.id.0));
            return Ok(());
        }
    }
    work.accepted += 1;
    work.interactions_found.matched += 1;
    work.records.push(ImportRecord {
        entity: RecordEntity::Interaction,
        id: before.id.0,
        detail: String::new(),
        action: RecordAction::Changed,
        before: Some(was.to_string()),
        after: Some(is.to_string()),
    });
    work.changed_interactions.push(InteractionChange {
        id: before.id,
        version: before.version,
        interaction: new,
    });
    Ok(())
}

impl Said {
    /// What is known with all that the row says written over it.
    fn over(&self, known: &NewInteraction) -> NewInteraction {
        let said = &self.interaction;
        let or = |said: &[PersonId], known: &[PersonId]| {
            let whose = if said.is_empty() { known } else { said };
            whose.to_vec()
        };
        NewInteraction {
            account_id: said.account_id.or(known.account_id),
            kind: if self.says_kind {
                said.kind
            } else {
                known.kind
            },
            day: said.day,
            direction: said.direction.or(known.direction),
            summary: said.summary.clone(),
            mood: said.mood.or(known.mood),
            duration_minutes: said.duration_minutes.or(known.duration_minutes),
            private: known.private,
            people: or(&said.people, &known.people),
            users: match self.author {
                Some(author) if self.says_author && !known.users.contains(&author) => vec![author],
                _ => known.users.clone(),
            },
            mentions: known.mentions.clone(),
        }
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
                private: false,
                people,
                users: Vec::from_iter(author),
                mentions: Vec::new(),
            },
            author,
            code: row.code(self.plan)?.to_owned(),
            says_kind: !text(RecordColumn::Channel).is_empty(),
            says_author: !text(RecordColumn::Owner).is_empty(),
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

impl PeopleFinder {
    pub(super) async fn load(
        context: &Context,
        viewer: &Viewer,
        plan: &RecordPlan,
        rows: &[Row],
    ) -> Result<Self, AppError> {
        let mut wanted: HashMap<PersonKey, BTreeSet<String>> = HashMap::new();
        for row in rows {
            for name in names(row.text(plan, RecordColumn::Person)) {
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
