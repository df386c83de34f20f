//! How each database is opened. Here, in [`crate::migrations`] and in the folder `migrations/` the
//! two differ; nowhere else.

pub(crate) mod copying;
pub(crate) mod postgres;
pub(crate) mod sqlite;

use sea_orm::DbBackend;

/// Writes the placeholder of the value bound at `number`, for statements with hundreds of values
/// that are bound in turn. SQLite finds a numbered one by searching the names of all others, so
/// that such a statement would cost the square of its values.
pub(crate) fn push_placeholder(text: &mut String, backend: DbBackend, number: usize) {
    if backend == DbBackend::Sqlite {
        text.push('?');
    } else {
        text.push('$');
        text.push_str(&number.to_string());
    }
}
