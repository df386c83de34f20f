//! `prospects batches list|show|add` and `prospects campaigns list|show|add`.

use clientela_app::answers::origins::{
    CampaignAnswer, CampaignsAnswer, ColdBatchAnswer, ColdBatchesAnswer, OriginFiguresAnswer,
};
use clientela_app::answers::prospects::SpanAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_campaigns::{CampaignDraft, write_campaign};
use clientela_app::keep_cold_batches::{ColdBatchDraft, write_batch};
use clientela_app::list_origins::{
    BatchQuery, BatchSort, campaign_lines, list_batches, show_batch, show_campaign,
};
use clientela_domain::amount::Amount;
use clientela_domain::ids::{CampaignId, ColdBatchId};
use clientela_domain::prospects::SourceKind;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};
use fs_err as fs;

use super::happenings::{user_id, viewer, word};
use super::import::must_be_file;
use super::problems::{day, said};
use crate::cli::Global;
use crate::cli::origins::{BatchCommand, CampaignCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn amount(text: Option<&str>) -> Result<Option<Amount>, Failure> {
    let read = |amount: &str| word(&amount.replace(',', "."), Amount::parse);
    text.map(read).transpose()
}

/// `prospects batches …`
pub async fn batches(
    global: &Global,
    command: &BatchCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        BatchCommand::List {
            search,
            worker,
            sort,
        } => {
            let viewer = wire::viewer(&context, global).await?;
            let mut query = BatchQuery {
                search: search.clone().unwrap_or_default(),
                ..BatchQuery::default()
            };
            if let Some(email) = worker {
                query.worker = Some(user_id(&context, &viewer, email).await?);
            }
            if let Some(sort) = sort {
                query.sort = word(sort, BatchSort::from_code)?;
            }
            let lines = list_batches(&context, &viewer, &query).await?;
            let answer = ColdBatchesAnswer {
                batches: lines.iter().map(|line| line.answer(None)).collect(),
            };
            printer.answer(&answer, |page| batch_table(page, &answer.batches));
            Ok(Exit::Done)
        }
        BatchCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            let id = ColdBatchId::parse(id).ok_or(AppError::NotFound("cold_batch"))?;
            let (line, back) = show_batch(&context, &viewer, id).await?;
            let answer = line.answer(Some(&back));
            printer.answer(&answer, |page| {
                batch_table(page, std::slice::from_ref(&answer));
            });
            Ok(Exit::Done)
        }
        BatchCommand::Add { .. } => add_batch(&context, global, command, printer).await,
    }
}

async fn add_batch(
    context: &Context,
    global: &Global,
    command: &BatchCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let BatchCommand::Add {
        name,
        list,
        reason,
        day,
        worker,
        cost,
        names,
        by,
    } = command
    else {
        return Ok(Exit::Done);
    };
    let viewer = viewer(context, global, by).await?;
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let mut draft = ColdBatchDraft {
        name: name.clone(),
        list_from: text(list),
        reason: text(reason),
        day: text(day),
        cost: amount(cost.as_deref())?,
        ..ColdBatchDraft::default()
    };
    if let Some(email) = worker {
        draft.worker = Some(user_id(context, &viewer, email).await?);
    }
    let lines = match names {
        None => String::new(),
        Some(path) => {
            must_be_file(path)?;
            fs::read_to_string(path)
                .map_err(|error| Failure::system("reading a list of names", error))?
        }
    };
    let (id, told) = write_batch(context, &viewer, (&draft, &lines)).await?;
    let answer = told.answer(&id);
    printer.answer(&answer, |page| {
        let texts = page.texts();
        page.line(&format!("{} {}", texts.get("saved"), answer.batch));
        if answer.added > 0 {
            page.line(&texts.with1("batch-added", "count", answer.added));
        }
        for (message, names) in [
            ("batch-known", &answer.known),
            ("batch-refused", &answer.refused),
        ] {
            if !names.is_empty() {
                let (count, list) = (names.len(), names.join("; "));
                page.line(&texts.with(message, &[("count", &count), ("names", &list)]));
            }
        }
    });
    Ok(Exit::Done)
}

