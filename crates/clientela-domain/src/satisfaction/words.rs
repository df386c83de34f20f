//! The scales, and how an answer came.

use std::ops::RangeInclusive;

use crate::obligations::coded;

/// The best answer to "would you recommend us"; the worst is 0.
pub const RECOMMEND_MAX: u8 = 10;
/// The best answer to "how satisfied are you"; the worst is 1.
pub const SATISFIED_MAX: u8 = 5;
/// The best answer to "it is easy to work with us"; the worst is 1.
pub const EFFORT_MAX: u8 = 7;

/// The answers a question takes, by the best of them.
#[must_use]
pub const fn scale(best: u8) -> RangeInclusive<u8> {
    if best == RECOMMEND_MAX {
        0..=best
    } else {
        1..=best
    }
}

coded! {
    /// How an answer came to us.
    AnswerChannel {
        /// By a link that was sent.
        Link = "link", "answer-channel-link";
        /// Said in a meeting or a call, and written down by us.
        Told = "told", "answer-channel-told";
        /// From a file of answers asked for elsewhere.
        File = "file", "answer-channel-file";
    }
}
