//! How satisfied a client is, honest about few answers (`DOMAIN.md` 13).
//!
//! Three questions, never converted into each other: would you recommend us (0 to 10, Reichheld 2003), how
//! satisfied are you (1 to 5), and how easy is it to work with us (1 to 7, Dixon, Freeman & Toman 2010). Each is
//! shown with its interval; one or two answers are shown as answers and make no score; an answer of more than
//! twelve months ago says nothing any more.
//!
//! Reading order: `words` → `nps` → `shares` → `reading` (what the answers of one client say) → `roll_up`
//! (many clients, no client outvoting the others by having more people).

mod nps;
mod reading;
mod roll_up;
mod shares;
mod words;

pub use nps::{Change, NpsCounts, NpsInterval, change, net_promoters};
pub use reading::{Answer, Group, Reading, Said, is_current, latest, read};
pub use roll_up::{AccountScore, RollUp, roll_up};
pub use shares::{Effort, Satisfied, effort, satisfied};
pub use words::{AnswerChannel, EFFORT_MAX, RECOMMEND_MAX, SATISFIED_MAX, scale};

#[cfg(test)]
mod tests;
