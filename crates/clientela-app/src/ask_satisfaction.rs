//! People ask clients how satisfied they are, by a link that is answered once, and write down what clients say.

use clientela_domain::ids::{AccountId, PersonId, SurveyAnswerId, SurveyId};
use clientela_domain::satisfaction::{
    AnswerChannel, EFFORT_MAX, RECOMMEND_MAX, SATISFIED_MAX, scale,
};
use clientela_store::survey_answers::{self, NewSurveyAnswer, SurveyAnswer};
use clientela_store::surveys::{self, GivenAnswer, NewSurvey};
use clientela_store::{Permission, StoreError, Via, Viewer, accounts, sign_in_attempts};
use clientela_texts::Language;
use jiff::{SignedDuration, Timestamp};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::past_day;
use crate::log_interaction::invalid;
use crate::secrets;

/// Days a link can be answered when nobody says otherwise.
pub const LINK_DAYS: u16 = 30;

/// Most days a link can be answered.
pub const LINK_DAYS_MAX: u16 = 90;

/// Longest comment.
pub const COMMENT_CHARACTERS_MAX: usize = 2_000;

/// A question to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurveyDraft {
    /// To whom; anybody at the client when absent.
    pub person: Option<PersonId>,
    /// Whoever is asked decides about buying.
    pub decides: bool,
    /// In which language.
    pub language: Language,
    /// How many days the link can be answered.
    pub days: u16,
}

/// A question whose link is told once: the book keeps its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which one.
    pub id: SurveyId,
    /// The secret of its link.
    pub secret: String,
    /// Up to when it can be answered.
    pub expires_at: Timestamp,
}

/// Makes a link by which somebody of a client says how satisfied they are.
///
/// # Errors
/// [`AppError::Invalid`] for days out of bounds; [`AppError::NotFound`] without such a client or person;
/// [`AppError::Forbidden`].
pub async fn ask(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &SurveyDraft,
) -> Result<Asked, AppError> {
    require_seen(context, viewer, account).await?;
    viewer.require(Permission::EditAccounts)?;
    if !(1..=LINK_DAYS_MAX).contains(&draft.days) {
        return Err(invalid(
            "days",
            "link-days-invalid",
            &draft.days.to_string(),
        ));
    }
    let now = context.clock.now();
    let life = SignedDuration::from_hours(24 * i64::from(draft.days));
    let expires_at = now.saturating_add(life).unwrap_or(now);
    let secret = secrets::new_secret();
    let new = NewSurvey {
        account_id: account,
        person_id: draft.person,
        decides: draft.decides,
        language: draft.language.code().to_owned(),
        expires_at,
    };
    let (hash, today) = (secrets::hash_of(&secret), context.clock.today());
    let asked = context
        .store
        .write_with(viewer, (new, hash), move |tx, (new, hash)| {
            Box::pin(surveys::ask(tx, new, hash, today))
        });
    Ok(Asked {
        id: asked.await?,
        secret,
        expires_at,
    })
}

/// Whoever does not see a client is told that there is none, before anything else.
async fn require_seen(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<(), AppError> {
    let found = accounts::get(&context.store.read(viewer), account).await?;
    found.map(drop).ok_or(AppError::NotFound("account"))
}

/// Takes a question back: its link answers nothing any more.
///
/// # Errors
/// [`AppError::NotNow`] for one that is answered or taken back; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn withdraw_survey(
    context: &Context,
    viewer: &Viewer,
    id: SurveyId,
) -> Result<(), AppError> {
    let found = surveys::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("survey"))?;
    let withdrawn = context
        .store
        .write(viewer, move |tx| Box::pin(surveys::withdraw(tx, id)));
    withdrawn.await.map_err(|error| match error {
        StoreError::Transition { .. } => AppError::NotNow("survey-closed"),
        other => other.into(),
    })
}

/// The program itself, in whose name somebody without an account answers.
pub(crate) fn anybody(context: &Context) -> Viewer {
    Viewer::system(Via::Web, context.clock.now())
}

fn subject(network_address: &str) -> String {
    format!("survey:{network_address}")
}

/// Whoever tried too many links that are none waits.
pub(crate) async fn throttle(context: &Context, network_address: &str) -> Result<(), AppError> {
    let viewer = anybody(context);
    let read = context.store.read(&viewer);
    let until = sign_in_attempts::blocked_until(&read, &subject(network_address)).await?;
    match until {
        None => Ok(()),
        Some(until) => Err(AppError::Throttled {
            seconds: until
                .duration_since(viewer.at)
                .as_secs()
                .max(1)
                .unsigned_abs(),
        }),
    }
}

/// A link that is none counts against the address it came from.
pub(crate) async fn missed(context: &Context, network_address: &str) -> Result<(), AppError> {
    let noted = context.store.write_with(
        &anybody(context),
        subject(network_address),
        |tx, subject| {
            Box::pin(async move {
                sign_in_attempts::record_failure(tx, subject)
                    .await
                    .map(drop)
            })
        },
    );
    Ok(noted.await?)
}

