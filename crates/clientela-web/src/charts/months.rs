//! Sales by month against the same months a year earlier.

use clientela_texts::{Language, Texts, format};

use super::svg::{axis_scale, escape, nice_step, put};

/// One month on the axis with both years' values; `None` where the ledger does not reach.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthSeries {
    /// Label of the month, for example `ное`.
    pub labels: Vec<String>,
    /// This year's values, in the order of the labels.
    pub now: Vec<Option<f64>>,
    /// The year before.
    pub before: Vec<Option<f64>>,
    /// Name of this year's line, for example `2025/26`.
    pub now_name: String,
    /// Name of last year's line.
    pub before_name: String,
    /// Title of the chart.
    pub title: String,
    /// What the chart says, with totals.
    pub description: String,
    /// Sign of the currency, for the axis.
    pub unit: String,
    /// Distinguishes several charts on one page.
    pub id: &'static str,
}

const WIDTH: f64 = 800.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 704.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 222.0;

struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// From zero (or the lowest value, when returns exceed sales) to the first step above the top.
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        let step = nice_step((high - low).max(1.0), 4);
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        }
    }

    fn y(&self, value: f64) -> f64 {
        let span = (self.high - self.low).max(f64::MIN_POSITIVE);
        BOTTOM - (value - self.low) / span * (BOTTOM - TOP)
    }
}

