//! Documents of the ledger in memory as orders, one document at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ports::OrderTotal;
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};

/// Two or more count as two.
const MANY: usize = 2;

#[derive(Default)]
struct Document {
    net: Amount,
    net_euro: Amount,
    groups: BTreeSet<String>,
    without_group: usize,
    units: BTreeSet<String>,
    with_unit: u64,
    lines: u64,
    dated: bool,
    late: bool,
}

/// The lines that count, summed by what their documents look like.
pub(crate) fn totals(counting: &[(Arc<LineBatch>, usize)]) -> Vec<OrderTotal> {
    let mut documents: BTreeMap<(String, Currency, u64), Document> = BTreeMap::new();
    for (lines, line) in counting {
        let line = *line;
        let key = (
            lines.customer.get(line).to_owned(),
            lines.currency[line],
            lines.document[line],
        );
        add_line(documents.entry(key).or_default(), lines, line);
    }
    let mut totals: BTreeMap<(String, Currency, usize, usize), OrderTotal> = BTreeMap::new();
    for ((customer, currency, _), document) in documents {
        if !document.net.is_positive() {
            continue;
        }
        let shape = (
            document.groups.len().min(MANY),
            document.without_group.min(MANY),
        );
        let total = totals
            .entry((customer.clone(), currency, shape.0, shape.1))
            .or_insert_with(|| empty(&customer, currency, shape));
        add_document(total, &document);
    }
    totals.into_values().collect()
}

fn add_line(document: &mut Document, lines: &LineBatch, line: usize) {
    let amount = |units: i64| match units {
        UNKNOWN_UNITS => Amount::ZERO,
        units => Amount::from_units(units.into()),
    };
    document.lines += 1;
    document.net += amount(lines.net[line]);
    document.net_euro += amount(lines.net_euro[line]);
    match lines.product_group.get(line) {
        "" => document.without_group += 1,
        group => {
            document.groups.insert(group.to_owned());
        }
    }
    let unit = lines.unit.get(line);
    if !unit.is_empty() {
        document.with_unit += 1;
        document.units.insert(unit.to_owned());
    }
    let (promised, delivered) = (lines.promised_day[line], lines.delivered_day[line]);
    if promised != UNKNOWN_DAY && delivered != UNKNOWN_DAY {
        document.dated = true;
        document.late |= delivered > promised;
    }
}

fn empty(customer: &str, currency: Currency, (groups, without): (usize, usize)) -> OrderTotal {
    let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    OrderTotal {
        customer: customer.into(),
        currency,
        product_groups: small(groups),
        lines_without_group: small(without),
        documents: 0,
        revenue: Amount::ZERO,
        revenue_euro: Amount::ZERO,
        dated: 0,
        late: 0,
        lines: 0,
        lines_with_unit: 0,
        first_unit: "".into(),
        last_unit: "".into(),
    }
}

fn add_document(total: &mut OrderTotal, document: &Document) {
    total.documents += 1;
    total.revenue += document.net;
    total.revenue_euro += document.net_euro;
    total.dated += u64::from(document.dated);
    total.late += u64::from(document.late);
    total.lines += document.lines;
    total.lines_with_unit += document.with_unit;
    if let (Some(first), Some(last)) = (document.units.first(), document.units.last()) {
        if total.first_unit.is_empty() || first.as_str() < &*total.first_unit {
            total.first_unit = first.as_str().into();
        }
        if last.as_str() > &*total.last_unit {
            total.last_unit = last.as_str().into();
        }
    }
}
