## Файлове с позиции на конкуренти, покупки на клиенти и заплахи
file-kind-positions = Позиции на конкуренти
terminal-positions = позиции
import-report-positions = Към позициите
import-sample-positions = примерни позиции на конкуренти
import-needs-positions = Клиент, конкурент, продуктова група, откъде е известно и кога е наблюдавано. Полезни са още дял от и до в проценти, цена спрямо нашата (нашата е 100), кога изтича договорът. Непознат конкурент се записва сам.
help-import-positions = Къде стоят конкурентите при клиентите: група, дял, цена, докога
help-import-positions--file = Файлът
help-import-positions--dry-run = Казва какво би станало и не променя нищо
help-import-positions--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-positions--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
journal-positions-created = { $who } добави { $count ->
    [one] една позиция на конкурент
   *[other] { $count } позиции на конкуренти
} с внасяне
journal-positions-removed = { $who } махна { $count ->
    [one] една позиция на конкурент
   *[other] { $count } позиции на конкуренти
} при отмяна на внасяне
journal-field-positions-folder = папката за позиции на конкуренти
journal-field-positions-by = от чие име се внасят позиции на конкуренти
journal-field-positions-on = вземането на позиции на конкуренти
file-kind-purchases = Покупки на клиенти
terminal-purchases = оценки
import-report-purchases = Към покупките
import-sample-purchases = примерни покупки на клиенти
import-needs-purchases = Клиент, период (2026, 2026-Q2, 2026-04 или 2026-01-15..2026-03-31), най-малко за колко купува и откъде е известно. Полезни са още продуктова група, най-много, валута, сигурност. Точна сума се пише и в двете граници.
help-import-purchases = Колко купуват клиентите общо, от нас и от други
help-import-purchases--file = Файлът
help-import-purchases--dry-run = Казва какво би станало и не променя нищо
help-import-purchases--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-purchases--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
journal-purchases-created = { $who } добави { $count ->
    [one] една оценка на покупки
   *[other] { $count } оценки на покупки
} с внасяне
journal-purchases-removed = { $who } махна { $count ->
    [one] една оценка на покупки
   *[other] { $count } оценки на покупки
} при отмяна на внасяне
journal-field-purchases-folder = папката за покупки на клиенти
journal-field-purchases-by = от чие име се внасят покупки на клиенти
journal-field-purchases-on = вземането на покупки на клиенти
file-kind-threats = Заплахи
terminal-threats = заплахи
import-report-threats = Към заплахите
import-sample-threats = примерни заплахи
import-needs-threats = Клиент и какво може да се случи. Полезни са още вид (цена, условия, капацитет), вероятност и въздействие от 1 до 5, какво е подготвено, по какво ще личи.
help-import-threats = Какво заплашва работата с клиентите и какво е подготвено
help-import-threats--file = Файлът
help-import-threats--dry-run = Казва какво би станало и не променя нищо
help-import-threats--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-threats--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
journal-threats-created = { $who } добави { $count ->
    [one] една заплаха
   *[other] { $count } заплахи
} с внасяне
journal-threats-removed = { $who } махна { $count ->
    [one] една заплаха
   *[other] { $count } заплахи
} при отмяна на внасяне
journal-field-threats-folder = папката за заплахи
journal-field-threats-by = от чие име се внасят заплахи
journal-field-threats-on = вземането на заплахи
journal-competitors-removed = { $who } махна { $count ->
    [one] един конкурент
   *[other] { $count } конкурента
} при отмяна на внасяне
record-column-competitor = Конкурент
record-column-product-group = Продуктова група
record-column-share-low = Дял от, %
record-column-share-high = Дял до, %
record-column-price-index = Цена (нашата е 100)
record-column-contract-end = Договорът изтича
record-column-since = Стои там от
record-column-known-from = Откъде е известно
record-column-period = Период
record-column-amount-low = Купува най-малко
record-column-amount-high = Купува най-много
record-column-confidence = Сигурност, %
record-column-threat-kind = Вид заплаха
record-column-likelihood = Вероятност (1–5)
record-column-severity = Въздействие (1–5)
record-column-prepared = Какво е подготвено
record-column-early-sign = По какво ще личи
record-column-review-day = Следващ преглед
mapping-missing-competitor = конкурент
missing-competitor = конкурентът
mapping-missing-product-group = продуктова група
missing-product-group = продуктовата група
mapping-missing-known-from = откъде е известно
missing-known-from = откъде е известно
mapping-missing-period = период
missing-period = периодът
mapping-missing-amount-low = най-малко за колко купува
missing-amount-low = най-малко за колко купува
mapping-missing-threat = какво може да се случи
missing-threat = какво може да се случи
set-aside-market-word-unknown = непозната дума
remedy-market-word-unknown = Източникът е „клиентът“, „публично“, „видяно“ или „чуто от други“; за покупки „каза го клиентът“, „публикувани отчети“, „норма“ или „видяно у други“. Степените са от 1 до 5. Видът заплаха е „цена“, „условия“, „капацитет“ или „друго“, състоянието – „следи се“, „настъпила“ или „отминала“.
set-aside-source-is-competitor = конкурентът не е източник
remedy-source-is-competitor = Цени не се обменят с конкуренти. Напишете откъде другаде е известно, или оставете реда настрана.
set-aside-period-unread = периодът не се чете
remedy-period-unread = Напишете година, тримесечие (2026-Q2), месец (2026-04) или два дни (2026-01-15..2026-03-31).
set-aside-ends-impossible = границите не се връзват
remedy-ends-impossible = Горната граница не е под долната, а дял е най-много 100 %.
set-aside-cell-missing = празна клетка, която трябва да каже нещо
remedy-cell-missing = Попълнете клетката.
