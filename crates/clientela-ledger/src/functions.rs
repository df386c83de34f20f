//! The one function our plans need beyond DataFusion's own: is a value in a large set?
//!
//! An `IN` list of a hundred thousand documents or customers would be as many expressions for the
//! optimiser to walk through.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow::array::{ArrayRef, AsArray, BooleanArray};
use arrow::datatypes::{DataType, UInt64Type};
use clientela_domain::ports::LineFilter;
use datafusion::error::Result;
use datafusion::logical_expr::{
    ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility, col,
};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

/// True for lines of documents that are not hidden.
pub(crate) fn document_counts(hidden: &[u64]) -> Expr {
    let hidden = hidden.iter().copied().collect();
    membership(
        "document_counts",
        DataType::UInt64,
        Members::HiddenDocuments(hidden),
    )
    .call(vec![col("document")])
}

/// True for lines of the filter's customers; the empty key stands for lines without customer.
pub(crate) fn customer_among(filter: &LineFilter) -> Option<Expr> {
    let customers = filter
        .customers
        .as_ref()?
        .iter()
        .map(|key| key.as_str().into())
        .collect();
    let function = membership(
        "customer_among",
        DataType::Utf8View,
        Members::Customers(customers),
    );
    Some(function.call(vec![col("customer")]))
}

/// True for lines of all customers but these.
pub(crate) fn customer_outside(without: &[String]) -> Option<Expr> {
    if without.is_empty() {
        return None;
    }
    let without = without.iter().map(|key| key.as_str().into()).collect();
    let function = membership(
        "customer_outside",
        DataType::Utf8View,
        Members::OtherCustomers(without),
    );
    Some(function.call(vec![col("customer")]))
}

fn membership(name: &'static str, argument: DataType, members: Members) -> ScalarUDF {
    let signature = Signature::exact(vec![argument], Volatility::Immutable);
    ScalarUDF::new_from_impl(Membership {
        name,
        signature,
        members: Arc::new(members),
    })
}

#[derive(Debug)]
enum Members {
    HiddenDocuments(HashSet<u64, Xxh3DefaultBuilder>),
    Customers(HashSet<Box<str>, Xxh3DefaultBuilder>),
    OtherCustomers(HashSet<Box<str>, Xxh3DefaultBuilder>),
}

#[derive(Debug)]
struct Membership {
    name: &'static str,
    signature: Signature,
    members: Arc<Members>,
}

// Two functions are the same when they share one set; comparing the members would cost more than
// the optimiser could win by it.
impl PartialEq for Membership {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.members, &other.members)
    }
}

impl Eq for Membership {}

impl Hash for Membership {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.members).hash(state);
    }
}

impl ScalarUDFImpl for Membership {
    fn name(&self) -> &str {
        self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arguments: &[DataType]) -> Result<DataType> {
        Ok(DataType::Boolean)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let arrays = ColumnarValue::values_to_arrays(&arguments.args)?;
        Ok(ColumnarValue::Array(Arc::new(self.test(&arrays[0]))))
    }
}

impl Membership {
    fn test(&self, values: &ArrayRef) -> BooleanArray {
        match &*self.members {
            Members::HiddenDocuments(hidden) => {
                let documents = values.as_primitive::<UInt64Type>().values();
                documents
                    .iter()
                    .map(|document| Some(!hidden.contains(document)))
                    .collect()
            }
            Members::OtherCustomers(without) => values
                .as_string_view()
                .iter()
                .map(|customer| Some(!without.contains(customer.unwrap_or_default())))
                .collect(),
            Members::Customers(customers) => values
                .as_string_view()
                .iter()
                .map(|customer| Some(customers.contains(customer.unwrap_or_default())))
                .collect(),
        }
    }
}
