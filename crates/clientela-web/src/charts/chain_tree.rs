//! Who led to whom as a tree from left to right; each is a link, and the same stands in a table.

use super::svg::{escape, put, shorten};

/// Width of a card.
const CARD: f64 = 174.0;
/// Height of a card.
const HIGH: f64 = 50.0;
/// From generation to generation.
const COLUMN: f64 = 206.0;
/// From leaf to leaf.
const ROW: f64 = 66.0;
/// Around the drawing.
const MARGIN: f64 = 12.0;
/// Room for the names of the generations.
const FOOT: f64 = 26.0;
/// Letters of a name that fit.
const LETTERS: usize = 15;

/// One of the tree.
pub struct TreeCard {
    /// Place of who led to it, earlier in the list; absent for the first.
    pub parent: Option<usize>,
    /// Steps from the first.
    pub depth: u32,
    /// Where it leads.
    pub href: String,
    /// Name.
    pub name: String,
    /// How far it is, in words.
    pub state: String,
    /// The mark of how far it is.
    pub class: &'static str,
}

/// Draws the tree; each parent stands before its children. `heads` names the generations.
#[must_use]
pub fn chain_tree(cards: &[TreeCard], heads: &[String], label: &str) -> String {
    let rows = rows(cards);
    let leaves = rows.iter().copied().fold(0.0, f64::max) + 1.0;
    let depth = cards.iter().map(|card| card.depth).max().unwrap_or(0);
    let width = 2.0 * MARGIN + CARD + f64::from(depth) * COLUMN;
    let height = 2.0 * MARGIN + leaves * ROW + FOOT;
    let mut svg = format!(
        r#"<svg width="{width:.0}" viewBox="0 0 {width:.0} {height:.0}" role="group" aria-label="{}">"#,
        escape(label)
    );
    let left = |depth: u32| MARGIN + f64::from(depth) * COLUMN;
    let top = |row: f64| MARGIN + row * ROW;
    for (card, row) in cards.iter().zip(&rows) {
        let Some(parent) = card.parent else { continue };
        let (from, to) = (top(rows[parent]) + HIGH / 2.0, top(*row) + HIGH / 2.0);
        let (start, end) = (left(card.depth - 1) + CARD, left(card.depth));
        let middle = f64::midpoint(start, end);
        put(
            &mut svg,
            format_args!(
                r#"<path class="tie" d="M{start:.0} {from:.0}C{middle:.0} {from:.0} {middle:.0} {to:.0} {end:.0} {to:.0}"/>"#
            ),
        );
    }
    for (card, row) in cards.iter().zip(&rows) {
        let (x, y) = (left(card.depth), top(*row));
        let (name, state) = (
            shorten(&card.name, LETTERS),
            shorten(&card.state, LETTERS + 4),
        );
        put(
            &mut svg,
            format_args!(
                r#"<a class="map-card" href="{}"><g transform="translate({x:.0} {y:.0})"><rect class="p-box" width="{CARD}" height="{HIGH}" rx="9"/><circle class="{}" cx="20" cy="25" r="7"/><text class="p-name" x="36" y="21">{} </text><text class="p-role" x="36" y="39">{}</text></g></a>"#,
                escape(&card.href),
                card.class,
                escape(&name),
                escape(&state),
            ),
        );
    }
    for (depth, head) in (0..=depth).zip(heads) {
        put(
            &mut svg,
            format_args!(
                r#"<text class="c-text" x="{:.0}" y="{:.0}">{}</text>"#,
                left(depth) + 2.0,
                height - MARGIN,
                escape(head)
            ),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Leaves stand one under the other, and whoever led to them in the middle of theirs.
fn rows(cards: &[TreeCard]) -> Vec<f64> {
    let mut rows = vec![None::<(f64, f64)>; cards.len()];
    let mut is_leaf = vec![true; cards.len()];
    for parent in cards.iter().filter_map(|card| card.parent) {
        is_leaf[parent] = false;
    }
    let mut next = 0.0;
    for place in 0..cards.len() {
        if is_leaf[place] {
            rows[place] = Some((next, next));
            next += 1.0;
        }
    }
    // Children stand after their parents, so from behind every child is placed before its parent.
    for place in (0..cards.len()).rev() {
        if let (Some(parent), Some(row)) = (cards[place].parent, rows[place]) {
            let middle = f64::midpoint(row.0, row.1);
            rows[parent] = Some(match rows[parent] {
                None => (middle, middle),
                Some((first, last)) => (first.min(middle), last.max(middle)),
            });
        }
    }
    let middle =
        |row: Option<(f64, f64)>| row.map_or(0.0, |(first, last)| f64::midpoint(first, last));
    rows.into_iter().map(middle).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(parent: Option<usize>, depth: u32) -> TreeCard {
        TreeCard {
            parent,
            depth,
            href: "/chain".into(),
            name: "<script>".into(),
            state: String::new(),
            class: "n-name",
        }
    }

    #[test]
    fn leaves_stand_under_each_other_and_parents_in_their_middle() {
        let cards = [
            card(None, 0),
            card(Some(0), 1),
            card(Some(1), 2),
            card(Some(1), 2),
            card(Some(0), 1),
        ];
        assert_eq!(rows(&cards), [1.25, 0.5, 0.0, 1.0, 2.0]);
        let svg = chain_tree(&cards, &["0".into(), "1".into()], "tree");
        assert!(!svg.contains("<script>") && svg.contains("&lt;script&gt;"));
        assert_eq!(svg.matches("class=\"tie\"").count(), 4);
    }
}
