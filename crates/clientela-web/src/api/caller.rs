//! Who calls the API: the key's user, what the key opens, and the language of the answer.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use clientela_app::api_tokens::viewer_of;
use clientela_app::edit_error::EditError;
use clientela_store::kept_answers::Request;
use clientela_store::tokens::Scope;
use clientela_store::{Permission, Viewer};
use clientela_texts::{Language, Texts};

use super::ApiState;
use super::problem::Problem;

/// A caller who proved who they are.
#[derive(Clone, Debug)]
pub struct Caller {
    /// On whose behalf.
    pub viewer: Viewer,
    /// What the key opens.
    pub scopes: Vec<Scope>,
    /// Language of the answer's words.
    pub texts: Texts,
    /// The request in progress, which `viewer` carries into the write.
    pub request: Arc<Request>,
    /// Method and path, which belong to what was asked.
    pub target: String,
}

impl Caller {
    /// Refuses a key that does not open this.
    ///
    /// # Errors
    /// 403 with the scope that is missing.
    pub fn require(&self, scope: Scope) -> Result<(), Problem> {
        if self.scopes.contains(&scope) {
            Ok(())
        } else {
            let problem = Problem::new(StatusCode::FORBIDDEN, "scope_missing", self.texts);
            Err(problem.at("scope", scope.code()))
        }
    }

    /// Refuses a user who may not do this.
    ///
    /// # Errors
    /// 403.
    pub fn permit(&self, permission: Permission) -> Result<(), Problem> {
        let permitted = self.viewer.require(permission);
        permitted.map_err(|error| Problem::of(&error.into(), self.texts))
    }

    /// Why a form was not taken, in the caller's language.
    pub fn edit_problem(&self) -> impl Fn(EditError) -> Problem + '_ {
        |error| Problem::of_edit(error, self.texts)
    }

    /// A use case's failure in the caller's language.
    pub fn problem(&self) -> impl Fn(clientela_app::error::AppError) -> Problem + '_ {
        |error| Problem::of(&error, self.texts)
    }
}

/// The words an answer is written in: of the language the caller likes best.
pub(super) fn texts_of(headers: &HeaderMap) -> Texts {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Texts::of(Language::preferred(accepted.unwrap_or_default()))
}

impl FromRequestParts<ApiState> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Problem> {
        let texts = texts_of(&parts.headers);
        let key = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(str::trim);
        let refused = || Problem::new(StatusCode::UNAUTHORIZED, "key_refused", texts);
        let key = key.ok_or_else(refused)?;
        let found = viewer_of(&state.context, key)
            .await
            .map_err(|error| Problem::of(&error, texts))?;
        let (viewer, scopes) = found.ok_or_else(refused)?;
        let settings = state
            .context
            .book_state(&viewer)
            .await
            .map(|now| now.settings);
        let spoken = settings
            .map_err(|error| Problem::of(&error, texts))?
            .spoken();
        let texts = texts.in_words_of(spoken);
        let request = Arc::new(state.context.store.request());
        Ok(Self {
            viewer: request.viewer(&viewer),
            scopes,
            texts,
            request,
            target: format!("{} {}", parts.method, parts.uri.path()),
        })
    }
}
