//! Confidentiality, walls and conflicts of interest, as the use cases tell them.

use clientela_app::check_conflicts::ConflictCheck;
use clientela_app::keep_walls::ShownWall;
use clientela_domain::ids::{AccountId, AttachmentId, PersonId, TeamId};
use clientela_store::confidentiality::Confidentiality;
use clientela_store::conflicts::{Decision, StoredClass};

pub use clientela_app::keep_confidentiality::{ConfidentialityDraft, Term, draft_of};

/// All that is confidential about a client.
#[derive(Clone, Debug)]
pub struct AccountConfidentiality {
    /// The client: id and name.
    pub account: (AccountId, String),
    /// Agreements, the latest first.
    pub agreements: Vec<Confidentiality>,
    /// Files of the client, of which one may be the document of an agreement.
    pub files: Vec<(AttachmentId, String)>,
    /// Walls, the standing one first.
    pub walls: Vec<ShownWall>,
    /// Teams a wall may name.
    pub teams: Vec<(TeamId, String)>,
    /// Classes of rivals the client is in; empty for whoever does not decide.
    pub classes: Vec<StoredClass>,
    /// People who have a place at a rival too: who, their name, and in what it rivals.
    pub mandates: Vec<(PersonId, String, String)>,
    /// What the check asked for says.
    pub check: Option<ConflictCheck>,
    /// What was decided, with who did.
    pub decisions: Vec<(Decision, String)>,
}

/// What is confidential in the firm, as far as its reader may know.
#[derive(Clone, Debug)]
pub struct FirmConfidentiality {
    /// Agreements: those that end first come first.
    pub agreements: Vec<Confidentiality>,
    /// Where the list goes on.
    pub next: Option<String>,
    /// Standing walls.
    pub walls: Vec<ShownWall>,
    /// Classes of rivals; empty for whoever does not decide.
    pub classes: Vec<StoredClass>,
}
