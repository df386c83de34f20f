//! The pages, the API and their server. No SQL, no DataFusion, no business rule: a handler reads the
//! request, asks the [`desk`] one thing and renders one page.
//!
//! Reading order: [`router`] (which URL is which page) → [`request`] (who asks, in which language) →
//! [`pages`] (one file per page: its struct, its handler; its template in `templates/`) →
//! [`views`] (what a page is told) → [`charts`] → [`error`] → [`serve`].
//!
//! Invariants: every page works without JavaScript for reading and for forms; no inline script or
//! style anywhere (the content security policy refuses them); every unsafe request carries a CSRF
//! token; URLs are made by [`urls`] alone.

pub mod api;
pub mod app_desk;
pub mod assets;
pub mod calendar_text;
pub mod charts;
pub mod csrf;
pub mod desk;
pub mod error;
pub mod form;
pub mod frame;
pub mod health;
pub mod limits;
pub mod markup;
pub mod navigation;
pub mod pages;
pub mod request;
pub mod router;
mod routes;
pub mod sales_csv;
pub mod security;
pub mod serve;
pub mod shortcuts;
pub mod tls;
mod upload;
pub mod urls;
pub mod views;
pub mod workbook;

pub use app_desk::AppDesk;
pub use desk::Desk;
pub use router::{WebConfig, WebState, router};
