//! What was not taken over from a file of cards, and why.

/// Letters of a value that are shown.
const EXCERPT_LETTERS: usize = 60;

/// Why a line or a card was not taken over, or not as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardReason {
    /// The file holds no BEGIN:VCARD.
    NoCards,
    /// The file holds more cards than one import takes; those after it were not read.
    TooManyCards,
    /// A card without END:VCARD; it was not taken over.
    NoEnd,
    /// A card of more text than a card has; it was not taken over.
    TooLarge,
    /// A card without name, organisation, phone or address; it was not taken over.
    NoName,
    /// A card of a version nobody knows, read as 3.0.
    UnknownVersion,
    /// A line outside of any card.
    OutsideCard,
    /// A line without a colon between name and value.
    NoColon,
    /// A second value where a card has one; the first was kept.
    SecondValue,
    /// A field with no place in the book, as pictures and keys, or a day of birth that is none.
    NotImported,
    /// A character set nobody here can read; the line was left out.
    UnknownCharset,
    /// Bytes that are no UTF-8, and no character set is named: read as Windows-1251.
    GuessedCharset,
    /// A code after `=` that stands for no character; it was kept as written.
    BrokenQuotedPrintable,
    /// Text written in base64, or in another way that is not text.
    UnknownEncoding,
}

impl CardReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NoCards,
        Self::TooManyCards,
        Self::NoEnd,
        Self::TooLarge,
        Self::NoName,
        Self::UnknownVersion,
        Self::OutsideCard,
        Self::NoColon,
        Self::SecondValue,
        Self::NotImported,
        Self::UnknownCharset,
        Self::GuessedCharset,
        Self::BrokenQuotedPrintable,
        Self::UnknownEncoding,
    ];

    /// The messages of all reasons ([`CardReason::message_id`]).
    pub const MESSAGES: &'static [&'static str] = &[
        "vcard-no-cards",
        "vcard-too-many-cards",
        "vcard-no-end",
        "vcard-too-large",
        "vcard-no-name",
        "vcard-unknown-version",
        "vcard-outside-card",
        "vcard-no-colon",
        "vcard-second-value",
        "vcard-not-imported",
        "vcard-unknown-charset",
        "vcard-guessed-charset",
        "vcard-broken-quoted-printable",
        "vcard-unknown-encoding",
    ];

    /// The message that says what is wrong.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::NoCards => "vcard-no-cards",
            Self::TooManyCards => "vcard-too-many-cards",
            Self::NoEnd => "vcard-no-end",
            Self::TooLarge => "vcard-too-large",
            Self::NoName => "vcard-no-name",
            Self::UnknownVersion => "vcard-unknown-version",
            Self::OutsideCard => "vcard-outside-card",
            Self::NoColon => "vcard-no-colon",
            Self::SecondValue => "vcard-second-value",
            Self::NotImported => "vcard-not-imported",
            Self::UnknownCharset => "vcard-unknown-charset",
            Self::GuessedCharset => "vcard-guessed-charset",
            Self::BrokenQuotedPrintable => "vcard-broken-quoted-printable",
            Self::UnknownEncoding => "vcard-unknown-encoding",
        }
    }

    /// The message that says what to do about it.
    #[must_use]
    pub const fn remedy_id(self) -> &'static str {
        match self {
            Self::NoCards => "vcard-remedy-choose-vcf",
            Self::TooManyCards | Self::TooLarge => "vcard-remedy-split-file",
            Self::NoEnd | Self::OutsideCard | Self::NoColon => "vcard-remedy-export-again",
            Self::NoName => "vcard-remedy-add-name",
            Self::UnknownVersion
            | Self::UnknownCharset
            | Self::UnknownEncoding
            | Self::BrokenQuotedPrintable => "vcard-remedy-export-as-utf-8",
            Self::GuessedCharset => "vcard-remedy-check-letters",
            Self::SecondValue | Self::NotImported => "vcard-remedy-keep-by-hand",
        }
    }

    /// True when a whole card, or the rest of the file, was not taken over.
    #[must_use]
    pub const fn refuses_card(self) -> bool {
        matches!(
            self,
            Self::NoCards | Self::TooManyCards | Self::NoEnd | Self::TooLarge | Self::NoName
        )
    }
}

/// Something in a file of cards that was not taken over, or not as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardProblem {
    /// Line of the file, from 1, where it starts.
    pub line: u64,
    /// The field as the file names it, with its parameters left out; empty for a whole card.
    pub field: String,
    /// The beginning of its value.
    pub value: String,
    /// Why.
    pub reason: CardReason,
}

impl CardProblem {
    pub(super) fn new(line: u64, field: &str, value: &[u8], reason: CardReason) -> Self {
        // Four bytes a letter at most, and one that may be cut in two.
        let start = &value[..value.len().min(EXCERPT_LETTERS * 4)];
        let text = String::from_utf8_lossy(start);
        Self {
            line,
            field: field.to_owned(),
            value: text.chars().take(EXCERPT_LETTERS).collect(),
            reason,
        }
    }
}
