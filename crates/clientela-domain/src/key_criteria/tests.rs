use proptest::prelude::*;

use super::*;
use crate::amount::Amount;
use crate::concentration::{ClassCuts, Classification, classify};
use crate::currency::Currency;
use crate::day::Date;
use crate::why::{InputValue, Source};

const TODAY: Date = Date::constant(2026, 10, 31);

fn proven(answer: Answer) -> CriterionScore {
    let assessment = Assessment {
        answer: Some(answer),
        evidence: vec![Evidence::note("Seen in their contract", TODAY, "Мария")],
        ..Assessment::default()
    };
    assess(Criterion::MarketPower, &assessment, &Ageing::at(TODAY))
}

fn scores(answers: [Answer; CRITERIA]) -> [CriterionScore; CRITERIA] {
    answers.map(proven)
}

#[track_caller]
fn assert_close(value: f64, wanted: f64) {
    assert!(
        (value - wanted).abs() < 1e-11,
        "{value} instead of {wanted}"
    );
}

fn swings(judgement: &Judgement) -> [f64; CRITERIA] {
    std::array::from_fn(|index| judgement.criteria[index].swing)
}

#[test]
fn s1_1_one_unknown_with_equal_weights() {
    let answers = [
        Answer::Yes,
        Answer::Partly,
        Answer::Unknown,
        Answer::Yes,
        Answer::No,
    ];
    let judgement = judge(&Profile::equal(), scores(answers));
    assert_close(judgement.low, 0.5);
    assert_close(judgement.high, 0.7);
    assert_eq!(judgement.verdict, Verdict::Undecided);
    assert_eq!(judgement.next_question, Some(Criterion::SelectionBodies));
    assert_eq!(judgement.completions.cases, 3);
    assert_close(judgement.completions.key_share, 0.333_333_333_333);
    assert_close(judgement.known_weight, 0.8);
    for (swing, wanted) in swings(&judgement)
        .into_iter()
        .zip([0.0, 0.0, 0.2, 0.0, 0.0])
    {
        assert_close(swing, wanted);
    }
    // A single yes makes it key; partly or no make it not key; so would corrections elsewhere.
    let of_bodies: Vec<(Answer, Verdict)> = judgement
        .what_would_change
        .iter()
        .filter(|change| change.criterion == Criterion::SelectionBodies)
        .map(|change| (change.answer, change.verdict))
        .collect();
    assert_eq!(
        of_bodies,
        [
            (Answer::Yes, Verdict::Key),
            (Answer::Partly, Verdict::NotKey),
            (Answer::No, Verdict::NotKey)
        ]
    );
    assert_eq!(judgement.why.missing.len(), 1);
}

#[test]
fn s1_2_two_unknowns_from_the_sales_view() {
    let answers = [
        Answer::Yes,
        Answer::Unknown,
        Answer::Yes,
        Answer::Unknown,
        Answer::Yes,
    ];
    let judgement = judge(&Profile::sales(), scores(answers));
    assert_close(judgement.low, 0.666_666_666_667);
    assert_close(judgement.high, 1.0);
    assert_eq!(judgement.verdict, Verdict::Undecided);
    assert_eq!(judgement.next_question, Some(Criterion::MarketPower));
    assert_eq!(judgement.completions.cases, 9);
    assert_close(judgement.completions.key_share, 0.888_888_888_889);
    assert_close(judgement.known_weight, 0.666_666_666_667);
    let wanted = [0.0, 0.111_111_111_111, 0.0, 0.222_222_222_222, 0.0];
    for (swing, wanted) in swings(&judgement).into_iter().zip(wanted) {
        assert_close(swing, wanted);
    }
}

/// The ten clients of S1.3.
fn ten_clients() -> Classification {
    classify(
        &[420, 310, 180, 90, 60, 45, 30, 25, 20, 20].map(whole),
        ClassCuts::default(),
    )
}

fn whole(value: i64) -> Amount {
    Amount::from_cents(value * 100)
}

fn potential(low: i64, high: i64) -> Potential {
    Potential {
        low: whole(low),
        likely: whole(low),
        high: whole(high),
        source: "Their own tender".to_owned(),
        day: TODAY,
        author: "Мария".to_owned(),
        confidence: Confidence::High,
    }
}

