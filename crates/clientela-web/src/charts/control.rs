//! A control chart: shares by month between the limits of chance.

use clientela_domain::execution::control::ControlChart;
use clientela_texts::{Language, format};

use super::svg::{escape, put};

const WIDTH: f64 = 800.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 704.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 206.0;

/// Marks on the axis of shares.
const STEPS: u32 = 4;

/// Names of months that have room beside each other.
const NAMED_MAX: usize = 14;

/// What is said around the chart.
pub struct ControlWords {
    /// Title.
    pub title: String,
    /// What it says.
    pub description: String,
    /// Name of the line of the mean.
    pub mean: String,
}

/// Draws the chart; the axis begins below the lowest share and not at zero, so that limits can be seen.
#[must_use]
pub fn control_svg(language: Language, chart: &ControlChart, words: &ControlWords) -> String {
    let lowest = chart
        .months
        .iter()
        .map(|one| one.limits.map_or(one.share, |(low, _)| low.min(one.share)))
        .fold(1.0_f64, f64::min);
    // The nearest tenth below, so that the marks are round; a flat line at the top has room too.
    let floor = ((lowest * 10.0).floor() / 10.0).clamp(0.0, 0.9);
    let y = |share: f64| BOTTOM - (share - floor) / (1.0 - floor) * (BOTTOM - TOP);
    let count = chart.months.len();
    let x = |at: usize| match count {
        1 => (LEFT + RIGHT) / 2.0,
        _ => LEFT + 12.0 + (RIGHT - LEFT - 24.0) * at as f64 / (count - 1) as f64,
    };
    let mut svg = format!(
        r#"<svg viewBox="0 0 {WIDTH} 240" role="img" aria-labelledby="ec-t ec-d"><title id="ec-t">{}</title><desc id="ec-d">{}</desc>"#,
        escape(&words.title),
        escape(&words.description)
    );
    for step in 0..=STEPS {
        let share = floor + (1.0 - floor) * f64::from(step) / f64::from(STEPS);
        let class = if step == 0 { "c-base" } else { "c-grid" };
        put(
            &mut svg,
            format_args!(
                r#"<line class="{class}" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}"/><text class="c-text c-end" x="{:.1}" y="{:.1}">{}</text>"#,
                LEFT - 8.0,
                y(share) + 4.5,
                escape(&format::share(language, share)),
                y = y(share)
            ),
        );
    }
    limits(&mut svg, chart, (&x, &y));
    mean(&mut svg, chart, &y, &words.mean);
    shares(&mut svg, language, chart, (&x, &y));
    svg.push_str("</svg>");
    svg
}

type Places<'a> = (&'a dyn Fn(usize) -> f64, &'a dyn Fn(f64) -> f64);

/// The band between the limits.
fn limits(svg: &mut String, chart: &ControlChart, (x, y): Places<'_>) {
    let known = || {
        let months = chart.months.iter().enumerate();
        months.filter_map(|(at, one)| one.limits.map(|limits| (at, limits)))
    };
    let upper = known().map(|(at, (_, high))| format!("{:.1},{:.1}", x(at), y(high)));
    let mut lower: Vec<String> = known()
        .map(|(at, (low, _))| format!("{:.1},{:.1}", x(at), y(low)))
        .collect();
    lower.reverse();
    let points: Vec<String> = upper.chain(lower).collect();
    if points.len() > 2 {
        put(
            svg,
            format_args!(r#"<polygon class="c-band" points="{}"/>"#, points.join(" ")),
        );
    }
}

fn mean(svg: &mut String, chart: &ControlChart, y: &dyn Fn(f64) -> f64, name: &str) {
    let Some(mean) = chart.mean else { return };
    let y = y(mean);
    put(
        svg,
        format_args!(
            r#"<line class="c-ref" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}"/><text class="c-text" x="{:.1}" y="{:.1}">{}</text>"#,
            RIGHT + 6.0,
            y + 4.5,
            escape(name)
        ),
    );
}

fn shares(svg: &mut String, language: Language, chart: &ControlChart, (x, y): Places<'_>) {
    let points: Vec<String> = chart
        .months
        .iter()
        .enumerate()
        .map(|(at, one)| format!("{:.1},{:.1}", x(at), y(one.share)))
        .collect();
    put(
        svg,
        format_args!(
            r#"<polyline class="c-line" points="{}"/>"#,
            points.join(" ")
        ),
    );
    let apart = chart.months.len().div_ceil(NAMED_MAX).max(1);
    for (at, one) in chart.months.iter().enumerate() {
        // A square is told from a dot without its colour, too.
        let (x, y) = (x(at), y(one.share));
        if one.is_below() {
            put(
                svg,
                format_args!(
                    r#"<rect class="c-out" x="{:.1}" y="{:.1}" width="10" height="10"/>"#,
                    x - 5.0,
                    y - 5.0
                ),
            );
        } else {
            put(
                svg,
                format_args!(r#"<circle class="c-dot" cx="{x:.1}" cy="{y:.1}" r="4"/>"#),
            );
        }
        if at % apart == 0 {
            let name = format::month_short(language, one.month.month());
            put(
                svg,
                format_args!(
                    r#"<text class="c-text c-mid" x="{x:.1}" y="228">{}</text>"#,
                    escape(&format!("{name} {:02}", one.month.year().rem_euclid(100)))
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientela_domain::day::Month;
    use clientela_domain::execution::Counts;
    use clientela_domain::execution::control::control_chart;

    fn drawn(months: &[(u64, u64)]) -> String {
        let months = months.iter().zip(24_300..).map(|(&(ok, fail), index)| {
            let counts = Counts {
                ok,
                fail,
                ..Counts::default()
            };
            (Month::from_index(index), counts)
        });
        let words = ControlWords {
            title: "Редове <навреме>".to_owned(),
            description: String::new(),
            mean: "средно".to_owned(),
        };
        control_svg(Language::Bg, &control_chart(months), &words)
    }

    #[test]
    fn a_month_worse_than_chance_is_a_square() {
        let svg = drawn(&[(95, 5), (96, 4), (60, 40), (94, 6)]);
        assert_eq!(svg.matches("c-out").count(), 1);
        assert_eq!(svg.matches("c-dot").count(), 3);
        assert!(svg.contains("c-band") && svg.contains("&lt;навреме&gt;"));
    }

    #[test]
    fn one_month_and_full_marks_stay_inside_the_frame() {
        for months in [vec![(10, 0)], vec![(10, 0), (9, 0)], vec![]] {
            let svg = drawn(&months);
            assert!(!svg.contains("NaN") && !svg.contains("inf") && svg.ends_with("</svg>"));
        }
    }
}
