use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn record(number: u128) -> Record {
    Record::Promise(ObligationId(Uuid::from_u128(number)))
}

fn facts(id: u8) -> Facts<u8> {
    Facts {
        id,
        deeds: Vec::new(),
        freed_with: None,
        is_small: None,
        met_within_rhythm: None,
        may_be_twice: None,
        rivalry: None,
    }
}

fn promised(by: Party, kind: ObligationKind, state: State) -> Deed {
    Deed {
        record: record(1),
        act: Act::Promised {
            by,
            kind,
            state,
            is_gift: false,
            returns_support: false,
        },
    }
}

fn gift(direction: GiftDirection, kind: GiftKind) -> Deed {
    Deed {
        record: Record::Gift(GiftId(Uuid::from_u128(2))),
        act: Act::Given { direction, kind },
    }
}

fn support(by: SupportSide, kind: SupportKind) -> Deed {
    Deed {
        record: Record::Support(SupportId(Uuid::from_u128(3))),
        act: Act::Supported {
            by,
            kind,
            is_settled: false,
        },
    }
}

fn found(book: &[Facts<u8>], rule: BondRule) -> (Finding, Vec<u8>) {
    let checked = check(book).into_iter().find(|one| one.rule == rule);
    let checked = checked.expect("every rule is looked at");
    let clients = checked.shown.iter().map(|shown| shown.client).collect();
    (checked.finding, clients)
}

fn with(deeds: Vec<Deed>) -> Facts<u8> {
    Facts { deeds, ..facts(1) }
}

#[test]
fn an_empty_book_says_nothing_and_four_rules_are_no_matter_of_records() {
    for checked in check::<u8>(&[]) {
        let expected = match checked.rule.bearing() {
            Bearing::Checked => Finding::NotJudged,
            Bearing::Applied(_) => Finding::Applied,
        };
        assert_eq!(checked.finding, expected, "{:?}", checked.rule);
    }
    let applied = BondRule::ALL
        .iter()
        .filter(|rule| rule.bearing() != Bearing::Checked);
    let numbers: Vec<String> = applied.map(|rule| rule.number()).collect();
    assert_eq!(numbers, ["R1", "R16", "R17", "R19"]);
    assert_eq!(BondRule::ALL.len(), 19);
    assert_eq!(BondRule::NoTestimony.number(), "R3");
    assert_eq!(BondRule::OlderBond.number(), "R18");
}

#[test]
fn a_promise_of_ours_that_was_broken_breaks_the_rule_and_is_named() {
    let kept = promised(Party::Us, ObligationKind::Protection, State::Kept);
    let mut book = [with(vec![kept]), facts(2)];
    assert_eq!(found(&book, BondRule::Sanction), (Finding::Holds, vec![1]));
    assert_eq!(
        found(&book, BondRule::Protection),
        (Finding::Holds, vec![1])
    );
    book[1].deeds = vec![promised(
        Party::Us,
        ObligationKind::Protection,
        State::Broken,
    )];
    assert_eq!(found(&book, BondRule::Sanction), (Finding::Broken, vec![2]));
    assert_eq!(
        found(&book, BondRule::Protection),
        (Finding::Broken, vec![2])
    );
    let sanction = &check(&book)[1];
    assert_eq!(
        (sanction.keeping, sanction.shown[0].record),
        (1, Some(record(1)))
    );
    // What the client broke is no fraud of ours.
    book[1].deeds = vec![promised(
        Party::Them,
        ObligationKind::Payment,
        State::Broken,
    )];
    assert_eq!(found(&book, BondRule::Sanction), (Finding::Holds, vec![1]));
}

#[test]
fn what_is_open_or_was_let_go_says_nothing() {
    for state in [
        State::Open,
        State::Due,
        State::Waived,
        State::Forgiven,
        State::Disputed,
    ] {
        let book = [with(vec![promised(
            Party::Us,
            ObligationKind::Protection,
            state,
        )])];
        assert_eq!(
            found(&book, BondRule::Sanction).0,
            Finding::NotJudged,
            "{state:?}"
        );
    }
}

#[test]
fn help_and_gifts_are_free_so_their_absence_breaks_nothing() {
    let free = [
        BondRule::MaterialSupport,
        BondRule::Advocacy,
        BondRule::Company,
        BondRule::Rites,
        BondRule::Sportula,
    ];
    for rule in free {
        assert_eq!(found(&[facts(1)], rule).0, Finding::NotJudged);
    }
    let book = [with(vec![
        gift(GiftDirection::Given, GiftKind::Goods),
        gift(GiftDirection::Received, GiftKind::Goods),
        support(SupportSide::Them, SupportKind::Advocacy),
        support(SupportSide::Them, SupportKind::StandingBy),
        support(SupportSide::Both, SupportKind::Anniversary),
    ])];
    for rule in free {
        let (finding, clients) = found(&book, rule);
        assert_eq!(
            (finding, clients.first()),
            (Finding::Holds, Some(&1)),
            "{rule:?}"
        );
    }
    // What we did for them is no support of theirs.
    let ours = [with(vec![support(
        SupportSide::Us,
        SupportKind::StandingBy,
    )])];
    assert_eq!(found(&ours, BondRule::Company).0, Finding::NotJudged);
    assert_eq!(found(&ours, BondRule::Protection).0, Finding::Holds);
}

#[test]
fn help_that_has_to_be_paid_back_was_a_loan() {
    let mut owed = promised(Party::Us, ObligationKind::Payment, State::Open);
    assert_eq!(
        found(&[with(vec![owed])], BondRule::MaterialSupport).0,
        Finding::NotJudged
    );
    if let Act::Promised {
        returns_support, ..
    } = &mut owed.act
    {
        *returns_support = true;
    }
    assert_eq!(
        found(&[with(vec![owed])], BondRule::MaterialSupport).0,
        Finding::Broken
    );
}

