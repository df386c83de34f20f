//! The sums of [`crate::direct`], by numbers of words.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, PrimitiveArray, RecordBatch};
use arrow::datatypes::{Date32Type, Decimal128Type, UInt64Type};
use arrow::error::ArrowError;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{DayNumber, Month, day_from_number};
use clientela_domain::ports::{Grouping, Total};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use crate::direct::dictionary_of;
use crate::schema::month_index;

/// Number of the empty word, which stands for unknown.
const UNKNOWN: u32 = 0;

/// A word of a dictionary that nobody has asked for yet.
const NOT_ASKED: u32 = u32::MAX;

/// Every word that ever came, once.
struct Words {
    numbers: HashMap<Arc<str>, u32, Xxh3DefaultBuilder>,
    words: Vec<Arc<str>>,
}

impl Words {
    fn new() -> Self {
        let empty: Arc<str> = "".into();
        Self {
            numbers: HashMap::from_iter([(Arc::clone(&empty), UNKNOWN)]),
            words: vec![empty],
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        self.add(word.into())
    }

    fn add(&mut self, word: Arc<str>) -> u32 {
        let number = u32::try_from(self.words.len()).unwrap_or(NOT_ASKED);
        self.words.push(Arc::clone(&word));
        self.numbers.insert(word, number);
        number
    }

    fn word(&self, number: u32) -> &Arc<str> {
        &self.words[number as usize]
    }

    /// The number of the smaller of two words, where an unknown one does not count.
    fn smaller(&self, one: u32, other: u32) -> u32 {
        match (one, other) {
            (UNKNOWN, known) | (known, UNKNOWN) => known,
            _ if one == other || self.word(one) <= self.word(other) => one,
            _ => other,
        }
    }
}

/// The words of one column: what the numbers of its dictionary are among all words.
#[derive(Default)]
struct Mapping {
    dictionary: Option<ArrayRef>,
    numbers: Vec<u32>,
}

impl Mapping {
    /// Numbers of the words of each line.
    fn map(&mut self, words: &mut Words, column: &ArrayRef) -> Result<Vec<u32>, ArrowError> {
        let own = dictionary_of(column)?;
        let known = self.dictionary.as_ref();
        if known.is_none_or(|known| !Arc::ptr_eq(known, own.values)) {
            self.numbers.clear();
            self.numbers.resize(own.texts.len(), NOT_ASKED);
            self.dictionary = Some(Arc::clone(own.values));
        }
        let mut numbers = Vec::with_capacity(own.keys.len());
        for (line, &key) in own.keys.values().iter().enumerate() {
            if own.keys.is_null(line) {
                numbers.push(UNKNOWN);
                continue;
            }
            let number = &mut self.numbers[key as usize];
            if *number == NOT_ASKED {
                *number = words.number(own.texts.value(key as usize));
            }
            numbers.push(*number);
        }
        Ok(numbers)
    }
}

/// What a sum is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    customer: u32,
    product: u32,
    representative: u32,
    month: i32,
    currency: u32,
}

/// One sum, in ten-thousandths.
struct Group {
    lines: u64,
    revenue: i128,
    revenue_euro: i128,
    quantity: i128,
    costed_revenue: i128,
    costed_revenue_euro: i128,
    cost: i128,
    cost_euro: i128,
    first_day: DayNumber,
    last_day: DayNumber,
    product_name: u32,
    product_group: u32,
}

impl Group {
    const fn new(day: DayNumber) -> Self {
        Self {
            lines: 0,
            revenue: 0,
            revenue_euro: 0,
            quantity: 0,
            costed_revenue: 0,
            costed_revenue_euro: 0,
            cost: 0,
            cost_euro: 0,
            first_day: day,
            last_day: day,
            product_name: UNKNOWN,
            product_group: UNKNOWN,
        }
    }

    fn merge(&mut self, other: &Self) {
        self.lines += other.lines;
        self.revenue += other.revenue;
        self.revenue_euro += other.revenue_euro;
        self.quantity += other.quantity;
        self.costed_revenue += other.costed_revenue;
        self.costed_revenue_euro += other.costed_revenue_euro;
        self.cost += other.cost;
        self.cost_euro += other.cost_euro;
        self.first_day = self.first_day.min(other.first_day);
        self.last_day = self.last_day.max(other.last_day);
    }
}

