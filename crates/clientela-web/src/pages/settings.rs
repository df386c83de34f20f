//! Settings: the firm, the profiles of the key criteria, rates, keys for programs.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::currency::Currency;
use clientela_domain::ids::TokenId;
use clientela_domain::sector::Sector;
use clientela_texts::{Language, Texts, Vocabulary, format};

use super::settings_versions::{
    Sent, Standing, compare, firm_opened, profiles_opened, rate_text, rates_opened, weight_text,
};
use super::shared::{SelectOption, criterion_name, profile_name};
use super::{done, done_with_undo};
use crate::desk::{DeskError, FirmForm, ProfilesForm};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{Criterion, ProfileSettings, SCOPES, SettingsView};

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    t: Texts,
    view: SettingsView,
    is_administrator: bool,
    manages_users: bool,
    assigns_owners: bool,
    secret: Option<Secret>,
    error: Option<&'static str>,
}

/// Something said once, mostly with a key or a link.
struct Secret {
    title: String,
    text: String,
    value: String,
}

struct ProfileHead {
    id: String,
    name: String,
    threshold: String,
    default: bool,
}

struct WeightCell {
    profile: String,
    id: String,
    label: String,
    value: String,
    mandatory: bool,
}

struct CriterionRow {
    name: String,
    cells: Vec<WeightCell>,
}

struct RateRow {
    code: String,
    value: String,
}

struct TokenRow {
    id: String,
    name: String,
    note: String,
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    secret: Option<Secret>,
    error: Option<&'static str>,
) -> Result<Response, WebError> {
    let sector = Sector::from_id(Fields::parse(&visitor.query).get("sector"));
    let view = state.desk.settings(&visitor.user, sector).await?;
    let t = visitor.t;
    let frame = visitor.frame(t.get("nav-settings"), Area::Settings);
    let status = if error.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = SettingsPage {
        frame,
        t,
        view,
        is_administrator: visitor.user.is_administrator,
        manages_users: visitor.user.manages_users,
        assigns_owners: visitor.user.assigns_owners,
        secret,
        error,
    };
    Ok((status, render(&page)?).into_response())
}

/// `GET /settings`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    page(&state, &visitor, None, None).await
}

/// A saved form goes back to its place; a field that cannot be taken is said on the page.
async fn saved(
    state: &WebState,
    visitor: &SignedIn,
    result: Result<(), DeskError>,
    place: &str,
) -> Result<Response, WebError> {
    match result {
        Ok(()) => {
            let place = format!("{}#{place}", urls::SETTINGS);
            done_with_undo(state, visitor, &place, "saved").await
        }
        Err(DeskError::Invalid { message, .. }) => page(state, visitor, None, Some(message)).await,
        Err(other) => Err(other.into()),
    }
}

fn version(fields: &Fields) -> Result<i64, WebError> {
    fields
        .get("version")
        .parse()
        .map_err(|_| WebError::Conflict)
}

/// `POST /settings/firm`
pub async fn firm(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let Some(currency) = Currency::from_code(fields.get("currency")) else {
        return page(&state, &visitor, None, Some("field-currency-invalid")).await;
    };
    if fields.get("name").is_empty() {
        return page(&state, &visitor, None, Some("field-required")).await;
    }
    let Ok(cooling_months) = fields.get("cooling_months").parse() else {
        return page(&state, &visitor, None, Some("field-months-invalid")).await;
    };
    let mut form = FirmForm {
        name: fields.get("name").to_owned(),
        language: Language::from_code(fields.get("language")).unwrap_or_default(),
        vocabulary: Vocabulary::from_code(fields.get("vocabulary")).unwrap_or_default(),
        cooling_months,
        currency,
        version: version(&fields)?,
    };
    let mut result = state.desk.save_firm(&visitor.user, &form).await;
    if matches!(result, Err(DeskError::Conflict)) {
        match compare(&state, &visitor, &fields, Sent::Firm(&form)).await? {
            Standing::Compared(page) => return Ok(*page),
            Standing::Apart(version) => form.version = version,
        }
        result = state.desk.save_firm(&visitor.user, &form).await;
    }
    saved(&state, &visitor, result, "firm").await
}

/// `POST /settings/profiles`: of the firm, or of the sector in the address.
pub async fn profiles(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let sector = Sector::from_id(Fields::parse(&visitor.query).get("sector"));
    let reset = sector.is_some() && fields.get("reset") == "yes";
    let Some(profiles) = fields
        .all("profile")
        .map(|id| profile_of(&fields, id))
        .collect::<Option<Vec<_>>>()
    else {
        return page(&state, &visitor, None, Some("settings-weights-invalid")).await;
    };
    let mut form = ProfilesForm {
        profiles,
        sector,
        reset,
        default_profile: fields.get("default").to_owned(),
        strict_age: fields.get("strict_age") == "yes",
        version: version(&fields)?,
    };
    let mut result = state.desk.save_profiles(&visitor.user, &form).await;
    if matches!(result, Err(DeskError::Conflict)) && !form.reset {
        match compare(&state, &visitor, &fields, Sent::Profiles(&form)).await? {
            Standing::Compared(page) => return Ok(*page),
            Standing::Apart(version) => form.version = version,
        }
        result = state.desk.save_profiles(&visitor.user, &form).await;
    }
    let Ok(()) = result else {
        return saved(&state, &visitor, result, "profiles").await;
    };
    let place = format!("{}#profiles", urls::settings_sector(urls::SETTINGS, sector));
    done_with_undo(&state, &visitor, &place, "saved").await
}

