//! The Pareto chart: clients by sales as bars, the cumulative share as a line, 80 % as a reference.

use clientela_texts::{Language, Texts, format};

use super::svg::{axis_scale, escape, nice_step, put, shorten};

/// One client's bar.
#[derive(Clone, Debug, PartialEq)]
pub struct ParetoBar {
    /// Name under the bar.
    pub name: String,
    /// Value above zero.
    pub value: f64,
    /// Cumulative share up to and with this client, of what remains; `None` for a client taken out.
    pub cumulative: Option<f64>,
    /// Key clients are drawn strong.
    pub key: bool,
    /// Hover text: rank, amount, share.
    pub hint: String,
}

/// The whole chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParetoChart {
    /// The largest clients, at most [`BARS_MAX`], in order.
    pub bars: Vec<ParetoBar>,
    /// The others together: how many and their value.
    pub others: Option<(u64, f64)>,
    /// The others' value in words.
    pub others_label: String,
    /// Title of the chart.
    pub title: String,
    /// What the chart says.
    pub description: String,
    /// The finding written at the 80 % line, for example `9 клиенти носят 82,6 %`.
    pub finding: String,
    /// Sign of the currency.
    pub unit: String,
}

/// More bars than this become unreadable names; the rest is drawn together.
pub const BARS_MAX: usize = 20;

const LEFT: f64 = 78.0;
const RIGHT: f64 = 1098.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 272.0;
const NAME_CHARACTERS_MAX: usize = 22;

/// The others' bar is cut when it is so many times the largest client: a long tail must not press
/// the clients themselves flat.
const OTHERS_CUT: f64 = 1.5;

struct Frame {
    slot: f64,
    top_value: f64,
}

impl Frame {
    fn x(&self, position: usize) -> f64 {
        LEFT + self.slot * position as f64 + self.slot * 0.08
    }

    fn width(&self) -> f64 {
        self.slot * 0.84
    }

    fn center(&self, position: usize) -> f64 {
        self.x(position) + self.width() / 2.0
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - value / self.top_value * (BOTTOM - TOP)
    }
}

fn share_y(share: f64) -> f64 {
    BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP)
}

/// Draws the chart.
#[must_use]
pub fn pareto_chart(language: Language, chart: &ParetoChart) -> String {
    let bars = &chart.bars[..chart.bars.len().min(BARS_MAX)];
    let slots = bars.len() + usize::from(chart.others.is_some());
    let largest = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let others = chart.others.map_or(0.0, |(_, value)| value);
    let tallest = if others > largest * OTHERS_CUT && largest > 0.0 {
        largest
    } else {
        largest.max(others)
    };
    let step = nice_step(tallest.max(1.0), 4);
    let top_value = (tallest.max(1.0) / step).ceil() * step;
    // Few clients get bars of a natural width, not the whole chart each.
    let frame = Frame {
        slot: (RIGHT - LEFT) / slots.max(8) as f64,
        top_value,
    };

    let mut svg = format!(
        r#"<svg viewBox="0 0 1150 400" role="img" aria-labelledby="pareto-t pareto-d"><title id="pareto-t">{}</title><desc id="pareto-d">{}</desc>"#,
        escape(&chart.title),
        escape(&chart.description)
    );
    axes(&mut svg, language, step, &frame, &chart.unit);
    for (position, bar) in bars.iter().enumerate() {
        draw_bar(&mut svg, &frame, position, bar);
    }
    if let Some((count, value)) = chart.others {
        draw_others(
            &mut svg,
            language,
            &frame,
            bars.len(),
            (count, value),
            &chart.others_label,
        );
    }
    cumulative_line(&mut svg, &frame, bars, chart.others.is_some());
    finding(&mut svg, &frame, bars, &chart.finding);
    svg.push_str("</svg>");
    svg
}

