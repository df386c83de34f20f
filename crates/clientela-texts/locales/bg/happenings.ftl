## Areas
nav-home = Начало
nav-activity = Хроника
nav-next-steps = Следващи стъпки
nav-add = Запиши
choose = Изберете

## Kinds of what happened
kind-call = Обаждане
kind-visit = Посещение
kind-email = Имейл
kind-meeting = Среща
kind-fair = Изложение
kind-seminar = Семинар
kind-message = Съобщение
kind-observation = Наблюдение
kind-note = Бележка
kind-next-step = Свършена стъпка
kind-next-step-dropped = Отпаднала стъпка
kind-status = Присъда
kind-first-sale = Първа покупка
direction-in = те към нас
direction-out = ние към тях
mood-very-good = много добре
mood-good = добре
mood-even = нито добре, нито зле
mood-bad = зле
mood-very-bad = много зле
happening-minutes = { $count ->
    [one] { $count } минута
   *[other] { $count } минути
    }
happening-ours = от нас: { $names }
happening-author = записа { $name }
happening-private = лично
happening-edit = Промени
happening-delete = Изтрий

## Timeline
account-timeline = Хроника
timeline-whole = Цялата хроника с филтри
timeline-more = По-ранни
timeline-none = Още нищо не е записано. Запишете последния разговор: следващият започва от него.
activity-of = Хроника: { $name }
activity-words = Думи
activity-kind = Вид
activity-author = Записал
activity-by-me = аз
activity-mentions = споменават ме
activity-from = От
activity-to = До
activity-day = Ден
activity-text = Текст
activity-people = Хора на клиента
activity-users = Наши хора
activity-minutes = Минути
activity-none-match = Нищо не отговаря на този филтър. Махнете условие или опитайте с друга дума.
activity-empty-title = Тук ще стои всичко, което се е случило
activity-empty-text = Обаждания, посещения, срещи и бележки от цялата фирма, подредени по ден. Започнете с един ред за днес.
activity-newest = Най-новите
activity-earlier = По-ранни

## Forms of interactions and notes
interaction-new = Запиши контакт
interaction-title = Контакт
interaction-kind = Как
interaction-day = Кога
interaction-direction = Кой започна
interaction-duration = Минути
interaction-mood = Как мина
interaction-asked = Питахте ли: кого още познавате?
interaction-summary = Какво се каза и реши
interaction-summary-help = С @име споменавате колега, с #клиент друг клиент.
interaction-people = Хора на клиента
interaction-users = Наши хора
interaction-step = Следваща стъпка
interaction-save = Запиши контакта
interaction-all-fields = Всички полета
interaction-saved = Записано.
private-check = Лично: вижда го само авторът, дори администраторът не го вижда
note-new = Добави бележка
note-title = Бележка
note-text = Бележка
note-text-help = С @име споменавате колега, с #клиент друг клиент.
note-save = Запази бележката
note-saved = Бележката е записана.
day-placeholder-behind = днес, вчера, 24.11
day-placeholder-ahead = утре, пт, +3д, 24.11

## Files
files-title = Файлове
files-none = Няма файлове.
file-add = Файл, най-много 50 МБ
file-send = Добави файла
file-remove = Махни
file-saved = Файлът е добавен.
file-missing = Изберете файл.
attachment-too-large = Файлът е над 50 МБ. Дръжте го на сървъра за файлове и запишете къде е.
file-too-many = Тук вече има 50 файла. Махнете ненужен.

## Next steps
steps-headline = { $count ->
    [one] { $count } стъпка
   *[other] { $count } стъпки
    }
