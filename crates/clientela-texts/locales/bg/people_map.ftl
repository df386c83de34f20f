## Картата на хората: роли, отношение, връзки
buying-role-initiator = инициатор
buying-role-user = потребител
buying-role-influencer = влияещ
buying-role-decider = решаващ
buying-role-buyer = купувач
buying-role-gatekeeper = пазач на входа
attitude-blocker = блокиращ
attitude-opponent = противник
attitude-neutral = неутрален
attitude-supporter = поддръжник
attitude-champion = защитник
attitude-unknown = ? неизвестно
attitude-differs = мненията се различават
attitude-differs-or-unknown = неизвестно или спорно
tie-influences = влияе на
tie-opposes = пречи на
tie-friend = приятел на
tie-former-colleague = бивш колега на
tie-strength-weak = слаба връзка
tie-strength-plain = обичайна връзка
tie-strength-strong = силна връзка
veto-yes = може сам да спре решението
veto-no = не може сам да спре решението
veto-unknown = неизвестно
map-aspect-role = Роля
map-aspect-attitude = Отношение
map-aspect-influence = Влияние
map-aspect-veto = Вето
map-aspect-reports-to = Подчинен на
map-aspect-counterpart = Отсреща
map-aspect-tie = Връзка
map-aspect-place = На картата
map-value-none = няма
map-value-yes = да
map-value-no = не
map-role-covered = говорим с тях
map-role-open = не говорим с тях
map-role-unknown = неизвестно кой е

## Доказателствата
unknown-no-members = неизвестно, не са посочени роли в покупката
unknown-no-roles = неизвестно, не са посочени роли
unknown-influence = неизвестно, влиянието на повече от четирима не е посочено
input-map-members = хора с дума в решението
input-map-vetoes = могат сами да го спрат
input-map-quota = нужна част от тежестта
input-map-attitude = отношение
input-map-influence = влияние
input-map-veto = вето
input-map-chance-no = шанс, ако каже „не“
input-map-chance-yes = шанс, ако каже „да“
input-map-access = доколко достигаме до човека
input-map-blocks = вероятност да откаже и това да обърне решението, най-много
input-map-active = хора, с които сме говорили в последните 90 дни
input-map-turnover = част от хората, които сменят мястото си за година
input-map-threads = на толкова равни контакта се равняват
input-map-main-share = дял на най-честия контакт
missing-map-attitude = отношението на човек с дума в решението
missing-map-influence = влиянието на човек с дума в решението

