//! Whom to ask for a name: what speaks for it, what puts it off, and what is not known.

use super::super::*;
use crate::day::Date;

const TODAY: Date = Date::constant(2026, 11, 26);

fn ago(days: i32) -> Date {
    TODAY.saturating_sub(jiff::Span::new().days(days))
}

fn said(recommend: Option<u8>, satisfied: Option<u8>, days: i32) -> AskingFacts {
    AskingFacts {
        said: Some(SurveyWord {
            day: ago(days),
            recommend,
            satisfied,
        }),
        ..AskingFacts::default()
    }
}

fn state(facts: &AskingFacts) -> Option<AskingState> {
    asking(facts, TODAY, ASKING_DAYS).map(|one| one.state)
}

const PROVEN: OurWord = OurWord {
    low: 0.55,
    mean: 0.8,
    high: 0.95,
};

#[test]
fn satisfied_is_who_promotes_us_and_of_old_answers_nothing_is_known() {
    let ask = Some(AskingState::Ask);
    assert_eq!(state(&said(Some(9), None, 180)), ask);
    assert_eq!(state(&said(Some(9), None, 181)), None, "too old");
    assert_eq!(state(&said(Some(9), None, -1)), None, "not said yet");
    assert_eq!(state(&said(Some(8), Some(5), 0)), None, "passive");
    let content = asking(&said(None, Some(5), 0), TODAY, ASKING_DAYS).expect("somebody to hear");
    assert_eq!(
        content.against,
        [AskingObstacle::NotHeard],
        "content, and not asked whether they recommend us"
    );
    assert_eq!(state(&said(None, Some(4), 0)), None);
    assert_eq!(state(&said(None, None, 0)), None);
    assert_eq!(state(&AskingFacts::default()), None);
}

#[test]
fn trust_alone_makes_nobody_satisfied_but_says_whom_to_hear() {
    let trusted = AskingFacts {
        our_word: Some(PROVEN),
        ..AskingFacts::default()
    };
    let one = asking(&trusted, TODAY, ASKING_DAYS).expect("a reason to hear them");
    assert_eq!(one.state, AskingState::NotNow);
    assert_eq!(one.against, [AskingObstacle::NotHeard]);
    assert!(one.kinds.is_empty());
    let missing: Vec<&str> = one.why.missing.iter().map(|one| one.name).collect();
    assert_eq!(missing, ["missing-asking-satisfaction"]);
    // Who said that they are not satisfied was heard, and nothing speaks for asking.
    let heard = AskingFacts {
        our_word: Some(PROVEN),
        ..said(Some(3), None, 1)
    };
    assert_eq!(state(&heard), None);
    let unproven = OurWord {
        low: 0.49,
        ..PROVEN
    };
    let unproven = AskingFacts {
        our_word: Some(unproven),
        ..AskingFacts::default()
    };
    assert_eq!(state(&unproven), None);
}

#[test]
fn what_is_open_puts_asking_off() {
    let happy = said(Some(10), None, 3);
    let against = |facts: AskingFacts| {
        let one = asking(&facts, TODAY, ASKING_DAYS).expect("somebody satisfied");
        assert_eq!(one.kinds, [AskingKind::Satisfied]);
        assert_eq!(one.state == AskingState::Ask, one.against.is_empty());
        one.against
    };
    assert!(against(happy).is_empty());
    let problem = AskingFacts {
        problems: 1,
        late_promises: 2,
        ..happy
    };
    let both = [AskingObstacle::OpenProblem, AskingObstacle::LatePromise];
    assert_eq!(against(problem), both);
    let broken = OurWord {
        low: 0.49,
        mean: 0.6,
        high: 0.7,
    };
    let broken = AskingFacts {
        our_word: Some(broken),
        ..happy
    };
    assert_eq!(against(broken), [AskingObstacle::WordBroken]);
    let torn = said(Some(9), Some(2), 3);
    assert_eq!(against(torn), [AskingObstacle::Dissatisfied]);
}

#[test]
fn a_centre_of_influence_is_told_with_a_warning_until_asked_five_times() {
    let led = |qualified, asked| AskingFacts {
        led_on: LedOn {
            names: 4,
            qualified,
            won: 0,
            value: 0.0,
            asked,
        },
        ..AskingFacts::default()
    };
    assert_eq!(state(&led(0, 9)), None, "names that became nothing");
    let one = asking(&led(1, 4), TODAY, ASKING_DAYS).expect("somebody of influence");
    assert_eq!(
        (one.state, one.kinds.as_slice(), one.few_asked),
        (AskingState::Ask, &[AskingKind::Influence][..], true)
    );
    let often = asking(&led(1, 5), TODAY, ASKING_DAYS).expect("somebody of influence");
    assert!(!often.few_asked);
}

#[test]
fn whoever_was_asked_lately_is_left_in_peace() {
    let asked = |days| AskingFacts {
        last_asked: Some(ago(days)),
        problems: 1,
        ..said(Some(10), None, 3)
    };
    assert_eq!(state(&asked(90)), Some(AskingState::Lately));
    assert_eq!(state(&asked(91)), Some(AskingState::NotNow));
    let always = asking(&asked(0), TODAY, 0).map(|one| one.state);
    assert_eq!(always, Some(AskingState::NotNow), "no rule, no rest");
}
