//! People maps as SVG: the organisation chart, the network of influence, power against attitude. Cards
//! are links, so that the keyboard reaches each; lines say in words what they are.

use clientela_domain::people_map::{Place, Point, Route};

use super::svg::{escape, put, shorten};

/// Width of a card.
const CARD: f64 = 236.0;
/// Height of a card.
const HIGH: f64 = 96.0;
/// From column to column.
const COLUMN: f64 = 262.0;
/// From row to row.
const ROW: f64 = 138.0;
/// Around the drawing.
const MARGIN: f64 = 16.0;
/// Room a letter of 13 px takes.
const LETTER: f64 = 6.2;
/// From the line of branches to the row under it.
const BUS: f64 = 20.0;

/// Somebody as a card.
pub struct MapCard {
    /// Id of the record, for the script.
    pub id: String,
    /// Where the card leads.
    pub href: String,
    /// Name.
    pub name: String,
    /// Position.
    pub title: String,
    /// What is read aloud: everything the card says.
    pub label: String,
    /// Letters in the ring.
    pub initials: String,
    /// Width of the ring by influence, 0 when unknown.
    pub influence: f64,
    /// Days since the last contact and our counterpart; empty in the presenter's view.
    pub contact: String,
    /// The attitude in words; empty in the presenter's view.
    pub attitude: String,
    /// Its colour: `att-2`, `att-0`, `att-w` or `att-m`.
    pub attitude_class: &'static str,
    /// `proven`, `stated` or nothing.
    pub proof: Option<bool>,
    /// Nobody knows yet who it is.
    pub is_open: bool,
    /// Chosen now.
    pub is_chosen: bool,
}

/// A line between two cards.
pub struct MapLine {
    /// Place of the first.
    pub from: usize,
    /// Place of the second.
    pub to: usize,
    /// Its classes.
    pub class: &'static str,
    /// What is written on it; nothing when empty.
    pub text: String,
}

fn begin(width: f64, height: f64, label: &str) -> String {
    format!(
        r#"<svg class="map" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" height="{height:.0}" role="group" aria-label="{}">"#,
        escape(label)
    )
}

fn card(svg: &mut String, card: &MapCard, (x, y): (f64, f64)) {
    let mut classes = vec!["map-card"];
    if card.is_open {
        classes.push("p-open");
    }
    if card.is_chosen {
        classes.push("p-focus");
    }
    put(
        svg,
        format_args!(
            r#"<a href="{}" class="{}" data-node="{}"{}><title>{}</title><g transform="translate({x:.1} {y:.1})"><rect class="p-box" width="{CARD}" height="{HIGH}" rx="10"/>"#,
            escape(&card.href),
            classes.join(" "),
            escape(&card.id),
            if card.is_chosen {
                r#" aria-current="true""#
            } else {
                ""
            },
            escape(&card.label),
        ),
    );
    put(
        svg,
        format_args!(
            r#"<circle class="p-ring" cx="34" cy="34" r="18" stroke-width="{:.1}"/><text class="p-init" x="34" y="38.5">{}</text><text class="p-name" x="64" y="30">{}</text><text class="p-role" x="64" y="49">{}</text>"#,
            1.1 + card.influence * 0.9,
            escape(&card.initials),
            escape(&shorten(&card.name, 22)),
            escape(&shorten(&card.title, 25)),
        ),
    );
    let attitude = shorten(&card.attitude, 14);
    let width = (attitude.chars().count() as f64)
        .mul_add(7.4, 16.0)
        .min(112.0);
    if !card.contact.is_empty() {
        proof(svg, card.proof);
        let room = ((CARD - 46.0 - width) / LETTER).floor() as usize;
        put(
            svg,
            format_args!(
                r#"<text class="p-text" x="30" y="85">{}</text>"#,
                escape(&shorten(&card.contact, room))
            ),
        );
    }
    if !card.attitude.is_empty() {
        put(
            svg,
            format_args!(
                r#"<rect class="p-att {class}" x="{:.1}" y="68" width="{width:.1}" height="21" rx="10.5"/><text class="p-att-text {class}t" x="{:.1}" y="83">{}</text>"#,
                CARD - 10.0 - width,
                CARD - 10.0 - width / 2.0,
                escape(&attitude),
                class = card.attitude_class,
            ),
        );
    }
    svg.push_str("</g></a>");
}

