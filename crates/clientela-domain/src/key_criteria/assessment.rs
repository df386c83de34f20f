//! What people found about a criterion, and what of it counts.

use super::{Answer, Criterion, CriterionScore, CueCheck, Proof, answer_from_cues};
use crate::day::Date;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Months after which the evidence of a criterion is stale (`evidence.stale_months`).
const STALE_MONTHS: i32 = 18;

/// How sure its author is of a piece of evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Hearsay.
    Low,
    /// From a source that knows.
    #[default]
    Medium,
    /// Seen.
    High,
}

impl Confidence {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The level of a [`Confidence::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|confidence| confidence.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Low => "confidence-low",
            Self::Medium => "confidence-medium",
            Self::High => "confidence-high",
        }
    }
}

/// How we know something. At least one of text, link, file and figure must say something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What was seen or heard.
    pub text: Option<String>,
    /// Where it can be read.
    pub link: Option<String>,
    /// Name of an attached document.
    pub file: Option<String>,
    /// A number, as written.
    pub figure: Option<String>,
    /// The day it was true.
    pub day: Date,
    /// Who brought it.
    pub author: String,
    /// How sure they are.
    pub confidence: Confidence,
}

impl Evidence {
    /// A written note.
    #[must_use]
    pub fn note(text: impl Into<String>, day: Date, author: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            link: None,
            file: None,
            figure: None,
            day,
            author: author.into(),
            confidence: Confidence::default(),
        }
    }

    /// True when there is something to look at. A name and a day alone prove nothing.
    #[must_use]
    pub fn says_something(&self) -> bool {
        self.saying().is_some()
    }

    /// The first of text, link, file and figure that is not blank.
    pub(crate) fn saying(&self) -> Option<&str> {
        [&self.text, &self.link, &self.file, &self.figure]
            .into_iter()
            .filter_map(|part| part.as_deref().map(str::trim))
            .find(|part| !part.is_empty())
    }
}

/// What happens to an answer whose evidence is stale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StaleAnswers {
    /// It keeps its value and is marked.
    #[default]
    Keep,
    /// It counts as unknown: strict mode.
    Unknown,
}

/// When evidence is too old, and what then. `today` comes from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ageing {
    /// The day of the judgement.
    pub today: Date,
    /// Older than so many months is stale.
    pub stale_months: i32,
    /// What a stale answer is worth.
    pub stale_answers: StaleAnswers,
}

impl Ageing {
    /// Eighteen months, after which an answer keeps its value.
    #[must_use]
    pub fn at(today: Date) -> Self {
        Self {
            today,
            stale_months: STALE_MONTHS,
            stale_answers: StaleAnswers::Keep,
        }
    }

    /// The same, with stale answers counting as unknown.
    #[must_use]
    pub fn strict(self) -> Self {
        Self {
            stale_answers: StaleAnswers::Unknown,
            ..self
        }
    }

    /// True when something of that day is too old. Exactly as many months old is not.
    #[must_use]
    pub fn is_stale(&self, day: Date) -> bool {
        day.checked_add(jiff::Span::new().months(self.stale_months))
            .is_ok_and(|last| last < self.today)
    }
}

/// All that people said about one criterion of one client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessment {
    /// Somebody's own answer, over whatever the cues say.
    pub answer: Option<Answer>,
    /// Cues somebody looked for.
    pub cues: Vec<CueCheck>,
    /// Evidence for the answer as a whole.
    pub evidence: Vec<Evidence>,
}

/// What an assessment brings to the score. An answer without evidence is stated, not proven, and
/// counts as unknown; cues count as proof when those with a source lead to the same answer.
#[must_use]
pub fn assess(criterion: Criterion, assessment: &Assessment, ageing: &Ageing) -> CriterionScore {
    let from_cues = answer_from_cues(criterion, &assessment.cues);
    let answer = assessment.answer.unwrap_or(from_cues);
    if answer == Answer::Unknown {
        return CriterionScore::unknown(criterion);
    }
    let has_source = |check: &&CueCheck| check.evidence.iter().any(Evidence::says_something);
    let sourced = answer_from_cues(criterion, assessment.cues.iter().filter(has_source));
    let evidence = evidence_of(criterion, assessment);
    let proven = sourced == answer || assessment.evidence.iter().any(Evidence::says_something);
    let stale = evidence
        .first()
        .is_some_and(|newest| ageing.is_stale(newest.day));
    let counts = proven && !(stale && ageing.stale_answers == StaleAnswers::Unknown);
    let (low, high) = if counts {
        answer.bounds()
    } else {
        Answer::Unknown.bounds()
    };
    CriterionScore {
        answer,
        proof: if proven { Proof::Proven } else { Proof::Stated },
        low,
        high,
        stale,
        why: why(
            criterion,
            answer,
            assessment,
            &evidence,
            missing(proven, counts),
        ),
    }
}

/// Evidence that says something, the newest first.
fn evidence_of(criterion: Criterion, assessment: &Assessment) -> Vec<&Evidence> {
    let of_cues = assessment
        .cues
        .iter()
        .filter(|check| check.cue.criterion() == criterion)
        .flat_map(|check| &check.evidence);
    let mut evidence: Vec<&Evidence> = assessment
        .evidence
        .iter()
        .chain(of_cues)
        .filter(|evidence| evidence.says_something())
        .collect();
    evidence.sort_by_key(|evidence| std::cmp::Reverse(evidence.day));
    evidence
}

fn missing(proven: bool, counts: bool) -> Vec<Missing> {
    match (proven, counts) {
        (_, true) => Vec::new(),
        (false, false) => vec![Missing {
            name: "missing-evidence",
            effect: 1.0,
        }],
        (true, false) => vec![Missing {
            name: "missing-fresh-evidence",
            effect: 1.0,
        }],
    }
}

fn why(
    criterion: Criterion,
    answer: Answer,
    assessment: &Assessment,
    evidence: &[&Evidence],
    missing: Vec<Missing>,
) -> Why {
    let newest = evidence.first();
    let by = |evidence: Option<&&Evidence>| match evidence {
        Some(evidence) => Source::Person(evidence.author.clone()),
        // Nobody signed it: the rule itself is all there is.
        None => Source::Setting,
    };
    let mut inputs = vec![Input {
        name: "input-answer",
        value: InputValue::Word(answer.message_id()),
        day: newest.map(|evidence| evidence.day),
        source: by(newest),
    }];
    for piece in evidence {
        let saying = piece.saying().unwrap_or_default().to_owned();
        let (name, value) = ("input-evidence", InputValue::Text(saying));
        inputs.push(Input {
            name,
            value,
            day: Some(piece.day),
            source: Source::Person(piece.author.clone()),
        });
        let (name, value) = (
            "input-confidence",
            InputValue::Word(piece.confidence.message_id()),
        );
        inputs.push(Input {
            name,
            value,
            day: Some(piece.day),
            source: Source::Person(piece.author.clone()),
        });
    }
    for check in assessment
        .cues
        .iter()
        .filter(|check| check.cue.criterion() == criterion)
    {
        let source = check
            .evidence
            .iter()
            .find(|evidence| evidence.says_something());
        inputs.push(Input {
            name: if check.found {
                "input-cue-found"
            } else {
                "input-cue-not-found"
            },
            value: InputValue::Word(check.cue.message_id()),
            day: source.map(|evidence| evidence.day),
            source: by(source.as_ref()),
        });
    }
    Why {
        rule: criterion.rule(),
        inputs,
        missing,
    }
}
