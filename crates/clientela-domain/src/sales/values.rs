//! How numbers, days, currencies and document words are written.

/// The sign between whole and fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,234.56`.
    Dot,
    /// `1.234,56`.
    Comma,
}

impl DecimalMark {
    /// Stable code, as on the command line and in map files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Comma => "comma",
        }
    }

    /// The mark of a stable code or of the sign itself.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "dot" | "." => Some(Self::Dot),
            "comma" | "," => Some(Self::Comma),
            _ => None,
        }
    }
}
