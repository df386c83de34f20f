use std::collections::BTreeMap;

use super::*;
use crate::estimate::Estimate;
use crate::event_day::EventDay;
use crate::key_criteria::Proof;
use crate::why::{InputValue, Source};

#[test]
fn nothing_known_is_open_and_says_what_is_missing() {
    let facts = unknown_account();
    let scores = assess_account(&facts, &NeedSettings::default(), &ageing());
    for score in &scores {
        assert_eq!((score.low, score.high), (0.0, 1.0), "{score:?}");
        assert_eq!(score.proof, Proof::Unknown);
        assert!(!score.why.missing.is_empty(), "{score:?}");
    }
    let need = need(&NeedSettings::default(), scores);
    assert_eq!(need.recommendation, Recommendation::Consider);
    assert_eq!(need.next_question, Some(Condition::LongProcess));
    assert_eq!((need.low, need.high), (0.0, 1.0));
}

#[test]
fn fewer_than_three_decided_deals_say_nothing() {
    let mut facts = unknown_account();
    let known = |days, decided| Deal {
        touches: Some(9),
        persons: Some(4),
        departments: Some(vec!["a".into(), "b".into(), "c".into()]),
        ..deal(days, decided)
    };
    facts.deals = vec![known(100, true), known(120, true), known(90, false)];
    for condition in [Condition::LongProcess, Condition::SeveralDeciders] {
        assert_eq!(bounds(&facts, condition), (0.0, 1.0));
        let score = score_of(&facts, condition);
        assert_eq!(missing(&score), ["missing-decided-deals"]);
        // The user may state a value.
        facts.statements = vec![of_condition(
            condition,
            between(0.5, 0.7).with_evidence(evidence()),
        )];
        assert_eq!(bounds(&facts, condition), (0.5, 0.7));
    }
    facts.deals.push(known(110, true));
    facts.statements.clear();
    assert_bounds(bounds(&facts, Condition::SeveralDeciders), (1.0, 1.0));
}

#[test]
fn deals_without_recorded_persons_are_unknown_not_one_person() {
    let with = |persons| Deal {
        persons,
        departments: Some(vec!["Покупки".into(), "ПОКУПКИ".into()]),
        ..deal(100, true)
    };
    let mut facts = unknown_account();
    facts.deals = vec![with(Some(6)), with(Some(5)), with(Some(6))];
    assert_bounds(bounds(&facts, Condition::SeveralDeciders), (1.0, 1.0));
    // The middle may now be any of 1, 5, 6 at the least.
    facts.deals = vec![with(Some(6)), with(Some(5)), with(None)];
    let score = score_of(&facts, Condition::SeveralDeciders);
    assert_bounds((score.low, score.high), (0.8, 1.0));
    assert_eq!(missing(&score), ["missing-persons"]);
    facts.deals = vec![with(None), with(Some(0)), with(None)];
    assert_eq!(bounds(&facts, Condition::SeveralDeciders), (0.0, 1.0));
    // A department known by two spellings is one; unrecorded ones may be more.
    facts.deals = vec![with(Some(1)), with(Some(1)), with(Some(1))];
    assert_eq!(bounds(&facts, Condition::SeveralDeciders), (0.0, 0.0));
    facts.deals[0].departments = None;
    let score = score_of(&facts, Condition::SeveralDeciders);
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert_eq!(missing(&score), ["missing-departments"]);
}

#[test]
fn a_median_that_is_never_reached_has_no_upper_end() {
    let mut facts = unknown_account();
    facts.deals = (1..=10)
        .map(|number| Deal {
            touches: Some(3),
            ..deal(number * 10, number <= 3)
        })
        .collect();
    let score = score_of(&facts, Condition::LongProcess);
    // Anything from the last observed 100 days on, and of touches anything from the three so far on.
    let ramp = NeedSettings::default().process_days;
    assert_bounds((score.low, score.high), (ramp.at(100.0) / 2.0, 1.0));
    assert_eq!(
        input(&score, "input-median-days").map(|input| input.value.clone()),
        Some(InputValue::Interval(100.0, f64::INFINITY))
    );
    assert_eq!(missing(&score), ["missing-more-decided-deals"]);
}

#[test]
fn touches_and_days_that_nobody_recorded_widen() {
    let mut facts = unknown_account();
    facts.deals = (0..4)
        .map(|number| Deal {
            touches: (number > 0).then_some(12),
            ..deal(180, true)
        })
        .collect();
    // Three of four are twelve: the median stays.
    assert_bounds(bounds(&facts, Condition::LongProcess), (1.0, 1.0));
    facts.deals[1].touches = None;
    let score = score_of(&facts, Condition::LongProcess);
    assert_bounds((score.low, score.high), (0.5, 1.0));
    assert_eq!(missing(&score), ["missing-touches"]);
    // A decision before the first contact is a mistake in the record, not a quick deal.
    let mut wrong = deal(180, true);
    wrong.first_contact = Some(TODAY.tomorrow().expect("a day"));
    facts.deals = vec![wrong.clone(), wrong.clone(), wrong];
    assert_eq!(bounds(&facts, Condition::LongProcess), (0.0, 1.0));
}

