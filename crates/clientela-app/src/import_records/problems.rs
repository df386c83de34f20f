//! Rows of a file of clients' problems: each names its client and makes one problem, unless the book or an
//! earlier row has the same one.

use std::collections::{BTreeSet, HashSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::troubles::ProblemState;
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::problems::{self, KnownProblem, NewProblem};

use super::account_finder::AccountFinder;
use super::gifts::{colleague, currency_of, free, money, read_day, said};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::context::{BookState, Context};
use crate::error::AppError;

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
    let mut found: Vec<(NewProblem, String)> = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row) {
            Ok(one) => found.push(one),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let accounts: BTreeSet<_> = found.iter().map(|(one, _)| one.account_id).collect();
    let accounts: Vec<_> = accounts.into_iter().collect();
    let codes = found.iter().map(|(_, code)| code.clone());
    let codes: Vec<String> = codes.filter(|code| !code.is_empty()).collect();
    let read = context.store.read(viewer);
    let (known, mut codes) = problems::known_of(&read, &accounts, &codes).await?;
    let mut known: HashSet<KnownProblem> = known.into_iter().collect();
    let mut rests_on: BTreeSet<(RecordEntity, uuid::Uuid)> = BTreeSet::new();
    for (one, code) in found {
        let same_code = !code.is_empty() && !codes.insert(code.clone());
        let new = known.insert(KnownProblem {
            account_id: one.account_id,
            what_folded: fold(&one.what),
        });
        if same_code || !new {
            work.duplicate += 1;
            work.problems_found.matched += 1;
            continue;
        }
        rests_on.insert((RecordEntity::Account, one.account_id.0));
        let named = one.said_by.into_iter().chain(one.confirmed_by);
        rests_on.extend(named.map(|id| (RecordEntity::Person, id.0)));
        work.accepted += 1;
        work.problems_found.created += 1;
        let id = ProblemId(new_id(context.clock.now()));
        let made = ImportRecord::created(RecordEntity::Problem, id.0);
        work.records.push(made);
        work.new_problems.push((id, one, viewer.user, code));
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
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
    fn read(&self, row: &Row) -> Result<(NewProblem, String), Fault> {
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
        Ok((problem, row.code(self.plan)?.to_owned()))
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
