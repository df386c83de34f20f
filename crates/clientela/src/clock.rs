//! The one real clock of the program.

use clientela_app::context::Clock;
use clientela_domain::day::Date;
use jiff::Timestamp;

/// The system's time; civil days where the machine stands, or as of a day given.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    /// The day every figure is asked for, instead of today.
    pub as_of: Option<Date>,
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one place that reads the clock"
        )]
        Timestamp::now()
    }

    fn today(&self) -> Date {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the one place that reads the clock"
        )]
        self.as_of
            .unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }

    fn local(&self, at: Timestamp) -> jiff::civil::DateTime {
        at.to_zoned_datetime(jiff::tz::TimeZone::system())
            .datetime()
    }
}
