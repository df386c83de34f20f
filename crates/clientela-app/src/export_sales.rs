//! Sales lines as tables of a month each, under the headers by which a file of them is imported again.

use clientela_domain::amount::Amount;
use clientela_domain::day::{DayNumber, Month, Period, day_from_number};
use clientela_domain::ports::{LedgerView, LineFilter};
use clientela_domain::sales::column::Column;
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_UNITS};
use clientela_store::Viewer;
use clientela_texts::{Texts, report};

use crate::context::{BookState, Context};
use crate::error::AppError;

/// The columns of an exported line.
const COLUMNS: [Column; 31] = [
    Column::DocumentNumber,
    Column::DocumentType,
    Column::DocumentDate,
    Column::DueDate,
    Column::CustomerCode,
    Column::CustomerName,
    Column::CustomerRegistrationNumber,
    Column::CustomerVatNumber,
    Column::CustomerCity,
    Column::Site,
    Column::ProductCode,
    Column::ProductName,
    Column::ProductGroup,
    Column::Brand,
    Column::Quantity,
    Column::Unit,
    Column::UnitPrice,
    Column::DiscountAmount,
    Column::NetAmount,
    Column::VatAmount,
    Column::GrossAmount,
    Column::CostAmount,
    Column::Currency,
    Column::SalesRepresentative,
    Column::OrderNumber,
    Column::PromisedDate,
    Column::DeliveredDate,
    Column::PromisedQuantity,
    Column::DeliveredQuantity,
    Column::PaidAmount,
    Column::OpenAmount,
];

/// A cell of an exported line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SalesCell {
    /// Words, or a day as `2026-11-26`; empty when unknown.
    Text(String),
    /// Money or a quantity, exact.
    Amount(Amount),
}

/// The lines a viewer may see, month after month, so that a ledger of any size passes through little
/// memory.
#[derive(Debug)]
pub struct SalesLines {
    view: LedgerView,
    /// Customer keys of the clients in sight; absent for whoever sees them all.
    customers: Option<Vec<String>>,
    next: Month,
    last: Month,
}

impl SalesLines {
    /// The lines of the clients the viewer sees; lines without a client are shown to whoever sees all.
    ///
    /// # Errors
    /// When the book or the ledger cannot answer.
    pub async fn open(context: &Context, viewer: &Viewer) -> Result<Self, AppError> {
        let state = context.book_state(viewer).await?;
        let extent = context.ledger.extent(&state.view).await?;
        // A month after the last one: nothing comes of a ledger without lines.
        let (next, last) = match extent {
            Some(extent) => (Month::of(extent.from), Month::of(extent.to)),
            None => (Month::from_index(1), Month::from_index(0)),
        };
        Ok(Self {
            customers: customers(viewer, &state),
            view: state.view,
            next,
            last,
        })
    }

    /// The headers, in the reader's language.
    #[must_use]
    pub fn header(texts: Texts) -> Vec<String> {
        let columns = COLUMNS.iter();
        columns.map(|one| report::column(texts, *one)).collect()
    }

    /// The lines of the next month, by day; `None` after the last one. A month may have none.
    ///
    /// # Errors
    /// When the ledger cannot answer.
    pub async fn next(
        &mut self,
        context: &Context,
    ) -> Result<Option<Vec<Vec<SalesCell>>>, AppError> {
        if self.next.index() > self.last.index() {
            return Ok(None);
        }
        let month = self.next;
        self.next = month.plus(1);
        let filter = LineFilter {
            period: Some(Period {
                from: month.first_day(),
                to: month.last_day(),
            }),
            customers: self.customers.clone(),
            ..LineFilter::default()
        };
        let lines = context
            .ledger
            .lines(&self.view, &filter, usize::MAX)
            .await?;
        Ok(Some(rows(&lines)))
    }
}

fn customers(viewer: &Viewer, state: &BookState) -> Option<Vec<String>> {
    let seen = state.directory.cards();
    if viewer.sees_all && seen.len() == state.whole.cards().len() {
        return None;
    }
    let keys = seen.iter().flat_map(|card| card.customer_keys.iter());
    Some(keys.cloned().collect())
}

