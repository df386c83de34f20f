//! What a request says, read. Whatever cannot be read is answered as a problem like everything else
//! that goes wrong here, never as bare text.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ApiState;
use super::caller::texts_of;
use super::problem::Problem;

/// A JSON body: read from a request, or written as an answer.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

/// The parameters behind the question mark.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

/// The parameters within the address.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

fn unreadable(headers: &HeaderMap, status: StatusCode, code: &str, why: String) -> Problem {
    Problem::new(status, code, texts_of(headers)).with_detail(why)
}

impl<T: DeserializeOwned> FromRequest<ApiState> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &ApiState) -> Result<Self, Problem> {
        let headers = request.headers().clone();
        let read: Result<axum::Json<T>, JsonRejection> =
            axum::Json::from_request(request, state).await;
        read.map(|axum::Json(body)| Self(body)).map_err(|refused| {
            let code = match refused.status() {
                StatusCode::UNSUPPORTED_MEDIA_TYPE => "body_not_json",
                StatusCode::PAYLOAD_TOO_LARGE => "body_too_large",
                StatusCode::UNPROCESSABLE_ENTITY => "body_does_not_fit",
                _ => "body_unreadable",
            };
            unreadable(&headers, refused.status(), code, refused.body_text())
        })
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<ApiState> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Problem> {
        let read: Result<axum::extract::Query<T>, QueryRejection> =
            axum::extract::Query::from_request_parts(parts, state).await;
        read.map(|axum::extract::Query(asked)| Self(asked))
            .map_err(|refused| {
                let code = "query_unreadable";
                unreadable(
                    &parts.headers,
                    StatusCode::BAD_REQUEST,
                    code,
                    refused.body_text(),
                )
            })
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<ApiState> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, Problem> {
        let read: Result<axum::extract::Path<T>, PathRejection> =
            axum::extract::Path::from_request_parts(parts, state).await;
        // An address that cannot be read leads to nothing.
        read.map(|axum::extract::Path(named)| Self(named))
            .map_err(|refused| {
                unreadable(
                    &parts.headers,
                    StatusCode::NOT_FOUND,
                    "not_found",
                    refused.body_text(),
                )
            })
    }
}
