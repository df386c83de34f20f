//! People write agreements down, negotiate them in rounds, bring them into force and end them; the director
//! decides about terms above the firm's limits.

use clientela_domain::agreements::{
    AgreementState, AgreementTerms, Clause, MetricUnit, PortfolioLine, RoundKind, metric_unit,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, AgreementId, AttachmentId, ClauseId, PersonId, RoundId, UserId,
};
use clientela_domain::obligations::Party;
use clientela_domain::typed_day::Side;
use clientela_store::agreements::{self, Agreement, NewAgreement, NewRound};
use clientela_store::new_id::new_id;
use clientela_store::{Permission, StoreError, Viewer};
use uuid::Uuid;

use crate::approval_settings::exceeded_of;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// Longest number of an agreement or clause.
pub const NUMBER_CHARACTERS_MAX: usize = 60;

/// Longest text of a clause.
pub const CLAUSE_CHARACTERS_MAX: usize = 2_000;

/// Most clauses of an agreement.
pub const CLAUSES_MAX: usize = 100;

/// Most products and groups of an agreement.
pub const PORTFOLIO_MAX: usize = 300;

/// Longest time of anything counted in days: ten years.
const DAYS_MAX: u16 = 3_650;

/// An agreement as somebody writes it. Days of its terms are as typed; clauses that are new have the id of
/// [`NEW_CLAUSE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementDraft {
    /// Its number.
    pub number: String,
    /// What it is about.
    pub title: String,
    /// Who of us answers for it; the writer when absent.
    pub owner: Option<UserId>,
    /// When it was signed, as typed.
    pub signed_on: String,
    /// More about it.
    pub note: String,
    /// The first day, as typed.
    pub valid_from: String,
    /// The last day, as typed.
    pub valid_to: String,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// What was agreed; its days and its currency stand above.
    pub terms: AgreementTerms,
    /// Why its terms are changed.
    pub reason: String,
    /// Files of the client that belong to it.
    pub files: Vec<AttachmentId>,
}

/// The id of a clause that has none yet.
pub const NEW_CLAUSE: ClauseId = ClauseId(Uuid::nil());

impl AgreementDraft {
    /// A draft of an agreement, everything else open.
    #[must_use]
    pub fn new(number: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            number: number.into(),
            title: title.into(),
            owner: None,
            signed_on: String::new(),
            note: String::new(),
            valid_from: String::new(),
            valid_to: String::new(),
            currency: None,
            terms: AgreementTerms::none(Currency::EUR),
            reason: String::new(),
            files: Vec::new(),
        }
    }
}

fn not_negative(field: &'static str, amount: Option<Amount>) -> Result<Option<Amount>, AppError> {
    match amount {
        Some(amount) if amount.is_negative() => Err(invalid(field, "value-invalid", "")),
        other => Ok(other),
    }
}

fn percent(field: &'static str, amount: Option<Amount>) -> Result<Option<Amount>, AppError> {
    let whole = Amount::from_cents(10_000);
    match not_negative(field, amount)? {
        Some(amount) if amount > whole => Err(invalid(field, "percent-invalid", "")),
        other => Ok(other),
    }
}

fn days(field: &'static str, days: Option<u16>) -> Result<Option<u16>, AppError> {
    match days {
        Some(days) if days > DAYS_MAX => Err(invalid(field, "days-invalid", "")),
        other => Ok(other),
    }
}

fn short(field: &'static str, text: &str) -> Result<String, AppError> {
    match text.trim() {
        "" => Ok(String::new()),
        text => words(field, text, NUMBER_CHARACTERS_MAX),
    }
}

fn line(line: &PortfolioLine) -> Result<PortfolioLine, AppError> {
    Ok(PortfolioLine {
        what: words("portfolio", &line.what, OBLIGATION_CHARACTERS_MAX)?,
        is_group: line.is_group,
        price: not_negative("price", line.price)?,
        unit: short("unit", &line.unit)?,
        discount: percent("line_discount", line.discount)?,
    })
}

