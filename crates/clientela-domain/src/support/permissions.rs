//! May a name or a logo be used? Every part of the mark needs leave for every day of the use.

use super::words::Mark;
use crate::day::Date;
use crate::ids::SupportId;
use crate::obligations::coded;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Leave to use a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permitted {
    /// Which leave.
    pub id: SupportId,
    /// For what.
    pub mark: Mark,
    /// From this day on.
    pub from: Date,
    /// Up to this day, it included; without an end when absent.
    pub until: Option<Date>,
}

/// A use of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Of what.
    pub mark: Mark,
    /// From this day on.
    pub from: Date,
    /// Up to this day, it included; it still goes on when absent.
    pub until: Option<Date>,
}

coded! {
    /// How a use stands to the leave that was given.
    Cover {
        /// Leave for every day of it.
        Covered = "covered", "support-cover-covered";
        /// The leave began after the use did.
        Before = "before", "support-cover-before";
        /// The leave has ended, the use has not.
        After = "after", "support-cover-after";
        /// There is no leave.
        Missing = "missing", "support-cover-missing";
    }
}

/// What is said of a use.
#[derive(Clone, Debug, PartialEq)]
pub struct UseVerdict {
    /// How it stands.
    pub cover: Cover,
    /// The leave that covers it, or comes nearest to.
    pub by: Option<SupportId>,
    /// How that came about.
    pub why: Why,
}

/// How a use stands on a day to the leave that was given for the same party's mark. The worst of its parts
/// counts.
#[must_use]
pub fn judge_use(used: &Used, permitted: &[Permitted], today: Date) -> UseVerdict {
    let parts = used.mark.parts().iter();
    let (cover, by) = parts
        .map(|part| cover_of(*part, used, permitted, today))
        .max_by_key(|(cover, _)| *cover)
        .unwrap_or((Cover::Missing, None));
    let leave = by.and_then(|id| permitted.iter().find(|one| one.id == id));
    UseVerdict {
        cover,
        by,
        why: why(used, leave, cover),
    }
}

/// The leave that covers one part best.
fn cover_of(
    part: Mark,
    used: &Used,
    permitted: &[Permitted],
    today: Date,
) -> (Cover, Option<SupportId>) {
    let last = used.until.unwrap_or(today).max(used.from);
    let judged = permitted
        .iter()
        .filter(|one| one.mark.permits(part))
        .map(|one| {
            let ends_before = one.until.is_some_and(|until| until < last);
            let cover = match (one.from > used.from, ends_before) {
                (false, false) => Cover::Covered,
                (true, false) => Cover::Before,
                (_, true) => Cover::After,
            };
            (cover, one)
        });
    // The best; of equal ones the leave that lasts longest.
    let best = judged.min_by_key(|(cover, one)| {
        let open = one.until.is_none();
        (*cover, !open, std::cmp::Reverse(one.until), one.id)
    });
    match best {
        Some((cover, one)) => (cover, Some(one.id)),
        None => (Cover::Missing, None),
    }
}

fn why(used: &Used, leave: Option<&Permitted>, cover: Cover) -> Why {
    let dated = |name, message, day| Input {
        name,
        value: InputValue::Word(message),
        day: Some(day),
        source: Source::Book,
    };
    let mut inputs = vec![dated("input-use-from", used.mark.message_id(), used.from)];
    if let Some(until) = used.until {
        inputs.push(dated("input-use-until", used.mark.message_id(), until));
    }
    if let Some(leave) = leave {
        inputs.push(dated(
            "input-permission-from",
            leave.mark.message_id(),
            leave.from,
        ));
        if let Some(until) = leave.until {
            inputs.push(dated(
                "input-permission-until",
                leave.mark.message_id(),
                until,
            ));
        }
    }
    let missing = (cover == Cover::Missing).then_some(Missing {
        name: "missing-permission",
        effect: f64::INFINITY,
    });
    Why {
        rule: "SUPPORT/USE",
        inputs,
        missing: Vec::from_iter(missing),
    }
}
