//! Cards of people as other programs write and read them: vCard 2.1 (versit 1996), 3.0 (RFC 2426) and
//! 4.0 (RFC 6350) in, 3.0 and 4.0 out.
//!
//! [`read_cards`] takes the bytes of a file and returns every card it can, each with what it did not
//! take over, by line, field and reason; one bad line costs that line, one bad card that card. Only
//! what a [`Card`] has a place for is imported: pictures and keys are not, and that is
//! said. It is our own code because every fault is named by its line, and because bytes must be cut into
//! parts before their character set is known, which the libraries at hand do not offer. Our opinions of people have no place in a card, so they cannot be exported by mistake.
//!
//! Reading order: `card` → `problem` → `lines` → `charset` → `values` → `read` → `write`.

mod card;
mod charset;
mod lines;
mod problem;
mod properties;
mod read;
mod values;
mod write;

pub use card::{
    Card, CardAddress, CardEmail, CardLanguage, CardLink, CardName, CardOrganisation, CardPhone,
    ContactKind,
};
pub use charset::{Charsets, CommonCharsets};
pub use problem::{CardProblem, CardReason};
pub use read::{CARD_BYTES_MAX, CARDS_MAX, Cards, ReadCard, read_cards};
pub use write::{CardVersion, write_card};

#[cfg(test)]
mod tests;
