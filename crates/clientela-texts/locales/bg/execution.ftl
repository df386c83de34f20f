## Изпълнение: обещаното срещу направеното
nav-execution = Изпълнение
execution-title = Обещано и изпълнено
execution-of = Обещано и изпълнено: { $name }
execution-lead = Какво обещахме и какво направихме, ред по ред. Неизвестното е неизвестно и не се брои нито за изпълнено, нито за неизпълнено.
execution-definition = Навреме: най-късно { $late ->
    [0] в обещания ден
    [one] един ден след обещания
   *[other] { $late } дни след обещания
} и { $early }. В пълен обем: може да липсват до { $short } от поръчаното. При друго определение резултатът се променя с десетки процентни пункта.
execution-early-any = колкото и по-рано
execution-early-days = { $days ->
    [0] не по-рано от него
    [one] не повече от един ден по-рано
   *[other] не повече от { $days } дни по-рано
}
execution-level-of = { $level } от { $count }
execution-level-of-unknown = { $level } от { $count }, за { $unknown } няма запис
execution-likely = 95 % интервал: { $low } – { $high }
execution-cases = { $count ->
    [one] 1 с настъпил срок
   *[other] { $count } с настъпил срок
}
execution-cases-examined = { $count ->
    [one] 1 прегледана бройка
   *[other] { $count } прегледани бройки
}
execution-cases-complaints = { $count ->
    [one] 1 рекламация
   *[other] { $count } рекламации
}
execution-cases-unknown = { $count ->
    [one] 1 с настъпил срок
   *[other] { $count } с настъпил срок
}, за { $unknown } няма запис
execution-known-only = само от известните: { $share }
execution-empty = Още няма нито един ред с обещан ден. Внесете продажби с колоните „обещана дата“ и „дата на доставка“, или запишете доставка, рекламация или преглед на качеството.
execution-without-promise = { $count ->
    [one] Един ред няма обещан ден и за него нищо не може да се каже.
   *[other] { $count } реда нямат обещан ден и за тях нищо не може да се каже.
}
execution-without-client = без клиент
execution-late = Закъснели
execution-late-count = { $count ->
    [0] няма закъснели
    [one] 1 закъснял ред
   *[other] { $count } закъснели реда
}
execution-timing = { $early } по-рано, { $on_the_day } в деня, { $late } след срока; закъснелите средно с { $mean } дни, най-много с { $max }.
execution-timing-none = { $early } по-рано, { $on_the_day } в деня, нито един след срока.
execution-failed-lines = Редове, които не са както беше обещано
execution-failed-shown = Показани са { $shown } от { $count }; във файла са до 2000, най-закъснелите първи.
execution-no-failed = Няма ред, който да не е както беше обещано.
execution-document = Документ
execution-order = поръчка { $number }
execution-product = Стока
execution-promised = Обещано
execution-delivered = Доставено
execution-days = Дни закъснение
execution-missing = Липсва
execution-moved-to = клиентът го премести за { $day }
execution-by-account = По клиенти
execution-chart = Редове навреме по месеци
execution-chart-title = Дял на редовете навреме по месец на обещания ден
execution-chart-finding = { $count ->
    [0] Средно { $mean }. Нито един месец не е по-лош от това, което прави случайността.
    [one] Средно { $mean }. Един месец е по-лош от това, което прави случайността: { $months }.
   *[other] Средно { $mean }. { $count } месеца са по-лоши от това, което прави случайността: { $months }.
}
execution-chart-few = Средно { $mean }. За граници на случайността са нужни поне три месеца.
execution-chart-mean = средно { $share }
execution-chart-month = Месец
execution-chart-share = Навреме
execution-chart-limits = Граници на случайността
execution-chart-cases = Известни редове
execution-chart-below = под границата
execution-chart-inside = в границите
execution-figures = Числата
execution-why = Как е получено
execution-quality = Качество
execution-quality-none = Няма преброени бройки. Запишете колко са прегледани и колко са дефектни.
execution-complaints = Рекламации
execution-complaints-none = Няма записани рекламации.
execution-complaints-said = { $count ->
    [one] 1 рекламация, отворени { $open }
   *[other] { $count } рекламации, отворени { $open }
}. { $repeated ->
    [0] Нито една не е повторна до 30 дни.
    [one] Една е повторна до 30 дни.
   *[other] { $repeated } са повторни до 30 дни.
}
execution-late-days = Допуска се закъснение, дни
execution-short-percent = Може да липсва, %
execution-sort-note = Първи са клиентите с най-много редове, които не са както беше обещано.
execution-agreements-section = Договорено и изпълнено
execution-to-all = Всичко за изпълнението
execution-export = Редовете, които не са както беше обещано

