//! Watched folders, as the use cases tell of them.

pub use clientela_app::watch_arrivals::Arrivals;
pub use clientela_app::watched_folders::{WatchedFolders, WatchedKind, WatchedReport};
