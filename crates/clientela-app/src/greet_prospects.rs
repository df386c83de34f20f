//! Prospects a morning puts before somebody: parked ones whose day has come, and those nobody spoke with for longer
//! than is meant for their kind. Whoever is known there is greeted; where nobody is known, the list of prospects tells.

use clientela_domain::briefing::LENGTH;
use clientela_domain::day::Date;
use clientela_domain::ids::ProspectId;
use clientela_domain::prospects::{ProspectSilence, Stage};
use clientela_store::Viewer;
use clientela_store::mornings;
use clientela_store::prospects::{
    self, Prospect, ProspectFilter, ProspectPerson, ProspectSort, Whose,
};

use crate::context::Context;
use crate::error::AppError;
use crate::silent_prospects::silent_prospects;

/// Most parked prospects that are looked at.
const PARKED_MAX: u64 = 2_000;

/// Why somebody at a prospect is greeted.
#[derive(Clone, Debug, PartialEq)]
pub enum ProspectReason {
    /// It was parked until a day that has come.
    Parked {
        /// Why.
        why: String,
        /// Until when.
        until: Date,
        /// Where it stood before: where it goes back to when it is woken.
        before: Stage,
    },
    /// Nobody spoke with it for longer than is meant.
    Silent(ProspectSilence),
}

impl ProspectReason {
    /// The stable word of it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Parked { .. } => "parked",
            Self::Silent(_) => "silent",
        }
    }
}

/// Somebody at a prospect who is greeted.
#[derive(Clone, Debug, PartialEq)]
pub struct ProspectGreeting {
    /// Which prospect.
    pub prospect: ProspectId,
    /// Its name.
    pub name: String,
    /// Whom.
    pub person: ProspectPerson,
    /// Why.
    pub reason: ProspectReason,
    /// Version of the prospect, for waking it.
    pub version: i64,
}

/// Whom to greet at prospects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProspectGreetings {
    /// They, parked ones first, by their day; then the silent ones, those that wait longest first.
    pub greetings: Vec<ProspectGreeting>,
    /// How many more could be.
    pub more: usize,
}

/// Whom to greet at the prospects of somebody. A fixed number of questions to the book.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn greet_prospects(
    context: &Context,
    viewer: &Viewer,
    morning: &mornings::Whose,
) -> Result<ProspectGreetings, AppError> {
    let read = context.store.read(viewer);
    let whose = morning.user.map_or(Whose::All, Whose::Of);
    let filter = ProspectFilter {
        stages: vec![Stage::Parked],
        review_by: Some(morning.day),
        whose,
        ..ProspectFilter::default()
    };
    let order = (ProspectSort::Name, None);
    let mut parked = prospects::list(&read, &filter, order, PARKED_MAX).await?;
    parked.sort_by_key(|one| (one.standing.review_on, one.id));
    let mut silent = silent_prospects(context, viewer, whose, morning.day).await?;
    // Where the next step is planned for a later day, nobody is late.
    silent.retain(|one| {
        let next = one.prospect.prospect.next_on;
        next.is_none_or(|day| day <= morning.day)
    });
    let all = parked.iter().chain(silent.iter().map(|one| &one.prospect));
    let ids: Vec<ProspectId> = all.map(|one| one.id).collect();
    let people = prospects::first_people(&read, &ids).await?;
    let parked_ids: Vec<ProspectId> = parked.iter().map(|one| one.id).collect();
    let before = prospects::stages_before(&read, &parked_ids).await?;
    let of_parked = |one: Prospect| {
        let before = before.get(&one.id).copied().unwrap_or(Stage::Prospect);
        let until = one.standing.review_on?;
        let why = one.standing.note.clone();
        let reason = ProspectReason::Parked { why, until, before };
        Some((one, reason))
    };
    let of_silent = silent
        .into_iter()
        .map(|one| (one.prospect, ProspectReason::Silent(one.silence)));
    let reasons = parked.into_iter().filter_map(of_parked).chain(of_silent);
    let mut greetings: Vec<ProspectGreeting> = reasons
        .filter_map(|(one, reason)| {
            Some(ProspectGreeting {
                person: people.get(&one.id)?.clone(),
                prospect: one.id,
                name: one.prospect.name,
                reason,
                version: one.version,
            })
        })
        .collect();
    let more = greetings.len().saturating_sub(LENGTH);
    greetings.truncate(LENGTH);
    Ok(ProspectGreetings { greetings, more })
}
