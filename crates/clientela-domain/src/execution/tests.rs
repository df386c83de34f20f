use proptest::prelude::*;

use super::complaints::{Complaint, Lasting, Survival, repeated};
use super::credits::{BadTiers, Credits, Tier};
use super::intervals::{chance_of_so_few, clopper_pearson, upper_bound, wilson};
use super::*;
use crate::amount::Amount;
use crate::day::{Date, day_from_number};
use crate::estimate::Estimate;

fn close(value: f64, wanted: f64) {
    let distance = (value - wanted).abs() / wanted.abs().max(1e-9);
    assert!(distance < 1e-7, "{value} for {wanted}");
}

fn bounds(estimate: &Estimate) -> (f64, f64) {
    estimate.bounds().expect("something is known")
}

/// Day number so many of a month nobody cares about.
fn day(number: i32) -> Date {
    day_from_number(20_000 + number).expect("a day")
}

fn quantity(number: i64) -> Amount {
    Amount::from_cents(number * 100)
}

type Came<'a> = Option<&'a [(i32, i64)]>;

fn line(order: &str, promised: i32, ordered: i64, came: Came<'_>) -> OrderedLine {
    let part = |&(on, much): &(i32, i64)| Delivered {
        day: Some(day(on)),
        quantity: Some(quantity(much)),
    };
    OrderedLine {
        order: order.to_owned(),
        requested: None,
        promised: day(promised),
        moved: Vec::new(),
        ordered: Some(quantity(ordered)),
        delivered: came.map(|parts| parts.iter().map(part).collect()),
    }
}

const EARLY_ONE: LineTerms = LineTerms {
    early: Some(1),
    late: 0,
    short: 0,
    over: None,
};

#[test]
fn s8_1_lines_orders_and_volume() {
    let lines = [
        line("O1", 10, 100, Some(&[(10, 100)])),
        line("O1", 10, 50, Some(&[(9, 50)])),
        line("O2", 12, 200, Some(&[(12, 120), (13, 80)])),
        line("O2", 12, 80, Some(&[(12, 80)])),
        line("O3", 15, 60, Some(&[(16, 60)])),
        line("O4", 18, 40, Some(&[(17, 30), (18, 10)])),
        line("O5", 20, 90, None),
        line("O6", 30, 70, Some(&[])),
    ];
    let states: Vec<LineState> = lines
        .iter()
        .map(|line| line.judged(&EARLY_ONE, day(25)).otif)
        .collect();
    let codes: Vec<&str> = states.iter().map(|state| state.code()).collect();
    assert_eq!(
        codes,
        ["ok", "ok", "fail", "ok", "fail", "ok", "unknown", "not_due"]
    );
    let mut counts = Counts::default();
    states.iter().for_each(|state| counts.add(*state));
    let (low, high) = bounds(&counts.rate());
    close(low, 0.571_428_571_429);
    close(high, 0.714_285_714_286);
    close(counts.known_only().expect("known"), 0.666_666_666_667);
    let mut orders = Counts::default();
    for order in ["O1", "O2", "O3", "O4", "O5", "O6"] {
        let own = lines
            .iter()
            .zip(&states)
            .filter(|(line, _)| line.order == order);
        orders.add(order_state(own.map(|(_, state)| *state)));
    }
    assert_eq!(
        (orders.ok, orders.fail, orders.unknown, orders.not_due),
        (2, 2, 1, 1)
    );
    assert_eq!(bounds(&orders.rate()), (0.4, 0.6));
    let mut volume = Volume::default();
    for (ordered, inside) in lines
        .iter()
        .filter_map(|line| line.volume(&EARLY_ONE, day(25)))
    {
        volume += Volume { ordered, inside };
    }
    close(bounds(&volume.fill()).0, 0.735_849_056_604);
}

