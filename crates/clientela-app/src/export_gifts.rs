//! The register of gifts as a sheet, for an audit: first the columns by which a file of gifts is imported
//! again, then what the policy said, who decided and what became of each.

use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_gifts::{GiftLine, GiftQuery, list_gifts};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 500;

/// What an audit asks beyond what is imported.
const AUDITED: [&str; 10] = [
    "gift-state",
    "gift-verdict",
    "gift-counted",
    "gift-counted-currency",
    "gift-decided-by",
    "gift-decided-at",
    "gift-decision-note",
    "gift-disposal",
    "gift-disposal-day",
    "gift-written-at",
];

/// Every gift the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = GiftQuery {
        limit: ROWS_AT_ONCE,
        ..GiftQuery::default()
    };
    let mut rows = Vec::new();
    loop {
        let page = list_gifts(context, viewer, &query).await?;
        rows.extend(page.lines.iter().map(|line| row(texts, line)));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-gifts").into_owned(),
        header: header(texts),
        rows,
    })
}

fn columns() -> impl Iterator<Item = RecordColumn> {
    let all = RecordColumn::OF_GIFTS.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

/// The headers of a register of gifts.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let own = columns().map(|column| report::record_column(texts, column));
    let audited = AUDITED.iter().map(|id| texts.get(id).into_owned());
    own.chain(audited).collect()
}

/// A gift under [`header`].
#[must_use]
pub fn row(texts: Texts, line: &GiftLine) -> Vec<String> {
    let own = columns().map(|column| cell(line, column));
    own.chain(audited(texts, line)).collect()
}

fn cell(line: &GiftLine, column: RecordColumn) -> String {
    let own = &line.gift.gift;
    match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::GiftDirection => own.direction.code().to_owned(),
        RecordColumn::Person => line.person_name.clone(),
        RecordColumn::Owner => line.user_name.clone(),
        RecordColumn::GiftKind => own.kind.code().to_owned(),
        RecordColumn::What => own.what.clone(),
        RecordColumn::Occasion => own.occasion.clone(),
        RecordColumn::Reason => own.reason.clone(),
        RecordColumn::Document => own.document.clone(),
        RecordColumn::Value => own
            .value
            .map(|value| value.amount.to_string())
            .unwrap_or_default(),
        RecordColumn::Currency => own
            .value
            .map(|value| value.currency.code().to_owned())
            .unwrap_or_default(),
        RecordColumn::Official => own.official.code().to_owned(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::DecisionDay => own
            .decision_day
            .map(|day| day.to_string())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

fn audited(texts: Texts, line: &GiftLine) -> [String; AUDITED.len()] {
    let gift = &line.gift;
    let word = |id: &str| texts.get(id).into_owned();
    [
        word(gift.state.message_id()),
        word(line.verdict.decision.message_id()),
        gift.counted()
            .map(|counted| counted.to_string())
            .unwrap_or_default(),
        gift.judged.rules.currency.code().to_owned(),
        line.decider_name.clone(),
        gift.decided
            .map(|(_, at)| at.to_string())
            .unwrap_or_default(),
        gift.decision_note.clone(),
        gift.disposal
            .map(|(what, _)| word(what.message_id()))
            .unwrap_or_default(),
        gift.disposal
            .map(|(_, day)| day.to_string())
            .unwrap_or_default(),
        gift.created_at.to_string(),
    ]
}
