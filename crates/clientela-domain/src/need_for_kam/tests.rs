mod edges;
mod firm_and_hours;
mod invariants;
mod oracles;

use super::*;
use crate::amount::Amount;
use crate::concentration::{ClassCuts, classify};
use crate::currency::Currency;
use crate::day::{Date, Month};
use crate::key_criteria::{Ageing, Answer, Evidence};

const TODAY: Date = Date::constant(2026, 10, 31);

fn ageing() -> Ageing {
    Ageing::at(TODAY)
}

fn whole(value: i64) -> Amount {
    Amount::from_cents(value * 100)
}

/// An answer with a note behind it.
fn proven(answer: Answer) -> Statement {
    Statement::answered(answer, "Мария", TODAY).with_evidence([Evidence::note(
        "Minutes of the meeting",
        TODAY,
        "Мария",
    )])
}

fn between(low: f64, high: f64) -> Statement {
    Statement::between(low, high, "Мария", TODAY).expect("ordered")
}

fn evidence() -> [Evidence; 1] {
    [Evidence::note("Their own figures", TODAY, "Мария")]
}

fn of_condition(condition: Condition, statement: Statement) -> ConditionStatement {
    ConditionStatement {
        condition,
        statement,
    }
}

/// A deal that took so many days, decided or still open today.
fn deal(days: u32, decided: bool) -> Deal {
    let first_contact = TODAY.saturating_sub(jiff::Span::new().days(days));
    Deal {
        name: format!("deal of {days}"),
        first_contact: Some(first_contact),
        decided: decided.then_some(TODAY),
        ..Deal::default()
    }
}

fn months(quantities: &[f64]) -> Vec<MonthQuantity> {
    let first = Month::of(Date::constant(2025, 1, 1));
    (0..)
        .zip(quantities)
        .map(|(later, quantity)| MonthQuantity {
            month: first.plus(later),
            quantity: Some(*quantity),
            not_typical: None,
        })
        .collect()
}

fn unknown_account() -> AccountFacts {
    AccountFacts::unknown(Currency::EUR)
}

fn bounds(facts: &AccountFacts, condition: Condition) -> (f64, f64) {
    let score = score_of(facts, condition);
    (score.low, score.high)
}

fn score_of(facts: &AccountFacts, condition: Condition) -> ConditionScore {
    let scores = assess_account(facts, &NeedSettings::default(), &ageing());
    scores[condition.index()].clone()
}

fn missing(score: &ConditionScore) -> Vec<&'static str> {
    score.why.missing.iter().map(|one| one.name).collect()
}

fn input<'a>(score: &'a ConditionScore, name: &str) -> Option<&'a crate::why::Input> {
    score.why.inputs.iter().find(|input| input.name == name)
}

#[track_caller]
fn assert_close(value: f64, wanted: f64) {
    assert!(
        (value - wanted).abs() < 1e-11,
        "{value} instead of {wanted}"
    );
}

#[track_caller]
fn assert_bounds((low, high): (f64, f64), wanted: (f64, f64)) {
    assert_close(low, wanted.0);
    assert_close(high, wanted.1);
}

#[test]
fn words_go_there_and_back() {
    for condition in Condition::ALL {
        assert_eq!(Condition::from_id(condition.id()), Some(condition));
        assert_eq!(Condition::ALL[condition.index()], condition);
    }
    for one in Recommendation::ALL {
        assert_eq!(Recommendation::from_id(one.id()), Some(one));
    }
    for one in JointWork::ALL {
        assert_eq!(JointWork::from_id(one.id()), Some(one));
    }
    for one in Activity::ALL {
        assert_eq!(Activity::from_id(one.id()), Some(one));
    }
    assert_eq!(Condition::from_id("charm"), None);
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    assert_eq!(Ramp::new(3.0, 3.0), Err(SettingsError::Ramp));
    assert_eq!(Ramp::new(f64::NAN, 3.0), Err(SettingsError::Ramp));
    let settings = NeedSettings::default();
    let mut weights = [1.0; CONDITIONS];
    weights[7] = 0.0;
    assert_eq!(
        settings.clone().with_weights(weights),
        Err(SettingsError::Weight)
    );
    for (appoint, no_need) in [(0.4, 0.6), (1.1, 0.4), (0.6, 0.0)] {
        let cuts = settings.clone().with_cuts(appoint, no_need);
        assert_eq!(cuts, Err(SettingsError::Cut));
    }
    assert_eq!(between(0.0, 1.0).bounds(), (0.0, 1.0));
    for (low, high) in [(0.6, 0.5), (-0.1, 0.5), (0.5, 1.1), (f64::NAN, 1.0)] {
        assert_eq!(Statement::between(low, high, "Мария", TODAY), None);
    }
}