#[test]
fn s8_2_intervals_of_a_share() {
    let (low, high) = clopper_pearson(46, 50).expect("trials");
    close(low, 0.807_657_216_404);
    close(high, 0.977_772_036_345);
    let (low, high) = wilson(46, 50).expect("trials");
    close(low, 0.811_617_530_817);
    close(high, 0.968_450_485_911);
    assert_eq!(wilson(0, 0), None);
    assert_eq!(clopper_pearson(7, 7).expect("trials").1, 1.0);
}

#[test]
fn s8_3_defects_of_a_million() {
    let some = Quality {
        units: 12_500,
        defects: 3,
    };
    assert_eq!(some.per_million(), Estimate::Known(240.0));
    let (low, high) = some.exact().expect("units");
    close(low, 49.496_504_779_6);
    close(high, 701.220_059_451);
    let none = Quality {
        units: 4_000,
        defects: 0,
    };
    let (low, high) = none.exact().expect("units");
    close(low, 0.0);
    close(high, 921.794_749_483);
    close(none.at_most().expect("units"), 748.652_688_018);
    assert_eq!(
        Quality::default().per_million(),
        Estimate::Unknown("unknown-no-quality-count")
    );
    assert_eq!(upper_bound(0, 0), None);
}

#[test]
fn s8_4_open_complaints_are_censored_and_not_dropped() {
    let days = [1, 2, 2, 3, 5, 8, 4, 10, 12];
    let closed = [true, true, true, true, true, true, false, false, false];
    let lasting: Vec<Lasting> = days
        .into_iter()
        .zip(closed)
        .map(|(days, closed)| Lasting { days, closed })
        .collect();
    let survival = Survival::of(&lasting);
    assert_eq!(survival.median(), Estimate::Known(5.0));
    close(
        survival.resolved_by(5).expect("complaints"),
        0.583_333_333_333,
    );
    assert_eq!(survival.open, 3);
    let closed_only: Vec<Lasting> = lasting.iter().copied().filter(|one| one.closed).collect();
    assert_eq!(Survival::of(&closed_only).median(), Estimate::Known(2.0));
    assert_eq!(
        Survival::default().median(),
        Estimate::Unknown("unknown-no-complaints")
    );
}

#[test]
fn s8_5_credits_by_tier() {
    let tiers = [(0.98, 0.0), (0.95, 0.02), (0.9, 0.05), (0.0, 0.1)];
    let tiers = tiers.map(|(from, credit)| Tier { from, credit });
    let credits = Credits::new(tiers.to_vec(), 0.1).expect("tiers");
    let fee = 20_000.0;
    assert_eq!(
        credits.due(&Estimate::Known(0.96), fee),
        Estimate::Known(400.0)
    );
    assert_eq!(
        credits.due(&Estimate::Known(0.92), fee),
        Estimate::Known(1_000.0)
    );
    let between = credits.due(&Estimate::Range(0.93, 0.97), fee);
    assert_eq!(between, Estimate::Range(400.0, 1_000.0));
    let unknown = credits.due(&Estimate::Unknown("unknown-nothing-due"), fee);
    assert_eq!(unknown, Estimate::Range(0.0, 2_000.0));
    // 98 of 100 is the last level without credit, so one more failure costs.
    assert_eq!(credits.failures_to_next(98, 100), Some((1, 0.02)));
    assert_eq!(Credits::new(Vec::new(), 0.1), Err(BadTiers::Empty));
    let upside_down = vec![
        Tier {
            from: 0.9,
            credit: 0.1,
        },
        Tier {
            from: 0.5,
            credit: 0.0,
        },
    ];
    assert_eq!(Credits::new(upside_down, 1.0), Err(BadTiers::LessForWorse));
}

#[test]
fn s8_6_is_it_chance() {
    close(chance_of_so_few(46, 50, 0.95), 0.239_592_039_05);
    close(chance_of_so_few(43, 50, 0.95), 0.011_786_447_797_3);
}

fn facts(ok: u64, fail: u64, unknown: u64) -> Facts {
    let mut facts = Facts::default();
    facts.lines.on_time = Counts {
        ok,
        fail,
        unknown,
        not_due: 0,
    };
    facts
}

