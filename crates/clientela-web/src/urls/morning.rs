//! Addresses of the morning: whom to greet.

use clientela_domain::ids::{GreetingId, UserId};

use super::{HOME, with_query};

/// What somebody does with a greeting.
pub const GREETINGS: &str = "/greetings";

/// Taking back what somebody did with a greeting.
#[must_use]
pub fn greeting_taken_back(id: GreetingId) -> String {
    format!("{GREETINGS}/{id}/take-back")
}

/// Somebody's morning.
#[must_use]
pub fn morning_of(user: UserId) -> String {
    with_query(HOME, &[("for", &user.to_string())])
}
