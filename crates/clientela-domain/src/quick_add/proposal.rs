//! What a line proposes.

use std::ops::Range;

use super::directory::{Candidate, Directory, PersonCandidate};
use crate::day::Date;

/// Bytes of the line.
pub type Span = Range<usize>;

/// A value with the place where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// Where in the line.
    pub span: Span,
}

/// How people met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// By phone.
    Call,
    /// At their place.
    Visit,
    /// By e-mail.
    Email,
    /// Anywhere else, or on a screen.
    Meeting,
    /// At a trade fair.
    Fair,
    /// At a seminar, conference or training.
    Seminar,
    /// By a short message.
    Message,
    /// Nobody was met; something was seen, heard or read.
    Observation,
}

impl Channel {
    /// The message that names it to people.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Call => "channel-call",
            Self::Visit => "channel-visit",
            Self::Email => "channel-email",
            Self::Meeting => "channel-meeting",
            Self::Fair => "channel-fair",
            Self::Seminar => "channel-seminar",
            Self::Message => "channel-message",
            Self::Observation => "channel-observation",
        }
    }
}

/// Who began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// We did.
    Ours,
    /// They did.
    Theirs,
}

/// A name with everybody it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved<T> {
    /// The name as it stands in the line; empty when it follows from another name.
    pub written: String,
    /// Where in the line; `None` when it follows from another name, as a client from a person who
    /// works there only.
    pub span: Option<Span>,
    /// Whom it may mean, at least one.
    pub candidates: Vec<T>,
}

impl<T> Resolved<T> {
    /// The only one it can mean; `None` when several can.
    #[must_use]
    pub fn one(&self) -> Option<&T> {
        match self.candidates.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// A day, or the days it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The days it may mean, the earliest first, at least one.
    pub days: Vec<Date>,
    /// Where in the line.
    pub span: Span,
}

impl Due {
    /// The only day it can mean; `None` when several can.
    #[must_use]
    pub fn one(&self) -> Option<Date> {
        match self.days.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// Words of the line that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words, trimmed.
    pub text: String,
    /// Where they stand; several places when something recognised stood between them.
    pub spans: Vec<Span>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// How; `None` when the line does not say.
    pub channel: Option<Found<Channel>>,
    /// Who began it, where the words say so.
    pub direction: Option<Direction>,
    /// When; `None` means today.
    pub day: Option<Due>,
    /// For how many minutes, when the line says so.
    pub minutes: Option<Found<u32>>,
    /// What was said or seen.
    pub said: Option<Text>,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep<Colleague> {
    /// What; `None` when the line names only a day.
    pub what: Option<Text>,
    /// How, when the words say so.
    pub channel: Option<Found<Channel>>,
    /// Until when; `None` when the line does not say.
    pub due: Option<Due>,
    /// By whom; `None` means whoever wrote the line.
    pub by: Option<Resolved<Candidate<Colleague>>>,
}

/// What a piece of the line was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PieceKind {
    /// How.
    Channel,
    /// A day.
    Day,
    /// A client.
    Client,
    /// A person on the client's side.
    Person,
    /// One of us.
    Colleague,
    /// How long.
    Minutes,
    /// What was said.
    Said,
    /// What is to be done.
    What,
}

/// A piece of the line, to be underlined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it was taken for.
    pub kind: PieceKind,
    /// Where it stands.
    pub span: Span,
}

/// On which side a name is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// A client.
    Client,
    /// A person.
    Person,
    /// One of us.
    Colleague,
}

/// Why something was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnclearReason {
    /// A name nobody in the book has; expected on this side.
    UnknownName(Side),
    /// A name that several have.
    SeveralNames(Side),
    /// A name that could be a client's, a person's or one of ours.
    NameOfTwoKinds,
    /// The line names no client, nor a person of only one client.
    NoClient,
    /// Something happened, but the line does not say how.
    NoChannel,
    /// There is no such day.
    NoSuchDay,
    /// A day that can be read in two ways, or two days for one step.
    SeveralDays,
    /// A day is named, but not what is due on it.
    NothingDue,
    /// The line does not say whether we or they owe it.
    NoDebtor,
    /// The line does not say what is owed.
    NothingOwed,
    /// Only the first letters of the line are read.
    TooLong,
    /// There is nothing to be read.
    Empty,
}

impl UnclearReason {
    /// The message that says it to people.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::UnknownName(Side::Client) => "quick-add-unknown-client",
            Self::UnknownName(Side::Person) => "quick-add-unknown-person",
            Self::UnknownName(Side::Colleague) => "quick-add-unknown-colleague",
            Self::SeveralNames(Side::Client) => "quick-add-several-clients",
            Self::SeveralNames(Side::Person) => "quick-add-several-people",
            Self::SeveralNames(Side::Colleague) => "quick-add-several-colleagues",
            Self::NameOfTwoKinds => "quick-add-name-of-two-kinds",
            Self::NoClient => "quick-add-no-client",
            Self::NoChannel => "quick-add-no-channel",
            Self::NoSuchDay => "quick-add-no-such-day",
            Self::SeveralDays => "quick-add-several-days",
            Self::NothingDue => "quick-add-nothing-due",
            Self::NoDebtor => "quick-add-no-debtor",
            Self::NothingOwed => "quick-add-nothing-owed",
            Self::TooLong => "quick-add-too-long",
            Self::Empty => "quick-add-empty",
        }
    }
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// Why.
    pub reason: UnclearReason,
    /// Where; `None` when it is something the line lacks.
    pub span: Option<Span>,
}

/// What a line proposes. Nothing of it is true until a person confirms it.
#[derive(Debug)]
pub struct QuickAdd<D: Directory> {
    /// What happened; `None` when the line only plans.
    pub interaction: Option<Interaction>,
    /// Which client.
    pub client: Option<Resolved<Candidate<D::Client>>>,
    /// Who on the client's side.
    pub people: Vec<Resolved<PersonCandidate<D::Client, D::Person>>>,
    /// Who of us took part, beside the writer.
    pub colleagues: Vec<Resolved<Candidate<D::Colleague>>>,
    /// What is to be done.
    pub next_step: Option<NextStep<D::Colleague>>,
    /// Everything recognised, in the order of the line.
    pub pieces: Vec<Piece>,
    /// What was not understood, in the order of the line; what the line lacks stands last.
    pub unclear: Vec<Unclear>,
}
