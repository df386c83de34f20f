//! Lines for tests: few distinct values, so that groups meet and documents collide.

use clientela_domain::amount::LINE_UNITS_MAX;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, day_number};
use clientela_domain::ids::PartId;
use clientela_domain::ports::{SalesLedger, SealedPart};
use clientela_domain::sales::lines::{DocumentKind, LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};
use proptest::prelude::*;
use uuid::Uuid;

/// The facts of one line from which all its columns follow.
#[derive(Clone, Debug)]
pub(super) struct SampleLine {
    pub(super) document: u64,
    /// Days after 1 January 2025.
    pub(super) day: i32,
    pub(super) customer: &'static str,
    pub(super) product: &'static str,
    pub(super) product_group: &'static str,
    pub(super) sales_representative: &'static str,
    pub(super) currency: Currency,
    pub(super) net: i64,
    pub(super) quantity: Option<i64>,
    pub(super) cost: Option<i64>,
}

pub(super) fn sample_line() -> impl Strategy<Value = SampleLine> {
    let words = |words: &'static [&'static str]| prop::sample::select(words);
    let names = (
        words(&["", "c:1", "c:2", "n:мляко и хляб"]),
        words(&["", "P1", "P2", "P3"]),
        words(&["", "dairy", "bread"]),
        words(&["", "Ani", "Боян"]),
    );
    let numbers = (
        // Rarely the largest amounts there are: a group's sum then leaves the eighteen digits, and
        // the part has no summary.
        prop_oneof![
            400 => -50_000_i64..50_000,
            1 => Just(LINE_UNITS_MAX),
            1 => Just(-LINE_UNITS_MAX),
        ],
        prop::option::of(-30_000_i64..30_000),
        prop::option::of(0_i64..40_000),
    );
    let lev = prop::sample::select(vec![Currency::EUR, Currency::BGN]);
    (0_u64..12, 0_i32..120, names, numbers, lev).prop_map(
        |(document, day, names, numbers, currency)| SampleLine {
            document,
            day,
            customer: names.0,
            product: names.1,
            product_group: names.2,
            sales_representative: names.3,
            currency,
            net: numbers.0,
            quantity: numbers.1,
            cost: numbers.2,
        },
    )
}

/// The lines as a batch.
pub(super) fn batch(sample: &[SampleLine]) -> LineBatch {
    let mut lines = LineBatch::default();
    for (at, line) in sample.iter().enumerate() {
        push(&mut lines, line, at as u64 + 1);
    }
    lines
}

fn push(lines: &mut LineBatch, line: &SampleLine, source_line: u64) {
    let lev = line.currency == Currency::BGN;
    let euro = |units: Option<i64>| {
        units
            .filter(|_| lev)
            .map_or(UNKNOWN_UNITS, |units| units / 2)
    };
    lines.source_line.push(source_line);
    lines.document.push(line.document);
    lines
        .content
        .push(source_line.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    lines.knowledge.push(source_line);
    lines
        .day
        .push(day_number(Date::constant(2025, 1, 1)) + line.day);
    let kind = if line.net < 0 {
        DocumentKind::CreditNote
    } else {
        DocumentKind::Invoice
    };
    lines.kind.push(kind);
    lines.document_number.push(&format!("000{}", line.document));
    lines.customer.push(line.customer);
    lines.customer_name.push("");
    lines.registration_number.push("");
    lines.vat_number.push("");
    lines.city.push(if line.customer.is_empty() {
        ""
    } else {
        "София"
    });
    lines.site.push("");
    lines.product.push(line.product);
    lines.product_name.push(if source_line.is_multiple_of(3) {
        ""
    } else {
        line.product_group
    });
    lines.product_group.push(line.product_group);
    lines.brand.push("");
    lines.unit.push("бр.");
    lines.sales_representative.push(line.sales_representative);
    // Some orders have several documents, some none of their own number.
    let order = match line.document % 3 {
        0 => String::new(),
        _ => format!("O{}", line.document / 2),
    };
    lines.order_number.push(&order);
    lines.currency.push(line.currency);
    lines.quantity.push(line.quantity.unwrap_or(UNKNOWN_UNITS));
    lines.unit_price.push(UNKNOWN_UNITS);
    lines.discount.push(0);
    lines.net.push(line.net);
    lines.net_euro.push(euro(Some(line.net)));
    lines.vat.push(UNKNOWN_UNITS);
    lines.gross.push(line.net);
    lines.cost.push(line.cost.unwrap_or(UNKNOWN_UNITS));
    lines.cost_euro.push(euro(line.cost));
    let ordered = line.quantity.filter(|_| !source_line.is_multiple_of(3));
    lines
        .promised_quantity
        .push(ordered.map_or(UNKNOWN_UNITS, |units| units.abs() + units % 7));
    lines
        .delivered_quantity
        .push(line.quantity.unwrap_or(UNKNOWN_UNITS));
    lines.paid.push(UNKNOWN_UNITS);
    lines.open.push(0);
    let first = day_number(Date::constant(2025, 1, 1)) + line.day;
    let promised = i32::try_from(line.document % 5).unwrap() * 9;
    let delivered = i32::try_from(source_line % 11).unwrap() * 4;
    lines.promised_day.push(match source_line % 4 {
        0 => UNKNOWN_DAY,
        _ => first + promised,
    });
    lines.delivered_day.push(match source_line % 5 {
        0 => UNKNOWN_DAY,
        _ => first + delivered,
    });
    lines
        .due_day
        .push(day_number(Date::constant(2025, 2, 1)) + line.day);
}

/// A part id for tests.
pub(super) fn part_id(number: u128) -> PartId {
    PartId(Uuid::from_u128(number))
}

/// Writes the lines as a part, in two batches.
pub(super) fn write(ledger: &dyn SalesLedger, part: PartId, sample: &[SampleLine]) -> SealedPart {
    let mut writer = ledger.part_writer(part).unwrap();
    let (first, second) = sample.split_at(sample.len() / 2);
    writer.write(&batch(first)).unwrap();
    let mut rest = LineBatch::default();
    for (at, line) in second.iter().enumerate() {
        push(&mut rest, line, (first.len() + at) as u64 + 1);
    }
    writer.write(&rest).unwrap();
    writer.seal().unwrap()
}

/// Everything in a batch as text, to compare batches whose words are numbered differently.
pub(super) fn shown(lines: &LineBatch) -> Vec<String> {
    use crate::columns::{DAYS, IDENTITIES, UNITS, WORDS};
    let show = |line: usize| {
        let mut text = format!("{:?} {}", lines.kind[line], lines.currency[line]);
        for column in IDENTITIES {
            text += &format!(" {}={}", column.name, (column.of)(lines)[line]);
        }
        for column in WORDS {
            text += &format!(" {}={:?}", column.name, (column.of)(lines).get(line));
        }
        for column in UNITS {
            text += &format!(" {}={}", column.name, (column.of)(lines)[line]);
        }
        for column in DAYS {
            text += &format!(" {}={}", column.name, (column.of)(lines)[line]);
        }
        text
    };
    (0..lines.len()).map(show).collect()
}
