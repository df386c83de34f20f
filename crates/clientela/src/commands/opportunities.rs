//! `opportunities …`.

use clientela_app::answers::opportunities::{
    ConversionAnswer, OpportunityAnswer, PipelineStageAnswer,
};
use clientela_app::answers::prospects::SpanAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_competitors::find_competitor;
use clientela_app::keep_opportunities::{
    OpportunityBeginning, OpportunityDraft, OpportunityStep, change_opportunity, draft_of,
    move_opportunity, show_opportunity, write_opportunity,
};
use clientela_app::list_opportunities::{
    OpportunityQuery, list_opportunities, read_cursor, view_opportunity,
};
use clientela_app::opportunity_pipeline::opportunity_pipeline;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{OpportunityId, ProspectId};
use clientela_domain::market::{ContestReason, ReasonSource};
use clientela_domain::opportunities::OpportunityStage;
use clientela_store::Viewer;
use clientela_store::opportunities::OpportunitySort;
use clientela_store::prospects::Whose;
use clientela_texts::{Texts, format};

use super::happenings::{user_id, viewer, word};
use super::problems::{account, day, said};
use crate::cli::Global;
use crate::cli::opportunities::{OpportunityCommand, OpportunityFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn opportunity_id(id: &str) -> Result<OpportunityId, AppError> {
    OpportunityId::parse(id).ok_or(AppError::NotFound("opportunity"))
}

fn text(given: &Option<String>) -> String {
    given.clone().unwrap_or_default()
}

pub async fn run(
    global: &Global,
    command: &OpportunityCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        OpportunityCommand::List { .. } => list(&context, global, command, printer).await,
        OpportunityCommand::Pipeline { owner } => {
            pipeline(&context, global, owner.as_deref(), printer).await
        }
        OpportunityCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, opportunity_id(id)?, printer).await
        }
        other => write(&context, global, other, printer).await,
    }
}

async fn list(
    context: &Context,
    global: &Global,
    command: &OpportunityCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let OpportunityCommand::List {
        stage,
        client,
        owner,
        search,
        sort,
        limit,
        cursor,
    } = command
    else {
        return Ok(Exit::Done);
    };
    let viewer = wire::viewer(context, global).await?;
    let mut query = OpportunityQuery {
        search: text(search),
        limit: *limit,
        ..OpportunityQuery::default()
    };
    for one in stage {
        match one.as_str() {
            "open" => query.stages.extend(OpportunityStage::OPEN),
            one => query.stages.push(word(one, OpportunityStage::from_code)?),
        }
    }
    if let Some(client) = client {
        query.account = Some(account(context, &viewer, client).await?);
    }
    if let Some(email) = owner {
        query.whose = Whose::Of(user_id(context, &viewer, email).await?);
    }
    if let Some(sort) = sort {
        query.sort = Some(word(sort, OpportunitySort::from_code)?);
    }
    if let Some(cursor) = cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let page = list_opportunities(context, &viewer, &query).await?;
    let answer = page.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.opportunities);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