fn on_time(closed: bool) -> Term {
    Term {
        metric: Metric::OnTimeLines,
        target: 0.95,
        tolerance: 0.03,
        closed,
    }
}

#[test]
fn a_promise_is_kept_at_risk_breached_or_unknown() {
    let state = |facts: &Facts, closed| held(&on_time(closed), facts, day(0)).state;
    assert_eq!(state(&facts(96, 4, 0), true), Some(TermState::Kept));
    assert_eq!(state(&facts(93, 7, 0), true), Some(TermState::AtRisk));
    assert_eq!(state(&facts(80, 20, 0), true), Some(TermState::Breached));
    // The period is not over: it can still be made good.
    assert_eq!(state(&facts(80, 20, 0), false), Some(TermState::AtRisk));
    // What is not recorded may tip it either way.
    assert_eq!(state(&facts(90, 2, 8), true), Some(TermState::Unknown));
    assert_eq!(state(&Facts::default(), true), Some(TermState::Unknown));
    let measured = held(&on_time(true), &facts(43, 7, 0), day(0));
    close(measured.chance.expect("a chance"), 0.011_786_447_797_3);
}

#[test]
fn less_is_better_for_defects() {
    let term = Term {
        metric: Metric::DefectsPerMillion,
        target: 300.0,
        tolerance: 0.0,
        closed: true,
    };
    let with = |defects| Facts {
        quality: Quality {
            units: 12_500,
            defects,
        },
        ..Facts::default()
    };
    assert_eq!(held(&term, &with(3), day(0)).state, Some(TermState::Kept));
    assert_eq!(
        held(&term, &with(5), day(0)).state,
        Some(TermState::Breached)
    );
}

#[test]
fn a_day_moved_by_the_client_counts_only_with_its_reason() {
    let mut late = line("O1", 10, 5, Some(&[(14, 5)]));
    let judged = |line: &OrderedLine| line.judged(&LineTerms::default(), day(25));
    assert_eq!(judged(&late).on_time, LineState::Fail);
    assert_eq!(judged(&late).days_late, 4);
    late.moved.push(Moved {
        promised: day(14),
        by_client: false,
        reason: Some("a lorry broke down".to_owned()),
    });
    assert_eq!(
        judged(&late).on_time,
        LineState::Fail,
        "we moved it ourselves"
    );
    late.moved.push(Moved {
        promised: day(14),
        by_client: true,
        reason: None,
    });
    assert_eq!(
        judged(&late).on_time,
        LineState::Fail,
        "nobody wrote down why"
    );
    late.moved.push(Moved {
        promised: day(14),
        by_client: true,
        reason: Some("their stocktaking".to_owned()),
    });
    assert_eq!(judged(&late).on_time, LineState::Ok);
    assert_eq!(late.promised, day(10), "the first promise stays");
}

#[test]
fn complaints_last_working_days_and_repeat_within_a_month() {
    let complaint = |opened: &str, closed: Option<&str>, class: &str| Complaint {
        opened: opened.parse().expect("a day"),
        closed: closed.map(|day| day.parse().expect("a day")),
        class: class.to_owned(),
    };
    let today: Date = "2026-11-26".parse().expect("a day");
    let over_a_weekend = complaint("2026-11-20", Some("2026-11-23"), "damage");
    assert_eq!(
        over_a_weekend.lasting(today),
        Lasting {
            days: 1,
            closed: true
        }
    );
    let open = complaint("2026-11-20", None, "damage");
    assert_eq!(
        open.lasting(today),
        Lasting {
            days: 4,
            closed: false
        }
    );
    let all = [
        complaint("2026-09-01", None, "damage"),
        complaint("2026-09-20", None, "damage"),
        complaint("2026-11-20", None, "damage"),
        complaint("2026-09-02", None, "label"),
        complaint("2026-09-03", None, ""),
        complaint("2026-09-03", None, ""),
    ];
    assert_eq!(repeated(&all), 1);
}

