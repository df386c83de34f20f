//! A morning, as it leaves the program.

use clientela_domain::day::Date;
use clientela_domain::ids::GreetingId;
use clientela_texts::Texts;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;
use crate::compose_morning::{Dealt, Greeting, Morning, Owed};
use crate::greet_prospects::{ProspectGreeting, ProspectReason};
use crate::morning_reasons::{Reason, ReasonDetail};
use crate::morning_words;
use crate::reading_list::PublicationLine;

/// Answer of `salutatio` and of `GET /salutatio`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MorningAnswer {
    /// Which day, ISO 8601.
    pub date: String,
    /// Whose morning; absent for the program itself, which sees everybody's.
    pub user: Option<NamedAnswer>,
    /// Whom to greet, in this order.
    pub greetings: Vec<GreetingAnswer>,
    /// Whom to greet at prospects: parked ones whose day has come, then those silent longer than is meant.
    pub prospects: Vec<ProspectGreetingAnswer>,
    /// How many more prospects could be greeted.
    pub prospects_more: usize,
    /// What we owe within a week, the earliest first.
    pub owed_by_us: Vec<OwedNowAnswer>,
    /// What is owed to us within a week, the earliest first.
    pub owed_to_us: Vec<OwedNowAnswer>,
    /// What is to be read today, the longest due first.
    pub to_read: Vec<ToReadAnswer>,
    /// What was dealt with.
    pub dealt_with: Vec<DealtAnswer>,
    /// How many more there are who can wait.
    pub can_wait: usize,
    /// More of our promises are due than a morning has room for.
    pub overbooked: bool,
    /// Clients whose silence cannot be judged.
    pub undecidable: usize,
}

/// Something to be read today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToReadAnswer {
    /// What.
    pub publication: NamedAnswer,
    /// Web address; empty without one.
    pub address: String,
    /// What we look for there.
    pub looks_for: String,
    /// Since when it is to be read, ISO 8601.
    pub since: String,
}

/// One greeting.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GreetingAnswer {
    /// Which client.
    pub account: NamedAnswer,
    /// Whom; absent when nobody at the client is known.
    pub person: Option<NamedAnswer>,
    /// Why, the leading reason first.
    pub reasons: Vec<GreetingReasonAnswer>,
    /// What to bring; absent when there is nothing in particular.
    pub bring: Option<String>,
    /// What to ask; absent when nothing is open.
    pub ask: Option<String>,
    /// What it counted when it was chosen.
    pub score: f64,
    /// A promise of ours is due: it is shown whatever it scores.
    pub pinned: bool,
    /// How the score of its leading reason came about.
    pub why: WhyAnswer,
}

/// Somebody at a prospect who is greeted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectGreetingAnswer {
    /// Which prospect.
    pub prospect: NamedAnswer,
    /// Whom.
    pub person: NamedAnswer,
    /// `parked` or `silent`.
    pub reason: String,
    /// Why, in words.
    pub text: String,
    /// Where a parked one goes back to when it is woken: `prospect`, `contacted`, `qualified` or `offered`.
    pub stage_before: Option<String>,
    /// Version of the prospect, for waking it.
    pub version: i64,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GreetingReasonAnswer {
    /// `our_promise`, `their_promise`, `next_step`, `thanks`, `renewal`, `birthday`, `silence`, `referral` or
    /// `question`.
    pub kind: String,
    /// In words.
    pub text: String,
    /// The record it stands in; absent for a silence and a question, which are the client's.
    pub record: Option<String>,
    /// Until when, ISO 8601; absent where there is no day.
    pub day: Option<String>,
}

/// A promise that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwedNowAnswer {
    /// Id of the obligation.
    pub obligation: String,
    /// With which client.
    pub account: NamedAnswer,
    /// With which of its people.
    pub person: Option<NamedAnswer>,
    /// What.
    pub what: String,
    /// Until when, ISO 8601.
    pub due: String,
}

/// What was done with a greeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DealtAnswer {
    /// Id, by which it is taken back.
    pub greeting: String,
    /// Of which client.
    pub account: NamedAnswer,
    /// Of which of its people.
    pub person: Option<NamedAnswer>,
    /// `greeted`, `put_off` or `wrong`.
    pub state: String,
    /// When, ISO 8601.
    pub day: String,
    /// The last day on which it is not put before them, ISO 8601.
    pub until: String,
    /// Why; absent for one that was done.
    pub note: Option<String>,
    /// The interaction it became.
    pub interaction: Option<String>,
}

/// Answer of doing something with a greeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GreetingKeptAnswer {
    /// Id, by which it is taken back.
    pub greeting: String,
}

impl From<GreetingId> for GreetingKeptAnswer {
    fn from(id: GreetingId) -> Self {
        Self {
            greeting: id.to_string(),
        }
    }
}

