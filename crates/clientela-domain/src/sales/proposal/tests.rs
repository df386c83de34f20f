use super::*;
use crate::sales::mapping::{MapFile, MissingRequired};

fn batch(rows: &[&[&str]]) -> RowBatch {
    let mut batch = RowBatch::default();
    for (line, row) in (1_u64..).zip(rows) {
        for field in *row {
            batch.push_field(field, CellKind::Text);
        }
        batch.end_record(line, None);
    }
    batch
}

fn proposed(rows: &[&str], separator: char) -> (Vec<(String, &'static str)>, ProposedMapping) {
    let split: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.split(separator).collect())
        .collect();
    let slices: Vec<&[&str]> = split.iter().map(Vec::as_slice).collect();
    let proposal = propose(&batch(&slices));
    let mapped = proposal
        .columns
        .iter()
        .filter_map(|column| Some((column.header.clone(), column.column?.name())))
        .collect();
    (mapped, proposal)
}

fn assert_mapped(rows: &[&str], separator: char, expected: &[(&str, &str)]) -> ProposedMapping {
    let (mapped, proposal) = proposed(rows, separator);
    let mapped: Vec<(&str, &str)> = mapped
        .iter()
        .map(|(header, column)| (header.as_str(), *column))
        .collect();
    assert_eq!(mapped, expected);
    assert_eq!(
        proposal.mapping().missing_required(),
        vec![],
        "{:?}",
        proposal.mapping()
    );
    proposal
}

#[test]
fn online_retail_is_understood() {
    let expected = [
        ("InvoiceNo", "document_number"),
        ("StockCode", "product_code"),
        ("Description", "product_name"),
        ("Quantity", "quantity"),
        ("InvoiceDate", "document_date"),
        ("UnitPrice", "unit_price"),
        ("CustomerID", "customer_code"),
    ];
    let proposal = assert_mapped(
        &[
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
            "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
        ],
        ',',
        &expected,
    );
    assert_eq!(proposal.header_line, Some(1));
    assert_eq!(proposal.columns[1].samples, ["85123A"]);
    assert_mapped(
        &[
            "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
            "489434,85048,15CM CHRISTMAS GLASS BALL 20 LIGHTS,12,2009-12-01 07:45:00,6.95,13085,United Kingdom",
        ],
        ',',
        &[
            ("Invoice", "document_number"),
            ("StockCode", "product_code"),
            ("Description", "product_name"),
            ("Quantity", "quantity"),
            ("InvoiceDate", "document_date"),
            ("Price", "unit_price"),
            ("Customer ID", "customer_code"),
        ],
    );
}

#[test]
fn c16_northwind_names_a_column_twice_and_the_first_wins() {
    let proposal = assert_mapped(
        &[
            "OrderID,CustomerID,EmployeeID,OrderDate,RequiredDate,ShippedDate,ShipVia,Freight,ShipName,ShipAddress,ShipCity,ShipRegion,ShipPostalCode,ShipCountry,OrderID,ProductID,UnitPrice,Quantity,Discount",
            "10248,VINET,5,1996-07-04,1996-08-01,1996-07-16,3,32.38,Vins et alcools Chevalier,59 rue de l'Abbaye,Reims,,51100,France,10248,11,14,12,0",
        ],
        ',',
        &[
            ("OrderID", "document_number"),
            ("CustomerID", "customer_code"),
            ("EmployeeID", "sales_representative"),
            ("OrderDate", "document_date"),
            ("RequiredDate", "promised_date"),
            ("ShippedDate", "delivered_date"),
            ("ShipName", "site"),
            ("ShipCity", "customer_city"),
            ("ProductID", "product_code"),
            ("UnitPrice", "unit_price"),
            ("Quantity", "quantity"),
            ("Discount", "discount_percent"),
        ],
    );
    assert_eq!(proposal.mapping().position(Column::DocumentNumber), Some(0));
    assert_eq!(proposal.columns[14].column, None);
}

#[test]
fn classicmodels_is_understood() {
    assert_mapped(
        &[
            "orderNumber,orderDate,requiredDate,shippedDate,status,customerNumber,customerName,productCode,quantityOrdered,priceEach,orderLineNumber,buyPrice,city",
            "10100,2003-01-06,2003-01-13,2003-01-10,Shipped,363,Online Diecast Creations Co.,S18_1749,30,136.00,3,86.70,Nashua",
        ],
        ',',
        &[
            ("orderNumber", "document_number"),
            ("orderDate", "document_date"),
            ("requiredDate", "promised_date"),
            ("shippedDate", "delivered_date"),
            ("status", "document_status"),
            ("customerNumber", "customer_code"),
            ("customerName", "customer_name"),
            ("productCode", "product_code"),
            ("quantityOrdered", "quantity"),
            ("priceEach", "unit_price"),
            ("orderLineNumber", "line_number"),
            ("buyPrice", "unit_cost"),
            ("city", "customer_city"),
        ],
    );
}

