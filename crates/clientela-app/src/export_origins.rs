//! Campaigns and batches of cold contacts with what became of them, as sheets.

use clientela_store::Viewer;
use clientela_texts::Texts;

use crate::answers::origins::OriginFiguresAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_origins::{BatchQuery, campaign_lines, list_batches};

/// Headers of campaigns, as message ids; those of the figures follow.
const CAMPAIGNS: [&str; 7] = [
    "campaign-name",
    "campaign-kind",
    "campaign-first-day",
    "campaign-last-day",
    "campaign-cost",
    "campaign-currency",
    "campaign-note",
];

/// Headers of batches; those of the figures follow.
const BATCHES: [&str; 8] = [
    "batch-name",
    "batch-list-from",
    "batch-reason",
    "batch-day",
    "batch-worker",
    "batch-cost",
    "batch-currency",
    "batch-note",
];

/// Headers of the figures.
const FIGURES: [&str; 5] = [
    "prospect-names",
    "origin-contacted",
    "origin-disqualified",
    "prospect-qualified",
    "prospect-won-count",
];

fn header(texts: Texts, own: &[&str]) -> Vec<String> {
    let all = own.iter().chain(&FIGURES);
    all.map(|id| texts.get(id).into_owned()).collect()
}

fn figures(of: &OriginFiguresAnswer) -> Vec<String> {
    let counts = [
        of.names,
        of.contacted,
        of.disqualified_early,
        of.qualified,
        of.won,
    ];
    counts.iter().map(u64::to_string).collect()
}

/// All of it.
pub(crate) async fn sheets(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<Vec<ExportSheet>, AppError> {
    let mut campaigns = Vec::new();
    for line in campaign_lines(context, viewer).await? {
        let one = line.answer(None);
        let mut row = vec![
            one.name,
            texts
                .get(line.campaign.campaign.kind.message_id())
                .into_owned(),
            one.first_day.unwrap_or_default(),
            one.last_day.unwrap_or_default(),
            one.cost.unwrap_or_default(),
            one.currency.unwrap_or_default(),
            one.note,
        ];
        row.extend(figures(&one.figures));
        campaigns.push(row);
    }
    let mut batches = Vec::new();
    for line in list_batches(context, viewer, &BatchQuery::default()).await? {
        let one = line.answer(None);
        let mut row = vec![
            one.name,
            one.list,
            one.reason,
            one.day,
            line.worker_name.clone(),
            one.cost.unwrap_or_default(),
            one.currency.unwrap_or_default(),
            one.note,
        ];
        row.extend(figures(&one.figures));
        batches.push(row);
    }
    let sheet = |name: &str, own: &[&str], rows: Vec<Vec<String>>| ExportSheet {
        name: texts.get(name).into_owned(),
        header: header(texts, own),
        rows,
    };
    Ok(vec![
        sheet("campaigns-title", &CAMPAIGNS, campaigns),
        sheet("batches-title", &BATCHES, batches),
    ])
}