steps-headline-many = поне { $count } стъпки
steps-mine = моите
steps-nobodys = без отговорник
steps-none-of-client = Няма следваща стъпка. Клиент без следваща стъпка лесно се забравя.
steps-empty-title = Няма открити стъпки
steps-empty-text = Следващата стъпка казва какво, докога и кой. Изберете клиент и запишете първата.
steps-empty-call = Клиенти без следваща стъпка
steps-none-match = Никоя стъпка не отговаря на този филтър.
step-new = Нова стъпка
step-title = Следваща стъпка
step-what = Какво
step-due = Докога
step-owner = Кой
step-person = С кого
step-nobody = никого поименно
step-state = Състояние
step-state-open = открита
step-state-done = свършена
step-state-dropped = отпаднала
step-undated = без срок
step-save = Запази стъпката
step-saved = Стъпката е записана.
step-done = Свършено
step-drop = Отпада
step-reopen = Отвори пак
step-reopened = Стъпката пак е открита.
step-more = Още действия
step-move = Премести
step-move-to = Премести за
step-moved = Стъпката е преместена.
step-overdue = просрочена
due-overdue = Просрочени
due-today = Днес
due-week = Следващите шест дни
due-later = По-късно
due-undated = Без срок
due-closed = Приключени

## Taking back
undo-closed = Стъпката е приключена.
undo-step-removed = Стъпката е в кошчето.
undo-interaction-removed = Контактът е в кошчето.
undo-note-removed = Бележката е в кошчето.
undo-file-removed = Файлът е махнат.

## Silences and the rhythm of contacts
silence-title = Как знаем колко време мълчим?
silence-never-met = няма записан контакт
silence-never-met-short = няма контакт
silence-days = { $days } дни от последния контакт
silence-days-short = контакт преди { $days } дни
silence-days-of-rhythm = мълчание { $days } дни при ритъм { $rhythm }
silence-longer = Мълчим по-дълго, отколкото сме решили.
silence-why-contact = Последният записан контакт е от { $day }.
silence-why-contact-between = Последният записан контакт е между { $from } и { $to }; точният ден не е известен.
silence-why-no-contact = Никой не е записал контакт с този клиент, затова не знаем колко време мълчим.
silence-why-rhythm = Ритъмът е { $days } дни: { $source }.
silence-why-no-rhythm = За този клиент не е определен ритъм, затова никога не закъснява.
silence-why-counts = Броят се обаждания, посещения, писма, срещи и съобщения; наблюденията и личните записи не се броят.
rhythm-source-account = определен за самия клиент
rhythm-source-key = за ключови клиенти
rhythm-source-class = за клас { $class }
rhythm-link = Ритъм на контактите
rhythm-title = Ритъм на контактите
rhythm-lead = Колко дни най-много да минават между два контакта. Който мълчи по-дълго, излиза на началната страница и се предлага за седмицата.
rhythm-clients = Клиенти
rhythm-prospects = Потенциални клиенти
prospect-class-promising = Може да стане клиент
prospect-class-contacted = Говорили сме
prospect-class-new = Ново име
prospect-class-cold = Нещо липсва
rhythm-key = Ключови клиенти
rhythm-a = Клас А
rhythm-b = Клас Б
rhythm-c = Клас В
rhythm-asking = Без нова молба за име
rhythm-unit = дни
rhythm-help = Празно поле значи без ритъм. Ритъм, определен за самия клиент, е пред тези. Който е бил помолен за име или е дал такова, се предлага отново едва след дните в полето за имена; ако то е празно, може да бъде помолен по всяко време. Потенциалният клиент се брои по етапа и преценката си; с когото още не е говорено – от деня, в който е записан.
field-rhythm-invalid = Пишете цял брой дни от 1 до 3650.
field-day-typed-invalid = Не разбирам деня. Пишете например 24.11.2026, утре, пт или +3д.
field-too-many-people = Най-много 50 души.

## The list of clients
accounts-next-step = Следваща стъпка
accounts-no-step = няма
accounts-silence = Контакт
accounts-need = Внимание
accounts-sentence-need = { " " }({ $need })
need-no-next-step = Без следваща стъпка
need-overdue = Просрочена стъпка
need-silent = Мълчание над ритъма
need-never-met = Без записан контакт

