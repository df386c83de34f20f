//! Which agreements with those who find prospects a list shows, and in which order.

use std::cmp::Reverse;

use clientela_domain::names::fold;
use clientela_domain::prospects::SpotterKind;

use crate::read_spotters::SpotterLine;

/// Orders of a list of agreements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpotterSort {
    /// By the name of whom it is with.
    #[default]
    Name,
    /// What is due first, the most of each currency before.
    Due,
    /// What earned most first, by currency.
    Earned,
    /// What brought most qualified prospects first.
    Qualified,
}

impl SpotterSort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Name, Self::Due, Self::Earned, Self::Qualified];

    /// The word of addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Due => "due",
            Self::Earned => "earned",
            Self::Qualified => "qualified",
        }
    }

    /// The one of a word; `None` for any other.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Which agreements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpotterQuery {
    /// Of this kind alone.
    pub kind: Option<SpotterKind>,
    /// Only those of which something is due.
    pub due: bool,
    /// Words in the name, the contract or the note.
    pub search: String,
    /// In which order.
    pub sort: SpotterSort,
}

impl SpotterQuery {
    /// Those of the agreements that fit, in the order asked for; they come by name.
    #[must_use]
    pub fn applied(&self, mut lines: Vec<SpotterLine>) -> Vec<SpotterLine> {
        let search = fold(&self.search);
        let words: Vec<&str> = search.split_whitespace().collect();
        lines.retain(|line| {
            let own = &line.spotter.spotter;
            let text = fold(&format!("{} {} {}", own.name, own.contract, own.note));
            self.kind.is_none_or(|kind| own.kind == kind)
                && (!self.due || line.totals.due.is_positive())
                && words.iter().all(|word| text.contains(word))
        });
        let currency = |line: &SpotterLine| line.spotter.spotter.currency.code().to_owned();
        // A stable sort: what weighs the same stays by name.
        match self.sort {
            SpotterSort::Name => {}
            SpotterSort::Due => {
                lines.sort_by_key(|line| {
                    let due = line.totals.due;
                    (!due.is_positive(), currency(line), Reverse(due))
                });
            }
            SpotterSort::Earned => {
                lines.sort_by_key(|line| (currency(line), Reverse(line.totals.earned)));
            }
            SpotterSort::Qualified => {
                lines.sort_by_key(|line| Reverse(line.totals.qualified));
            }
        }
        lines
    }
}
