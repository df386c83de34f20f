use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::amount::Amount;
use crate::currency::Currency;
use crate::execution::{LineTerms, Metric};
use crate::ids::ClauseId;

fn terms() -> AgreementTerms {
    AgreementTerms {
        valid_from: Some(date(2025, 1, 1)),
        valid_to: Some(date(2025, 12, 31)),
        notice_days: Some(30),
        ..AgreementTerms::none(Currency::EUR)
    }
}

fn cents(cents: i64) -> Option<Amount> {
    Some(Amount::from_cents(cents))
}

#[test]
fn an_agreement_without_renewal_ends_and_one_with_it_goes_on_for_as_long() {
    let ended = renewal(&terms(), date(2026, 3, 1));
    assert_eq!(
        (ended.ends, ended.phase),
        (Some(date(2025, 12, 31)), Phase::Over)
    );
    let renewed = AgreementTerms {
        is_renewed: true,
        ..terms()
    };
    let goes_on = renewal(&renewed, date(2026, 3, 1));
    assert_eq!(goes_on.ends, Some(date(2026, 12, 31)));
    assert_eq!(goes_on.notice_by, Some(date(2026, 12, 1)));
    assert_eq!(goes_on.phase, Phase::Running);
    assert_eq!(
        renewal(&renewed, date(2026, 11, 26)).phase,
        Phase::NoticeNear
    );
    assert_eq!(
        renewal(&renewed, date(2026, 12, 1)).phase,
        Phase::NoticeNear
    );
    assert_eq!(
        renewal(&renewed, date(2026, 12, 2)).phase,
        Phase::NoticePassed
    );
    // Months have different lengths: the last day of a month stays the last day of one.
    let quarter = AgreementTerms {
        valid_from: Some(date(2025, 12, 1)),
        valid_to: Some(date(2026, 2, 28)),
        ..renewed
    };
    assert_eq!(
        renewal(&quarter, date(2026, 3, 1)).ends,
        Some(date(2026, 5, 31))
    );
}

#[test]
fn an_agreement_without_end_has_no_notice_and_one_ahead_has_not_begun() {
    let endless = AgreementTerms {
        valid_to: None,
        ..terms()
    };
    let found = renewal(&endless, date(2026, 3, 1));
    assert_eq!(
        (found.ends, found.notice_by, found.phase),
        (None, None, Phase::Endless)
    );
    assert_eq!(renewal(&endless, date(2024, 3, 1)).phase, Phase::Ahead);
    assert_eq!(renewal(&terms(), date(2024, 12, 30)).phase, Phase::Ahead);
    let without_notice = AgreementTerms {
        notice_days: None,
        ..terms()
    };
    assert_eq!(
        renewal(&without_notice, date(2025, 12, 1)).phase,
        Phase::Ending
    );
}

#[test]
fn limits_hold_back_what_is_above_them_and_what_cannot_be_compared() {
    let mut asked = terms();
    asked.discount = cents(1_000);
    asked.payment_days = Some(60);
    asked.credit_limit = cents(2_000_000);
    let same = |amount| Some(amount);
    let limits = Limits {
        discount: cents(1_000),
        payment_days: Some(60),
        credit: cents(2_000_000),
        guarantee: cents(1_000_000),
    };
    assert_eq!(exceeded(&asked, &limits, &same), []);
    asked.portfolio.push(PortfolioLine {
        what: "Кабели".to_owned(),
        discount: cents(1_250),
        ..PortfolioLine::default()
    });
    asked.payment_days = Some(90);
    let found = exceeded(&asked, &limits, &same);
    let kinds: Vec<_> = found
        .iter()
        .map(|one| (one.kind, one.of.as_str()))
        .collect();
    assert_eq!(
        kinds,
        [(LimitKind::Discount, "Кабели"), (LimitKind::Payment, "")]
    );
    assert_eq!(found[1].asked, cents(9_000));
    // Without a rate nobody knows whether the credit is above: it waits.
    let unknown = exceeded(&asked, &limits, &|_| None);
    let credit = unknown.iter().find(|one| one.kind == LimitKind::Credit);
    assert_eq!(credit.map(|one| one.asked), Some(None));
    // Until somebody sets a limit nothing is held back.
    let nothing_set = Limits::default();
    assert!(nothing_set.is_empty() && !limits.is_empty());
    assert_eq!(exceeded(&asked, &nothing_set, &same), []);
}

#[test]
fn periods_are_those_of_the_calendar_and_only_closed_ones_count() {
    let window = window_of(ClausePeriod::Quarter, date(2026, 11, 26));
    assert_eq!(
        (window.from, window.to),
        (date(2026, 10, 1), date(2026, 12, 31))
    );
    let months = closed_windows(
        ClausePeriod::Month,
        Some(date(2026, 9, 15)),
        date(2026, 11, 26),
        12,
    );
    let ends: Vec<_> = months.iter().map(|one| (one.from, one.to)).collect();
    let expected = [
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 9, 15), date(2026, 9, 30)),
    ];
    assert_eq!(ends, expected);
    assert_eq!(
        closed_windows(
            ClausePeriod::Year,
            Some(date(2026, 1, 1)),
            date(2026, 11, 26),
            12
        ),
        []
    );
}

