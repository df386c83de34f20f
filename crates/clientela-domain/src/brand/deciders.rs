//! What those who decide think of us.

use crate::people_map::{Attitude, Judged};

/// On whose side somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// For us.
    For,
    /// On neither side.
    Neither,
    /// Against us.
    Against,
    /// Those who know them do not agree.
    Disputed,
    /// Nobody knows, or what was said is too old.
    Unknown,
}

/// The stance behind an attitude; those who differ only in how strongly somebody is for us agree.
#[must_use]
pub fn stance(attitude: Judged<Attitude>) -> Stance {
    match attitude.ends() {
        None => Stance::Unknown,
        Some((low, _)) if low.level() > 0 => Stance::For,
        Some((_, high)) if high.level() < 0 => Stance::Against,
        Some((low, high)) if low.level() == 0 && high.level() == 0 => Stance::Neither,
        Some(_) => Stance::Disputed,
    }
}

/// How many of those who decide stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeciderCounts {
    /// For us.
    pub for_us: u64,
    /// On neither side.
    pub neither: u64,
    /// Against us.
    pub against: u64,
    /// Of whom those who know them do not agree.
    pub disputed: u64,
    /// Of whom nobody knows.
    pub unknown: u64,
}

impl DeciderCounts {
    /// Counts stances.
    pub fn of(stances: impl IntoIterator<Item = Stance>) -> Self {
        let mut counts = Self::default();
        for one in stances {
            let place = match one {
                Stance::For => &mut counts.for_us,
                Stance::Neither => &mut counts.neither,
                Stance::Against => &mut counts.against,
                Stance::Disputed => &mut counts.disputed,
                Stance::Unknown => &mut counts.unknown,
            };
            *place += 1;
        }
        counts
    }

    /// Everybody who decides.
    #[must_use]
    pub const fn all(self) -> u64 {
        self.for_us + self.neither + self.against + self.disputed + self.unknown
    }

    /// The share of those for us, if none of those nobody is sure of is, and if all are (Manski 1989); `None`
    /// when nobody is known to decide.
    #[must_use]
    pub fn for_us_share(self) -> Option<(f64, f64)> {
        let all = self.all() as f64;
        let open = self.disputed + self.unknown;
        (all > 0.0).then(|| (self.for_us as f64 / all, (self.for_us + open) as f64 / all))
    }
}