#[test]
fn money_is_taken_from_the_small_only_where_it_is_known_who_is_small() {
    let mut client = with(vec![gift(GiftDirection::Received, GiftKind::Cash)]);
    for (is_small, expected) in [
        (None, Finding::NotJudged),
        (Some(false), Finding::Holds),
        (Some(true), Finding::Broken),
    ] {
        client.is_small = is_small;
        let (finding, clients) = found(&[client.clone()], BondRule::MoneyLimit);
        assert_eq!((finding, clients), (expected, vec![1]));
    }
}

#[test]
fn whoever_was_freed_bears_the_name_and_others_need_not() {
    let mut book = [facts(1), facts(2)];
    assert_eq!(found(&book, BondRule::SharedName).0, Finding::NotJudged);
    book[0].freed_with = Some(NameBorne::Unknown);
    assert_eq!(
        found(&book, BondRule::SharedName),
        (Finding::NotJudged, vec![1])
    );
    book[0].freed_with = Some(NameBorne::Ours);
    assert_eq!(
        found(&book, BondRule::SharedName),
        (Finding::Holds, vec![1])
    );
    book[1].freed_with = Some(NameBorne::Another);
    assert_eq!(
        found(&book, BondRule::SharedName),
        (Finding::Broken, vec![2])
    );
}

#[test]
fn a_name_is_told_by_its_house_and_not_by_initials() {
    let ours = "m. tullius cicero";
    assert_eq!(name_borne(ours, ["m. tullius tiro"]), NameBorne::Ours);
    assert_eq!(
        name_borne(ours, ["m. pomponius dionysius"]),
        NameBorne::Another
    );
    assert_eq!(name_borne(ours, ["hilarus"]), NameBorne::Unknown);
    assert_eq!(
        name_borne(ours, ["hilarus", "tullius hilarus"]),
        NameBorne::Ours
    );
}

#[test]
fn rivals_ask_questions_that_records_answer() {
    let rivalry = Rivalry::default();
    let mut client = Facts {
        rivalry: Some(rivalry),
        ..facts(1)
    };
    for rule in [BondRule::NoTestimony, BondRule::Excuse, BondRule::OlderBond] {
        assert_eq!(
            found(&[client.clone()], rule),
            (Finding::NotJudged, vec![1]),
            "{rule:?}"
        );
    }
    assert_eq!(
        found(&[client.clone()], BondRule::BothSides),
        (Finding::NotJudged, vec![])
    );
    client.rivalry = Some(Rivalry {
        somebody_was_excused: true,
        has_people_on_both_sides: true,
        is_walled: true,
        is_served_with_rival: Some(false),
    });
    client.deeds = vec![support(SupportSide::Us, SupportKind::StandingBy)];
    for rule in [
        BondRule::NoTestimony,
        BondRule::Excuse,
        BondRule::BothSides,
        BondRule::OlderBond,
    ] {
        assert_eq!(found(&[client.clone()], rule).0, Finding::Holds, "{rule:?}");
    }
    client.rivalry = Some(Rivalry {
        is_served_with_rival: Some(true),
        ..rivalry
    });
    assert_eq!(found(&[client], BondRule::OlderBond).0, Finding::Broken);
}

#[test]
fn an_incident_breaks_peace_until_it_is_settled() {
    let mut incident = support(SupportSide::Us, SupportKind::Incident);
    assert_eq!(
        found(&[with(vec![incident])], BondRule::NoTestimony).0,
        Finding::Broken
    );
    if let Act::Supported { is_settled, .. } = &mut incident.act {
        *is_settled = true;
    }
    assert_eq!(
        found(&[with(vec![incident])], BondRule::NoTestimony).0,
        Finding::Holds
    );
}

#[test]
fn who_is_in_our_trust_comes_before_a_guest() {
    let ranks = [Duty::InTrust, Duty::Guest, Duty::Unknown].map(duty_rank);
    assert!(ranks.is_sorted_by(|one, other| one < other));
}

fn any_deed() -> impl Strategy<Value = Deed> {
    let promise = (
        prop::sample::select(Party::ALL),
        prop::sample::select(ObligationKind::ALL),
        prop::sample::select(State::ALL),
        any::<bool>(),
    )
        .prop_map(|(by, kind, state, is_gift)| Deed {
            record: record(7),
            act: Act::Promised {
                by,
                kind,
                state,
                is_gift,
                returns_support: false,
            },
        });
    let given = (
        prop::sample::select(GiftDirection::ALL),
        prop::sample::select(GiftKind::ALL),
    )
        .prop_map(|(direction, kind)| gift(direction, kind));
    let supported = (
        prop::sample::select(SupportSide::ALL),
        prop::sample::select(SupportKind::ALL),
    )
        .prop_map(|(by, kind)| support(by, kind));
    prop_oneof![promise, given, supported]
}

proptest! {
    /// What is broken stays broken whatever else is written down, and nothing holds without a witness.
    #[test]
    fn more_records_mend_nothing(
        deeds in prop::collection::vec(any_deed(), 0..6),
        more in prop::collection::vec(any_deed(), 0..6),
    ) {
        let before = check(&[with(deeds.clone())]);
        let after = check(&[with(deeds), Facts { id: 2, ..with(more) }]);
        for (one, other) in before.iter().zip(&after) {
            if one.finding == Finding::Broken {
                prop_assert_eq!(other.finding, Finding::Broken);
            }
            if other.finding == Finding::Holds || other.finding == Finding::Broken {
                prop_assert!(!other.shown.is_empty());
            }
        }
    }
}