#[test]
fn a_difference_names_what_came_what_went_and_what_moved() {
    let clause = |number: u128, target| Clause {
        target: cents(target),
        number: format!("3.{number}"),
        ..Clause::new(
            ClauseId(Uuid::from_u128(number)),
            "В срок",
            Metric::OnTimeLines,
        )
    };
    let before = AgreementTerms {
        clauses: vec![clause(1, 9_500), clause(2, 9_000)],
        ..terms()
    };
    let after = AgreementTerms {
        clauses: vec![clause(1, 9_700)],
        notice_days: None,
        payment_days: Some(45),
        ..terms()
    };
    assert_eq!(changes(&before, &before), []);
    let found = changes(&before, &after);
    let target = found
        .iter()
        .find(|one| one.name == "clause-target" && one.of == "3.1");
    assert_eq!(
        target.and_then(|one| one.after.clone()),
        cents(9_700).map(TermValue::Percent)
    );
    let notice = found.iter().find(|one| one.name == "term-notice");
    assert_eq!(notice.map(|one| one.after.is_none()), Some(true));
    let payment = found.iter().find(|one| one.name == "term-payment");
    assert_eq!(payment.map(|one| one.before.is_none()), Some(true));
    assert!(
        found
            .iter()
            .any(|one| one.of == "3.2" && one.after.is_none())
    );
}

#[test]
fn a_clause_says_what_is_measured_and_what_a_miss_costs() {
    let mut clause = Clause::new(ClauseId(Uuid::nil()), "В срок", Metric::OtifOrders);
    assert_eq!(
        clause.term(true),
        None,
        "without target nothing is promised"
    );
    clause.target = cents(9_500);
    clause.tolerance = cents(200);
    let term = clause.term(true).expect("a term");
    assert_eq!(
        (term.target, term.tolerance, term.closed),
        (0.95, 0.02, true)
    );
    clause.late_days = Some(1);
    clause.quantity_tolerance = cents(500);
    let lines = LineTerms {
        early: None,
        late: 1,
        short: 500,
        over: None,
    };
    assert_eq!(clause.line_terms(), lines);
    assert!(clause.credits().is_none());
    clause.tiers = CreditTier::read_all("98:0; 95:2; 90:5").expect("tiers");
    assert_eq!(
        clause.credits().map(|credits| credits.share_at(0.92)),
        Some(0.05)
    );
    clause.metric = Some(Metric::ComplaintDays);
    assert_eq!(clause.term(false).map(|term| term.target), Some(95.0));
    assert!(clause.credits().is_none(), "tiers are shares");
}

#[test]
fn tiers_are_read_as_they_are_written() {
    let tiers = CreditTier::read_all("98:0; 95 % : 2; 90:5,5").expect("tiers");
    assert_eq!(CreditTier::write_all(&tiers), "98:0; 95:2; 90:5.5");
    assert_eq!(CreditTier::read_all(""), Some(Vec::new()));
    for wrong in ["98", "98:x", "98:101", "-1:2"] {
        assert_eq!(CreditTier::read_all(wrong), None, "{wrong}");
    }
}

#[test]
fn an_agreement_withdrawn_by_mistake_comes_back_as_a_draft_only() {
    let back: Vec<_> = AgreementState::ALL
        .iter()
        .filter(|next| AgreementState::Withdrawn.may_become(**next))
        .collect();
    assert_eq!(back, [&AgreementState::Draft]);
    assert!(!AgreementState::Ended.may_become(AgreementState::Offered));
}

proptest! {
    #[test]
    fn a_term_that_runs_never_ends_before_the_day(
        months in 1_i32..30, days in 0_i32..27, passed in 0_i32..3_000
    ) {
        let from = date(2020, 1, 31);
        let to = from.saturating_add(jiff::Span::new().months(months).days(days));
        let today = to.saturating_add(jiff::Span::new().days(passed));
        let renewed = AgreementTerms {
            valid_from: Some(from), valid_to: Some(to), is_renewed: true, ..terms()
        };
        let found = renewal(&renewed, today);
        prop_assert!(found.ends >= Some(today));
        prop_assert!(found.notice_by < found.ends);
    }

    #[test]
    fn a_day_lies_in_its_period(offset in 0_i32..2_000, at in 0_usize..4) {
        let day = date(2024, 1, 1).saturating_add(jiff::Span::new().days(offset));
        let window = window_of(ClausePeriod::ALL[at], day);
        prop_assert!(window.from <= day && day <= window.to);
    }
}
