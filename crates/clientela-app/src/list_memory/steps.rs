//! The orders in which next steps are listed, their words, states, owners and clients.

use std::collections::HashMap;

use clientela_domain::day::Date;
use clientela_domain::ids::{NextStepId, UserId};
use clientela_domain::search::Query;
use clientela_store::Read;
use clientela_store::list_rows::{self, KeptStep};
use clientela_store::next_steps::{StepFilter, StepKey, StepState};
use clientela_store::timeline::{TimelineFilter, TimelineKey, order_of};
use jiff::Timestamp;
use uuid::Uuid;

use super::seen::Accounts;
use super::words::{Bits, Collecting, Part, Words, next_row};
use super::{Slice, put_together};
use crate::error::AppError;

/// What lists of one step ask.
#[derive(Clone, Copy, Debug)]
struct Facts {
    due: Option<Date>,
    state: StepState,
    /// Number of its client.
    account: u32,
    /// Number of who does it.
    owner: Option<u32>,
    closed_at: Option<i64>,
    /// Number of who closed it.
    closed_by: Option<u32>,
}

/// All next steps, in the order of their ids, which is that of the rows' numbers.
#[derive(Debug, Default)]
pub(crate) struct StepOrder {
    ids: Vec<NextStepId>,
    facts: Vec<Facts>,
    users: HashMap<UserId, u32>,
    /// Rows, the earliest due first, those without a day last.
    by_due_day: Vec<u32>,
    /// Closed ones, the earliest closed first.
    by_closing: Vec<u32>,
    words: Words,
}

/// Can memory answer what this filter asks of steps?
pub(crate) fn knows(filter: &StepFilter) -> bool {
    // Few belong to one client or person, and SQL has these at hand.
    filter.account.is_none() && filter.person.is_none()
}

impl StepOrder {
    pub(super) async fn read(read: &Read, accounts: &mut Accounts) -> Result<Self, AppError> {
        let (mut order, mut words) = (Self::default(), Collecting::default());
        let mut after = NextStepId(Uuid::nil());
        loop {
            let found = list_rows::steps_after(read, after).await?;
            let Some(last) = found.last() else { break };
            after = last.id;
            for step in &found {
                order.push(step, accounts, &mut words);
            }
        }
        put_together(move || {
            let mut by_due_day: Vec<u32> = (0..next_row(&order.ids)).collect();
            let mut by_closing = by_due_day.clone();
            by_due_day.sort_unstable_by_key(|row| order.due_key(*row));
            by_closing.retain(|row| order.closing_key(*row).is_some());
            by_closing.sort_unstable_by_key(|row| order.closing_key(*row));
            order.by_due_day = by_due_day;
            order.by_closing = by_closing;
            order.words = words.finish(order.ids.len());
            order
        })
        .await
    }

    fn push(&mut self, one: &KeptStep, accounts: &mut Accounts, words: &mut Collecting) {
        // As the condition of SQL reads the text.
        words.add(next_row(&self.ids), &one.text.replace("iya", "ia"));
        self.ids.push(one.id);
        let mut number = |user: UserId| {
            let next = u32::try_from(self.users.len()).unwrap_or(u32::MAX);
            *self.users.entry(user).or_insert(next)
        };
        self.facts.push(Facts {
            due: one.due_day,
            state: one.state,
            account: accounts.number(one.account),
            owner: one.owner.map(&mut number),
            closed_at: one.closed_at,
            closed_by: one.closed_by.map(&mut number),
        });
    }

    fn due_key(&self, row: u32) -> DueKey {
        let facts = self.facts.get(row as usize);
        let due = facts.and_then(|facts| facts.due);
        due_key(due, self.ids.get(row as usize).copied())
    }

    fn closing_key(&self, row: u32) -> Option<TimelineKey> {
        let moment = self.facts.get(row as usize)?.closed_at?;
        let at = Timestamp::from_microsecond(moment).ok()?;
        Some(TimelineKey {
            order: order_of(at),
            moment,
            id: self.ids.get(row as usize)?.0,
        })
    }

    /// Which have all words of a search; `None` for one without words.
    pub(crate) fn find(&self, query: &Query) -> Option<Bits> {
        self.words.find(query, Part::All)
    }

