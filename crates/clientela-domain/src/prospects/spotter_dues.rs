//! What of a spotter's fees is due, and how each stands as an obligation (`DOMAIN.md` 10 and 14.4).

use jiff::Timestamp;
use uuid::Uuid;

use super::spotter_fees::{FeeFacts, FeeTerms, Fees, clawback, fees};
use crate::amount::Amount;
use crate::day::{Date, day_number};
use crate::ids::ObligationEventId;
use crate::obligations::{Deed, Entry, Event, State, Terms, coded, standing};

/// Units of an amount in one cent.
const UNITS_OF_CENT: i128 = 100;

coded! {
    /// Whom an agreement about names is with.
    SpotterKind {
        /// Somebody who is paid for names.
        Spotter = "spotter", "spotter-kind-spotter";
        /// A firm that finds and qualifies for us.
        Service = "service", "spotter-kind-service";
    }
}

coded! {
    /// What is paid for.
    FeeKind {
        /// A list that was delivered.
        List = "list", "spotter-fee-list";
        /// A name that was accepted.
        Name = "name", "spotter-fee-name";
        /// A prospect that qualified.
        Qualified = "qualified", "spotter-fee-qualified";
        /// A share of what a client bought in its first year.
        Success = "success", "spotter-fee-success";
        /// What is given back when the business fell through.
        Clawback = "clawback", "spotter-fee-clawback";
    }
}

/// When what earns a fee happened to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameDays {
    /// It came.
    pub came: Date,
    /// It qualified.
    pub qualified: Option<Date>,
    /// It became a client and its first invoice was paid.
    pub first_paid: Option<Date>,
    /// The business was cancelled, returned or not paid.
    pub fell_through: Option<Date>,
}

/// An amount for each kind of fee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeeAmounts {
    /// For the list the name came first of.
    pub list: Amount,
    /// For the name.
    pub name: Amount,
    /// For its qualifying.
    pub qualified: Amount,
    /// For the success.
    pub success: Amount,
    /// What is given back: zero or below.
    pub clawback: Amount,
}

impl FeeAmounts {
    /// What stands for a kind.
    #[must_use]
    pub const fn of(&self, kind: FeeKind) -> Amount {
        match kind {
            FeeKind::List => self.list,
            FeeKind::Name => self.name,
            FeeKind::Qualified => self.qualified,
            FeeKind::Success => self.success,
            FeeKind::Clawback => self.clawback,
        }
    }

    /// Adds to a kind.
    pub fn add(&mut self, kind: FeeKind, amount: Amount) {
        let place = match kind {
            FeeKind::List => &mut self.list,
            FeeKind::Name => &mut self.name,
            FeeKind::Qualified => &mut self.qualified,
            FeeKind::Success => &mut self.success,
            FeeKind::Clawback => &mut self.clawback,
        };
        *place += amount;
    }

    /// All of it.
    #[must_use]
    pub fn total(&self) -> Amount {
        self.list + self.name + self.qualified + self.success + self.clawback
    }
}

/// What a name earned by a day, to the cent, and what of it is given back: fees by `by`, what fell through by
/// `today`, since nobody waits with giving back. `list` is the price of the list the name came first of, `net` what
/// the client bought in its first year so far.
#[must_use]
pub fn earned(
    terms: &FeeTerms,
    days: &NameDays,
    (list, net): (Amount, Option<Amount>),
    (by, today): (Date, Date),
) -> FeeAmounts {
    let reached = |day: Option<Date>| day.is_some_and(|day| day <= by);
    let facts = FeeFacts {
        accepted: days.came <= by,
        qualified: reached(days.qualified),
        first_year_net: net.filter(|_| reached(days.first_paid)),
    };
    let Fees {
        for_name,
        for_qualified,
        for_success,
        ..
    } = fees(terms, &facts);
    let success = to_the_cent(for_success);
    let fell = days.fell_through.filter(|day| *day <= today);
    let back = match (fell, days.first_paid) {
        (Some(fell), Some(paid)) => {
            let after = u32::try_from(day_number(fell) - day_number(paid)).unwrap_or(0);
            to_the_cent(clawback(success, after, terms.window_days))
        }
        // Without a first invoice that was paid there was no success to be given back.
        _ => Amount::ZERO,
    };
    FeeAmounts {
        list: if facts.accepted { list } else { Amount::ZERO },
        name: to_the_cent(for_name),
        qualified: to_the_cent(for_qualified),
        success,
        clawback: Amount::ZERO - back,
    }
}

fn to_the_cent(amount: Amount) -> Amount {
    Amount::from_units(amount.cents_half_even() * UNITS_OF_CENT)
}

/// What is due of what was earned after what was paid, kind by kind. What was paid for lists, names and qualifying is
/// kept; what is too much of a success is set off, also where something stands against paying more.
#[must_use]
pub fn due(earned: &FeeAmounts, paid: &FeeAmounts, may_be_paid: bool) -> Vec<(FeeKind, Amount)> {
    let line = |kind: &FeeKind| (*kind, earned.of(*kind) - paid.of(*kind));
    let lines = FeeKind::ALL.iter().map(line);
    let counts = |(kind, amount): &(FeeKind, Amount)| {
        let set_off = matches!(kind, FeeKind::Success | FeeKind::Clawback);
        (amount.is_negative() && set_off) || (amount.is_positive() && may_be_paid)
    };
    lines.filter(counts).collect()
}

/// How a fee stands as an obligation of ours: owed since it arose, to be kept by `due`, kept once it is paid.
#[must_use]
pub fn fee_state((arose, due): (Date, Date), paid_on: Option<Date>, today: Date) -> State {
    // Each its own id: entries of one id count once.
    let entry = |event, day, at: Timestamp| Entry {
        id: ObligationEventId(Uuid::from_u128(u128::from(at == Timestamp::MIN))),
        deed: Deed::Happened(event),
        day,
        at,
    };
    let mut entries = vec![entry(Event::AcceptUnconditional, arose, Timestamp::MIN)];
    if let Some(day) = paid_on {
        entries.push(entry(
            Event::Discharge,
            day.max(arose),
            Timestamp::UNIX_EPOCH,
        ));
    }
    let terms = Terms {
        due: Some(due),
        grace_days: 0,
    };
    standing(&terms, &entries, today).state
}
