//! The morning, as the use cases tell it and as forms say it.

pub use clientela_app::compose_morning::{Dealt, Greeting, Morning, MorningRequest, Owed};
pub use clientela_app::greet_prospects::{ProspectGreeting, ProspectReason};
pub use clientela_app::keep_greetings::GreetingDraft;
pub use clientela_store::greetings::GreetingState;
