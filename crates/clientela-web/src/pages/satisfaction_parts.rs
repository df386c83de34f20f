//! Scores in words: each with its interval, or the answers themselves while they are too few.

use clientela_texts::{Texts, format};

use crate::views::known::{Group, Said};

/// One score in words.
pub(super) struct ScoreLine {
    pub name: String,
    pub value: String,
    /// Its interval, and what the silent could change.
    pub detail: String,
}

/// The three scores of a group of people.
pub(super) fn score_lines(t: Texts, group: &Group) -> Vec<ScoreLine> {
    vec![nps(t, group), csat(t, group), ces(t, group)]
}

fn line(t: Texts, id: &str, value: String, detail: String) -> ScoreLine {
    ScoreLine {
        name: t.get(id).into_owned(),
        value,
        detail,
    }
}

/// What is said while there is no score.
fn without_score<T>(t: Texts, said: &Said<T>) -> String {
    match said {
        Said::Few(answers) => {
            let answers: Vec<String> = answers.iter().map(u8::to_string).collect();
            t.with1("satisfaction-few", "answers", answers.join(", "))
        }
        Said::Nothing | Said::Known(_) => t.get("satisfaction-nobody").into_owned(),
    }
}

fn nps(t: Texts, group: &Group) -> ScoreLine {
    const NAME: &str = "satisfaction-nps";
    let Some(nps) = group.recommend.known() else {
        return line(t, NAME, without_score(t, &group.recommend), String::new());
    };
    let language = t.language;
    let counts = nps.counts;
    let mut details = vec![t.with(
        "satisfaction-nps-counts",
        &[
            ("promoters", &counts.promoters),
            ("passives", &counts.passives),
            ("detractors", &counts.detractors),
        ],
    )];
    details.push(if nps.everybody {
        t.get("satisfaction-everybody").into_owned()
    } else {
        let interval = format::interval(language, nps.low, nps.high, 0);
        t.with1("satisfaction-interval", "interval", interval)
    });
    if let Some((worst, best)) = nps.worst_and_best.filter(|_| !nps.everybody) {
        let bounds = format::interval(language, worst, best, 0);
        details.push(t.with1("satisfaction-silent", "interval", bounds));
    }
    let score = format::decimal(language, nps.score, 0);
    line(t, NAME, score, details.join("; "))
}

fn csat(t: Texts, group: &Group) -> ScoreLine {
    const NAME: &str = "satisfaction-csat";
    let Some(csat) = group.satisfied.known() else {
        return line(t, NAME, without_score(t, &group.satisfied), String::new());
    };
    let percent = |share: f64| share * 100.0;
    let interval = format::interval(t.language, percent(csat.low), percent(csat.high), 0);
    let detail = t.with(
        "satisfaction-csat-detail",
        &[
            ("satisfied", &csat.satisfied),
            ("answered", &csat.answered),
            ("interval", &interval),
        ],
    );
    line(t, NAME, format::share(t.language, csat.share), detail)
}

fn ces(t: Texts, group: &Group) -> ScoreLine {
    const NAME: &str = "satisfaction-ces";
    let Some(ces) = group.effort.known() else {
        return line(t, NAME, without_score(t, &group.effort), String::new());
    };
    let interval = format::interval(t.language, ces.mean.low, ces.mean.high, 1);
    let detail = t.with1("satisfaction-interval", "interval", interval);
    line(
        t,
        NAME,
        format::decimal(t.language, ces.mean.mean, 1),
        detail,
    )
}
