//! The words themselves (`PRODUCT.md` 5.6), in English and Bulgarian.

use crate::sales::column::Column;

/// How well a header fits when it is the usual word for the column.
pub const SURE: f64 = 1.0;
/// The word is used for this column, but for others too; a better header takes it.
pub const LIKELY: f64 = 0.85;
/// Only when the file has nothing better.
pub const FALLBACK: f64 = 0.6;

/// Canonical column, how sure its words are, and the words (separated by bars).
pub(super) const SYNONYMS: &[(Column, f64, &str)] = &[
    (
        Column::DocumentNumber,
        SURE,
        "document number|invoice number|invoice no|invoice #|invoice|sales invoice|document no|doc no|voucher no|\
         invoice id|move name|bill no|receipt no|номер на документ|фактура №|документ №|номер документ|№ документ|\
         номер на фактура|фактура номер|№ на документ|док №|№ фактура|документ номер|фактура|№ на фактура|\
         придружаващ документ",
    ),
    (
        Column::DocumentNumber,
        LIKELY,
        "number|no|номер|№|name|документ|document|voucher|transaction id|transaction no",
    ),
    (
        Column::DocumentNumber,
        FALLBACK,
        "order number|order no|order id|sales order|so number|po / so #|order|поръчка|поръчка №|номер на поръчка|стокова разписка|receipt",
    ),
    (
        Column::DocumentType,
        SURE,
        "document type|invoice type|move type|type of document|doc type|voucher type|is return|вид документ|\
         вид на документа|тип на документа|тип документ|вид на документ|тип на документ|документ вид",
    ),
    (Column::DocumentType, LIKELY, "type|тип|вид"),
    (
        Column::DocumentStatus,
        SURE,
        "document status|invoice status|status|state|docstatus|is anul|анулиран|анулирана|анулиране|cancelled|canceled|\
         is cancelled|is canceled|статус|състояние|статус на документа|order status",
    ),
    (
        Column::DocumentDate,
        SURE,
        "document date|invoice date|invoice/bill date|posting date|bill date|date of invoice|issue date|invoice day|\
         дата на документа|дата документ|дата на издаване|дата на документ|дата на фактура|дата фактура|дата на фактурата",
    ),
    (
        Column::DocumentDate,
        LIKELY,
        "date|дата|sale date|sales date|transaction date|дата на продажба|дата на продажбата",
    ),
    (
        Column::DocumentDate,
        FALLBACK,
        "order date|tax point date|supply date|дата на данъчно събитие|дата на поръчка|ден|day|datum",
    ),
    (
        Column::DueDate,
        SURE,
        "due date|invoice date due|payment due date|падеж|срок за плащане|дата на падеж|краен срок за плащане",
    ),
    (
        Column::CustomerCode,
        SURE,
        "customer code|customer id|customer no|customer number|client code|client id|client no|partner ref|partner id|partner code|\
         account code|account id|account no|cust id|cust no|debtor code|код на клиент|код клиент|код контрагент|код на контрагент|\
         партньор №|клиент №|код на клиента|код партньор|клиентски номер|клиент код|контрагент код|контрагент №|номер на клиент",
    ),
    (
        Column::CustomerCode,
        LIKELY,
        "customer|commercial partner id|sold to|debtor",
    ),
    (Column::CustomerCode, FALLBACK, "account"),
    (
        Column::CustomerName,
        SURE,
        "customer name|client name|partner name|account name|invoice partner display name|partner display name|company name|buyer name|\
         име на клиента|клиент|контрагент|партньор|име на клиент|име клиент|име на контрагента|име контрагент|име на контрагент|\
         получател|наименование на клиента|наименование на контрагента|клиент име|контрагент име|клиент наименование",
    ),
    (
        Column::CustomerName,
        LIKELY,
        "client|partner|buyer|customer|фирма|купувач|име на фирма|bill to name|bill to|sold to name",
    ),
    (
        Column::CustomerName,
        FALLBACK,
        "company|account|получател име",
    ),
    (
        Column::CustomerRegistrationNumber,
        SURE,
        "registration no|registration number|company registration number|company id|uic|eik|bulstat|customer registration number|\
         еик|булстат|еик/булстат|булстат/еик|ин|булстат на клиента|контрагент еик или егн|еик на клиента|клиент еик|еик клиент|\
         еик на контрагента|контрагент еик|еик/егн|идентификационен номер|customer eik|client eik",
    ),
    (
        Column::CustomerVatNumber,
        SURE,
        "vat no|vat number|vat id|tax id|customer vat number|customer vat|vat registration number|tax number|ддс №|номер по ддс|ин по зддс|ддс номер|\
         контрагент ддс|ддс номер клиент|ддс № на клиента|клиент ддс номер|ид по ддс|ин по ддс|идентификационен номер по зддс",
    ),
    (Column::CustomerVatNumber, FALLBACK, "vat"),
    (
        Column::CustomerCity,
        SURE,
        "customer city|city|town|client city|град|населено място|град на клиента|клиент град",
    ),
    (Column::CustomerCity, FALLBACK, "ship city|ship to city"),
    (
        Column::Site,
        SURE,
        "site|location|store|warehouse|delivery address|ship to|ship to name|ship name|delivery place|branch|обект|магазин|\
         място на издаване|адрес за доставка|място на доставка|търговски обект|склад|обект на клиента|клон",
    ),
    (Column::Site, FALLBACK, "shop|офис|office"),
    (
        Column::LineNumber,
        SURE,
        "line number|line no|line|idx|position|pos|order line number|row no|ред|пореден №|ред №|№ ред|номер на ред|№ по ред|пореден номер",
    ),
    (
        Column::ProductCode,
        SURE,
        "product code|item code|product id|item id|item no|item number|product no|product number|sku|default code|internal reference|\
         stock code|article no|article number|article code|material|part number|part no|barcode|ean|код на стока|код артикул|\
         артикул №|каталожен №|код стока|код на артикул|стока код|артикул код|код на стоката|код на продукт|код на продукта|код продукт|стоков код|\
         номенклатурен номер|баркод",
    ),
    (Column::ProductCode, LIKELY, "product|код|item|code"),
    (
        Column::ProductName,
        SURE,
        "product name|item name|product description|item description|name of product|article name|име на стоката|име артикул|\
         стока|артикул|наименование на стоката|наименование на стока|име на стока|име на артикул|име стока|продукт|име на продукт|\
         наименование на артикула|наименование на артикул|стока име|стока/услуга|име на продукта",
    ),
    (
        Column::ProductName,
        LIKELY,
        "description|label|наименование|описание|article|product title|goods",
    ),
    (Column::ProductName, FALLBACK, "product|item"),
    (
        Column::ProductGroup,
        SURE,
        "product group|item group|product category|product categ id|product line|product class|material group|стокова група|\
         група стоки|категория стоки|група на стоката|продуктова група|група артикули|стока група|категория на стоката",
    ),
    (
        Column::ProductGroup,
        LIKELY,
        "category|group|група|категория|category name",
    ),
    (
        Column::Brand,
        SURE,
        "brand|brand name|бранд|марка|търговска марка",
    ),
    (
        Column::Quantity,
        SURE,
        "quantity|qty|stock qty|quantity sold|qty sold|quantity ordered|sold quantity|invoiced quantity|line item quantity|\
         количество|колич|к-во|брой|кол-во|продадено количество|кол",
    ),
    (Column::Quantity, FALLBACK, "units|pieces|pcs|бр|бройки"),
    (
        Column::Unit,
        SURE,
        "unit of measure|uom|unit|stock uom|measure|invoice uom|мярка|мерна единица|м.ед|мер. ед|ме|мерна ед|ед. мярка",
    ),
    (
        Column::UnitPrice,
        SURE,
        "unit price|unit price net of vat|price|avg. selling rate|price each|price per unit|selling price|net price|unit price net|sales price|\
         ед. цена|единична цена|цена|цена без ддс|ед цена без ддс|единична цена без ддс|цена преди отстъпка|продажна цена",
    ),
    (Column::UnitPrice, LIKELY, "rate"),
    (
        Column::GrossUnitPrice,
        SURE,
        "gross unit price|unit price with vat|gross price|price incl vat|price including vat|price with vat|unit price incl vat|price incl. tax|цена с ддс|\
         ед. цена с ддс|единична цена с ддс|продажна цена с ддс",
    ),
    (
        Column::DiscountPercent,
        SURE,
        "discount percent|discount %|disc.%|disc %|discount rate|отстъпка %|то %|процент отстъпка|% отстъпка|търговска отстъпка %|отстъпка процент",
    ),
    (
        Column::DiscountPercent,
        LIKELY,
        "discount|disc|отстъпка|търговска отстъпка|то",
    ),
    (
        Column::DiscountAmount,
        SURE,
        "discount amount|discount value|отстъпка сума|сума отстъпка|стойност отстъпка|отстъпка стойност",
    ),
    (
        Column::DiscountAmount,
        LIKELY,
        "discount|отстъпка|търговска отстъпка",
    ),
    (
        Column::NetAmount,
        SURE,
        "net amount|untaxed amount|untaxed amount signed|untaxed amount in currency signed|subtotal|sub total|net total|price subtotal|\
         selling amount|line total|net value|net sales|line amount|line extension amount|amount excl tax|amount excluding vat|line item value|\
         amount without vat|net|сума без ддс|стойност без ддс|данъчна основа|до|нетна сума|нетна стойност|сума нето|обща стойност без ддс|\
         нето|стойност нето",
    ),
    (
        Column::NetAmount,
        LIKELY,
        "amount|sales amount|sales|revenue|turnover|сума|стойност|оборот|value|price total excl vat",
    ),
    (
        Column::VatRate,
        SURE,
        "vat rate|tax rate|vat percent|vat %|tax %|ддс %|ддс процент|процент данък|ставка|ддс ставка|% ддс|процент ддс|ставка ддс",
    ),
    (Column::VatRate, FALLBACK, "taxes|tax|vat|ддс"),
    (
        Column::VatAmount,
        SURE,
        "vat amount|tax amount|amount tax|ддс сума|сума ддс|начислен ддс|стойност ддс|данъци|размер на ддс|ддс стойност|ддс 20%",
    ),
    (Column::VatAmount, LIKELY, "vat|tax|taxes|ддс|данък"),
    (
        Column::GrossAmount,
        SURE,
        "gross amount|grand total|total signed|total in currency signed|total amount|amount incl. tax|amount including vat|amount incl vat|\
         price total|gross total|gross|total incl vat|total with vat|invoice total|сума с ддс|сума за плащане|обща сума|стойност с ддс|\
         общо с ддс|всичко с ддс|крайна сума|бруто|обща стойност с ддс|брутна сума",
    ),
    (Column::GrossAmount, LIKELY, "total|общо|всичко|тотал"),
    (
        Column::CostAmount,
        SURE,
        "cost amount|cost of the line|buying amount|cost of goods sold|cogs|cost total|total cost|себестойност|себестойност на реда|отчетна стойност|стойност по доставна цена|\
         обща себестойност|доставна стойност",
    ),
    (Column::CostAmount, LIKELY, "cost"),
    (
        Column::UnitCost,
        SURE,
        "unit cost|себестойност на единица|valuation rate|standard price|buy price|purchase price|cost price|cost per unit|доставна цена|единична себестойност|\
         покупна цена|отчетна цена|ед. себестойност|цена на придобиване",
    ),
    (Column::UnitCost, FALLBACK, "cost"),
    (
        Column::MarginAmount,
        SURE,
        "margin|gross profit|profit|profit of the line|печалба на реда|margin amount|печалба|марж|брутна печалба|надценка сума",
    ),
    (
        Column::Currency,
        SURE,
        "currency|currency code|curr|валута|код на валута|код валута|currency id",
    ),
    (
        Column::SalesRepresentative,
        SURE,
        "salesperson|sales person|sales representative|sales rep|salesman|invoice user id|account manager|sales agent|employee id|\
         sales rep employee number|търговец|търговски представител|продавач|търговски агент|представител|мърчандайзер",
    ),
    (
        Column::SalesRepresentative,
        LIKELY,
        "owner|user|оператор|служител|agent|employee|seller",
    ),
    (
        Column::OrderNumber,
        SURE,
        "order number|order no|order id|sales order|customer order|sales order number|po number|po / so #|purchase order|customer po|order #|\
         поръчка №|номер на поръчка|поръчка номер|№ на поръчка|№ поръчка|договор №",
    ),
    (
        Column::OrderNumber,
        LIKELY,
        "origin|order|source document|поръчка|договор|contract|contract no",
    ),
    (
        Column::PromisedDate,
        SURE,
        "promised date|scheduled date|required date|scheduled delivery date|requested delivery date|commitment date|expected delivery date|\
         promised delivery date|delivery due date|обещана дата|срок за доставка|договорена дата|срок на доставка|обещана дата на доставка|\
         заявена дата|planned delivery date",
    ),
    (
        Column::DeliveredDate,
        SURE,
        "delivered date|delivery date|effective date|shipped date|ship date|delivered to client date|actual delivery date|date delivered|\
         дата на доставка|дата доставка|доставено на|дата на експедиция|дата на доставяне|дата на изпращане|дата на получаване",
    ),
    (
        Column::PromisedQuantity,
        SURE,
        "promised quantity|requested quantity|quantity promised|confirmed quantity|поръчано количество|обещано количество|заявено количество",
    ),
    (
        Column::DeliveredQuantity,
        SURE,
        "delivered quantity|quantity delivered|qty delivered|delivered qty|shipped quantity|доставено количество|изпълнено количество",
    ),
    (
        Column::PaidAmount,
        SURE,
        "paid amount|amount paid|paid|платено|платена сума|платено до момента",
    ),
    (
        Column::OpenAmount,
        SURE,
        "open amount|outstanding|outstanding amount|amount due|amount due signed|residual|amount residual|balance due|неплатено|остатък|салдо|\
         остатък за плащане|дължима сума",
    ),
    (Column::OpenAmount, FALLBACK, "balance|баланс"),
];
