//! The columns of a [`LineBatch`] as tables, so that writing, reading and merging treat all of
//! them alike and none can be forgotten in one place.

use clientela_domain::day::DayNumber;
use clientela_domain::sales::lines::{
    DocumentKind, LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS, WordColumn,
};

/// One column of a batch: its name in the Parquet file and the way to it.
pub(crate) struct Column<T: 'static> {
    pub(crate) name: &'static str,
    pub(crate) of: fn(&LineBatch) -> &T,
    pub(crate) of_mut: fn(&mut LineBatch) -> &mut T,
}

macro_rules! columns {
    ($($name:ident),+ $(,)?) => {
        &[$(Column {
            name: stringify!($name),
            of: |lines| &lines.$name,
            of_mut: |lines| &mut lines.$name,
        }),+]
    };
}

/// Whole numbers that are always known.
pub(crate) const IDENTITIES: &[Column<Vec<u64>>] =
    columns![source_line, document, content, knowledge];

/// Words; null in the file when unknown.
pub(crate) const WORDS: &[Column<WordColumn>] = columns![
    document_number,
    customer,
    customer_name,
    registration_number,
    vat_number,
    city,
    site,
    product,
    product_name,
    product_group,
    brand,
    unit,
    sales_representative,
    order_number,
];

/// Money and quantities in ten-thousandths; null in the file when unknown.
pub(crate) const UNITS: &[Column<Vec<i64>>] = columns![
    quantity,
    unit_price,
    discount,
    net,
    net_euro,
    vat,
    gross,
    cost,
    cost_euro,
    promised_quantity,
    delivered_quantity,
    paid,
    open,
];

/// Days; null in the file when unknown.
pub(crate) const DAYS: &[Column<Vec<DayNumber>>] =
    columns![day, promised_day, delivered_day, due_day];

/// The kind of document of a stable code.
pub(crate) fn kind_from_code(code: &str) -> Option<DocumentKind> {
    [
        DocumentKind::Invoice,
        DocumentKind::CreditNote,
        DocumentKind::DebitNote,
    ]
    .into_iter()
    .find(|kind| kind.code() == code)
}

/// Why a batch cannot become part of the ledger, if so: every column must have a value per line,
/// and day and net amount must be known, because every figure is built on them.
pub(crate) fn flaw(lines: &LineBatch) -> Option<String> {
    let ragged = |name: &str| Some(format!("column {name} does not have one value per line"));
    let count = lines.len();
    for column in IDENTITIES {
        if (column.of)(lines).len() != count {
            return ragged(column.name);
        }
    }
    for column in WORDS {
        if (column.of)(lines).len() != count {
            return ragged(column.name);
        }
    }
    for column in UNITS {
        if (column.of)(lines).len() != count {
            return ragged(column.name);
        }
    }
    for column in DAYS {
        if (column.of)(lines).len() != count {
            return ragged(column.name);
        }
    }
    if lines.kind.len() != count {
        return ragged("kind");
    }
    if lines.currency.len() != count {
        return ragged("currency");
    }
    if lines.day.contains(&UNKNOWN_DAY) {
        return Some("a line has no day".into());
    }
    if lines.net.contains(&UNKNOWN_UNITS) {
        return Some("a line has no net amount".into());
    }
    None
}