fn proof(svg: &mut String, proof: Option<bool>) {
    svg.push_str(match proof {
        Some(true) => r#"<rect class="b-proven" x="14" y="75" width="10" height="10" rx="2"/>"#,
        Some(false) => {
            r#"<rect x="14" y="75" width="10" height="10" fill="url(#hatch)"/><rect class="b-edge" x="14.5" y="75.5" width="9" height="9" rx="1.5"/>"#
        }
        None => r#"<rect class="b-empty" x="14.5" y="75.5" width="9" height="9" rx="1.5"/>"#,
    });
}

const fn corner(place: &Place) -> (f64, f64) {
    let x = MARGIN + place.column * COLUMN - CARD / 2.0;
    (x, MARGIN + place.row as f64 * ROW)
}

/// How the line from a superior to somebody runs.
fn branch(above: &Place, own: &Place) -> String {
    let (x, y) = corner(above);
    let (from, down) = (x + CARD / 2.0, y + HIGH);
    let (left, top) = corner(own);
    let middle = left + CARD / 2.0;
    match own.route {
        Route::Branch => {
            let bus = top - BUS;
            format!("M{from:.1} {down:.1}V{bus:.1}H{middle:.1}V{top:.1}")
        }
        Route::Gutter(column) => {
            let gutter = MARGIN + column * COLUMN;
            let (first, bus) = (down + ROW - HIGH - BUS, top - BUS);
            format!("M{from:.1} {down:.1}V{first:.1}H{gutter:.1}V{bus:.1}H{middle:.1}V{top:.1}")
        }
        Route::Hanging(rows) => {
            let bus = top - rows as f64 * ROW - BUS;
            let (edge, side) = (left - 9.0, top + HIGH / 2.0);
            format!("M{middle:.1} {bus:.1}H{edge:.1}V{side:.1}H{left:.1}")
        }
    }
}

