use proptest::prelude::*;

use super::super::{capacity, exact, flow, greedy, instance};
use super::*;
use instance::{Chosen, End, Instance, Worth};

/// Random parts; efforts differ when `hours_max` is above 1.
fn any_parts(
    accounts: std::ops::Range<usize>,
    kams: std::ops::Range<usize>,
    hours_max: u32,
) -> impl Strategy<Value = Parts> {
    (accounts, kams).prop_flat_map(move |(accounts, kams)| {
        let fits = prop::collection::vec(prop::collection::vec(0_u32..=10, kams), accounts);
        let walls = prop::collection::vec(prop::collection::vec(0_u32..5, kams), accounts);
        let hours = prop::collection::vec(1..=hours_max, accounts);
        let capacity = prop::collection::vec(0..=hours_max * 3, kams);
        let present = prop::collection::vec(prop::option::of(0..kams), accounts);
        (fits, walls, hours, capacity, present).prop_map(
            |(fits, walls, hours, capacity, present)| {
                let tenths =
                    |row: Vec<u32>| row.into_iter().map(|fit| f64::from(fit) / 10.0).collect();
                let fits: Vec<Vec<f64>> = fits.into_iter().map(tenths).collect();
                let hours: Vec<f64> = hours.into_iter().map(f64::from).collect();
                let capacity: Vec<f64> = capacity.into_iter().map(f64::from).collect();
                let mut parts = Parts::new(&fits, &hours, &capacity);
                for (account, present) in parts.accounts.iter_mut().zip(present) {
                    account.present = present;
                }
                for (pair, wall) in parts
                    .pairs
                    .iter_mut()
                    .flatten()
                    .zip(walls.into_iter().flatten())
                {
                    pair.wall = (wall == 0).then(|| "wall".to_owned());
                }
                parts
            },
        )
    })
}

/// The best of all choices, by trying each.
fn by_force(instance: &Instance) -> Worth {
    fn go_on(instance: &Instance, chosen: &mut Chosen, free: &mut [i64], best: &mut Worth) {
        let account = chosen.len();
        let Some(hours) = instance.hours.get(account).copied() else {
            *best = instance.worth(chosen).max(*best);
            return;
        };
        for kam in 0..free.len() {
            if instance.value[account][kam].is_some() && free[kam] >= hours {
                free[kam] -= hours;
                chosen.push(Some(kam));
                go_on(instance, chosen, free, best);
                chosen.pop();
                free[kam] += hours;
            }
        }
        chosen.push(None);
        go_on(instance, chosen, free, best);
        chosen.pop();
    }
    let mut best = Worth::default();
    let mut free = instance.capacity.clone();
    go_on(instance, &mut Vec::new(), &mut free, &mut best);
    best
}

/// The least hours to add, by trying each way of placing all that can be placed.
fn least_by_force(instance: &Instance, account: usize, free: &mut [i64]) -> i64 {
    let Some(hours) = instance.hours.get(account).copied() else {
        return free.iter().map(|free| (-free).max(0)).sum();
    };
    if !capacity::can_ever_be_placed(instance, account) {
        return least_by_force(instance, account + 1, free);
    }
    let mut least = i64::MAX;
    for kam in 0..free.len() {
        if instance.can_grow[kam] && instance.value[account][kam].is_some() {
            free[kam] -= hours;
            least = least.min(least_by_force(instance, account + 1, free));
            free[kam] += hours;
        }
    }
    least
}

fn assert_holds(instance: &Instance, chosen: &Chosen) {
    assert!(instance.free(chosen).iter().all(|free| *free >= 0));
    for (account, kam) in chosen.iter().enumerate() {
        assert!(kam.is_none_or(|kam| instance.value[account][kam].is_some()));
    }
}

