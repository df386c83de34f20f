//! Is a field of a plan filled, and is what it says still fresh?

use super::completeness::SectionCount;
use super::words::{Field, Section};
use crate::day::{Date, day_number};

/// Days for which what was changed or confirmed counts as fresh.
pub const FRESH_DAYS: i32 = 180;

/// What is known of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It says something, last changed or confirmed on this day; absent when nobody knows when.
    Something(Option<Date>),
    /// It is unknown, and was asked for on this day.
    Asked(Date),
    /// Nothing is known.
    Nothing,
}

/// How a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldState {
    /// Says something that was changed or confirmed within half a year.
    Filled,
    /// Says something older than that, or nobody knows how old.
    Stale,
    /// Unknown, and somebody was asked.
    Asked,
    /// Unknown.
    Unknown,
}

impl FieldState {
    /// The word of JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Stale => "stale",
            Self::Asked => "asked",
            Self::Unknown => "unknown",
        }
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Filled => "plan-told-filled",
            Self::Stale => "plan-told-stale",
            Self::Asked => "plan-told-asked",
            Self::Unknown => "plan-told-unknown",
        }
    }

    /// Counts as filled: "unknown, asked on a day" is said too.
    #[must_use]
    pub const fn is_filled(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}

/// How a field stands on a day.
#[must_use]
pub fn judge(told: Told, today: Date) -> FieldState {
    let is_fresh = |day: Date| day_number(today) - day_number(day) <= FRESH_DAYS;
    match told {
        Told::Something(Some(day)) if is_fresh(day) => FieldState::Filled,
        Told::Something(_) => FieldState::Stale,
        Told::Asked(_) => FieldState::Asked,
        Told::Nothing => FieldState::Unknown,
    }
}

/// Counts the fields of a section.
#[must_use]
pub fn count(section: Section, fields: &[(Field, FieldState)]) -> SectionCount {
    let own = fields
        .iter()
        .filter(|(field, _)| field.section() == section);
    let mut counted = SectionCount {
        section: section.message_id(),
        filled: 0,
        required: 0,
        fresh: 0,
    };
    for (_, state) in own {
        counted.required += 1;
        counted.filled += u32::from(state.is_filled());
        counted.fresh += u32::from(*state == FieldState::Filled);
    }
    counted
}
