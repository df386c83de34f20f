//! Parts that several of these pages share: a condition with its bar and questions, a dot, a duty.

use std::collections::BTreeMap;

use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::kam_duties::{DutyCheck, DutyList, DutyState};
use clientela_domain::kam_duties::{Duty, DutyFacts, Seen, see};
use clientela_domain::key_criteria::{Answer, Proof};
use clientela_domain::need_for_kam::{Condition, JudgedCondition, Need, Recommendation};
use clientela_store::duty_marks::DutyMarkState;
use clientela_texts::{Argument, Texts, evidence, format};

use crate::charts::svg::escape;
use crate::charts::{ProofBar, proof_bar};
use crate::markup::{Markup, icon};
use crate::pages::shared::SelectOption;

/// Inputs behind a condition that are shown at once; the others stand in its details.
const INPUTS_SHOWN: usize = 2;

/// Radius of a full dot of the matrix, in pixels.
const DOT_RADIUS: f64 = 7.0;

/// One condition with what is known, what is missing and what is asked.
pub(crate) struct ConditionCard {
    pub anchor: String,
    pub name: String,
    pub bar: Markup,
    pub value: String,
    pub chip: &'static str,
    pub facts: Vec<String>,
    pub details: Vec<String>,
    pub missing: Vec<String>,
    pub note: String,
    pub questions: Vec<QuestionForm>,
}

/// The form that answers one question.
pub(crate) struct QuestionForm {
    pub id: String,
    pub field: String,
    pub text: String,
    pub call: String,
    pub answers: Vec<SelectOption>,
    pub low: String,
    pub high: String,
}

/// Who is asked, and what was said already.
pub(crate) struct Asked<'a> {
    /// Parts are asked about a client only.
    pub parts: bool,
    /// The latest answers.
    pub said: &'a BTreeMap<ConditionQuestion, (f64, f64)>,
    /// Whether the visitor may answer.
    pub may_answer: bool,
}

/// The eight conditions of a need.
pub(crate) fn conditions(t: Texts, need: &Need, asked: &Asked<'_>) -> Vec<ConditionCard> {
    need.conditions
        .iter()
        .map(|judged| card(t, judged, asked))
        .collect()
}

fn card(t: Texts, judged: &JudgedCondition, asked: &Asked<'_>) -> ConditionCard {
    let score = &judged.score;
    let condition = score.condition;
    let name = t.get(condition.message_id()).into_owned();
    let value = evidence::bounds(t, (score.low, score.high), 2);
    let inputs: Vec<String> = score
        .why
        .inputs
        .iter()
        .map(|input| evidence::input(t, input))
        .collect();
    let questions = match (asked.may_answer, asked.parts) {
        (false, _) => Vec::new(),
        (true, true) => ConditionQuestion::of(condition),
        (true, false) => vec![ConditionQuestion::Whole(condition)],
    };
    let label = t.with("need-bar-label", &[("condition", &name), ("value", &value)]);
    let stated = score.stated.filter(|_| score.proof == Proof::Stated);
    let swing = format::decimal(t.language, judged.swing, 2);
    ConditionCard {
        anchor: format!("condition-{}", condition.id()),
        bar: Markup::safe(proof_bar(&ProofBar {
            proven: score.low,
            stated: stated.map_or(0.0, |(low, _)| low),
            high: score.high,
            threshold: None,
            old: score.stale,
            height: 10,
            label,
        })),
        name,
        value,
        chip: chip(score.proof, score.stale),
        facts: inputs.iter().take(INPUTS_SHOWN).cloned().collect(),
        details: inputs.into_iter().skip(INPUTS_SHOWN).collect(),
        missing: score
            .why
            .missing
            .iter()
            .map(|missing| evidence::missing(t, missing))
            .collect(),
        note: if judged.swing > 0.0 {
            t.with1("need-swing", "swing", swing)
        } else {
            String::new()
        },
        questions: questions
            .into_iter()
            .map(|question| form(t, question, asked.said.get(&question).copied()))
            .collect(),
    }
}

const fn chip(proof: Proof, stale: bool) -> &'static str {
    match (proof, stale) {
        (Proof::Proven, true) => "evidence evidence-old",
        (Proof::Proven, false) => "evidence evidence-proven",
        (Proof::Stated, _) => "evidence evidence-stated",
        (Proof::Unknown, _) => "evidence",
    }
}

fn form(t: Texts, question: ConditionQuestion, said: Option<(f64, f64)>) -> QuestionForm {
    let words = [Answer::Yes, Answer::Partly, Answer::No, Answer::Unknown];
    let option = |answer: Answer| SelectOption {
        value: answer.id().to_owned(),
        name: t.get(answer.message_id()).into_owned(),
        selected: said == Some(answer.bounds()),
    };
    let id = question.id();
    let number = |value: f64| format::decimal(t.language, value, 2);
    let is_word = words.iter().any(|answer| said == Some(answer.bounds()));
    let mut answers: Vec<SelectOption> = words.into_iter().map(option).collect();
    answers.push(SelectOption {
        value: "interval".to_owned(),
        name: t.get("need-answer-interval").into_owned(),
        selected: said.is_some() && !is_word,
    });
    let call = if said.is_some() {
        "need-answer-change"
    } else {
        "need-answer"
    };
    QuestionForm {
        field: id.replace(['.', '_'], "-"),
        text: t.get(&question.message_id()).into_owned(),
        call: t.get(call).into_owned(),
        low: said.map_or_else(String::new, |(low, _)| number(low)),
        high: said.map_or_else(String::new, |(_, high)| number(high)),
        answers,
        id,
    }
}

