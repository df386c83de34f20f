//! The firm's settings change by what somebody names; what is not named stays.

use std::collections::BTreeMap;

use clientela_domain::contact_rhythm::RHYTHM_DAYS_MAX;
use clientela_domain::currency::Currency;
use clientela_domain::key_criteria::Criterion;
use clientela_domain::sector::Sector;
use clientela_store::{Permission, Viewer};
use clientela_texts::{Language, Vocabulary};

use crate::context::Context;
use crate::error::AppError;
use crate::field_texts;
use crate::firm_settings::{FirmSettings, ProfileSettings, Rate};
use crate::people_retention::MONTHS_MAX;
use crate::rhythm_settings::{ProspectRhythmSettings, RhythmSettings};

/// What changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingsChanges {
    /// Name of the firm.
    pub name: Option<String>,
    /// Reporting currency.
    pub reporting_currency: Option<String>,
    /// Language of pages before somebody signs in.
    pub language: Option<String>,
    /// Rates by currency; none removes one.
    pub rates: BTreeMap<String, Option<String>>,
    /// The words the book is told in.
    pub vocabulary: Option<String>,
    /// Answers whose evidence is old count as unknown.
    pub strict_age: Option<bool>,
    /// The profile lists use.
    pub default_profile: Option<String>,
    /// Months after the last contact after which people's data is due to go; 0 for no rule.
    pub retention_months: Option<u32>,
    /// Months in which somebody who no longer serves a client must not serve a rival of it.
    pub cooling_months: Option<u32>,
    /// Days between contacts; of asking for names [`SettingsChanges::asking_days`] tells.
    pub rhythms: Option<RhythmSettings>,
    /// Days in which nobody is asked for a name again; 0 for no rule.
    pub asking_days: Option<u32>,
    /// Days between contacts with prospects.
    pub prospect_rhythms: Option<ProspectRhythmSettings>,
}

/// Changes settings that were read at `version` (whatever stands now, when absent).
///
/// # Errors
/// [`AppError::Invalid`] with what cannot be taken; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn change_settings(
    context: &Context,
    viewer: &Viewer,
    version: Option<i64>,
    changes: &SettingsChanges,
) -> Result<(), AppError> {
    let mut settings = settings_to_change(context, viewer, version).await?;
    apply(&mut settings, changes)?;
    settings.save(context, viewer).await
}

/// What of a profile changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProfileChanges {
    /// Weights in the order of the criteria.
    pub weights: Option<[f64; 5]>,
    /// Score from which a client is key.
    pub threshold: Option<f64>,
    /// Criteria that must not be answered `no`.
    pub mandatory: Option<Vec<String>>,
}

/// Changes a profile of the firm, or of a sector.
///
/// # Errors
/// As [`change_settings`]; [`AppError::NotFound`] without such a profile.
pub async fn change_profile(
    context: &Context,
    viewer: &Viewer,
    (id, sector): (&str, Option<Sector>),
    version: Option<i64>,
    changes: &ProfileChanges,
) -> Result<(), AppError> {
    let mut settings = settings_to_change(context, viewer, version).await?;
    let of_sector = sector.map(Sector::id);
    let now = settings
        .profile(Some(id), of_sector)
        .ok_or(AppError::NotFound("profile"))?;
    let mut changed = ProfileSettings {
        sector: of_sector.map(str::to_owned),
        ..ProfileSettings::of(&now)
    };
    if let Some(weights) = changes.weights {
        changed.weights = weights;
    }
    if let Some(threshold) = changes.threshold {
        changed.threshold = threshold;
    }
    if let Some(mandatory) = &changes.mandatory {
        let stranger = mandatory.iter().find(|id| Criterion::from_id(id).is_none());
        if let Some(stranger) = stranger {
            return Err(invalid("mandatory", "criterion-unknown", stranger));
        }
        changed.mandatory.clone_from(mandatory);
    }
    settings.put_profile(changed)?;
    settings.save(context, viewer).await
}

/// Forgets what was set for a profile: the firm's values again, or the shipped ones.
///
/// # Errors
/// As [`change_profile`].
pub async fn reset_profile(
    context: &Context,
    viewer: &Viewer,
    (id, sector): (&str, Option<Sector>),
    version: Option<i64>,
) -> Result<(), AppError> {
    let mut settings = settings_to_change(context, viewer, version).await?;
    if settings.profile(Some(id), None).is_none() {
        return Err(AppError::NotFound("profile"));
    }
    settings.reset_profiles(Some(id), sector);
    settings.save(context, viewer).await
}

async fn settings_to_change(
    context: &Context,
    viewer: &Viewer,
    version: Option<i64>,
) -> Result<FirmSettings, AppError> {
    viewer.require(Permission::ChangeSettings)?;
    let settings = FirmSettings::load(context, viewer).await?;
    if version.is_some_and(|version| version != settings.version) {
        return Err(AppError::Stale);
    }
    Ok(settings)
}

fn invalid(field: &'static str, code: &'static str, value: &str) -> AppError {
    AppError::Invalid {
        field,
        code,
        value: value.to_owned(),
    }
}