## Страницата
map-title = Карта на хората
map-lead = { $people ->
    [one] Един човек
   *[other] { $people } души
}, { $unknown ->
    [0] всички са познати.
    [one] от тях един още е неизвестен.
   *[other] от тях { $unknown } още са неизвестни.
} Мненията вижда само екипът на клиента.
map-view = Изглед
map-view-chart = Йерархия
map-view-network = Влияние
map-view-matrix = Матрица
map-view-list = Списък
map-show = За показване
map-add = Добавяне на картата
map-add-lead = Хората с място при клиента са на картата сами. Тук се добавя участник, за когото още не знаете кой е.
map-placeholder-title = Каква длъжност има
map-placeholder-example = ръководител „Логистика“
map-placeholder-add = Добави неизвестен
map-absent = Хора на клиента, които не са на картата
map-put-back = Върни на картата
map-put-back-name = Върни на картата: { $name }
map-past-title = Картата в минал ден
map-past = Картата, каквато е била към { $day }.
map-to-today = Към днес
map-as-of = Към ден
map-as-of-show = Покажи
map-empty = Още няма хора на картата. Започнете с тримата, които решават, ползват и плащат: добавете човек или неизвестен участник с неговата длъжност.
map-legend-line = подчинен на
map-legend-tie = влияе, приятел, бивш колега
map-legend-path = най-топъл път до решението
map-legend-influence = малко и голямо влияние
map-legend-contact = дни от последния контакт · нашият човек
map-proof-proven = доказано
map-proof-stated = твърдяно
map-proof-none = неизвестно
map-zoom = Размер на картата
map-zoom-out = По-малка (-)
map-zoom-in = По-голяма (+)
map-zoom-full = Пълен размер (1)
map-zoom-fit = Цялата (0)
map-drag-help = Хванете карта и я пуснете върху друга. От клавиатурата: стрелките избират карта, интервалът я хваща, стрелките водят до другата, Enter пуска, Esc се отказва.
map-drag-picked = Хванато: $name
map-drag-over = Над: $name
map-drag-gone = Отказано, нищо не е променено
map-list = Списък
map-list-lead = Същата карта като таблица: за четец на екрана, за печат и за копиране.
map-who = Човек и роля
map-evidence = Основание
map-evidence-example = протокол от срещата на 14.11, имейл, думи на Мария
map-evidence-help = Без основание казаното се води твърдяно, не доказано. Пишете само служебни факти: човекът има право да ги прочете.
map-last-contact = Последен контакт
map-never = никога
map-none-short = няма
map-days = { $days ->
    [one] 1 ден
   *[other] { $days } дни
}
map-of-five = { $number } от 5
map-influence-label = влияние { $influence }
map-unknown-person = Неизвестен
map-unknown-titled = Неизвестен: { $title }
map-our-person = наш човек: { $name }
map-drawing = { $name }, карта на хората: { $view }
map-ties = Връзки
map-tie-from = От
map-tie-kind = Връзка
map-tie-to = Към
map-tie-strength = Сила на връзката
map-tie-until = До кога, ако е приключила
map-tie-new = Нова връзка
map-tie-end = Приключи
map-tie-end-name = Приключи връзката: { $tie }
map-since = от { $day }
map-chosen = Избран човек
map-choose = Изберете човек от картата или от списъка.
map-say = Какво знаем
map-judge = Роля, отношение, влияние
map-roles = Роли в покупката
map-move = Подчинен на …
map-nobody-above = никой при този клиент
map-no-counterpart = няма наш човек
map-stale = Остаряло
map-stale-text = мнение отпреди повече от година вече не се брои
map-day = От кога
map-identify = Кой е този човек
map-identify-person = Оказа се, че е
map-still-unknown = още не се знае
map-take-off = Свали от картата
map-how-known = Как знаем?
map-why = Защо
map-nothing-said = За този човек още нищо не е казано.
map-was-mistake = взето назад:
map-take-back = Вземи назад
map-take-back-what = Вземи назад: { $what }
map-saved = Записано на картата
map-taken-back = Взето е назад и вече не се брои
map-single-thread = Един човек държи връзката.
map-single-thread-text = Ако { $name } си тръгне, оставаме без контакт: вероятност { $chance } за година. Запознайте свой колега с още някого.
map-no-thread = С никого не сме говорили в последните 90 дни.
map-no-thread-text = Никоя връзка не е жива: започнете с най-топлия човек.
map-one-unit = Всичките ни контакти са в един отдел.
map-one-unit-text = Ако отделът се промени, губим всичко наведнъж.
map-one-of-us = Само един от нас познава хората.
map-one-of-us-text = { $name } е единственият, който се среща с тях.
map-silent = Мълчи защитник.
map-silent-text = { $more ->
    [0] Отдавна не сме говорили с: { $names }.
   *[other] Отдавна не сме говорили с: { $names } и още { $more }: списъкът показва всички.
}
map-decision = Как може да се реши
map-chance = Шанс решението да мине: { $chance }
map-next = Кого да спечелим първо
map-next-none = Няма кого да спечелим допълнително: посочете роли, отношение и влияние.
map-win = с подкрепата на този човек шансът се вдига от { $no } на { $yes }
map-find-out = първо научете какво мисли: шансът е { $no } при „не“ и { $yes } при „да“
map-way = Път: { $over }
map-blockers = Кой може да спре решението
map-blockers-none = Никой от познатите не може да го спре сам или с тежестта си.
map-blocks-alone = може сам да го спре; вероятност до { $weight } това да обърне решението
map-blocks = вероятност до { $weight } да откаже и това да обърне решението
map-who-decides = Решава
map-coverage = Покритие
map-coverage-lead = С хора в ролите говорим по { $share } от тежестта им.
map-role-people = Кой е
map-role-contact = Контакт в последните 90 дни
map-ours = Кой от нас познава кого
map-ours-theirs = Наши \ техни
map-met = { $times ->
    [0] преди { $days } дни
    [one] 1 път · { $days } дни
   *[other] { $times } пъти · { $days } дни
}
map-nobody-named = без посочен наш човек
map-no-contact = няма контакт
map-shown-lead = Кой кой е
map-shown-back = Към картата с мненията
map-account-empty = Още не е казано кой решава и кой може да спре решението.
map-open = Карта на хората
purchase-title = Как купуват
purchase-lead = Стъпки, критерии, кой решава всяко нещо и кога се прави бюджетът.
purchase-new = Нова покупка
purchase-none = Още не е записано как купува клиентът.
purchase-name = Какво се купува
purchase-name-example = годишен договор за доставки
purchase-budget = Бюджет
purchase-budget-example = приема се всяка година през ноември
purchase-budget-day = Следващото решение за бюджета
purchase-steps = Стъпки
purchase-steps-of = Стъпки: { $name }
purchase-step = Стъпка
purchase-decider = Кой решава
purchase-deadline = Срок
purchase-done = Свършено на
purchase-criteria = Критерии
purchase-criteria-of = Критерии: { $name }
purchase-criterion = Критерий
purchase-weight = Тежест
purchase-weight-help = Тежестите са числа от 1 до 100; делът се смята от сбора им.
purchase-note = Бележка
purchase-remove = Премахни
purchase-removed = Премахнато
field-influence-invalid = Влиянието е число от 1 до 5.
field-reports-to-circle = Така човекът би бил подчинен на себе си. Изберете друг началник.
field-tie-to-oneself = Връзката води към друг човек.
field-tie-ends-before = Връзката свършва преди да е започнала.
field-weight-invalid = Тежестта е цяло число от 1 до 100.
field-too-many-parts = Най-много 40 стъпки и 40 критерия.

