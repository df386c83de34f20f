//! S14.1: who opens doors; circles, two who named one, and long chains.

use proptest::prelude::*;

use super::super::*;
use super::close;
use crate::day::{Date, day_from_number, day_number};

const NAMES: [&str; 9] = [
    "Ana", "Boris", "Dian", "Elen", "Filip", "Gita", "Hari", "Ivo", "Vera",
];

fn place(name: &str) -> u32 {
    let found = NAMES.iter().position(|one| *one == name);
    found.expect("a name of the oracle") as u32
}

fn on_day(referrer: u32, named: u32, day: i32) -> Referral {
    let first = day_number(Date::constant(2026, 1, 1));
    let day = day_from_number(first + day).expect("a day");
    Referral {
        referrer,
        named,
        day,
    }
}

fn s14_1() -> ReferralGraph {
    let edges = [
        ("Ana", "Boris"),
        ("Ana", "Vera"),
        ("Ana", "Gita"),
        ("Boris", "Dian"),
        ("Boris", "Elen"),
        ("Vera", "Elen"),
        ("Dian", "Filip"),
        ("Hari", "Ana"),
        ("Hari", "Ivo"),
    ];
    let edges = edges.map(|(from, to)| on_day(place(from), place(to), 0));
    ReferralGraph::new(NAMES.len() as u32, &edges, CREDIT_DAYS)
}

/// The values of S14.1, in the order of the names.
const VALUES: [f64; 9] = [10.0, 0.0, 25.0, 60.0, 15.0, 5.0, 0.0, 8.0, 40.0];

#[test]
fn s14_1_what_each_ones_names_became_and_two_checks() {
    let graph = s14_1();
    let values = VALUES.map(|value| (value, value));
    let brought = graph.descendant_values(&values, DISCOUNT);
    let (katz, rank) = (graph.katz(0.3), graph.page_rank(0.85));
    for (name, descendants, value, katz_wanted, rank_wanted) in [
        ("Ana", 6, 78.295, 2.197, 0.249_301_300_23),
        ("Hari", 8, 67.4065, 1.9591, 0.294_130_588_591),
        ("Boris", 3, 45.85, 1.69, 0.133_225_885_934),
        ("Vera", 1, 21.0, 1.3, 0.063_335_075_047_9),
        ("Dian", 1, 10.5, 1.3, 0.082_224_483_395_5),
        ("Ivo", 0, 0.0, 1.0, 0.044_445_666_700_3),
    ] {
        let person = place(name);
        assert_eq!(graph.descendants(person).len(), descendants, "{name}");
        let (low, high) = brought[person as usize];
        close(low, value);
        close(high, value);
        close(katz[person as usize], katz_wanted);
        let distance = (rank[person as usize] - rank_wanted).abs();
        assert!(
            distance < 1e-7,
            "{name}: {} for {rank_wanted}",
            rank[person as usize]
        );
    }
    close(rank.iter().sum(), 1.0);
    let mut by_value: Vec<usize> = (0..NAMES.len()).collect();
    by_value.sort_by(|one, other| brought[*other].0.total_cmp(&brought[*one].0));
    let names: Vec<&str> = by_value.into_iter().map(|person| NAMES[person]).collect();
    let wanted = [
        "Ana", "Hari", "Boris", "Vera", "Dian", "Elen", "Filip", "Gita", "Ivo",
    ];
    assert_eq!(names, wanted);
}

#[test]
fn generations_follow_whoever_named_first() {
    let graph = s14_1();
    let generations = graph.generations();
    for (name, generation) in [
        ("Hari", 0),
        ("Ana", 1),
        ("Boris", 2),
        ("Elen", 3),
        ("Filip", 4),
    ] {
        assert_eq!(generations[place(name) as usize], generation, "{name}");
    }
    assert_eq!(graph.first_referrer(place("Elen")), Some(place("Boris")));
    let of_boris = graph.descendants(place("Boris"));
    assert_eq!(
        of_boris,
        [(place("Dian"), 1), (place("Elen"), 1), (place("Filip"), 2)]
    );
}

#[test]
fn two_within_the_days_share_the_credit_and_a_late_one_has_none() {
    let value = [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (100.0, 100.0)];
    let edges = [
        on_day(0, 3, 0),
        on_day(1, 3, CREDIT_DAYS),
        on_day(2, 3, CREDIT_DAYS + 1),
    ];
    let graph = ReferralGraph::new(4, &edges, CREDIT_DAYS);
    let brought = graph.descendant_values(&value, DISCOUNT);
    close(brought[0].0, 35.0);
    close(brought[1].0, 35.0);
    close(brought[2].0, 0.0);
    let alone = ReferralGraph::new(4, &edges, 0);
    close(alone.descendant_values(&value, DISCOUNT)[0].0, 70.0);
    let again = [on_day(0, 3, 0), on_day(0, 3, 5)];
    let twice = ReferralGraph::new(4, &again, CREDIT_DAYS);
    assert_eq!(twice.names_of(0), [3]);
}

