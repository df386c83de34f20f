//! Routes by area; [`crate::router`] puts them together.

pub(crate) mod happenings;
