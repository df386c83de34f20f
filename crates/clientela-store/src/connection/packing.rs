//! Many short rows as few long ones: the driver takes longer to hand a row over than the database to find it, so of
//! millions of rows that are all wanted each page comes as one row of bytes.

use clientela_domain::day::Date;
use sea_orm::{ConnectionTrait, DbBackend};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Bind, Row, Values};
use crate::transaction::Reader;

/// Rows of one page: about three megabytes of ids; in tests of this crate a page is turned after a few.
const PAGE: usize = if cfg!(test) { 3 } else { 40_000 };

/// Letters of a day, as columns hold it.
const DAY_WIDTH: usize = 10;

/// Ends a row whose last column is a word.
const END: u8 = b';';

/// A column.
#[derive(Clone, Copy)]
pub(crate) enum Column {
    /// An id; nothing is read as the id of zeros.
    Id(&'static str),
    /// A day.
    Day(&'static str),
    /// Whether something is there.
    IsThere(&'static str),
    /// A word of the schema; only as the last column, since it alone has no width of its own.
    Word(&'static str),
}

impl Column {
    const fn name(self) -> &'static str {
        match self {
            Self::Id(name) | Self::Day(name) | Self::Word(name) | Self::IsThere(name) => name,
        }
    }

    const fn width(self) -> usize {
        match self {
            Self::Id(_) => 16,
            Self::Day(_) => DAY_WIDTH,
            Self::IsThere(_) => 1,
            Self::Word(_) => 0,
        }
    }

    /// The column's bytes, where it is called `called`.
    fn bytes(self, called: &str, backend: DbBackend) -> String {
        let on_postgres = backend == DbBackend::Postgres;
        match self {
            Self::Id(_) if on_postgres => {
                format!("uuid_send(coalesce({called}, '{}'::uuid))", Uuid::nil())
            }
            Self::Id(_) => format!("coalesce({called}, x'{}')", Uuid::nil().simple()),
            Self::Day(_) => text_bytes(called, on_postgres),
            Self::Word(_) => {
                let ended = format!("{called} || '{}'", char::from(END));
                text_bytes(&ended, on_postgres)
            }
            Self::IsThere(_) => {
                let flag = format!("CASE WHEN {called} IS NULL THEN '0' ELSE '1' END");
                text_bytes(&flag, on_postgres)
            }
        }
    }
}

fn text_bytes(text: &str, on_postgres: bool) -> String {
    if on_postgres {
        format!("convert_to({text}, 'UTF8')")
    } else {
        format!("({text})")
    }
}

/// What is read.
pub(crate) struct Packing<'a> {
    /// The columns, those by which pages are turned first: together they differ from row to row, an index holds them
    /// in this order, and none is ever absent.
    pub(crate) columns: &'a [Column],
    /// How many columns pages are turned by.
    pub(crate) keys: usize,
    /// The tables, as after `FROM`.
    pub(crate) from: &'a str,
    /// The condition, as after `WHERE`.
    pub(crate) condition: &'a str,
    /// What the condition needs bound.
    pub(crate) values: Values,
}

impl Packing<'_> {
    /// The statement of a page; `after` says how many values were bound before those of the last row.
    fn statement(&self, backend: DbBackend, after: Option<usize>) -> String {
        let names = |count: usize| -> Vec<&str> {
            let columns = self.columns.iter().take(count);
            columns.map(|column| column.name()).collect()
        };
        let keys = names(self.keys).join(", ");
        let later = after.map_or_else(String::new, |bound| {
            format!("AND ({keys}) > ({})", sql::list(bound + 1, self.keys))
        });
        let (mut selected, mut bytes) = (Vec::new(), Vec::new());
        for (number, column) in self.columns.iter().enumerate() {
            let called = format!("column_{number}");
            selected.push(format!("{} AS {called}", column.name()));
            bytes.push(column.bytes(&called, backend));
        }
        let bytes = bytes.join(" || ");
        let together = match backend {
            DbBackend::Postgres => format!("string_agg({bytes}, ''::bytea)"),
            _ => format!("CAST(group_concat({bytes}, '') AS BLOB)"),
        };
        format!(
            "SELECT {together} AS packed FROM (SELECT {} FROM {} WHERE {} {later} ORDER BY {keys} LIMIT {PAGE}) AS page",
            selected.join(", "),
            self.from,
            self.condition
        )
    }

    /// Every row, in the order of the columns by which pages are turned.
    ///
    /// # Errors
    /// When the database refuses, or what it holds is not what columns are said to hold.
    pub(crate) async fn read<T>(
        self,
        reader: &dyn Reader,
        operation: &'static str,
        read: fn(&mut Record<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        let mut page = self.page(reader, operation, None).await?;
        loop {
            let records = self.records(&page);
            let last = records.last().filter(|_| records.len() == PAGE);
            // The database looks for the next page while this one is read.
            let next = async {
                match last {
                    Some(last) => self.page(reader, operation, Some(last)).await.map(Some),
                    None => Ok(None),
                }
            };
            let all = async {
                found.reserve(records.len());
                for record in &records {
                    found.push(read(&mut Record { rest: record })?);
                }
                Ok(())
            };
            let (next, ()) = tokio::try_join!(next, all)?;
            match next {
                Some(next) => page = next,
                None => return Ok(found),
            }
        }
    }

    /// The bytes of the page after a record, or of the first.
    async fn page(
        &self,
        reader: &dyn Reader,
        operation: &'static str,
        after: Option<&[u8]>,
    ) -> Result<Vec<u8>, StoreError> {
        let backend = reader.executor().0.get_database_backend();
        let mut values = self.values.clone();
        let text = self.statement(backend, after.map(|_| values.len()));
        if let Some(last) = after {
            values.extend(self.key_of(last)?);
        }
        let packed = |row: &Row| row.bytes_if_any("packed");
        let page = sql::one(reader, operation, &text, values, packed).await?;
        Ok(page.flatten().unwrap_or_default())
    }

    /// The rows of a page in their order. Neither database promises to keep it while rows are put together, and pages
    /// are turned by the last row.
    fn records<'a>(&self, page: &'a [u8]) -> Vec<&'a [u8]> {
        let width: usize = self.columns.iter().map(|column| column.width()).sum();
        let ends_with_word = matches!(self.columns.last(), Some(Column::Word(_)));
        let mut records = Vec::with_capacity(PAGE);
        let mut rest = page;
        while rest.len() >= width && !rest.is_empty() {
            let mut end = width;
            if ends_with_word {
                let letters = rest[width..].iter().take_while(|byte| **byte != END);
                end = (width + letters.count() + 1).min(rest.len());
            }
            let (record, later) = rest.split_at(end);
            records.push(record);
            rest = later;
        }
        records.sort();
        records
    }