    /// Rows of a list after a place that may fit, in its order.
    fn fitting<'a>(
        &'a self,
        filter: &'a StepFilter,
        (seen, found): (&'a Bits, Option<&'a Bits>),
        after: Option<StepKey>,
    ) -> impl Iterator<Item = (u32, NextStepId)> + 'a {
        let from = after.map_or(0, |after| {
            let key = due_key(after.due_day, Some(NextStepId(after.id)));
            self.by_due_day
                .partition_point(|row| self.due_key(*row) <= key)
        });
        let owner = filter.owner.map(|owner| self.users.get(&owner).copied());
        let rows = self.by_due_day.iter().skip(from);
        rows.filter_map(move |row| {
            let at = *row as usize;
            let (facts, id) = (self.facts.get(at)?, self.ids.get(at)?);
            let owned = match owner {
                None => true,
                Some(_) if filter.or_nobodys && facts.owner.is_none() => true,
                Some(owner) => owner.is_some() && facts.owner == owner,
            };
            let due = facts.due;
            let fits = owned
                && (filter.states.is_empty() || filter.states.contains(&facts.state))
                && (!filter.without_owner || facts.owner.is_none())
                && (!filter.undated || due.is_none())
                && filter
                    .due_from
                    .is_none_or(|from| due.is_some_and(|due| due >= from))
                && filter
                    .due_to
                    .is_none_or(|to| due.is_some_and(|due| due <= to))
                && found.is_none_or(|found| found.contains(at))
                && seen.contains(facts.account as usize);
            fits.then_some((*row, *id))
        })
    }

    /// The next so many steps after a place that may fit, without those to be skipped.
    pub(crate) fn slice(
        &self,
        filter: &StepFilter,
        which: (&Bits, Option<&Bits>),
        after: Option<StepKey>,
        count: usize,
        skip: impl Fn(NextStepId) -> bool,
    ) -> Slice<NextStepId, StepKey> {
        let mut ids = Vec::with_capacity(count);
        for (row, id) in self.fitting(filter, which, after) {
            if skip(id) {
                continue;
            }
            ids.push(id);
            if ids.len() >= count {
                let end = StepKey {
                    due_day: self.facts.get(row as usize).and_then(|facts| facts.due),
                    id: id.0,
                };
                let end = Some(end);
                return Slice { ids, end };
            }
        }
        Slice { ids, end: None }
    }

    /// How many steps fit, up to so many. A step is seen with its client, so that all of them are shown.
    pub(crate) fn count(
        &self,
        filter: &StepFilter,
        which: (&Bits, Option<&Bits>),
        most: u64,
        skip: impl Fn(NextStepId) -> bool,
    ) -> u64 {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let fitting = self.fitting(filter, which, None);
        fitting.filter(|(_, id)| !skip(*id)).take(most).count() as u64
    }

    /// The next so many closed steps below a place that may fit, without those to be skipped.
    pub(crate) fn closed(
        &self,
        filter: &TimelineFilter,
        (seen, found): (&Bits, Option<&Bits>),
        after: Option<TimelineKey>,
        count: usize,
        skip: impl Fn(NextStepId) -> bool,
    ) -> Slice<NextStepId, TimelineKey> {
        let day = |order: i64| order.div_euclid(4);
        let until = self.by_closing.partition_point(|row| {
            let key = self.closing_key(*row);
            let below = after.is_none_or(|after| key < Some(after));
            let in_time = |to| key.is_none_or(|key| day(key.order) <= day(to));
            below && filter.to.is_none_or(in_time)
        });
        let author = filter.author.map(|author| self.users.get(&author).copied());
        let mut ids = Vec::with_capacity(count);
        for row in self.by_closing.iter().take(until).rev() {
            let at = *row as usize;
            let (Some(facts), Some(id)) = (self.facts.get(at), self.ids.get(at)) else {
                continue;
            };
            let key = self.closing_key(*row);
            if let (Some(from), Some(key)) = (filter.from, key)
                && day(key.order) < day(from)
            {
                break;
            }
            let fits = found.is_none_or(|found| found.contains(at))
                && seen.contains(facts.account as usize)
                && author.is_none_or(|author| author.is_some() && facts.closed_by == author);
            if !fits || skip(*id) {
                continue;
            }
            ids.push(*id);
            if ids.len() >= count {
                return Slice { ids, end: key };
            }
        }
        Slice { ids, end: None }
    }
}

/// What steps are ordered by: whether nobody said when, the day, the id.
type DueKey = (bool, Option<Date>, Option<NextStepId>);

fn due_key(due: Option<Date>, id: Option<NextStepId>) -> DueKey {
    (due.is_none(), due, id)
}
