//! The shapes that leave the program: the `--json` of the command line and the bodies of the API.
//!
//! They are a contract (`DESIGN.md` section 4): keys are added, never renamed or dropped. Amounts
//! are strings with a dot, days are ISO 8601, shares are fractions of one, unknown says why.

pub mod account;
pub mod agreements;
pub mod approval_limits;
pub mod asking;
pub mod authority;
pub mod bond_rules;
pub mod brand;
pub mod chain;
pub mod concentration;
pub mod duplicate;
pub mod execution;
pub mod firm;
pub mod gifts;
pub mod happenings;
pub mod import;
pub mod interests;
pub mod journal;
pub mod key;
pub mod manager;
pub mod market;
pub mod market_prices;
pub mod morning;
pub mod need;
pub mod obligations;
pub mod observations;
pub mod opportunities;
pub mod origins;
pub mod people_map;
pub mod person;
pub mod plan;
pub mod prospects;
pub mod reading;
pub mod review;
pub mod satisfaction;
pub mod search;
pub mod settings;
pub mod spotters;
pub mod stage;
pub mod support;
pub mod trash;
pub mod troubles;
pub mod value;
pub mod walls;
pub mod watched;
pub mod week;
pub mod what_followed;
pub mod work_hours;