fn axes(svg: &mut String, language: Language, step: f64, frame: &Frame, unit: &str) {
    let (divisor, decimals, power) = axis_scale(step, frame.top_value);
    let t = Texts::of(language);
    let suffix = match power {
        6 => t.get("axis-millions").into_owned(),
        3 => t.get("axis-thousands").into_owned(),
        _ => String::new(),
    };
    let steps = (frame.top_value / step).round() as i64;
    for number in 0..=steps.clamp(1, 12) {
        let value = step * number as f64;
        let y = frame.y(value);
        let class = if number == 0 { "c-base" } else { "c-grid" };
        put(
            svg,
            format_args!(
                r#"<line class="{class}" x1="{LEFT}" x2="{RIGHT}" y1="{y:.1}" y2="{y:.1}"/><text class="c-text c-end" x="70" y="{:.1}">{}</text>"#,
                y + 4.5,
                escape(&format::decimal(language, value / divisor, decimals))
            ),
        );
    }
    let caption = format!("{suffix} {unit}");
    put(
        svg,
        format_args!(
            r#"<text class="c-text" x="0" y="16">{}</text>"#,
            escape(caption.trim())
        ),
    );
    for fifth in 1..=5 {
        let share = f64::from(fifth) / 5.0;
        let number = format::decimal(language, share * 100.0, 0);
        // As everywhere else: a space before the sign in Bulgarian, none in English.
        let label = match language {
            Language::Bg => format!("{number}\u{a0}%"),
            Language::En => format!("{number}%"),
        };
        put(
            svg,
            format_args!(
                r#"<text class="c-text" x="1106" y="{:.1}">{label}</text>"#,
                share_y(share) + 4.5
            ),
        );
    }
    put(
        svg,
        format_args!(
            r#"<line class="c-ref" x1="{LEFT}" x2="{RIGHT}" y1="{0:.1}" y2="{0:.1}"/>"#,
            share_y(0.8)
        ),
    );
}

fn draw_bar(svg: &mut String, frame: &Frame, position: usize, bar: &ParetoBar) {
    let class = match (bar.cumulative, bar.key) {
        (None, _) => "c-off",
        (Some(_), true) => "c-key",
        (Some(_), false) => "c-bar",
    };
    let text_class = if class == "c-key" {
        "c-strong"
    } else {
        "c-text"
    };
    let y = frame.y(bar.value.max(0.0));
    put(
        svg,
        format_args!(
            r#"<rect class="{class}" x="{:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" rx="2"><title>{}</title></rect><text class="{text_class} c-end" transform="translate({:.1} 288) rotate(-38)">{}</text>"#,
            frame.x(position),
            frame.width().min(64.0),
            BOTTOM - y,
            escape(&bar.hint),
            frame.x(position) + frame.width().min(64.0) / 2.0 + 4.0,
            escape(&shorten(&bar.name, NAME_CHARACTERS_MAX))
        ),
    );
}

fn draw_others(
    svg: &mut String,
    language: Language,
    frame: &Frame,
    position: usize,
    others: (u64, f64),
    label: &str,
) {
    let (count, value) = others;
    let y = frame.y(value.clamp(0.0, frame.top_value));
    let (left, width) = (frame.x(position), frame.width().min(64.0));
    let name = Texts::of(language).with1("pareto-others", "count", count);
    put(
        svg,
        format_args!(
            r#"<rect class="c-rest" x="{:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" rx="2"/><text class="c-text c-end" transform="translate({:.1} 288) rotate(-38)">{}</text>"#,
            left,
            width,
            BOTTOM - y,
            left + width / 2.0 + 4.0,
            escape(&name)
        ),
    );
    if value <= frame.top_value {
        return;
    }
    // Cut: a gap through the bar, and how much it is in words.
    let (gap, middle) = (TOP + 26.0, left + width / 2.0);
    put(
        svg,
        format_args!(
            r#"<path class="c-cut" d="M{:.1} {:.1}l{:.1} -10"/><text class="c-text c-mid" transform="translate({:.1} {:.1}) rotate(-90)">{}</text>"#,
            left - 3.0,
            gap + 5.0,
            width + 6.0,
            middle + 4.5,
            TOP.midpoint(BOTTOM) + 20.0,
            escape(label)
        ),
    );
}

