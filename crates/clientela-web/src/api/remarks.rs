//! What is said of us and seen of the market.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::brand::{RemarkAnswer, RemarkWrittenAnswer, RemarksAnswer};
use clientela_app::keep_brand::RemarkDraft;
use clientela_app::keep_competitors::find_competitor;
use clientela_app::keep_market::{MarketDraft, change_told, show_told, write_told};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_domain::brand::{MentionTone, RemarkAbout, ToldOrigin};
use clientela_domain::ids::{AccountId, CompetitorId, PersonId, RemarkId};
use clientela_store::market::{MarketFilter, NewRemark};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{limit_of, read};
use super::incidents::{day_or_none, or_none};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change))]
pub(super) struct RemarksApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/remarks", get(list).post(create))
        .route("/api/v1/remarks/{id}", get(show).put(change))
}

/// Which remarks.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RemarkParameters {
    /// Of this client.
    pub account: Option<String>,
    /// With words of this person.
    pub person: Option<String>,
    /// Of this competitor, by id.
    pub competitor: Option<String>,
    /// About `us` or about the `market`.
    pub about: Option<String>,
    /// That speak of us so: `recommends`, `good`, `neutral` or `bad`.
    pub tone: Option<String>,
    /// From there: `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`.
    pub origin: Option<String>,
    /// Of this group of products, however it is written.
    pub product_group: Option<String>,
    /// Those that were withdrawn instead of those that count.
    pub withdrawn: Option<bool>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// What was said of us and seen of the market, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/remarks", params(RemarkParameters),
    responses((status = 200, body = RemarksAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<RemarkParameters>,
) -> Result<Json<RemarksAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let competitor = asked.competitor.as_deref();
    let query = MarketQuery {
        filter: MarketFilter {
            account: read(
                &caller,
                "account",
                asked.account.as_deref(),
                AccountId::parse,
            )?,
            person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
            competitor: read(&caller, "competitor", competitor, CompetitorId::parse)?,
            about: read(
                &caller,
                "about",
                asked.about.as_deref(),
                RemarkAbout::from_code,
            )?,
            tone: read(
                &caller,
                "tone",
                asked.tone.as_deref(),
                MentionTone::from_code,
            )?,
            origin: read(
                &caller,
                "origin",
                asked.origin.as_deref(),
                ToldOrigin::from_code,
            )?,
            product_group: asked.product_group.clone(),
            withdrawn: asked.withdrawn.unwrap_or_default(),
            ..MarketFilter::default()
        },
        ending_soon: false,
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_told::<NewRemark>(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about a remark.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "about": "us", "tone": "good", "origin": "press",
    "what": "Хвалят доставките ни", "link": "https://example.test/article" }))]
pub struct RemarkBody {
    /// At which client; at none in particular when absent, or when changed to empty.
    pub account: Option<String>,
    /// Who said it; nobody of the book when absent, or when changed to empty.
    pub person: Option<String>,
    /// Of which competitor it tells, by id or name; of none when absent, or when changed to empty.
    pub competitor: Option<String>,
    /// `us` or `market`.
    pub about: Option<String>,
    /// `recommends`, `good`, `neutral` or `bad`; not of the market. Unknown when absent, or when changed to empty.
    pub tone: Option<String>,
    /// Of which group of products.
    pub product_group: Option<String>,
    /// What was said or seen.
    pub what: Option<String>,
    /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`; never a competitor.
    pub origin: Option<String>,
    /// Where it can be read: an address that begins with http:// or https://.
    pub link: Option<String>,
    /// When it was said or seen, ISO 8601; today when absent.
    pub day: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl RemarkBody {
    /// A draft with what the body says in place of what it had.
    async fn onto(
        &self,
        state: &ApiState,
        caller: &Caller,
        base: RemarkDraft,
    ) -> Result<RemarkDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let competitor = match self.competitor.as_deref() {
            None => base.competitor,
            Some("") => None,
            Some(name) => {
                let found = find_competitor(&state.context, &caller.viewer, name).await;
                Some(found.map_err(caller.problem())?)
            }
        };
        let (about, origin) = (self.about.as_deref(), self.origin.as_deref());
        let about = read(caller, "about", about, RemarkAbout::from_code)?;
        let origin = read(caller, "origin", origin, ToldOrigin::from_code)?;
        Ok(RemarkDraft {
            account: or_none(
                caller,
                "account",
                &self.account,
                base.account,
                AccountId::parse,
            )?,
            person: or_none(caller, "person", &self.person, base.person, PersonId::parse)?,
            competitor,
            about: about.or(base.about),
            tone: or_none(
                caller,
                "tone",
                &self.tone,
                base.tone,
                MentionTone::from_code,
            )?,
            product_group: text(&self.product_group, base.product_group),
            what: text(&self.what, base.what),
            origin: origin.or(base.origin),
            link: text(&self.link, base.link),
            day: day_or_none(caller, "day", &self.day, base.day)?,
            note: text(&self.note, base.note),
            withdrawn: self.withdrawn.unwrap_or(base.withdrawn),
        })
    }
}

/// Writes a remark down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/remarks", request_body = RemarkBody,
    responses((status = 200, body = RemarkWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<RemarkBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&state, &caller, RemarkDraft::default()).await?;
    super::replay::once(&state, &caller, &headers, &("remarks", &body), async {
        let written = write_told(&state.context, &caller.viewer, None::<AccountId>, &draft).await;
        Ok(RemarkWrittenAnswer {
            remark: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn id_of(caller: &Caller, id: &str) -> Result<RemarkId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("remark", id);
    RemarkId::parse(id).ok_or_else(unknown)
}

async fn answer(state: &ApiState, caller: &Caller, id: RemarkId) -> Result<RemarkAnswer, Problem> {
    let line = show_told_line::<NewRemark>(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One of them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/remarks/{id}", params(("id" = String, Path)),
    responses((status = 200, body = RemarkAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = id_of(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes one; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/remarks/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = RemarkBody,
    responses((status = 200, body = RemarkAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RemarkBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_told::<NewRemark>(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body
            .onto(&state, &caller, RemarkDraft::of(&now.record))
            .await?;
        let based_on = version.unwrap_or(now.version);
        match change_told(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
