//! The shape of the two Parquet files of a part, and the way of a [`LineBatch`] into it and back.
//!
//! Unknown is null in the file; the schema version stands in the file's metadata.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, AsArray, Date32Array, Decimal128Array, DictionaryArray, Int32Array, RecordBatch,
    StringArray, UInt32Array, UInt64Array,
};
use arrow::buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow::compute::cast;
use arrow::datatypes::{
    DataType, Date32Type, Decimal128Type, Field, Schema, SchemaRef, UInt32Type, UInt64Type,
};
use arrow::error::ArrowError;
use clientela_domain::currency::Currency;
use clientela_domain::day::{DayNumber, Month, day_from_number};
use clientela_domain::sales::lines::{
    DocumentKind, LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS, WordColumn,
};

use crate::columns::{DAYS, IDENTITIES, UNITS, WORDS, kind_from_code};

/// Version of the file shapes below; grows when a reader of the old shape would go wrong.
pub(crate) const SCHEMA_VERSION: &str = "1";

/// Key of [`SCHEMA_VERSION`] in the file metadata.
pub(crate) const SCHEMA_VERSION_KEY: &str = "clientela.schema_version";

/// Digits of money and quantities.
const DIGITS: u8 = 18;

/// Decimals of money and quantities.
const DECIMALS: i8 = 4;

/// The type of money and quantities.
pub(crate) const AMOUNT: DataType = DataType::Decimal128(DIGITS, DECIMALS);

/// Words on their way into a file: each distinct word once, and its number per line.
fn word_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::UInt32), Box::new(DataType::Utf8))
}

/// Columns of the file of lines as they are written; `words` is the type of word columns.
fn lines_schema(words: &DataType) -> SchemaRef {
    let mut fields = Vec::new();
    for column in IDENTITIES {
        fields.push(Field::new(column.name, DataType::UInt64, false));
    }
    fields.push(Field::new("month", DataType::Int32, false));
    fields.push(Field::new("kind", words.clone(), false));
    fields.push(Field::new("currency", words.clone(), false));
    for column in DAYS {
        fields.push(Field::new(
            column.name,
            DataType::Date32,
            column.name != "day",
        ));
    }
    for column in WORDS {
        fields.push(Field::new(column.name, words.clone(), true));
    }
    for column in UNITS {
        fields.push(Field::new(column.name, AMOUNT, column.name != "net"));
    }
    Arc::new(Schema::new(fields))
}

/// The schema in which lines are written.
pub(crate) fn lines_written() -> SchemaRef {
    lines_schema(&word_type())
}

/// The schema in which lines are queried.
pub(crate) fn lines_read() -> SchemaRef {
    lines_schema(&DataType::Utf8View)
}

/// Word columns of a summary, in the order of its key.
pub(crate) const SUMMARY_WORDS: [&str; 3] = ["customer", "product_group", "sales_representative"];

/// Sums of a summary.
pub(crate) const SUMMARY_SUMS: [&str; 7] = [
    "revenue",
    "revenue_euro",
    "quantity",
    "costed_revenue",
    "costed_revenue_euro",
    "cost",
    "cost_euro",
];

/// The schema in which summaries are written.
pub(crate) fn summary_written() -> SchemaRef {
    summary_schema(&word_type())
}

/// The schema in which summaries are queried.
pub(crate) fn summary_read() -> SchemaRef {
    summary_schema(&DataType::Utf8View)
}

/// Columns of the summary; `words` is the type of word columns.
fn summary_schema(words: &DataType) -> SchemaRef {
    let mut fields = vec![
        Field::new("month", DataType::Int32, false),
        Field::new("currency", words.clone(), false),
    ];
    fields.extend(SUMMARY_WORDS.map(|name| Field::new(name, words.clone(), true)));
    fields.push(Field::new("lines", DataType::Int64, false));
    fields.extend(SUMMARY_SUMS.map(|name| Field::new(name, AMOUNT, false)));
    fields.push(Field::new("first_day", DataType::Date32, false));
    fields.push(Field::new("last_day", DataType::Date32, false));
    Arc::new(Schema::new(fields))
}

/// The batch as Arrow columns, without a copy per word.
pub(crate) fn to_record_batch(
    lines: &LineBatch,
    schema: &SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let mut columns: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    for column in IDENTITIES {
        columns.push(Arc::new(UInt64Array::from((column.of)(lines).clone())));
    }
    columns.push(Arc::new(months(&lines.day)));
    columns.push(kinds(&lines.kind)?);
    columns.push(currencies(&lines.currency)?);
    for column in DAYS {
        let days = (column.of)(lines);
        columns.push(Arc::new(Date32Array::try_new(
            ScalarBuffer::from(days.clone()),
            known(days, |&day| day != UNKNOWN_DAY),
        )?));
    }
    for column in WORDS {
        columns.push(words((column.of)(lines))?);
    }
    for column in UNITS {
        columns.push(Arc::new(amounts((column.of)(lines))?));
    }
    RecordBatch::try_new(Arc::clone(schema), columns)
}

fn known<T>(values: &[T], is_known: impl Fn(&T) -> bool) -> Option<NullBuffer> {
    let bits = BooleanBuffer::collect_bool(values.len(), |at| is_known(&values[at]));
    let nulls = NullBuffer::new(bits);
    (nulls.null_count() > 0).then_some(nulls)
}

