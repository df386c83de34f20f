//! Rows of a file of what is owed: each names its client and makes one obligation with what became of
//! it, unless the book or an earlier row has the same one.

use std::collections::{BTreeSet, HashSet};

use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::ids::{ObligationEventId, ObligationId, UserId};
use clientela_domain::names::fold;
use clientela_domain::obligations::{
    Deed, Entry, Event, ObligationKind, Origin, Party, State, standing,
};
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::obligations::{self, KnownObligation, NewObligation, ObligationEvent};

use super::account_finder::AccountFinder;
use super::gifts::{read_day, read_told};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_obligations::{GRACE_DAYS_MAX, OBLIGATION_CHARACTERS_MAX};

/// The word of a file for what binds nobody.
const GIFT: &str = "gift";

/// What a row says, checked.
struct Said {
    obligation: NewObligation,
    events: Vec<(Event, ToldDay)>,
    note: String,
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
    let mut said: Vec<Said> = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row) {
            Ok(found) => said.push(found),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let accounts: BTreeSet<_> = said.iter().map(|said| said.obligation.account_id).collect();
    let accounts: Vec<_> = accounts.into_iter().collect();
    let codes: Vec<String> = said
        .iter()
        .filter(|said| !said.code.is_empty())
        .map(|said| said.code.clone())
        .collect();
    let read = context.store.read(viewer);
    let (known, mut codes) = obligations::known_of(&read, &accounts, &codes).await?;
    let mut known: HashSet<KnownObligation> = known.into_iter().collect();
    let mut rests_on: BTreeSet<(RecordEntity, uuid::Uuid)> = BTreeSet::new();
    for said in said {
        let same_code = !said.code.is_empty() && !codes.insert(said.code.clone());
        let new = known.insert(identity(&said.obligation));
        if same_code || !new {
            work.duplicate += 1;
            work.obligations_found.matched += 1;
            continue;
        }
        rests_on.insert((RecordEntity::Account, said.obligation.account_id.0));
        let theirs = said.obligation.person_id.iter();
        rests_on.extend(theirs.map(|id| (RecordEntity::Person, id.0)));
        work.accepted += 1;
        work.obligations_found.created += 1;
        let id = ObligationId(new_id(context.clock.now()));
        work.records
            .push(ImportRecord::created(RecordEntity::Obligation, id.0));
        let events = events(context, viewer.user, &said);
        work.new_obligations
            .push((id, said.obligation, events, viewer.user, said.code));
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
}

/// What tells one obligation from another when no code does.
fn identity(obligation: &NewObligation) -> KnownObligation {
    KnownObligation {
        account_id: obligation.account_id,
        debtor: obligation.debtor.code().to_owned(),
        what_folded: fold(&obligation.what),
        made_on: obligation.made_on.to_string(),
    }
}

/// The list with which an obligation comes; its note stands with the last entry.
fn events(context: &Context, author: Option<UserId>, said: &Said) -> Vec<ObligationEvent> {
    let at = context.clock.now();
    let last = said.events.len().saturating_sub(1);
    let event = |(place, (event, day)): (usize, &(Event, ToldDay))| ObligationEvent {
        entry: Entry {
            id: ObligationEventId(new_id(at)),
            deed: Deed::Happened(*event),
            day: day.civil(),
            at,
        },
        told: day.told().copied(),
        note: if place == last && place > 0 {
            said.note.clone()
        } else {
            String::new()
        },
        author_id: author,
    };
    said.events.iter().enumerate().map(event).collect()
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
        let account = match text(RecordColumn::Account) {
            "" => {
                let column = RecordColumn::Account;
                return Err(Fault::at(column, SetAsideReason::AccountMissing));
            }
            account => self
                .finder
                .one(self.state, account, RecordColumn::Account)?,
        };
        let made_on = self
            .told(RecordColumn::MadeOn, text(RecordColumn::MadeOn))?
            .ok_or(Fault::at(RecordColumn::MadeOn, SetAsideReason::DateMissing))?;
        let person = self.people.of(text(RecordColumn::Person), Some(account))?;
        if person.len() > 1 {
            let column = RecordColumn::Person;
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        let state = word(
            RecordColumn::State,
            text(RecordColumn::State),
            words::obligation_state,
        )?
        .unwrap_or("open");
        let obligation = NewObligation {
            account_id: account,
            debtor: debtor(text(RecordColumn::Debtor))?,
            person_id: person.first().copied(),
            owner_id: self.owner(text(RecordColumn::Owner))?,
            what: what(text(RecordColumn::What))?,
            kind: self.kind(text(RecordColumn::ObligationKind))?,
            origin: self.origin(text(RecordColumn::Origin))?,
            source: free(RecordColumn::Source, text(RecordColumn::Source))?,
            interaction_id: None,
            support_id: None,
            clause_id: None,
            condition: free(RecordColumn::Condition, text(RecordColumn::Condition))?,
            made_on,
            due_day: self.day(RecordColumn::DueDay, text(RecordColumn::DueDay))?,
            grace_days: number(
                RecordColumn::GraceDays,
                text(RecordColumn::GraceDays),
                (0, GRACE_DAYS_MAX),
            )?,
            importance: u8::try_from(number(
                RecordColumn::Importance,
                text(RecordColumn::Importance),
                (1, 3),
            )?)
            .unwrap_or(1),
            value: None,
            is_gift: state == GIFT,
        };
        let closed_on = self.told(RecordColumn::ClosedOn, text(RecordColumn::ClosedOn))?;
        Ok(Said {
            events: self.life(&obligation, state, closed_on)?,
            note: free(RecordColumn::Note, text(RecordColumn::Note))?,
            code: row.code(self.plan)?.to_owned(),
            obligation,
        })
    }

    /// What must have happened for an obligation to be in a state.
    fn life(
        &self,
        obligation: &NewObligation,
        state: &str,
        closed_on: Option<ToldDay>,
    ) -> Result<Vec<(Event, ToldDay)>, Fault> {
        let impossible = Fault::at(RecordColumn::State, SetAsideReason::ObligationImpossible);
        let today = self.context.clock.today();
        let made = obligation.made_on;
        let reversed = obligation.due_day.is_some_and(|due| due < made.civil());
        if made.civil() > today || reversed {
            let column = RecordColumn::MadeOn;
            return Err(Fault::at(column, SetAsideReason::ObligationImpossible));
        }
        let closed = || {
            closed_on
                .filter(|day| day.civil() <= today)
                .ok_or(impossible)
        };
        let accepted = if obligation.condition.is_empty() {
            Event::AcceptUnconditional
        } else {
            Event::AcceptConditional
        };
        let mut events = vec![(accepted, made)];
        // A condition of something that was settled had come true.
        let come_true = (Event::AntecedentTrue, made);
        let settled = !matches!(state, "conditional" | "proposed" | "withdrawn" | "expired");
        if settled && accepted == Event::AcceptConditional && state != "open" {
            events.push(come_true);
        }
        match State::from_code(state) {
            None => events.push((Event::Discharge, made)),
            Some(State::Open | State::Due | State::Conditional) => {}
            Some(State::Kept | State::KeptInGrace | State::BrokenCured) => {
                events.push((Event::Discharge, closed()?));
            }
            Some(State::Disputed) => {
                events.push((Event::Discharge, closed()?));
                events.push((Event::Contest, closed()?));
            }
            Some(State::Broken) => {
                // The calendar breaks what was due; anything else was given up on a day.
                let by_calendar = obligation
                    .terms()
                    .last_day()
                    .is_some_and(|last| last < today);
                if !by_calendar || closed_on.is_some_and(|day| day.civil() <= today) {
                    let day = closed()?;
                    let late = obligation
                        .terms()
                        .last_day()
                        .is_some_and(|last| last < day.civil());
                    if !late {
                        events.push((Event::Cancel, day));
                    }
                }
            }
            Some(State::Forgiven | State::Waived) => events.push((Event::Release, closed()?)),
            Some(State::Renegotiated) => events.push((Event::Renegotiate, closed()?)),
            Some(State::Expired) => events = vec![(Event::Lapse, closed_on.unwrap_or(made))],
            Some(State::Withdrawn) => events = vec![(Event::Withdraw, closed_on.unwrap_or(made))],
            Some(State::Proposed) => events.clear(),
        }
        self.possible(obligation, &events)?;
        Ok(events)
    }

    /// Nothing in a list may contradict the days.
    fn possible(
        &self,
        obligation: &NewObligation,
        events: &[(Event, ToldDay)],
    ) -> Result<(), Fault> {
        let at = self.context.clock.now();
        let entries: Vec<Entry> = events
            .iter()
            .map(|(event, day)| Entry {
                id: ObligationEventId(new_id(at)),
                deed: Deed::Happened(*event),
                day: day.civil(),
                at,
            })
            .collect();
        let before = events
            .iter()
            .any(|(_, day)| day.civil() < obligation.made_on.civil());
        let known = standing(&obligation.terms(), &entries, self.context.clock.today());
        if before || !known.refused.is_empty() {
            let column = RecordColumn::ClosedOn;
            return Err(Fault::at(column, SetAsideReason::ObligationImpossible));
        }
        Ok(())
    }

    fn day(&self, column: RecordColumn, text: &str) -> Result<Option<Date>, Fault> {
        read_day(self.plan, column, text)
    }

    fn told(&self, column: RecordColumn, text: &str) -> Result<Option<ToldDay>, Fault> {
        read_told(self.plan, column, text)
    }

    fn owner(&self, text: &str) -> Result<Option<UserId>, Fault> {
        if text.is_empty() {
            return Ok(self.viewer.user);
        }
        let found = self.state.directory.find_colleague(text);
        found.map(Some).ok_or(Fault::at(
            RecordColumn::Owner,
            SetAsideReason::ColleagueUnknown,
        ))
    }

    fn kind(&self, text: &str) -> Result<ObligationKind, Fault> {
        let column = RecordColumn::ObligationKind;
        let code = word(column, text, words::obligation_kind)?;
        Ok(code
            .and_then(ObligationKind::from_code)
            .unwrap_or(ObligationKind::Other))
    }

    fn origin(&self, text: &str) -> Result<Origin, Fault> {
        let code = word(RecordColumn::Origin, text, words::obligation_origin)?;
        Ok(code
            .and_then(Origin::from_code)
            .unwrap_or(Origin::Interaction))
    }
}

fn word(
    column: RecordColumn,
    text: &str,
    read: fn(&str) -> Option<&'static str>,
) -> Result<Option<&'static str>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = Fault::at(column, SetAsideReason::ObligationWordUnknown);
    read(text).map(Some).ok_or(unknown)
}

fn debtor(text: &str) -> Result<Party, Fault> {
    let known = words::debtor(text).and_then(Party::from_code);
    known.ok_or(Fault::at(
        RecordColumn::Debtor,
        SetAsideReason::DebtorUnknown,
    ))
}

fn what(text: &str) -> Result<String, Fault> {
    if text.is_empty() {
        let column = RecordColumn::What;
        return Err(Fault::at(column, SetAsideReason::SummaryMissing));
    }
    free(RecordColumn::What, text)
}

fn free(column: RecordColumn, text: &str) -> Result<String, Fault> {
    if text.chars().count() > OBLIGATION_CHARACTERS_MAX {
        return Err(Fault::at(column, SetAsideReason::TextTooLong));
    }
    Ok(text.to_owned())
}

fn number(column: RecordColumn, text: &str, (low, high): (u16, u16)) -> Result<u16, Fault> {
    if text.is_empty() {
        return Ok(low);
    }
    let whole = text.trim_end_matches(".0").parse::<u16>().ok();
    whole
        .filter(|number| (low..=high).contains(number))
        .ok_or(Fault::at(column, SetAsideReason::WholeNumberInvalid))
}
