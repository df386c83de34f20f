//! Who may not see the firm's totals gets figures over what they see, and never what was computed for
//! somebody else.

use clientela_app::figures::{FigureRequest, figures};
use clientela_app::grant_permissions::grant_permissions;
use clientela_app::judge_accounts::brief_verdicts;
use clientela_app::measure_concentration::measure_concentration;
use clientela_domain::amount::Amount;
use clientela_store::grants::Grantable;
use clientela_store::{Role, Via, Viewer, db_tests, users};

use crate::principal::Principal;
use crate::world::World;

async fn viewer(world: &World, who: Principal) -> Viewer {
    let system = clientela_store::testing::system();
    let id = world.id(who).expect("hired");
    let user = users::by_id(&world.context.store.read(&system), id).await;
    user.expect("the book answers")
        .expect("a user")
        .viewer(Via::Web, system.at)
}

/// Net total, unassigned, clients with a figure, clients the totals are made of.
async fn totals(world: &World, who: Principal) -> (String, String, usize, usize) {
    let viewer = viewer(world, who).await;
    let figures = figures(&world.context, &viewer, &FigureRequest::default())
        .await
        .expect("figures");
    (
        figures.net_total().to_string(),
        figures.unassigned.to_string(),
        figures.accounts.len(),
        figures.everyone.len(),
    )
}

fn is(net: &str, unassigned: &str, seen: usize, all: usize) -> (String, String, usize, usize) {
    let text = |text: &str| Amount::parse(text).expect("an amount").to_string();
    (text(net), text(unassigned), seen, all)
}

db_tests! {
    async fn figures_are_over_what_the_viewer_may_see(store: Store) {
        let world = World::new(store).await;
        // In turn, so that a cache that mixed viewers up would show.
        for _ in 0..2 {
            assert_eq!(totals(&world, Principal::Director).await, is("51234", "50000", 4, 4));
            assert_eq!(totals(&world, Principal::SalesRepresentative).await, is("200", "0", 1, 1));
            assert_eq!(totals(&world, Principal::KeyAccountManager).await, is("1230", "0", 3, 3));
            assert_eq!(totals(&world, Principal::Reader).await, is("1234", "0", 4, 4));
        }
        let representative = viewer(&world, Principal::SalesRepresentative).await;
        let own = figures(&world.context, &representative, &FigureRequest::default())
            .await
            .expect("figures");
        assert_eq!((own.accounts[0].rank, own.accounts[0].share), (Some(1), Some(1.0)));
        let verdicts = brief_verdicts(&world.context, &representative, &FigureRequest::default())
            .await
            .expect("verdicts");
        assert_eq!(verdicts.len(), 1);
    }

    async fn a_role_that_is_given_the_totals_gets_them_without_names(store: Store) {
        let world = World::new(store).await;
        let system = clientela_store::testing::system();
        let before = viewer(&world, Principal::SalesRepresentative).await;
        let given = vec![(Role::SalesRepresentative, Grantable::SeeFirmTotals)];
        grant_permissions(&world.context, &system, given).await.expect("given");
        assert_eq!(totals(&world, Principal::SalesRepresentative).await, is("51234", "50000", 1, 4));
        let after = viewer(&world, Principal::SalesRepresentative).await;
        assert_ne!(before, after);
        let request = FigureRequest::default();
        let report = measure_concentration(&world.context, &after, &request, &[]).await.expect("a report");
        let answer = report.answer(10, &[]);
        assert_eq!((answer.accounts, answer.top.len()), (4, 1));
        assert_eq!(answer.top[0].name, "Канарче на търговеца");
        let own = &report.figures.accounts[0];
        assert_eq!(own.rank, Some(2));
        // Taken away again, the figures are their own again.
        grant_permissions(&world.context, &system, Vec::new()).await.expect("taken");
        assert_eq!(totals(&world, Principal::SalesRepresentative).await, is("200", "0", 1, 1));
    }

    async fn what_changes_who_sees_what_changes_the_figures(store: Store) {
        let world = World::new(store).await;
        let id = world.id(Principal::KeyAccountManager).expect("hired");
        assert_eq!(totals(&world, Principal::KeyAccountManager).await.2, 3);
        let system = clientela_store::testing::system();
        let team = users::by_id(&world.context.store.read(&system), id)
            .await
            .expect("the book answers")
            .and_then(|user| user.team_id)
            .expect("a team");
        world.change(id, Role::KeyAccountManager, team, None).await;
        assert_eq!(totals(&world, Principal::KeyAccountManager).await, is("1000", "0", 1, 1));
    }
}
