//! What people and files record one by one: deliveries, days that were moved, complaints, quality counts,
//! services.

use std::collections::BTreeMap;

use crate::amount::{Amount, UNITS_PER_ONE};
use crate::day::{Date, Month, Period, day_number};
use crate::obligations::Party;

use super::complaints::Complaint;
use super::deliveries::{Deliveries, DeliveryTotal, FailedLine};
use super::lines::{Delivered, LineTerms, Moved, OneDelivery, OrderedLine, order_state};
use super::measure::Facts;
use super::rates::{Quality, Volume};
use super::words::{EventKind, LineState};

/// Something that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recorded {
    /// What.
    pub kind: EventKind,
    /// The day it was noted; of a complaint, the day it was made.
    pub day: Date,
    /// Number of the order or the document; may be empty.
    pub document: String,
    /// The line of it, the goods, the service; may be empty.
    pub what: String,
    /// What a complaint is about; may be empty.
    pub class: String,
    /// The day the client asked for.
    pub requested_day: Option<Date>,
    /// The day promised; of a moved one, the new day.
    pub promised_day: Option<Date>,
    /// The day it was done; of a complaint, the day it was resolved.
    pub done_day: Option<Date>,
    /// Quantity ordered.
    pub ordered: Option<Amount>,
    /// Quantity delivered; of a quality count, the units looked at.
    pub delivered: Option<Amount>,
    /// Quantity the client accepted, when it is another one.
    pub received: Option<Amount>,
    /// Defective units.
    pub defects: Option<u32>,
    /// Who moved the day.
    pub moved_by: Option<Party>,
    /// Why; without it a moved day counts as ours.
    pub reason: String,
}

impl Recorded {
    /// An empty record of a kind.
    #[must_use]
    pub const fn empty(kind: EventKind, day: Date) -> Self {
        Self {
            kind,
            day,
            document: String::new(),
            what: String::new(),
            class: String::new(),
            requested_day: None,
            promised_day: None,
            done_day: None,
            ordered: None,
            delivered: None,
            received: None,
            defects: None,
            moved_by: None,
            reason: String::new(),
        }
    }

    /// What is wrong with it: the name of the field, and a code; `None` when it can be recorded.
    #[must_use]
    pub fn flaw(&self) -> Option<(&'static str, &'static str)> {
        let negative = |amount: Option<Amount>| amount.is_some_and(Amount::is_negative);
        let amounts = [
            ("ordered", self.ordered),
            ("delivered", self.delivered),
            ("received", self.received),
        ];
        if let Some((field, _)) = amounts.into_iter().find(|(_, amount)| negative(*amount)) {
            return Some((field, "value-invalid"));
        }
        match self.kind {
            EventKind::Moved if self.document.is_empty() => Some(("document", "required")),
            EventKind::Moved if self.promised_day.is_none() => Some(("promised_day", "required")),
            EventKind::Moved if self.moved_by.is_none() => Some(("moved_by", "required")),
            EventKind::Quality if self.units().is_none() => Some(("delivered", "whole-units")),
            EventKind::Quality if self.defects.is_none() => Some(("defects", "required")),
            EventKind::Quality
                if u64::from(self.defects.unwrap_or(0)) > self.units().unwrap_or(0) =>
            {
                Some(("defects", "defects-too-many"))
            }
            EventKind::Complaint if self.done_day.is_some_and(|done| done < self.day) => {
                Some(("done_day", "days-reversed"))
            }
            _ => None,
        }
    }

    /// Whole units looked at.
    fn units(&self) -> Option<u64> {
        let units = self.delivered?.units();
        let one = i128::from(UNITS_PER_ONE);
        (units > 0 && units % one == 0)
            .then(|| u64::try_from(units / one).ok())
            .flatten()
    }

    /// The day by which it belongs to a span of days.
    fn counted_on(&self) -> Date {
        match self.kind {
            EventKind::Delivery | EventKind::Service => self.promised_day.unwrap_or(self.day),
            EventKind::Moved | EventKind::Complaint | EventKind::Quality => self.day,
        }
    }

