//! Whom to ask for a name, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;

/// Answer of `prospects ask` and of `GET /prospects/to-ask`. Amounts are in `currency`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AskingAnswer {
    /// Whom to ask today.
    pub ask: Vec<AskingLineAnswer>,
    /// Whom to ask once something else is done.
    pub not_now: Vec<AskingLineAnswer>,
    /// How many more were asked, or gave a name, a short while ago.
    pub lately: u64,
    /// Days in which nobody is asked again; absent without a rule.
    pub asking_days: Option<u32>,
    /// Currency of every amount.
    pub currency: String,
}

/// Somebody who may be asked, and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AskingLineAnswer {
    /// `person:ID`, or `account:ID` where nobody is named.
    pub id: String,
    /// Name.
    pub name: String,
    /// Of which client; absent for who is at none.
    pub account: Option<NamedAnswer>,
    /// What speaks for asking: `satisfied`, `influence`.
    pub kinds: Vec<String>,
    /// What puts it off: `open_problem`, `late_promise`, `word_broken`, `dissatisfied`, `not_heard`.
    pub against: Vec<String>,
    /// Would they recommend us, 0 to 10; absent when they did not say.
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5.
    pub satisfied: Option<u8>,
    /// When they said so, ISO 8601.
    pub said_on: Option<String>,
    /// How we keep our word to the client; absent when too few promises are closed.
    pub our_word: Option<KeptWordAnswer>,
    /// Problems of the client that are not solved.
    pub open_problems: u64,
    /// What we owe the client and whose day has passed.
    pub late_promises: u64,
    /// Prospects they named.
    pub names: u64,
    /// Qualified of them, or once qualified.
    pub qualified: u64,
    /// Won of them.
    pub won: u64,
    /// What those they led to brought in twelve months, each generation for a part.
    pub descendant_value: f64,
    /// Talks in which they were asked.
    pub asked: u64,
    /// They were asked too seldom for what their names became to say much.
    pub few_asked: bool,
    /// When they were last asked, or gave a name, ISO 8601.
    pub last_asked: Option<String>,
    /// Introductions of theirs nobody has thanked for.
    pub thanks_owed: u64,
    /// How the verdict came about.
    pub why: WhyAnswer,
}

/// The part of promises kept, with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct KeptWordAnswer {
    /// Lower end.
    pub low: f64,
    /// Expected.
    pub mean: f64,
    /// Upper end.
    pub high: f64,
}
