//! Who named whom, grown once and remembered until a prospect, a person, a client or a figure changes.

use std::sync::Arc;

use clientela_domain::day::Date;
use clientela_store::{Viewer, chain, names_of};

use super::forest::{Forest, Seed, who_named};
use super::{ChainNode, Party, ROOTS_MAX};
use crate::context::{BookState, Context, Scope};
use crate::error::AppError;
use crate::figures::Figures;
use crate::import_sales::blocking;

/// By which referrals are remembered: whose they are, the ledger's generation, the last change that moves them, the
/// day.
pub(crate) type ReferralsKey = (Scope, u64, u64, Date);

/// Somebody brought a prospect nobody had named before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FirstNaming {
    pub(super) day: Date,
    pub(super) who: Party,
}

/// Who named whom.
pub(crate) struct Referrals {
    pub(super) forest: Forest,
    /// The earliest first.
    pub(super) first_namings: Vec<FirstNaming>,
    /// Starts of chains, those that led to most first.
    pub(super) roots: Vec<ChainNode>,
}

impl Referrals {
    /// Those the viewer may see, remembered or grown.
    pub(super) async fn of(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
    ) -> Result<Arc<Self>, AppError> {
        let moved = ["prospect", "person", "affiliation"];
        let changed = state.facts.max(state.changes.of(&moved));
        let key = (
            state.scope,
            state.generation,
            changed,
            context.clock.today(),
        );
        context
            .referrals_cache
            .get_or_compute(key, || Self::grow(context, viewer, (state, sales)))
            .await
    }

    async fn grow(
        context: &Context,
        viewer: &Viewer,
        (state, sales): (&BookState, &Arc<Figures>),
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let namings = chain::namings(&read).await?;
        let named = chain::named_prospects(&read).await?;
        let members = chain::memberships(&read).await?;
        let mut people: Vec<_> = namings.iter().filter_map(|one| one.person).collect();
        people.sort_unstable();
        people.dedup();
        let people = names_of::people(&read, &people).await?;
        let (directory, sales) = (Arc::clone(&state.directory), Arc::clone(sales));
        // Sorting a million names takes a second or two: others are answered meanwhile.
        let work = move || {
            let forest = Forest::grow(Seed {
                namings: &namings,
                named,
                members: &members,
                people: &people,
                directory: &directory,
                sales: &sales,
            });
            let mut last = None;
            let first = namings
                .iter()
                .filter(|one| last.replace(one.prospect) != Some(one.prospect));
            let first = first.filter_map(|one| {
                Some(FirstNaming {
                    day: one.day,
                    who: who_named(one)?,
                })
            });
            let mut first_namings: Vec<FirstNaming> = first.collect();
            first_namings.sort_unstable();
            Self {
                roots: forest.roots(ROOTS_MAX),
                first_namings,
                forest,
            }
        };
        blocking(move || Ok(work())).await
    }

    /// First namings from a day on.
    pub(super) fn first_namings_from(&self, day: Date) -> &[FirstNaming] {
        let from = self.first_namings.partition_point(|one| one.day < day);
        &self.first_namings[from..]
    }
}
