//! Settings of the firm: name, currency, rates, profiles of the key criteria.

use std::collections::BTreeMap;

use clientela_domain::amount::Amount;
use clientela_domain::conflicts::COOLING_MONTHS;
use clientela_domain::currency::Currency;
use clientela_domain::key_criteria::{Criterion, Profile, ProfileError};
use clientela_domain::sector::Sector;
use clientela_store::Viewer;
use clientela_store::viewer::Permission;
use clientela_texts::Vocabulary;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::AppError;
use crate::rhythm_settings::{ProspectRhythmSettings, RhythmSettings};
use crate::status_history::keep_up_or_log;

/// Name of the row that holds the settings of the firm.
const FIRM: &str = "firm";

/// Settings of the firm, as stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirmSettings {
    /// Name of the firm.
    pub name: String,
    /// Reporting currency; empty until the first import chooses it.
    pub reporting_currency: String,
    /// Language of pages before somebody signs in, and of the terminal's default.
    pub language: String,
    /// Rates of other currencies.
    pub rates: Rates,
    /// Profiles, when the firm changed them; the shipped three otherwise.
    pub profiles: Vec<ProfileSettings>,
    /// Id of the profile lists use; `equal` when empty.
    pub default_profile: String,
    /// Answers whose evidence is old count as unknown.
    pub strict_age: bool,
    /// Months after the last contact after which people's data is due to go; no rule when absent.
    pub retention_months: Option<u32>,
    /// Months in which somebody who no longer serves a client must not serve a rival of it; twelve when absent.
    pub cooling_months: Option<u32>,
    /// How often clients are meant to be spoken with.
    pub rhythms: RhythmSettings,
    /// How often prospects are meant to be spoken with.
    pub prospect_rhythms: ProspectRhythmSettings,
    /// The words the book is told in; those of a firm when empty.
    pub vocabulary: String,
    /// True while the book holds the sample firm.
    pub is_sample: bool,
    /// Version of the row, for optimistic writes; not stored inside it.
    #[serde(skip)]
    pub version: i64,
}

/// A profile of weights as the firm set it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileSettings {
    /// `equal`, `sales`, `purchasing`, or a sector's own.
    pub id: String,
    /// Weights in the order of the criteria.
    pub weights: [f64; 5],
    /// Score from which a client is key.
    pub threshold: f64,
    /// Ids of criteria that must not be "no".
    #[serde(default)]
    pub mandatory: Vec<String>,
    /// Only for clients of this sector; for all when absent.
    #[serde(default)]
    pub sector: Option<String>,
}

impl ProfileSettings {
    /// The profile the domain judges by.
    ///
    /// # Errors
    /// When a weight or the threshold is out of range.
    pub fn to_profile(&self) -> Result<Profile, ProfileError> {
        let mandatory = self
            .mandatory
            .iter()
            .filter_map(|id| Criterion::from_id(id));
        Ok(Profile::new(self.id.clone(), self.weights, self.threshold)?.with_mandatory(mandatory))
    }

    /// The settings that say the same as a profile.
    #[must_use]
    pub fn of(profile: &Profile) -> Self {
        Self {
            id: profile.id().to_owned(),
            weights: profile.weights(),
            threshold: profile.threshold(),
            mandatory: profile
                .mandatory()
                .iter()
                .map(|criterion| criterion.id().to_owned())
                .collect(),
            sector: None,
        }
    }
}

/// Rates of currencies, as decimal text: how many units of the reporting currency one unit is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rates(pub BTreeMap<String, String>);

/// A rate, exact to eight decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate(i128);

/// Levs in a euro, by Council Regulation (EU) 2025/1409.
const LEVS_IN_A_EURO: &str = "1.95583";

/// Units of a [`Rate`] in one.
const RATE_UNITS: i128 = 100_000_000;

impl Rate {
    /// Reads a positive decimal number with a dot or a comma and at most eight decimals.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(',', ".");
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 9
            || fraction.len() > 8
            || !digits(whole)
            || !digits(fraction)
        {
            return None;
        }
        let units = format!("{whole}{fraction:0<8}").parse::<i128>().ok()?;
        (units > 0).then_some(Self(units))
    }

    /// One to one: a currency in itself.
    pub const ONE: Self = Self(RATE_UNITS);

    /// The amount in the currency the rate leads to, rounded half to even at four decimals.
    #[must_use]
    pub fn apply(self, amount: Amount) -> Amount {
        Amount::from_units(divide_half_even(amount.units() * self.0, RATE_UNITS))
    }

    /// The amount after this rate and then back through another one: from a currency over the book's
    /// own into a third. Rounded once, half to even at four decimals.
    #[must_use]
    pub fn apply_over(self, back: Self, amount: Amount) -> Amount {
        Amount::from_units(divide_half_even(amount.units() * self.0, back.0))
    }
}

