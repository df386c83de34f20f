//! What is known of the execution of a clause in a span of days.

use clientela_domain::agreements::Window;
use clientela_domain::execution::{Facts, LineTerms};
use clientela_domain::ids::AccountId;
use clientela_store::Viewer;

use crate::context::Context;
use crate::error::AppError;

/// What is known of a client's execution in a span of days, lines judged by the terms of a clause.
pub(crate) async fn facts_of(
    _context: &Context,
    _viewer: &Viewer,
    (_account, _window, _terms): (AccountId, Window, LineTerms),
) -> Result<Facts, AppError> {
    Ok(Facts::default())
}