impl Morning {
    /// The answer of the command line and the API, in the words of a language.
    #[must_use]
    pub fn answer(&self, t: Texts) -> MorningAnswer {
        MorningAnswer {
            date: self.day.to_string(),
            user: self.user.as_ref().map(|(id, name)| NamedAnswer {
                id: id.to_string(),
                name: name.clone(),
            }),
            greetings: self
                .greetings
                .iter()
                .map(|one| self.greeting_answer(t, one))
                .collect(),
            prospects: self
                .prospects
                .greetings
                .iter()
                .map(|one| prospect_answer(t, one, self.day))
                .collect(),
            prospects_more: self.prospects.more,
            owed_by_us: self.owed_by_us.iter().map(owed_answer).collect(),
            owed_to_us: self.owed_to_us.iter().map(owed_answer).collect(),
            to_read: self.to_read.iter().map(to_read_answer).collect(),
            dealt_with: self.dealt.iter().map(dealt_answer).collect(),
            can_wait: self.can_wait_count,
            overbooked: self.is_overbooked,
            undecidable: self.undecidable,
        }
    }

    fn greeting_answer(&self, t: Texts, greeting: &Greeting) -> GreetingAnswer {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        GreetingAnswer {
            account: NamedAnswer {
                id: greeting.account.to_string(),
                name: greeting.account_name.clone(),
            },
            person: greeting.person.as_ref().map(|person| NamedAnswer {
                id: person.id.to_string(),
                name: person.name.clone(),
            }),
            reasons: greeting
                .reasons
                .iter()
                .map(|one| reason_answer(t, one, self.day))
                .collect(),
            bring: given(morning_words::bring(t, greeting)),
            ask: given(morning_words::ask(t, greeting)),
            score: greeting.counted,
            pinned: greeting.is_pinned,
            why: WhyAnswer::from(&greeting.why(self.currency)),
        }
    }
}

fn to_read_answer(line: &PublicationLine) -> ToReadAnswer {
    let own = &line.publication.publication;
    ToReadAnswer {
        publication: NamedAnswer {
            id: line.publication.id.to_string(),
            name: own.name.clone(),
        },
        address: own.address.clone(),
        looks_for: own.looks_for.clone(),
        since: line
            .due
            .as_ref()
            .map(|due| due.next.to_string())
            .unwrap_or_default(),
    }
}

fn prospect_answer(t: Texts, greeting: &ProspectGreeting, today: Date) -> ProspectGreetingAnswer {
    let stage_before = match &greeting.reason {
        ProspectReason::Parked { before, .. } => Some(before.code().to_owned()),
        ProspectReason::Silent(_) => None,
    };
    ProspectGreetingAnswer {
        prospect: NamedAnswer {
            id: greeting.prospect.to_string(),
            name: greeting.name.clone(),
        },
        person: NamedAnswer {
            id: greeting.person.person_id.to_string(),
            name: greeting.person.name.clone(),
        },
        reason: greeting.reason.code().to_owned(),
        text: morning_words::prospect_reason(t, &greeting.reason, today),
        stage_before,
        version: greeting.version,
    }
}

fn reason_answer(t: Texts, reason: &Reason, today: Date) -> GreetingReasonAnswer {
    let (record, day) = match &reason.detail {
        ReasonDetail::Promise(promise) => (Some(promise.id.to_string()), Some(promise.due_day)),
        ReasonDetail::Step { id, due, .. } => (Some(id.to_string()), Some(*due)),
        ReasonDetail::Birthday { on, .. } => {
            (reason.person.map(|person| person.to_string()), Some(*on))
        }
        ReasonDetail::Thanks { id, on, .. } => (Some(id.to_string()), Some(*on)),
        ReasonDetail::Renewal { id, until, .. } => (Some(id.to_string()), Some(*until)),
        ReasonDetail::Agreement { id, until, .. } => (Some(id.to_string()), Some(*until)),
        ReasonDetail::Referral(_) => (reason.person.map(|person| person.to_string()), None),
        ReasonDetail::Silence(_) | ReasonDetail::Question(_) => (None, None),
    };
    GreetingReasonAnswer {
        kind: reason.kind.code().to_owned(),
        text: morning_words::reason(t, reason, today),
        record,
        day: day.map(|day| day.to_string()),
    }
}

fn owed_answer(owed: &Owed) -> OwedNowAnswer {
    let promise = &owed.promise;
    OwedNowAnswer {
        obligation: promise.id.to_string(),
        account: NamedAnswer {
            id: promise.account_id.to_string(),
            name: owed.account_name.clone(),
        },
        person: promise.person_id.map(|id| NamedAnswer {
            id: id.to_string(),
            name: owed.person_name.clone(),
        }),
        what: promise.what.clone(),
        due: promise.due_day.to_string(),
    }
}

fn dealt_answer(dealt: &Dealt) -> DealtAnswer {
    let own = &dealt.greeting.greeting;
    DealtAnswer {
        greeting: dealt.greeting.id.to_string(),
        account: NamedAnswer {
            id: own.account_id.to_string(),
            name: dealt.account_name.clone(),
        },
        person: own.person_id.map(|id| NamedAnswer {
            id: id.to_string(),
            name: dealt.person_name.clone(),
        }),
        state: own.state.code().to_owned(),
        day: own.day.to_string(),
        until: own.until_day.to_string(),
        note: Some(own.note.clone()).filter(|note| !note.is_empty()),
        interaction: dealt.greeting.interaction_id.map(|id| id.to_string()),
    }
}
