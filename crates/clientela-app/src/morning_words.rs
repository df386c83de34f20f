//! A morning in words: why, what to bring, what to ask. Pages, terminal and API say the same.

use clientela_domain::day::{Date, day_number};
use clientela_domain::obligations::Party;
use clientela_domain::prospects::ProspectSilence;
use clientela_store::mornings::DuePromise;
use clientela_texts::{Texts, format};

use crate::asking_words;
use crate::compose_morning::{Ask, Bring, Greeting};
use crate::greet_prospects::ProspectReason;
use crate::morning_reasons::{Reason, ReasonDetail};

/// Why somebody at a prospect is greeted: `беше отложен до днес, защото: след сезона`.
#[must_use]
pub fn prospect_reason(t: Texts, reason: &ProspectReason, today: Date) -> String {
    match reason {
        ProspectReason::Parked { why, until, .. } if *until == today => {
            t.with1("reason-parked-today", "why", why)
        }
        ProspectReason::Parked { why, until, .. } => t.with(
            "reason-parked",
            &[("day", &format::day(t.language, *until)), ("why", why)],
        ),
        ProspectReason::Silent(silence) => prospect_silence(t, silence),
    }
}

/// How long nobody spoke with a prospect, against what is meant for its kind.
#[must_use]
pub fn prospect_silence(t: Texts, silence: &ProspectSilence) -> String {
    let id = if silence.since_contact {
        "prospect-silent"
    } else {
        "prospect-silent-new"
    };
    t.with(
        id,
        &[
            ("days", &format::decimal(t.language, silence.days, 0)),
            ("rhythm", &silence.rhythm_days),
            ("class", &t.get(silence.class.message_id())),
        ],
    )
}

/// A reason: `обещахме „мостри“ до днес (договор № 14)`.
#[must_use]
pub fn reason(t: Texts, reason: &Reason, today: Date) -> String {
    match &reason.detail {
        ReasonDetail::Promise(promise) => promised(t, promise, today),
        ReasonDetail::Step { what, due, .. } => {
            let when = when(t, *due, today);
            t.with("reason-step", &[("what", what), ("when", &when)])
        }
        ReasonDetail::Silence(silence) => {
            let (low, high) = silence.days.bounds().unwrap_or_default();
            let days = format::interval(t.language, low, high, 0);
            let rhythm = silence.rhythm.map_or(0, |rhythm| rhythm.days);
            t.with(
                "silence-days-of-rhythm",
                &[("days", &days), ("rhythm", &rhythm)],
            )
        }
        ReasonDetail::Birthday { on, .. } if *on == today => {
            t.get("reason-birthday-today").into_owned()
        }
        ReasonDetail::Birthday { on, .. } => {
            t.with1("reason-birthday-on", "day", format::day(t.language, *on))
        }
        ReasonDetail::Thanks { what, on, .. } => t.with(
            "reason-thanks",
            &[("what", what), ("day", &format::day(t.language, *on))],
        ),
        ReasonDetail::Renewal { what, until, .. } => {
            let when = when(t, *until, today);
            t.with("reason-renewal", &[("what", what), ("when", &when)])
        }
        ReasonDetail::Agreement {
            number,
            until,
            is_notice,
            ..
        } => {
            let id = if *is_notice {
                "reason-agreement-notice"
            } else {
                "reason-agreement-ends"
            };
            let when = when(t, *until, today);
            t.with(id, &[("number", number), ("when", &when)])
        }
        ReasonDetail::Referral(line) => {
            let why = asking_words::kinds(t, line);
            t.with1("reason-referral", "why", why)
        }
        ReasonDetail::Question(criterion) => {
            let asked = t.get(&format!("question-{}", criterion.id().replace('_', "-")));
            t.with1("reason-question", "question", asked)
        }
    }
}

fn promised(t: Texts, promise: &DuePromise, today: Date) -> String {
    let id = match promise.debtor {
        Party::Us => "reason-we-promised",
        Party::Them => "reason-they-promised",
    };
    let said = t.with(
        id,
        &[
            ("what", &promise.what),
            ("when", &when(t, promise.due_day, today)),
        ],
    );
    if promise.source.is_empty() {
        return said;
    }
    t.with(
        "reason-with-source",
        &[("reason", &said), ("source", &promise.source)],
    )
}

/// Until when: `днес`, `утре`, a day, or how late.
#[must_use]
pub fn when(t: Texts, due: Date, today: Date) -> String {
    let days = day_number(due) - day_number(today);
    match days {
        0 => t.get("when-today").into_owned(),
        1 => t.get("when-tomorrow").into_owned(),
        days if days > 0 => t.with1("when-on", "day", format::day(t.language, due)),
        days => t.with(
            "when-late",
            &[
                ("day", &format::day(t.language, due)),
                ("days", &days.unsigned_abs()),
            ],
        ),
    }
}

/// What to bring; nothing when there is nothing in particular.
#[must_use]
pub fn bring(t: Texts, greeting: &Greeting) -> String {
    let said = greeting.bring.iter().map(|bring| match bring {
        Bring::Promised(what) => what.clone(),
        Bring::Wishes => t.get("bring-wishes").into_owned(),
        Bring::Thanks(what) => t.with1("bring-thanks", "what", what),
    });
    said.collect::<Vec<_>>().join("; ")
}

/// What to ask; nothing when nothing is open.
#[must_use]
pub fn ask(t: Texts, greeting: &Greeting) -> String {
    let said = greeting.ask.iter().map(|ask| match ask {
        Ask::Promised(what) => t.with1("ask-promised", "what", what),
        Ask::Name => t.get("ask-name").into_owned(),
        Ask::Renewal(what) => t.with1("ask-renewal", "what", what),
        Ask::Question(criterion) => t
            .get(&format!("question-{}", criterion.id().replace('_', "-")))
            .into_owned(),
    });
    said.collect::<Vec<_>>().join(" ")
}

/// Whom: the person, or the client when nobody there is known.
#[must_use]
pub fn whom(greeting: &Greeting) -> &str {
    greeting
        .person
        .as_ref()
        .map_or(greeting.account_name.as_str(), |person| &person.name)
}

/// What the interaction says that a greeting becomes: for what it was put before somebody.
#[must_use]
pub fn summary(t: Texts, greeting: Option<&Greeting>, today: Date) -> String {
    let Some(greeting) = greeting else {
        return t.get("greeting-summary").into_owned();
    };
    let reasons: Vec<String> = greeting
        .reasons
        .iter()
        .map(|one| reason(t, one, today))
        .collect();
    t.with1("greeting-summary-of", "reasons", reasons.join("; "))
}
