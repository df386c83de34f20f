//! Settings of the firm: read, changed by what is named, profiles of the key criteria.

use std::collections::BTreeMap;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, put};
use clientela_app::answers::settings::SettingsAnswer;
use clientela_app::change_settings::{
    ProfileChanges, SettingsChanges, change_profile, change_settings, reset_profile,
};
use clientela_app::error::AppError;
use clientela_app::firm_settings::FirmSettings;
use clientela_app::rhythm_settings::{ProspectRhythmSettings, RhythmSettings};
use clientela_domain::sector::Sector;
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Path, Query};
use super::managers::invalid;
use super::problem::Problem;
use super::versions::{if_match, or_both_versions, versioned};

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(show, change, save_profile, forget_profile))]
pub struct SettingsApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/settings", get(show).patch(change))
        .route(
            "/api/v1/settings/profiles/{profile}",
            put(save_profile).delete(forget_profile),
        )
}

async fn answer(state: &ApiState, caller: &Caller) -> Result<SettingsAnswer, Problem> {
    let settings = FirmSettings::load(&state.context, &caller.viewer).await;
    Ok(SettingsAnswer::of(&settings.map_err(caller.problem())?))
}

/// What is set, or why it was not changed: then with both versions.
async fn changed(
    state: &ApiState,
    caller: &Caller,
    version: Option<i64>,
    outcome: Result<(), AppError>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => {
            let answer = answer(state, caller).await?;
            Ok(versioned(answer.version, answer))
        }
        Err(error) => {
            let now = async || answer(state, caller).await;
            Err(or_both_versions(caller, version, error, now).await)
        }
    }
}

/// The key may change settings. Asked before anything of the request is looked at.
fn require(caller: &Caller) -> Result<(), Problem> {
    caller.require(Scope::Admin)?;
    caller.permit(Permission::ChangeSettings)
}

/// What is set for the firm.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/settings",
    responses((status = 200, body = SettingsAnswer)), security(("key" = ["read"])))]
pub async fn show(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let answer = answer(&state, &caller).await?;
    Ok(versioned(answer.version, answer))
}

/// Settings that change; what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "firm": "Ракита ООД", "rates": { "USD": "0.92" }, "strict_age": true }))]
pub struct SettingsBody {
    /// Name of the firm.
    pub firm: Option<String>,
    /// Currency of every total, three letters.
    pub reporting_currency: Option<String>,
    /// Language of pages before somebody signs in: `bg` or `en`.
    pub language: Option<String>,
    /// The words the book is told in: `business` or `roman`.
    pub vocabulary: Option<String>,
    /// What one unit of another currency is worth in the reporting one, a decimal string; `null`
    /// removes a rate.
    pub rates: BTreeMap<String, Option<String>>,
    /// Evidence older than 18 months counts as unknown.
    pub strict_age: Option<bool>,
    /// The profile lists use: `equal`, `sales` or `purchasing`.
    pub default_profile: Option<String>,
    /// Months after the last contact after which people's data is due to go; 0 for no rule.
    pub retention_months: Option<u32>,
    /// Months in which somebody who no longer serves a client must not serve a rival of it; twelve as shipped.
    pub cooling_months: Option<u32>,
    /// Days meant between contacts; all four together.
    pub rhythm: Option<RhythmBody>,
    /// Days in which nobody is asked for a name again; 0 for no rule.
    pub asking_days: Option<u32>,
    /// Days meant between contacts with prospects; all four together.
    pub prospect_rhythm: Option<ProspectRhythmBody>,
}

/// Days meant between contacts; absent means none.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RhythmBody {
    /// Key clients.
    pub key: Option<u32>,
    /// Class A.
    pub a: Option<u32>,
    /// Class B.
    pub b: Option<u32>,
    /// Class C.
    pub c: Option<u32>,
}

/// Days meant between contacts with prospects; absent means none.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProspectRhythmBody {
    /// Those that can become clients, or have our offer.
    pub promising: Option<u32>,
    /// Those we have spoken with.
    pub contacted: Option<u32>,
    /// Names, nothing more.
    pub new: Option<u32>,
    /// Those that cannot become clients as they stand.
    pub cold: Option<u32>,
}

