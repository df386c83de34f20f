//! A line is written, all its columns at once.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use super::amounts::line_amounts;
use super::cells::{MASK, company_number, is_personal};
use super::plan::Plan;
use super::{CustomerSeen, Fault, NoLine, ProductSeen, ReadBatch};
use crate::amount::Amount;
use crate::currency::{Currency, euro_from_lev};
use crate::day::{DayNumber, day_from_number};
use crate::sales::column::Column;
use crate::sales::identity::folded_customer_name;
use crate::sales::lines::{DocumentKind, LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS, customer_key, document_key};
use crate::sales::report::{SetAside, SetAsideReason, SkipReason, Skipped, VALUE_EXCERPT_CHARACTERS};
use crate::sales::rows::Record;
use crate::sales::values::parse_currency;

/// Collects the outcome of one batch.
pub(super) struct Assembler<'p, 'a> {
    plan: &'p Plan,
    pub(super) rows: u64,
    out: ReadBatch,
    /// Equal cells follow each other, so the last answer is kept.
    days: [(&'a str, DayNumber); DAYS.len()],
    last_currency: Option<(&'a str, Option<Currency>)>,
    last_customer: Option<(&'a str, &'a str, u32)>,
    last_document: Option<DocumentIdentity>,
    customers: HashSet<[u32; 5]>,
    last_seen_customer: [u32; 5],
    products: HashSet<[u32; 4]>,
    last_seen_product: [u32; 4],
    bytes: Vec<u8>,
}

const DAYS: [Column; 4] = [Column::DocumentDate, Column::DueDate, Column::PromisedDate, Column::DeliveredDate];

/// What [`document_key`] is made of, and its answer.
#[derive(Clone, Copy)]
struct DocumentIdentity {
    kind: DocumentKind,
    number: u32,
    day: DayNumber,
    customer: u32,
    key: u64,
}

/// The words of a line, borrowed from the record.
struct Words<'a> {
    document_number: &'a str,
    customer_code: &'a str,
    customer_name: &'a str,
    registration_number: &'a str,
    vat_number: &'a str,
    city: &'a str,
    site: &'a str,
    product: &'a str,
    product_name: &'a str,
    product_group: &'a str,
    brand: &'a str,
    unit: &'a str,
    sales_representative: &'a str,
    order_number: &'a str,
    masked: u64,
}

/// The numbers a line has besides its amounts.
struct Others {
    promised_quantity: i64,
    delivered_quantity: i64,
    paid: i64,
    open: i64,
}

impl<'p, 'a> Assembler<'p, 'a> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            rows: 0,
            out: ReadBatch::default(),
            days: [("", UNKNOWN_DAY); DAYS.len()],
            last_currency: None,
            last_customer: None,
            last_document: None,
            customers: HashSet::new(),
            last_seen_customer: [u32::MAX; 5],
            products: HashSet::new(),
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
        let company_fields = [Column::CustomerRegistrationNumber, Column::CustomerVatNumber]
            .map(|column| self.plan.position(column));
        let mut row: Vec<String> = Vec::with_capacity(record.len());
        for (position, field) in record.fields().enumerate() {
            if company_fields.contains(&Some(position)) && is_personal(field.trim()) {
                self.out.masked_personal_numbers += 1;
                row.push(MASK.to_owned());
            } else {
                row.push(field.to_owned());
            }
        }
        let field = fault.field.or_else(|| fault.column.and_then(|column| self.plan.position(column)));
        let value = fault.value.unwrap_or_else(|| {
            let text = field.and_then(|field| row.get(field)).map_or("", String::as_str);
            text.trim().chars().take(VALUE_EXCERPT_CHARACTERS).collect()
        });
        let (line, column, reason) = (record.line(), fault.column, fault.reason);
        self.out.set_aside.push(SetAside { line, field, column, value, reason, row });
    }

