//! `stage ACCOUNT`.

use clientela_app::answers::stage::{StageAnswerBody, StageFactAnswer, StageReviewAnswer};
use clientela_app::context::Context;
use clientela_app::keep_stage::{
    StageAnswerDraft, StageReviewDraft, answer_stage_fact, draft_of, review_stage,
};
use clientela_app::show_stage::{RelationshipStage, relationship_stage};
use clientela_app::stage_words::{
    standing_text, suggestion_text, truth_message, truth_of_code, uncoupling_text,
};
use clientela_domain::ids::AccountId;
use clientela_domain::relationship_stage::{Fact, Stage};
use clientela_store::Viewer;
use clientela_texts::Texts;

use super::happenings::{viewer, word};
use super::problems::{account, day};
use crate::cli::Global;
use crate::cli::stage::StageArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &StageArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = viewer(&context, global, &arguments.by).await?;
    let of = account(&context, &viewer, &arguments.account).await?;
    if let Some(draft) = answer_draft(arguments)? {
        answer_stage_fact(&context, &viewer, of, &draft).await?;
    }
    if reviews(arguments) {
        let now = relationship_stage(&context, &viewer, of).await?;
        let draft = review_draft(arguments, draft_of(&now))?;
        review_stage(&context, &viewer, of, &draft, now.version()).await?;
    }
    show(&context, &viewer, of, printer).await
}

const fn reviews(arguments: &StageArguments) -> bool {
    arguments.review
        || arguments.set.is_some()
        || arguments.target.is_some()
        || arguments.cap.is_some()
        || arguments.cap_reason.is_some()
        || arguments.coming_apart.is_some()
        || arguments.reason.is_some()
}

fn answer_draft(arguments: &StageArguments) -> Result<Option<StageAnswerDraft>, Failure> {
    let Some((fact, holds)) = arguments.fact.as_deref().zip(arguments.holds.as_deref()) else {
        return Ok(None);
    };
    Ok(Some(StageAnswerDraft {
        fact: word(fact, Fact::from_code)?,
        holds: word(holds, truth_of_code)?,
        evidence: arguments.evidence.clone().unwrap_or_default(),
        day: arguments.day.clone().unwrap_or_default(),
    }))
}

fn review_draft(
    arguments: &StageArguments,
    base: StageReviewDraft,
) -> Result<StageReviewDraft, Failure> {
    let stage = |text: &Option<String>, was| match text.as_deref() {
        None => Ok(was),
        Some("none") => Ok(None),
        Some(code) => word(code, Stage::from_code).map(Some),
    };
    let apart = |text: &str| match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let coming_apart = arguments.coming_apart.as_deref();
    Ok(StageReviewDraft {
        stage: stage(&arguments.set, None)?,
        coming_apart: coming_apart
            .map(|text| word(text, apart))
            .transpose()?
            .unwrap_or(base.coming_apart),
        target: stage(&arguments.target, base.target)?,
        cap: stage(&arguments.cap, base.cap)?,
        cap_reason: arguments.cap_reason.clone().unwrap_or(base.cap_reason),
        reason: arguments.reason.clone().unwrap_or_default(),
    })
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let view = relationship_stage(context, viewer, of).await?;
    let answer = view.answer(printer.texts());
    printer.answer(&answer, |page| tell(page, &view, &answer));
    Ok(Exit::Done)
}

fn tell(page: &mut Page, view: &RelationshipStage, answer: &StageAnswerBody) {
    let texts = page.texts();
    page.line(&view.account_name);
    page.line(&standing_text(texts, view));
    page.line(&suggestion_text(texts, view));
    page.line(&uncoupling_text(texts, view));
    for ask in &answer.suggestion.ask {
        page.line(&format!("- {}", ask.question));
    }
    let header = [
        ("stage-fact", '<'),
        ("stage-holds", '<'),
        ("stage-evidence", '<'),
    ];
    let rows = answer.facts.iter().map(|one| fact(texts, one));
    page.table(&header, rows.collect());
    if answer.reviews.is_empty() {
        return;
    }
    let header = [
        ("stage-day", '<'),
        ("stage-stage", '<'),
        ("stage-reason", '<'),
        ("stage-author", '<'),
    ];
    let rows = answer.reviews.iter().map(|one| review(texts, one));
    page.table(&header, rows.collect());
}

fn fact(texts: Texts, one: &StageFactAnswer) -> Vec<String> {
    let name = Fact::from_code(&one.fact).map(Fact::message_id);
    let holds = truth_of_code(&one.holds).map(truth_message);
    let said = one.said.as_ref().filter(|said| !said.evidence.is_empty());
    let said = said.map(|said| said.evidence.clone());
    let shown = [Some(one.ground.clone()), said];
    let shown: Vec<String> = shown
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    vec![
        texts.get(name.unwrap_or_default()).into_owned(),
        texts.get(holds.unwrap_or_default()).into_owned(),
        shown.join(" "),
    ]
}

fn review(texts: Texts, one: &StageReviewAnswer) -> Vec<String> {
    let stage = one.stage.as_deref().and_then(Stage::from_code);
    vec![
        day(texts, &one.day),
        texts
            .get(stage.map_or("stage-none", Stage::message_id))
            .into_owned(),
        one.reason.clone(),
        one.author.clone(),
    ]
}
