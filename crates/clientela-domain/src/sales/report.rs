//! What became of rows that did not become ledger lines, and why.

use super::column::Column;

/// Longest excerpt of a value in a report, in characters.
pub const VALUE_EXCERPT_CHARACTERS: usize = 80;

/// A row that cannot be used until somebody corrects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Physical line (or sheet row), counted from 1.
    pub line: u64,
    /// Position of the field at fault in the row, when one is.
    pub field: Option<usize>,
    /// The canonical column at fault, when one is.
    pub column: Option<Column>,
    /// The value at fault, at most [`VALUE_EXCERPT_CHARACTERS`].
    pub value: String,
    /// Why; the texts hold reason and remedy for each in both languages.
    pub reason: SetAsideReason,
    /// The whole row as it stood in the file.
    pub row: Vec<String>,
}

macro_rules! codes {
    ($(#[$type_doc:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)? }) => {
        $(#[$type_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])* $name),+ }

        impl $type {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Stable code, as in JSON, SQL and message ids.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// The reason of a stable code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.code() == code)
            }
        }
    };
}

codes! {
    /// Why a row was set aside. Message ids are `set-aside-<code>` and `remedy-<code>`, with `_` as `-`.
    SetAsideReason {
        /// No document number.
        DocumentNumberMissing = "document_number_missing",
        /// No day.
        DateMissing = "date_missing",
        /// Not a day of the calendar, or not in the file's order.
        DateInvalid = "date_invalid",
        /// Could be two different days and nothing in the file settles which.
        DateAmbiguous = "date_ambiguous",
        /// Before 1990 or after the end of next year.
        DateOutOfRange = "date_out_of_range",
        /// Neither an amount nor quantity and price.
        AmountMissing = "amount_missing",
        /// Not a number.
        NumberInvalid = "number_invalid",
        /// Could be a thousand or a decimal separator and nothing in the file settles which.
        NumberAmbiguous = "number_ambiguous",
        /// More digits than the ledger holds.
        NumberTooLarge = "number_too_large",
        /// A spreadsheet turned a code into a rounded number (`1.31E+08`).
        NumberLostDigits = "number_lost_digits",
        /// A currency nobody knows.
        CurrencyUnknown = "currency_unknown",
        /// Net and gross are both given and do not agree with the VAT.
        AmountsDisagree = "amounts_disagree",
        /// Another number of fields than the header.
        FieldCount = "field_count",
        /// Bytes that are not valid in the file's encoding.
        InvalidBytes = "invalid_bytes",
        /// A NUL byte.
        NulByte = "nul_byte",
        /// A cell longer than a spreadsheet can hold.
        CellTooLong = "cell_too_long",
        /// A spreadsheet error or a formula without a value.
        CellError = "cell_error",
        /// The document is already in the book with other lines.
        DocumentConflict = "document_conflict",
        /// A client or a person without a name.
        NameMissing = "name_missing",
        /// An interaction without words.
        SummaryMissing = "summary_missing",
        /// An interaction with nobody.
        AccountMissing = "account_missing",
        /// A company number that does not prove itself.
        RegistrationNumberWrong = "registration_number_wrong",
        /// A personal number where a company's stands.
        RegistrationNumberPersonal = "registration_number_personal",
        /// A VAT number that does not prove itself.
        VatNumberWrong = "vat_number_wrong",
        /// No e-mail address.
        EmailInvalid = "email_invalid",
        /// No telephone number.
        PhoneInvalid = "phone_invalid",
        /// No web address.
        WebsiteInvalid = "website_invalid",
        /// A country nobody knows.
        CountryUnknown = "country_unknown",
        /// A sector the book does not know.
        SectorUnknown = "sector_unknown",
        /// A way of coming the book does not know.
        OriginUnknown = "origin_unknown",
        /// A channel the book does not know.
        ChannelUnknown = "channel_unknown",
        /// Neither in nor out.
        DirectionUnknown = "direction_unknown",
        /// Neither us nor them.
        DebtorUnknown = "debtor_unknown",
        /// A kind, an origin or a state of an obligation the book does not know.
        ObligationWordUnknown = "obligation_word_unknown",
        /// Its days and its state do not fit together.
        ObligationImpossible = "obligation_impossible",
        /// A role, an attitude or a tie of a people map the book does not know.
        MapWordUnknown = "map_word_unknown",
        /// Somebody who would report to themselves or be tied to themselves.
        MapSelf = "map_self",
        /// A row of a people map that says nothing of anybody.
        MapNothingSaid = "map_nothing_said",
        /// A way, a kind or another word of a gift the book does not know.
        GiftWordUnknown = "gift_word_unknown",
        /// A side, a kind or another word of support the book does not know.
        SupportWordUnknown = "support_word_unknown",
        /// A kind of event, or who moved a day, that the book does not know.
        ExecutionWordUnknown = "execution_word_unknown",
        /// What such an event needs is missing, or does not fit together.
        ExecutionImpossible = "execution_impossible",
        /// A state of a problem the book does not know.
        ProblemStateUnknown = "problem_state_unknown",
        /// A source, a kind, a state or a degree that the book does not know.
        MarketWordUnknown = "market_word_unknown",
        /// A competitor named as a source: prices are never exchanged with competitors.
        SourceIsCompetitor = "source_is_competitor",
        /// Neither a year, a quarter, a month nor two days.
        PeriodUnread = "period_unread",
        /// An upper end below the lower one, or more than the whole.
        EndsImpossible = "ends_impossible",
        /// An empty cell that has to say something.
        CellMissing = "cell_missing",
        /// A stage or an answer of a prospect the book does not know.
        ProspectWordUnknown = "prospect_word_unknown",
        /// A stage or a reason of an opportunity the book does not know.
        OpportunityWordUnknown = "opportunity_word_unknown",
        /// A kind of agreement with somebody who finds prospects the book does not know.
        SpotterWordUnknown = "spotter_word_unknown",
        /// A state of a visit or a reason the book does not know.
        VisitWordUnknown = "visit_word_unknown",
        /// A prospect nobody knows, or more than one of its name.
        ProspectUnknown = "prospect_unknown",
        /// No competitor is called so.
        CompetitorUnknown = "competitor_unknown",
        /// No mark of its scale, or nothing answered at all.
        AnswerUnread = "answer_unread",
        /// A name or a logo without saying which of them.
        MarkMissing = "mark_missing",
        /// A word of an agreement or a clause the book does not know.
        AgreementWordUnknown = "agreement_word_unknown",
        /// An agreement without its number.
        AgreementNumberMissing = "agreement_number_missing",
        /// A row that contradicts an earlier one of the same agreement.
        AgreementContradicts = "agreement_contradicts",
        /// A share above its whole, or tiers that cost less for worse.
        ClauseImpossible = "clause_impossible",
        /// A word about consent the book does not know.
        ConsentUnknown = "consent_unknown",
        /// A lawful basis the book does not know.
        BasisUnknown = "basis_unknown",
        /// A mood outside of the five.
        MoodUnknown = "mood_unknown",
        /// Neither yes nor no where somebody was asked whom else they know.
        AskedUnknown = "asked_unknown",
        /// No language of two letters.
        LanguageInvalid = "language_invalid",
        /// Not a whole number in its bounds.
        WholeNumberInvalid = "whole_number_invalid",
        /// A day that has not come yet.
        DayInFuture = "day_in_future",
        /// The last day lies before the first.
        DaysReversed = "days_reversed",
        /// A text longer than its field.
        TextTooLong = "text_too_long",
        /// More entries in a cell than a record has.
        TooMany = "too_many",
        /// A key of another system that cannot be one.
        CodeInvalid = "code_invalid",
        /// Nobody who signs in is called so, or more than one is.
        ColleagueUnknown = "colleague_unknown",
        /// The plan is a colleague's, and the importer hands out no clients.
        PlanOfColleague = "plan_of_colleague",
        /// No client of that code or name.
        AccountUnknown = "account_unknown",
        /// Several clients of that name.
        AccountAmbiguous = "account_ambiguous",
        /// No person of that name or address at the client.
        PersonUnknown = "person_unknown",
        /// Several people of that name.
        PersonAmbiguous = "person_ambiguous",
        /// A client that would stand above itself.
        GroupCircle = "group_circle",
        /// Several records fit, and nothing tells which is meant.
        RecordAmbiguous = "record_ambiguous",
        /// The keys of the row belong to different records.
        RecordContradicts = "record_contradicts",
        /// People wrote another value into the book.
        RecordDiffers = "record_differs",
        /// The same record stands in an earlier row of the file with another value.
        RecordRepeated = "record_repeated",
        /// The record belongs to a client the importer does not see.
        RecordOutOfSight = "record_out_of_sight",
        /// Whoever is to look after the client knows a rival of it, or is outside of a wall around it.
        OwnerConflict = "owner_conflict",
        /// Somebody put the record into the trash.
        RecordInTrash = "record_in_trash",
        /// A card that does not end.
        CardUnfinished = "card_unfinished",
        /// A card with more text than a card has.
        CardTooLarge = "card_too_large",
    }
}

codes! {
    /// Why a row was skipped: it is no sale, so nobody has to correct it. Message ids are
    /// `skipped-<code>`, with `_` as `-`.
    SkipReason {
        /// A pro forma invoice.
        ProForma = "pro_forma",
        /// A draft.
        Draft = "draft",
        /// A cancelled document.
        Cancelled = "cancelled",
        /// A total or subtotal.
        TotalRow = "total_row",
        /// A title or a repeated header.
        TitleRow = "title_row",
        /// Nothing in it.
        EmptyRow = "empty_row",
    }
}

/// A row that is no sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Physical line (or sheet row), counted from 1.
    pub line: u64,
    /// Why.
    pub reason: SkipReason,
}