/// Weights from 0 to 100, not all zero; a threshold above 0 and at most 1.
fn profile_of(fields: &Fields, id: &str) -> Option<ProfileSettings> {
    let mut weights = [0.0; 5];
    let mut mandatory = Vec::new();
    for (criterion, weight) in Criterion::ALL.into_iter().zip(&mut weights) {
        let name = cell_name(id, criterion);
        *weight = fields
            .number(&name)
            .filter(|number| (0.0..=100.0).contains(number))?;
        if fields.get(&format!("mandatory-{name}")) == "yes" {
            mandatory.push(criterion);
        }
    }
    let threshold = fields
        .number(&format!("threshold-{id}"))
        .filter(|one| *one > 0.0 && *one <= 1.0)?;
    (weights.iter().sum::<f64>() > 0.0).then(|| ProfileSettings {
        id: id.to_owned(),
        weights,
        threshold,
        mandatory,
    })
}

pub(super) fn cell_name(profile: &str, criterion: Criterion) -> String {
    format!("weight-{profile}-{}", criterion.code())
}

/// `POST /settings/rates`
pub async fn rates(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.is_administrator)?;
    let mut rates = Vec::new();
    for (code, rate) in fields
        .all("code")
        .zip(fields.all("rate"))
        .filter(|(code, _)| !code.is_empty())
    {
        let Some(currency) = Currency::from_code(code) else {
            return page(&state, &visitor, None, Some("field-currency-invalid")).await;
        };
        rates.push((currency, rate.replace(',', ".")));
    }
    let user = &visitor.user;
    let mut result = state.desk.save_rates(user, version(&fields)?, &rates).await;
    if matches!(result, Err(DeskError::Conflict)) {
        result = match compare(&state, &visitor, &fields, Sent::Rates(&rates)).await? {
            Standing::Compared(page) => return Ok(*page),
            Standing::Apart(version) => state.desk.save_rates(user, version, &rates).await,
        };
    }
    saved(&state, &visitor, result, "rates").await
}

