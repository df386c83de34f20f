//! Addresses about watched folders.

/// Which folders are watched.
pub const SETTINGS_WATCH: &str = "/settings/watched-folders";
