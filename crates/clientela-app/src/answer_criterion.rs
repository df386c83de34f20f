//! People answer the criteria and state potentials; every answer is kept, the latest counts.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{
    Answer, Confidence, Criterion, Cue, CueCheck, Judgement, answer_from_cues,
};
use clientela_store::criterion_answers::{self, AnswerWord, NewAnswer};
use clientela_store::key_status_history::{self, KeyStatus};
use clientela_store::potentials::{self, NewPotential};
use clientela_store::{Permission, Viewer, users};

use crate::context::Context;
use crate::error::AppError;
use crate::figures::FigureRequest;
use crate::judge_accounts::{bench, number_of};

/// Longest text of evidence: a note, not a report.
const EVIDENCE_CHARACTERS_MAX: usize = 2_000;

/// What somebody says about one criterion of one client.
#[derive(Clone, Debug, Default)]
pub struct CriterionStatement {
    /// The answer; when absent, the cues give it.
    pub answer: Option<Answer>,
    /// Cues somebody looked for, and whether they were found.
    pub cues: Vec<(Cue, bool)>,
    /// What was seen or heard.
    pub evidence_text: String,
    /// Where it can be read.
    pub evidence_link: String,
    /// Name of a document.
    pub evidence_file: String,
    /// A number, as written.
    pub evidence_figure: String,
    /// The day it was true; today when absent.
    pub day: Option<Date>,
    /// How sure.
    pub confidence: Confidence,
}

/// Records an answer and returns the client's new judgement by the default profile.
///
/// # Errors
/// [`AppError::Invalid`] for the volume criterion (it is computed), a link that is none, or a text
/// that is too long; [`AppError::NotFound`] without such a client; [`AppError::Forbidden`].
pub async fn answer_criterion(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    criterion: Criterion,
    statement: &CriterionStatement,
) -> Result<Judgement, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new_answer = check(context, viewer, account, criterion, statement).await?;
    let before = firm_judgement(context, viewer, account).await?;
    context
        .store
        .write_with(viewer, new_answer, |tx, answer| {
            Box::pin(async move { criterion_answers::record(tx, answer).await.map(drop) })
        })
        .await?;
    after_change(context, viewer, account, &before, criterion.id()).await
}

async fn check(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    criterion: Criterion,
    statement: &CriterionStatement,
) -> Result<NewAnswer, AppError> {
    let invalid = |field: &'static str, code: &'static str, value: &str| AppError::Invalid {
        field,
        code,
        value: value.to_owned(),
    };
    if criterion == Criterion::Volume {
        return Err(invalid("criterion", "volume-is-computed", criterion.id()));
    }
    let link = statement.evidence_link.trim();
    if !link.is_empty() && !link.starts_with("https://") && !link.starts_with("http://") {
        return Err(invalid("evidence_link", "link-invalid", link));
    }
    if statement.evidence_text.chars().count() > EVIDENCE_CHARACTERS_MAX {
        return Err(invalid("evidence_text", "too-long", ""));
    }
    let day = statement.day.unwrap_or_else(|| context.clock.today());
    if day > context.clock.today() {
        return Err(invalid("day", "day-in-future", &day.to_string()));
    }
    let checks: Vec<CueCheck> = statement
        .cues
        .iter()
        .map(|&(cue, found)| CueCheck {
            cue,
            found,
            evidence: Vec::new(),
        })
        .collect();
    let answer = statement
        .answer
        .unwrap_or_else(|| answer_from_cues(criterion, &checks));
    let cues: Vec<(&str, bool)> = statement
        .cues
        .iter()
        .map(|&(cue, found)| (cue.id(), found))
        .collect();
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(NewAnswer {
        account_id: account,
        criterion: criterion.id().to_owned(),
        answer: AnswerWord::from_code(answer.id()).unwrap_or(AnswerWord::Unknown),
        cues: serde_json::to_string(&cues).unwrap_or_default(),
        evidence_text: given(&statement.evidence_text),
        evidence_link: given(link),
        evidence_file: given(&statement.evidence_file),
        evidence_figure: given(&statement.evidence_figure),
        day,
        author_name: author(context, viewer).await?,
        confidence: Some(number_of(statement.confidence)),
    })
}

