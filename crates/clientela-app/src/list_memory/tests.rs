//! What memory finds against what looking at every row finds.

use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::search::{Query, QueryWord};
use clientela_store::list_rows::KeptPerson;
use clientela_store::people::{PersonCursor, PersonSort};
use proptest::prelude::*;
use uuid::Uuid;

use super::people::{PeopleOrder, PersonAsked, Placing, compare};
use super::seen::Accounts;
use super::words::{Bits, Collecting, Part};
use super::{Gathering, LOOKED_MAX, Onward};

const WORDS: [&str; 8] = [
    "iva", "ivan", "ivanov", "mar", "maria", "marin", "o", "ferta",
];

fn texts() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    let text = prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..4);
    prop::collection::vec(text, 0..90)
}

/// Has a text all words, each in one of its readings?
fn fits(query: &Query, text: &[&str]) -> bool {
    let begins = |prefix: &String| text.iter().any(|word| word.starts_with(prefix.as_str()));
    let has = |word: &QueryWord| {
        let mut readings = word.alternatives.iter();
        readings.any(|reading| reading.prefixes.iter().all(begins))
    };
    query.words().iter().all(has)
}

fn person(number: u128, name: &str) -> KeptPerson {
    KeptPerson {
        id: PersonId(Uuid::from_u128(number)),
        name: name.to_owned(),
        family: name.chars().rev().collect(),
        created: i64::try_from(number % 5).expect("small"),
        words: format!("{name} | more"),
    }
}

fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

/// Everybody a slice after slice leads to.
fn all(
    order: &PeopleOrder,
    asked: &PersonAsked<'_>,
    step: usize,
    skipped: PersonId,
) -> Vec<PersonId> {
    let mut found = Vec::new();
    let mut after: Option<PersonCursor> = None;
    loop {
        let slice = order.slice(asked, after.as_ref(), step, |id| id == skipped);
        found.extend(slice.ids);
        match slice.end {
            Some(end) => after = Some(end),
            None => return found,
        }
    }
}

proptest! {
    #[test]
    fn words_find_the_rows_that_have_them(texts in texts(), typed in "(iv|mar|ivan|o|x)( (ma|fert|iva))?") {
        let mut collecting = Collecting::default();
        for (row, text) in (0..).zip(&texts) {
            collecting.add(row, &text.join(" "));
        }
        let words = collecting.finish(texts.len());
        let query = Query::for_texts(&typed);
        let found = words.find(&query, Part::All).expect("there are words");
        for (row, text) in texts.iter().enumerate() {
            prop_assert_eq!(found.contains(row), fits(&query, text), "{} / {:?}", &typed, text);
        }
        prop_assert_eq!(words.find(&Query::default(), Part::All), None);
    }

    #[test]
    fn slices_are_the_list_in_its_order(
        people in prop::collection::vec((prop::sample::select(WORDS.to_vec()), 0_u128..4, any::<bool>()), 1..60),
        step in 1_usize..7,
        reversed in any::<bool>(),
        sort in prop::sample::select(PersonSort::ALL.to_vec()),
        how in 0..4,
    ) {
        let mut accounts = Accounts::default();
        for number in 1..4 {
            accounts.number(account(number));
        }
        let people: Vec<_> = (1_u128..).zip(people).collect();
        let kept = people.iter().map(|(id, (name, ..))| person(*id, name));
        // Somebody has no place when the number of their client is nought.
        let places = people.iter().filter(|(_, (_, at, _))| *at > 0);
        let places = places.map(|(id, (_, at, former))| (PersonId(Uuid::from_u128(*id)), account(*at), *former));
        let order = PeopleOrder::of(kept, places, &mut accounts);
        let chosen = accounts.bits([account(1), account(2)].into_iter());
        let skipped = PersonId(Uuid::from_u128(3));
        let placed = match how {
            0 => order.placed(Placing::Any),
            1 => order.placed(Placing::Nowhere),
            2 => Some(order.placed_at_seen(&chosen)),
            _ => order.placed(Placing::At(&chosen, Some(false))),
        };
        let asked = PersonAsked { sort, reversed, found: None, placed: placed.as_ref() };
        let mut expected: Vec<(PersonCursor, PersonId)> = people
            .iter()
            .filter(|(_, (_, at, former))| match how {
                0 => true,
                1 => *at == 0,
                2 => *at < 3,
                _ => (*at == 1 || *at == 2) && !former,
            })
            .map(|(id, (name, ..))| person(*id, name))
            .filter(|one| one.id != skipped)
            .map(|one| {
                let key = match sort {
                    PersonSort::Name => one.name,
                    PersonSort::Family => one.family,
                    PersonSort::Created => one.created.to_string(),
                };
                (PersonCursor { key, id: one.id }, one.id)
            })
            .collect();
        expected.sort_by(|(one, _), (other, _)| compare(sort, one, other));
        if reversed {
            expected.reverse();
        }
        let expected: Vec<PersonId> = expected.into_iter().map(|(_, id)| id).collect();
        prop_assert_eq!(all(&order, &asked, step, skipped), expected);
    }
}

#[test]
fn a_set_has_what_was_put_into_it() {
    let mut bits = Bits::none(130);
    for number in [0, 63, 64, 129, 500] {
        bits.insert(number);
    }
    let held: Vec<usize> = (0..600).filter(|number| bits.contains(*number)).collect();
    assert_eq!(held, [0, 63, 64, 129]);
}

#[test]
fn a_page_is_gathered_until_it_is_whole_or_looking_is_in_vain() {
    let mut gathering = Gathering::of(5);
    assert_eq!(gathering.after(17, 5, false), Onward::Whole);
    assert_eq!(
        gathering.after(3, 1, true),
        Onward::Whole,
        "there are no more"
    );
    let (mut steps, mut looked) = (0, 0);
    let end = loop {
        looked += gathering.step();
        steps += 1;
        match gathering.after(gathering.step(), 0, false) {
            Onward::Next => {}
            end => break end,
        }
    };
    assert_eq!(end, Onward::GiveUp);
    assert!(looked > LOOKED_MAX && steps < 20, "{looked} in {steps}");
}
