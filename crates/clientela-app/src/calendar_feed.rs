//! Somebody's visits and next steps for a calendar program, under a private address.

use clientela_domain::day::Date;
use clientela_domain::ids::{NextStepId, PlannedVisitId};
use clientela_domain::week_plan::{VisitState, Visited};
use clientela_store::calendar_feeds::{self, CalendarFeed};
use clientela_store::planned_visits;
use clientela_store::{Via, Viewer, prospects};
use clientela_texts::Language;
use jiff::Timestamp;

use crate::ask_satisfaction::{missed, throttle};
use crate::context::Context;
use crate::error::AppError;
use crate::list_next_steps::{StepOwner, StepQuery, list_next_steps};
use crate::secrets;

/// Days behind today of which visits are told.
const DAYS_BEHIND: i64 = 28;

/// Days ahead of today.
const DAYS_AHEAD: i64 = 180;

/// Next steps told.
const STEPS_MAX: u64 = 500;

/// The viewer's own address, when there is one.
///
/// # Errors
/// [`AppError::NotFound`] for the program itself; when the book cannot answer.
pub async fn own_feed(
    context: &Context,
    viewer: &Viewer,
) -> Result<Option<CalendarFeed>, AppError> {
    Ok(calendar_feeds::own(&context.store.read(viewer)).await?)
}

/// Gives the viewer a new address and returns its secret, which is told this once; one they had before holds no
/// more.
///
/// # Errors
/// [`AppError::NotFound`] for the program itself; when the book cannot be written.
pub async fn renew_feed(
    context: &Context,
    viewer: &Viewer,
    language: Language,
) -> Result<String, AppError> {
    let secret = secrets::new_secret();
    let hash = secrets::hash_of(&secret);
    let renewed = context.store.write_with(viewer, hash, move |tx, hash| {
        Box::pin(calendar_feeds::renew(tx, hash, language.code()))
    });
    renewed.await?;
    Ok(secret)
}

/// Withdraws the viewer's address.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn withdraw_feed(context: &Context, viewer: &Viewer) -> Result<(), AppError> {
    let withdrawn = context
        .store
        .write(viewer, |tx| Box::pin(calendar_feeds::withdraw(tx)));
    Ok(withdrawn.await?)
}

/// A visit as a calendar holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarVisit {
    /// Which one.
    pub id: PlannedVisitId,
    /// With whom.
    pub with: Visited,
    /// Its name.
    pub name: String,
    /// When.
    pub day: Date,
    /// Quarters of an hour it takes.
    pub quarters: u32,
    /// What for; may be empty.
    pub purpose: String,
    /// It took place.
    pub is_done: bool,
    /// How often it was changed.
    pub version: i64,
    /// When it was planned.
    pub created_at: Timestamp,
}

/// A next step as a calendar holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarStep {
    /// Which one.
    pub id: NextStepId,
    /// Name of its client.
    pub name: String,
    /// What.
    pub what: String,
    /// Until when.
    pub due: Date,
    /// How often it was changed.
    pub version: i64,
    /// When it was planned.
    pub created_at: Timestamp,
}

/// What a calendar program reads.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Whose.
    pub user_name: String,
    /// In which language.
    pub language: Language,
    /// Visits that are meant or took place, the earliest first.
    pub visits: Vec<CalendarVisit>,
    /// Next steps that are due.
    pub steps: Vec<CalendarStep>,
    /// When it was read.
    pub at: Timestamp,
}

/// What stands under an address; tries from one network address are throttled.
///
/// # Errors
/// [`AppError::NotFound`] for an address that does not hold; [`AppError::Throttled`]; when the book cannot answer.
pub async fn read_feed(
    context: &Context,
    secret: &str,
    network_address: &str,
) -> Result<Calendar, AppError> {
    let now = context.clock.now();
    throttle(context, network_address).await?;
    let program = Viewer::system(Via::Web, now);
    let read = context.store.read(&program);
    let found = calendar_feeds::find(&read, &secrets::hash_of(secret)).await?;
    let Some((user, language)) = found else {
        missed(context, network_address).await?;
        return Err(AppError::NotFound("calendar_feed"));
    };
    let viewer = user.viewer(Via::Web, now);
    Ok(Calendar {
        language: Language::from_code(&language).unwrap_or_default(),
        visits: visits(context, &viewer).await?,
        steps: steps(context, &viewer).await?,
        user_name: user.name,
        at: now,
    })
}

async fn visits(context: &Context, viewer: &Viewer) -> Result<Vec<CalendarVisit>, AppError> {
    let today = context.clock.today();
    let day = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    let read = context.store.read(viewer);
    let days = (day(-DAYS_BEHIND), day(DAYS_AHEAD));
    let state = context.book_state(viewer).await?;
    let mut told = Vec::new();
    for one in planned_visits::between(&read, viewer.user, days).await? {
        if !matches!(one.outcome.state, VisitState::Planned | VisitState::Done) {
            continue;
        }
        let name = match one.visit.with {
            Visited::Account(id) => state.directory.name_of(id).to_owned(),
            Visited::Prospect(id) => {
                let found = prospects::get(&read, id).await?;
                found.map(|one| one.prospect.name).unwrap_or_default()
            }
        };
        told.push(CalendarVisit {
            id: one.id,
            with: one.visit.with,
            name,
            day: one.visit.day,
            quarters: one.visit.quarters,
            purpose: one.visit.purpose,
            is_done: one.outcome.state == VisitState::Done,
            version: one.version,
            created_at: one.created_at,
        });
    }
    Ok(told)
}

async fn steps(context: &Context, viewer: &Viewer) -> Result<Vec<CalendarStep>, AppError> {
    let Some(user) = viewer.user else {
        return Ok(Vec::new());
    };
    let query = StepQuery {
        owner: StepOwner::User(user),
        limit: STEPS_MAX,
        ..StepQuery::default()
    };
    let page = list_next_steps(context, viewer, &query).await?;
    let step = |line: crate::list_next_steps::StepLine| {
        Some(CalendarStep {
            id: line.step.id,
            name: line.account_name,
            due: line.step.step.due_day?,
            what: line.step.step.what,
            version: line.step.version,
            created_at: line.step.created_at,
        })
    };
    Ok(page.lines.into_iter().filter_map(step).collect())
}
