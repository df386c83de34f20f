//! Where everybody stands on a drawn map: the same map is always drawn the same.
//!
//! The organisation chart is a forest by reporting lines (layers, parents over their children; after
//! Reingold & Tilford 1981, without their contours). Children who lead nobody hang below each other when
//! there are many, and trees are set on shelves, so that 300 people stay on a page one can scroll. The
//! network stands on rings by influence, neighbours near each other.

use std::collections::BTreeSet;

/// How the line to somebody's superior runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route {
    /// Straight down to them, over the line of branches above their row.
    Branch,
    /// Down a gutter in this column first: they stand on a lower shelf.
    Gutter(f64),
    /// Down along so many cards above them, which hang under the same superior.
    Hanging(usize),
}

/// A place on a grid of the organisation chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Column of the middle.
    pub column: f64,
    /// Row from above.
    pub row: usize,
    /// How the line to their superior runs.
    pub route: Route,
}

/// An organisation chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Where each stands, in the order in which they were given.
    pub places: Vec<Place>,
    /// To whom each reports as drawn: a circle is cut at the one who comes first.
    pub parents: Vec<Option<usize>>,
    /// Columns taken.
    pub columns: f64,
    /// Rows taken.
    pub rows: usize,
}

/// Children without children of their own that stand side by side; more of them hang below each other.
const SIDE_BY_SIDE_MAX: usize = 3;

/// Cards that hang below each other in one column.
const HANGING_MAX: usize = 6;

/// Columns of a shelf before the next begins, unless one tree is wider.
const SHELF_COLUMNS: usize = 8;

/// Part of a column that lines to lower shelves take.
const GUTTER: f64 = 0.15;

/// A part of a chart with its upper left corner at zero.
struct Block {
    columns: f64,
    rows: usize,
    /// Who it begins with.
    head: Option<usize>,
    places: Vec<(usize, Place)>,
}

impl Block {
    fn moved(&mut self, columns: f64, rows: usize) {
        for (_, place) in &mut self.places {
            place.column += columns;
            place.row += rows;
            if let Route::Gutter(column) = &mut place.route {
                *column += columns;
            }
        }
    }

    /// Column of the middle of whom it begins with.
    fn middle(&self) -> f64 {
        let of_head = self
            .places
            .iter()
            .find(|(person, _)| Some(*person) == self.head);
        of_head.map_or(self.columns / 2.0, |(_, place)| place.column)
    }
}

/// Draws an organisation chart: whom each reports to, by place.
#[must_use]
pub fn org_chart(reports_to: &[Option<usize>]) -> Chart {
    let parents = without_circles(reports_to);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    for (child, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(child);
        }
    }
    let roots: Vec<usize> = (0..parents.len())
        .filter(|place| parents[*place].is_none())
        .collect();
    let (heads, alone): (Vec<usize>, Vec<usize>) = roots
        .into_iter()
        .partition(|root| !children[*root].is_empty());
    let mut blocks: Vec<Block> = heads.iter().map(|head| tree(*head, &children)).collect();
    if !alone.is_empty() {
        blocks.push(grid(&alone, SHELF_COLUMNS));
    }
    let shelves = shelve(&mut blocks, 0);
    let mut places = vec![place(0.5, 0); parents.len()];
    for (person, place) in blocks.into_iter().flat_map(|block| block.places) {
        places[person] = place;
    }
    Chart {
        places,
        parents,
        columns: shelves.columns,
        rows: shelves.rows,
    }
}

const fn place(column: f64, row: usize) -> Place {
    Place {
        column,
        row,
        route: Route::Branch,
    }
}

/// Whom each reports to, without those who would report to themselves over others.
fn without_circles(reports_to: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = reports_to
        .iter()
        .enumerate()
        .map(|(person, to)| to.filter(|to| *to != person && *to < reports_to.len()))
        .collect();
    for person in 0..parents.len() {
        let mut seen = BTreeSet::new();
        let mut at = person;
        while let Some(above) = parents[at] {
            if above == person {
                parents[person] = None;
                break;
            }
            if !seen.insert(above) {
                break;
            }
            at = above;
        }
    }
    parents
}

