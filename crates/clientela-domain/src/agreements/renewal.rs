//! When an agreement ends, by when notice is to be given, and whether it goes on by itself.

use jiff::{Span, Unit};

use super::terms::AgreementTerms;
use crate::day::{Date, day_number};

/// Days ahead within which a day of notice or an end is near.
const NEAR_DAYS: i64 = 60;

/// Where in its time an agreement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Has not begun.
    Ahead,
    /// Holds, and nothing of it is near.
    Running,
    /// The day by which notice is to be given is near.
    NoticeNear,
    /// That day has passed: it goes on, or it ends.
    NoticePassed,
    /// Its end is near.
    Ending,
    /// Has ended.
    Over,
    /// Has no end.
    Endless,
}

impl Phase {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Ahead => "agreement-phase-ahead",
            Self::Running => "agreement-phase-running",
            Self::NoticeNear => "agreement-phase-notice-near",
            Self::NoticePassed => "agreement-phase-notice-passed",
            Self::Ending => "agreement-phase-ending",
            Self::Over => "agreement-phase-over",
            Self::Endless => "agreement-phase-endless",
        }
    }

    /// Somebody has to do something about it.
    #[must_use]
    pub const fn asks(self) -> bool {
        matches!(self, Self::NoticeNear | Self::Ending)
    }
}

/// The end of an agreement as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// Its last day in the term that runs; absent without end.
    pub ends: Option<Date>,
    /// The last day on which notice is in time; absent when none was agreed.
    pub notice_by: Option<Date>,
    /// Where in its time it is.
    pub phase: Phase,
}

/// The end of the term that runs on a day, and by when to give notice. An agreement that renews itself does so
/// for as long as its first term: whole months where it had whole months, otherwise days.
#[must_use]
pub fn renewal(terms: &AgreementTerms, today: Date) -> Renewal {
    let Some(first_end) = terms.valid_to else {
        let ahead = terms.valid_from.is_some_and(|from| from > today);
        return Renewal {
            ends: None,
            notice_by: None,
            phase: if ahead { Phase::Ahead } else { Phase::Endless },
        };
    };
    let ends = running_end(terms, first_end, today);
    let notice_by = terms
        .notice_days
        .map(|days| ends.saturating_sub(Span::new().days(i32::from(days))));
    let days_to = |day: Date| i64::from(day_number(day)) - i64::from(day_number(today));
    let phase = match notice_by {
        _ if terms.valid_from.is_some_and(|from| from > today) => Phase::Ahead,
        _ if ends < today => Phase::Over,
        Some(by) if by >= today && days_to(by) <= NEAR_DAYS => Phase::NoticeNear,
        Some(by) if by < today => Phase::NoticePassed,
        None if days_to(ends) <= NEAR_DAYS => Phase::Ending,
        _ => Phase::Running,
    };
    Renewal {
        ends: Some(ends),
        notice_by,
        phase,
    }
}

/// The last day of the term that runs.
fn running_end(terms: &AgreementTerms, first_end: Date, today: Date) -> Date {
    let Some(from) = terms
        .valid_from
        .filter(|from| terms.is_renewed && *from <= first_end)
    else {
        return first_end;
    };
    let after = first_end.saturating_add(Span::new().days(1));
    let Ok(length) = from.until((Unit::Month, after)) else {
        return first_end;
    };
    let (months, days) = (length.get_months(), length.get_days());
    let mut ends = first_end;
    let mut terms_passed = 0_i32;
    while ends < today && terms_passed < TERMS_MAX {
        terms_passed += 1;
        let whole = Span::new()
            .months(months.saturating_mul(terms_passed + 1))
            .days(days.saturating_mul(terms_passed + 1));
        let next = from
            .saturating_add(whole)
            .saturating_sub(Span::new().days(1));
        if next <= ends {
            break;
        }
        ends = next;
    }
    ends
}

/// Terms after which nobody counts on: a century of monthly ones.
const TERMS_MAX: i32 = 1_200;