/// Changes settings that are not kept yet.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault.
pub fn apply(settings: &mut FirmSettings, changes: &SettingsChanges) -> Result<(), AppError> {
    if let Some(name) = &changes.name {
        settings.name = field_texts::short(name).map_err(|code| invalid("firm", code, name))?;
    }
    if let Some(code) = &changes.reporting_currency {
        let known = Currency::from_code(code)
            .ok_or_else(|| invalid("reporting_currency", "currency-invalid", code))?;
        settings.reporting_currency = known.to_string();
    }
    if let Some(code) = &changes.language {
        let known =
            Language::from_code(code).ok_or_else(|| invalid("language", "choice-invalid", code))?;
        known.code().clone_into(&mut settings.language);
    }
    if let Some(code) = &changes.vocabulary {
        let known = Vocabulary::from_code(code)
            .ok_or_else(|| invalid("vocabulary", "choice-invalid", code))?;
        known.code().clone_into(&mut settings.vocabulary);
    }
    for (code, rate) in &changes.rates {
        let currency =
            Currency::from_code(code).ok_or_else(|| invalid("rates", "currency-invalid", code))?;
        match rate {
            None => drop(settings.rates.0.remove(currency.code())),
            Some(text) => {
                Rate::parse(text).ok_or_else(|| invalid("rates", "rate-invalid", text))?;
                let written = text.trim().replace(',', ".");
                settings.rates.0.insert(currency.to_string(), written);
            }
        }
    }
    if let Some(strict) = changes.strict_age {
        settings.strict_age = strict;
    }
    if let Some(id) = &changes.default_profile {
        if settings.profile(Some(id), None).is_none() {
            return Err(invalid("default_profile", "profile-unknown", id));
        }
        settings.default_profile.clone_from(id);
    }
    if let Some(months) = changes.retention_months {
        if months > MONTHS_MAX {
            let text = months.to_string();
            return Err(invalid("retention_months", "months-invalid", &text));
        }
        settings.retention_months = Some(months).filter(|months| *months > 0);
    }
    if let Some(months) = changes.cooling_months {
        if months > MONTHS_MAX {
            let text = months.to_string();
            return Err(invalid("cooling_months", "months-invalid", &text));
        }
        settings.cooling_months = Some(months);
    }
    if let Some(rhythms) = changes.rhythms {
        let rhythms = RhythmSettings {
            asking: settings.rhythms.asking,
            ..rhythms
        };
        rhythms.check()?;
        settings.rhythms = rhythms;
    }
    if let Some(days) = changes.asking_days {
        if days > RHYTHM_DAYS_MAX {
            let text = days.to_string();
            return Err(invalid("asking_days", "rhythm-out-of-range", &text));
        }
        settings.rhythms.asking = Some(days).filter(|days| *days > 0);
    }
    if let Some(rhythms) = changes.prospect_rhythms {
        rhythms.check()?;
        settings.prospect_rhythms = rhythms;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays_and_what_makes_no_sense_is_refused() {
        let mut settings = FirmSettings {
            name: "Ракита".to_owned(),
            strict_age: true,
            ..FirmSettings::default()
        };
        let rate = |text: &str| BTreeMap::from([("USD".to_owned(), Some(text.to_owned()))]);
        let changes = SettingsChanges {
            reporting_currency: Some("USD".to_owned()),
            rates: rate("0,92"),
            retention_months: Some(0),
            ..SettingsChanges::default()
        };
        apply(&mut settings, &changes).expect("it makes sense");
        assert_eq!(settings.name, "Ракита");
        assert!(settings.strict_age);
        assert_eq!(settings.reporting_currency, "USD");
        assert_eq!(
            settings.rates.0.get("USD").map(String::as_str),
            Some("0.92")
        );
        assert_eq!(settings.retention_months, None);
        assert_eq!(settings.rhythms.asking, Some(90), "as shipped");
        let never = SettingsChanges {
            asking_days: Some(0),
            rhythms: Some(RhythmSettings::default()),
            ..SettingsChanges::default()
        };
        apply(&mut settings, &never).expect("it makes sense");
        assert_eq!(settings.rhythms.asking, None);
        let rhythms = SettingsChanges {
            rhythms: Some(RhythmSettings::default()),
            ..SettingsChanges::default()
        };
        apply(&mut settings, &rhythms).expect("it makes sense");
        assert_eq!(settings.rhythms.asking, None, "not named, so it stays");
        let removed = SettingsChanges {
            rates: BTreeMap::from([("USD".to_owned(), None)]),
            ..SettingsChanges::default()
        };
        apply(&mut settings, &removed).expect("it makes sense");
        assert!(settings.rates.0.is_empty());
        let wrong = [
            SettingsChanges {
                reporting_currency: Some("лев".to_owned()),
                ..SettingsChanges::default()
            },
            SettingsChanges {
                rates: rate("-1"),
                ..SettingsChanges::default()
            },
            SettingsChanges {
                default_profile: Some("own".to_owned()),
                ..SettingsChanges::default()
            },
            SettingsChanges {
                vocabulary: Some("greek".to_owned()),
                ..SettingsChanges::default()
            },
            SettingsChanges {
                cooling_months: Some(601),
                ..SettingsChanges::default()
            },
            SettingsChanges {
                retention_months: Some(601),
                ..SettingsChanges::default()
            },
            SettingsChanges {
                asking_days: Some(3651),
                ..SettingsChanges::default()
            },
        ];
        for changes in wrong {
            assert!(apply(&mut settings, &changes).is_err(), "{changes:?}");
        }
    }
}