/// `POST /settings/tokens`: makes or revokes a key.
pub async fn tokens(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    if !fields.get("revoke").is_empty() {
        let token = TokenId::parse(fields.get("revoke")).ok_or(WebError::NotFound)?;
        let result = state.desk.revoke_token(&visitor.user, token).await;
        return saved(&state, &visitor, result, "tokens").await;
    }
    let scopes: Vec<String> = fields
        .all("scope")
        .filter(|scope| SCOPES.contains(scope))
        .map(str::to_owned)
        .collect();
    let t = visitor.t;
    match state
        .desk
        .create_token(&visitor.user, fields.get("name"), &scopes)
        .await
    {
        Ok(value) => {
            let secret = Secret {
                title: t.get("settings-token-made").into_owned(),
                text: t.get("settings-token-made-text").into_owned(),
                value,
            };
            page(&state, &visitor, Some(secret), None).await
        }
        Err(DeskError::Invalid { message, .. }) => {
            page(&state, &visitor, None, Some(message)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /settings/sample`: removes the sample firm.
pub async fn remove_sample(
    State(state): State<WebState>,
    mut visitor: SignedIn,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let kept = state.desk.remove_sample(&visitor.user).await?;
    if kept.is_empty() {
        return Ok(done(&visitor, urls::ACCOUNTS, "sample-removed"));
    }
    // What was read of the firm before is no longer so.
    visitor.visitor.firm.is_sample = false;
    let t = visitor.t;
    let notice = Secret {
        title: t.get("sample-removed").into_owned(),
        text: t.with1("sample-kept", "names", kept.join(", ")),
        value: String::new(),
    };
    page(&state, &visitor, Some(notice), None).await
}

impl SettingsPage {
    fn may_administer(&self) -> bool {
        self.is_administrator
    }

    fn firm_opened(&self) -> Markup {
        firm_opened(self.t, &self.view)
    }

    fn profiles_opened(&self) -> Markup {
        profiles_opened(self.t, &self.view)
    }

    fn rates_opened(&self) -> Markup {
        rates_opened(self.t, &self.view)
    }

    fn version(&self) -> String {
        self.view.version.to_string()
    }

    /// The whole firm and each sector, as links; a sector with numbers of its own is marked.
    fn sectors(&self) -> Vec<SelectOption> {
        let t = self.t;
        let firm = SelectOption {
            value: urls::SETTINGS.to_owned(),
            name: t.get("settings-sector-firm").into_owned(),
            selected: self.view.sector.is_none(),
        };
        let of_sector = |sector: Sector| {
            let own = if self.view.sectors.contains(&sector) {
                " ●"
            } else {
                ""
            };
            SelectOption {
                value: urls::settings_sector(urls::SETTINGS, Some(sector)),
                name: format!("{}{own}", t.get(sector.message_id())),
                selected: self.view.sector == Some(sector),
            }
        };
        [firm]
            .into_iter()
            .chain(Sector::ALL.into_iter().map(of_sector))
            .collect()
    }

    fn of_sector(&self) -> bool {
        self.view.sector.is_some()
    }

    fn sector_is_own(&self) -> bool {
        let sector = self.view.sector;
        sector.is_some_and(|sector| self.view.sectors.contains(&sector))
    }

    fn profiles_lead(&self) -> String {
        let t = self.t;
        let Some(sector) = self.view.sector else {
            return t.get("settings-profiles-lead").into_owned();
        };
        let name = t.get(sector.message_id());
        let lead = t.with1("settings-sector-lead", "sector", &*name);
        if self.sector_is_own() {
            lead
        } else {
            format!("{lead} {}", t.get("settings-sector-same"))
        }
    }

    fn profiles_action(&self) -> String {
        urls::settings_sector(urls::SETTINGS_PROFILES, self.view.sector)
    }

    fn profiles(&self) -> Vec<ProfileHead> {
        let head = |profile: &ProfileSettings| ProfileHead {
            id: profile.id.clone(),
            name: profile_name(self.t, &profile.id),
            threshold: format::decimal(self.t.language, profile.threshold, 2),
            default: profile.id == self.view.default_profile,
        };
        self.view.profiles.iter().map(head).collect()
    }

    fn criteria(&self) -> Vec<CriterionRow> {
        let t = self.t;
        let row = |(position, criterion): (usize, Criterion)| CriterionRow {
            name: criterion_name(t, criterion),
            cells: self
                .view
                .profiles
                .iter()
                .map(|profile| WeightCell {
                    profile: profile_name(t, &profile.id),
                    id: cell_name(&profile.id, criterion),
                    label: format!(
                        "{}: {}",
                        criterion_name(t, criterion),
                        profile_name(t, &profile.id)
                    ),
                    value: weight_text(t, profile.weights[position]),
                    mandatory: profile.mandatory.contains(&criterion),
                })
                .collect(),
        };
        Criterion::ALL.into_iter().enumerate().map(row).collect()
    }

    fn rates_lead(&self) -> String {
        let t = self.t;
        if self.view.rates_missing.is_empty() {
            return t.with1("settings-rates-lead", "currency", self.view.currency.code());
        }
        let missing: Vec<_> = self
            .view
            .rates_missing
            .iter()
            .map(ToString::to_string)
            .collect();
        t.with1("settings-rates-missing", "currencies", missing.join(", "))
    }

    /// Known rates, missing ones, and one empty row.
    fn rates(&self) -> Vec<RateRow> {
        let known = self.view.rates.iter().map(|(currency, rate)| RateRow {
            code: currency.to_string(),
            value: rate_text(self.t, rate),
        });
        let missing = self.view.rates_missing.iter().map(|currency| RateRow {
            code: currency.to_string(),
            value: String::new(),
        });
        known
            .chain(missing)
            .chain([RateRow {
                code: String::new(),
                value: String::new(),
            }])
            .collect()
    }

    fn scope(&self, scope: &str) -> String {
        self.t.get(&format!("scope-{scope}")).into_owned()
    }

    fn tokens(&self) -> Vec<TokenRow> {
        let t = self.t;
        let row = |token: &crate::views::TokenEntry| {
            let scopes: Vec<_> = token.scopes.iter().map(|scope| self.scope(scope)).collect();
            let used = token.last_used.map_or_else(
                || t.get("settings-token-unused").into_owned(),
                |day| t.with1("settings-token-used", "day", format::day(t.language, day)),
            );
            TokenRow {
                id: token.id.to_string(),
                name: token.name.clone(),
                note: format!(
                    "{} · {} · {used}",
                    scopes.join(", "),
                    format::day(t.language, token.created)
                ),
            }
        };
        self.view.tokens.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_thresholds_stay_within_reason() {
        let form = |weight: &str, threshold: &str| {
            let weights: String = Criterion::ALL
                .iter()
                .map(|one| format!("&weight-a-{}={weight}", one.code()))
                .collect();
            profile_of(
                &Fields::parse(&format!("threshold-a={threshold}{weights}")),
                "a",
            )
        };
        assert_eq!(
            form("2,5", "0,7").map(|profile| (profile.weights[0], profile.threshold)),
            Some((2.5, 0.7))
        );
        for (weight, threshold) in [
            ("0", "0.7"),
            ("-1", "0.7"),
            ("x", "0.7"),
            ("1", "0"),
            ("1", "1.1"),
            ("NaN", "1"),
        ] {
            assert!(form(weight, threshold).is_none(), "{weight} {threshold}");
        }
    }
}
