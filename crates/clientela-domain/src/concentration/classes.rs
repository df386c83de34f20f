//! ABC classes of clients by revenue (`DOMAIN.md` 1, step 2; Pareto 1896, Juran 1951, Dickie 1951).

use super::share;
use crate::amount::Amount;

/// Whole, in the unit of the cuts.
const WHOLE_BASIS_POINTS: u32 = 10_000;

/// Where a client stands among the others by revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// The few who bring most of the revenue.
    A,
    /// Those after them.
    B,
    /// The rest.
    C,
}

impl Class {
    /// All classes, the best first.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::C];

    /// The letter, the same in every language of files and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::A => "class-a",
            Self::B => "class-b",
            Self::C => "class-c",
        }
    }
}

/// Where class A and class B end, in ten-thousandths of the revenue: whole numbers, so that a
/// client exactly on the line falls on the same side on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassCuts {
    a_basis_points: u32,
    b_basis_points: u32,
}

impl ClassCuts {
    /// Cuts at the given ten-thousandths; `None` unless 0 < A ≤ B ≤ 10,000.
    #[must_use]
    pub fn new(a_basis_points: u32, b_basis_points: u32) -> Option<Self> {
        let ordered = 0 < a_basis_points
            && a_basis_points <= b_basis_points
            && b_basis_points <= WHOLE_BASIS_POINTS;
        ordered.then_some(Self {
            a_basis_points,
            b_basis_points,
        })
    }

    /// The class of a client before whom so much of the total has been counted.
    fn class(self, before: Amount, total: Amount) -> Class {
        let below = |basis_points: u32| {
            before.units() * i128::from(WHOLE_BASIS_POINTS)
                < total.units() * i128::from(basis_points)
        };
        if below(self.a_basis_points) {
            Class::A
        } else if below(self.b_basis_points) {
            Class::B
        } else {
            Class::C
        }
    }
}

/// 80 % and 95 %.
impl Default for ClassCuts {
    fn default() -> Self {
        Self {
            a_basis_points: 8_000,
            b_basis_points: 9_500,
        }
    }
}

/// One client above zero with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassedAccount {
    /// Position in the input.
    pub index: usize,
    /// Its total.
    pub revenue: Amount,
    /// Place by revenue from 1; equal revenue shares the place of the first of the tie.
    pub rank: usize,
    /// Its part of the revenue above zero.
    pub share: f64,
    /// The parts of all clients down to and including this one.
    pub cumulative_share: f64,
    /// Its class; equal revenue shares the class of the first of the tie.
    pub class: Class,
}

/// Clients and revenue of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassTotal {
    /// Clients in it.
    pub accounts: usize,
    /// Their revenue.
    pub revenue: Amount,
}

/// All clients ranked and classed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classification {
    /// Clients above zero, the largest first; a tie keeps the order of the input, so hand them in
    /// by name.
    pub accounts: Vec<ClassedAccount>,
    /// Positions of clients at or below zero, in the order of the input.
    pub apart: Vec<usize>,
    /// Revenue above zero.
    pub revenue: Amount,
    /// Smallest revenue in class A; `None` without clients.
    pub a_cut: Option<Amount>,
    /// Smallest revenue in classes A and B together; `None` without clients.
    pub b_cut: Option<Amount>,
    /// Clients and revenue of each class, in the order of [`Class::ALL`].
    classes: [ClassTotal; 3],
}

impl Classification {
    /// Clients and revenue of one class.
    #[must_use]
    pub const fn of_class(&self, class: Class) -> ClassTotal {
        self.classes[class as usize]
    }

    /// The place of each client in the order of the input; `None` at or below zero.
    #[must_use]
    pub fn by_index(&self) -> Vec<Option<ClassedAccount>> {
        let mut places = vec![None; self.accounts.len() + self.apart.len()];
        for account in &self.accounts {
            places[account.index] = Some(*account);
        }
        places
    }
}

/// Ranks and classes one total per client. A client belongs to class A while less than the A cut
/// has been counted before it, so the client that crosses the line is in the better class.
#[must_use]
pub fn classify(totals: &[Amount], cuts: ClassCuts) -> Classification {
    let (mut above, apart): (Vec<usize>, Vec<usize>) =
        (0..totals.len()).partition(|index| totals[*index].is_positive());
    above.sort_by(|one, other| totals[*other].cmp(&totals[*one]));
    let revenue: Amount = above.iter().map(|index| totals[*index]).sum();

    let mut accounts: Vec<ClassedAccount> = Vec::with_capacity(above.len());
    let mut classes = [ClassTotal::default(); 3];
    let mut before = Amount::ZERO;
    for index in above {
        let own = totals[index];
        let tie = accounts.last().filter(|previous| previous.revenue == own);
        let (rank, class) = match tie {
            Some(previous) => (previous.rank, previous.class),
            None => (accounts.len() + 1, cuts.class(before, revenue)),
        };
        before += own;
        let of_class = &mut classes[class as usize];
        of_class.accounts += 1;
        of_class.revenue += own;
        accounts.push(ClassedAccount {
            index,
            revenue: own,
            rank,
            share: share(own, revenue).unwrap_or(0.0),
            cumulative_share: share(before, revenue).unwrap_or(0.0),
            class,
        });
    }
    let smallest_down_to = |class| {
        accounts
            .iter()
            .rev()
            .find(|account| account.class <= class)
            .map(|account| account.revenue)
    };
    let (a_cut, b_cut) = (smallest_down_to(Class::A), smallest_down_to(Class::B));
    Classification {
        a_cut,
        b_cut,
        accounts,
        apart,
        revenue,
        classes,
    }
}
