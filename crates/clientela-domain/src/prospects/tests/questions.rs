//! S14.6: the verdict of five answers, and the order in which to ask.

use proptest::prelude::*;

use super::super::*;
use super::close;
use crate::estimate::Truth;

fn letters(text: &str) -> Answers {
    let answer = |letter: char| match letter {
        'T' => Answer::Yes,
        'F' => Answer::No,
        _ => Answer::Unknown,
    };
    let questions = Question::ALL.iter().copied();
    Answers::of(questions.zip(text.chars().map(answer)))
}

#[test]
fn s14_6_verdicts_and_their_reasons() {
    for (answers, verdict, failing) in [
        ("FTTTT", Verdict::Qualified, vec![]),
        ("TUFUU", Verdict::Disqualified, vec![Part::Ability]),
        ("TUTUT", Verdict::Open, vec![]),
        (
            "UFTFF",
            Verdict::Disqualified,
            vec![Part::Authority, Part::Access],
        ),
    ] {
        let qualification = qualify(&letters(answers));
        assert_eq!(qualification.verdict, verdict, "{answers}");
        assert_eq!(qualification.failing, failing, "{answers}");
        assert_eq!(qualification.why.inputs.len(), Question::ALL.len());
    }
}

const S14_6: [Expectation; 4] = [
    Expectation {
        yes: 0.6,
        cost: 1.0,
    },
    Expectation {
        yes: 0.5,
        cost: 2.0,
    },
    Expectation {
        yes: 0.7,
        cost: 1.5,
    },
    Expectation {
        yes: 0.4,
        cost: 4.0,
    },
];

fn all_orders(of: usize) -> Vec<Vec<usize>> {
    if of == 0 {
        return vec![Vec::new()];
    }
    let shorter = all_orders(of - 1);
    let with_last_at = |order: &Vec<usize>, place: usize| {
        let mut order = order.clone();
        order.insert(place, of - 1);
        order
    };
    let longer = shorter
        .iter()
        .flat_map(|order| (0..of).map(move |place| with_last_at(order, place)));
    longer.collect()
}

fn cost_in(order: &[usize], expected: &[Expectation]) -> f64 {
    expected_cost(
        &order
            .iter()
            .map(|place| expected[*place])
            .collect::<Vec<_>>(),
    )
}

#[test]
fn s14_6_the_order_that_costs_least() {
    let order = cheapest_order(&S14_6);
    assert_eq!(order, [0, 1, 2, 3]);
    for (one, ratio) in S14_6.iter().zip([2.5, 4.0, 5.0, 6.666_666_666_67]) {
        assert!((one.cost_of_a_no() - ratio).abs() < 1e-9);
    }
    close(cost_in(&order, &S14_6), 3.49);
    let costs = all_orders(4)
        .into_iter()
        .map(|order| cost_in(&order, &S14_6));
    close(costs.fold(0.0, f64::max), 5.3);
    close(S14_6.iter().map(|one| one.yes).product(), 0.084);
}

/// The figures of S14.6, with need a question of its use alone.
fn s14_6(question: Question) -> Expectation {
    match question {
        Question::FunctionalNeed => S14_6[0],
        Question::PrestigeNeed => Expectation {
            yes: 0.0,
            cost: 9.0,
        },
        Question::Ability => S14_6[1],
        Question::Authority => S14_6[2],
        Question::Access => S14_6[3],
    }
}

#[test]
fn the_next_question_follows_the_order_and_ends_with_the_verdict() {
    let next = next_question(&letters("UFUUU"), s14_6).expect("an open verdict");
    assert_eq!(next.question, Question::FunctionalNeed);
    assert_eq!(
        next.order,
        [Part::Need, Part::Ability, Part::Authority, Part::Access]
    );
    close(next.expected_cost, 3.49);
    close(next.chance_qualified, 0.084);
    let next = next_question(&letters("TUUUU"), s14_6).expect("an open verdict");
    assert_eq!(next.question, Question::Ability);
    assert_eq!(next_question(&letters("TUFUU"), s14_6), None);
    assert_eq!(next_question(&letters("TUTTT"), s14_6), None);
}

#[test]
fn either_need_is_asked_by_what_a_yes_costs_and_what_is_known_in_part_comes_last() {
    let standing_first = |question| match question {
        Question::FunctionalNeed => Expectation {
            yes: 0.2,
            cost: 4.0,
        },
        Question::PrestigeNeed => Expectation {
            yes: 0.5,
            cost: 1.0,
        },
        _ => Expectation {
            yes: 0.5,
            cost: 100.0,
        },
    };
    let next = next_question(&Answers::default(), standing_first).expect("an open verdict");
    assert_eq!(next.question, Question::PrestigeNeed);
    close(next.chance_qualified, 0.6 * 0.125);
    let partly = letters("TUUTT").with(Question::Ability, Answer::Partly);
    let next = next_question(&partly, s14_6).expect("an open verdict");
    assert_eq!(next.question, Question::Ability);
    let partly = letters("TUUUT").with(Question::Ability, Answer::Partly);
    let next = next_question(&partly, s14_6).expect("an open verdict");
    assert_eq!(next.question, Question::Authority);
}

#[test]
fn a_chance_from_few_answers_is_never_certain() {
    close(Expectation::from_answers(0, 0, 1.0).yes, 0.5);
    close(Expectation::from_answers(3, 0, 1.0).yes, 0.8);
    assert!(
        Expectation {
            yes: 1.0,
            cost: 1.0
        }
        .cost_of_a_no()
        .is_infinite()
    );
    close(
        Expectation {
            yes: 1.0,
            cost: 0.0,
        }
        .cost_of_a_no(),
        0.0,
    );
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let answer = prop::sample::select(Answer::ALL);
    prop::collection::vec(answer, Question::ALL.len())
        .prop_map(|answers| Answers::of(Question::ALL.iter().copied().zip(answers)))
}

proptest! {
    #[test]
    fn a_new_answer_never_turns_a_settled_verdict(
        answers in any_answers(),
        question in prop::sample::select(Question::ALL),
        answer in prop::sample::select(Answer::ALL),
    ) {
        let before = qualify(&answers);
        if answers.answer(question).truth() == Truth::Undecided {
            let after = qualify(&answers.with(question, answer));
            if before.verdict != Verdict::Open {
                prop_assert_eq!(after.verdict, before.verdict);
            }
            for part in before.failing {
                prop_assert!(after.failing.contains(&part));
            }
        }
    }

    #[test]
    fn no_order_costs_less(parts in prop::collection::vec((0.0_f64..=1.0, 0.0_f64..10.0), 0..6)) {
        let expected: Vec<Expectation> =
            parts.into_iter().map(|(yes, cost)| Expectation { yes, cost }).collect();
        let cheapest = cost_in(&cheapest_order(&expected), &expected);
        for order in all_orders(expected.len()) {
            prop_assert!(cheapest <= cost_in(&order, &expected) + 1e-9);
        }
    }

    #[test]
    fn there_is_a_next_question_exactly_while_the_verdict_is_open(answers in any_answers()) {
        let expected = |_| Expectation { yes: 0.5, cost: 1.0 };
        let next = next_question(&answers, expected);
        prop_assert_eq!(next.is_some(), qualify(&answers).verdict == Verdict::Open);
        if let Some(next) = next {
            prop_assert_eq!(answers.answer(next.question).truth(), Truth::Undecided);
        }
    }
}
