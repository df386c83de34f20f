//! The order in which interactions are listed, their words, kinds, authors and clients.

use std::collections::HashMap;

use clientela_domain::ids::{InteractionId, UserId};
use clientela_domain::search::Query;
use clientela_store::Read;
use clientela_store::interactions::InteractionKind;
use clientela_store::list_rows::{self, KeptInteraction};
use clientela_store::timeline::{EntryKind, TimelineFilter, TimelineKey};
use uuid::Uuid;

use super::seen::Accounts;
use super::words::{Bits, Collecting, Part, Words, next_row};
use super::{Slice, put_together};
use crate::error::AppError;

/// What lists of one interaction ask.
#[derive(Clone, Copy, Debug)]
struct Facts {
    order: i64,
    moment: i64,
    kind: InteractionKind,
    /// Number of its client.
    account: Option<u32>,
    /// Number of its author.
    author: Option<u32>,
}

/// All interactions, in the order of their ids, which is that of the rows' numbers.
#[derive(Debug, Default)]
pub(crate) struct InteractionOrder {
    ids: Vec<InteractionId>,
    facts: Vec<Facts>,
    authors: HashMap<UserId, u32>,
    /// Rows, the earliest first.
    by_day: Vec<u32>,
    words: Words,
}

/// Can memory answer what this filter asks of interactions?
pub(crate) fn knows(filter: &TimelineFilter) -> bool {
    // Few belong to one client or person, and SQL has these at hand.
    filter.account.is_none() && filter.person.is_none() && filter.mentioning.is_none()
}

impl InteractionOrder {
    pub(super) async fn read(read: &Read, accounts: &mut Accounts) -> Result<Self, AppError> {
        let (mut order, mut words) = (Self::default(), Collecting::default());
        let mut after = InteractionId(Uuid::nil());
        loop {
            let found = list_rows::interactions_after(read, after).await?;
            let Some(last) = found.last() else { break };
            after = last.id;
            for interaction in &found {
                order.push(interaction, accounts, &mut words);
            }
        }
        put_together(move || {
            order.by_day = (0..next_row(&order.ids)).collect();
            let mut by_day = std::mem::take(&mut order.by_day);
            by_day.sort_unstable_by_key(|row| order.key(*row));
            order.by_day = by_day;
            order.words = words.finish(order.ids.len());
            order
        })
        .await
    }

    fn push(&mut self, one: &KeptInteraction, accounts: &mut Accounts, words: &mut Collecting) {
        // As the condition of SQL reads the text.
        words.add(next_row(&self.ids), &one.text.replace("iya", "ia"));
        let next = u32::try_from(self.authors.len()).unwrap_or(u32::MAX);
        self.ids.push(one.id);
        self.facts.push(Facts {
            order: one.order,
            moment: one.moment,
            kind: one.kind,
            account: one.account.map(|account| accounts.number(account)),
            author: one
                .author
                .map(|author| *self.authors.entry(author).or_insert(next)),
        });
    }

    fn key(&self, row: u32) -> Option<TimelineKey> {
        let facts = self.facts.get(row as usize)?;
        Some(TimelineKey {
            order: facts.order,
            moment: facts.moment,
            id: self.ids.get(row as usize)?.0,
        })
    }

    /// Which have all words of a search; `None` for one without words.
    pub(crate) fn find(&self, query: &Query) -> Option<Bits> {
        self.words.find(query, Part::All)
    }

    /// The next so many interactions below a place that may fit, without those to be skipped.
    pub(crate) fn slice(
        &self,
        filter: &TimelineFilter,
        (seen, found): (&Bits, Option<&Bits>),
        after: Option<TimelineKey>,
        count: usize,
        skip: impl Fn(InteractionId) -> bool,
    ) -> Slice<InteractionId, TimelineKey> {
        let until = self.by_day.partition_point(|row| {
            let key = self.key(*row);
            let below = after.is_none_or(|after| key < Some(after));
            let in_time = filter
                .to
                .is_none_or(|to| key.is_none_or(|key| key.order <= to));
            below && in_time
        });
        // Somebody who wrote nothing down has no number, and no row.
        let author = filter
            .author
            .map(|author| self.authors.get(&author).copied());
        let mut ids = Vec::with_capacity(count);
        for row in self.by_day.iter().take(until).rev() {
            let at = *row as usize;
            let (Some(facts), Some(id)) = (self.facts.get(at), self.ids.get(at)) else {
                continue;
            };
            if filter.from.is_some_and(|from| facts.order < from) {
                break;
            }
            // One without a client is seen with its people, of whom SQL knows.
            let fits = found.is_none_or(|found| found.contains(at))
                && facts
                    .account
                    .is_none_or(|account| seen.contains(account as usize))
                && author.is_none_or(|author| author.is_some() && facts.author == author)
                && filter.wants(EntryKind::Interaction(facts.kind));
            if !fits || skip(*id) {
                continue;
            }
            ids.push(*id);
            if ids.len() >= count {
                let end = self.key(*row);
                return Slice { ids, end };
            }
        }
        Slice { ids, end: None }
    }
}
