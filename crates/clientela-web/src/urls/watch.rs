//! Addresses about what comes in by files: watched folders, samples.

use clientela_domain::records::FileKind;

/// Which folders are watched.
pub const SETTINGS_WATCH: &str = "/settings/watched-folders";

/// A small file of a kind, to be filled in.
#[must_use]
pub fn import_sample(kind: FileKind) -> String {
    format!("/imports/samples/{}", kind.code())
}
