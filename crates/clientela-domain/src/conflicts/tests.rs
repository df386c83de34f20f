//! The oracles of `DOMAIN.md` 17, and what holds for any history.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    COOLING_MONTHS, ConflictClass, ConflictVerdict, ReadingHistory, Served, double_mandates,
    free_from, judge,
};
use crate::ids::{AccountId, ConflictClassId};

const RETAIL_X: AccountId = AccountId(Uuid::from_u128(1));
const RETAIL_Y: AccountId = AccountId(Uuid::from_u128(2));
const BANK_P: AccountId = AccountId(Uuid::from_u128(3));
const BANK_Q: AccountId = AccountId(Uuid::from_u128(4));
const MUSEUM: AccountId = AccountId(Uuid::from_u128(5));

fn classes() -> Vec<ConflictClass> {
    let class = |id: u128, name: &str, accounts: [AccountId; 2]| ConflictClass {
        id: ConflictClassId(Uuid::from_u128(id)),
        name: name.to_owned(),
        accounts: BTreeSet::from(accounts),
    };
    vec![
        class(10, "food retail", [RETAIL_X, RETAIL_Y]),
        class(11, "banking", [BANK_P, BANK_Q]),
    ]
}

#[test]
fn s17_1_whoever_read_of_one_rival_reads_of_no_other() {
    let mut history = ReadingHistory::default();
    let requests = [RETAIL_X, BANK_P, RETAIL_Y, RETAIL_X, BANK_Q, MUSEUM];
    let decisions = requests.map(|account| history.open(account, &classes()));
    assert_eq!(decisions, [true, true, false, true, false, true]);
    assert_eq!(history.accounts(), [RETAIL_X, BANK_P, MUSEUM]);
    for account in [RETAIL_X, RETAIL_Y, BANK_P, BANK_Q, MUSEUM] {
        assert!(!history.may_write(account), "{account}");
    }
    let mut one = ReadingHistory::default();
    assert!(one.open(MUSEUM, &classes()));
    assert!(one.may_write(MUSEUM) && !one.may_write(BANK_P));
}

#[test]
fn s17_2_a_person_at_two_rivals_is_noticed() {
    let retail = vec![ConflictClassId(Uuid::from_u128(10))];
    assert_eq!(double_mandates(&[RETAIL_X, RETAIL_Y], &classes()), retail);
    assert_eq!(double_mandates(&[RETAIL_X, BANK_P], &classes()), []);
    assert_eq!(double_mandates(&[RETAIL_Y], &classes()), []);
    assert_eq!(double_mandates(&[RETAIL_Y, RETAIL_Y], &classes()), []);
}

fn served(account: AccountId, last_day: Option<jiff::civil::Date>) -> Served {
    Served {
        account,
        first_day: date(2020, 1, 1),
        last_day,
        released_on: None,
    }
}

#[test]
fn a_rival_served_now_needs_the_director() {
    let judged = judge(
        RETAIL_Y,
        &classes(),
        &[served(RETAIL_X, None), served(BANK_P, None)],
        false,
        (date(2026, 11, 26), COOLING_MONTHS),
    );
    assert_eq!(judged.verdict, ConflictVerdict::NeedsDecision);
    assert_eq!(judged.rivals.len(), 1);
    assert_eq!(judged.rivals[0].rival, RETAIL_X);
    assert_eq!(judged.rivals[0].class, "food retail");
    assert_eq!(judged.rivals[0].free_from, None);
}

#[test]
fn a_rival_served_once_holds_for_a_year_or_until_released() {
    let last = date(2026, 5, 14);
    assert_eq!(free_from(last, COOLING_MONTHS), date(2027, 5, 14));
    let of = |months: i64, day, history: Served| {
        judge(RETAIL_Y, &classes(), &[history], false, (day, months)).verdict
    };
    let on = |day, history| of(COOLING_MONTHS, day, history);
    let ended = served(RETAIL_X, Some(last));
    assert_eq!(on(date(2027, 5, 13), ended), ConflictVerdict::NeedsDecision);
    assert_eq!(on(date(2027, 5, 14), ended), ConflictVerdict::Clear);
    let released = Served {
        released_on: Some(date(2026, 9, 1)),
        ..ended
    };
    assert_eq!(
        on(date(2026, 8, 31), released),
        ConflictVerdict::NeedsDecision
    );
    assert_eq!(on(date(2026, 9, 1), released), ConflictVerdict::Clear);
    // The firm says for how long.
    for (months, day, verdict) in [
        (3, date(2026, 8, 13), ConflictVerdict::NeedsDecision),
        (3, date(2026, 8, 14), ConflictVerdict::Clear),
        (24, date(2028, 5, 13), ConflictVerdict::NeedsDecision),
        (0, last, ConflictVerdict::Clear),
    ] {
        assert_eq!(of(months, day, ended), verdict, "{months} {day}");
    }
}

#[test]
fn a_wall_refuses_whatever_else_is_known() {
    let day = (date(2026, 11, 26), COOLING_MONTHS);
    let judged = judge(MUSEUM, &classes(), &[], true, day);
    assert_eq!(judged.verdict, ConflictVerdict::Refused);
    let judged = judge(RETAIL_Y, &classes(), &[served(RETAIL_X, None)], true, day);
    assert_eq!(judged.verdict, ConflictVerdict::Refused);
    assert_eq!(judged.rivals.len(), 1);
}

proptest! {
    /// Nobody ever knows two rivals, in whatever order they ask.
    #[test]
    fn no_history_holds_two_rivals(requests in prop::collection::vec(1_u128..6, 0..40)) {
        let mut history = ReadingHistory::default();
        for request in requests {
            history.open(AccountId(Uuid::from_u128(request)), &classes());
        }
        for class in classes() {
            let known = history.accounts().iter().filter(|one| class.accounts.contains(one));
            prop_assert!(known.count() < 2);
        }
    }

    /// More history never makes a verdict milder.
    #[test]
    fn more_history_is_never_milder(
        rivals in prop::collection::vec((1_u128..6, prop::option::of(0_i16..3)), 0..8),
        more in (1_u128..6, prop::option::of(0_i16..3)),
    ) {
        let one = |(account, ago): (u128, Option<i16>)| {
            served(AccountId(Uuid::from_u128(account)), ago.map(|years| date(2026 - years, 3, 1)))
        };
        let before: Vec<Served> = rivals.into_iter().map(one).filter(|one| one.account != RETAIL_Y).collect();
        let mut after = before.clone();
        after.extend(Some(one(more)).filter(|one| one.account != RETAIL_Y));
        let verdict = |history: &[Served]| {
            let day = (date(2026, 11, 26), COOLING_MONTHS);
            judge(RETAIL_Y, &classes(), history, false, day).verdict
        };
        prop_assert!(verdict(&before) <= verdict(&after));
    }
}
