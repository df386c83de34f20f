//! Numbers of `DOMAIN.md` 20 and what must hold for any morning.

use proptest::prelude::*;

use super::*;

type Named = Item<&'static str, &'static str, &'static str>;

fn item(
    id: &'static str,
    (client, cause): (&'static str, &'static str),
    (value, chance, days, confidence): (f64, f64, i64, f64),
) -> Named {
    Item {
        id,
        client,
        cause,
        kind: ReasonKind::NextStep,
        value: Estimate::Known(value),
        chance,
        days,
        confidence,
        is_pinned: false,
        finds_out: false,
    }
}

/// The items of the oracle; i1 and i5 share a cause.
fn oracle() -> Vec<Named> {
    vec![
        item("i1", ("A", "silence"), (40_000.0, 0.6, -3, 0.9)),
        item("i2", ("A", "promise"), (5_000.0, 0.5, 0, 1.0)),
        item("i3", ("B", "renewal"), (120_000.0, 0.25, 21, 0.8)),
        item("i4", ("C", "complaint"), (9_000.0, 0.7, 1, 0.9)),
        item("i5", ("A", "silence"), (40_000.0, 0.55, 4, 0.7)),
        item("i6", ("D", "call"), (15_000.0, 0.2, 0, 0.5)),
    ]
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-6
}

fn chosen(briefing: &Briefing<&'static str>) -> Vec<(&'static str, f64)> {
    briefing
        .chosen
        .iter()
        .map(|one| (one.leader, one.counted))
        .collect()
}

fn assert_chosen(briefing: &Briefing<&'static str>, expected: &[(&str, f64)]) {
    let chosen = chosen(briefing);
    assert_eq!(chosen.len(), expected.len(), "{chosen:?}");
    for ((id, counted), (other, points)) in chosen.iter().zip(expected) {
        assert_eq!(id, other);
        assert!(close(*counted, *points), "{id}: {counted}");
    }
}

#[test]
fn s20_1_scores_and_both_mornings() {
    let mut items = oracle();
    let points: Vec<f64> = scores(&items).iter().map(|score| score.points).collect();
    let expected = [
        26_228.571_428_6,
        2_500.0,
        3_000.0,
        5_135.453_176_38,
        10_363.431_483_3,
        1_500.0,
    ];
    for (own, other) in points.iter().zip(expected) {
        assert!(close(*own, other), "{own} is not {other}");
    }

    let open = choose(&items, 4);
    assert_chosen(
        &open,
        &[
            ("i1", 26_228.571_428_6),
            ("i4", 5_135.453_176_38),
            ("i3", 3_000.0),
            ("i6", 1_500.0),
        ],
    );
    assert_eq!(open.chosen[0].reasons(), ["i1", "i5"]);
    let left: Vec<&str> = open.left_out.iter().map(|one| one.leader).collect();
    assert_eq!(left, ["i2"]);

    items[1].is_pinned = true;
    let pinned = choose(&items, 4);
    assert_chosen(
        &pinned,
        &[
            ("i2", 2_500.0),
            ("i1", 13_114.285_714_3),
            ("i4", 5_135.453_176_38),
            ("i3", 3_000.0),
        ],
    );
    assert_eq!(pinned.left_out[0].leader, "i6");
    assert!(!pinned.is_overbooked);
}

#[test]
fn s20_2_urgency() {
    let days = [21, 7, 1, 0, -3, -14, -40];
    let expected = [
        0.125,
        0.5,
        0.905_723_664_264,
        1.0,
        1.214_285_714_29,
        2.0,
        2.0,
    ];
    for (days, expected) in days.into_iter().zip(expected) {
        assert!(close(urgency(days), expected), "{days}");
    }
}

#[test]
fn more_promises_than_room_are_all_shown_and_nothing_else() {
    let mut items = oracle();
    for item in &mut items {
        item.is_pinned = item.id != "i6";
    }
    let briefing = choose(&items, 2);
    assert!(briefing.is_overbooked);
    let ids: Vec<&str> = briefing.chosen.iter().map(|one| one.leader).collect();
    assert_eq!(ids, ["i1", "i4", "i3", "i2"]);
    assert_eq!(briefing.left_out.len(), 1);
}

#[test]
fn something_to_find_out_takes_the_last_place() {
    let mut items = oracle();
    items[5].finds_out = true;
    let briefing = choose(&items, 2);
    let ids: Vec<&str> = briefing.chosen.iter().map(|one| one.leader).collect();
    assert_eq!(ids, ["i1", "i6"]);
    // Where all places are pinned, nothing is put in the place of a promise.
    items[0].is_pinned = true;
    items[3].is_pinned = true;
    let briefing = choose(&items, 2);
    assert!(briefing.chosen.iter().all(|one| one.is_pinned));
}

#[test]
fn a_value_nobody_knows_is_the_median_of_its_kind() {
    let mut items = oracle();
    items[5].value = Estimate::Unknown("unknown-no-sales");
    let guessed = scores(&items)[5];
    assert!(guessed.is_guessed);
    // 5 000, 9 000, 40 000, 40 000, 120 000.
    assert!(close(guessed.value, 40_000.0), "{}", guessed.value);
    let alone = scores(&items[5..]);
    assert!(close(alone[0].value, 1.0), "nothing at all is known");
}

/// Client, cause, value, chance, days, and whether it is pinned and finds something out.
type Drawn = (u8, u8, Option<f64>, f64, i64, (bool, bool));

fn any_items() -> impl Strategy<Value = Vec<Item<u32, u8, u8>>> {
    let one = (
        0_u8..5,
        0_u8..3,
        prop::option::of(0.0..1e6_f64),
        0.01..1.0_f64,
        -60_i64..60,
        any::<(bool, bool)>(),
    );
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let item = |(id, drawn): (u32, Drawn)| {
            let (client, cause, value, chance, days, (is_pinned, finds_out)) = drawn;
            Item {
                id,
                client,
                cause,
                kind: ReasonKind::Silence,
                value: value.map_or(Estimate::Unknown("unknown-no-sales"), Estimate::Known),
                chance,
                days,
                confidence: 1.0,
                is_pinned,
                finds_out,
            }
        };
        (0..).zip(all).map(item).collect()
    })
}

proptest! {
    #[test]
    fn no_item_is_lost_pinned_ones_are_shown_and_their_order_says_nothing(
        items in any_items(),
        length in 1_usize..10,
        turn in 0_usize..30,
    ) {
        let briefing = choose(&items, length);
        let mut seen: Vec<u32> = briefing
            .chosen
            .iter()
            .chain(&briefing.left_out)
            .flat_map(Greeting::reasons)
            .collect();
        seen.sort_unstable();
        let all: Vec<u32> = items.iter().map(|item| item.id).collect();
        prop_assert_eq!(seen, all);
        prop_assert!(briefing.left_out.iter().all(|one| !one.is_pinned));
        let pinned = briefing.chosen.iter().filter(|one| one.is_pinned).count();
        prop_assert!(briefing.chosen.len() <= length.max(pinned));
        prop_assert!(briefing.chosen.iter().take(pinned).all(|one| one.is_pinned));
        let finding = |list: &[Greeting<u32>]| {
            list.iter().any(|one| {
                let own = one.reasons();
                items.iter().any(|item| item.finds_out && own.contains(&item.id))
            })
        };
        if finding(&briefing.left_out) && pinned < length {
            prop_assert!(finding(&briefing.chosen));
        }
        let mut turned = items.clone();
        if !turned.is_empty() {
            let by = turn % turned.len();
            turned.rotate_left(by);
        }
        prop_assert_eq!(choose(&turned, length), briefing);
    }
}