fn volume(
    classification: &Classification,
    client: usize,
    potential: Option<&Potential>,
) -> CriterionScore {
    let place = classification.by_index()[client - 1];
    let revenue = place.map_or(Amount::ZERO, |place| place.revenue);
    volume_of(classification, ActualVolume::of(revenue, place), potential)
}

fn volume_of(
    classification: &Classification,
    actual: ActualVolume,
    potential: Option<&Potential>,
) -> CriterionScore {
    let (currency, period_end) = (Currency::EUR, Some(TODAY));
    let input = VolumeInput {
        classification,
        actual,
        potential,
        currency,
        period_end,
    };
    assess_volume(&input, &Ageing::at(TODAY))
}

#[test]
fn s1_3_volume_from_the_ledger_and_the_potential() {
    let clients = ten_clients();
    let bounds = |client, potential: Option<&Potential>| {
        let score = volume(&clients, client, potential);
        (score.low, score.high)
    };
    assert_eq!(bounds(1, None), (1.0, 1.0));
    assert_eq!(bounds(5, Some(&potential(95, 95))), (1.0, 1.0));
    assert_eq!(bounds(8, None), (0.5, 1.0));
    assert_eq!(bounds(9, None), (0.0, 1.0));
    assert_eq!(bounds(10, Some(&potential(24, 24))), (0.0, 0.0));
    // An interval of potential across both cuts, and exactly on them.
    assert_eq!(bounds(10, Some(&potential(24, 90))), (0.0, 1.0));
    assert_eq!(bounds(10, Some(&potential(25, 89))), (0.5, 0.5));
    assert_eq!(bounds(8, Some(&potential(0, 0))), (0.5, 0.5));
}

#[test]
fn the_volume_tells_its_inputs_and_what_is_missing() {
    let clients = ten_clients();
    let large = volume(&clients, 1, None);
    assert_eq!((large.answer, large.proof), (Answer::Yes, Proof::Proven));
    let names: Vec<&str> = large.why.inputs.iter().map(|input| input.name).collect();
    assert_eq!(
        names,
        [
            "input-revenue",
            "input-share",
            "input-rank",
            "input-class",
            "input-class-a-from",
            "input-class-b-from"
        ]
    );
    assert_eq!(
        large.why.inputs[0].value,
        InputValue::Money(whole(420), Currency::EUR)
    );
    assert_eq!(large.why.inputs[3].value, InputValue::Word("class-a"));
    assert!(large.why.missing.is_empty());

    let small = volume(&clients, 9, None);
    assert_eq!(
        (small.answer, small.proof),
        (Answer::Unknown, Proof::Unknown)
    );
    assert_eq!(small.why.missing[0].name, "missing-potential");
    let hearsay = Potential {
        source: " ".to_owned(),
        ..potential(500, 600)
    };
    let stated = volume(&clients, 9, Some(&hearsay));
    assert_eq!(
        (stated.low, stated.high, stated.proof),
        (0.0, 1.0, Proof::Stated)
    );
    assert_eq!(stated.why.missing[0].name, "missing-potential-source");
    assert!(hearsay.is_ordered() && !potential(3, 2).is_ordered());
}

#[test]
fn few_clients_new_clients_and_returns_have_rules_of_their_own() {
    let two = classify(&[whole(420), whole(20)], ClassCuts::default());
    let alone = volume(&two, 1, None);
    assert_eq!((alone.low, alone.high), (0.0, 1.0));
    assert_eq!(alone.why.missing[0].name, "missing-clients-to-compare");
    assert_eq!(
        volume(&two, 2, Some(&potential(500, 500))).answer,
        Answer::Yes
    );
    let nobody = classify(&[], ClassCuts::default());
    let first = volume_of(&nobody, ActualVolume::default(), Some(&potential(5, 5)));
    assert_eq!((first.low, first.high), (0.0, 1.0));

    let clients = ten_clients();
    let new = |days| ActualVolume {
        days_known: Some(days),
        ..ActualVolume::of(whole(20), clients.by_index()[8])
    };
    let no_more = potential(0, 0);
    let bounds = |days| {
        let score = volume_of(&clients, new(days), Some(&no_more));
        (score.low, score.high)
    };
    // 20 so far: at the same pace 20.06 in 364 days, 25 in 292, 90.1 in 81 days.
    assert_eq!([bounds(365), bounds(364)], [(0.0, 0.0), (0.0, 0.0)]);
    assert_eq!(
        [bounds(292), bounds(82), bounds(81)],
        [(0.0, 0.5), (0.0, 0.5), (0.0, 1.0)]
    );
    let quick = volume_of(&clients, new(81), Some(&no_more));
    assert!(
        quick
            .why
            .inputs
            .iter()
            .any(|input| input.name == "input-revenue-annualised")
    );
    assert_eq!(quick.why.missing[0].name, "missing-full-year");

    let returns = volume_of(&clients, ActualVolume::of(whole(-5), None), Some(&no_more));
    assert_eq!(
        (returns.answer, returns.low, returns.high),
        (Answer::No, 0.0, 0.0)
    );
}

