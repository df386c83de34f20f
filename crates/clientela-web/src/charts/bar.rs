//! Bars without axes: the verdict, a criterion, parts of a whole, a magnitude inside a table.
//!
//! Widths are percentages of the bar, so the browser fits them; the height is in pixels.

use super::svg::{escape, put};

/// A verdict or a criterion between 0 and 1: proven solid, stated hatched, unknown dashed, ruled
/// out a thin line.
#[derive(Clone, Debug, PartialEq)]
pub struct ProofBar {
    /// Proven share, from 0.
    pub proven: f64,
    /// Share stated without proof, after the proven one.
    pub stated: f64,
    /// The highest value that is still possible; the rest is ruled out.
    pub high: f64,
    /// Where the verdict turns, if the bar shows it.
    pub threshold: Option<f64>,
    /// True when the proof is older than 18 months: drawn pale.
    pub old: bool,
    /// Height in pixels.
    pub height: u32,
    /// What the bar says, in words.
    pub label: String,
}

/// Draws a [`ProofBar`].
#[must_use]
pub fn proof_bar(bar: &ProofBar) -> String {
    let height = bar.height;
    let proven = percent(bar.proven);
    let stated = percent(bar.stated).min(100.0 - proven);
    let high = percent(bar.high).max(proven + stated);
    let mut svg = format!(
        r#"<svg class="bar" height="{height}" role="img" aria-label="{}">"#,
        escape(&bar.label)
    );
    if high < 99.95 {
        let middle = f64::from(height) / 2.0 - 0.5;
        put(
            &mut svg,
            format_args!(
                r#"<rect class="b-out" x="{high:.1}%" y="{middle}" width="{:.1}%" height="1"/>"#,
                100.0 - high
            ),
        );
    }
    if high > proven + 0.05 {
        put(
            &mut svg,
            format_args!(
                r#"<rect class="b-empty" x="0.5" y="0.5" width="{:.1}%" height="{}" rx="3"/>"#,
                high * 0.996,
                height - 1
            ),
        );
    }
    if stated > 0.05 {
        put(
            &mut svg,
            format_args!(
                r##"<rect x="{proven:.1}%" width="{stated:.1}%" height="{height}" fill="url(#hatch)"/><rect class="b-edge" x="{proven:.1}%" y="0.5" width="{stated:.1}%" height="{}"/>"##,
                height - 1
            ),
        );
    }
    if proven > 0.05 {
        let class = if bar.old { "b-old" } else { "b-proven" };
        put(
            &mut svg,
            format_args!(
                r#"<rect class="{class}" width="{proven:.1}%" height="{height}" rx="3"/>"#
            ),
        );
    }
    if let Some(threshold) = bar.threshold {
        let at = percent(threshold);
        let foot = height + 4;
        put(
            &mut svg,
            format_args!(
                r#"<line class="b-halo" x1="{at:.1}%" x2="{at:.1}%" y1="-4" y2="{foot}"/><line class="b-mark" x1="{at:.1}%" x2="{at:.1}%" y1="-4" y2="{foot}"/>"#
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

fn percent(fraction: f64) -> f64 {
    if fraction.is_finite() {
        fraction.clamp(0.0, 1.0) * 100.0
    } else {
        0.0
    }
}

/// A magnitude beside its number in a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MiniBar {
    /// Part of the largest value in the table, 0 to 1.
    pub fraction: f64,
    /// Key clients are drawn strong.
    pub strong: bool,
}

/// Draws a [`MiniBar`]; decoration only, the number stands beside it.
#[must_use]
pub fn mini_bar(bar: MiniBar) -> String {
    let class = if bar.strong { r#" class="key""# } else { "" };
    format!(
        r#"<svg class="minibar drop" viewBox="0 0 80 6" preserveAspectRatio="none" aria-hidden="true"><rect{class} width="{:.1}" height="6" rx="1"/></svg>"#,
        percent(bar.fraction) * 0.8
    )
}

/// One part of a whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Class of the stylesheet, for example `c-key`.
    pub class: &'static str,
    /// How many.
    pub count: u64,
}

/// Parts of a whole in one line, with small gaps; parts of zero are left out.
#[must_use]
pub fn segment_bar(segments: &[Segment], label: &str) -> String {
    const GAP: f64 = 0.3;
    let total: u64 = segments.iter().map(|segment| segment.count).sum();
    let mut svg = format!(
        r#"<svg class="bar" height="18" role="img" aria-label="{}">"#,
        escape(label)
    );
    let mut left = 0.0;
    for segment in segments.iter().filter(|segment| segment.count > 0) {
        let width = segment.count as f64 / total as f64 * 100.0;
        put(
            &mut svg,
            format_args!(
                r#"<rect class="{}" x="{left:.2}%" y="0.5" width="{:.2}%" height="17" rx="3"/>"#,
                segment.class,
                (width - GAP).max(0.2)
            ),
        );
        left += width;
    }
    svg.push_str("</svg>");
    svg
}

/// A share of one as a filled track; the number stands beside it.
#[must_use]
pub fn share_bar(share: f64) -> String {
    format!(
        r#"<svg class="bar" height="6" aria-hidden="true"><rect class="b-track" width="100%" height="6" rx="2"/><rect class="b-proven" width="{:.1}%" height="6" rx="2"/></svg>"#,
        percent(share)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(proven: f64, stated: f64, high: f64) -> String {
        let label = "Ключов: 0,78–1,00".to_owned();
        proof_bar(&ProofBar {
            proven,
            stated,
            high,
            threshold: Some(0.7),
            old: false,
            height: 14,
            label,
        })
    }

    #[test]
    fn a_verdict_shows_proven_stated_unknown_and_its_threshold() {
        let svg = bar(0.778, 0.111, 1.0);
        assert!(svg.contains(r#"aria-label="Ключов: 0,78–1,00""#));
        assert!(svg.contains(r#"class="b-proven" width="77.8%""#));
        assert!(svg.contains(r##"x="77.8%" width="11.1%" height="14" fill="url(#hatch)""##));
        assert!(svg.contains(r#"class="b-mark" x1="70.0%""#));
        assert!(!svg.contains("b-out"));
    }

    #[test]
    fn what_is_ruled_out_is_a_thin_line_and_a_full_proof_has_no_dashes() {
        let svg = bar(0.17, 0.11, 0.39);
        assert!(svg.contains(r#"class="b-out" x="39.0%" y="6.5" width="61.0%""#));
        assert!(!bar(1.0, 0.0, 1.0).contains("b-empty"));
        assert!(!bar(f64::NAN, 0.0, 0.0).contains("b-proven"));
    }

    #[test]
    fn parts_of_zero_are_left_out_and_the_parts_fill_the_whole() {
        let svg = segment_bar(
            &[
                Segment {
                    class: "c-key",
                    count: 371,
                },
                Segment {
                    class: "c-bar",
                    count: 0,
                },
                Segment {
                    class: "c-off",
                    count: 41,
                },
            ],
            "412",
        );
        assert!(svg.contains(r#"class="c-key" x="0.00%" y="0.5" width="89.75%""#));
        assert!(!svg.contains("c-bar"));
        assert!(svg.contains(r#"class="c-off" x="90.05%""#));
        assert!(!segment_bar(&[], "").contains("rect"));
    }

    #[test]
    fn a_mini_bar_never_leaves_its_frame() {
        assert!(
            mini_bar(MiniBar {
                fraction: 7.0,
                strong: true
            })
            .contains(r#"class="key" width="80.0""#)
        );
        assert!(
            mini_bar(MiniBar {
                fraction: -1.0,
                strong: false
            })
            .contains(r#"<rect width="0.0""#)
        );
    }
}