/// Writes one down, changes one, moves one.
async fn write(
    context: &Context,
    global: &Global,
    command: &OpportunityCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (id, viewer) = match command {
        OpportunityCommand::Add {
            name,
            fields,
            code,
            stage,
            day,
            by,
        } => {
            let viewer = viewer(context, global, by).await?;
            let mut draft = OpportunityDraft {
                name: name.clone(),
                ..OpportunityDraft::default()
            };
            fill(context, &viewer, fields, &mut draft).await?;
            let stage = stage.as_deref();
            let begun = OpportunityBeginning {
                stage: stage
                    .map(|one| word(one, OpportunityStage::from_code))
                    .transpose()?,
                day: text(day),
                code: text(code),
            };
            let written = write_opportunity(context, &viewer, (&draft, &begun)).await?;
            (written, viewer)
        }
        OpportunityCommand::Set {
            id,
            name,
            fields,
            by,
        } => {
            let (id, viewer) = (opportunity_id(id)?, viewer(context, global, by).await?);
            let now = show_opportunity(context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.name = name.clone().unwrap_or(draft.name);
            fill(context, &viewer, fields, &mut draft).await?;
            change_opportunity(context, &viewer, id, &draft, now.version).await?;
            (id, viewer)
        }
        moved @ OpportunityCommand::Move { .. } => step(context, global, moved).await?,
        _ => return Ok(Exit::Done),
    };
    show(context, &viewer, id, printer).await
}

/// Takes a step with one; returns it, and who took it.
async fn step(
    context: &Context,
    global: &Global,
    command: &OpportunityCommand,
) -> Result<(OpportunityId, Viewer), Failure> {
    let OpportunityCommand::Move {
        id,
        stage,
        reason,
        said_by_client,
        against,
        note,
        day,
        by,
    } = command
    else {
        return Err(AppError::NotFound("opportunity").into());
    };
    let (id, viewer) = (opportunity_id(id)?, viewer(context, global, by).await?);
    let reason = reason.as_deref();
    let taken = OpportunityStep {
        day: text(day),
        reason: reason
            .map(|one| word(one, ContestReason::from_code))
            .transpose()?,
        reason_source: said_by_client.then_some(ReasonSource::Client),
        competitor: match against {
            Some(name) => Some(find_competitor(context, &viewer, name).await?),
            None => None,
        },
        note: text(note),
    };
    let stage = word(stage, OpportunityStage::from_code)?;
    let version = show_opportunity(context, &viewer, id).await?.version;
    move_opportunity(context, &viewer, id, (stage, &taken), version).await?;
    Ok((id, viewer))
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &OpportunityFields,
    draft: &mut OpportunityDraft,
) -> Result<(), Failure> {
    if let Some(client) = &fields.client {
        draft.account = Some(account(context, viewer, client).await?);
    }
    if let Some(id) = &fields.prospect {
        draft.prospect = Some(word(id, ProspectId::parse)?);
    }
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    if let Some(name) = &fields.against {
        draft.competitor = Some(find_competitor(context, viewer, name).await?);
    }
    let amount = |given: &str| word(&given.replace(',', "."), Amount::parse);
    if let Some(low) = &fields.value_from {
        draft.value_low = Some(amount(low)?);
        // A new sum, not the lower end of the old one.
        draft.value_high = None;
    }
    if let Some(high) = &fields.value_to {
        draft.value_high = Some(amount(high)?);
    }
    if let Some(code) = &fields.currency {
        draft.currency = Some(word(&code.to_uppercase(), Currency::from_code)?);
    }
    for (given, into) in [
        (&fields.product_groups, &mut draft.product_groups),
        (&fields.expected_on, &mut draft.expected_on),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

fn worth(texts: Texts, one: &OpportunityAnswer) -> String {
    let currency = one.currency.as_deref().unwrap_or_default();
    match (&one.value_low, &one.value_high) {
        (Some(low), Some(high)) if low != high => format!("{low}–{high} {currency}"),
        (Some(low), _) => format!("{low} {currency}"),
        (None, Some(high)) => {
            let high = format!("{high} {currency}");
            texts.with1("opportunity-worth-at-most", "value", high)
        }
        (None, None) => texts.get("unknown").into_owned(),
    }
}

fn table(page: &mut Page, opportunities: &[OpportunityAnswer]) {
    let texts = page.texts();
    let row = |one: &OpportunityAnswer| {
        let whose = one.account.as_ref().or(one.prospect.as_ref());
        let owner = one.owner.as_ref().map(|owner| owner.name.clone());
        vec![
            one.name.clone(),
            whose.map(|one| one.name.clone()).unwrap_or_default(),
            said(texts, "opportunity-stage", &one.stage),
            worth(texts, one),
            owner.or(one.representative.clone()).unwrap_or_default(),
            one.id.clone(),
        ]
    };
    let header = [
        ("terminal-name", '<'),
        ("opportunity-client", '<'),
        ("opportunity-stage", '<'),
        ("opportunity-worth", '<'),
        ("opportunity-owner", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, opportunities.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: OpportunityId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = view_opportunity(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let own = &answer.opportunity;
        table(page, std::slice::from_ref(own));
        let name = |one: &Option<_>| {
            let one: &Option<clientela_app::answers::happenings::NamedAnswer> = one;
            one.as_ref().map(|one| one.name.clone()).unwrap_or_default()
        };
        let reason = own.reason.as_deref();
        let reason = reason.map(|code| said(texts, "contest-reason", code));
        let expected = own.expected_on.as_deref().map(|text| day(texts, text));
        let pairs = [
            ("opportunity-product-groups", own.product_groups.join(", ")),
            ("opportunity-expected-on", expected.unwrap_or_default()),
            ("opportunity-person", name(&own.person)),
            ("opportunity-competitor", name(&own.competitor)),
            ("opportunity-move-reason", reason.unwrap_or_default()),
            ("opportunity-code", answer.codes.join(", ")),
            ("opportunity-note", own.note.clone()),
        ];
        let known: Vec<(String, String)> = pairs
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| (texts.get(id).into_owned(), text))
            .collect();
        page.pairs(&known);
        for one in &answer.moves {
            let on = match &one.day {
                Some(text) => day(texts, text),
                None => texts.get("opportunity-day-unknown").into_owned(),
            };
            let stage = said(texts, "opportunity-stage", &one.stage);
            page.line(&format!("{on} {stage} {}", one.note));
        }
    });
    Ok(Exit::Done)
}

/// What the pipeline is worth, and how often we win.
async fn pipeline(
    context: &Context,
    global: &Global,
    owner: Option<&str>,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let whose = match owner {
        Some(email) => Whose::Of(user_id(context, &viewer, email).await?),
        None => Whose::All,
    };
    let query = OpportunityQuery {
        whose,
        ..OpportunityQuery::default()
    };
    let found = opportunity_pipeline(context, &viewer, &query).await?;
    let answer = found.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let stages = answer.stages.iter().map(|one| stage_row(texts, one));
        let header = [
            ("opportunity-stage", '<'),
            ("pipeline-count", '>'),
            ("pipeline-chance", '>'),
            ("pipeline-time", '>'),
        ];
        page.table(&header, stages.collect());
        for (title, lines) in [
            ("pipeline-rate", std::slice::from_ref(&answer.ended)),
            ("pipeline-by-source", &answer.by_source[..]),
            ("pipeline-by-representative", &answer.by_representative[..]),
        ] {
            let header = [
                (title, '<'),
                ("pipeline-won", '>'),
                ("pipeline-lost", '>'),
                ("pipeline-still-open", '>'),
                ("pipeline-rate", '>'),
            ];
            page.table(
                &header,
                lines.iter().map(|one| rate_row(texts, one)).collect(),
            );
        }
    });
    Ok(Exit::Done)
}

fn between(texts: Texts, span: Option<&SpanAnswer>, number: impl Fn(f64) -> String) -> String {
    let ends = span.and_then(|span| Some((span.likely?, span.low?, span.high?)));
    match ends {
        None => texts.get("unknown").into_owned(),
        Some((likely, low, high)) => texts.with(
            "prospect-chance-between",
            &[
                ("likely", &number(likely)),
                ("low", &number(low)),
                ("high", &number(high)),
            ],
        ),
    }
}

fn stage_row(texts: Texts, one: &PipelineStageAnswer) -> Vec<String> {
    let share = |value: f64| format::share(texts.language, value);
    let days = |value: f64| format::decimal(texts.language, value, 0);
    vec![
        said(texts, "opportunity-stage", &one.stage),
        one.count.to_string(),
        between(texts, one.chance.as_ref(), share),
        between(texts, one.days.as_ref(), days),
    ]
}

fn rate_row(texts: Texts, one: &ConversionAnswer) -> Vec<String> {
    let share = |value: f64| format::share(texts.language, value);
    let name = match one.name.as_deref() {
        None => texts.get("all").into_owned(),
        Some(name) => match clientela_domain::prospects::SourceKind::from_code(name) {
            Some(kind) => texts.get(kind.message_id()).into_owned(),
            None => name.to_owned(),
        },
    };
    vec![
        name,
        one.won.to_string(),
        one.lost.to_string(),
        one.open.to_string(),
        between(texts, one.rate.as_ref(), share),
    ]
}
