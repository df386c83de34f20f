//! `criteria answer` and `potential`: what people know about a client.

use clientela_app::answer_criterion::{
    CriterionStatement, PotentialStatement, answer_criterion, state_potential,
};
use clientela_app::context::Context;
use clientela_app::judge_accounts::{criteria_answers, score_answer};
use clientela_domain::amount::Amount;
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{Answer, Confidence, Criterion, Judgement};
use clientela_store::Viewer;
use clientela_texts::format;
use serde_json::json;

use super::arguments;
use super::key::{criterion_line, verdict_words};
use crate::cli::{CriteriaCommand, Global, PotentialArguments};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn answer(
    global: &Global,
    command: &CriteriaCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let CriteriaCommand::Answer {
        account,
        criterion,
        answer,
        evidence,
        figure,
        confidence,
        day,
    } = command;
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let state = context.book_state(&viewer).await?;
    let account = arguments::account(&state.directory, account)?;
    let criterion = Criterion::from_id(criterion)
        .filter(|criterion| *criterion != Criterion::Volume)
        .ok_or_else(|| Failure::Usage("usage-criterion", criterion.clone()))?;
    let answer =
        Answer::from_id(answer).ok_or_else(|| Failure::Usage("usage-answer", answer.clone()))?;
    let mut statement = CriterionStatement {
        answer: Some(answer),
        evidence_figure: figure.clone().unwrap_or_default(),
        day: arguments::day(day.as_deref(), "--day")?,
        confidence: match confidence {
            None => Confidence::default(),
            Some(word) => Confidence::from_id(word)
                .ok_or_else(|| Failure::Usage("usage-confidence", word.clone()))?,
        },
        ..CriterionStatement::default()
    };
    let pieces = arguments::evidence(evidence)?;
    statement.evidence_text = pieces.text;
    statement.evidence_link = pieces.link;
    statement.evidence_file = pieces.file;
    let judgement = answer_criterion(&context, &viewer, account, criterion, &statement).await?;
    print(&context, &viewer, account, &judgement, printer).await
}

pub async fn potential(
    global: &Global,
    stated: &PotentialArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let state = context.book_state(&viewer).await?;
    let account = arguments::account(&state.directory, &stated.account)?;
    let amount = |text: &String| {
        Amount::parse(text).ok_or_else(|| Failure::Usage("usage-amount", text.clone()))
    };
    let statement = PotentialStatement {
        low: amount(&stated.low)?,
        likely: amount(&stated.likely)?,
        high: amount(&stated.high)?,
        currency: arguments::figure_request(global)?.currency,
        source: stated.source.clone(),
        day: None,
    };
    let judgement = state_potential(&context, &viewer, account, &statement).await?;
    print(&context, &viewer, account, &judgement, printer).await
}

async fn print(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    judgement: &Judgement,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let state = context.book_state(viewer).await?;
    let name = state.directory.name_of(account).to_owned();
    let answer = json!({
        "account": account.to_string(),
        "name": name,
        "verdict": judgement.verdict.id(),
        "score": score_answer(judgement),
        "next_question": judgement.next_question.map(Criterion::id),
        "criteria": criteria_answers(judgement),
    });
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let verdict = verdict_words(texts, judgement.verdict.id());
        let score = format::interval(texts.language, judgement.low, judgement.high, 2);
        page.say_with(
            "terminal-answer-kept",
            &[("name", &name), ("verdict", &verdict), ("score", &score)],
        );
        for judged in &judgement.criteria {
            page.line(&format!("  {}", criterion_line(texts, judged)));
        }
    });
    Ok(Exit::Done)
}
