//! Settings that two administrators changed at once: what each form says, field by field, and the page
//! that compares them.

use axum::response::Response;
use clientela_domain::currency::Currency;
use clientela_domain::sector::Sector;
use clientela_texts::{Language, Texts, Vocabulary, format};

use super::conflict::{self, Conflict, FieldVersion};
use super::settings::cell_name;
use super::shared::{criterion_name, profile_name};
use crate::desk::{FirmForm, ProfilesForm};
use crate::error::WebError;
use crate::form::Fields;
use crate::frame::Area;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{Criterion, ProfileSettings, SettingsView};

/// What was sent to one of the forms of the settings.
#[derive(Clone, Copy)]
pub(super) enum Sent<'a> {
    Firm(&'a FirmForm),
    Profiles(&'a ProfilesForm),
    Rates(&'a [(Currency, String)]),
}

impl Sent<'_> {
    const fn sector(self) -> Option<Sector> {
        match self {
            Self::Profiles(form) => form.sector,
            Self::Firm(_) | Self::Rates(_) => None,
        }
    }

    /// What was sent.
    fn mine(self, t: Texts) -> Vec<FieldVersion> {
        match self {
            Self::Firm(form) => firm_fields(
                t,
                &form.name,
                (form.language, form.vocabulary),
                (form.currency, form.cooling_months),
            ),
            Self::Profiles(form) => profile_fields(t, &OfProfiles::sent(form)),
            Self::Rates(rates) => vec![rate_fields(t, rates)],
        }
    }

    /// The same form as it would be opened now.
    fn theirs(self, t: Texts, view: &SettingsView) -> Vec<FieldVersion> {
        match self {
            Self::Firm(_) => firm_versions(t, view),
            Self::Profiles(_) => profile_versions(t, view),
            Self::Rates(_) => rate_versions(t, view),
        }
    }

    fn action(self) -> String {
        match self {
            Self::Firm(_) => urls::SETTINGS_FIRM.to_owned(),
            Self::Profiles(form) => urls::settings_sector(urls::SETTINGS_PROFILES, form.sector),
            Self::Rates(_) => urls::SETTINGS_RATES.to_owned(),
        }
    }
}

/// How the settings stand against what was sent.
pub(super) enum Standing {
    /// Others changed other settings: these may be saved at this version.
    Apart(i64),
    /// Others changed the same form; this is the page to choose on.
    Compared(Box<Response>),
}

/// Somebody else changed the settings since the form was opened.
///
/// # Errors
/// When the book cannot answer; when the form is not old at all, so that something else is in its way.
pub(super) async fn compare(
    state: &WebState,
    visitor: &SignedIn,
    fields: &Fields,
    sent: Sent<'_>,
) -> Result<Standing, WebError> {
    let t = visitor.t;
    let view = state.desk.settings(&visitor.user, sent.sector()).await?;
    if fields.get("version").parse() == Ok(view.version) {
        return Err(WebError::Conflict);
    }
    let theirs = sent.theirs(t, &view);
    if conflict::untouched(fields, &theirs) {
        return Ok(Standing::Apart(view.version));
    }
    let conflict = Conflict {
        name: t.get("nav-settings").into_owned(),
        area: Area::Settings,
        record: ("setting", "firm".to_owned()),
        action: sent.action(),
        back: urls::settings_sector(urls::SETTINGS, sent.sector()),
        version: view.version,
        fields,
        mine: sent.mine(t),
        theirs,
    };
    let page = conflict::page(state, visitor, conflict).await?;
    Ok(Standing::Compared(Box::new(page)))
}

/// What the form of the firm was opened with.
pub(super) fn firm_opened(t: Texts, view: &SettingsView) -> Markup {
    conflict::opened(&firm_versions(t, view))
}

/// What the form of the profiles was opened with.
pub(super) fn profiles_opened(t: Texts, view: &SettingsView) -> Markup {
    conflict::opened(&profile_versions(t, view))
}

/// What the form of the rates was opened with.
pub(super) fn rates_opened(t: Texts, view: &SettingsView) -> Markup {
    conflict::opened(&rate_versions(t, view))
}

fn firm_versions(t: Texts, view: &SettingsView) -> Vec<FieldVersion> {
    let spoken = (view.language, view.vocabulary);
    let further = (view.currency, view.cooling_months);
    firm_fields(t, &view.firm, spoken, further)
}

fn firm_fields(
    t: Texts,
    name: &str,
    (language, vocabulary): (Language, Vocabulary),
    (currency, cooling_months): (Currency, u32),
) -> Vec<FieldVersion> {
    vec![
        FieldVersion::text("name", t.get("start-firm"), name),
        FieldVersion {
            shown: language.own_name().to_owned(),
            ..FieldVersion::text("language", t.get("start-language"), language.code())
        },
        FieldVersion {
            shown: t.get(vocabulary.message_id()).into_owned(),
            ..FieldVersion::text(
                "vocabulary",
                t.get("settings-vocabulary"),
                vocabulary.code(),
            )
        },
        FieldVersion::text("currency", t.get("settings-currency"), currency.code()),
        FieldVersion::text(
            "cooling_months",
            t.get("settings-cooling"),
            cooling_months.to_string(),
        ),
    ]
}

/// What the form of the profiles says.
struct OfProfiles<'a> {
    profiles: &'a [ProfileSettings],
    /// Only the firm's own form says them, a sector's does not.
    of_firm: Option<(&'a str, bool)>,
}

impl<'a> OfProfiles<'a> {
    fn sent(form: &'a ProfilesForm) -> Self {
        let of_firm = (form.default_profile.as_str(), form.strict_age);
        Self {
            profiles: &form.profiles,
            of_firm: form.sector.is_none().then_some(of_firm),
        }
    }

    fn standing(view: &'a SettingsView) -> Self {
        let of_firm = (view.default_profile.as_str(), view.strict_age);
        Self {
            profiles: &view.profiles,
            of_firm: view.sector.is_none().then_some(of_firm),
        }
    }
}

fn profile_versions(t: Texts, view: &SettingsView) -> Vec<FieldVersion> {
    profile_fields(t, &OfProfiles::standing(view))
}

fn profile_fields(t: Texts, form: &OfProfiles<'_>) -> Vec<FieldVersion> {
    let ids = form.profiles.iter().map(|profile| profile.id.clone());
    let named = ids.map(|id| (id.clone(), profile_name(t, &id)));
    let mut fields = vec![FieldVersion::several(
        "profile",
        t.get("settings-profiles"),
        named,
    )];
    for profile in form.profiles {
        let name = profile_name(t, &profile.id);
        for (criterion, weight) in Criterion::ALL.into_iter().zip(profile.weights) {
            let cell = cell_name(&profile.id, criterion);
            let label = format!("{}, {name}", criterion_name(t, criterion));
            let mandatory = format!("mandatory-{cell}");
            let words = format!("{label}: {}", t.get("settings-mandatory"));
            fields.push(FieldVersion::text(&cell, label, weight_text(t, weight)));
            let is_mandatory = profile.mandatory.contains(&criterion);
            fields.push(FieldVersion::truth(t, &mandatory, words, is_mandatory));
        }
        let label = format!("{}, {name}", t.get("settings-threshold"));
        let threshold = format::decimal(t.language, profile.threshold, 2);
        let field = format!("threshold-{}", profile.id);
        fields.push(FieldVersion::text(&field, label, threshold));
    }
    if let Some((default, strict)) = form.of_firm {
        fields.push(FieldVersion {
            shown: profile_name(t, default),
            ..FieldVersion::text("default", t.get("settings-default-profile"), default)
        });
        let label = t.get("settings-strict-age");
        fields.push(FieldVersion::truth(t, "strict_age", label, strict));
    }
    fields
}

/// A weight as the form shows it.
pub(super) fn weight_text(t: Texts, weight: f64) -> String {
    let decimals = if weight.fract() == 0.0 { 0 } else { 2 };
    format::decimal(t.language, weight, decimals)
}

fn rate_versions(t: Texts, view: &SettingsView) -> Vec<FieldVersion> {
    vec![rate_fields(t, &view.rates)]
}

/// All rates together: a row that is gone is no field of its own.
fn rate_fields(t: Texts, rates: &[(Currency, String)]) -> FieldVersion {
    let known = rates.iter().filter(|(_, rate)| !rate.is_empty());
    let lines = known
        .clone()
        .map(|(currency, rate)| format!("{currency} {}", rate_text(t, rate)));
    let inputs = known.flat_map(|(currency, rate)| {
        [
            ("code".to_owned(), currency.to_string()),
            ("rate".to_owned(), rate_text(t, rate)),
        ]
    });
    FieldVersion {
        name: "rates".to_owned(),
        label: t.get("settings-rates").into_owned(),
        shown: lines.collect::<Vec<_>>().join("\n"),
        inputs: inputs.collect(),
    }
}

/// A rate as the form shows it.
pub(super) fn rate_text(t: Texts, rate: &str) -> String {
    match t.language {
        Language::Bg => rate.replace('.', ","),
        Language::En => rate.to_owned(),
    }
}
