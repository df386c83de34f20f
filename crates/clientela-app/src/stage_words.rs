//! How far a relationship has come, in words: the same for pages, terminal and API.

use clientela_domain::estimate::Truth;
use clientela_domain::relationship_stage::{Fact, Stage};
use clientela_texts::{Texts, format};

use crate::account_filter::StageFilter;
use crate::show_stage::RelationshipStage;
use crate::stage_facts::{FactLine, Ground};

/// Name of a stage; of none that none is set.
#[must_use]
pub fn stage_name(t: Texts, stage: Option<Stage>) -> String {
    let id = stage.map_or(StageFilter::Unset.message_id(), Stage::message_id);
    t.get(id).into_owned()
}

/// Yes, no, or not known.
#[must_use]
pub const fn truth_message(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "stage-holds-yes",
        Truth::Undecided => "stage-holds-unknown",
        Truth::False => "stage-holds-no",
    }
}

/// The stable word of a truth.
#[must_use]
pub const fn truth_code(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::Undecided => "unknown",
        Truth::False => "no",
    }
}

/// The truth of a word; `None` for anything else.
#[must_use]
pub fn truth_of_code(code: &str) -> Option<Truth> {
    let all = [Truth::True, Truth::Undecided, Truth::False];
    all.into_iter().find(|one| truth_code(*one) == code)
}

/// What the book shows of a fact, in a sentence; empty where it shows nothing.
#[must_use]
pub fn ground_text(t: Texts, ground: &Ground) -> String {
    let language = t.language;
    let names = |names: &[String]| names.join(", ");
    match ground {
        Ground::Nothing => String::new(),
        Ground::Months { bought, unknown: 0 } => t.with1("stage-ground-months", "bought", *bought),
        Ground::Months { bought, unknown } => t.with(
            "stage-ground-months-unknown",
            &[("bought", bought), ("unknown", unknown)],
        ),
        Ground::Manager(name) if name.is_empty() => t.get("stage-ground-no-manager").into_owned(),
        Ground::Manager(name) => t.with1("stage-ground-manager", "name", name.as_str()),
        Ground::Functions(units) if units.is_empty() => {
            t.get("stage-ground-no-functions").into_owned()
        }
        Ground::Functions(units) => t.with(
            "stage-ground-functions",
            &[("count", &units.len()), ("units", &names(units))],
        ),
        Ground::Agreements(found) if found.is_empty() => {
            t.get("stage-ground-no-agreement").into_owned()
        }
        Ground::Agreements(found) => {
            let numbers: Vec<String> = found.iter().map(|(_, number)| number.clone()).collect();
            t.with1("stage-ground-agreements", "numbers", names(&numbers))
        }
        Ground::Ending(found) => {
            let ends = found.iter().map(|(_, number, day)| {
                let day = format::day(language, *day);
                t.with(
                    "stage-ground-ends",
                    &[("number", &number.as_str()), ("day", &day)],
                )
            });
            ends.collect::<Vec<_>>().join(" ")
        }
        Ground::FewPurchases => t.get("stage-ground-few-purchases").into_owned(),
        Ground::Rhythm(rhythm, known_to) => t.with(
            "stage-ground-rhythm",
            &[
                ("usual", &format::decimal(language, rhythm.median, 0)),
                ("spread", &format::decimal(language, rhythm.spread, 0)),
                ("last", &format::day(language, rhythm.last)),
                ("alarm", &format::decimal(language, rhythm.alarm, 0)),
                ("known", &format::day(language, *known_to)),
            ],
        ),
        Ground::Trust(low, high) => t.with1(
            "stage-ground-trust",
            "interval",
            format::interval(language, *low * 100.0, *high * 100.0, 0),
        ),
        Ground::FewPromises => t.get("stage-ground-few-promises").into_owned(),
        Ground::Champions { there, left } => match (there.is_empty(), left.is_empty()) {
            (true, true) => t.get("stage-ground-no-champions").into_owned(),
            (false, true) => t.with1("stage-ground-champions", "names", names(there)),
            (_, false) => t.with1("stage-ground-champions-left", "names", names(left)),
        },
    }
}

/// Who said what of a fact, and when; empty when nobody did.
#[must_use]
pub fn said_text(t: Texts, line: &FactLine) -> String {
    let Some(said) = &line.said else {
        return String::new();
    };
    let own = &said.answer;
    let id = if line.is_old {
        "stage-said-old"
    } else {
        "stage-said"
    };
    t.with(
        id,
        &[
            ("who", &own.author_name.as_str()),
            ("day", &format::day(t.language, own.day)),
            ("holds", &t.get(truth_message(own.holds))),
            ("evidence", &own.evidence.as_str()),
        ],
    )
}

/// What the facts speak for, in one sentence.
#[must_use]
pub fn suggestion_text(t: Texts, view: &RelationshipStage) -> String {
    let own = &view.suggestion;
    let name = |stage: Stage| t.get(stage.message_id()).to_lowercase();
    match own.stage() {
        Some(stage) => t.with1("stage-suggests-one", "stage", name(stage)),
        None => t.with(
            "stage-suggests-between",
            &[("low", &name(own.at_least)), ("high", &name(own.at_most))],
        ),
    }
}

/// Does the bond come apart, in one sentence with the signs that hold.
#[must_use]
pub fn uncoupling_text(t: Texts, view: &RelationshipStage) -> String {
    let signs: Vec<String> = view
        .signs()
        .map(|line| t.get(line.fact.message_id()).to_lowercase())
        .collect();
    let id = match view.suggestion.uncoupling {
        Truth::True => "stage-uncoupling-yes",
        Truth::Undecided if signs.is_empty() => "stage-uncoupling-unknown",
        Truth::Undecided => "stage-uncoupling-unknown-signs",
        Truth::False if signs.is_empty() => "stage-uncoupling-no",
        Truth::False => "stage-uncoupling-no-signs",
    };
    t.with1(id, "signs", signs.join(", "))
}

/// The question of a fact that is not known.
#[must_use]
pub fn question(t: Texts, fact: Fact) -> String {
    let id = format!("ask-{}", fact.message_id());
    t.get(&id).into_owned()
}

/// Where the relationship stands, in one sentence for the head of a page.
#[must_use]
pub fn standing_text(t: Texts, view: &RelationshipStage) -> String {
    let Some(standing) = view.standing() else {
        return t.get("stage-never-reviewed").into_owned();
    };
    let day = format::day(t.language, standing.day);
    let stage = stage_name(t, standing.stage).to_lowercase();
    let mut said = t.with(
        "stage-stands",
        &[
            ("stage", &stage),
            ("day", &day),
            ("who", &standing.author_name.as_str()),
        ],
    );
    let mut add = |more: String| {
        said.push(' ');
        said.push_str(&more);
    };
    if standing.coming_apart {
        add(t.get("stage-stands-apart").into_owned());
    }
    if let Some(target) = standing.target {
        let target = t.get(target.message_id()).to_lowercase();
        add(t.with1("stage-stands-target", "stage", target));
    }
    if let Some(cap) = standing.cap {
        let cap = t.get(cap.message_id()).to_lowercase();
        let reason = standing.cap_reason.as_str();
        add(t.with("stage-stands-cap", &[("stage", &cap), ("reason", &reason)]));
    }
    if !standing.reason.is_empty() {
        add(t.with1("stage-stands-reason", "reason", standing.reason.as_str()));
    }
    said
}
