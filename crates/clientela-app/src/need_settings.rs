//! Settings of the firm for its key account managers: cuts and weights of the need, stated hours.

use std::collections::BTreeMap;

use clientela_domain::estimate::Estimate;
use clientela_domain::need_for_kam::{
    Activity, ActivityHours, CONDITIONS, Condition, NeedSettings, SettingsError,
};
use clientela_store::{Viewer, settings};
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::error::AppError;

/// Name of the row that holds them.
const ROW: &str = "need_for_kam";

/// Most hours a year that are understood.
const HOURS_MAX: f64 = 100_000.0;

/// What the firm says about its key account managers, as stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NeedForKamSettings {
    /// Hours per client and year of each activity, at least and at most; `None`: somebody does it, and
    /// nobody knows how long it takes.
    pub hours: BTreeMap<String, Option<(f64, f64)>>,
    /// Hours a year a key account manager has for key clients, at least and at most.
    pub hours_of_kam: Option<(f64, f64)>,
    /// From this need on, appoint.
    pub appoint: Option<f64>,
    /// Below this need there is none.
    pub no_need: Option<f64>,
    /// Weights of the conditions that are not 1.
    pub weights: BTreeMap<String, f64>,
    /// Version of the row, for optimistic writes; not stored inside it.
    #[serde(skip)]
    pub version: i64,
}

impl NeedForKamSettings {
    /// Reads them; the defaults when nobody set anything.
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

    /// Writes them when nobody else did since they were read.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for hours, cuts or weights that make no sense; [`AppError::Stale`];
    /// [`AppError::Forbidden`].
    pub async fn save(&self, context: &Context, viewer: &Viewer) -> Result<(), AppError> {
        self.check()?;
        let json = serde_json::to_string(self).unwrap_or_default();
        context
            .store
            .write_with(viewer, (json, self.version), |tx, (json, version)| {
                Box::pin(settings::put(tx, ROW, json, *version))
            })
            .await?;
        Ok(())
    }

    fn check(&self) -> Result<(), AppError> {
        let invalid =
            |field, code: &'static str, value: String| AppError::Invalid { field, code, value };
        for (word, hours) in &self.hours {
            let activity = Activity::from_id(word)
                .ok_or_else(|| invalid("activity", "activity-unknown", word.clone()))?;
            let understood = hours.is_none_or(|(low, high)| {
                high <= HOURS_MAX && ActivityHours::between(activity, low, high).is_some()
            });
            if !understood {
                return Err(invalid("hours", "hours-out-of-range", word.clone()));
            }
        }
        if let Some((low, high)) = self.hours_of_kam
            && !(0.0 < low && low <= high && high <= HOURS_MAX)
        {
            return Err(invalid(
                "hours_of_kam",
                "hours-out-of-range",
                format!("{low} {high}"),
            ));
        }
        let wrong = |error: SettingsError| invalid("need", settings_code(error), String::new());
        self.build().map(drop).map_err(wrong)
    }

    fn build(&self) -> Result<NeedSettings, SettingsError> {
        let default = NeedSettings::default();
        let mut weights = [1.0; CONDITIONS];
        for condition in Condition::ALL {
            if let Some(weight) = self.weights.get(condition.id()) {
                weights[condition.index()] = *weight;
            }
        }
        let (appoint, no_need) = (
            self.appoint.unwrap_or(default.appoint()),
            self.no_need.unwrap_or(default.no_need()),
        );
        default.with_weights(weights)?.with_cuts(appoint, no_need)
    }

    /// As the rules take them; the defaults when what is stored makes no sense.
    #[must_use]
    pub fn need(&self) -> NeedSettings {
        self.build().unwrap_or_default()
    }

    /// The activities somebody stated hours for, in the order of [`Activity::ALL`].
    #[must_use]
    pub fn activities(&self) -> Vec<ActivityHours> {
        Activity::ALL
            .into_iter()
            .filter_map(|activity| {
                let hours = self.hours.get(activity.id())?;
                Some(match hours {
                    None => ActivityHours::unknown(activity),
                    Some((low, high)) => ActivityHours::between(activity, *low, *high)
                        .unwrap_or(ActivityHours::unknown(activity)),
                })
            })
            .collect()
    }

    /// Hours one key account manager has in a year.
    #[must_use]
    pub fn kam_hours(&self) -> Estimate {
        match self.hours_of_kam {
            Some((low, high)) => Estimate::between(low, high),
            None => Estimate::Unknown("unknown-no-hours-of-kam"),
        }
    }
}

const fn settings_code(error: SettingsError) -> &'static str {
    match error {
        SettingsError::Ramp => "need-settings-wrong-ramp",
        SettingsError::Weight => "need-settings-wrong-weight",
        SettingsError::Cut => "need-settings-wrong-cut",
    }
}