    /// What came, when this says that anything did.
    fn part(&self) -> Option<Delivered> {
        let quantity = self.received.or(self.delivered);
        (self.done_day.is_some() || quantity.is_some()).then_some(Delivered {
            day: self.done_day,
            quantity,
        })
    }
}

/// A day that the client moved with a reason, for the lines of the ledger: number and new day.
pub fn moved_by_client(events: &[Recorded]) -> impl Iterator<Item = (&str, Date)> {
    let moved = events.iter().filter(|event| {
        event.kind == EventKind::Moved
            && event.moved_by == Some(Party::Them)
            && !event.reason.trim().is_empty()
    });
    moved.filter_map(|event| Some((event.document.as_str(), event.promised_day?)))
}

/// Ordered lines out of what was recorded of their deliveries, with whether a day was promised at all.
fn lines_of(events: &[Recorded]) -> (Vec<OrderedLine>, u64) {
    let mut in_order: Vec<&Recorded> = events
        .iter()
        .filter(|event| event.kind == EventKind::Delivery)
        .collect();
    in_order.sort_by_key(|event| event.day);
    let mut lines: BTreeMap<(&str, &str, usize), Vec<&Recorded>> = BTreeMap::new();
    for (at, event) in in_order.into_iter().enumerate() {
        // What has neither a number nor a name is a line of its own.
        let own = event.document.is_empty() && event.what.is_empty();
        let key = (
            event.document.as_str(),
            event.what.as_str(),
            if own { at + 1 } else { 0 },
        );
        lines.entry(key).or_default().push(event);
    }
    let mut without_promise = 0;
    let mut found = Vec::new();
    for ((document, what, own), records) in lines {
        // The first day that was confirmed stays the measure.
        let Some(promised) = records.iter().find_map(|record| record.promised_day) else {
            without_promise += 1;
            continue;
        };
        let parts: Vec<Delivered> = records.iter().filter_map(|record| record.part()).collect();
        found.push(OrderedLine {
            order: match document {
                "" => format!("{what}#{own}"),
                document => document.to_owned(),
            },
            requested: records.iter().find_map(|record| record.requested_day),
            promised,
            moved: moves_of(events, document, what),
            ordered: records.iter().find_map(|record| record.ordered),
            delivered: (!parts.is_empty()).then_some(parts),
        });
    }
    (found, without_promise)
}

fn moves_of(events: &[Recorded], document: &str, what: &str) -> Vec<Moved> {
    let mut moved: Vec<&Recorded> = events
        .iter()
        .filter(|event| event.kind == EventKind::Moved && event.document == document)
        .filter(|event| event.what.is_empty() || event.what == what)
        .collect();
    moved.sort_by_key(|event| event.day);
    let moved = moved.into_iter().filter_map(|event| {
        Some(Moved {
            promised: event.promised_day?,
            by_client: event.moved_by == Some(Party::Them),
            reason: Some(event.reason.clone()),
        })
    });
    moved.collect()
}

