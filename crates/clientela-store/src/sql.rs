//! The one way to the database: statements with `$1` placeholders, which both databases read.

use clientela_domain::event_day::ToldDay;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::{ConnectionTrait, DatabaseExecutor, QueryResult, Statement, TryGetable, Value};
use uuid::Uuid;

use clientela_domain::currency::Currency;

use crate::connection::placeholders;
use crate::error::StoreError;
use crate::transaction::{Reader, Tx};

/// An enumeration whose variants are words of the schema.
macro_rules! words {
    ($(#[$type_doc:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)? }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])* $name),+ }

        impl $type {
            /// Every variant.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable word, as in SQL and JSON.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The variant of a stable word.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.code() == code)
            }
        }
    };
}
pub(crate) use words;

/// Values bound in one statement, in the order of their placeholders.
pub(crate) type Values = Vec<Value>;

/// Most values bound in one statement of [`insert_many`]; both databases take far more.
const VALUES_MAX: usize = 2_000;

/// Most keys in one `IN (…)`.
pub(crate) const KEYS_MAX: usize = 200;

/// Runs a query and reads each row.
pub(crate) async fn all<T>(
    reader: &dyn Reader,
    operation: &'static str,
    text: &str,
    values: Values,
    read: fn(&Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let executor = reader.executor().0;
    let statement = Statement::from_sql_and_values(executor.get_database_backend(), text, values);
    let rows = executor.query_all_raw(statement).await.map_err(|source| {
        reader.note_failure();
        StoreError::Database { operation, source }
    })?;
    rows.into_iter()
        .map(|result| read(&Row { result, operation }))
        .collect()
}

/// Runs a query that gives at most one row.
pub(crate) async fn one<T>(
    reader: &dyn Reader,
    operation: &'static str,
    text: &str,
    values: Values,
    read: fn(&Row) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    Ok(all(reader, operation, text, values, read)
        .await?
        .into_iter()
        .next())
}

/// Runs a statement and returns how many rows it changed.
pub(crate) async fn execute(
    tx: &Tx,
    operation: &'static str,
    text: &str,
    values: Values,
) -> Result<u64, StoreError> {
    let executor = tx.executor().0;
    let statement = Statement::from_sql_and_values(executor.get_database_backend(), text, values);
    let result = executor.execute_raw(statement).await.map_err(|source| {
        tx.note_failure();
        StoreError::Database { operation, source }
    })?;
    Ok(result.rows_affected())
}

/// Inserts many rows in as few statements as the limits allow. `head` is the text up to `VALUES`,
/// `tail` what follows the rows (`ON CONFLICT …`, or nothing). Returns the rows inserted or changed.
pub(crate) async fn insert_many<T>(
    tx: &Tx,
    operation: &'static str,
    (head, tail): (&str, &str),
    rows: &[T],
    values_of: impl Fn(&T) -> Values,
) -> Result<u64, StoreError> {
    let Some(first) = rows.first() else {
        return Ok(0);
    };
    let width = values_of(first).len();
    let rows_at_once = (VALUES_MAX / width.max(1)).max(1);
    let backend = tx.executor().0.get_database_backend();
    let mut changed = 0;
    for chunk in rows.chunks(rows_at_once) {
        let rows = placeholders(backend, chunk.len(), width);
        let text = format!("{head} VALUES {rows} {tail}");
        let values = chunk.iter().flat_map(&values_of).collect();
        changed += execute(tx, operation, &text, values).await?;
    }
    Ok(changed)
}

/// `$3, $4, $5` for three placeholders from the third on.
pub(crate) fn list(from: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 6);
    for number in from..from + count {
        if number > from {
            text.push_str(", ");
        }
        text.push('$');
        text.push_str(&number.to_string());
    }
    text
}

/// A value to bind.
pub(crate) trait Bind {
    fn bind(self) -> Value;
}