fn delivery(document: &str, promised: i32, done: Option<i32>, much: i64) -> Recorded {
    Recorded {
        document: document.to_owned(),
        promised_day: Some(day(promised)),
        done_day: done.map(day),
        ordered: Some(quantity(100)),
        delivered: done.map(|_| quantity(much)),
        ..Recorded::empty(EventKind::Delivery, day(done.unwrap_or(promised)))
    }
}

#[test]
fn partial_deliveries_of_one_line_are_one_line() {
    let judged = |events: &[Recorded]| {
        let found = events::deliveries(events, None, &LineTerms::default(), day(60));
        let mut lines = Kept::default();
        found.totals.iter().for_each(|total| lines += total.lines);
        (lines, found)
    };
    let two_parts = [
        delivery("7", 10, Some(9), 60),
        delivery("7", 10, Some(10), 40),
    ];
    assert_eq!(judged(&two_parts).0.otif.ok, 1);
    let late_part = [
        delivery("7", 10, Some(9), 60),
        delivery("7", 20, Some(12), 40),
    ];
    let (lines, found) = judged(&late_part);
    // The day promised first is the measure, whatever the second note says.
    assert_eq!((lines.otif.fail, found.failed[0].days_late), (1, 2));
    let (lines, _) = judged(&[delivery("7", 10, None, 0)]);
    assert_eq!((lines.otif.unknown, lines.on_time.unknown), (1, 1));
    let moved = Recorded {
        document: "7".to_owned(),
        promised_day: Some(day(12)),
        moved_by: Some(crate::obligations::Party::Them),
        reason: "стокова ревизия".to_owned(),
        ..Recorded::empty(EventKind::Moved, day(8))
    };
    let mut with_move = late_part.to_vec();
    with_move.push(moved.clone());
    assert_eq!(judged(&with_move).0.otif.ok, 1);
    let moved = [moved];
    let all: Vec<(&str, Date)> = events::moved_by_client(&moved).collect();
    assert_eq!(all, [("7", day(12))]);
}

#[test]
fn what_is_recorded_of_quality_complaints_and_services_adds_up() {
    let quality = Recorded {
        delivered: Some(quantity(4_000)),
        defects: Some(3),
        ..Recorded::empty(EventKind::Quality, day(1))
    };
    let too_many = Recorded {
        defects: Some(4_001),
        ..quality.clone()
    };
    assert_eq!(quality.flaw(), None);
    assert_eq!(too_many.flaw(), Some(("defects", "defects-too-many")));
    let service = |done: Option<i32>, promised: Option<i32>| Recorded {
        promised_day: promised.map(day),
        done_day: done.map(day),
        ..Recorded::empty(EventKind::Service, day(1))
    };
    let events = [
        quality,
        service(Some(5), Some(5)),
        service(Some(9), Some(5)),
        service(None, Some(5)),
        service(None, Some(50)),
        service(Some(5), None),
        Recorded {
            class: "етикет".to_owned(),
            ..Recorded::empty(EventKind::Complaint, day(3))
        },
    ];
    let facts = events::rest(&events, None, day(20));
    assert_eq!((facts.quality.units, facts.quality.defects), (4_000, 3));
    let services = facts.services;
    assert_eq!(
        (
            services.ok,
            services.fail,
            services.unknown,
            services.not_due
        ),
        (1, 1, 2, 1)
    );
    assert_eq!(facts.complaints.len(), 1);
}