## Дневникът и отказите
journal-kind-people-map = картата на
journal-kind-map-placeholder = неизвестен участник при
journal-kind-purchase-process = начина, по който купува
journal-filter-people-map = Карти на хората
journal-stated-people-map = { $who } каза за { $subject } на { $what }: { $value }
journal-taken-back-people-map = { $who } взе назад казаното за { $subject } на { $what }: { $value }
journal-map-stated-import = { $who } добави казаното за хора при внос: { $count }
journal-map-removed-import = { $who } махна казаното за хора при отмяна на внос: { $count }
journal-sample-maps = { $who } зареди картите на хората от примерната фирма: { $count }
journal-field-budget-cycle = бюджета
journal-field-budget-day = деня на решението за бюджета
journal-field-steps = стъпките
journal-field-criteria = критериите
invalid-influence-invalid = Влиянието „{ $value }“ не е число от 1 до 5.
invalid-reports-to-circle = Така човекът би бил подчинен на себе си; изберете друг началник.
invalid-tie-to-oneself = Връзката води към друг човек.
invalid-tie-ends-before = Връзката свършва на { $value }, преди да е започнала.
invalid-weight-invalid = Тежестта „{ $value }“ не е цяло число от 1 до 100.
invalid-too-many-parts = Най-много 40 стъпки и 40 критерия.

## Командният ред
help-people-map = Кой кой е при клиент, как може да се реши и кого да спечелим първо
help-people-map-state = Казва кой е някой: роля, отношение, влияние и така нататък
help-people-map-state--who = Кой: номер, име или длъжност
help-people-map-state--role = Има тази роля: initiator, user, influencer, decider, buyer, gatekeeper
help-people-map-state--not-role = Вече няма тази роля
help-people-map-state--attitude = blocker, opponent, neutral, supporter, champion или unknown
help-people-map-state--influence = От 1 до 5 или unknown
help-people-map-state--veto = Може сам да спре решението: yes, no или unknown
help-people-map-state--reports-to = Подчинен на: номер или име; none за никой
help-people-map-state--counterpart = Кой от нас е срещу него (имейл); none за никой
help-people-map-state--on-map = Дали е на картата: yes или no
help-people-map-state--day = От кога е така (по подразбиране днес)
help-people-map-state--evidence = Откъде се знае
help-people-map-tie = Казва, че двама души са свързани
help-people-map-tie--who = Кой: номер, име или длъжност
help-people-map-tie--kind = influences, opposes, friend или former_colleague
help-people-map-tie--to = Към кого: номер, име или длъжност
help-people-map-tie--strength = weak, plain или strong
help-people-map-tie--ended = Връзката е приключила
help-people-map-tie--until = До кога е била
help-people-map-tie--day = От кога е така (по подразбиране днес)
help-people-map-tie--evidence = Откъде се знае
help-people-map-add = Слага на картата участник, когото още никой не познава
help-people-map-add--title = Длъжността му
help-people-map-add--unit = Отделът му
help-people-map-identify = Казва кой се оказа неизвестният участник
help-people-map-identify--who = Кой: номер или длъжност
help-people-map-identify--person = Човекът: номер или име от картата
help-people-map-take-back = Казаното е грешка: остава записано, но вече не се брои
help-people-map-take-back--id = Казаното
usage-several-people = Името подхожда на няколко души: { $value }. Напишете го цялото или дайте номера.
usage-nothing-said = Не е казано нищо: дайте поне една от опциите --role, --attitude, --influence, --veto, --reports-to, --counterpart, --on-map.

