//! The oracles of `DOMAIN.md` 14, and what must hold for any prospects.

mod asking;
mod chain;
mod graph;
mod history;
mod questions;
mod reading;
mod spotters;
mod ways;

/// Equal to what was worked out beforehand, nine digits of it.
fn close(value: f64, wanted: f64) {
    let scale = wanted.abs().max(1.0);
    assert!(
        (value - wanted).abs() < 1e-9 * scale,
        "{value} for {wanted}"
    );
}