macro_rules! bind_directly {
    ($($type:ty),+) => {$(
        impl Bind for $type {
            fn bind(self) -> Value { Value::from(self) }
        }
    )+};
}
bind_directly!(
    i64,
    Option<i64>,
    bool,
    f64,
    Option<f64>,
    String,
    Option<String>,
    Uuid,
    Option<Uuid>,
    Vec<u8>,
    Option<Vec<u8>>
);

impl Bind for &str {
    fn bind(self) -> Value {
        Value::from(self)
    }
}

impl Bind for Option<&str> {
    fn bind(self) -> Value {
        Value::from(self.map(str::to_owned))
    }
}

impl Bind for &String {
    fn bind(self) -> Value {
        Value::from(self.clone())
    }
}

impl Bind for &Option<String> {
    fn bind(self) -> Value {
        Value::from(self.clone())
    }
}

impl Bind for &[u8] {
    fn bind(self) -> Value {
        Value::from(self.to_vec())
    }
}

/// Counts fit: nothing in the book is counted beyond 2^63.
impl Bind for u64 {
    fn bind(self) -> Value {
        Value::from(i64::try_from(self).unwrap_or(i64::MAX))
    }
}

impl Bind for Option<u64> {
    fn bind(self) -> Value {
        Value::from(self.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

impl Bind for Timestamp {
    fn bind(self) -> Value {
        Value::from(self.as_microsecond())
    }
}

impl Bind for Option<Timestamp> {
    fn bind(self) -> Value {
        Value::from(self.map(Timestamp::as_microsecond))
    }
}

impl Bind for Date {
    fn bind(self) -> Value {
        Value::from(day_text(self))
    }
}

impl Bind for Option<Date> {
    fn bind(self) -> Value {
        Value::from(self.map(day_text))
    }
}

/// A day as columns hold it, in ten letters that sort as the days do. Before the year 0 stands the distance
/// from 1000 BC: `-956-07-28` is 28 July 44 BC (the year -43), earlier than every `0000-..`.
fn day_text(day: Date) -> String {
    if day.year() >= 0 {
        return day.to_string();
    }
    let distance = (FIRST_YEAR + i32::from(day.year())).max(0);
    format!("-{distance:03}-{:02}-{:02}", day.month(), day.day())
}

/// Years before the year 0 that a column can hold.
const FIRST_YEAR: i32 = 999;

impl Bind for Currency {
    fn bind(self) -> Value {
        Value::from(self.code())
    }
}

/// `binds![a, b, c]`: the values of one statement.
macro_rules! binds {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Bind::bind($value)),*] };
}
pub(crate) use binds;

/// A 64-bit hash as the signed integer with the same bits.
pub(crate) const fn hash_bits(hash: u64) -> i64 {
    hash.cast_signed()
}

/// One row of an answer.
pub(crate) struct Row {
    result: QueryResult,
    operation: &'static str,
}

impl Row {
    fn get<T: TryGetable>(&self, column: &str) -> Result<T, StoreError> {
        self.result
            .try_get("", column)
            .map_err(StoreError::while_doing(self.operation))
    }

    pub(crate) fn uuid(&self, column: &str) -> Result<Uuid, StoreError> {
        self.get(column)
    }

    pub(crate) fn uuid_if_any(&self, column: &str) -> Result<Option<Uuid>, StoreError> {
        self.get(column)
    }

