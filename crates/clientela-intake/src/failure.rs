//! Short ways to say why a file is refused.

use clientela_domain::sales::table_file::{TableError, TableErrorCode};

/// A refusal without a line.
pub(crate) fn refused(code: TableErrorCode, detail: impl Into<String>) -> TableError {
    TableError {
        code,
        line: None,
        detail: detail.into(),
    }
}

/// A refusal at a physical line.
pub(crate) fn refused_at(code: TableErrorCode, line: u64, detail: impl Into<String>) -> TableError {
    TableError {
        code,
        line: Some(line),
        detail: detail.into(),
    }
}

/// The system could not open or read the file.
#[expect(clippy::needless_pass_by_value, reason = "used as map_err(unreadable)")]
pub(crate) fn unreadable(error: std::io::Error) -> TableError {
    refused(TableErrorCode::Unreadable, error.to_string())
}

/// A size for a detail, `2 GiB` or `512 MiB`.
pub(crate) fn size(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1024 * 1024;
    if bytes >= 1024 * MEBIBYTE && bytes.is_multiple_of(1024 * MEBIBYTE) {
        format!("{} GiB", bytes / (1024 * MEBIBYTE))
    } else {
        format!("{} MiB", bytes.div_ceil(MEBIBYTE))
    }
}
