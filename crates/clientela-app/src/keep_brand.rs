//! People write down what went wrong, what is said of us, and what they see of the market.

use clientela_domain::brand::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
use clientela_domain::typed_day::Side;
use clientela_store::market::{NewIncident, NewRemark};

use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_market::{Ground, MarketDraft, REFUSED_SOURCE, day_text, group};
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// Characters of an address where something can be read.
const LINK_CHARACTERS_MAX: usize = 300;

/// Something that went wrong, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentDraft {
    /// At which client; at none in particular when absent.
    pub account: Option<AccountId>,
    /// With which group of products; may be empty.
    pub product_group: String,
    /// What went wrong.
    pub what: String,
    /// How bad it was.
    pub severity: Option<IncidentSeverity>,
    /// Where we know it from.
    pub origin: Option<ToldOrigin>,
    /// What we did.
    pub done: String,
    /// The day it was settled, as typed; open when empty.
    pub closed_on: String,
    /// When it happened, as typed; today when empty.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
}

/// Something said of us, or a note on the market, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemarkDraft {
    /// At which client; at none in particular when absent.
    pub account: Option<AccountId>,
    /// Who said it.
    pub person: Option<PersonId>,
    /// Of which competitor it tells.
    pub competitor: Option<CompetitorId>,
    /// About us or about the market.
    pub about: Option<RemarkAbout>,
    /// How it speaks of us.
    pub tone: Option<MentionTone>,
    /// Of which group of products; may be empty.
    pub product_group: String,
    /// What was said or seen.
    pub what: String,
    /// Where it comes from.
    pub origin: Option<ToldOrigin>,
    /// Where it can be read; may be empty.
    pub link: String,
    /// When it was said or seen, as typed; today when empty.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
}

/// The origin a word means. A competitor is none.
///
/// # Errors
/// [`AppError::Invalid`] at `origin`.
pub fn read_origin(text: &str) -> Result<ToldOrigin, AppError> {
    if text.trim().eq_ignore_ascii_case(REFUSED_SOURCE) {
        return Err(invalid("origin", "source-competitor", text));
    }
    let known = ToldOrigin::from_code(text.trim());
    known.ok_or_else(|| invalid("origin", "value-invalid", text))
}

/// An address a browser may follow; nothing when empty.
fn link(text: &str) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let lower = text.to_ascii_lowercase();
    let is_address = lower.starts_with("https://") || lower.starts_with("http://");
    if !is_address
        || text
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control())
    {
        return Err(invalid("link", "link-invalid", text));
    }
    words("link", text, LINK_CHARACTERS_MAX)
}

impl MarketDraft for IncidentDraft {
    type Record = NewIncident;

    fn checked(&self, _: Option<AccountId>, ground: &Ground) -> Result<NewIncident, AppError> {
        let today = ground.today;
        let required = |field| invalid(field, "required", "");
        let what = words("what", &self.what, OBLIGATION_CHARACTERS_MAX)?;
        let day = past_day("day", &self.day, today)?;
        let closed_on = any_day("closed_on", &self.closed_on, today, Side::Behind)?;
        match closed_on {
            Some(closed) if closed > today => {
                return Err(invalid("closed_on", "day-in-future", &self.closed_on));
            }
            Some(closed) if closed < day => {
                return Err(invalid("closed_on", "closed-before", &self.closed_on));
            }
            _ => {}
        }
        Ok(NewIncident {
            account_id: self.account,
            product_group: group(&self.product_group)?,
            what,
            severity: self.severity.ok_or_else(|| required("severity"))?,
            origin: self.origin.ok_or_else(|| required("origin"))?,
            done: optional("done", &self.done)?,
            closed_on,
            day,
            note: optional("note", &self.note)?,
            withdrawn: self.withdrawn,
        })
    }

    fn of(own: &NewIncident) -> Self {
        Self {
            account: own.account_id,
            product_group: own.product_group.clone(),
            what: own.what.clone(),
            severity: Some(own.severity),
            origin: Some(own.origin),
            done: own.done.clone(),
            closed_on: day_text(own.closed_on),
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
        }
    }
}

impl MarketDraft for RemarkDraft {
    type Record = NewRemark;

    fn checked(&self, _: Option<AccountId>, ground: &Ground) -> Result<NewRemark, AppError> {
        let required = |field| invalid(field, "required", "");
        let what = words("what", &self.what, OBLIGATION_CHARACTERS_MAX)?;
        let about = self.about.ok_or_else(|| required("about"))?;
        if let Some(tone) = self.tone.filter(|_| about == RemarkAbout::Market) {
            return Err(invalid("tone", "tone-of-market", tone.code()));
        }
        Ok(NewRemark {
            account_id: self.account,
            person_id: self.person,
            competitor_id: self.competitor,
            about,
            tone: self.tone,
            product_group: group(&self.product_group)?,
            what,
            origin: self.origin.ok_or_else(|| required("origin"))?,
            link: link(&self.link)?,
            day: past_day("day", &self.day, ground.today)?,
            note: optional("note", &self.note)?,
            withdrawn: self.withdrawn,
        })
    }

    fn of(own: &NewRemark) -> Self {
        Self {
            account: own.account_id,
            person: own.person_id,
            competitor: own.competitor_id,
            about: Some(own.about),
            tone: own.tone,
            product_group: own.product_group.clone(),
            what: own.what.clone(),
            origin: Some(own.origin),
            link: own.link.clone(),
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
        }
    }
}