#[test]
fn an_answer_without_evidence_is_stated_and_counts_as_unknown() {
    let said = Assessment {
        answer: Some(Answer::Yes),
        ..Assessment::default()
    };
    let ageing = Ageing::at(TODAY);
    let score = assess(Criterion::PurchasingPolicy, &said, &ageing);
    assert_eq!(
        (score.answer, score.proof, score.low, score.high),
        (Answer::Yes, Proof::Stated, 0.0, 1.0)
    );
    assert_eq!(score.why.missing[0].name, "missing-evidence");

    let blank = Assessment {
        evidence: vec![Evidence::note("  ", TODAY, "Мария")],
        ..said.clone()
    };
    assert_eq!(
        assess(Criterion::PurchasingPolicy, &blank, &ageing).proof,
        Proof::Stated
    );
    let linked = Evidence {
        link: Some("https://example.com".to_owned()),
        ..Evidence::note("", TODAY, "Мария")
    };
    let shown = Assessment {
        evidence: vec![linked],
        ..said
    };
    let score = assess(Criterion::PurchasingPolicy, &shown, &ageing);
    assert_eq!(
        (score.proof, score.low, score.high),
        (Proof::Proven, 1.0, 1.0)
    );
    assert_eq!(
        score.why.inputs[0].source,
        Source::Person("Мария".to_owned())
    );

    let nothing = assess(Criterion::PurchasingPolicy, &Assessment::default(), &ageing);
    assert_eq!(
        (nothing.answer, nothing.proof),
        (Answer::Unknown, Proof::Unknown)
    );
}

#[test]
fn evidence_ages_after_eighteen_months() {
    let of = |day| Assessment {
        answer: Some(Answer::Yes),
        evidence: vec![Evidence::note("Tender rules", day, "Мария")],
        ..Assessment::default()
    };
    let ageing = Ageing::at(TODAY);
    let last_fresh_day = Ageing::at(Date::constant(2026, 10, 30));
    assert!(
        !assess(
            Criterion::MarketPower,
            &of(Date::constant(2025, 4, 30)),
            &last_fresh_day
        )
        .stale
    );
    assert!(
        assess(
            Criterion::MarketPower,
            &of(Date::constant(2025, 4, 30)),
            &ageing
        )
        .stale
    );
    let old = of(Date::constant(2025, 4, 29));
    let kept = assess(Criterion::MarketPower, &old, &ageing);
    assert_eq!((kept.stale, kept.low, kept.high), (true, 1.0, 1.0));
    let strict = assess(Criterion::MarketPower, &old, &ageing.strict());
    assert_eq!(
        (strict.stale, strict.answer, strict.low, strict.high),
        (true, Answer::Yes, 0.0, 1.0)
    );
    assert_eq!(strict.why.missing[0].name, "missing-fresh-evidence");
    // Newer evidence beside it renews the answer.
    let mut renewed = old;
    renewed
        .evidence
        .push(Evidence::note("Still so", TODAY, "Иван"));
    assert!(!assess(Criterion::MarketPower, &renewed, &ageing.strict()).stale);

    let clients = ten_clients();
    let old_potential = Potential {
        day: Date::constant(2025, 1, 1),
        ..potential(95, 95)
    };
    let kept = volume(&clients, 9, Some(&old_potential));
    assert_eq!((kept.stale, kept.low), (true, 1.0));
    assert!(
        !volume(&clients, 1, Some(&old_potential)).stale,
        "the ledger settles it"
    );
}

