//! How a promise was kept period by period: what was measured as a line with its interval, against the target.

use super::svg::{escape, put};

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 120.0;
const LEFT: f64 = 8.0;
const RIGHT: f64 = 472.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 92.0;

/// One period.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// What the period is called.
    pub name: String,
    /// What was measured, at least and at most; nothing where nothing is known.
    pub measured: Option<(f64, f64)>,
}

/// Draws periods, the earliest first, against a target; nothing with fewer than two that are known. Where nothing is
/// known the line is broken.
#[must_use]
pub fn trend_svg(points: &[TrendPoint], target: Option<f64>, label: &str) -> String {
    let known: Vec<(f64, f64)> = points.iter().filter_map(|one| one.measured).collect();
    if known.len() < 2 {
        return String::new();
    }
    let values = known.iter().flat_map(|(low, high)| [*low, *high]);
    let values: Vec<f64> = values.chain(target).collect();
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = (most - least).max(f64::EPSILON);
    let y = |value: f64| BOTTOM - (value - least) / span * (BOTTOM - TOP);
    let steps = (points.len() - 1) as f64;
    let x = |at: usize| LEFT + 16.0 + (RIGHT - LEFT - 32.0) * at as f64 / steps;
    let mut svg = format!(
        r#"<svg class="trend" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{}">"#,
        escape(label)
    );
    if let Some(target) = target {
        let y = y(target);
        put(
            &mut svg,
            format_args!(
                r#"<line class="c-ref" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}"/>"#
            ),
        );
    }
    for run in runs(points) {
        let line: Vec<String> = run
            .iter()
            .map(|(at, (low, high))| format!("{:.1},{:.1}", x(*at), y(f64::midpoint(*low, *high))))
            .collect();
        put(
            &mut svg,
            format_args!(r#"<polyline class="c-line" points="{}"/>"#, line.join(" ")),
        );
        for (at, (low, high)) in run {
            let (x, top, bottom) = (x(at), y(high), y(low));
            put(
                &mut svg,
                format_args!(
                    r#"<line class="c-base" x1="{x:.1}" x2="{x:.1}" y1="{top:.1}" y2="{bottom:.1}"/><circle class="c-dot" cx="{x:.1}" cy="{:.1}" r="3.5"/>"#,
                    f64::midpoint(top, bottom)
                ),
            );
        }
    }
    for (at, class) in [(0, "c-text"), (points.len() - 1, "c-text c-end")] {
        let at_edge = if at == 0 { LEFT } else { RIGHT };
        put(
            &mut svg,
            format_args!(
                r#"<text class="{class}" x="{at_edge}" y="{:.1}">{}</text>"#,
                HEIGHT - 8.0,
                escape(&points[at].name)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Known periods that follow each other, with their places.
fn runs(points: &[TrendPoint]) -> Vec<Vec<(usize, (f64, f64))>> {
    let mut runs = vec![Vec::new()];
    for (at, point) in points.iter().enumerate() {
        match (point.measured, runs.last_mut()) {
            (Some(measured), Some(run)) => run.push((at, measured)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(measured: &[Option<f64>]) -> Vec<TrendPoint> {
        let point = |(at, value): (usize, &Option<f64>)| TrendPoint {
            name: at.to_string(),
            measured: value.map(|value| (value, value)),
        };
        measured.iter().enumerate().map(point).collect()
    }

    #[test]
    fn a_period_of_which_nothing_is_known_breaks_the_line_and_two_are_needed() {
        assert!(trend_svg(&points(&[Some(0.9), None]), Some(0.95), "x").is_empty());
        let svg = trend_svg(
            &points(&[Some(0.9), Some(0.92), None, Some(0.8)]),
            Some(0.95),
            "x < y",
        );
        assert_eq!(svg.matches("<polyline").count(), 2);
        assert_eq!(svg.matches("<circle").count(), 3);
        assert_eq!(svg.matches("c-ref").count(), 1);
        assert!(svg.contains("x &lt; y"));
        // The highest stands highest: the target above all that was measured.
        let same = trend_svg(&points(&[Some(0.9), Some(0.9)]), None, "x");
        assert!(
            same.contains("<polyline"),
            "values that never differ are drawn too"
        );
    }
}
