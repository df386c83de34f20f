//! People answer the criteria and state potentials; every answer is kept, the latest counts.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{
    Answer, Confidence, Criterion, Cue, CueCheck, Judgement, Profile, answer_from_cues,
};
use clientela_store::criterion_answers::{self, AnswerWord, NewAnswer};
use clientela_store::key_status_history::{self, KeyStatus};
use clientela_store::potentials::{self, NewPotential};
use clientela_store::{Permission, StoreError, Tx, Viewer, users};

use crate::context::Context;
use crate::error::AppError;
use crate::evidence_files::{self, AttachedFile};
use crate::figures::FigureRequest;
use crate::judge_accounts::{Bench, bench, number_of, statements_about};

/// Longest text of evidence: a note, not a report.
pub(crate) const EVIDENCE_CHARACTERS_MAX: usize = 2_000;

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
    /// A document to be kept with the answer.
    pub evidence_file: Option<AttachedFile>,
    /// Without a new document: the one of the answer before stays.
    pub keep_file: bool,
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
/// that is too long, a document that is empty or too large; [`AppError::NotFound`] without such a client; [`AppError::Forbidden`].
pub async fn answer_criterion(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    criterion: Criterion,
    statement: &CriterionStatement,
) -> Result<Judgement, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new_answer = check(context, viewer, account, criterion, statement).await?;
    let said = Said::Answer(Box::new(new_answer));
    say(context, viewer, account, said, criterion.id()).await
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
        evidence_file: document(context, viewer, account, criterion, statement).await?,
        evidence_figure: given(&statement.evidence_figure),
        day,
        author_name: author(context, viewer).await?,
        confidence: Some(number_of(statement.confidence)),
    })
}

/// Adds a document to the latest answer to a criterion: the same answer again, now with the document.
///
/// # Errors
/// [`AppError::NotFound`] when the client or an answer to the criterion is missing;
/// [`AppError::Invalid`] for a document that is empty or too large; [`AppError::Forbidden`].
pub async fn attach_evidence(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    criterion: Criterion,
    file: &AttachedFile,
) -> Result<Judgement, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let answers = criterion_answers::history(&context.store.read(viewer), account).await?;
    let latest = answers
        .into_iter()
        .find(|row| row.answer.criterion == criterion.id())
        .ok_or(AppError::NotFound("answer"))?;
    let with_file = NewAnswer {
        evidence_file: Some(evidence_files::keep(context, file).await?.to_string()),
        author_name: author(context, viewer).await?,
        ..latest.answer
    };
    let said = Said::Answer(Box::new(with_file));
    say(context, viewer, account, said, criterion.id()).await
}

/// The document of an answer: the new one, or that of the answer before when it is to stay.
async fn document(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    criterion: Criterion,
    statement: &CriterionStatement,
) -> Result<Option<String>, AppError> {
    if let Some(file) = &statement.evidence_file {
        let kept = evidence_files::keep(context, file).await?;
        return Ok(Some(kept.to_string()));
    }
    if !statement.keep_file {
        return Ok(None);
    }
    let answers = criterion_answers::history(&context.store.read(viewer), account).await?;
    let before = answers
        .into_iter()
        .find(|row| row.answer.criterion == criterion.id());
    Ok(before.and_then(|row| row.answer.evidence_file))
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
    let said = Said::Potential(Box::new(potential));
    say(context, viewer, account, said, "potential").await
}

/// What is said about a client.
enum Said {
    Answer(Box<NewAnswer>),
    Potential(Box<NewPotential>),
}

/// A statement with everything its write needs to judge the client before and after it.
struct Saying {
    account: AccountId,
    said: Said,
    cause: String,
    /// The viewer's, for the answer they get.
    seen: Bench,
    /// The firm's own, for the history: a status does not depend on who answers.
    firm: Bench,
    profile: Profile,
    decided_on: Date,
}

/// Records what is said, and the status it leads to, in one transaction.
async fn say(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    said: Said,
    cause: &str,
) -> Result<Judgement, AppError> {
    let request = FigureRequest::default();
    let seen = bench(context, viewer, &request).await?;
    seen.state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    let program = Viewer::system(viewer.via, viewer.at);
    let firm = bench(context, &program, &request).await?;
    let profile = seen
        .profile(None, account)
        .ok_or(AppError::NotFound("profile"))?;
    let saying = Saying {
        account,
        said,
        cause: cause.to_owned(),
        seen,
        firm,
        profile,
        decided_on: context.clock.today(),
    };
    Ok(context
        .store
        .write_with(viewer, saying, |tx, saying| Box::pin(write(tx, saying)))
        .await?)
}

async fn write(tx: &mut Tx, saying: &Saying) -> Result<Judgement, StoreError> {
    let before = judged(tx, saying, &saying.firm).await?;
    match &saying.said {
        Said::Answer(answer) => drop(criterion_answers::record(tx, answer).await?),
        Said::Potential(potential) => potentials::record(tx, potential).await?,
    }
    let after = judged(tx, saying, &saying.firm).await?;
    // The history of the status grows when the verdict or its interval moved.
    let moved = (before.verdict, before.low, before.high) != (after.verdict, after.low, after.high);
    if moved {
        let status = KeyStatus {
            account_id: saying.account,
            verdict: after.verdict.id().to_owned(),
            low: Some(after.low),
            high: Some(after.high),
            profile: saying.profile.id().to_owned(),
            decided_on: saying.decided_on,
            cause: saying.cause.clone(),
            at: tx.at(),
        };
        key_status_history::record(tx, std::slice::from_ref(&status)).await?;
    }
    judged(tx, saying, &saying.seen).await
}

/// The client judged by what the transaction sees said about it.
async fn judged(tx: &Tx, saying: &Saying, bench: &Bench) -> Result<Judgement, StoreError> {
    let statements = statements_about(tx, saying.account).await?;
    Ok(bench
        .with_statements(statements)
        .judge(saying.account, &saying.profile))
}

/// The name an answer is signed with.
pub(crate) async fn author(context: &Context, viewer: &Viewer) -> Result<String, AppError> {
    let user = match viewer.user {
        Some(id) => users::by_id(&context.store.read(viewer), id).await?,
        None => None,
    };
    Ok(user.map_or_else(|| viewer.via.code().to_owned(), |user| user.name))
}