/// Deliveries of one client, judged like those of the ledger.
#[must_use]
pub fn deliveries(
    events: &[Recorded],
    promised: Option<Period>,
    terms: &LineTerms,
    today: Date,
) -> Deliveries {
    let wanted = |day: Date| promised.is_none_or(|period| period.contains(day));
    let (lines, without_promise) = lines_of(events);
    let mut totals: BTreeMap<Option<Month>, DeliveryTotal> = BTreeMap::new();
    let mut total = |month: Option<Month>, add: &dyn Fn(&mut DeliveryTotal)| {
        let own = totals.entry(month);
        add(own.or_insert_with(|| DeliveryTotal::empty("".into(), month)));
    };
    if without_promise > 0 {
        total(None, &|own| own.without_promise += without_promise);
    }
    let mut orders: BTreeMap<&str, Vec<(Date, [LineState; 3])>> = BTreeMap::new();
    let mut failed = Vec::new();
    for line in lines.iter().filter(|line| wanted(line.promised)) {
        let verdict = line.judged(terms, today);
        let states = [verdict.on_time, verdict.in_full, verdict.otif];
        orders
            .entry(line.order.as_str())
            .or_default()
            .push((line.promised, states));
        let last = line
            .delivered
            .iter()
            .flatten()
            .filter_map(|part| part.day)
            .max();
        total(Some(Month::of(line.promised)), &|own| {
            own.lines.on_time.add(verdict.on_time);
            own.lines.in_full.add(verdict.in_full);
            own.lines.otif.add(verdict.otif);
            if let Some((ordered, inside)) = line.volume(terms, today) {
                own.volume += Volume { ordered, inside };
            }
            if let Some(last) = last {
                own.early += u64::from(last < line.measured_day());
                own.on_the_day += u64::from(last == line.measured_day());
                own.late += u64::from(verdict.days_late > 0);
                own.days_late += u64::from(verdict.days_late);
                own.days_late_max = own.days_late_max.max(verdict.days_late);
            }
        });
        if verdict.otif == LineState::Fail {
            failed.push(failed_line(line, verdict.days_late, last));
        }
    }
    for own in orders.values() {
        let month = own
            .iter()
            .map(|(promised, _)| *promised)
            .max()
            .map(Month::of);
        let state = |at: usize| order_state(own.iter().map(|(_, states)| states[at]));
        total(month, &|total| {
            total.orders.on_time.add(state(0));
            total.orders.in_full.add(state(1));
            total.orders.otif.add(state(2));
        });
    }
    failed.sort_by_key(FailedLine::place);
    Deliveries {
        totals: totals.into_values().collect(),
        failed_lines: failed.len() as u64,
        failed,
    }
}

fn failed_line(line: &OrderedLine, days_late: u32, last: Option<Date>) -> FailedLine {
    let came: Option<Amount> = line
        .delivered
        .iter()
        .flatten()
        .map(|part| part.quantity)
        .sum();
    FailedLine {
        customer: "".into(),
        document_number: line.order.as_str().into(),
        order_number: "".into(),
        source_line: 0,
        product: "".into(),
        promised: day_number(line.promised),
        measured: day_number(line.measured_day()),
        delivered: last.map(day_number),
        days_late,
        ordered: line.ordered,
        came,
    }
}

/// What was recorded of quality, complaints and services of one client.
#[must_use]
pub fn rest(events: &[Recorded], period: Option<Period>, today: Date) -> Facts {
    let mut facts = Facts::default();
    let counted = events
        .iter()
        .filter(|event| period.is_none_or(|period| period.contains(event.counted_on())));
    for event in counted {
        match event.kind {
            EventKind::Quality => {
                if let (Some(units), Some(defects)) = (event.units(), event.defects) {
                    let defects = u64::from(defects);
                    facts.quality += Quality { units, defects };
                }
            }
            EventKind::Complaint => facts.complaints.push(Complaint {
                opened: event.day,
                closed: event.done_day,
                class: event.class.clone(),
            }),
            EventKind::Service => facts.services.add(service(event, today)),
            EventKind::Delivery | EventKind::Moved => {}
        }
    }
    facts.complaints.sort_by(|one, other| {
        (one.opened, one.closed, &one.class).cmp(&(other.opened, other.closed, &other.class))
    });
    facts
}

/// A service for which no day was promised cannot be measured.
fn service(event: &Recorded, today: Date) -> LineState {
    let Some(promised) = event.promised_day else {
        return LineState::Unknown;
    };
    let one = OneDelivery {
        day: event.done_day.map(day_number),
        ..OneDelivery::default()
    };
    let terms = LineTerms::default();
    terms
        .judge(day_number(promised), one, day_number(today))
        .on_time
}
