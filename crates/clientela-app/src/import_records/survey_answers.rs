//! Rows of a file of answers how satisfied clients are: each makes one answer, unless the book or an earlier
//! row has the same one.

use std::ops::RangeInclusive;

use clientela_domain::day::Date;
use clientela_domain::ids::{SurveyAnswerId, UserId};
use clientela_domain::records::{RecordColumn, map_words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::satisfaction::{
    AnswerChannel, EFFORT_MAX, RECOMMEND_MAX, SATISFIED_MAX, scale,
};
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::import_records::RecordEntity;
use clientela_store::survey_answers::{self, KnownAnswer, NewSurveyAnswer, SurveyAnswer};
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{free, read_day};
use super::interactions::PeopleFinder;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    answer: NewSurveyAnswer,
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
    let columns = [RecordColumn::Person];
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
    let accounts = coded::clients(said.iter().map(|(_, said)| said.answer.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let (known, codes) = survey_answers::known_of(&read, &accounts, &given).await?;
    let known = Known {
        identities: known.into_iter().collect(),
        codes,
        by_code: brought::known_by_codes::<SurveyAnswer>(&read, &given).await?,
    };
    coded::take(context, &mut work, plan, (said, known), wishes);
    Ok(work)
}

impl Told for Said {
    type Record = NewSurveyAnswer;
    type Identity = KnownAnswer;

    const ENTITY: RecordEntity = RecordEntity::SurveyAnswer;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewSurveyAnswer {
        &self.answer
    }

    fn identity(&self) -> KnownAnswer {
        let one = &self.answer;
        let has_code = one.person_id.is_none() && !self.code.is_empty();
        KnownAnswer {
            account_id: one.account_id,
            person_id: one.person_id,
            day: one.day.to_string(),
            recommend: one.recommend.map(i64::from),
            satisfied: one.satisfied.map(i64::from),
            effort: one.effort.map(i64::from),
            comment: one.comment.clone(),
            code: has_code.then(|| self.code.clone()),
        }
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        let account = (RecordEntity::Account, self.answer.account_id.0);
        let person = self.answer.person_id.map(|id| (RecordEntity::Person, id.0));
        [account].into_iter().chain(person).collect()
    }

    fn over(&self, known: &NewSurveyAnswer) -> Result<NewSurveyAnswer, Fault> {
        use RecordColumn as C;
        let (said, says) = (&self.answer, &self.says);
        same_client(said.account_id, known.account_id)?;
        Ok(NewSurveyAnswer {
            account_id: known.account_id,
            person_id: said.person_id.or(known.person_id),
            decides: says.or(C::Decides, &said.decides, &known.decides),
            channel: known.channel,
            day: said.day,
            recommend: said.recommend.or(known.recommend),
            satisfied: said.satisfied.or(known.satisfied),
            effort: said.effort.or(known.effort),
            comment: says.or(C::Note, &said.comment, &known.comment),
            withdrawn: known.withdrawn,
        })
    }

    fn as_json(record: &NewSurveyAnswer) -> Json {
        survey_answers::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (SurveyAnswerId(id), self.answer, self.author, self.code);
        work.new_answers.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewSurveyAnswer) {
        work.changed_answers
            .push((SurveyAnswerId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.answers_found
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
        Ok(Said {
            answer,
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
        })
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
