//! What is known of clients, as the use cases tell it and as forms say it.

pub use clientela_app::ask_satisfaction::{
    AnswerDraft, Asked, COMMENT_CHARACTERS_MAX, LINK_DAYS, SurveyDraft, draft_of as answer_draft_of,
};
pub use clientela_app::keep_problems::{ProblemDraft, draft_of as problem_draft_of};
pub use clientela_app::keep_threats::{ThreatDraft, draft_of as threat_draft_of};
pub use clientela_app::list_problems::{
    ProblemLine, ProblemPage, ProblemQuery, cursor_text as problem_cursor_text,
    read_cursor as read_problem_cursor,
};
pub use clientela_app::list_threats::{
    ThreatLine, ThreatPage, ThreatQuery, cursor_text as threat_cursor_text,
    read_cursor as read_threat_cursor,
};
pub use clientela_app::read_satisfaction::{
    AnswerLine, ClientSatisfaction, Satisfaction, SatisfactionOverview, SurveyLine,
};
pub use clientela_domain::satisfaction::{AnswerChannel, Group, Reading, Said};
pub use clientela_domain::troubles::{
    Cell, Degree, Grid, ProblemState, ThreatKind, ThreatState, Weight,
};
pub use clientela_store::surveys::GivenAnswer;