#[test]
fn rows_without_a_channel_may_stand_on_either_side() {
    let mut facts = unknown_account();
    facts.channels = Some(ChannelSales {
        direct: whole(70),
        through_intermediaries: whole(10),
        unknown: whole(20),
        ..ChannelSales::default()
    });
    let score = score_of(&facts, Condition::DirectDealing);
    assert_bounds((score.low, score.high), (0.5, 1.0));
    assert_eq!(missing(&score), ["missing-channel"]);
    facts.channels = Some(ChannelSales {
        unknown: whole(20),
        ..ChannelSales::default()
    });
    assert_eq!(bounds(&facts, Condition::DirectDealing), (0.0, 1.0));
    // Returns beyond sales are no negative share.
    facts.channels = Some(ChannelSales {
        direct: whole(-5),
        through_intermediaries: whole(10),
        ..ChannelSales::default()
    });
    assert_eq!(bounds(&facts, Condition::DirectDealing), (0.0, 0.0));
}

#[test]
fn an_order_is_a_package_by_its_families_or_its_code() {
    let order = |revenue, families, lines_without_family, bundle| OrderSales {
        revenue: whole(revenue),
        families,
        lines_without_family,
        bundle,
        not_typical: None,
    };
    let strike = NotTypical {
        reason: "strike".to_owned(),
        author: "Иван".to_owned(),
    };
    let sales = PackageSales::of([
        order(10, 2, 0, false),
        order(20, 1, 0, true),
        order(40, 1, 0, false),
        order(80, 0, 1, false),
        order(160, 1, 1, false),
        order(320, 0, 2, false),
        order(-500, 2, 0, false),
        OrderSales {
            not_typical: Some(strike.clone()),
            ..order(640, 2, 0, false)
        },
    ]);
    assert_eq!(
        sales,
        PackageSales {
            packages: whole(30),
            single: whole(120),
            unknown: whole(480),
            orders: 6,
            not_typical: vec![strike],
        }
    );
    let mut facts = unknown_account();
    facts.packages = Some(sales);
    let score = score_of(&facts, Condition::Packages);
    assert_eq!(missing(&score), ["missing-product-families"]);
    assert_eq!(
        input(&score, "input-not-typical").map(|input| input.source.clone()),
        Some(Source::Person("Иван".to_owned()))
    );
}

#[test]
fn a_client_at_or_below_zero_has_no_share_but_a_firm_without_sales_has_no_shares() {
    let classification = classify(&[whole(100), whole(-3)], ClassCuts::default());
    let mut facts = unknown_account();
    let places = classification.by_index();
    facts.sales_share = Some(SalesShare::of(whole(-3), places[1], &classification));
    assert_eq!(bounds(&facts, Condition::Concentration), (0.0, 0.0));
    facts.sales_share = Some(SalesShare::of(whole(100), places[0], &classification));
    assert_eq!(bounds(&facts, Condition::Concentration), (1.0, 1.0));
    let empty = classify(&[], ClassCuts::default());
    facts.sales_share = Some(SalesShare::of(Amount::ZERO, None, &empty));
    assert_eq!(bounds(&facts, Condition::Concentration), (0.0, 1.0));
}

#[test]
fn a_first_order_of_less_than_three_months_ago_says_nothing_of_risk() {
    let mut facts = unknown_account();
    facts.selling = Selling {
        first_order: Some(Date::constant(2026, 8, 1)),
        months: months(&[10.0, 20.0, 400.0]),
        incidents: Some(9),
        orders: Some(10),
        ..Selling::default()
    };
    let score = score_of(&facts, Condition::Risk);
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert_eq!(missing(&score), ["missing-months-since-first-order"]);
    facts.selling.first_order = Some(Date::constant(2026, 7, 31));
    assert_eq!(bounds(&facts, Condition::Risk), (1.0, 1.0));
}

#[test]
fn unrecorded_incidents_are_not_none() {
    let mut facts = unknown_account();
    facts.selling = Selling {
        first_order: Some(Date::constant(2025, 1, 1)),
        months: months(&[100.0; 6]),
        orders: Some(200),
        ..Selling::default()
    };
    let score = score_of(&facts, Condition::Risk);
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert_eq!(missing(&score), ["missing-incidents"]);
    facts.selling.incidents = Some(6);
    assert_bounds(bounds(&facts, Condition::Risk), (0.5, 0.5));
    facts.selling.incidents = Some(0);
    assert_bounds(bounds(&facts, Condition::Risk), (0.0, 0.0));
}

