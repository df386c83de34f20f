//! Numbers of `DOMAIN.md` 11, and network measures as networkx gives them for Krackhardt's managers.

#![expect(
    clippy::disallowed_methods,
    reason = "the domain has no fs_err; the test names the file itself"
)]

use std::path::PathBuf;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::estimate::{Estimate, Truth};
use crate::ids::{MapStatementId, PersonId, UserId};
use jiff::Timestamp;
use jiff::civil::date;

fn person(number: u128) -> Node {
    Node::Person(PersonId(Uuid::from_u128(number)))
}

fn member(number: u128, power: u8, veto: bool, attitude: Attitude, access: f64) -> Member {
    Member {
        node: person(number),
        power: Judged::As(power),
        veto: if veto { Truth::True } else { Truth::False },
        attitude: Judged::As(attitude),
        access,
    }
}

/// Decider, user, buyer, influencer, gatekeeper of the oracle.
fn centre() -> [Member; 5] {
    use Attitude::*;
    [
        member(1, 3, true, Supporter, 0.5),
        member(2, 2, false, Champion, 1.0),
        member(3, 2, true, Opponent, 0.8),
        member(4, 3, false, Neutral, 0.9),
        member(5, 1, false, Neutral, 1.0),
    ]
}

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-9, "{value} for {wanted}");
}

#[test]
fn s11_1_the_buyer_is_the_hinge() {
    let read = decide(&centre());
    assert_eq!(read.chance, Estimate::Known(0.185_156_25));
    for (found, wanted) in
        read.importance
            .iter()
            .zip([0.246_875, 0.046_875, 0.740_625, 0.004_687_5, 0.004_687_5])
    {
        close(*found, wanted);
    }
    let gains: Vec<(Node, f64)> = read
        .next_to_win
        .iter()
        .map(|one| (one.node, one.gain))
        .collect();
    assert_eq!(gains.len(), 4, "a champion cannot be won further");
    for ((who, gain), (wanted, worth)) in gains.iter().zip([
        (3, 0.148_125),
        (1, 0.024_687_5),
        (5, 0.001_171_875),
        (4, 0.001_054_687_5),
    ]) {
        assert_eq!(*who, person(wanted));
        close(*gain, worth);
    }
    let blockers: Vec<Node> = read.blockers.iter().map(|one| one.node).collect();
    assert_eq!(blockers, [person(3)], "0.75 × 0.740625, and a veto");
}

#[test]
fn s11_2_an_unknown_attitude_leaves_an_interval() {
    let mut members = centre();
    members[3].attitude = Judged::Unknown;
    let read = decide(&members);
    let (low, high) = read.chance.bounds().expect("an interval");
    close(low, 0.183_046_875);
    close(high, 0.187_265_625);
    let asked = read.next_to_win.iter().find(|one| one.node == person(4));
    assert!(asked.expect("worth asking").find_out);
    members[3].veto = Truth::Undecided;
    let (lower, higher) = decide(&members).chance.bounds().expect("an interval");
    assert!(
        lower < low && higher >= high,
        "a veto nobody knows of widens it"
    );
    assert_eq!(decide(&[]).chance, Estimate::Unknown("unknown-no-members"));
}

#[test]
fn s11_3_coverage_and_the_thread() {
    use BuyingRole::*;
    let roles = [
        (Decider, Truth::True),
        (User, Truth::True),
        (Buyer, Truth::False),
        (Influencer, Truth::Undecided),
        (Gatekeeper, Truth::True),
        (Initiator, Truth::Undecided),
    ];
    let (low, high) = coverage(&roles).bounds().expect("an interval");
    close(low, 0.6);
    close(high, 0.8);
    assert_eq!(coverage(&[]), Estimate::Unknown("unknown-no-roles"));
    for (contacts, wanted) in [(1, 0.2), (2, 0.04), (3, 0.008)] {
        close(no_contact_left(contacts, 0.2), wanted);
    }
    let thread = threads(&[18, 3, 1]).expect("a thread");
    close(thread.main_share, 0.818_181_818_181_818);
    assert!((thread.effective - 1.449_101_796_41).abs() < 1e-9);
    assert!(thread.is_single);
    assert!(!threads(&[5, 5]).expect("a thread").is_single);
    assert_eq!(threads(&[0, 0]), None);
}

