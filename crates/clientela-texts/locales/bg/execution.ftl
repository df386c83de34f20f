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
execution-failed-shown = Показани са { $shown } от { $count }; всички са във файла.
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
