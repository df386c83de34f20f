//! The five criteria on a client's page, each with its evidence and the form that answers it.

use clientela_texts::{Texts, format};

use super::AnswerInput;
use crate::form::Fields;
use crate::markup::Markup;
use crate::pages::shared::{
    SelectOption, answer_name, class_name, criterion_bar, criterion_name, criterion_question,
    criterion_state, evidence_class,
};
use crate::urls;
use crate::views::{
    AccountView, AnswerWord, ConfidenceWord, Criterion, CriterionView, EvidenceView, Proof,
};

/// One criterion as the page shows it.
pub(super) struct CriterionCard {
    pub anchor: String,
    pub code: &'static str,
    pub name: String,
    pub bar: Markup,
    pub chip: &'static str,
    pub state: String,
    pub cues_found: String,
    pub facts: String,
    pub evidence: Option<EvidenceLine>,
    pub answerable: bool,
    pub call: String,
    pub question: String,
    pub form: AnswerFields,
}

/// What stands behind an answer, and how sure that is.
pub(super) struct EvidenceLine {
    pub text: String,
    pub link: String,
    pub file: String,
    pub file_href: String,
    pub figure: String,
    pub said: String,
}

/// The form that answers a criterion: what is known, or what was typed and could not be taken.
pub(super) struct AnswerFields {
    pub open: bool,
    pub error: Option<&'static str>,
    pub action: String,
    pub answers: Vec<SelectOption>,
    pub by_cues: bool,
    pub cues: Vec<SelectOption>,
    pub checked_all: bool,
    pub text: String,
    pub link: String,
    pub figure: String,
    pub day: String,
    pub file: String,
    pub keep_file: bool,
    pub confidence: Vec<SelectOption>,
}

impl CriterionCard {
    pub(super) fn new(
        t: Texts,
        account: &AccountView,
        view: &CriterionView,
        may_edit: bool,
        typed: Option<&AnswerInput>,
    ) -> Self {
        let criterion = view.criterion;
        let call = if view.proof == Proof::Unknown {
            t.get("answer-open")
        } else {
            t.get("answer-change")
        };
        let mut form = AnswerFields::of(t, account, view);
        if let Some(typed) = typed.filter(|typed| typed.criterion == criterion) {
            form.retype(&typed.fields, typed.message);
        }
        let found: Vec<_> = view.cues.iter().map(|cue| cue_name(t, cue)).collect();
        Self {
            anchor: format!("criterion-{}", criterion.code()),
            code: criterion.code(),
            name: criterion_name(t, criterion),
            bar: criterion_bar(t, view),
            chip: evidence_class(view),
            state: criterion_state(t, view),
            cues_found: found.join(", "),
            facts: if criterion == Criterion::Volume {
                volume_facts(t, account).unwrap_or_default()
            } else {
                String::new()
            },
            evidence: view
                .evidence
                .as_ref()
                .map(|evidence| evidence_line(t, account, evidence)),
            answerable: may_edit && criterion != Criterion::Volume,
            call: call.into_owned(),
            question: criterion_question(t, criterion),
            form,
        }
    }
}

impl AnswerFields {
    fn of(t: Texts, account: &AccountView, view: &CriterionView) -> Self {
        let evidence = view.evidence.as_ref();
        let known = |part: fn(&EvidenceView) -> &String| evidence.map(part).cloned();
        let file = evidence.and_then(|one| one.file.as_ref());
        let sure = evidence.map_or_else(ConfidenceWord::default, |one| one.confidence);
        let confidence = |word: ConfidenceWord| SelectOption {
            value: word.code().to_owned(),
            name: confidence_name(t, word),
            selected: word == sure,
        };
        Self {
            open: false,
            error: None,
            action: urls::account_criteria(account.id),
            answers: answers(t, view),
            by_cues: false,
            cues: cues(t, view),
            checked_all: !view.cues_absent.is_empty(),
            text: known(|one| &one.text).unwrap_or_default(),
            link: known(|one| &one.link).unwrap_or_default(),
            figure: known(|one| &one.figure).unwrap_or_default(),
            day: evidence.map_or_else(String::new, |one| one.day.to_string()),
            file: file.map_or_else(String::new, |file| file.name.clone()),
            keep_file: file.is_some(),
            confidence: ConfidenceWord::ALL.into_iter().map(confidence).collect(),
        }
    }

    /// Keeps what was typed: nobody types it twice.
    fn retype(&mut self, fields: &Fields, message: &'static str) {
        self.open = true;
        self.error = Some(message);
        for choice in &mut self.answers {
            choice.selected = choice.value == fields.get("answer");
        }
        self.by_cues = fields.get("answer") == "cues";
        for cue in &mut self.cues {
            cue.selected = fields.all("cue").any(|found| found == cue.value);
        }
        self.checked_all = fields.get("checked_all") == "yes";
        for word in &mut self.confidence {
            word.selected = word.value == fields.get("confidence");
        }
        self.keep_file = fields.get("keep_file") == "yes";
        let typed = |name: &str| fields.get(name).to_owned();
        (self.text, self.link) = (typed("text"), typed("link"));
        (self.figure, self.day) = (typed("figure"), typed("day"));
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

fn confidence_name(t: Texts, word: ConfidenceWord) -> String {
    t.get(&format!("confidence-{}", word.code())).into_owned()
}

fn evidence_line(t: Texts, account: &AccountView, evidence: &EvidenceView) -> EvidenceLine {
    let hash = evidence
        .file
        .as_ref()
        .and_then(|file| file.sha256.as_deref());
    let day = format::day(t.language, evidence.day);
    EvidenceLine {
        text: evidence.text.clone(),
        link: evidence.link.clone(),
        file: evidence
            .file
            .as_ref()
            .map_or_else(String::new, |file| file.name.clone()),
        file_href: hash.map_or_else(String::new, |hash| urls::account_evidence(account.id, hash)),
        figure: evidence.figure.clone(),
        said: t.with(
            "evidence-said",
            &[
                ("author", &evidence.author),
                ("day", &day),
                ("confidence", &confidence_name(t, evidence.confidence)),
            ],
        ),
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