/// Rounds half to even; the divisor is above zero.
fn divide_half_even(product: i128, divisor: i128) -> i128 {
    let floor = product.div_euclid(divisor);
    let rest = product.rem_euclid(divisor) * 2;
    let up = rest > divisor || (rest == divisor && floor % 2 != 0);
    floor + i128::from(up)
}

impl Rates {
    /// What one unit of a currency is worth in the book's own; `None` when nobody stated it. Between
    /// lev and euro the law states it.
    #[must_use]
    pub fn get(&self, from: Currency, base: Currency) -> Option<Rate> {
        if from == base {
            return Some(Rate::ONE);
        }
        if (from, base) == (Currency::EUR, Currency::BGN) {
            return Rate::parse(LEVS_IN_A_EURO);
        }
        self.0.get(from.code()).and_then(|text| Rate::parse(text))
    }
}

impl FirmSettings {
    /// Months in which somebody who no longer serves a client must not serve a rival of it.
    #[must_use]
    pub fn cooling(&self) -> u32 {
        let shipped = u32::try_from(COOLING_MONTHS).unwrap_or_default();
        self.cooling_months.unwrap_or(shipped)
    }

    /// The words the book is told in.
    #[must_use]
    pub fn spoken(&self) -> Vocabulary {
        Vocabulary::from_code(&self.vocabulary).unwrap_or_default()
    }