## Quick add
add-title = Запиши с един ред
add-lead = Напишете го, както бихте го надраскали: кой, кой клиент, как, какво се каза, какво следва и докога.
add-line = Ред
add-line-help = Нищо не се записва, преди да видите какво е разбрано.
add-read = Покажи какво е разбрано
add-examples = Примери
add-example-1 = обадих се на Мария от Ракита, иска мостри, да пратя до петък
add-example-2 = среща в Хранимир вчера, 45 мин, съгласни са с анекса
add-example-3 = видях нов обект на Калимера, да проверя кой е управителят
add-understood = Разбрано
add-happened = Какво се случи
add-nothing-happened = нищо, само предстои
add-client-unknown = Няма такъв клиент, или името значи няколко. Напишете името или кода му.
add-client-several = Няколко клиенти се казват така; изберете от предложените.
add-save = Запиши
piece-channel = как
piece-day = ден
piece-client = клиент
piece-person = човек
piece-colleague = колега
piece-minutes = времетраене
piece-said = какво се каза
piece-what = какво следва
piece-open = неясно
quick-add-unknown-client = няма клиент с това име
quick-add-unknown-person = няма човек с това име; остава само в текста
quick-add-unknown-colleague = няма колега с това име
quick-add-several-clients = няколко клиенти се казват така
quick-add-several-people = няколко души се казват така
quick-add-several-colleagues = няколко колеги се казват така
quick-add-name-of-two-kinds = името е и на клиент, и на човек
quick-add-no-client = Редът не казва за кой клиент е.
quick-add-no-channel = Редът не казва как е станало.
quick-add-no-such-day = няма такъв ден
quick-add-several-days = може да са няколко дни
quick-add-nothing-due = Има срок, но не е казано какво.
quick-add-too-long = Чете се само началото на реда.
quick-add-empty = Напишете нещо.

## The front page
home-says = Какво казва книгата
home-says-none = Още няма какво да каже: няма внесени продажби.
home-largest = { $count ->
    [one] { $count } клиент носи { $share } от продажбите.
   *[other] { $count } клиенти носят { $share } от продажбите.
    }
home-largest-call = Колко зависи от малцина
home-undecided = { $count ->
    [one] За { $count } от най-големите още не е ясно дали е ключов.
   *[other] За { $count } от най-големите още не е ясно дали са ключови.
    }
home-undecided-call = { $count ->
    [one] Изяснете го
   *[other] Изяснете ги
    }
home-key = { $count ->
    [one] { $count } клиент е ключов.
   *[other] { $count } клиенти са ключови.
    }
home-key-call = Ключовите клиенти
home-without-step = { $count ->
    [one] { $count } ключов клиент или клиент от клас А е без следваща стъпка.
   *[other] { $count } ключови клиенти и клиенти от клас А са без следваща стъпка.
    }
home-without-step-call = Кои са
home-import = Последният внос е „{ $file }“ от { $day }: { $rows }, { $new ->
    [0] без нови клиенти
    [one] { $new } нов клиент
   *[other] { $new } нови клиенти
    }.
home-import-call = Вносове
home-due = Какво следва
home-due-none = За днес и за следващите дни няма стъпки на ваше име.
home-due-all = Всички следващи стъпки
home-more-steps = { $count ->
    [one] още { $count } стъпка
   *[other] още { $count } стъпки
    }
home-more-clients = { $count ->
    [one] още { $count } клиент
   *[other] още { $count } клиенти
    }
home-silent = С кого мълчим
home-silent-none = Никой с определен ритъм не мълчи твърде дълго. Клиенти без нито един записан контакт не се броят тук.
home-class = клас { $class }
home-questions = Неотговорени въпроси
home-questions-lead = Клиенти от клас А, за които присъдата виси на един отговор.
home-questions-none = За всички клиенти от клас А присъдата е ясна.
home-empty-title = Започнете с продажбите си
home-empty-text = Внесете експорта от вашата програма: от него излизат клиентите, дяловете и първите въпроси.
things-title = Първи стъпки
things-away = Скрий списъка
thing-import = Внесете продажби
thing-test = Проверете дали най-големият клиент е ключов
thing-people = Запишете трима души при клиенти
thing-log = Запишете един разговор
thing-step = Определете следваща стъпка
thing-invite = Поканете колега
