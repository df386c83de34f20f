//! How many new names the talks of some days brought, counted once and remembered until one of them, a prospect, a
//! person, a client or a figure changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clientela_domain::day::{Date, Month, Period};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::UserId;
use clientela_domain::prospects::{
    Contact, Generation, MATURITY_DAYS, Reproduction, SourceKind, reproduction,
};
use clientela_store::{Viewer, chain};

use super::forest::Forest;
use super::referrals::{Referrals, ReferralsKey};
use super::spoken::{Spoken, spoken_with};
use super::{Party, days_before};
use crate::context::{BookState, Context};
use crate::error::AppError;
use crate::figures::Figures;
use crate::import_sales::blocking;

/// By which it is remembered: the referrals, the last change of a talk, who looks (a private talk is its author's
/// alone), the days.
pub(crate) type CountedKey = (ReferralsKey, u64, Option<UserId>, Period);

/// Lengths of the windows of ripe days for which R is told beside the whole.
const WINDOWS: [i32; 2] = [30, 90];

/// What is counted of talks.
pub(crate) struct Counted {
    /// Who was spoken with today.
    pub(super) today: Vec<Spoken>,
    /// All talks of the days.
    pub(super) whole: Reproduction,
    /// The latest windows of ripe days: how many days, and R.
    pub(super) windows: Vec<(i32, Reproduction)>,
    /// By generation of who was spoken with.
    pub(super) by_generation: Vec<Generation>,
    /// By how who was spoken with came to us; `None` for those who are no prospects.
    pub(super) by_source: Vec<(Option<SourceKind>, Reproduction)>,
    /// By who of us spoke with them.
    pub(super) by_user: Vec<(UserId, Reproduction)>,
    /// By the month of the talk.
    pub(super) by_month: Vec<(Month, Reproduction)>,
}

impl Counted {
    /// Of the talks the viewer may see, remembered or counted.
    pub(super) async fn of(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
        period: Period,
    ) -> Result<Arc<Self>, AppError> {
        let key = (
            Referrals::key(context, state),
            state.changes.of(&["interaction"]),
            viewer.user,
            period,
        );
        context
            .counted_cache
            .get_or_compute(key, || Self::count(context, viewer, (state, sales), period))
            .await
    }

    async fn count(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
        period: Period,
    ) -> Result<Self, AppError> {
        let today = context.clock.today();
        let window = WINDOWS.into_iter().max().unwrap_or_default();
        let first = days_before(today, MATURITY_DAYS + window).min(period.from);
        let read = context.store.read(viewer);
        let talks = async {
            let talks = chain::talks(&read, (first, today.max(period.to))).await;
            talks.map_err(AppError::from)
        };
        let referrals = Referrals::of(context, viewer, (state, sales));
        let (referrals, talks) = tokio::try_join!(referrals, talks)?;
        let work = move || {
            let all = spoken_with(&talks, referrals.first_namings_from(first));
            Ok(Self::of_spoken(&all, &referrals.forest, (today, period)))
        };
        blocking(work).await
    }

    fn of_spoken(all: &[Spoken], forest: &Forest, (today, period): (Date, Period)) -> Self {
        let within: Vec<&Spoken> = all
            .iter()
            .filter(|one| period.from <= one.day && one.day <= period.to)
            .collect();
        let r = |talks: &[&Spoken]| {
            let contacts: Vec<Contact> = talks.iter().map(|one| one.contact()).collect();
            reproduction(&contacts, today, MATURITY_DAYS)
        };
        let todays = all.iter().filter(|one| one.day == today);
        Self {
            today: todays.cloned().collect(),
            whole: r(&within),
            windows: windows(all, today, &r),
            by_generation: by_generation(&within, forest, today),
            by_source: by_key(&within, |one| vec![forest.came_by(one.who)], &r),
            by_user: by_key(&within, |one| one.users.iter().copied().collect(), &r),
            by_month: by_key(&within, |one| vec![Month::of(one.day)], &r),
        }
    }
}

/// R of talks by a key.
fn by_key<K: Ord>(
    talks: &[&Spoken],
    keys: impl Fn(&Spoken) -> Vec<K>,
    r: &impl Fn(&[&Spoken]) -> Reproduction,
) -> Vec<(K, Reproduction)> {
    let groups = grouped(talks, keys).into_iter();
    groups.map(|(key, talks)| (key, r(&talks))).collect()
}

/// R of the latest days of which whoever was asked has had time to answer.
fn windows(
    all: &[Spoken],
    today: Date,
    r: &impl Fn(&[&Spoken]) -> Reproduction,
) -> Vec<(i32, Reproduction)> {
    let last = days_before(today, MATURITY_DAYS);
    let window = |days: i32| {
        let after = days_before(last, days);
        let within: Vec<&Spoken> = all
            .iter()
            .filter(|one| after < one.day && one.day <= last)
            .collect();
        (days, r(&within))
    };
    WINDOWS.into_iter().map(window).collect()
}

/// Talks by a key; a talk may have several.
fn grouped<'a, K: Ord>(
    talks: &[&'a Spoken],
    keys: impl Fn(&Spoken) -> Vec<K>,
) -> BTreeMap<K, Vec<&'a Spoken>> {
    let mut groups: BTreeMap<K, Vec<&Spoken>> = BTreeMap::new();
    for talk in talks {
        for key in keys(talk) {
            groups.entry(key).or_default().push(talk);
        }
    }
    groups
}

/// Each generation: who was spoken with, and who belongs to it of the prospects that were named.
fn by_generation(talks: &[&Spoken], forest: &Forest, today: Date) -> Vec<Generation> {
    let mut spoken = grouped(talks, |one| vec![forest.generation(one.who)]);
    let named = forest.members();
    let generations: BTreeSet<u32> = spoken.keys().chain(named.keys()).copied().collect();
    let row = |generation: u32| {
        let talks = spoken.remove(&generation).unwrap_or_default();
        let contacts: Vec<Contact> = talks.iter().map(|one| one.contact()).collect();
        let reproduction = reproduction(&contacts, today, MATURITY_DAYS);
        let who: BTreeSet<Party> = talks.iter().map(|one| one.who).collect();
        let members = named.get(&generation);
        Generation {
            generation,
            people: (who.len() as u64).max(members.map_or(0, |all| all.named)),
            qualified: members.map_or(0, |all| all.qualified),
            won: members.map_or(0, |all| all.won),
            value: members.map_or(Estimate::Known(0.0), |all| all.value.clone()),
            reproduction,
        }
    };
    generations.into_iter().map(row).collect()
}
