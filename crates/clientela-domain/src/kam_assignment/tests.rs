mod invariants;

use super::*;
use crate::day::Date;
use crate::key_criteria::{Evidence, Proof};

const TODAY: Date = Date::constant(2026, 10, 31);

/// Fits of S16.1: accounts down, key account managers across.
const FITS: [[f64; 3]; 5] = [
    [0.9, 0.6, 0.4],
    [0.7, 0.8, 0.5],
    [0.3, 0.9, 0.6],
    [0.8, 0.5, 0.7],
    [0.6, 0.7, 0.9],
];

/// Parts of an input, to be changed before use.
#[derive(Clone, Debug)]
struct Parts {
    accounts: Vec<AccountToAssign>,
    kams: Vec<Kam>,
    pairs: Vec<Vec<Pair>>,
    settings: AssignmentSettings,
}

impl Parts {
    fn new(fits: &[Vec<f64>], hours: &[f64], capacity: &[f64]) -> Self {
        let account = |(number, hours): (usize, &f64)| AccountToAssign {
            name: format!("account {number:02}"),
            hours: *hours,
            present: None,
            only_one_knows_it: false,
        };
        let kam = |(number, capacity): (usize, &f64)| Kam {
            name: format!("KAM {number:02}"),
            capacity: *capacity,
            leaves: Vec::new(),
        };
        let pair = |fit: &f64| Pair {
            fit: (*fit, *fit),
            wall: None,
        };
        Self {
            accounts: hours.iter().enumerate().map(account).collect(),
            kams: capacity.iter().enumerate().map(kam).collect(),
            pairs: fits
                .iter()
                .map(|row| row.iter().map(pair).collect())
                .collect(),
            settings: AssignmentSettings::default(),
        }
    }

    fn oracle(hours: &[f64], capacity: &[f64]) -> Self {
        Self::new(&FITS.map(|row| row.to_vec()), hours, capacity)
    }

    fn equal_effort() -> Self {
        Self::oracle(&[1.0; 5], &[2.0, 2.0, 1.0])
    }

    fn different_efforts() -> Self {
        let mut parts = Self::oracle(&[30.0, 20.0, 25.0, 15.0, 10.0], &[45.0, 45.0, 30.0]);
        parts.pairs[2][1].wall = Some("looks after their rival".to_owned());
        parts
    }

    fn input(&self) -> AssignmentInput {
        let Self {
            accounts,
            kams,
            pairs,
            settings,
        } = self.clone();
        AssignmentInput::new(accounts, kams, pairs, TODAY, settings).expect("parts that fit")
    }

    fn assign(&self) -> Assignment {
        assign(&self.input())
    }
}

fn chosen(assignment: &Assignment) -> Vec<Option<usize>> {
    assignment
        .accounts
        .iter()
        .map(|account| account.kam)
        .collect()
}

#[track_caller]
fn assert_close(value: f64, wanted: f64) {
    assert!((value - wanted).abs() < 1e-9, "{value} instead of {wanted}");
}

#[test]
fn s16_1_equal_effort() {
    let assignment = Parts::equal_effort().assign();
    assert_eq!(
        chosen(&assignment),
        [Some(0), Some(1), Some(1), Some(0), Some(2)]
    );
    assert_close(assignment.total_fit.0, 4.3);
    assert_close(assignment.total_fit.1, 4.3);
    assert_eq!(assignment.method, Method::Flow);
    assert_eq!(assignment.capacity_to_add, []);
    assert!(
        assignment
            .accounts
            .iter()
            .all(|account| account.reasons == [Reason::BestFit])
    );
    let next = assignment.accounts[0].next_best.expect("two others");
    assert_eq!(next.kam, 1);
    assert_close(next.difference, 0.3);
    let loads: Vec<usize> = assignment.kams.iter().map(|kam| kam.accounts).collect();
    assert_eq!(loads, [2, 2, 1]);
}

