//! Who of us is received: the shortest warm way, and who stands higher.

use super::super::*;
use crate::day::Date;

const TODAY: Date = Date::constant(2026, 11, 26);

fn way(who: &'static str, kind: WayKind, days_ago: i32, standing: u8) -> Way<&'static str> {
    Way {
        kind,
        last: TODAY.saturating_sub(jiff::Span::new().days(days_ago)),
        standing,
        who,
    }
}

#[test]
fn the_warm_and_short_way_goes_first() {
    let ways = vec![
        way("cold talk", WayKind::Spoken, WARM_DAYS + 1, 1),
        way("former colleague", WayKind::WorkedTogether, 3, 2),
        way("named, long ago", WayKind::Named, 300, 1),
        way("named, lately", WayKind::Named, 10, 3),
        way("spoke", WayKind::Spoken, WARM_DAYS, 1),
    ];
    let ways = best_first(ways, TODAY);
    let order: Vec<&str> = ways.iter().map(|way| way.who).collect();
    let wanted = [
        "spoke",
        "named, lately",
        "named, long ago",
        "former colleague",
        "cold talk",
    ];
    assert_eq!(order, wanted);
    assert!(ways[0].is_warm(TODAY) && !ways[4].is_warm(TODAY));
    // Who stands higher than the asker, by the best way; nobody stands above the highest.
    let asked = |standing| of_better_standing(&ways, standing).map(|way| way.who);
    assert_eq!(asked(1), Some("named, lately"));
    assert_eq!(asked(0), Some("spoke"));
    assert_eq!(asked(3), None);
}
