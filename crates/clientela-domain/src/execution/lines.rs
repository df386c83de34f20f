//! One ordered line against what was promised for it: not due, as agreed, not as agreed, or unknown.

use crate::amount::Amount;
use crate::day::{Date, DayNumber, day_number};
use crate::estimate::Truth;

use super::words::LineState;

/// Ten-thousandths of one: the scale of quantity tolerances.
pub const TOLERANCE_SCALE: u32 = 10_000;

/// How far from its promise a line may come and still be as agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LineTerms {
    /// Days it may come before the promised day; any number when absent.
    pub early: Option<u32>,
    /// Days it may come after the promised day.
    pub late: u32,
    /// Ten-thousandths of the ordered quantity that may be missing.
    pub short: u32,
    /// Ten-thousandths of the ordered quantity that may come beyond it; any quantity when absent.
    pub over: Option<u32>,
}

impl LineTerms {
    /// The last day of the window of a promised day.
    #[must_use]
    pub fn last_day(&self, promised: Date) -> DayNumber {
        self.last_of(day_number(promised))
    }

    /// The first day of the window of a promised day; `None` when early is never too early.
    #[must_use]
    pub fn first_day(&self, promised: Date) -> Option<DayNumber> {
        self.first_of(day_number(promised))
    }

    fn window_has(&self, promised: Date, day: Date) -> bool {
        let day = day_number(day);
        day <= self.last_day(promised) && self.first_day(promised).is_none_or(|first| first <= day)
    }

    fn enough(&self, quantity: Amount, ordered: Amount) -> bool {
        let share = i128::from(TOLERANCE_SCALE.saturating_sub(self.short));
        quantity.units() * i128::from(TOLERANCE_SCALE) >= ordered.units() * share
    }

    fn not_too_much(&self, quantity: Amount, ordered: Amount) -> bool {
        self.over.is_none_or(|over| {
            let share = i128::from(TOLERANCE_SCALE) + i128::from(over);
            quantity.units() * i128::from(TOLERANCE_SCALE) <= ordered.units() * share
        })
    }
}

/// One delivery of a line as the ledger knows it; what is absent nobody recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OneDelivery {
    /// The day it came.
    pub day: Option<DayNumber>,
    /// Ten-thousandths of a unit that were ordered.
    pub ordered: Option<i64>,
    /// Ten-thousandths of a unit that came.
    pub came: Option<i64>,
}

impl LineTerms {
    /// How a line that comes in one delivery stands on a day: [`OrderedLine::judged`] for the millions of
    /// lines of a ledger.
    #[must_use]
    pub fn judge(&self, promised: DayNumber, one: OneDelivery, today: DayNumber) -> LineVerdict {
        let last = self.last_of(promised);
        let due = today > last;
        let on_time = self.came_on_time(promised, one);
        let in_full = self.came_in_full(one);
        LineVerdict {
            on_time: state(on_time, due),
            in_full: state(in_full, due),
            otif: state(on_time.and(in_full), due),
            days_late: one.day.map_or(0, |day| (day - last).max(0)).unsigned_abs(),
        }
    }

    /// Ten-thousandths ordered and come inside the window; see [`OrderedLine::volume`].
    #[must_use]
    pub fn volume(
        &self,
        promised: DayNumber,
        one: OneDelivery,
        today: DayNumber,
    ) -> Option<(i64, i64)> {
        let ordered = one.ordered?;
        one.day?;
        let inside = match self.came_on_time(promised, one) {
            Truth::True => one.came?,
            _ => 0,
        };
        let whole = self.enough(units(inside), units(ordered));
        (whole || today > self.last_of(promised)).then_some((ordered, inside))
    }

    fn came_on_time(&self, promised: DayNumber, one: OneDelivery) -> Truth {
        match one.day {
            None => Truth::Undecided,
            Some(day) => truth(
                day <= self.last_of(promised)
                    && self.first_of(promised).is_none_or(|first| first <= day),
            ),
        }
    }

    fn came_in_full(&self, one: OneDelivery) -> Truth {
        match (one.ordered, one.came) {
            (Some(ordered), Some(came)) => {
                let (ordered, came) = (units(ordered), units(came));
                truth(self.enough(came, ordered) && self.not_too_much(came, ordered))
            }
            _ => Truth::Undecided,
        }
    }

    fn last_of(&self, promised: DayNumber) -> DayNumber {
        promised.saturating_add(i32::try_from(self.late).unwrap_or(i32::MAX))
    }

    fn first_of(&self, promised: DayNumber) -> Option<DayNumber> {
        let early = i32::try_from(self.early?).unwrap_or(i32::MAX);
        Some(promised.saturating_sub(early))
    }
}

fn units(units: i64) -> Amount {
    Amount::from_units(units.into())
}

/// Something that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The day it came; `None` when nobody recorded it.
    pub day: Option<Date>,
    /// How much; `None` when nobody recorded it.
    pub quantity: Option<Amount>,
}

/// A promised day that was moved later on. It never takes the place of the first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The new day.
    pub promised: Date,
    /// The client moved it, and not we.
    pub by_client: bool,
    /// Why; without it the first promise goes on being the measure.
    pub reason: Option<String>,
}

/// An ordered line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderedLine {
    /// The order it belongs to.
    pub order: String,
    /// The day the client asked for; kept apart from what was promised.
    pub requested: Option<Date>,
    /// The first day that was confirmed to the client.
    pub promised: Date,
    /// Later days, earliest said first.
    pub moved: Vec<Moved>,
    /// Quantity ordered.
    pub ordered: Option<Amount>,
    /// What came; `None` when there is no record of it, empty when nothing has come.
    pub delivered: Option<Vec<Delivered>>,
}

