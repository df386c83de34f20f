//! How long what is said of a competitor holds, and how sure it is.

use super::words::PositionSource;
use crate::day::{Date, DayNumber, day_number};

/// Days after which what was only heard counts no more.
pub const HEARSAY_DAYS: DayNumber = 90;

impl PositionSource {
    /// How sure something from here is, 0 to 1.
    #[must_use]
    pub const fn confidence(self) -> f64 {
        match self {
            Self::Hearsay => 0.5,
            Self::Client | Self::Published | Self::Observed => 1.0,
        }
    }
}

/// Does something observed on a day still hold on another? What was only heard holds for [`HEARSAY_DAYS`].
#[must_use]
pub fn holds(source: PositionSource, observed_on: Date, today: Date) -> bool {
    let age = day_number(today) - day_number(observed_on);
    source != PositionSource::Hearsay || age <= HEARSAY_DAYS
}
