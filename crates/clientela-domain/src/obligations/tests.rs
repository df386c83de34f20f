//! Numbers of `DOMAIN.md` 10 and what must hold for any list of events.

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::amount::Amount;
use crate::day::{Date, day_from_number, day_number};
use crate::ids::ObligationEventId;

const DUE: Date = Date::constant(2026, 3, 10);

fn after_due(days: i32) -> Date {
    day_from_number(day_number(DUE) + days).expect("a day")
}

fn entry(number: u128, event: Event, day: Date) -> Entry {
    Entry {
        id: ObligationEventId(Uuid::from_u128(number)),
        deed: Deed::Happened(event),
        day,
        at: Timestamp::from_second(i64::try_from(number).expect("small")).expect("a moment"),
    }
}

const fn terms(grace_days: u16) -> Terms {
    Terms {
        due: Some(DUE),
        grace_days,
    }
}

#[test]
fn s10_1_fourteen_states_and_twenty_six_ways() {
    let pairs = State::ALL.iter().flat_map(|state| {
        Event::ALL
            .iter()
            .filter(|event| state.after(**event).is_some())
    });
    assert_eq!(State::ALL.len(), 14);
    assert_eq!(pairs.count(), 26);
}

#[test]
fn s10_1_paths() {
    use Event::*;
    let cases: [(&[Event], &[&str]); 9] = [
        (
            &[AcceptUnconditional, DueReached, Discharge],
            &["proposed", "open", "due", "kept_in_grace"],
        ),
        (
            &[
                AcceptConditional,
                AntecedentTrue,
                DueReached,
                GracePassed,
                Discharge,
            ],
            &[
                "proposed",
                "conditional",
                "open",
                "due",
                "broken",
                "broken_cured",
            ],
        ),
        (
            &[AcceptConditional, AntecedentFailed],
            &["proposed", "conditional", "expired"],
        ),
        (
            &[AcceptUnconditional, Renegotiate],
            &["proposed", "open", "renegotiated"],
        ),
        (
            &[
                AcceptUnconditional,
                Discharge,
                Contest,
                ResolveBroken,
                Release,
            ],
            &["proposed", "open", "kept", "disputed", "broken", "forgiven"],
        ),
        (
            &[AcceptConditional, DueReached],
            &["proposed", "conditional", "REFUSED:due_reached"],
        ),
        (
            &[AcceptUnconditional, Cancel],
            &["proposed", "open", "broken"],
        ),
        (&[Reject], &["proposed", "withdrawn"]),
        (
            &[AcceptUnconditional, DueReached, Release],
            &["proposed", "open", "due", "waived"],
        ),
    ];
    for (events, wanted) in cases {
        let mut path = vec![State::Proposed.code().to_owned()];
        let mut state = State::Proposed;
        for event in events {
            match state.after(*event) {
                Some(next) => {
                    state = next;
                    path.push(next.code().to_owned());
                }
                None => path.push(format!("REFUSED:{}", event.code())),
            }
        }
        assert_eq!(path, wanted);
    }
}

#[test]
fn the_calendar_makes_due_and_broken() {
    let made = [entry(1, Event::AcceptUnconditional, after_due(-30))];
    let state = |grace, day| standing(&terms(grace), &made, after_due(day)).state;
    assert_eq!(state(0, 0), State::Open);
    assert_eq!(state(0, 1), State::Broken);
    assert_eq!(state(5, 1), State::Due);
    assert_eq!(state(5, 5), State::Due);
    assert_eq!(state(5, 6), State::Broken);
    let undated = Terms::default();
    assert_eq!(standing(&undated, &made, after_due(999)).state, State::Open);
    let known = standing(&terms(5), &made, after_due(60));
    let days: Vec<_> = known
        .path
        .iter()
        .map(|step| (step.state, step.day))
        .collect();
    assert_eq!(
        days,
        [
            (State::Open, after_due(-30)),
            (State::Due, after_due(1)),
            (State::Broken, after_due(6)),
        ]
    );
    assert_eq!(known.state_on(after_due(0)), State::Open);
    assert_eq!(known.state_on(after_due(3)), State::Due);
    assert_eq!(known.state_on(after_due(-31)), State::Proposed);
    assert_eq!(known.since(), Some(after_due(6)));
}