/// How a line stands by time, by quantity, and by both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineVerdict {
    /// Everything that came came inside the window.
    pub on_time: LineState,
    /// All that was ordered came, whenever.
    pub in_full: LineState,
    /// All that was ordered came inside the window.
    pub otif: LineState,
    /// Days after the end of the window on which the last of it came; zero when in time.
    pub days_late: u32,
}

impl OrderedLine {
    /// The day a failure is measured by: the first promise, unless the client moved it and the reason
    /// is written down.
    #[must_use]
    pub fn measured_day(&self) -> Date {
        let by_client = self.moved.iter().rev();
        by_client
            .filter(|moved| moved.by_client)
            .find(|moved| {
                let reason = moved.reason.as_deref().unwrap_or_default();
                !reason.trim().is_empty()
            })
            .map_or(self.promised, |moved| moved.promised)
    }

    /// How it stands on a day.
    #[must_use]
    pub fn judged(&self, terms: &LineTerms, today: Date) -> LineVerdict {
        let promised = self.measured_day();
        let due = day_number(today) > terms.last_day(promised);
        let parts = self.delivered.as_deref();
        let days: Option<Vec<Date>> =
            parts.and_then(|parts| parts.iter().map(|part| part.day).collect());
        let late = days.iter().flatten().map(|day| day_number(*day)).max();
        let late = late.map_or(0, |last| (last - terms.last_day(promised)).max(0));
        LineVerdict {
            on_time: state(self.on_time(terms, promised), due),
            in_full: state(self.in_full(terms), due),
            otif: state(self.otif(terms, promised), due),
            days_late: late.unsigned_abs(),
        }
    }

    /// Quantity ordered and quantity that came inside the window; `None` while either is not known or
    /// the line is not due.
    #[must_use]
    pub fn volume(&self, terms: &LineTerms, today: Date) -> Option<(Amount, Amount)> {
        let promised = self.measured_day();
        let (parts, ordered) = (self.delivered.as_deref()?, self.ordered?);
        let inside = self.inside(terms, promised, parts)?;
        let due = day_number(today) > terms.last_day(promised);
        (due || terms.enough(inside, ordered)).then_some((ordered, inside))
    }

    fn on_time(&self, terms: &LineTerms, promised: Date) -> Truth {
        let Some(parts) = self.delivered.as_deref() else {
            return Truth::Undecided;
        };
        if parts.is_empty() {
            return Truth::False;
        }
        let each = parts.iter().map(|part| match part.day {
            None => Truth::Undecided,
            Some(day) if terms.window_has(promised, day) => Truth::True,
            Some(_) => Truth::False,
        });
        each.fold(Truth::True, Truth::and)
    }

    fn in_full(&self, terms: &LineTerms) -> Truth {
        let (Some(parts), Some(ordered)) = (self.delivered.as_deref(), self.ordered) else {
            return Truth::Undecided;
        };
        let known: Option<Amount> = parts.iter().map(|part| part.quantity).sum();
        match known {
            None => Truth::Undecided,
            Some(total) => {
                truth(terms.enough(total, ordered) && terms.not_too_much(total, ordered))
            }
        }
    }

    fn otif(&self, terms: &LineTerms, promised: Date) -> Truth {
        let (Some(parts), Some(ordered)) = (self.delivered.as_deref(), self.ordered) else {
            // A line that came late is late, however much came.
            return match self.on_time(terms, promised) {
                Truth::False => Truth::False,
                _ => Truth::Undecided,
            };
        };
        let outside =
            |part: &Delivered| part.day.is_some_and(|day| !terms.window_has(promised, day));
        if parts.iter().all(outside) {
            return Truth::False;
        }
        let total: Option<Amount> = parts.iter().map(|part| part.quantity).sum();
        match (self.inside(terms, promised, parts), total) {
            (Some(inside), Some(total)) => {
                truth(terms.enough(inside, ordered) && terms.not_too_much(total, ordered))
            }
            _ => Truth::Undecided.and(self.in_full(terms)),
        }
    }

    /// What came inside the window; `None` when a day or a quantity that would say so is missing.
    fn inside(&self, terms: &LineTerms, promised: Date, parts: &[Delivered]) -> Option<Amount> {
        let mut inside = Amount::ZERO;
        for part in parts {
            if terms.window_has(promised, part.day?) {
                inside += part.quantity?;
            }
        }
        Some(inside)
    }
}

const fn truth(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

/// What is complete is as agreed at once; whatever else waits for its window to close.
const fn state(holds: Truth, due: bool) -> LineState {
    match (holds, due) {
        (Truth::True, _) => LineState::Ok,
        (_, false) => LineState::NotDue,
        (Truth::False, true) => LineState::Fail,
        (Truth::Undecided, true) => LineState::Unknown,
    }
}

/// How an order stands, from its lines: it is due only when all of them are.
#[must_use]
pub fn order_state(lines: impl IntoIterator<Item = LineState>) -> LineState {
    let mut state = LineState::Ok;
    let mut any = false;
    for line in lines {
        any = true;
        state = match (state, line) {
            (LineState::NotDue, _) | (_, LineState::NotDue) => LineState::NotDue,
            (LineState::Fail, _) | (_, LineState::Fail) => LineState::Fail,
            (LineState::Unknown, _) | (_, LineState::Unknown) => LineState::Unknown,
            (LineState::Ok, LineState::Ok) => LineState::Ok,
        };
    }
    if any { state } else { LineState::NotDue }
}
