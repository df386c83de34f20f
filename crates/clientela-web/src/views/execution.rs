//! What was promised against what was done, as the use cases tell it.

pub use clientela_app::measure_execution::{
    AccountExecution, Execution, ExecutionRequest as MeasureRequest, FAILED_KEPT, FailedOf,
    place_text, read_place,
};
use clientela_domain::execution::LineTerms;
pub use clientela_domain::execution::deliveries::FailedPlace;
use clientela_domain::ids::AccountId;

use super::PeriodChoice;

/// What the page is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExecutionRequest {
    /// Of one client; of all in sight when absent.
    pub account: Option<AccountId>,
    /// Which days.
    pub period: PeriodChoice,
    /// Window and tolerance; those of the firm when absent.
    pub terms: Option<LineTerms>,
    /// Failed lines only after this place.
    pub failed_after: Option<FailedPlace>,
}

pub use clientela_app::keep_executions::EventDraft;
pub use clientela_app::list_executions::{
    EventLine, EventPage, EventQuery, cursor_text, read_cursor,
};
pub use clientela_app::on_time_settings::OnTimeSettings;
