//! What a user says about a sales file: options of the command line, fields of the wizard, a map file.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::CampaignId;
use clientela_domain::records::{FileKind, RecordColumn};
use clientela_domain::sales::column::Column;
use clientela_domain::sales::format::{DateOrder, FormatChoices};
use clientela_domain::sales::overlap::ConflictDecision;
use clientela_domain::sales::table_file::TableOptions;
use clientela_domain::sales::values::DecimalMark;
use serde::{Deserialize, Serialize};

use crate::error::Refusal;

/// What to do with a document that is already in the book with other lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnConflict {
    /// Set the later one aside and ask.
    #[default]
    Ask,
    /// Keep what is in the book.
    Keep,
    /// The later one replaces it.
    Replace,
    /// Both count.
    Both,
}

/// Everything a user may settle; what is left out is detected or proved by the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportOptions {
    /// What the file brings.
    #[serde(with = "kind_code", skip_serializing_if = "is_sales")]
    pub kind: FileKind,
    /// Canonical column and header, in any order; empty when columns are recognised.
    pub columns: Vec<(String, String)>,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// `comma` or `dot`.
    pub decimal: Option<String>,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Currency of lines that do not say theirs.
    pub file_currency: Option<String>,
    /// VAT rate in percent that takes gross amounts to net when the file has no VAT.
    pub gross_vat_rate: Option<String>,
    /// See [`OnConflict`].
    pub on_conflict: OnConflict,
    /// Id of the campaign by which prospects came whose way the file does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<String>,
}

/// Options of sales stand without their kind, as they did before there were others.
fn is_sales(kind: &FileKind) -> bool {
    *kind == FileKind::Sales
}

/// The kind of a file by its code.
mod kind_code {
    use clientela_domain::records::FileKind;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over references"
    )]
    pub(super) fn serialize<S: Serializer>(
        kind: &FileKind,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kind.code())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<FileKind, D::Error> {
        let code = String::deserialize(deserializer)?;
        FileKind::from_code(&code).ok_or_else(|| serde::de::Error::custom("unknown kind of file"))
    }
}

impl OnConflict {
    /// What holds for documents nobody decided about; `None` asks.
    #[must_use]
    pub const fn decision(self) -> Option<ConflictDecision> {
        match self {
            Self::Ask => None,
            Self::Keep => Some(ConflictDecision::Keep),
            Self::Replace => Some(ConflictDecision::Replace),
            Self::Both => Some(ConflictDecision::Both),
        }
    }
}

#[derive(Deserialize, Serialize, Default)]
#[serde(deny_unknown_fields, default)]
struct MapFile {
    columns: toml::Table,
    format: MapFileFormat,
}

#[derive(Deserialize, Serialize, Default)]
#[serde(deny_unknown_fields, default)]
struct MapFileFormat {
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delimiter: Option<char>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_order: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
}