fn checks(criterion: Criterion, found: usize, absent: usize) -> Vec<CueCheck> {
    let states = std::iter::repeat_n(true, found).chain(std::iter::repeat_n(false, absent));
    let evidence = || vec![Evidence::note("Their letter", TODAY, "Мария")];
    Cue::of(criterion)
        .zip(states)
        .map(|(cue, found)| CueCheck {
            cue,
            found,
            evidence: evidence(),
        })
        .collect()
}

#[test]
fn cues_add_up_to_an_answer() {
    let criterion = Criterion::MarketPower;
    for (found, absent, answer) in [
        (0, 0, Answer::Unknown),
        (0, 3, Answer::Unknown),
        (0, 4, Answer::No),
        (1, 6, Answer::Partly),
        (2, 0, Answer::Partly),
        (3, 4, Answer::Yes),
    ] {
        let cues = checks(criterion, found, absent);
        assert_eq!(
            answer_from_cues(criterion, &cues),
            answer,
            "{found} found, {absent} not"
        );
        assert_eq!(
            answer_from_cues(Criterion::Professionalism, &cues),
            Answer::Unknown
        );
    }
    // Looking again replaces the first look.
    let mut twice = checks(criterion, 1, 0);
    twice.extend(checks(criterion, 0, 4));
    assert_eq!(answer_from_cues(criterion, &twice), Answer::No);
}

#[test]
fn cues_prove_an_answer_only_with_their_sources() {
    let criterion = Criterion::SelectionBodies;
    let ageing = Ageing::at(TODAY);
    let mut assessment = Assessment {
        cues: checks(criterion, 3, 0),
        ..Assessment::default()
    };
    let score = assess(criterion, &assessment, &ageing);
    assert_eq!(
        (score.answer, score.proof, score.low),
        (Answer::Yes, Proof::Proven, 1.0)
    );
    assessment.cues[0].evidence.clear();
    let score = assess(criterion, &assessment, &ageing);
    assert_eq!(
        (score.answer, score.proof, score.low, score.high),
        (Answer::Yes, Proof::Stated, 0.0, 1.0)
    );
    // Somebody may know better than the cues, with a reason.
    assessment.answer = Some(Answer::No);
    assert_eq!(assess(criterion, &assessment, &ageing).proof, Proof::Stated);
    assessment
        .evidence
        .push(Evidence::note("The committee was dissolved", TODAY, "Иван"));
    let score = assess(criterion, &assessment, &ageing);
    assert_eq!((score.answer, score.high), (Answer::No, 0.0));
}

#[test]
fn ids_are_stable_and_lead_back() {
    let ids = Criterion::ALL.map(Criterion::id);
    assert_eq!(
        ids,
        [
            "volume",
            "purchasing_policy",
            "selection_bodies",
            "market_power",
            "professionalism"
        ]
    );
    assert!(
        Criterion::ALL
            .iter()
            .all(|criterion| Criterion::from_id(criterion.id()) == Some(*criterion))
    );
    assert!(
        Criterion::ALL
            .iter()
            .enumerate()
            .all(|(at, criterion)| criterion.index() == at)
    );
    assert!(
        Answer::ALL
            .iter()
            .all(|answer| Answer::from_id(answer.id()) == Some(*answer))
    );
    assert!(
        Cue::ALL
            .iter()
            .all(|cue| Cue::from_id(cue.id()) == Some(*cue))
    );
    let counts = Criterion::ALL.map(|criterion| Cue::of(criterion).count());
    assert_eq!(counts, [0, 5, 6, 7, 5]);
    assert_eq!(
        Profile::shipped().map(|profile| profile.id().to_owned()),
        ["equal", "sales", "purchasing"]
    );
    assert_eq!(Profile::purchasing().weights(), [1.0, 2.0, 2.0, 2.0, 2.0]);
    assert_eq!(
        Profile::new("own", [1.0, 0.0, 1.0, 1.0, 1.0], 0.7),
        Err(ProfileError::Weight)
    );
    assert_eq!(
        Profile::new("own", [1.0; 5], f64::NAN),
        Err(ProfileError::Threshold)
    );
}