#[test]
fn s11_4_how_often_a_role_blocks() {
    let (mean, low, high) = blocking_rate((3, 12), (9, 60), 6.0).expect("a rate");
    close(mean, 0.216_666_666_666_666_67);
    assert!((low - 0.080_953_141_797_3).abs() < 1e-7, "{low}");
    assert!((high - 0.388_923_426_139).abs() < 1e-7, "{high}");
    assert_eq!(blocking_rate((0, 0), (0, 0), 6.0), None);
    assert_eq!(blocking_rate((3, 2), (9, 60), 6.0), None);
}

/// One of Krackhardt's networks, or `None` (said aloud) without real files.
fn managers(name: &str) -> Option<(Network, serde_json::Value)> {
    let Some(folder) = std::env::var_os("CLIENTELA_REAL_DATA").map(PathBuf::from) else {
        eprintln!("skipped: CLIENTELA_REAL_DATA is not set");
        return None;
    };
    let folder = folder.join("krackhardt");
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).expect("a file");
    let text = read(&format!("{name}.csv"));
    let ties = text.lines().skip(1).filter_map(|line| {
        let cells: Vec<usize> = line
            .split(';')
            .map(|cell| cell.trim().parse().expect("a number"))
            .collect();
        (cells[2] == 1).then(|| (cells[0] - 1, cells[1] - 1))
    });
    let network = Network::new(21, ties);
    let oracle: serde_json::Value = serde_json::from_str(&read("oracle.json")).expect("JSON");
    Some((network, oracle[name].clone()))
}

#[test]
fn krackhardts_managers_are_measured_as_networkx_does() {
    for name in ["Advice", "Friendship", "Reports_To"] {
        let Some((network, oracle)) = managers(name) else {
            return;
        };
        assert_eq!(
            network.ties() as u64,
            oracle["edges"].as_u64().expect("a count")
        );
        let reciprocity = network.reciprocity().expect("ties");
        assert!((reciprocity - oracle["reciprocity"].as_f64().expect("a part")).abs() < 1e-6);
        let place = |cell: &serde_json::Value| {
            let text = cell.as_str().expect("a manager");
            text.parse::<usize>().expect("a number") - 1
        };
        let (degrees, between) = (network.in_degrees(), network.betweenness());
        for pair in oracle["in_degree_top5"].as_array().expect("a list") {
            assert_eq!(
                degrees[place(&pair[0])] as u64,
                pair[1].as_u64().expect("a count"),
                "{name}"
            );
        }
        for pair in oracle["betweenness_top5"].as_array().expect("a list") {
            let wanted = pair[1].as_f64().expect("a part");
            assert!(
                (between[place(&pair[0])] - wanted).abs() < 1e-6,
                "{name} {pair}"
            );
        }
        let holding: Vec<usize> = oracle["articulation_points_undirected"]
            .as_array()
            .expect("a list")
            .iter()
            .map(place)
            .collect();
        assert_eq!(network.holding_together(), holding, "{name}");
    }
}

#[test]
fn the_warmest_path_goes_round_who_lets_nothing_through() {
    // 0 and 1 we know; 4 is to be won. 2 is cold, 3 is warm.
    let network = Network::new(5, [(0, 2), (2, 4), (1, 3), (3, 4), (0, 3)]);
    let warmth = [0.9, 0.5, 0.1, 0.8, 0.0];
    let path = network.warmest_path(&[0, 1], 4, &warmth).expect("a path");
    assert_eq!(path.people, [0, 3, 4]);
    close(path.warmth, 0.72);
    assert_eq!(
        network.warmest_path(&[4], 0, &warmth),
        None,
        "nothing leads back"
    );
    let own = network.warmest_path(&[4], 4, &warmth).expect("ourselves");
    assert_eq!((own.people.as_slice(), own.warmth), ([4].as_slice(), 1.0));
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    let attitude = proptest::sample::select(Attitude::ALL.to_vec());
    let judged = prop_oneof![3 => attitude.prop_map(Judged::As), 1 => Just(Judged::Unknown)];
    let veto = proptest::sample::select(vec![Truth::True, Truth::False, Truth::Undecided]);
    proptest::collection::vec((1..=5_u8, veto, judged, 0.0..=1.0_f64), 1..7).prop_map(|all| {
        (1_u128..)
            .zip(all)
            .map(|(number, (power, veto, attitude, access))| Member {
                node: person(number),
                power: Judged::As(power),
                veto,
                attitude,
                access,
            })
            .collect()
    })
}

