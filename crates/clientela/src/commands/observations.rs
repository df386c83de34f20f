//! `observe` and `observations list|prospect|evidence|note|set-aside|reopen`.

use clientela_app::answers::observations::{ObservationAnswer, ObservationsAnswer, ObservedAnswer};
use clientela_app::error::AppError;
use clientela_app::keep_observations::{
    ObservationLine, TurnDraft, list_observations, observe, show_observation, turn_observation,
};
use clientela_domain::ids::ObservationId;
use clientela_domain::prospects::{Answer, ObservationState, Question};

use super::happenings::{viewer, word};
use super::problems::{day, said};
use crate::cli::Global;
use crate::cli::observations::{ObservationCommand, ObserveArguments};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// `observe`
pub async fn jot(
    global: &Global,
    arguments: &ObserveArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = viewer(&context, global, &arguments.by).await?;
    let on = arguments.day.as_deref().unwrap_or_default();
    let jotted = observe(&context, &viewer, (&arguments.line, on)).await?;
    let answer = ObservedAnswer::from(jotted);
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let message = match answer.said_before {
            0 => "observation-jotted",
            _ => "observation-jotted-again",
        };
        page.line(&format!("{} {}", texts.get(message), answer.observation));
    });
    Ok(Exit::Done)
}

pub async fn run(
    global: &Global,
    command: &ObservationCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let (id, by, draft) = match command {
        ObservationCommand::List { all } => {
            let viewer = wire::viewer(&context, global).await?;
            let only = (!all).then_some(ObservationState::New);
            let lines = list_observations(&context, &viewer, only).await?;
            let answer = ObservationsAnswer {
                observations: lines.iter().map(ObservationLine::answer).collect(),
            };
            printer.answer(&answer, |page| table(page, &answer.observations));
            return Ok(Exit::Done);
        }
        ObservationCommand::Prospect { id, name, by } => {
            let name = name.clone().unwrap_or_default();
            (id, by, TurnDraft::Prospect { name })
        }
        ObservationCommand::Evidence {
            id,
            prospect,
            question,
            answer,
            by,
        } => {
            let draft = TurnDraft::Evidence {
                prospect: prospect.clone(),
                question: Some(word(question, Question::from_code)?),
                answer: Some(word(answer, Answer::from_code)?),
            };
            (id, by, draft)
        }
        ObservationCommand::Note { id, account, by } => {
            let client = account.clone();
            (id, by, TurnDraft::Note { client })
        }
        ObservationCommand::SetAside { id, why, by } => {
            let reason = why.clone();
            (id, by, TurnDraft::SetAside { reason })
        }
        ObservationCommand::Reopen { id, by } => (id, by, TurnDraft::Reopen),
    };
    let viewer = viewer(&context, global, by).await?;
    let id = ObservationId::parse(id).ok_or(AppError::NotFound("observation"))?;
    let before = show_observation(&context, &viewer, id).await?;
    let at = (id, before.observation.version);
    turn_observation(&context, &viewer, at, &draft).await?;
    let answer = show_observation(&context, &viewer, id).await?.answer();
    printer.answer(&answer, |page| table(page, std::slice::from_ref(&answer)));
    Ok(Exit::Done)
}

fn table(page: &mut Page, all: &[ObservationAnswer]) {
    let texts = page.texts();
    let row = |one: &ObservationAnswer| {
        let led = one.prospect.as_ref().or(one.account.as_ref());
        vec![
            day(texts, &one.day),
            one.line.clone(),
            said(texts, "observation-state", &one.state),
            led.map_or_else(|| one.reason.clone(), |led| led.name.clone()),
            one.id.clone(),
        ]
    };
    let header = [
        ("observation-day", '<'),
        ("observation-line", '<'),
        ("observation-state", '<'),
        ("observation-led", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}
