//! `satisfaction list|show|ask|withdraw|answer|set`.

use clientela_app::answers::satisfaction::{
    SatisfactionAnswer, SatisfactionGroupAnswer, SatisfactionScoreAnswer, SurveyAskedAnswer,
};
use clientela_app::ask_satisfaction::{
    AnswerDraft, SurveyDraft, ask, change_answer, draft_of, show_answer, withdraw_survey,
    write_answer,
};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::read_satisfaction::{satisfaction_of, satisfaction_overview};
use clientela_domain::ids::{AccountId, PersonId, SurveyAnswerId, SurveyId};
use clientela_store::Viewer;
use clientela_texts::{Language, Texts, format};
use clientela_web::urls;

use super::happenings::{viewer, word};
use super::problems::{account, day};
use crate::cli::Global;
use crate::cli::known::{AnswerFields, SatisfactionCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &SatisfactionCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        SatisfactionCommand::List => {
            let viewer = wire::viewer(&context, global).await?;
            list(&context, &viewer, printer).await
        }
        SatisfactionCommand::Show { account: of } => {
            let viewer = wire::viewer(&context, global).await?;
            let of = account(&context, &viewer, of).await?;
            show(&context, &viewer, of, printer).await
        }
        SatisfactionCommand::Ask {
            account: of,
            person,
            decides,
            language,
            days,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, of).await?;
            let person = person.as_deref();
            let language = language.as_deref();
            let draft = SurveyDraft {
                person: person.map(|id| word(id, PersonId::parse)).transpose()?,
                decides: *decides,
                language: language
                    .map(|code| word(code, Language::from_code))
                    .transpose()?
                    .unwrap_or(printer.texts().language),
                days: *days,
            };
            asked(&context, &viewer, of, &draft, printer).await
        }
        SatisfactionCommand::Withdraw { id, by } => {
            let viewer = viewer(&context, global, by).await?;
            let id = SurveyId::parse(id).ok_or(AppError::NotFound("survey"))?;
            withdraw_survey(&context, &viewer, id).await?;
            printer.answer(&serde_json::json!({ "survey": id.to_string() }), |page| {
                page.say("survey-withdrawn");
            });
            Ok(Exit::Done)
        }
        SatisfactionCommand::Answer {
            account: of,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, of).await?;
            let draft = fill(fields, AnswerDraft::default())?;
            write_answer(&context, &viewer, of, &draft).await?;
            show(&context, &viewer, of, printer).await
        }
        SatisfactionCommand::Set {
            id,
            withdrawn,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let id = SurveyAnswerId::parse(id).ok_or(AppError::NotFound("survey_answer"))?;
            let now = show_answer(&context, &viewer, id).await?;
            let mut draft = fill(fields, draft_of(&now))?;
            draft.withdrawn = draft.withdrawn || *withdrawn;
            change_answer(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, now.answer.account_id, printer).await
        }
    }
}

/// A draft with what was given in place of what it had.
fn fill(fields: &AnswerFields, base: AnswerDraft) -> Result<AnswerDraft, Failure> {
    let mut draft = base;
    if let Some(person) = &fields.person {
        draft.person = Some(word(person, PersonId::parse)?);
    }
    draft.decides = draft.decides || fields.decides;
    draft.day = fields.day.clone().unwrap_or(draft.day);
    let given = &mut draft.given;
    given.recommend = fields.recommend.or(given.recommend);
    given.satisfied = fields.satisfied.or(given.satisfied);
    given.effort = fields.effort.or(given.effort);
    if let Some(comment) = &fields.comment {
        given.comment.clone_from(comment);
    }
    Ok(draft)
}

async fn asked(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    draft: &SurveyDraft,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let asked = ask(context, viewer, of, draft).await?;
    let answer = SurveyAskedAnswer {
        survey: asked.id.to_string(),
        path: urls::survey_link(&asked.secret),
        expires_at: asked.expires_at.to_string(),
    };
    printer.answer(&answer, |page| {
        page.say_with("terminal-survey-link", &[("path", &answer.path)]);
    });
    Ok(Exit::Done)
}

/// A score with its interval; the answers themselves while they are too few.
fn score(
    texts: Texts,
    score: Option<&SatisfactionScoreAnswer>,
    decimals: u32,
    group: &SatisfactionGroupAnswer,
) -> String {
    match score {
        Some(score) => {
            let number = format::decimal(texts.language, score.score, decimals);
            let interval = format::interval(texts.language, score.low, score.high, decimals);
            format!("{number} ({interval})")
        }
        None if group.answered == 0 => texts.get("satisfaction-nobody").into_owned(),
        None => {
            let few: Vec<String> = group.few.iter().map(u8::to_string).collect();
            texts.with1("satisfaction-few", "answers", few.join(", "))
        }
    }
}

async fn list(context: &Context, viewer: &Viewer, printer: &Printer) -> Result<Exit, Failure> {
    let answer = satisfaction_overview(context, viewer).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let row = |one: &clientela_app::answers::satisfaction::ClientSatisfactionAnswer| {
            let all = &one.reading.all;
            vec![
                one.account.name.clone(),
                format!("{} / {}", one.reading.asked, all.answered),
                score(texts, all.nps.as_ref(), 0, all),
                score(
                    texts,
                    one.reading.deciders.nps.as_ref(),
                    0,
                    &one.reading.deciders,
                ),
            ]
        };
        let header = [
            ("terminal-name", '<'),
            ("satisfaction-asked-answered", '<'),
            ("satisfaction-nps", '<'),
            ("satisfaction-deciders-nps", '<'),
        ];
        page.table(&header, answer.clients.iter().map(row).collect());
    });
    Ok(Exit::Done)
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    of: AccountId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = satisfaction_of(context, viewer, of).await?.answer();
    printer.answer(&answer, |page| tell(page, &answer));
    Ok(Exit::Done)
}

fn tell(page: &mut Page, answer: &SatisfactionAnswer) {
    let texts = page.texts();
    let groups = [
        ("satisfaction-everyone", &answer.reading.all),
        ("satisfaction-deciders", &answer.reading.deciders),
        ("satisfaction-users", &answer.reading.users),
    ];
    let group = |(name, group): &(&str, &SatisfactionGroupAnswer)| {
        vec![
            texts.get(name).into_owned(),
            group.answered.to_string(),
            score(texts, group.nps.as_ref(), 0, group),
            score(texts, group.csat.as_ref(), 2, group),
            score(texts, group.ces.as_ref(), 1, group),
        ]
    };
    let header = [
        ("terminal-group-of-people", '<'),
        ("terminal-answered", '>'),
        ("satisfaction-nps", '<'),
        ("satisfaction-csat", '<'),
        ("satisfaction-ces", '<'),
    ];
    page.table(&header, groups.iter().map(group).collect());
    let mark = |mark: Option<u8>| mark.map(|mark| mark.to_string()).unwrap_or_default();
    let row = |one: &clientela_app::answers::satisfaction::SurveyAnswerAnswer| {
        let who = one.person.as_ref().map(|person| person.name.clone());
        vec![
            day(texts, &one.day),
            who.unwrap_or_else(|| texts.get("satisfaction-without-name").into_owned()),
            mark(one.recommend),
            mark(one.satisfied),
            mark(one.effort),
            one.comment.clone(),
            one.id.clone(),
        ]
    };
    let header = [
        ("answered-on", '<'),
        ("answer-person", '<'),
        ("answer-recommend", '>'),
        ("answer-satisfied", '>'),
        ("answer-effort", '>'),
        ("answer-comment", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, answer.answers.iter().map(row).collect());
}
