//! How satisfied clients are: one client with its answers and open questions, and all of them together.

use std::collections::{BTreeMap, HashMap};

use clientela_domain::ids::{AccountId, PersonId, UserId};
use clientela_domain::satisfaction::{AccountScore, Reading, RollUp, is_current, read, roll_up};
use clientela_store::survey_answers::{self, SurveyAnswer};
use clientela_store::surveys::{self, Survey};
use clientela_store::{Viewer, accounts, names_of};
use jiff::Span;

use crate::context::Context;
use crate::error::AppError;
use crate::figures::{FigureRequest, figures};

/// Questions shown of one client.
const QUESTIONS_SHOWN: u64 = 500;

/// An answer with its names.
#[derive(Clone, Debug)]
pub struct AnswerLine {
    /// The answer.
    pub answer: SurveyAnswer,
    /// Name of its client.
    pub account_name: String,
    /// Name of who gave it; empty without one.
    pub person_name: String,
    /// Name of ours who wrote it down; empty when it came by a link.
    pub writer_name: String,
    /// It is of the last twelve months and not withdrawn.
    pub counts: bool,
}

/// A question with its names.
#[derive(Clone, Debug)]
pub struct SurveyLine {
    /// The question.
    pub survey: Survey,
    /// Name of who was asked; empty when it was anybody.
    pub person_name: String,
    /// It can still be answered.
    pub is_open: bool,
}

/// How satisfied one client is.
#[derive(Clone, Debug)]
pub struct Satisfaction {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// What its answers say.
    pub reading: Reading,
    /// The answers, the latest first.
    pub answers: Vec<AnswerLine>,
    /// The questions, the latest first.
    pub surveys: Vec<SurveyLine>,
}

/// How satisfied a client is.
///
/// # Errors
/// [`AppError::NotFound`] without such a client; when the book cannot answer.
pub async fn satisfaction_of(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Satisfaction, AppError> {
    let state = context.book_state(viewer).await?;
    let book = context.store.read(viewer);
    let seen = accounts::get(&book, account).await?;
    seen.ok_or(AppError::NotFound("account"))?;
    let account_name = state.directory.name_of(account).to_owned();
    let answers = survey_answers::list(&book, Some(account), None).await?;
    let questions = surveys::of_account(&book, account, QUESTIONS_SHOWN).await?;
    let known = u64::try_from(names_of::people_at(&book, account).await?.len()).unwrap_or(0);
    let (now, today) = (context.clock.now(), context.clock.today());
    let sent = questions
        .iter()
        .filter(|one| one.withdrawn_at.is_none() && is_current(one.asked_on, today));
    let asked = u64::try_from(sent.count()).unwrap_or(0) + told(&answers, today);
    let reading = read(&counted(&answers), asked, people(known), today);
    let named = questions.iter().filter_map(|one| one.survey.person_id);
    let names = names_of::people(&book, &named.collect::<Vec<_>>()).await?;
    let surveys = questions.into_iter().map(|survey| SurveyLine {
        person_name: survey
            .survey
            .person_id
            .and_then(|id| names.get(&id).cloned())
            .unwrap_or_default(),
        is_open: survey.is_open(now),
        survey,
    });
    Ok(Satisfaction {
        account,
        account_name,
        reading,
        surveys: surveys.collect(),
        answers: with_names(context, viewer, answers).await?,
    })
}

/// People we know at a client; nobody there is written down when it is none.
fn people(known: u64) -> Option<u64> {
    (known > 0).then_some(known)
}

/// Answers nobody sent a question for: whoever told us was asked in a way.
fn told(answers: &[SurveyAnswer], today: clientela_domain::day::Date) -> u64 {
    let told = answers.iter().filter(|one| {
        one.survey.is_none() && !one.answer.withdrawn && is_current(one.answer.day, today)
    });
    u64::try_from(told.count()).unwrap_or(0)
}

/// What counts of answers, in the order in which they were given.
fn counted(answers: &[SurveyAnswer]) -> Vec<clientela_domain::satisfaction::Answer> {
    let counting = answers.iter().rev().filter(|one| !one.answer.withdrawn);
    counting.map(|one| one.answer.counted()).collect()
}

async fn with_names(
    context: &Context,
    viewer: &Viewer,
    answers: Vec<SurveyAnswer>,
) -> Result<Vec<AnswerLine>, AppError> {
    let state = context.book_state(viewer).await?;
    let today = context.clock.today();
    let colleagues = context.colleagues(viewer).await?;
    let users: HashMap<UserId, &str> = colleagues
        .iter()
        .map(|colleague| (colleague.id, colleague.name.as_str()))
        .collect();
    let named: Vec<PersonId> = answers
        .iter()
        .filter_map(|one| one.answer.person_id)
        .collect();
    let names = names_of::people(&context.store.read(viewer), &named).await?;
    let line = |answer: SurveyAnswer| {
        let own = &answer.answer;
        let writer = answer.created_by.and_then(|id| users.get(&id).copied());
        AnswerLine {
            account_name: state.directory.name_of(own.account_id).to_owned(),
            person_name: own
                .person_id
                .and_then(|id| names.get(&id).cloned())
                .unwrap_or_default(),
            writer_name: writer.unwrap_or_default().to_owned(),
            counts: !own.withdrawn && is_current(own.day, today),
            answer,
        }
    };
    Ok(answers.into_iter().map(line).collect())
}

/// One answer with its names.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_answer_line(
    context: &Context,
    viewer: &Viewer,
    id: clientela_domain::ids::SurveyAnswerId,
) -> Result<AnswerLine, AppError> {
    let found = crate::ask_satisfaction::show_answer(context, viewer, id).await?;
    let lines = with_names(context, viewer, vec![found]).await?;
    let line = lines.into_iter().next();
    line.ok_or(AppError::NotFound("survey_answer"))
}

