//! A client reads what of its plan was agreed with it, by a link that expires and can be withdrawn.
//!
//! What it reads is chosen here and nowhere else: things somebody marked as agreed, of kinds and measures that may
//! leave the firm. Never our margins, attitudes, risks, notes, or what is said of others.

use clientela_domain::account_plan::{EntryKind, EntryState, Measure};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, PlanShareId};
use clientela_store::plan_shares::{self, NewPlanShare};
use clientela_store::{Permission, StoreError, Viewer};
use clientela_texts::{Language, Texts};
use jiff::{SignedDuration, Timestamp};

use crate::ask_satisfaction::{LINK_DAYS_MAX, anybody, missed, throttle};
use crate::context::Context;
use crate::error::AppError;
use crate::keep_plan::require_seen;
use crate::log_interaction::invalid;
use crate::plan_fields::{target_words, value_words};
use crate::plan_words::{measure_name, who};
use crate::secrets;
use crate::show_plan::{EntryLine, Plan, show_plan};

/// A plan to be shown to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareDraft {
    /// For whom; for anybody at the client when absent.
    pub person: Option<PersonId>,
    /// In which language.
    pub language: Language,
    /// How many days the link can be read.
    pub days: u16,
}

/// A link that is told once: the book keeps its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Which one.
    pub id: PlanShareId,
    /// The secret of its link.
    pub secret: String,
    /// Up to when it can be read.
    pub expires_at: Timestamp,
}

/// Makes a link by which a client reads what was agreed.
///
/// # Errors
/// [`AppError::Invalid`] for days out of bounds; [`AppError::NotFound`] without such a client or person;
/// [`AppError::Forbidden`].
pub async fn share(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ShareDraft,
) -> Result<Shared, AppError> {
    require_seen(context, viewer, account).await?;
    viewer.require(Permission::EditAccounts)?;
    if !(1..=LINK_DAYS_MAX).contains(&draft.days) {
        let days = draft.days.to_string();
        return Err(invalid("days", "link-days-invalid", &days));
    }
    let now = context.clock.now();
    let life = SignedDuration::from_hours(24 * i64::from(draft.days));
    let expires_at = now.saturating_add(life).unwrap_or(now);
    let secret = secrets::new_secret();
    let new = NewPlanShare {
        account_id: account,
        person_id: draft.person,
        language: draft.language.code().to_owned(),
        expires_at,
    };
    let (hash, today) = (secrets::hash_of(&secret), context.clock.today());
    let shared = context
        .store
        .write_with(viewer, (new, hash), move |tx, (new, hash)| {
            Box::pin(plan_shares::share(tx, new, hash, today))
        });
    Ok(Shared {
        id: shared.await?,
        secret,
        expires_at,
    })
}

/// Takes a link back: nobody reads by it any more.
///
/// # Errors
/// [`AppError::NotNow`] for one that is withdrawn already; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn withdraw_share(
    context: &Context,
    viewer: &Viewer,
    id: PlanShareId,
) -> Result<(), AppError> {
    let found = plan_shares::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("plan_share"))?;
    let withdrawn = context
        .store
        .write(viewer, move |tx| Box::pin(plan_shares::withdraw(tx, id)));
    withdrawn.await.map_err(|error| match error {
        StoreError::Transition { .. } => AppError::NotNow("plan-share-closed"),
        other => other.into(),
    })
}

/// What a client reads of its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPlan {
    /// Name of the client.
    pub account_name: String,
    /// Of which day.
    pub today: Date,
    /// What it wants to reach.
    pub client_goals: Vec<String>,
    /// What we want to reach with it.
    pub our_goals: Vec<String>,
    /// What is to be reached together.
    pub objectives: Vec<ClientObjective>,
    /// Who does what until when.
    pub actions: Vec<ClientAction>,
    /// When the plan is gone through.
    pub reviews: Vec<Date>,
}

/// An objective as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientObjective {
    /// What.
    pub what: String,
    /// Measured by what.
    pub measure: String,
    /// Where it is, in words.
    pub now: String,
    /// Where it should be, in words.
    pub target: String,
    /// Up to when.
    pub day: Option<Date>,
    /// Who of both sides.
    pub who: String,
    /// How far it is.
    pub state: EntryState,
}

/// An action as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientAction {
    /// What.
    pub what: String,
    /// Who of both sides.
    pub who: String,
    /// Until when.
    pub day: Option<Date>,
    /// How far it is.
    pub state: EntryState,
}

/// A plan as its client may read it.
#[must_use]
pub fn for_client(plan: &Plan, texts: Texts) -> ClientPlan {
    let of = |kind: EntryKind| {
        let own = plan.of(kind).filter(|line| may_leave(line));
        own.collect::<Vec<&EntryLine>>()
    };
    let words = |kind| {
        of(kind)
            .iter()
            .map(|line| line.entry.entry.what.clone())
            .collect()
    };
    ClientPlan {
        account_name: plan.account_name.clone(),
        today: plan.today,
        client_goals: words(EntryKind::ClientGoal),
        our_goals: words(EntryKind::OurGoal),
        objectives: of(EntryKind::Objective)
            .iter()
            .map(|line| objective(line, texts))
            .collect(),
        actions: of(EntryKind::Action)
            .iter()
            .map(|line| action(line))
            .collect(),
        reviews: of(EntryKind::Review)
            .iter()
            .filter_map(|line| line.entry.entry.day)
            .collect(),
    }
}

/// Somebody said so, and things of this kind and measure may.
fn may_leave(line: &EntryLine) -> bool {
    let own = &line.entry.entry;
    own.for_client && own.kind.may_be_shared() && own.measure.is_none_or(Measure::may_be_shared)
}

fn objective(line: &EntryLine, texts: Texts) -> ClientObjective {
    let own = &line.entry.entry;
    let value = line.value.as_ref();
    ClientObjective {
        what: own.what.clone(),
        measure: measure_name(texts, own),
        now: value.map_or_else(String::new, |value| value_words(texts, value)),
        target: value
            .zip(own.target)
            .map(|(value, target)| target_words(texts, target.as_f64(), &value.unit))
            .unwrap_or_default(),
        day: own.day,
        who: who(line),
        state: own.state,
    }
}

fn action(line: &EntryLine) -> ClientAction {
    let own = &line.entry.entry;
    ClientAction {
        what: own.what.clone(),
        who: who(line),
        day: own.day,
        state: own.state,
    }
}

/// What a link shows, and in which language.
///
/// # Errors
/// [`AppError::NotFound`] for any link that cannot be read, whatever the reason; [`AppError::Throttled`] after too
/// many of them from one address.
pub async fn open_shared(
    context: &Context,
    secret: &str,
    network_address: &str,
) -> Result<(Language, ClientPlan), AppError> {
    throttle(context, network_address).await?;
    let viewer = anybody(context);
    let found = plan_shares::open(&context.store.read(&viewer), &secrets::hash_of(secret)).await?;
    let Some(found) = found else {
        missed(context, network_address).await?;
        return Err(AppError::NotFound("plan_share"));
    };
    let language = Language::from_code(&found.share.language).unwrap_or(Language::Bg);
    let texts = Texts::of(language);
    let plan = Box::pin(show_plan(context, &viewer, found.share.account_id, texts)).await?;
    Ok((language, for_client(&plan, texts)))
}

#[cfg(test)]
#[path = "share_plan/tests.rs"]
mod tests;
