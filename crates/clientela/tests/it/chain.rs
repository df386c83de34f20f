//! The endless chain through its use case: what is counted and remembered is each viewer's own and follows every
//! change, and who was a prospect stands in the chain as it.

use clientela_app::context::Context;
use clientela_app::edit_person::{PersonChanges, PersonField, create_person};
use clientela_app::keep_prospects::{
    ContactPersonDraft, ProspectDraft, SourceDraft, show_prospect, write_prospect,
};
use clientela_app::log_interaction::{
    InteractionDraft, StepDraft, delete_interaction, log_interaction, restore_interaction,
};
use clientela_app::show_chain::{Chain, ChainRequest, Party, show_chain};
use clientela_app::win_prospect::win_prospect;
use clientela_domain::ids::{AccountId, InteractionId, PersonId, ProspectId};
use clientela_domain::prospects::{Asked, SourceKind};
use clientela_store::interactions::InteractionKind;
use clientela_store::{Role, Viewer, db_tests};
use clientela_texts::{Language, Texts};

use crate::books::{colleague, context, viewer};

async fn person(context: &Context, name: &str) -> PersonId {
    let named = PersonChanges {
        texts: vec![(PersonField::GivenName, name.into())],
        contacts: None,
    };
    let created = create_person(context, &viewer(), &named, None).await;
    created.expect("a person")
}

async fn call(
    context: &Context,
    author: &Viewer,
    (with, private): (PersonId, bool),
) -> InteractionId {
    let draft = InteractionDraft {
        summary: "говорихме".into(),
        asked: Asked::Yes,
        private,
        people: vec![with],
        ..InteractionDraft::new(None, InteractionKind::Call)
    };
    let logged = log_interaction(context, author, &draft, &StepDraft::default()).await;
    logged.expect("written down").interaction
}

/// A prospect named by a person or a client, or by nobody.
async fn prospect(
    context: &Context,
    name: &str,
    (person, account): (Option<PersonId>, Option<AccountId>),
) -> ProspectId {
    let draft = ProspectDraft {
        name: name.into(),
        ..ProspectDraft::default()
    };
    let named = person.is_some() || account.is_some();
    let source = SourceDraft {
        kind: Some(if named {
            SourceKind::Chain
        } else {
            SourceKind::Cold
        }),
        person,
        account,
        ..SourceDraft::default()
    };
    let nobody = ContactPersonDraft::default();
    let written = write_prospect(context, &viewer(), (&draft, &source, &nobody)).await;
    written.expect("a prospect")
}

async fn won(context: &Context, id: ProspectId, client: Option<AccountId>) -> AccountId {
    let version = show_prospect(context, &viewer(), id)
        .await
        .expect("one")
        .version;
    let how = (version, Texts::of(Language::Bg));
    win_prospect(context, &viewer(), id, (client, ""), how)
        .await
        .expect("won");
    let now = show_prospect(context, &viewer(), id).await.expect("one");
    now.account_id.expect("a client")
}

async fn chain(context: &Context, viewer: &Viewer) -> Chain {
    let told = show_chain(context, viewer, &ChainRequest::default()).await;
    told.expect("the chain")
}

db_tests! {
    async fn what_is_remembered_of_talks_is_each_viewers_own_and_follows_every_change(store: Store) {
        let context = context(store);
        let (ana, boris) = (colleague(&context, "ana@firm.bg", Role::Director).await, colleague(&context, "boris@firm.bg", Role::Director).await);
        let (maria, stefan) = (person(&context, "Мария").await, person(&context, "Стефан").await);
        let open = call(&context, &ana, (maria, false)).await;
        call(&context, &ana, (stefan, true)).await;
        let spoken = async || {
            let (of_ana, of_boris) = (chain(&context, &ana).await, chain(&context, &boris).await);
            assert_eq!(of_ana.whole.contacts, of_ana.today.contacts);
            (of_ana.whole.contacts, of_boris.whole.contacts)
        };
        assert_eq!(spoken().await, (2, 1), "a private talk is its author's alone");
        assert_eq!(spoken().await, (2, 1), "also when it is remembered");
        delete_interaction(&context, &ana, open, 1).await.expect("deleted");
        assert_eq!(spoken().await, (1, 0));
        restore_interaction(&context, &ana, open).await.expect("restored");
        assert_eq!(spoken().await, (2, 1));
        assert_eq!(chain(&context, &boris).await.today.names, 0);
        prospect(&context, "Хотел Рила", (Some(maria), None)).await;
        let told = chain(&context, &boris).await;
        assert_eq!((told.today.names, told.whole.unripe_names), (1, 1));
        let names: Vec<_> = told.tree.iter().map(|node| (node.name.as_str(), node.generation, node.below)).collect();
        assert_eq!(names, [("Мария", 0, 1), ("Хотел Рила", 1, 0)]);
        assert_eq!(told.tree[1].referrer_name, "Мария");
    }

    async fn a_client_that_was_two_prospects_stands_in_the_chain_as_the_first_of_them(store: Store) {
        let context = context(store);
        let maria = person(&context, "Мария").await;
        let first = prospect(&context, "Хотел Рила", (Some(maria), None)).await;
        let client = won(&context, first, None).await;
        let cold = prospect(&context, "Хотел Рила – втори обект", (None, None)).await;
        assert_eq!(won(&context, cold, Some(client)).await, client);
        let named = prospect(&context, "Пекарна Зора", (None, Some(client))).await;
        let told = chain(&context, &viewer()).await;
        let tree: Vec<_> = told.tree.iter().map(|node| (node.party, node.generation)).collect();
        let wanted = [Party::Person(maria), Party::Prospect(first), Party::Prospect(named)];
        assert_eq!(tree, wanted.into_iter().zip(0..).collect::<Vec<_>>());
        // An address kept from the days before it was a prospect leads to it.
        let request = ChainRequest { root: Some(Party::Account(client)), ..ChainRequest::default() };
        let below = show_chain(&context, &viewer(), &request).await.expect("the chain").tree;
        assert_eq!(below.iter().map(|node| node.party).collect::<Vec<_>>(), wanted[1..]);
    }
}