#[test]
fn what_was_done_in_time_is_kept_whenever_it_is_written() {
    let made = entry(1, Event::AcceptUnconditional, after_due(-30));
    for (day, wanted) in [
        (-1, State::Kept),
        (0, State::Kept),
        (1, State::KeptInGrace),
        (3, State::KeptInGrace),
        (4, State::BrokenCured),
    ] {
        let done = entry(2, Event::Discharge, after_due(day));
        let known = admit(&terms(3), &[made], &[done]).expect("possible");
        assert_eq!(known.state, wanted, "{day}");
    }
}

#[test]
fn what_cannot_have_happened_is_refused_and_taking_back_is_written() {
    let made = entry(1, Event::AcceptUnconditional, after_due(-30));
    let waived = entry(2, Event::Release, after_due(-20));
    let late = entry(3, Event::Discharge, after_due(-10));
    let refusal = admit(&terms(0), &[made, waived], &[late]).expect_err("it was let go");
    assert_eq!(
        (refusal.event, refusal.state),
        (Event::Discharge, State::Waived)
    );
    // An earlier day would make impossible what happened later.
    let earlier = entry(4, Event::Discharge, after_due(-25));
    let refusal = admit(&terms(0), &[made, waived], &[earlier]).expect_err("it was kept");
    assert_eq!(
        (refusal.event, refusal.state),
        (Event::Release, State::Kept)
    );
    let back = Entry {
        deed: Deed::TakenBack(waived.id),
        ..entry(5, Event::Release, after_due(-5))
    };
    let known = admit(&terms(0), &[made, waived], &[back]).expect("possible");
    assert_eq!(known.state, State::Open);
    let known = admit(&terms(0), &[made, waived, back], &[late]).expect("possible");
    assert_eq!(known.state, State::Kept);
}

#[test]
fn only_people_say_what_people_do() {
    let said = entry(1, Event::DueReached, after_due(2));
    let made = entry(2, Event::AcceptUnconditional, after_due(-3));
    assert_eq!(
        standing(&Terms::default(), &[made, said], after_due(9)).state,
        State::Open
    );
    assert_eq!(
        State::Open.possible(),
        [
            Event::Release,
            Event::Cancel,
            Event::Renegotiate,
            Event::Discharge,
        ]
    );
    assert_eq!(Event::Release.actor().party(Party::Us), Some(Party::Them));
    assert_eq!(Event::Cancel.actor().party(Party::Us), Some(Party::Us));
    assert_eq!(Event::Renegotiate.actor().party(Party::Us), None);
}

fn owed(debtor: Party, value: Option<(i64, i64)>, days: i32) -> Owed {
    let money = |whole: i64| Amount::from_cents(whole * 100);
    Owed {
        debtor,
        value: value.map(|(low, high)| (money(low), money(high))),
        days_past_due: Some(days),
    }
}

