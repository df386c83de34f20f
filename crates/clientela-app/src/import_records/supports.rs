//! Rows of a file of support: each names its client and makes one record, unless the book or an earlier row
//! has the same one.

use std::collections::{BTreeSet, HashSet};

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SupportId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::supports::{self, KnownSupport, NewSupport};

use super::account_finder::AccountFinder;
use super::gifts::{colleague, currency_of, free, money, read_day, read_told, said};
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
    let columns = [
        RecordColumn::Person,
        RecordColumn::ConfirmedBy,
        RecordColumn::Attended,
    ];
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
    let mut found: Vec<(NewSupport, String)> = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row) {
            Ok(one) => found.push(one),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let accounts: BTreeSet<_> = found.iter().map(|(one, _)| one.account_id).collect();
    let accounts: Vec<_> = accounts.into_iter().collect();
    let codes: Vec<String> = found
        .iter()
        .filter(|(_, code)| !code.is_empty())
        .map(|(_, code)| code.clone())
        .collect();
    let read = context.store.read(viewer);
    let (known, mut codes) = supports::known_of(&read, &accounts, &codes).await?;
    let mut known: HashSet<KnownSupport> = known.into_iter().collect();
    let mut rests_on: BTreeSet<(RecordEntity, uuid::Uuid)> = BTreeSet::new();
    for (one, code) in found {
        let same_code = !code.is_empty() && !codes.insert(code.clone());
        let new = known.insert(identity(&one));
        if same_code || !new {
            work.duplicate += 1;
            work.supports_found.matched += 1;
            continue;
        }
        rests_on.insert((RecordEntity::Account, one.account_id.0));
        let named = one.person_id.into_iter().chain(one.confirmed_by);
        let named = named.chain(one.people.iter().map(|(id, _)| *id));
        rests_on.extend(named.map(|id| (RecordEntity::Person, id.0)));
        work.accepted += 1;
        work.supports_found.created += 1;
        let id = SupportId(new_id(context.clock.now()));
        let made = ImportRecord::created(RecordEntity::Support, id.0);
        work.records.push(made);
        work.new_supports.push((id, one, viewer.user, code));
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
}

/// What tells one record from another when no code does.
fn identity(one: &NewSupport) -> KnownSupport {
    KnownSupport {
        account_id: one.account_id,
        side: one.side.code().to_owned(),
        kind: one.kind.code().to_owned(),
        what_folded: fold(&one.what),
        day: one.day.to_string(),
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
    fn read(&self, row: &Row) -> Result<(NewSupport, String), Fault> {
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
        let kind = self.word(row, RecordColumn::SupportKind, words::support_kind)?;
        let kind = kind
            .and_then(SupportKind::from_code)
            .ok_or(unknown(RecordColumn::SupportKind))?;
        let side = self.word(row, RecordColumn::Side, words::support_side)?;
        let mark = self.word(row, RecordColumn::Mark, words::support_mark)?;
        let state = self.word(row, RecordColumn::State, words::support_state)?;
        let day = read_told(self.plan, RecordColumn::Day, text(RecordColumn::Day))?;
        let day = day.ok_or(Fault::at(RecordColumn::Day, SetAsideReason::DateMissing))?;
        let mark = mark.and_then(Mark::from_code).filter(|_| kind.has_mark());
        if kind.has_mark() && mark.is_none() {
            return Err(Fault::at(RecordColumn::Mark, SetAsideReason::MarkMissing));
        }
        let until_day = self.day(row, RecordColumn::UntilDay)?;
        if until_day.is_some_and(|until| until < day.civil()) {
            let column = RecordColumn::UntilDay;
            return Err(Fault::at(column, SetAsideReason::DaysReversed));
        }
        let confirmed = money(RecordColumn::Confirmed, text(RecordColumn::Confirmed))?;
        let confirmed_on = self.day(row, RecordColumn::ConfirmedOn)?;
        let attended = self.people_of(row, RecordColumn::Attended, account)?;
        let currency = currency_of(text(RecordColumn::Currency))?;
        let own = self.state.settings.reporting_currency();
        let support = NewSupport {
            account_id: account,
            side: side
                .and_then(SupportSide::from_code)
                .ok_or(unknown(RecordColumn::Side))?,
            kind,
            what: said(RecordColumn::What, text(RecordColumn::What))?,
            before_whom: free(RecordColumn::BeforeWhom, text(RecordColumn::BeforeWhom))?,
            person_id: self.one_of(row, RecordColumn::Person, account)?,
            owner_id: colleague(self.viewer, self.state, text(RecordColumn::Owner))?,
            mark,
            document: free(RecordColumn::Document, text(RecordColumn::Document))?,
            day,
            until_day,
            stated: money(RecordColumn::Stated, text(RecordColumn::Stated))?,
            confirmed,
            currency: Some(currency.unwrap_or(own)),
            confirmed_on: confirmed_on.or(confirmed.map(|_| day.civil())),
            confirmed_by: self.one_of(row, RecordColumn::ConfirmedBy, account)?,
            thanked_on: self.past(row, RecordColumn::ThankedOn)?,
            settled_on: self.past(row, RecordColumn::SettledOn)?,
            note: free(RecordColumn::Note, text(RecordColumn::Note))?,
            state: state
                .and_then(SupportState::from_code)
                .unwrap_or(SupportState::Done),
            people: attended.into_iter().map(|id| (id, true)).collect(),
            users: Vec::new(),
        };
        Ok((support, row.code(self.plan)?.to_owned()))
    }

    fn word(
        &self,
        row: &Row,
        column: RecordColumn,
        read: fn(&str) -> Option<&'static str>,
    ) -> Result<Option<&'static str>, Fault> {
        match row.text(self.plan, column) {
            "" => Ok(None),
            text => read(text).map(Some).ok_or(unknown(column)),
        }
    }

    fn day(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        read_day(self.plan, column, row.text(self.plan, column))
    }

    /// A day that has been.
    fn past(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        let day = self.day(row, column)?;
        let today = self.context.clock.today();
        if day.is_some_and(|day| day > today) {
            return Err(Fault::at(column, SetAsideReason::DayInFuture));
        }
        Ok(day)
    }

    fn people_of(
        &self,
        row: &Row,
        column: RecordColumn,
        account: AccountId,
    ) -> Result<Vec<PersonId>, Fault> {
        let found = self.people.of(row.text(self.plan, column), Some(account));
        found.map_err(|fault| Fault::at(column, fault.reason))
    }

    fn one_of(
        &self,
        row: &Row,
        column: RecordColumn,
        account: AccountId,
    ) -> Result<Option<PersonId>, Fault> {
        let found = self.people_of(row, column, account)?;
        if found.len() > 1 {
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        Ok(found.first().copied())
    }
}

fn unknown(column: RecordColumn) -> Fault {
    Fault::at(column, SetAsideReason::SupportWordUnknown)
}
