//! Customers and products as each import names them, so that an undo can forget exactly its words.

use clientela_domain::ids::ImportId;

use crate::error::StoreError;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};

/// A customer as an import names it; empty texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportCustomer {
    /// [`clientela_domain::sales::lines::customer_key`].
    pub customer_key: String,
    /// Code in the exporting system.
    pub code: String,
    /// Name.
    pub name: String,
    /// Registration number.
    pub registration_number: String,
    /// VAT number.
    pub vat_number: String,
    /// City.
    pub city: String,
}

/// A product as an import, or the whole book, names it; empty texts are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Product {
    /// Its code, or its name when the file has no code.
    pub product: String,
    /// Name.
    pub name: String,
    /// Group.
    pub product_group: String,
    /// Brand.
    pub brand: String,
}

/// Keeps the customers of an import; each key once.
///
/// # Errors
/// When the database refuses.
pub async fn insert_customers(
    tx: &Tx,
    import: ImportId,
    customers: &[ImportCustomer],
) -> Result<(), StoreError> {
    let head = "INSERT INTO import_customers
        (import_id, customer_key, code, name, registration_number, vat_number, city)";
    sql::insert_many(tx, "keeping customers", (head, ""), customers, |customer| {
        binds![
            import.0,
            &customer.customer_key,
            &customer.code,
            &customer.name,
            &customer.registration_number,
            &customer.vat_number,
            &customer.city,
        ]
    })
    .await?;
    Ok(())
}

/// Customers of an import, by key.
///
/// # Errors
/// When the database refuses.
pub async fn customers_of(
    reader: &dyn Reader,
    import: ImportId,
) -> Result<Vec<ImportCustomer>, StoreError> {
    sql::all(
        reader,
        "reading customers",
        "SELECT customer_key, code, name, registration_number, vat_number, city
         FROM import_customers WHERE import_id = $1 ORDER BY customer_key",
        binds![import.0],
        read_customer,
    )
    .await
}

/// Customers of every import that counts, in the order of the imports, so that folding them from
/// the first to the last leaves the latest word on each.
///
/// # Errors
/// When the database refuses.
pub async fn customers_that_count(
    reader: &dyn Reader,
) -> Result<Vec<(ImportId, ImportCustomer)>, StoreError> {
    sql::all(
        reader,
        "reading customers",
        "SELECT c.import_id, c.customer_key, c.code, c.name, c.registration_number, c.vat_number,
             c.city
         FROM import_customers AS c JOIN imports AS i ON i.id = c.import_id
         WHERE i.status = 'done' ORDER BY i.sequence, c.customer_key",
        vec![],
        |row| Ok((ImportId(row.uuid("import_id")?), read_customer(row)?)),
    )
    .await
}

/// Keeps the products of an import; each once.
///
/// # Errors
/// When the database refuses.
pub async fn insert_products(
    tx: &Tx,
    import: ImportId,
    products: &[Product],
) -> Result<(), StoreError> {
    let head = "INSERT INTO import_products (import_id, product, name, product_group, brand)";
    sql::insert_many(tx, "keeping products", (head, ""), products, |product| {
        binds![
            import.0,
            &product.product,
            &product.name,
            &product.product_group,
            &product.brand
        ]
    })
    .await?;
    Ok(())
}

/// Lets an import's words win on its products, wherever it knows one. Returns how many products are
/// new to the book.
///
/// # Errors
/// When the database refuses.
pub async fn merge_products(tx: &Tx, import: ImportId) -> Result<u64, StoreError> {
    let before = count_products(tx).await?;
    sql::execute(
        tx,
        "merging products",
        "INSERT INTO products (product, name, product_group, brand)
         SELECT product, name, product_group, brand FROM import_products WHERE import_id = $1
         ON CONFLICT (product) DO UPDATE SET
             name = CASE WHEN excluded.name = '' THEN products.name ELSE excluded.name END,
             product_group = CASE WHEN excluded.product_group = '' THEN products.product_group
                 ELSE excluded.product_group END,
             brand = CASE WHEN excluded.brand = '' THEN products.brand ELSE excluded.brand END",
        binds![import.0],
    )
    .await?;
    Ok(count_products(tx).await? - before)
}

/// Builds the products anew from the imports that count, in their order: after an undo.
///
/// # Errors
/// When the database refuses.
pub async fn rebuild_products(tx: &Tx) -> Result<(), StoreError> {
    sql::execute(tx, "forgetting products", "DELETE FROM products", vec![]).await?;
    let text = "SELECT id FROM imports WHERE status = 'done' ORDER BY sequence";
    let read = |row: &Row| Ok(ImportId(row.uuid("id")?));
    for import in sql::all(tx, "listing imports", text, vec![], read).await? {
        merge_products(tx, import).await?;
    }
    Ok(())
}

/// Every product, by its code.
///
/// # Errors
/// When the database refuses.
pub async fn products(reader: &dyn Reader) -> Result<Vec<Product>, StoreError> {
    let text = "SELECT product, name, product_group, brand FROM products ORDER BY product";
    sql::all(reader, "listing products", text, vec![], |row| {
        Ok(Product {
            product: row.text("product")?,
            name: row.text("name")?,
            product_group: row.text("product_group")?,
            brand: row.text("brand")?,
        })
    })
    .await
}

/// How many products the book knows.
///
/// # Errors
/// When the database refuses.
pub async fn count_products(reader: &dyn Reader) -> Result<u64, StoreError> {
    let text = "SELECT count(*) AS products FROM products";
    let found = sql::one(reader, "counting products", text, vec![], |row| {
        row.count("products")
    })
    .await?;
    Ok(found.unwrap_or(0))
}

fn read_customer(row: &Row) -> Result<ImportCustomer, StoreError> {
    Ok(ImportCustomer {
        customer_key: row.text("customer_key")?,
        code: row.text("code")?,
        name: row.text("name")?,
        registration_number: row.text("registration_number")?,
        vat_number: row.text("vat_number")?,
        city: row.text("city")?,
    })
}
