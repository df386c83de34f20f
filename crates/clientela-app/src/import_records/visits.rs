//! Rows of a file of visits: each names a client or a prospect and a day, and makes one visit on the plan of whoever
//! went or goes; a row whose code is known says what became of that visit.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{PlannedVisitId, ProspectId, UserId};
use clientela_domain::records::RecordColumn;
use clientela_domain::records::visit_words::{miss_reason, visit_state};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::week_plan::{
    MissReason, QUARTERS_BY_DAY_MAX, VISIT_QUARTERS, VisitReason, VisitState, Visited,
};
use clientela_store::brought;
use clientela_store::import_records::RecordEntity;
use clientela_store::planned_visits::{
    self, CorrectedVisit, KnownVisit, NewVisit, ToldVisit, VisitOutcome,
};
use clientela_store::{Permission, Viewer};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told};
use super::gifts::{colleague, free, read_day};
use super::opportunities::prospects_of;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    told: ToldVisit,
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
    let read = context.store.read(viewer);
    let reading = Reading {
        viewer,
        plan,
        state: &state,
        finder: &finder,
        prospects: prospects_of(&read, plan, rows).await?,
        today: context.clock.today(),
    };
    let mut work = Work::default();
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let days = || said.iter().map(|(_, said)| said.told.visit.day);
    let days = days().min().zip(days().max());
    let given = coded::codes(&said);
    let (known, codes) = planned_visits::known_of(&read, days, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<CorrectedVisit>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = ToldVisit;
    type Identity = KnownVisit;

    const ENTITY: RecordEntity = RecordEntity::PlannedVisit;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &ToldVisit {
        &self.told
    }

    fn identity(&self) -> KnownVisit {
        let own = &self.told.visit;
        KnownVisit {
            user_id: own.user_id,
            with: own.with,
            day: own.day,
        }
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        vec![match self.told.visit.with {
            Visited::Account(id) => (RecordEntity::Account, id.0),
            Visited::Prospect(id) => (RecordEntity::Prospect, id.0),
        }]
    }

    fn over(&self, known: &ToldVisit) -> Result<ToldVisit, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.told, &self.says);
        if said.visit.with != known.visit.with {
            return Err(Fault::at(C::Account, SetAsideReason::RecordContradicts));
        }
        let (new, old) = (&said.visit, &known.visit);
        // A reason alone says that it did not take place.
        let tells = says.anything(C::State) || says.anything(C::MissedReason);
        let state = if tells {
            said.outcome.state
        } else {
            known.outcome.state
        };
        let missed = says.or(C::MissedReason, &said.outcome.missed, &known.outcome.missed);
        Ok(ToldVisit {
            visit: NewVisit {
                day: new.day,
                quarters: says.or(C::Hours, &new.quarters, &old.quarters),
                purpose: says.or::<String>(C::What, &new.purpose, &old.purpose),
                ..old.clone()
            },
            outcome: VisitOutcome {
                state,
                missed: missed.filter(|_| state == VisitState::Missed),
                note: says.or::<String>(C::Note, &said.outcome.note, &known.outcome.note),
            },
        })
    }

    fn as_json(record: &ToldVisit) -> Json {
        record.as_json()
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (PlannedVisitId(id), self.told, self.code);
        work.new_visits.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: ToldVisit) {
        work.changed_visits.push((PlannedVisitId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.visits_found
    }
}

struct Reading<'a> {
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    prospects: HashMap<String, Vec<ProspectId>>,
    today: Date,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        use RecordColumn as C;
        let text = |column| row.text(self.plan, column);
        let with = self.with(text(C::Account), text(C::OfProspect))?;
        let day = read_day(self.plan, C::Day, text(C::Day))?;
        let day = day.ok_or(Fault::at(C::Day, SetAsideReason::CellMissing))?;
        let state = word(C::State, text(C::State), visit_state)?;
        let missed: Option<MissReason> = word(C::MissedReason, text(C::MissedReason), miss_reason)?;
        // Whoever says why it did not take place says that it did not.
        let state = state.unwrap_or(match missed {
            Some(_) => VisitState::Missed,
            None => VisitState::Planned,
        });
        if state == VisitState::Missed && missed.is_none() {
            return Err(Fault::at(C::MissedReason, SetAsideReason::CellMissing));
        }
        if missed == Some(MissReason::Other) && text(C::Note).trim().is_empty() {
            return Err(Fault::at(C::Note, SetAsideReason::CellMissing));
        }
        let is_over = matches!(state, VisitState::Done | VisitState::Missed);
        if is_over && day > self.today {
            return Err(Fault::at(C::Day, SetAsideReason::DayInFuture));
        }
        Ok(Said {
            told: ToldVisit {
                visit: NewVisit {
                    user_id: self.user(text(C::Owner), with)?,
                    with,
                    day,
                    quarters: quarters(text(C::Hours))?.unwrap_or(VISIT_QUARTERS),
                    purpose: free(C::What, text(C::What))?,
                    reason: VisitReason::Own,
                    promised: false,
                },
                outcome: VisitOutcome {
                    state,
                    missed: missed.filter(|_| state == VisitState::Missed),
                    note: free(C::Note, text(C::Note))?,
                },
            },
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
    }

    /// The client or the prospect a row names: one of both.
    fn with(&self, account: &str, prospect: &str) -> Result<Visited, Fault> {
        use RecordColumn as C;
        match (account, prospect) {
            ("", "") => Err(Fault::at(C::Account, SetAsideReason::AccountMissing)),
            ("", prospect) => match self.prospects.get(prospect).map(Vec::as_slice) {
                Some([one]) => Ok(Visited::Prospect(*one)),
                _ => Err(Fault::at(C::OfProspect, SetAsideReason::ProspectUnknown)),
            },
            (account, _) => {
                let found = self.finder.one(self.state, account, C::Account)?;
                Ok(Visited::Account(found))
            }
        }
    }

    /// Who went or goes: whom the row names, else who imports, else who answers for the client. Only who hands out
    /// clients writes on the plan of others.
    fn user(&self, text: &str, with: Visited) -> Result<UserId, Fault> {
        let named = colleague(self.viewer, self.state, text)?;
        let owner = || {
            let card = self.state.directory.card(with.account()?)?;
            card.owner_id
        };
        let fault = |reason| Fault::at(RecordColumn::Owner, reason);
        let user = named.or_else(owner);
        let user = user.ok_or(fault(SetAsideReason::ColleagueUnknown))?;
        if self.viewer.user == Some(user) || self.viewer.may(Permission::AssignOwners) {
            Ok(user)
        } else {
            Err(fault(SetAsideReason::PlanOfColleague))
        }
    }
}

/// What a word of a cell means; none when the cell is empty.
fn word<W>(
    column: RecordColumn,
    text: &str,
    read: fn(&str) -> Option<W>,
) -> Result<Option<W>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let unknown = Fault::at(column, SetAsideReason::VisitWordUnknown);
    read(text).map(Some).ok_or(unknown)
}

/// Quarters of an hour of hours; only whole quarters of a day are taken.
fn quarters(text: &str) -> Result<Option<u32>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let invalid = || Fault::at(RecordColumn::Hours, SetAsideReason::NumberInvalid);
    let hours: f64 = text.replace(',', ".").parse().map_err(|_| invalid())?;
    let quarters = hours * 4.0;
    let whole = (1.0..=f64::from(QUARTERS_BY_DAY_MAX)).contains(&quarters)
        && (quarters - quarters.round()).abs() < 1e-9;
    if whole {
        Ok(Some(quarters.round() as u32))
    } else {
        Err(invalid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_quarters_of_an_hour() {
        assert_eq!(quarters("1,5").ok().flatten(), Some(6));
        assert_eq!(quarters("0.25").ok().flatten(), Some(1));
        assert!(quarters("").is_ok_and(|none| none.is_none()));
        for wrong in ["0", "-1", "25", "1.1", "час"] {
            assert!(quarters(wrong).is_err(), "{wrong}");
        }
    }
}
