//! One file per page: its handler, its struct, the sentences it says. Templates hold no logic.

pub mod account;
pub mod accounts;
pub mod concentration;
pub mod errors;
pub mod export;
pub mod help;
pub mod import;
pub mod imports;
pub mod key_accounts;
pub mod preferences;
pub mod set_aside;
pub mod settings;
pub mod shared;
pub mod sign_in;
pub mod start;
pub mod team;

use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use crate::request::{FLASH_COOKIE, Visitor, set_cookie};

/// Seconds a message about something done waits for the next page.
const FLASH_SECONDS: u64 = 15;

/// Goes on to another page after a deed, where `message` is said once.
pub(crate) fn done(visitor: &Visitor, to: &str, message: &str) -> Response {
    let cookie = set_cookie(FLASH_COOKIE, message, FLASH_SECONDS, visitor.secure, false);
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}