    /// The values by which the page after a record is found.
    fn key_of(&self, record: &[u8]) -> Result<Values, StoreError> {
        let mut record = Record { rest: record };
        let columns = self.columns.iter().take(self.keys);
        let value = |column: &Column| match column {
            Column::Id(_) => Ok(record.uuid().bind()),
            _ => record.letters(column.width()).map(Bind::bind),
        };
        columns.map(value).collect()
    }
}

/// One row; its columns are read from the first to the last.
pub(crate) struct Record<'a> {
    rest: &'a [u8],
}

impl<'a> Record<'a> {
    fn take(&mut self, width: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(width.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    pub(crate) fn uuid(&mut self) -> Uuid {
        Uuid::from_slice(self.take(16)).unwrap_or_default()
    }

    pub(crate) fn uuid_if_any(&mut self) -> Option<Uuid> {
        Some(self.uuid()).filter(|id| !id.is_nil())
    }

    pub(crate) fn is_there(&mut self) -> bool {
        self.take(1) == b"1"
    }

    pub(crate) fn day(&mut self) -> Result<Date, StoreError> {
        self.letters(DAY_WIDTH).and_then(sql::day)
    }

    /// The word of the schema that ends the row, read by `from_code`.
    pub(crate) fn word<T>(
        &mut self,
        what: &'static str,
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let width = self.rest.len().saturating_sub(1);
        let letters = self.letters(width)?;
        from_code(letters).ok_or_else(|| StoreError::Inconsistent {
            what,
            value: letters.to_owned(),
        })
    }

    fn letters(&mut self, width: usize) -> Result<&'a str, StoreError> {
        let taken = self.take(width);
        str::from_utf8(taken).map_err(|_| StoreError::Inconsistent {
            what: "packed",
            value: String::from_utf8_lossy(taken).into_owned(),
        })
    }
}
