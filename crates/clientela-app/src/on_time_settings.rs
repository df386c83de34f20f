//! What counts as on time and in full: the firm's definition, as it is kept among its settings. Whoever asks otherwise
//! may say so; a clause of an agreement has its own.

use clientela_domain::amount::Amount;
use clientela_domain::execution::LineTerms;
use clientela_domain::execution::lines::TOLERANCE_SCALE;
use clientela_store::{Viewer, settings};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::invalid;

/// Name of the row that holds it.
const ROW: &str = "on_time";

/// The most days of a window.
pub const WINDOW_DAYS_MAX: u32 = 365;

/// The definition as stored. Until the firm says otherwise a line is on time up to its promised day, and in full
/// when nothing is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnTimeSettings {
    /// Days a line may come after its promised day; none when absent.
    pub late_days: Option<String>,
    /// Days it may come before it; any when absent.
    pub early_days: Option<String>,
    /// Per cent of the ordered quantity that may be missing; none when absent.
    pub short_percent: Option<String>,
    /// Version of the row, for optimistic writes; not stored inside it.
    #[serde(skip)]
    pub version: i64,
}

impl OnTimeSettings {
    /// Reads it; what ships when nobody set anything.
    ///
    /// # Errors
    /// When the book cannot answer.
    pub async fn load(context: &Context, viewer: &Viewer) -> Result<Self, AppError> {
        let stored = settings::get(&context.store.read(viewer), ROW).await?;
        Ok(stored.map_or_else(Self::default, |row| {
            let mut read: Self = serde_json::from_str(&row.value).unwrap_or_default();
            read.version = row.version;
            read
        }))
    }

    /// Writes it when nobody else did since it was read.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field at fault; [`AppError::Stale`]; [`AppError::Forbidden`].
    pub async fn save(&self, context: &Context, viewer: &Viewer) -> Result<(), AppError> {
        viewer.require(clientela_store::Permission::ChangeSettings)?;
        self.terms()?;
        let json = serde_json::to_string(self).unwrap_or_default();
        let row = (json, self.version);
        let write = context
            .store
            .write_with(viewer, row, |tx, (json, version)| {
                Box::pin(settings::put(tx, ROW, json, *version))
            });
        write.await?;
        Ok(())
    }

    /// By what lines are judged.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field at fault.
    pub fn terms(&self) -> Result<LineTerms, AppError> {
        let short = match stated(&self.short_percent) {
            None => 0,
            Some(text) => {
                let whole = Amount::from_cents(10_000);
                let percent = Amount::parse(text);
                let percent = percent.filter(|one| !one.is_negative() && *one <= whole);
                let percent = percent
                    .ok_or_else(|| invalid("short_percent", "percent-invalid", text))?
                    .as_f64();
                // Between nothing and the whole, so it fits.
                (percent / 100.0 * f64::from(TOLERANCE_SCALE)).round() as u32
            }
        };
        Ok(LineTerms {
            early: days("early_days", &self.early_days)?,
            late: days("late_days", &self.late_days)?.unwrap_or(0),
            short,
            over: None,
        })
    }
}

/// By what the firm judges its lines.
pub(crate) async fn firm_terms(context: &Context, viewer: &Viewer) -> Result<LineTerms, AppError> {
    let settings = OnTimeSettings::load(context, viewer).await?;
    Ok(settings.terms().unwrap_or_default())
}

fn stated(text: &Option<String>) -> Option<&str> {
    text.as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
}

fn days(field: &'static str, text: &Option<String>) -> Result<Option<u32>, AppError> {
    let Some(text) = stated(text) else {
        return Ok(None);
    };
    let days = text.parse().ok().filter(|days| *days <= WINDOW_DAYS_MAX);
    days.map(Some)
        .ok_or_else(|| invalid(field, "window-days-invalid", text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_is_read_and_one_that_makes_no_sense_is_refused() {
        assert_eq!(
            OnTimeSettings::default().terms().ok(),
            Some(LineTerms::default())
        );
        let of = |late: &str, early: &str, short: &str| OnTimeSettings {
            late_days: Some(late.to_owned()),
            early_days: Some(early.to_owned()),
            short_percent: Some(short.to_owned()),
            version: 0,
        };
        let read = of("2", "", "2.5").terms().expect("a definition");
        assert_eq!((read.late, read.early, read.short), (2, None, 250));
        for (late, early, short) in [
            ("-1", "", ""),
            ("400", "", ""),
            ("1", "x", ""),
            ("", "", "101"),
        ] {
            assert!(
                of(late, early, short).terms().is_err(),
                "{late} {early} {short}"
            );
        }
    }
}
