//! When a client buys, and how much more or less than on an average day.

use clientela_domain::day::{Date, DayNumber, day_from_number, day_number};

use super::euro_day;
use crate::wholesaler::clients::{Client, Story, Trade};

/// Sales of each month against the average month, per cent: shops live from December.
const SHOP_SEASON: [i32; 12] = [84, 86, 96, 102, 100, 98, 97, 96, 98, 102, 106, 135];

/// Hotels and restaurants live from the summer, with a small winter season.
const HOTEL_SEASON: [i32; 12] = [62, 66, 60, 76, 104, 150, 178, 176, 124, 72, 58, 74];

/// Prices and sales of a year before against this one.
const PRICES_A_YEAR_BEFORE: f64 = 0.965;

/// The days of a sample book.
pub(super) struct Calendar {
    pub(super) first: DayNumber,
    pub(super) last: DayNumber,
    /// From this day on documents are in euro.
    pub(super) euro_day: DayNumber,
    /// Month of the year (0 to 11) of each day from `first`.
    months: Vec<usize>,
    /// True for each day from `first` that is a Sunday.
    sundays: Vec<bool>,
}

impl Calendar {
    pub(super) fn three_years_to(today: Date) -> Self {
        let last = day_number(today);
        let first = today
            .tomorrow()
            .and_then(|next| next.checked_sub(jiff::Span::new().years(3)))
            .map_or(last, day_number);
        let day = |number| day_from_number(number).unwrap_or(today);
        let days = first..=last + 1;
        Self {
            first,
            last,
            euro_day: euro_day(),
            months: days
                .clone()
                .map(|number| usize::try_from(day(number).month() - 1).unwrap_or(0))
                .collect(),
            sundays: days
                .map(|number| day(number).weekday() == jiff::civil::Weekday::Sunday)
                .collect(),
        }
    }

    /// The day itself, or Monday for a Sunday.
    pub(super) fn working_day(&self, day: DayNumber) -> DayNumber {
        day + DayNumber::from(self.sundays.get(self.index(day)).copied().unwrap_or(false))
    }

    /// Prices of the day against those of the last day.
    pub(super) fn price_factor(&self, day: DayNumber) -> f64 {
        // Lists change with the calendar year, not with every invoice.
        PRICES_A_YEAR_BEFORE.powf((self.years_before_end(day)).ceil() - 1.0)
    }

    /// Sales of a client on the day against its yearly average at the end: season and story.
    pub(super) fn factor(&self, client: &Client, day: DayNumber) -> f64 {
        let month = self.months.get(self.index(day)).copied().unwrap_or(0);
        let season = f64::from(match client.trade {
            Trade::Hotel => HOTEL_SEASON[month],
            Trade::Bank => 100,
            Trade::Chain | Trade::Shop | Trade::Wholesaler => SHOP_SEASON[month],
        }) / 100.0;
        let days_before_end = i64::from(self.last - day);
        let years = self.years_before_end(day);
        match client.story {
            // Half a year is taken off so that the last twelve months average to the full figure.
            Story::Trend(percent) => season * (1.0 + f64::from(percent) / 100.0).powf(0.5 - years),
            Story::Lost { days_ago } | Story::Returned { days_ago, .. }
                if days_before_end < days_ago =>
            {
                0.0
            }
            Story::New { days_ago } if days_before_end > days_ago => 0.0,
            Story::Lost { .. } | Story::Returned { .. } | Story::New { .. } => season,
        }
    }

    fn years_before_end(&self, day: DayNumber) -> f64 {
        f64::from(self.last + 1 - day) / 365.25
    }

    fn index(&self, day: DayNumber) -> usize {
        usize::try_from(day - self.first).unwrap_or(0)
    }
}
