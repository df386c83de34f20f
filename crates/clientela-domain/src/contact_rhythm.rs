//! Silence: how long ago a client was last in contact, against the rhythm that was meant for them.
//!
//! A client nobody has recorded a contact with is not silent for ever: nothing is known, and that is
//! what is said. A contact of which only the month is known makes the silence an interval.

use crate::concentration::Class;
use crate::day::{Date, day_from_number, day_number};
use crate::estimate::{Estimate, Truth};
use crate::event_day::{Completeness, EventDay};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Days between contacts meant for key clients, unless the firm says otherwise. A reasoned default,
/// no finding: somebody who may change the firm's year is spoken with every two weeks.
pub const KEY_DAYS: u32 = 14;
/// The same for class A.
pub const A_DAYS: u32 = 30;
/// The same for class B.
pub const B_DAYS: u32 = 60;
/// The same for class C.
pub const C_DAYS: u32 = 120;

/// Longest rhythm that can be set: ten years.
pub const RHYTHM_DAYS_MAX: u32 = 3_650;

/// The firm's rule: days between contacts for each kind of client; none where it means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RhythmRule {
    /// Key clients, whatever their class.
    pub key: Option<u32>,
    /// Class A.
    pub a: Option<u32>,
    /// Class B.
    pub b: Option<u32>,
    /// Class C.
    pub c: Option<u32>,
}

impl Default for RhythmRule {
    fn default() -> Self {
        Self {
            key: Some(KEY_DAYS),
            a: Some(A_DAYS),
            b: Some(B_DAYS),
            c: Some(C_DAYS),
        }
    }
}

/// Where a rhythm comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RhythmSource {
    /// Set for this very client.
    Account,
    /// The firm's rule for key clients.
    Key,
    /// The firm's rule for a class.
    Class(Class),
}

/// Days meant between two contacts with a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The days.
    pub days: u32,
    /// Who says so.
    pub source: RhythmSource,
}

impl RhythmRule {
    /// The rhythm of a client: its own, else that of key clients, else that of its class; none for a
    /// client without sales in the period unless it has its own.
    #[must_use]
    pub fn for_client(
        &self,
        own: Option<u32>,
        is_key: bool,
        class: Option<Class>,
    ) -> Option<Rhythm> {
        let of = |days: Option<u32>, source| days.map(|days| Rhythm { days, source });
        if own.is_some() {
            return of(own, RhythmSource::Account);
        }
        if is_key && self.key.is_some() {
            return of(self.key, RhythmSource::Key);
        }
        let class = class?;
        let days = match class {
            Class::A => self.a,
            Class::B => self.b,
            Class::C => self.c,
        };
        of(days, RhythmSource::Class(class))
    }
}

/// The days on which the last contact can have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContactDays {
    /// At the earliest.
    pub earliest: Date,
    /// At the latest.
    pub latest: Date,
}

impl ContactDays {
    /// The days behind [`EventDay::order`] of a contact; `None` outside the calendar.
    #[must_use]
    pub fn from_order(order: i64) -> Option<Self> {
        let earliest = day_from_number(i32::try_from(order.div_euclid(4)).ok()?)?;
        let latest = match order.rem_euclid(4) {
            known if known == Completeness::Day as i64 => earliest,
            known if known == Completeness::Month as i64 => earliest.last_of_month(),
            _ => earliest.last_of_year(),
        };
        Some(Self { earliest, latest })
    }

    /// It was on this day and on no other.
    #[must_use]
    pub fn is_certainly_on(self, day: Date) -> bool {
        self.earliest == day && self.latest == day
    }

    /// The days of a contact.
    #[must_use]
    pub fn of(day: &EventDay) -> Option<Self> {
        Self::from_order(day.order())
    }
}

/// What can be said of a client's silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Silence {
    /// No rhythm is meant, so nobody is late.
    NoRhythm,
    /// No contact was ever recorded.
    NeverMet,
    /// Spoken with within the rhythm.
    Within,
    /// The last contact is known too roughly to say.
    Unclear,
    /// Silent longer than the rhythm.
    Longer,
}

impl Silence {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::NoRhythm,
        Self::NeverMet,
        Self::Within,
        Self::Unclear,
        Self::Longer,
    ];

    /// The stable word of JSON and URLs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NoRhythm => "no_rhythm",
            Self::NeverMet => "never_met",
            Self::Within => "within",
            Self::Unclear => "unclear",
            Self::Longer => "longer",
        }
    }

    /// The state of a stable word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

/// A client's silence with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedSilence {
    /// What can be said.
    pub state: Silence,
    /// Days since the last contact.
    pub days: Estimate,
    /// The rhythm meant.
    pub rhythm: Option<Rhythm>,
    /// The last contact.
    pub last_contact: Option<ContactDays>,
    /// How this came about.
    pub why: Why,
}

/// Days since the last contact, unknown without any. A contact that can still lie ahead counts from
/// today.
#[must_use]
pub fn days_since(last_contact: Option<ContactDays>, today: Date) -> Estimate {
    let Some(contact) = last_contact else {
        return Estimate::Unknown("no-contact-recorded");
    };
    let since = |day: Date| f64::from((day_number(today) - day_number(day)).max(0));
    Estimate::between(since(contact.latest), since(contact.earliest))
}