## Файловете с карти на хората
file-kind-people-map = Карти на хората
terminal-people-map = редове от карти на хората
help-import-people-map = Карти на хората: кой кой е при клиентите
help-import-people-map--file = Файлът
help-import-people-map--dry-run = Казва какво би станало и не променя нищо
help-import-people-map--corrected = Отложени по-рано редове, поправени в CSV, за ново пускане
help-import-people-map--on-conflict = За карти на хората не се ползва: казаното вече се пропуска
import-sample-people-map = примерна карта на хората
journal-field-people-map-folder = папката за карти на хората
journal-field-people-map-by = от чие име се внасят картите на хората
journal-field-people-map-on = вземането на карти на хората
record-column-role = Роля
record-column-attitude = Отношение
record-column-influence = Влияние
record-column-veto = Вето
record-column-reports-to = Подчинен на
record-column-tie = Връзка
record-column-tie-to = Връзка с
record-column-strength = Сила на връзката
mapping-missing-person-or-title = човекът или длъжността
missing-person-or-title = човекът или длъжността
set-aside-map-word-unknown = непозната дума за роля, отношение, вето или връзка
remedy-map-word-unknown = Впишете дума от картата на хората, например „решаващ“, „поддръжник“, „влияе на“, или изпразнете клетката.
set-aside-map-self = човекът е свързан със себе си
remedy-map-self = Впишете друг човек като началник или като край на връзката.
set-aside-map-nothing-said = редът не казва нищо за човека
remedy-map-nothing-said = Впишете поне роля, отношение, влияние, началник или връзка.

## Речникът в помощта
term-people-map = Карта на хората
term-people-map-text = Кой кой е в покупката при клиента: роли, отношение, влияние, подчиненост и връзки. Всяко казано има ден, автор и основание; нищо не се изтрива, а грешното се взема назад.
term-attitude = Отношение
term-attitude-text = Какво мисли човекът за нас: от блокиращ (−2) през противник, неутрален и поддръжник до защитник (+2), който говори за нас, когато ни няма. Мнение отпреди повече от година не се брои.
term-single-thread = Един човек държи връзката
term-single-thread-text = Почти всички контакти минават през един човек. Ако той си тръгне, връзката свършва; затова поне двама от нас трябва да познават поне двама от тях.

## Покупките от командния ред
help-purchases = Как купуват клиентите: стъпки, критерии, бюджет
help-purchases-list = Как купува клиентът
help-purchases-add = Записва как клиентът купува нещо
help-purchases-add--name = Какво се купува
help-purchases-add--budget-cycle = Кога и как се прави бюджетът
help-purchases-add--budget-day = Кога се решава следващият; празно, ако не се знае
help-purchases-add--note = Бележка
help-purchases-add--steps = Стъпка, със срока след `=`; дават се всички
help-purchases-add--criteria = Критерий, с тежестта от сто след `=`; дават се всички
help-purchases-set = Променя покупка; което не е дадено, остава, а стъпките и критериите със същите думи пазят кой ги решава
help-purchases-set--id = Покупката
help-purchases-set--name = Какво се купува
help-purchases-set--budget-cycle = Кога и как се прави бюджетът
help-purchases-set--budget-day = Кога се решава следващият; празно, ако не се знае
help-purchases-set--note = Бележка
help-purchases-set--steps = Стъпка, със срока след `=`; дават се всички
help-purchases-set--criteria = Критерий, с тежестта от сто след `=`; дават се всички
help-purchases-done = Стъпка е направена
help-purchases-done--id = Покупката
help-purchases-done--step = Стъпката, с думите ѝ
help-purchases-done--day = Кога (иначе днес)
help-purchases-remove = Маха покупка, записана по грешка; дневникът я връща
help-purchases-remove--id = Покупката

## Мястото на човека в картите, на неговата страница
person-maps = Кой е при клиента
person-map-said = { $roles }; отношение: { $attitude }; влияние: { $influence }
person-map-no-role = без посочена роля
