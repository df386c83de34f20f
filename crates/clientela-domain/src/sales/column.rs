//! The canonical columns of a sales line; the words of the mapping file, the API and the pages.

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// A canonical column of a sales file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $($(#[$doc])* $name),+ }

        impl Column {
            /// Every column, in the order the mapping page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The canonical name, as in map files and the API.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

columns! {
    /// Number of the invoice, credit note or other document. Required.
    DocumentNumber = "document_number",
    /// Invoice, credit note, pro forma …
    DocumentType = "document_type",
    /// State of the document: posted, draft, cancelled …
    DocumentStatus = "document_status",
    /// Day of the document. Required.
    DocumentDate = "document_date",
    /// Day on which payment is due.
    DueDate = "due_date",
    /// The client's code in the exporting system.
    CustomerCode = "customer_code",
    /// The client's name. Code or name is required as a column; a line may leave both empty.
    CustomerName = "customer_name",
    /// ЕИК / company registration number.
    CustomerRegistrationNumber = "customer_registration_number",
    /// VAT number.
    CustomerVatNumber = "customer_vat_number",
    /// City of the client.
    CustomerCity = "customer_city",
    /// Shop, warehouse or delivery place of the client.
    Site = "site",
    /// Position of the line in its document.
    LineNumber = "line_number",
    /// Product code.
    ProductCode = "product_code",
    /// Product name.
    ProductName = "product_name",
    /// Product group.
    ProductGroup = "product_group",
    /// Brand.
    Brand = "brand",
    /// Quantity sold; negative for returns.
    Quantity = "quantity",
    /// Unit of the quantity.
    Unit = "unit",
    /// Price of one unit, net of VAT and before discount.
    UnitPrice = "unit_price",
    /// Price of one unit with VAT, before discount.
    GrossUnitPrice = "gross_unit_price",
    /// Discount in percent (`12.5`) or, when every value is at most 1, as a fraction.
    DiscountPercent = "discount_percent",
    /// Discount of the whole line, in money.
    DiscountAmount = "discount_amount",
    /// Amount of the line net of VAT and discounts. Required, or quantity and price.
    NetAmount = "net_amount",
    /// VAT rate in percent.
    VatRate = "vat_rate",
    /// VAT of the line.
    VatAmount = "vat_amount",
    /// Amount with VAT.
    GrossAmount = "gross_amount",
    /// Cost of the goods of the line.
    CostAmount = "cost_amount",
    /// Cost of one unit.
    UnitCost = "unit_cost",
    /// Profit of the line, which gives the cost.
    MarginAmount = "margin_amount",
    /// Currency code or sign.
    Currency = "currency",
    /// Sales representative as the file writes them.
    SalesRepresentative = "sales_representative",
    /// Order or contract number.
    OrderNumber = "order_number",
    /// Promised or scheduled day of delivery.
    PromisedDate = "promised_date",
    /// Day of delivery.
    DeliveredDate = "delivered_date",
    /// Quantity promised.
    PromisedQuantity = "promised_quantity",
    /// Quantity delivered.
    DeliveredQuantity = "delivered_quantity",
    /// Paid so far.
    PaidAmount = "paid_amount",
    /// Still open.
    OpenAmount = "open_amount",
}

impl Column {
    /// The column of a canonical name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|column| column.name() == name)
    }
}