proptest! {
    #[test]
    fn equal_efforts_are_assigned_at_their_best(parts in any_parts(1..7, 1..4, 1)) {
        let instance = Instance::of(&parts.input(), End::Middle);
        let chosen = flow::solve(&instance);
        assert_holds(&instance, &chosen);
        prop_assert_eq!(instance.worth(&chosen), by_force(&instance));
    }

    #[test]
    fn different_efforts_are_assigned_at_their_best(parts in any_parts(1..7, 1..4, 6)) {
        let instance = Instance::of(&parts.input(), End::Middle);
        let good = greedy::solve(&instance);
        assert_holds(&instance, &good);
        let best = exact::solve(&instance, &good).expect("few choices");
        assert_holds(&instance, &best);
        prop_assert_eq!(instance.worth(&best), by_force(&instance));
        // Also from nothing, so that the bound is tried and not only the good start.
        let nothing = vec![None; instance.hours.len()];
        let again = exact::solve(&instance, &nothing).expect("few choices");
        prop_assert_eq!(instance.worth(&again), instance.worth(&best));
        prop_assert!(instance.worth(&good) <= instance.worth(&best));
    }

    #[test]
    fn no_fewer_hours_would_do(parts in any_parts(1..6, 1..4, 6), away in 0_usize..4) {
        let mut parts = parts;
        if let Some(kam) = parts.kams.get_mut(away) {
            kam.leaves = vec![Leave { from: TODAY, to: None }];
        }
        let instance = Instance::of(&parts.input(), End::Middle);
        let least = least_by_force(&instance, 0, &mut instance.capacity.clone());
        let assignment = parts.assign();
        let added: f64 = assignment.capacity_to_add.iter().map(|one| one.hours).sum();
        if assignment.capacity_is_least {
            assert_close(added, Instance::in_hours(least));
        } else {
            prop_assert!(added >= Instance::in_hours(least));
        }
        // With them nobody is left but those whom nobody can take.
        for one in &assignment.capacity_to_add {
            prop_assert!(one.kam != away);
            parts.kams[one.kam].capacity += one.hours;
        }
        let then = parts.assign();
        for account in then.without_kam() {
            prop_assert_eq!(&then.accounts[account].reasons[0], &Reason::NobodyCan);
        }
    }

    /// Invariant 15: capacity and walls hold, also for many accounts; every account has a reason.
    #[test]
    fn capacity_and_walls_hold(parts in any_parts(13..40, 2..9, 9)) {
        let assignment = parts.assign();
        for (kam, load) in assignment.kams.iter().enumerate() {
            prop_assert!(load.hours <= parts.kams[kam].capacity + 1e-9);
        }
        for (account, one) in assignment.accounts.iter().enumerate() {
            prop_assert!(!one.reasons.is_empty());
            if let Some(kam) = one.kam {
                prop_assert!(parts.pairs[account][kam].wall.is_none());
            }
        }
    }

    /// Invariants 4 and 15: the order of accounts and key account managers changes nothing.
    #[test]
    fn relabelling_relabels_the_answer(
        parts in any_parts(1..20, 1..8, 5),
        turn in 1_usize..7,
    ) {
        let wanted = parts.assign();
        let mut turned = parts.clone();
        let (accounts, kams) = (turned.accounts.len(), turned.kams.len());
        let (by_accounts, by_kams) = (turn % accounts, turn % kams);
        turned.accounts.rotate_left(by_accounts);
        turned.kams.rotate_left(by_kams);
        turned.pairs.rotate_left(by_accounts);
        for row in &mut turned.pairs {
            row.rotate_left(by_kams);
        }
        let relabelled = |kam: usize| (kam + kams - by_kams) % kams;
        for account in &mut turned.accounts {
            account.present = account.present.map(relabelled);
        }
        let answer = turned.assign();
        for (at, one) in answer.accounts.iter().enumerate() {
            let before = &wanted.accounts[(at + by_accounts) % accounts];
            prop_assert_eq!(one.kam, before.kam.map(relabelled));
            let deputy = |one: &AssignedAccount| one.next_best.map(|next| next.kam);
            prop_assert_eq!(deputy(one), deputy(before).map(relabelled));
        }
    }

    /// A wall or a leave never makes the sum of accounts and fits better; hours never worse.
    #[test]
    fn less_freedom_is_never_better(
        parts in any_parts(1..8, 1..4, 5),
        (account, kam) in (0_usize..8, 0_usize..4),
    ) {
        let free = Instance::of(&parts.input(), End::Middle);
        let mut walled = parts;
        let (accounts, kams) = (walled.accounts.len(), walled.kams.len());
        walled.pairs[account % accounts][kam % kams].wall = Some("wall".to_owned());
        let bound = Instance::of(&walled.input(), End::Middle);
        prop_assert!(by_force(&bound) <= by_force(&free));
        let mut richer = walled;
        richer.kams[kam % kams].capacity += 3.0;
        let more = richer.assign();
        let chosen: Vec<Option<usize>> = chosen(&more);
        let placed = chosen.iter().flatten().count();
        prop_assert!(placed >= by_force(&bound).assigned);
    }
}

/// The search must end whatever the input: twelve accounts of nearly equal hours, six key account
/// managers with room for hardly more than one each, all fits alike.
#[test]
fn the_search_ends_when_much_is_alike() {
    let hours: Vec<f64> = (0..12)
        .map(|number| 10.0 + f64::from(number) / 10.0)
        .collect();
    let fits = vec![vec![0.5; 6]; 12];
    // All together take 126.6 hours, so that six times 21 are not enough.
    for (capacity, wanted) in [(15.0, 6), (21.0, 11), (22.0, 12), (31.0, 12)] {
        let parts = Parts::new(&fits, &hours, &[capacity; 6]);
        let assignment = parts.assign();
        assert_eq!(12 - assignment.without_kam().count(), wanted, "{capacity}");
        assert_eq!(assignment.method, Method::BranchAndBound, "{capacity}");
    }
}

#[test]
fn hundreds_of_accounts_are_assigned() {
    let accounts = 400;
    let fits: Vec<Vec<f64>> = (0..accounts)
        .map(|account: u32| {
            (0..20_u32)
                .map(|kam| f64::from((account * 7 + kam * 13) % 11) / 10.0)
                .collect()
        })
        .collect();
    for hours in [
        vec![1.0; 400],
        (0..400).map(|at| f64::from(at % 9 + 1)).collect(),
    ] {
        let capacity = hours.iter().sum::<f64>() / 20.0 + 2.0;
        let assignment = Parts::new(&fits, &hours, &[capacity; 20]).assign();
        assert_eq!(assignment.without_kam().count(), 0);
        assert!(
            assignment.total_fit.0 > 0.8 * f64::from(accounts),
            "{:?}",
            assignment.total_fit
        );
    }
}
