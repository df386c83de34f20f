//! Execution events as lists, and as what is measured.

use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::AccountId;
use uuid::Uuid;

use super::{COLUMNS, ExecutionEvent, read_event, read_recorded, visible};
use crate::error::StoreError;
use crate::sql::{self, Bind, Row, Values, binds};
use crate::transaction::Reader;

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Only at this client.
    pub account: Option<AccountId>,
    /// Only of this kind.
    pub kind: Option<EventKind>,
    /// Only on or after this day.
    pub from: Option<Date>,
    /// Only up to this day, it included.
    pub to: Option<Date>,
    /// Those that were withdrawn, too.
    pub withdrawn: bool,
}

/// Where a list goes on: after the one with this day and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventKey {
    /// Its day.
    pub day: Date,
    /// Its id.
    pub id: Uuid,
}

/// Events the viewer may see, the latest first; at most `limit`.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &EventFilter,
    after: Option<EventKey>,
    limit: u64,
) -> Result<Vec<ExecutionEvent>, StoreError> {
    let mut values = binds![limit];
    let mut text = format!("SELECT {COLUMNS} FROM execution_events WHERE 1 = 1");
    conditions(filter, &mut text, &mut values);
    if let Some(key) = after {
        values.push(key.day.bind());
        let day = values.len();
        values.push(key.id.bind());
        let id = values.len();
        text.push_str(&format!(
            " AND (execution_events.day < ${day}
                OR (execution_events.day = ${day} AND execution_events.id < ${id}))"
        ));
    }
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(" ORDER BY execution_events.day DESC, execution_events.id DESC LIMIT $1");
    sql::all(
        reader,
        "listing execution events",
        &text,
        values,
        read_event,
    )
    .await
}

/// How many events of a filter the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn count(reader: &dyn Reader, filter: &EventFilter) -> Result<u64, StoreError> {
    let mut values = binds![];
    let mut text = "SELECT count(*) AS found FROM execution_events WHERE 1 = 1".to_owned();
    conditions(filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    let found = sql::one(reader, "counting events", &text, values, |row| {
        row.count("found")
    });
    Ok(found.await?.unwrap_or(0))
}

/// What was recorded of one client, or of all the viewer sees, client by client and in the order of days.
///
/// # Errors
/// When the database refuses.
pub async fn recorded(
    reader: &dyn Reader,
    account: Option<AccountId>,
) -> Result<Vec<(AccountId, Vec<Recorded>)>, StoreError> {
    let mut values = binds![];
    let mut text = format!("SELECT {COLUMNS} FROM execution_events WHERE 1 = 1");
    let filter = EventFilter {
        account,
        ..EventFilter::default()
    };
    conditions(&filter, &mut text, &mut values);
    text.push_str(" AND ");
    text.push_str(&visible(reader.viewer(), &mut values));
    text.push_str(
        " ORDER BY execution_events.account_id, execution_events.day, execution_events.id",
    );
    let read = |row: &Row| Ok((AccountId(row.uuid("account_id")?), read_recorded(row)?));
    let all = sql::all(reader, "reading execution events", &text, values, read).await?;
    let mut found: Vec<(AccountId, Vec<Recorded>)> = Vec::new();
    for (account, event) in all {
        match found.last_mut() {
            Some((last, own)) if *last == account => own.push(event),
            _ => found.push((account, vec![event])),
        }
    }
    Ok(found)
}

fn conditions(filter: &EventFilter, text: &mut String, values: &mut Values) {
    let mut add = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        text.push_str(&format!(" AND {condition} ${}", values.len()));
    };
    if let Some(account) = filter.account {
        add("execution_events.account_id =", account.0.bind());
    }
    if let Some(kind) = filter.kind {
        add("execution_events.kind =", kind.code().bind());
    }
    if let Some(day) = filter.from {
        add("execution_events.day >=", day.bind());
    }
    if let Some(day) = filter.to {
        add("execution_events.day <=", day.bind());
    }
    if !filter.withdrawn {
        text.push_str(" AND NOT execution_events.withdrawn");
    }
}