/// The amounts of a batch.
struct Amounts<'a> {
    net: &'a PrimitiveArray<Decimal128Type>,
    net_euro: &'a PrimitiveArray<Decimal128Type>,
    quantity: &'a PrimitiveArray<Decimal128Type>,
    cost: &'a PrimitiveArray<Decimal128Type>,
    cost_euro: &'a PrimitiveArray<Decimal128Type>,
}

/// The value of a line; zero when unknown.
fn known(column: &PrimitiveArray<Decimal128Type>, line: usize) -> i128 {
    if column.is_null(line) {
        0
    } else {
        column.value(line)
    }
}

impl Amounts<'_> {
    fn add_to(&self, group: &mut Group, line: usize, day: DayNumber) {
        let (net, net_euro) = (self.net.value(line), known(self.net_euro, line));
        group.lines += 1;
        group.revenue += net;
        group.revenue_euro += net_euro;
        group.quantity += known(self.quantity, line);
        if self.cost.is_valid(line) {
            group.costed_revenue += net;
            group.costed_revenue_euro += net_euro;
            group.cost += self.cost.value(line);
            group.cost_euro += known(self.cost_euro, line);
        }
        group.first_day = group.first_day.min(day);
        group.last_day = group.last_day.max(day);
    }
}

/// Sums lines batch by batch.
pub(crate) struct Sums {
    grouping: Grouping,
    words: Words,
    /// Mappings of customer, product, its name, its group, the currency and the representative.
    mappings: [Mapping; 6],
    numbers: HashMap<Key, u32, Xxh3DefaultBuilder>,
    keys: Vec<Key>,
    groups: Vec<Group>,
}