    pub(crate) fn text(&self, column: &str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(crate) fn text_if_any(&self, column: &str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    pub(crate) fn integer(&self, column: &str) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(crate) fn integer_if_any(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    pub(crate) fn count(&self, column: &str) -> Result<u64, StoreError> {
        Ok(u64::try_from(self.integer(column)?).unwrap_or(0))
    }

    pub(crate) fn count_if_any(&self, column: &str) -> Result<Option<u64>, StoreError> {
        Ok(self
            .get::<Option<i64>>(column)?
            .and_then(|count| u64::try_from(count).ok()))
    }

    pub(crate) fn hash(&self, column: &str) -> Result<u64, StoreError> {
        Ok(self.integer(column)?.cast_unsigned())
    }

    pub(crate) fn hash_if_any(&self, column: &str) -> Result<Option<u64>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(i64::cast_unsigned))
    }

    pub(crate) fn truth(&self, column: &str) -> Result<bool, StoreError> {
        self.get(column)
    }

    pub(crate) fn number_if_any(&self, column: &str) -> Result<Option<f64>, StoreError> {
        self.get(column)
    }

    pub(crate) fn bytes(&self, column: &str) -> Result<Vec<u8>, StoreError> {
        self.get(column)
    }

    pub(crate) fn bytes_if_any(&self, column: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(column)
    }

    pub(crate) fn instant(&self, column: &str) -> Result<Timestamp, StoreError> {
        instant(self.integer(column)?)
    }

    pub(crate) fn instant_if_any(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        self.get::<Option<i64>>(column)?.map(instant).transpose()
    }

    pub(crate) fn day(&self, column: &str) -> Result<Date, StoreError> {
        day(&self.text(column)?)
    }

    /// A day of a record with how it is told, which stands in `told_day`.
    pub(crate) fn told_day(&self, column: &str) -> Result<ToldDay, StoreError> {
        match self.word_if_any("told_day", ToldDay::parse)? {
            Some(told) => Ok(told),
            None => self.day(column).map(ToldDay::from),
        }
    }

    pub(crate) fn day_if_any(&self, column: &str) -> Result<Option<Date>, StoreError> {
        self.text_if_any(column)?.as_deref().map(day).transpose()
    }

    /// A word of the schema, read by `from_code`.
    pub(crate) fn word<T>(
        &self,
        column: &'static str,
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let value = self.text(column)?;
        from_code(&value).ok_or(StoreError::Inconsistent {
            what: column,
            value,
        })
    }
}

impl Row {
    /// A word of the schema that may be absent.
    pub(crate) fn word_if_any<T>(
        &self,
        column: &'static str,
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        let Some(value) = self.text_if_any(column)? else {
            return Ok(None);
        };
        match from_code(&value) {
            Some(word) => Ok(Some(word)),
            None => Err(StoreError::Inconsistent {
                what: column,
                value,
            }),
        }
    }
}

fn instant(microsecond: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microsecond).map_err(|_| StoreError::Inconsistent {
        what: "instant",
        value: microsecond.to_string(),
    })
}

/// The mirror of [`day_text`].
pub(crate) fn day(value: &str) -> Result<Date, StoreError> {
    let read = match value.strip_prefix('-') {
        None => value.parse().ok(),
        Some(before) => day_before_christ(before),
    };
    read.ok_or_else(|| StoreError::Inconsistent {
        what: "day",
        value: value.to_owned(),
    })
}

/// The mirror of [`day_text`] for years below 0.
fn day_before_christ(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let distance: i32 = parts.next()?.parse().ok()?;
    let year = i16::try_from(distance - FIRST_YEAR).ok()?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Date::new(year, month, day).ok()
}

/// What runs statements: a pool or a transaction. Its content stays inside this crate.
pub struct Executor<'a>(pub(crate) DatabaseExecutor<'a>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_ten_letters_that_sort_as_the_days_do() {
        let days = [
            Date::constant(-999, 1, 1),
            Date::constant(-74, 12, 31),
            Date::constant(-43, 3, 15),
            Date::constant(-1, 1, 1),
            Date::constant(0, 6, 1),
            Date::constant(14, 8, 19),
            Date::constant(2026, 11, 26),
        ];
        let texts = days.map(day_text);
        assert!(
            texts.is_sorted() && texts.iter().all(|text| text.len() == 10),
            "{texts:?}"
        );
        assert_eq!(texts[2], "-956-03-15");
        for (date, text) in days.into_iter().zip(texts) {
            assert_eq!(day(&text).unwrap(), date);
        }
        assert!(day("-95x-03-15").is_err());
    }

    #[test]
    fn placeholders_count_through() {
        assert_eq!(list(3, 3), "$3, $4, $5");
        assert_eq!(list(1, 0), "");
    }
}