/// What can be said of a silence, without its evidence: for filtering long lists.
#[must_use]
pub fn silence(last_contact: Option<ContactDays>, rhythm: Option<Rhythm>, today: Date) -> Silence {
    let Some(rhythm) = rhythm else {
        return Silence::NoRhythm;
    };
    let days = days_since(last_contact, today);
    if days.bounds().is_none() {
        return Silence::NeverMet;
    }
    // Longer means at least one whole day beyond the rhythm.
    match days.at_least(f64::from(rhythm.days) + 1.0) {
        Truth::True => Silence::Longer,
        Truth::False => Silence::Within,
        Truth::Undecided => Silence::Unclear,
    }
}

/// The silence of a client with its evidence.
#[must_use]
pub fn judge_silence(
    last_contact: Option<ContactDays>,
    rhythm: Option<Rhythm>,
    today: Date,
) -> JudgedSilence {
    let mut inputs = Vec::new();
    let mut missing = Vec::new();
    match last_contact {
        Some(contact) => inputs.push(Input {
            name: "input-last-contact",
            value: InputValue::Text(contact.latest.to_string()),
            day: Some(contact.latest),
            source: Source::Person(String::new()),
        }),
        None => missing.push(Missing {
            name: "input-last-contact",
            effect: 0.0,
        }),
    }
    match rhythm {
        Some(rhythm) => inputs.push(Input {
            name: rhythm_input(rhythm.source),
            value: InputValue::Count(u64::from(rhythm.days)),
            day: None,
            source: Source::Setting,
        }),
        None => missing.push(Missing {
            name: "input-rhythm",
            effect: 0.0,
        }),
    }
    JudgedSilence {
        state: silence(last_contact, rhythm, today),
        days: days_since(last_contact, today),
        rhythm,
        last_contact,
        why: Why {
            rule: "contact-rhythm",
            inputs,
            missing,
        },
    }
}

const fn rhythm_input(source: RhythmSource) -> &'static str {
    match source {
        RhythmSource::Account => "input-rhythm-account",
        RhythmSource::Key => "input-rhythm-key",
        RhythmSource::Class(Class::A) => "input-rhythm-a",
        RhythmSource::Class(Class::B) => "input-rhythm-b",
        RhythmSource::Class(Class::C) => "input-rhythm-c",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 24);

    fn contact(text: &str) -> Option<ContactDays> {
        ContactDays::of(&EventDay::parse(text).expect("a canonical day"))
    }

    fn every(days: u32) -> Option<Rhythm> {
        Some(Rhythm {
            days,
            source: RhythmSource::Account,
        })
    }

    #[test]
    fn the_last_day_of_the_rhythm_is_still_within_it() {
        // 24 November minus 14 days is 10 November.
        assert_eq!(
            silence(contact("2026-11-10"), every(14), TODAY),
            Silence::Within
        );
        assert_eq!(
            silence(contact("2026-11-09"), every(14), TODAY),
            Silence::Longer
        );
        assert_eq!(
            days_since(contact("2026-11-09"), TODAY),
            Estimate::Known(15.0)
        );
    }

    #[test]
    fn a_month_without_its_day_leaves_the_silence_open_between_two_ends() {
        // October: 24 to 54 days ago.
        assert_eq!(
            days_since(contact("2026-10"), TODAY),
            Estimate::Range(24.0, 54.0)
        );
        assert_eq!(
            silence(contact("2026-10"), every(30), TODAY),
            Silence::Unclear
        );
        assert_eq!(
            silence(contact("2026-10"), every(60), TODAY),
            Silence::Within
        );
        assert_eq!(
            silence(contact("2026-10"), every(20), TODAY),
            Silence::Longer
        );
        assert_eq!(silence(contact("2026"), every(30), TODAY), Silence::Unclear);
    }

    #[test]
    fn without_a_contact_or_a_rhythm_nothing_is_claimed() {
        assert_eq!(silence(None, every(30), TODAY), Silence::NeverMet);
        assert_eq!(
            silence(contact("2020-01-01"), None, TODAY),
            Silence::NoRhythm
        );
        let judged = judge_silence(None, None, TODAY);
        assert_eq!(judged.days, Estimate::Unknown("no-contact-recorded"));
        assert_eq!(judged.why.missing.len(), 2);
    }

    #[test]
    fn the_closest_rule_gives_the_rhythm() {
        let rule = RhythmRule {
            b: None,
            ..RhythmRule::default()
        };
        let days = |own, is_key, class| rule.for_client(own, is_key, class).map(|one| one.days);
        assert_eq!(days(Some(7), true, Some(Class::A)), Some(7));
        assert_eq!(days(None, true, Some(Class::C)), Some(KEY_DAYS));
        assert_eq!(days(None, false, Some(Class::A)), Some(A_DAYS));
        assert_eq!(days(None, false, Some(Class::B)), None);
        assert_eq!(days(None, false, None), None);
    }

    #[test]
    fn silence_never_shrinks_as_days_pass() {
        let last = contact("2026-11-01");
        let states: Vec<Silence> = (0..60)
            .map(|days| {
                let later = TODAY
                    .checked_add(jiff::Span::new().days(days))
                    .expect("a day");
                silence(last, every(30), later)
            })
            .collect();
        let first = states.iter().position(|state| *state == Silence::Longer);
        assert_eq!(first, Some(8), "2 December is the first day beyond thirty");
        assert!(states.iter().skip(8).all(|state| *state == Silence::Longer));
    }
}
