//! Every limit of the server, with its reason.

use std::time::Duration;

/// Request head: a browser sends under 4 KiB; more is an attack or a broken proxy.
pub const HEAD_BYTES_MAX: usize = 32 * 1024;

/// Headers of one request.
pub const HEADERS_MAX: usize = 64;

/// A client that has not sent its whole head by then is dropped (slow-header attack, `RELIABILITY.md` S2).
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// A client that has not finished the TLS handshake by then is dropped.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// How often certificate and key are looked at again: a renewed one is used within a minute.
pub const CERTIFICATE_LOOKED_AT_EVERY: Duration = Duration::from_secs(30);

/// Open connections; each costs a file descriptor and up to [`HEAD_BYTES_MAX`] of memory.
pub const CONNECTIONS_MAX: usize = 4_096;

/// Open connections of one network address, so that one cannot take them all. A browser opens six.
pub const CONNECTIONS_PER_ADDRESS_MAX: usize = 256;

/// How long requests in flight may take to finish once the server is asked to stop.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(20);

/// A form: the largest one corrects a page of rows set aside.
pub const FORM_BYTES_MAX: usize = 2 * 1024 * 1024;

/// A sales file sent through the browser; the command line takes any size.
pub const UPLOAD_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// Clients on one page of a list.
pub const ACCOUNTS_PER_PAGE: u64 = 50;

/// Entries of a timeline and next steps on one page.
pub const ENTRIES_PER_PAGE: u64 = 50;

/// Entries of a timeline on a client's or a person's own page.
pub const ENTRIES_ON_RECORD: u64 = 10;

/// Entries of a timeline and next steps in one exported file: what a spreadsheet opens in a breath.
pub const ENTRIES_EXPORTED_MAX: u64 = 50_000;

/// Rows set aside on one page.
pub const SET_ASIDE_PER_PAGE: u64 = 50;

/// Characters of a search.
pub const SEARCH_CHARACTERS_MAX: usize = 100;

/// Characters of free text about evidence.
pub const EVIDENCE_CHARACTERS_MAX: usize = 2_000;

/// Characters of a name, an e-mail address, a link.
pub const SHORT_TEXT_CHARACTERS_MAX: usize = 300;

/// People on one page of a list.
pub const PEOPLE_PER_PAGE: usize = 50;

/// Rows of an exported list: more than any firm's people, less than a spreadsheet holds.
pub const EXPORT_ROWS_MAX: usize = 1_000_000;

/// Cities a filter offers; others can be typed.
pub const CITIES_OFFERED_MAX: usize = 500;

/// Clients, and people, the page of a search shows.
pub const SEARCH_HITS: usize = 25;

/// Clients, and people, the palette shows.
pub const PALETTE_HITS: usize = 6;

/// Records last opened that a browser may ask the palette to begin with.
pub const RECENT_RECORDS_MAX: usize = 8;
