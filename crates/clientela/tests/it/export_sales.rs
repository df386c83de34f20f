//! Sales lines go out as they came in: importing the export anew changes nothing, and who sees few
//! clients takes only their lines.

use std::path::PathBuf;

use clientela_app::context::Context;
use clientela_app::import_options::ImportOptions;
use clientela_store::users::NewUser;
use clientela_store::{Role, Via, Viewer, accounts, db_tests, users};
use clientela_texts::{Language, Texts};
use clientela_web::pages::export::CsvStyle;
use clientela_web::sales_csv::sales_csv;
use futures::TryStreamExt as _;

use crate::books::{context, import, viewer};

const SALES: &str = "\u{feff}Вид документ;Номер;Дата;Код на клиент;Клиент;Стока;Количество;Ед. цена;Стойност без ДДС;Себестойност;Валута;Обещана дата;Дата на доставка;Търговец\n\
    фактура;0001;05.10.2024;K1;Хранимир АД;Лютеница \"Бабина\"; 10;12,3456;123,46;80,1;BGN;06.10.2024;08.10.2024;Мария\n\
    фактура;0001;05.10.2024;K1;Хранимир АД;Чай;5;10;50,00;;BGN;;;Мария\n\
    кредитно известие;2;06.12.2024;K1;Хранимир АД;Чай;-1;10;-10,00;;BGN;;;Иван\n\
    фактура;3;08.02.2026;;Ракита ООД;=Чай;5;10;50,00;20;EUR;;;Иван\n\
    фактура;4;09.02.2026;;;Чай;5;10;50,00;;EUR;;;\n";

fn maria() -> NewUser {
    NewUser {
        email: "maria@firm.bg".into(),
        name: "Мария".into(),
        role: Role::SalesRepresentative,
        password_hash: None,
        locale: None,
    }
}

async fn exported(context: &std::sync::Arc<Context>, viewer: &Viewer, style: CsvStyle) -> String {
    let texts = Texts::of(Language::Bg);
    let stream = sales_csv(context, viewer, texts, style)
        .await
        .expect("an export");
    let chunks: Vec<Vec<u8>> = stream.try_collect().await.expect("lines");
    String::from_utf8(chunks.concat()).expect("text")
}

fn file(context: &Context, name: &str, text: &str) -> PathBuf {
    let path = context.folder.join(name);
    fs_err::write(&path, text).expect("a file");
    path
}

db_tests! {
    async fn importing_the_export_again_changes_nothing(store: Store) {
        let context = context(store);
        let path = file(&context, "sales.csv", SALES);
        let report = import(&context, &path, ImportOptions::default()).await.expect("an import");
        assert_eq!(report.rows.accepted, 5);
        for (name, style) in [("plain.csv", CsvStyle::Plain), ("excel.csv", CsvStyle::ExcelBulgarian)] {
            let text = exported(&context, &viewer(), style).await;
            assert_eq!(text.lines().count(), 6, "{text}");
            assert!(text.contains("\"'=Чай\""), "no formula runs: {text}");
            // A spreadsheet hides the apostrophe that keeps a cell from being run.
            let text = text.replace("\"'=", "\"=");
            let path = file(&context, name, &text);
            let again = import(&context, &path, ImportOptions::default()).await.expect("an import");
            let rows = again.rows;
            assert_eq!((rows.read, rows.duplicate, rows.set_aside), (5, 5, 0), "{name}: {text}");
        }
    }

    async fn who_sees_few_clients_takes_only_their_lines(store: Store) {
        let context = context(store);
        let path = file(&context, "sales.csv", SALES);
        import(&context, &path, ImportOptions::default()).await.expect("an import");
        let own = context.store.write(&viewer(), |tx| Box::pin(async move {
            let user = users::create(tx, &maria()).await?;
            for card in accounts::directory(tx).await? {
                if card.name == "Ракита ООД" {
                    let record = accounts::record(tx, card.id).await?.expect("a client");
                    let mut values = record.values;
                    values.owner_id = Some(user);
                    accounts::change(tx, card.id, &values, record.account.version).await?;
                }
            }
            Ok(user)
        }));
        let own = own.await.expect("an owner");
        let maria = Viewer::user(own, Role::SalesRepresentative, Via::Api, viewer().at);
        let text = exported(&context, &maria, CsvStyle::Plain).await;
        assert!(text.contains("Ракита") && !text.contains("Хранимир"), "{text}");
        assert_eq!(text.lines().count(), 2, "lines without a client are nobody's: {text}");
    }
}
