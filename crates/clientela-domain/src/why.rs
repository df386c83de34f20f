//! The evidence record every computed value carries (`DOMAIN.md` 0.4).

use crate::amount::Amount;
use crate::currency::Currency;
use crate::day::Date;

/// How a value came about. A number without it is not shown anywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Why {
    /// The rule and its section, for example `S1/K1`.
    pub rule: &'static str,
    /// What went into it, most telling first.
    pub inputs: Vec<Input>,
    /// What is not known, and what knowing it would change.
    pub missing: Vec<Missing>,
}

/// One input of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// A message id naming the input, for example `input-revenue`.
    pub name: &'static str,
    /// Its value.
    pub value: InputValue,
    /// The day it was true, when it has one.
    pub day: Option<Date>,
    /// Where it stands: ledger, a person's answer, a document.
    pub source: Source,
}

/// The value of an input, with its unit.
#[derive(Clone, Debug, PartialEq)]
pub enum InputValue {
    /// Money.
    Money(Amount, Currency),
    /// A fraction of one.
    Share(f64),
    /// A count of things.
    Count(u64),
    /// A plain number.
    Number(f64),
    /// A word of the domain, as a message id (for example an answer or a class).
    Word(&'static str),
    /// Free text somebody wrote.
    Text(String),
    /// An interval of plain numbers; without an end in that direction when an end is infinite.
    Interval(f64, f64),
}

/// Where an input comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Computed from the sales ledger.
    Ledger,
    /// Recorded in the book.
    Book,
    /// Said by a person of the firm (their name).
    Person(String),
    /// A setting of the firm.
    Setting,
}

/// Something not known, and its effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Missing {
    /// A message id naming what is missing.
    pub name: &'static str,
    /// By how much the interval would shrink if it were known.
    pub effect: f64,
}