/// A clause that can be meant: shares within their whole, tiers that cost more for worse.
pub(crate) fn clause(clause: &Clause) -> Result<Clause, AppError> {
    let counted = |field, amount| match metric_unit(clause.metric) {
        MetricUnit::Share => percent(field, amount),
        _ => not_negative(field, amount),
    };
    let kept = Clause {
        number: short("clause_number", &clause.number)?,
        text: words("clause_text", &clause.text, CLAUSE_CHARACTERS_MAX)?,
        target: counted("target", clause.target)?,
        tolerance: counted("tolerance", clause.tolerance)?,
        early_days: days("early_days", clause.early_days)?,
        late_days: days("late_days", clause.late_days)?,
        quantity_tolerance: percent("quantity_tolerance", clause.quantity_tolerance)?,
        fee: not_negative("fee", clause.fee)?,
        ..clause.clone()
    };
    if !kept.tiers.is_empty() && kept.credits().is_none() {
        return Err(invalid("tiers", "tiers-invalid", ""));
    }
    Ok(kept)
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &AgreementDraft,
) -> Result<NewAgreement, AppError> {
    let today = context.clock.today();
    let valid_from = any_day("valid_from", &draft.valid_from, today, Side::Behind)?;
    let valid_to = any_day("valid_to", &draft.valid_to, today, Side::Ahead)?;
    if valid_to.zip(valid_from).is_some_and(|(to, from)| to < from) {
        return Err(invalid("valid_to", "until-before-day", &draft.valid_to));
    }
    let given = &draft.terms;
    if given.clauses.len() > CLAUSES_MAX {
        return Err(invalid("clauses", "too-many", ""));
    }
    if given.portfolio.len() > PORTFOLIO_MAX {
        return Err(invalid("portfolio", "too-many", ""));
    }
    let signed_on = match draft.signed_on.trim() {
        "" => None,
        text => Some(past_day("signed_on", text, today)?),
    };
    let currency = match draft.currency {
        Some(currency) => currency,
        None => {
            let state = context.book_state(viewer).await?;
            state.settings.reporting_currency()
        }
    };
    let mut clauses = Vec::with_capacity(given.clauses.len());
    for one in &given.clauses {
        let mut kept = clause(one)?;
        if kept.id == NEW_CLAUSE {
            kept.id = ClauseId(new_id(context.clock.now()));
        }
        clauses.push(kept);
    }
    Ok(NewAgreement {
        account_id: account,
        number: words("number", &draft.number, NUMBER_CHARACTERS_MAX)?,
        title: words("title", &draft.title, OBLIGATION_CHARACTERS_MAX)?,
        owner_id: draft.owner.or(viewer.user),
        signed_on,
        note: optional("note", &draft.note)?,
        terms: AgreementTerms {
            valid_from,
            valid_to,
            notice_days: days("notice_days", given.notice_days)?,
            is_renewed: given.is_renewed,
            currency,
            discount: percent("discount", given.discount)?,
            payment_days: days("payment_days", given.payment_days)?,
            credit_limit: not_negative("credit_limit", given.credit_limit)?,
            guarantee: not_negative("guarantee", given.guarantee)?,
            portfolio: given.portfolio.iter().map(line).collect::<Result<_, _>>()?,
            clauses,
        },
        files: draft.files.clone(),
    })
}

/// Writes an agreement down, as a draft. Terms above the firm's limits make it wait for the director.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client or colleague;
/// [`AppError::Forbidden`].
pub async fn write_agreement(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &AgreementDraft,
) -> Result<AgreementId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, account, draft).await?;
    let above = exceeded_of(context, viewer, &new.terms).await?;
    let written = context
        .store
        .write_with(viewer, (new, above), |tx, (new, above)| {
            Box::pin(agreements::create(tx, new, above))
        });
    Ok(written.await?)
}

/// Changes an agreement that was read at `version`; other terms become a further version. Returns the new
/// version of the record.
///
/// # Errors
/// As [`write_agreement`]; [`AppError::Stale`]; [`AppError::NotNow`] for what is withdrawn.
pub async fn change_agreement(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
    draft: &AgreementDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_agreement(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, before.agreement.account_id, draft).await?;
    let above = exceeded_of(context, viewer, &new.terms).await?;
    let reason = optional("reason", &draft.reason)?;
    let written = (new, above, reason);
    let changed = context
        .store
        .write_with(viewer, written, move |tx, (new, above, reason)| {
            Box::pin(agreements::change(tx, id, (new, above, reason), version))
        });
    changed.await.map_err(in_words)
}

