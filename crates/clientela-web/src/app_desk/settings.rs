//! Settings of the firm.

use clientela_app::change_settings::{SettingsChanges, apply};
use clientela_app::context::Context;
use clientela_app::figures::{FigureRequest, figures};
use clientela_app::firm_settings::{self, FirmSettings, Rate, Rates};
use clientela_domain::currency::Currency;
use clientela_domain::sector::Sector;
use clientela_store::Viewer;
use clientela_texts::Language;

use crate::desk::{Answer, DeskError, FirmForm, ProfilesForm};
use crate::views::{Criterion, ProfileSettings, SettingsView, TokenEntry};

pub(super) async fn show(
    context: &Context,
    viewer: &Viewer,
    sector: Option<Sector>,
) -> Answer<SettingsView> {
    let settings = FirmSettings::load(context, viewer).await?;
    let currency = settings.reporting_currency();
    let sales = figures(context, viewer, &FigureRequest::default()).await?;
    let default = settings.profile(None, None);
    let tokens = clientela_app::api_tokens::list(context, viewer).await?;
    Ok(SettingsView {
        firm: settings.name.clone(),
        language: Language::from_code(&settings.language).unwrap_or_default(),
        vocabulary: settings.spoken(),
        cooling_months: settings.cooling(),
        currency,
        rates: settings
            .rates
            .0
            .iter()
            .filter_map(|(code, rate)| Some((Currency::from_code(code)?, rate.clone())))
            .collect(),
        rates_missing: sales
            .other_currencies
            .iter()
            .map(|(currency, _, _)| *currency)
            .collect(),
        sector,
        sectors: settings.sectors(),
        profiles: sector
            .map_or_else(|| settings.profiles(), |one| settings.profiles_of(one))
            .iter()
            .map(|profile| ProfileSettings {
                id: profile.id().to_owned(),
                weights: profile.weights(),
                threshold: profile.threshold(),
                mandatory: profile
                    .mandatory()
                    .iter()
                    .map(|one| Criterion::ALL[one.index()])
                    .collect(),
            })
            .collect(),
        default_profile: default
            .map(|profile| profile.id().to_owned())
            .unwrap_or_default(),
        strict_age: settings.strict_age,
        tokens: tokens
            .iter()
            .filter(|token| token.revoked_at.is_none())
            .map(|token| TokenEntry {
                id: token.id,
                name: token.name.clone(),
                scopes: token
                    .scopes
                    .iter()
                    .map(|scope| scope.code().to_owned())
                    .collect(),
                created: super::day_of(token.created_at),
                last_used: token.last_used_at.map(super::day_of),
            })
            .collect(),
        is_sample: settings.is_sample,
        version: settings.version,
    })
}

/// The settings as they stand, if nobody changed them since the form was made.
async fn unchanged(context: &Context, viewer: &Viewer, version: i64) -> Answer<FirmSettings> {
    let settings = FirmSettings::load(context, viewer).await?;
    if settings.version == version {
        Ok(settings)
    } else {
        Err(DeskError::Conflict)
    }
}

pub(super) async fn save_firm(context: &Context, viewer: &Viewer, form: &FirmForm) -> Answer<()> {
    let mut settings = unchanged(context, viewer, form.version).await?;
    settings.name.clone_from(&form.name);
    form.language.code().clone_into(&mut settings.language);
    form.vocabulary.code().clone_into(&mut settings.vocabulary);
    settings.reporting_currency = form.currency.to_string();
    let months = SettingsChanges {
        cooling_months: Some(form.cooling_months),
        ..SettingsChanges::default()
    };
    apply(&mut settings, &months)?;
    Ok(settings.save(context, viewer).await?)
}

pub(super) async fn save_profiles(
    context: &Context,
    viewer: &Viewer,
    form: &ProfilesForm,
) -> Answer<()> {
    let mut settings = unchanged(context, viewer, form.version).await?;
    if form.reset {
        settings.reset_profiles(None, form.sector);
        return Ok(settings.save(context, viewer).await?);
    }
    for profile in &form.profiles {
        settings.put_profile(firm_settings::ProfileSettings {
            id: profile.id.clone(),
            weights: profile.weights,
            threshold: profile.threshold,
            mandatory: profile
                .mandatory
                .iter()
                .map(|criterion| criterion.code().to_owned())
                .collect(),
            sector: form.sector.map(|sector| sector.id().to_owned()),
        })?;
    }
    if form.sector.is_none() {
        settings.default_profile.clone_from(&form.default_profile);
        settings.strict_age = form.strict_age;
    }
    Ok(settings.save(context, viewer).await?)
}

pub(super) async fn save_rates(
    context: &Context,
    viewer: &Viewer,
    version: i64,
    rates: &[(Currency, String)],
) -> Answer<()> {
    let mut settings = unchanged(context, viewer, version).await?;
    let mut kept = Rates::default();
    for (currency, rate) in rates.iter().filter(|(_, rate)| !rate.is_empty()) {
        if Rate::parse(rate).is_none() {
            return Err(DeskError::Invalid {
                field: "rate",
                message: "field-number-invalid",
            });
        }
        kept.0.insert(currency.to_string(), rate.clone());
    }
    settings.rates = kept;
    Ok(settings.save(context, viewer).await?)
}
