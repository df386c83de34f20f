//! What pages are told and what forms say, in the words of the domain and without any formatting.
//!
//! [`crate::desk::Desk`] hands these out; pages turn them into sentences, tables and charts.

pub mod account;
pub mod agreements;
pub mod authority;
pub mod bond_rules;
pub mod brand;
pub mod chain;
pub mod concentration;
pub mod duplicates;
pub mod execution;
pub mod firm;
pub mod gifts;
pub mod happenings;
pub mod import;
pub mod interests;
pub mod journal;
pub mod key;
pub mod known;
pub mod managers;
pub mod market;
pub mod morning;
pub mod obligations;
pub mod observations;
pub mod opportunities;
pub mod origins;
pub mod people;
pub mod people_map;
pub mod plan;
pub mod prospects;
pub mod reading;
pub mod search;
pub mod settings;
pub mod spotters;
pub mod stage;
pub mod support;
pub mod team;
pub mod trash;
pub mod walls;
pub mod watch;
pub mod week;

pub use account::*;
pub use concentration::*;
pub use duplicates::*;
pub use firm::*;
pub use import::*;
pub use journal::*;
pub use key::*;
pub use managers::*;
pub use people::*;
pub use search::*;
pub use settings::*;
pub use team::*;

use clientela_domain::day::{Date, Period};

/// Which days a figure is about, as the address says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeriodChoice {
    /// The twelve months that end on the ledger's last day.
    #[default]
    TwelveMonths,
    /// The whole ledger.
    AllTime,
    /// These days.
    Between(Period),
}

impl PeriodChoice {
    /// From the fields `period` (`all` or empty), `from` and `to` of an address; days that are no
    /// days, or the wrong way round, count as not given.
    #[must_use]
    pub fn from_fields(period: &str, from: &str, to: &str) -> Self {
        let day = |text: &str| text.trim().parse::<Date>().ok();
        match (day(from), day(to)) {
            (Some(from), Some(to)) if from <= to => Self::Between(Period { from, to }),
            _ if period == "all" => Self::AllTime,
            _ => Self::TwelveMonths,
        }
    }
}