/// `prospects campaigns …`
pub async fn campaigns(
    global: &Global,
    command: &CampaignCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        CampaignCommand::List => {
            let viewer = wire::viewer(&context, global).await?;
            let lines = campaign_lines(&context, &viewer).await?;
            let answer = CampaignsAnswer {
                campaigns: lines.iter().map(|line| line.answer(None)).collect(),
            };
            printer.answer(&answer, |page| campaign_table(page, &answer.campaigns));
            Ok(Exit::Done)
        }
        CampaignCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            let id = CampaignId::parse(id).ok_or(AppError::NotFound("campaign"))?;
            show_one_campaign(&context, &viewer, id, printer).await
        }
        CampaignCommand::Add {
            name,
            kind,
            first_day,
            last_day,
            cost,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let text = |given: &Option<String>| given.clone().unwrap_or_default();
            let draft = CampaignDraft {
                kind: Some(word(kind, SourceKind::from_code)?),
                name: name.clone(),
                first_day: text(first_day),
                last_day: text(last_day),
                cost: amount(cost.as_deref())?,
                ..CampaignDraft::default()
            };
            let id = write_campaign(&context, &viewer, &draft).await?;
            show_one_campaign(&context, &viewer, id, printer).await
        }
    }
}

async fn show_one_campaign(
    context: &Context,
    viewer: &Viewer,
    id: CampaignId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (line, back) = show_campaign(context, viewer, id).await?;
    let answer = line.answer(Some(&back));
    printer.answer(&answer, |page| {
        campaign_table(page, std::slice::from_ref(&answer));
    });
    Ok(Exit::Done)
}

fn cost(texts: Texts, span: &SpanAnswer) -> String {
    match (span.likely, span.low) {
        (Some(likely), _) => format::decimal(texts.language, likely, 2),
        (None, Some(low)) => {
            let low = format::decimal(texts.language, low, 2);
            texts.with1("prospect-cost-at-least", "low", low)
        }
        (None, None) => texts.get("unknown").into_owned(),
    }
}

/// Figures in the order of [`FIGURES`].
fn figures(texts: Texts, of: &OriginFiguresAnswer) -> Vec<String> {
    vec![
        of.names.to_string(),
        of.contacted.to_string(),
        of.disqualified_early.to_string(),
        of.qualified.to_string(),
        of.won.to_string(),
        cost(texts, &of.cost_per_name),
        cost(texts, &of.cost_per_qualified),
        cost(texts, &of.cost_per_won),
    ]
}

/// Headers of the figures.
const FIGURES: [(&str, char); 8] = [
    ("prospect-names", '>'),
    ("origin-contacted", '>'),
    ("origin-disqualified", '>'),
    ("prospect-qualified", '>'),
    ("prospect-won-count", '>'),
    ("origin-cost-name", '>'),
    ("prospect-unit-cost", '>'),
    ("origin-cost-won", '>'),
];

fn batch_table(page: &mut Page, batches: &[ColdBatchAnswer]) {
    let texts = page.texts();
    let row = |one: &ColdBatchAnswer| {
        let mut cells = vec![one.name.clone(), day(texts, &one.day)];
        cells.extend(figures(texts, &one.figures));
        cells.push(one.id.clone());
        cells
    };
    let mut header = vec![("batch-name", '<'), ("batch-day", '<')];
    header.extend(FIGURES);
    header.push(("terminal-id", '<'));
    page.table(&header, batches.iter().map(row).collect());
}

fn campaign_table(page: &mut Page, campaigns: &[CampaignAnswer]) {
    let texts = page.texts();
    let row = |one: &CampaignAnswer| {
        let mut cells = vec![one.name.clone(), said(texts, "prospect-source", &one.kind)];
        cells.extend(figures(texts, &one.figures));
        cells.push(one.id.clone());
        cells
    };
    let mut header = vec![("campaign-name", '<'), ("campaign-kind", '<')];
    header.extend(FIGURES);
    header.push(("terminal-id", '<'));
    page.table(&header, campaigns.iter().map(row).collect());
}
