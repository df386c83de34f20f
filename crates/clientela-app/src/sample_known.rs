//! What the sample firm knows of its clients, as the book keeps it: problems, threats, and what people answered.

use std::collections::HashMap;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::satisfaction::AnswerChannel;
use clientela_domain::troubles::{Degree, ProblemState, ThreatKind, ThreatState};
use clientela_samples::{SampleFirm, SampleMarks, SampleProblem, SampleThreat};
use clientela_store::problems::NewProblem;
use clientela_store::sample_happenings::Dated;
use clientela_store::sample_known::{self, SampleKnown};
use clientela_store::survey_answers::NewSurveyAnswer;
use clientela_store::surveys::NewSurvey;
use clientela_store::threats::NewThreat;
use clientela_store::{Viewer, accounts, names_of};

use crate::ask_satisfaction::LINK_DAYS;
use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// Writes what the sample firm knows of its clients, once its people are there.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_known(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    let told = &firm.happenings;
    let codes = told.problems.iter().map(|one| &one.customer_code);
    let codes = codes.chain(told.threats.iter().map(|one| &one.customer_code));
    let codes = codes.chain(told.answers.iter().map(|one| &one.customer_code));
    let codes = codes.chain(crate::sample_market::codes(firm));
    let codes = codes.chain(crate::sample_prospects::codes(firm));
    let keys: Vec<String> = codes.map(|code| format!("c:{code}")).collect();
    let read = context.store.read(viewer);
    let known = accounts::by_customer_keys(&read, &keys).await?;
    let mut people: HashMap<AccountId, Vec<PersonId>> = HashMap::new();
    for id in known.values() {
        let there = names_of::people_at(&read, *id).await?;
        people.insert(*id, there.into_iter().map(|(person, _)| person).collect());
    }
    let market = crate::sample_market::market(context, viewer, firm, &known).await?;
    let book = Book {
        known: &known,
        people: &people,
        user: viewer.user,
        today: context.clock.today(),
    };
    let problems = told.problems.iter().filter_map(|one| book.problem(one));
    let threats = told.threats.iter().filter_map(|one| book.threat(one));
    let surveys = told.answers.iter().filter_map(|one| book.silent(one));
    let answers = told.answers.iter().filter_map(|one| book.answer(one));
    let origins = crate::sample_prospects::Origins::of(firm, (viewer, book.today));
    let spotters = crate::sample_prospects::spotters(firm, (viewer, book.today));
    let all = SampleKnown {
        problems: problems.collect(),
        threats: threats.collect(),
        surveys: surveys.collect(),
        answers: answers.collect(),
        prospects: crate::sample_prospects::prospects(
            firm,
            (&known, &people),
            &origins,
            &spotters,
            (viewer, book.today),
        ),
        publications: crate::sample_reading::publications(firm, (viewer, book.today)),
        seen: crate::sample_reading::seen(firm, (viewer, book.today)),
        campaigns: origins.campaigns,
        batches: origins.batches,
        spotters,
        ..market
    };
    let written = context.store.write_with(viewer, all, |tx, all| {
        Box::pin(sample_known::record(tx, all))
    });
    Ok(written.await?)
}

fn euro(whole: i64) -> Amount {
    Amount::from_cents(whole * 100)
}

/// Whom the sample tells of.
struct Book<'a> {
    known: &'a HashMap<String, AccountId>,
    people: &'a HashMap<AccountId, Vec<PersonId>>,
    user: Option<UserId>,
    today: Date,
}

impl Book<'_> {
    fn account(&self, code: &str) -> Option<AccountId> {
        self.known.get(&format!("c:{code}")).copied()
    }

    fn person(&self, account: AccountId, place: usize) -> Option<PersonId> {
        self.people.get(&account)?.get(place).copied()
    }

    fn dated<T>(&self, what: T, days_ago: i64) -> Dated<T> {
        Dated {
            what,
            author: self.user,
            at: moment(self.today, days_ago),
        }
    }

    fn problem(&self, told: &SampleProblem) -> Option<Dated<NewProblem>> {
        let account = self.account(&told.customer_code)?;
        let on = day(self.today, told.days_ago);
        let has_amount = told.cost.or(told.shown).or(told.confirmed).is_some();
        let teller = self.person(account, 0);
        let new = NewProblem {
            account_id: account,
            what: told.what.to_owned(),
            effect: told.effect.to_owned(),
            cost: told.cost.map(euro),
            said_by: teller,
            owner_id: self.user,
            solution: told.solution.to_owned(),
            alternatives: told.alternatives.to_owned(),
            day: on,
            state: ProblemState::from_code(told.state)?,
            shown: told.shown.map(euro),
            confirmed: told.confirmed.map(euro),
            currency: has_amount.then_some(Currency::EUR),
            confirmed_on: told.confirmed.map(|_| day(self.today, told.days_ago / 2)),
            confirmed_by: teller.filter(|_| told.confirmed.is_some()),
            note: String::new(),
        };
        Some(self.dated(new, told.days_ago))
    }

    fn threat(&self, told: &SampleThreat) -> Option<Dated<NewThreat>> {
        let new = NewThreat {
            account_id: self.account(&told.customer_code)?,
            kind: ThreatKind::from_code(told.kind)?,
            what: told.what.to_owned(),
            likelihood: told.likelihood.and_then(Degree::from_number),
            effect: told.effect.and_then(Degree::from_number),
            alternative: told.alternative.to_owned(),
            early_sign: told.early_sign.to_owned(),
            owner_id: self.user,
            day: day(self.today, told.days_ago),
            review_day: Some(day(self.today, told.days_ago - 90)),
            state: ThreatState::Watched,
            note: String::new(),
        };
        Some(self.dated(new, told.days_ago))
    }

    /// A question nobody has answered.
    fn silent(&self, told: &SampleMarks) -> Option<(NewSurvey, Date)> {
        if told.recommend.or(told.satisfied).or(told.effort).is_some() {
            return None;
        }
        let account = self.account(&told.customer_code)?;
        let new = NewSurvey {
            account_id: account,
            person_id: told.person.and_then(|place| self.person(account, place)),
            decides: told.decides,
            language: "bg".to_owned(),
            expires_at: moment(self.today, told.days_ago - i64::from(LINK_DAYS)),
        };
        Some((new, day(self.today, told.days_ago)))
    }

    fn answer(&self, told: &SampleMarks) -> Option<Dated<NewSurveyAnswer>> {
        told.recommend.or(told.satisfied).or(told.effort)?;
        let account = self.account(&told.customer_code)?;
        let new = NewSurveyAnswer {
            account_id: account,
            person_id: told.person.and_then(|place| self.person(account, place)),
            decides: told.decides,
            channel: AnswerChannel::Told,
            day: day(self.today, told.days_ago),
            recommend: told.recommend,
            satisfied: told.satisfied,
            effort: told.effort,
            comment: told.comment.to_owned(),
            withdrawn: false,
        };
        Some(self.dated(new, told.days_ago))
    }
}