    /// Reads the settings; defaults when nobody set anything.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn load(context: &Context, viewer: &Viewer) -> Result<Self, AppError> {
        let stored = clientela_store::settings::get(&context.store.read(viewer), FIRM).await?;
        Ok(stored.map_or_else(Self::default, |row| {
            let mut settings: Self = serde_json::from_str(&row.value).unwrap_or_default();
            settings.version = row.version;
            settings
        }))
    }

    /// Writes the settings when nobody else did since they were read.
    ///
    /// # Errors
    /// [`AppError::Stale`] when somebody did; [`AppError::Forbidden`] without the permission.
    pub async fn save(&self, context: &Context, viewer: &Viewer) -> Result<(), AppError> {
        if !viewer.may(Permission::ChangeSettings) {
            return Err(AppError::Forbidden);
        }
        context
            .store
            .write_with(
                viewer,
                (self.to_json(), self.version),
                |tx, (value, version)| {
                    Box::pin(clientela_store::settings::put(tx, FIRM, value, *version))
                },
            )
            .await?;
        keep_up_or_log(context, viewer, "settings").await;
        Ok(())
    }

    /// The stored form.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Name of the settings row, for writers inside a larger transaction.
    #[must_use]
    pub const fn row_name() -> &'static str {
        FIRM
    }

    /// The reporting currency; the euro until the first import chooses another.
    #[must_use]
    pub fn reporting_currency(&self) -> Currency {
        Currency::from_code(&self.reporting_currency).unwrap_or(Currency::EUR)
    }

    /// The profiles in force: the firm's own where it has some, the shipped ones otherwise.
    #[must_use]
    pub fn profiles(&self) -> Vec<Profile> {
        Profile::shipped()
            .into_iter()
            .map(|shipped| {
                let own = self
                    .profiles
                    .iter()
                    .find(|own| own.id == shipped.id() && own.sector.is_none());
                own.and_then(|own| own.to_profile().ok()).unwrap_or(shipped)
            })
            .collect()
    }

    /// The profiles in force for a sector: its own where it has some, the firm's otherwise.
    #[must_use]
    pub fn profiles_of(&self, sector: Sector) -> Vec<Profile> {
        self.profiles()
            .into_iter()
            .map(|of_firm| {
                self.profile(Some(of_firm.id()), Some(sector.id()))
                    .unwrap_or(of_firm)
            })
            .collect()
    }

    /// Sectors with weights or a threshold of their own.
    #[must_use]
    pub fn sectors(&self) -> Vec<Sector> {
        let own = |sector: &Sector| {
            self.profiles
                .iter()
                .any(|one| one.sector.as_deref() == Some(sector.id()))
        };
        Sector::ALL.into_iter().filter(own).collect()
    }

    /// Replaces the profile of the same id and sector. Profiles of a sector that say what the firm's
    /// say are kept: the firm's may change later.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for an id that is none of the firm's profiles, and for weights or a
    /// threshold out of range.
    pub fn put_profile(&mut self, profile: ProfileSettings) -> Result<(), AppError> {
        let invalid = |code| AppError::Invalid {
            field: "profile",
            code,
            value: profile.id.clone(),
        };
        if !self.profiles().iter().any(|known| known.id() == profile.id) {
            return Err(invalid("profile-unknown"));
        }
        profile
            .to_profile()
            .map_err(|_| invalid("profile-out-of-range"))?;
        self.profiles
            .retain(|own| (&own.id, &own.sector) != (&profile.id, &profile.sector));
        self.profiles.push(profile);
        Ok(())
    }

    /// Forgets what a sector has of its own (the firm when `None`), for one profile or all of them.
    pub fn reset_profiles(&mut self, id: Option<&str>, sector: Option<Sector>) {
        let word = sector.map(Sector::id);
        self.profiles
            .retain(|own| own.sector.as_deref() != word || id.is_some_and(|id| id != own.id));
    }

    /// The profile of an id (the default one when `None`), in the version for a sector.
    #[must_use]
    pub fn profile(&self, id: Option<&str>, sector: Option<&str>) -> Option<Profile> {
        let default = if self.default_profile.is_empty() {
            "equal"
        } else {
            &self.default_profile
        };
        let wanted = id.unwrap_or(default);
        let of_sector = self.profiles.iter().find(|own| {
            own.id == wanted && own.sector.is_some() && own.sector.as_deref() == sector
        });
        of_sector.and_then(|own| own.to_profile().ok()).or_else(|| {
            self.profiles()
                .into_iter()
                .find(|profile| profile.id() == wanted)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_has_weights_of_its_own_until_they_are_forgotten() {
        let mut settings = FirmSettings::default();
        let bank = |threshold| ProfileSettings {
            id: "equal".to_owned(),
            weights: [1.0, 1.0, 1.0, 1.0, 1.0],
            threshold,
            mandatory: Vec::new(),
            sector: Some("bank".to_owned()),
        };
        settings.put_profile(bank(0.9)).expect("in range");
        settings.put_profile(bank(0.8)).expect("in range");
        let threshold = |settings: &FirmSettings, sector| {
            settings
                .profile(None, sector)
                .map(|profile| profile.threshold())
        };
        assert_eq!(threshold(&settings, Some("bank")), Some(0.8));
        assert_eq!(threshold(&settings, Some("services")), Some(0.7));
        assert_eq!(threshold(&settings, None), Some(0.7));
        assert_eq!(settings.sectors(), [Sector::Bank]);
        assert!(settings.put_profile(bank(1.5)).is_err(), "above one");
        let stranger = ProfileSettings {
            id: "own".to_owned(),
            ..bank(0.5)
        };
        assert!(settings.put_profile(stranger).is_err(), "no such profile");
        settings.reset_profiles(Some("sales"), Some(Sector::Bank));
        assert_eq!(threshold(&settings, Some("bank")), Some(0.8));
        settings.reset_profiles(None, Some(Sector::Bank));
        assert_eq!(threshold(&settings, Some("bank")), Some(0.7));
    }

    #[test]
    fn a_rate_is_applied_exactly_and_rounded_half_to_even() {
        let rate = Rate::parse("0,8532").expect("a rate");
        assert_eq!(
            rate.apply(Amount::from_units(1_000_000)),
            Amount::from_units(853_200)
        );
        assert_eq!(
            Rate::parse("0.5").map(|half| half.apply(Amount::from_units(1)).units()),
            Some(0)
        );
        assert_eq!(
            Rate::parse("0.5").map(|half| half.apply(Amount::from_units(3)).units()),
            Some(2)
        );
        let (dollar, pound) = (Rate::parse("0.5"), Rate::parse("1.25"));
        let pounds_in_dollars = pound
            .zip(dollar)
            .map(|(pound, dollar)| pound.apply_over(dollar, Amount::from_cents(100)));
        assert_eq!(pounds_in_dollars, Some(Amount::from_cents(250)));
        for wrong in ["", "0", "-1", "1e3", "1.123456789", "x"] {
            assert_eq!(Rate::parse(wrong), None, "{wrong}");
        }
    }
}