fn cumulative_line(svg: &mut String, frame: &Frame, bars: &[ParetoBar], has_others: bool) {
    let center = |position: usize| {
        frame
            .x(position)
            .midpoint(frame.x(position) + frame.width().min(64.0))
    };
    let mut points: Vec<(f64, f64)> = bars
        .iter()
        .enumerate()
        .filter_map(|(position, bar)| Some((center(position), share_y(bar.cumulative?))))
        .collect();
    if has_others && !points.is_empty() {
        points.push((center(bars.len()), share_y(1.0)));
    }
    let path: Vec<_> = points
        .iter()
        .map(|(x, y)| format!("{x:.1},{y:.1}"))
        .collect();
    let path = path.join(" ");
    put(
        svg,
        format_args!(
            r#"<polyline class="c-halo" points="{path}"/><polyline class="c-line" points="{path}"/>"#
        ),
    );
    for (x, y) in points {
        put(
            svg,
            format_args!(r#"<circle class="c-dot" cx="{x:.1}" cy="{y:.1}" r="3"/>"#),
        );
    }
}

/// Writes the finding below the point where the line crosses 80 %.
fn finding(svg: &mut String, frame: &Frame, bars: &[ParetoBar], text: &str) {
    let crossing = bars
        .iter()
        .position(|bar| bar.cumulative.is_some_and(|share| share >= 0.8 - 1e-9));
    if text.is_empty() {
        return;
    }
    // Among the others, the line crosses in their bar: the words end before it, above the line.
    let (x, y, class) = match crossing {
        Some(position) => {
            let x = (frame.center(position) + 6.0).min(RIGHT - 220.0);
            (x, share_y(0.8) + 20.0, "c-strong")
        }
        None => (
            frame.x(bars.len()) - 10.0,
            share_y(0.8) - 8.0,
            "c-strong c-end",
        ),
    };
    put(
        svg,
        format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y:.1}">{}</text>"#,
            escape(text)
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> ParetoChart {
        let bar = |name: &str, value, cumulative, key| ParetoBar {
            name: name.to_owned(),
            value,
            cumulative,
            key,
            hint: format!("{name}: {value}"),
        };
        ParetoChart {
            bars: vec![
                bar("Ракита & Ритейл", 1_918_400.0, None, true),
                bar("Калимера", 1_204_750.0, Some(0.55), true),
                bar("Орлица", 611_940.0, Some(0.83), false),
            ],
            others: Some((18, 370_000.0)),
            title: "Продажби по клиенти".to_owned(),
            description: "…".to_owned(),
            finding: "2 клиенти носят 83 %".to_owned(),
            unit: "€".to_owned(),
            others_label: "370 000 €".to_owned(),
        }
    }

    #[test]
    fn a_client_taken_out_is_an_outline_and_leaves_the_line() {
        let svg = pareto_chart(Language::Bg, &chart());
        assert_eq!(svg.matches(r#"class="c-off""#).count(), 1);
        assert_eq!(svg.matches(r#"class="c-key""#).count(), 1);
        assert_eq!(
            svg.matches("c-dot").count(),
            3,
            "two clients and the others"
        );
        assert!(svg.contains("Ракита &amp; Ритейл"));
        assert!(svg.contains("2 клиенти носят 83 %"));
        assert!(svg.contains("други 18"));
    }

    #[test]
    fn a_long_tail_is_cut_and_says_how_much_it_is() {
        let mut long = chart();
        long.others = Some((363, 9_370_000.0));
        long.others_label = "9 370 000 €".to_owned();
        let svg = pareto_chart(Language::Bg, &long);
        assert_eq!(svg.matches("c-cut").count(), 1);
        assert!(svg.contains("9 370 000 €"), "{svg}");
        assert_eq!(
            pareto_chart(Language::Bg, &chart())
                .matches("c-cut")
                .count(),
            0
        );
    }

    #[test]
    fn without_clients_there_is_a_frame_and_no_nonsense() {
        let svg = pareto_chart(Language::En, &ParetoChart::default());
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        assert!(svg.ends_with("</svg>"));
    }
}