metric-on-time-lines = Редове навреме
metric-on-time-orders = Поръчки навреме
metric-in-full-lines = Редове в пълен обем
metric-otif-lines = Редове навреме и в пълен обем
metric-otif-orders = Поръчки навреме и в пълен обем
metric-volume-fill = Доставено в срок количество
metric-defects-per-million = Дефектни на милион
metric-complaint-days = Дни до решена рекламация (медиана)
metric-service-attainment = Услуги в срок
dimension-quality = качество
dimension-delivery = доставка
dimension-deadline = срокове
dimension-service = обслужване
line-state-not-due = срокът не е настъпил
line-state-ok = както беше обещано
line-state-fail = не както беше обещано
line-state-unknown = няма запис
term-state-kept = спазено
term-state-at-risk = под риск
term-state-breached = нарушено
term-state-unknown = неизвестно
execution-kind-delivery = доставка
execution-kind-moved = преместен срок
execution-kind-complaint = рекламация
execution-kind-quality = преглед на качеството
execution-kind-service = услуга

## Доказателствата
unknown-nothing-due = нищо не е с настъпил срок
unknown-no-delivery-record = няма запис какво е доставено
unknown-no-quantities = не са известни поръчани и доставени количества
unknown-no-quality-count = никой не е преброил
unknown-no-complaints = няма записани рекламации
unknown-no-complaint-resolved = още нито една не е решена
input-target = договорено
input-chance-of-so-few = вероятност да е случайност
input-as-agreed = както беше обещано
input-not-as-agreed = не както беше обещано
input-not-recorded = с настъпил срок, без запис
input-not-due = с ненастъпил срок
input-units = прегледани бройки
input-defects = дефектни
input-defects-at-most = най-много на милион (95 %, едностранно)
input-complaints = рекламации
input-complaints-open = отворени
input-ordered = поръчано
input-in-window = доставено в срок
input-likely-percent = 95 % интервал, в проценти
input-likely = 95 % интервал
missing-delivery-record = запис какво и кога е доставено
missing-promised-day = обещан ден на редовете без такъв

## Командният ред
usage-percent = „{ $value }“ не е процент; напишете число от 0 до 100

