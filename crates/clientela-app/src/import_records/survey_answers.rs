//! Rows of a file of answers how satisfied clients are: each makes one answer, unless the book or an earlier
//! row has the same one.

use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;

use clientela_domain::day::Date;
use clientela_domain::ids::SurveyAnswerId;
use clientela_domain::records::{RecordColumn, map_words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::satisfaction::{
    AnswerChannel, EFFORT_MAX, RECOMMEND_MAX, SATISFIED_MAX, scale,
};
use clientela_store::Viewer;
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::survey_answers::{self, KnownAnswer, NewSurveyAnswer};

use super::account_finder::AccountFinder;
use super::gifts::{free, read_day};
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
    let columns = [RecordColumn::Person];
    let people = PeopleFinder::load(context, viewer, (plan, &columns), rows).await?;
    let mut work = Work::default();
    let reading = Reading {
        plan,
        state: &state,
        finder: &finder,
        people: &people,
        today: context.clock.today(),
    };
    let mut found: Vec<(NewSurveyAnswer, String)> = Vec::with_capacity(rows.len());
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
    let (known, mut codes) = survey_answers::known_of(&read, &accounts, &codes).await?;
    let mut known: HashSet<KnownAnswer> = known.into_iter().collect();
    let mut rests_on: BTreeSet<(RecordEntity, uuid::Uuid)> = BTreeSet::new();
    for (one, code) in found {
        let same_code = !code.is_empty() && !codes.insert(code.clone());
        let same = !known.insert(identity(&one));
        // Two people who give no name may say the same on one day, and a code tells them apart.
        if same_code || (same && (code.is_empty() || one.person_id.is_some())) {
            work.duplicate += 1;
            work.answers_found.matched += 1;
            continue;
        }
        rests_on.insert((RecordEntity::Account, one.account_id.0));
        let named = one.person_id.into_iter();
        rests_on.extend(named.map(|id| (RecordEntity::Person, id.0)));
        work.accepted += 1;
        work.answers_found.created += 1;
        let id = SurveyAnswerId(new_id(context.clock.now()));
        let made = ImportRecord::created(RecordEntity::SurveyAnswer, id.0);
        work.records.push(made);
        work.new_answers.push((id, one, viewer.user, code));
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
    Ok(work)
}

/// What tells one answer from another when no code does.
fn identity(one: &NewSurveyAnswer) -> KnownAnswer {
    KnownAnswer {
        account_id: one.account_id,
        person_id: one.person_id,
        day: one.day.to_string(),
        recommend: one.recommend.map(i64::from),
        satisfied: one.satisfied.map(i64::from),
        effort: one.effort.map(i64::from),
        comment: one.comment.clone(),
    }
}

struct Reading<'a> {
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
    people: &'a PeopleFinder,
    today: Date,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<(NewSurveyAnswer, String), Fault> {
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
        let column = RecordColumn::Person;
        let person = self
            .people
            .of(text(column), Some(account))
            .map_err(|fault| Fault::at(column, fault.reason))?;
        if person.len() > 1 {
            return Err(Fault::at(column, SetAsideReason::TooMany));
        }
        let column = RecordColumn::Day;
        let day = read_day(self.plan, column, text(column))?;
        let day = day.ok_or(Fault::at(column, SetAsideReason::DateMissing))?;
        if day > self.today {
            return Err(Fault::at(column, SetAsideReason::DayInFuture));
        }
        let mark = |column, best| mark(column, text(column), scale(best));
        let answer = NewSurveyAnswer {
            account_id: account,
            person_id: person.first().copied(),
            decides: map_words::veto(text(RecordColumn::Decides)) == Some("yes"),
            channel: AnswerChannel::File,
            day,
            recommend: mark(RecordColumn::Recommend, RECOMMEND_MAX)?,
            satisfied: mark(RecordColumn::Satisfied, SATISFIED_MAX)?,
            effort: mark(RecordColumn::Effort, EFFORT_MAX)?,
            comment: free(RecordColumn::Note, text(RecordColumn::Note))?,
            withdrawn: false,
        };
        let marks = answer.recommend.or(answer.satisfied).or(answer.effort);
        if marks.is_none() {
            let column = RecordColumn::Recommend;
            return Err(Fault::at(column, SetAsideReason::AnswerUnread));
        }
        Ok((answer, row.code(self.plan)?.to_owned()))
    }
}

/// A mark on its scale; none when the cell is empty.
fn mark(column: RecordColumn, text: &str, on: RangeInclusive<u8>) -> Result<Option<u8>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.parse().ok().filter(|mark| on.contains(mark));
    let unread = Fault::at(column, SetAsideReason::AnswerUnread);
    read.map(Some).ok_or(unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_on_its_scale() {
        let read = |text, best| mark(RecordColumn::Recommend, text, scale(best));
        assert_eq!(read("0", RECOMMEND_MAX), Ok(Some(0)));
        assert_eq!(read("", RECOMMEND_MAX), Ok(None));
        for (text, best) in [
            ("11", 10),
            ("0", 5),
            ("6", 5),
            ("8", 7),
            ("4,5", 5),
            ("-1", 10),
        ] {
            assert!(read(text, best).is_err(), "{text} of {best}");
        }
    }
}
