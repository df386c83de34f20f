//! Deliveries of the ledger in memory, judged one ordered line at a time by the rule in its long form.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::day::{Date, DayNumber, Month, day_from_number, day_number};
use clientela_domain::execution::deliveries::{
    Deliveries, DeliveryQuestion, DeliveryTotal, FailedLine, is_delivery,
};
use clientela_domain::execution::{
    Delivered, LineState, LineVerdict, Moved, OrderedLine, Volume, order_state,
};
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};

type Totals = BTreeMap<(String, Option<Month>), DeliveryTotal>;

/// The lines that count, judged.
pub(crate) fn judged(
    counting: &[(Arc<LineBatch>, usize)],
    question: &DeliveryQuestion,
) -> Deliveries {
    let mut totals = Totals::new();
    let mut orders: BTreeMap<(String, String), Vec<(Date, LineVerdict)>> = BTreeMap::new();
    let mut failed = Vec::new();
    for (lines, at) in counting {
        let at = *at;
        let customer = lines.customer.get(at).to_owned();
        if !wanted(lines, at, question) {
            continue;
        }
        let Some(promised) = day(lines.promised_day[at]) else {
            total(&mut totals, &customer, None).without_promise += 1;
            continue;
        };
        let line = ordered_line(lines, at, promised, question);
        let verdict = line.judged(&question.terms, question.today);
        let own = total(&mut totals, &customer, Some(Month::of(promised)));
        count(own, &line, verdict, question);
        orders
            .entry((customer, line.order.clone()))
            .or_default()
            .push((promised, verdict));
        if verdict.otif == LineState::Fail {
            failed.push(failed_line(lines, at, &line, verdict));
        }
    }
    for ((customer, _), own) in orders {
        let last = own.iter().map(|(promised, _)| *promised).max();
        let total = total(&mut totals, &customer, last.map(Month::of));
        let state = |of: fn(&LineVerdict) -> LineState| {
            order_state(own.iter().map(|(_, verdict)| of(verdict)))
        };
        total.orders.on_time.add(state(|verdict| verdict.on_time));
        total.orders.in_full.add(state(|verdict| verdict.in_full));
        total.orders.otif.add(state(|verdict| verdict.otif));
    }
    let failed_lines = failed.len() as u64;
    failed.retain(|line| question.tells(line));
    failed.sort_by_key(FailedLine::place);
    failed.truncate(question.failed_limit);
    Deliveries {
        totals: totals.into_values().collect(),
        failed,
        failed_lines,
    }
}

fn wanted(lines: &LineBatch, at: usize, question: &DeliveryQuestion) -> bool {
    let quantity = Some(lines.quantity[at]).filter(|units| *units != UNKNOWN_UNITS);
    let day = day(lines.promised_day[at]).or_else(|| day(lines.day[at]));
    let inside = question
        .promised
        .is_none_or(|period| day.is_some_and(|day| period.contains(day)));
    is_delivery(lines.kind[at], quantity) && inside
}

fn ordered_line(
    lines: &LineBatch,
    at: usize,
    promised: Date,
    question: &DeliveryQuestion,
) -> OrderedLine {
    let document = lines.document_number.get(at);
    let order = match lines.order_number.get(at) {
        "" => document,
        order => order,
    };
    let of_number = |number: &str| {
        let mut moved = question.moved.iter();
        moved.find(|moved| moved.customer == lines.customer.get(at) && moved.number == number)
    };
    let moved = of_number(order).or_else(|| of_number(document));
    let part = Delivered {
        day: day(lines.delivered_day[at]),
        quantity: quantity(lines.delivered_quantity[at]),
    };
    OrderedLine {
        order: order.to_owned(),
        requested: None,
        promised,
        moved: moved
            .map(|moved| Moved {
                promised: moved.day,
                by_client: true,
                reason: Some("written down".to_owned()),
            })
            .into_iter()
            .collect(),
        ordered: quantity(lines.promised_quantity[at]),
        delivered: (part.day.is_some() || part.quantity.is_some()).then(|| vec![part]),
    }
}

fn count(
    total: &mut DeliveryTotal,
    line: &OrderedLine,
    verdict: LineVerdict,
    question: &DeliveryQuestion,
) {
    total.lines.on_time.add(verdict.on_time);
    total.lines.in_full.add(verdict.in_full);
    total.lines.otif.add(verdict.otif);
    if let Some((ordered, inside)) = line.volume(&question.terms, question.today) {
        total.volume += Volume { ordered, inside };
    }
    let came = line.delivered.iter().flatten().find_map(|part| part.day);
    if let Some(came) = came {
        total.early += u64::from(came < line.measured_day());
        total.on_the_day += u64::from(came == line.measured_day());
        total.late += u64::from(verdict.days_late > 0);
        total.days_late += u64::from(verdict.days_late);
        total.days_late_max = total.days_late_max.max(verdict.days_late);
    }
}

fn failed_line(
    lines: &LineBatch,
    at: usize,
    line: &OrderedLine,
    verdict: LineVerdict,
) -> FailedLine {
    let part = line.delivered.iter().flatten().next();
    let product = match lines.product_name.get(at) {
        "" => lines.product.get(at),
        name => name,
    };
    FailedLine {
        customer: lines.customer.get(at).into(),
        document_number: lines.document_number.get(at).into(),
        order_number: lines.order_number.get(at).into(),
        source_line: lines.source_line[at],
        product: product.into(),
        promised: day_number(line.promised),
        measured: day_number(line.measured_day()),
        delivered: part.and_then(|part| part.day).map(day_number),
        days_late: verdict.days_late,
        ordered: line.ordered,
        came: part.and_then(|part| part.quantity),
    }
}

fn total<'a>(
    totals: &'a mut Totals,
    customer: &str,
    month: Option<Month>,
) -> &'a mut DeliveryTotal {
    totals
        .entry((customer.to_owned(), month))
        .or_insert_with(|| DeliveryTotal::empty(customer.into(), month))
}

fn day(number: DayNumber) -> Option<Date> {
    (number != UNKNOWN_DAY)
        .then(|| day_from_number(number))
        .flatten()
}

fn quantity(units: i64) -> Option<Amount> {
    (units != UNKNOWN_UNITS).then(|| Amount::from_units(units.into()))
}
