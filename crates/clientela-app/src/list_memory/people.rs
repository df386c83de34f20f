//! The orders in which people are listed, their words and their places.

use std::cmp::Ordering;

use clientela_domain::ids::{AffiliationId, PersonId};
use clientela_domain::search::Query;
use clientela_store::Read;
use clientela_store::list_rows::{self, KeptPerson};
use clientela_store::people::{PersonCursor, PersonSort};
use uuid::Uuid;

use super::seen::Accounts;
use super::words::{Bits, Collecting, Part, Words, length_of, next_row};
use super::{Slice, put_together};
use crate::error::AppError;

/// Folded names, one after another.
#[derive(Debug, Default)]
struct Names {
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Names {
    fn push(&mut self, name: &str) {
        self.letters.push_str(name);
        self.ends.push(length_of(&self.letters));
    }

    fn of(&self, row: usize) -> &str {
        let begin = match row.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        let end = self.ends.get(row).copied().unwrap_or(begin);
        self.letters.get(begin as usize..end as usize).unwrap_or("")
    }
}

/// Everybody, in the order of their ids, which is that of the rows' numbers.
#[derive(Debug, Default)]
pub(crate) struct PeopleOrder {
    ids: Vec<PersonId>,
    names: Names,
    families: Names,
    created: Vec<i64>,
    /// Rows in the order of each list.
    by_name: Vec<u32>,
    by_family: Vec<u32>,
    by_creation: Vec<u32>,
    words: Words,
    /// Where the places of each person end.
    place_ends: Vec<u32>,
    /// Number of the client, twice, and one more for a former place.
    places: Vec<u32>,
}

/// Whose places a list asks for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Placing<'a> {
    /// Everybody.
    Any,
    /// Who is nowhere.
    Nowhere,
    /// Who is (false) or was (true) at one of these clients; either for `None`.
    At(&'a Bits, Option<bool>),
}

/// Which people, in which order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonAsked<'a> {
    pub(crate) sort: PersonSort,
    pub(crate) reversed: bool,
    /// Those with all words of a search.
    pub(crate) found: Option<&'a Bits>,
    /// Those with a place that was asked for, see [`PeopleOrder::placed`].
    pub(crate) placed: Option<&'a Bits>,
}

/// What two cursors of one order are compared by.
pub(crate) fn compare(sort: PersonSort, one: &PersonCursor, other: &PersonCursor) -> Ordering {
    let number = |cursor: &PersonCursor| cursor.key.parse::<i64>().unwrap_or(0);
    let by_key = match sort {
        PersonSort::Created => number(one).cmp(&number(other)),
        PersonSort::Name | PersonSort::Family => one.key.cmp(&other.key),
    };
    by_key.then_with(|| one.id.cmp(&other.id))
}

impl PeopleOrder {
    pub(super) async fn read(read: &Read, accounts: &mut Accounts) -> Result<Self, AppError> {
        let (mut order, mut words) = (Self::default(), Collecting::default());
        let mut after = PersonId(Uuid::nil());
        loop {
            let people = list_rows::people_after(read, after).await?;
            let Some(last) = people.last() else { break };
            after = last.id;
            for person in &people {
                order.push(person, &mut words);
            }
        }
        let mut places: Vec<(u32, u32)> = Vec::with_capacity(order.ids.len());
        let mut after = AffiliationId(Uuid::nil());
        loop {
            let found = list_rows::places_after(read, after).await?;
            let Some(last) = found.last() else { break };
            after = last.id;
            for place in found {
                let account = accounts.number(place.account);
                places.extend(order.place_of(place.person, account, place.former));
            }
        }
        put_together(move || order.put_together(places, words)).await
    }

    /// That of these people, in the order of their ids, and of their places.
    #[cfg(test)]
    pub(super) fn of(
        people: impl Iterator<Item = KeptPerson>,
        places: impl Iterator<Item = (PersonId, clientela_domain::ids::AccountId, bool)>,
        accounts: &mut Accounts,
    ) -> Self {
        let (mut order, mut words) = (Self::default(), Collecting::default());
        for person in people {
            order.push(&person, &mut words);
        }
        let mut kept = Vec::new();
        for (person, account, former) in places {
            kept.extend(order.place_of(person, accounts.number(account), former));
        }
        order.put_together(kept, words)
    }

    /// A place as it is kept, of a person who is known.
    fn place_of(&self, person: PersonId, account: u32, former: bool) -> Option<(u32, u32)> {
        let row = self.ids.binary_search(&person).ok()?;
        let row = u32::try_from(row).ok()?;
        Some((row, account * 2 + u32::from(former)))
    }

    fn put_together(mut self, places: Vec<(u32, u32)>, words: Collecting) -> Self {
        self.place(places);
        self.sort();
        self.words = words.finish(self.ids.len());
        self
    }

    fn push(&mut self, person: &KeptPerson, words: &mut Collecting) {
        words.add(next_row(&self.ids), &person.words);
        self.ids.push(person.id);
        self.names.push(&person.name);
        self.families.push(&person.family);
        self.created.push(person.created);
    }