#[test]
fn s16_2_different_efforts_and_a_wall() {
    let assignment = Parts::different_efforts().assign();
    assert_eq!(
        chosen(&assignment),
        [Some(0), Some(1), Some(2), Some(0), Some(1)]
    );
    assert_close(assignment.total_fit.0, 3.8);
    assert_eq!(assignment.method, Method::BranchAndBound);
    assert_eq!(
        assignment.accounts[2].reasons,
        [Reason::Wall {
            kam: 1,
            wall: "looks after their rival".to_owned()
        }]
    );
    // The third would fit account 5 better, but has no hours left.
    assert_eq!(assignment.accounts[4].reasons, [Reason::Full { kam: 2 }]);
    let next = assignment.accounts[4].next_best.expect("two others");
    assert_eq!(next.kam, 2);
    assert_close(next.difference, -0.2);
    assert_close(assignment.kams[0].hours, 45.0);
    // A wall is no deputy.
    assert_eq!(
        assignment.accounts[2].next_best.map(|next| next.kam),
        Some(0)
    );
}

fn level(number: u8) -> Level {
    Level::new(number).expect("a level")
}

fn requirements() -> Vec<Requirement> {
    let needed = [
        (Skill::Industry("retail".to_owned()), 4, 3.0),
        (Skill::Language("de".to_owned()), 3, 2.0),
        (Skill::Negotiation, 5, 2.0),
        (Skill::Seniority, 2, 1.0),
    ];
    needed
        .into_iter()
        .map(|(skill, need, weight)| Requirement::new(skill, level(need), weight).expect("weight"))
        .collect()
}

fn skill(skill: Skill, number: u8) -> KamSkill {
    KamSkill {
        skill,
        level: level(number),
        evidence: vec![Evidence::note("Certificate", TODAY, "Мария")],
    }
}

fn skills() -> Vec<KamSkill> {
    vec![
        skill(Skill::Industry("retail".to_owned()), 5),
        skill(Skill::Language("de".to_owned()), 2),
        skill(Skill::Negotiation, 4),
    ]
}

#[test]
fn s16_3_an_unknown_skill_makes_an_interval() {
    let found = fit(&requirements(), &skills());
    assert_close(found.low, 0.741_666_666_667);
    assert_close(found.high, 0.866_666_666_667);
    assert_eq!(found.skills[3].proof, Proof::Unknown);
    let missing: Vec<&str> = found.why.missing.iter().map(|one| one.name).collect();
    assert_eq!(missing, ["skill-seniority"]);
    assert_close(found.why.missing[0].effect, 0.125);
}

#[test]
fn a_level_without_evidence_is_stated_and_counts_as_unknown() {
    let mut stated = skills();
    stated.push(KamSkill {
        skill: Skill::Seniority,
        level: level(5),
        evidence: Vec::new(),
    });
    let found = fit(&requirements(), &stated);
    assert_close(found.low, 0.741_666_666_667);
    assert_close(found.high, 0.866_666_666_667);
    assert_eq!(found.skills[3].proof, Proof::Stated);
    assert_eq!(found.skills[3].have, Some(level(5)));
    // Another language is another skill, and a later level replaces an earlier one.
    stated.push(skill(Skill::Language("ro".to_owned()), 5));
    stated.push(skill(Skill::Seniority, 1));
    let found = fit(&requirements(), &stated);
    assert_close(found.low, 0.804_166_666_667);
    assert_close(found.high, found.low);
}

#[test]
fn surplus_earns_nothing_and_what_is_not_needed_is_met() {
    let need =
        |number| vec![Requirement::new(Skill::Analysis, level(number), 1.0).expect("weight")];
    let with = |number| vec![skill(Skill::Analysis, number)];
    assert_eq!(fit(&need(3), &with(5)).bounds(), (1.0, 1.0));
    assert_eq!(fit(&need(3), &with(3)).bounds(), (1.0, 1.0));
    assert_eq!(fit(&need(0), &[]).bounds(), (1.0, 1.0));
    assert_eq!(fit(&need(1), &[]).bounds(), (0.0, 1.0));
    let unknown = fit(&[], &with(5));
    assert_eq!(unknown.bounds(), (0.0, 1.0));
    assert_eq!(unknown.why.missing[0].name, "missing-requirements");
    assert_eq!(Level::new(6), None);
    assert_eq!(Requirement::new(Skill::Analysis, level(3), 0.0), None);
}

