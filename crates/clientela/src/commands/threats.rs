//! `threats list|grid|show|add|set`.

use clientela_app::answers::troubles::ThreatAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_threats::{
    ThreatDraft, change_threat, draft_of, show_threat, write_threat,
};
use clientela_app::list_threats::{
    ThreatQuery, grid_answer, list_threats, read_cursor, show_threat_line, threat_grid,
};
use clientela_domain::ids::ThreatId;
use clientela_domain::troubles::{Degree, ThreatKind, ThreatState};
use clientela_store::Viewer;
use clientela_texts::Texts;

use super::happenings::{user_id, viewer, word};
use super::problems::{account, day, said};
use crate::cli::Global;
use crate::cli::known::{ThreatCommand, ThreatFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn threat_id(id: &str) -> Result<ThreatId, AppError> {
    ThreatId::parse(id).ok_or(AppError::NotFound("threat"))
}

pub async fn run(
    global: &Global,
    command: &ThreatCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        ThreatCommand::List { .. } => {
            let viewer = wire::viewer(&context, global).await?;
            let query = query_of(&context, &viewer, command).await?;
            list(&context, &viewer, &query, printer).await
        }
        ThreatCommand::Grid { account: of } => {
            let viewer = wire::viewer(&context, global).await?;
            let mut query = ThreatQuery::default();
            if let Some(of) = of {
                query.account = Some(account(&context, &viewer, of).await?);
            }
            grid(&context, &viewer, &query, printer).await
        }
        ThreatCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, threat_id(id)?, printer).await
        }
        ThreatCommand::Add {
            account: of,
            kind,
            what,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, of).await?;
            let mut draft = ThreatDraft::new(word(kind, ThreatKind::from_code)?, what.clone());
            fill(&context, &viewer, fields, &mut draft).await?;
            let id = write_threat(&context, &viewer, of, &draft).await?;
            show(&context, &viewer, id, printer).await
        }
        ThreatCommand::Set {
            id,
            what,
            kind,
            fields,
            by,
        } => {
            let (id, viewer) = (threat_id(id)?, viewer(&context, global, by).await?);
            let now = show_threat(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.what = what.clone().unwrap_or(draft.what);
            if let Some(kind) = kind {
                draft.kind = word(kind, ThreatKind::from_code)?;
            }
            fill(&context, &viewer, fields, &mut draft).await?;
            change_threat(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
    }
}

async fn query_of(
    context: &Context,
    viewer: &Viewer,
    command: &ThreatCommand,
) -> Result<ThreatQuery, Failure> {
    let ThreatCommand::List {
        account: of,
        kind,
        state,
        unprepared,
        search,
        limit,
        cursor,
    } = command
    else {
        return Ok(ThreatQuery::default());
    };
    let mut query = ThreatQuery {
        unprepared: *unprepared,
        search: search.clone().unwrap_or_default(),
        limit: *limit,
        ..ThreatQuery::default()
    };
    for one in state {
        query.states.push(word(one, ThreatState::from_code)?);
    }
    if let Some(kind) = kind {
        query.kind = Some(word(kind, ThreatKind::from_code)?);
    }
    if let Some(of) = of {
        query.account = Some(account(context, viewer, of).await?);
    }
    if let Some(cursor) = cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    Ok(query)
}

async fn list(
    context: &Context,
    viewer: &Viewer,
    query: &ThreatQuery,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = list_threats(context, viewer, query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.threats);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

async fn grid(
    context: &Context,
    viewer: &Viewer,
    query: &ThreatQuery,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = grid_answer(&threat_grid(context, viewer, query).await?);
    printer.answer(&answer, |page| {
        let rows = answer.cells.chunks(Degree::ALL.len());
        let row = |cells: &[clientela_app::answers::troubles::ThreatCellAnswer]| {
            let likelihood = cells.first().map(|cell| cell.likelihood.to_string());
            let counts = cells.iter().map(|cell| cell.count.to_string());
            likelihood.into_iter().chain(counts).collect()
        };
        let header = [
            ("terminal-threat-grid", '<'),
            ("degree-1", '>'),
            ("degree-2", '>'),
            ("degree-3", '>'),
            ("degree-4", '>'),
            ("degree-5", '>'),
        ];
        page.table(&header, rows.map(row).collect());
        if answer.unjudged > 0 {
            page.say_with(
                "threats-unjudged-count",
                &[("count", &answer.unjudged.to_string())],
            );
        }
    });
    Ok(Exit::Done)
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &ThreatFields,
    draft: &mut ThreatDraft,
) -> Result<(), Failure> {
    for (given, into) in [
        (fields.likelihood, &mut draft.likelihood),
        (fields.effect, &mut draft.effect),
    ] {
        if let Some(number) = given {
            let unknown = || Failure::Usage("usage-word", number.to_string());
            *into = Some(Degree::from_number(number).ok_or_else(unknown)?);
        }
    }
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    if let Some(state) = &fields.state {
        draft.state = Some(word(state, ThreatState::from_code)?);
    }
    for (given, into) in [
        (&fields.alternative, &mut draft.alternative),
        (&fields.early_sign, &mut draft.early_sign),
        (&fields.day, &mut draft.day),
        (&fields.review_day, &mut draft.review_day),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

fn degrees(texts: Texts, one: &ThreatAnswer) -> String {
    let number = |degree: Option<u8>| match degree {
        Some(degree) => degree.to_string(),
        None => texts.get("unknown").into_owned(),
    };
    texts.with(
        "threat-degrees",
        &[
            ("likelihood", &number(one.likelihood)),
            ("effect", &number(one.effect)),
        ],
    )
}

fn table(page: &mut Page, threats: &[ThreatAnswer]) {
    let texts = page.texts();
    let row = |one: &ThreatAnswer| {
        let weight = match &one.weight {
            Some(weight) => said(texts, "threat-weight", weight),
            None => texts.get("unknown").into_owned(),
        };
        let alternative = match one.alternative.as_str() {
            "" => texts.get("threat-unprepared").into_owned(),
            alternative => alternative.to_owned(),
        };
        vec![
            day(texts, &one.day),
            one.account.name.clone(),
            said(texts, "threat-kind", &one.kind),
            one.what.clone(),
            format!("{weight} ({})", degrees(texts, one)),
            alternative,
            one.id.clone(),
        ]
    };
    let header = [
        ("threat-day", '<'),
        ("terminal-name", '<'),
        ("threat-kind", '<'),
        ("threat-what", '<'),
        ("threat-weight", '<'),
        ("threat-alternative", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, threats.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: ThreatId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = show_threat_line(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        table(page, std::slice::from_ref(&answer));
        let review = answer.review_day.as_ref().map(|text| day(texts, text));
        let owner = answer.owner.as_ref().map(|one| one.name.clone());
        let pairs = [
            ("threat-state", said(texts, "threat-state", &answer.state)),
            ("threat-early-sign", answer.early_sign.clone()),
            ("threat-owner", owner.unwrap_or_default()),
            ("threat-review-day", review.unwrap_or_default()),
        ];
        let known: Vec<(String, String)> = pairs
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| (texts.get(id).into_owned(), text))
            .collect();
        page.pairs(&known);
    });
    Ok(Exit::Done)
}
