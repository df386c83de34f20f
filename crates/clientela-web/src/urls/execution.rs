//! Addresses of what was promised against what was done.

use clientela_domain::ids::{AccountId, ExecutionEventId};

/// What counts as on time for the firm.
pub const SETTINGS_ON_TIME: &str = "/settings/on-time";
/// What was promised against what was done.
pub const EXECUTION: &str = "/execution";

/// The same for one client.
#[must_use]
pub fn account_execution(id: AccountId) -> String {
    format!("/accounts/{id}/execution")
}

/// Lines that are not as promised, as a file.
#[must_use]
pub fn execution_export(format: &str, query: &str) -> String {
    super::join_query(&format!("{EXECUTION}.{format}"), query)
}

/// What was recorded one by one.
pub const EXECUTION_EVENTS: &str = "/execution/events";
/// Recording something.
pub const EXECUTION_EVENT_NEW: &str = "/execution/events/new";

/// One event.
#[must_use]
pub fn execution_event(id: ExecutionEventId) -> String {
    format!("{EXECUTION_EVENTS}/{id}")
}

/// Withdrawing an event, or taking that back: `withdraw`, `reinstate`.
#[must_use]
pub fn execution_event_deed(id: ExecutionEventId, deed: &str) -> String {
    format!("{EXECUTION_EVENTS}/{id}/{deed}")
}

/// Recording something at a client.
#[must_use]
pub fn execution_event_new_at(id: AccountId) -> String {
    super::with_query(EXECUTION_EVENT_NEW, &[("account", &id.to_string())])
}

/// What was recorded at a client.
#[must_use]
pub fn execution_events_of(id: AccountId) -> String {
    super::with_query(EXECUTION_EVENTS, &[("account", &id.to_string())])
}
