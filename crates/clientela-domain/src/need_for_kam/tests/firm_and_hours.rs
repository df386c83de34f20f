use super::*;
use crate::concentration::Concentration;
use crate::estimate::Estimate;

fn firm(facts: &FirmFacts, tally: &AccountsTally) -> FirmNeed {
    assess_firm(facts, tally, &NeedSettings::default(), &ageing())
}

fn firm_bounds(facts: &FirmFacts, tally: &AccountsTally, condition: Condition) -> (f64, f64) {
    let score = &firm(facts, tally).need.conditions[condition.index()].score;
    (score.low, score.high)
}

/// An account whose every condition is proven to be one value.
fn account_at(value: f64) -> Need {
    let settings = NeedSettings::default();
    let mut facts = unknown_account();
    facts.statements = Condition::ALL
        .into_iter()
        .map(|condition| {
            let statement = between(value, value).with_evidence(evidence());
            of_condition(condition, statement)
        })
        .collect();
    need(&settings, assess_account(&facts, &settings, &ageing()))
}

fn open_account() -> Need {
    let settings = NeedSettings::default();
    need(
        &settings,
        assess_account(&unknown_account(), &settings, &ageing()),
    )
}

fn tally(accounts: &[(Need, i64)]) -> AccountsTally {
    let settings = NeedSettings::default();
    let mut tally = AccountsTally::default();
    for (need, revenue) in accounts {
        tally.add(need, whole(*revenue), &settings);
    }
    tally
}

#[test]
fn the_firm_counts_its_accounts_and_averages_what_only_they_know() {
    let tally = tally(&[
        (account_at(0.9), 300),
        (account_at(0.5), 100),
        (account_at(0.1), 100),
        (open_account(), -50),
    ]);
    assert_eq!(
        (tally.accounts, tally.appoint, tally.consider, tally.no_need),
        (4, 1, 2, 1)
    );
    // Of the two under consideration one is settled at one half.
    assert_eq!(tally.may_become_appoint, 1);
    assert_eq!(tally.to_appoint(), (1, 2));
    let facts = FirmFacts::unknown(Currency::EUR);
    // (0.9·300 + 0.5·100 + 0.1·100) / 500; who is below zero weighs nothing.
    for condition in [Condition::EssentialGoods, Condition::LongProcess] {
        assert_bounds(firm_bounds(&facts, &tally, condition), (0.66, 0.66));
    }
    // Shares of sales say nothing of the firm's concentration.
    assert_eq!(
        firm_bounds(&facts, &tally, Condition::Concentration),
        (0.0, 1.0)
    );
}

#[test]
fn an_open_account_opens_the_mean_by_its_weight() {
    let tally = tally(&[(account_at(0.5), 300), (open_account(), 100)]);
    let facts = FirmFacts::unknown(Currency::EUR);
    assert_bounds(
        firm_bounds(&facts, &tally, Condition::LongRelation),
        (0.375, 0.625),
    );
    let none = AccountsTally::default();
    assert_eq!(
        firm_bounds(&facts, &none, Condition::LongRelation),
        (0.0, 1.0)
    );
}

#[test]
fn the_firm_is_concentrated_by_its_largest_client_or_as_a_whole() {
    let none = AccountsTally::default();
    let mut facts = FirmFacts::unknown(Currency::EUR);
    // Six of a hundred for the largest: half of its ramp, and an HHI far below its own.
    let mut totals = vec![whole(6)];
    totals.extend(vec![whole(1); 94]);
    facts.concentration = Some(Concentration::of(&totals));
    assert_bounds(
        firm_bounds(&facts, &none, Condition::Concentration),
        (0.5, 0.5),
    );
    facts.concentration = Some(Concentration::of(&[whole(1), whole(2)]));
    assert_eq!(
        firm_bounds(&facts, &none, Condition::Concentration),
        (1.0, 1.0)
    );
    facts.concentration = Some(Concentration::of(&[]));
    assert_eq!(
        firm_bounds(&facts, &none, Condition::Concentration),
        (0.0, 1.0)
    );
}

