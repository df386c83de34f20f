//! Whom to ask for a name: satisfied clients and centres of influence (`DOMAIN.md` 13, the referral gate; 14.3).
//!
//! Two things speak for asking somebody: their own word that they are satisfied, and names of theirs that became
//! something. What speaks against it puts it off and never takes anybody from the list. Nobody is satisfied
//! because nothing is known of them: who was not heard is first asked how we do.

use crate::day::{Date, day_number};
use crate::obligations::coded;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Days in which nobody is asked again, unless the firm says otherwise.
pub const ASKING_DAYS: u32 = 90;

/// Days after which an answer no longer says that somebody is satisfied.
const PRAISE_DAYS: i32 = 180;

/// The least answer to "would you recommend us" of somebody who does.
const PROMOTES_FROM: u8 = 9;

/// The highest answer to it of somebody who would rather not.
const DETRACTS_TO: u8 = 6;

/// The best and, of five, the highest bad answer to "how satisfied are you".
const SATISFIED_BEST: u8 = 5;
const SATISFIED_BAD: u8 = 2;

/// Talks in which somebody was asked under which what their names became is told with a warning.
const ASKED_LEAST: u64 = 5;

coded! {
    /// Why somebody is thought of.
    AskingKind {
        /// They say that they are satisfied.
        Satisfied = "satisfied", "asking-kind-satisfied";
        /// Names of theirs became something.
        Influence = "influence", "asking-kind-influence";
    }
}

coded! {
    /// What puts asking off.
    AskingObstacle {
        /// A problem of the client is not solved.
        OpenProblem = "open_problem", "asking-obstacle-open-problem";
        /// We owe the client something whose day has passed.
        LatePromise = "late_promise", "asking-obstacle-late-promise";
        /// What is known does not show that we keep our word to the client: the lower end of trust is under a half.
        WordBroken = "word_broken", "asking-obstacle-word-broken";
        /// They say that they are not satisfied.
        Dissatisfied = "dissatisfied", "asking-obstacle-dissatisfied";
        /// We keep our word to them, or they are content, but nobody knows whether they would recommend us.
        NotHeard = "not_heard", "asking-obstacle-not-heard";
    }
}

coded! {
    /// Whether to ask somebody today.
    AskingState {
        /// Today is a good day.
        Ask = "ask", "asking-state-ask";
        /// Something is to be done first.
        NotNow = "not_now", "asking-state-not-now";
        /// They were asked, or gave a name, a short while ago.
        Lately = "lately", "asking-state-lately";
    }
}

coded! {
    /// In which order those to be asked stand.
    AskingSort {
        /// Whose names became most, then whose word is best.
        Best = "best", "asking-sort-best";
        /// By name.
        Name = "name", "asking-sort-name";
        /// By client.
        Client = "client", "asking-sort-client";
        /// Whoever was asked longest ago first; those never asked before everybody.
        Asked = "asked", "asking-sort-asked";
    }
}

/// What somebody said of us in a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurveyWord {
    /// When.
    pub day: Date,
    /// Would they recommend us, 0 to 10.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
}

impl SurveyWord {
    /// Too old to say anything, or said for a day to come.
    fn is_old(self, today: Date) -> bool {
        !(0..=PRAISE_DAYS).contains(&(day_number(today) - day_number(self.day)))
    }

    /// They would recommend us.
    const fn promotes(self) -> bool {
        matches!(self.recommend, Some(recommend) if recommend >= PROMOTES_FROM)
    }

    /// They are as satisfied as can be, and nobody knows whether they would recommend us.
    const fn only_praises(self) -> bool {
        self.recommend.is_none() && matches!(self.satisfied, Some(SATISFIED_BEST..))
    }

    /// They are not: by either answer.
    const fn complains(self) -> bool {
        let detracts = matches!(self.recommend, Some(recommend) if recommend <= DETRACTS_TO);
        let bad = matches!(self.satisfied, Some(satisfied) if satisfied <= SATISFIED_BAD);
        detracts || bad
    }
}

/// How we keep our word to a client, from closed promises (`DOMAIN.md` 9).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OurWord {
    /// Lower end of the interval.
    pub low: f64,
    /// Expected part of promises kept.
    pub mean: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// What became of the names somebody gave.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LedOn {
    /// Prospects they named.
    pub names: u64,
    /// Of them, how many count, or counted, as qualified; also those that became clients.
    pub qualified: u64,
    /// Of them, how many became clients.
    pub won: u64,
    /// What those they led to bring in a year, each generation for a part.
    pub value: f64,
    /// Talks in which they were asked.
    pub asked: u64,
}

/// What is known of somebody who might be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct AskingFacts {
    /// Their latest answer; absent when nobody asked or they did not say.
    pub said: Option<SurveyWord>,
    /// How we keep our word to their client; absent when too few promises are closed.
    pub our_word: Option<OurWord>,
    /// Problems of their client that are not solved.
    pub problems: u64,
    /// What we owe their client and whose day has passed.
    pub late_promises: u64,
    /// What their names became.
    pub led_on: LedOn,
    /// When they were last asked, or gave a name.
    pub last_asked: Option<Date>,
}