/// The organisation chart: cards in their places, lines to superiors, ties, and a path that is marked.
#[must_use]
pub fn org_chart(
    label: &str,
    cards: &[MapCard],
    (places, parents): (&[Place], &[Option<usize>]),
    lines: &[MapLine],
    path: &[usize],
) -> String {
    let columns = places
        .iter()
        .map(|place| place.column + 0.5)
        .fold(1.0, f64::max);
    let rows = places.iter().map(|place| place.row + 1).max().unwrap_or(1);
    let width = MARGIN.mul_add(2.0, columns * COLUMN);
    let height = MARGIN.mul_add(2.0, rows as f64 * ROW) - (ROW - HIGH) + 44.0;
    let mut svg = begin(width, height, label);
    for marked in [false, true] {
        for (person, above) in parents.iter().enumerate() {
            let Some(above) = above else { continue };
            if is_on(path, person, *above) == marked {
                let class = if marked { "tie tie-path" } else { "tie" };
                let way = branch(&places[*above], &places[person]);
                put(
                    &mut svg,
                    format_args!(r#"<path class="{class}" d="{way}"/>"#),
                );
            }
        }
    }
    for line in lines {
        let marked = is_on(path, line.from, line.to);
        curve(
            &mut svg,
            line,
            (&places[line.from], &places[line.to]),
            marked,
        );
    }
    for (one, place) in cards.iter().zip(places) {
        card(&mut svg, one, corner(place));
    }
    svg.push_str("</svg>");
    svg
}

/// Are two people next to each other on a path?
fn is_on(path: &[usize], one: usize, other: usize) -> bool {
    path.windows(2)
        .any(|pair| pair == [one, other] || pair == [other, one])
}

/// An informal tie: a curve below both cards.
fn curve(svg: &mut String, line: &MapLine, (from, to): (&Place, &Place), marked: bool) {
    let ((x, y), (other_x, other_y)) = (corner(from), corner(to));
    let (start, end) = (x + CARD * 0.62, other_x + CARD * 0.38);
    let (from_y, to_y) = (y + HIGH, other_y + HIGH);
    let deep = from_y.max(to_y) + 46.0;
    let class = if marked { "tie tie-path" } else { line.class };
    put(
        svg,
        format_args!(
            r#"<path class="{class}" d="M{start:.1} {from_y:.1}C{start:.1} {deep:.1} {end:.1} {deep:.1} {end:.1} {to_y:.1}"/>"#
        ),
    );
    if !line.text.is_empty() {
        put(
            svg,
            format_args!(
                r#"<text class="tie-text c-mid" x="{:.1}" y="{:.1}">{}</text>"#,
                (start + end) / 2.0,
                deep - 8.0,
                escape(&line.text)
            ),
        );
    }
}

/// Width and height of a small card of the network.
const SMALL: (f64, f64) = (176.0, 46.0);

/// From one to the next in the network.
const NETWORK_UNIT: f64 = 104.0;

/// The network of influence: small cards on rings, ties between them.
#[must_use]
pub fn network(
    label: &str,
    cards: &[MapCard],
    points: &[Point],
    lines: &[MapLine],
    path: &[usize],
) -> String {
    let ends = |pick: fn(&Point) -> f64| {
        let low = points.iter().map(pick).fold(f64::INFINITY, f64::min);
        let high = points.iter().map(pick).fold(f64::NEG_INFINITY, f64::max);
        if low.is_finite() {
            (low, high)
        } else {
            (0.0, 0.0)
        }
    };
    let ((left, right), (top, bottom)) = (ends(|point| point.x), ends(|point| point.y));
    let width = (right - left).mul_add(NETWORK_UNIT, SMALL.0 + MARGIN * 2.0);
    let height = (bottom - top).mul_add(NETWORK_UNIT, SMALL.1 + MARGIN * 2.0);
    let middle = |place: usize| {
        let point = &points[place];
        (
            (point.x - left).mul_add(NETWORK_UNIT, MARGIN + SMALL.0 / 2.0),
            (point.y - top).mul_add(NETWORK_UNIT, MARGIN + SMALL.1 / 2.0),
        )
    };
    let mut svg = begin(width, height, label);
    let mut texts = String::new();
    for line in lines {
        let ((x, y), (to_x, to_y)) = (middle(line.from), middle(line.to));
        let class = if is_on(path, line.from, line.to) {
            "tie tie-path"
        } else {
            line.class
        };
        put(
            &mut svg,
            format_args!(r#"<path class="{class}" d="M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}"/>"#),
        );
        if !line.text.is_empty() {
            let (at_x, at_y) = (x.midpoint(to_x), y.midpoint(to_y));
            let said = escape(&line.text);
            put(
                &mut texts,
                format_args!(
                    r#"<text class="tie-text c-mid" x="{at_x:.1}" y="{at_y:.1}">{said}</text>"#
                ),
            );
        }
    }
    svg.push_str(&texts);
    for (place, one) in cards.iter().enumerate() {
        let (x, y) = middle(place);
        small_card(&mut svg, one, (x - SMALL.0 / 2.0, y - SMALL.1 / 2.0));
    }
    svg.push_str("</svg>");
    svg
}

fn small_card(svg: &mut String, card: &MapCard, (x, y): (f64, f64)) {
    let class = match (card.is_open, card.is_chosen) {
        (true, _) => "map-card p-open",
        (false, true) => "map-card p-focus",
        (false, false) => "map-card",
    };
    let (wide, high) = SMALL;
    put(
        svg,
        format_args!(
            r#"<a href="{}" class="{class}" data-node="{}"><title>{}</title><g transform="translate({x:.1} {y:.1})"><rect class="p-box map-solid" width="{wide}" height="{high}" rx="8"/><circle class="p-ring" cx="23" cy="23" r="14" stroke-width="{:.1}"/><text class="p-init" x="23" y="27">{}</text><text class="p-text map-strong" x="45" y="28">{}</text>"#,
            escape(&card.href),
            escape(&card.id),
            escape(&card.label),
            1.1 + card.influence * 0.9,
            escape(&card.initials),
            escape(&shorten(&card.name, 14)),
        ),
    );
    if !card.attitude.is_empty() {
        put(
            svg,
            format_args!(
                r#"<rect class="p-att {}" x="{:.1}" y="6" width="6" height="34" rx="3"/>"#,
                card.attitude_class,
                wide - 12.0
            ),
        );
    }
    svg.push_str("</g></a>");
}

/// A card of the matrix: the name in two lines.
fn tiny_card(svg: &mut String, card: &MapCard, (x, y): (f64, f64)) {
    let class = match (card.is_open, card.is_chosen) {
        (true, _) => "map-card p-open",
        (false, true) => "map-card p-focus",
        (false, false) => "map-card",
    };
    let (wide, high) = TINY;
    let second = if card.is_open {
        Some(card.title.as_str())
    } else {
        None
    };
    let (first, rest) = card.name.split_once(' ').unwrap_or((&card.name, ""));
    put(
        svg,
        format_args!(
            r#"<a href="{}" class="{class}" data-node="{}"><title>{}</title><g transform="translate({x:.1} {y:.1})"><rect class="p-box map-solid" width="{wide}" height="{high}" rx="8"/><text class="p-text map-strong" x="8" y="19">{}</text><text class="p-text" x="8" y="35">{}</text></g></a>"#,
            escape(&card.href),
            escape(&card.id),
            escape(&card.label),
            escape(&shorten(first, 14)),
            escape(&shorten(second.unwrap_or(rest), 15)),
        ),
    );
}

/// A cell of power against attitude: places of the cards in it.
pub type MatrixRow = (String, Vec<Vec<usize>>);

/// Width of a column of the matrix.
const CELL: f64 = 118.0;
/// Width of the names of its rows.
const SIDE: f64 = 76.0;
/// Width and height of a card of the matrix.
const TINY: (f64, f64) = (110.0, 44.0);

/// Power against attitude: rows from most influence to unknown, columns from blocker to unknown.
#[must_use]
pub fn matrix(label: &str, columns: &[String], rows: &[MatrixRow], cards: &[MapCard]) -> String {
    let height_of = |row: &MatrixRow| {
        let most = row.1.iter().map(Vec::len).max().unwrap_or(0).max(1);
        most as f64 * (TINY.1 + 6.0) + 12.0
    };
    let width = (columns.len() as f64).mul_add(CELL, SIDE + MARGIN * 2.0);
    let height = rows.iter().map(height_of).sum::<f64>() + MARGIN * 2.0 + 28.0;
    let mut svg = begin(width, height, label);
    for (place, name) in columns.iter().enumerate() {
        let x = (place as f64 + 0.5).mul_add(CELL, MARGIN + SIDE);
        put(
            &mut svg,
            format_args!(
                r#"<text class="p-text c-mid" x="{x:.1}" y="{:.1}">{}</text>"#,
                MARGIN + 14.0,
                escape(&shorten(name, 16))
            ),
        );
    }
    let mut y = MARGIN + 28.0;
    for row in rows {
        let high = height_of(row);
        put(
            &mut svg,
            format_args!(
                r#"<text class="p-text" x="{MARGIN}" y="{:.1}">{}</text>"#,
                y + 34.0,
                escape(&shorten(&row.0, 13))
            ),
        );
        for (place, cell) in row.1.iter().enumerate() {
            let x = (place as f64).mul_add(CELL, MARGIN + SIDE);
            put(
                &mut svg,
                format_args!(
                    r#"<rect class="map-cell" x="{:.1}" y="{y:.1}" width="{:.1}" height="{:.1}" rx="6"/>"#,
                    x + 2.0,
                    CELL - 4.0,
                    high - 4.0
                ),
            );
            let mut down = y + 6.0;
            for one in cell {
                tiny_card(&mut svg, &cards[*one], (x + (CELL - TINY.0) / 2.0, down));
                down += TINY.1 + 6.0;
            }
        }
        y += high;
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str) -> MapCard {
        MapCard {
            id: "1".into(),
            href: "/x?a=1&b=2".into(),
            name: name.into(),
            title: String::new(),
            label: name.into(),
            initials: "АБ".into(),
            influence: 3.0,
            contact: String::new(),
            attitude: String::new(),
            attitude_class: "att-0",
            proof: None,
            is_open: false,
            is_chosen: false,
        }
    }

    #[test]
    fn hostile_names_stay_text_and_lines_follow_the_path() {
        let place = |row| Place {
            column: 0.5,
            row,
            route: Route::Branch,
        };
        let cards = [one("<b>Ана</b>"), one("Борис & син")];
        let drawn = org_chart(
            "Карта",
            &cards,
            (&[place(0), place(1)], &[None, Some(0)]),
            &[],
            &[1, 0],
        );
        assert!(drawn.contains("&lt;b&gt;Ана") && drawn.contains("Борис &amp; син"));
        assert!(!drawn.contains("<b>") && drawn.contains("/x?a=1&amp;b=2"));
        assert_eq!(drawn.matches("tie-path").count(), 1);
        let plain = org_chart(
            "Карта",
            &cards,
            (&[place(0), place(1)], &[None, Some(0)]),
            &[],
            &[],
        );
        assert_eq!(plain.matches("tie-path").count(), 0);
        assert_eq!(plain.matches(r#"class="tie""#).count(), 1);
    }

    #[test]
    fn everybody_stands_in_a_cell() {
        let cards = [one("Ана"), one("Борис")];
        let rows = [("5".to_owned(), vec![vec![0, 1], vec![]])];
        let drawn = matrix("Карта", &["−2".into(), "?".into()], &rows, &cards);
        assert_eq!(drawn.matches("data-node").count(), 2);
        assert_eq!(drawn.matches("map-cell").count(), 2);
    }
}
