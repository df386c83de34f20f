//! The summary of a part: sums by customer, month, product group, sales representative and
//! currency, so that figures of a whole firm need not read the lines.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int32Array, Int64Array, RecordBatch};
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use clientela_domain::amount::LINE_UNITS_MAX;
use clientela_domain::currency::Currency;
use clientela_domain::day::DayNumber;
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS, WordColumn};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use crate::schema::{amounts, currencies, month_index, numbered_words};

/// Groups a summary may have; with more it would need over 200 MB while an import runs, and would
/// hardly be smaller than the lines.
const GROUPS_MAX: usize = 1_000_000;

/// A summary pays when it has at most this share of the lines: 1 / 2.
const LINES_PER_GROUP_MIN: u64 = 2;

/// Below this many lines a summary is always kept; it costs nothing.
const LINES_SMALL: u64 = 10_000;

/// Number of [`crate::schema::SUMMARY_SUMS`].
const SUMS: usize = 7;

/// What a group is about: numbers of words, and the month.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    customer: u32,
    product_group: u32,
    sales_representative: u32,
    month: i32,
    currency: Currency,
}

/// Sums of one group, in ten-thousandths.
#[derive(Clone, Copy)]
struct Group {
    lines: i64,
    sums: [i64; SUMS],
    first_day: DayNumber,
    last_day: DayNumber,
}

/// Every word that ever came, once; number 0 is unknown.
struct Words {
    numbers: HashMap<Box<str>, u32, Xxh3DefaultBuilder>,
    words: Vec<Box<str>>,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            numbers: HashMap::from_iter([("".into(), 0)]),
            words: vec!["".into()],
        }
    }
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    /// Numbers of the words of a batch's column, by the column's own numbers.
    fn numbers(&mut self, column: &WordColumn) -> Vec<u32> {
        column
            .words()
            .iter()
            .map(|word| self.number(word))
            .collect()
    }
}

/// Sums lines into a summary. It gives up, and the part then has no summary, when there are too
/// many groups or a sum leaves the eighteen digits of the file.
#[derive(Default)]
pub(crate) struct SummarySums {
    customers: Words,
    product_groups: Words,
    sales_representatives: Words,
    numbers: HashMap<Key, u32, Xxh3DefaultBuilder>,
    keys: Vec<Key>,
    groups: Vec<Group>,
    lines: u64,
    given_up: bool,
}

impl SummarySums {
    pub(crate) fn add(&mut self, lines: &LineBatch) {
        if self.given_up {
            return;
        }
        let customers = self.customers.numbers(&lines.customer);
        let product_groups = self.product_groups.numbers(&lines.product_group);
        let sales_representatives = self
            .sales_representatives
            .numbers(&lines.sales_representative);
        let mut month_of_day = (UNKNOWN_DAY, 0);
        let mut last: Option<(Key, usize)> = None;
        for line in 0..lines.len() {
            let day = lines.day[line];
            if day != month_of_day.0 {
                month_of_day = (day, month_index(day));
            }
            let key = Key {
                customer: customers[lines.customer.index()[line] as usize],
                product_group: product_groups[lines.product_group.index()[line] as usize],
                sales_representative: sales_representatives
                    [lines.sales_representative.index()[line] as usize],
                month: month_of_day.1,
                currency: lines.currency[line],
            };
            let at = match last {
                Some((last, at)) if last == key => at,
                _ => self.group(key, day),
            };
            last = Some((key, at));
            if !add_line(&mut self.groups[at], lines, line) {
                self.give_up();
                return;
            }
        }
        self.lines += lines.len() as u64;
        if self.groups.len() > GROUPS_MAX {
            self.give_up();
        }
    }

    fn group(&mut self, key: Key, day: DayNumber) -> usize {
        let next = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        let at = *self.numbers.entry(key).or_insert(next);
        if at == next {
            self.keys.push(key);
            self.groups.push(Group {
                lines: 0,
                sums: [0; SUMS],
                first_day: day,
                last_day: day,
            });
        }
        at as usize
    }

    fn give_up(&mut self) {
        *self = Self {
            given_up: true,
            ..Self::default()
        };
    }

    /// The summary as columns of `schema`; `None` when the part is better off without.
    pub(crate) fn finish(self, schema: &SchemaRef) -> Result<Option<RecordBatch>, ArrowError> {
        let groups = self.groups.len() as u64;
        let pays = self.lines <= LINES_SMALL || groups * LINES_PER_GROUP_MIN <= self.lines;
        if self.given_up || !pays {
            return Ok(None);
        }
        let numbers = |of: fn(&Key) -> u32| self.keys.iter().map(of).collect::<Vec<u32>>();
        let column = |of: fn(&Key) -> u32, words: &Words| {
            numbered_words(numbers(of), words.words.iter().map(|word| &**word))
        };
        let codes: Vec<Currency> = self.keys.iter().map(|key| key.currency).collect();
        let mut columns: Vec<ArrayRef> = vec![
            Arc::new(
                self.keys
                    .iter()
                    .map(|key| Some(key.month))
                    .collect::<Int32Array>(),
            ),
            currencies(&codes)?,
            column(|key| key.customer, &self.customers)?,
            column(|key| key.product_group, &self.product_groups)?,
            column(|key| key.sales_representative, &self.sales_representatives)?,
            Arc::new(
                self.groups
                    .iter()
                    .map(|group| Some(group.lines))
                    .collect::<Int64Array>(),
            ),
        ];
        for sum in 0..SUMS {
            let units: Vec<i64> = self.groups.iter().map(|group| group.sums[sum]).collect();
            columns.push(Arc::new(amounts(&units)?));
        }
        let days = |of: fn(&Group) -> DayNumber| -> ArrayRef {
            Arc::new(
                self.groups
                    .iter()
                    .map(|group| Some(of(group)))
                    .collect::<Date32Array>(),
            )
        };
        columns.push(days(|group| group.first_day));
        columns.push(days(|group| group.last_day));
        RecordBatch::try_new(Arc::clone(schema), columns).map(Some)
    }
}

/// Adds a line, and says whether the sums still fit.
fn add_line(group: &mut Group, lines: &LineBatch, line: usize) -> bool {
    let or_zero = |units: i64| if units == UNKNOWN_UNITS { 0 } else { units };
    let cost_known = lines.cost[line] != UNKNOWN_UNITS;
    let net = lines.net[line];
    let net_euro = or_zero(lines.net_euro[line]);
    let if_costed = |units: i64| if cost_known { or_zero(units) } else { 0 };
    // In the order of `SUMMARY_SUMS`.
    let values = [
        net,
        net_euro,
        or_zero(lines.quantity[line]),
        if_costed(net),
        if_costed(net_euro),
        or_zero(lines.cost[line]),
        if_costed(lines.cost_euro[line]),
    ];
    for (sum, value) in group.sums.iter_mut().zip(values) {
        match sum.checked_add(value) {
            Some(total) if total.unsigned_abs() <= LINE_UNITS_MAX.unsigned_abs() => *sum = total,
            _ => return false,
        }
    }
    let day = lines.day[line];
    group.lines += 1;
    group.first_day = group.first_day.min(day);
    group.last_day = group.last_day.max(day);
    true
}