/// Brings an agreement to another state on a day, as typed (today when empty); returns the new version.
///
/// # Errors
/// [`AppError::NotNow`] when it cannot go there; [`AppError::Invalid`] while its terms wait;
/// [`AppError::Forbidden`]; [`AppError::NotFound`]; [`AppError::Stale`].
pub async fn turn_agreement(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
    (state, day, note): (AgreementState, &str, &str),
    version: Option<i64>,
) -> Result<i64, AppError> {
    let on = past_day("deed_day", day, context.clock.today())?;
    let note = optional("note", note)?;
    let turned = context.store.write_with(viewer, note, move |tx, note| {
        Box::pin(agreements::turn(tx, id, (state, on, note), version))
    });
    turned.await.map_err(in_words)
}

/// Decides about terms that wait; a refusal says why. Returns the new version.
///
/// # Errors
/// [`AppError::Invalid`] for a refusal without a reason and for one's own terms; [`AppError::NotNow`] when
/// nothing waits; [`AppError::Forbidden`]; [`AppError::NotFound`]; [`AppError::Stale`].
pub async fn decide_terms(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
    (approve, note): (bool, &str),
    version: Option<i64>,
) -> Result<i64, AppError> {
    viewer.require(Permission::ApproveTerms)?;
    let note = optional("decision_note", note)?;
    if !approve && note.is_empty() {
        return Err(invalid("decision_note", "required", ""));
    }
    let decided = context.store.write_with(viewer, note, move |tx, note| {
        Box::pin(agreements::decide(tx, id, (approve, note), version))
    });
    decided.await.map_err(in_words)
}

/// A round of a negotiation as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundDraft {
    /// When, as typed; today when empty.
    pub day: String,
    /// An offer, an answer to one, or something given up.
    pub kind: RoundKind,
    /// By which side.
    pub side: Party,
    /// What.
    pub what: String,
    /// What for.
    pub purpose: String,
    /// In return for what.
    pub in_return: String,
    /// Who of the client's people.
    pub person: Option<PersonId>,
    /// Who of us; the writer when absent.
    pub user: Option<UserId>,
    /// More about it.
    pub note: String,
}

/// Adds a round to an agreement. A concession says what it was given for, or in return for what.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn write_round(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
    draft: &RoundDraft,
) -> Result<RoundId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = NewRound {
        day: past_day("round_day", &draft.day, context.clock.today())?,
        kind: draft.kind,
        side: draft.side,
        what: words("round_what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        purpose: optional("purpose", &draft.purpose)?,
        in_return: optional("in_return", &draft.in_return)?,
        person_id: draft.person,
        user_id: draft.user.or(viewer.user),
        note: optional("round_note", &draft.note)?,
    };
    let silent = new.purpose.is_empty() && new.in_return.is_empty();
    if new.kind == RoundKind::Concession && silent {
        return Err(invalid("in_return", "concession-for-nothing", ""));
    }
    let added = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(agreements::add_round(tx, id, new))
    });
    Ok(added.await?)
}

/// Takes back a round that was written by mistake.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::NotNow`] when it is taken back; [`AppError::Forbidden`].
pub async fn take_round_back(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
    round: RoundId,
) -> Result<(), AppError> {
    let taken = context.store.write(viewer, move |tx| {
        Box::pin(agreements::take_round_back(tx, id, round))
    });
    taken.await.map_err(in_words)
}

fn in_words(error: StoreError) -> AppError {
    match error {
        StoreError::Transition { .. } => AppError::NotNow("agreement-state"),
        other => other.into(),
    }
}

/// An agreement.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_agreement(
    context: &Context,
    viewer: &Viewer,
    id: AgreementId,
) -> Result<Agreement, AppError> {
    let found = agreements::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("agreement"))
}

/// An agreement as its form says it.
#[must_use]
pub fn draft_of(of: &Agreement) -> AgreementDraft {
    let own = &of.agreement;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    AgreementDraft {
        number: own.number.clone(),
        title: own.title.clone(),
        owner: own.owner_id,
        signed_on: day(own.signed_on),
        note: own.note.clone(),
        valid_from: day(own.terms.valid_from),
        valid_to: day(own.terms.valid_to),
        currency: Some(own.terms.currency),
        terms: own.terms.clone(),
        reason: String::new(),
        files: own.files.clone(),
    }
}