/// The chance by trying every way of voting.
fn tried(members: &[Member], high: bool) -> f64 {
    let power = |one: &Member| u32::from(one.power.ends().map_or(3, |ends| ends.0));
    let whole: u32 = members.iter().map(power).sum();
    let chance = |one: &Member| match (one.attitude, high) {
        (Judged::As(attitude), _) => attitude.chance(),
        (Judged::Between(low, _), false) => low.chance(),
        (Judged::Between(_, high), true) => high.chance(),
        (Judged::Unknown, false) => 0.05,
        (Judged::Unknown, true) => 0.95,
    };
    (0..1_u32 << members.len())
        .map(|votes| {
            let yes = |place: usize| votes >> place & 1 == 1;
            let said: u32 = (0..members.len())
                .filter(|place| yes(*place))
                .map(|place| power(&members[place]))
                .sum();
            let stopped = members.iter().enumerate().any(|(place, one)| {
                let can = one.veto == Truth::True || (one.veto == Truth::Undecided && !high);
                can && !yes(place)
            });
            if stopped || said * 2 <= whole {
                return 0.0;
            }
            let ways = members.iter().enumerate();
            ways.map(|(place, one)| {
                if yes(place) {
                    chance(one)
                } else {
                    1.0 - chance(one)
                }
            })
            .product()
        })
        .sum()
}

proptest! {
    #[test]
    fn the_chance_is_that_of_every_way_of_voting(members in members()) {
        let (low, high) = decide(&members).chance.bounds().expect("a chance");
        prop_assert!((low - tried(&members, false)).abs() < 1e-12);
        prop_assert!((high - tried(&members, true)).abs() < 1e-12);
    }

    #[test]
    fn nobody_is_worth_less_for_thinking_better_of_us(members in members(), place in 0..7_usize) {
        let place = place % members.len();
        let mut better = members.clone();
        let Judged::As(attitude) = members[place].attitude else { return Ok(()) };
        let Some(up) = attitude.better() else { return Ok(()) };
        better[place].attitude = Judged::As(up);
        let (was, is) = (decide(&members).chance, decide(&better).chance);
        let (was, is) = (was.bounds().expect("one"), is.bounds().expect("one"));
        prop_assert!(is.0 >= was.0 - 1e-12 && is.1 >= was.1 - 1e-12);
    }
}

const TODAY: jiff::civil::Date = date(2026, 11, 26);

fn said(number: u128, about: u128, what: Said, day: jiff::civil::Date, author: u128) -> Statement {
    Statement {
        id: MapStatementId(Uuid::from_u128(number)),
        about: person(about),
        said: what,
        day,
        at: Timestamp::from_second(i64::try_from(number).expect("small")).expect("a moment"),
        author: Some(UserId(Uuid::from_u128(author))),
        evidence: if number.is_multiple_of(2) {
            "протокол".to_owned()
        } else {
            String::new()
        },
    }
}