#[test]
fn a_month_is_out_of_the_ordinary_only_beyond_three_errors() {
    let month = crate::day::Month::from_index;
    let counts = |ok, fail| Counts {
        ok,
        fail,
        ..Counts::default()
    };
    let months = [
        (month(0), counts(95, 5)),
        (month(1), counts(96, 4)),
        (month(2), Counts::default()),
        (month(3), counts(70, 30)),
        (month(4), counts(94, 6)),
    ];
    let chart = super::control::control_chart(months);
    close(chart.mean.expect("a mean"), 355.0 / 400.0);
    let below: Vec<i32> = chart
        .months
        .iter()
        .filter(|one| one.is_below())
        .map(|one| one.month.index())
        .collect();
    assert_eq!((chart.months.len(), below), (4, vec![3]));
    let (low, high) = chart.months[0].limits.expect("limits");
    close(low, 0.8875 - 3.0 * (0.8875_f64 * 0.1125 / 100.0).sqrt());
    close(high, 0.8875 + 3.0 * (0.8875_f64 * 0.1125 / 100.0).sqrt());
    let few = super::control::control_chart(months.into_iter().take(2));
    assert!(few.months.iter().all(|one| one.limits.is_none()));
}

fn counts() -> impl Strategy<Value = Counts> {
    (0_u64..200, 0_u64..200, 0_u64..50, 0_u64..50).prop_map(|(ok, fail, unknown, not_due)| Counts {
        ok,
        fail,
        unknown,
        not_due,
    })
}

fn any_line() -> impl Strategy<Value = OrderedLine> {
    let part =
        (prop::option::of(0_i32..40), prop::option::of(0_i64..120)).prop_map(|(on, much)| {
            Delivered {
                day: on.map(day),
                quantity: much.map(quantity),
            }
        });
    let came = prop::option::of(prop::collection::vec(part, 0..4));
    (0_i32..40, prop::option::of(1_i64..100), came).prop_map(|(promised, ordered, delivered)| {
        OrderedLine {
            order: String::new(),
            requested: None,
            promised: day(promised),
            moved: Vec::new(),
            ordered: ordered.map(quantity),
            delivered,
        }
    })
}

proptest! {
    #[test]
    fn nothing_due_is_unknown_and_never_everything(counts in counts()) {
        match counts.rate() {
            Estimate::Unknown(_) => prop_assert_eq!(counts.known(), 0),
            rate => {
                let (low, high) = bounds(&rate);
                prop_assert!(0.0 <= low && low <= high && high <= 1.0);
                let known = counts.known_only().expect("known");
                prop_assert!(low <= known + 1e-12 && known <= high + 1e-12);
            }
        }
    }

    #[test]
    fn intervals_hold_the_share_and_narrow_with_trials(ok in 0_u64..60, more in 0_u64..60) {
        let trials = ok + more;
        prop_assume!(trials > 0);
        let share = ok as f64 / trials as f64;
        let (low, high) = clopper_pearson(ok, trials).expect("trials");
        prop_assert!(low <= share && share <= high);
        let (wide_low, wide_high) = wilson(ok, trials).expect("trials");
        let (near_low, near_high) = wilson(ok * 10, trials * 10).expect("trials");
        prop_assert!(near_high - near_low <= wide_high - wide_low + 1e-12);
        prop_assert!(upper_bound(ok, trials).expect("trials") <= high + 1e-9);
    }

    #[test]
    fn a_whole_line_in_time_is_on_time_and_in_full(line in any_line(), today in 0_i32..60) {
        let terms = LineTerms::default();
        let verdict = line.judged(&terms, day(today));
        if verdict.on_time == LineState::Ok && verdict.in_full == LineState::Ok {
            prop_assert_eq!(verdict.otif, LineState::Ok);
        }
        if verdict.otif == LineState::Ok {
            prop_assert_eq!(verdict.in_full, LineState::Ok);
        }
        // Nobody fails before the window closes.
        if today <= 0 {
            prop_assert_ne!(verdict.otif, LineState::Fail);
            prop_assert_ne!(verdict.on_time, LineState::Unknown);
        }
    }

    #[test]
    fn a_longer_window_never_makes_a_failure(line in any_line(), late in 0_u32..10) {
        let strict = line.judged(&LineTerms::default(), day(100));
        let mild = line.judged(&LineTerms { late, ..LineTerms::default() }, day(100));
        if strict.on_time == LineState::Ok {
            prop_assert_eq!(mild.on_time, LineState::Ok);
        }
        prop_assert!(mild.days_late <= strict.days_late);
    }
}
