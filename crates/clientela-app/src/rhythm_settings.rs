//! The firm's rules of how often clients and prospects are spoken with, and how often asked for a name, as they are
//! kept among its settings.

use clientela_domain::contact_rhythm::{RHYTHM_DAYS_MAX, RhythmRule};
use clientela_domain::prospects::ASKING_DAYS;
use clientela_domain::prospects::ProspectRhythmRule;
use clientela_store::Viewer;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::AppError;
use crate::firm_settings::FirmSettings;

/// Days between contacts for each kind of client; none where the firm means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RhythmSettings {
    /// Key clients.
    pub key: Option<u32>,
    /// Class A.
    pub a: Option<u32>,
    /// Class B.
    pub b: Option<u32>,
    /// Class C.
    pub c: Option<u32>,
    /// Days in which nobody is asked for a name again; they may be asked at any time when absent.
    pub asking: Option<u32>,
}

impl Default for RhythmSettings {
    fn default() -> Self {
        let rule = RhythmRule::default();
        Self {
            key: rule.key,
            a: rule.a,
            b: rule.b,
            c: rule.c,
            asking: Some(ASKING_DAYS),
        }
    }
}

impl RhythmSettings {
    /// The rule the domain judges silences by.
    #[must_use]
    pub const fn rule(self) -> RhythmRule {
        RhythmRule {
            key: self.key,
            a: self.a,
            b: self.b,
            c: self.c,
        }
    }

    /// Refuses a rhythm that is none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a rhythm of no days or of more than ten years.
    pub(crate) fn check(self) -> Result<(), AppError> {
        check([
            ("key", self.key),
            ("a", self.a),
            ("b", self.b),
            ("c", self.c),
            ("asking", self.asking),
        ])
    }
}

fn check<const N: usize>(fields: [(&'static str, Option<u32>); N]) -> Result<(), AppError> {
    for (field, days) in fields {
        if days.is_some_and(|days| days == 0 || days > RHYTHM_DAYS_MAX) {
            return Err(AppError::Invalid {
                field,
                code: "rhythm-out-of-range",
                value: days.map(|days| days.to_string()).unwrap_or_default(),
            });
        }
    }
    Ok(())
}

/// Days between contacts for each kind of prospect; none where the firm means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProspectRhythmSettings {
    /// Those that can become clients.
    pub promising: Option<u32>,
    /// Those we have spoken with.
    pub contacted: Option<u32>,
    /// Names, nothing more.
    pub new: Option<u32>,
    /// Those that cannot become clients as they stand.
    pub cold: Option<u32>,
}

impl Default for ProspectRhythmSettings {
    fn default() -> Self {
        let rule = ProspectRhythmRule::default();
        Self {
            promising: rule.promising,
            contacted: rule.contacted,
            new: rule.new,
            cold: rule.cold,
        }
    }
}

impl ProspectRhythmSettings {
    /// The rule the domain judges silences by.
    #[must_use]
    pub const fn rule(self) -> ProspectRhythmRule {
        ProspectRhythmRule {
            promising: self.promising,
            contacted: self.contacted,
            new: self.new,
            cold: self.cold,
        }
    }

    /// Refuses a rhythm that is none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a rhythm of no days or of more than ten years.
    pub(crate) fn check(self) -> Result<(), AppError> {
        check([
            ("promising", self.promising),
            ("contacted", self.contacted),
            ("new", self.new),
            ("cold", self.cold),
        ])
    }
}

/// Sets the firm's rules for clients and for prospects.
///
/// # Errors
/// [`AppError::Invalid`] for a rhythm of no days or of more than ten years; [`AppError::Stale`] when
/// the settings were changed since `version`; [`AppError::Forbidden`].
pub async fn set_rhythms(
    context: &Context,
    viewer: &Viewer,
    (rhythms, prospects): (RhythmSettings, ProspectRhythmSettings),
    version: i64,
) -> Result<(), AppError> {
    rhythms.check()?;
    prospects.check()?;
    let mut settings = FirmSettings::load(context, viewer).await?;
    settings.version = version;
    settings.rhythms = rhythms;
    settings.prospect_rhythms = prospects;
    settings.save(context, viewer).await
}