/// Ten-thousandths as exact decimals.
pub(crate) fn amounts(units: &[i64]) -> Result<Decimal128Array, ArrowError> {
    let values: Vec<i128> = units
        .iter()
        .map(|&unit| {
            if unit == UNKNOWN_UNITS {
                0
            } else {
                i128::from(unit)
            }
        })
        .collect();
    Decimal128Array::try_new(
        ScalarBuffer::from(values),
        known(units, |&unit| unit != UNKNOWN_UNITS),
    )?
    .with_precision_and_scale(DIGITS, DECIMALS)
}

fn words(column: &WordColumn) -> Result<ArrayRef, ArrowError> {
    numbered_words(
        column.index().to_vec(),
        column.words().iter().map(|word| &**word),
    )
}

/// Words by number; number 0 is unknown.
pub(crate) fn numbered_words<'a>(
    numbers: Vec<u32>,
    words: impl Iterator<Item = &'a str>,
) -> Result<ArrayRef, ArrowError> {
    let nulls = known(&numbers, |&number| number != 0);
    let keys = UInt32Array::try_new(ScalarBuffer::from(numbers), nulls)?;
    let words = Arc::new(StringArray::from_iter_values(words));
    Ok(Arc::new(DictionaryArray::<UInt32Type>::try_new(
        keys, words,
    )?))
}

fn months(days: &[DayNumber]) -> Int32Array {
    let mut last = (UNKNOWN_DAY, 0);
    days.iter()
        .map(|&day| {
            // Lines of one day follow each other, so most months repeat the one before.
            if day != last.0 {
                last = (day, month_index(day));
            }
            Some(last.1)
        })
        .collect()
}

/// Running number of the month of a day; days outside the calendar fall into month 0.
pub(crate) fn month_index(day: DayNumber) -> i32 {
    day_from_number(day).map_or(0, |day| Month::of(day).index())
}

fn kinds(kinds: &[DocumentKind]) -> Result<ArrayRef, ArrowError> {
    const CODES: [DocumentKind; 3] = [
        DocumentKind::Invoice,
        DocumentKind::CreditNote,
        DocumentKind::DebitNote,
    ];
    let numbers: UInt32Array = kinds
        .iter()
        .map(|kind| match kind {
            DocumentKind::Invoice => 0,
            DocumentKind::CreditNote => 1,
            DocumentKind::DebitNote => 2,
        })
        .collect::<Vec<u32>>()
        .into();
    let codes = Arc::new(StringArray::from_iter_values(CODES.map(DocumentKind::code)));
    Ok(Arc::new(DictionaryArray::<UInt32Type>::try_new(
        numbers, codes,
    )?))
}

/// Currencies by code.
pub(crate) fn currencies(currencies: &[Currency]) -> Result<ArrayRef, ArrowError> {
    // A file has a handful of currencies, so a scan is quicker than hashing.
    let mut codes: Vec<Currency> = Vec::new();
    let numbers: Vec<u32> = currencies
        .iter()
        .map(|currency| {
            let at = codes
                .iter()
                .position(|code| code == currency)
                .unwrap_or_else(|| {
                    codes.push(*currency);
                    codes.len() - 1
                });
            u32::try_from(at).unwrap_or(u32::MAX)
        })
        .collect();
    let words = Arc::new(StringArray::from_iter_values(
        codes.iter().map(Currency::code),
    ));
    Ok(Arc::new(DictionaryArray::<UInt32Type>::try_new(
        UInt32Array::from(numbers),
        words,
    )?))
}

/// Appends the lines of a batch read from a file.
pub(crate) fn append_lines(to: &mut LineBatch, batch: &RecordBatch) -> Result<(), ArrowError> {
    let column = |name: &str, data_type: &DataType| -> Result<ArrayRef, ArrowError> {
        let column = batch
            .column_by_name(name)
            .ok_or_else(|| ArrowError::SchemaError(format!("column {name} is missing")))?;
        cast(column, data_type)
    };
    let view = DataType::Utf8View;
    for identity in IDENTITIES {
        let values = column(identity.name, &DataType::UInt64)?;
        (identity.of_mut)(to).extend_from_slice(values.as_primitive::<UInt64Type>().values());
    }
    let kinds = column("kind", &view)?;
    let currencies = column("currency", &view)?;
    for line in 0..batch.num_rows() {
        let unreadable =
            |what: &str| ArrowError::ParseError(format!("unknown {what} in line {line}"));
        let kind = kind_from_code(kinds.as_string_view().value(line));
        to.kind.push(kind.ok_or_else(|| unreadable("kind"))?);
        let currency = Currency::from_code(currencies.as_string_view().value(line));
        to.currency
            .push(currency.ok_or_else(|| unreadable("currency"))?);
    }
    for day in DAYS {
        let values = column(day.name, &DataType::Date32)?;
        let values = values.as_primitive::<Date32Type>();
        (day.of_mut)(to).extend(values.iter().map(|value| value.unwrap_or(UNKNOWN_DAY)));
    }
    for word in WORDS {
        let values = column(word.name, &view)?;
        let words = (word.of_mut)(to);
        for value in values.as_string_view() {
            words.push(value.unwrap_or_default());
        }
    }
    for units in UNITS {
        let values = column(units.name, &AMOUNT)?;
        let values = values.as_primitive::<Decimal128Type>();
        // Eighteen digits always fit.
        let units_of = |value: i128| i64::try_from(value).unwrap_or(UNKNOWN_UNITS);
        (units.of_mut)(to).extend(
            values
                .iter()
                .map(|value| value.map_or(UNKNOWN_UNITS, units_of)),
        );
    }
    Ok(())
}