## Записаните събития
execution-events = Записани събития
execution-events-count = { $count ->
    [0] няма записани събития
    [one] едно записано събитие
   *[other] { $count } записани събития
}
execution-events-empty = Тук стои каквото ERP системата не знае: частични доставки, преместени срокове с причината, рекламации, прегледи на качеството, услуги. Запишете първото или внесете файл.
execution-events-withdrawn = и оттеглените
execution-event = Записано събитие
execution-event-new = Запиши събитие
execution-event-lead = Доставка, преместен срок, рекламация, преглед на качеството или услуга. Обещаният пръв ден остава мярката: преместен от клиента срок се брои само с причината.
execution-event-of = { $kind }: { $client }
execution-event-by = Записа { $name }.
execution-event-withdrawn = оттеглено
execution-event-withdraw = Оттегли
execution-event-withdraw-help = Оттегленото остава в книгата и не се брои никъде.
execution-event-reinstate = Върни
execution-event-reinstated = Събитието е върнато
undo-execution-event-written = Събитието е записано.
undo-execution-event-withdrawn = Събитието е оттеглено.
not-now-execution-event-state = Събитието вече не е в това състояние: отворете го отново.
event-kind = Вид
event-day = Ден
event-day-help = При рекламация: кога е подадена.
event-document = Поръчка или документ №
event-what = Стока или услуга
event-class = Причина на рекламацията
event-days = Дни
event-requested-day = Поискано за
event-promised-day = Обещано за
event-promised-help = При преместен срок: новият ден.
event-done-day = Изпълнено на
event-done-help = При рекламация: кога е решена; празно, докато е отворена.
event-quantities = Количества
event-ordered = Поръчано
event-delivered = Доставено
event-delivered-help = При преглед на качеството: колко цели бройки са прегледани.
event-received = Прието от клиента
event-defects = Дефектни бройки
event-moved-by = Кой премести срока
event-reason = Причина
event-reason-help = Без причина преместеният срок се брои за наш.
event-note = Бележка
field-whole-units = Впишете цяло число прегледани бройки, по-голямо от нула.
field-defects-too-many = Дефектните не може да са повече от прегледаните.
invalid-whole-units = Впишете цяло число прегледани бройки, по-голямо от нула.
invalid-defects-too-many = Дефектните не може да са повече от прегледаните.

## Дневникът
journal-kind-execution-event = записано изпълнение при
journal-filter-execution-event = Изпълнение
journal-withdrawn-execution-event = { $who } оттегли { $what }
journal-reinstated-execution-event = { $who } възстанови { $what }
journal-executions-created = { $who } добави { $count ->
    [one] едно събитие за изпълнение
   *[other] { $count } събития за изпълнение
} при внос
journal-executions-removed = { $who } махна { $count ->
    [one] едно събитие за изпълнение
   *[other] { $count } събития за изпълнение
} при отмяна на внос
journal-sample-executions = { $who } зареди изпълнението на примерната фирма: { $count }
journal-field-execution-kind = вида
journal-field-class = причината на рекламацията
journal-field-requested-day = поискания ден
journal-field-promised-day = обещания ден
journal-field-done-day = деня на изпълнение
journal-field-ordered = поръчаното
journal-field-delivered = доставеното
journal-field-received = приетото
journal-field-defects = дефектните
journal-field-moved-by = кой е преместил срока
journal-field-executions-folder = папката за изпълнение
journal-field-executions-by = от чие име се внася изпълнение
journal-field-executions-on = приемането на изпълнение

## Файловете
file-kind-executions = Изпълнение
terminal-executions = изпълнение
import-report-executions = Към изпълнението
import-sample-executions = примерно изпълнение
help-import-executions = Изпълнение: доставки, преместени срокове, рекламации, качество, услуги
help-import-executions--file = Файлът
help-import-executions--dry-run = Казва какво би станало и не променя нищо
help-import-executions--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-executions--on-conflict = Какво важи, когато файлът казва друго от записаното от хора: `ask` отлага реда, `keep` пази книгата, `replace` взема файла
record-column-execution-kind = Вид събитие
record-column-class = Причина за рекламация
record-column-requested-day = Поискано за
record-column-promised-day = Обещано за
record-column-done-day = Изпълнено на
record-column-ordered = Поръчано
record-column-delivered = Доставено
record-column-received = Прието
record-column-defects = Дефектни
record-column-moved-by = Кой премести срока
mapping-missing-execution-kind = вид събитие
missing-execution-kind = видът на събитието
set-aside-execution-word-unknown = непозната дума за вид събитие или за това кой е преместил срока
remedy-execution-word-unknown = Впишете „доставка“, „преместен срок“, „рекламация“, „качество“ или „услуга“, а за преместения срок „ние“ или „клиентът“.
set-aside-execution-impossible = липсва нещо, без което събитието не значи нищо, или не се връзва
remedy-execution-impossible = Преместеният срок иска документ, нов ден и кой го е преместил; качеството иска прегледани и дефектни бройки; рекламацията не се решава, преди да е подадена.

