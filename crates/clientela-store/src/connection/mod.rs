//! How each database is opened. Here, in [`crate::migrations`] and in the folder `migrations/` the
//! two differ; nowhere else.

pub(crate) mod copying;
pub(crate) mod postgres;
pub(crate) mod sqlite;