#[test]
fn of_one_day_whoever_stands_earlier_in_the_list_came_first() {
    for (list, first, cut) in [
        ([(1, 0), (2, 0), (0, 1)], 1, (0, 1)),
        ([(2, 0), (0, 1), (1, 0)], 2, (1, 0)),
    ] {
        let edges = list.map(|(referrer, named)| on_day(referrer, named, 4));
        let graph = ReferralGraph::new(3, &edges, CREDIT_DAYS);
        assert_eq!(graph.first_referrer(0), Some(first));
        assert_eq!(graph.cut(), [cut]);
    }
}

#[test]
fn a_circle_is_cut_at_its_latest_referral() {
    let edges = [
        on_day(0, 1, 3),
        on_day(1, 2, 9),
        on_day(2, 0, 5),
        on_day(3, 3, 1),
    ];
    let graph = ReferralGraph::new(4, &edges, CREDIT_DAYS);
    assert_eq!(graph.cut(), [(1, 2)]);
    assert_eq!(graph.generations(), [1, 2, 0, 0]);
    assert!(graph.names_of(9).is_empty());
}

#[test]
fn unknown_values_stay_an_interval() {
    let graph = ReferralGraph::new(2, &[on_day(0, 1, 0)], CREDIT_DAYS);
    let brought = graph.descendant_values(&[(0.0, 0.0), (0.0, f64::INFINITY)], DISCOUNT);
    assert_eq!(brought[0], (0.0, f64::INFINITY));
    assert_eq!(brought[1], (0.0, 0.0));
}

#[test]
fn a_chain_of_any_length_is_walked() {
    let people = 200_000;
    let links = (0..people).map(|person| on_day(person, (person + 1) % people, 0));
    let links: Vec<Referral> = links.collect();
    let graph = ReferralGraph::new(people, &links, CREDIT_DAYS);
    assert_eq!(graph.cut(), [(people - 1, 0)]);
    assert_eq!(graph.generations().into_iter().max(), Some(people - 1));
    close(graph.katz(0.5)[0], 2.0);
}

const PEOPLE: u32 = 9;

fn any_referrals() -> impl Strategy<Value = Vec<Referral>> {
    // Different days, so that the latest of a circle is one.
    let pairs = prop::collection::vec((0..PEOPLE, 0..PEOPLE), 0..30);
    pairs.prop_map(|pairs| {
        let days = pairs.into_iter().zip(0..);
        days.map(|((from, to), day)| on_day(from, to, day))
            .collect()
    })
}

/// The first of several between the same two; nobody themselves.
fn distinct(referrals: &[Referral]) -> Vec<Referral> {
    let mut kept: Vec<Referral> = Vec::new();
    for one in referrals {
        let known = kept
            .iter()
            .any(|before| (before.referrer, before.named) == (one.referrer, one.named));
        if !known && one.referrer != one.named {
            kept.push(*one);
        }
    }
    kept
}

fn reaches(edges: &[Referral], from: u32, to: u32) -> bool {
    let mut seen = vec![from];
    let mut place = 0;
    while place < seen.len() {
        let one = seen[place];
        for edge in edges.iter().filter(|edge| edge.referrer == one) {
            if !seen.contains(&edge.named) {
                seen.push(edge.named);
            }
        }
        place += 1;
    }
    seen.contains(&to)
}

proptest! {
    #[test]
    fn exactly_the_latest_referral_of_each_circle_is_cut(referrals in any_referrals()) {
        let graph = ReferralGraph::new(PEOPLE, &referrals, i32::MAX);
        let edges = distinct(&referrals);
        let closing = (0..edges.len()).filter(|place| {
            reaches(&edges[..*place], edges[*place].named, edges[*place].referrer)
        });
        let wanted: Vec<(u32, u32)> =
            closing.map(|place| (edges[place].referrer, edges[place].named)).collect();
        prop_assert_eq!(graph.cut(), &wanted[..]);
        for person in 0..PEOPLE {
            prop_assert!(graph.descendants(person).iter().all(|(one, _)| *one != person));
        }
    }

    #[test]
    fn whom_nobody_reached_changes_nothing(
        referrals in any_referrals(),
        values in prop::collection::vec(0.0_f64..100.0, PEOPLE as usize),
        other in 0.0_f64..1_000.0,
    ) {
        let graph = ReferralGraph::new(PEOPLE, &referrals, CREDIT_DAYS);
        let ends: Vec<(f64, f64)> = values.iter().map(|value| (*value, *value)).collect();
        let brought = graph.descendant_values(&ends, DISCOUNT);
        for person in 0..PEOPLE {
            let reached = graph.descendants(person);
            let changed: Vec<(f64, f64)> = ends
                .iter()
                .enumerate()
                .map(|(one, value)| {
                    let is_reached = reached.iter().any(|(found, _)| *found as usize == one);
                    if is_reached { *value } else { (other, other) }
                })
                .collect();
            let again = graph.descendant_values(&changed, DISCOUNT)[person as usize];
            prop_assert!(again.0 >= 0.0);
            prop_assert!((again.0 - brought[person as usize].0).abs() < 1e-9);
        }
    }

    #[test]
    fn rank_is_shared_out_whole(referrals in any_referrals()) {
        let graph = ReferralGraph::new(PEOPLE, &referrals, CREDIT_DAYS);
        let rank = graph.page_rank(0.85);
        prop_assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        prop_assert!(rank.iter().all(|one| *one > 0.0));
    }
}