/// A person with everybody below.
fn tree(head: usize, children: &[Vec<usize>]) -> Block {
    let (leaves, heads): (Vec<usize>, Vec<usize>) = children[head]
        .iter()
        .copied()
        .partition(|child| children[*child].is_empty());
    let mut parts: Vec<Block> = heads.iter().map(|child| tree(*child, children)).collect();
    let beside = SIDE_BY_SIDE_MAX.saturating_sub(heads.len()).max(1);
    let together = if leaves.len() > beside {
        HANGING_MAX
    } else {
        1
    };
    parts.extend(leaves.chunks(together).map(hanging));
    let shelves = shelve(&mut parts, 1);
    let gutter = if shelves.count > 1 { GUTTER } else { 0.0 };
    let mut first_shelf: Vec<f64> = Vec::new();
    for part in &mut parts {
        part.moved(gutter, 0);
        let middle = part.middle();
        for (person, place) in &mut part.places {
            if Some(*person) != part.head {
                continue;
            }
            if place.row > 1 {
                place.route = Route::Gutter(gutter / 2.0);
            } else {
                first_shelf.push(middle);
            }
        }
    }
    let middle = match (first_shelf.first(), first_shelf.last()) {
        (Some(first), Some(last)) => (first + last) / 2.0,
        _ => 0.5,
    };
    let mut places: Vec<(usize, Place)> = parts.into_iter().flat_map(|part| part.places).collect();
    places.push((head, place(middle, 0)));
    Block {
        columns: (shelves.columns + gutter).max(1.0),
        rows: shelves.rows.max(1),
        head: Some(head),
        places,
    }
}

/// People below each other.
fn hanging(people: &[usize]) -> Block {
    let one = |(row, person): (usize, &usize)| {
        let route = if row > 0 {
            Route::Hanging(row)
        } else {
            Route::Branch
        };
        (
            *person,
            Place {
                route,
                ..place(0.5, row)
            },
        )
    };
    Block {
        columns: 1.0,
        rows: people.len(),
        head: people.first().copied(),
        places: people.iter().enumerate().map(one).collect(),
    }
}

/// People of whom nobody said to whom they report, in rows.
fn grid(people: &[usize], columns: usize) -> Block {
    let one = |(number, person): (usize, &usize)| {
        let column = (number % columns) as f64 + 0.5;
        (*person, place(column, number / columns))
    };
    Block {
        columns: people.len().min(columns).max(1) as f64,
        rows: people.len().div_ceil(columns),
        head: None,
        places: people.iter().enumerate().map(one).collect(),
    }
}

/// What blocks take once they stand on shelves.
struct Shelves {
    columns: f64,
    rows: usize,
    count: usize,
}

/// Sets blocks beside each other until a shelf is full, then on the next, the first in this row.
fn shelve(blocks: &mut [Block], first_row: usize) -> Shelves {
    let widest = blocks.iter().map(|block| block.columns).fold(0.0, f64::max);
    let width = widest.max(SHELF_COLUMNS as f64);
    let (mut column, mut row, mut high) = (0.0, first_row, 0);
    let mut taken = Shelves {
        columns: 1.0,
        rows: first_row,
        count: 1,
    };
    for block in blocks {
        if column > 0.0 && column + block.columns > width {
            row += high;
            column = 0.0;
            high = 0;
            taken.count += 1;
        }
        block.moved(column, row);
        column += block.columns;
        taken.columns = taken.columns.max(column);
        high = high.max(block.rows);
        taken.rows = taken.rows.max(row + high);
    }
    taken
}

/// A point of the network, in units of a card; the middle is at zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

/// Distance from ring to ring.
const RING: f64 = 1.15;