    /// Reads the whole record first and writes the line only when nothing is wrong with it.
    pub(super) fn line(&mut self, record: Record<'a>, kind: DocumentKind) -> Result<(), NoLine> {
        let plan = self.plan;
        let missing = |reason, column| NoLine::Fault(Fault::of(reason, column));
        let document_number = plan.code(record, Column::DocumentNumber)?;
        if document_number.is_empty() {
            return Err(missing(SetAsideReason::DocumentNumberMissing, Column::DocumentNumber));
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
        let words = words(plan, record, document_number)?;
        let other = |column| {
            let number = plan.number(record, column)?;
            number.map_or(Ok(UNKNOWN_UNITS), |number| {
                number.units().map_err(|_| Fault::of(SetAsideReason::NumberTooLarge, column))
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
        // The kind of the cell matters too, but only for numbers, whose days are never remembered.
        if last == text && !text.is_empty() {
            return Ok(day);
        }
        let day = self.plan.day(record, column)?;
        if text.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.') {
            self.days[at] = (text, day);
        }
        Ok(day)
    }

    /// The currency of the line, and whether the calendar alone says so.
    fn currency(&mut self, record: Record<'a>, beside: Option<Currency>, day: DayNumber) -> Result<(Currency, bool), Fault> {
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
        let customer = match self.last_customer {
            Some((code, name, customer)) if code == words.customer_code && name == words.customer_name => {
                lines.customer.push_number(customer)
            }
            _ => {
                let folded = match words.customer_code {
                    "" => folded_customer_name(words.customer_name),
                    _ => String::new(),
                };
                lines.customer.push(&customer_key(words.customer_code, &folded))
            }
        };
        self.last_customer = Some((words.customer_code, words.customer_name, customer));
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
        lines.document.push(document_of(&mut self.last_document, lines, kind, number, day, customer, words));

        let seen = [customer, name, registration, vat, city];
        if customer != 0 && seen != self.last_seen_customer {
            self.last_seen_customer = seen;
            if self.customers.insert(seen) {
                self.out.customers.push(CustomerSeen {
                    key: lines.customer.words()[customer as usize].to_string(),
                    code: words.customer_code.to_owned(),
                    name: words.customer_name.to_owned(),
                    registration_number: words.registration_number.to_owned(),
                    vat_number: words.vat_number.to_owned(),
                    city: words.city.to_owned(),
                });
            }
        }
        let seen = [product, product_name, group, brand];
        if product != 0 && seen != self.last_seen_product {
            self.last_seen_product = seen;
            if self.products.insert(seen) {
                self.out.products.push(ProductSeen {
                    product: words.product.to_owned(),
                    name: words.product_name.to_owned(),
                    group: words.product_group.to_owned(),
                    brand: words.brand.to_owned(),
                });
            }
        }
    }
}

fn document_of(
    last: &mut Option<DocumentIdentity>,
    lines: &LineBatch,
    kind: DocumentKind,
    number: u32,
    day: DayNumber,
    customer: u32,
    words: &Words<'_>,
) -> u64 {
    if let Some(known) = last
        && (known.kind, known.number, known.day, known.customer) == (kind, number, day, customer)
    {
        return known.key;
    }
    let year = day_from_number(day).map_or(0, |day| day.year());
    let key = document_key(kind, words.document_number, year, &lines.customer.words()[customer as usize]);
    *last = Some(DocumentIdentity { kind, number, day, customer, key });
    key
}

/// Reads the words of a record; a personal number in a company's column is left out.
fn words<'a>(plan: &Plan, record: Record<'a>, document_number: &'a str) -> Result<Words<'a>, Fault> {
    let mut masked = 0;
    let mut company = |column: Column| -> Result<&'a str, Fault> {
        let text = plan.code(record, column)?;
        if is_personal(text) {
            masked += 1;
            return Ok("");
        }
        Ok(company_number(text))
    };
    let registration_number = company(Column::CustomerRegistrationNumber)?;
    let vat_number = company(Column::CustomerVatNumber)?;
    let product_code = plan.code(record, Column::ProductCode)?;
    let product_name = plan.word(record, Column::ProductName)?;
    Ok(Words {
        document_number,
        customer_code: plan.code(record, Column::CustomerCode)?,
        customer_name: plan.word(record, Column::CustomerName)?,
        registration_number,
        vat_number,
        city: plan.word(record, Column::CustomerCity)?,
        site: plan.word(record, Column::Site)?,
        product: if product_code.is_empty() { product_name } else { product_code },
        product_name,
        product_group: plan.word(record, Column::ProductGroup)?,
        brand: plan.word(record, Column::Brand)?,
        unit: plan.word(record, Column::Unit)?,
        sales_representative: plan.word(record, Column::SalesRepresentative)?,
        order_number: plan.code(record, Column::OrderNumber)?,
        masked,
    })
}

/// Lev to euro, rounded to the cent; unknown for other currencies.
fn euro(units: i64, currency: Currency) -> i64 {
    if currency != Currency::BGN || units == UNKNOWN_UNITS {
        return UNKNOWN_UNITS;
    }
    i64::try_from(euro_from_lev(Amount::from_units(units.into())).units()).unwrap_or(UNKNOWN_UNITS)
}

struct LineHashes {
    content: u64,
    knowledge: u64,
}

/// Hashes of the line whose numbers were pushed last.
fn line_hashes(bytes: &mut Vec<u8>, lines: &LineBatch, words: &Words<'_>) -> LineHashes {
    let last = lines.net.len() - 1;
    bytes.clear();
    bytes.extend_from_slice(words.product.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(&lines.quantity[last].to_le_bytes());
    bytes.extend_from_slice(&lines.net[last].to_le_bytes());
    bytes.extend_from_slice(lines.currency[last].code().as_bytes());
    let content = xxh3_64(bytes);

    bytes.clear();
    let known_words = [
        words.customer_name,
        words.registration_number,
        words.vat_number,
        words.city,
        words.site,
        words.product_name,
        words.product_group,
        words.brand,
        words.unit,
        words.sales_representative,
        words.order_number,
    ];
    for (tag, word) in (1_u8..).zip(known_words) {
        if !word.is_empty() {
            bytes.push(tag);
            bytes.extend_from_slice(word.as_bytes());
            bytes.push(0);
        }
    }
    let numbers = [
        &lines.unit_price,
        &lines.discount,
        &lines.vat,
        &lines.gross,
        &lines.cost,
        &lines.promised_quantity,
        &lines.delivered_quantity,
        &lines.paid,
        &lines.open,
    ];
    for (tag, column) in (101_u8..).zip(numbers) {
        if column[last] != UNKNOWN_UNITS {
            bytes.push(tag);
            bytes.extend_from_slice(&column[last].to_le_bytes());
        }
    }
    let days = [&lines.day, &lines.promised_day, &lines.delivered_day, &lines.due_day];
    for (tag, column) in (201_u8..).zip(days) {
        if column[last] != UNKNOWN_DAY {
            bytes.push(tag);
            bytes.extend_from_slice(&column[last].to_le_bytes());
        }
    }
    LineHashes { content, knowledge: xxh3_64(bytes) }
}