#[test]
fn a_month_that_is_not_typical_is_left_out_and_named() {
    let first = Date::constant(2026, 1, 10);
    let month = |number| Month::of(Date::constant(2026, number, 1));
    let quantities = BTreeMap::from([
        (month(1), 100.0),
        (month(2), 100.0),
        (month(3), 9_000.0),
        (month(4), 100.0),
    ]);
    let project = NotTypical {
        reason: "one-off project".to_owned(),
        author: "Иван".to_owned(),
    };
    let marked = BTreeMap::from([(month(3), project)]);
    let mut facts = unknown_account();
    facts.selling = Selling {
        first_order: Some(first),
        months: months_since(first, month(4), &quantities, &marked),
        incidents: Some(0),
        orders: Some(4),
        ..Selling::default()
    };
    assert_eq!(facts.selling.months.len(), 4);
    let score = score_of(&facts, Condition::Risk);
    assert_eq!((score.low, score.high), (0.0, 0.0));
    let named = input(&score, "input-not-typical").expect("named");
    assert_eq!(named.value, InputValue::Text("one-off project".to_owned()));
    assert_eq!(named.day, Some(Date::constant(2026, 3, 1)));
    // A month between the first order and the last without sales is zero, not left out.
    let with_gap = months_since(first, month(6), &quantities, &marked);
    let zero_months = with_gap.iter().filter(|one| one.quantity == Some(0.0));
    assert_eq!(zero_months.count(), 2);
    // A month nobody knows may be anything.
    facts.selling.months[0].quantity = None;
    let score = score_of(&facts, Condition::Risk);
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert_eq!(missing(&score), ["missing-months"]);
}

#[test]
fn deals_that_are_not_typical_are_left_out_and_named() {
    let mut facts = unknown_account();
    let typical = |days| Deal {
        touches: Some(3),
        ..deal(days, true)
    };
    facts.deals = vec![typical(30), typical(30), typical(30)];
    for _ in 0..4 {
        facts.deals.push(Deal {
            not_typical: Some(NotTypical {
                reason: "стачка".to_owned(),
                author: "Иван".to_owned(),
            }),
            ..typical(900)
        });
    }
    let score = score_of(&facts, Condition::LongProcess);
    assert_eq!((score.low, score.high), (0.0, 0.0));
    let named = score
        .why
        .inputs
        .iter()
        .filter(|input| input.name == "input-not-typical");
    assert_eq!(named.count(), 4);
}

#[test]
fn a_relation_is_at_least_as_old_as_its_first_order() {
    let mut facts = unknown_account();
    facts.relation.first_order = Some(Date::constant(2023, 10, 31));
    let score = score_of(&facts, Condition::LongRelation);
    // Three years or more: ramp from one half; nothing is known of joint work.
    assert_bounds((score.low, score.high), (0.25, 1.0));
    assert!(missing(&score).contains(&"missing-relation-start"));
    // Somewhere in 2021: five years and less than six ago, or nearly five.
    facts.relation.started = EventDay::read("2022").ok();
    let (low, high) = bounds(&facts, Condition::LongRelation);
    assert!(low > 0.25 && low < high && high < 1.0, "{low} {high}");
    facts.relation.started = EventDay::read("31.10.2021").ok();
    assert_bounds(bounds(&facts, Condition::LongRelation), (0.5, 1.0));
    // A start in the future is a start of no years, unless the ledger knows better.
    facts.relation.started = EventDay::read("2027").ok();
    assert_bounds(bounds(&facts, Condition::LongRelation), (0.25, 0.75));
}

#[test]
fn answers_without_evidence_are_stated_and_count_as_unknown() {
    let mut facts = unknown_account();
    let said = Statement::answered(Answer::Yes, "Мария", TODAY);
    facts.essentials.supply_risk = Some(said.clone());
    let score = score_of(&facts, Condition::EssentialGoods);
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert_eq!(score.proof, Proof::Stated);
    assert_eq!(score.stated, Some((0.5, 1.0)));
    assert_eq!(
        missing(&score),
        ["missing-evidence", "missing-profit-impact"]
    );
    facts.statements = vec![of_condition(Condition::LongProcess, said)];
    let score = score_of(&facts, Condition::LongProcess);
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert_eq!(score.proof, Proof::Stated);
    assert_eq!(score.stated, Some((1.0, 1.0)));
    // A name and a day alone prove nothing.
    let blank = Evidence::note("  ", TODAY, "Мария");
    let statement = Statement::answered(Answer::Yes, "Мария", TODAY).with_evidence([blank]);
    facts.statements = vec![of_condition(Condition::LongProcess, statement)];
    assert_eq!(
        score_of(&facts, Condition::LongProcess).proof,
        Proof::Stated
    );
}