/// The verdict on asking somebody, with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// Whether to ask today.
    pub state: AskingState,
    /// What speaks for it.
    pub kinds: Vec<AskingKind>,
    /// What puts it off.
    pub against: Vec<AskingObstacle>,
    /// They were asked too seldom for what their names became to say much.
    pub few_asked: bool,
    /// How it came about.
    pub why: Why,
}

/// Whether to ask somebody for a name; `None` when nothing speaks for thinking of them at all.
///
/// A satisfied client is asked by the referral gate of `DOMAIN.md` 13: they would recommend us (9 or 10, said within 180
/// days), no problem is open, the lower end of our trust with them is not under a half, and who was asked is left in
/// peace for `days` days (with 0 nobody is). Trust that is unknown, because too few promises are closed, is told as
/// missing and stops nobody: a firm that has just begun would never ask.
///
/// ```
/// use clientela_domain::day::Date;
/// use clientela_domain::prospects::{AskingFacts, AskingState, SurveyWord, asking};
/// let today = Date::constant(2026, 11, 26);
/// let said = SurveyWord { day: today, recommend: Some(9), satisfied: None };
/// let facts = AskingFacts { said: Some(said), ..AskingFacts::default() };
/// assert_eq!(asking(&facts, today, 90).map(|one| one.state), Some(AskingState::Ask));
/// assert_eq!(asking(&AskingFacts::default(), today, 90), None);
/// ```
#[must_use]
pub fn asking(facts: &AskingFacts, today: Date, days: u32) -> Option<Asking> {
    let heard = facts.said.filter(|said| !said.is_old(today));
    let led = &facts.led_on;
    let mut kinds = Vec::new();
    if heard.is_some_and(SurveyWord::promotes) {
        kinds.push(AskingKind::Satisfied);
    }
    if led.qualified > 0 {
        kinds.push(AskingKind::Influence);
    }
    let keeps = facts.our_word.is_some_and(|word| word.low >= 0.5);
    let worth_hearing = match heard {
        None => keeps,
        Some(said) => said.only_praises(),
    };
    if kinds.is_empty() && !worth_hearing {
        return None;
    }
    let unproven = facts.our_word.is_some_and(|word| word.low < 0.5);
    let obstacles = [
        (AskingObstacle::OpenProblem, facts.problems > 0),
        (AskingObstacle::LatePromise, facts.late_promises > 0),
        (AskingObstacle::WordBroken, unproven),
        (
            AskingObstacle::Dissatisfied,
            heard.is_some_and(SurveyWord::complains),
        ),
        (AskingObstacle::NotHeard, kinds.is_empty()),
    ];
    let against = obstacles.into_iter().filter(|(_, is_so)| *is_so);
    let against: Vec<AskingObstacle> = against.map(|(obstacle, _)| obstacle).collect();
    let state = if was_asked_lately(facts.last_asked, today, days) {
        AskingState::Lately
    } else if against.is_empty() {
        AskingState::Ask
    } else {
        AskingState::NotNow
    };
    Some(Asking {
        state,
        few_asked: kinds.contains(&AskingKind::Influence) && led.asked < ASKED_LEAST,
        why: why(facts, heard),
        kinds,
        against,
    })
}

fn was_asked_lately(last: Option<Date>, today: Date, days: u32) -> bool {
    let since = |last: Date| i64::from(day_number(today)) - i64::from(day_number(last));
    days > 0 && last.is_some_and(|last| since(last) <= i64::from(days))
}

fn why(facts: &AskingFacts, heard: Option<SurveyWord>) -> Why {
    let of_book = |name, value, day| Input {
        name,
        value,
        day,
        source: Source::Book,
    };
    let count = |name, count| of_book(name, InputValue::Count(count), None);
    let mut inputs = Vec::new();
    if let Some(said) = facts.said {
        let answers = [
            ("input-asking-recommend", said.recommend),
            ("input-asking-satisfied", said.satisfied),
        ];
        for (name, value) in answers {
            let value = value.map(|value| InputValue::Count(u64::from(value)));
            inputs.extend(value.map(|value| of_book(name, value, Some(said.day))));
        }
    }
    if let Some(word) = facts.our_word {
        let interval = InputValue::Interval(word.low, word.high);
        inputs.push(of_book("input-asking-our-word", interval, None));
    }
    inputs.extend([
        count("input-asking-problems", facts.problems),
        count("input-asking-late-promises", facts.late_promises),
        count("input-asking-names", facts.led_on.names),
        count("input-asking-qualified", facts.led_on.qualified),
        count("input-asking-won", facts.led_on.won),
        of_book(
            "input-asking-asked",
            InputValue::Count(facts.led_on.asked),
            facts.last_asked,
        ),
    ]);
    let unknown = [
        ("missing-asking-satisfaction", heard.is_none()),
        ("missing-asking-our-word", facts.our_word.is_none()),
    ];
    let unknown = unknown.into_iter().filter(|(_, is_so)| *is_so);
    Why {
        rule: "S13/C3",
        inputs,
        // Knowing it may turn the verdict; there is no width of an interval to tell.
        missing: unknown
            .map(|(name, _)| Missing {
                name,
                effect: f64::INFINITY,
            })
            .collect(),
    }
}
