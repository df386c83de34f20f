//! Agreements as a sheet, under the headers by which a file of them is imported again: a row for each clause,
//! then one for each product; one row for an agreement with neither.

use clientela_domain::agreements::{Clause, CreditTier, MetricUnit, PortfolioLine, metric_unit};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_agreements::{AgreementLine, AgreementQuery, list_agreements};

/// Rows read at a time.
const ROWS_AT_ONCE: u64 = 200;

/// All agreements the viewer may see.
pub(crate) async fn sheet(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<ExportSheet, AppError> {
    let mut query = AgreementQuery {
        limit: ROWS_AT_ONCE,
        ..AgreementQuery::default()
    };
    let mut found = Vec::new();
    loop {
        let page = list_agreements(context, viewer, &query).await?;
        found.extend(page.lines.iter().flat_map(rows));
        query.cursor = page.next;
        if query.cursor.is_none() {
            break;
        }
    }
    Ok(ExportSheet {
        name: texts.get("file-kind-agreements").into_owned(),
        header: header(texts),
        rows: found,
    })
}

/// The headers of a table of agreements.
#[must_use]
pub fn header(texts: Texts) -> Vec<String> {
    let columns = RecordColumn::OF_AGREEMENTS.iter();
    columns
        .map(|column| report::record_column(texts, *column))
        .collect()
}

/// An agreement under [`header`], with the newest version of its terms.
#[must_use]
pub fn rows(line: &AgreementLine) -> Vec<Vec<String>> {
    let terms = &line.agreement.agreement.terms;
    let row = |clause: Option<&Clause>, product: Option<&PortfolioLine>| -> Vec<String> {
        let columns = RecordColumn::OF_AGREEMENTS.iter();
        let cell = |column: &RecordColumn| {
            clause
                .and_then(|clause| of_clause(clause, *column))
                .or(product.and_then(|product| of_product(product, *column)))
                .unwrap_or_else(|| of_agreement(line, *column))
        };
        columns.map(cell).collect()
    };
    let clauses = terms.clauses.iter().map(|clause| row(Some(clause), None));
    let products = terms
        .portfolio
        .iter()
        .map(|product| row(None, Some(product)));
    let mut found: Vec<Vec<String>> = clauses.chain(products).collect();
    if found.is_empty() {
        found.push(row(None, None));
    }
    found
}

fn decimal(amount: Option<Amount>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

fn days(days: Option<u16>) -> String {
    days.map(|days| days.to_string()).unwrap_or_default()
}

fn of_agreement(line: &AgreementLine, column: RecordColumn) -> String {
    let found = &line.agreement;
    let own = &found.agreement;
    let terms = &own.terms;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::AgreementNumber => own.number.clone(),
        RecordColumn::AgreementTitle => own.title.clone(),
        RecordColumn::SignedOn => day(own.signed_on),
        RecordColumn::ValidFrom => day(terms.valid_from),
        RecordColumn::ValidTo => day(terms.valid_to),
        RecordColumn::NoticeDays => days(terms.notice_days),
        RecordColumn::AutoRenew => if terms.is_renewed { "yes" } else { "no" }.to_owned(),
        RecordColumn::State => found.state.code().to_owned(),
        RecordColumn::Owner => line.owner_name.clone(),
        RecordColumn::Currency => terms.currency.code().to_owned(),
        RecordColumn::Discount => decimal(terms.discount),
        RecordColumn::PaymentDays => days(terms.payment_days),
        RecordColumn::CreditLimit => decimal(terms.credit_limit),
        RecordColumn::Guarantee => decimal(terms.guarantee),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    }
}

fn of_product(product: &PortfolioLine, column: RecordColumn) -> Option<String> {
    Some(match column {
        RecordColumn::Product => product.what.clone(),
        RecordColumn::ProductPrice => decimal(product.price),
        RecordColumn::ProductDiscount => decimal(product.discount),
        _ => return None,
    })
}

fn of_clause(clause: &Clause, column: RecordColumn) -> Option<String> {
    Some(match column {
        RecordColumn::ClauseNumber => clause.number.clone(),
        RecordColumn::ClauseText => clause.text.clone(),
        RecordColumn::Dimension => clause.dimension.code().to_owned(),
        RecordColumn::Metric => {
            let metric = clause.metric.map(|metric| metric.code().to_owned());
            metric.unwrap_or_default()
        }
        RecordColumn::Target => decimal(clause.target),
        RecordColumn::TargetUnit => match metric_unit(clause.metric) {
            MetricUnit::Share => "%",
            MetricUnit::PerMillion => "ppm",
            MetricUnit::Days => "days",
            MetricUnit::Number => "",
        }
        .to_owned(),
        RecordColumn::Tolerance => decimal(clause.tolerance),
        RecordColumn::LateDays => days(clause.late_days),
        RecordColumn::ClausePeriod => clause.period.code().to_owned(),
        RecordColumn::CreditTiers => CreditTier::write_all(&clause.tiers),
        RecordColumn::CreditFee => decimal(clause.fee),
        _ => return None,
    })
}