/// Draws the two lines; each is named at its end, so there is no legend.
#[must_use]
pub fn month_chart(language: Language, series: &MonthSeries) -> String {
    let scale = Scale::of(series.now.iter().chain(&series.before).flatten().copied());
    let count = series.labels.len();
    let x = |position: usize| LEFT + (RIGHT - LEFT) * position as f64 / (count.max(2) - 1) as f64;
    let id = series.id;
    let mut svg = format!(
        r#"<svg viewBox="0 0 {WIDTH} 260" role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{}</title><desc id="{id}-d">{}</desc>"#,
        escape(&series.title),
        escape(&series.description)
    );
    grid(&mut svg, language, &scale, &series.unit);
    for (position, label) in series.labels.iter().enumerate() {
        put(
            &mut svg,
            format_args!(
                r#"<text class="c-text c-mid" x="{:.1}" y="248">{}</text>"#,
                x(position),
                escape(label)
            ),
        );
    }
    let before_end = line(&mut svg, "c-last", &series.before, &scale, &x);
    let now_end = line(&mut svg, "c-now", &series.now, &scale, &x);
    if let Some((end_x, end_y)) = now_end {
        put(
            &mut svg,
            format_args!(r#"<circle class="c-key" cx="{end_x:.1}" cy="{end_y:.1}" r="4"/>"#),
        );
    }
    names(&mut svg, series, now_end, before_end);
    svg.push_str("</svg>");
    svg
}

fn grid(svg: &mut String, language: Language, scale: &Scale, unit: &str) {
    let (divisor, decimals, power) = axis_scale(scale.step, scale.high.max(-scale.low));
    let t = Texts::of(language);
    let suffix = match power {
        6 => t.get("axis-millions").into_owned(),
        3 => t.get("axis-thousands").into_owned(),
        _ => String::new(),
    };
    let caption = format!("{suffix} {unit}");
    put(
        svg,
        format_args!(
            r#"<text class="c-text" x="0" y="14">{}</text>"#,
            escape(caption.trim())
        ),
    );
    let steps = ((scale.high - scale.low) / scale.step).round() as i64;
    for number in 0..=steps.clamp(1, 12) {
        let value = scale.low + scale.step * number as f64;
        let y = scale.y(value);
        let class = if value.abs() < scale.step / 1e6 {
            "c-base"
        } else {
            "c-grid"
        };
        put(
            svg,
            format_args!(
                r#"<line class="{class}" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}"/><text class="c-text c-end" x="{:.1}" y="{:.1}">{}</text>"#,
                LEFT - 8.0,
                y + 4.5,
                escape(&format::decimal(language, value / divisor, decimals))
            ),
        );
    }
}

/// Draws one line, broken where a month is unknown, and returns its last point.
fn line(
    svg: &mut String,
    class: &str,
    values: &[Option<f64>],
    scale: &Scale,
    x: &dyn Fn(usize) -> f64,
) -> Option<(f64, f64)> {
    let mut last = None;
    let known = values
        .iter()
        .enumerate()
        .map(|(position, value)| value.map(|value| (x(position), scale.y(value))));
    let mut run: Vec<(f64, f64)> = Vec::new();
    for point in known.chain([None]) {
        if let Some(point) = point {
            run.push(point);
            last = Some(point);
            continue;
        }
        if let [(only_x, only_y)] = run[..] {
            put(
                svg,
                format_args!(r#"<circle class="c-dot" cx="{only_x:.1}" cy="{only_y:.1}" r="3"/>"#),
            );
        } else if !run.is_empty() {
            let points: Vec<_> = run.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            put(
                svg,
                format_args!(
                    r#"<polyline class="{class}" points="{}"/>"#,
                    points.join(" ")
                ),
            );
        }
        run.clear();
    }
    last
}

/// Names both lines at their ends, at least one line of text apart.
fn names(
    svg: &mut String,
    series: &MonthSeries,
    now: Option<(f64, f64)>,
    before: Option<(f64, f64)>,
) {
    const APART: f64 = 17.0;
    let mut before_y = before.map(|(_, y)| y + 4.0);
    if let (Some((_, now_y)), Some(y)) = (now, before_y.as_mut()) {
        let now_y = now_y + 4.0;
        if (*y - now_y).abs() < APART {
            *y = if *y < now_y {
                now_y - APART
            } else {
                now_y + APART
            };
        }
    }
    if let Some((end, y)) = now {
        put(
            svg,
            format_args!(
                r#"<text class="c-strong" x="{:.1}" y="{:.1}">{}</text>"#,
                end + 10.0,
                y + 4.0,
                escape(&series.now_name)
            ),
        );
    }
    if let (Some((end, _)), Some(y)) = (before, before_y) {
        put(
            svg,
            format_args!(
                r#"<text class="c-text" x="{:.1}" y="{y:.1}">{}</text>"#,
                end + 10.0,
                escape(&series.before_name)
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(now: Vec<Option<f64>>, before: Vec<Option<f64>>) -> MonthSeries {
        MonthSeries {
            labels: (1..=12)
                .map(|month| format::month_short(Language::Bg, month))
                .collect(),
            now,
            before,
            now_name: "2026".to_owned(),
            before_name: "2025".to_owned(),
            title: "Продажби <по> месеци".to_owned(),
            description: "986 300 €".to_owned(),
            unit: "€".to_owned(),
            id: "m",
        }
    }

    #[test]
    fn an_unknown_month_breaks_the_line_instead_of_dropping_to_zero() {
        let mut now: Vec<_> = (0..12)
            .map(|month| Some(60_000.0 + 1_000.0 * f64::from(month)))
            .collect();
        now[4] = None;
        let svg = month_chart(Language::Bg, &series(now, vec![None; 12]));
        assert_eq!(svg.matches(r#"class="c-now""#).count(), 2);
        assert!(!svg.contains("c-last"));
        assert!(svg.contains("Продажби &lt;по&gt; месеци"));
        assert!(svg.contains("aria-labelledby"));
    }

    #[test]
    fn returns_above_sales_go_below_the_base_line() {
        let svg = month_chart(
            Language::Bg,
            &series(vec![Some(-500.0); 12], vec![Some(800.0); 12]),
        );
        assert!(svg.contains("\u{2212}500"));
        assert!(svg.contains("c-base"));
    }

    #[test]
    fn lines_that_end_together_are_named_apart() {
        let svg = month_chart(
            Language::En,
            &series(vec![Some(100.0); 12], vec![Some(100.0); 12]),
        );
        let y_of = |name: &str| {
            let end = svg.find(&format!(">{name}<")).unwrap_or_default();
            let start = svg[..end].rfind("y=\"").unwrap_or_default() + 3;
            svg[start..]
                .split('"')
                .next()
                .and_then(|text| text.parse::<f64>().ok())
                .unwrap_or_default()
        };
        assert!((y_of("2026") - y_of("2025")).abs() >= 17.0);
    }

    #[test]
    fn an_empty_ledger_draws_an_empty_frame() {
        let svg = month_chart(Language::Bg, &series(vec![None; 12], vec![None; 12]));
        assert!(svg.ends_with("</svg>") && !svg.contains("polyline") && !svg.contains("NaN"));
    }
}
