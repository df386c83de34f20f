//! Rows of a file of clients' problems: each names its client and makes one problem, unless the book or an
//! earlier row has the same one.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::troubles::ProblemState;
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::import_records::RecordEntity;
use clientela_store::problems::{self, KnownProblem, NewProblem, Problem};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{colleague, currency_of, free, money, read_day, said};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    problem: NewProblem,
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
    let columns = [RecordColumn::SaidBy, RecordColumn::ConfirmedBy];
    let people = PeopleFinder::load(context, viewer, (plan, &columns), rows).await?;
    let mut work = Work::default();
    let reading = Reading {
        viewer,
        plan,
        state: &state,
        finder: &finder,
        people: &people,
        today: context.clock.today(),
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.problem.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = problems::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<Problem>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewProblem;
    type Identity = KnownProblem;

    const ENTITY: RecordEntity = RecordEntity::Problem;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewProblem {
        &self.problem
    }

    fn identity(&self) -> KnownProblem {
        KnownProblem {
            account_id: self.problem.account_id,
            what_folded: fold(&self.problem.what),
            dropped: self.problem.state == ProblemState::Dropped,
        }
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let one = &self.problem;
        let named = one.said_by.into_iter().chain(one.confirmed_by);
        let account = (RecordEntity::Account, one.account_id.0);
        let people = named.map(|id| (RecordEntity::Person, id.0));
        [account].into_iter().chain(people).collect()
    }

    fn over(&self, known: &NewProblem) -> Result<NewProblem, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.problem, &self.says);
        same_client(said.account_id, known.account_id)?;
        let text = |column, said, known| says.or::<String>(column, said, known);
        let cost = said.cost.or(known.cost);
        let shown = said.shown.or(known.shown);
        let confirmed = said.confirmed.or(known.confirmed);
        let currency = says.or(C::Currency, &said.currency, &known.currency);
        let confirmed_on = if says.anything(C::ConfirmedOn) || known.confirmed.is_none() {
            said.confirmed_on.or(known.confirmed_on)
        } else {
            known.confirmed_on
        };
        Ok(NewProblem {
            account_id: known.account_id,
            what: said.what.clone(),
            effect: text(C::Harm, &said.effect, &known.effect),
            cost,
            said_by: said.said_by.or(known.said_by),
            owner_id: says.or(C::Owner, &said.owner_id, &known.owner_id),
            solution: text(C::Solution, &said.solution, &known.solution),
            alternatives: text(C::Alternatives, &said.alternatives, &known.alternatives),
            day: says.or(C::Day, &said.day, &known.day),
            state: says.or(C::State, &said.state, &known.state),
            shown,
            confirmed,
            currency: (cost.or(shown).or(confirmed))
                .and(currency.or(said.currency).or(known.currency)),
            confirmed_on: confirmed.and(confirmed_on),
            confirmed_by: confirmed.and(said.confirmed_by.or(known.confirmed_by)),
            note: text(C::Note, &said.note, &known.note),
        })
    }

    fn as_json(record: &NewProblem) -> Json {
        problems::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (ProblemId(id), self.problem, self.author, self.code);
        work.new_problems.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewProblem) {
        work.changed_problems.push((ProblemId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.problems_found
    }
}

struct Reading<'a> {
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    people: &'a PeopleFinder,
    today: Date,
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
        let state = match text(RecordColumn::State) {
            "" => ProblemState::Open,
            word => {
                let known = words::problem_state(word).and_then(ProblemState::from_code);
                let column = RecordColumn::State;
                known.ok_or(Fault::at(column, SetAsideReason::ProblemStateUnknown))?
            }
        };
        let cost = money(RecordColumn::Cost, text(RecordColumn::Cost))?;
        let shown = money(RecordColumn::Shown, text(RecordColumn::Shown))?;
        let confirmed = money(RecordColumn::Confirmed, text(RecordColumn::Confirmed))?;
        let currency = currency_of(text(RecordColumn::Currency))?;
        let currency = currency.unwrap_or(self.state.settings.reporting_currency());
        let day = self.past(row, RecordColumn::Day)?.unwrap_or(self.today);
        let confirmed_on = self.past(row, RecordColumn::ConfirmedOn)?;
        let confirmed_by = self.person(row, RecordColumn::ConfirmedBy, account)?;
        let problem = NewProblem {
            account_id: account,
            what: said(RecordColumn::What, text(RecordColumn::What))?,
            effect: free(RecordColumn::Harm, text(RecordColumn::Harm))?,
            cost,
            said_by: self.person(row, RecordColumn::SaidBy, account)?,
            owner_id: colleague(self.viewer, self.state, text(RecordColumn::Owner))?,
            solution: free(RecordColumn::Solution, text(RecordColumn::Solution))?,
            alternatives: free(RecordColumn::Alternatives, text(RecordColumn::Alternatives))?,
            day,
            state,
            shown,
            confirmed,
            currency: cost.or(shown).or(confirmed).map(|_| currency),
            confirmed_on: confirmed.and(confirmed_on.or(Some(self.today))),
            confirmed_by: confirmed.and(confirmed_by),
            note: free(RecordColumn::Note, text(RecordColumn::Note))?,
        };
        Ok(Said {
            problem,
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
    }

    /// A day that has been.
    fn past(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        let day = read_day(self.plan, column, row.text(self.plan, column))?;
        if day.is_some_and(|day| day > self.today) {
            return Err(Fault::at(column, SetAsideReason::DayInFuture));
        }
        Ok(day)
    }

    fn person(
        &self,
        row: &Row,
        column: RecordColumn,
        account: AccountId,
    ) -> Result<Option<PersonId>, Fault> {
        let found = self
            .people
            .of(row.text(self.plan, column), Some(account))
            .map_err(|fault| Fault::at(column, fault.reason))?;
        if found.len() > 1 {
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        Ok(found.first().copied())
    }
}