impl Sums {
    pub(crate) fn new(grouping: Grouping) -> Self {
        Self {
            grouping,
            words: Words::new(),
            mappings: Default::default(),
            numbers: HashMap::default(),
            keys: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Adds the lines of a batch that count, which is asked by day and, where the batch has it,
    /// document.
    pub(crate) fn add(
        &mut self,
        batch: &RecordBatch,
        counts: impl Fn(DayNumber, Option<u64>) -> bool,
    ) -> Result<(), ArrowError> {
        let days = column(batch, "day")?.as_primitive::<Date32Type>();
        let documents = batch.column_by_name("document");
        let documents = documents.map(|column| column.as_primitive::<UInt64Type>());
        let amounts = Amounts {
            net: decimals(batch, "net")?,
            net_euro: decimals(batch, "net_euro")?,
            quantity: decimals(batch, "quantity")?,
            cost: decimals(batch, "cost")?,
            cost_euro: decimals(batch, "cost_euro")?,
        };
        let mut words = |at: usize, name: &str, wanted: bool| {
            let column = wanted.then(|| column(batch, name)).transpose()?;
            let mapping = &mut self.mappings[at];
            column
                .map(|column| mapping.map(&mut self.words, column))
                .transpose()
        };
        let by_product = self.grouping.product;
        let customers = words(0, "customer", self.grouping.customer)?;
        let products = words(1, "product", by_product)?;
        let names = words(2, "product_name", by_product)?;
        let groups = words(3, "product_group", by_product)?;
        let currencies = words(4, "currency", true)?;
        let by_representative = self.grouping.sales_representative;
        let representatives = words(5, "sales_representative", by_representative)?;
        let word = |of: &Option<Vec<u32>>, line: usize| of.as_ref().map_or(UNKNOWN, |of| of[line]);
        let mut month_of_day = (DayNumber::MIN, 0);
        let mut last: Option<(Key, usize)> = None;
        for (line, &day) in days.values().iter().enumerate() {
            if !counts(day, documents.map(|documents| documents.value(line))) {
                continue;
            }
            if self.grouping.month && month_of_day.0 != day {
                month_of_day = (day, month_index(day));
            }
            let key = Key {
                customer: word(&customers, line),
                product: word(&products, line),
                representative: word(&representatives, line),
                month: month_of_day.1,
                currency: word(&currencies, line),
            };
            let at = match last {
                Some((known, at)) if known == key => at,
                _ => self.group(key, day),
            };
            last = Some((key, at));
            let group = &mut self.groups[at];
            amounts.add_to(group, line, day);
            if by_product {
                group.product_name = self.words.smaller(group.product_name, word(&names, line));
                group.product_group = self.words.smaller(group.product_group, word(&groups, line));
            }
        }
        Ok(())
    }

    fn group(&mut self, key: Key, day: DayNumber) -> usize {
        let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let at = *self.numbers.entry(key).or_insert(next);
        if at == next {
            self.keys.push(key);
            self.groups.push(Group::new(day));
        }
        at as usize
    }

    /// Adds the sums of other lines.
    pub(crate) fn merge(&mut self, other: Self) {
        let numbers: Vec<u32> = other
            .words
            .words
            .into_iter()
            .map(|word| match self.words.numbers.get(&word) {
                Some(&number) => number,
                None => self.words.add(word),
            })
            .collect();
        let word = |number: u32| numbers[number as usize];
        for (key, group) in other.keys.into_iter().zip(other.groups) {
            let key = Key {
                customer: word(key.customer),
                product: word(key.product),
                representative: word(key.representative),
                month: key.month,
                currency: word(key.currency),
            };
            let at = self.group(key, group.first_day);
            let own = &mut self.groups[at];
            own.merge(&group);
            own.product_name = self
                .words
                .smaller(own.product_name, word(group.product_name));
            own.product_group = self
                .words
                .smaller(own.product_group, word(group.product_group));
        }
    }

    /// The sums as they leave the ledger, by customer, month, product, representative and currency.
    pub(crate) fn totals(&mut self) -> Result<Vec<Total>, ArrowError> {
        let word = |number: u32| self.words.word(number);
        // Most words differ in their first bytes, and those lie side by side here.
        let mut order: Vec<(u64, usize)> = (0..self.keys.len())
            .map(|at| (first_bytes(word(self.keys[at].customer)), at))
            .collect();
        order.sort_unstable_by(|one, other| {
            let (a, b) = (&self.keys[one.1], &self.keys[other.1]);
            (one.0.cmp(&other.0))
                .then_with(|| word(a.customer).cmp(word(b.customer)))
                .then_with(|| a.month.cmp(&b.month))
                .then_with(|| word(a.product).cmp(word(b.product)))
                .then_with(|| word(a.representative).cmp(word(b.representative)))
                .then_with(|| word(a.currency).cmp(word(b.currency)))
        });
        order.into_iter().map(|(_, at)| self.total(at)).collect()
    }

    fn total(&self, at: usize) -> Result<Total, ArrowError> {
        let (key, group) = (&self.keys[at], &self.groups[at]);
        let word = |number: u32| Arc::clone(self.words.word(number));
        let code = self.words.word(key.currency);
        let unreadable = || ArrowError::ParseError(format!("{code} is not a currency"));
        Ok(Total {
            customer: word(key.customer),
            month: self.grouping.month.then(|| Month::from_index(key.month)),
            product: word(key.product),
            product_name: word(group.product_name),
            product_group: word(group.product_group),
            sales_representative: word(key.representative),
            currency: Currency::from_code(code).ok_or_else(unreadable)?,
            lines: group.lines,
            revenue: Amount::from_units(group.revenue),
            revenue_euro: Amount::from_units(group.revenue_euro),
            quantity: Amount::from_units(group.quantity),
            costed_revenue: Amount::from_units(group.costed_revenue),
            costed_revenue_euro: Amount::from_units(group.costed_revenue_euro),
            cost: Amount::from_units(group.cost),
            cost_euro: Amount::from_units(group.cost_euro),
            first_day: day_from_number(group.first_day).unwrap_or_default(),
            last_day: day_from_number(group.last_day).unwrap_or_default(),
        })
    }
}

/// The first eight bytes as a number that sorts like the word.
fn first_bytes(word: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = word.len().min(bytes.len());
    bytes[..length].copy_from_slice(&word.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef, ArrowError> {
    batch
        .column_by_name(name)
        .ok_or_else(|| ArrowError::SchemaError(format!("column {name} is missing")))
}

fn decimals<'b>(
    batch: &'b RecordBatch,
    name: &str,
) -> Result<&'b PrimitiveArray<Decimal128Type>, ArrowError> {
    let values = column(batch, name)?;
    values
        .as_primitive_opt::<Decimal128Type>()
        .ok_or_else(|| ArrowError::SchemaError(format!("{name} as {}", values.data_type())))
}
