//! What is set for the firm.

use std::collections::BTreeMap;

use clientela_domain::key_criteria::Profile;
use clientela_domain::sector::Sector;
use clientela_texts::Language;
use serde::Serialize;
use utoipa::ToSchema;

use crate::firm_settings::FirmSettings;
use crate::rhythm_settings::{ProspectRhythmSettings, RhythmSettings};

/// Answer of `settings show` and of `GET /settings`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SettingsAnswer {
    /// Name of the firm.
    pub firm: String,
    /// Currency of every total.
    pub reporting_currency: String,
    /// What one unit of another currency is worth in it, decimal text.
    pub rates: BTreeMap<String, String>,
    /// Evidence older than 18 months counts as unknown.
    pub strict_age: bool,
    /// The book holds the sample firm.
    pub sample: bool,
    /// Profiles of the firm, then those of the sectors that have their own.
    pub profiles: Vec<ProfileAnswer>,
    /// Language of pages before somebody signs in, `bg` or `en`.
    pub language: String,
    /// The words the book is told in, `business` or `roman`.
    pub vocabulary: String,
    /// Months after the last contact after which people's data is due to go; absent without a rule.
    pub retention_months: Option<u32>,
    /// Months in which somebody who no longer serves a client must not serve a rival of it.
    pub cooling_months: u32,
    /// Days meant between contacts.
    pub rhythm: RhythmAnswer,
    /// Days in which nobody is asked for a name again; absent without a rule.
    pub asking_days: Option<u32>,
    /// Days meant between contacts with prospects.
    pub prospect_rhythm: ProspectRhythmAnswer,
    /// Version, for changing them.
    pub version: i64,
}

/// Days meant between contacts of each kind of client; absent where the firm means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RhythmAnswer {
    /// Key clients.
    pub key: Option<u32>,
    /// Class A.
    pub a: Option<u32>,
    /// Class B.
    pub b: Option<u32>,
    /// Class C.
    pub c: Option<u32>,
}

impl From<RhythmSettings> for RhythmAnswer {
    fn from(rhythms: RhythmSettings) -> Self {
        let RhythmSettings { key, a, b, c, .. } = rhythms;
        Self { key, a, b, c }
    }
}

/// Days meant between contacts of each kind of prospect; absent where the firm means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProspectRhythmAnswer {
    /// Those that can become clients, or have our offer.
    pub promising: Option<u32>,
    /// Those we have spoken with.
    pub contacted: Option<u32>,
    /// Names, nothing more; counted from the day they were written down.
    pub new: Option<u32>,
    /// Those that cannot become clients as they stand.
    pub cold: Option<u32>,
}

impl From<ProspectRhythmSettings> for ProspectRhythmAnswer {
    fn from(rhythms: ProspectRhythmSettings) -> Self {
        let ProspectRhythmSettings {
            promising,
            contacted,
            new,
            cold,
        } = rhythms;
        Self {
            promising,
            contacted,
            new,
            cold,
        }
    }
}

/// Weights and threshold of one profile.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProfileAnswer {
    /// `equal`, `sales` or `purchasing`.
    pub profile: String,
    /// Only for clients of this sector; absent for the whole firm.
    pub sector: Option<String>,
    /// Weights of volume, purchasing policy, selection bodies, market power, professionalism.
    pub weights: [f64; 5],
    /// Score from which a client is key.
    pub threshold: f64,
    /// Criteria that must not be answered `no`.
    pub mandatory: Vec<String>,
    /// Lists use it.
    pub default: bool,
}

impl SettingsAnswer {
    /// What the settings say.
    #[must_use]
    pub fn of(settings: &FirmSettings) -> Self {
        let default = settings.profile(None, None);
        let is_default =
            |profile: &Profile| default.as_ref().is_some_and(|one| one.id() == profile.id());
        let answer = |profile: &Profile, sector: Option<Sector>| ProfileAnswer {
            profile: profile.id().to_owned(),
            sector: sector.map(|sector| sector.id().to_owned()),
            weights: profile.weights(),
            threshold: profile.threshold(),
            mandatory: profile
                .mandatory()
                .iter()
                .map(|criterion| criterion.id().to_owned())
                .collect(),
            default: is_default(profile),
        };
        let of_firm = settings.profiles();
        let mut profiles: Vec<_> = of_firm.iter().map(|one| answer(one, None)).collect();
        for sector in settings.sectors() {
            let own = settings.profiles_of(sector);
            profiles.extend(own.iter().map(|one| answer(one, Some(sector))));
        }
        Self {
            firm: settings.name.clone(),
            reporting_currency: settings.reporting_currency().to_string(),
            rates: settings.rates.0.clone(),
            strict_age: settings.strict_age,
            sample: settings.is_sample,
            profiles,
            language: Language::from_code(&settings.language)
                .unwrap_or_default()
                .code()
                .to_owned(),
            vocabulary: settings.spoken().code().to_owned(),
            retention_months: settings.retention_months,
            cooling_months: settings.cooling(),
            rhythm: settings.rhythms.into(),
            asking_days: settings.rhythms.asking,
            prospect_rhythm: settings.prospect_rhythms.into(),
            version: settings.version,
        }
    }
}