    fn place(&mut self, mut places: Vec<(u32, u32)>) {
        places.sort_unstable();
        self.place_ends = vec![0; self.ids.len()];
        for (row, _) in &places {
            if let Some(count) = self.place_ends.get_mut(*row as usize) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut self.place_ends {
            sum += *count;
            *count = sum;
        }
        self.places = places.into_iter().map(|(_, place)| place).collect();
    }

    fn sort(&mut self) {
        let rows: Vec<u32> = (0..next_row(&self.ids)).collect();
        let sorted = |sort: PersonSort| {
            let mut rows = rows.clone();
            rows.sort_unstable_by(|one, other| self.order(sort, *one, *other));
            rows
        };
        let (by_name, by_family) = (sorted(PersonSort::Name), sorted(PersonSort::Family));
        self.by_creation = sorted(PersonSort::Created);
        self.by_name = by_name;
        self.by_family = by_family;
    }

    fn order(&self, sort: PersonSort, one: u32, other: u32) -> Ordering {
        let created = |row: u32| self.created.get(row as usize);
        let by_key = match sort {
            PersonSort::Name => self
                .names
                .of(one as usize)
                .cmp(self.names.of(other as usize)),
            PersonSort::Family => {
                let family = |row: u32| self.families.of(row as usize);
                family(one).cmp(family(other))
            }
            PersonSort::Created => created(one).cmp(&created(other)),
        };
        by_key.then(one.cmp(&other))
    }

    /// Who has all words of a search; `None` for one without words.
    pub(crate) fn find(&self, query: &Query) -> Option<Bits> {
        self.words.find(query, Part::Lead)
    }

    fn cursor(&self, sort: PersonSort, row: u32) -> Option<PersonCursor> {
        let at = row as usize;
        let key = match sort {
            PersonSort::Name => self.names.of(at).to_owned(),
            PersonSort::Family => self.families.of(at).to_owned(),
            PersonSort::Created => self.created.get(at)?.to_string(),
        };
        let id = *self.ids.get(at)?;
        Some(PersonCursor { key, id })
    }

    /// Who has a place that was asked for; `None` for everybody.
    pub(crate) fn placed(&self, placing: Placing<'_>) -> Option<Bits> {
        match placing {
            Placing::Any => None,
            Placing::Nowhere => Some(self.with_places(<[u32]>::is_empty)),
            Placing::At(bits, former) => Some(self.with_places(|places| {
                places.iter().any(|place| {
                    former.is_none_or(|former| (place % 2 == 1) == former)
                        && bits.contains((place / 2) as usize)
                })
            })),
        }
    }

    /// Who has a place at one of these clients, or none at all.
    pub(super) fn placed_at_seen(&self, seen: &Bits) -> Bits {
        let at = |place: &u32| seen.contains((place / 2) as usize);
        self.with_places(|places| places.is_empty() || places.iter().any(at))
    }

    /// Whose places fit. One pass over all places in their order: a list walks in another one, and would look each
    /// up far from the last.
    fn with_places(&self, fits: impl Fn(&[u32]) -> bool) -> Bits {
        let mut placed = Bits::none(self.ids.len());
        let mut begin = 0;
        for (row, end) in self.place_ends.iter().enumerate() {
            let end = *end as usize;
            if fits(self.places.get(begin..end).unwrap_or_default()) {
                placed.insert(row);
            }
            begin = end;
        }
        placed
    }

    /// The next so many people after a cursor that may fit, without those to be skipped.
    pub(crate) fn slice(
        &self,
        asked: &PersonAsked<'_>,
        after: Option<&PersonCursor>,
        count: usize,
        skip: impl Fn(PersonId) -> bool,
    ) -> Slice<PersonId, PersonCursor> {
        let order = match asked.sort {
            PersonSort::Name => &self.by_name,
            PersonSort::Family => &self.by_family,
            PersonSort::Created => &self.by_creation,
        };
        let against = |row: u32, after: &PersonCursor| {
            let own = self.cursor(asked.sort, row);
            own.map_or(Ordering::Less, |own| compare(asked.sort, &own, after))
        };
        let rest: Box<dyn Iterator<Item = &u32>> = match (after, asked.reversed) {
            (None, false) => Box::new(order.iter()),
            (None, true) => Box::new(order.iter().rev()),
            (Some(after), false) => {
                let from = order.partition_point(|row| against(*row, after).is_le());
                Box::new(order.iter().skip(from))
            }
            (Some(after), true) => {
                let until = order.partition_point(|row| against(*row, after).is_lt());
                Box::new(order.iter().take(until).rev())
            }
        };
        let mut ids = Vec::with_capacity(count);
        for row in rest {
            let at = *row as usize;
            let fits = asked.found.is_none_or(|found| found.contains(at))
                && asked.placed.is_none_or(|placed| placed.contains(at));
            let Some(id) = self.ids.get(*row as usize).filter(|_| fits) else {
                continue;
            };
            if skip(*id) {
                continue;
            }
            ids.push(*id);
            if ids.len() >= count {
                let end = self.cursor(asked.sort, *row);
                return Slice { ids, end };
            }
        }
        Slice { ids, end: None }
    }
}