impl ImportOptions {
    /// Reads a map file (`[columns]` canonical name = header, `[format]`) under these options:
    /// what is already set wins over the file.
    ///
    /// # Errors
    /// When the text is no such file or names an unknown column.
    pub fn with_map_file(mut self, text: &str) -> Result<Self, Refusal> {
        let invalid = |code: &'static str, value: &str| Refusal::OptionInvalid {
            option: "--map",
            code,
            value: value.to_owned(),
        };
        let map: MapFile =
            toml::from_str(text).map_err(|error| invalid("map-unreadable", error.message()))?;
        for (column, header) in map.columns {
            let known = match self.kind {
                FileKind::Sales => Column::from_name(&column).is_some(),
                kind => RecordColumn::from_name(&column)
                    .is_some_and(|column| kind.columns().contains(&column)),
            };
            if !known {
                return Err(invalid("no-column", &column));
            }
            let Some(header) = header.as_str() else {
                return Err(invalid("header-not-text", &column));
            };
            self.columns.push((column, header.to_owned()));
        }
        self.encoding = self.encoding.or(map.format.encoding);
        self.delimiter = self.delimiter.or(map.format.delimiter);
        self.decimal = self.decimal.or(map.format.decimal);
        self.date_order = self.date_order.or(map.format.date_order);
        self.sheet = self.sheet.or(map.format.sheet);
        self.file_currency = self.file_currency.or(map.format.currency);
        Ok(self)
    }

    /// The map file that says the same as these options.
    #[must_use]
    pub fn to_map_file(&self) -> String {
        let columns = self
            .columns
            .iter()
            .map(|(column, header)| (column.clone(), toml::Value::String(header.clone())))
            .collect();
        let format = MapFileFormat {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            decimal: self.decimal.clone(),
            date_order: self.date_order.clone(),
            sheet: self.sheet.clone(),
            currency: self.file_currency.clone(),
        };
        toml::to_string(&MapFile { columns, format }).unwrap_or_default()
    }

    /// What the file reader needs to know.
    #[must_use]
    pub fn table_options(&self) -> TableOptions {
        TableOptions {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            sheet: self.sheet.clone(),
        }
    }

    /// The decimal mark the user named.
    ///
    /// # Errors
    /// When it is neither `comma` (or `,`) nor `dot` (or `.`).
    pub fn decimal_mark(&self) -> Result<Option<DecimalMark>, Refusal> {
        match self.decimal.as_deref() {
            None | Some("") => Ok(None),
            Some("comma" | ",") => Ok(Some(DecimalMark::Comma)),
            Some("dot" | ".") => Ok(Some(DecimalMark::Dot)),
            Some(other) => Err(Refusal::OptionInvalid {
                option: "--decimal",
                code: "no-decimal-mark",
                value: other.to_owned(),
            }),
        }
    }

    /// The order of day, month and year the user named.
    ///
    /// # Errors
    /// When it is none of `dmy`, `mdy`, `ymd`.
    pub fn named_date_order(&self) -> Result<Option<DateOrder>, Refusal> {
        match self.date_order.as_deref() {
            None | Some("") => Ok(None),
            Some(code) => {
                DateOrder::from_code(code)
                    .map(Some)
                    .ok_or_else(|| Refusal::OptionInvalid {
                        option: "--date-order",
                        code: "no-date-order",
                        value: code.to_owned(),
                    })
            }
        }
    }

    /// The VAT rate the user named, in ten-thousandths of one.
    ///
    /// # Errors
    /// When it is not a percentage between 0 and 100 with at most two decimals.
    pub fn named_vat_rate(&self) -> Result<Option<i64>, Refusal> {
        let Some(text) = self
            .gross_vat_rate
            .as_deref()
            .filter(|text| !text.is_empty())
        else {
            return Ok(None);
        };
        // A percentage at scale 4 is a hundred times the rate in ten-thousandths of one.
        Amount::parse(&text.replace(',', "."))
            .map(Amount::units)
            .filter(|units| (0..=1_000_000).contains(units) && units % 100 == 0)
            .and_then(|units| i64::try_from(units / 100).ok())
            .map(Some)
            .ok_or_else(|| Refusal::OptionInvalid {
                option: "--gross-vat-rate",
                code: "no-percentage",
                value: text.to_owned(),
            })
    }

    /// What the user settled about the format.
    ///
    /// # Errors
    /// When an option cannot be understood.
    pub fn format_choices(&self) -> Result<FormatChoices, Refusal> {
        Ok(FormatChoices {
            decimal: self.decimal_mark()?,
            date_order: self.named_date_order()?,
            gross_vat_rate: self.named_vat_rate()?,
        })
    }

    /// The campaign by which prospects came whose way the file does not say.
    ///
    /// # Errors
    /// When it is no id, or the file is not of prospects.
    pub fn named_campaign(&self) -> Result<Option<CampaignId>, Refusal> {
        let Some(text) = self.campaign.as_deref().filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        let invalid = |code| Refusal::OptionInvalid {
            option: "--campaign",
            code,
            value: text.to_owned(),
        };
        if self.kind != FileKind::Prospects {
            return Err(invalid("campaign-of-prospects-alone"));
        }
        let campaign = CampaignId::parse(text);
        campaign.map(Some).ok_or_else(|| invalid("no-campaign"))
    }

    /// The currency of lines that do not say theirs.
    ///
    /// # Errors
    /// When the code is not three letters.
    pub fn named_currency(&self) -> Result<Option<Currency>, Refusal> {
        match self.file_currency.as_deref() {
            None | Some("") => Ok(None),
            Some(code) => {
                Currency::from_code(code)
                    .map(Some)
                    .ok_or_else(|| Refusal::OptionInvalid {
                        option: "--file-currency",
                        code: "no-currency",
                        value: code.to_owned(),
                    })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_file_goes_there_and_back_and_options_win_over_it() {
        let text = "[columns]\ncustomer_name = \"Country\"\n[format]\ndecimal = \"dot\"\ncurrency = \"USD\"\n";
        let options = ImportOptions {
            decimal: Some("comma".into()),
            ..ImportOptions::default()
        };
        let options = options.with_map_file(text).expect("a valid map");
        assert_eq!(
            options.columns,
            [("customer_name".to_owned(), "Country".to_owned())]
        );
        assert_eq!(options.decimal.as_deref(), Some("comma"));
        assert_eq!(options.file_currency.as_deref(), Some("USD"));
        let again = ImportOptions::default()
            .with_map_file(&options.to_map_file())
            .expect("its own map");
        assert_eq!(again, options);
    }

    #[test]
    fn an_unknown_column_in_a_map_is_named() {
        let refusal = ImportOptions::default()
            .with_map_file("[columns]\nclient = \"X\"\n")
            .unwrap_err();
        assert!(
            refusal.to_string().contains("no-column: client"),
            "{refusal}"
        );
    }
}