help-execution-events = Каквото е записано за изпълнението, едно по едно
help-execution-events-list = Записаното, последното първо
help-execution-events-add = Записва доставка, преместен срок, рекламация, преглед на качеството или услуга
help-execution-events-change = Променя записаното
help-execution-events-withdraw = Оттегля записаното по грешка
help-execution-events-reinstate = Връща оттегленото
help-execution-events-list--kind = Само `delivery` (доставка), `moved` (преместен срок), `complaint` (рекламация), `quality` (качество) или `service` (услуга)
help-execution-events-list--withdrawn = И оттеглените
help-execution-events-list--limit = Най-много толкова
help-execution-events-add--kind = `delivery` (доставка), `moved` (преместен срок), `complaint` (рекламация), `quality` (качество) или `service` (услуга)
help-execution-events-add--day = Кога е отбелязано, а рекламация кога е подадена (по подразбиране днес)
help-execution-events-add--document = Номер на поръчката или документа
help-execution-events-add--what = Стоката, услугата
help-execution-events-add--class = За какво е рекламацията
help-execution-events-add--requested = Денят, който клиентът е поискал
help-execution-events-add--promised = Обещаният ден; при преместен срок новият ден
help-execution-events-add--done = Денят на изпълнение; при рекламация денят, в който е решена
help-execution-events-add--ordered = Поръчано количество
help-execution-events-add--delivered = Доставено количество; при преглед на качеството прегледаните бройки
help-execution-events-add--received = Количество, прието от клиента
help-execution-events-add--defects = Дефектни бройки
help-execution-events-add--moved-by = Кой премести срока: `us` (ние) или `them` (клиентът)
help-execution-events-add--reason = Защо; без причина преместеният срок се брои за наш
help-execution-events-add--note = Бележка
help-execution-events-change--day = Кога е отбелязано, а рекламация кога е подадена (по подразбиране днес)
help-execution-events-change--document = Номер на поръчката или документа
help-execution-events-change--what = Стоката, услугата
help-execution-events-change--class = За какво е рекламацията
help-execution-events-change--requested = Денят, който клиентът е поискал
help-execution-events-change--promised = Обещаният ден; при преместен срок новият ден
help-execution-events-change--done = Денят на изпълнение; при рекламация денят, в който е решена
help-execution-events-change--ordered = Поръчано количество
help-execution-events-change--delivered = Доставено количество; при преглед на качеството прегледаните бройки
help-execution-events-change--received = Количество, прието от клиента
help-execution-events-change--defects = Дефектни бройки
help-execution-events-change--moved-by = Кой премести срока: `us` (ние) или `them` (клиентът)
help-execution-events-change--reason = Защо; без причина преместеният срок се брои за наш
help-execution-events-change--note = Бележка
help-execution-events-change--id = Събитието
help-execution-events-withdraw--id = Събитието
help-execution-events-reinstate--id = Събитието
on-time-title = Кога е навреме
on-time-lead = По това се съди за редовете на страницата на изпълнението и в терминала, когато никой не поиска друго.
on-time-help = Мери се спрямо първия потвърден ден. Празно при „по-рано“ означава колкото и да е. Клауза на споразумение може да има свое определение.
execution-early-allowed = Допуска се по-рано, дни
journal-setting-on-time = кога е навреме
field-window-days-invalid = Напишете цяло число дни от 0 до 365.
invalid-window-days-invalid = { $value } не е цяло число дни от 0 до 365.
help-settings-on-time = Кога ред е навреме и изцяло; с даденото се променя
help-settings-on-time--late-days = Дни след обещания ден, или `none`
help-settings-on-time--early-days = Дни преди него, или `none` за колкото и да е
help-settings-on-time--short-percent = Процент от поръчаното, който може да липсва, или `none`