#[test]
fn departments_of_different_clients_are_not_added_up() {
    let with = |departments: &[&str]| Deal {
        touches: Some(3),
        persons: Some(1),
        departments: Some(departments.iter().map(|name| (*name).to_owned()).collect()),
        ..deal(30, true)
    };
    let deals = vec![with(&["a"]), with(&["b"]), with(&["c"])];
    let mut facts = FirmFacts::unknown(Currency::EUR);
    facts.deals.clone_from(&deals);
    let none = AccountsTally::default();
    assert_eq!(
        firm_bounds(&facts, &none, Condition::SeveralDeciders),
        (0.0, 0.0)
    );
    let mut account = unknown_account();
    account.deals = deals;
    assert_eq!(bounds(&account, Condition::SeveralDeciders), (1.0, 1.0));
}

#[test]
fn sales_of_clients_pool() {
    let mut packages = PackageSales {
        packages: whole(40),
        single: whole(10),
        orders: 5,
        ..PackageSales::default()
    };
    packages += PackageSales {
        single: whole(30),
        unknown: whole(20),
        orders: 3,
        ..PackageSales::default()
    };
    let mut channels = ChannelSales {
        direct: whole(90),
        ..ChannelSales::default()
    };
    channels += ChannelSales {
        through_intermediaries: whole(10),
        ..ChannelSales::default()
    };
    let mut facts = FirmFacts::unknown(Currency::EUR);
    facts.packages = Some(packages);
    facts.channels = Some(channels);
    let none = AccountsTally::default();
    assert_bounds(firm_bounds(&facts, &none, Condition::Packages), (0.5, 1.0));
    assert_bounds(
        firm_bounds(&facts, &none, Condition::DirectDealing),
        (1.0, 1.0),
    );
    // The firm's own answer counts like an account's.
    facts.statements = vec![of_condition(
        Condition::EssentialGoods,
        between(0.2, 0.3).with_evidence(evidence()),
    )];
    assert_eq!(
        firm_bounds(&facts, &none, Condition::EssentialGoods),
        (0.2, 0.3)
    );
}

fn hours(low: f64, high: f64) -> ActivityHours {
    ActivityHours::between(Activity::Visits, low, high).expect("hours")
}

#[test]
fn hours_per_activity_become_key_account_managers() {
    let of_one = [
        hours(60.0, 90.0),
        ActivityHours::between(Activity::Reporting, 20.0, 30.0).expect("hours"),
    ];
    assert_eq!(hours_of(&of_one), Estimate::Range(80.0, 120.0));
    let year = Estimate::Range(1_200.0, 1_500.0);
    // 20·80/1500 = 1.07 and 20·120/1200 = 2.
    let work = workload((20, 20), &of_one, &year);
    assert_eq!(work.hours, Estimate::Range(1_600.0, 2_400.0));
    assert_eq!(work.kams, Estimate::Known(2.0));
    let work = workload((20, 45), &of_one, &year);
    assert_eq!(work.kams, Estimate::Range(2.0, 5.0));
    assert_eq!(work.why.missing[0].name, "missing-narrower-hours");
    // Sums of fractions that should be whole are not rounded up to one more.
    let tenths = [hours(0.1, 0.1), hours(0.2, 0.2)];
    let work = workload((10, 10), &tenths, &Estimate::Known(3.0));
    assert_eq!(work.kams, Estimate::Known(1.0));
}

#[test]
fn hours_nobody_knows_leave_the_number_open_upwards() {
    let of_one = [hours(100.0, 100.0), ActivityHours::unknown(Activity::Calls)];
    let year = Estimate::Known(1_000.0);
    let work = workload((15, 15), &of_one, &year);
    assert_eq!(work.hours, Estimate::Range(1_500.0, f64::INFINITY));
    assert_eq!(work.kams, Estimate::Range(2.0, f64::INFINITY));
    assert_eq!(work.why.missing[0].name, "activity-calls");
    assert_eq!(workload((0, 0), &of_one, &year).kams, Estimate::Known(0.0));
    assert_eq!(
        workload((3, 3), &[], &year).kams,
        Estimate::Unknown("unknown-no-hours-stated")
    );
    for wrong in [Estimate::Known(0.0), Estimate::Unknown("unknown")] {
        assert_eq!(
            workload((3, 3), &of_one, &wrong).kams,
            Estimate::Unknown("unknown-no-hours-of-kam")
        );
    }
    assert_eq!(ActivityHours::between(Activity::Calls, 5.0, 4.0), None);
    assert_eq!(ActivityHours::between(Activity::Calls, -1.0, 4.0), None);
    assert_eq!(
        ActivityHours::between(Activity::Calls, 1.0, f64::INFINITY),
        None
    );
}
