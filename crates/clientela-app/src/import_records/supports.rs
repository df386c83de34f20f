//! Rows of a file of support: each names its client and makes one record.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SupportId, UserId};
use clientela_domain::names::fold;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use clientela_store::Viewer;
use clientela_store::import_records::RecordEntity;
use clientela_store::supports::{self, KnownSupport, NewSupport};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{colleague, currency_of, free, money, read_day, read_told, said};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    support: NewSupport,
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
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.support.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = supports::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: supports::known_by_codes(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewSupport;
    type Identity = KnownSupport;

    const ENTITY: RecordEntity = RecordEntity::Support;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewSupport {
        &self.support
    }

    fn identity(&self) -> KnownSupport {
        identity(&self.support)
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let one = &self.support;
        let named = one.person_id.into_iter().chain(one.confirmed_by);
        let named = named.chain(one.people.iter().map(|(id, _)| *id));
        let account = (RecordEntity::Account, one.account_id.0);
        let people = named.map(|id| (RecordEntity::Person, id.0));
        [account].into_iter().chain(people).collect()
    }

    fn over(&self, known: &NewSupport) -> Result<NewSupport, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.support, &self.says);
        same_client(said.account_id, known.account_id)?;
        let text = |column, said, known| says.or::<String>(column, said, known);
        let until_day = said.until_day.or(known.until_day);
        if until_day.is_some_and(|until| until < said.day.civil()) {
            return Err(Fault::at(C::UntilDay, SetAsideReason::DaysReversed));
        }
        let (stated, confirmed) = (
            said.stated.or(known.stated),
            said.confirmed.or(known.confirmed),
        );
        let currency = says.or(C::Currency, &said.currency, &known.currency);
        let has_value = stated.is_some() || confirmed.is_some();
        let confirmed_on = if says.anything(C::ConfirmedOn) || known.confirmed.is_none() {
            said.confirmed_on.or(known.confirmed_on)
        } else {
            known.confirmed_on
        };
        Ok(NewSupport {
            account_id: known.account_id,
            side: said.side,
            kind: said.kind,
            what: said.what.clone(),
            before_whom: text(C::BeforeWhom, &said.before_whom, &known.before_whom),
            person_id: said.person_id.or(known.person_id),
            owner_id: says.or(C::Owner, &said.owner_id, &known.owner_id),
            mark: said.mark,
            document: text(C::Document, &said.document, &known.document),
            day: said.day,
            until_day,
            stated,
            confirmed,
            currency: currency.or(said.currency).filter(|_| has_value),
            confirmed_on,
            confirmed_by: said.confirmed_by.or(known.confirmed_by),
            thanked_on: said.thanked_on.or(known.thanked_on),
            settled_on: said.settled_on.or(known.settled_on),
            note: text(C::Note, &said.note, &known.note),
            state: says.or(C::State, &said.state, &known.state),
            people: says.or(C::Attended, &said.people, &known.people),
            users: known.users.clone(),
        })
    }

    fn as_json(record: &NewSupport) -> Json {
        supports::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (SupportId(id), self.support, self.author, self.code);
        work.new_supports.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewSupport) {
        work.changed_supports.push((SupportId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.supports_found
    }
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
        Ok(Said {
            support,
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
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
