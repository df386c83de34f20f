//! Which question to ask next, so that the verdict costs least.

use crate::why::{Input, InputValue, Source, Why};

use super::qualification::{Answers, Part, Verdict, qualify};
use super::words::{Answer, Question};

/// What a question is expected to bring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Expectation {
    /// Chance of a yes, 0 to 1.
    pub yes: f64,
    /// What asking costs, in one unit for all questions (minutes, or money).
    pub cost: f64,
}

impl Expectation {
    /// The chance of a yes after so many answers, with one of each kind added (Laplace), and a cost.
    #[must_use]
    pub fn from_answers(yes: u64, no: u64, cost: f64) -> Self {
        Self {
            yes: (yes as f64 + 1.0) / ((yes + no) as f64 + 2.0),
            cost,
        }
    }

    /// What finding out costs for each part of a chance that it ends the asking with a no.
    #[must_use]
    pub fn cost_of_a_no(self) -> f64 {
        ratio(self.cost, 1.0 - self.yes)
    }

    /// The same for a yes: where one yes is enough.
    #[must_use]
    pub fn cost_of_a_yes(self) -> f64 {
        ratio(self.cost, self.yes)
    }
}

/// What costs nothing comes first, even when it brings nothing.
fn ratio(cost: f64, chance: f64) -> f64 {
    if cost <= 0.0 { 0.0 } else { cost / chance }
}

/// The order in which questions that all must be yes cost least until the verdict, as places in the list:
/// ascending cost by chance of a no (Simon & Kadane 1975), equal ones as they come.
#[must_use]
pub fn cheapest_order(expected: &[Expectation]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..expected.len()).collect();
    order.sort_by(|one, other| {
        let (one, other) = (expected[*one], expected[*other]);
        one.cost_of_a_no().total_cmp(&other.cost_of_a_no())
    });
    order
}

/// What asking in this order costs on average: it ends with the first no.
#[must_use]
pub fn expected_cost(in_order: &[Expectation]) -> f64 {
    let mut reached = 1.0;
    let mut cost = 0.0;
    for one in in_order {
        cost += reached * one.cost;
        reached *= one.yes;
    }
    cost
}

/// The next question with what speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct NextQuestion {
    /// The question.
    pub question: Question,
    /// The parts that are still open, in the order in which to ask.
    pub order: Vec<Part>,
    /// What asking until the verdict costs on average.
    pub expected_cost: f64,
    /// The chance that all that is open turns out well.
    pub chance_qualified: f64,
    /// How it came about.
    pub why: Why,
}

/// The question to ask next; `None` when the verdict stands. What nobody knows is asked before what is known in
/// part.
#[must_use]
pub fn next_question(
    answers: &Answers,
    expected: impl Fn(Question) -> Expectation,
) -> Option<NextQuestion> {
    let qualification = qualify(answers);
    if qualification.verdict != Verdict::Open {
        return None;
    }
    let all: Vec<OpenPart> = qualification
        .open
        .iter()
        .filter_map(|part| OpenPart::of(*part, answers, &expected))
        .collect();
    let unknown = all.iter().filter(|part| !part.known_in_part);
    let mut asked: Vec<&OpenPart> = unknown.collect();
    let known: Vec<&OpenPart> = all.iter().filter(|part| part.known_in_part).collect();
    sort(&mut asked);
    let mut rest = known;
    sort(&mut rest);
    asked.extend(rest);
    let costs: Vec<Expectation> = asked.iter().map(|part| part.together).collect();
    let first = asked.first()?;
    let input = |name, value| Input {
        name,
        value,
        day: None,
        source: Source::Book,
    };
    Some(NextQuestion {
        question: first.question,
        order: asked.iter().map(|part| part.part).collect(),
        expected_cost: expected_cost(&costs),
        chance_qualified: costs.iter().map(|one| one.yes).product(),
        why: Why {
            rule: "S14/NEXT-QUESTION",
            inputs: vec![
                input("input-chance-of-yes", InputValue::Share(first.together.yes)),
                input(
                    "input-cost-of-asking",
                    InputValue::Number(first.together.cost),
                ),
                input("input-open-parts", InputValue::Count(asked.len() as u64)),
            ],
            missing: qualification.why.missing,
        },
    })
}

fn sort(parts: &mut [&OpenPart]) {
    parts.sort_by(|one, other| {
        let (one, other) = (one.together, other.together);
        one.cost_of_a_no().total_cmp(&other.cost_of_a_no())
    });
}

/// A part that is still open, with all that can be asked about it taken together.
struct OpenPart {
    part: Part,
    question: Question,
    together: Expectation,
    known_in_part: bool,
}

impl OpenPart {
    fn of(
        part: Part,
        answers: &Answers,
        expected: &impl Fn(Question) -> Expectation,
    ) -> Option<Self> {
        let with_answer = |wanted: Answer| -> Vec<Question> {
            let questions = part.questions().iter().copied();
            questions
                .filter(|question| answers.answer(*question) == wanted)
                .collect()
        };
        let (unknown, partly) = (with_answer(Answer::Unknown), with_answer(Answer::Partly));
        let known_in_part = unknown.is_empty();
        let mut asked = if known_in_part { partly } else { unknown };
        asked.sort_by(|one, other| {
            let (one, other) = (expected(*one), expected(*other));
            one.cost_of_a_yes().total_cmp(&other.cost_of_a_yes())
        });
        let (mut cost, mut all_no) = (0.0, 1.0);
        for question in &asked {
            let one = expected(*question);
            cost += all_no * one.cost;
            all_no *= 1.0 - one.yes;
        }
        Some(Self {
            part,
            question: *asked.first()?,
            together: Expectation {
                yes: 1.0 - all_no,
                cost,
            },
            known_in_part,
        })
    }
}