/// Every answer the viewer may see, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_answers(context: &Context, viewer: &Viewer) -> Result<Vec<AnswerLine>, AppError> {
    let answers = survey_answers::list(&context.store.read(viewer), None, None).await?;
    with_names(context, viewer, answers).await
}

/// How satisfied a client is, in the list of all.
#[derive(Clone, Debug)]
pub struct ClientSatisfaction {
    /// Which client.
    pub account: AccountId,
    /// Its name.
    pub account_name: String,
    /// What its answers say.
    pub reading: Reading,
}

/// How satisfied all clients are.
#[derive(Clone, Debug)]
pub struct SatisfactionOverview {
    /// Clients that were asked or answered in the last twelve months, by name.
    pub clients: Vec<ClientSatisfaction>,
    /// Those with a score, together; absent without one.
    pub together: Option<RollUp>,
}

/// How satisfied the clients are that the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn satisfaction_overview(
    context: &Context,
    viewer: &Viewer,
) -> Result<SatisfactionOverview, AppError> {
    let today = context.clock.today();
    let since = today.saturating_sub(Span::new().days(365));
    let state = context.book_state(viewer).await?;
    let book = context.store.read(viewer);
    let mut by_account: BTreeMap<AccountId, Vec<SurveyAnswer>> = BTreeMap::new();
    for answer in survey_answers::list(&book, None, Some(since)).await? {
        let of = by_account.entry(answer.answer.account_id).or_default();
        of.push(answer);
    }
    let asked: HashMap<AccountId, u64> = surveys::asked_since(&book, since)
        .await?
        .into_iter()
        .collect();
    for account in asked.keys() {
        by_account.entry(*account).or_default();
    }
    let accounts: Vec<AccountId> = by_account.keys().copied().collect();
    let known = names_of::count_people_at(&book, &accounts).await?;
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let mut clients: Vec<ClientSatisfaction> = by_account
        .into_iter()
        .map(|(account, answers)| {
            let sent = asked.get(&account).copied().unwrap_or(0);
            let there = known.get(&account).copied().unwrap_or(0);
            let asked = sent + told(&answers, today);
            ClientSatisfaction {
                account,
                account_name: state.directory.name_of(account).to_owned(),
                reading: read(&counted(&answers), asked, people(there), today),
            }
        })
        .collect();
    clients.sort_by(|one, other| {
        let by_name = one.account_name.cmp(&other.account_name);
        by_name.then(one.account.cmp(&other.account))
    });
    let scores: Vec<AccountScore> = clients
        .iter()
        .filter_map(|one| {
            let score = one.reading.all.recommend.known()?.score;
            let revenue = sales.of(one.account).map(|figure| figure.revenue.as_f64());
            Some(AccountScore { score, revenue })
        })
        .collect();
    Ok(SatisfactionOverview {
        together: roll_up(&scores),
        clients,
    })
}
