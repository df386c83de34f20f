//! The oracles of `DOMAIN.md` 13, few and old answers, and what must hold for any.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::day::Date;
use crate::ids::PersonId;

const TODAY: Date = Date::constant(2026, 11, 26);

fn close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-7, "{value} for {wanted}");
}

fn counts(promoters: u64, passives: u64, detractors: u64) -> NpsCounts {
    NpsCounts {
        promoters,
        passives,
        detractors,
    }
}

fn answer(person: Option<u128>, day: &str, recommend: u8, decides: bool) -> Answer {
    Answer {
        person: person.map(|number| PersonId(Uuid::from_u128(number))),
        day: day.parse().expect("a day"),
        decides,
        recommend: Some(recommend),
        satisfied: None,
        effort: None,
    }
}

#[test]
fn s13_1_net_promoters_with_their_interval() {
    for ((p, q, d), score, centre, low, high) in [
        (
            (9, 4, 2),
            46.666_666_666_7,
            38.888_888_888_9,
            4.840_570_511_95,
            72.937_207_265_8,
        ),
        ((5, 0, 0), 100.0, 62.5, 17.491_453_034_2, 100.0),
        (
            (40, 35, 25),
            15.0,
            14.563_106_796_1,
            -0.697_394_713_412,
            29.823_608_305_6,
        ),
    ] {
        let nps = net_promoters(counts(p, q, d), None).expect("answers");
        close(nps.score, score);
        close(nps.centre, centre);
        close(nps.low, low);
        close(nps.high, high);
        assert_eq!(nps.worst_and_best, None);
    }
}

#[test]
fn s13_2_few_people_of_whom_most_answered() {
    let nps = net_promoters(counts(5, 2, 1), Some(12)).expect("answers");
    close(nps.score, 50.0);
    close(nps.centre, 36.363_636_363_6);
    close(nps.low, 9.945_417_182_63);
    close(nps.high, 62.781_855_544_6);
    let (worst, best) = nps.worst_and_best.expect("how many are silent");
    close(worst, 0.0);
    close(best, 66.666_666_666_7);
    let all = net_promoters(counts(5, 2, 1), Some(8)).expect("answers");
    assert!(all.everybody);
    assert_eq!((all.low, all.high), (50.0, 50.0));
}

#[test]
fn s13_3_the_satisfied_and_s13_4_how_easy_it_is() {
    let mut answers = vec![4; 17];
    answers.extend([3, 2, 1]);
    let share = satisfied(&answers).expect("answers");
    close(share.share, 0.85);
    close(share.low, 0.639_581_135_259);
    close(share.high, 0.947_631_254_104);
    let easy = effort(&[6, 7, 5, 6, 4, 7, 6, 3]).expect("answers");
    close(easy.mean.mean, 5.5);
    close(easy.mean.deviation, std::f64::consts::SQRT_2);
    close(easy.mean.low, 4.317_687_874_2);
    close(easy.mean.high, 6.682_312_125_8);
    close(easy.share_easy, 0.75);
}

#[test]
fn nobody_and_two_make_no_score() {
    let nobody = read(&[], 4, Some(4), TODAY);
    assert_eq!(nobody.all.recommend, Said::Nothing);
    assert_eq!(nobody.asked, 4);
    assert_eq!(nobody.why.missing[0].name, "missing-answers");
    let two = [
        answer(Some(1), "2026-11-01", 9, true),
        answer(Some(2), "2026-11-02", 3, false),
    ];
    let reading = read(&two, 4, Some(4), TODAY);
    assert_eq!(reading.all.recommend, Said::Few(vec![9, 3]));
    assert_eq!(reading.deciders.recommend, Said::Few(vec![9]));
    assert_eq!(reading.users.recommend, Said::Few(vec![3]));
}

#[test]
fn only_the_latest_answer_of_the_last_year_counts() {
    let answers = [
        answer(Some(1), "2026-01-10", 2, true),
        answer(Some(1), "2026-10-10", 9, true),
        answer(Some(2), "2025-11-25", 10, false),
        answer(None, "2026-05-01", 8, false),
        answer(None, "2026-05-01", 8, false),
    ];
    let reading = read(&answers, 5, None, TODAY);
    assert_eq!(reading.all.answered, 3);
    assert_eq!(reading.old, 1);
    let nps = reading.all.recommend.known().expect("a score");
    assert_eq!(nps.counts, counts(1, 2, 0));
}

#[test]
fn a_client_with_many_people_does_not_outvote_the_others() {
    let scores = [
        AccountScore {
            score: 100.0,
            revenue: Some(10.0),
        },
        AccountScore {
            score: -50.0,
            revenue: Some(30.0),
        },
    ];
    let both = roll_up(&scores).expect("scores");
    close(both.by_client, 25.0);
    close(both.by_revenue.expect("revenue"), -12.5);
    let unknown = [
        scores[0],
        AccountScore {
            score: 0.0,
            revenue: None,
        },
    ];
    assert_eq!(roll_up(&unknown).expect("scores").by_revenue, None);
    assert_eq!(roll_up(&[]), None);
}

#[test]
fn a_change_needs_evidence() {
    let earlier = net_promoters(counts(3, 2, 2), None).expect("answers");
    let later = net_promoters(counts(4, 2, 1), None).expect("answers");
    let moved = change(&earlier, &later);
    assert!(!moved.is_evident());
    close(moved.difference, 100.0 * 2.0 / 7.0);
    let before = net_promoters(counts(5, 10, 60), None).expect("answers");
    let after = net_promoters(counts(60, 10, 5), None).expect("answers");
    assert!(change(&before, &after).is_evident());
}

proptest! {
    #[test]
    fn knowing_how_many_there_are_never_widens(p in 0_u64..40, q in 0_u64..40, d in 0_u64..40, more in 0_u64..100) {
        prop_assume!(p + q + d > 0);
        let open = net_promoters(counts(p, q, d), None).expect("answers");
        let known = net_promoters(counts(p, q, d), Some(p + q + d + more)).expect("answers");
        prop_assert!(known.high - known.low <= open.high - open.low + 1e-9);
        let (worst, best) = known.worst_and_best.expect("how many are silent");
        prop_assert!(worst <= known.score + 1e-9 && known.score <= best + 1e-9);
        prop_assert!((-100.0..=100.0).contains(&open.low) && (-100.0..=100.0).contains(&open.high));
    }
}