/// Part of [`RING`] at which the innermost ring stands when it has several.
const INNER: f64 = 0.6;

/// Rounds in which everybody moves towards their neighbours.
const ROUNDS: usize = 24;

/// Puts people on rings, those of most influence (`weights`, `None` when unknown) in the middle, and
/// turns each towards the ties they have.
#[must_use]
pub fn network(weights: &[Option<u8>], ties: &[(usize, usize)]) -> Vec<Point> {
    let people = weights.len();
    let mut order: Vec<usize> = (0..people).collect();
    order.sort_by_key(|person| (std::cmp::Reverse(weights[*person]), *person));
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); people];
    for &(one, other) in ties
        .iter()
        .filter(|(a, b)| a != b && *a < people && *b < people)
    {
        near[one].push(other);
        near[other].push(one);
    }
    let rings = rings(&order, weights);
    let mut angles = vec![0.0; people];
    for ring in &rings {
        spread(ring, &mut angles);
    }
    for _ in 0..ROUNDS {
        for ring in &rings {
            let mut turned = ring.clone();
            let wanted: Vec<f64> = (0..people)
                .map(|person| towards(&near[person], &angles, angles[person]))
                .collect();
            turned
                .sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]).then(one.cmp(other)));
            spread(&turned, &mut angles);
        }
    }
    let mut points = vec![Point { x: 0.0, y: 0.0 }; people];
    for (number, ring) in rings.iter().enumerate() {
        let alone_in_the_middle = number == 0 && ring.len() == 1;
        let first = if rings[0].len() == 1 { 0.0 } else { INNER };
        let radius = if alone_in_the_middle {
            0.0
        } else {
            (number as f64 + first) * RING
        };
        for person in ring {
            points[*person] = Point {
                x: radius * angles[*person].cos() * 1.5,
                y: radius * angles[*person].sin(),
            };
        }
    }
    points
}

/// The people of each ring from the inside: never more than stand beside each other.
fn rings(order: &[usize], weights: &[Option<u8>]) -> Vec<Vec<usize>> {
    let mut rings: Vec<Vec<usize>> = Vec::new();
    let mut weight = None;
    for person in order {
        let number = rings.len();
        let room = match number {
            0 | 1 => 4,
            _ => (std::f64::consts::TAU * (number as f64 - 1.0) * RING).floor() as usize,
        };
        let full = rings.last().is_none_or(|ring| ring.len() >= room.max(3));
        // Who weighs less stands further out, as long as the rings inside are not nearly empty.
        let lighter = weight.is_some_and(|weight| weight != weights[*person])
            && rings.last().is_some_and(|ring| ring.len() * 2 >= room);
        if full || lighter {
            rings.push(Vec::new());
        }
        weight = Some(weights[*person]);
        if let Some(ring) = rings.last_mut() {
            ring.push(*person);
        }
    }
    rings
}

/// Gives the people of a ring equal distances, in their order, from the top on.
fn spread(ring: &[usize], angles: &mut [f64]) {
    let step = std::f64::consts::TAU / ring.len().max(1) as f64;
    for (number, person) in ring.iter().enumerate() {
        angles[*person] = step * number as f64 - std::f64::consts::FRAC_PI_2;
    }
}

/// The angle towards the middle of the neighbours; one's own without any.
fn towards(near: &[usize], angles: &[f64], own: f64) -> f64 {
    if near.is_empty() {
        return own;
    }
    let (x, y) = near.iter().fold((0.0, 0.0), |(x, y), person| {
        (x + angles[*person].cos(), y + angles[*person].sin())
    });
    if x.abs() + y.abs() < 1e-9 {
        return own;
    }
    let angle = f64::atan2(y, x);
    // Counted from the top, as people are spread.
    if angle < -std::f64::consts::FRAC_PI_2 {
        angle + std::f64::consts::TAU
    } else {
        angle
    }
}
