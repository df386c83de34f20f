//! Can this prospect become a client? Five answers make four parts, four parts one verdict.

use crate::estimate::Truth;
use crate::obligations::coded;
use crate::why::{Input, InputValue, Missing, Source, Why};

use super::words::{Answer, Question};

coded! {
    /// What a prospect has to have. Need is one part: either kind of need is a need.
    Part {
        /// It needs what we sell, or the standing that comes with it.
        Need = "need", "prospect-part-need";
        /// It can pay.
        Ability = "ability", "prospect-part-ability";
        /// The person we talk with may decide.
        Authority = "authority", "prospect-part-authority";
        /// That person can be reached.
        Access = "access", "prospect-part-access";
    }
}

impl Part {
    /// The questions that settle it.
    #[must_use]
    pub const fn questions(self) -> &'static [Question] {
        match self {
            Self::Need => &[Question::FunctionalNeed, Question::PrestigeNeed],
            Self::Ability => &[Question::Ability],
            Self::Authority => &[Question::Authority],
            Self::Access => &[Question::Access],
        }
    }

    /// The message that says it is missing for certain: the reason of a failing verdict.
    #[must_use]
    pub const fn failing_message_id(self) -> &'static str {
        match self {
            Self::Need => "prospect-fails-need",
            Self::Ability => "prospect-fails-ability",
            Self::Authority => "prospect-fails-authority",
            Self::Access => "prospect-fails-access",
        }
    }
}

coded! {
    /// What the answers come to.
    Verdict {
        /// All parts are there.
        Qualified = "qualified", "prospect-verdict-qualified";
        /// At least one part is missing for certain.
        Disqualified = "disqualified", "prospect-verdict-disqualified";
        /// It cannot be said yet.
        Open = "open", "prospect-verdict-open";
    }
}

impl Answer {
    /// The answer as a truth: what holds in part neither settles nor fails.
    #[must_use]
    pub const fn truth(self) -> Truth {
        match self {
            Self::Yes => Truth::True,
            Self::No => Truth::False,
            Self::Partly | Self::Unknown => Truth::Undecided,
        }
    }
}

/// The answers to the five questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answers([Answer; Question::ALL.len()]);

impl Default for Answers {
    fn default() -> Self {
        Self([Answer::Unknown; Question::ALL.len()])
    }
}

impl Answers {
    /// The answers somebody gave; the others are unknown.
    #[must_use]
    pub fn of(given: impl IntoIterator<Item = (Question, Answer)>) -> Self {
        let mut answers = Self::default();
        for (question, answer) in given {
            answers.0[question as usize] = answer;
        }
        answers
    }

    /// The answer to a question.
    #[must_use]
    pub const fn answer(&self, question: Question) -> Answer {
        self.0[question as usize]
    }

    /// The same with one more answer.
    #[must_use]
    pub const fn with(mut self, question: Question, answer: Answer) -> Self {
        self.0[question as usize] = answer;
        self
    }

    /// How a part stands: one of its questions is enough.
    #[must_use]
    pub fn part(&self, part: Part) -> Truth {
        let truths = part.questions().iter().map(|one| self.answer(*one).truth());
        truths.fold(Truth::False, Truth::or)
    }
}

/// A verdict with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualification {
    /// The verdict.
    pub verdict: Verdict,
    /// The parts that are missing for certain.
    pub failing: Vec<Part>,
    /// The parts nobody can speak of yet.
    pub open: Vec<Part>,
    /// How it came about.
    pub why: Why,
}

/// The verdict of the answers (strong Kleene logic, `DOMAIN.md` 0.3): one certain no is enough, whatever is
/// still unknown.
#[must_use]
pub fn qualify(answers: &Answers) -> Qualification {
    let parts_that_are = |truth: Truth| -> Vec<Part> {
        let parts = Part::ALL.iter().copied();
        parts.filter(|part| answers.part(*part) == truth).collect()
    };
    let all = Part::ALL.iter().map(|part| answers.part(*part));
    let verdict = match all.fold(Truth::True, Truth::and) {
        Truth::True => Verdict::Qualified,
        Truth::False => Verdict::Disqualified,
        Truth::Undecided => Verdict::Open,
    };
    let open = parts_that_are(Truth::Undecided);
    let inputs = Question::ALL.iter().map(|question| Input {
        name: question.message_id(),
        value: InputValue::Word(answers.answer(*question).message_id()),
        day: None,
        source: Source::Book,
    });
    let missing = open.iter().map(|part| Missing {
        name: part.message_id(),
        effect: if verdict == Verdict::Open { 1.0 } else { 0.0 },
    });
    Qualification {
        verdict,
        failing: parts_that_are(Truth::False),
        why: Why {
            rule: "S14/QUALIFICATION",
            inputs: inputs.collect(),
            missing: missing.collect(),
        },
        open,
    }
}
