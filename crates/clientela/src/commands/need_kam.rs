//! `need-kam`: is a key account manager needed, on which grounds, and how many?

use clientela_app::answer_condition::{ConditionStatement, answer_condition};
use clientela_app::answers::need::NeedAnswer;
use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::context::Context;
use clientela_app::figures::FigureRequest;
use clientela_app::need_for_kam::{need_bench, need_report};
use clientela_app::need_settings::NeedForKamSettings;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;
use clientela_domain::need_for_kam::{Activity, Need};
use clientela_store::Viewer;
use clientela_texts::{Texts, evidence, format};

use super::arguments;
use crate::cli::{Global, NeedAnswerArguments, NeedKamArguments, NeedKamCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// The word that stands for the firm instead of a client.
const FIRM: &str = "firm";

pub async fn run(
    global: &Global,
    asked: &NeedKamArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match &asked.command {
        Some(NeedKamCommand::Answer(asked)) => {
            answer(&context, &viewer, global, asked, printer).await
        }
        Some(NeedKamCommand::Hours { activities, of_kam }) => {
            hours(&context, &viewer, (activities, of_kam.as_deref())).await?;
            firm(&context, &viewer, &FigureRequest::default(), printer).await
        }
        None => {
            let request = arguments::figure_request(global)?;
            match &asked.account {
                None => firm(&context, &viewer, &request, printer).await,
                Some(account) => {
                    let state = context.book_state(&viewer).await?;
                    let account = arguments::account(&state.directory, account)?;
                    client(&context, &viewer, account, &request, printer).await
                }
            }
        }
    }
}

async fn firm(
    context: &Context,
    viewer: &Viewer,
    request: &FigureRequest,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let report = need_report(context, viewer, request).await?;
    printer.answer(&NeedAnswer::of_firm(&report), |page| {
        let texts = page.texts();
        let name = texts.get("terminal-need-firm").into_owned();
        let load = (&report.workload.hours, &report.workload.kams);
        need_page(page, &name, &report.firm.need, load);
        let tally = report.firm.accounts;
        page.say_with(
            "terminal-need-accounts",
            &[
                ("appoint", &tally.appoint),
                ("consider", &tally.consider),
                ("none", &tally.no_need),
            ],
        );
    });
    Ok(Exit::Done)
}

async fn client(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    request: &FigureRequest,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let bench = need_bench(context, viewer, request).await?;
    let need = bench.assess(account);
    let (hours, kams) = bench.workload_of(&need);
    let name = bench.state.directory.name_of(account).to_owned();
    let answer = NeedAnswer::of_account(
        (account.to_string(), name.clone()),
        bench.figures.period.map(Into::into),
        &need,
        (&hours, &kams),
    );
    printer.answer(&answer, |page| {
        need_page(page, &name, &need, (&hours, &kams));
    });
    Ok(Exit::Done)
}

fn need_page(page: &mut Page, name: &str, need: &Need, (hours, kams): (&Estimate, &Estimate)) {
    let texts = page.texts();
    page.say_with("terminal-need-title", &[("name", &name)]);
    let value = evidence::bounds(texts, (need.low, need.high), 2);
    page.say_with(
        "terminal-need-verdict",
        &[
            ("need", &value),
            ("recommendation", &recommendation(texts, need)),
        ],
    );
    let rows = need.conditions.iter().map(|judged| {
        let score = &judged.score;
        let inputs = score.why.inputs.iter().take(2);
        let mut why: Vec<String> = inputs.map(|input| evidence::input(texts, input)).collect();
        if let Some(missing) = score.why.missing.first() {
            why.push(evidence::missing(texts, missing));
        }
        vec![
            texts.get(score.condition.message_id()).into_owned(),
            evidence::bounds(texts, (score.low, score.high), 2),
            why.join("; "),
        ]
    });
    let rows = rows.collect();
    page.table(
        &[
            ("terminal-need-condition", '<'),
            ("terminal-need-holds", '>'),
            ("terminal-need-why", '<'),
        ],
        rows,
    );
    said(
        page,
        hours,
        ("terminal-need-hours", "hours", "need-work-unknown"),
    );
    said(
        page,
        kams,
        ("terminal-need-kams", "kams", "need-kams-unknown"),
    );
}

/// An estimate in its sentence, or why it is unknown in another.
fn said(page: &mut Page, estimate: &Estimate, (known, name, unknown): (&str, &str, &str)) {
    let value = evidence::estimate(page.texts(), estimate, 0);
    match estimate {
        Estimate::Unknown(_) => page.say_with(unknown, &[("reason", &value)]),
        _ => page.say_with(known, &[(name, &value)]),
    }
}

fn recommendation(texts: Texts, need: &Need) -> String {
    let id = format!("need-recommendation-{}", need.recommendation.id()).replace('_', "-");
    match need.next_question {
        None => texts.get(&id).into_owned(),
        Some(condition) => {
            let asked = ConditionQuestion::of(condition);
            let question = asked
                .first()
                .map_or_else(String::new, |one| one.message_id());
            texts.with1(&id, "question", texts.get(&question))
        }
    }
}

async fn answer(
    context: &Context,
    viewer: &Viewer,
    global: &Global,
    asked: &NeedAnswerArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let state = context.book_state(viewer).await?;
    let account = match asked.account.as_str() {
        FIRM => None,
        wanted => Some(arguments::account(&state.directory, wanted)?),
    };
    let question = ConditionQuestion::from_id(&asked.question)
        .ok_or_else(|| Failure::Usage("usage-condition", asked.question.clone()))?;
    let bounds = ConditionStatement::bounds_of(&asked.answer)
        .ok_or_else(|| Failure::Usage("usage-bounds", asked.answer.clone()))?;
    let pieces = arguments::evidence(&asked.evidence)?;
    let statement = ConditionStatement {
        evidence_text: pieces.text,
        evidence_link: pieces.link,
        evidence_file: pieces.file,
        evidence_figure: asked.figure.clone().unwrap_or_default(),
        day: arguments::day(asked.day.as_deref(), "--day")?,
        ..ConditionStatement::of(bounds)
    };
    answer_condition(context, viewer, account, question, &statement).await?;
    let request = arguments::figure_request(global)?;
    match account {
        None => firm(context, viewer, &request, printer).await,
        Some(account) => client(context, viewer, account, &request, printer).await,
    }
}

async fn hours(
    context: &Context,
    viewer: &Viewer,
    (activities, of_kam): (&[String], Option<&str>),
) -> Result<(), Failure> {
    let mut settings = NeedForKamSettings::load(context, viewer).await?;
    for stated in activities {
        let wrong = || Failure::Usage("usage-hours", stated.clone());
        let (activity, hours) = stated.split_once('=').ok_or_else(wrong)?;
        let activity = Activity::from_id(activity).ok_or_else(wrong)?;
        let hours = match hours {
            "unknown" => None,
            hours => Some(interval(hours).ok_or_else(wrong)?),
        };
        settings.hours.insert(activity.id().to_owned(), hours);
    }
    if let Some(text) = of_kam {
        let wrong = || Failure::Usage("usage-hours", text.to_owned());
        settings.hours_of_kam = Some(interval(text).ok_or_else(wrong)?);
    }
    if !activities.is_empty() || of_kam.is_some() {
        settings.save(context, viewer).await?;
    }
    Ok(())
}

/// `40`, `40-60`.
fn interval(text: &str) -> Option<(f64, f64)> {
    let text = text.replace(',', ".").replace('–', "-");
    let (low, high) = text.split_once('-').unwrap_or((&text, &text));
    let number = |part: &str| part.trim().parse::<f64>().ok();
    Some((number(low)?, number(high)?))
}

/// A share or another plain number with two decimals.
pub(super) fn two(texts: Texts, value: f64) -> String {
    format::decimal(texts.language, value, 2)
}