fn rows(lines: &LineBatch) -> Vec<Vec<SalesCell>> {
    let row = |at| {
        let cell = |column: &Column| cell(lines, at, *column);
        COLUMNS.iter().map(cell).collect()
    };
    (0..lines.len()).map(row).collect()
}

fn cell(lines: &LineBatch, at: usize, column: Column) -> SalesCell {
    let text = |text: &str| SalesCell::Text(text.to_owned());
    match column {
        Column::DocumentNumber => text(lines.document_number.get(at)),
        Column::DocumentType => text(lines.kind[at].code()),
        Column::DocumentDate => day(lines.day[at]),
        Column::DueDate => day(lines.due_day[at]),
        Column::CustomerCode => text(
            lines
                .customer
                .get(at)
                .strip_prefix("c:")
                .unwrap_or_default(),
        ),
        Column::CustomerName => text(lines.customer_name.get(at)),
        Column::CustomerRegistrationNumber => text(lines.registration_number.get(at)),
        Column::CustomerVatNumber => text(lines.vat_number.get(at)),
        Column::CustomerCity => text(lines.city.get(at)),
        Column::Site => text(lines.site.get(at)),
        Column::ProductCode => text(lines.product.get(at)),
        Column::ProductName => text(lines.product_name.get(at)),
        Column::ProductGroup => text(lines.product_group.get(at)),
        Column::Brand => text(lines.brand.get(at)),
        Column::Quantity => amount(lines.quantity[at]),
        Column::Unit => text(lines.unit.get(at)),
        Column::UnitPrice => amount(lines.unit_price[at]),
        Column::DiscountAmount => amount(lines.discount[at]),
        Column::NetAmount => amount(lines.net[at]),
        Column::VatAmount => amount(lines.vat[at]),
        Column::GrossAmount => amount(lines.gross[at]),
        Column::CostAmount => amount(lines.cost[at]),
        Column::Currency => text(lines.currency[at].code()),
        Column::SalesRepresentative => text(lines.sales_representative.get(at)),
        Column::OrderNumber => text(lines.order_number.get(at)),
        Column::PromisedDate => day(lines.promised_day[at]),
        Column::DeliveredDate => day(lines.delivered_day[at]),
        Column::PromisedQuantity => amount(lines.promised_quantity[at]),
        Column::DeliveredQuantity => amount(lines.delivered_quantity[at]),
        Column::PaidAmount => amount(lines.paid[at]),
        Column::OpenAmount => amount(lines.open[at]),
        // What a line says in another way is computed when it is read.
        Column::DocumentStatus
        | Column::LineNumber
        | Column::GrossUnitPrice
        | Column::DiscountPercent
        | Column::VatRate
        | Column::UnitCost
        | Column::MarginAmount => SalesCell::Text(String::new()),
    }
}

fn day(number: DayNumber) -> SalesCell {
    // An unknown day lies outside the calendar.
    let day = day_from_number(number);
    SalesCell::Text(day.map_or_else(String::new, |day| day.to_string()))
}

fn amount(units: i64) -> SalesCell {
    if units == UNKNOWN_UNITS {
        return SalesCell::Text(String::new());
    }
    SalesCell::Amount(Amount::from_units(i128::from(units)))
}

#[cfg(test)]
mod tests {
    use clientela_domain::sales::synonyms::columns_of;
    use clientela_texts::Language;

    use super::*;

    #[test]
    fn every_header_is_known_to_the_import_as_the_column_it_is() {
        for language in [Language::Bg, Language::En] {
            let headers = SalesLines::header(Texts::of(language));
            for (header, column) in headers.iter().zip(COLUMNS) {
                let known = columns_of(header);
                let best = known.iter().max_by(|one, other| one.1.total_cmp(&other.1));
                assert_eq!(best.map(|best| best.0), Some(column), "{header}");
            }
        }
    }
}
