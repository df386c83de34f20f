//! How each database is opened. Here, in [`crate::migrations`] and in the folder `migrations/` the
//! two differ; nowhere else.

pub(crate) mod copying;
pub(crate) mod packing;
pub(crate) mod postgres;
pub(crate) mod sqlite;

use sea_orm::DbBackend;

/// Writes the placeholder of the value bound at `number`, for statements with hundreds of values
/// that are bound in turn. SQLite finds a numbered one by searching the names of all others, so
/// that such a statement would cost the square of its values.
fn push_placeholder(text: &mut String, backend: DbBackend, number: usize) {
    if backend == DbBackend::Sqlite {
        text.push('?');
    } else {
        text.push('$');
        text.push_str(&number.to_string());
    }
}

/// `($1, $2), ($3, $4)` for two rows of two, or what the database takes instead.
pub(crate) fn placeholders(backend: DbBackend, rows: usize, width: usize) -> String {
    let mut text = String::with_capacity(rows * width * 7);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            if column > 0 {
                text.push_str(", ");
            }
            push_placeholder(&mut text, backend, row * width + column + 1);
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_what_each_database_takes_quickest() {
        let of = |backend| placeholders(backend, 2, 3);
        assert_eq!(of(DbBackend::Postgres), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(of(DbBackend::Sqlite), "(?, ?, ?), (?, ?, ?)");
    }
}
