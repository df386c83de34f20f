//! Prospects another system sends again and again, found by their registration number.

use clientela_store::Viewer;
use clientela_store::prospects::{self, Prospect};

use crate::context::Context;
use crate::error::AppError;
use crate::field_texts;
use crate::log_interaction::invalid;

/// The prospect of a registration number; `None` when the viewer sees none.
///
/// # Errors
/// [`AppError::Invalid`] without a number, for one that is none in this country, and when several prospects have it;
/// when the book cannot answer.
pub async fn prospect_by_number(
    context: &Context,
    viewer: &Viewer,
    (number, country): (&str, &str),
) -> Result<Option<Prospect>, AppError> {
    let field = "registration_number";
    let country = country.trim().to_uppercase();
    let read = field_texts::registration_number(number, &country);
    let read = read.map_err(|code| invalid(field, code, number))?;
    if read.is_empty() {
        return Err(invalid(field, "required", number));
    }
    let mut found = prospects::numbered(&context.store.read(viewer), &read).await?;
    match found.len() {
        0 | 1 => Ok(found.pop()),
        _ => Err(invalid(field, "match-ambiguous", number)),
    }
}