#[test]
fn opinions_stand_beside_each_other_and_expire_and_facts_are_the_latest() {
    let all = [
        said(
            1,
            1,
            Said::Attitude(Some(Attitude::Supporter)),
            date(2026, 10, 1),
            7,
        ),
        said(
            2,
            1,
            Said::Attitude(Some(Attitude::Opponent)),
            date(2026, 11, 1),
            8,
        ),
        said(3, 1, Said::Influence(Some(4)), date(2025, 11, 25), 7),
        said(
            4,
            1,
            Said::Role(BuyingRole::Decider, true),
            date(2020, 1, 1),
            7,
        ),
        said(
            5,
            1,
            Said::Role(BuyingRole::Buyer, true),
            date(2020, 1, 1),
            7,
        ),
        said(
            6,
            1,
            Said::Role(BuyingRole::Buyer, false),
            date(2021, 1, 1),
            8,
        ),
        said(7, 1, Said::ReportsTo(Some(person(2))), date(2026, 1, 1), 7),
        said(
            8,
            1,
            Said::Tie(TieKind::Friend, person(3), Some(Strength::Strong)),
            date(2026, 3, 1),
            7,
        ),
        said(
            9,
            1,
            Said::Tie(TieKind::Friend, person(3), None),
            date(2026, 6, 1),
            7,
        ),
    ];
    let now = read_map(&all, TODAY);
    let one = &now.nodes[&person(1)];
    assert_eq!(
        one.attitude,
        Judged::Between(Attitude::Opponent, Attitude::Supporter)
    );
    assert_eq!(one.influence, Judged::Unknown, "said more than a year ago");
    assert!(one.is_stale && !one.is_proven);
    assert_eq!(one.roles, [BuyingRole::Decider]);
    assert_eq!(one.reports_to, Some(person(2)));
    assert!(now.ties.is_empty(), "the tie has ended");
    let spring = read_map(&all, date(2026, 4, 1));
    assert_eq!(spring.ties.len(), 1);
    assert_eq!(spring.ties[0].since, date(2026, 3, 1));
    assert_eq!(spring.nodes[&person(1)].attitude, Judged::Unknown);
    assert_eq!(spring.nodes[&person(1)].influence, Judged::As(4));
    let changed_mind = said(10, 1, Said::Attitude(Some(Attitude::Opponent)), TODAY, 7);
    let mut more = all.to_vec();
    more.push(changed_mind);
    let now = read_map(&more, TODAY);
    assert_eq!(
        now.nodes[&person(1)].attitude,
        Judged::As(Attitude::Opponent)
    );
}

fn known(number: u128, unit: &str, days_ago: Option<i32>, met: u32, by: &[u128]) -> Known {
    Known {
        node: person(number),
        unit: unit.to_owned(),
        last_contact: days_ago.map(|days| TODAY.saturating_sub(jiff::Span::new().days(days))),
        met,
        met_by: by
            .iter()
            .map(|user| UserId(Uuid::from_u128(*user)))
            .collect(),
    }
}

#[test]
fn a_map_says_whom_to_win_and_over_whom() {
    let day = date(2026, 11, 1);
    let all = [
        said(2, 1, Said::Role(BuyingRole::Decider, true), day, 7),
        said(4, 1, Said::Veto(Truth::True), day, 7),
        said(6, 1, Said::Attitude(Some(Attitude::Neutral)), day, 7),
        said(8, 1, Said::Influence(Some(5)), day, 7),
        said(10, 2, Said::Role(BuyingRole::User, true), day, 7),
        said(12, 2, Said::Attitude(Some(Attitude::Champion)), day, 7),
        said(14, 2, Said::Influence(Some(3)), day, 7),
        said(16, 2, Said::ReportsTo(Some(person(1))), day, 7),
        said(18, 3, Said::Role(BuyingRole::Buyer, true), day, 7),
        said(20, 3, Said::Influence(Some(2)), day, 7),
    ];
    let map = read_map(&all, TODAY);
    let people = [
        known(1, "управление", None, 0, &[]),
        known(2, "покупки", Some(40), 9, &[5]),
        known(3, "покупки", Some(200), 1, &[5]),
    ];
    let reading = read(&map, &people, None, TODAY);
    assert_eq!(reading.members.len(), 3);
    close(reading.members[0].access, 0.95);
    close(reading.members[2].access, 0.6);
    let (low, high) = reading.decision.chance.bounds().expect("an interval");
    assert!(
        low < high,
        "the buyer's attitude and two vetoes are unknown"
    );
    assert_eq!(reading.decision.blockers[0].node, person(1));
    assert_eq!(reading.ways[0].over, [person(2), person(1)]);
    let by_role = |role| {
        let found = reading.roles.iter().find(|one| one.role == role);
        found.expect("every role").covered
    };
    assert_eq!(by_role(BuyingRole::Decider), Truth::False);
    assert_eq!(by_role(BuyingRole::User), Truth::True);
    assert_eq!(by_role(BuyingRole::Initiator), Truth::Undecided);
    assert_eq!(reading.thread.active, [person(2)]);
    assert!(reading.thread.is_single());
    assert_eq!(reading.thread.one_of_us, Some(UserId(Uuid::from_u128(5))));
    close(reading.thread.none_left, 0.2);
    assert_eq!(
        reading.silent_champions,
        [person(2)],
        "40 days, and 30 are wanted"
    );
    let patient = read(&map, &people, Some(60), TODAY);
    assert!(patient.silent_champions.is_empty());
    let nobody = read(&MapState::default(), &people, None, TODAY);
    assert_eq!(nobody.coverage, Estimate::Unknown("unknown-no-roles"));
    assert_eq!(
        nobody.decision.chance,
        Estimate::Unknown("unknown-no-members")
    );
}

