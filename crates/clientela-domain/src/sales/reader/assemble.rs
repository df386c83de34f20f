//! A line is written, all its columns at once.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::amounts::line_amounts;
use super::cells::is_personal;
use super::plan::Plan;
use super::words::{CompanyNumbers, Words, line_hashes, words};
use super::{CustomerSeen, Fault, NoLine, ProductSeen, ReadBatch};
use crate::amount::Amount;
use crate::currency::{Currency, euro_from_lev};
use crate::day::{DayNumber, day_from_number};
use crate::identifiers::mask_personal_number;
use crate::names::folded_customer_name;
use crate::sales::column::Column;
use crate::sales::lines::{
    DocumentKind, Hashed, LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS, customer_key, document_key,
};
use crate::sales::report::{
    SetAside, SetAsideReason, SkipReason, Skipped, VALUE_EXCERPT_CHARACTERS,
};
use crate::sales::rows::{CellKind, Record};
use crate::sales::values::parse_currency;

/// Collects the outcome of one batch.
pub(super) struct Assembler<'p, 'a> {
    plan: &'p Plan,
    pub(super) rows: u64,
    out: ReadBatch,
    /// Equal cells follow each other, so the last answer is kept.
    days: [(&'a str, DayNumber); DAYS.len()],
    last_currency: Option<(&'a str, Option<Currency>)>,
    last_customer: Option<(&'a str, u32, u32)>,
    /// Customer of each name without code, once it was folded.
    customer_of_name: Vec<Option<u32>>,
    last_document: Option<DocumentIdentity>,
    company_numbers: CompanyNumbers<'a>,
    customers: HashSet<[u32; 5], BuildHasherDefault<Hashed>>,
    last_seen_customer: [u32; 5],
    products: HashSet<[u32; 4], BuildHasherDefault<Hashed>>,
    last_seen_product: [u32; 4],
    bytes: Vec<u8>,
}

const DAYS: [Column; 4] = [
    Column::DocumentDate,
    Column::DueDate,
    Column::PromisedDate,
    Column::DeliveredDate,
];

/// What [`document_key`] is made of, and its answer.
#[derive(Clone, Copy, PartialEq)]
struct DocumentIdentity {
    kind: DocumentKind,
    number: u32,
    day: DayNumber,
    customer: u32,
    key: u64,
}

/// The numbers a line has besides its amounts.
struct Others {
    promised_quantity: i64,
    delivered_quantity: i64,
    paid: i64,
    open: i64,
}

impl<'p, 'a> Assembler<'p, 'a> {
    pub(super) fn new(plan: &'p Plan, rows: usize) -> Self {
        Self {
            plan,
            rows: 0,
            out: ReadBatch {
                lines: LineBatch::with_capacity(rows),
                ..ReadBatch::default()
            },
            days: [("", UNKNOWN_DAY); DAYS.len()],
            last_currency: None,
            last_customer: None,
            customer_of_name: Vec::new(),
            last_document: None,
            company_numbers: CompanyNumbers::default(),
            customers: HashSet::default(),
            last_seen_customer: [u32::MAX; 5],
            products: HashSet::default(),
            last_seen_product: [u32::MAX; 4],
            bytes: Vec::with_capacity(512),
        }
    }

    pub(super) fn skip(&mut self, line: u64, reason: SkipReason) {
        self.out.skipped.push(Skipped { line, reason });
    }

    pub(super) fn finish(mut self) -> ReadBatch {
        self.out.rows = self.rows;
        self.out
    }

    /// Keeps a faulty row for correction, personal numbers masked.
    pub(super) fn set_aside(&mut self, record: Record<'a>, fault: Fault) {
        let company_fields = [
            Column::CustomerRegistrationNumber,
            Column::CustomerVatNumber,
        ]
        .map(|column| self.plan.position(column));
        let mut row: Vec<String> = Vec::with_capacity(record.len());
        for (position, field) in record.fields().enumerate() {
            if company_fields.contains(&Some(position)) && is_personal(field.trim()) {
                self.out.masked_personal_numbers += 1;
                row.push(mask_personal_number(field));
            } else {
                row.push(field.to_owned());
            }
        }
        let field = fault
            .field
            .or_else(|| fault.column.and_then(|column| self.plan.position(column)));
        let value = fault.value.unwrap_or_else(|| {
            let text = field
                .and_then(|field| row.get(field))
                .map_or("", String::as_str);
            text.trim().chars().take(VALUE_EXCERPT_CHARACTERS).collect()
        });
        let (line, column, reason) = (record.line(), fault.column, fault.reason);
        self.out.set_aside.push(SetAside {
            line,
            field,
            column,
            value,
            reason,
            row,
        });
    }

    /// Reads the whole record first and writes the line only when nothing is wrong with it.
    pub(super) fn line(&mut self, record: Record<'a>, kind: DocumentKind) -> Result<(), NoLine> {
        let plan = self.plan;
        let missing = |reason, column| NoLine::Fault(Fault::of(reason, column));
        let document_number = plan.code(record, Column::DocumentNumber)?;
        if document_number.is_empty() {
            return Err(missing(
                SetAsideReason::DocumentNumberMissing,
                Column::DocumentNumber,
            ));
        }
        let mut days = [UNKNOWN_DAY; DAYS.len()];
        for (at, column) in DAYS.into_iter().enumerate() {
            days[at] = self.day(record, at, column)?;
        }
        if days[0] == UNKNOWN_DAY {
            return Err(missing(SetAsideReason::DateMissing, Column::DocumentDate));
        }
        let amounts = line_amounts(plan, record, kind)?;
        let (currency, assumed) = self.currency(record, amounts.currency, days[0])?;
        let words = words(plan, record, document_number, &mut self.company_numbers)?;
        let other = |column| {
            let number = plan.number(record, column)?;
            number.map_or(Ok(UNKNOWN_UNITS), |number| {
                number
                    .units()
                    .map_err(|_| Fault::of(SetAsideReason::NumberTooLarge, column))
            })
        };
        let others = Others {
            promised_quantity: other(Column::PromisedQuantity)?,
            delivered_quantity: other(Column::DeliveredQuantity)?,
            paid: other(Column::PaidAmount)?,
            open: other(Column::OpenAmount)?,
        };

        self.out.masked_personal_numbers += words.masked;
        self.out.derived_from_gross += u64::from(amounts.derived_from_gross);
        self.out.currency_assumed += u64::from(assumed);
        self.push_words(&words, kind, days[0]);
        let lines = &mut self.out.lines;
        lines.source_line.push(record.line());
        lines.kind.push(kind);
        lines.currency.push(currency);
        lines.day.push(days[0]);
        lines.due_day.push(days[1]);
        lines.promised_day.push(days[2]);
        lines.delivered_day.push(days[3]);
        lines.quantity.push(amounts.quantity);
        lines.unit_price.push(amounts.unit_price);
        lines.discount.push(amounts.discount);
        lines.net.push(amounts.net);
        lines.net_euro.push(euro(amounts.net, currency));
        lines.vat.push(amounts.vat);
        lines.gross.push(amounts.gross);
        lines.cost.push(amounts.cost);
        lines.cost_euro.push(euro(amounts.cost, currency));
        lines.promised_quantity.push(others.promised_quantity);
        lines.delivered_quantity.push(others.delivered_quantity);
        lines.paid.push(others.paid);
        lines.open.push(others.open);
        let hashes = line_hashes(&mut self.bytes, lines, &words);
        lines.content.push(hashes.content);
        lines.knowledge.push(hashes.knowledge);
        Ok(())
    }

    fn day(&mut self, record: Record<'a>, at: usize, column: Column) -> Result<DayNumber, Fault> {
        let text = self.plan.text(record, column);
        let (last, day) = self.days[at];
        // The kind of the cell matters too: numbers are never remembered, and an error is no day,
        // whatever it shows.
        let is_error = self
            .plan
            .position(column)
            .is_some_and(|position| record.kind(position) == CellKind::Error);
        if last == text && !text.is_empty() && !is_error {
            return Ok(day);
        }
        let day = self.plan.day(record, column)?;
        if text
            .bytes()
            .any(|byte| !byte.is_ascii_digit() && byte != b'.')
        {
            self.days[at] = (text, day);
        }
        Ok(day)
    }

    /// The currency of the line, and whether the calendar alone says so.
    fn currency(
        &mut self,
        record: Record<'a>,
        beside: Option<Currency>,
        day: DayNumber,
    ) -> Result<(Currency, bool), Fault> {
        let text = self.plan.word(record, Column::Currency)?;
        if !text.is_empty() {
            let currency = match self.last_currency {
                Some((last, currency)) if last == text => currency,
                _ => parse_currency(text),
            };
            self.last_currency = Some((text, currency));
            return currency
                .map(|currency| (currency, false))
                .ok_or(Fault::of(SetAsideReason::CurrencyUnknown, Column::Currency));
        }
        Ok(match beside.or(self.plan.file_currency) {
            Some(currency) => (currency, false),
            None if day < self.plan.euro_day => (Currency::BGN, true),
            None => (Currency::EUR, true),
        })
    }

    fn push_words(&mut self, words: &Words<'a>, kind: DocumentKind, day: DayNumber) {
        let lines = &mut self.out.lines;
        let number = lines.document_number.push(words.document_number);
        let name = lines.customer_name.push(words.customer_name);
        let customer = self.push_customer(words, name);
        let lines = &mut self.out.lines;
        let registration = lines.registration_number.push(words.registration_number);
        let vat = lines.vat_number.push(words.vat_number);
        let city = lines.city.push(words.city);
        lines.site.push(words.site);
        let product = lines.product.push(words.product);
        let product_name = lines.product_name.push(words.product_name);
        let group = lines.product_group.push(words.product_group);
        let brand = lines.brand.push(words.brand);
        lines.unit.push(words.unit);
        lines.sales_representative.push(words.sales_representative);
        lines.order_number.push(words.order_number);
        let identity = DocumentIdentity {
            kind,
            number,
            day,
            customer,
            key: 0,
        };
        let document = match self.last_document {
            Some(last) if (DocumentIdentity { key: 0, ..last }) == identity => last.key,
            _ => {
                let year = day_from_number(day).map_or(0, |day| day.year());
                document_key(
                    kind,
                    words.document_number,
                    year,
                    &lines.customer.words()[customer as usize],
                )
            }
        };
        self.last_document = Some(DocumentIdentity {
            key: document,
            ..identity
        });
        lines.document.push(document);
        self.see_customer(words, [customer, name, registration, vat, city]);
        self.see_product(words, [product, product_name, group, brand]);
    }

    fn see_customer(&mut self, words: &Words<'a>, seen: [u32; 5]) {
        // Number 0 is the empty word: nobody.
        let unknown = seen[0] == 0;
        if unknown || seen == self.last_seen_customer || !self.customers.insert(seen) {
            return;
        }
        self.last_seen_customer = seen;
        self.out.customers.push(CustomerSeen {
            key: self.out.lines.customer.words()[seen[0] as usize].to_string(),
            code: words.customer_code.to_owned(),
            name: words.customer_name.to_owned(),
            registration_number: words.registration_number.to_owned(),
            vat_number: words.vat_number.to_owned(),
            city: words.city.to_owned(),
        });
    }

    fn see_product(&mut self, words: &Words<'a>, seen: [u32; 4]) {
        if seen[0] == 0 || seen == self.last_seen_product || !self.products.insert(seen) {
            return;
        }
        self.last_seen_product = seen;
        self.out.products.push(ProductSeen {
            product: words.product.to_owned(),
            name: words.product_name.to_owned(),
            group: words.product_group.to_owned(),
            brand: words.brand.to_owned(),
        });
    }

    fn push_customer(&mut self, words: &Words<'a>, name: u32) -> u32 {
        let column = &mut self.out.lines.customer;
        let customer = match (self.last_customer, words.customer_code) {
            (Some((code, last_name, customer)), _)
                if (code, last_name) == (words.customer_code, name) =>
            {
                column.push_number(customer)
            }
            (_, "") => {
                let slot = name as usize;
                if self.customer_of_name.len() <= slot {
                    self.customer_of_name.resize(slot + 1, None);
                }
                match self.customer_of_name[slot] {
                    Some(customer) => column.push_number(customer),
                    None => {
                        let folded = folded_customer_name(words.customer_name);
                        let customer = column.push(&customer_key("", &folded));
                        self.customer_of_name[slot] = Some(customer);
                        customer
                    }
                }
            }
            (_, code) => column.push(&customer_key(code, "")),
        };
        self.last_customer = Some((words.customer_code, name, customer));
        customer
    }
}

/// Lev to euro, rounded to the cent; unknown for other currencies.
fn euro(units: i64, currency: Currency) -> i64 {
    if currency != Currency::BGN || units == UNKNOWN_UNITS {
        return UNKNOWN_UNITS;
    }
    i64::try_from(euro_from_lev(Amount::from_units(units.into())).units()).unwrap_or(UNKNOWN_UNITS)
}
