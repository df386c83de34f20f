//! Typed identifiers. All are UUIDv7, made at the edges; the domain only carries them.

use std::fmt;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Reads the hyphenated form; `None` for anything else.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )+};
}

ids! {
    /// A client organisation.
    AccountId,
    /// A person who signs in.
    UserId,
    /// One attempt to bring a file into the book.
    ImportId,
    /// One immutable file of the sales ledger.
    PartId,
    /// An answer to one of the five key criteria.
    AnswerId,
    /// A program's key to the API.
    TokenId,
    /// A line in the journal of changes.
    JournalId,
    /// A team of the firm.
    TeamId,
    /// A time in which somebody stands in for somebody else.
    AbsenceId,
    /// A person at a client.
    PersonId,
    /// A way to reach a person.
    ContactId,
    /// A person's place in an organisation.
    AffiliationId,
    /// Something that happened between us and a client.
    InteractionId,
    /// A note on a client or a person.
    NoteId,
    /// A file kept beside the book.
    AttachmentId,
    /// What is to be done next for a client.
    NextStepId,
    /// Two records that may be the same.
    DuplicatePairId,
    /// Two records made one.
    MergeId,
    /// An answer to one of the eight conditions that call for a key account manager.
    ConditionAnswerId,
    /// An account passing from one person to another.
    HandoverId,
    /// A promise between us and a client.
    ObligationId,
    /// Something that happened to a promise.
    ObligationEventId,
    /// Somebody on a people map whom nobody knows yet.
    PlaceholderId,
    /// Something said about somebody on a people map.
    MapStatementId,
    /// How a client buys something.
    PurchaseProcessId,
    /// A wall around a client.
    WallId,
    /// Clients that rival each other.
    ConflictClassId,
    /// A decision about a conflict of interest.
    ConflictDecisionId,
    /// An agreement on confidentiality.
    ConfidentialityId,
    /// An interest one of us declared at a client.
    InterestId,
    /// A gift given or received.
    GiftId,
    /// Support one side gives the other.
    SupportId,
    /// A problem of a client.
    ProblemId,
    /// A threat to the business with a client.
    ThreatId,
    /// A question that was sent to somebody of a client.
    SurveyId,
    /// An answer to such a question.
    SurveyAnswerId,
    /// What somebody says of a fact that tells how far a relationship has come.
    StageAnswerId,
    /// A review of how far a relationship has come.
    StageReviewId,
    /// What somebody did with a greeting that was put before them.
    GreetingId,
    /// Something recorded of the execution of what was promised.
    ExecutionEventId,
    /// An agreement with a client.
    AgreementId,
    /// A promise that stands in an agreement.
    ClauseId,
    /// A step of a negotiation.
    RoundId,
    /// A thing of the plan of a client.
    PlanEntryId,
    /// Something said of a field of a plan.
    PlanStatementId,
    /// A link by which a client reads its plan.
    PlanShareId,
    /// Somebody who sells what we sell.
    CompetitorId,
    /// How a competitor stands at a client.
    CompetitorPositionId,
    /// Something we won from a competitor or lost to one.
    ContestId,
    /// What somebody says a client buys.
    ClientPurchaseId,
    /// Something that went wrong and may hurt our name.
    IncidentId,
    /// Something said of us, or a note on the market.
    RemarkId,
    /// An organisation that may become a client.
    ProspectId,
    /// A campaign that brings prospects.
    CampaignId,
    /// A batch of organisations nobody of ours knows.
    ColdBatchId,
    /// One way in which a prospect came to us.
    SourceRecordId,
    /// An agreement with somebody who finds prospects for us.
    SpotterId,
    /// Something we saw or read.
    ObservationId,
    /// Something we read for prospects: a newspaper, a directory, a site.
    PublicationId,
    /// One reading of it.
    ReadingId,
    /// A payment of fees to them.
    SpotterRunId,
    /// What a client or a prospect may buy from us.
    OpportunityId,
    /// A visit somebody means to make.
    PlannedVisitId,
    /// What somebody expects visits to bring.
    ResponseJudgementId,
}
