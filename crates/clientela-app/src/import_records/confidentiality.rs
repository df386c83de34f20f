//! Rows of a file of agreements on confidentiality: each names its client and makes one agreement.

use clientela_domain::day::Date;
use clientela_domain::ids::{ConfidentialityId, UserId};
use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::confidentiality::{self, KnownConfidentiality, NewConfidentiality};
use clientela_store::import_records::RecordEntity;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::read_day;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::keep_confidentiality::{LINE_CHARACTERS_MAX, TEXT_CHARACTERS_MAX};

/// What a row says, checked.
struct Said {
    agreement: NewConfidentiality,
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
    let mut work = Work::default();
    let reading = Reading {
        viewer,
        plan,
        state: &state,
        finder: &finder,
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.agreement.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = confidentiality::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: confidentiality::known_by_codes(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewConfidentiality;
    type Identity = KnownConfidentiality;

    const ENTITY: RecordEntity = RecordEntity::Confidentiality;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewConfidentiality {
        &self.agreement
    }

    fn identity(&self) -> KnownConfidentiality {
        KnownConfidentiality::of(&self.agreement)
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        vec![(RecordEntity::Account, self.agreement.account_id.0)]
    }

    fn over(&self, known: &NewConfidentiality) -> Result<NewConfidentiality, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.agreement, &self.says);
        same_client(said.account_id, known.account_id)?;
        let last_day = said.last_day.or(known.last_day);
        in_order(said.first_day, last_day)?;
        Ok(NewConfidentiality {
            account_id: known.account_id,
            with_whom: says.or(C::WithWhom, &said.with_whom, &known.with_whom),
            scope: said.scope.clone(),
            may_know: says.or(C::MayKnow, &said.may_know, &known.may_know),
            text: says.or(C::AgreementText, &said.text, &known.text),
            first_day: said.first_day,
            last_day,
            attachment_id: known.attachment_id,
        })
    }

    fn as_json(record: &NewConfidentiality) -> Json {
        confidentiality::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let id = ConfidentialityId(id);
        let one = (id, self.agreement, self.author, self.code);
        work.new_confidentiality.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewConfidentiality) {
        let change = (ConfidentialityId(id), version, new);
        work.changed_confidentiality.push(change);
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.confidentiality_found
    }
}

fn in_order(first: Date, last: Option<Date>) -> Result<(), Fault> {
    if last.is_some_and(|last| last < first) {
        let column = RecordColumn::UntilDay;
        return Err(Fault::at(column, SetAsideReason::DaysReversed));
    }
    Ok(())
}

struct Reading<'a> {
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
        let text = |column| row.text(self.plan, column);
        let column = RecordColumn::Account;
        if text(column).is_empty() {
            return Err(Fault::at(column, SetAsideReason::AccountMissing));
        }
        let account_id = self.finder.one(self.state, text(column), column)?;
        let line = |column, most| {
            let text: &str = text(column);
            if text.chars().count() > most {
                return Err(Fault::at(column, SetAsideReason::TextTooLong));
            }
            Ok(text.to_owned())
        };
        let scope = line(RecordColumn::Scope, LINE_CHARACTERS_MAX)?;
        if scope.is_empty() {
            let column = RecordColumn::Scope;
            return Err(Fault::at(column, SetAsideReason::SummaryMissing));
        }
        let day = |column| read_day(self.plan, column, text(column));
        let first = RecordColumn::Day;
        let first_day = day(first)?.ok_or(Fault::at(first, SetAsideReason::DateMissing))?;
        let last_day = day(RecordColumn::UntilDay)?;
        in_order(first_day, last_day)?;
        // An agreement about a client is with the client, unless somebody else is named.
        let with_whom = match line(RecordColumn::WithWhom, LINE_CHARACTERS_MAX)? {
            empty if empty.is_empty() => self.state.whole.name_of(account_id).to_owned(),
            named => named,
        };
        Ok(Said {
            agreement: NewConfidentiality {
                account_id,
                with_whom,
                scope,
                may_know: line(RecordColumn::MayKnow, LINE_CHARACTERS_MAX)?,
                text: line(RecordColumn::AgreementText, TEXT_CHARACTERS_MAX)?,
                first_day,
                last_day,
                attachment_id: None,
            },
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
    }
}