/// The language of a link that can be answered.
///
/// # Errors
/// [`AppError::NotFound`] for any other link, whatever the reason; [`AppError::Throttled`] after too many of
/// them from one address.
pub async fn open_survey(
    context: &Context,
    secret: &str,
    network_address: &str,
) -> Result<Language, AppError> {
    throttle(context, network_address).await?;
    let read_as = anybody(context);
    let read = context.store.read(&read_as);
    match surveys::open(&read, &secrets::hash_of(secret)).await? {
        Some((_, language)) => Ok(Language::from_code(&language).unwrap_or(Language::Bg)),
        None => {
            missed(context, network_address).await?;
            Err(AppError::NotFound("survey"))
        }
    }
}

/// Takes the answer to a link, once.
///
/// # Errors
/// As [`open_survey`]; [`AppError::Invalid`] when nothing is answered, a mark is not on its scale or the
/// comment is too long.
pub async fn answer_survey(
    context: &Context,
    secret: &str,
    network_address: &str,
    given: &GivenAnswer,
) -> Result<(), AppError> {
    throttle(context, network_address).await?;
    let given = checked(given)?;
    let (hash, today) = (secrets::hash_of(secret), context.clock.today());
    let answered = context.store.write_with(
        &anybody(context),
        (hash, given),
        move |tx, (hash, given)| Box::pin(surveys::answer(tx, hash, given, today)),
    );
    match answered.await? {
        Some(_) => Ok(()),
        None => {
            missed(context, network_address).await?;
            Err(AppError::NotFound("survey"))
        }
    }
}

fn checked(given: &GivenAnswer) -> Result<GivenAnswer, AppError> {
    for (field, mark, best) in [
        ("recommend", given.recommend, RECOMMEND_MAX),
        ("satisfied", given.satisfied, SATISFIED_MAX),
        ("effort", given.effort, EFFORT_MAX),
    ] {
        if mark.is_some_and(|mark| !scale(best).contains(&mark)) {
            return Err(invalid(field, "mark-out-of-scale", ""));
        }
    }
    if given
        .recommend
        .or(given.satisfied)
        .or(given.effort)
        .is_none()
    {
        return Err(invalid("recommend", "nothing-answered", ""));
    }
    let comment = given.comment.trim();
    if comment.chars().count() > COMMENT_CHARACTERS_MAX {
        return Err(invalid("comment", "too-long", ""));
    }
    Ok(GivenAnswer {
        comment: comment.to_owned(),
        ..given.clone()
    })
}

/// An answer as somebody of us writes it down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerDraft {
    /// Whose; unknown when absent.
    pub person: Option<PersonId>,
    /// Whoever gave it decides about buying.
    pub decides: bool,
    /// When, as typed; today when empty.
    pub day: String,
    /// The marks and the words.
    pub given: GivenAnswer,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: bool,
}

fn new_answer(
    context: &Context,
    account: AccountId,
    draft: &AnswerDraft,
) -> Result<NewSurveyAnswer, AppError> {
    let given = checked(&draft.given)?;
    Ok(NewSurveyAnswer {
        account_id: account,
        person_id: draft.person,
        decides: draft.decides,
        channel: AnswerChannel::Told,
        day: past_day("day", &draft.day, context.clock.today())?,
        recommend: given.recommend,
        satisfied: given.satisfied,
        effort: given.effort,
        comment: given.comment,
        withdrawn: draft.withdrawn,
    })
}

/// Writes down what a client told us.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn write_answer(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &AnswerDraft,
) -> Result<SurveyAnswerId, AppError> {
    require_seen(context, viewer, account).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = new_answer(context, account, draft)?;
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(survey_answers::create(tx, new))
    });
    Ok(written.await?)
}

/// Changes an answer that was read at `version`; returns the new version. Of an answer that came by a link
/// only who gave it, whether they decide and whether it counts can be changed: marks and words stay theirs.
///
/// # Errors
/// As [`write_answer`]; [`AppError::Stale`].
pub async fn change_answer(
    context: &Context,
    viewer: &Viewer,
    id: SurveyAnswerId,
    draft: &AnswerDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_answer(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let old = before.answer;
    let new = if old.channel == AnswerChannel::Link {
        NewSurveyAnswer {
            person_id: draft.person,
            decides: draft.decides,
            withdrawn: draft.withdrawn,
            ..old
        }
    } else {
        new_answer(context, old.account_id, draft)?
    };
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(survey_answers::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// An answer.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_answer(
    context: &Context,
    viewer: &Viewer,
    id: SurveyAnswerId,
) -> Result<SurveyAnswer, AppError> {
    let found = survey_answers::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("survey_answer"))
}

/// An answer as its form says it.
#[must_use]
pub fn draft_of(of: &SurveyAnswer) -> AnswerDraft {
    let own = &of.answer;
    AnswerDraft {
        person: own.person_id,
        decides: own.decides,
        day: own.day.to_string(),
        given: GivenAnswer {
            recommend: own.recommend,
            satisfied: own.satisfied,
            effort: own.effort,
            comment: own.comment.clone(),
        },
        withdrawn: own.withdrawn,
    }
}
