//! Whom to ask for a name, in words. Page, file and terminal say the same.

use clientela_domain::prospects::{AskingFacts, AskingKind};
use clientela_texts::{Texts, format};

use crate::ask_for_names::AskingLine;

/// What speaks for asking somebody: their own word and its day, how we keep ours, and why it is not known.
#[must_use]
pub fn why(t: Texts, line: &AskingLine) -> Vec<String> {
    vec![said(t, &line.facts), our_word(t, &line.facts)]
}

fn said(t: Texts, facts: &AskingFacts) -> String {
    let Some(said) = facts.said else {
        return t.get("asking-said-nothing").into_owned();
    };
    let day = format::day(t.language, said.day);
    let told = |id: &str, value: u8| {
        let value = u64::from(value);
        t.with(id, &[("value", &value), ("day", &day)])
    };
    match (said.recommend, said.satisfied) {
        (Some(recommend), _) => told("asking-said-recommend", recommend),
        (None, Some(satisfied)) => told("asking-said-satisfied", satisfied),
        (None, None) => t.get("asking-said-nothing").into_owned(),
    }
}

fn our_word(t: Texts, facts: &AskingFacts) -> String {
    let Some(word) = facts.our_word else {
        return t.get("asking-word-unknown").into_owned();
    };
    let share = |part: f64| format::share(t.language, part);
    t.with(
        "asking-word-kept",
        &[
            ("mean", &share(word.mean)),
            ("low", &share(word.low)),
            ("high", &share(word.high)),
        ],
    )
}

/// For what somebody is thought of.
#[must_use]
pub fn kinds(t: Texts, line: &AskingLine) -> String {
    let kinds = line.asking.kinds.iter();
    let kinds: Vec<_> = kinds.map(|kind| t.get(kind.message_id())).collect();
    kinds.join(", ")
}

/// What puts asking off; nothing when nothing does.
#[must_use]
pub fn against(t: Texts, line: &AskingLine) -> String {
    let against = line.asking.against.iter();
    let against: Vec<_> = against.map(|one| t.get(one.message_id())).collect();
    against.join("; ")
}

/// What the names somebody gave became; nothing where they gave none.
#[must_use]
pub fn became(t: Texts, line: &AskingLine) -> String {
    let led = &line.facts.led_on;
    match led.names {
        0 => String::new(),
        _ => t.with(
            "asking-became",
            &[("qualified", &led.qualified), ("won", &led.won)],
        ),
    }
}

/// The warning that somebody was asked too seldom; nothing where it does not hold.
#[must_use]
pub fn warning(t: Texts, line: &AskingLine) -> String {
    let is_centre = line.asking.kinds.contains(&AskingKind::Influence);
    if line.asking.few_asked && is_centre {
        t.with1("asking-few-asked", "count", line.facts.led_on.asked)
    } else {
        String::new()
    }
}

/// When somebody was last asked, or gave a name.
#[must_use]
pub fn last_asked(t: Texts, line: &AskingLine) -> String {
    line.facts.last_asked.map_or_else(
        || t.get("asking-never").into_owned(),
        |day| format::day(t.language, day),
    )
}

/// Whether we owe thanks.
#[must_use]
pub fn thanks(t: Texts, line: &AskingLine) -> String {
    match line.thanks_owed {
        0 => String::new(),
        count => t.with1("asking-thanks-owed", "count", count),
    }
}