#[test]
fn an_answer_with_evidence_stands_in_but_never_against_the_ledger() {
    let mut facts = unknown_account();
    let said = |low, high| {
        let statement = between(low, high).with_evidence(evidence());
        of_condition(Condition::DirectDealing, statement)
    };
    facts.statements = vec![said(0.1, 0.2), said(0.7, 0.9)];
    // The latest counts.
    assert_eq!(bounds(&facts, Condition::DirectDealing), (0.7, 0.9));
    facts.channels = Some(ChannelSales {
        direct: whole(70),
        through_intermediaries: whole(10),
        unknown: whole(20),
        ..ChannelSales::default()
    });
    // What both leave possible.
    assert_eq!(bounds(&facts, Condition::DirectDealing), (0.7, 0.9));
    facts.statements = vec![said(0.0, 0.1)];
    let score = score_of(&facts, Condition::DirectDealing);
    assert_bounds((score.low, score.high), (0.5, 1.0));
    assert!(input(&score, "input-answer-contradicted").is_some());
    assert_eq!(score.stated, Some((0.0, 0.1)));
    // A "yes" to what was computed a little below one says the same, and the computed one stands.
    facts.channels = Some(ChannelSales {
        direct: whole(85),
        through_intermediaries: whole(15),
        ..ChannelSales::default()
    });
    let yes = Statement::answered(Answer::Yes, "Мария", TODAY).with_evidence(evidence());
    facts.statements = vec![of_condition(Condition::DirectDealing, yes)];
    let score = score_of(&facts, Condition::DirectDealing);
    assert_bounds((score.low, score.high), (0.875, 0.875));
    assert!(input(&score, "input-answer").is_some());
    assert!(input(&score, "input-answer-contradicted").is_none());
}

#[test]
fn old_evidence_is_marked_and_in_strict_mode_unknown() {
    let old = Date::constant(2025, 4, 29);
    let statement = Statement::answered(Answer::Yes, "Мария", old).with_evidence([Evidence::note(
        "Their minutes",
        old,
        "Мария",
    )]);
    let mut facts = unknown_account();
    facts.statements = vec![of_condition(Condition::LongProcess, statement)];
    let settings = NeedSettings::default();
    let [score, ..] = assess_account(&facts, &settings, &ageing());
    assert_eq!((score.low, score.high, score.stale), (1.0, 1.0, true));
    let [score, ..] = assess_account(&facts, &settings, &ageing().strict());
    assert_eq!((score.low, score.high), (0.0, 1.0));
    assert!(missing(&score).contains(&"missing-fresh-evidence"));
}

#[test]
fn the_recommendation_follows_the_ends_of_the_need() {
    let settings = NeedSettings::default();
    let with = |low: f64, high: f64| {
        let mut facts = unknown_account();
        facts.statements = Condition::ALL
            .into_iter()
            .map(|condition| {
                let statement = between(low, high).with_evidence(evidence());
                of_condition(condition, statement)
            })
            .collect();
        need(&settings, assess_account(&facts, &settings, &ageing()))
    };
    for (low, high, recommendation) in [
        (0.6, 0.9, Recommendation::Appoint),
        (0.599, 1.0, Recommendation::Consider),
        (0.4, 0.4, Recommendation::Consider),
        (0.0, 0.4, Recommendation::Consider),
        (0.0, 0.399, Recommendation::NoNeed),
    ] {
        let need = with(low, high);
        assert_eq!(need.recommendation, recommendation, "{low} {high}");
        let asks = recommendation == Recommendation::Consider && low < high;
        assert_eq!(need.next_question.is_some(), asks, "{low} {high}");
    }
    assert!(with(0.4, 0.6).may_be_appoint(&settings));
    assert!(!with(0.4, 0.5).may_be_appoint(&settings));
}

#[test]
fn the_next_question_is_the_heaviest_open_one() {
    let mut weights = [1.0; CONDITIONS];
    weights[Condition::Risk.index()] = 2.0;
    let settings = NeedSettings::default()
        .with_weights(weights)
        .expect("weights");
    let need = need(
        &settings,
        assess_account(&unknown_account(), &settings, &ageing()),
    );
    assert_eq!(need.next_question, Some(Condition::Risk));
    assert_close(need.conditions[Condition::Risk.index()].swing, 2.0 / 9.0);
    assert_eq!(need.why.missing[0].name, "condition-risk");
}

#[test]
fn no_observations_have_no_median() {
    assert!(matches!(
        Survival::of(&[]).median(),
        Estimate::Unknown("unknown-no-deals")
    ));
    assert!(matches!(
        median_with_unknown(&[], 0, 2),
        Estimate::Unknown("unknown-no-deals")
    ));
    assert_eq!(
        median_with_unknown(&[], 2, 0),
        Estimate::Range(0.0, f64::INFINITY)
    );
}
