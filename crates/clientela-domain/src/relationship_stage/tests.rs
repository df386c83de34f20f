//! The oracles of `DOMAIN.md` 12, and what must hold for any facts.

use proptest::prelude::*;

use super::*;
use crate::estimate::Truth;
use crate::estimate::Truth::{False as F, True as T, Undecided as U};

fn case(given: &[(Fact, Truth)], otherwise: Truth) -> Suggestion {
    suggest(|fact| {
        let found = given.iter().find(|(one, _)| *one == fact);
        found.map_or(otherwise, |(_, truth)| *truth)
    })
}

const MID: [(Fact, Truth); 4] = [
    (Fact::RegularOrders, T),
    (Fact::ManagerNamed, T),
    (Fact::ThreeFunctions, T),
    (Fact::AgreementSigned, T),
];

#[test]
fn s12_1_between_two_stages_the_open_facts_are_asked() {
    let mut facts = MID.to_vec();
    facts.extend([
        (Fact::JointPlan, U),
        (Fact::DataShared, T),
        (Fact::ShareOfWallet, U),
    ]);
    let said = case(&facts, F);
    assert_eq!(
        (said.at_least, said.at_most),
        (Stage::Cooperative, Stage::Interdependent)
    );
    assert_eq!(said.uncoupling, F);
    assert_eq!(said.ask, [Fact::JointPlan, Fact::ShareOfWallet]);
    assert_eq!(said.stage(), None);
    assert_eq!(said.why.missing.len(), 2);
}

#[test]
fn s12_1_two_signs_mean_uncoupling_at_any_stage() {
    let mut facts = MID.to_vec();
    facts.extend([
        (Fact::JointPlan, T),
        (Fact::DataShared, T),
        (Fact::ShareOfWallet, T),
    ]);
    facts.extend([(Fact::Lapsing, T), (Fact::SponsorLeft, T)]);
    let said = case(&facts, F);
    assert_eq!(said.stage(), Some(Stage::Interdependent));
    assert_eq!(said.uncoupling, T);
    assert!(said.ask.is_empty());
}

#[test]
fn s12_1_one_fact_that_fails_settles_it() {
    let facts = [
        (Fact::RegularOrders, T),
        (Fact::ManagerNamed, F),
        (Fact::NoticeGiven, F),
        (Fact::Lapsing, F),
        (Fact::TrustLow, U),
        (Fact::SponsorLeft, F),
    ];
    let said = case(&facts, U);
    assert_eq!(said.stage(), Some(Stage::Exploratory));
    assert_eq!(said.uncoupling, F);
    assert!(said.ask.is_empty());
}

#[test]
fn s12_2_regular_orders_and_two_reviews_in_a_row() {
    let months = |text: &str| -> Vec<Option<bool>> {
        text.chars()
            .map(|one| (one != '?').then_some(one == '1'))
            .collect()
    };
    for (text, wanted) in [("110110", T), ("100100", F), ("111?00", U), ("1?0?00", F)] {
        assert_eq!(regular_orders(&months(text), F), wanted, "{text}");
    }
    assert_eq!(regular_orders(&months("100100"), T), T);
    assert_eq!(
        confirmed(
            Stage::Basic,
            &[
                Stage::Cooperative,
                Stage::Interdependent,
                Stage::Interdependent
            ]
        ),
        [Stage::Basic, Stage::Basic, Stage::Interdependent]
    );
}

proptest! {
    #[test]
    fn knowing_more_never_contradicts_what_was_said(
        truths in prop::collection::vec(prop::sample::select(vec![F, U, T]), Fact::ALL.len()),
        settled in prop::collection::vec(any::<bool>(), Fact::ALL.len()),
    ) {
        let place = |fact: Fact| Fact::ALL.iter().position(|one| *one == fact).expect("a fact");
        let open = suggest(|fact| truths[place(fact)]);
        prop_assert!(open.at_least <= open.at_most);
        let known = suggest(|fact| match truths[place(fact)] {
            U if settled[place(fact)] => T,
            U => F,
            truth => truth,
        });
        let stage = known.stage().expect("everything is known");
        prop_assert!(open.at_least <= stage && stage <= open.at_most);
        if open.uncoupling != U {
            prop_assert_eq!(known.uncoupling, open.uncoupling);
        }
    }
}

#[test]
fn a_cap_holds_the_suggestion_and_asks_only_what_lies_below_it() {
    let facts: Vec<(Fact, Truth)> = MID.to_vec();
    let free = case(&facts, U);
    assert_eq!(free.at_most, Stage::Integrated);
    let said = suggest_up_to(Some(Stage::Cooperative), |fact| {
        let found = facts.iter().find(|(one, _)| *one == fact);
        found.map_or(U, |(_, truth)| *truth)
    });
    assert_eq!(said.stage(), Some(Stage::Cooperative));
    assert!(said.ask.is_empty());
    assert!(said.speaks_against(Stage::Basic) && said.speaks_against(Stage::Interdependent));
    assert!(!said.speaks_against(Stage::Cooperative));
}

#[test]
fn a_review_between_two_stages_breaks_the_row_of_two() {
    let (low, high) = (Some(Stage::Basic), Some(Stage::Cooperative));
    assert_eq!(held(low, high, high), high);
    assert_eq!(held(low, high, None), low);
    assert_eq!(held(low, None, high), low);
    assert_eq!(held(None, None, high), None, "one review sets nothing");
}
