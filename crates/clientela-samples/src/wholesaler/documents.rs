//! Invoices, credit notes, pro formas and cancelled documents of three years.

mod calendar;
mod lines;

use clientela_domain::day::{Date, DayNumber, day_number};

use self::calendar::Calendar;
use super::clients::{Client, Story};
use crate::chance::Chance;

/// Number before the first invoice; Bulgarian numbers have ten digits and leading zeros.
const FIRST_INVOICE_NUMBER: u64 = 41_200;

/// Kind of a document of the export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Invoice,
    /// Goods came back or were missing.
    CreditNote,
    /// An offer in the form of an invoice: no sale.
    ProForma,
    /// An invoice that was cancelled later and stays in the export: no sale.
    Cancelled,
}

/// A document of the export.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) kind: Kind,
    /// Number inside its series.
    pub(super) number: u64,
    pub(super) day: DayNumber,
    /// Index of the client; `None` for a cash sale without customer.
    pub(super) client: Option<usize>,
    /// Delivery place of the client, from 1.
    pub(super) site: usize,
    pub(super) order_number: u64,
    pub(super) promised_day: DayNumber,
    /// `None` while the goods are on their way.
    pub(super) delivered_day: Option<DayNumber>,
    pub(super) due_day: DayNumber,
    pub(super) paid: bool,
    /// In lev, at the fixed rate; otherwise in euro.
    pub(super) in_lev: bool,
    pub(super) lines: Vec<Line>,
}

/// A line of a document. Amounts are cents of the document's currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Index in the catalogue.
    pub(super) product: usize,
    pub(super) quantity: i64,
    pub(super) promised_quantity: i64,
    pub(super) price: i64,
    pub(super) discount: i64,
    pub(super) net: i64,
    pub(super) vat: i64,
    /// Unknown for goods sold on commission.
    pub(super) cost: Option<i64>,
}

/// Every document of the three years that end on `today`, in the order of the ERP's numbers.
pub(super) fn all(today: Date, seed: u64, clients: &[Client]) -> Vec<Document> {
    let calendar = Calendar::three_years_to(today);
    let mut documents = Vec::with_capacity(14_000);
    for (index, client) in clients.iter().enumerate() {
        let mut chance = Chance::stream(seed, 1_000 + index as u64);
        of_client(index, client, &calendar, &mut chance, &mut documents);
    }
    cash_sales(&calendar, &mut Chance::stream(seed, 2), &mut documents);
    number(&mut documents);
    documents
}

fn of_client(
    index: usize,
    client: &Client,
    calendar: &Calendar,
    chance: &mut Chance,
    documents: &mut Vec<Document>,
) {
    let visits_a_year = (4.6 + 2.25 * (client.revenue / 1_000.0).sqrt()).min(70.0);
    let interval = 365.0 / visits_a_year;
    let mut position = f64::from(calendar.first) + interval * chance.fraction();
    while position <= f64::from(calendar.last) {
        let day = calendar.working_day(position as DayNumber);
        position += interval * chance.around_one(0.45);
        let value = client.revenue / visits_a_year * calendar.factor(client, day);
        if value <= 0.0 || day > calendar.last {
            continue;
        }
        let invoice = invoice(index, client, day, value, calendar, chance);
        let returned = chance.per_mille(22);
        if returned {
            documents.extend(credit_note(&invoice, calendar, chance));
        }
        if chance.per_mille(3) {
            documents.push(Document {
                kind: Kind::ProForma,
                ..invoice.clone()
            });
        }
        if chance.per_mille(2) {
            documents.push(Document {
                kind: Kind::Cancelled,
                paid: false,
                ..invoice.clone()
            });
        }
        documents.push(invoice);
    }
    if let Story::Returned {
        days_ago,
        returned_days_ago,
    } = client.story
    {
        let last = calendar.last - DayNumber::try_from(days_ago).unwrap_or(0);
        let mut note = invoice(index, client, last, 420.0, calendar, chance);
        note.day = calendar
            .working_day(calendar.last - DayNumber::try_from(returned_days_ago).unwrap_or(0));
        documents.push(as_credit_note(note, calendar));
    }
}