#[test]
fn a_mandatory_no_rules_a_client_out_and_a_mandatory_unknown_keeps_it_open() {
    let profile = Profile::equal().with_mandatory([Criterion::Professionalism]);
    let yes = Answer::Yes;
    let ruled_out = judge(&profile, scores([yes, yes, yes, yes, Answer::No]));
    assert_eq!(
        (ruled_out.verdict, ruled_out.next_question),
        (Verdict::NotKey, None)
    );
    assert_close(ruled_out.low, 0.8);
    let open = judge(&profile, scores([yes, yes, yes, yes, Answer::Unknown]));
    assert_eq!(open.verdict, Verdict::Undecided);
    assert_eq!(open.next_question, Some(Criterion::Professionalism));
    assert_close(open.completions.key_share, 2.0 / 3.0);
    assert_eq!(
        judge(&profile, scores([yes, yes, yes, yes, Answer::Partly])).verdict,
        Verdict::Key
    );
    // Without the mandate four yes are enough, and nothing more is asked.
    let enough = judge(
        &Profile::equal(),
        scores([yes, yes, yes, yes, Answer::Unknown]),
    );
    assert_eq!((enough.verdict, enough.next_question), (Verdict::Key, None));
}

#[test]
fn with_nothing_known_everything_is_open() {
    let judgement = judge(
        &Profile::equal(),
        Criterion::ALL.map(CriterionScore::unknown),
    );
    assert_eq!((judgement.low, judgement.high), (0.0, 1.0));
    assert_eq!(judgement.verdict, Verdict::Undecided);
    assert_eq!(judgement.next_question, Some(Criterion::Volume));
    assert_eq!(
        (judgement.completions.cases, judgement.known_weight),
        (243, 0.0)
    );
    assert!(
        judgement.what_would_change.is_empty(),
        "no single answer settles it"
    );
}

fn some_answer() -> impl Strategy<Value = Answer> {
    prop::sample::select(Answer::ALL.to_vec())
}

fn some_profile() -> impl Strategy<Value = Profile> {
    let mandatory = prop::sample::subsequence(Criterion::ALL.to_vec(), 0..=2);
    (prop::array::uniform5(1_u8..6), 1_u8..=10, mandatory).prop_map(
        |(weights, tenths, mandatory)| {
            Profile::new("own", weights.map(f64::from), f64::from(tenths) / 10.0)
                .expect("weights above zero")
                .with_mandatory(mandatory)
        },
    )
}

proptest! {
    #[test]
    fn answering_never_widens_and_never_turns_a_verdict(
        profile in some_profile(),
        answers in prop::array::uniform5(some_answer()),
        at in 0_usize..CRITERIA,
        answer in prop::sample::select(Answer::SETTLED.to_vec()),
    ) {
        let mut open = answers;
        open[at] = Answer::Unknown;
        let mut answered = open;
        answered[at] = answer;
        let (before, after) = (judge(&profile, scores(open)), judge(&profile, scores(answered)));
        prop_assert!(before.low <= after.low + 1e-12 && after.high <= before.high + 1e-12);
        prop_assert!((0.0..=1.0 + 1e-12).contains(&before.low) && before.high <= 1.0 + 1e-12);
        if before.verdict != Verdict::Undecided {
            prop_assert_eq!(before.verdict, after.verdict);
        }
        let foreseen = before.what_would_change.iter().find(|change| change.criterion.index() == at && change.answer == answer);
        prop_assert_eq!(foreseen.map_or(before.verdict, |change| change.verdict), after.verdict);
    }

    #[test]
    fn verdict_and_completions_agree(profile in some_profile(), answers in prop::array::uniform5(some_answer())) {
        let judgement = judge(&profile, scores(answers));
        let unknowns = answers.iter().filter(|answer| **answer == Answer::Unknown).count();
        prop_assert_eq!(judgement.completions.cases, 3_usize.pow(unknowns as u32));
        match judgement.verdict {
            Verdict::Key => prop_assert_eq!(judgement.completions.key_share, 1.0),
            Verdict::NotKey => prop_assert_eq!(judgement.completions.key_share, 0.0),
            Verdict::Undecided => prop_assert!(judgement.next_question.is_some()),
        }
        let swings: f64 = judgement.criteria.iter().map(|judged| judged.swing).sum();
        prop_assert!((swings - (judgement.high - judgement.low)).abs() < 1e-12);
    }
}
