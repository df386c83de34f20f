//! Net promoters: who would recommend us less who would not.

use crate::statistics::Z_95;

/// Answers to "would you recommend us", by what they mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NpsCounts {
    /// 9 and 10.
    pub promoters: u64,
    /// 7 and 8.
    pub passives: u64,
    /// 0 to 6.
    pub detractors: u64,
}

impl NpsCounts {
    /// Counts answers of 0 to 10.
    pub fn of(answers: impl IntoIterator<Item = u8>) -> Self {
        let mut counts = Self::default();
        for answer in answers {
            match answer {
                9.. => counts.promoters += 1,
                7..=8 => counts.passives += 1,
                _ => counts.detractors += 1,
            }
        }
        counts
    }

    /// How many answered.
    #[must_use]
    pub const fn answered(self) -> u64 {
        self.promoters + self.passives + self.detractors
    }
}

/// Net promoters, from −100 to 100, with what the sample leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NpsInterval {
    /// What was counted.
    pub counts: NpsCounts,
    /// The score of the sample.
    pub score: f64,
    /// The centre of the interval, which is not the score.
    pub centre: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Everybody there is has answered: nothing was sampled.
    pub everybody: bool,
    /// The score if all who are silent were detractors, and if all were promoters; absent when nobody knows how
    /// many they are.
    pub worst_and_best: Option<(f64, f64)>,
    error: f64,
}

/// Net promoters by the adjusted Wald interval (Rocks 2016: three imagined answers, ¾ of them promoters and ¾
/// detractors), narrower when the people there are (`known`) are few. `None` without answers. Fewer known than
/// answers means that the number known is wrong: it is then left out.
#[must_use]
pub fn net_promoters(counts: NpsCounts, known: Option<u64>) -> Option<NpsInterval> {
    let answered = counts.answered();
    if answered == 0 {
        return None;
    }
    let known = known.filter(|known| *known >= answered);
    let (n, p, d) = (
        answered as f64,
        counts.promoters as f64,
        counts.detractors as f64,
    );
    let score = 100.0 * (p - d) / n;
    let adjusted = n + 3.0;
    let (share_for, share_against) = ((p + 0.75) / adjusted, (d + 0.75) / adjusted);
    let difference = share_for - share_against;
    let plain = 100.0 * ((share_for + share_against - difference.powi(2)) / adjusted).sqrt();
    let error = match known {
        Some(known) if known > 1 => plain * ((known - answered) as f64 / (known - 1) as f64).sqrt(),
        Some(_) => 0.0,
        None => plain,
    };
    let everybody = known == Some(answered);
    let centre = 100.0 * difference;
    let (low, high) = if everybody {
        (score, score)
    } else {
        (centre - Z_95 * error, centre + Z_95 * error)
    };
    let worst_and_best = known.map(|known| {
        let (all, silent) = (known as f64, (known - answered) as f64);
        (
            100.0 * (p - d - silent) / all,
            100.0 * (p + silent - d) / all,
        )
    });
    Some(NpsInterval {
        counts,
        score,
        centre,
        low: low.max(-100.0),
        high: high.min(100.0),
        everybody,
        worst_and_best,
        error,
    })
}

/// How a score moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The later score less the earlier.
    pub difference: f64,
    /// Lower end of the interval of the difference.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Change {
    /// Is there evidence that anything changed? Not while the interval holds zero.
    #[must_use]
    pub const fn is_evident(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// How the score moved between two rounds, with the interval of the difference.
#[must_use]
pub fn change(earlier: &NpsInterval, later: &NpsInterval) -> Change {
    let middle = later.centre - earlier.centre;
    let half = Z_95 * earlier.error.hypot(later.error);
    Change {
        difference: later.score - earlier.score,
        low: middle - half,
        high: middle + half,
    }
}
