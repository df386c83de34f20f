//! What calls bring: the answer of an account to more or fewer of them.

/// The response of an account in one period (ADBUDG; Little 1970): from what comes without any call towards what
/// comes when calls bring nothing more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Without a call.
    pub without: f64,
    /// At saturation.
    pub saturated: f64,
    /// Form: up to 1 each call brings less than the one before, above 1 the first ones have to add up.
    pub form: f64,
    /// How far away saturation is.
    pub distance: f64,
}

impl Response {
    /// What so many calls bring.
    #[must_use]
    pub fn of(&self, calls: f64) -> f64 {
        if calls <= 0.0 {
            return self.without;
        }
        let power = calls.powf(self.form);
        self.without + (self.saturated - self.without) * power / (self.distance + power)
    }

    /// The response that goes through four judgements.
    ///
    /// # Errors
    /// When no such curve goes through them.
    pub fn through(judged: &Judgements) -> Result<Self, JudgementsUnfit> {
        let reach = judged.saturated - judged.without;
        let part = |value: f64| (value - judged.without) / reach;
        let (now, more) = (part(judged.now), part(judged.more));
        let inside = |part: f64| part > 0.0 && part < 1.0;
        if !reach.is_finite() || reach == 0.0 || !inside(now) || !inside(more) {
            return Err(JudgementsUnfit::OutsideEnds);
        }
        let calls = judged.calls_more > judged.calls_now && judged.calls_now > 0.0;
        if !calls || more <= now {
            return Err(JudgementsUnfit::MoreCallsBringNoMore);
        }
        let log_odds = |part: f64| (part / (1.0 - part)).ln();
        let form = (log_odds(more) - log_odds(now)) / (judged.calls_more / judged.calls_now).ln();
        Ok(Self {
            without: judged.without,
            saturated: judged.saturated,
            form,
            distance: judged.calls_now.powf(form) * (1.0 - now) / now,
        })
    }
}

/// What somebody who knows the account expects of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgements {
    /// Without a call.
    pub without: f64,
    /// With as many calls as can be.
    pub saturated: f64,
    /// Calls at present.
    pub calls_now: f64,
    /// What they bring.
    pub now: f64,
    /// More calls, say half as many again.
    pub calls_more: f64,
    /// What those would bring.
    pub more: f64,
}

/// Why judgements make no curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JudgementsUnfit {
    /// What is expected at present or of more calls does not lie between none and saturation.
    #[error("the expectations do not lie between no call and saturation")]
    OutsideEnds,
    /// More calls are not more, or are expected to bring no more.
    #[error("more calls are expected to bring no more")]
    MoreCallsBringNoMore,
}