#[test]
fn s10_2_ageing_and_what_each_side_owes() {
    let all = [
        owed(Party::Us, Some((1_200, 1_200)), -5),
        owed(Party::Us, Some((800, 800)), 12),
        owed(Party::Them, Some((5_000, 5_000)), 33),
        owed(Party::Them, None, 70),
        owed(Party::Us, Some((300, 700)), 95),
        owed(Party::Them, Some((2_500, 2_500)), 2),
    ];
    let buckets: Vec<String> = owed_by_age(&all)
        .iter()
        .map(|(party, age, bucket)| {
            format!(
                "{}|{} {} {}-{} {}",
                party.code(),
                age.code(),
                bucket.count,
                bucket.low,
                bucket.high,
                bucket.unvalued
            )
        })
        .collect();
    assert_eq!(
        buckets,
        [
            "us|not_due 1 1200.00-1200.00 0",
            "us|1_30 1 800.00-800.00 0",
            "us|over_90 1 300.00-700.00 0",
            "them|1_30 1 2500.00-2500.00 0",
            "them|31_60 1 5000.00-5000.00 0",
            "them|61_90 1 0.00-0.00 1",
        ]
    );
    let (we, they) = (owed_in_all(&all, Party::Us), owed_in_all(&all, Party::Them));
    assert_eq!(
        (we.low.to_string(), we.high.to_string()),
        ("2300.00".into(), "2700.00".into())
    );
    assert_eq!((they.low.to_string(), they.unvalued), ("7500.00".into(), 1));
    // The balance of the oracle, [4800, 5200], is for whoever asks; nothing here nets.
    assert_eq!((they.low - we.high).to_string(), "4800.00");
    assert_eq!((they.high - we.low).to_string(), "5200.00");
}

fn lists() -> impl Strategy<Value = Vec<Entry>> {
    let said: Vec<Event> = Event::ALL
        .iter()
        .copied()
        .filter(|event| event.is_said())
        .collect();
    let one = (proptest::sample::select(said), -40..40_i32, 0..3_usize);
    proptest::collection::vec(one, 0..14).prop_map(|all| {
        let mut entries: Vec<Entry> = Vec::new();
        for (number, (event, day, back)) in (1_u128..).zip(all) {
            let new = entry(number, event, after_due(day));
            let deed = match entries.get(back) {
                Some(known) if number % 5 == 0 => Deed::TakenBack(known.id),
                _ => new.deed,
            };
            entries.push(Entry { deed, ..new });
        }
        entries
    })
}

proptest! {
    #[test]
    fn no_list_of_events_loses_a_promise(list in lists(), day in -60..60_i32, grace in 0..9_u16) {
        let known = standing(&terms(grace), &list, after_due(day));
        // Every entry is in the path, refused, taken back, or still to come; none is forgotten.
        let taken_back = list.iter().filter(|one| {
            matches!(one.deed, Deed::Happened(_)) && one.day <= after_due(day)
                && list.iter().any(|other| other.deed == Deed::TakenBack(one.id))
        });
        let in_time = list.iter().filter(|one| {
            matches!(one.deed, Deed::Happened(_)) && one.day <= after_due(day)
        });
        let in_path = known.path.iter().filter(|step| step.entry.is_some()).count();
        prop_assert_eq!(in_path + known.refused.len() + taken_back.count(), in_time.count());
        // The path goes by the table, forward in time, and ends in the state.
        let mut state = State::Proposed;
        let mut last = Date::MIN;
        for step in &known.path {
            prop_assert_eq!(state.after(step.event), Some(step.state));
            prop_assert!(step.day >= last);
            state = step.state;
            last = step.day;
        }
        prop_assert_eq!(state, known.state);
        // The calendar leaves nothing open whose last day has passed.
        if day > i32::from(grace) {
            prop_assert!(!known.state.waits_for_a_day());
        }
    }

    #[test]
    fn the_order_in_which_events_come_changes_nothing(
        (list, turned) in lists().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        day in -60..60_i32,
    ) {
        let mut twice = turned.clone();
        twice.extend_from_slice(&list);
        let known = standing(&terms(2), &list, after_due(day));
        prop_assert_eq!(&standing(&terms(2), &turned, after_due(day)), &known);
        prop_assert_eq!(&standing(&terms(2), &twice, after_due(day)), &known);
    }

    #[test]
    fn what_is_admitted_is_never_refused_later(list in lists(), day in -60..60_i32) {
        let mut known: Vec<Entry> = Vec::new();
        for new in list {
            if admit(&terms(2), &known, &[new]).is_ok() {
                known.push(new);
            }
        }
        prop_assert!(standing(&terms(2), &known, after_due(day)).refused.is_empty());
    }
}
