//! Search as you type, in both alphabets and whatever the keyboard was set to.
//!
//! What is searched is stored as folded words ([`tokens`]): Latin by the law, lower case, without
//! accents, look-alikes put right. What is typed ([`Query`]) is folded in every way a person may have
//! typed it: as it stands, by the ear (`6umen`, `kushta`, `jivkov`), or with the keyboard set to
//! another layout. So a search is a few ranges of an index over stored words, and [`Query::score`]
//! both checks a hit and says how good it is.
//!
//! Reading order: `tokens` → `spellings` → `layouts` → `query` → `score`.

mod layouts;
mod query;
mod score;
mod spellings;
mod tokens;

pub use query::{ALTERNATIVES_MAX, Alternative, Query, QueryWord, Reading, WORDS_MAX};
pub use score::{Score, find};
pub use tokens::{
    TEXT_TOKENS_MAX, TOKEN_LETTERS_MAX, TOKENS_MAX, number_token, range_end, stored_spelling,
    text_tokens, tokens,
};

#[cfg(test)]
mod tests;
