//! The description of the API for programs, OpenAPI 3.1.

use std::sync::OnceLock;

use serde_json::Value;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{IntoParams, Modify, OpenApi};

use super::described::complete;
use super::happenings::HappeningsApi;
use super::input::Json;
use super::replay::RepeatHeader;
use super::{
    accounts, evidence, figures, handovers, imports, journal, managers, need, search, team,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Clientela",
        description = "The key-account book: clients, key verdicts with their evidence, concentration, imports. \
            Amounts are decimal strings, days ISO 8601, shares fractions of one; unknown is `{\"unknown\": reason}`.",
    ),
    paths(
        accounts::list,
        accounts::show,
        accounts::answer,
        accounts::potential,
        evidence::attach,
        evidence::show,
        figures::key_accounts,
        figures::concentration,
        imports::list,
        imports::create,
        imports::show,
        imports::undo,
        imports::stop,
        journal::list,
        journal::restore,
        search::search,
    ),
    modifiers(&KeyScheme),
)]
struct ApiDescription;

struct KeyScheme;

impl Modify for KeyScheme {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(
            HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(
                    "A key of `clientela token create` or the settings page, `clt_…`",
                ))
                .build(),
        );
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("key", scheme);
    }
}

static DOCUMENT: OnceLock<Value> = OnceLock::new();

/// The description itself; needs no key.
pub async fn document() -> Json<&'static Value> {
    Json(whole())
}

/// The whole description, complete.
pub(super) fn whole() -> &'static Value {
    let document = || complete(serde_json::to_value(description()).unwrap_or_default());
    DOCUMENT.get_or_init(document)
}

/// All areas together.
fn description() -> utoipa::openapi::OpenApi {
    let mut whole = ApiDescription::openapi();
    whole.merge(super::account_records::AccountRecordsApi::openapi());
    whole.merge(super::people::PeopleApi::openapi());
    whole.merge(super::exports::ExportsApi::openapi());
    whole.merge(super::affiliations::AffiliationsApi::openapi());
    whole.merge(super::duplicates::DuplicatesApi::openapi());
    whole.merge(HappeningsApi::openapi());
    whole.merge(super::obligations::ObligationsApi::openapi());
    whole.merge(super::people_map::PeopleMapApi::openapi());
    whole.merge(super::purchases::PurchasesApi::openapi());
    whole.merge(super::walls::WallsApi::openapi());
    whole.merge(super::confidentiality::ConfidentialityApi::openapi());
    whole.merge(super::interests::InterestsApi::openapi());
    whole.merge(super::gifts::GiftsApi::openapi());
    whole.merge(super::agreements::AgreementsApi::openapi());
    whole.merge(super::approval_limits::ApprovalLimitsApi::openapi());
    whole.merge(super::support::SupportApi::openapi());
    whole.merge(super::problems::ProblemsApi::openapi());
    whole.merge(super::prospects::ProspectsApi::openapi());
    whole.merge(super::prospect_sources::ProspectSourcesApi::openapi());
    whole.merge(super::prospect_upsert::ProspectUpsertApi::openapi());
    whole.merge(super::asking::AskingApi::openapi());
    whole.merge(super::spotters::SpottersApi::openapi());
    whole.merge(super::observations::ObservationsApi::openapi());
    whole.merge(super::reading::ReadingApi::openapi());
    whole.merge(super::cold_batches::ColdBatchesApi::openapi());
    whole.merge(super::campaigns::CampaignsApi::openapi());
    whole.merge(super::opportunities::OpportunitiesApi::openapi());
    whole.merge(super::threats::ThreatsApi::openapi());
    whole.merge(super::plans::PlansApi::openapi());
    whole.merge(super::competitors::CompetitorsApi::openapi());
    whole.merge(super::positions::PositionsApi::openapi());
    whole.merge(super::contests::ContestsApi::openapi());
    whole.merge(super::incidents::IncidentsApi::openapi());
    whole.merge(super::remarks::RemarksApi::openapi());
    whole.merge(super::brand::BrandApi::openapi());
    whole.merge(super::client_purchases::ClientPurchasesApi::openapi());
    whole.merge(super::satisfaction::SatisfactionApi::openapi());
    whole.merge(super::stage::StageApi::openapi());
    whole.merge(super::on_time::OnTimeApi::openapi());
    whole.merge(super::morning::MorningApi::openapi());
    whole.merge(super::authority::AuthorityApi::openapi());
    whole.merge(super::chain::ChainApi::openapi());
    whole.merge(super::week::WeekApi::openapi());
    whole.merge(super::work_hours::WorkHoursApi::openapi());
    whole.merge(super::what_followed::WhatFollowedApi::openapi());
    whole.merge(super::bond_rules::BondRulesApi::openapi());
    whole.merge(super::execution::ExecutionApi::openapi());
    whole.merge(super::execution_events::ExecutionEventsApi::openapi());
    whole.merge(need::NeedApi::openapi());
    whole.merge(managers::ManagersApi::openapi());
    whole.merge(handovers::HandoversApi::openapi());
    whole.merge(team::TeamDescription::openapi());
    whole.merge(super::set_aside::SetAsideApi::openapi());
    whole.merge(super::settings::SettingsApi::openapi());
    whole.merge(super::watched_folders::WatchedFoldersApi::openapi());
    whole.merge(super::attachments::AttachmentsApi::openapi());
    whole.merge(super::upsert::UpsertApi::openapi());
    whole.merge(super::trash::TrashApi::openapi());
    describe_repeats(&mut whole);
    whole
}

/// What is created or done by a `POST` can be sent twice under one key; the other methods say what
/// shall be, and say it again without harm.
fn describe_repeats(openapi: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut openapi.paths.paths {
        let Some(post) = item
            .post
            .as_mut()
            .filter(|_| !WITHOUT_KEY.contains(&path.as_str()))
        else {
            continue;
        };
        let known = post.parameters.get_or_insert_default();
        for header in RepeatHeader::into_params(|| Some(ParameterIn::Header)) {
            let named =
                |one: &RefOr<Parameter>| matches!(one, RefOr::T(one) if one.name == header.name);
            if !known.iter().any(named) {
                known.push(RefOr::T(header));
            }
        }
    }
}

/// Writes by `POST` that take no key, because sent again they change nothing more: a file is known by
/// its hash, a stop is asked for again, what was set back, undone or restored is refused the second time,
/// so is a second scan, a pair that was decided stays decided, what is erased is erased, somebody who may
/// not sign in still may not, and a newer link or private address takes the place of an older one.
pub const WITHOUT_KEY: [&str; 16] = [
    "/api/v1/accounts/{id}/plan/shares",
    "/api/v1/accounts/{id}/surveys",
    "/api/v1/duplicates/scan",
    "/api/v1/duplicates/{id}/different",
    "/api/v1/duplicates/{id}/reopen",
    "/api/v1/imports",
    "/api/v1/imports/{id}/stop",
    "/api/v1/merges/{id}/undo",
    "/api/v1/plan/calendar",
    "/api/v1/journal/{position}/restore",
    "/api/v1/owners/{id}/undo",
    "/api/v1/people/{id}/erase",
    "/api/v1/trash/{id}/restore",
    "/api/v1/users/{id}/disable",
    "/api/v1/users/{id}/enable",
    "/api/v1/users/{id}/reset-link",
];