/// What to do, as a badge with its icon.
pub(crate) fn recommendation_badge(t: Texts, recommendation: Recommendation) -> Markup {
    let (class, icon) = match recommendation {
        Recommendation::Appoint => ("badge badge-key", icon("shield-check")),
        Recommendation::Consider => ("badge badge-open", icon("help-circle")),
        Recommendation::NoNeed => ("badge", Markup::default()),
    };
    let name = t.get(recommendation.message_id());
    Markup::safe(format!(
        r#"<span class="{class}">{icon}{}</span>"#,
        escape(&name)
    ))
}

/// What to do, in a sentence with the next question.
pub(crate) fn recommendation_text(t: Texts, need: &Need) -> String {
    let word = need.recommendation.id().replace('_', "-");
    let id = format!("need-recommendation-{word}");
    match need.next_question {
        None => t.get(&id).into_owned(),
        Some(condition) => t.with1(&id, "question", next_question(t, condition)),
    }
}

/// The first question that would narrow a condition.
pub(crate) fn next_question(t: Texts, condition: Condition) -> String {
    let asked = ConditionQuestion::of(condition);
    let id = asked.first().map(|question| question.message_id());
    id.map_or_else(String::new, |id| t.get(&id).into_owned())
}

/// The bar of a need with its threshold.
pub(crate) fn need_bar(t: Texts, (low, high): (f64, f64), appoint: f64, height: u32) -> Markup {
    let label = t.with(
        "need-verdict-label",
        &[
            ("value", &evidence::bounds(t, (low, high), 2)),
            ("threshold", &format::decimal(t.language, appoint, 2)),
        ],
    );
    Markup::safe(proof_bar(&ProofBar {
        proven: low,
        stated: 0.0,
        high,
        threshold: Some(appoint),
        old: false,
        height,
        label,
    }))
}

/// A dot of the matrix: the full part is what is proven, the ring what is possible. Its number stands
/// beside it, so it says nothing to those who do not see it.
pub(crate) fn dot((low, high): (f64, f64)) -> Markup {
    let radius = |value: f64| DOT_RADIUS * value.clamp(0.0, 1.0).sqrt();
    let ring = radius(high).max(1.0);
    Markup::safe(format!(
        r#"<svg class="dot" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><circle class="b-empty" cx="9" cy="9" r="{ring:.2}"/><circle class="b-proven" cx="9" cy="9" r="{:.2}"/></svg>"#,
        radius(low)
    ))
}

/// One duty as a page shows it.
pub(crate) struct DutyLine {
    pub id: &'static str,
    pub name: String,
    pub state: String,
    pub class: &'static str,
    pub icon: Markup,
    pub fact: String,
    pub may_be_done: bool,
    pub marked: bool,
}

/// The duties of a list.
pub(crate) fn duty_lines(t: Texts, list: &DutyList) -> Vec<DutyLine> {
    list.checks
        .iter()
        .map(|check| duty_line(t, check))
        .collect()
}

fn duty_line(t: Texts, check: &DutyCheck) -> DutyLine {
    let (class, sign) = match check.state {
        DutyState::Done => ("mark mark-ok", icon("circle-check")),
        DutyState::Open => ("mark", icon("help-circle")),
        DutyState::NotNeeded => ("mark faint", Markup::default()),
    };
    let state = format!("duty-state-{}", check.state.id().replace('_', "-"));
    DutyLine {
        id: check.duty.id(),
        name: t.get(check.duty.message_id()).into_owned(),
        state: t.get(&state).into_owned(),
        class,
        icon: sign,
        fact: duty_fact(t, check),
        may_be_done: sees_nothing(check.duty),
        marked: check.mark.is_some(),
    }
}

/// True for duties that only people can say are done.
fn sees_nothing(duty: Duty) -> bool {
    let nothing = DutyFacts::unknown(clientela_domain::day::Date::default());
    see(duty, &nothing) == Seen::Unseen
}

/// What a duty rests on, in words.
pub(crate) fn duty_fact(t: Texts, check: &DutyCheck) -> String {
    let day = |day| format::day(t.language, day);
    let mut said = Vec::new();
    if let Some(fact) = check.fact {
        let on = fact.day.map_or_else(String::new, day);
        let share = format::share(t.language, fact.share);
        let arguments: [(&str, &dyn Argument); 3] =
            [("day", &on), ("count", &fact.count), ("share", &share)];
        said.push(t.with(fact.message, &arguments));
    }
    if let Some(mark) = &check.mark
        && (check.fact.is_none() || mark.state == DutyMarkState::NotNeeded)
    {
        let arguments: [(&str, &dyn Argument); 3] = [
            ("evidence", &mark.evidence),
            ("author", &mark.author_name),
            ("day", &day(mark.day)),
        ];
        said.push(t.with("duty-marked", &arguments));
    }
    if said.is_empty() {
        said.push(t.get("duty-unseen").into_owned());
    }
    said.join("; ")
}