#[test]
fn words_of_skills_go_there_and_back() {
    let all = [
        Skill::Industry("retail".to_owned()),
        Skill::Language("de".to_owned()),
        Skill::Negotiation,
        Skill::ProblemSolving,
        Skill::Analysis,
        Skill::Seniority,
    ];
    for skill in all {
        assert_eq!(Skill::from_id(&skill.id()), Some(skill));
    }
    for wrong in ["language:", "charm", "charm:high", ""] {
        assert_eq!(Skill::from_id(wrong), None);
    }
}

#[test]
fn who_is_there_already_stays_unless_somebody_fits_much_better() {
    let with = |present_fit: f64, only_one_knows_it| {
        let mut parts = Parts::new(&[vec![present_fit, 0.8]], &[10.0], &[10.0, 10.0]);
        parts.accounts[0].present = Some(0);
        parts.accounts[0].only_one_knows_it = only_one_knows_it;
        let assignment = parts.assign();
        let account = assignment.accounts[0].clone();
        (account.kam, account.needs_handover, account.reasons)
    };
    assert_eq!(
        with(0.75, false),
        (Some(0), false, vec![Reason::Continuity])
    );
    assert_eq!(with(0.65, false), (Some(1), true, vec![Reason::BestFit]));
    assert_eq!(with(0.65, true), (Some(0), true, vec![Reason::Continuity]));
    assert_eq!(with(0.9, false), (Some(0), false, vec![Reason::BestFit]));
    let mut parts = Parts::new(&[vec![0.75, 0.8]], &[10.0], &[10.0, 10.0]);
    parts.accounts[0].present = Some(0);
    let assignment = parts.assign();
    // The bonus decides, but is no part of the fit.
    assert_close(assignment.total_fit.0, 0.75);
    let next = assignment.accounts[0].next_best.expect("one other");
    assert_close(next.difference, 0.05);
}

#[test]
fn who_is_on_leave_has_no_hours_and_is_no_deputy() {
    let mut parts = Parts::equal_effort();
    let away = |from, to| Leave { from, to };
    parts.kams[1].leaves = vec![away(Date::constant(2026, 10, 1), Some(TODAY))];
    parts.kams[0].capacity = 5.0;
    let assignment = parts.assign();
    assert_eq!(
        chosen(&assignment),
        [Some(0), Some(0), Some(2), Some(0), Some(0)]
    );
    assert_close(assignment.kams[1].capacity, 0.0);
    assert_eq!(assignment.accounts[2].reasons, [Reason::OnLeave { kam: 1 }]);
    assert_eq!(
        assignment.accounts[1].next_best.map(|next| next.kam),
        Some(2)
    );
    // Away from tomorrow is still here today, and so is who came back yesterday.
    let tomorrow = TODAY.tomorrow().expect("a day");
    let yesterday = TODAY.yesterday().expect("a day");
    parts.kams[1].leaves = vec![
        away(tomorrow, None),
        away(Date::constant(2026, 1, 1), Some(yesterday)),
    ];
    assert_eq!(parts.assign().accounts[2].kam, Some(1));
    let deputies: Vec<(usize, Option<usize>)> = parts.assign().deputies(1).collect();
    assert_eq!(deputies, [(1, Some(0)), (2, Some(2))]);
}

#[test]
fn too_few_hours_leave_accounts_and_say_what_to_add() {
    // 30 + 20 + 25 + 15 + 10 = 100 hours of work, 75 there.
    let mut parts = Parts::different_efforts();
    parts.kams[2].capacity = 0.0;
    parts.kams[1].capacity = 30.0;
    let assignment = parts.assign();
    let without: Vec<usize> = assignment.without_kam().collect();
    assert_eq!(without.len(), 1);
    assert_eq!(assignment.accounts[without[0]].reasons[0], Reason::NoHours);
    assert_eq!(
        assignment.accounts[without[0]].why.missing[0].name,
        "missing-capacity"
    );
    let to_add: f64 = assignment.capacity_to_add.iter().map(|one| one.hours).sum();
    assert_close(to_add, 25.0);
    assert!(assignment.capacity_is_least);
    for one in &assignment.capacity_to_add {
        parts.kams[one.kam].capacity += one.hours;
    }
    assert_eq!(parts.assign().without_kam().count(), 0);
}