#[test]
fn bulgarian_exports_are_understood() {
    // Prim
    assert_mapped(
        &[
            "Вид документ;Номер;Дата;Контрагент;Контрагент ЕИК или ЕГН;Име артикул;Бранд;Категория;Описание;Валута;Валутен курс;Сума;Данъци;Всичко",
            "Фактура;0000012345;31.01.2025;Билла България ЕООД;130007884;Сирене;Маджаров;Млечни;Сирене краве;BGN;1;100,00;20,00;120,00",
        ],
        ';',
        &[
            ("Вид документ", "document_type"),
            ("Номер", "document_number"),
            ("Дата", "document_date"),
            ("Контрагент", "customer_name"),
            ("Контрагент ЕИК или ЕГН", "customer_registration_number"),
            ("Име артикул", "product_name"),
            ("Бранд", "brand"),
            ("Категория", "product_group"),
            ("Валута", "currency"),
            ("Сума", "net_amount"),
            ("Данъци", "vat_amount"),
            ("Всичко", "gross_amount"),
        ],
    );
    // Simple VAT: the tax base is split by rate, so the net comes from total and VAT.
    assert_mapped(
        &[
            "Номер документ;Дата документ;Тип документ;Име на клиент;ДДС номер клиент;Данъчна основа 20%;ДДС 20%;Данъчна основа 0%;Освободени доставки;Обща сума;Бележки",
            "0000000001;01.02.2025;Фактура;Клиент ООД;BG130007884;100.00;20.00;0;0;120.00;",
        ],
        ';',
        &[
            ("Номер документ", "document_number"),
            ("Дата документ", "document_date"),
            ("Тип документ", "document_type"),
            ("Име на клиент", "customer_name"),
            ("ДДС номер клиент", "customer_vat_number"),
            ("ДДС 20%", "vat_amount"),
            ("Обща сума", "gross_amount"),
        ],
    );
    // A turnover report with cost and margin
    assert_mapped(
        &[
            "Час;Придружаващ документ;Дата;Клиент;Наименование;Количество;Доставна цена;Продажна цена;ТО %;Оборот;Печалба",
            "10:15;Фактура 15;15.01.2026;Хранимир АД;Чай мента;10;4,00;5,00;0;50,00;10,00",
        ],
        ';',
        &[
            ("Придружаващ документ", "document_number"),
            ("Дата", "document_date"),
            ("Клиент", "customer_name"),
            ("Наименование", "product_name"),
            ("Количество", "quantity"),
            ("Доставна цена", "unit_cost"),
            ("Продажна цена", "unit_price"),
            ("ТО %", "discount_percent"),
            ("Оборот", "net_amount"),
            ("Печалба", "margin_amount"),
        ],
    );
    // A grid of a warehouse program
    assert_mapped(
        &[
            "Документ №;Дата;Партньор;Обект;Код;Стока;Мярка;Количество;Единична цена;Отстъпка;Стойност;Оператор",
            "1001;31.01.2025;Клиент ООД;Магазин 1;0012;Захар;кг;5,000;2,10;0;10,50;Иван",
        ],
        ';',
        &[
            ("Документ №", "document_number"),
            ("Дата", "document_date"),
            ("Партньор", "customer_name"),
            ("Обект", "site"),
            ("Код", "product_code"),
            ("Стока", "product_name"),
            ("Мярка", "unit"),
            ("Количество", "quantity"),
            ("Единична цена", "unit_price"),
            ("Отстъпка", "discount_percent"),
            ("Стойност", "net_amount"),
            ("Оператор", "sales_representative"),
        ],
    );
}

#[test]
fn odoo_and_erpnext_are_understood() {
    assert_mapped(
        &[
            "Number,Invoice Partner Display Name,Invoice/Bill Date,Due Date,Untaxed Amount (Signed),Total (Signed),Payment Status,Status",
            "INV/2025/00001,Azure Interior,2025-01-31,2025-03-02,100.00,120.00,Paid,Posted",
        ],
        ',',
        &[
            ("Number", "document_number"),
            ("Invoice Partner Display Name", "customer_name"),
            ("Invoice/Bill Date", "document_date"),
            ("Due Date", "due_date"),
            ("Untaxed Amount (Signed)", "net_amount"),
            ("Total (Signed)", "gross_amount"),
            ("Status", "document_status"),
        ],
    );
    assert_mapped(
        &[
            "Item Code,Item Name,Item Group,Description,Invoice,Posting Date,Customer Group,Customer,Customer Name,Mode Of Payment,Territory,Project,Company,Sales Order,Delivery Note,Income Account,Cost Center,Stock Qty,Stock UOM,Rate,Amount",
            "A1,Bolt,Parts,Bolt M8,ACC-SINV-1,2025-01-31,All,CUST-1,Grant Plastics Ltd.,,All,,Our Firm,SO-1,,Sales,Main,10,Nos,2.5,25",
        ],
        ',',
        &[
            ("Item Code", "product_code"),
            ("Item Name", "product_name"),
            ("Item Group", "product_group"),
            ("Invoice", "document_number"),
            ("Posting Date", "document_date"),
            ("Customer", "customer_code"),
            ("Customer Name", "customer_name"),
            ("Sales Order", "order_number"),
            ("Stock Qty", "quantity"),
            ("Stock UOM", "unit"),
            ("Rate", "unit_price"),
            ("Amount", "net_amount"),
        ],
    );
    assert_mapped(
        &[
            "Sales Invoice,Customer,Posting Date,Item Code,Qty,Avg. Selling Rate,Valuation Rate,Selling Amount,Buying Amount,Gross Profit,Gross Profit Percent",
            "SINV-1,Grant Plastics Ltd.,2025-01-31,A1,10,2.5,2,25,20,5,20",
        ],
        ',',
        &[
            ("Sales Invoice", "document_number"),
            ("Customer", "customer_name"),
            ("Posting Date", "document_date"),
            ("Item Code", "product_code"),
            ("Qty", "quantity"),
            ("Avg. Selling Rate", "unit_price"),
            ("Valuation Rate", "unit_cost"),
            ("Selling Amount", "net_amount"),
            ("Buying Amount", "cost_amount"),
            ("Gross Profit", "margin_amount"),
        ],
    );
}

