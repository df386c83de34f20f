//! Rows of a file of what is owed: each names its client and makes one obligation with what became of it.

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
use clientela_store::import_records::RecordEntity;
use clientela_store::new_id::new_id;
use clientela_store::obligations::{
    self, KnownObligation, NewObligation, ObligationEvent, ToldObligation,
};
use jiff::Timestamp;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{read_day, read_told};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_obligations::{GRACE_DAYS_MAX, OBLIGATION_CHARACTERS_MAX};

/// The word of a file for what binds nobody.
const GIFT: &str = "gift";

/// What a row says, checked.
struct Said {
    told: ToldObligation,
    /// How it ended, and when it was closed.
    end: (&'static str, Option<ToldDay>),
    note: String,
    code: String,
    author: Option<UserId>,
    says: Says,
    at: Timestamp,
    today: Date,
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
    let accounts = said.iter().map(|(_, said)| said.told.obligation.account_id);
    let accounts = coded::clients(accounts);
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = obligations::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: obligations::known_by_codes(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = ToldObligation;
    type Identity = KnownObligation;

    const ENTITY: RecordEntity = RecordEntity::Obligation;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &ToldObligation {
        &self.told
    }

    fn identity(&self) -> KnownObligation {
        identity(&self.told.obligation)
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let one = &self.told.obligation;
        let account = (RecordEntity::Account, one.account_id.0);
        let person = one.person_id.map(|id| (RecordEntity::Person, id.0));
        [account].into_iter().chain(person).collect()
    }

    fn over(&self, known: &ToldObligation) -> Result<ToldObligation, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.told.obligation, &self.says);
        let had = &known.obligation;
        same_client(said.account_id, had.account_id)?;
        let obligation = NewObligation {
            account_id: had.account_id,
            debtor: said.debtor,
            person_id: said.person_id.or(had.person_id),
            owner_id: says.or(C::Owner, &said.owner_id, &had.owner_id),
            what: said.what.clone(),
            kind: says.or(C::ObligationKind, &said.kind, &had.kind),
            origin: says.or(C::Origin, &said.origin, &had.origin),
            source: says.or(C::Source, &said.source, &had.source),
            interaction_id: had.interaction_id,
            support_id: had.support_id,
            clause_id: had.clause_id,
            condition: says.or(C::Condition, &said.condition, &had.condition),
            made_on: said.made_on,
            due_day: said.due_day.or(had.due_day),
            grace_days: says.or(C::GraceDays, &said.grace_days, &had.grace_days),
            importance: says.or(C::Importance, &said.importance, &had.importance),
            value: had.value,
            is_gift: says.or(C::State, &said.is_gift, &had.is_gift),
        };
        let life = if says.anything(C::State) {
            life(&obligation, self.end, self.today)?
        } else {
            let moved = |(event, day): &(Event, ToldDay)| {
                let begun = *day == had.made_on;
                (*event, if begun { said.made_on } else { *day })
            };
            let life = known.life.iter().map(moved).collect();
            possible(&obligation, life, self.today)?
        };
        Ok(ToldObligation { obligation, life })
    }

    fn as_json(record: &ToldObligation) -> Json {
        record.as_json()
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let events = self.events();
        work.new_obligations.push((
            ObligationId(id),
            self.told.obligation,
            events,
            self.author,
            self.code,
        ));
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: ToldObligation) {
        let change = (ObligationId(id), version, new, self.note.clone());
        work.changed_obligations.push(change);
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.obligations_found
    }
}

impl Said {
    /// The list with which an obligation comes; its note stands with the last entry.
    fn events(&self) -> Vec<ObligationEvent> {
        let at = self.at;
        let last = self.told.life.len().saturating_sub(1);
        let event = |(place, (event, day)): (usize, &(Event, ToldDay))| ObligationEvent {
            entry: Entry {
                id: ObligationEventId(new_id(at)),
                deed: Deed::Happened(*event),
                day: day.civil(),
                at,
            },
            told: day.told().copied(),
            note: if place == last && place > 0 {
                self.note.clone()
            } else {
                String::new()
            },
            author_id: self.author,
        };
        self.told.life.iter().enumerate().map(event).collect()
    }
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
        let end = (state, closed_on);
        let today = self.context.clock.today();
        Ok(Said {
            note: free(RecordColumn::Note, text(RecordColumn::Note))?,
            code: row.code(self.plan)?.to_owned(),
            author: self.viewer.user,
            at: self.context.clock.now(),
            says: Says::of(row, self.plan),
            told: ToldObligation {
                life: life(&obligation, end, today)?,
                obligation,
            },
            end,
            today,
        })
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

/// What must have happened for an obligation to end in a state, and when it was closed.
fn life(
    obligation: &NewObligation,
    (state, closed_on): (&str, Option<ToldDay>),
    today: Date,
) -> Result<Vec<(Event, ToldDay)>, Fault> {
    let impossible = Fault::at(RecordColumn::State, SetAsideReason::ObligationImpossible);
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
            let last_day = obligation.terms().last_day();
            let by_calendar = last_day.is_some_and(|last| last < today);
            if !by_calendar || closed_on.is_some_and(|day| day.civil() <= today) {
                let day = closed()?;
                if last_day.is_none_or(|last| last >= day.civil()) {
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
    possible(obligation, events, today)
}

/// Nothing in a list may contradict the days.
fn possible(
    obligation: &NewObligation,
    events: Vec<(Event, ToldDay)>,
    today: Date,
) -> Result<Vec<(Event, ToldDay)>, Fault> {
    let entry = |(place, (event, day)): (usize, &(Event, ToldDay))| Entry {
        id: ObligationEventId(Uuid::from_u128(place as u128)),
        deed: Deed::Happened(*event),
        day: day.civil(),
        at: Timestamp::UNIX_EPOCH,
    };
    let entries: Vec<Entry> = events.iter().enumerate().map(entry).collect();
    let before = events
        .iter()
        .any(|(_, day)| day.civil() < obligation.made_on.civil());
    let known = standing(&obligation.terms(), &entries, today);
    if before || !known.refused.is_empty() {
        let column = RecordColumn::ClosedOn;
        return Err(Fault::at(column, SetAsideReason::ObligationImpossible));
    }
    Ok(events)
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