#[test]
fn hours_do_not_help_an_account_that_nobody_can_take() {
    let mut parts = Parts::equal_effort();
    for pair in &mut parts.pairs[3] {
        pair.wall = Some("wall".to_owned());
    }
    let assignment = parts.assign();
    assert_eq!(assignment.without_kam().collect::<Vec<usize>>(), [3]);
    assert_eq!(assignment.accounts[3].reasons[0], Reason::NobodyCan);
    assert_eq!(assignment.accounts[3].reasons.len(), 4);
    assert_eq!(assignment.capacity_to_add, []);
    // The only one who may is away.
    let mut parts = Parts::new(&[vec![0.5, 0.9]], &[1.0], &[5.0, 5.0]);
    parts.pairs[0][0].wall = Some("wall".to_owned());
    parts.kams[1].leaves = vec![Leave {
        from: TODAY,
        to: None,
    }];
    let assignment = parts.assign();
    assert_eq!(
        assignment.accounts[0].reasons,
        [
            Reason::NobodyCan,
            Reason::Wall {
                kam: 0,
                wall: "wall".to_owned()
            },
            Reason::OnLeave { kam: 1 },
        ]
    );
    assert_eq!(assignment.capacity_to_add, []);
}

#[test]
fn who_depends_on_what_is_unknown_is_named() {
    let mut parts = Parts::new(&[vec![0.6, 0.5], vec![0.9, 0.2]], &[1.0, 1.0], &[2.0, 2.0]);
    assert_eq!(parts.assign().undecided().count(), 0);
    parts.pairs[0][1].fit = (0.1, 0.9);
    let assignment = parts.assign();
    // In the middle, 0.5, the second is not better; at its upper end it is.
    assert_eq!(chosen(&assignment), [Some(0), Some(0)]);
    assert_eq!(assignment.undecided().collect::<Vec<usize>>(), [0]);
    assert_eq!(assignment.accounts[0].at_ends, Some([Some(0), Some(1)]));
    let missing = &assignment.accounts[0].why.missing;
    assert_eq!(missing[0].name, "missing-skills");
    assert_close(missing[0].effect, 0.8);
}

#[test]
fn nobody_and_nothing_to_assign_are_no_faults() {
    let none = Parts::new(&[], &[], &[10.0]).assign();
    assert_eq!(none.accounts, []);
    assert_eq!(none.kams[0].accounts, 0);
    let nobody = Parts::new(&[Vec::new()], &[1.0], &[]).assign();
    assert_eq!(nobody.accounts[0].reasons, [Reason::NobodyCan]);
    assert_eq!(nobody.capacity_to_add, []);
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let fault = |change: fn(&mut Parts)| {
        let mut parts = Parts::equal_effort();
        change(&mut parts);
        let Parts {
            accounts,
            kams,
            pairs,
            settings,
        } = parts;
        AssignmentInput::new(accounts, kams, pairs, TODAY, settings).err()
    };
    assert_eq!(fault(|_| {}), None);
    assert_eq!(
        fault(|parts| drop(parts.pairs.pop())),
        Some(AssignmentError::Pairs)
    );
    assert_eq!(
        fault(|parts| drop(parts.pairs[1].pop())),
        Some(AssignmentError::Pairs)
    );
    assert_eq!(
        fault(|parts| parts.accounts[0].hours = 0.0),
        Some(AssignmentError::Hours)
    );
    assert_eq!(
        fault(|parts| parts.accounts[0].hours = f64::NAN),
        Some(AssignmentError::Hours)
    );
    assert_eq!(
        fault(|parts| parts.kams[0].capacity = -1.0),
        Some(AssignmentError::Hours)
    );
    assert_eq!(
        fault(|parts| parts.pairs[0][0].fit = (0.6, 0.5)),
        Some(AssignmentError::Fit)
    );
    assert_eq!(
        fault(|parts| parts.accounts[0].present = Some(3)),
        Some(AssignmentError::Present)
    );
    assert_eq!(
        fault(|parts| parts.settings.continuity = 2.0),
        Some(AssignmentError::Bonus)
    );
}