#[test]
fn unknown_influence_is_tried_at_every_value() {
    let mut members = centre();
    members[2].power = Judged::Unknown;
    let (low, high) = decide(&members).chance.bounds().expect("an interval");
    let mut tried = Vec::new();
    for power in 1..=5 {
        members[2].power = Judged::As(power);
        tried.extend(decide(&members).chance.bounds().map(|ends| ends.0));
    }
    close(low, tried.iter().copied().fold(f64::INFINITY, f64::min));
    close(high, tried.iter().copied().fold(0.0, f64::max));
    for member in &mut members {
        member.power = Judged::Unknown;
    }
    assert_eq!(
        decide(&members).chance,
        Estimate::Unknown("unknown-influence")
    );
}

fn lines() -> impl Strategy<Value = Vec<Option<usize>>> {
    (1..80_usize).prop_flat_map(|people| {
        let above = proptest::option::weighted(0.85, 0..people);
        proptest::collection::vec(above, people)
    })
}

proptest! {
    #[test]
    fn nobody_stands_on_somebody_else(lines in lines()) {
        let chart = org_chart(&lines);
        prop_assert_eq!(&chart, &org_chart(&lines));
        for (person, one) in chart.places.iter().enumerate() {
            for other in &chart.places[person + 1..] {
                let apart = (one.column - other.column).abs();
                prop_assert!(one.row != other.row || apart >= 1.0 - 1e-9, "{one:?} {other:?}");
            }
        }
        for (person, parent) in chart.parents.iter().enumerate() {
            if let Some(parent) = parent {
                prop_assert!(chart.places[*parent].row < chart.places[person].row);
            }
        }
        for place in &chart.places {
            prop_assert!(place.column <= chart.columns && place.row < chart.rows);
        }
    }

    #[test]
    fn the_network_is_drawn_the_same_and_apart(
        weights in proptest::collection::vec(proptest::option::of(1..=5_u8), 1..60),
        ties in proptest::collection::vec((0..60_usize, 0..60_usize), 0..90),
    ) {
        let points = network_layout(&weights, &ties);
        prop_assert_eq!(&points, &network_layout(&weights, &ties));
        for (place, one) in points.iter().enumerate() {
            for other in &points[place + 1..] {
                let apart = (one.x - other.x).abs().max((one.y - other.y).abs());
                prop_assert!(apart > 0.5, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_order_of_statements_says_nothing(seed in 0..1_000_u64) {
        let day = |number: u64| date(2026, 1 + i8::try_from(number % 11).expect("small"), 1);
        let mut all: Vec<Statement> = (0..12_u64)
            .map(|number| {
                let attitude = Attitude::ALL[(seed + number) as usize % 5];
                let what = match number % 3 {
                    0 => Said::Attitude(Some(attitude)),
                    1 => Said::Influence(Some(1 + (number % 5) as u8)),
                    _ => Said::Role(BuyingRole::User, (seed + number).is_multiple_of(2)),
                };
                let number = u128::from(number);
                said(number, number % 2, what, day(seed / 7 + number as u64), number % 3)
            })
            .collect();
        let read = read_map(&all, TODAY);
        let turned = seed as usize % all.len();
        all.rotate_left(turned);
        prop_assert_eq!(read, read_map(&all, TODAY));
    }
}
