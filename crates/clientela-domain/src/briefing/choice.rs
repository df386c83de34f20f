//! Which greetings a morning has room for.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Item, REPEAT_FACTOR, Score, scores};

/// Reasons of one cause, put before somebody as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Greeting<Id> {
    /// The reason that scores most.
    pub leader: Id,
    /// The further reasons: pinned ones first, then by what they score.
    pub others: Vec<Id>,
    /// What the leader scores.
    pub score: Score,
    /// What it counted when it was chosen: less for a client that was chosen before.
    pub counted: f64,
    /// One of its reasons is always shown.
    pub is_pinned: bool,
}

impl<Id: Clone> Greeting<Id> {
    /// All its reasons, the leading one first.
    #[must_use]
    pub fn reasons(&self) -> Vec<Id> {
        let mut all = vec![self.leader.clone()];
        all.extend(self.others.iter().cloned());
        all
    }
}

/// A morning.
#[derive(Clone, Debug, PartialEq)]
pub struct Briefing<Id> {
    /// Whom to greet, in this order.
    pub chosen: Vec<Greeting<Id>>,
    /// Who is left out, the best first.
    pub left_out: Vec<Greeting<Id>>,
    /// We promised more for this day than a morning has room for.
    pub is_overbooked: bool,
}

/// The reasons of one cause, by their places in the list of items.
struct Group {
    leader: usize,
    others: Vec<usize>,
    is_pinned: bool,
    finds_out: bool,
}

/// What a choice is made from: groups are known by their places.
struct Ground<'a, Id, Client, Cause> {
    items: &'a [Item<Id, Client, Cause>],
    scores: Vec<Score>,
    groups: Vec<Group>,
}

/// Chooses at most `length` greetings, or all that are pinned when those are more. The same items give
/// the same morning in whatever order they come.
#[must_use]
pub fn choose<Id, Client, Cause>(items: &[Item<Id, Client, Cause>], length: usize) -> Briefing<Id>
where
    Id: Ord + Clone,
    Client: Ord,
    Cause: Ord,
{
    let scores = scores(items);
    let ground = Ground {
        items,
        groups: grouped(items, &scores),
        scores,
    };
    let (mut pinned, mut open): (Vec<usize>, Vec<usize>) =
        (0..ground.groups.len()).partition(|&group| ground.groups[group].is_pinned);
    pinned.sort_by(|one, other| ground.order(*one, *other));
    open.sort_by(|one, other| ground.order(*one, *other));
    let mut chosen: Vec<(usize, f64)> = pinned
        .iter()
        .map(|&group| (group, ground.points(group)))
        .collect();
    while chosen.len() < length && !open.is_empty() {
        let next = ground.next(&chosen, &open);
        open.retain(|group| *group != next.0);
        chosen.push(next);
    }
    ground.find_something_out(pinned.len(), &mut chosen, &mut open);
    open.sort_by(|one, other| ground.order(*one, *other));
    Briefing {
        is_overbooked: pinned.len() > length,
        chosen: chosen
            .iter()
            .map(|&(group, counted)| ground.greeting(group, counted))
            .collect(),
        left_out: open
            .iter()
            .map(|&group| ground.greeting(group, ground.points(group)))
            .collect(),
    }
}

impl<Id: Ord + Clone, Client: Ord, Cause: Ord> Ground<'_, Id, Client, Cause> {
    fn leader(&self, group: usize) -> &Item<Id, Client, Cause> {
        &self.items[self.groups[group].leader]
    }

    fn points(&self, group: usize) -> f64 {
        self.scores[self.groups[group].leader].points
    }

    /// The one that scores more first; of equal ones the first by id.
    fn order(&self, one: usize, other: usize) -> Ordering {
        self.points(other)
            .total_cmp(&self.points(one))
            .then_with(|| self.leader(one).id.cmp(&self.leader(other).id))
    }

    /// What a group counts beside those chosen before it.
    fn counted(&self, chosen: &[(usize, f64)], group: usize) -> f64 {
        let client = &self.leader(group).client;
        let before = chosen
            .iter()
            .filter(|(other, _)| self.leader(*other).client == *client)
            .fold(1.0, |factor, _| factor * REPEAT_FACTOR);
        self.points(group) * before
    }

    /// The open group that counts most now; the first by id of those that count the same.
    fn next(&self, chosen: &[(usize, f64)], open: &[usize]) -> (usize, f64) {
        let mut best = (open[0], self.counted(chosen, open[0]));
        for &group in &open[1..] {
            let counted = self.counted(chosen, group);
            let wins = counted.total_cmp(&best.1).then_with(|| {
                let (one, other) = (&self.leader(group).id, &self.leader(best.0).id);
                other.cmp(one)
            });
            if wins == Ordering::Greater {
                best = (group, counted);
            }
        }
        best
    }

    /// A morning finds at least one thing out: where none of the chosen does, the best that does takes
    /// the last place that is not pinned.
    fn find_something_out(
        &self,
        pinned: usize,
        chosen: &mut Vec<(usize, f64)>,
        open: &mut Vec<usize>,
    ) {
        let finds_out = |group: usize| self.groups[group].finds_out;
        if chosen.len() <= pinned || chosen.iter().any(|(group, _)| finds_out(*group)) {
            return;
        }
        let finding = open.iter().copied().filter(|group| finds_out(*group));
        let Some(better) = finding.min_by(|one, other| self.order(*one, *other)) else {
            return;
        };
        open.retain(|group| *group != better);
        open.extend(chosen.pop().map(|(group, _)| group));
        chosen.push((better, self.points(better)));
    }

    fn greeting(&self, group: usize, counted: f64) -> Greeting<Id> {
        let own = &self.groups[group];
        let id = |at: &usize| self.items[*at].id.clone();
        Greeting {
            leader: id(&own.leader),
            others: own.others.iter().map(id).collect(),
            score: self.scores[own.leader],
            counted,
            is_pinned: own.is_pinned,
        }
    }
}

fn grouped<Id, Client, Cause>(items: &[Item<Id, Client, Cause>], scores: &[Score]) -> Vec<Group>
where
    Id: Ord,
    Client: Ord,
    Cause: Ord,
{
    let mut by_cause: BTreeMap<(&Client, &Cause), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        by_cause
            .entry((&item.client, &item.cause))
            .or_default()
            .push(at);
    }
    let best = |one: &usize, other: &usize| {
        scores[*other]
            .points
            .total_cmp(&scores[*one].points)
            .then_with(|| items[*one].id.cmp(&items[*other].id))
    };
    by_cause
        .into_values()
        .filter_map(|mut of_cause| {
            of_cause.sort_by(best);
            let leader = *of_cause.first()?;
            let mut others = of_cause.split_off(1);
            others.sort_by_key(|&at| !items[at].is_pinned);
            let all = || others.iter().copied().chain([leader]);
            Some(Group {
                is_pinned: all().any(|at| items[at].is_pinned),
                finds_out: all().any(|at| items[at].finds_out),
                leader,
                others,
            })
        })
        .collect()
}
