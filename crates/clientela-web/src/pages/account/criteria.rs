//! The five criteria on a client's page, each with its evidence and the form that answers it.

use clientela_texts::{Texts, format};

use crate::markup::Markup;
use crate::pages::shared::{
    SelectOption, answer_name, class_name, criterion_bar, criterion_name, criterion_question,
    criterion_state, evidence_class,
};
use crate::urls;
use crate::views::{AccountView, AnswerWord, Criterion, CriterionView, EvidenceView, Proof};

/// One criterion as the page shows it.
pub(super) struct CriterionCard {
    pub anchor: String,
    pub code: &'static str,
    pub name: String,
    pub bar: Markup,
    pub chip: &'static str,
    pub state: String,
    pub facts: Vec<String>,
    pub answerable: bool,
    pub open: bool,
    pub call: String,
    pub question: String,
    pub action: String,
    pub answers: Vec<SelectOption>,
    pub cues: Vec<SelectOption>,
    pub text: String,
    pub link: String,
    pub figure: String,
    pub day: String,
}

impl CriterionCard {
    pub(super) fn new(
        t: Texts,
        account: &AccountView,
        view: &CriterionView,
        may_edit: bool,
    ) -> Self {
        let criterion = view.criterion;
        let evidence = view.evidence.as_ref();
        let call = if view.proof == Proof::Unknown {
            t.get("answer-open")
        } else {
            t.get("answer-change")
        };
        Self {
            anchor: format!("criterion-{}", criterion.code()),
            code: criterion.code(),
            name: criterion_name(t, criterion),
            bar: criterion_bar(t, view),
            chip: evidence_class(view),
            state: criterion_state(t, view),
            facts: facts(t, account, view),
            answerable: may_edit && criterion != Criterion::Volume,
            open: false,
            call: call.into_owned(),
            question: criterion_question(t, criterion),
            action: urls::account_criteria(account.id),
            answers: answers(t, view),
            cues: cues(t, view),
            text: evidence.map_or_else(String::new, |one| one.text.clone()),
            link: evidence.map_or_else(String::new, |one| one.link.clone()),
            figure: evidence.map_or_else(String::new, |one| one.figure.clone()),
            day: evidence.map_or_else(String::new, |one| one.day.to_string()),
        }
    }
}

fn answers(t: Texts, view: &CriterionView) -> Vec<SelectOption> {
    let option = |answer: AnswerWord| SelectOption {
        value: answer.code().to_owned(),
        name: answer_name(t, answer),
        selected: view.proof != Proof::Unknown && view.answer == answer,
    };
    AnswerWord::ALL.into_iter().map(option).collect()
}

fn cues(t: Texts, view: &CriterionView) -> Vec<SelectOption> {
    let option = |cue: &&'static str| SelectOption {
        value: (*cue).to_owned(),
        name: cue_name(t, cue),
        selected: view.cues.iter().any(|found| found == cue),
    };
    view.criterion.cues().iter().map(option).collect()
}

fn cue_name(t: Texts, cue: &str) -> String {
    t.get(&format!("cue-{}", cue.replace('_', "-")))
        .into_owned()
}

/// What stands behind an answer, shortest first.
fn facts(t: Texts, account: &AccountView, view: &CriterionView) -> Vec<String> {
    if view.criterion == Criterion::Volume {
        return volume_facts(t, account).into_iter().collect();
    }
    let mut facts: Vec<String> = Vec::new();
    if !view.cues.is_empty() {
        let names: Vec<_> = view.cues.iter().map(|cue| cue_name(t, cue)).collect();
        facts.push(names.join(", "));
    }
    if let Some(evidence) = &view.evidence {
        facts.extend(evidence_facts(t, evidence));
    }
    facts
}

fn evidence_facts(t: Texts, evidence: &EvidenceView) -> Vec<String> {
    let parts: Vec<_> = [&evidence.text, &evidence.figure, &evidence.link]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect();
    let day = format::day(t.language, evidence.day);
    let mut said = t.with(
        "evidence-said",
        &[("author", &evidence.author), ("day", &day)],
    );
    if let Some(confidence) = evidence.confidence.filter(|confidence| *confidence < 1.0) {
        let confidence = format::share(t.language, confidence);
        said = format!(
            "{said} · {}",
            t.with1("evidence-confidence", "confidence", confidence)
        );
    }
    if parts.is_empty() {
        vec![said]
    } else {
        vec![format!("{} · {said}", parts.join(" · "))]
    }
}

fn volume_facts(t: Texts, account: &AccountView) -> Option<String> {
    let (revenue, share, rank) = (account.revenue?, account.share?, account.rank?);
    Some(t.with(
        "why-volume-facts",
        &[
            (
                "revenue",
                &format::money_whole(t.language, revenue, account.currency),
            ),
            ("share", &format::share(t.language, share)),
            ("rank", &rank),
            ("class", &class_name(t, account.class)),
            ("lines", &t.with1("count-lines", "count", account.lines)),
        ],
    ))
}