#[test]
fn c17_a_header_under_titles_is_found() {
    let (_, proposal) = proposed(
        &[
            "Справка продажби;;;",
            "за период 01.01.2025 - 31.01.2025;;;",
            ";;;",
            "№;Номер;Дата;Клиент;Сума",
            "1;100;31.01.2025;А;5,00",
            "2;101;31.01.2025;Б;5,00",
        ],
        ';',
    );
    assert_eq!(proposal.header_line, Some(4));
    assert_eq!(proposal.columns[0].column, Some(Column::LineNumber));
    assert_eq!(proposal.columns[1].column, Some(Column::DocumentNumber));
}

#[test]
fn a_file_without_header_is_recognised_by_its_values() {
    let rows = ["0012\tЗахар\tКлиент ООД\t175074752\tСофия\tул. Първа 1\t1000000001\t1\t31.01.2025\t5\t1,20\t6,00\t0\t20";
        3];
    let (mapped, proposal) = proposed(&rows, '\t');
    assert_eq!(proposal.header_line, None);
    assert_eq!(mapped[3], ("4".to_owned(), "customer_registration_number"));
    assert_eq!(proposal.mapping().missing_required(), vec![]);
    let (_, other) = proposed(&["A;31.01.2025;5", "B;01.02.2025;6"], ';');
    assert_eq!(other.header_line, None);
    assert_eq!(
        other.mapping().missing_required(),
        [
            MissingRequired::DocumentNumber,
            MissingRequired::Customer,
            MissingRequired::Amount
        ]
    );
}

#[test]
fn a_map_file_finds_its_headers_and_names_what_is_missing() {
    let head = batch(&[
        &["Report"],
        &["OrderID", "CustomerID", "OrderID", "Unit  price"],
        &["1", "A", "1", "2"],
    ]);
    let map = |columns: &[(Column, &str)]| MapFile {
        columns: columns
            .iter()
            .map(|(column, name)| (*column, (*name).to_owned()))
            .collect(),
        ..MapFile::default()
    };
    let mapping = map(&[
        (Column::DocumentNumber, "OrderID#2"),
        (Column::UnitPrice, "unit price"),
    ])
    .resolve_in(&head)
    .unwrap();
    assert_eq!(
        mapping.columns,
        [(Column::DocumentNumber, 2), (Column::UnitPrice, 3)]
    );
    assert_eq!(mapping.header_line, Some(2));
    assert_eq!(
        mapping.to_map_file(Default::default()).columns[0].1,
        "OrderID#2"
    );
    let missing = map(&[
        (Column::DocumentNumber, "OrderID"),
        (Column::CustomerCode, "CustomerNo"),
    ])
    .resolve_in(&head)
    .unwrap_err();
    assert_eq!(missing.len(), 1);
    assert_eq!(
        (missing[0].column, missing[0].near.as_deref()),
        (Column::CustomerCode, Some("CustomerID"))
    );
    let numbered = map(&[(Column::DocumentNumber, "1"), (Column::CustomerCode, "2")])
        .resolve_in(&batch(&[&["9", "A", "x"]]))
        .unwrap();
    assert_eq!(
        (numbered.header_line, numbered.columns[1]),
        (None, (Column::CustomerCode, 1))
    );
}

#[test]
fn the_fingerprint_is_stable() {
    let one = header_fingerprint(&["Invoice No", "Клиент"]);
    assert_eq!(one, header_fingerprint(&["invoice  no.", "КЛИЕНТ"]));
    assert_ne!(one, header_fingerprint(&["Клиент", "Invoice No"]));
    assert_ne!(one, header_fingerprint(&["Invoice No", "Клиент", "Дата"]));
    assert_eq!(one.len(), 32);
}

#[test]
fn nothing_is_proposed_for_nothing() {
    assert_eq!(propose(&RowBatch::default()).columns, []);
    let (mapped, _) = proposed(&["", ""], ';');
    assert_eq!(mapped, []);
}