impl From<ProspectRhythmBody> for ProspectRhythmSettings {
    fn from(body: ProspectRhythmBody) -> Self {
        let ProspectRhythmBody {
            promising,
            contacted,
            new,
            cold,
        } = body;
        Self {
            promising,
            contacted,
            new,
            cold,
        }
    }
}

impl From<SettingsBody> for SettingsChanges {
    fn from(body: SettingsBody) -> Self {
        let rhythms = body
            .rhythm
            .map(|RhythmBody { key, a, b, c }| RhythmSettings {
                key,
                a,
                b,
                c,
                ..RhythmSettings::default()
            });
        Self {
            name: body.firm,
            reporting_currency: body.reporting_currency,
            language: body.language,
            vocabulary: body.vocabulary,
            rates: body.rates,
            strict_age: body.strict_age,
            default_profile: body.default_profile,
            retention_months: body.retention_months,
            cooling_months: body.cooling_months,
            rhythms,
            asking_days: body.asking_days,
            prospect_rhythms: body.prospect_rhythm.map(Into::into),
        }
    }
}

/// Changes settings of the firm.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(patch, path = "/api/v1/settings", params(("If-Match" = Option<String>, Header)),
    request_body = SettingsBody, responses((status = 200, body = SettingsAnswer)),
    security(("key" = ["admin"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<SettingsBody>,
) -> Result<Response, Problem> {
    require(&caller)?;
    let version = if_match(&headers, &caller)?;
    let done = change_settings(&state.context, &caller.viewer, version, &body.into()).await;
    changed(&state, &caller, version, done).await
}

/// Whose profile.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProfileParameters {
    /// Only for clients of this sector: `retail_chain`, `specialised_store`, `finance`, `bank`,
    /// `services` or `other`; the whole firm's when absent.
    pub sector: Option<String>,
}

impl ProfileParameters {
    fn sector(&self, caller: &Caller) -> Result<Option<Sector>, Problem> {
        let word = self.sector.as_deref();
        word.map(|word| Sector::from_id(word).ok_or_else(|| invalid(caller, "sector", word)))
            .transpose()
    }
}

/// What of a profile changes; what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "weights": [2.0, 1.0, 1.0, 1.0, 1.0], "threshold": 0.75, "mandatory": ["professionalism"] }))]
pub struct ProfileBody {
    /// Weights of volume, purchasing policy, selection bodies, market power, professionalism.
    pub weights: Option<[f64; 5]>,
    /// Score from which a client is key, above 0 and at most 1.
    pub threshold: Option<f64>,
    /// Criteria that must not be answered `no`.
    pub mandatory: Option<Vec<String>>,
}

/// Sets weights and threshold of a profile, for the firm or for one sector.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/settings/profiles/{profile}",
    params(("profile" = String, Path), ProfileParameters, ("If-Match" = Option<String>, Header)),
    request_body(content = ProfileBody), responses((status = 200, body = SettingsAnswer)),
    security(("key" = ["admin"])))]
pub async fn save_profile(
    State(state): State<ApiState>,
    caller: Caller,
    Path(profile): Path<String>,
    Query(asked): Query<ProfileParameters>,
    headers: HeaderMap,
    Json(body): Json<ProfileBody>,
) -> Result<Response, Problem> {
    require(&caller)?;
    let version = if_match(&headers, &caller)?;
    let which = (profile.as_str(), asked.sector(&caller)?);
    let changes = ProfileChanges {
        weights: body.weights,
        threshold: body.threshold,
        mandatory: body.mandatory,
    };
    let (context, viewer) = (&state.context, &caller.viewer);
    let done = change_profile(context, viewer, which, version, &changes).await;
    changed(&state, &caller, version, done).await
}

/// Forgets what was set for a profile: the firm's values again, or the shipped ones.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/settings/profiles/{profile}",
    params(("profile" = String, Path), ProfileParameters, ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = SettingsAnswer)), security(("key" = ["admin"])))]
pub async fn forget_profile(
    State(state): State<ApiState>,
    caller: Caller,
    Path(profile): Path<String>,
    Query(asked): Query<ProfileParameters>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    require(&caller)?;
    let version = if_match(&headers, &caller)?;
    let which = (profile.as_str(), asked.sector(&caller)?);
    let done = reset_profile(&state.context, &caller.viewer, which, version).await;
    changed(&state, &caller, version, done).await
}
