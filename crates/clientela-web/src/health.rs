//! Health, readiness and counters for monitoring.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::router::WebState;

/// Counters since the start.
#[derive(Debug)]
pub struct Metrics {
    started: Instant,
    in_flight: AtomicU64,
    /// Answers by the first digit of their status, 1 to 5.
    answers: [AtomicU64; 6],
    microseconds: AtomicU64,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            in_flight: AtomicU64::new(0),
            answers: std::array::from_fn(|_| AtomicU64::new(0)),
            microseconds: AtomicU64::new(0),
        }
    }
}

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The book answers.
pub async fn readyz(State(state): State<WebState>) -> Response {
    if state.desk.is_ready().await {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
    }
}

/// Counts every request.
pub async fn count(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let metrics = &state.metrics;
    let begun = Instant::now();
    metrics.in_flight.fetch_add(1, Ordering::Relaxed);
    let response = next.run(request).await;
    metrics.in_flight.fetch_sub(1, Ordering::Relaxed);
    let class = usize::from(response.status().as_u16() / 100).min(5);
    metrics.answers[class].fetch_add(1, Ordering::Relaxed);
    let spent = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    metrics.microseconds.fetch_add(spent, Ordering::Relaxed);
    response
}

/// The counters in the text format of Prometheus.
pub async fn metrics(State(state): State<WebState>) -> Response {
    let metrics = &state.metrics;
    let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let mut text = String::from("# TYPE clientela_http_requests_total counter\n");
    for class in 1..=5 {
        text.push_str(&format!(
            "clientela_http_requests_total{{status=\"{class}xx\"}} {}\n",
            read(&metrics.answers[class])
        ));
    }
    text.push_str(&format!(
        "# TYPE clientela_http_request_seconds_total counter\nclientela_http_request_seconds_total {:.6}\n\
         # TYPE clientela_http_requests_in_flight gauge\nclientela_http_requests_in_flight {}\n\
         # TYPE clientela_uptime_seconds gauge\nclientela_uptime_seconds {}\n",
        read(&metrics.microseconds) as f64 / 1e6,
        read(&metrics.in_flight),
        metrics.started.elapsed().as_secs()
    ));
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
