//! What we read to find prospects, and when each is to be read next (`DOMAIN.md` 14.1).

use super::words::SourceKind;
use crate::day::Date;
use crate::obligations::coded;
use crate::why::{Input, InputValue, Source, Why};
use crate::working_days::{is_working_day, working_day_after, working_days_between};

/// Days between two readings where nobody says another number.
pub const READING_EVERY_DAYS: u32 = 7;

/// Days back in which working days are counted: what is a year late is late enough.
pub const LATE_DAYS_MAX: i64 = 366;

coded! {
    /// What kind of thing we read.
    PublicationKind {
        /// A newspaper.
        Newspaper = "newspaper", "publication-kind-newspaper";
        /// A magazine.
        Magazine = "magazine", "publication-kind-magazine";
        /// A directory, of telephones or of a trade.
        Directory = "directory", "publication-kind-directory";
        /// A public register.
        Register = "register", "publication-kind-register";
        /// A site.
        Site = "site", "publication-kind-site";
    }
}

impl PublicationKind {
    /// The way in which a prospect came that was found there: a register lists organisations as a directory does, a
    /// site tells news as the press does.
    #[must_use]
    pub const fn source(self) -> SourceKind {
        match self {
            Self::Directory | Self::Register => SourceKind::Directory,
            Self::Newspaper | Self::Magazine | Self::Site => SourceKind::Press,
        }
    }
}

/// When something is to be read, and why then.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingDue {
    /// The working day on which it is to be read.
    pub next: Date,
    /// That day has come.
    pub is_due: bool,
    /// Working days that passed since, of the last [`LATE_DAYS_MAX`] days; zero on the day itself and before.
    pub working_days_late: usize,
    /// How it came about.
    pub why: Why,
}

/// When something is to be read next: `rhythm_days` after it was read last, or since it was put on the list where
/// nobody has read it yet; a day on which the firm does not work gives way to the first working day after it.
#[must_use]
pub fn reading_due(
    (last_read, listed_on): (Option<Date>, Date),
    rhythm_days: u32,
    today: Date,
) -> ReadingDue {
    let wanted = match last_read {
        Some(day) => day.saturating_add(jiff::Span::new().days(i64::from(rhythm_days))),
        None => listed_on,
    };
    let next = if is_working_day(wanted) {
        wanted
    } else {
        working_day_after(wanted)
    };
    let counted_from = next.max(today.saturating_sub(jiff::Span::new().days(LATE_DAYS_MAX)));
    let (name, day) = match last_read {
        Some(day) => ("input-last-read", day),
        None => ("input-on-reading-list", listed_on),
    };
    ReadingDue {
        next,
        is_due: next <= today,
        working_days_late: working_days_between(counted_from, today),
        why: Why {
            rule: "S14/READING-DUE",
            inputs: vec![
                Input {
                    name,
                    value: InputValue::Text(day.to_string()),
                    day: Some(day),
                    source: Source::Book,
                },
                Input {
                    name: "input-reading-rhythm-days",
                    value: InputValue::Count(u64::from(rhythm_days)),
                    day: None,
                    source: Source::Setting,
                },
            ],
            missing: Vec::new(),
        },
    }
}
