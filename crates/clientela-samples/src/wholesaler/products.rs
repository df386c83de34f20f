//! What the wholesaler sells.

use super::clients::Trade;

/// A product of the catalogue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Product {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) group: Group,
    /// Brands are invented, like everything else.
    pub(super) brand: &'static str,
    pub(super) unit: &'static str,
    /// List price in the last year, euro cents net of VAT.
    pub(super) price_cents: i64,
    /// Cost as a share of the list price, per cent; 0 for goods on commission, whose cost the firm
    /// does not know.
    pub(super) cost_percent: i64,
}

/// A group of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Snacks,
    Drinks,
    Preserves,
    Dairy,
    Staples,
    Household,
    Paper,
    Cosmetics,
}

impl Group {
    /// As the export writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Snacks => "Закуски",
            Self::Drinks => "Напитки",
            Self::Preserves => "Консерви",
            Self::Dairy => "Млечни",
            Self::Staples => "Основни храни",
            Self::Household => "Битова химия",
            Self::Paper => "Хартия",
            Self::Cosmetics => "Козметика",
        }
    }
}

/// Groups a trade buys, the more often named the more often bought.
pub(super) const fn basket(trade: Trade) -> &'static [Group] {
    use Group::{Cosmetics, Dairy, Drinks, Household, Paper, Preserves, Snacks, Staples};
    match trade {
        Trade::Chain => &[
            Drinks, Drinks, Drinks, Snacks, Snacks, Preserves, Preserves, Dairy, Staples,
            Household, Paper, Cosmetics,
        ],
        Trade::Shop => &[
            Snacks, Drinks, Drinks, Preserves, Dairy, Dairy, Staples, Household, Cosmetics,
            Cosmetics,
        ],
        Trade::Hotel => &[
            Drinks, Drinks, Staples, Staples, Dairy, Preserves, Paper, Household,
        ],
        Trade::Wholesaler => &[
            Staples, Staples, Preserves, Preserves, Drinks, Household, Paper,
        ],
        Trade::Bank => &[Drinks, Drinks, Paper, Paper, Household],
    }
}

macro_rules! products {
    ($($code:literal $name:literal $group:ident $brand:literal $unit:literal $price:literal $cost:literal;)+) => {
        /// The catalogue.
        pub(super) const PRODUCTS: &[Product] = &[$(Product {
            code: $code, name: $name, group: Group::$group, brand: $brand, unit: $unit,
            price_cents: $price, cost_percent: $cost,
        }),+];
    };
}

products! {
    "010118" "Солети класически 40 г × 24" Snacks "Хрупчо" "стек" 1240 76;
    "010125" "Бисквити с мед 180 г × 18" Snacks "Медена пътека" "кашон" 2190 74;
    "010132" "Вафла лешник 30 г × 36" Snacks "Хрупчо" "кашон" 1580 73;
    "010149" "Слънчоглед печен 100 г × 20" Snacks "Жарава" "кашон" 1890 78;
    "010156" "Крекери с кашкавал 90 г × 16" Snacks "Хрупчо" "кашон" 1720 75;
    "010163" "Шоколад тъмен 80 г × 20" Snacks "Чернослад" "кашон" 2680 72;
    "010170" "Мюсли с плодове 500 г × 10" Snacks "Росна зора" "кашон" 3150 70;
    "020214" "Сироп малина 500 мл × 12" Drinks "Горски кладенец" "кашон" 2760 71;
    "020219" "Сироп малина 0,5 л ПЕТ × 12" Drinks "Горски кладенец" "кашон" 2480 73;
    "020226" "Минерална вода 0,5 л × 12" Drinks "Бял камък" "стек" 390 80;
    "020233" "Минерална вода 10 л" Drinks "Бял камък" "бр." 165 79;
    "020240" "Лимонада 1,5 л × 6" Drinks "Бистрица Клас" "стек" 610 77;
    "020257" "Айран 300 мл × 20" Drinks "Родопска утрин" "кашон" 1080 80;
    "020264" "Кафе на зърна 1 кг" Drinks "Утринник" "кг" 1640 72;
    "020271" "Чай планински 20 × 1,5 г × 24" Drinks "Билков рид" "кашон" 2050 68;
    "020288" "Сок ябълка 1 л × 12" Drinks "Градинско" "кашон" 1790 76;
    "020295" "Бира светла 0,5 л × 20" Drinks "Меден клас" "каса" 1560 83;
    "030313" "Лютеница едра 560 г × 8" Preserves "Бабина градина" "кашон" 1960 75;
    "030320" "Домати белени 800 г × 12" Preserves "Бабина градина" "кашон" 1640 79;
    "030337" "Кисели краставички 680 г × 8" Preserves "Бабина градина" "кашон" 1420 78;
    "030344" "Царевица 340 г × 12" Preserves "Полски клас" "кашон" 1180 80;
    "030351" "Конфитюр боровинка 360 г × 8" Preserves "Горски кладенец" "кашон" 2130 71;
    "030368" "Риба тон 160 г × 24" Preserves "Морска звезда" "кашон" 3480 81;
    "040412" "Кисело мляко 3,6 % 400 г × 12" Dairy "Родопска утрин" "кашон" 840 84;
    "040429" "Сирене краве 1 кг" Dairy "Родопска утрин" "кг" 590 85;
    "040436" "Кашкавал 400 г × 10" Dairy "Родопска утрин" "кашон" 4260 84;
    "040443" "Масло 125 г × 20" Dairy "Родопска утрин" "кашон" 4480 86;
    "040450" "Прясно мляко 1 л × 12" Dairy "Бяла ливада" "кашон" 1290 87;
    "050511" "Брашно бяло 25 кг" Staples "Златна мелница" "чувал" 1490 88;
    "050528" "Ориз 1 кг × 10" Staples "Златна мелница" "стек" 1560 86;
    "050535" "Слънчогледово олио 10 л" Staples "Слънчево поле" "туба" 1680 89;
    "050542" "Захар 1 кг × 10" Staples "Златна мелница" "стек" 980 91;
    "050559" "Леща 1 кг × 10" Staples "Полски клас" "стек" 2140 84;
    "050566" "Макарони 400 г × 20" Staples "Златна мелница" "кашон" 1420 82;
    "060610" "Препарат за съдове 5 л" Household "Чистодом" "туба" 620 70;
    "060627" "Прах за пране 10 кг" Household "Чистодом" "торба" 1780 73;
    "060634" "Почистващ препарат баня 750 мл × 12" Household "Чистодом" "кашон" 2640 69;
    "060641" "Торби за смет 60 л × 20" Household "Подредено" "кашон" 1860 71;
    "070719" "Тоалетна хартия 8 × 12" Paper "Мека роза" "пакет" 2380 77;
    "070726" "Кухненска ролка 2 × 12" Paper "Мека роза" "пакет" 1690 77;
    "070733" "Салфетки 33 × 33 × 20" Paper "Мека роза" "кашон" 1450 74;
    "070740" "Копирна хартия А4 × 5" Paper "Бял лист" "кашон" 1920 0;
    "080818" "Сапун течен 500 мл × 12" Cosmetics "Лавандулов дол" "кашон" 2290 66;
    "080825" "Шампоан билков 400 мл × 12" Cosmetics "Лавандулов дол" "кашон" 3180 64;
    "080832" "Крем за ръце 75 мл × 24" Cosmetics "Лавандулов дол" "кашон" 3560 62;
    "080849" "Паста за зъби 100 мл × 24" Cosmetics "Снежен дъх" "кашон" 4120 67;
}
