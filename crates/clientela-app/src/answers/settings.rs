//! What is set for the firm.

use std::collections::BTreeMap;

use clientela_domain::key_criteria::Profile;
use clientela_domain::sector::Sector;
use serde::Serialize;
use utoipa::ToSchema;

use crate::firm_settings::FirmSettings;

/// Answer of `settings show`.
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
        }
    }
}
