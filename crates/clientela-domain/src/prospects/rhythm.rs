//! How often prospects are meant to be spoken with: by what kind of prospect one is, as clients by their class.

use super::qualification::Verdict;
use super::words::Stage;
use crate::contact_rhythm::{ContactDays, days_since};
use crate::day::{Date, day_number};
use crate::estimate::{Estimate, Truth};
use crate::obligations::coded;

/// Days between contacts meant for prospects that can become clients. A reasoned default, no finding: an offer nobody
/// asks about for two weeks is forgotten.
pub const PROMISING_DAYS: u32 = 14;
/// The same for those we have spoken with.
pub const CONTACTED_DAYS: u32 = 30;
/// The same for names nobody has spoken with; counted from the day they were written down.
pub const NEW_DAYS: u32 = 14;
/// The same for those that cannot become clients as they stand now.
pub const COLD_DAYS: u32 = 180;

coded! {
    /// The kind of prospect a rhythm is meant for.
    ProspectClass {
        /// It can become a client, or has our offer.
        Promising = "promising", "prospect-class-promising";
        /// We have spoken with it, and something is still open.
        Contacted = "contacted", "prospect-class-contacted";
        /// A name, nothing more.
        New = "new", "prospect-class-new";
        /// It cannot become a client as it stands: something it takes is missing.
        Cold = "cold", "prospect-class-cold";
    }
}

impl ProspectClass {
    /// The kind of a prospect; none for one nobody works on: it is won, lost or parked.
    #[must_use]
    pub const fn of(stage: Stage, verdict: Verdict) -> Option<Self> {
        match (stage, verdict) {
            (Stage::Won | Stage::Lost | Stage::Parked, _) => None,
            (_, Verdict::Disqualified) => Some(Self::Cold),
            (Stage::Qualified | Stage::Offered, _) | (_, Verdict::Qualified) => {
                Some(Self::Promising)
            }
            (Stage::Contacted, Verdict::Open) => Some(Self::Contacted),
            (Stage::Prospect, Verdict::Open) => Some(Self::New),
        }
    }
}

/// The firm's rule: days between contacts for each kind of prospect; none where it means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProspectRhythmRule {
    /// Those that can become clients.
    pub promising: Option<u32>,
    /// Those we have spoken with.
    pub contacted: Option<u32>,
    /// Names.
    pub new: Option<u32>,
    /// Those that cannot become clients as they stand.
    pub cold: Option<u32>,
}

impl Default for ProspectRhythmRule {
    fn default() -> Self {
        Self {
            promising: Some(PROMISING_DAYS),
            contacted: Some(CONTACTED_DAYS),
            new: Some(NEW_DAYS),
            cold: Some(COLD_DAYS),
        }
    }
}

impl ProspectRhythmRule {
    /// Days meant for a kind.
    #[must_use]
    pub const fn days(&self, class: ProspectClass) -> Option<u32> {
        match class {
            ProspectClass::Promising => self.promising,
            ProspectClass::Contacted => self.contacted,
            ProspectClass::New => self.new,
            ProspectClass::Cold => self.cold,
        }
    }

    /// The silence of a prospect when it is certainly longer than was meant on a day; without any recorded contact
    /// the days count from when it was written down, which is said. A contact known too roughly claims nothing.
    #[must_use]
    pub fn silence(
        &self,
        class: ProspectClass,
        (last_contact, written_on): (Option<ContactDays>, Date),
        on: Date,
    ) -> Option<ProspectSilence> {
        let rhythm_days = self.days(class)?;
        let days = match last_contact {
            Some(_) => days_since(last_contact, on),
            None => Estimate::Known(f64::from((day_number(on) - day_number(written_on)).max(0))),
        };
        if days.at_least(f64::from(rhythm_days) + 1.0) != Truth::True {
            return None;
        }
        let (least, _) = days.bounds()?;
        Some(ProspectSilence {
            class,
            rhythm_days,
            days: least,
            since_contact: last_contact.is_some(),
        })
    }
}

/// A prospect nobody spoke with for longer than was meant, with what shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProspectSilence {
    /// The kind of prospect that decides the rhythm.
    pub class: ProspectClass,
    /// Days between contacts that are meant.
    pub rhythm_days: u32,
    /// Days of silence, at least.
    pub days: f64,
    /// They count from the last contact; otherwise from the day it was written down, and no contact is recorded.
    pub since_contact: bool,
}

impl ProspectSilence {
    /// How many times the rhythm it has lasted: the measure of what is most pressing.
    #[must_use]
    pub fn times(&self) -> f64 {
        self.days / f64::from(self.rhythm_days.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event_day::EventDay;

    const ON: Date = Date::constant(2026, 11, 24);

    fn contact(text: &str) -> Option<ContactDays> {
        ContactDays::of(&EventDay::parse(text).expect("a canonical day"))
    }

    #[test]
    fn stage_and_verdict_decide_the_kind() {
        use ProspectClass as C;
        use {Stage as S, Verdict as V};
        assert_eq!(C::of(S::Prospect, V::Open), Some(C::New));
        assert_eq!(C::of(S::Contacted, V::Open), Some(C::Contacted));
        assert_eq!(C::of(S::Offered, V::Open), Some(C::Promising));
        assert_eq!(C::of(S::Prospect, V::Qualified), Some(C::Promising));
        assert_eq!(C::of(S::Offered, V::Disqualified), Some(C::Cold));
        for rests in [S::Won, S::Lost, S::Parked] {
            assert_eq!(C::of(rests, V::Qualified), None);
        }
    }

    #[test]
    fn the_last_day_of_the_rhythm_is_still_within_it() {
        let rule = ProspectRhythmRule::default();
        let written = Date::constant(2026, 1, 1);
        let silence = |last| rule.silence(ProspectClass::Promising, (last, written), ON);
        assert_eq!(silence(contact("2026-11-10")), None, "fourteen days");
        let late = silence(contact("2026-11-09")).expect("fifteen days");
        assert_eq!((late.rhythm_days, late.since_contact), (14, true));
        assert!((late.days - 15.0).abs() < f64::EPSILON);
        assert_eq!(
            silence(contact("2026-11")),
            None,
            "perhaps it was yesterday"
        );
    }

    #[test]
    fn without_a_contact_the_day_it_was_written_down_counts_and_is_told() {
        let rule = ProspectRhythmRule::default();
        let silence = |written| rule.silence(ProspectClass::New, (None, written), ON);
        assert_eq!(silence(Date::constant(2026, 11, 10)), None);
        let late = silence(Date::constant(2026, 11, 9)).expect("fifteen days");
        assert!(!late.since_contact);
        assert!(late.times() > 1.0);
        let none = ProspectRhythmRule { new: None, ..rule };
        let meant = none.silence(ProspectClass::New, (None, Date::constant(2020, 1, 1)), ON);
        assert_eq!(meant, None, "no rhythm is meant");
    }
}
