## The five criteria
criterion-volume = Купува голям обем
criterion-purchasing-policy = Има политика за покупки
criterion-selection-bodies = Има органи за избор и покупка
criterion-market-power = Има пазарна мощ
criterion-professionalism = Работи по строги правила
question-volume = Колко може да купува на година?
question-purchasing-policy = Има ли собствена политика за закупуване?
question-selection-bodies = Има ли комисия или хора, които избират доставчиците?
question-market-power = Налага ли условията на преговори, плащане и гаранции?
question-professionalism = Работи ли по строги правила и добра организация?
answer-yes = да
answer-partly = отчасти
answer-no = не
answer-unknown = не знам
answer-by-cues = според признаците по-долу

## Signs people tick
cue-supplier-code = код на доставчик
cue-tender-rules = правила за търгове
cue-frame-contract = годишен рамков договор
cue-category-strategy = стратегия по категории
cue-central-contract = централен договор с местни заявки
cue-buying-committee = комисия за покупки
cue-category-managers = категорийни мениджъри
cue-supplier-portal = портал за доставчици
cue-audits = одити при доставчика
cue-approved-suppliers = списък на одобрени доставчици
cue-stricter-specification = изискванията растат спрямо миналата година
cue-own-contract-form = договорът е по техен образец
cue-longer-payment = плащане по-късно от нашия срок
cue-retro-bonus = ретро бонус
cue-listing-fee = такса листинг
cue-penalty-clauses = неустойки
cue-bank-guarantees = банкова гаранция
cue-price-match = искане за изравняване на цена
cue-scorecards = оценъчни карти за доставчици
cue-electronic-interchange = електронен обмен (EDI)
cue-delivery-windows = твърди часове за доставка
cue-agenda-and-minutes = писмен дневен ред и протоколи
cue-few-order-errors = малко грешки в поръчките

## Answering in place
answer-open = Отговори
answer-change = Промени отговора
answer-legend = Отговор
answer-cues-found = Видени признаци
answer-cues-help = Три видени признака значат „да“, един или два „отчасти“, поне четири проверени и нито един видян „не“.
answer-cues-checked = Проверих и останалите: няма ги
answer-evidence = Доказателство
answer-evidence-help = Без доказателство отговорът остава твърдение и не влиза в оценката.
answer-missing = Изберете отговор или отметнете видяните признаци.
answer-link = Връзка
answer-file = Документ
answer-file-keep = Остава „{ $name }“
answer-file-help = Договор, протокол, снимка, до 25 МБ. Пази се при книгата и се отваря оттук.
answer-figure = Число
answer-figure-help = Например: 60 дни, 3 %, 12 обекта.
answer-day = Към дата
answer-confidence = Колко сигурно
confidence-high = видяно
confidence-medium = от човек, който знае
confidence-low = по слухове
answer-save = Запази отговора
evidence-said = { $author }, { $day }, { $confidence }
criterion-volume-computed = Смята се от книгата на продажбите и от посочения възможен обем.
score-bar-label = доказано { $proven }, твърдяно още { $stated }, най-много { $high }, праг { $threshold }
criterion-bar-label = { $criterion }: { $state }

## How do we know
why-title = Присъда „{ $verdict }“: { $score } при праг { $threshold }
why-rule = правило
why-rule-score = сбор от тежест × отговор, разделен на сбора от тежестите; неотговореното се брои и като 0, и като 1
why-profile = профил
why-missing = липсва
why-effect = { $name }, стеснява с { $effect }
why-oldest = най-старо
why-source-ledger = книга на продажбите
why-source-setting = настройка
why-volume-facts = { $revenue }, { $share } от продажбите, място { $rank }, клас { $class } · книга на продажбите, { $lines }

## Profiles
profile-equal = Равни тежести
profile-sales = Продажби
profile-purchasing = Покупки

## The list of key clients
key-lead = Кои клиенти са ключови от три гледни точки и кой въпрос решава за останалите.
key-finding = { $key ->
    [one] { $key } ключов клиент носи
   *[other] { $key } ключови клиенти носят
    } { $share } от продажбите; за { $undecided ->
    [one] още { $undecided } от клас А липсват отговори
   *[other] още { $undecided } от клас А липсват отговори
    }.
key-finding-none = Още няма доказан ключов клиент. Отговорете на въпросите за най-големите: { $undecided ->
    [one] { $undecided } от клас А чака
   *[other] { $undecided } от клас А чакат
    }.
key-table = Ключови клиенти по профили
key-next-question = Следващ въпрос
key-next-none = всичко е отговорено
key-show-all = Всички клиенти
key-show-some = Само ключовите и неясните от клас А
key-sort-profile = Гледна точка
key-empty = Ключовите клиенти се виждат след първия внос на продажби.