/// What a client could buy in a year, as somebody says.
#[derive(Clone, Debug)]
pub struct PotentialStatement {
    /// At least.
    pub low: Amount,
    /// Most likely.
    pub likely: Amount,
    /// At most.
    pub high: Amount,
    /// Currency; the book's when absent.
    pub currency: Option<Currency>,
    /// Where the figures come from.
    pub source: String,
    /// The day it was said; today when absent.
    pub day: Option<Date>,
}

/// Records a potential and returns the client's new judgement by the default profile.
///
/// # Errors
/// [`AppError::Invalid`] when the figures are not in order or negative, or the source is missing;
/// [`AppError::NotFound`] without such a client; [`AppError::Forbidden`].
pub async fn state_potential(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    stated: &PotentialStatement,
) -> Result<Judgement, AppError> {
    viewer.require(Permission::EditAccounts)?;
    if stated.low.is_negative() || stated.low > stated.likely || stated.likely > stated.high {
        let value = format!("{} {} {}", stated.low, stated.likely, stated.high);
        return Err(AppError::Invalid {
            field: "potential",
            code: "potential-order",
            value,
        });
    }
    if stated.source.trim().is_empty() {
        return Err(AppError::Invalid {
            field: "source",
            code: "required",
            value: String::new(),
        });
    }
    let state = context.book_state(viewer).await?;
    let potential = NewPotential {
        account_id: account,
        low: stated.low,
        likely: stated.likely,
        high: stated.high,
        currency: stated
            .currency
            .unwrap_or_else(|| state.settings.reporting_currency()),
        source: stated.source.trim().to_owned(),
        day: stated.day.unwrap_or_else(|| context.clock.today()),
        author_name: author(context, viewer).await?,
    };
    let before = firm_judgement(context, viewer, account).await?;
    context
        .store
        .write_with(viewer, potential, |tx, potential| {
            Box::pin(potentials::record(tx, potential))
        })
        .await?;
    after_change(context, viewer, account, &before, "potential").await
}

/// The verdict by the firm's own figures, which the history keeps whoever answers. Only after the
/// viewer is known to see the client.
async fn firm_judgement(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Judgement, AppError> {
    let state = context.book_state(viewer).await?;
    state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    let program = Viewer::system(viewer.via, viewer.at);
    judgement(context, &program, account).await
}

async fn judgement(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<Judgement, AppError> {
    let bench = bench(context, viewer, &FigureRequest::default()).await?;
    bench
        .state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    let profile = bench
        .profile(None, account)
        .ok_or(AppError::NotFound("profile"))?;
    Ok(bench.judge(account, &profile))
}

/// Keeps the history of the status when the verdict or its interval moved.
async fn after_change(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    before: &Judgement,
    cause: &str,
) -> Result<Judgement, AppError> {
    let after = firm_judgement(context, viewer, account).await?;
    let moved = (before.verdict, before.low, before.high) != (after.verdict, after.low, after.high);
    if moved {
        let state = context.book_state(viewer).await?;
        let profile = state
            .settings
            .profile(None, None)
            .map_or_else(String::new, |one| one.id().to_owned());
        let status = KeyStatus {
            account_id: account,
            verdict: after.verdict.id().to_owned(),
            low: Some(after.low),
            high: Some(after.high),
            profile,
            decided_on: context.clock.today(),
            cause: cause.to_owned(),
            at: viewer.at,
        };
        context
            .store
            .write_with(viewer, status, |tx, status| {
                Box::pin(key_status_history::record(tx, std::slice::from_ref(status)))
            })
            .await?;
    }
    judgement(context, viewer, account).await
}

/// The name an answer is signed with.
async fn author(context: &Context, viewer: &Viewer) -> Result<String, AppError> {
    let user = match viewer.user {
        Some(id) => users::by_id(&context.store.read(viewer), id).await?,
        None => None,
    };
    Ok(user.map_or_else(|| viewer.via.code().to_owned(), |user| user.name))
}