fn invoice(
    index: usize,
    client: &Client,
    day: DayNumber,
    value: f64,
    calendar: &Calendar,
    chance: &mut Chance,
) -> Document {
    let in_lev = day < calendar.euro_day;
    let promised_day = calendar.working_day(day + 1 + DayNumber::from(chance.per_mille(250)));
    let late = if chance.per_mille(client.late_per_mille()) {
        chance.between(1, 5)
    } else {
        0
    };
    let delivered = promised_day + DayNumber::try_from(late).unwrap_or(0);
    let due_day = day + DayNumber::try_from(client.payment_days).unwrap_or(0);
    let pays_after = chance.between(-4, 16 + client.payment_days / 3);
    let paid_day = due_day + DayNumber::try_from(pays_after).unwrap_or(0);
    Document {
        kind: Kind::Invoice,
        number: 0,
        day,
        client: Some(index),
        site: 1 + chance.below(client.sites),
        order_number: 0,
        promised_day,
        delivered_day: (delivered <= calendar.last).then_some(delivered),
        due_day,
        paid: paid_day <= calendar.last,
        in_lev,
        lines: lines::of_invoice(
            index,
            client,
            value,
            calendar.price_factor(day),
            in_lev,
            chance,
        ),
    }
}

/// Part of an invoice comes back some days later; `None` when that day has not come yet.
fn credit_note(invoice: &Document, calendar: &Calendar, chance: &mut Chance) -> Option<Document> {
    let mut note = invoice.clone();
    note.day =
        calendar.working_day(invoice.day + DayNumber::try_from(chance.between(2, 18)).unwrap_or(2));
    let kept = 1 + chance.below(2);
    note.lines.truncate(kept);
    for line in &mut note.lines {
        line.quantity = (line.quantity * chance.between(10, 60) / 100).max(1);
        line.promised_quantity = line.quantity;
    }
    (note.day <= calendar.last).then(|| as_credit_note(note, calendar))
}

/// Turns a document into a credit note: every quantity and amount below zero, in the currency of
/// its own day.
fn as_credit_note(mut note: Document, calendar: &Calendar) -> Document {
    note.kind = Kind::CreditNote;
    let in_lev = note.day < calendar.euro_day;
    for line in &mut note.lines {
        line.quantity = -line.quantity.abs();
        line.promised_quantity = line.quantity;
        lines::price_again(line, note.in_lev, in_lev);
    }
    note.in_lev = in_lev;
    note.promised_day = note.day;
    note.delivered_day = Some(note.day);
    note.due_day = note.day;
    note.paid = true;
    note
}

/// A handful of sales at the counter that nobody wrote a customer on.
fn cash_sales(calendar: &Calendar, chance: &mut Chance, documents: &mut Vec<Document>) {
    let days = i64::from(calendar.last - calendar.first);
    for _ in 0..14 {
        let passed = DayNumber::try_from(chance.between(0, days)).unwrap_or(0);
        let day = calendar
            .working_day(calendar.first + passed)
            .min(calendar.last);
        let in_lev = day < calendar.euro_day;
        documents.push(Document {
            kind: Kind::Invoice,
            number: 0,
            day,
            client: None,
            site: 0,
            order_number: 0,
            promised_day: day,
            delivered_day: Some(day),
            due_day: day,
            paid: true,
            in_lev,
            lines: lines::of_cash_sale(calendar.price_factor(day), in_lev, chance),
        });
    }
}

/// Numbers run by day. Invoices, credit notes and cancelled invoices share one series, as
/// Bulgarian law has it; pro formas have their own.
fn number(documents: &mut [Document]) {
    documents.sort_by_key(|document| (document.day, document.client, document.kind));
    let (mut invoices, mut pro_formas) = (FIRST_INVOICE_NUMBER, 0);
    for (order, document) in documents.iter_mut().enumerate() {
        let series = if document.kind == Kind::ProForma {
            &mut pro_formas
        } else {
            &mut invoices
        };
        *series += 1;
        document.number = *series;
        document.order_number = order as u64 + 1;
    }
}

/// The first day on which Bulgarian documents are in euro.
fn euro_day() -> DayNumber {
    day_number(Date::constant(2026, 1, 1))
}
